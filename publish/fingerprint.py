"""When must the notebooks run again, and when must the pages be read again?

Both caches below us look at a notebook's or a page's own text alone. What a notebook shows also depends on the
package behind it, on the data, on the catalogue of its language and on the libraries that compute and draw; what a
page shows depends on the directives too. A fingerprint of those names the cache, so that nothing stale is served.
"""

from __future__ import annotations

import platform
from collections.abc import Iterable
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from publish.editions import Edition

LIBRARIES = ("babel", "ipywidgets", "matplotlib", "numpy")


def notebooks(root: Path, language: str, edition: Edition | None = None) -> str:
    """Changes when the stored answers of that language's notebooks may be wrong; without an edition, of ours.

    Style sheets do not count: they are not in the answers.
    """
    package = [path for path in (root / "tertulia").rglob("*") if path.suffix not in {".css", ".pyc"}]
    catalogue = root / "locale" / language / "LC_MESSAGES" / "tertulia.po"
    libraries = [f"{name} {version(name)}" for name in LIBRARIES]
    own = [] if edition is None or edition.is_ours else list(edition.folder.rglob("*"))
    files = [*package, *(root / "data").rglob("*"), catalogue, *own]
    return _digest(root, files, [platform.python_version(), *libraries])


def pages(root: Path, language: str, edition: Edition | None = None) -> str:
    """Changes when a page must be read again although its own text has not changed."""
    sources = [*(root / "theme").rglob("*.py"), *(root / "chapters").glob("*.bib"), root / "chapters" / "claims.csv"]
    return _digest(root, sources, [notebooks(root, language, edition)])


def _digest(root: Path, files: Iterable[Path], facts: Iterable[str]) -> str:
    digest = sha256()
    for file in sorted(set(files)):
        if file.is_file():
            digest.update(f"{file.relative_to(root).as_posix()}\0".encode())
            digest.update(sha256(file.read_bytes()).digest())
    for fact in facts:
        digest.update(f"{fact}\0".encode())
    return digest.hexdigest()[:16]
