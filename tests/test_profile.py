"""The firm, told once: what is written comes back, and what cannot be read is left as it is."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia.device import FileStore, KeepError, Nowhere
from tertulia.models.department import Department
from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.models.strategy.objective import Objective
from tertulia.profile import (
    Account,
    Buyers,
    Care,
    Closure,
    FoundAt,
    HowMuch,
    NotShown,
    Profile,
    ProfileKeeper,
    SkillLevel,
    Women,
    read,
    write,
)
from tertulia.records import RecordError

FULL = Profile(
    name="Ferretería Ñ 🔩",
    sector="retail",
    makes="screws, and advice",
    region="ES-NC",
    people=2,
    leader=Department.OWNER,
    answers="Fermín",
    stand_in="Iker",
    buyers=Buyers.BOTH,
    ages=("0-17", "35-54"),
    women=Women.HALF,
    countries=("ES", "FR"),
    languages=("es", "eu"),
    places=(FoundAt.MAP, FoundAt.SHOP),
    open_months=(11, 12, 1),
    closed=(Closure(date(2026, 8, 1), date(2026, 8, 15)),),
    hours=2.5,
    quiet_hours=0.0,
    quiet_months=(8,),
    skills=(SkillLevel(ContentSkill.PHOTO, HowMuch.YES),),
    refuses=(NotShown.FACES,),
    care=(Care.SECRET,),
    accounts=(Account("instagram", 0), Account("facebook", None)),
    euros=7.5,
    aim=Objective.BE_FOUND,
    network="instagram",
    second="facebook",
    posts=2.5,
    promotion=0.2,
    reply_hours=1.0,
    details_right=True,
    hour_euros=18.5,
    margin=12.0,
    traced=3,
    departments="Tienda 2",
    staff="Fermín\nIker",
    audience=4000,
    goal=300,
)


@pytest.fixture
def file(tmp_path):
    return FileStore(tmp_path / "my-firm.json")


def test_every_fact_comes_back_and_nothing_told_is_an_empty_profile():
    assert all(getattr(FULL, name) != value for name, value in vars(Profile()).items())
    assert read(write(FULL)) == FULL and read(write(Profile())) == Profile()
    assert set(json.loads(write(Profile()))) == {"format", "version"}


def test_found_nowhere_and_zero_followers_are_told_and_not_empty():
    nowhere = Profile(places=(), euros=0.0, accounts=(Account("instagram", 0),))
    again = read(write(nowhere))
    assert again == nowhere and again.places == () and again.followers("instagram") == 0
    assert Profile().places is None and Profile().followers("instagram") is None


def test_the_sector_alone_makes_a_firm():
    assert not Profile(name="Ferretería").told and Profile(sector="other").told


def test_what_it_can_make():
    assert FULL.can(ContentSkill.PHOTO) is HowMuch.YES and FULL.can(ContentSkill.WRITING) is None


HOSTILE = [
    "",
    "no JSON",
    "[]",
    '{"format": "tertulia-plan", "version": 1}',
    '{"format": "tertulia-firm", "version": 2}',
    '{"format": "tertulia-firm"}',
    *(
        json.dumps({"format": "tertulia-firm", "version": 1, **facts})
        for facts in (
            {"people": 0},
            {"people": 1.5},
            {"hours": 101},
            {"hours": "3"},
            {"promotion": 1.1},
            {"sector": "x" * 61},
            {"name": "x" * 81},
            {"name": "\ud800"},
            {"places": "website"},
            {"open_months": [13]},
            {"accounts": [{"network": "instagram", "followers": -1}]},
            {"closed": [{"first": "1999-01-01"}]},
            {"shoe_size": 43},
        )
    ),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_no_profile_is_refused_counts_as_none_told_and_stays(text, file):
    with pytest.raises(RecordError):
        read(text)
    file.path.write_text(text)
    keeper = ProfileKeeper(file)
    assert keeper.load() == Profile() and keeper.unreadable
    assert keeper.change(sector="other") == Profile(sector="other")
    assert file.path.read_text() == text


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_no_text_breaks_the_reader(text):
    with pytest.raises(RecordError):
        read(text)


def test_a_change_keeps_the_facts_told_elsewhere_meanwhile(file):
    one, two = ProfileKeeper(file), ProfileKeeper(file)
    one.load(), two.load()
    one.change(name="Ferretería", sector="retail")
    assert two.change(hours=3.0) == Profile(name="Ferretería", sector="retail", hours=3.0)
    assert ProfileKeeper(file).load().name == "Ferretería"


def test_no_change_writes_nothing(file):
    assert ProfileKeeper(file).change(name="") == Profile() and not file.path.exists()


def test_another_tab_in_the_same_moment_is_joined():
    class Busy:
        def __init__(self) -> None:
            self.text: str | None = None
            self.meanwhile = [write(Profile(hours=3.0))]

        def read(self) -> str | None:
            return self.text

        def write(self, text: str, expected: str | None) -> bool:
            if self.meanwhile:
                self.text = self.meanwhile.pop()
            if self.text != expected:
                return False
            self.text = text
            return True

        def erase(self) -> None: ...

    busy = Busy()
    assert ProfileKeeper(busy).change(name="a") == Profile(name="a", hours=3.0)
    assert read(busy.text) == Profile(name="a", hours=3.0)


def test_a_device_that_keeps_nothing_says_so():
    for do in (ProfileKeeper(Nowhere()).load, lambda: ProfileKeeper(Nowhere()).change(name="a")):
        with pytest.raises(KeepError, match="blocked"):
            do()
