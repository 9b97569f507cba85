"""Names of people as lists hold them: what is no name at all, and "Ruiz Gil, Ana" turned round."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

# No part of these patterns can end in two places: a long text that nearly fits is passed over once.
_ADDRESS = re.compile(
    r"[^\s@]+@[^\s@.]+\.[^\s@]+"  # e-mail
    r"|(?:https?:|www\.)\S*"  # web
    r"|[\w.-]{1,253}\.(?:com|es|org|net|eu|cat)/\S*"
    r"|(?:tel:)?\+?[\d\s().-]{9,}",  # telephone
    re.IGNORECASE,
)

_ADDRESS_INSIDE = re.compile(
    r"[^\s;,\t|@]@[^\s;,\t|@]+\.\w|https?://|www\.|(?<![\d,.])\+?\d[\d ().-]{7,}\d|^BEGIN:VCARD",
    re.IGNORECASE | re.MULTILINE,
)

_FIRM_ENDS = re.compile(
    r"(?:s\.?\s?[lac]\.?(?:\s?[ulp]\.?)?|s\.?\s?coop\.?.*|c\.?\s?b\.?|s\.?a\.?t\.?|ltd\.?|inc\.?|llc\.?|gmbh|co\.?|hijos|hermanos|hnos\.?)",
    re.IGNORECASE,
)
"""What follows a comma in the name of a firm."""


def is_address(text: str) -> bool:
    """Whether a text is an e-mail or web address or a telephone number, and no name."""
    return bool(_ADDRESS.fullmatch(text.strip()))


def holds_address(text: str) -> bool:
    """Whether an e-mail or web address or a telephone number stands somewhere in a text."""
    return bool(_ADDRESS_INSIDE.search(text))


def is_name(text: str) -> bool:
    """Whether a text can be somebody's name: there is a letter in it, and it is no address."""
    return any(sign.isalpha() for sign in text) and not is_address(text)


def turned_round(name: str) -> str:
    """Give "Ruiz Gil, Ana" as "Ana Ruiz Gil"; any other name as it is."""
    family, comma, given = (part.strip() for part in name.partition(","))
    if not comma or not family or not given or "," in given or _FIRM_ENDS.fullmatch(given):
        return name
    return f"{given} {family}"


def family_first(names: Iterable[str]) -> bool:
    """Whether most of the names are written "Ruiz Gil, Ana"."""
    told = [name for name in names if name.strip()]
    return 2 * sum(turned_round(name) != name for name in told) > len(told)


def put_together(parts: Sequence[str]) -> str:
    """Write the parts of a name, given name first, as one name."""
    return " ".join(part for part in (" ".join(part.split()) for part in parts) if part)
