"""Editions: what `edition.yml` may say, what is refused and how it is told, and what the build makes of it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from publish import changes, contents, editions, start
from publish.__main__ import main
from publish.editions import EditionError
from publish.paths import EDITIONS, ROOT

PAGE = "# Legal notice\n\nWho publishes it. See [about](../../chapters/about.md).\n"
FILE = """\
made_for: "0.2.0"
version: "1.0"
date: "2026-11-28"
languages: [es, en]
name: {es: Curso, en: Course}
short_name: Curso
claim: {es: Para tiendas, en: For shops}
publisher: Gremio (inventado)
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7z"/></svg>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "editions" / "gremio"
    made.mkdir(parents=True)
    (made / "legal.md").write_text(PAGE, encoding="utf-8")
    (made / "legal.en.md").write_text(PAGE, encoding="utf-8")
    (made / "logo.svg").write_text(SVG, encoding="utf-8")
    return made


def told(folder: Path, *lines: str, text: str = FILE) -> str:
    """What is said of an edition with these lines more; empty if it is taken."""
    (folder / "edition.yml").write_text(text + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    try:
        editions.load(folder.name, folder.parent)
    except EditionError as error:
        return str(error)
    return ""


def test_every_edition_that_ships_is_taken():
    assert editions.keys()[0] == "tertulia" and len(editions.keys()) >= 3
    for key in editions.keys():
        assert editions.load(key).key == key


def test_the_schema_is_one_and_explains_every_key():
    Draft202012Validator.check_schema(editions.SCHEMA)
    for name, shape in editions.SCHEMA["properties"].items():
        told = shape.get("description") or editions.SCHEMA["$defs"][shape["$ref"].rpartition("/")[2]].get("description")
        assert told, name


def test_our_own_says_what_is_taken_for_granted_elsewhere():
    ours = editions.load("tertulia")
    assert (ours.colour, ours.storage, ours.firms) == (editions.OUR_COLOUR, editions.OUR_STORAGE, editions.OUR_FIRMS)
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    assert config["sphinx"]["config"]["tertulia_storage"] == ours.storage
    assert config["title"] == ours.name["en"]
    assert f"--accent: {ours.colour};" in (ROOT / "tertulia" / "look" / "tokens.css").read_text(encoding="utf-8")
    assert ours.record("en") == {
        "key": "tertulia",
        "name": "Tertulia",
        "publisher": "The Tertulia contributors",
        "currency": "EUR",
        "firms": ["bakery", "workshop", "guesthouse"],
    }


def test_a_whole_edition_is_read(folder):
    lines = (
        "legal_notice: legal.md",
        "logo: logo.svg",
        'colour: "#123456"',
        "leave_out: [chapters/inside, exercises/web2/adoption_explorer]",
        "region: ES-NC",
        "hour_cost: 17.5",
    )
    assert told(folder, *lines) == ""
    edition = editions.load("gremio", folder.parent)
    assert edition.languages == ("es", "en") and edition.name == {"es": "Curso", "en": "Course"}
    assert edition.short_name == {"es": "Curso", "en": "Curso"}, "one text for all languages"
    assert edition.legal_notice == "editions/gremio/legal" and edition.pages == ("editions/gremio/legal",)
    assert edition.source(edition.legal_notice, "es").name == "legal.md"
    assert edition.source(edition.legal_notice, "en").name == "legal.en.md"
    assert "exercises/inside/rumour_run" in edition.leave_out, "a chapter takes its exercises along"
    assert edition.storage == "gremio:" and edition.hour_cost == 17.5


@pytest.mark.parametrize(
    ("line", "number", "says"),
    [
        ("nmae: Curso", 9, ["no key `nmae`", "`name`"]),
        ("version: 2.0", 9, ["`version`", "second time"]),
        ("legal_notice: notice.md", 9, ["notice.md is missing", "'es'"]),
        ("pages: [legal.md, ayuda.md]", 9, ["ayuda.md is missing"]),
        ("pages: [../secret.md]", 9, ["`pages.0`", "../secret.md"]),
        ('colour: "blue"', 9, ["'blue' is no colour", "#8a2b4a"]),
        ("colour: 123456", 9, ["must be a text", "quotation marks"]),
        ("logo: logo.gif", 9, ["`logo`", "SVG or PNG"]),
        ("logo: brand.svg", 9, ["brand.svg is missing"]),
        ("logo_dark: logo.svg", 9, ["light pages"]),
        ("storage: Gremio", 9, ["`storage`", "colon"]),
        ('storage: "tertulia:"', 9, ["our own"]),
        ("hour_cost: much", 9, ["`hour_cost` must be a number"]),
        ("hour_cost: -1", 9, ["`hour_cost`"]),
        ("contact: javascript:alert(1)", 9, ["`contact`", "https://"]),
        ("leave_out: [chapters/insight]", 9, ["no page of the course", "chapters/inside"]),
        ("leave_out: [chapters/index]", 9, ["cannot be left out"]),
        ("leave_out: [chapters/glossary]", 9, ["cannot be left out"]),
        ("leave_out: [exercises/inside/rumour_run, exercises/inside/rumour_run]", 9, ["twice"]),
        ("currency: euros", 9, ["`currency`", "EUR"]),
        ("claims: [unclosed", 10, ["cannot be read"]),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_line(folder, line, number, says):
    said = told(folder, line)
    assert f"gremio/edition.yml, line {number}: " in said, said
    for words in says:
        assert words in said, said


@pytest.mark.parametrize(
    ("old", "new", "number", "says"),
    [
        ("languages: [es, en]", "languages: [es, xx]", 4, ["'xx'", "make language CODE=xx"]),
        ("languages: [es, en]", "languages: []", 4, ["`languages`"]),
        ("languages: [es, en]", "languages: es", 4, ["`languages` must be a list"]),
        ("claim: {es: Para tiendas, en: For shops}", "claim: {es: Para tiendas}", 7, ["nothing in 'en'", "`en: …`"]),
        ("claim: {es: Para tiendas", "claim: {fr: Magasins, es: Para tiendas", 7, ["'fr'", "not among"]),
        ("publisher: Gremio (inventado)\n", "", 1, ["Missing", "`publisher`", "answers for it"]),
        ('date: "2026-11-28"', 'date: "28.11.2026"', 3, ["`date`", "2026-11-28"]),
        ('made_for: "0.2.0"', 'made_for: "9.0"', 1, ["older than 9.0"]),
        ("short_name: Curso", f"short_name: {'x' * 200}", 6, ["`short_name`", "too long"]),
        (FILE, "", 1, ["keys and values"]),
        (FILE, "- a list\n", 1, ["keys and values"]),
        (FILE, "[" * 50 + "]" * 50, 1, ["keys and values"]),
    ],
)
def test_what_is_missing_or_broken_is_told_with_its_line(folder, old, new, number, says):
    assert old in FILE
    said = told(folder, text=FILE.replace(old, new))
    assert f"gremio/edition.yml, line {number}: " in said, said
    for words in says:
        assert words in said, said


def test_everything_wrong_is_told_at_once(folder):
    said = told(folder, "colour: blue", "storage: A", "nmae: x")
    assert len(said.splitlines()) >= 2 and "line 10" in said and "line 11" in said


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("# T\n\n[x](../../chapters/insid.md)", ["line 3", "leads nowhere", "chapters/inside"]),
        ("# T\n\nSee [x](../../chapters/inside.md#a).", ["line 3", "leaves out"]),
        ("No title", ["line 1", "no title"]),
    ],
)
def test_a_page_of_its_own_is_checked_too(folder, text, says):
    (folder / "legal.en.md").write_text(text, encoding="utf-8")
    said = told(folder, "legal_notice: legal.md", "leave_out: [chapters/inside]")
    assert "gremio/legal.en.md" in said
    for words in says:
        assert words in said, said


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "<script>"),
        ('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', "onload"),
        ('<svg xmlns="http://www.w3.org/2000/svg"><image href="https://a.example/b.png"/></svg>', "fetch"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>', "DOCTYPE"),
        ("<html/>", "no SVG"),
        ("not a picture", "no SVG"),
    ],
)
def test_a_logo_that_acts_or_is_none_is_refused(folder, content, says):
    (folder / "logo.svg").write_text(content, encoding="utf-8")
    said = told(folder, "logo: logo.svg")
    assert "line 9" in said and says in said


def test_a_png_that_is_none_is_refused(folder):
    (folder / "logo.png").write_bytes(b"GIF89a" + bytes(40))
    assert "is no PNG" in told(folder, "logo: logo.png")


def test_an_older_edition_is_told_what_changed_for_it(tmp_path):
    file = tmp_path / "changes.yml"
    file.write_text(
        '"0.3.0":\n  renamed: {colour: accent, chapters/inside: chapters/staff, bakery: panaderia}\n'
        "  gone: {exercises/web2/adoption_explorer: }\n  new: {chapters/practice/film: a short page}\n"
        '"0.2.0":\n  renamed: {name: title}\n'
    )
    content = {
        "name": "x",
        "colour": "#123456",
        "leave_out": ["exercises/web2/adoption_explorer", "chapters/inside"],
        "firms": ["workshop", "bakery"],
    }
    told = {change.path: change.words for change in changes.since("0.2.0", content, file, now="0.3.0")}
    assert set(told) == {("colour",), ("leave_out", 0), ("leave_out", 1), ("firms", 1)}
    assert "`accent`" in told[("colour",)] and "0.3.0" in told[("colour",)]
    assert "gone" in told[("leave_out", 0)] and "chapters/staff" in told[("leave_out", 1)]
    assert list(changes.news_for("0.2.0", file)) == ["chapters/practice/film is new in 0.3.0: a short page"]
    assert not list(changes.since("0.3.0", content, file, now="0.3.0")) and not list(changes.news_for("0.3", file))


def test_what_changed_names_pages_that_are_there():
    for changed in yaml.safe_load((EDITIONS / "changes.yml").read_text(encoding="utf-8")).values():
        assert set(changed.get("new", {})) <= set(contents.every_page())


def test_the_version_is_the_same_everywhere():
    version, day = changes.current().version, changes.current().day
    assert f'version = "{version}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert (cited["version"], cited["date-released"]) == (version, day)
    assert f"Version {version}." in (ROOT / "chapters" / "about.md").read_text(encoding="utf-8")


def test_the_table_of_contents_without_what_is_left_out_and_with_what_is_added():
    toc = contents.toc(contents.with_inner(["chapters/inside"]), ["editions/gremio/legal"])
    text = json.dumps(toc)
    assert "inside" not in text and "chapters/manager" in text
    assert toc["parts"][-1]["chapters"][0] == {"file": "editions/gremio/legal"}
    whole = contents.toc((), ())
    assert whole == yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))


def test_a_part_without_pages_goes():
    practice = [page for page in contents.may_go() if page.startswith("chapters/practice/")]
    assert len(contents.toc(practice, ())["parts"]) == len(contents.toc((), ())["parts"]) - 1


def test_the_first_page_offers_the_editions_languages_in_their_order(folder):
    assert told(folder) == ""
    page = start.page(editions.load("gremio", folder.parent))
    assert page.index('hreflang="es"') < page.index('hreflang="en"')
    assert '<html lang="es" data-storage="gremio:">' in page and "Tertulia" not in page


def test_an_edition_that_is_not_there_is_told_in_one_line(capsys):
    assert main(["build", "--edition", "nobody"]) == 1
    assert "editions/nobody/edition.yml is missing" in capsys.readouterr().err
    assert main(["build", "--edition", "../x"]) == 1
    assert "no name of an edition" in capsys.readouterr().err


def test_a_copy_of_an_example_with_another_name_is_an_edition(tmp_path):
    shutil.copytree(EDITIONS / "camara", tmp_path / "editions" / "mine")
    assert editions.load("mine", tmp_path / "editions").key == "mine"
