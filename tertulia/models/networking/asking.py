"""The message that asks somebody for help: what makes such messages answered, rule by rule.

A draft is four sentences in the learner's own words and the name of the person it goes to. Each rule looks at one
thing that can be seen in the text; it cannot see whether the request is a good one. Why a rule is there, and how well
we know it, stands in `GRADES`; the widget has the words.

What the grades rest on (each read in its abstract, or where said in an article about it):

- `ONE_PERSON`: Blair, Thompson and Wuensch (2005) sent e-mails that asked for help; those who saw that many others had
  been asked answered less often.
- `WHO_ASKS`: Roghanizad and Bohns (2017): those who asked strangers by e-mail expected more yeses than they got, and
  the authors lay it to the suspicion such a message meets. Contacts are no strangers, hence C.
- `ASKS`, `LENGTH`: Boomerang (2016), the maker of an e-mail program, counted answers to its users' e-mails: more to
  those with one to three questions than to those with none, and most to those of 50 to 125 words. Read in articles.
- All others are our judgement.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tertulia.models.networking.contacts import folded

LEAST_WORDS, MOST_WORDS = 25, 125
"""Words of the whole message. The lower end is ours: on a phone fewer are enough than in an e-mail."""

QUESTION_WORDS = 20
"""Words of the question at most."""

NEED_WORDS = 5
"""With fewer words nobody can say what is needed and for what."""


class Rule(StrEnum):
    """What is looked at, in the order in which it is mended."""

    ONE_PERSON = "one_person"
    """It goes to one person."""
    WHO_ASKS = "who_asks"
    """It begins with their name, and says who writes and how the two know each other."""
    EXACT = "exact"
    """It says what exactly is needed."""
    BY_WHEN = "by_when"
    """It says until when, or when."""
    ASKS = "asks"
    """It asks a question."""
    ONCE = "once"
    """It asks only one."""
    SHORT_QUESTION = "short_question"
    LENGTH = "length"
    """The whole is neither long nor a mere call for attention."""
    IN_RETURN = "in_return"
    """It offers something."""


GRADES: Mapping[Rule, str] = {
    Rule.ONE_PERSON: "A",
    Rule.WHO_ASKS: "C",
    Rule.EXACT: "D",
    Rule.BY_WHEN: "D",
    Rule.ASKS: "C",
    Rule.ONCE: "D",
    Rule.SHORT_QUESTION: "D",
    Rule.LENGTH: "C",
    Rule.IN_RETURN: "D",
}
"""How well we know that a message that keeps the rule is answered more often."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A message in the learner's own words.

    to: whom it goes to. opening: their name, who writes, how the two know each other. need: what is needed and by
    when. question: what is asked. in_return: what is offered.
    """

    to: str = ""
    opening: str = ""
    need: str = ""
    question: str = ""
    in_return: str = ""

    @property
    def text(self) -> str:
        """The message as it is sent: its sentences one after the other, each with an end."""
        parts = (self.opening, self.need, self.question, self.in_return)
        return " ".join(_ended(part) for part in parts if part.strip())

    @property
    def words(self) -> int:
        """Words of the message."""
        return _count(self.text)

    @property
    def questions(self) -> int:
        """Questions in the message; several marks after one of them count once."""
        return len(re.findall(r"\?+", self.text))


@dataclass(frozen=True)
class DraftCheck:
    """The draft and the rules it keeps."""

    draft: Draft
    kept: tuple[Rule, ...]

    @property
    def broken(self) -> tuple[Rule, ...]:
        """What is still to mend, in order."""
        return tuple(rule for rule in Rule if rule not in self.kept)


def check(draft: Draft) -> DraftCheck:
    """Which rules the draft keeps."""
    keeps = {
        Rule.ONE_PERSON: bool(draft.to.strip()) and not several(draft.to),
        Rule.WHO_ASKS: _begins_with_name(draft) and _count(draft.opening) > NEED_WORDS,
        Rule.EXACT: _count(draft.need) >= NEED_WORDS and not vague(draft.need),
        Rule.BY_WHEN: has_time(f"{draft.need} {draft.question}"),
        Rule.ASKS: draft.question.rstrip().endswith("?"),
        Rule.ONCE: draft.questions == 1,
        Rule.SHORT_QUESTION: 0 < _count(draft.question) <= QUESTION_WORDS,
        Rule.LENGTH: LEAST_WORDS <= draft.words <= MOST_WORDS,
        Rule.IN_RETURN: bool(draft.in_return.strip()),
    }
    return DraftCheck(draft, tuple(rule for rule in Rule if keeps[rule]))


def several(to: str) -> bool:
    """Whether a name stands for several people: a word for all of them, or two names. "Pilar, de la galería" is one."""
    if set(_folded(to).split()) & _EVERYBODY:
        return True
    names = [part for part in re.split(r"[,;]| and | y | e ", to) if part.strip()[:1].isupper()]
    return len(names) > 1


def vague(text: str) -> bool:
    """Whether a text asks for help without saying which."""
    return any(f" {words} " in f" {_folded(text)} " for words in _VAGUE)


def has_time(text: str) -> bool:
    """Whether a text names a day, a date, a season or a span."""
    words = _folded(text)
    named = re.search(r"\d|\b(in|by|until|before|after|since|early|late) may\b", words)
    return named is not None or not _TIMES.isdisjoint(words.split())


def _begins_with_name(draft: Draft) -> bool:
    """Whether the first words of the message hold a word of the person's name."""
    name = {word for word in _folded(draft.to).split() if len(word) > 1}
    return bool(name & set(_folded(draft.opening).split()[:6]))


def _ended(part: str) -> str:
    bare = part.strip()
    return bare if bare.endswith((".", "!", "?", "…", ":", ")")) else f"{bare}."


def _count(text: str) -> int:
    return sum(any(sign.isalnum() for sign in word) for word in text.split())


def _folded(text: str) -> str:
    """Small letters without accents, the words parted by single blanks and nothing else."""
    return " ".join(re.findall(r"[^\W_]+", folded(text)))


_EVERYBODY = frozenset(
    "all everybody everyone friends colleagues customers neighbours group list anybody "
    "todos todas amigos amigas companeros clientes vecinos grupo lista alguien".split()
)
"""Words for more than one person, in English and Spanish, without accents."""

_VAGUE = (
    "some help",
    "any help",
    "your help",
    "a hand",
    "something",
    "anything",
    "whatever",
    "any ideas",
    "an idea",
    "some advice",
    "algo",
    "lo que sea",
    "lo que puedas",
    "cualquier cosa",
    "una mano",
    "un poco de ayuda",
    "algo de ayuda",
    "tu ayuda",
    "alguna idea",
    "algun consejo",
)
"""Words for help of no kind in particular, in English and Spanish, without accents."""

_TIMES = frozenset(
    "today tonight tomorrow morning afternoon evening day days week weeks weekend month months year "
    "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays "
    "saturdays sundays january february march april june july august september october november december "
    "spring summer autumn winter easter christmas "
    "hoy manana tarde noche dia dias semana semanas mes meses ano lunes martes miercoles jueves viernes sabado sabados "
    "domingo domingos enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre "
    "primavera verano otono invierno navidad navidades".split()
)
"""Words that say when, in English and Spanish, without accents. "May", which asks as well, counts after "in"."""
