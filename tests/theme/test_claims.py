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
    file = write(tmp_path, HEAD + '1,"Sell, and they leave.",one two,a/b#c a/d#e,x/y,tests/t.py\n')
    assert claims(file) == (
        Claim(
            number=1,
            text="Sell, and they leave.",
            sources=("one", "two"),
            taught=(("a/b", "c"), ("a/d", "e")),
            practised=("x/y",),
            tested=("tests/t.py",),
        ),
    )


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("1,,one,a#b,x,t", "row 2: the cell claim is empty"),
        ("1,Text,one,a#b, ,t", "row 2: the cell practised is empty"),
        ("1,Text,one,a#b", "row 2: the cell practised and tested is empty"),
        ("2,Text,one,a#b,x,t", "row 2: the number must be 1, not 2"),
        ("1,Text,one,a,x,t", "row 2: write where it is taught as page#section"),
        ("1,Text,one,a#b c#,x,t", "row 2: write where it is taught as page#section"),
    ],
)
def test_an_incomplete_row_is_refused(tmp_path, row, complaint):
    with pytest.raises(ClaimsError, match=complaint):
        claims(write(tmp_path, HEAD + row + "\n"))


def test_other_columns_are_refused(tmp_path):
    with pytest.raises(ClaimsError, match="the columns must be"):
        claims(write(tmp_path, "number,claim\n1,Text\n"))


def test_the_page_names_every_place_and_links_those_it_has(book, monkeypatch):
    claim = Claim(
        number=1,
        text="They <only> sell.",
        sources=(),
        taught=(("doing", "part-two"), ("nowhere", "x")),
        practised=("doing",),
        tested=("tests/t.py",),
    )
    monkeypatch.setattr("theme.directives.claims.claims", lambda: (claim,))
    doing = "# Do it\n\nLead.\n\n## Part two\n\nText.\n"
    built = book({"home": "# Home\n\nHello.\n\n```{claims}\n```\n", "doing": doing})
    assert built.warnings == ""
    entry = built.page("home").select_one("ol.tt-claims > li#claim-1")
    assert entry.h2.text == "1 They <only> sell."
    assert [(link["href"], link.text) for link in entry.select("li a")] == [
        ("doing.html#part-two", "Do it: Part two"),
        ("doing.html", "Do it"),
    ]
    assert [code.text for code in entry.select("code")] == ["nowhere", "tests/t.py"]


def test_the_catalogue_gets_every_claim():
    assert len(list(table.texts())) == len(claims()) == 25
