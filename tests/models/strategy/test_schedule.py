"""The calendar of a content mix, case by case; what holds for all of them stands in `test_schedule_rules`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest

from tertulia import post_ideas
from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.models.strategy.ideas import Care, Idea, PostFormat, PostKind, Touches
from tertulia.models.strategy.mix import Mix, OwnThing
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.schedule import Post, Reply, calendar, in_order, reply_slots
from tertulia.models.strategy.working_year import Pause, WorkingYear
from tests.models.strategy.mix_firms import firm

MARISOL = firm("bakery", "ES-CL", objective=Objective.QUIET_HOURS, start=date(2027, 3, 4), hours=4.0)
NO_VIDEO = {ContentSkill.SHORT_VIDEO: 0.0, ContentSkill.LONG_VIDEO: 0.0}


def ideas(posts: Iterable[Post]) -> list[Idea]:
    found = [post_ideas.idea(post.idea) for post in posts]
    assert None not in found
    return [idea for idea in found if idea is not None]


def keys(mix: Mix) -> set[str]:
    return {post.idea for post in calendar(mix)}


def test_the_calendar_of_marisol() -> None:
    """Three posts a week: Monday, Wednesday, Friday, after the replies; two in twelve sell."""
    posts = calendar(MARISOL)
    assert [post.day for post in posts[:4]] == [
        date(2027, 3, 8),
        date(2027, 3, 10),
        date(2027, 3, 12),
        date(2027, 3, 15),
    ]
    assert posts[0].at == time(10, 15), "after a reply slot of 15 minutes at ten"
    assert [post.kind for post in posts].count(PostKind.PROMOTION) == 2
    assert posts[0].key == "post/2027-03-08/1"


def test_a_tutor_who_hides_her_face_shows_none() -> None:
    tutor = firm("teaching", weeks=26, avoids=frozenset({Touches.FACES}))
    assert Touches.FACES in {
        each for idea in ideas(calendar(replace(tutor, avoids=frozenset()))) for each in idea.touches
    }
    assert not any(Touches.FACES in idea.touches for idea in ideas(calendar(tutor)))


def test_a_workshop_that_makes_no_video_has_none() -> None:
    posts = calendar(firm("workshop", networks=("linkedin",), makes=NO_VIDEO, weeks=26))
    assert len(posts) > 60
    assert {post.format for post in posts} <= {PostFormat.PHOTO, PostFormat.TEXT}


def test_tiktok_gets_short_video_and_nothing_from_who_makes_none() -> None:
    posts = calendar(firm("garage", networks=("tiktok",), hours=8.0, weeks=13))
    assert {post.format for post in posts} == {PostFormat.SHORT_VIDEO} and len(posts) > 30
    assert calendar(firm("garage", networks=("tiktok",), hours=8.0, makes=NO_VIDEO)) == ()


@pytest.mark.parametrize(
    ("trade", "weeks", "least"),
    [
        ("ice_cream", 13, 0.8),
        ("ice_cream", 22, 0.6),
        ("hairdresser", 13, 0.8),
        ("health", 13, 0.8),
        ("florist", 13, 0.8),
    ],
)
def test_most_posts_are_of_the_trade_and_of_no_other(trade: str, weeks: int, least: float) -> None:
    held = Counter(idea.sector for idea in ideas(calendar(firm(trade, weeks=weeks))))
    assert set(held) <= {trade, "other"} and held[trade] >= least * sum(held.values())


def test_a_guesthouse_has_no_fire_in_august_and_no_snow_out_of_winter() -> None:
    posts = calendar(firm("guesthouse", "ES-AR", posts=5, hours=9.0, weeks=52))
    for post, idea in zip(posts, ideas(posts), strict=True):
        told = idea.texts["en"].lower()
        assert "snow" not in told or post.day.month in (12, 1, 2, 3), idea.key
        assert "fireplace" not in told or post.day.month in (10, 11, 12, 1, 2, 3, 4), idea.key
    winter = firm(
        "guesthouse", objective=Objective.NEW_CUSTOMERS, start=date(2026, 12, 1), weeks=12, posts=5, hours=9.0
    )
    assert {"guesthouse.light_the_fire", "guesthouse.road_in_snow"} & keys(winter)


@pytest.mark.parametrize("objective", Objective)
def test_a_fashion_shop_has_gifts_reyes_and_sales_and_rests_on_holidays(objective: Objective) -> None:
    shop = firm("fashion", objective=objective, start=date(2026, 11, 30), weeks=8, weekdays=(0, 1, 2, 3, 4, 5, 6))
    posts = calendar(shop)
    assert {"christmas", "reyes", "sales_winter"} <= {post.occasion for post in posts}
    shut = {date(2026, 12, 8), date(2026, 12, 25), date(2027, 1, 1), date(2027, 1, 6)}
    assert not shut & {entry.day for entry in (*posts, *reply_slots(shop))}


def test_what_belongs_to_an_occasion_comes_before_it_and_not_on_any_day() -> None:
    shop = firm("florist", start=date(2027, 4, 12), weeks=4)
    posts = [post for post in calendar(shop) if post.occasion == "mothers_day"]
    assert posts and all(date(2027, 4, 18) <= post.day <= date(2027, 5, 2) for post in posts)
    without = replace(shop, occasions=())
    assert {post.occasion for post in calendar(without)} == {""}


@pytest.mark.parametrize(("days", "told"), [(7, 1), (35, 2)])
def test_a_pause_is_announced_and_its_end_is_told(days: int, told: int) -> None:
    """A long one twice: early, and with the last post before it."""
    pause = Pause(date(2027, 8, 2), date(2027, 8, 1) + timedelta(days=days))
    mix = firm("retail", start=date(2027, 7, 5), weeks=12, year=WorkingYear(closed=(pause,)))
    posts = calendar(mix)
    closing = [post for post in posts if post.occasion == "closing"]
    assert len(closing) == told
    assert closing[-1] == [post for post in posts if post.day < pause.first][-1]
    (back,) = [post for post in posts if post.occasion == "reopening"]
    assert back == [post for post in posts if post.day > pause.last][0]


def test_a_seasonal_firm_is_silent_in_winter() -> None:
    summer = WorkingYear(open_months=(4, 5, 6, 7, 8, 9))
    mix = firm("ice_cream", start=date(2027, 8, 30), weeks=40, year=summer)
    silent = [entry for entry in in_order(calendar(mix), reply_slots(mix)) if entry.day.month in (10, 11, 12, 1, 2, 3)]
    assert silent == []
    assert {post.day.month for post in calendar(mix)} >= {9, 4, 5}


def test_a_confidential_firm_shows_customers_only_where_there_is_nothing_else() -> None:
    """A workshop whose customers' parts are secret, and an adviser."""

    def with_customers(mix: Mix) -> int:
        return sum(Touches.CUSTOMER in idea.touches for idea in ideas(calendar(mix)))

    for care in (Care.SECRET, Care.LAW, Care.TAX):
        open_firm = firm("workshop", networks=("linkedin",), weeks=26, care=frozenset())
        assert with_customers(replace(open_firm, care=frozenset({care}))) == 0 < with_customers(open_firm)


def test_every_third_post_that_anybody_can_use_is_in_another_language_by_turns() -> None:
    posts = calendar(firm("guesthouse", languages=("es", "fr", "en"), weeks=13))
    assert {post.kind for post in posts if post.language} <= {PostKind.USEFUL, PostKind.PROOF, PostKind.PROMOTION}
    for_anybody = [post.language for post in posts if post.kind not in (PostKind.PEOPLE, PostKind.CONVERSATION)]
    assert for_anybody[:12] == ["", "", "fr", "", "", "en", "", "", "fr", "", "", "en"]
    assert not any(post.language for post in calendar(firm("guesthouse", languages=("es",), weeks=13)))


def test_the_firms_own_things_come_once_in_four_weeks() -> None:
    things = (OwnThing("Ring the bar next door", "whatsapp"), OwnThing("Photograph the oven"))
    mix = firm("bakery", own=things, weeks=12, networks=("instagram", "whatsapp"), hours=8.0)
    own = [post for post in calendar(mix) if post.text]
    assert [post.text for post in own] == [thing.text for thing in things] * 3
    assert {post.network for post in own if post.text == things[0].text} == {"whatsapp"}
    assert {(post.idea, post.objective, post.language) for post in own} == {("", mix.objective, "")}
    assert PostKind.PROMOTION not in {post.kind for post in own}


def test_things_of_its_own_take_no_format_the_firm_does_not_make() -> None:
    things = (OwnThing("Film the oven", "tiktok"),)
    posts = calendar(firm("bakery", own=things, makes=NO_VIDEO, weeks=8))
    assert {(post.network, post.format) for post in posts if post.text} == {("instagram", PostFormat.PHOTO)}


def test_another_seed_gives_other_ideas_on_the_same_days() -> None:
    other = calendar(replace(MARISOL, seed=2))
    assert [post.idea for post in calendar(MARISOL)] != [post.idea for post in other]
    assert [post.day for post in calendar(MARISOL)] == [post.day for post in other]


def test_a_vacancy_is_only_for_those_who_look_for_somebody() -> None:
    wide = replace(MARISOL, hours=12.0, posts=10, weeks=13)
    vacancies = {"bakery.night_baker", "other.vacancy"}
    assert not keys(wide) & vacancies
    assert vacancies <= keys(replace(wide, objective=Objective.RECRUIT))


def test_without_an_aim_no_post_has_one() -> None:
    assert {post.objective for post in calendar(replace(MARISOL, objective=None))} == {None}


def test_two_networks_share_the_posts() -> None:
    two = replace(MARISOL, networks=("instagram", "whatsapp"), hours=7.0)
    held = Counter(post.network for post in calendar(two))
    assert set(held) == {"instagram", "whatsapp"} and abs(held["instagram"] - held["whatsapp"]) <= 2
    assert {post.network for post in calendar(replace(two, hours=4.0))} == {"instagram"}


@pytest.mark.parametrize("weeks", [4, 5, 13])
@pytest.mark.parametrize("cap", [0.6, 1.0])
def test_even_without_a_cap_only_every_second_post_sells(weeks: int, cap: float) -> None:
    mix = replace(MARISOL, shares={PostKind.PROMOTION: 0.9, PostKind.PEOPLE: 0.1}, promotion_cap=cap, weeks=weeks)
    kinds = [post.kind for post in calendar(mix)]
    assert abs(kinds.count(PostKind.PROMOTION) - len(kinds) / 2) <= 1


def test_a_mix_of_nothing_but_promotion_is_filled_with_the_other_kinds() -> None:
    held = Counter(post.kind for post in calendar(replace(MARISOL, shares={PostKind.PROMOTION: 1.0})))
    assert held[PostKind.PROMOTION] == 2 and len(held) == 5


@pytest.mark.parametrize("decided", [{"promotion_cap": 0.0}, {"shares": {PostKind.USEFUL: 1.0}}])
def test_where_nothing_may_or_shall_sell_nothing_does(decided: dict[str, Any]) -> None:
    assert PostKind.PROMOTION not in {post.kind for post in calendar(replace(MARISOL, weeks=13, **decided))}


@pytest.mark.parametrize("start", [date(2027, 1, 11), date(2027, 5, 31), date(2027, 9, 27)])
def test_one_post_a_week_sells_sometimes_and_never_above_the_limit(start: date) -> None:
    kinds = [post.kind for post in calendar(firm("bakery", start=start, posts=1, weeks=13))]
    assert len(kinds) == 13 and 1 <= kinds.count(PostKind.PROMOTION) <= 0.2 * 13


def test_few_promotions_are_spread_over_the_whole_period() -> None:
    """Six in 65 posts, although the cap would allow them every second post."""
    shares = {PostKind.USEFUL: 0.9, PostKind.PROMOTION: 0.1}
    always = {"year": WorkingYear(), "occasions": ()}
    mix = replace(MARISOL, shares=shares, promotion_cap=0.5, posts=5, hours=8.0, weeks=13, **always)
    places = [place for place, post in enumerate(calendar(mix)) if post.kind is PostKind.PROMOTION]
    assert len(places) == 6
    assert all(10 <= after - before <= 11 for before, after in pairwise(places))
    assert abs(places[0] - (64 - places[-1])) <= 1


def test_shares_are_kept_over_the_period() -> None:
    """What sells stays somewhat below: of twelve posts in four weeks two may, not two and two fifths."""
    held = Counter(post.kind for post in calendar(replace(MARISOL, objective=None, weeks=26)))
    posts = sum(held.values())
    assert 0.13 <= held.pop(PostKind.PROMOTION) / posts <= 0.2
    wished = {kind: MARISOL.shares[kind] / 0.8 for kind in held}
    assert {kind: count / sum(held.values()) for kind, count in held.items()} == pytest.approx(wished, abs=0.05)


@pytest.mark.parametrize("trade", ["fashion", "trades"])
def test_what_sells_does_so_all_year(trade: str) -> None:
    """Near the days with an offer and between them: never a month and a half without."""
    days = [post.day for post in calendar(firm(trade, weeks=52)) if post.kind is PostKind.PROMOTION]
    assert len(days) >= 0.13 * 156
    assert max(after - before for before, after in pairwise(days)) <= timedelta(days=45)


def test_kinds_are_spread_and_not_in_blocks() -> None:
    """In any five posts in a row of a balanced mix, at least three kinds."""
    kinds = [post.kind for post in calendar(replace(MARISOL, weeks=13))]
    assert all(len(set(kinds[i : i + 5])) >= 3 for i in range(len(kinds) - 4))


def test_a_diary_holds_posts_and_slots_in_order_of_time() -> None:
    posts, slots = calendar(MARISOL), reply_slots(MARISOL)
    entries = in_order(posts, slots)
    assert len(entries) == len(posts) + len(slots) and set(entries) == {*posts, *slots}
    assert [(entry.day, entry.at) for entry in entries] == sorted((entry.day, entry.at) for entry in entries)
    assert isinstance(entries[0], Reply), "answering comes before anything is published"
    assert in_order((), slots) == slots


def test_a_changed_plan_keeps_the_keys_so_that_an_import_replaces() -> None:
    before = calendar(MARISOL)
    after = calendar(replace(MARISOL, objective=Objective.LISTEN, seed=9, weekdays=(1, 2, 5), at=time(8, 0)))
    assert [post.key for post in before] == [post.key for post in after]
    assert [post.idea for post in before] != [post.idea for post in after]
    assert isinstance(reply_slots(MARISOL)[0], Reply)


def test_late_work_still_ends_before_midnight() -> None:
    late = replace(MARISOL, at=time(23, 50), posts=10, hours=12.0)
    for post in calendar(late):
        end = datetime.combine(post.day, post.at) + timedelta(minutes=post.minutes)
        assert end.date() == post.day
