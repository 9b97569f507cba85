"""Bytes to text: the encodings that spreadsheets on Windows, on a Mac and under DOS write, and letters that were lost
because one program took the encoding of another for its own."""

from __future__ import annotations

import re
from functools import cache

from tertulia.exports.cells import Cell, FileRefusal, Note, refused

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)

_SHOWN = {"mac_roman": "Macintosh", "cp850": "MS-DOS"}
"""Besides Windows, Excel offers to save a table as CSV (Macintosh) and as CSV (MS-DOS)."""

_SINGLE = ("cp1252", *_SHOWN)
"""Encodings of one byte a letter; the order settles a tie."""

_SAMPLE = 200_000
"""Bytes from which the encoding is judged."""


ARCHIVE = ("mime-version:", "content-type: multipart/")

_WEB = (*("<!doctype html", "<html", "<table", "<head", "<meta", "<body", "<div", "<style", "<!--", "<?xml"), *ARCHIVE)


def beginning(content: bytes) -> str:
    """How a file begins, in small letters, whatever its encoding."""
    return content[:2000].replace(b"\0", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe \r\n\t").lower()


def is_web(content: bytes) -> bool:
    """Whether a file is written for a web page, whatever its name says."""
    return beginning(content).startswith(_WEB)


def decoded(content: bytes) -> tuple[str, str, tuple[Note, ...]]:
    """The text of a file, the name of its encoding, and what had to be guessed or mended."""
    text, encoding = _marked(content)
    notes = []
    if not encoding:
        try:
            text, encoding = content.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            text, encoding = _guessed(content)
            if encoding != "cp1252":
                notes.append(Note(code="encoding_guessed", count=1, shown=_SHOWN.get(encoding, "")))
    text, mended = mended_letters(text)
    if mended:
        notes.append(Note(code="mended_letters", count=mended))
    lost = text.count("\ufffd")
    if lost:
        notes.append(Note(code="lost_letters", count=lost))
    return text, encoding, tuple(notes)


def _marked(content: bytes) -> tuple[str, str]:
    """The text, if its first bytes or its zeros say how it is written."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding), encoding
            except UnicodeDecodeError:
                # Two files put together: the mark speaks for the first one only.
                return ("", "") if encoding == "utf-8-sig" else (content.decode(encoding, "replace"), encoding)
    head = content[:4000]
    odd, even = head[1::2].count(0), head[0::2].count(0)
    if odd + even > len(head) / 5:
        encoding = "utf-16-le" if odd >= even else "utf-16-be"
        if min(odd, even) * 4 > max(odd, even):
            raise refused(FileRefusal.BINARY)
        return content.decode(encoding, "replace"), encoding
    return "", ""


_WHOLE_SIGN = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")


def _guessed(content: bytes) -> tuple[str, str]:
    """The text of a file that is not all UTF-8: lines of two encodings, or one byte a letter."""
    head = content[:_SAMPLE]
    rest = _WHOLE_SIGN.sub(b"", head)
    scores = {encoding: _letters(rest.decode(encoding, "replace")) for encoding in _SINGLE}
    single = max(_SINGLE, key=lambda encoding: scores[encoding])
    if scores[single] <= 0:
        single = _SINGLE[0]
    # A short line in which two letters of Windows happen to make one of UTF-8 does not outweigh the others.
    if len(_WHOLE_SIGN.findall(head)) <= len(_HIGH.findall(rest)):
        return _decoded_by(content, single), single
    lines = []
    for line in content.removeprefix(b"\xef\xbb\xbf").splitlines(keepends=True):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append(_decoded_by(line, single))
    return "".join(lines), "mixed"


def _decoded_by(content: bytes, encoding: str) -> str:
    # Windows leaves five bytes undefined; no table has them.
    return content.decode(encoding, "replace")


_SIGN = re.compile(r"[^\x00-\x7f]")
_SMALL = frozenset("áéíóúüñçàèìòùâêîôûäëïöãõ")
_LARGE = frozenset("ÁÉÍÓÚÜÑÇÀÈÖÄ")
_OPENING = frozenset("¿¡«“‘")
_CLOSING = frozenset("»”…ºª")


def _letters(text: str) -> int:
    """How much more often a sign stands where Spanish, English or their neighbours put it than where they do not."""
    score = 0
    for match in _SIGN.finditer(text):
        sign, before, after = match[0], text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        small = (before.isalpha() and before.islower()) or (after.isalpha() and after.islower())
        inside = before.isalpha() and after.isalpha()
        if sign in _SMALL:
            score += 2 if small else -2
        elif sign in _LARGE:
            score += 2 if not before.islower() and (after.isalpha() or before.isupper()) else -2
        elif sign in _OPENING:
            score += 2 if not before.isalnum() and after.isalnum() else -2
        elif sign in _CLOSING:
            score += 1 if (before.isalnum() or before in ".!?") and not after.isalnum() else -2
        elif sign == "’":
            score += 1 if inside else -1
        elif sign in "–—":
            score += -2 if inside else 1
        elif sign == "€":
            score += 1 if before.isdigit() or after.isdigit() or before in " \u00a0" else -1
        elif sign not in "·•\u00a0":
            score -= 2 if inside else 1
    return score


# ---- letters lost on the way ---------------------------------------------------------------------------------------

_LOST_BY = {
    "cp1252": r"[\xc2\xc3\xc5\xc6\xcb]C|[\xe2\xef]CC|\xf0CCC",
    "mac_roman": r"[\xc2\xc3\xc5\xc6\xcb]C|\xe2CC|\xf0CCC",
    "cp850": r"[\xc2\xc3]C|\xe2[\x80\x82]C",
}
"""Programs that took UTF-8 for one of these, as Excel still does when a file has no mark at its beginning; the bytes of
the letters, quotation marks, dashes and pictures that owners use (C: any byte that can follow)."""

_SURE = r"\xc3C(?:(?=[a-z])|(?<=[A-Za-z]\xc3C))|\xe2\x80C|\xf0\x9fCC"
"""Nobody writes these; where there is one of them, the others are such too. Each begins with a sign: found fast."""

_BEGINNING = (0xC3, 0xE2, 0xF0)
"""The bytes with which they begin."""


def _image(byte: int, encoding: str) -> str:
    """The sign that a byte of UTF-8 became."""
    try:
        return bytes((byte,)).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)  # as Windows shows the five that it leaves undefined


@cache
def _lost(encoding: str) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, int]]:
    """What a lost sign looks like for sure, what it looks like at all, and the byte behind each of its parts."""
    following = "[" + "".join(re.escape(_image(byte, encoding)) for byte in range(0x80, 0xC0)) + "]"

    def form(bytes_: str) -> re.Pattern[str]:
        shown = re.sub(r"\\x(..)", lambda byte: re.escape(_image(int(byte[1], 16), encoding)), bytes_)
        return re.compile(shown.replace("C", following))

    bytes_of = {_image(byte, encoding): byte for byte in range(0x80, 0x100)}
    return form(_SURE), form(_LOST_BY[encoding]), bytes_of


_BETWEEN = "\x1e"
_UNDEFINED = "\x81\x8d\x8f\x90\x9d"
_QUOTES = "“”‘’…–—»›"


def mended_letters(text: str) -> tuple[str, int]:
    """The text with such letters as they were ("PublicaciÃ³n"), and how many there were; what is not certain stays."""
    if text.isascii():
        return text, 0
    mended = 0
    for encoding in _LOST_BY:
        sure, form, bytes_of = _lost(encoding)
        for _again in range(3):  # some files went through it twice
            count = 0
            if not any(_image(byte, encoding) in text for byte in _BEGINNING) or not sure.search(text):
                break

            def found(match: re.Match[str], bytes_of: dict[str, int] = bytes_of) -> str:
                nonlocal count
                whole = match[0]
                after = match.string[match.end() : match.end() + 1]
                if len(whole) == 2 and whole[0] == "Ã" and whole[1] in _QUOTES and not after.isalpha():
                    return whole  # a Portuguese word in capitals, and a quotation mark behind it
                try:
                    sign = bytes(bytes_of[part] for part in whole).decode("utf-8")
                except UnicodeDecodeError:
                    return whole
                if "\x7f" <= sign < "\xa0" and sign not in _UNDEFINED:
                    return whole
                count += 1
                return sign

            text = form.sub(found, text)
            mended += count
            if not count:
                break
    return text, mended


def mended_cells(rows: list[list[Cell]]) -> int:
    """Mend the letters of all texts in place; how many there were."""
    places = [
        (row, place)
        for row in rows
        for place, cell in enumerate(row)
        if isinstance(cell, str) and not cell.isascii() and _BETWEEN not in cell
    ]
    whole, count = mended_letters(_BETWEEN.join(str(row[place]) for row, place in places))
    if count:
        for (row, place), text in zip(places, whole.split(_BETWEEN), strict=True):
            row[place] = text
    return count
