"""The package for learning platforms is what SCORM 1.2 asks for, and whole."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from lxml import etree

from publish import scorm
from publish.errors import PublishError
from tests.publish import made_site

CP = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
ADL = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_site.write(tmp_path_factory.mktemp("made") / "site")


@pytest.fixture(scope="module")
def package(built: Path) -> ZipFile:
    return ZipFile(made_site.pack(built, built.parent / "package.zip", mastery=70))


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(made_site.others() / "adlcp_rootv1p2.xsd"))


def declared(package: ZipFile) -> etree._Element:
    return etree.fromstring(package.read("imsmanifest.xml"))


def test_the_manifest_follows_the_schemas_of_adl_and_ims(package, schema):
    assert package.namelist()[0] == "imsmanifest.xml"
    root = declared(package)
    schema.assertValid(root)
    assert root.find(f".//{CP}item/{ADL}masteryscore").text == "70"
    assert root.find(f".//{CP}organization/{CP}title").text == made_site.TITLE
    assert root.find(f".//{CP}resource").get(f"{ADL}scormtype") == "sco"


def test_the_schemas_would_see_a_mistake(package, schema):
    for spoilt in (b"<schema>ADL SCORM</schema>", b' type="webcontent"', b' identifier="launch"'):
        wrong = etree.fromstring(package.read("imsmanifest.xml").replace(spoilt, b""))
        assert schema.validate(wrong) == (spoilt == b"<schema>ADL SCORM</schema>")  # metadata is free to leave out


def test_a_title_longer_than_the_standard_allows_is_cut_and_every_sign_is_escaped(built, schema):
    title = "<&\"'>" + 300 * "á"
    root = declared(ZipFile(made_site.pack(built, built.parent / "long.zip", title=title)))
    schema.assertValid(root)
    assert root.find(f".//{CP}item/{CP}title").text == title[: scorm.MOST_TITLE]
    assert root.find(f".//{ADL}masteryscore") is None
    page = ZipFile(built.parent / "long.zip").read(scorm.LAUNCH).decode()
    assert "<title>&lt;&amp;&quot;&#x27;&gt;á" in page


def test_every_file_is_listed_and_every_listed_file_is_there(package):
    root = declared(package)
    resource = root.find(f".//{CP}resource")
    listed = [unquote(file.get("href")) for file in resource.iter(f"{CP}file")]
    assert sorted([*listed, "imsmanifest.xml"]) == sorted(package.namelist())
    assert resource.get("href") in listed
    assert "live/con espacio & más.img" in listed
    assert not [name for name in listed if name.endswith(".br")]


def test_pages_lead_to_no_language_that_is_not_in_the_package(package, built):
    page = package.read("es/chapters/plan.html").decode()
    assert "../en/" not in page
    left = re.sub(r"\s", "", page)
    whole = re.sub(r"\s", "", (built / "es" / "chapters" / "plan.html").read_text(encoding="utf-8"))
    assert left == re.sub(r'<linkrel="alternate"[^>]*>|<navclass="tt-lang">.*?</nav>', "", whole)
    assert "https://example.org/" in page


def test_the_launch_page_has_no_script_of_its_own_inside(package):
    page = package.read(scorm.LAUNCH).decode()
    scripts = re.findall(r"<script([^>]*)>", page)
    assert len(scripts) == 5
    assert [each for each in scripts if "src=" not in each] == [' type="application/json" id="told"']
    assert not re.search(r"\son\w+=|style=", page)


def test_the_same_site_gives_the_same_package(built):
    first, second = (made_site.pack(built, built.parent / name).read_bytes() for name in ("a.zip", "b.zip"))
    assert first == second


def test_the_size_is_said(built, capsys):
    made_site.pack(built, built.parent / "size.zip")
    assert re.search(r"^size\.zip: \d+ files, 0\.\d MB\. ", capsys.readouterr().out, re.MULTILINE)


def test_what_cannot_be_packed_is_said(built, tmp_path):
    with pytest.raises(PublishError, match="has no language 'pt'"):
        made_site.pack(built, tmp_path / "x.zip", language="pt")
    with pytest.raises(PublishError, match="from 0 to 100"):
        made_site.pack(built, tmp_path / "x.zip", mastery=101)
    bare = made_site.write(tmp_path / "site")
    (bare / "es" / "chapters" / "index.html").write_text("<h1>Nothing</h1>", encoding="utf-8")
    with pytest.raises(PublishError, match="names no steps"):
        made_site.pack(bare, tmp_path / "x.zip")
    assert not list(tmp_path.glob("*.zip*"))
