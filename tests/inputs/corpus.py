"""Input nobody hopes for, by kind: what is typed, opened, kept, brought in and stands in an address.

Everything is made here by a rule, so that a kind is a line or two and a new mishap is one more.
"""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl

ROOT = Path(__file__).resolve().parents[2]

# ---- typed -----------------------------------------------------------------------------------------------------------

LONG = 9_000
"""Characters of a long text: a field lets in ten thousand."""

_REPEATED = {
    "letters": "x",
    "words": "palabra ",
    "lines": "a\n",
    "cells": "a;b\n",
    "commas": ",",
    "tabs": "a\t",
    "at": "@",
    "addresses": "a@b.c ",
    "nearly addresses": "a@",
    "dots": ".",
    "digits": "9",
    "parted digits": "9 ",
    "brackets": "(",
    "braces": "{",
    "quotes": '"',
    "web": "http://",
    "tags": "#a ",
    "accents": "e\u0301",
    "one letter, many accents": "\u0301",
    "ligature": "\ufdfa",
    "no width": "\u200b",
    "joined emoji": "\U0001f469\u200d",
    "flags": "\U0001f1ea\U0001f1f8",
    "right to left": "\u202e",
    "backslashes": "\\",
    "blanks": " \u00a0\u3000",
    "markup": "<b>",
    "percent": "%s",
    "marks of no byte order": "\ufeff",
}
TEXTS: Mapping[str, str] = {
    **{f"long: {name}": (each * LONG)[:LONG] for name, each in _REPEATED.items()},
    "half a character": "ab\ud800cd",
    "the other half": "\udc00",
    "two halves the wrong way round": "\udc00\ud800",
    "no character": "a\ufffe\uffffb",
    "nul": "a\0b",
    "signs to machines": "a\x01\x07\x1b[31mb\x7f",
    "odd line ends": "a\x0bb\x0cc\x85d\u2028e\u2029f\rg",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>&amp;\"'",
    "formula": '=HYPERLINK("http://x";"y")',
    "command": "=cmd|' /C calc'!A0",
    "places of a sentence": "{n} {0} {} %(n)s %d ${n}",
    "other digits": "\uff11\uff12\uff13 \u0663\u0664",
    "turned back": "abc \u2066\u2067\u202d def",
    "only blanks": " \t\n ",
    "nothing": "",
}

WHOLE: Mapping[str, Any] = {
    "28 digits": 10**27,
    "minus 28 digits": -(10**27),
    "a float of 28 digits": 1e27,
    "the largest float": 1.7e308,
    "just too long": 10**12,
    "32 bits": 2**31,
    "64 bits": 2**63,
    "below nothing": -1,
    "nothing": 0,
    "a part": 2.5,
    "no number": float("nan"),
    "without end": float("inf"),
    "none": None,
    "a text": "12",
    "yes": True,
    "a list": [1],
    "a group": {},
    "a thousand digits": 10**1000,
}

DECIMALS: Mapping[str, str] = {
    "28 digits": "9" * 28,
    "minus": "-" + "9" * 28,
    "nan": "nan",
    "inf": "inf",
    "1e400": "1e400",
    "1e5": "1e5",
    "full width": "\uff11\uff12",
    "arabic": "\u0663",
    "half": "\ud800",
    "twice a comma": "1,,2",
    "only a sign": "-",
    "twice a sign": "--1",
    "a blank inside": "1 000",
    "tiny": "0.000000001",
    "below nothing": "-5",
    "twelve": "9" * 12,
    "a unit": "5 €",
    "hexadecimal": "0x10",
    "underscores": "1_000",
    "a fraction": "1/2",
    "forty signs": "9" * 40,
}


def _day(year: Any, month: Any = 0, day: Any = 1) -> dict[str, Any]:
    """A day as a page sends it; months begin with 0."""
    return {"year": year, "month": month, "date": day}


DAYS: Mapping[str, Any] = {
    "year 1": _day(1),
    "year 0": _day(0),
    "before": _day(-5),
    "year 9999": _day(9999, 11, 31),
    "six digits": _day(275760),
    "1970": _day(1970),
    "1999": _day(1999, 11, 31),
    "2100": _day(2100),
    "30 February": _day(2027, 1, 30),
    "29 February": _day(2027, 1, 29),
    "month 13": _day(2027, 12),
    "day 0": _day(2027, 1, 0),
    "nothing": {},
    "a text": "2027-01-01",
    "a number": 20270101,
    "texts": _day("2027", "1", "1"),
    "parts": _day(2027.5),
    "a list": [2027, 1, 1],
    "huge": _day(10**30),
}

CLOCKS: Mapping[str, str] = {
    "run down": "1970-01-01",
    "year 1": "0001-01-01",
    "set wrong": "2100-06-01",
    "last": "9999-12-31",
    "six digits": "+275760-09-13",
    "nonsense": "yesterday",
}

# ---- files -----------------------------------------------------------------------------------------------------------


def zipped(**files: bytes) -> bytes:
    """A zip file of these."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return made.getvalue()


def workbook(rows: list[list[Any]]) -> bytes:
    """An Excel file of these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


_TABLE = "Fecha;Alcance;Texto\n2026-01-02;3;Hola\n2026-01-03;4;Adiós\n"
_BOOK = workbook([["Date", "Reach", "Text"], ["2026-01-02", 3, "Hi"], ["2026-01-03", 4, "Bye"]])
_CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nEND:VCARD\n"
_ENTITIES = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
_SIGNS = {
    "nul": "a\0b",
    "half escaped": '["\\ud800"]',
    "formulas": "=1+1",
    "no width": "\u200b",
    "right to left": "\u202e",
    "accents": "e\u0301" * 300,
    "emoji": "\U0001f469\u200d\U0001f469" * 50,
    "markup": "<script>alert(1)</script>",
    "at": "@" * 3000,
    "digits": "9" * 3000,
    "quotes": '"' * 301,
    "long": "x" * 20_000,
}
FILES: Mapping[str, tuple[str, bytes]] = {
    "empty": ("a.csv", b""),
    "blanks": ("a.csv", b" \r\n\t"),
    "only a mark": ("a.csv", b"\xef\xbb\xbf"),
    "two marks": ("a.csv", b"\xef\xbb\xbf\xef\xbb\xbf" + _TABLE.encode()),
    "only a header": ("a.csv", b"Date,Reach,Text\n"),
    "only headers of people": ("a.csv", b"Name,E-mail\n"),
    "utf-16": ("a.csv", _TABLE.encode("utf-16")),
    "utf-16 cut in half": ("a.csv", _TABLE.encode("utf-16")[:-1]),
    "utf-16 without a mark": ("a.csv", _TABLE.encode("utf-16-le")),
    "utf-32": ("a.csv", _TABLE.encode("utf-32")),
    "utf-8 cut in half": ("a.csv", _TABLE.encode()[: _TABLE.encode().index("ó".encode()) + 1]),
    "half characters": ("a.csv", b"Date,Reach,Text\n2026-01-02,3,\xed\xa0\x80\n"),
    "noise": ("a.csv", bytes(range(256)) * 40),
    "nuls": ("a.csv", b"\0" * 5000),
    "a thousand and one columns": ("a.csv", (",".join(f"c{n}" for n in range(1001)) + "\n").encode()),
    "100,000 columns": ("a.csv", b"," * 100_000 + b"\n" + b"1," * 100_000),
    "one line without an end": ("a.csv", b"x" * 300_000),
    "open quote": ("a.csv", b'Date,Reach\n2026-01-02,"3\n'),
    "a number without end": ("a.csv", b"Date,Reach,Text\n2026-01-02," + b"9" * 5000 + b",a\n"),
    "numbers that are none": ("a.csv", b"Date,Reach,Text\n2026-01-02,1e400,a\n2026-01-03,nan,b\n2026-01-04,inf,c\n"),
    "days that are none": (
        "a.csv",
        b"Date,Reach,Text\n0001-01-01,1,a\n9999-12-31,2,b\n2026-02-30,3,c\n275760-09-13,4,d\n",
    ),
    "the same column twice": ("a.csv", b"Date,Reach,Reach,Text,Text\n2026-01-02,3,4,a,b\n"),
    "the same name a thousand times": ("a.csv", b"Name,Firm\n" + b"Ana Ruiz,Uno\n" * 1000),
    "names alike but for accents": ("a.csv", "Name,Firm\nJosé,A\nJose,A\nJOSE\u0301,A\n".encode()),
    "excel that is a web page": ("a.xlsx", b"<html><table><tr><td>Date</td></tr></table></html>"),
    "excel that is text": ("a.xlsx", _TABLE.encode()),
    "text that is excel": ("a.csv", _BOOK),
    "excel cut off": ("a.xlsx", _BOOK[: len(_BOOK) // 2]),
    "excel without rows": ("a.xlsx", workbook([])),
    "excel with formulas": ("a.xlsx", workbook([["Date", "Reach"], ["2026-01-02", "=1+1"], ["2026-01-03", "=A1"]])),
    "excel with huge numbers": ("a.xlsx", workbook([["Date", "Reach"], [10**15, 10**300], [-1, 1e-300]])),
    "old excel of noise": ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 20),
    "zip bomb": ("a.zip", zipped(**{"a.csv": b"0" * (12 * 2**20)})),
    "zip in a zip": ("a.zip", zipped(**{"a.zip": zipped(**{"b.csv": b"a,b\n1,2\n"})})),
    "zip of nothing": ("a.zip", zipped()),
    "zip that leads out": ("a.zip", zipped(**{"../../etc/passwd": b"x", "a.csv": _TABLE.encode()})),
    "zip cut off": ("a.zip", zipped(**{"a.csv": _TABLE.encode()})[:-30]),
    "gzip": ("a.csv.gz", gzip.compress(_TABLE.encode())),
    "picture": ("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(500)),
    "pdf": ("a.csv", b"%PDF-1.7\n%\xe2\xe3"),
    "entities": ("a.xls", _ENTITIES.encode()),
    "json": ("a.json", b'{"a": 1}'),
    "json of a list": ("a.json", b"[[[]]]"),
    "json that is nothing": ("a.json", b"null"),
    "json cut off": ("a.json", b'{"a": ['),
    "deep json": ("a.json", b"[" * 5000 + b"]" * 5000),
    "deep groups": ("a.json", b'{"a":' * 5000 + b"1" + b"}" * 5000),
    "json with a number of a thousand digits": ("a.json", b"[" + b"9" * 1000 + b"]"),
    "json with too many digits": ("a.json", b"[" + b"9" * 5000 + b"]"),
    "json with names twice": ("a.json", b'{"a": 1, "a": 2}'),
    "json with no numbers": ("a.json", b"[NaN, Infinity, -Infinity, 1e999]"),
    "json with half a character": ("a.json", b'[{"timestamp": 1700000000, "data": [{"post": "\\ud800"}]}]'),
    "instagram with moments that are none": (
        "posts_1.json",
        b'[{"media": [{"uri": "a", "creation_timestamp": 99999999999999, "title": "x"}]},'
        b' {"media": [{"creation_timestamp": "x"}]}]',
    ),
    "cards": ("a.vcf", _CARD.encode()),
    "card without an end": ("a.vcf", b"BEGIN:VCARD\nFN:Ana\n"),
    "card in a card": ("a.vcf", b"BEGIN:VCARD\nBEGIN:VCARD\nFN:Ana\nEND:VCARD\n"),
    "cards without names": ("a.vcf", b"BEGIN:VCARD\nTEL:600\nEND:VCARD\n" * 20),
    "card folded for ever": ("a.vcf", b"BEGIN:VCARD\nFN:Ana\nNOTE:a\n" + b" x\n" * 20_000 + b"END:VCARD\n"),
    "calendar": ("a.ics", b"BEGIN:VCALENDAR\nEND:VCALENDAR\n"),
    "directory": ("a.ldif", b"dn: cn=Ana\ncn: Ana\n"),
    "a name like a path": ("../../a\u202evsc.csv", _TABLE.encode()),
    "a name without end": ("a" * 5000 + ".csv", _TABLE.encode()),
    "a name of markup": ("<img src=x onerror=alert(1)>.csv", _TABLE.encode()),
    **{
        f"a table with {name}": ("a.csv", f"Date;Reach;Text\n2026-01-02;3;{each}\n".encode())
        for name, each in _SIGNS.items()
    },
    **{
        f"people with {name}": ("a.csv", f"Name;Firm\nAna {each};Uno\nLeo;{each}\n".encode())
        for name, each in _SIGNS.items()
    },
}

# ---- plans -----------------------------------------------------------------------------------------------------------

WRONG: Mapping[str, Any] = {
    "nothing": None,
    "yes": True,
    "below": -1,
    "huge": 10**30,
    "a part": 3.5,
    "a long text": "x" * 5000,
    "half a character": "\ud800",
    "a list": [],
    "lists": [[[]]],
    "a group": {},
    "a stranger": {"a": 1},
    "no day": "2027-02-30",
}


def nodes(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place of a value of JSON's own kinds."""
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inside:
        yield from nodes(each, (*path, key))


def changed(value: Any, path: tuple[str | int, ...], wrong: Any) -> Any:
    """A copy of a value with something else at one place."""
    copy = json.loads(json.dumps(value))
    if not path:
        return wrong
    at = copy
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = wrong
    return copy


def _plans() -> Iterator[tuple[str, str]]:
    text = (ROOT / "data" / "plans" / "workshop.json").read_text(encoding="utf-8")
    whole = json.loads(text)
    kinds = list(WRONG.items())
    for place, path in enumerate(nodes(whole)):
        if place < 30 or place % 5 == 0:
            kind, wrong = kinds[place % len(kinds)]
            yield f"{kind} at {'.'.join(map(str, path)) or 'the top'}", json.dumps(changed(whole, path, wrong))
    for share in range(1, 12):
        yield f"broken off after {share} parts of 12", text[: len(text) * share // 12]
    yield "a newer version", json.dumps(whole | {"version": 99})
    yield "version 0", json.dumps(whole | {"version": 0})
    yield "a version in words", json.dumps(whole | {"version": "three"})
    yield "an older version that is none", json.dumps({"format": "tertulia-plan", "version": 1, "firm": [], "kpis": 3})
    yield "of another course", json.dumps(whole | {"format": "other"})
    yield "names twice", text.replace('"version"', '"version": 3, "version"', 1)
    yield "a zone that is none", json.dumps(whole | {"zone": "Atlantis/Here"})
    yield "an evil zone", json.dumps(whole | {"zone": "../../etc/passwd"})
    yield "deep", "[" * 10_000
    yield "deep groups", '{"firm":' * 10_000
    yield "a text that is none", "hello"
    yield "nothing", ""
    yield "a mark", "\ufeff"
    yield "too many digits", '{"format": "tertulia-plan", "version": 3, "edition": ' + "9" * 5000 + "}"
    yield "no numbers", '{"format": "tertulia-plan", "version": 3, "firm": {"staff": NaN}}'


PLANS: Mapping[str, str] = dict(_plans())

# ---- kept by the exercises, and tampered with ------------------------------------------------------------------------

STATES: Mapping[str, Any] = {
    "nothing": None,
    "a text": "x",
    "a number": 7,
    "huge": 10**30,
    "yes": True,
    "an empty list": [],
    "lists": [[], [[]], [None]],
    "an empty group": {},
    "numbers": [1, -1, 10**30, 0.5],
    "texts": ["\ud800", "x" * 5000, "", "\0"],
    "a stranger": {"who": "knows"},
    "groups": [{}, {"a": []}],
    "deep": {"a": {"a": {"a": {"a": {"a": {}}}}}},
    "nulls": [None, None],
    "ticks of questions that do not exist": {"ticks": ["nobody", "asked"], "answers": {"99": 7}},
}

# ---- brought in on the page "Your data" ------------------------------------------------------------------------------


def _file(**kept: Any) -> str:
    return json.dumps({"course": "tertulia", "format": 1, "saved": "2026-01-02", "kept": kept})


_PLAN = {"format": "tertulia-plan", "version": 3}
_FIRM = {"format": "tertulia-firm", "version": 1}
_ENTRIES = {"format": "tertulia-entries", "version": 1}
IMPORTED: Mapping[str, str] = {
    "nothing": "",
    "a text": "hello",
    "cut off": _file(ticks=["0123456789"])[:-3],
    "null": "null",
    "a list": "[]",
    "deep": "[" * 100_000,
    "of another course": json.dumps({"course": "other", "format": 1, "kept": {}}),
    "another format": json.dumps({"course": "tertulia", "format": 2, "kept": {}}),
    "kept as a list": json.dumps({"course": "tertulia", "format": 1, "kept": []}),
    "a key nobody knows": _file(surprise=1),
    "an inherited name": '{"course": "tertulia", "format": 1, "kept": {"__proto__": {}, "constructor": 1}}',
    "beside what is kept": json.dumps({"course": "tertulia", "format": 1, "kept": {}, "more": 1}),
    "half a character": _file(firm=_FIRM | {"name": "\ud800"}),
    "half a character typed": _file(entries=_ENTRIES | {"exercises": {"mix": {"values": {"a": "\udc00"}}}}),
    "a newer plan": _file(plan=_PLAN | {"version": 99}),
    "a newer firm": _file(firm=_FIRM | {"version": 9}),
    "an exercise nobody knows": _file(entries=_ENTRIES | {"exercises": {"chess": {"values": {}}}}),
    **{
        f"a plan: {path}": _file(
            plan=changed(
                _PLAN | {"firm": {"name": "a", "staff": 3}, "strategy": {"kpis": [{"name": "x", "by": "2027-01-01"}]}},
                tuple(path.split(".")),
                wrong,
            )
        )
        for path, wrong in {
            "firm": 3,
            "firm.name": 7,
            "firm.staff": -1,
            "firm.owner": "x" * 201,
            "strategy": [],
            "strategy.kpis": {},
            "zone": 3,
            "reviews": {"dates": ["2027-02-30"]},
            "surprise": 1,
            "edition": 1.5,
        }.items()
    },
    **{
        f"a firm: {name}": _file(firm=_FIRM | {name: wrong})
        for name, wrong in {
            "name": 3,
            "people": 0,
            "hours": "4",
            "ages": "all",
            "open_months": [13],
            "places": ["moon"],
            "surprise": 1,
            "skills": [{"much": "very"}],
        }.items()
    },
    **{
        f"{kind}: {n}": _file(**{kind: wrong})
        for kind in (
            "progress",
            "answers",
            "ticks",
            "entries",
            "undo",
            "calendar",
            "files",
            "late",
            "how_to",
            "record",
            "aside",
        )
        for n, wrong in enumerate((3, "x", [[]], {"a": None}))
    },
}

# ---- in the browser's storage, and in an address ---------------------------------------------------------------------

STORED: Mapping[str, str] = {
    "no json": "{",
    "null": "null",
    "a number": "7",
    "a text": '"x"',
    "a list": "[1, [], {}, null]",
    "a group": '{"a": 1}',
    "lists in a group": '{"exercises": [], "plans": {}, "kept": 3}',
    "nothing": "",
    "ticks of nothing": '["zzzzzzzzzz", 3, null]',
    "half": '"\\ud800"',
}

ADDRESSES: tuple[str, ...] = (
    "#",
    "#field-",
    "#field-nobody",
    "#field-hours",
    "#field-%",
    "#field-%E0%A4%A",
    "#field-<script>",
    "#field-a.b[c]",
    "#field-" + "-" * 5000,
    "#field-a-" * 500,
    "#field-\u202e",
    "#field-\0",
    "#field-constructor",
    "#field-__proto__",
    "#%",
    "#%00",
    "#javascript:alert(1)",
    "#:~:text=x",
    "#field-own-name",
    "#field--",
    "#field-1e400",
    "#field-\"'",
    "#" + "x" * 20_000,
    "#field-hours#field-posts",
    "#/../..",
    "#field-\U0001f469",
)


def everything() -> dict[str, int]:
    """How many of each kind."""
    return {
        "text": len(TEXTS) + len(WHOLE) + len(DECIMALS) + len(DAYS) + len(CLOCKS),
        "files": len(FILES),
        "plans": len(PLANS),
        "imported data": len(IMPORTED),
        "storage": len(STATES) + len(STORED),
        "addresses": len(ADDRESSES),
    }
