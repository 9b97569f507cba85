"""The words in a post that show whether it speaks with somebody: explicit rules, Spanish and English together.

Each rule is a list of turns of phrase; a reader can check any of them by eye. They know nothing of irony and little
of grammar, so a suggestion is a first reading and never the last word. Rules and weights are our judgement (grade D).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class PostMark(StrEnum):
    """What a post is."""

    CONVERSATION = "conversation"
    """It speaks with somebody: asks, answers, thanks, invites to speak, or lets a person be seen."""
    BROADCAST = "broadcast"
    """It tells everybody the same and waits for no answer."""


class PhraseRule(StrEnum):
    """The rules, in the order in which they are told."""

    QUESTION = "question"
    ANSWER = "answer"
    THANKS = "thanks"
    INVITATION = "invitation"
    PERSON = "person"
    PRICE = "price"
    OFFER = "offer"
    BUY = "buy"
    HOURS = "hours"
    NEWS = "news"
    TAGS = "tags"


WEIGHTS: dict[PhraseRule, tuple[PostMark, int]] = {
    PhraseRule.QUESTION: (PostMark.CONVERSATION, 2),
    PhraseRule.ANSWER: (PostMark.CONVERSATION, 2),
    PhraseRule.THANKS: (PostMark.CONVERSATION, 2),
    PhraseRule.INVITATION: (PostMark.CONVERSATION, 2),
    PhraseRule.PERSON: (PostMark.CONVERSATION, 1),
    PhraseRule.PRICE: (PostMark.BROADCAST, 2),
    PhraseRule.OFFER: (PostMark.BROADCAST, 2),
    PhraseRule.BUY: (PostMark.BROADCAST, 2),
    PhraseRule.HOURS: (PostMark.BROADCAST, 1),
    PhraseRule.NEWS: (PostMark.BROADCAST, 1),
    PhraseRule.TAGS: (PostMark.BROADCAST, 1),
}
"""Which way each rule points and how much it weighs. A rule counts once in a post, however often it is met."""

MANY_TAGS = 5
"""Hashtags from which on they count as shouting across the street."""

SHOWN = 80
"""Characters of a found turn of phrase that are kept."""


@dataclass(frozen=True)
class Sign:
    """One turn of phrase that a rule found.

    Attributes
    ----------
    words
        As they stand in the post, at most SHOWN characters.
    at
        Where they begin, in characters from the beginning of the post.
    """

    rule: PhraseRule
    words: str
    at: int

    @property
    def mark(self) -> PostMark:
        """Which way it points."""
        return WEIGHTS[self.rule][0]

    @property
    def weight(self) -> int:
        """How much its rule weighs."""
        return WEIGHTS[self.rule][1]


# Turns of phrase as regular expressions without word limits, which `_rule` adds. Spanish first, English after.
_PHRASES: dict[PhraseRule, tuple[str, ...]] = {
    PhraseRule.ANSWER: (
        r"nos (?:has|habéis|han) (?:preguntado|pedido|escrito|contado|dicho)",
        r"nos (?:preguntas|preguntáis|preguntan|pedís|piden|pediste|pedisteis|preguntaste|preguntasteis|"
        r"pregunta|pedía)",
        r"(?:vuestras?|tus?) (?:preguntas?|dudas?|comentarios?|ideas?|propuestas?)",
        r"ten(?:ías|íais|éis) razón",
        r"tienes razón",
        r"respondemos",
        r"contestamos",
        r"varios de vosotros",
        r"algunos de vosotros",
        r"como (?:nos )?dijisteis",
        r"(?:you|some of you|many of you|several of you) (?:have )?(?:asked|wrote|written|told us|"
        r"wanted to know)",
        r"asked us",
        r"your (?:questions?|comments?|ideas?|answers?|votes?)",
        r"you (?:are|were) right",
        r"in answer to",
        r"to answer (?:you|your)",
    ),
    PhraseRule.THANKS: (
        r"(?:muchas |mil )?gracias",
        r"(?:os |te |le )?agradecemos",
        r"enhorabuena,? a",
        r"felicidades,? a",
        r"(?:many )?thanks?(?: you)? (?:to|for|all|everybody|everyone)",
        r"thank you",
        r"thanks,",
        r"we are grateful",
        r"congratulations,? to",
    ),
    PhraseRule.INVITATION: (
        r"cuéntanos",
        r"contadnos",
        r"cuéntame",
        r"dinos",
        r"decidnos",
        r"escríbenos",
        r"escribidnos",
        r"mándanos",
        r"mandadnos",
        r"enséñanos",
        r"enseñadnos",
        r"pregúntanos",
        r"preguntadnos",
        r"opina",
        r"opinad",
        r"vota",
        r"votad",
        r"ayúdanos a",
        r"ayudadnos a",
        r"(?:os|te) leemos",
        r"queremos saber",
        r"nos gustaría saber",
        r"déjanos (?:tu|un) (?:comentario|idea|opinión)",
        r"comparte tu",
        r"compartid vuestr[ao]s?",
        r"tell us",
        r"let us know",
        r"write to us",
        r"drop us a line",
        r"send us (?:your|a)",
        r"show us your",
        r"ask us",
        r"help us (?:to )?(?:choose|decide|name|find)",
        r"vote",
        r"share your",
        r"(?:we|we'd|we would) (?:love|like) to (?:know|hear)",
        r"comment below",
        r"leave us a (?:comment|line)",
    ),
    PhraseRule.PERSON: (
        r"(?:mi|nuestr[ao]s?) (?:madre|padre|abuel[ao]s?|herman[ao]s?|hij[ao]s?|sobrin[ao]s?|vecin[ao]s?|"
        r"compañer[ao]s?|panader[ao]s?|oficial(?:es)?|tornero|soldador(?:a|es)?|aprendi(?:z|za|ces)|cociner[ao]s?|equipo|huéspedes)",
        r"(?:os|te) (?:presentamos|presento) a",
        r"lleva \w+ años",
        r"llevamos \w+ años",
        r"se jubila",
        r"cumple \w+ años",
        r"(?:ella|él) es",
        r"aprendió",
        r"(?:detrás del mostrador|con las manos en la masa)",
        r"(?:my|our) (?:mother|father|grandmother|grandfather|sister|brother|son|daughter|nephew|niece|"
        r"neighbours?|colleagues?|bakers?|welders?|turner|apprentices?|cook|team|guests)",
        r"meet (?-i:[A-Z]\w+)",
        r"has (?:been|worked) (?:with us|here)",
        r"has been \w+ing (?:for|since)",
        r"for \w+ years now",
        r"retires",
        r"learned (?:it )?from",
        r"behind the counter",
    ),
    PhraseRule.OFFER: (
        r"ofertas?",
        r"descuentos?",
        r"rebajas?",
        r"rebajad[ao]s?",
        r"promoción",
        r"promociones",
        r"promo",
        r"2 ?x ?1",
        r"3 ?x ?2",
        r"gratis",
        r"de regalo",
        r"sorteo",
        r"sorteamos",
        r"liquidación",
        r"precios?",
        r"black friday",
        r"últimos? días?",
        r"últimas? plazas?",
        r"special offers?",
        r"offers?",
        r"discounts?",
        r"promotions?",
        r"on sale",
        r"for sale",
        r"sale now",
        r"(?:summer|winter) sale",
        r"(?:two|three|2|3) for (?:one|two|1|2)",
        r"(?<!-)(?<!feel )free(?! of| to| from)",
        r"giveaway",
        r"prize draw",
        r"prices?",
        r"half price",
        r"last (?:day|days|places|rooms)",
        r"bargains?",
    ),
    PhraseRule.BUY: (
        r"compra(?:d|lo|la)?(?: ya| ahora)?",
        r"cómpral[ao]s?",
        r"pídel[ao]s?",
        r"haz(?:nos)? (?:ya )?tu pedido",
        r"encárgal[ao]s?",
        r"encarga (?:ya|tu)",
        r"reserva (?:ya|tu|ahora)",
        r"resérval[ao]s?",
        r"(?:enlace|link) en (?:la )?bio",
        r"haz clic",
        r"pincha aquí",
        r"buy (?:it|yours?|now|one|here|online)",
        r"order (?:now|yours?|it|online|today)",
        r"book (?:now|your|yours|today|online)",
        r"shop now",
        r"get yours",
        r"link in (?:our )?bio",
        r"click here",
    ),
    PhraseRule.HOURS: (
        r"abrimos",
        r"abiert[ao]s?",
        r"cerramos",
        r"cerrad[ao]s?",
        r"horarios?",
        r"de lunes a \w+",
        r"de \d{1,2}(?:[:.]\d\d)? a \d{1,2}(?:[:.]\d\d)?",
        r"\d{1,2} ?h",
        r"opening hours",
        r"we (?:are )?(?:open|close|closed)",
        r"open (?:from|until|on|every|today|tomorrow|again)",
        r"closed (?:on|for|until|today|tomorrow)",
        r"(?:monday|tuesday) to \w+",
        r"from \d{1,2}(?:[:.]\d\d)? (?:to|until) \d{1,2}",
        r"\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|a\.m\.|p\.m\.)",
        r"\d{1,2}[:.]\d\d",
    ),
    PhraseRule.NEWS: (
        r"ya disponibles?",
        r"ya a la venta",
        r"ya tenemos",
        r"hoy tenemos",
        r"novedad(?:es)?",
        r"nuev[ao]s? (?:colección|producto|productos|temporada|carta|web|máquina)",
        r"acaba(?:n)? de llegar",
        r"ha(?:n)? llegado",
        r"recién (?:hecho|hecha|hechos|horneado|llegado|salido)s?",
        r"no te l[ao]s? pierdas",
        r"no os l[ao]s? perdáis",
        r"(?:os|te) esperamos",
        r"pásate",
        r"pasaos",
        r"ven a (?:probar|vern?os|por)",
        r"venid a",
        r"visita nuestra web",
        r"now available",
        r"available (?:now|from|today)",
        r"new (?:in|arrivals?|collection|product|products|season|menu|website|machine)",
        r"just (?:in|arrived)",
        r"ha(?:s|ve) arrived",
        r"today we have",
        r"fresh (?:from|out of)",
        r"don['’]t miss",
        r"do not miss",
        r"come (?:and|in|on)",
        r"visit (?:us|our)",
        r"see you (?:there|soon|at)",
    ),
}

_MONEY = re.compile(r"\d+(?:[.,]\d{1,2})?\s?(?:€|£|\$|euros?\b|eur\b)|[€£$]\s?\d+(?:[.,]\d{1,2})?", re.IGNORECASE)
_PER_CENT = re.compile(r"-?\s?\d{1,2}\s?%")
_NAMED = re.compile(r"(?<![\w.@])@\w[\w.]*\w")
_TAG = re.compile(r"(?<!\w)#\w+")
_ASKED = re.compile(r"¿?[^.!?¿¡\n…]*\?")

# Questions that wait for no answer
_RHETORICAL = re.compile(
    r"a qué (?:esper|est[aá]s? esperando)|lo va(?:s|is) a perder|qui[ée]n (?:puede|podría|se) resist|"
    r"qué más se puede pedir|(?:sabías|sabíais) que|te apuntas|os apuntáis|te lo pierdes|"
    r"(?:buscas|necesitas|quieres) (?:un|una|el|la|ofertas|descuentos)\b|"
    r"what are you waiting|who can resist|who could resist|what more could|did you know|why wait|why not treat|"
    r"(?:looking for|need|want) (?:a|an|the|some)\b|ready (?:for|to)\b|fancy a\b",
    re.IGNORECASE,
)


def signs(post: str) -> tuple[Sign, ...]:
    """Look for the turns of phrase of every rule.

    Parameters
    ----------
    post
        What was written, in Spanish or English.

    Returns
    -------
    tuple of Sign
        In the order of the text; of each rule the first find only.
    """
    first: dict[PhraseRule, Sign] = {}
    for rule, at, words in _finds(post):
        first.setdefault(rule, Sign(rule, _short(words), at))
    return tuple(sorted(first.values(), key=lambda sign: (sign.at, tuple(PhraseRule).index(sign.rule))))


def _finds(post: str) -> list[tuple[PhraseRule, int, str]]:
    """List every find: its rule, where it begins and its words, in the order of the text."""
    finds: list[tuple[PhraseRule, int, str]] = []
    for asked in _ASKED.finditer(post):
        if re.search(r"\w", asked[0]) and not _RHETORICAL.search(asked[0]):
            lead = len(asked[0]) - len(asked[0].lstrip())
            finds.append((PhraseRule.QUESTION, asked.start() + lead, asked[0].strip()))
    patterns = ((PhraseRule.ANSWER, _NAMED), (PhraseRule.PRICE, _MONEY), (PhraseRule.OFFER, _PER_CENT))
    for rule, pattern in patterns:
        finds += [(rule, each.start(), each[0].strip()) for each in pattern.finditer(post)]
    for rule in _PHRASES:
        finds += [(rule, each.start(), each[0]) for each in _pattern(rule).finditer(post)]
    # "2.20" in a price is no time of day, and "come and taste" in a question is no announcement
    overruled = {PhraseRule.HOURS: _spans(finds, PhraseRule.PRICE), PhraseRule.NEWS: _spans(finds, PhraseRule.QUESTION)}
    finds = [find for find in finds if not any(find[1] in span for span in overruled.get(find[0], ()))]
    tags = list(_TAG.finditer(post))
    if len(tags) >= MANY_TAGS:
        finds.append((PhraseRule.TAGS, tags[0].start(), " ".join(tag[0] for tag in tags)))
    return sorted(finds, key=lambda find: find[1])


def _spans(finds: list[tuple[PhraseRule, int, str]], rule: PhraseRule) -> list[range]:
    """List the places in the post that the finds of a rule take up."""
    return [range(at, at + len(words)) for each, at, words in finds if each is rule]


@cache
def _pattern(rule: PhraseRule) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(_PHRASES[rule]) + r")(?!\w)", re.IGNORECASE)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= SHOWN else words[: SHOWN - 1].rstrip() + "…"
