"""Any plan, for hypothesis: made from the limits that the schema's own types state."""

from __future__ import annotations

from dataclasses import is_dataclass
from datetime import date, time
from enum import StrEnum
from typing import get_args, get_origin

from hypothesis import strategies as st

from tertulia.plan.schema import SECTIONS, Plan
from tertulia.records import _hints, _opened

NASTY = (
    "=1+1",
    "@cmd",
    "+34 600",
    "-2",
    "\"quoted\" and 'so'",
    "<script>alert(1)</script>",
    "&amp; ]]> <w:t>",
    "ñ á ¿?",
    "👩‍🍳 🥖",
    "مخبز النور",
    "מאפייה",
    "\x00\x0b\x1b[31m",
    "a\tb\nc\r\nd",
    "\u202eevil",
    "x" * 200,
    "%s {name}",
    "_x0041_",
)


def texts(most: int) -> st.SearchStrategy[str]:
    plain = st.text(st.characters(exclude_categories=["Cs"]), max_size=min(most, 30))
    return st.one_of(plain, st.sampled_from(NASTY).map(lambda text: text[:most]))


def values(hint: object) -> st.SearchStrategy:
    kind, limit, optional = _opened(hint)
    if get_origin(kind) is tuple:
        made = st.lists(values(get_args(kind)[0]), max_size=min(limit.most, 3)).map(tuple)
    elif is_dataclass(kind):
        made = sections(kind)
    elif issubclass(kind, StrEnum):
        made = st.sampled_from(list(kind))
    else:
        made = {
            str: lambda: texts(limit.most),
            int: lambda: st.integers(int(limit.least), int(limit.most)),
            float: lambda: st.floats(limit.least, limit.most, allow_nan=False),
            bool: st.booleans,
            date: lambda: st.dates(date(2000, 1, 1), date(2099, 12, 31)),
            time: lambda: st.times().map(lambda at: at.replace(second=0, microsecond=0)),
        }[kind]()
    return st.none() | made if optional else made


def sections(kind: type) -> st.SearchStrategy:
    return st.builds(kind, **{name: values(hint) for name, hint in _hints(kind).items()})


def plans() -> st.SearchStrategy[Plan]:
    """Some sections filled, the others empty, as a plan grows."""
    hints = _hints(Plan)
    some = st.lists(st.sampled_from(SECTIONS), max_size=6, unique=True)
    return some.flatmap(
        lambda names: st.builds(
            Plan,
            edition=st.integers(0, 1_000_000),
            zone=st.sampled_from(["Europe/Madrid", "Atlantic/Canary", "UTC"]),
            **{name: values(hints[name]) for name in names},
        )
    )
