"""A site of two steps with the course's own scripts, as `publish` leaves one, and a package made of it."""

from __future__ import annotations

import shutil
from pathlib import Path
from zipfile import ZipFile

from publish import editions, fetch, scorm, start
from publish.paths import CACHE, OWN_EDITION, ROOT

LOCK = Path(__file__).parent / "scorm.lock.json"
STORAGE = "tertulia:"
TITLE = "Redes & <pymes>"
STEPS = {"chapters/start": "exercises/one", "chapters/plan": "exercises/two"}

PAGE = """<!doctype html>
<html lang="{language}" data-content_root="../" data-storage="tertulia:">
<head><meta charset="utf-8"><title>{name}</title>
<link rel="alternate" hreflang="en" href="../../en/{name}.html">
<link rel="alternate" hreflang="es" href="../../es/{name}.html">
<script defer src="../_static/keep.js"></script><script defer src="../_static/progress.js"></script></head>
<body data-page="{name}"><nav class="tt-lang"><a hreflang="en" href="../../en/{name}.html">English</a>
<a hreflang="es" href="../../es/{name}.html">Español</a></nav>
<h1>{name}</h1><a href="https://example.org/">out</a>{more}</body></html>
"""


def write(site: Path, language: str = "es") -> Path:
    """The site, whose start page offers two languages, with the pages of one."""
    static = site / language / "_static"
    static.mkdir(parents=True)
    for name in ("keep.js", "progress.js", "kinds.js"):
        shutil.copy(ROOT / "theme" / "static" / name, static)
    for name in ("tokens.css", "tertulia.css"):
        shutil.copy(ROOT / "tertulia" / "look" / name, static)
    (static / "fonts").mkdir()
    for name in ("alegreya-latin-wght-normal.woff2", "source-sans-3-latin-wght-normal.woff2"):
        (static / "fonts" / name).write_bytes(b"")
    rows = "".join(
        f'<li data-step="{step}" data-exercises="{exercise}" data-check="2"><a href="{Path(step).name}.html">'
        f"<h3>Paso {place}</h3></a></li>"
        for place, (step, exercise) in enumerate(STEPS.items(), 1)
    )
    pages = {"chapters/index": f"<ol>{rows}</ol>"} | dict.fromkeys([*STEPS, *STEPS.values()], "")
    for name, more in pages.items():
        file = site / language / f"{name}.html"
        file.parent.mkdir(exist_ok=True)
        file.write_text(PAGE.format(language=language, name=name, more=more), encoding="utf-8")
    (site / language / "index.html").write_text('<meta content="0; url=chapters/index.html">', encoding="utf-8")
    start.write(editions.load(OWN_EDITION), site)
    (site / "live").mkdir(exist_ok=True)
    (site / "live" / "con espacio & más.img").write_bytes(b"x")
    (site / "live" / "live.js.br").write_bytes(b"a web server's")
    return site


def pack(site: Path, target: Path, language: str = "es", mastery: int | None = None, title: str = TITLE) -> Path:
    """The package."""
    return scorm.wrap(
        site,
        target,
        language=language,
        key="tertulia",
        title=title,
        storage=STORAGE,
        version="2026.11",
        mastery=mastery,
    )


def unpack(package: Path, folder: Path) -> Path:
    """What a platform makes of the package."""
    with ZipFile(package) as packed:
        packed.extractall(folder)
    return folder


def others() -> Path:
    """The folder with what is fetched for these tests, checked: a platform's runtime and the schemas."""
    return fetch.fonts(CACHE / "scorm", LOCK)
