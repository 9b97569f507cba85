"""The glossary: in the alphabet of the language, with letters to jump by, and words in the text that lead to it."""

import pytest

from theme.glossary import order

HOME = """\
# Words

See {term}`reach` and {term}`the churn <churn>`.

```{glossary}
reach
  Who saw it.

Ñandú
  A bird.

churn
  Who left.

álbum
  Pictures.

nuance
  A shade.

ROI
  What came back.
```
"""


@pytest.fixture(scope="module")
def page(book):
    built = book({"home": HOME}, nitpicky=True)
    assert built.warnings == ""
    return built.page("home")


def test_terms_stand_in_the_order_of_the_alphabet_whatever_their_accents(page):
    shown = [term.text for term in page.select("dl.glossary dt")]
    assert shown == ["álbum", "churn", "nuance", "Ñandú", "reach", "ROI"]


def test_spanish_alphabet():
    words = ["alcance", "ámbito", "B2B", "b2c", "nube", "ñoño", "objetivo"]
    assert sorted(reversed(words), key=order) == words


def test_letters_lead_to_the_first_term_of_each(page):
    letters = page.select("nav.tt-letters a")
    assert [letter.text for letter in letters] == ["A", "C", "N", "R"]
    assert [page.select_one(letter["href"]).text for letter in letters] == ["álbum", "churn", "nuance", "reach"]


def test_a_word_in_the_text_leads_to_its_term(page):
    links = page.select("p a")
    assert [link.text for link in links] == ["reach", "the churn"]
    assert [page.select_one(link["href"]).text for link in links] == ["reach", "churn"]


def test_a_word_that_is_not_explained_is_a_mistake(book):
    built = book({"home": "# Home\n\n{term}`nobody`\n"}, nitpicky=True)
    assert "term not in glossary: 'nobody'" in built.warnings
