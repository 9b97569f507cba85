"""Builds the book once per language and puts the languages beside each other.

    _build/site/index.html      picks the reader's language
    _build/site/en, .../es      the same pages in each

Addresses are relative, so the site works in any folder of any host. A warning is an error.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from time import monotonic
from typing import Any

import yaml

from live import PAGES
from live.build import Settings
from live.build import build as build_live
from live.bundles import LivePage
from live.errors import LiveError
from publish import fetch, fingerprint, kernels, start
from publish.errors import PublishError
from publish.paths import CACHE, ROOT, SITE
from tertulia.languages import LANGUAGES
from theme.languages import with_languages


def build(languages: tuple[str, ...] = LANGUAGES) -> None:
    """Build these languages, side by side, and replace the site when all are well."""
    began = monotonic()
    fetch.everything()
    works = {
        language: subprocess.Popen(
            [sys.executable, "-m", "publish", "language", language, "--beside", *languages], cwd=ROOT
        )
        for language in languages
    }
    failed = [language for language, work in works.items() if work.wait()]
    if failed:
        raise PublishError(f"{' and '.join(failed)} not built; the messages above say why.")
    _assemble(_build_live_files(languages), languages)
    say(f"site ready in {SITE.relative_to(ROOT)}, {monotonic() - began:.1f} s")


def one(language: str, beside: tuple[str, ...] = LANGUAGES) -> None:
    """Build one language into the cache; PublishError if there was a warning or a notebook failed.

    beside: the languages of the site, in the order in which its pages offer them.
    """
    folder = CACHE / language
    shutil.rmtree(folder / "html", ignore_errors=True)  # written afresh, so that no page outlives its source
    answers = folder / f"notebooks-{fingerprint.notebooks(ROOT, language)}"
    for old in folder.glob("notebooks-*"):
        if old != answers:
            shutil.rmtree(old)
    environment(language)
    overrides = {
        "language": language,
        "tertulia_languages": list(dict.fromkeys([*beside, language])),
        "tertulia_fingerprint": fingerprint.pages(ROOT, language),
        "nb_execution_cache_path": str(answers),
        "nitpicky": True,
        "live_root": "../live/",  # one for all languages
        "live_name": f"{language}/",
        "live_environment": {"TERTULIA_PAGE": "book", "TERTULIA_LANGUAGE": language},
    }
    if sphinx("html", folder / "html", folder / "doctrees", overrides, label=language):
        raise PublishError(f"language {language}: warnings are errors.")


def environment(language: str) -> None:
    """What the notebooks' Python sees: the language, that it draws for a page, and our package; how it is reached."""
    kernels.without_ports()
    os.environ["TERTULIA_LANGUAGE"] = language
    os.environ["TERTULIA_PAGE"] = "book"
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    os.environ["IPYTHONDIR"] = str(_profile(CACHE / language / "ipython"))


def _profile(folder: Path) -> Path:
    """Settings of our own for the notebooks' kernels, so that nobody's private ones reach the book."""
    settings = folder / "profile_default" / "ipython_kernel_config.py"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(
        "c.HistoryManager.enabled = False\n"
        "c.IPKernelApp.log_level = 'ERROR'  # it warns of unencrypted traffic on this computer's own loopback\n",
        encoding="utf-8",
    )
    return folder


def sphinx(builder: str, out: Path, doctrees: Path, overrides: dict[str, Any], *, label: str) -> int:
    """Run Sphinx as Jupyter Book would, from the same _config.yml; returns its status, 0 when all is well."""
    from jupyter_book.config import get_final_config
    from myst_nb.core.execute import ExecutionError
    from sphinx.application import Sphinx
    from sphinx.util.console import nocolor
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    if not sys.stderr.isatty():
        nocolor()
    settings = {"external_toc_path": str(ROOT / "_toc.yml"), "latex_individualpages": False, **overrides}
    config, _latex = get_final_config(user_yaml=ROOT / "_config.yml", cli_config=settings, sourcedir=ROOT)
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            srcdir=ROOT,
            confdir=None,
            outdir=out,
            doctreedir=doctrees,
            buildername=builder,
            confoverrides=config,
            status=None,
            warning=sys.stderr,
            warningiserror=True,
            keep_going=True,
        )
        _report(app, label)
        try:
            app.build()
        except ExecutionError as error:
            raise PublishError(failed_cell(Path(str(error)), str(error.__cause__))) from None
    return app.statuscode


def failed_cell(notebook: Path, report: str) -> str:
    """Which notebook and which cell, and what Python said.

    report: nbclient's text, which quotes the cell between two rules and then has Python's own report.
    """
    import nbformat

    rule = "------------------"
    _intro, quoted, complaint = (_COLOUR.sub("", report).split(f"{rule}\n", 2) + ["", ""])[:3]
    cells = [cell.source.strip() for cell in nbformat.read(notebook, as_version=4).cells]
    place = f"cell {cells.index(quoted.strip()) + 1}" if quoted.strip() in cells else "a cell"
    return f"{notebook.relative_to(ROOT).as_posix()}, {place}, failed.\n{complaint.strip()}"


_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def say(text: str) -> None:
    """One line of progress."""
    sys.stdout.write(f"{text}\n")  # in one piece: the languages are built at the same time
    sys.stdout.flush()


def _report(app: Any, label: str) -> None:
    times = {"start": monotonic()}

    def read(_app: Any, env: Any) -> None:
        times["read"] = monotonic()
        ran = [data for data in getattr(env, "nb_metadata", {}).values() if "exec_data" in data]
        seconds = times["read"] - times["start"]
        say(f"{label}: {len(env.all_docs)} pages read, {len(ran)} of them notebooks, {seconds:.1f} s")

    def written(_app: Any, error: Exception | None) -> None:
        if error is None:
            say(f"{label}: pages written, {monotonic() - times.get('read', times['start']):.1f} s")

    app.connect("env-updated", read)
    app.connect("build-finished", written)


def _build_live_files(languages: tuple[str, ...]) -> Path:
    """What the exercises of all languages fetch, in one folder of the cache."""
    pages = []
    for language in languages:
        listed = CACHE / language / "html" / PAGES
        pages += [
            LivePage(name, tuple((cell, source) for cell, source in cells), environment)
            for name, cells, environment in json.loads(listed.read_text(encoding="utf-8"))
        ]
        listed.unlink()
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))["sphinx"]["config"]
    settings = Settings.read(with_languages(config, languages))
    target = CACHE / "live" / "site"
    try:
        build_live(pages, settings, ROOT, CACHE / "live", target, say)
    except LiveError as problem:
        raise PublishError(str(problem)) from None
    return target


def _assemble(live_files: Path, languages: tuple[str, ...]) -> None:
    fresh = SITE.with_name("site.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for language in languages:
        shutil.move(CACHE / language / "html", fresh / language)
        (fresh / language / "index.html").write_text(start.forward(language), encoding="utf-8")
        for leftover in (".buildinfo", "objects.inv", ".doctrees"):
            (fresh / language / leftover).unlink(missing_ok=True)
    (fresh / "index.html").write_text(start.page(languages), encoding="utf-8")
    (fresh / ".nojekyll").touch()
    shutil.copytree(live_files, fresh / "live")
    shutil.rmtree(SITE, ignore_errors=True)
    fresh.rename(SITE)
