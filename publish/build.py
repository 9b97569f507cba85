"""Builds the book once per language and puts the languages beside each other.

    _build/site/index.html      picks the reader's language
    _build/site/en, .../es      the same pages in each

Addresses are relative, so the site works in any folder of any host. A warning is an error.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

import yaml

from live import PAGES
from live.build import Settings
from live.build import build as build_live
from live.bundles import LivePage
from live.errors import LiveError
from publish import (
    changes,
    contents,
    editions,
    fetch,
    fingerprint,
    home_screen,
    icons,
    kernels,
    not_found,
    offline,
    share_picture,
    sitemap,
    start,
    weight,
    workshop,
    workshops,
)
from publish.editions import Edition
from publish.errors import PublishError
from publish.paths import CACHE, OWN_EDITION, ROOT
from tertulia.language import _, day, speak
from theme.audience import LEARNERS, TEACHERS
from theme.languages import catalogues_of_pages, with_languages


def build(key: str = OWN_EDITION, languages: tuple[str, ...] = (), audience: str = LEARNERS) -> Path:
    """Build every language of an edition, side by side, and replace its site when all are well; returns its folder.

    languages: in place of those the edition says, to try one that has been begun. audience: learners, or teachers,
    whose pages have the notes as well and stand in a folder of their own.
    """
    began = monotonic()
    edition = editions.load(key, languages=languages)
    if audience == TEACHERS:
        workshops.of_edition(key)  # what is wrong is told before anything is built
    with alone():
        site = _built(edition, audience)
    say(f"site ready in {site.relative_to(ROOT)}, {monotonic() - began:.1f} s")
    return site


@contextmanager
def alone(folder: Path = CACHE) -> Iterator[None]:
    """One build at a time in this folder, since they share what is fetched and compiled; another one waits."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "build.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another build is going on here. This one begins when that has ended.")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _built(edition: Edition, audience: str) -> Path:
    for news in changes.news_for(edition.made_for):
        say(f"{edition.key}: {news}")
    fetch.everything()
    works = {
        language: subprocess.Popen(
            [sys.executable, "-m", "publish", "language", language]
            + ["--edition", edition.key, "--languages", *edition.languages, "--audience", audience],
            cwd=ROOT,
        )
        for language in edition.languages
    }
    failed = [language for language, work in works.items() if work.wait()]
    if failed:
        raise PublishError(f"{' and '.join(failed)} not built; the messages above say why.")
    site = editions.site(edition.key, audience)
    books = cache(edition, audience)
    _assemble(edition, books, _build_live_files(edition, books), site, audience)
    return site


def cache(edition: Edition, audience: str = LEARNERS) -> Path:
    """Where an edition's books are made."""
    folder = CACHE if edition.is_ours else CACHE / "editions" / edition.key
    return folder if audience == LEARNERS else folder / audience


def one(language: str, key: str = OWN_EDITION, languages: tuple[str, ...] = (), audience: str = LEARNERS) -> None:
    """Build one language of an edition into the cache; PublishError if there was a warning or a notebook failed.

    languages: those of the site, in place of the edition's. audience: whose pages.
    """
    edition = editions.load(key, languages=languages)
    if language not in edition.languages:
        edition = editions.load(key, languages=(*edition.languages, language))
    held = workshops.of_edition(key) if audience == TEACHERS else ()
    folder = cache(edition, audience) / language
    folder.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(folder / "html", ignore_errors=True)  # written afresh, so that no page outlives its source
    ran = cache(edition) / language  # every audience has the same notebooks
    answers = ran / f"notebooks-{fingerprint.notebooks(ROOT, language, edition)}"
    for old in ran.glob("notebooks-*"):
        if old != answers:
            shutil.rmtree(old)
    record = "" if edition.is_ours else json.dumps(edition.record(language))  # in ASCII, as a page hears it
    environment(language, folder, record)
    toc = folder / "_toc.yml"
    toc.write_text(yaml.safe_dump(contents.toc(edition.leave_out, edition.pages), sort_keys=False), encoding="utf-8")
    overrides = {
        "language": language,
        "external_toc_path": str(toc),
        "project": edition.name[language],
        "html_title": edition.name[language],
        "tertulia_languages": list(edition.languages),
        "tertulia_edition": shown(edition, language),
        "tertulia_address": edition.address,
        "tertulia_storage": edition.storage,
        "tertulia_audience": audience,
        "tertulia_workshops": [workshop.told(each, language) for each in held],
        "tertulia_fingerprint": fingerprint.pages(ROOT, language, edition),
        "nb_execution_cache_path": str(answers),
        "nitpicky": True,
        "live_root": "../live/",  # one for all languages
        "live_name": f"{language}/",
        "live_environment": {
            "TERTULIA_PAGE": "book",
            "TERTULIA_LANGUAGE": language,
            **({"TERTULIA_EDITION": record} if record else {}),
        },
    }
    if sphinx("html", folder / "html", folder / "doctrees", overrides, label=language):
        raise PublishError(f"language {language}: warnings are errors.")


def shown(edition: Edition, language: str) -> dict[str, Any]:
    """What the pages show of an edition in a language, as `theme.edition` reads it."""
    speak(language)
    release = changes.current()
    versions = _("Version {version} of {day}.").format(version=release.version, day=_day(release.day))
    if not edition.is_ours:
        versions = _("Edition {edition} of {day}; version {version} of the course.").format(
            edition=edition.version, day=_day(edition.date), version=release.version
        )
    told = {
        "name": edition.name[language],
        "short_name": edition.short_name[language],
        "claim": edition.claim[language],
        "publisher": edition.publisher[language],
        "contact": edition.contact,
        "feedback": edition.feedback,
        "legal_notice": edition.legal_notice,
        "privacy": edition.privacy,
        "cookies": edition.cookies[language],
        "licence": edition.licence[language],
        "versions": versions,
        "colour": edition.colour,
        "logo": str(edition.logo or ""),
        "logo_dark": str(edition.logo_dark or ""),
        "left_out": list(edition.leave_out),
        "sources": {page: str(edition.source(page, language)) for page in edition.pages},
    }
    return {name: value for name, value in told.items() if value}


def _day(iso: str) -> str:
    return day(date.fromisoformat(iso))


def environment(language: str, folder: Path, edition: str = "") -> None:
    """What the notebooks' Python sees: the language, that it draws for a page, and our package; how it is reached.

    folder: where this language's cache is. edition: what the exercises know of another edition than ours, as JSON.
    """
    kernels.ready()
    os.environ["TERTULIA_EDITION"] = edition
    os.environ["TERTULIA_LANGUAGE"] = language
    os.environ["TERTULIA_PAGE"] = "book"
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    os.environ["IPYTHONDIR"] = str(_profile(folder / "ipython"))


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


def _build_live_files(edition: Edition, books: Path) -> Path:
    """What the exercises of all languages fetch, in one folder of the cache."""
    pages = []
    for language in edition.languages:
        listed = books / language / "html" / PAGES
        pages += [
            LivePage(name, tuple((cell, source) for cell, source in cells), environment)
            for name, cells, environment in json.loads(listed.read_text(encoding="utf-8"))
        ]
        listed.unlink()
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))["sphinx"]["config"]
    if not edition.is_ours:
        own = [edition.folder / name for name in editions.READ_BY_EXERCISES]
        config["live_files"] += [path.relative_to(ROOT).as_posix() for path in own if path.is_dir()]
    settings = Settings.read(with_languages(config, edition.languages))
    target = CACHE / "live" / "site" if books == CACHE else books / "live"
    said = catalogues_of_pages(ROOT, edition.languages, books)
    try:
        build_live(pages, settings, ROOT, CACHE / "live", target, say, said)
    except LiveError as problem:
        raise PublishError(str(problem)) from None
    return target


def _assemble(edition: Edition, books: Path, live_files: Path, site: Path, audience: str) -> None:
    fresh = site.with_name("site.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for language in edition.languages:
        shutil.move(books / language / "html", fresh / language)
        (fresh / language / "index.html").write_text(start.forward(edition, language), encoding="utf-8")
        for leftover in (".buildinfo", "objects.inv", ".doctrees"):
            (fresh / language / leftover).unlink(missing_ok=True)
    icons.write(edition, fresh)
    home_screen.write(edition, fresh)
    share_picture.write(edition, fresh)
    start.write(edition, fresh)
    not_found.write(edition, fresh)
    if edition.address and audience == LEARNERS:
        sitemap.write(edition, fresh)
    (fresh / ".nojekyll").touch()
    shutil.copytree(live_files, fresh / "live")
    if audience == LEARNERS:  # a teacher's pages change with every workshop, and lie on the teacher's own computer
        if heavy := weight.complaints(fresh):
            raise PublishError("Too heavy for a phone:\n" + "\n".join(heavy))
        offline.add(edition, fresh)
    shutil.rmtree(site, ignore_errors=True)
    fresh.rename(site)
