"""An exercise beside another tab of the same browser: it takes what is new there, keeps what stands here, and says so
where nothing can be kept."""

from __future__ import annotations

import errno
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from tertulia import browser
from tertulia.entries import EntriesKeeper
from tertulia.profile import ProfileKeeper
from tests.widgets.base.test_own_firm import Few


class Browser:
    """One browser's texts, as its tabs see them: each has a copy, and hears of the others' writes when it is told."""

    def __init__(self) -> None:
        self.texts: dict[str, str | None] = {}
        self.full = False

    def tab(self) -> SimpleNamespace:
        names = ("firm", "entries", "plan", "undo")
        stores = {name: Text(self, name) for name in names}
        keeps: list[bool] = []
        return SimpleNamespace(
            stores=stores, width=lambda: 900.0, when_here=_here, when_idle=_idle, keeps=keeps.append, kept=keeps
        )


def _here(_module: str, call: Callable[[], None]) -> None:
    call()


def _idle(_who: object, calls: Sequence[Callable[[], None]]) -> None:
    for call in calls:
        call()


class Text:
    """As `live_page.Store`: what is written is refused a moment later, and `hear` is that moment."""

    def __init__(self, whole: Browser, name: str) -> None:
        self.whole, self.name = whole, name
        self.text = whole.texts.get(name)
        self.refused: list[Callable[[str], None]] = []
        self.changed: list[Callable[[], None]] = []
        self.problem = ""
        self.too_long = False

    def read(self) -> str | None:
        return self.text

    def write(self, text: str | None, expected: str | None) -> bool:
        if self.text != expected:
            return False
        if self.too_long:
            raise OSError(errno.ENOSPC, "full")
        self.text = text
        if self.whole.texts.get(self.name) != expected:
            self.problem = "changed"
        elif self.whole.full:
            self.problem = "full"
        else:
            self.whole.texts[self.name] = text
        return True

    def when_refused(self, call: Callable[[str], None]) -> None:
        self.refused.append(call)

    def when_changed(self, call: Callable[[], None]) -> None:
        self.changed.append(call)

    def hear(self) -> None:
        problem, self.problem = self.problem, ""
        before, self.text = self.text, self.whole.texts.get(self.name)
        self.too_long = problem == "full"
        for call in self.refused if problem else ():
            call(problem)
        for told in self.changed if not problem and self.text != before else ():
            told()


class Tab:
    """A tab with the exercise in it."""

    def __init__(self, whole: Browser, monkeypatch: pytest.MonkeyPatch, firm: str = "bakery") -> None:
        self.page, self._patch = whole.tab(), monkeypatch
        self.act(lambda: setattr(self, "few", Few(firm)))

    few: Few

    def act(self, what: Callable[[], Any]) -> None:
        """Something the learner does in this tab."""
        self._patch.setattr(browser, "live_page", self.page)
        what()

    def set(self, name: str, value: Any) -> None:
        self.act(lambda: setattr(self.few.controls[name], "value", value))

    def hear(self) -> None:
        """The browser tells this tab what has happened."""
        self.act(lambda: [text.hear() for text in self.page.stores.values()])


@pytest.fixture
def whole() -> Browser:
    return Browser()


@pytest.fixture
def tabs(whole, monkeypatch) -> tuple[Tab, Tab]:
    first = Tab(whole, monkeypatch)
    first.act(lambda: ProfileKeeper().change(sector="retail", network="instagram"))
    return Tab(whole, monkeypatch), Tab(whole, monkeypatch)


def entries() -> Any:
    return EntriesKeeper("few").load()


def test_what_is_new_in_one_tab_the_other_takes_and_both_go_on(tabs):
    one, other = tabs
    one.set("note", "mine")
    one.set("hours", 9.0)
    other.hear()
    assert other.few.controls.note.value == "mine" and other.few.controls.hours.value == 9.0
    assert other.few.numbers.value == "9.0"
    other.set("price", 7.0)
    one.hear()
    assert one.few.controls.price.value == 7.0
    one.act(lambda: None)
    assert entries()["values"] == {"note": "mine", "price": 7.0}
    assert ProfileKeeper().load().hours == 9.0


def test_hearing_of_it_writes_nothing(tabs, whole):
    one, other = tabs
    one.set("note", "mine")
    one.set("hours", 9.0)
    before = dict(whole.texts)
    other.hear()
    assert whole.texts == before


def test_what_stands_in_a_tab_and_could_not_be_kept_stays(tabs):
    one, other = tabs
    other.few.controls.note.widget.value = "far too long for this"
    one.set("hours", 9.0)
    other.hear()
    assert other.few.controls.note.widget.value == "far too long for this"


def test_what_stands_in_no_control_is_taken_too(tabs):
    one, other = tabs
    one.few.list.append("Ana")
    one.act(one.few.refresh)
    other.hear()
    assert other.few.list == ["Ana"]


def test_two_changes_in_the_same_moment_are_both_kept(tabs, whole):
    one, other = tabs
    one.set("note", "mine")
    one.set("hours", 9.0)
    other.set("price", 7.0)  # before it has heard
    other.set("followers", 30)
    other.hear()
    one.hear()
    for tab in tabs:
        asked = tab.few.controls
        assert (asked.note.value, asked.hours.value, asked.price.value, asked.followers.value) == ("mine", 9.0, 7.0, 30)
    assert ProfileKeeper().load().followers("instagram") == 30 and ProfileKeeper().load().hours == 9.0
    assert entries()["values"] == {"note": "mine", "price": 7.0}


def test_where_both_changed_the_same_the_later_change_counts(tabs):
    one, other = tabs
    one.set("note", "first")
    other.set("note", "second")
    other.hear()
    one.hear()
    assert one.few.controls.note.value == other.few.controls.note.value == "second"


def test_an_example_stays_as_it_is(tabs, monkeypatch):
    one, other = tabs
    other.act(lambda: setattr(other.few.who, "value", "guesthouse"))
    other.set("hours", 20.0)
    one.set("hours", 9.0)
    other.hear()
    assert other.few.controls.hours.value == 20.0
    other.act(lambda: setattr(other.few.who, "value", "mine"))
    assert other.few.controls.hours.value == 9.0


def test_starting_again_in_one_tab_is_starting_again_in_the_other(tabs):
    one, other = tabs
    one.set("note", "mine")
    other.hear()
    one.act(one.few.reset.click)
    other.hear()
    assert other.few.controls.note.value == ""
    other.set("price", 7.0)
    assert entries()["values"] == {"price": 7.0}


def test_a_browser_that_is_full_after_all_is_said_and_what_was_typed_is_kept_once_there_is_room(tabs, whole):
    one, _other = tabs
    whole.full = True
    one.set("note", "mine")
    assert "keeps nothing" not in one.few.about_firm.value
    one.hear()
    assert "keeps nothing" in one.few.about_firm.value
    whole.full = False
    one.hear()
    one.set("price", 7.0)
    assert "keeps nothing" not in one.few.about_firm.value
    assert entries()["values"] == {"note": "mine", "price": 7.0}


def test_the_page_knows_whether_what_is_typed_is_kept(tabs):
    one, _other = tabs
    assert one.page.kept[-1]
    one.act(lambda: setattr(one.few.who, "value", "guesthouse"))
    assert not one.page.kept[-1]
