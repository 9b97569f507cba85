"""A list of feeds as an OPML 2.0 file, which feed readers import (opml.org/spec2.opml; RFC 4287 feeds included)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from email.utils import format_datetime


def opml(title: str, folders: Mapping[str, Sequence[tuple[str, str]]], created: datetime) -> bytes:
    """The file, for any feed reader.

    Whatever stands in a name comes out as that text: signs with a meaning in XML are escaped and signs that XML 1.0
    does not allow are left out. An empty name becomes its address.

    Parameters
    ----------
    title
        Of the list.
    folders
        By name the feeds in it, each a name and an address; an empty one is left out.
    created
        With a time zone.

    Returns
    -------
    bytes
        UTF-8.

    Raises
    ------
    ValueError
        For a time without a zone, and for an address that is not http or https.

    References
    ----------
    opml.org/spec2.opml
    """
    if created.tzinfo is None:
        raise ValueError("the time of a file needs a time zone")
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        "  <head>",
        f"    <title>{_text(title)}</title>",
        f"    <dateCreated>{format_datetime(created)}</dateCreated>",
        "  </head>",
        "  <body>",
    ]
    for folder, feeds in folders.items():
        if not feeds:
            continue
        lines.append(f'    <outline text="{_text(folder)}">')
        for name, url in feeds:
            if not url.startswith(("http://", "https://")):
                raise ValueError(f"{url!r} is no http or https address")
            label = _text(name) or _text(url)
            lines.append(f'      <outline type="rss" text="{label}" title="{label}" xmlUrl="{_text(url)}"/>')
        lines.append("    </outline>")
    lines += ["  </body>", "</opml>", ""]
    return "\n".join(lines).encode("utf-8")


def _text(text: str) -> str:
    allowed = (char for char in text if _allowed(ord(char)))
    kept = " ".join("".join(allowed).split())
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        kept = kept.replace(sign, entity)
    return kept


def _allowed(code: int) -> bool:
    """Whether XML 1.0 allows the character."""
    return code in (0x9, 0xA, 0xD) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
