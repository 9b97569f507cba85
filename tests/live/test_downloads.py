"""No byte is used that was not checked."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest

from live import downloads, tools
from live.errors import LiveError


@pytest.fixture
def lock(tmp_path, monkeypatch):
    """A lock of two small files, and the folder that has them."""
    own = tmp_path / "own"
    own.mkdir()
    official = json.dumps(
        {
            "packages": {
                "traitlets": {
                    "file_name": "traitlets-1-py3-none-any.whl",
                    "sha256": sha256(b"t").hexdigest(),
                    "depends": ["six"],
                },
                "six": {"file_name": "six-1-py3-none-any.whl", "sha256": sha256(b"s").hexdigest(), "depends": []},
            }
        }
    ).encode()
    files = {"pyodide-lock.json": official, "traitlets-1-py3-none-any.whl": b"t", "six-1-py3-none-any.whl": b"s"}
    for name, data in files.items():
        (own / name).write_bytes(data)
    file = tmp_path / "lock.json"
    file.write_text(
        json.dumps(
            {
                "pyodide": "0",
                "npm": "none@0",
                "carrier": "none==0",
                "wheels": {},
                "core": {"pyodide-lock.json": sha256(official).hexdigest()},
            }
        )
    )
    monkeypatch.setenv("LIVE_PYODIDE", str(own))
    for source in ("_from_npm", "_from_releases", "_from_carrier"):
        monkeypatch.setattr(downloads, source, lambda *_given: ("nowhere", {}))
    return file


def test_files_come_from_the_publishers_folder_with_what_they_depend_on(lock, tmp_path):
    pyodide = downloads.collect(tmp_path / "cache", [], {}, print, lock)
    assert {name: file.read_bytes() for name, file in pyodide.wheels.items()} == {"traitlets": b"t", "six": b"s"}


@pytest.mark.parametrize("name", ["pyodide-lock.json", "six-1-py3-none-any.whl"])
def test_a_wrong_file_stops_the_build_with_its_name(lock, tmp_path, name):
    (tmp_path / "own" / name).write_bytes(b"something else")
    with pytest.raises(LiveError, match=f"{name} from .* is not the file we know"):
        downloads.collect(tmp_path / "cache", [], {}, print, lock)


def test_a_cached_file_that_changed_is_brought_again(lock, tmp_path):
    pyodide = downloads.collect(tmp_path / "cache", [], {}, print, lock)
    pyodide.wheels["six"].write_bytes(b"spoilt")
    assert downloads.collect(tmp_path / "cache", [], {}, print, lock).wheels["six"].read_bytes() == b"s"


def test_a_file_nobody_has_is_named_with_what_to_do(lock, tmp_path):
    (tmp_path / "own" / "six-1-py3-none-any.whl").unlink()
    with pytest.raises(LiveError, match="could not get six-1-py3-none-any.whl .*LIVE_PYODIDE"):
        downloads.collect(tmp_path / "cache", [], {}, print, lock)


def test_a_package_pyodide_does_not_have_is_named(lock, tmp_path):
    with pytest.raises(LiveError, match="nonsense is not in Pyodide"):
        downloads.collect(tmp_path / "cache", ["nonsense"], {}, print, lock)


def test_node_comes_from_a_package_where_the_computer_has_none(monkeypatch, live_cache):
    monkeypatch.setattr(tools.shutil, "which", lambda _name: None)
    assert tools.node(["-p", "process.version"], live_cache).startswith("v24.")
    assert int(tools.npm(["--version"], live_cache).split(".")[0]) >= 10
