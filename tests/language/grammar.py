"""Slips that a reader stumbles over, in any text of the course: "padres y hijos", "1 semanas", "de de"."""

from __future__ import annotations

import re
from html.parser import HTMLParser

UNITS = {
    "en": (
        ("answer", "answers"),
        ("comment", "comments"),
        ("contact", "contacts"),
        ("day", "days"),
        ("euro", "euros"),
        ("firm", "firms"),
        ("follower", "followers"),
        ("hour", "hours"),
        ("message", "messages"),
        ("minute", "minutes"),
        ("month", "months"),
        ("network", "networks"),
        ("number", "numbers"),
        ("pair", "pairs"),
        ("person", "people"),
        ("photo", "photos"),
        ("post", "posts"),
        ("sale", "sales"),
        ("video", "videos"),
        ("week", "weeks"),
        ("year", "years"),
    ),
    "es": (
        ("año", "años"),
        ("comentario", "comentarios"),
        ("contacto", "contactos"),
        ("día", "días"),
        ("empresa", "empresas"),
        ("euro", "euros"),
        ("foto", "fotos"),
        ("hora", "horas"),
        ("mensaje", "mensajes"),
        ("mes", "meses"),
        ("minuto", "minutos"),
        ("negocio", "negocios"),
        ("pareja", "parejas"),
        ("persona", "personas"),
        ("publicación", "publicaciones"),
        ("red", "redes"),
        ("respuesta", "respuestas"),
        ("seguidor", "seguidores"),
        ("semana", "semanas"),
        ("venta", "ventas"),
        ("vídeo", "vídeos"),
    ),
}
"""What is counted in the course: one, and several."""

NUMBER = r"(?<![\d.,:/−–-])(?<![\d][\u00a0\u202f ])"
"""Before a number that stands alone: no decimals, no part of a range or a date."""

TWICE = {
    "en": "a|an|at|by|for|from|in|is|of|on|the|to|with",
    "es": "a|al|con|de|del|desde|el|en|la|las|los|para|por|se|un",
}


def _rules(language: str) -> dict[str, str]:
    one = "|".join(single for single, _several in UNITS[language])
    many = "|".join(several for _single, several in UNITS[language])
    rules = {
        "one of several": rf"{NUMBER}1[\s\u00a0\u202f]({many})\b",
        "several of one": rf"{NUMBER}(?!1[\s\u00a0\u202f])\d+[\s\u00a0\u202f]({one})\b(?!-)",
        "the same word twice": rf"(?<![-’'])\b({TWICE[language]}) \1\b(?!-)",
        "a sign astray": r" [,;](?=\s)|(?<!\.)\.\.(?!\.)|,\.|\?\.",
        "a blank left": r"\{\w*\}",
    }
    if language == "es":
        rules |= {
            "y before i": r"\by (?=h?[iíIÍ](?![aeouáéóú])\w)|\by (?=H[iíIÍ](?![aeouáéóú]))",
            "o before o": r"\bo (?=[hH]?[oóOÓ]\w|8\b|8\d|11\b)",
            "e before another sound": r"(?<=\w )\be (?!\W*[hH]?[iíIÍyY])(?=\w)",
            "u before another sound": r"(?<=\w )\bu (?!\W*([hH]?[oóOÓ]|8|11))(?=\w)",
            "de el, a el": r"\b(de|a) el (?=[a-zñáéíóú])",
        }
    return rules


RULES = {language: {name: re.compile(rule) for name, rule in _rules(language).items()} for language in ("en", "es")}

OF_OTHER_LANGUAGES = ("Os Portugueses e as Redes Sociais",)
"""Titles of sources that stand as they are, in whatever language the page is."""


def slips(text: str, language: str) -> list[str]:
    """What a reader of this language stumbles over in a text, with the words around it."""
    text = re.sub(r"[ \t]+", " ", text)
    for title in OF_OTHER_LANGUAGES:
        text = text.replace(title, "")
    return [
        f"{name}: …{text[max(0, slip.start() - 40) : slip.end() + 30]}…"
        for name, rule in RULES[language].items()
        for slip in rule.finditer(text)
    ]


INLINE = {"a", "abbr", "b", "cite", "code", "em", "i", "kbd", "mark", "output", "q", "small", "span", "strong", "sub"}
"""Elements that stand within a sentence."""

NO_TEXT = {"script", "style", "pre", "textarea"}


class _Sentences(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.silent += tag in NO_TEXT
        if tag not in INLINE:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in NO_TEXT
        if tag not in INLINE:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.pieces.append(data)


def sentences(html: str) -> str:
    """The text a reader sees, a line for each element that stands by itself; code is none."""
    parser = _Sentences()
    parser.feed(html)
    return "".join(parser.pieces)
