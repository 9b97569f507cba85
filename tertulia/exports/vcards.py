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

_LOOKED_AT = NEEDED | {"BEGIN", "END"}


def cards(text: str) -> Iterator[list[CardLine]]:
    """The lines of each card in a text. A card without an end is given as far as it goes."""
    lines: list[CardLine] | None = None
    for whole in _whole_lines(text):
        found = _LINE.fullmatch(whole)
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
            lines.append(CardLine(name, _decoded(found["value"], parameters) if quoted else found["value"]))
    if lines:
        yield lines


def _whole_lines(text: str) -> Iterator[str]:
    """Lines that go on in the next one as one line; of a property that is not read, such as a picture, the first."""
    whole, goes_on, needed = "", False, True
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if goes_on or line[:1] in (" ", "\t"):
            part = line.removesuffix("=") if goes_on else line[1:]
            goes_on = goes_on and line.endswith("=")
            whole += part if needed else ""
            continue
        if whole:
            yield whole
        head, _colon, value = line.partition(":")
        needed = head.partition(";")[0].rpartition(".")[2].upper() in _LOOKED_AT
        whole = line if needed else f"{head}:{value[:1]}"
        goes_on = line.endswith("=") and "QUOTED-PRINTABLE" in head.upper()  # version 2.1 goes on in its own way
        whole = whole.removesuffix("=") if goes_on else whole
    if whole:
        yield whole


def _decoded(value: str, parameters: str) -> str:
    named = re.search(r"CHARSET=\"?([\w-]+)", parameters)
    content = quopri.decodestring(value.encode("utf-8", "replace"))
    for charset in (named[1] if named else "utf-8", "cp1252"):
        try:
            return content.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("utf-8", "replace")
