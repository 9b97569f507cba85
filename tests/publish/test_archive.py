"""The zip for any web host: what is in it, twice the same, and what is left of a site with one language."""

from __future__ import annotations

import gzip
import json
import re
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import brotli
import pytest
from bs4 import BeautifulSoup

from publish import archive, editions, kept_languages, start
from publish.errors import PublishError
from publish.room import PROGRAM

OURS = editions.load("tertulia")

PAGE = """<!doctype html>
<html lang="{language}"><head><title>{title}</title>
<link rel="alternate" hreflang="en" href="../../en/chapters/{name}.html">
<link rel="alternate" hreflang="x-default" href="{default}">
<link rel="alternate" hreflang="es" href="../../es/chapters/{name}.html">
</head><body>
<nav class="tt-lang" aria-label="Language">
  <a href="../../en/chapters/{name}.html" hreflang="en" lang="en" data-language><span>English</span></a>
  <a href="../../es/chapters/{name}.html" hreflang="es" lang="es" data-language>
    <span>Español</span></a>
</nav>
<script async src="../../live/live.js" data-page="{live}"></script>
<p>{text}</p><a href="other.html">Other</a></body></html>
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """A small site in two languages: two pages each, and what their exercises fetch."""
    site = tmp_path_factory.mktemp("made") / "site"
    (site / "live").mkdir(parents=True)
    start.write(OURS, site)
    snapshots = {}
    for language in ("en", "es"):
        environment = {"TERTULIA_PAGE": "book", "TERTULIA_LANGUAGE": language}
        snapshots[json.dumps(environment, separators=(",", ":"))] = f"snapshot-{language}.img"
        (site / "live" / f"snapshot-{language}.img").write_bytes(gzip.compress(language.encode(), mtime=0))
        told = json.dumps({"environment": environment}).replace('"', "&quot;")
        (site / language / "chapters").mkdir(parents=True)
        for name, default in (("index", "../../index.html"), ("other", "../../en/chapters/other.html")):
            page = PAGE.format(language=language, title=name, name=name, default=default, live=told, text="word " * 200)
            (site / language / "chapters" / f"{name}.html").write_text(page, encoding="utf-8")
    (site / "live" / "live.json").write_text(json.dumps({"core": {"snapshots": snapshots}}), encoding="utf-8")
    (site / "live" / "live.js").write_text("1", encoding="utf-8")
    return site


def unpacked(file: Path) -> dict[str, bytes]:
    with ZipFile(file) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


def test_the_whole_site_is_in_it_with_a_page_that_says_how(site, tmp_path, capsys):
    there = unpacked(archive.wrap(site, OURS, tmp_path / "a.zip"))
    for path in (path for path in site.rglob("*") if path.is_file()):
        assert there[f"tertulia/{path.relative_to(site).as_posix()}"] == path.read_bytes()
    pages = {name for name in there if "/" not in name} - {PROGRAM}
    assert {name.split(".")[1] for name in pages} == {"en", "es"}
    for name in pages:
        assert re.fullmatch(r"[a-z0-9-]+\.(en|es)\.html", name)
        page = BeautifulSoup(there[name], "html.parser")
        assert page.html["lang"] == name.split(".")[1]
        assert "tertulia" in page.ol.text
        assert f"python3 {PROGRAM}" in [each.text for each in page.select("code")]
        for file in page.select("p:last-of-type code"):
            if file.text.startswith("server/"):
                assert file.text in there
    assert there[PROGRAM].startswith(b"#!/usr/bin/env python3")
    assert {name for name in there if name.startswith("server/")} == {"server/nginx.conf", "server/htaccess.txt"}
    said = capsys.readouterr().out
    assert re.search(rf"a\.zip: en, es; {len(there)} files, [\d.]+ MB to download, [\d.]+ MB to upload", said)


def test_compressed_copies_are_what_they_copy_and_smaller(site, tmp_path):
    there = unpacked(archive.wrap(site, OURS, tmp_path / "a.zip"))
    copies = [name for name in there if name.endswith((".gz", ".br"))]
    assert {name.rpartition(".")[0] for name in copies} >= {
        f"tertulia/{each}/chapters/index.html" for each in ("en", "es")
    }
    for name in copies:
        whole, _dot, kind = name.rpartition(".")
        opened = gzip.decompress(there[name]) if kind == "gz" else brotli.decompress(there[name])
        assert opened == there[whole] and len(there[name]) < len(there[whole])
    assert not [name for name in copies if ".img." in name]


def test_twice_the_same_bytes(site, tmp_path):
    once, twice = (archive.wrap(site, OURS, tmp_path / name).read_bytes() for name in ("a.zip", "b.zip"))
    assert sha256(once).hexdigest() == sha256(twice).hexdigest()


def test_with_one_language_nothing_speaks_of_the_others(site, tmp_path):
    there = unpacked(archive.wrap(site, OURS, tmp_path / "a.zip", ["es"]))
    assert not [name for name in there if "/en/" in name or ".en." in name]
    assert "tertulia/live/snapshot-es.img" in there and "tertulia/live/snapshot-en.img" not in there
    first = BeautifulSoup(there["tertulia/index.html"], "html.parser")
    assert first.find("meta", {"http-equiv": "refresh"})["content"] == "0; url=es/chapters/index.html"
    assert [link["href"] for link in first.select("a")] == ["es/chapters/index.html"]
    assert first.html["lang"] == "es"
    page = BeautifulSoup(there["tertulia/es/chapters/other.html"], "html.parser")
    assert not page.select("[hreflang], nav")
    assert page.select_one("a")["href"] == "other.html"


def test_of_three_languages_two_still_offer_each_other():
    page = PAGE.format(language="es", title="", name="other", default="../../en/chapters/other.html", live="", text="")
    third = '<link rel="alternate" hreflang="pt" href="../../pt/chapters/other.html">\n</head>'
    left = BeautifulSoup(
        kept_languages.without(page.replace("</head>", third), "es/chapters/other.html", ["en"]), "html.parser"
    )
    assert {link["hreflang"]: link["href"] for link in left.select("link")} == {
        "es": "../../es/chapters/other.html",
        "pt": "../../pt/chapters/other.html",
        "x-default": "../../es/chapters/other.html",
    }


def test_a_link_to_a_language_left_out_stops_it(site, tmp_path):
    page = site / "es" / "chapters" / "linking.html"
    page.write_text('<a href="../../en/chapters/index.html#x">English</a>', encoding="utf-8")
    try:
        with pytest.raises(PublishError, match=r"es/chapters/linking\.html links to .*en.* left out"):
            archive.wrap(site, OURS, tmp_path / "a.zip", ["es"])
    finally:
        page.unlink()


def test_a_language_the_site_has_not_is_refused(site, tmp_path):
    with pytest.raises(PublishError, match="is not in fr. It is in en, es"):
        archive.wrap(site, OURS, tmp_path / "a.zip", ["fr"])


def test_a_site_that_is_not_built_is_told(tmp_path):
    with pytest.raises(PublishError, match="make build"):
        archive.wrap(tmp_path, OURS, tmp_path / "a.zip")


def test_both_servers_get_the_same_policy():
    policies = {
        re.search(r"""Content-Security-Policy "([^"]+)\"""", file.read_text(encoding="utf-8"))[1]
        for file in (archive.HERE / "hosts").iterdir()
    }
    assert len(policies) == 1
    told = dict(part.split(" ", 1) for part in policies.pop().split("; "))
    assert told["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert told["default-src"] == "'self'" and told["object-src"] == "'none'" and told["base-uri"] == "'none'"


def test_the_guide_names_lines_that_an_edition_has():
    known = json.loads((editions.EDITIONS / "edition.schema.json").read_text(encoding="utf-8"))["properties"]
    guide = (archive.HERE.parent / "chapters" / "publish.md").read_text(encoding="utf-8")
    table = guide.split("## What to say in edition.yml")[1].split("##")[0]
    named = {name for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)}
    assert named and named <= set(known)
    missing = set(known) - named
    assert missing <= {"feedback", "licence", "firms"}, "say what it is for"
