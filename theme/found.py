"""What a page says of itself to whoever finds it or passes on a link: search engines, messengers, social networks.

They want whole addresses, so all of it is said only where the publisher has told the site's (`tertulia_address`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from sphinx.config import Config

from tertulia.languages import BY_CODE
from theme.audience import TEACHERS


def site_address(config: Config) -> str:
    """Where learners find the course, with a slash at the end; empty if nobody knows, and for teachers' own pages."""
    address: str = config.tertulia_address
    if config.tertulia_audience == TEACHERS or not address:
        return ""
    return address if address.endswith("/") else f"{address}/"


PICTURE = "icons/share-{language}.png"
"""The picture shown beside a link, in the site; of this size in pixels."""
PICTURE_SIZE = (1200, 630)


@dataclass(frozen=True, kw_only=True)
class FoundPage:
    """A page as others show it.

    address: the site's, with a slash at the end. path: the page's in the site, "es/chapters/start.html"; empty for the
    site itself. languages: of the site. course: its name. claim: what it is, for those who do not see the picture.
    """

    address: str
    path: str
    language: str
    languages: Sequence[str]
    course: str
    claim: str
    title: str
    summary: str
    is_article: bool = True

    def tags(self) -> str:
        """For the page's head; empty where the site's address is not known."""
        if not self.address:
            return ""
        width, height = PICTURE_SIZE
        others = [BY_CODE[each].place for each in self.languages if each != self.language]
        told = [
            ("og:type", "article" if self.is_article else "website"),
            ("og:url", self.address + self.path),
            ("og:site_name", self.course),
            ("og:title", self.title),
            ("og:description", self.summary),
            ("og:locale", BY_CODE[self.language].place),
            *(("og:locale:alternate", place) for place in others),
            ("og:image", self.address + PICTURE.format(language=self.language)),
            ("og:image:width", str(width)),
            ("og:image:height", str(height)),
            ("og:image:alt", f"{self.course}. {self.claim}".removesuffix(". ")),
        ]
        lines = [f'<link rel="canonical" href="{escape(self.address + self.path)}">']
        lines += [f'<meta property="{name}" content="{escape(value)}">' for name, value in told if value]
        lines.append('<meta name="twitter:card" content="summary_large_image">')
        return "\n".join(lines)
