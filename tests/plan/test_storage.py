"""Keeping the plan: two writers never overwrite each other unseen, and what is no plan is left as it is."""

from __future__ import annotations

import errno
import os
import threading
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia import browser
from tertulia.device import FileStore, KeepError, Nowhere
from tertulia.models.strategy.objective import Objective
from tertulia.plan import storage
from tertulia.plan.plan_file import read, write
from tertulia.plan.schema import SECTIONS, Duties, Firm, Listening, Plan, Strategy
from tertulia.plan.storage import Conflict, Keeper, Kept, Unreadable, join


class Browser:
    """A page's storage: one text, shared by all tabs. It can be full, blocked, or written by another tab meanwhile."""

    def __init__(self) -> None:
        self.text: str | None = None
        self.refuses = 0
        self.meanwhile: list[str] = []

    def read(self) -> str | None:
        if self.refuses in (errno.EACCES, errno.EIO):
            raise OSError(self.refuses, os.strerror(self.refuses))
        return self.text

    def write(self, text: str, expected: str | None) -> bool:
        if self.refuses:
            raise OSError(self.refuses, os.strerror(self.refuses))
        if self.meanwhile:
            self.text = self.meanwhile.pop(0)
        if self.text != expected:
            return False
        self.text = text
        return True

    def erase(self) -> None:
        self.text = None


@pytest.fixture(params=["page", "file"])
def store(request, tmp_path):
    return Browser() if request.param == "page" else FileStore(tmp_path / "my-plan.json")


def with_owner(plan: Plan, owner: str) -> Plan:
    return replace(plan, firm=replace(plan.firm, owner=owner))


def test_an_empty_place_gives_an_empty_plan_and_what_is_saved_comes_back(store):
    keeper = Keeper(store)
    assert keeper.load() == Kept(Plan(), None)
    saved = keeper.save(Plan(firm=Firm(name="Horno Ñ 🥖")), None)
    assert saved.plan == Plan(edition=1, firm=Firm(name="Horno Ñ 🥖"))
    assert Keeper(store).load() == Kept(saved.plan, saved.stamp)


def test_each_change_is_an_edition_and_no_change_is_none(store):
    keeper = Keeper(store)
    first = keeper.save(Plan(firm=Firm(name="a")), None)
    again = keeper.save(first.plan, first.stamp)
    assert again.stamp == first.stamp
    assert keeper.save(with_owner(first.plan, "b"), first.stamp).plan.edition == 2


def test_erased_is_gone_for_good(store):
    keeper = Keeper(store)
    first = keeper.save(Plan(firm=Firm(name="a")), None)
    keeper.save(with_owner(first.plan, "b"), first.stamp)
    keeper.erase()
    assert keeper.load() == Kept(Plan(), None)


# two writers ------------------------------------------------------------------------------------------------


def test_two_tabs_with_different_sections_lose_nothing(store):
    begun = Keeper(store).save(Plan(firm=Firm(name="a")), None)
    one, two = Keeper(store), Keeper(store)
    one.save(replace(begun.plan, duties=Duties(answers="Pilar")), begun.stamp)
    saved = two.save(replace(begun.plan, listening=Listening(who="Nuria")), begun.stamp)
    assert saved.joined == ("duties",)
    assert saved.plan.duties.answers == "Pilar" and saved.plan.listening.who == "Nuria"
    assert Keeper(store).load().plan == saved.plan and saved.plan.edition == 3


def test_two_tabs_with_the_same_section_ask_and_change_nothing(store):
    begun = Keeper(store).save(Plan(firm=Firm(name="a"), listening=Listening(who="x")), None)
    theirs = Keeper(store).save(with_owner(begun.plan, "theirs"), begun.stamp)
    mine = replace(with_owner(begun.plan, "mine"), duties=Duties(answers="Pilar"))
    with pytest.raises(Conflict) as caught:
        Keeper(store).save(mine, begun.stamp)
    assert caught.value.sections == ("firm",)
    assert Keeper(store).load() == Kept(theirs.plan, theirs.stamp)
    kept = Keeper(store).save(caught.value.chosen(["firm"]), caught.value.stamp)
    assert kept.plan.firm.owner == "theirs" and kept.plan.duties.answers == "Pilar"
    kept = Keeper(store).save(replace(kept.plan, firm=mine.firm), kept.stamp)
    assert kept.plan.firm.owner == "mine"


def test_the_same_change_on_both_sides_is_no_conflict(store):
    begun = Keeper(store).save(Plan(firm=Firm(name="a")), None)
    changed = with_owner(begun.plan, "b")
    Keeper(store).save(changed, begun.stamp)
    assert Keeper(store).save(changed, begun.stamp).plan.firm.owner == "b"


def test_a_plan_erased_in_another_tab_is_not_half_revived(store):
    begun = Keeper(store).save(Plan(firm=Firm(name="a"), listening=Listening(who="x")), None)
    Keeper(store).erase()
    with pytest.raises(Conflict) as caught:
        Keeper(store).save(with_owner(begun.plan, "b"), begun.stamp)
    assert caught.value.sections == ("firm",)


def test_a_tab_that_writes_between_reading_and_writing_is_seen():
    store = Browser()
    begun = Keeper(store).save(Plan(firm=Firm(name="a")), None)
    store.meanwhile = [write(replace(begun.plan, edition=2, duties=Duties(answers="Pilar")))]
    saved = Keeper(store).save(replace(begun.plan, listening=Listening(who="Nuria")), begun.stamp)
    assert saved.plan.duties.answers == "Pilar" and saved.plan.listening.who == "Nuria"


def test_a_tab_that_never_stops_writing_ends_in_an_error():
    store = Browser()
    begun = Keeper(store).save(Plan(firm=Firm(name="a")), None)
    store.meanwhile = [write(replace(begun.plan, edition=n)) for n in range(2, 30)]
    with pytest.raises(KeepError, match="failed"):
        Keeper(store).save(replace(begun.plan, listening=Listening(who="Nuria")), begun.stamp)


NAMES = st.sampled_from(["", "a", "b"])
SMALL = st.builds(
    lambda firm, answers, who: Plan(firm=Firm(name=firm), duties=Duties(answers=answers), listening=Listening(who=who)),
    NAMES,
    NAMES,
    NAMES,
)


@given(SMALL, SMALL, SMALL)
@settings(max_examples=200, deadline=None)
def test_joining_keeps_every_change_or_names_the_section(base, mine, theirs):
    joined, taken, both = join(base, mine, theirs)
    for name in SECTIONS:
        before, here, there, got = (getattr(plan, name) for plan in (base, mine, theirs, joined))
        if name in both:
            assert here != there and here != before and there != before and got == here
        elif here != before:
            assert got == here
        else:
            assert got == there
        assert (name in taken) == (here == before and there != before)


# a place that does not keep ---------------------------------------------------------------------------------


def test_a_full_place_says_so_and_keeps_what_it_had():
    store = Browser()
    begun = Keeper(store).save(Plan(firm=Firm(name="a")), None)
    store.refuses = errno.ENOSPC
    with pytest.raises(KeepError, match="full"):
        Keeper(store).save(with_owner(begun.plan, "b"), begun.stamp)
    store.refuses = 0
    assert Keeper(store).load() == Kept(begun.plan, begun.stamp)


def test_a_page_without_storage_says_so_instead_of_pretending():
    for do in (Keeper(Nowhere()).load, lambda: Keeper(Nowhere()).save(Plan(firm=Firm(name="a")), None)):
        with pytest.raises(KeepError, match="blocked"):
            do()


def test_what_is_no_plan_is_left_as_it_is(store):
    text = '{"format": "tertulia-plan", "version": 99}'
    if isinstance(store, Browser):
        store.text = text
    else:
        store.path.write_text(text)
        store.backup.write_text(write(Plan(firm=Firm(name="older"))))
    for do in (Keeper(store).load, lambda: Keeper(store).save(Plan(firm=Firm(name="a")), None)):
        with pytest.raises(Unreadable) as caught:
            do()
        assert caught.value.text == text and caught.value.error.code == "newer"
    assert store.read() == text


# the file ---------------------------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path):
    return FileStore(tmp_path / "my-plan.json")


def test_a_file_of_another_programs_words_is_never_thrown_away(file):
    file.path.write_text("my shopping list")
    with pytest.raises(Unreadable):
        Keeper(file).save(Plan(firm=Firm(name="a")), None)
    assert file.path.read_text() == "my shopping list"


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(KeepError):
        Keeper(FileStore(tmp_path / "no" / "my-plan.json")).save(Plan(firm=Firm(name="a")), None)


def test_many_writers_at_once_lose_no_section(file):
    """Eight threads, each with its own section and the same beginning."""
    begun = Keeper(file).save(Plan(firm=Firm(name="a")), None)
    changes = [
        {"duties": Duties(answers="x")},
        {"listening": Listening(who="x")},
        {"zone": "UTC"},
        {"strategy": Strategy(objective=Objective.LISTEN)},
    ]

    def work(change: dict) -> None:
        while True:
            try:
                Keeper(file).save(replace(begun.plan, **change), begun.stamp)
                return
            except KeepError:
                continue

    threads = [threading.Thread(target=work, args=(change,)) for change in changes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = Keeper(file).load().plan
    assert all(getattr(kept, name) == value for change in changes for name, value in change.items())
    assert kept.edition == 5


def test_the_keeper_of_this_place_is_a_file(tmp_path, monkeypatch):
    monkeypatch.setenv("TERTULIA_PLAN", str(tmp_path / "here.json"))
    storage.keeper().save(Plan(firm=Firm(name="a")), None)
    assert read((tmp_path / "here.json").read_bytes()).firm.name == "a"


def test_in_a_page_it_is_the_pages_store(monkeypatch):
    class Page:
        stores = {"plan": Browser()}

    monkeypatch.setattr(browser, "live_page", Page)
    storage.keeper().save(Plan(firm=Firm(name="a")), None)
    assert read(Page.stores["plan"].text).firm.name == "a"
    monkeypatch.setattr(browser, "live_page", object())
    with pytest.raises(KeepError, match="blocked"):
        storage.keeper().load()
