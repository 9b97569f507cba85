"""The plan's shape: one frozen dataclass per section, with the limits of each value.

Every section and every value may be missing: an empty text, None or an empty tuple says "not yet". The exercises fill
the sections (`parts`), `reading` turns them into text and back, `plan.schema.json` describes that text to others.
The limits stand in the types: `Line` is a text of at most 200 characters, `Share` a number from 0 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date, time
from enum import StrEnum
from typing import Annotated

from tertulia.models.department import Department
from tertulia.models.networking.contacts import ContactGroup, Often
from tertulia.models.start.foundations import Readiness
from tertulia.models.strategy.canvas import KpiKind
from tertulia.models.strategy.ideas import PostFormat, PostKind
from tertulia.models.strategy.objective import Objective
from tertulia.profile import Closure
from tertulia.records import Many, Text, Within

VERSION = 3
"""Of the plan's shape; `migrate` brings older ones up to it."""

FORMAT = "tertulia-plan"
"""What a plan file calls itself."""


Key = Annotated[str, Text(60)]
Line = Annotated[str, Text(200)]
Long = Annotated[str, Text(2000)]
Share = Annotated[float, Within(0, 1)]
Amount = Annotated[float, Within(-1e12, 1e12)]
Count = Annotated[int, Within(0, 1_000_000_000)]
Hours = Annotated[float, Within(0, 168)]
Lines = Annotated[tuple[Line, ...], Many(20)]
Rules = Annotated[tuple[Annotated[str, Text(500)], ...], Many(20)]


class PlanFact(StrEnum):
    """What several exercises ask, and the plan holds in one place; `disagreements` knows where else it is said."""

    HOURS = "hours"
    REPLY_HOURS = "reply_hours"
    POSTS = "posts"
    PROMOTION = "promotion"
    NETWORKS = "networks"
    ANSWERS = "answers"
    STAND_IN = "stand_in"
    AIM = "aim"
    STAFF = "staff"


class Way(StrEnum):
    """How the work gets done."""

    OURSELVES = "ourselves"
    TRAIN = "train"
    HIRE = "hire"
    OUTSOURCE = "outsource"


@dataclass(frozen=True, kw_only=True)
class Firm:
    """Whose plan it is. example: key of the invented firm this plan belongs to, empty for a real one. staff: people."""

    name: Line = ""
    owner: Line = ""
    does: Line = ""
    place: Line = ""
    staff: Count | None = None
    example: Key = ""


@dataclass(frozen=True)
class Check:
    """One thing that is in place or not."""

    what: Line = ""
    done: bool = False


@dataclass(frozen=True, kw_only=True)
class Foundations:
    """What must stand before a network. first: what to do first, in order. None: not asked yet.

    answers_within: hours until a message is answered. verdict: of the foundations check.
    """

    website: bool | None = None
    email: bool | None = None
    details_right: bool | None = None
    answers_within: Hours | None = None
    checks: Annotated[tuple[Check, ...], Many(30)] = ()
    first: Lines = ()
    verdict: Readiness | None = None


@dataclass(frozen=True)
class Introduction:
    """Two contacts who should meet, and why."""

    first: Line = ""
    second: Line = ""
    why: Line = ""


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody on the contact map. about: what they know about. knows: places on the map of those they know, from 0."""

    name: Key = ""
    group: ContactGroup = ContactGroup.OTHER
    often: Often = Often.MONTHLY
    about: Annotated[tuple[Key, ...], Many(8)] = ()
    knows: Annotated[tuple[Annotated[int, Within(0, 149)], ...], Many(149)] = ()


@dataclass(frozen=True, kw_only=True)
class Request:
    """A message that asks somebody for help, in the learner's words; `models.networking.asking.Draft` says which."""

    to: Line = ""
    opening: Long = ""
    need: Long = ""
    question: Long = ""
    in_return: Long = ""


@dataclass(frozen=True, kw_only=True)
class Contacts:
    """People who open doors. people, groups: counted in the map. bridges: who joins groups. missing: who is not there.

    known: the whole map, so that the exercise can go on with it. No contact needs a real name: initials do.
    requests: messages that ask for help, one for a person.
    """

    people: Count | None = None
    groups: Count | None = None
    bridges: Lines = ()
    introduce: Annotated[tuple[Introduction, ...], Many(20)] = ()
    missing: Lines = ()
    known: Annotated[tuple[Person, ...], Many(150)] = ()
    requests: Annotated[tuple[Request, ...], Many(20)] = ()


@dataclass(frozen=True)
class Use:
    """Share of the customers who use a network, 0 to 1, with where the figure comes from."""

    network: Key = ""
    share: Share | None = None
    source: Line = ""


@dataclass(frozen=True, kw_only=True)
class Audience:
    """From whom the firm wants it. who: in the learner's words. uses: the networks these people use.

    questions: to ask customers. heard_by: who in the firm hears the answers, and when.
    """

    who: Long = ""
    uses: Annotated[tuple[Use, ...], Many(12)] = ()
    questions: Lines = ()
    heard_by: Line = ""


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """What the last posts were. posts: looked at; broadcast: share of them that only send; unanswered: messages."""

    posts: Count | None = None
    broadcast: Share | None = None
    unanswered: Count | None = None
    change: Long = ""


@dataclass(frozen=True, kw_only=True)
class Kpi:
    """One number to watch. baseline, target: in `unit`. by: when the target should be reached. owner: who looks.

    source: where the number is read. falls: it improves by falling; None takes that from the kind.
    """

    name: Line = ""
    kind: KpiKind = KpiKind.OTHER
    baseline: Amount | None = None
    target: Amount | None = None
    unit: Line = ""
    by: date | None = None
    owner: Line = ""
    source: Line = ""
    falls: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Tactic:
    """One thing to do. kpi: place of the number it serves, from 0. hours: a week."""

    text: Line = ""
    network: Key = ""
    kpi: Annotated[int, Within(0, 9)] | None = None
    hours: Hours = 0.0


@dataclass(frozen=True, kw_only=True)
class Strategy:
    """What the firm wants, how it will notice, what it will do. begun: the day the baselines were taken."""

    objective: Objective | None = None
    begun: date | None = None
    kpis: Annotated[tuple[Kpi, ...], Many(10)] = ()
    tactics: Annotated[tuple[Tactic, ...], Many(20)] = ()


@dataclass(frozen=True)
class Chosen:
    """A network and why this one."""

    network: Key = ""
    why: Line = ""


@dataclass(frozen=True, kw_only=True)
class Networks:
    """The networks chosen, the first one first. none_yet: the honest answer was "none yet". first: what to do before.

    acceptability: share of all weightings in which the first network comes first.
    """

    chosen: Annotated[tuple[Chosen, ...], Many(20)] = ()
    none_yet: bool = False
    acceptability: Share | None = None
    first: Lines = ()


@dataclass(frozen=True)
class Part:
    """How much of the posts is of one kind, 0 to 1."""

    kind: PostKind = PostKind.USEFUL
    share: Share = 0.0


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry of the calendar, local time. key: names it for good within the plan ("post/2026-03-09/1").

    kind, network and format are empty for a slot to answer messages. idea: key of one of our ideas; text: the learner's
    own words, which go before the idea. caption: what they will write beside it.
    changed: the learner has put it there, in these words or another's place.
    """

    key: Key = ""
    day: date | None = None
    at: time | None = None
    minutes: Annotated[int, Within(5, 1440)] = 15
    network: Key = ""
    kind: PostKind | None = None
    format: PostFormat | None = None
    idea: Key = ""
    text: Long = ""
    caption: Long = ""
    changed: bool = False


MOST_ENTRIES = 1200
"""Posts and slots to answer that a plan holds at most: a year of two posts and a slot each day."""


@dataclass(frozen=True, kw_only=True)
class Content:
    """What is published. cap: share of posts that may sell. posts: a week that has any. entries: posts and slots to
    answer. pauses: when the firm is shut. taken_out: keys of the places the learner wants empty.
    """

    parts: Annotated[tuple[Part, ...], Many(5)] = ()
    cap: Share | None = None
    posts: Annotated[float, Within(0, 100)] | None = None
    weeks: Annotated[int, Within(1, 53)] | None = None
    entries: Annotated[tuple[Entry, ...], Many(MOST_ENTRIES)] = ()
    pauses: Annotated[tuple[Closure, ...], Many(30)] = ()
    taken_out: Annotated[tuple[Key, ...], Many(1000)] = ()


@dataclass(frozen=True, kw_only=True)
class SimulatedWith:
    """The settings of one run of the simulator: hours, reply_hours and posts a week, promotion as share of the posts.

    What the firm gives now stands in `duties` and `content`; these say of what the simulated people are the outcome.
    """

    hours: Hours | None = None
    reply_hours: Hours | None = None
    posts: Annotated[float, Within(0, 100)] | None = None
    promotion: Share | None = None


@dataclass(frozen=True, kw_only=True)
class Done:
    """What is done each week in one way of working. promotion: share of the posts."""

    posts: Annotated[float, Within(0, 200)] = 0.0
    promotion: Share = 0.0
    hours: Hours = 0.0
    reply_hours: Hours = 0.0
    ambassadors: Annotated[float, Within(0, 10_000)] = 0.0
    euros: Annotated[float, Within(0, 1_000_000)] = 0.0


@dataclass(frozen=True, kw_only=True)
class WayOfWorking:
    """A way of working that was compared: its name, what is done, and how it ends, as `Growth` has it."""

    name: Line = ""
    done: Done = field(default_factory=Done)
    low: Count | None = None
    median: Count | None = None
    high: Count | None = None
    chance: Share | None = None


@dataclass(frozen=True, kw_only=True)
class Growth:
    """People in the community, now, wished for, and simulated after `weeks`: 8 in 10 futures end from low to high.

    chance: of reaching the goal. begun: the day on which it was simulated, from which the weeks count. unsettled: what
    an older plan said here otherwise than in the place where it stands now; the learner has not said yet which holds.
    """

    audience: Count | None = None
    today: Count | None = None
    goal: Count | None = None
    weeks: Annotated[int, Within(1, 260)] | None = None
    low: Count | None = None
    median: Count | None = None
    high: Count | None = None
    chance: Share | None = None
    begun: date | None = None
    simulated_with: SimulatedWith = field(default_factory=SimulatedWith)
    scenarios: Annotated[tuple[WayOfWorking, ...], Many(4)] = ()
    unsettled: Annotated[tuple[PlanFact, ...], Many(9)] = ()


@dataclass(frozen=True, kw_only=True)
class Workplace:
    """The channel inside. people: in the firm; alone: who hears things last; channel: what is used.

    purpose: what it is for. keeper: who tends it.
    """

    people: Count | None = None
    alone: Lines = ()
    channel: Line = ""
    purpose: Line = ""
    keeper: Line = ""


@dataclass(frozen=True, kw_only=True)
class Announcements:
    """How news is told inside before it is told outside. within_days: until everybody knows.

    reaches_all: whether everybody knew at all, at the end of the days that were simulated.
    """

    within_days: Annotated[float, Within(0, 60)] | None = None
    reaches_all: bool | None = None
    told_by: Line = ""
    how: Line = ""


@dataclass(frozen=True, kw_only=True)
class Ambassadors:
    """Employees who share because they want to. people: how many. names: of those who agreed. policy: the rules."""

    people: Count | None = None
    names: Lines = ()
    voluntary: bool | None = None
    policy: Rules = ()


@dataclass(frozen=True, kw_only=True)
class Task:
    """Who does what, when. hours: a week."""

    what: Line = ""
    who: Line = ""
    when: Line = ""
    hours: Hours | None = None


@dataclass(frozen=True, kw_only=True)
class Duties:
    """Who runs the channel. channel: the department. answers, stand_in: who answers messages, and who else.

    hours, reply_hours: a week, replies included in hours. reply_times: when messages are looked at.
    """

    channel: Department | None = None
    answers: Line = ""
    stand_in: Line = ""
    hours: Hours | None = None
    reply_hours: Hours | None = None
    reply_times: Line = ""
    tasks: Annotated[tuple[Task, ...], Many(30)] = ()


@dataclass(frozen=True, kw_only=True)
class Brief:
    """Who is to do the work, as a brief. euros: a month. questions: to ask them. limits: what they must not do."""

    way: Way | None = None
    hours: Hours | None = None
    euros: Annotated[float, Within(0, 1_000_000)] | None = None
    tasks: Lines = ()
    questions: Lines = ()
    limits: Lines = ()


@dataclass(frozen=True, kw_only=True)
class Crisis:
    """What to do when it burns, in order. speaks: for the firm. pause: planned posts stop. rules: of the inbox."""

    steps: Lines = ()
    speaks: Line = ""
    pause: bool | None = None
    rules: Rules = ()


@dataclass(frozen=True, kw_only=True)
class Watched:
    """One result to watch. of: what it is divided by ("followers", "reach"). value: the last one, read on `on`."""

    name: Line = ""
    of: Line = ""
    every: Line = ""
    who: Line = ""
    value: Amount | None = None
    on: date | None = None


@dataclass(frozen=True)
class Results:
    """Results to watch. cost: € a month, hours included. break_even: conversions a month that pay for it."""

    watch: Annotated[tuple[Watched, ...], Many(20)] = ()
    cost: Annotated[float, Within(0, 1_000_000)] | None = None
    break_even: Annotated[float, Within(0, 1_000_000_000)] | None = None


@dataclass(frozen=True)
class Measured:
    """What one KPI was in a month. kpi: its place in the strategy, from 0."""

    kpi: Annotated[int, Within(0, 9)] = 0
    value: Amount | None = None


@dataclass(frozen=True, kw_only=True)
class Month:
    """One monthly report: numbers of the month that began on `begins`, what was learned, the one change next."""

    begins: date | None = None
    measured: Annotated[tuple[Measured, ...], Many(10)] = ()
    followers: Count | None = None
    learned: Long = ""
    change: Long = ""


@dataclass(frozen=True)
class Report:
    """The monthly reports, oldest first."""

    months: Annotated[tuple[Month, ...], Many(60)] = ()


@dataclass(frozen=True, kw_only=True)
class Listening:
    """What is listened for. words: to be told of; feeds: pages to follow; who looks, minutes: a week."""

    words: Lines = ()
    feeds: Annotated[tuple[Annotated[str, Text(500)], ...], Many(20)] = ()
    who: Line = ""
    minutes: Annotated[int, Within(0, 10_080)] | None = None


@dataclass(frozen=True)
class Reviews:
    """The days on which the plan is looked at. question: what will be decided. told: who is there."""

    dates: Annotated[tuple[date, ...], Many(24)] = ()
    question: Line = ""
    told: Line = ""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The whole plan. edition: how often it was kept, so that a later calendar replaces an earlier one.

    zone: time zone of the calendar, a name of the IANA database.
    """

    edition: Annotated[int, Within(0, 1_000_000)] = 0
    zone: Key = "Europe/Madrid"
    firm: Firm = field(default_factory=Firm)
    foundations: Foundations = field(default_factory=Foundations)
    contacts: Contacts = field(default_factory=Contacts)
    audience: Audience = field(default_factory=Audience)
    conversation: Conversation = field(default_factory=Conversation)
    strategy: Strategy = field(default_factory=Strategy)
    networks: Networks = field(default_factory=Networks)
    content: Content = field(default_factory=Content)
    growth: Growth = field(default_factory=Growth)
    workplace: Workplace = field(default_factory=Workplace)
    announcements: Announcements = field(default_factory=Announcements)
    ambassadors: Ambassadors = field(default_factory=Ambassadors)
    duties: Duties = field(default_factory=Duties)
    brief: Brief = field(default_factory=Brief)
    crisis: Crisis = field(default_factory=Crisis)
    results: Results = field(default_factory=Results)
    report: Report = field(default_factory=Report)
    listening: Listening = field(default_factory=Listening)
    reviews: Reviews = field(default_factory=Reviews)


SECTIONS: tuple[str, ...] = tuple(each.name for each in fields(Plan) if each.name not in ("edition", "zone"))
"""The sections in the order of the course."""


def filled(plan: Plan) -> tuple[str, ...]:
    """The sections that hold anything."""
    empty = Plan()
    return tuple(name for name in SECTIONS if getattr(plan, name) != getattr(empty, name))
