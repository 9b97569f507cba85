"""The index as it lies beside the pages, small enough for a phone.

    search/words.img     which word stands in which part of which page
    search/0.img, …      the text of each part, of which a page fetches those it shows

A part is a few neighbouring sections of a page, or a piece of a long one. The files are JSON, compressed with gzip:
small also on a host that compresses nothing. `static/search_find.js` unpacks them.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from theme.search.finished import Section
from theme.search.words import Words

PART = 2_500
"""Characters a part has at most: about a kilobyte to fetch, and few enough files."""

OFTEN = 3
"""Times from which a word stands often in a part."""

FIRST_SIGN = ord("#")
"""The sign that stands for 0; those after it need no escape in JSON but one."""

SENTENCE = re.compile(r"(?<=[.!?…]) ")


def parts(sections: Iterable[Section]) -> Iterator[list[Section]]:
    """The parts of a page."""
    part: list[Section] = []
    size = 0
    for section in sections:
        for piece in _pieces(section):
            if part and size + len(piece.text) > PART:
                yield part
                part, size = [], 0
            part.append(piece)
            size += len(piece.text)
    if part:
        yield part


def _pieces(section: Section) -> Iterator[Section]:
    """A section, cut between sentences (a table: between words) where it is longer than a part."""
    text = section.text
    while len(text) > PART:
        ends = [found.start() for found in SENTENCE.finditer(text, PART // 2, PART)]
        end = ends[-1] if ends else text.rfind(" ", 1, PART)
        if end < 1:
            end = PART
        yield Section(section.anchor, section.heading, text[:end].rstrip())
        text = text[end:].lstrip()
    yield Section(section.anchor, section.heading, text)


def pack(pages: Mapping[str, Sequence[Section]], words: Words) -> tuple[dict[str, Any], list[list[Section]]]:
    """The index of these pages, by their names, and the parts it numbers."""
    listed: list[tuple[str, str, int]] = []
    every: list[list[Section]] = []
    heads: dict[str, list[int]] = {}
    text: dict[str, list[tuple[int, bool]]] = {}
    for name, sections in pages.items():
        of_page = list(parts(sections))
        title = sections[0].heading if sections else ""
        listed.append((name, title, len(of_page)))
        for part in of_page:
            number = len(every)
            every.append(part)
            titles = " ".join([title, *(section.heading for section in part)])
            for word in set(words(titles)):
                heads.setdefault(word, []).append(number)
            for word, times in Counter(words(" ".join(section.text for section in part))).items():
                text.setdefault(word, []).append((number, times >= OFTEN))
    there = sorted({*heads, *text})
    packed = {
        "endings": words.endings,
        "common": " ".join(sorted(words.common)),
        "pages": listed,
        "words": "\n".join(_front_coded(there)),
        "places": "".join(_places(heads.get(word, []), text.get(word, [])) for word in there),
    }
    return packed, every


def _front_coded(words: Iterable[str]) -> Iterator[str]:
    """Each word as the number of letters it begins with like the one before it, and the others."""
    before = ""
    for word in words:
        alike = next((i for i, (a, b) in enumerate(zip(word, before, strict=False)) if a != b), len(before))
        alike = min(alike, len(word))
        yield _sign(alike) + word[alike:]
        before = word


def _places(heads: Sequence[int], text: Sequence[tuple[int, bool]]) -> str:
    """The parts a word stands in: how many and how far from one to the next, of the headings and then of the text.

    In the text, twice the distance, and one more where it stands often.
    """
    numbers = [number for number, _often in text]
    far = [2 * step + often for step, (_number, often) in zip(_steps(numbers), text, strict=True)]
    return "".join(map(_sign, [len(heads), *_steps(heads), len(text), *far]))


def _steps(numbers: Sequence[int]) -> list[int]:
    return [number - before for before, number in zip([0, *numbers], numbers, strict=False)]


def _sign(number: int) -> str:
    return chr(FIRST_SIGN + number)


def write(folder: Path, pages: Mapping[str, Sequence[Section]], words: Words) -> None:
    """Write the index and its parts into a folder."""
    packed, every = pack(pages, words)
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "words.img", packed)
    for number, part in enumerate(every):
        _write(folder / f"{number}.img", [[section.anchor, section.heading, section.text] for section in part])


def _write(file: Path, content: Any) -> None:
    told = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    file.write_bytes(gzip.compress(told.encode(), 9, mtime=0))
