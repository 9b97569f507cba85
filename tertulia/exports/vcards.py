"""Address cards (.vcf) of the versions 2.1, 3.0 and 4.0, as phones and mail programs write them.

Of a card we need its name and its firm. A library would decode its pictures as well, for seconds, and give the whole
file back for one that is damaged: so only the lines we need are looked into.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator
from typing import NamedTuple

_LINE = re.compile(
    r"(?:[\w-]+\.)?(?P<name>[\w-]+)(?P<parameters>(?:;(?:\"[^\"]*\"|[^\":])*)?):(?P<value>.*)", re.DOTALL
)
_FOLD = re.compile(r"(?<!=)(?<!=\r)\r?\n[ \t]")
"""Where a line goes on in the next one; behind = it does so in another way."""

_END = re.compile(r"\r\n|\n|\r")
_ESCAPED = re.compile(r"\\(.)")
_PART = re.compile(r"(?:\\.|[^;\\])*")


class CardLine(NamedTuple):
    """A line of a card: its property in capitals, and what stands there."""

    name: str
    value: str

    def parts(self) -> list[str]:
        """What stands between its semicolons."""
        found, place = [], 0
        while place <= len(self.value):
            part = _PART.match(self.value, place)
            end = part.end() if part else len(self.value)
            found.append(_plain(self.value[place:end]))
            place = end + 1
        return found

    def text(self) -> str:
        """The whole as one text."""
        return _plain(self.value)


def _plain(value: str) -> str:
    """Without what keeps a comma from being a comma."""
    return " ".join(_ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], value).split())


NEEDED = frozenset({"N", "FN", "ORG", "NICKNAME", "KIND", "X-ADDRESSBOOKSERVER-KIND"})
"""Properties whose values are read; of all others only that they are there."""


def cards(text: str) -> Iterator[list[CardLine]]:
    """The lines of each card in a text. A card without an end is given as far as it goes."""
    lines: list[CardLine] | None = None
    waiting: str = ""
    for line in _END.split(_FOLD.sub("", text)):
        if waiting:
            line, waiting = waiting + line, ""
        found = _LINE.fullmatch(line)
        if not found:
            continue
        name, parameters = found["name"].upper(), found["parameters"].upper()
        if name == "BEGIN":
            if lines:
                yield lines
            lines = []
        elif name == "END":
            if lines is not None:
                yield lines
            lines = None
        elif lines is not None:
            quoted = "QUOTED-PRINTABLE" in parameters
            if quoted and line.endswith("="):
                waiting = line[:-1]  # version 2.1 goes on in the next line
                continue
            value = found["value"] if name in NEEDED else "…" if found["value"].strip() else ""
            lines.append(CardLine(name, _decoded(value, parameters) if quoted and name in NEEDED else value))
    if lines:
        yield lines


def _decoded(value: str, parameters: str) -> str:
    named = re.search(r"CHARSET=\"?([\w-]+)", parameters)
    content = quopri.decodestring(value.encode("utf-8", "replace"))
    for charset in (named[1] if named else "utf-8", "cp1252"):
        try:
            return content.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("utf-8", "replace")
