"""What search engines are told of a site whose address is known.

sitemap.xml    every page in every language
robots.txt     where that list is; only at the root of a host, the one place where it is read
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape

from publish.editions import Edition

FILE, ROBOTS = "sitemap.xml", "robots.txt"


def write(edition: Edition, site: Path) -> None:
    """Write them into a finished site."""
    lines = "\n".join(f"<url><loc>{escape(address)}</loc></url>" for address in addresses(edition, site))
    (site / FILE).write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{lines}\n</urlset>\n",
        encoding="utf-8",
    )
    if urlsplit(edition.address).path == "/":
        (site / ROBOTS).write_text(f"User-agent: *\nAllow: /\nSitemap: {edition.address}{FILE}\n", encoding="utf-8")


def addresses(edition: Edition, site: Path) -> Iterator[str]:
    """The site's own, then that of every page, but not of those that only lead on, search or say what is not there."""
    yield edition.address
    for language in edition.languages:
        folder = site / language
        for path in sorted(path for path in folder.rglob("*.html") if path.parent != folder):
            yield edition.address + quote(path.relative_to(site).as_posix())


def without(text: str, missing: set[str]) -> str:
    """A sitemap without the pages of some languages."""
    lines = text.split("\n")
    own = next(line for line in lines if line.startswith("<url>")).removesuffix("</loc></url>")
    gone = tuple(f"{own}{language}/" for language in missing)
    return "\n".join(line for line in lines if not line.startswith(gone))
