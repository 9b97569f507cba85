"""Handing in: what is taken, what is refused in words, who may see and delete it."""

from __future__ import annotations

import io
import json
import os
from http.client import HTTPConnection
from zipfile import ZipFile

import pytest

from room import sheets
from room.sheets import Pace, Refused, Sheets

SHEET = {"format": "tertulia-group-sheet", "version": 1, "hours": 3}


def told(answer):
    return json.loads(answer.read())


def kept(tmp_path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "kept").rglob("*") if path.is_file())


def test_a_sheet_is_kept_as_it_came_and_taken_back_with_its_key(phone, teacher, tmp_path):
    answer = phone.hands_in(SHEET)
    receipt = told(answer)
    assert answer.status == 201 and set(receipt) == {"id", "key"}
    assert kept(tmp_path) == [f"sheet-{receipt['id']}.json"]
    assert json.loads((tmp_path / "kept" / kept(tmp_path)[0]).read_bytes()) == SHEET
    assert receipt["key"] not in (tmp_path / "kept" / kept(tmp_path)[0]).read_text()
    assert told(teacher.gets("/room/sheets")) == [{"id": receipt["id"], "sheet": SHEET}]
    assert phone.asks("DELETE", f"/room/sheets/{receipt['id']}", X_Key=receipt["key"]).status == 204
    assert kept(tmp_path) == [] and told(teacher.gets("/room/sheets")) == []
    again = phone.asks("DELETE", f"/room/sheets/{receipt['id']}", X_Key=receipt["key"])
    assert again.status == 404 and "no longer there" in told(again)["error"]


def test_after_a_new_start_the_sheets_of_the_day_are_there_and_their_keys_still_work(tmp_path):
    receipts = [Sheets(tmp_path / "kept").take(json.dumps(SHEET | {"hours": each}).encode()) for each in (1, 2)]
    for place, receipt in enumerate(receipts):
        os.utime(tmp_path / "kept" / f"sheet-{receipt.id}.json", (place, place))
    (tmp_path / "kept" / "sheet-ours.json").write_text("{}")
    (tmp_path / "kept" / f"sheet-{'0' * 32}.json").write_text("broken")
    again = Sheets(tmp_path / "kept")
    assert [sheet for sheet, _data in again.every()] == [receipt.id for receipt in receipts]
    assert sheets.id_of(receipts[0].key) == receipts[0].id
    again.clear()
    assert len(kept(tmp_path)) == 2, "what is no sheet of ours stays"


@pytest.mark.parametrize(
    ("rubbish", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b"null", 400),
        (b'"tertulia-group-sheet"', 400),
        (b"\xff\xfe{}", 400),
        (b"[" * 19_000, 400),
        (b'{"format": "tertulia-group-sheet", "version": NaN}', 400),
        (b'{"format": "tertulia-group-sheet", "version": true}', 400),
        (b'{"format": "tertulia-group-sheet"}', 400),
        (b'{"format": "tertulia-plan", "version": 1}', 400),
        (json.dumps(SHEET | {"name": "x" * 20_000}).encode(), 413),
    ],
)
def test_rubbish_is_refused_in_words_and_nothing_is_kept(phone, teacher, tmp_path, rubbish, status):
    answer = phone.hands_in(rubbish, Accept_Language="en")
    assert answer.status == status and "It was not kept." in told(answer)["error"]
    assert kept(tmp_path) == [] and told(teacher.gets("/room/sheets")) == []


def test_why_is_said_in_the_language_of_the_page(phone):
    assert told(phone.hands_in(b"{", Accept_Language="es"))["error"] == "Esto no es una ficha del curso."
    assert "Esta página no está aquí." in phone.gets("/no.html?lang=es").read().decode()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": ""},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Host": "evil.example:8000", "Origin": "http://evil.example:8000"},
    ],
)
def test_another_site_can_neither_hand_in_nor_delete(phone, teacher, tmp_path, headers):
    assert phone.hands_in(SHEET, **headers).status == 403
    assert kept(tmp_path) == []
    receipt = told(phone.hands_in(SHEET))
    assert phone.asks("DELETE", f"/room/sheets/{receipt['id']}", X_Key=receipt["key"], **headers).status == 403
    assert teacher.asks("DELETE", "/room/sheets", **headers).status == 403
    assert len(kept(tmp_path)) == 1


@pytest.mark.parametrize("headers", [{"Content_Type": "text/plain"}, {"Content_Type": ""}, {"Content_Length": "+5"}])
def test_a_form_of_another_page_cannot_be_a_sheet(phone, tmp_path, headers):
    assert phone.hands_in(SHEET, **headers).status == 415
    assert kept(tmp_path) == []


def test_a_wrong_key_deletes_nothing(phone, tmp_path, monkeypatch):
    first, second = (told(phone.hands_in(SHEET)) for _each in range(2))
    for key in (second["key"], first["id"], "", "ñ"):
        answer = phone.asks("DELETE", f"/room/sheets/{first['id']}", X_Key=key)
        assert answer.status == 403 and "key" in told(answer)["error"]
    for path in ("/room/sheets", "/room/sheets/", "/room/sheets/../sheets", "/room/sheets/\xf1"):
        monkeypatch.setattr(HTTPConnection, "_encode_request", lambda _link, request: request.encode("latin-1"))
        assert phone.asks("DELETE", path, X_Key=first["key"]).status == 403
    assert len(kept(tmp_path)) == 2


def test_the_teacher_deletes_one_or_all_and_downloads_all(phone, teacher, tmp_path):
    first, second, third = (told(phone.hands_in(SHEET | {"hours": each}))["id"] for each in range(3))
    assert teacher.asks("DELETE", f"/room/sheets/{second}").status == 204
    with ZipFile(io.BytesIO(teacher.gets("/room/sheets.zip").read())) as packed:
        assert packed.namelist() == [f"sheet-{each}.json" for each in (first, third)]
        assert json.loads(packed.read(f"sheet-{third}.json")) == SHEET | {"hours": 2}
    assert teacher.asks("DELETE", f"/room/sheets/{second}").status == 404
    assert teacher.asks("DELETE", "/room/sheets").status == 204
    assert not (tmp_path / "kept").exists()


@pytest.mark.parametrize(
    "path", ["/room/desk", "/room/show", "/room/sheets", "/room/sheets.zip", "/teachers/", "/teachers"]
)
def test_the_teachers_pages_open_for_the_teacher_on_this_computer_alone(room, phone, teacher, from_afar, path):
    mine = teacher.gets(path)
    assert mine.status == (301 if path == "/teachers" else 200)
    assert phone.gets(path).status == 403
    assert phone.gets(f"{path}?key=wrong").status == 403
    assert teacher.gets(path, Host="evil.example").status == 403
    assert teacher.gets(path, Host=f"192.168.1.20:{room.server_port}").status == 403
    from_afar()
    phone.gets("/")  # the connection that was being waited for
    refused = teacher.gets(path)
    assert refused.status == 403 and b"Notes" not in refused.read()
    assert phone.gets(f"/room/desk?key={room.key}").headers["Set-Cookie"] is None


def test_the_teachers_cookie_stays_in_that_browser_and_the_address_loses_its_key(room, phone):
    cookie = phone.gets(f"/room/desk?key={room.key}").headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert len(room.key) >= 20


def test_what_learners_type_is_told_and_drawn(room, phone, monkeypatch):
    monkeypatch.setattr("room.addresses.addresses", lambda: ["192.168.1.20", "10.0.0.5"])
    monkeypatch.setattr(room, "host", "0.0.0.0")
    assert told(phone.gets("/room/address")) == {"address": f"http://192.168.1.20:{room.server_port}/"}
    drawn = phone.gets("/room/code.svg?to=en/one.html")
    assert drawn.headers["Content-Type"] == "image/svg+xml" and drawn.read().startswith(b"<svg")
    assert phone.gets(f"/room/code.svg?to={'a' * 2000}").status == 404


def test_a_full_room_is_told(phone, monkeypatch):
    monkeypatch.setattr(sheets, "MOST", 2)
    assert [phone.hands_in(SHEET).status for _each in range(3)] == [201, 201, 507]


def test_a_fast_sender_is_told_to_wait(phone, monkeypatch):
    monkeypatch.setattr(sheets, "BURST", 4)
    monkeypatch.setattr(sheets, "A_SECOND", 0.001)
    assert [phone.hands_in(SHEET).status for _each in range(5)] == [201] * 4 + [429]
    monkeypatch.setattr(sheets, "A_SECOND", 2.0)
    pace = Pace()
    assert [pace.allows("a", 0) for _each in range(5)] == [True] * 4 + [False]
    assert pace.allows("b", 0) and pace.allows("a", 1) and pace.allows("a", 1) and not pace.allows("a", 1)


def test_a_disk_that_takes_nothing_is_told_and_nothing_is_half_kept(phone, teacher, tmp_path):
    (tmp_path / "kept").write_text("a file where the folder should be")
    answer = phone.hands_in(SHEET)
    assert answer.status == 507 and "could not keep" in told(answer)["error"]
    assert told(teacher.gets("/room/sheets")) == []


def test_without_a_folder_sheets_are_in_memory_alone():
    there = Sheets(None)
    receipt = there.take(json.dumps(SHEET).encode())
    assert len(there) == 1 and there.delete(receipt.id) and not there.delete(receipt.id)
    with pytest.raises(Refused, match="large"):
        there.take(b" " * 20_001)
