"""Fonts come in only when they are the bytes we know."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from publish import fetch
from publish.errors import PublishError

GOOD = b"a font"


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    file = tmp_path / "lock.json"
    entry = {"path": "files/a.woff2", "as": "a.woff2", "sha256": sha256(GOOD).hexdigest()}
    file.write_text(json.dumps({"packages": [{"name": "@x/a", "version": "1.0.0", "files": [entry]}]}))
    return file


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    monkeypatch.setenv("TERTULIA_FONTS", str(folder))
    monkeypatch.setattr(fetch, "_from_npm", lambda *_: pytest.fail("asked npm although the folder has the file"))
    return folder


def test_a_publishers_own_folder_comes_first(tmp_path, lock, own):
    (own / "a.woff2").write_bytes(GOOD)
    target = fetch.fonts(tmp_path / "fonts", lock)
    assert (target / "a.woff2").read_bytes() == GOOD


def test_a_file_that_is_not_the_known_one_is_refused_by_name(tmp_path, lock, own):
    (own / "a.woff2").write_bytes(b"another font")
    with pytest.raises(PublishError, match=r"a\.woff2 is not the file we know"):
        fetch.fonts(tmp_path / "fonts", lock)
    assert not (tmp_path / "fonts" / "a.woff2").exists()


def test_a_good_file_in_the_cache_is_kept(tmp_path, lock, own):
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "a.woff2").write_bytes(GOOD)
    fetch.fonts(tmp_path / "fonts", lock)


def test_a_spoilt_file_in_the_cache_is_fetched_again(tmp_path, lock, own):
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "a.woff2").write_bytes(b"half a fo")
    (own / "a.woff2").write_bytes(GOOD)
    fetch.fonts(tmp_path / "fonts", lock)
    assert (tmp_path / "fonts" / "a.woff2").read_bytes() == GOOD


def test_without_npm_and_network_the_error_says_what_to_do(tmp_path, lock, monkeypatch):
    monkeypatch.delenv("TERTULIA_FONTS", raising=False)
    monkeypatch.setattr(fetch.shutil, "which", lambda _name: "/bin/false")
    with pytest.raises(PublishError, match="TERTULIA_FONTS"):
        fetch.fonts(tmp_path / "fonts", lock)


def test_the_lock_file_names_what_the_style_sheet_asks_for():
    tokens = (Path(__file__).parents[2] / "tertulia" / "look" / "tokens.css").read_text(encoding="utf-8")
    woff2 = [font.name for font in fetch.wanted() if font.name.endswith(".woff2")]
    assert len(woff2) == 2
    for name in woff2:
        assert f'url("fonts/{name}")' in tokens
    assert len([font for font in fetch.wanted() if "LICENSE" in font.name]) == 2
