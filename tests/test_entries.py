"""What was typed in the exercises: each has its own, and none takes another's away."""

from __future__ import annotations

import json

import pytest

from tertulia import device
from tertulia.device import FileStore, KeepError, Nowhere
from tertulia.entries import MOST_CHARACTERS, EntriesKeeper
from tertulia.records import json_of

TYPED = {"values": {"hours": 2.5, "name": "Ñ"}, "state": {"month": [1, 2]}}


@pytest.fixture
def file(tmp_path):
    return FileStore(tmp_path / "my-entries.json")


def test_what_was_typed_comes_back_for_its_exercise_only(file):
    assert EntriesKeeper("mix", file).load() is None
    assert EntriesKeeper("mix", file).save(TYPED)
    assert EntriesKeeper("mix", file).load() == TYPED and EntriesKeeper("canvas", file).load() is None


def test_the_other_exercises_stay(file):
    mix, canvas = EntriesKeeper("mix", file), EntriesKeeper("canvas", file)
    mix.save(TYPED)
    canvas.save({"values": {}, "state": None})
    mix.save({"values": {"hours": 3}, "state": None})
    assert canvas.load() == {"values": {}, "state": None} and mix.load()["values"] == {"hours": 3}
    mix.save(None)
    assert mix.load() is None and canvas.load() is not None


def test_the_same_again_writes_nothing(file):
    EntriesKeeper("mix", file).save(TYPED)
    written = file.path.stat().st_mtime_ns
    assert EntriesKeeper("mix", file).save(TYPED) and EntriesKeeper("canvas", file).save(None)
    assert file.path.stat().st_mtime_ns == written


def test_too_much_is_refused_and_the_last_stays(file):
    EntriesKeeper("mix", file).save(TYPED)
    assert not EntriesKeeper("mix", file).save({"values": {"text": "x" * MOST_CHARACTERS}, "state": None})
    assert EntriesKeeper("mix", file).load() == TYPED


def test_many_large_ones_never_make_the_whole_unreadable(file, monkeypatch):
    monkeypatch.setattr(device, "MOST_BYTES", 10_000)
    large = {"values": {"text": "ñ" * 3000}, "state": None}
    assert EntriesKeeper("one", file).save(large)
    assert not EntriesKeeper("two", file).save(large), "characters of two bytes count twice"
    assert EntriesKeeper("one", file).load() == large and EntriesKeeper("two", file).load() is None


def test_half_a_character_does_no_harm_to_the_others(file):
    EntriesKeeper("mix", file).save(TYPED)
    assert EntriesKeeper("canvas", file).save({"values": {"name": "a\ud800"}, "state": None})
    assert EntriesKeeper("mix", file).load() == TYPED
    assert EntriesKeeper("canvas", file).load()["values"] == {"name": "a?"}


@pytest.mark.parametrize(
    "text",
    [
        "no JSON",
        "[1]",
        '{"format": "tertulia-plan"}',
        '{"format": "tertulia-entries", "version": 9, "exercises": {"mix": {}}}',
        '{"format": "tertulia-entries", "version": 1}',
        '{"format": "tertulia-entries", "version": 1, "exercises": [1]}',
        '{"format": "tertulia-entries", "version": 1, "exercises": {"mix": "words"}}',
        "[" * 100,
    ],
)
def test_what_cannot_be_read_counts_as_nothing_typed(text, file):
    file.path.write_text(text)
    assert EntriesKeeper("mix", file).load() is None
    assert EntriesKeeper("mix", file).save(TYPED) and EntriesKeeper("mix", file).load() == TYPED


def test_another_tab_in_the_same_moment_is_joined():
    class Busy:
        text: str | None = None
        others = 1

        def read(self) -> str | None:
            return self.text

        def write(self, text: str, expected: str | None) -> bool:
            if self.others:
                self.others -= 1
                other = {"format": "tertulia-entries", "version": 1, "exercises": {"canvas": TYPED}}
                self.text = json.dumps(other)
            if self.text != expected:
                return False
            self.text = text
            return True

        def erase(self) -> None: ...

    busy = Busy()
    assert EntriesKeeper("mix", busy).save(TYPED)
    assert json_of(busy.text)["exercises"] == {"canvas": TYPED, "mix": TYPED}


def test_a_device_that_keeps_nothing_says_so():
    for do in (EntriesKeeper("mix", Nowhere()).load, lambda: EntriesKeeper("mix", Nowhere()).save(TYPED)):
        with pytest.raises(KeepError, match="blocked"):
            do()
