"""What a learner changes by hand: it stays, and what it makes necessary elsewhere is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia import post_ideas
from tertulia.models.strategy.ideas import PostKind, Touches
from tertulia.models.strategy.mix import Mix, usable
from tertulia.models.strategy.mix_changes import ADDED, PostChange, added, changed, moved, others
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.schedule import REST, Post, calendar
from tertulia.models.strategy.working_year import Pause, WorkingYear
from tests.models.strategy.mix_firms import few, firm, ordinary_firms

MARISOL = firm("bakery", objective=Objective.BRING_BACK, start=date(2027, 3, 1), weeks=20)
POSTS = calendar(MARISOL)
FIFTH = POSTS[4]


def with_changes(mix: Mix, changes: Mapping[str, PostChange]) -> dict[str, Post]:
    return {post.key: post for post in changed(mix, calendar(mix), changes)}


def in_its_place(post: Post, old: Post) -> dict[str, PostChange]:
    return {old.key: PostChange(post=post, instead_of=old.idea, day=old.day)}


@few
@given(ordinary_firms(weeks=20), st.data())
def test_a_change_stays_and_nothing_else_moves(mix: Mix, data: st.DataObject) -> None:
    """A swap, a post taken out or words of one's own, kept while the plan is drawn anew."""
    posts = calendar(mix)
    old = data.draw(st.sampled_from(posts), "the post that is changed")
    own = replace(old, idea="", text="My own words", caption="And more", objective=mix.objective)
    swaps = [*others(mix, posts, old), None, own]
    new = data.draw(st.sampled_from(swaps), "what it becomes")
    changes = {old.key: PostChange(post=new, instead_of=old.idea, day=old.day)}
    after = with_changes(mix, changes)

    assert after.get(old.key) == new
    assert set(after) == {post.key for post in posts} - ({old.key} if new is None else set())
    gone = {old.idea, new.idea if new else ""} - {""}
    for post in posts:
        if post.key == old.key:
            continue
        assert after[post.key].at == post.at or (post.day == old.day and after[post.key].at > post.at)
        if post.idea not in gone:
            assert replace(after[post.key], at=post.at) == post
        else:
            assert after[post.key].minutes <= post.minutes, "the next entry of the day begins in time"

    anew = replace(mix, seed=mix.seed + 1, posts=max(1, mix.posts - 1), hours=mix.hours + 1)
    for again in (after, with_changes(anew, changes)):
        assert again.get(old.key) == new
        for one, other in pairwise(sorted(again.values(), key=lambda post: (post.day, post.at))):
            assert datetime.combine(one.day, one.at) + timedelta(minutes=one.minutes) <= datetime.combine(
                other.day, other.at
            )
        for post in again.values():
            assert post.key == old.key or post.idea not in gone or abs(post.day - old.day) >= REST


def test_nothing_changed_is_the_same_calendar_and_what_is_moved_is_in_order() -> None:
    assert changed(MARISOL, POSTS, {}) == POSTS
    after = changed(MARISOL, POSTS, in_its_place(replace(moved(MARISOL, FIFTH, POSTS[9].day), at=time(7, 0)), FIFTH))
    assert after.index(next(post for post in after if post.key == FIFTH.key)) == 8


def test_what_could_stand_there_can_be_made_fits_the_day_and_stands_nowhere_near() -> None:
    shy = replace(MARISOL, avoids=frozenset({Touches.FACES, Touches.VOICE}))
    posts = calendar(shy)
    made = usable(shy)
    for old in posts[::7]:
        near = {post.idea for post in posts if abs(post.day - old.day) < REST}
        offered = others(shy, posts, old)
        assert len(offered) > 10 and len({post.idea for post in offered}) == len(offered)
        for post in offered:
            idea = made[post.idea][0].idea
            assert post.idea not in near and not idea.touches & shy.avoids
            assert not idea.months or old.day.month in idea.months
            assert idea.occasion in ("", old.occasion) and post.occasion == idea.occasion
            assert idea.kind is not PostKind.PROMOTION or old.kind is PostKind.PROMOTION
            assert (post.key, post.day, post.at, post.text) == (old.key, old.day, old.at, "")
        alike = [post.kind is old.kind for post in offered]
        assert alike == sorted(alike, reverse=True), "its own kind first"


def test_an_idea_that_was_chosen_early_makes_way_elsewhere() -> None:
    """What stands in week 12 is chosen for week 2: another takes its place there, of a kind, on its day."""
    later = next(post for post in POSTS[16:] if post.kind is FIFTH.kind and post.day - FIFTH.day < REST)
    wanted = replace(FIFTH, idea=later.idea)
    after = with_changes(MARISOL, in_its_place(wanted, FIFTH))
    replaced = after[later.key]
    assert replaced.idea not in (later.idea, FIFTH.idea)
    assert (replaced.kind, replaced.day, replaced.at) == (later.kind, later.day, later.at)
    assert [post.key for post in POSTS if after[post.key] != post] == [FIFTH.key, later.key]


def test_where_there_is_no_other_idea_the_post_stays() -> None:
    few_ideas = replace(MARISOL, ideas=tuple(post_ideas.idea(post.idea) for post in POSTS[:2]), weeks=4)
    posts = calendar(few_ideas)
    changes = {posts[0].key: PostChange(post=None, instead_of=posts[0].idea, day=posts[0].day)}
    assert len(changed(few_ideas, posts, changes)) == len(posts) - 1


def test_a_moved_post_keeps_its_place_and_counts_where_it_stands() -> None:
    day = FIFTH.day + timedelta(days=8)
    there = moved(MARISOL, FIFTH, day)
    assert (there.key, there.day, there.week) == (FIFTH.key, day, (day - MARISOL.first_day).days // 7 + 1)
    after = with_changes(MARISOL, in_its_place(there, FIFTH))
    assert after[FIFTH.key].day == day and len(after) == len(POSTS)
    assert moved(MARISOL, there, FIFTH.day).key == FIFTH.key


@pytest.mark.parametrize("weeks", [-4, 20])
def test_a_change_outside_the_calendar_waits(weeks: int) -> None:
    day = FIFTH.day + timedelta(weeks=weeks)
    away = {f"post/{day}/1": PostChange(post=replace(FIFTH, day=day, place=f"post/{day}/1"), day=day)}
    assert changed(MARISOL, POSTS, away) == POSTS
    began = replace(MARISOL, start=day - timedelta(days=day.weekday()))
    assert with_changes(began, away)[f"post/{day}/1"].day == day


def test_a_post_added_stands_on_a_free_day_of_work_and_has_a_place_of_its_own() -> None:
    off = WorkingYear(closed=(Pause(date(2027, 3, 2), date(2027, 3, 4)),))
    mix = replace(MARISOL, year=off, posts=1)
    posts = calendar(mix)
    first = added(mix, posts, {}, "Open house")
    assert first.day not in {post.day for post in posts}
    assert mix.year.works_on(first.day) and first.day.weekday() in mix.weekdays
    assert (first.key, first.text, first.idea, first.objective) == (f"{ADDED}1", "Open house", "", mix.objective)
    assert first.week == (first.day - mix.first_day).days // 7 + 1

    changes = {first.key: PostChange(post=first, day=first.day)}
    now = changed(mix, posts, changes)
    second = added(mix, now, changes, "Once more")
    assert first in now and second.key == f"{ADDED}2" and second.day not in {post.day for post in now}


def test_a_kept_change_is_for_the_aim_of_now_and_in_the_week_of_now() -> None:
    """It was made towards another aim, in a calendar that began a week earlier."""
    kept = replace(FIFTH, text="My own words", idea="", place=FIFTH.key)
    now = replace(MARISOL, objective=Objective.LISTEN, start=MARISOL.start + timedelta(weeks=1))
    after = with_changes(now, {FIFTH.key: PostChange(post=kept, day=FIFTH.day)})[FIFTH.key]
    assert (after.objective, after.week) == (Objective.LISTEN, FIFTH.week - 1)


def test_a_calendar_without_posts_has_no_place_for_one() -> None:
    with pytest.raises(ValueError, match="no place"):
        added(replace(MARISOL, hours=1.0), (), {}, "Open house")


def test_a_longer_post_moves_the_next_one_of_its_day() -> None:
    mix = replace(MARISOL, posts=10, hours=14.0, weekdays=(1, 3))
    posts = calendar(mix)
    first, second = next((a, b) for a, b in pairwise(posts) if a.day == b.day)
    longer = replace(first, minutes=first.minutes + 60, place=first.key)
    after = changed(mix, posts, {first.key: PostChange(post=longer, day=first.day)})
    moved = next(post for post in after if post.key == second.key)
    end = datetime.combine(first.day, first.at) + timedelta(minutes=longer.minutes)
    assert datetime.combine(moved.day, moved.at) == end
    assert [post.at for post in after if post.day != first.day] == [p.at for p in posts if p.day != first.day]


def test_what_the_learner_changed_keeps_its_hour_and_the_calendar_goes_round_it() -> None:
    first = POSTS[0]
    own = replace(FIFTH, day=first.day, at=time(10, 15), minutes=45)
    posts = [
        replace(first, at=time(10, 0), minutes=30),
        replace(POSTS[1], day=first.day, at=time(10, 30), minutes=20),
        replace(POSTS[2], day=first.day, at=time(12, 0), minutes=20),
    ]
    after = {post.key: post.at for post in changed(MARISOL, posts, in_its_place(own, FIFTH))}
    assert after == {own.key: time(10, 15), first.key: time(11, 0), POSTS[1].key: time(11, 30), POSTS[2].key: time(12)}
