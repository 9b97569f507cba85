"""What the exercises know of an edition, and that they know another one at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tertulia.edition import VARIABLE, CourseEdition, described, edition, edition_folder, is_there, once_an_edition
from tests.made_edition import use


def test_without_a_word_it_is_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert edition() == CourseEdition()
    assert (edition().key, edition().name, edition().currency) == ("tertulia", "Tertulia", "EUR")
    assert edition().firms == ("bakery", "workshop", "guesthouse") and edition().hour_cost is None
    assert is_there("exercises/inside/rumour_run")


def test_what_is_described_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    told = CourseEdition(
        key="guild",
        name="Redes del Gremio",
        currency="GBP",
        region="ES-CL",
        hour_cost=18.5,
        left_out=("chapters/inside", "exercises/inside/rumour_run"),
        firms=("cafe",),
    )
    monkeypatch.setenv(VARIABLE, described(told))
    assert edition() == told
    assert not is_there("exercises/inside/rumour_run") and is_there("exercises/inside/workplace_network")


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("{", "not_json"),
        ('{"colour": "red"}', "$.colour"),
        ('{"hour_cost": "18"}', "$.hour_cost"),
        ('{"hour_cost": 501}', "out_of_range"),
        ('{"key": "../guild"}', "no key"),
        ('{"firms": ["Cafe"]}', "no key"),
        ('{"firms": ["cafe", "cafe"]}', "twice"),
        ('{"currency": "pounds"}', "too_long"),
        ('{"currency": "gbp", "hour_cost": 18}', "no currency"),
        ('{"currency": "GBP"}', "in GBP"),
        ('{"region": "León"}', "no autonomous community"),
    ],
)
def test_a_broken_one_is_refused_in_words(monkeypatch: pytest.MonkeyPatch, told: str, words: str) -> None:
    monkeypatch.setenv(VARIABLE, told)
    with pytest.raises(ValueError, match=VARIABLE) as refused:
        edition()
    assert words in str(refused.value)


def test_what_is_kept_is_kept_for_each_edition(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[str] = []

    @once_an_edition
    def read(name: str) -> str:
        asked.append(name)
        return f"{edition_folder().name}: {name}"

    assert (read("a"), read("a"), read("b")) == ("tertulia: a", "tertulia: a", "tertulia: b")
    use(monkeypatch, tmp_path)
    assert (read("a"), read("a")) == ("guild: a", "guild: a")
    assert asked == ["a", "b", "a"]


def test_the_description_says_only_what_is_not_ours() -> None:
    assert json.loads(described(CourseEdition(name="Redes"))) == {"name": "Redes"}
