"""What the search's index holds, and what is found in it: by the page's own scripts, without a page."""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from live import tools
from publish import fetch
from publish.paths import CACHE
from tertulia.languages import BY_CODE, LANGUAGES
from theme.search import index, texts
from theme.search.finished import Section, sections
from theme.search.words import Words, fold

STATIC = Path(__file__).resolve().parents[2] / "theme" / "static"
ODD = ["Publicación", "TAMAÑO", "ﬁn", "İstanbul", "Straße", "naïve", "pingüino", "x²", "rumores", "bakeries", "redes"]
TEXT = "Publica cada semana. La publicación dice el horario de apertura y el tamaño. Los rumores corren."


@pytest.mark.parametrize("language", BY_CODE)
@pytest.mark.parametrize(
    ("word", "held"),
    [("baker", True), ("2016", True), ("1999", True), ("0227instagram4", False), ("3000", False), ("tiktok5", False)],
)
def test_words_and_years_are_held(language, word, held):
    assert Words.of(language).holds(word) is held


@pytest.mark.parametrize(("language", "word"), [("en", "the"), ("es", "para"), ("es", "tambien")])
def test_words_that_say_nothing_are_not(language, word):
    assert not Words.of(language).holds(word)


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("es", "publicación", "PUBLICACIONES"),
        ("es", "cliente", "clientes"),
        ("es", "rumor", "rumores"),
        ("es", "mes", "meses"),
        ("en", "bakery", "bakeries"),
        ("en", "page", "pages"),
        ("en", "business", "businesses"),
    ],
)
def test_one_and_many_are_the_same_word(language, one, many):
    words = Words.of(language)
    assert list(words(one)) == list(words(many)) != []


def test_every_complete_language_says_its_endings():
    assert all(Words.of(language).endings for language in LANGUAGES)


def test_addresses_are_no_words():
    assert list(Words()("see eur-lex.europa.eu/eli/reg/2016 and https://a.example/b now")) == ["see", "and", "now"]


PAGE = """<nav>Menu</nav><article><nav class="tt-crumbs">Where</nav>
<section id="title"><h1>Title</h1><p>Lead <em>one</em>.</p>
<ul><li>Facebook</li><li>YouTube<br>Pinterest</li></ul><p hidden>Never</p><script>script</script>
<section id="a"><h2>Part <b>a</b></h2><p>Text, (<i>so</i>).</p>
<div class="cell_output"><label>Your goal<input><br></label><table><tr><td>Instagram4</td></tr></table></div>
<p>After.</p>
<div class="tt-says"><p>Right</p></div></section>
<dl><dt id="term-reach">reach</dt><dd>Who saw it.</dd></dl><p>End.</p>
<ul class="tt-sources"><li>Burt 2004</li></ul></section></article><footer>Foot</footer>"""


def test_what_is_read_is_what_the_page_shows_by_sections():
    assert sections(PAGE) == [
        Section("", "Title", "Lead one. Facebook YouTube Pinterest End."),
        Section("a", "Part a", "Text, (so). Your goal After."),
        Section("term-reach", "reach", "Who saw it."),
    ]
    assert sections(PAGE, with_sources=True)[0].text.endswith("End. Burt 2004")


def test_no_part_is_too_long_and_no_word_is_lost():
    text = " ".join(f"word{number}." for number in range(2000))
    parts = list(index.parts([Section("", "A", "Short."), Section("b", "B", text), Section("c", "C", "x" * 9000)]))
    assert all(sum(len(each.text) for each in part) <= index.PART for part in parts)
    for anchor, whole in (("b", text), ("c", "x" * 9000)):
        read = [each.text for part in parts for each in part if each.anchor == anchor]
        assert ("" if anchor == "c" else " ").join(read) == whole


@pytest.fixture(scope="module")
def library() -> str:
    """MiniSearch as a page gets it."""
    return (fetch.scripts() / "minisearch.js").read_text(encoding="utf-8")


def node(script: str, library: str = "") -> Any:
    """What a script with the search's functions prints as JSON; library: with MiniSearch, too."""
    find = json.dumps((STATIC / "search_find.js").read_text(encoding="utf-8"))
    address = f"data:text/javascript;base64,{b64encode(library.encode()).decode()}"
    head = f"const {{ default: MiniSearch }} = await import({json.dumps(address)});\n" if library else ""
    head += f"const searchFind = (0, eval)({find} + '; searchFind');\n"
    return json.loads(tools.node(["--input-type=module", "-e", head + script], CACHE / "live"))


QUERIES = [
    "publicación",
    "publicacion",
    "PUBLICACIONES",
    "tamaño",
    "tamano",
    "publi",
    "rumor",
    "horario de apertura",
    "el horario perdido",
    "constructor",
    "__proto__",
    "toString",
    "hasOwnProperty valueOf",
    "a" * 10_000,
    "rumor " * 2_000,
    "<img src=x onerror=alert(1)>",
    "\ud83d\ude00 \u0301 \u202e \\ \" ' %00",
    "",
    "de la",
]


@pytest.fixture(scope="module")
def answers(library: str) -> dict[str, Any]:
    """What each query finds in three pages: the pages by name, and whether it only comes near."""
    pages = {
        "weekly": [Section("", "Cada semana", TEXT)],
        "hours": [Section("", "Cuándo abrimos", "El horario está en la puerta.")],
        "other": [Section("", "Otra cosa", "Nada de eso.")],
    }
    packed, _parts = index.pack(pages, Words.of("es"))
    found = node(
        f"""
        const index = searchFind.open(MiniSearch, {json.dumps(packed)});
        console.log(JSON.stringify({json.dumps(QUERIES)}.map((query) => {{
          const {{ hits, near }} = searchFind.find(query, index);
          return {{ pages: hits.map(({{ page }}) => index.packed.pages[page][0]), near }};
        }})));""",
        library,
    )
    return dict(zip(QUERIES, found, strict=True))


def test_accents_and_capitals_and_forms_make_no_difference(answers):
    for same in (("publicación", "publicacion", "PUBLICACIONES"), ("tamaño", "tamano"), ("rumor",)):
        assert [answers[query] for query in same] == [{"pages": ["weekly"], "near": False}] * len(same)


def test_a_word_in_part_finds_the_whole(answers):
    assert answers["publi"] == {"pages": ["weekly"], "near": False}


def test_all_words_are_wanted_and_if_no_page_has_them_it_says_so(answers):
    assert answers["horario de apertura"] == {"pages": ["weekly"], "near": False}
    assert set(answers["el horario perdido"]["pages"]) == {"weekly", "hours"}
    assert answers["el horario perdido"]["near"]


@pytest.mark.parametrize(
    "query", ["constructor", "__proto__", "toString", "hasOwnProperty valueOf", "a" * 10_000, "", "de la"]
)
def test_names_of_the_machine_and_what_is_no_word_find_nothing(answers, query):
    assert answers[query]["pages"] == []


@pytest.mark.parametrize("query", QUERIES)
def test_whatever_is_asked_is_answered(answers, query):
    assert set(answers[query]["pages"]) <= {"weekly", "hours", "other"}


def test_the_script_folds_and_shortens_words_as_the_index_does():
    for language in ("en", "es"):
        words = Words.of(language)
        folded = node(f"""
            const endings = {json.dumps(words.endings)};
            console.log(JSON.stringify({json.dumps(ODD)}.map((word) => [
              searchFind.fold(word), searchFind.stem(searchFind.fold(word), endings)])));""")
        assert folded == [[fold(word), words.stem(fold(word))] for word in ODD]


def test_an_excerpt_is_short_shows_the_word_and_loses_nothing_of_it():
    text = "Antes. " * 100 + "Aquí está la publicación <b>. " + "Después. " * 100
    pieces = node(f"""
        const terms = new Set(["publicacion"]);
        console.log(JSON.stringify(searchFind.excerpt({json.dumps(text)}, terms, ["es", "e", "s"])));""")
    assert [piece for piece, found in pieces if found] == ["publicación"]
    whole = "".join(piece for piece, _found in pieces)
    assert len(whole) < 200 and whole.strip("… ") in text


def test_a_book_has_our_index_and_nothing_of_sphinxs_search(book):
    built = book({"home": "# Home\n\nHello, Marisol.\n\n## Rumours\n\nThey run.\n"})
    packed = json.loads(gzip.decompress((built.folder / "search" / "words.img").read_bytes()))
    assert packed["pages"] == [["home", "Home", 1]]
    assert json.loads(gzip.decompress((built.folder / "search" / "0.img").read_bytes())) == [
        ["", "Home", "Hello, Marisol."],
        ["rumours", "Rumours", "They run."],
    ]
    assert built.warnings == ""
    shipped = {path.name for path in built.folder.rglob("*.js")}
    assert not shipped & {"searchindex.js", "searchtools.js", "language_data.js", "doctools.js", "sphinx_highlight.js"}
    page = built.page("search")
    assert json.loads(page.select_one("#search-words").string) == texts()
    loaded = [script["src"].split("?")[0] for script in page.select("script[src]")]
    assert loaded[-2:] == ["_static/search_find.js", "_static/search.js"]
    assert page.select("script:not([src])") == page.select("script[type='application/json']")
    assert page.select_one(".tt-hits [role=status]").text == ""


def test_every_sentence_the_page_says_is_given_and_every_given_one_is_said():
    script = (STATIC / "search.js").read_text(encoding="utf-8")
    assert {name for name in texts() if f"words.{name}" in script} == set(texts())
