"""Many files at once: what can be read counts, each person once; what cannot is named with why, and spoils nothing."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.group import broken, plans
from tertulia.plan import group_sheet
from tertulia.plan.examples import EXAMPLES, example
from tertulia.plan.group_picture_words import refused_words
from tertulia.plan.group_sheet import Topic, sheet_of, signed
from tertulia.plan.handed_in import MOST_FILES, HandedFile, HandInFault, RefusedFile, read_all
from tertulia.plan.plan_file import write
from tertulia.plan.schema import Firm
from tertulia.records import RecordFault

DAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def on_a_day(monkeypatch):
    monkeypatch.setenv("TERTULIA_TODAY", "2026-11-25")


def plan(firm="bakery", **changes):
    made = example(firm, DAY)
    return replace(made, firm=Firm(**{"name": "Panes Ortiz", "owner": "Ana"} | changes))


def plan_bytes(made):
    return write(made).encode()


def sheet_bytes(sheet):
    return group_sheet.write(sheet).encode()


def zipped(files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def read(*contents):
    return read_all([HandedFile(f"{k}.json", content) for k, content in enumerate(contents)], DAY)


def faults(handed_in):
    return {file.name: getattr(file.why, "code", file.why) for file in handed_in.refused}


def test_plans_and_sheets_are_read_in_their_order():
    sheet = signed(sheet_of(example("workshop", DAY), DAY), "Íñigo", [Topic.FIGURES])
    handed_in = read(plan_bytes(plan()), sheet_bytes(sheet))
    assert handed_in.sheets == (sheet_of(plan(), DAY), sheet)
    assert handed_in.again == 0 and handed_in.refused == ()


def test_two_hundred_plans_with_twelve_broken_ones():
    handed_in = read_all([*plans(), *broken()], DAY)
    assert len(handed_in.sheets) == 200 and handed_in.again == 0
    assert faults(handed_in) == {
        "half.json": RecordFault.NOT_JSON,
        "half-too.json": RecordFault.NOT_JSON,
        "photo.jpg": RecordFault.NOT_UTF8,
        "photo.json": RecordFault.NOT_UTF8,
        "newer.json": RecordFault.NEWER,
        "newer-too.json": RecordFault.NEWER,
        "empty.json": HandInFault.EMPTY,
        "blank.json": HandInFault.EMPTY,
        "large.json": RecordFault.TOO_LARGE,
        "other.json": RecordFault.NOT_A_PLAN,
        "list.json": RecordFault.NOT_A_PLAN,
        "deep.json": RecordFault.TOO_DEEP,
    }
    for file in handed_in.refused:
        words = refused_words(file)
        assert words.endswith(".") and "{" not in words, words


@pytest.mark.parametrize("fault", HandInFault)
def test_each_fault_has_a_sentence_that_says_what_to_do(fault):
    words = refused_words(RefusedFile("a.json", fault))
    assert words.endswith(".") and "{" not in words and words != fault


# the same person twice --------------------------------------------------------------------------------------


def test_the_same_file_twice_counts_once():
    handed_in = read(plan_bytes(plan()), plan_bytes(plan()))
    assert (len(handed_in.sheets), handed_in.again) == (1, 1)


def test_of_the_same_firm_the_plan_that_was_kept_most_often_counts_wherever_it_stands():
    old, new = plan(), replace(plan(name=" PANES  ortiz "), edition=9)
    new = replace(new, duties=replace(new.duties, hours=7.0))
    for files in ((old, new), (new, old)):
        handed_in = read(*map(plan_bytes, files))
        assert [sheet.hours for sheet in handed_in.sheets] == [7.0] and handed_in.again == 1


def test_two_firms_of_one_name_and_other_owners_are_two():
    handed_in = read(
        plan_bytes(plan()), plan_bytes(replace(plan(owner="Eva"), duties=replace(plan().duties, hours=2.0)))
    )
    assert (len(handed_in.sheets), handed_in.again) == (2, 0)


def test_a_class_that_works_with_an_invented_firm_is_not_one_person():
    mine = [replace(example("bakery", DAY), duties=replace(example("bakery", DAY).duties, hours=h)) for h in (1.0, 2.0)]
    assert len(read(*map(plan_bytes, mine)).sheets) == 2


def test_a_plan_and_the_sheet_of_it_are_one_person_and_the_name_stays():
    sheet = signed(sheet_of(plan(), DAY), "Ana", [Topic.PHOTOS], [Topic.ADVERTS])
    for files in ((plan_bytes(plan()), sheet_bytes(sheet)), (sheet_bytes(sheet), plan_bytes(plan()))):
        handed_in = read(*files)
        assert handed_in.sheets == (sheet,) and handed_in.again == 1


def test_two_who_say_little_and_the_same_are_two():
    """“Be found”, Instagram and three hours is what two people in a room say."""
    little = replace(sheet_of(plan(), DAY), low=None, median=None, high=None)
    handed_in = read(sheet_bytes(little), sheet_bytes(little) + b"\n")
    assert (len(handed_in.sheets), handed_in.again) == (2, 0)


# zip files --------------------------------------------------------------------------------------------------


def test_a_zip_file_of_them_is_read_and_what_computers_add_is_not_named():
    inside = {
        "Group/ana.json": plan_bytes(plan()),
        "Group/.DS_Store": b"x",
        "__MACOSX/Group/._ana.json": b"x",
        "Group/Thumbs.db": b"x",
        "Group/photo.jpg": b"\xff\xd8\xff",
        "Group/": b"",
    }
    handed_in = read(zipped(inside))
    assert len(handed_in.sheets) == 1 and faults(handed_in) == {"photo.jpg": RecordFault.NOT_UTF8}


def test_a_zip_file_beside_the_same_files_counts_them_once():
    handed_in = read(zipped({"a.json": plan_bytes(plan())}), plan_bytes(plan()))
    assert (len(handed_in.sheets), handed_in.again) == (1, 1)


def test_one_damaged_file_in_a_zip_file_spoils_no_other():
    packed = bytearray(zipped({"a.json": plan_bytes(plan()), "b.json": plan_bytes(plan(owner="Eva", name="Other"))}))
    packed[packed.index(b"a.json") + 40] ^= 0xFF  # within the first one's packed bytes
    handed_in = read(bytes(packed))
    assert len(handed_in.sheets) == 1 and faults(handed_in) == {"a.json": HandInFault.DAMAGED}


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"PK\x03\x04 and no more", HandInFault.DAMAGED),
        (zipped({}), HandInFault.NOTHING_INSIDE),
        (zipped({".DS_Store": b"x"}), HandInFault.NOTHING_INSIDE),
        (zipped({f"{k}.json": b" " * 4_000_000 for k in range(8)}), HandInFault.BOMB),
        (zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), RecordFault.NOT_A_PLAN),
    ],
)
def test_a_zip_file_that_cannot_be_read_is_named_as_a_whole(content, fault):
    handed_in = read_all([HandedFile("all.zip", content), HandedFile("a.json", plan_bytes(plan()))], DAY)
    assert len(handed_in.sheets) == 1 and faults(handed_in) == {"all.zip": fault}


def test_a_zip_file_in_a_zip_file_stays_closed():
    handed_in = read(zipped({"inner.zip": zipped({"a.json": plan_bytes(plan())}), "b.json": plan_bytes(plan())}))
    assert len(handed_in.sheets) == 1 and faults(handed_in) == {"inner.zip": HandInFault.ZIP_IN_ZIP}


def test_a_zip_file_with_a_password_says_so():
    packed = bytearray(zipped({"a.json": plan_bytes(plan())}))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        packed[packed.index(mark) + flags] |= 1
    assert set(faults(read(bytes(packed))).values()) == {HandInFault.PROTECTED}


def test_of_a_large_file_in_a_zip_file_no_more_is_unpacked_than_a_plan_may_have(monkeypatch):
    lengths = []
    whole = zipfile.ZipExtFile.read
    monkeypatch.setattr(zipfile.ZipExtFile, "read", lambda self, n=-1: lengths.append(n) or whole(self, n))
    packed = zipped({"a.json": Random(1).randbytes(3_000_000)})
    assert set(faults(read(packed)).values()) == {RecordFault.TOO_LARGE}
    assert lengths == [2_000_001]


def test_more_files_than_a_group_has_are_left_out_and_it_is_said():
    said = {"format": "tertulia-group-sheet", "version": 1, "hours": 1}
    sheets = [HandedFile(f"{k}.json", json.dumps(said | {"followers": k}).encode()) for k in range(MOST_FILES + 5)]
    handed_in = read_all(sheets, DAY)
    assert len(handed_in.sheets) == MOST_FILES
    assert faults(handed_in) == {f"{MOST_FILES}.json": HandInFault.TOO_MANY}


# anything ---------------------------------------------------------------------------------------------------


@given(st.lists(st.binary(max_size=60) | st.sampled_from([b"PK\x03\x04", b"{}", b"null", b'"x"', b"PK"]), max_size=6))
def test_no_bytes_break_the_reading(contents):
    handed_in = read_all([HandedFile(f"{k}", content) for k, content in enumerate(contents)], DAY)
    assert handed_in.sheets == ()
    assert len(handed_in.refused) + handed_in.again == len(contents)
    assert all(refused_words(file) for file in handed_in.refused)


@given(st.text(max_size=300))
def test_a_files_name_is_one_short_line_without_folders(name):
    (file,) = read_all([HandedFile(name, b"{")], DAY).refused
    assert 0 < len(file.name) <= 80 and file.name.isprintable() and "/" not in file.name and "\\" not in file.name


@pytest.mark.parametrize("firm", EXAMPLES)
def test_the_plans_of_our_firms_are_read(firm):
    assert read(plan_bytes(example(firm, DAY))).sheets == (sheet_of(example(firm, DAY), DAY),)
