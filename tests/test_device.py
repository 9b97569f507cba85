"""What a device keeps: whole after any crash, never overwritten unseen, and honest when it keeps nothing."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time

import pytest

from tertulia import browser, device
from tertulia.device import FILES, FileStore, KeepError, Nowhere, store, what_failed

ONE, TWO, THREE = (f'{{"n": {n}}}' for n in (1, 2, 3))


@pytest.fixture
def file(tmp_path):
    return FileStore(tmp_path / "my-plan.json")


def test_a_text_is_replaced_only_if_it_is_still_the_one_that_was_read(file):
    assert file.read() is None
    assert file.write(ONE, None) and file.read() == ONE
    assert not file.write(TWO, None) and file.read() == ONE
    assert file.write(TWO, ONE) and file.read() == TWO


def test_erased_is_gone_with_its_backup(file):
    file.write(ONE, None)
    file.write(TWO, ONE)
    file.erase()
    assert file.read() is None and list(file.path.parent.iterdir()) == []


@pytest.mark.parametrize("step", ["mkstemp", "fsync", "replace 1", "replace 2"])
def test_a_crash_at_any_step_leaves_a_whole_text(file, monkeypatch, step):
    """The machine stops: nothing after the step happens, not even the tidying up."""
    file.write(ONE, None)
    file.write(TWO, ONE)

    class Stopped(BaseException):
        pass

    calls = {"n": 0}

    def stops(*_args: object, **_more: object) -> None:
        raise Stopped

    real = os.replace

    def replacing(*args: object) -> None:
        calls["n"] += 1
        if calls["n"] == int(step[-1]):
            raise Stopped
        real(*args)

    with monkeypatch.context() as broken:
        if step == "mkstemp":
            broken.setattr(device.tempfile, "mkstemp", stops)
        elif step == "fsync":
            broken.setattr(os, "fsync", stops)
        else:
            broken.setattr(os, "replace", replacing)
        with pytest.raises(Stopped):
            file.write(THREE, TWO)
    assert file.read() == TWO
    assert file.write(THREE, TWO)
    assert (file.path.read_text(), file.backup.read_text()) == (THREE, TWO)


@pytest.mark.parametrize("rest", [b"", b'{"format": "tertulia-plan", "ver', b"\x00" * 300])
def test_a_file_cut_off_is_read_from_the_backup_and_set_aside(file, rest):
    for before, text in ((None, ONE), (ONE, TWO), (TWO, THREE)):
        file.write(text, before)
    file.path.write_bytes(rest)
    assert file.read() == TWO
    assert file.write(ONE, TWO) and file.read() == ONE
    assert file.path.with_name("my-plan.json.damaged").read_bytes() == rest


def test_a_full_disk_changes_nothing_and_leaves_no_rubbish(file, monkeypatch):
    file.write(ONE, None)

    def full(_number: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="no space"):
            file.write(TWO, ONE)
    assert sorted(path.name for path in file.path.parent.iterdir()) == ["my-plan.json"]
    assert file.read() == ONE


def test_a_lock_left_by_a_dead_program_does_not_hold_for_ever(file, monkeypatch):
    lock = file.path.with_name("my-plan.json.lock")
    lock.touch()
    monkeypatch.setattr(FileStore, "PATIENCE", 0.1)
    with pytest.raises(OSError, match="another program is writing it"):
        file.write(ONE, None)
    os.utime(lock, (time.time() - 60,) * 2)
    assert file.write(ONE, None) and file.read() == ONE
    assert not lock.exists()


def test_a_program_killed_while_it_writes_leaves_a_whole_text(file):
    file.write(ONE, None)
    code = (
        "import sys; from pathlib import Path\n"
        "from tertulia.device import FileStore\n"
        "file = FileStore(Path(sys.argv[1])); text = file.read(); print('on', flush=True)\n"
        "for n in range(2, 1000000):\n"
        '    fresh = \'{"n": %d, "long": "%s"}\' % (n, \'x\' * 5000)\n'
        "    file.write(fresh, text); text = fresh\n"
    )
    running = subprocess.Popen([sys.executable, "-c", code, str(file.path)], stdout=subprocess.PIPE)
    running.stdout.readline()
    time.sleep(0.15)
    running.kill()
    running.wait()
    kept = file.read()
    assert kept != ONE and kept.endswith('x"}')


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "full"),
        (errno.EDQUOT, "full"),
        (errno.EACCES, "blocked"),
        (errno.EPERM, "blocked"),
        (errno.EROFS, "blocked"),
        (errno.EIO, "failed"),
    ],
)
def test_what_the_system_said_becomes_why_it_was_not_kept(number, code):
    with pytest.raises(KeepError, match=os.strerror(number)) as caught, what_failed():
        raise OSError(number, os.strerror(number))
    assert caught.value.code == code


def test_nowhere_says_so_instead_of_pretending():
    for do in (Nowhere().read, lambda: Nowhere().write(ONE, None)):
        with pytest.raises(PermissionError):
            do()


def test_beside_the_notebooks_each_thing_has_its_file(tmp_path, monkeypatch):
    monkeypatch.setenv("TERTULIA_PLAN", str(tmp_path / "here.json"))
    places = {name: store(name) for name in FILES}
    assert {name: place.path.name for name, place in places.items()} == {**FILES, "plan": "here.json"}
    assert {place.path.parent for place in places.values()} == {tmp_path}


def test_in_a_page_each_thing_has_the_pages_place(monkeypatch):
    class Page:
        stores = {"plan": object(), "firm": object()}

    monkeypatch.setattr(browser, "live_page", Page)
    assert store("firm") is Page.stores["firm"] and store("plan") is Page.stores["plan"]
    assert isinstance(store("entries"), Nowhere)
