"""The table of claims: complete rows only, and an entry for each."""

import pytest

from theme import claims as table
from theme.claims import COLUMNS, Claim, ClaimsError, claims

HEAD = ",".join(COLUMNS) + "\n"


def write(tmp_path, text):
    file = tmp_path / "claims.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_row_becomes_a_claim(tmp_path):
    file = write(tmp_path, HEAD + '1,"Sell, and they leave.",one two,a/b#c a/d#e,x/y\n')
    assert claims(file) == (
        Claim(
            number=1,
            text="Sell, and they leave.",
            sources=("one", "two"),
            taught=(("a/b", "c"), ("a/d", "e")),
            practised=("x/y",),
        ),
    )


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("1,,one,a#b,x", "row 2: the cell claim is empty"),
        ("1,Text,one,a#b, ", "row 2: the cell practised is empty"),
        ("1,Text,one", "row 2: the cell taught and practised is empty"),
        ("2,Text,one,a#b,x", "row 2: the number must be 1, not 2"),
        ("1,Text,one,a,x", "row 2: write where it is taught as page#section"),
        ("1,Text,one,a#b c#,x", "row 2: write where it is taught as page#section"),
    ],
)
def test_an_incomplete_row_is_refused(tmp_path, row, complaint):
    with pytest.raises(ClaimsError, match=complaint):
        claims(write(tmp_path, HEAD + row + "\n"))


def test_other_columns_are_refused(tmp_path):
    with pytest.raises(ClaimsError, match="the columns must be"):
        claims(write(tmp_path, "number,claim\n1,Text\n"))


ASKED = """
:::{question} What do they do?
:right: 2
:claims: 2 3

- Buy

  No.

- Leave

  Yes.
:::
"""


def test_the_page_names_every_place_and_links_those_it_has(book, monkeypatch):
    told = [
        Claim(number=number, text=text, sources=(), taught=taught, practised=("doing",))
        for number, text, taught in (
            (1, "They <only> sell.", (("doing", "part-two"), ("nowhere", "x"))),
            (2, "They leave.", (("doing", "part-two"),)),
        )
    ]
    monkeypatch.setattr("theme.directives.claims.claims", lambda: tuple(told))
    doing = f"# Do it\n\nLead.\n\n## Part two\n\nText.\n{ASKED}"
    built = book({"home": "# Home\n\nHello.\n\n```{claims}\n```\n", "doing": doing})
    assert built.warnings == ""
    entry = built.page("home").select_one("ol.tt-claims > li#claim-1")
    assert entry.h2.text == "1 They <only> sell."
    doing_it = ("doing.html", "Do it")
    assert [(link["href"], link.text) for link in entry.select("li a")] == [
        ("doing.html#part-two", "Do it: Part two"),
        doing_it,
        doing_it,
    ], "where no question asks about it, the exercise is its check"
    assert [code.text for code in entry.select("code")] == ["nowhere"]
    asked = built.page("home").select_one("li#claim-2").select("li a")[-1]
    assert asked.text == "What do they do?"
    page, _hash, place = asked["href"].partition("#")
    assert page == "doing.html" and built.page("doing").find(id=place)


def test_the_catalogue_gets_every_claim():
    assert len(list(table.texts())) == len(claims()) == 25
