"""The ideas: enough of every kind for every sector, said once, and found by the catalogue."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract

from tertulia.models.strategy import canvas_examples, ideas
from tertulia.models.strategy.ideas import IDEAS, SEASONS, WIDER, PostFormat, PostKind, Sector, idea, pool
from tertulia.models.strategy.mix import MINUTES, TAKES, minutes_for
from tertulia.models.strategy.networks import NETWORKS
from tertulia.models.strategy.objective import Objective

FIRMS = (Sector.BAKERY, Sector.WORKSHOP, Sector.GUESTHOUSE)


def test_the_picker_judges_every_network_for_each_objective() -> None:
    assert all(set(network.aims) == set(Objective) for network in NETWORKS.values())


def test_every_network_of_the_picker_has_its_formats() -> None:
    assert set(TAKES) == set(NETWORKS)


@pytest.mark.parametrize("sector", Sector)
def test_enough_ideas_of_every_kind(sector: Sector) -> None:
    own = [each for each in IDEAS if each.sector is sector]
    assert len(own) >= (12 if sector in FIRMS else 10)
    held = Counter(each.kind for each in own)
    assert all(held[kind] >= 2 for kind in PostKind), held


@pytest.mark.parametrize("sector", Sector)
@pytest.mark.parametrize("objective", Objective)
def test_every_objective_is_served_in_every_sector(sector: Sector, objective: Objective) -> None:
    serving = [each for each in pool(sector) if objective in each.objectives]
    assert len(serving) >= 3
    assert any(each.sector is sector for each in serving)


@pytest.mark.parametrize("network", TAKES)
@pytest.mark.parametrize("sector", Sector)
@pytest.mark.parametrize("kind", PostKind)
def test_every_network_can_be_fed(network: str, sector: Sector, kind: PostKind) -> None:
    """With ideas that are more than a vacancy, so that it holds for every objective."""
    usable = [
        each
        for each in pool(sector)
        if each.kind is kind and each.objectives != (Objective.RECRUIT,) and set(each.formats) & set(TAKES[network])
    ]
    assert usable


def test_texts_are_there_once_and_plain() -> None:
    texts = [each.text for each in IDEAS]
    assert len(set(texts)) == len(texts)
    assert len({each.key for each in IDEAS}) == len(IDEAS)
    for text in texts:
        assert text == text.strip() and text.endswith("."), text
        assert 20 <= len(text) <= 170, text
        assert "'" not in text and "%" not in text and "!" not in text, text
        assert not any(digit in text for digit in "0123456789"), f"a number nobody gave us: {text}"


def test_every_idea_can_be_made_without_video_in_half_an_hour() -> None:
    for each in IDEAS:
        assert each.objectives and each.formats and 5 <= each.minutes <= 60 and each.minutes % 5 == 0
        assert len(set(each.formats)) == len(each.formats)
        quick = [minutes_for(each, form) for form in each.formats if form is not PostFormat.SHORT_VIDEO]
        assert quick and min(quick) <= 30, each.key


def test_minutes_of_an_idea_stay_near_the_median_of_its_kind() -> None:
    """No idea claims less than half or more than one and a half times what its kind usually takes."""
    for each in IDEAS:
        usual = MINUTES[each.kind][each.formats[0]]
        assert 0.5 <= each.minutes / usual <= 1.5, each.key


def test_an_idea_is_found_by_its_key() -> None:
    assert idea("bakery.crumb").kind is PostKind.USEFUL
    with pytest.raises(KeyError):
        idea("bakery.no_such_idea")


def test_a_pool_holds_the_own_the_wider_and_the_common_ideas_in_this_order() -> None:
    order = list(dict.fromkeys(each.sector for each in pool(Sector.BAKERY)))
    assert order == [Sector.BAKERY, WIDER[Sector.BAKERY], Sector.OTHER]
    assert {each.sector for each in pool(Sector.OTHER)} == {Sector.OTHER}


def test_seasons_are_dates_that_every_year_has() -> None:
    days = [(season.month, season.day) for season in SEASONS]
    assert days == sorted(days) and (2, 29) not in days
    assert {season.key for season in SEASONS if season.by_law} == {"epiphany", "all_saints"}


@pytest.mark.parametrize("module", [ideas, canvas_examples])
def test_the_catalogue_finds_every_text(module: object) -> None:
    source = Path(str(module.__file__)).read_bytes()  # type: ignore[attr-defined]
    found = {message for _line, message, *_rest in extract("python", BytesIO(source), {"N_": None})}
    if module is ideas:
        assert {each.text for each in IDEAS} | {season.text for season in SEASONS} == found
    else:
        said: list[str] = []
        for firm in ("bakery", "workshop", "guesthouse"):
            canvas_examples.example(firm, canvas_examples.date(2026, 3, 2), lambda text: said.append(text) or text)  # type: ignore
        assert set(said) == found
