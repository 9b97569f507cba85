"""What was done to a file is told with the numbers of what was done, in both languages."""

from __future__ import annotations

import pytest

from tertulia.exports.cells import FileRefusal, Note
from tertulia.language import speak
from tertulia.models.errors import InputError
from tertulia.widgets.base.own_posts_words import file_words, note_words
from tertulia.widgets.base.people_file_words import people_file_words

COUNTED = (
    *("duplicates", "years_added", "cut", "one_column", "mended_letters", "lost_letters", "other_files"),
    *("side_by_side", "duplicates_in_files", "rounded_ids", "turned_dates", "serial_dates", "date_and_hour_joined"),
    *("hours_moved", "hours_in_utc", "paired"),
)
PLACED = ("totals", "second_header", "repeated_header", "note_line")
SHOWN = ("joined", "encoding_guessed", "totals")


@pytest.fixture(params=["en", "es"], autouse=True)
def _language(request):
    speak(request.param)
    yield
    speak("en")


@pytest.mark.parametrize("code", COUNTED)
@pytest.mark.parametrize("count", [1, 7])
def test_how_many_rows_it_touched(code, count):
    words = note_words(Note(code=code, count=count, row=12))
    assert str(count) in words and str(2 * count) not in words and "{" not in words


@pytest.mark.parametrize("code", PLACED)
def test_which_row_it_was(code):
    words = note_words(Note(code=code, count=3, row=12))
    assert "12" in words and "{" not in words


@pytest.mark.parametrize("code", ["thousands_restored", "fractions", "undated"])
@pytest.mark.parametrize("count", [1, 7])
def test_how_many_and_where(code, count):
    words = note_words(Note(code=code, count=count, row=12, shown="Alcance"))
    assert words.startswith(f"{count} ") and "{" not in words
    assert ("12" if code == "undated" else "Alcance") in words


@pytest.mark.parametrize("code", SHOWN)
def test_what_it_was(code):
    assert "Mac, Windows" in note_words(Note(code=code, count=2, shown="Mac, Windows"))


@pytest.mark.parametrize("code", ["encoding_guessed", "mended_quotes", "web_page"])
def test_what_has_no_number(code):
    words = note_words(Note(code=code, count=1))
    assert words.endswith(".") and "{" not in words


@pytest.mark.parametrize("words", [file_words, people_file_words])
def test_a_refusal_of_one_of_several_files_begins_with_its_name(words):
    alone, among = (
        words(InputError("file", FileRefusal.DAMAGED)),
        words(InputError("file", FileRefusal.DAMAGED, file="mayo {x}.csv")),
    )
    assert among.endswith(alone) and "mayo {x}.csv" in among and "mayo" not in alone
