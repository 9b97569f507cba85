"""What a browser is told to keep is what a finished site has, also when a language is left out."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from publish import archive, editions, offline, scorm
from tests.publish import made_site

OURS = editions.load("tertulia")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small finished site in two languages."""
    site = tmp_path / "site"
    made_site.write(site)
    (site / "en" / "chapters").mkdir(parents=True)
    (site / "en" / "chapters" / "index.html").write_text("<p>in English</p>", encoding="utf-8")
    (site / "live" / "pyodide.asm-0123456789.wasm").write_bytes(b"as hosts that compress have it")
    for name in ("404.html", "icons/share-en.png", "robots.txt"):
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text("for whoever looks for the course, and does not have it", encoding="utf-8")
    offline.add(OURS, site)
    return site


def told(files: dict[str, bytes]) -> tuple[dict, dict]:
    newest = json.loads(files[offline.NEWEST])
    return newest, json.loads(files[newest["list"]])


def of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_list_names_every_file_that_a_page_may_ask_for(site):
    files = of(site)
    newest, held = told(files)
    missing = {name for name in files if name not in held}
    assert missing == {
        "sw.js", "offline.json", newest["list"], "live/live.js.br", "live/pyodide.asm-0123456789.wasm",
        "404.html", "icons/share-en.png", "robots.txt",
    }  # fmt: skip
    assert held["en/chapters/index.html"] == [17, sha256(b"<p>in English</p>").hexdigest()[:32]]
    assert (newest["files"], newest["bytes"]) == (len(held), sum(len(files[name]) for name in held))


def test_another_file_or_another_name_is_another_version(site):
    files = of(site).items()
    version = told(offline.listed(files))[0]["version"]
    assert version == json.loads((site / "offline.json").read_text(encoding="utf-8"))["version"]
    changed = {name: content + b" " if name == "es/chapters/plan.html" else content for name, content in files}
    assert told(offline.listed(changed.items()))[0]["version"] != version
    renamed = {name.replace("plan.html", "plans.html"): content for name, content in files}
    assert told(offline.listed(renamed.items()))[0]["version"] != version


def test_a_zip_with_one_language_lists_what_is_in_it(site, tmp_path):
    with ZipFile(archive.wrap(site, OURS, tmp_path / "es.zip", ["es"])) as packed:
        files = {
            name.partition("/")[2]: packed.read(name) for name in packed.namelist() if name.startswith("tertulia/")
        }
    newest, held = told(files)
    assert not [name for name in held if name.startswith("en/")]
    for name, (size, digest) in held.items():
        assert (len(files[name]), sha256(files[name]).hexdigest()[:32]) == (size, digest), name
    assert [name for name in files if offline.is_list(name)] == [newest["list"], "offline.json"]


def test_a_package_for_a_learning_platform_has_none_of_it(site, tmp_path):
    package = made_site.unpack(made_site.pack(site, tmp_path / "package.zip"), tmp_path / "unpacked")
    assert not [name for name in of(package) if name == offline.WORKER or offline.is_list(name)]
    assert scorm.LAUNCH in of(package)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_for_what_is_not_kept_leads_home(site, language):
    page = (site / language / "not_kept.html").read_text(encoding="utf-8")
    assert f'<html lang="{language}">' in page
    links = re.findall(r'href="([^"]*)"', page)
    assert links == ["../start.css", "chapters/index.html"]
    assert all((site / language / link).is_file() for link in links)
