"""Plan review: what is missing in a plan, what contradicts what, and the smallest plan that is honest.

Thresholds are our judgement (grade D), the same that the exercises use. The sentences are in `words`; where each
finding is mended is in `mending`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tertulia.models.department import Department
from tertulia.models.finding import Finding, Severity, Value, worst_first
from tertulia.models.progress import Fan
from tertulia.models.start.foundations import Readiness
from tertulia.models.strategy.canvas import ATTENTION, LOWER_IS_BETTER, SALES_LIKE, KpiKind
from tertulia.models.strategy.ideas import PostKind
from tertulia.models.strategy.mix import networks_allowed
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.picker_gates import ANSWER_WITHIN
from tertulia.models.strategy.posts_that_fit import whole_posts_that_fit
from tertulia.models.thresholds import LEAST_HOURS
from tertulia.plan.disagreements import HOMES, Disagreement, disagreements
from tertulia.plan.schema import Growth, Kpi, Plan, PlanFact, Way, filled

GRADE = "D"
"""Evidence grade of every threshold in this file."""

UNLIKELY = 0.2
"""A goal with a smaller chance than this will probably disappoint."""

PERSON_WEEK = 40.0
"""Hours of work in a week of one person: what Spanish law allows on average. Nobody gives a network all of them."""

MOST_AT_ONCE = 3
"""Networks; whoever opens more of them at once tends none, however many hours there are."""

MOSTLY_SELLING = 0.5
"""Share of posts that sell above which a profile is a leaflet, whatever the firm's own limit; as in the content mix."""

NEWS_WITHIN = 7.0
"""Days until everybody inside knows. In the rumour run, talk has reached a quarter of fourteen people on day nine."""

PUBLISHED_A_MONTH = 0.03
"""The most by which small accounts grow a month without advertising, as published (`data/growth_parameters.csv`)."""

FRIENDLY = 500
"""Followers that people who know the firm already can bring; up to there published growth says nothing."""

FAR = 5.0
"""A target that asks for so many times the growth that can be expected is out of reach, not ambitious."""

FAR_SIMULATED = 2.0
"""The same beside the firm's own simulation, which knows its hours, posts and euros."""

TOO_SOON, TOO_LATE, LATE_REVIEW = timedelta(weeks=2), timedelta(days=2 * 365), timedelta(days=366)
"""From its beginning, a number needs longer than the first to move; nobody steers by a day later than the others."""


class PlanFinding(StrEnum):
    """What the review can find; behind each the values its sentence needs."""

    EMPTY = "empty"
    TACTICS_NO_OBJECTIVE = "tactics_no_objective"  # tactics
    NO_OBJECTIVE = "no_objective"
    TACTIC_WITHOUT_KPI = "tactic_without_kpi"  # text
    NO_KPI = "no_kpi"
    FOLLOWERS_FOR_SALES = "followers_for_sales"  # objective
    KPI_INCOMPLETE = "kpi_incomplete"  # name, number, missing: of baseline, target, by, owner, source
    KPI_BACKWARDS = "kpi_backwards"  # name
    KPI_PAST = "kpi_past"  # name, by
    KPI_TOO_SOON = "kpi_too_soon"  # name, by
    KPI_TOO_LATE = "kpi_too_late"  # name, by
    KPI_BEYOND_SIMULATED = "kpi_beyond_simulated"  # name, target, by, low, high
    KPI_BEYOND_PUBLISHED = "kpi_beyond_published"  # name, target, by, low, high
    NO_AUDIENCE = "no_audience"
    NO_QUESTION = "no_question"
    NO_WEBSITE = "no_website"
    NO_EMAIL = "no_email"
    DETAILS_WRONG = "details_wrong"
    SLOW_ANSWERS = "slow_answers"  # hours
    NOT_YET_BUT_OPEN = "not_yet_but_open"
    NOT_YET_BUT_OPEN_FIRST = "not_yet_but_open_first"  # text
    NOBODY_ANSWERS = "nobody_answers"
    NO_STAND_IN = "no_stand_in"  # answers
    NO_STAND_IN_ALONE = "no_stand_in_alone"
    SALES_OWNS = "sales_owns"
    NOBODY_OWNS = "nobody_owns"
    NO_HOURS = "no_hours"
    HOURS_OVER = "hours_over"  # needed, hours
    HOURS_IMPOSSIBLE = "hours_impossible"  # hours, persons, possible
    REPLIES_OVER_HOURS = "replies_over_hours"  # needed, hours
    POSTS_OVER_HOURS = "posts_over_hours"  # weekly, hours, fits
    BRIEF_OVER_HOURS = "brief_over_hours"  # needed, hours
    REPLY_HOURS_MISSING = "reply_hours_missing"
    NOT_YET_BUT_POSTING = "not_yet_but_posting"  # posts
    NO_NETWORK = "no_network"
    NETWORKS_OVER = "networks_over"  # chosen, allowed, hours
    NETWORKS_AT_ONCE = "networks_at_once"  # chosen
    PROMOTION_OVER = "promotion_over"  # share, cap
    MOSTLY_PROMOTION = "mostly_promotion"  # share
    NO_CALENDAR = "no_calendar"
    CALENDAR_OVER = "calendar_over"  # last
    CALENDAR_OTHER_POSTS = "calendar_other_posts"  # planned, weekly
    NO_EXPECTATION = "no_expectation"
    GOAL_OUTSIDE = "goal_outside"  # goal, high
    GOAL_UNLIKELY = "goal_unlikely"  # goal, chance
    GOAL_BELOW_TODAY = "goal_below_today"  # goal, today
    GROWTH_OTHER_HOURS = "growth_other_hours"  # simulated, hours
    GROWTH_OTHER_POSTS = "growth_other_posts"  # simulated_posts, weekly
    GROWTH_OTHER_PROMOTION = "growth_other_promotion"  # share, cap
    NOTHING_INSIDE = "nothing_inside"
    INSIDE_BUT_ALONE = "inside_but_alone"
    SLOW_NEWS = "slow_news"  # days
    NEWS_NOT_TO_ALL = "news_not_to_all"
    AMBASSADORS_OVER_STAFF = "ambassadors_over_staff"  # persons, staff
    NOT_VOLUNTARY = "not_voluntary"
    NO_POLICY = "no_policy"  # people
    NO_REVIEW_DATE = "no_review_date"
    REVIEW_PAST = "review_past"  # last
    REVIEW_TOO_LATE = "review_too_late"  # first
    NO_CRISIS = "no_crisis"
    NO_RESULTS = "no_results"
    NO_LISTENING = "no_listening"
    TOO_FEW_HOURS = "too_few_hours"  # hours, least
    TWO_ANSWERS = "two_answers"


@dataclass(frozen=True, kw_only=True)
class TwoAnswers(Finding):
    """The plan says something twice, and not the same."""

    disagreement: Disagreement


def review(plan: Plan, today: date) -> tuple[Finding, ...]:
    """What is missing or does not fit, the worst first. `part` is the section it is about."""
    if not set(filled(plan)) - {"firm"}:
        return (Finding(code=PlanFinding.EMPTY, part="firm", severity=Severity.STOP),)
    findings: list[Finding] = []
    for look in _LOOKS:
        findings += look(plan, today)
    return worst_first(findings)


def _stop(code: StrEnum, part: str, **values: Value) -> Finding:
    return Finding(code=code, part=part, severity=Severity.STOP, values=values)


def _warn(code: PlanFinding, part: str, **values: Value) -> Finding:
    return Finding(code=code, part=part, severity=Severity.WARN, values=values)


def _note(code: PlanFinding, part: str, **values: Value) -> Finding:
    return Finding(code=code, part=part, severity=Severity.NOTE, values=values)


def _strategy(plan: Plan, _today: date) -> Iterator[Finding]:
    strategy = plan.strategy
    posts = _posts(plan)
    if strategy.objective is None:
        doing = len(strategy.tactics) or posts
        yield (
            _stop(PlanFinding.TACTICS_NO_OBJECTIVE, "strategy", tactics=doing)
            if doing
            else _stop(PlanFinding.NO_OBJECTIVE, "strategy")
        )
    for tactic in strategy.tactics:
        if tactic.kpi is None or tactic.kpi >= len(strategy.kpis):
            yield _warn(PlanFinding.TACTIC_WITHOUT_KPI, "strategy", text=tactic.text)


def _kpis(plan: Plan, today: date) -> Iterator[Finding]:
    strategy = plan.strategy
    if not strategy.kpis:
        yield _stop(PlanFinding.NO_KPI, "strategy")
    elif strategy.objective in SALES_LIKE and all(kpi.kind in ATTENTION for kpi in strategy.kpis):
        yield _stop(PlanFinding.FOLLOWERS_FOR_SALES, "strategy", objective=str(strategy.objective))
    for number, kpi in enumerate(strategy.kpis, 1):
        missing = lacking(kpi)
        if missing:
            grave = {"baseline", "target", "by", "owner"} & set(missing)
            yield (_stop if grave else _warn)(
                PlanFinding.KPI_INCOMPLETE, "strategy", name=kpi.name, number=number, missing=missing
            )
        if kpi.baseline is not None and kpi.target is not None and not _forward(kpi):
            yield _stop(PlanFinding.KPI_BACKWARDS, "strategy", name=kpi.name, number=number)
        yield from _kpi_day(kpi, number, strategy.begun or today, today)


def _kpi_day(kpi: Kpi, number: int, begun: date, today: date) -> Iterator[Finding]:
    if kpi.by is None:
        return
    if kpi.by < today:
        code = PlanFinding.KPI_PAST
    elif kpi.by < min(begun, today) + TOO_SOON:
        code = PlanFinding.KPI_TOO_SOON
    elif kpi.by > today + TOO_LATE:
        code = PlanFinding.KPI_TOO_LATE
    else:
        return
    yield _warn(code, "strategy", name=kpi.name, number=number, by=kpi.by)


def _targets(plan: Plan, today: date) -> Iterator[Finding]:
    for number, kpi in enumerate(plan.strategy.kpis, 1):
        yield from _reach(plan, kpi, number, today)


def _reach(plan: Plan, kpi: Kpi, number: int, today: date) -> Iterator[Finding]:
    """A target of followers beside what the simulation, or else published growth, can give until its day."""
    start, target, by = kpi.baseline or 0.0, kpi.target, kpi.by
    if kpi.kind is not KpiKind.FOLLOWERS or target is None or by is None or by < today or target <= start:
        return
    begun = plan.strategy.begun or today
    if (fan := _fan(plan, today)) is not None and by <= fan.begun + timedelta(weeks=fan.weeks):
        low, _median, high = fan.at(by)
        low, high = max(start + low - fan.today, 0.0), max(start + high - fan.today, start)
        code, least, far = PlanFinding.KPI_BEYOND_SIMULATED, start, FAR_SIMULATED
    else:
        # who has few followers yet is judged as if all who know the firm followed already
        least = max(start, float(FRIENDLY))
        low, high = start, least * (1 + PUBLISHED_A_MONTH) ** (max((by - min(begun, today)).days, 0) * 12 / 365)
        code, far = PlanFinding.KPI_BEYOND_PUBLISHED, FAR
    if target > least + far * (high - least) and target > high:
        yield _stop(
            code, "strategy", name=kpi.name, number=number, target=target, by=by, low=math.floor(low), high=round(high)
        )


def _fan(plan: Plan, today: date) -> Fan | None:
    """What was simulated, if the plan holds all of it."""
    growth = plan.growth
    begun = growth.begun or plan.strategy.begun or today
    people, low, median, high = growth.today, growth.low, growth.median, growth.high
    if not growth.weeks or people is None or low is None or median is None or high is None:
        return None
    return Fan(begun=begun, today=people, low=low, median=median, high=high, weeks=growth.weeks)


def lacking(kpi: Kpi) -> tuple[str, ...]:
    """Which of a number's blanks are still empty: baseline, target, by, owner, source."""
    return tuple(name for name in ("baseline", "target", "by", "owner", "source") if getattr(kpi, name) in (None, ""))


def improves_by_falling(kpi: Kpi) -> bool:
    """Whether less is better."""
    return kpi.kind in LOWER_IS_BETTER if kpi.falls is None else kpi.falls


def _forward(kpi: Kpi) -> bool:
    assert kpi.baseline is not None and kpi.target is not None
    return kpi.target < kpi.baseline if improves_by_falling(kpi) else kpi.target > kpi.baseline


def _audience(plan: Plan, _today: date) -> Iterator[Finding]:
    if not plan.audience.who:
        yield _stop(PlanFinding.NO_AUDIENCE, "audience")
    if not plan.audience.questions:
        yield _note(PlanFinding.NO_QUESTION, "audience")


def _foundations(plan: Plan, _today: date) -> Iterator[Finding]:
    foundations = plan.foundations
    if foundations.website is False:
        yield _stop(PlanFinding.NO_WEBSITE, "foundations")
    if foundations.email is False:
        yield _stop(PlanFinding.NO_EMAIL, "foundations")
    if foundations.details_right is False:
        yield _stop(PlanFinding.DETAILS_WRONG, "foundations")
    if foundations.answers_within is not None and foundations.answers_within > ANSWER_WITHIN:
        yield _warn(PlanFinding.SLOW_ANSWERS, "foundations", hours=foundations.answers_within)
    if not_yet(plan) and (plan.networks.chosen or _posts(plan)):
        if foundations.first:
            yield _stop(PlanFinding.NOT_YET_BUT_OPEN_FIRST, "foundations", text=foundations.first[0])
        else:
            yield _stop(PlanFinding.NOT_YET_BUT_OPEN, "foundations")


def not_yet(plan: Plan) -> bool:
    """Whether the foundations check says "not yet"; a plan of an older version says only what is to do first."""
    foundations = plan.foundations
    if foundations.verdict is not None:
        return foundations.verdict is Readiness.NOT_YET
    basics = (foundations.website, foundations.email, foundations.details_right)
    return bool(foundations.first) and False in basics


def _posts(plan: Plan) -> int:
    """Posts in the calendar, without the slots to answer."""
    return sum(entry.kind is not None for entry in plan.content.entries)


def works_alone(plan: Plan) -> bool:
    """Whether nobody works in the firm but its owner; False where the plan does not say."""
    return plan.firm.staff is not None and plan.firm.staff <= 1


def _duties(plan: Plan, _today: date) -> Iterator[Finding]:
    duties, alone = plan.duties, works_alone(plan)
    if not duties.answers:
        yield _stop(PlanFinding.NOBODY_ANSWERS, "duties")
    elif not duties.stand_in:
        if alone:
            yield _note(PlanFinding.NO_STAND_IN_ALONE, "duties")
        else:
            yield _note(PlanFinding.NO_STAND_IN, "duties", answers=duties.answers)
    if duties.channel is Department.SALES and not alone:
        yield _warn(PlanFinding.SALES_OWNS, "duties")
    elif duties.channel in (None, Department.NOBODY) and not alone:
        yield _warn(PlanFinding.NOBODY_OWNS, "duties")
    if not duties.hours:
        yield _stop(PlanFinding.NO_HOURS, "duties")
        return
    yield from _hours(plan, duties.hours)


def _hours(plan: Plan, hours: float) -> Iterator[Finding]:
    """The hours beside what people can give, and beside what they are to be enough for."""
    people = max(plan.firm.staff or 1, 1)
    if hours > (possible := people * PERSON_WEEK):
        yield _stop(PlanFinding.HOURS_IMPOSSIBLE, "duties", hours=hours, persons=people, possible=possible)
    if hours < LEAST_HOURS:
        yield _stop(PlanFinding.TOO_FEW_HOURS, "duties", hours=hours, least=LEAST_HOURS)
    needed = math.fsum(tactic.hours for tactic in plan.strategy.tactics)
    if needed > hours + 1e-9:
        yield _stop(PlanFinding.HOURS_OVER, "duties", needed=needed, hours=hours)
    reply, posts = plan.duties.reply_hours, plan.content.posts
    if reply is not None and reply <= 0:
        yield _warn(PlanFinding.REPLY_HOURS_MISSING, "duties")
    elif reply is not None and reply > hours + 1e-9:
        yield _stop(PlanFinding.REPLIES_OVER_HOURS, "duties", needed=reply, hours=hours)
    fits = whole_posts_that_fit(hours, reply or 0.0)
    if posts is not None and posts > fits + 1 - 1e-9:
        yield _stop(PlanFinding.POSTS_OVER_HOURS, "content", weekly=posts, hours=hours, fits=fits)
    brief = plan.brief
    if brief.way in (Way.OURSELVES, Way.TRAIN) and brief.hours is not None and brief.hours > hours + 1e-9:
        yield _warn(PlanFinding.BRIEF_OVER_HOURS, "brief", needed=brief.hours, hours=hours)


def networks_used(plan: Plan) -> tuple[str, ...]:
    """Every network the plan names: chosen, in a tactic or in the calendar; in that order, each once."""
    named = [each.network for each in plan.networks.chosen]
    named += [tactic.network for tactic in plan.strategy.tactics]
    named += [entry.network for entry in plan.content.entries]
    return tuple(dict.fromkeys(name for name in named if name))


def _networks(plan: Plan, _today: date) -> Iterator[Finding]:
    used, hours = networks_used(plan), plan.duties.hours
    posts = _posts(plan)
    if plan.networks.none_yet and posts:
        yield _stop(PlanFinding.NOT_YET_BUT_POSTING, "networks", posts=posts)
    elif not used and not plan.networks.none_yet:
        yield _note(PlanFinding.NO_NETWORK, "networks")
    if len(used) > MOST_AT_ONCE:
        yield _stop(PlanFinding.NETWORKS_AT_ONCE, "networks", chosen=len(used))
    elif hours and len(used) > max(1, len(allowed := networks_allowed(used, hours))):
        yield _stop(PlanFinding.NETWORKS_OVER, "networks", chosen=len(used), allowed=max(1, len(allowed)), hours=hours)


def _content(plan: Plan, today: date) -> Iterator[Finding]:
    content = plan.content
    posts = [entry for entry in content.entries if entry.kind is not None]
    yield from _promotion(plan)
    if plan.networks.none_yet:
        return
    if not posts:
        yield _note(PlanFinding.NO_CALENDAR, "content")
        return
    if (last := max(entry.day or date.min for entry in posts)) < today:
        yield _warn(PlanFinding.CALENDAR_OVER, "content", last=last)
    if content.posts is not None and content.weeks and abs(len(posts) / content.weeks - content.posts) > 1 - 1e-9:
        planned = round(len(posts) / content.weeks, 1)
        yield _warn(PlanFinding.CALENDAR_OTHER_POSTS, "content", planned=planned, weekly=content.posts)


def _promotion(plan: Plan) -> Iterator[Finding]:
    """The share that sells, in the calendar or else in the mix, beside the limit; and what is a leaflet anyway."""
    content, cap = plan.content, plan.content.cap
    posts = [entry for entry in content.entries if entry.kind is not None]
    selling = sum(entry.kind is PostKind.PROMOTION for entry in posts)
    parts = math.fsum(part.share for part in content.parts if part.kind is PostKind.PROMOTION)
    share = selling / len(posts) if posts else parts
    # one post more or less is no broken limit: a calendar holds whole ones
    over = cap is not None and (selling > math.ceil(cap * len(posts) - 1e-9) if posts else parts > cap + 1e-9)
    if over and cap is not None:
        yield (_stop if posts else _warn)(PlanFinding.PROMOTION_OVER, "content", share=share, cap=cap)
        return
    places = (("content", share), ("content", cap or 0.0), ("growth", plan.growth.simulated_with.promotion or 0.0))
    part, most = max(places, key=lambda place: place[1])
    if most > MOSTLY_SELLING + 1e-9:
        yield (_stop if most > 1 - 1e-9 else _warn)(PlanFinding.MOSTLY_PROMOTION, part, share=min(most, 1.0))


def _growth(plan: Plan, _today: date) -> Iterator[Finding]:
    growth = plan.growth
    if growth == Growth():
        if not plan.networks.none_yet:
            yield _note(PlanFinding.NO_EXPECTATION, "growth")
        return
    goal = growth.goal
    if goal is not None and growth.today is not None and goal <= growth.today:
        yield _stop(PlanFinding.GOAL_BELOW_TODAY, "growth", goal=goal, today=growth.today)
    elif goal is not None and growth.high is not None and goal > growth.high:
        yield _stop(PlanFinding.GOAL_OUTSIDE, "growth", goal=goal, high=growth.high)
    elif goal is not None and growth.chance is not None and growth.chance < UNLIKELY:
        yield _warn(PlanFinding.GOAL_UNLIKELY, "growth", goal=goal, chance=growth.chance)
    yield from _simulated_otherwise(plan)


def _simulated_otherwise(plan: Plan) -> Iterator[Finding]:
    """Settings of the simulation that the plan has left since; where both still stand, that is asked first."""
    settings, unsettled = plan.growth.simulated_with, plan.growth.unsettled
    hours, posts, cap = plan.duties.hours, plan.content.posts, plan.content.cap
    if hours and settings.hours is not None and PlanFact.HOURS not in unsettled and abs(settings.hours - hours) > 1e-9:
        yield _warn(PlanFinding.GROWTH_OTHER_HOURS, "growth", simulated=settings.hours, hours=hours)
    if posts is not None and settings.posts is not None and PlanFact.POSTS not in unsettled:
        if abs(settings.posts - posts) > 1 - 1e-9:
            yield _warn(PlanFinding.GROWTH_OTHER_POSTS, "growth", simulated_posts=settings.posts, weekly=posts)
    if cap is not None and settings.promotion is not None and PlanFact.PROMOTION not in unsettled:
        if settings.promotion > cap + 1e-9:
            yield _warn(PlanFinding.GROWTH_OTHER_PROMOTION, "growth", share=settings.promotion, cap=cap)


def _inside(plan: Plan, _today: date) -> Iterator[Finding]:
    inside = [name for name in ("ambassadors", "workplace", "announcements") if name in filled(plan)]
    if works_alone(plan):
        if inside:
            yield _note(PlanFinding.INSIDE_BUT_ALONE, inside[0])
        return
    if not inside:
        yield _warn(PlanFinding.NOTHING_INSIDE, "workplace")
    news = plan.announcements
    if news.reaches_all is False:
        yield _warn(PlanFinding.NEWS_NOT_TO_ALL, "announcements")
    elif news.within_days is not None and news.within_days > NEWS_WITHIN:
        yield _warn(PlanFinding.SLOW_NEWS, "announcements", days=news.within_days)
    ambassadors, staff = plan.ambassadors, plan.firm.staff
    if ambassadors.voluntary is False:
        yield _stop(PlanFinding.NOT_VOLUNTARY, "ambassadors")
    if ambassadors.people and staff is not None and ambassadors.people > staff:
        yield _stop(PlanFinding.AMBASSADORS_OVER_STAFF, "ambassadors", persons=ambassadors.people, staff=staff)
    if ambassadors.people and not ambassadors.policy:
        yield _warn(PlanFinding.NO_POLICY, "ambassadors", people=ambassadors.people)


def _twice(plan: Plan, _today: date) -> Iterator[Finding]:
    for each in disagreements(plan):
        part = HOMES[each.fact][0]
        yield TwoAnswers(code=PlanFinding.TWO_ANSWERS, part=part, severity=Severity.WARN, disagreement=each)


def _watching(plan: Plan, today: date) -> Iterator[Finding]:
    if not plan.reviews.dates:
        yield _warn(PlanFinding.NO_REVIEW_DATE, "reviews")
    elif max(plan.reviews.dates) < today:
        yield _warn(PlanFinding.REVIEW_PAST, "reviews", last=max(plan.reviews.dates))
    elif (first := min(day for day in plan.reviews.dates if day >= today)) > today + LATE_REVIEW:
        yield _warn(PlanFinding.REVIEW_TOO_LATE, "reviews", first=first)
    if not plan.crisis.steps:
        yield _note(PlanFinding.NO_CRISIS, "crisis")
    if not plan.results.watch and not plan.report.months:
        yield _note(PlanFinding.NO_RESULTS, "results")
    if not plan.listening.words and not plan.listening.feeds:
        yield _note(PlanFinding.NO_LISTENING, "listening")


_LOOKS = (
    _twice,
    _strategy,
    _kpis,
    _audience,
    _foundations,
    _duties,
    _networks,
    _content,
    _growth,
    _targets,
    _inside,
    _watching,
)


# the smallest plan that is honest ---------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Smallest:
    """The least a firm can do and still mean it.

    not_now: two things come first, in `first` (codes of findings, at most two), and nothing else of the plan counts.
    Otherwise one objective, one number, one network, `posts` a week beside `reply_hours`, who answers, and the day
    on which it is looked at. None or empty where the plan does not say.
    """

    not_now: bool
    first: tuple[Finding, ...]
    objective: Objective | None = None
    kpi: Kpi | None = None
    network: str = ""
    hours: float = 0.0
    reply_hours: float = 0.0
    posts: int = 0
    answers: str = ""
    review: date | None = None


NOT_NOW = (
    PlanFinding.DETAILS_WRONG,
    PlanFinding.NO_EMAIL,
    PlanFinding.NO_WEBSITE,
    PlanFinding.NOBODY_ANSWERS,
    PlanFinding.NO_HOURS,
    PlanFinding.TOO_FEW_HOURS,
    PlanFinding.NOT_YET_BUT_OPEN_FIRST,
    PlanFinding.NOT_YET_BUT_OPEN,
)
"""With one of these, the honest plan is to open nothing yet; in the order of doing them."""

THEN = (PlanFinding.NO_OBJECTIVE, PlanFinding.TACTICS_NO_OBJECTIVE, PlanFinding.NO_AUDIENCE, PlanFinding.NO_KPI)
"""What no plan stands without either."""


def smallest(plan: Plan, today: date) -> Smallest:
    """The plan for a firm with little time: one of each, within its hours; or "not now", and two things to do first.

    Answering is booked first: as many hours as the plan keeps for it, or else a quarter. Posts get what is left, as
    in the content mix and in the simulator, never more than the plan has.
    """
    findings: dict[StrEnum, Finding] = {each.code: each for each in review(plan, today)}
    hours = plan.duties.hours or 0.0
    if PlanFinding.EMPTY in findings:
        parts: dict[StrEnum, str] = {PlanFinding.NO_OBJECTIVE: "strategy", PlanFinding.NOBODY_ANSWERS: "duties"}
        findings = {code: _stop(code, section) for code, section in parts.items()}
    first = tuple(findings[code] for code in (*NOT_NOW, *THEN) if code in findings)[:2]
    if plan.networks.none_yet or any(code in findings for code in NOT_NOW):
        return Smallest(
            not_now=True, first=first, objective=plan.strategy.objective, hours=hours, answers=plan.duties.answers
        )
    reply = min(plan.duties.reply_hours or hours / 4, hours)
    fit = max(1, whole_posts_that_fit(hours, reply)) if hours else 0
    planned = plan.content.posts
    whole = [kpi for kpi in plan.strategy.kpis if not lacking(kpi)] or list(plan.strategy.kpis)
    used = networks_used(plan)
    ahead = [day for day in plan.reviews.dates if day >= today]
    return Smallest(
        not_now=False,
        first=first,
        objective=plan.strategy.objective,
        kpi=whole[0] if whole else None,
        network=used[0] if used else "",
        hours=hours,
        reply_hours=reply,
        posts=fit if planned is None else min(fit, max(1, round(planned))),
        answers=plan.duties.answers,
        review=min(ahead) if ahead else today + timedelta(weeks=13),
    )
