"""The learner's firm in the content mix: its limits, its year, its canvas; and what the calendar says of them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import pytest

from tertulia import language
from tertulia.entries import EntriesKeeper
from tertulia.language import LANGUAGES
from tertulia.models.finding import Severity
from tertulia.models.strategy.canvas_examples import example
from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.models.strategy.ideas import Care, PostFormat, PostKind, Touches
from tertulia.models.strategy.mix import OwnThing, lacking_on
from tertulia.models.strategy.mix_check import MixFinding, check
from tertulia.models.strategy.networks import NETWORKS
from tertulia.models.strategy.occasions import FIESTA
from tertulia.models.strategy.schedule import reply_slots
from tertulia.models.strategy.working_year import Pause, WorkingYear
from tertulia.plan import storage
from tertulia.plan.schema import Plan, Strategy, Tactic
from tertulia.post_ideas import idea, pool, sectors
from tertulia.profile import Closure, HowMuch, NotShown, Profile, ProfileKeeper, SkillLevel
from tertulia.widgets.strategy import mix_firm
from tertulia.widgets.strategy.canvas import StrategyCanvas
from tertulia.widgets.strategy.mix import ContentMix
from tertulia.widgets.strategy.mix_words import check_words, pause_words
from tertulia.widgets.strategy.picker import NetworkPicker

MONDAY = date(2026, 11, 23)
CONSTITUTION, XAVIER, CHRISTMAS = date(2027, 12, 6), date(2026, 12, 3), date(2026, 12, 25)


@pytest.fixture(autouse=True)
def held_still(monkeypatch: pytest.MonkeyPatch, undrawn: None) -> None:
    monkeypatch.setenv("TERTULIA_TODAY", MONDAY.isoformat())
    monkeypatch.setattr(language, "_chosen", "en")


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", html))


def told(**facts) -> ContentMix:
    """My firm of which this was told."""
    ProfileKeeper().change(**{"sector": "retail", "hours": 5.0, "posts": 3.0, "region": "ES-NC", **facts})
    return ContentMix()


# when it works ------------------------------------------------------------------------------------------------


def test_the_season_the_quiet_months_and_the_weeks_it_shuts_are_those_that_were_told():
    profile = Profile(
        open_months=(4, 5, 6),
        quiet_months=(11, 2),
        closed=(
            Closure(date(2027, 5, 3), date(2027, 5, 9)),
            Closure(date(2027, 6, 1), None),
            Closure(None, date(2027, 6, 9)),
            Closure(),
        ),
    )
    year = mix_firm.working_year(profile, "", on_holidays=False)
    assert (year.open_months, year.quiet_months) == ((4, 5, 6), (11, 2))
    assert year.closed == (Pause(date(2027, 5, 3), date(2027, 5, 9)),), "a closure of which one end is missing is none"
    assert not year.open_on(date(2027, 5, 9)) and year.open_on(date(2027, 5, 10)) and year.open_on(date(2027, 6, 2))
    nothing = mix_firm.working_year(Profile(), "abroad", on_holidays=False)
    assert nothing == WorkingYear()


@pytest.mark.parametrize(
    ("region", "xavier", "constitution"),
    [
        ("ES-NC", True, True),
        ("ES-CL", False, True),
        ("", False, True),
        ("online", False, True),
        ("abroad", False, False),
    ],
)
def test_the_public_holidays_are_those_of_the_region(region, xavier, constitution):
    holidays = mix_firm.working_year(Profile(), region, on_holidays=False).holidays
    assert (XAVIER in holidays, CONSTITUTION in holidays) == (xavier, constitution)


def test_who_works_on_holidays_does_not_on_the_two_on_which_nobody_does():
    year = mix_firm.working_year(Profile(), "ES-NC", on_holidays=True, fiestas=[date(2027, 7, 7)])
    assert {(day.month, day.day) for day in year.holidays} == {(12, 25), (1, 1)}
    assert year.works_on(XAVIER) and year.works_on(date(2027, 7, 7)) and not year.works_on(CHRISTMAS)


def test_the_local_fiesta_is_a_day_off_with_its_name():
    year = mix_firm.working_year(Profile(), "ES-NC", on_holidays=False, fiestas=[date(2027, 7, 7)])
    assert year.holidays[date(2027, 7, 7)] == "Local fiesta" and not year.works_on(date(2027, 7, 7))
    assert len(year.holidays) == 1 + len(mix_firm.working_year(Profile(), "ES-NC", on_holidays=False).holidays)


def test_quiet_months_have_their_own_hours():
    exercise = told(quiet_months=(12,), quiet_hours=1.5, posts=6.0)
    exercise.controls.weeks.value = 13
    mix = exercise.result
    assert (mix.hours_on(date(2026, 11, 30)), mix.hours_on(date(2026, 12, 1))) == (5.0, 1.5)
    entries = [*exercise.calendar, *reply_slots(mix)]
    in_december, in_january = (sum(entry.minutes for entry in entries if entry.week == week) for week in (4, 8))
    assert 0 < in_december <= 90 < in_january <= 300


# what it shows and may say, and to whom -----------------------------------------------------------------------


def test_what_it_refuses_is_not_shown_and_faces_as_it_says_here():
    profile = Profile(refuses=(NotShown.VOICE, NotShown.FACES, NotShown.PRICES))
    assert mix_firm.not_shown(profile, faces=True) == {Touches.VOICE, Touches.FACES, Touches.PRICES}
    assert mix_firm.not_shown(profile, faces=False) == {Touches.VOICE, Touches.PRICES}
    assert mix_firm.not_shown(Profile(), faces=True) == {Touches.FACES}
    assert mix_firm.not_shown(Profile(refuses=tuple(NotShown)), faces=True) <= set(Touches)


def test_refused_faces_are_told_once_and_no_post_shows_them():
    exercise = told(refuses=(NotShown.VOICE, NotShown.FACES), sector="hairdresser")
    assert exercise.controls.no_faces.value
    exercise.controls.weeks.value = 13
    touched = {touch for post in exercise.calendar if post.idea for touch in idea(post.idea).touches}
    assert exercise.calendar and not touched & {Touches.FACES, Touches.VOICE}
    exercise.controls.no_faces.value = False
    assert ProfileKeeper().load().refuses == (NotShown.VOICE,)
    exercise.controls.no_faces.value = True
    assert set(ProfileKeeper().load().refuses) == {NotShown.VOICE, NotShown.FACES}


@pytest.mark.parametrize("trade", [each.key for each in sectors()])
def test_what_holds_for_the_trade_is_added_to_what_was_told(trade):
    of_trade = next(each.care for each in sectors() if each.key == trade)
    assert mix_firm.care(Profile(), trade) == of_trade
    assert mix_firm.care(Profile(care=(Care.SECRET,)), trade) == of_trade | {Care.SECRET}


def test_of_a_trade_nobody_knows_holds_what_was_told():
    assert mix_firm.care(Profile(care=(Care.TAX,)), "pirate") == {Care.TAX}
    exercise = told(sector="pirate")
    assert exercise.result.sector == "other" and exercise.calendar
    assert "Your firm: Something else" in plain(exercise.about_firm.value)
    assert ProfileKeeper().load().sector == "pirate", "what another version of the course knows is not lost"


def test_languages_stand_in_order_whatever_the_order_they_were_told_in():
    assert mix_firm.languages(Profile(languages=("fr", "eu", "xx", "es", "ca"))) == ("es", "ca", "eu", "fr")
    assert mix_firm.languages(Profile()) == ()


def test_a_post_for_those_who_speak_another_language_is_marked():
    assert "in French" not in plain(told().posts.value)
    exercise = told(languages=("fr", "es"))
    exercise.controls.weeks.value = 8
    marked = [post for post in exercise.calendar if post.language]
    assert marked and {post.language for post in marked} == {"fr"}
    assert plain(exercise.posts.value).count("· in French") == len(marked)
    assert not [post for post in marked if post.kind in (PostKind.PEOPLE, PostKind.CONVERSATION)]


# the canvas' things to do ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("firm", ["bakery", "workshop", "guesthouse"])
def test_an_examples_things_to_do_are_those_of_its_canvas(firm):
    wanted = [(each.text, each.network) for each in example(firm, MONDAY).tactics]
    assert [(each.text, each.network) for each in mix_firm.canvas_things(firm, MONDAY)] == wanted != []
    texts = {post.text for post in ContentMix(firm).calendar if post.text}
    assert texts and texts <= {text for text, _network in wanted}


def test_what_was_typed_in_the_canvas_is_in_the_calendar():
    canvas = StrategyCanvas("mine")
    canvas.controls["tactics.0.text"].value = "  Show one repair a week "
    canvas.controls["tactics.0.network"].value = "facebook"
    canvas.controls["tactics.2.text"].value = "Answer before noon"
    assert [each.text for each in mix_firm.canvas_things("mine", MONDAY)] == [
        "Show one repair a week",
        "Answer before noon",
    ]
    exercise = told()
    assert exercise.result.own[0] == OwnThing("Show one repair a week", "facebook")
    own = [post for post in exercise.calendar if post.text]
    assert {post.text for post in own} == {"Show one repair a week", "Answer before noon"}
    assert all(post.objective is exercise.result.objective and not post.idea for post in own)


def test_things_to_do_of_the_kept_plan_are_in_the_calendar_and_stay():
    tactics = (Tactic(text="Show one repair a week", network="instagram"), Tactic(text=" "))
    storage.keeper().save(Plan(strategy=Strategy(tactics=tactics)), None)
    exercise = told()
    assert [each.text for each in exercise.result.own] == ["Show one repair a week"]
    assert "Show one repair a week" in plain(exercise.posts.value)
    exercise.controls.posts.value = 4
    assert [each.text for each in ContentMix().result.own] == ["Show one repair a week"]


def test_nothing_typed_and_no_plan_is_nothing_to_do():
    assert mix_firm.canvas_things("mine", MONDAY) == () == told().result.own
    EntriesKeeper("canvas").save({"values": [], "state": None})
    assert mix_firm.canvas_things("mine", MONDAY) == ()


def test_things_to_do_have_limits():
    many = mix_firm.things((f"thing {n}", "n" * 100) for n in range(40))
    assert len(many) == 12 and {len(each.network) for each in many} == {60}
    assert [each.text for each in mix_firm.things([("x" * 500, ""), ("  ", ""), ("\ud83d", ""), ("\ud83d a", "")])] == [
        "x" * 200,
        "a",
    ]
    values = {f"tactics.{n}.text": f"t{n}" for n in range(40)} | {f"tactics.{n}.network": "x" for n in range(40)}
    values |= {"tactics.1.text": 7, "tactics.2.network": None, "tactics.3.text": ["t"]}
    typed = [each.text for each in mix_firm.typed_things(values)]
    assert typed == ["t0", "t2", *(f"t{n}" for n in range(4, 12))]


# a network that lives on what the firm does not make ------------------------------------------------------------


@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize("skill", ["photo", "short_video", "writing", "long_video"])
def test_the_mix_and_the_picker_say_the_same_of_a_network_the_firm_cannot_feed(network, skill):
    ProfileKeeper().change(
        sector="retail",
        hours=9.0,
        network=network,
        skills=tuple(SkillLevel(each, HowMuch.NO if each == skill else HowMuch.YES) for each in ContentSkill),
    )
    exercise = ContentMix()
    needed = lacking_on(exercise.result, network)
    found = [each for each in check(exercise.result) if each.code is MixFinding.CANNOT_MAKE]
    out = {each.network: each.reasons for each in NetworkPicker().result.left_out}
    reasons = [each.values["format"] for each in out.get(network, ()) if each.code.value == "needs_format"]
    assert [each.values["format"] for each in found] == [each.value for each in needed[:1]] == reasons[:1]
    if found:
        assert found[0].severity is Severity.STOP and found[0].part == "network"
        assert exercise.calendar == () and f"{NETWORKS[network].name} lives on" in plain(exercise.trouble.value)
        assert "leave no room" not in plain(exercise.words.value)
        assert f"{NETWORKS[network].name} lives on" in plain(exercise.words.value)
    else:
        assert exercise.calendar


def test_some_network_lives_on_what_a_firm_may_not_make():
    no_video = {ContentSkill.SHORT_VIDEO.value: 0.0}
    mix = replace(ContentMix("bakery").result, makes=no_video)
    assert [str(skill) for skill in lacking_on(mix, "tiktok")] == ["short_video"]


# when it is shut ------------------------------------------------------------------------------------------------

SHUT = Closure(date(2026, 12, 7), date(2026, 12, 11))


def test_a_pause_says_who_looks_at_messages_and_gives_the_line_for_customers():
    exercise = told(closed=(SHUT,), answers="Nekane", stand_in="Jon & <b>Co</b>")
    said = plain(exercise.posts.value)
    assert "Closed from 7 December 2026 to 11 December 2026: nothing is published or answered, on purpose." in said
    assert "Jon & <b>Co</b> looks at messages once a day for what cannot wait." in said
    assert "“We are closed until 11 December 2026. Jon & <b>Co</b> looks at messages now and then.”" in said
    assert "<b>Co" not in exercise.posts.value
    assert not [post for post in exercise.calendar if date(2026, 12, 7) <= post.day <= date(2026, 12, 11)]
    assert "Nekane looks at messages once a day" in plain(told(stand_in="").posts.value)


def test_a_pause_nobody_watches_asks_who_will_and_says_when_one_is_back():
    exercise = told(closed=(SHUT,))
    for weekday in (5, 6):
        exercise.controls.weekdays[weekday].value = False
    said = plain(exercise.posts.value)
    assert "Say who looks at messages then, or let the automatic answer say:" in said
    assert "We are closed until 11 December 2026 and answer again from 14 December 2026." in said, "no Saturday"


def test_a_pause_stands_between_the_weeks_it_lies_between():
    html = told(closed=(replace(SHUT, last=date(2026, 12, 13)),)).posts.value
    order = [html.index(words) for words in ("Week 2,", "Closed from 7 December", "Week 4,")]
    assert order == sorted(order) and "Week 3," not in html and html.count("Closed from") == 1


def test_three_days_are_no_pause_that_is_told():
    assert "Closed from" not in told(closed=(Closure(date(2026, 12, 9), date(2026, 12, 11)),)).posts.value


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_the_words_of_a_pause_name_every_day_in_both_languages(monkeypatch, spoken):
    mix = ContentMix("bakery").result
    monkeypatch.setattr(language, "_chosen", spoken)
    pause = Pause(date(2027, 8, 9), date(2027, 8, 22))
    for watcher in ("", "Jon"):
        lines = pause_words(pause, mix, watcher)
        assert "9" in lines[0] and "22" in lines[-1] and not [line for line in lines if "{" in line]
        assert len(lines) == (3 if watcher else 2) and ("Jon" in lines[-1]) == bool(watcher)


def test_a_winter_is_silent_on_purpose_and_says_so():
    exercise = told(open_months=(4, 5, 6, 7, 8, 9, 10), stand_in="Jon")
    assert exercise.calendar == ()
    assert "4 weeks are silent on purpose, because nobody works" in plain(exercise.words.value)
    assert (
        "Your hours leave no room" not in plain(exercise.words.value) and exercise.summary() == "No post in these weeks"
    )
    said = plain(exercise.posts.value)
    assert "Closed from 1 November 2026 to 31 March 2027" in said and "Jon looks at messages" in said
    assert "Week 1" not in said
    exercise.controls.weeks.value = 26
    assert exercise.calendar and min(post.day for post in exercise.calendar) >= date(2027, 4, 1)
    assert any(post.occasion == "reopening" for post in exercise.calendar)
    exercise.editor.add()
    assert exercise.editor.chosen.day >= date(2027, 4, 1)


def test_too_few_hours_are_still_said_as_such():
    exercise = told(hours=0.5, reply_hours=0.5)
    assert exercise.calendar == () and "Your hours leave no room for a post" in plain(exercise.words.value)


def test_the_local_fiesta_is_free_and_posts_lead_up_to_it():
    exercise = told()
    fiesta = next(post.day for post in exercise.calendar if post.day > date(2026, 12, 8))
    exercise.controls.fiesta.value = fiesta
    assert fiesta not in {post.day for post in exercise.calendar}
    leading = [post for post in exercise.calendar if post.occasion == FIESTA]
    assert leading and all(timedelta(0) < fiesta - post.day <= timedelta(days=14) for post in leading)
    assert "Your local fiesta" in plain(exercise.posts.value)
    assert ContentMix().controls.fiesta.value == fiesta
    exercise.controls.fiesta.value = None
    assert not [post for post in exercise.calendar if post.occasion == FIESTA]


# works on holidays: as the trade does, until the learner says more ----------------------------------------------


def test_the_tick_for_holidays_follows_the_trade_until_it_was_said():
    exercise = told()
    tick = exercise.controls.on_holidays
    assert not tick.value
    exercise.controls.sector.value = "hospitality"
    assert tick.value and ContentMix().controls.on_holidays.value, "the same after a reload"
    exercise.controls.sector.value = "florist"
    assert not tick.value
    tick.value = True
    exercise.controls.sector.value = "hardware"
    assert tick.value and ContentMix().controls.on_holidays.value, "what was said stays"


def test_who_says_otherwise_than_the_trade_is_heard_after_a_reload():
    exercise = told()
    exercise.controls.sector.value = "hospitality"
    exercise.controls.on_holidays.value = False
    assert not ContentMix().controls.on_holidays.value
    exercise.who.value = "bakery"
    assert exercise.controls.on_holidays.value
    exercise.who.value = "mine"
    assert not exercise.controls.on_holidays.value


# before a post goes out -----------------------------------------------------------------------------------------


@pytest.fixture
def post():
    return replace(ContentMix("bakery").calendar[0], kind=PostKind.USEFUL, idea="", text="x")


def touching(*touches: Touches) -> str:
    wanted = frozenset(touches)
    return next(each.key for each in pool("bakery") if each.touches == wanted)


YES = "a yes from everybody who can be recognised"
PICTURE = "a sentence that describes the picture for those who cannot see it"
SUBTITLES = "subtitles, for those who watch without sound"


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        (PostFormat.PHOTO, [PICTURE, YES]),
        (PostFormat.STORY, [PICTURE, YES]),
        (PostFormat.SHORT_VIDEO, [SUBTITLES, YES]),
        (PostFormat.LONG_VIDEO, [SUBTITLES, YES]),
        (PostFormat.TEXT, []),
    ],
)
def test_what_to_see_to_depends_on_how_it_is_made(post, form, wanted):
    assert check_words(replace(post, format=form), frozenset()) == wanted


def test_what_to_see_to_where_there_is_a_price_a_customer_or_care(post):
    post = replace(post, format=PostFormat.TEXT)
    price = "the price with tax, and until when it holds"
    assert check_words(replace(post, kind=PostKind.PROMOTION), frozenset()) == [price]
    assert check_words(replace(post, idea=touching(Touches.PRICES)), frozenset()) == [price]
    customer = replace(post, idea=touching(Touches.CUSTOMER))
    assert check_words(customer, frozenset()) == ["the customer's yes"]
    written = "the customer's word in writing, and nothing by which they can be recognised"
    assert check_words(customer, frozenset({Care.SECRET})) == [written]
    for care in (Care.LAW, Care.TAX):
        assert check_words(customer, frozenset({care})) == [written, "no promise of a result"]
    assert check_words(post, frozenset({Care.HEALTH})) == ["no promise of a result"]
    assert check_words(post, frozenset({Care.SECRET})) == []


def test_each_post_of_the_page_has_its_list():
    exercise = told(care=(Care.HEALTH,))
    assert exercise.posts.value.count("Before it goes out") == len(exercise.calendar)
    assert exercise.posts.value.count("<li>no promise of a result</li>") == len(exercise.calendar)
    exercise.who.value = "bakery"
    photos = sum(post.format in (PostFormat.PHOTO, PostFormat.STORY) for post in exercise.calendar)
    assert photos and exercise.posts.value.count(PICTURE) == photos
    assert "no promise of a result" not in exercise.posts.value
