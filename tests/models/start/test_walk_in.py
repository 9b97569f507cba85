"""The walk-in: where a customer turns back, and what it answers of the foundations check."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tertulia.models.start.foundations_questions import Question
from tertulia.models.start.walk_in import (
    ANSWERS,
    ON_THE_MAP,
    ON_THE_WEBSITE,
    TASKS,
    Door,
    Found,
    answers,
    missing,
    walk,
)

ALL_OPEN = dict.fromkeys(Door, Found.YES)

finds = st.dictionaries(st.sampled_from(list(Door)), st.sampled_from(list(Found)))


def test_nothing_tried_says_nothing():
    nothing = walk({})
    assert (nothing.opened, nothing.shut, nothing.untried, nothing.tasks) == ((), (), tuple(Door), ())
    assert nothing.turns_back is None and answers({}) == {}


def test_a_customer_turns_back_at_the_first_door_that_stays_shut():
    found = walk(ALL_OPEN | {Door.PHOTOS: Found.NO, Door.PHONE: Found.NO})
    assert found.turns_back is Door.PHONE and found.tasks == (Question.PHONE, Question.PHOTOS)


def test_what_opened_answers_its_question_with_yes_and_the_rest_with_no():
    assert answers(ALL_OPEN) == dict.fromkeys(ANSWERS.values(), True)
    assert answers({Door.PHONE: Found.NO, Door.SEARCH: Found.YES}) == {Question.PHONE: False}


def test_without_a_website_or_an_entry_their_doors_are_not_there():
    bare = ALL_OPEN | {Door.WEBSITE: Found.NO, Door.MAP: Found.NO}
    assert missing(bare) == {*ON_THE_WEBSITE, *ON_THE_MAP}
    assert walk(bare).shut == (Door.MAP, Door.WEBSITE)
    assert walk(bare).tasks == (Question.LISTING_CLAIMED, Question.WEBSITE), "an entry that is not there is made first"
    no = {question for question, yes in answers(bare).items() if not yes}
    assert no == {Question.WEBSITE, Question.CURRENT, Question.LISTING_CLAIMED, Question.LISTING_RIGHT}


@given(finds)
def test_every_door_is_opened_shut_untried_or_not_there(found):
    result = walk(found)
    parts = [*result.opened, *result.shut, *result.untried, *missing(found)]
    assert sorted(parts) == sorted(Door)
    assert len(set(result.tasks)) == len(result.tasks) and set(result.tasks) <= set(TASKS.values())
    assert set(answers(found)) <= set(ANSWERS.values())
