"""What a group sheet says in words: everything in it, no value of the plan; and what is wrong with a file."""

from __future__ import annotations

import json
from dataclasses import fields, replace

import pytest

from tertulia.language import speaking
from tertulia.models.strategy.objective import Objective
from tertulia.plan.group_sheet import FORMAT, OTHER, GroupSheet, Topic, read
from tertulia.plan.group_words import matter_words, network_words, sheet_lines, sheet_problem_words
from tertulia.plan.review import PlanFinding
from tertulia.records import RecordError

FULL = GroupSheet(
    objective=Objective.BE_FOUND,
    networks=("instagram", OTHER),
    hours=4.5,
    reply_hours=1.5,
    posts=3.5,
    followers=410,
    goal=620,
    weeks=37,
    low=390,
    median=580,
    high=770,
    chance=0.45,
    stops=(PlanFinding.NO_KPI,),
    warnings=(PlanFinding.SALES_OWNS,),
    name="Ana",
    offers=(Topic.PHOTOS,),
    seeks=(Topic.ADVERTS,),
)


def test_every_value_of_a_sheet_is_in_its_words():
    whole = sheet_lines(FULL)
    for field in fields(GroupSheet):
        if field.name not in ("none_yet", "name"):
            assert sheet_lines(replace(FULL, **{field.name: field.default})) != whole, field.name
    assert sheet_lines(replace(FULL, none_yet=True)) != whole
    assert sheet_lines(GroupSheet()) == ()


def test_a_sheet_reads_as_one_would_say_it():
    said = dict(sheet_lines(FULL))
    assert said["Networks"] == ("Instagram and another network",)
    assert said["Followers today"] == ("about 410",) and said["Growth expected"][0].startswith("390 to 770, 580 in the")
    assert dict(sheet_lines(replace(FULL, followers=9)))["Followers today"] == ("9",)
    assert dict(sheet_lines(replace(FULL, chance=0.0)))["Chance of the goal"] == ("almost none",)
    assert network_words("tiktok") == "TikTok"


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_matter_brings_a_value_of_the_plan(language):
    with speaking(language):
        for code in PlanFinding:
            assert matter_words(code) and "{" not in matter_words(code)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"[]", "neither a sheet for the group nor a plan file"),
        (json.dumps({"format": FORMAT, "version": 9}).encode(), "of version 9; this course knows up to 1."),
        (json.dumps({"format": FORMAT, "version": 0}).encode(), "does not say by which version of the course"),
        (json.dumps({"format": FORMAT, "version": 1, "name": "x" * 30_000}).encode(), "larger than 0.02 MB"),
        (
            json.dumps({"format": FORMAT, "version": 1, "hours": "4"}).encode(),
            "Something is not as the course writes it",
        ),
        (b"\xff", "UTF-8"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_words(data, says):
    with pytest.raises(RecordError) as refused:
        read(data)
    assert says in sheet_problem_words(refused.value)
