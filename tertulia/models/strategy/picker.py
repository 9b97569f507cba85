"""Network picker: which network first, or none yet.

Gates come first; then a weighted sum over four families of criteria, in points out of 100. Two
families are about the customers, two about the firm's means:

    customers   audience (share of your customers who use it) and kind (people or firms)
    aim         how well the network serves the aim you stated
    means       formats: can you, and will you, make what it needs every week
    time        hours (does it fit your week) and load (messages it brings against how fast you answer)

The four families carry the weights, so that splitting a family into two criteria does not give it more
say. Values run from 0 to 1; points are 100 * weight * value; a network's points sum to its total.

What the weights hide is shown by stochastic multicriteria acceptability analysis: the share of all
possible weightings, drawn evenly, in which a network takes each place (SMAA-2: Lahdelma and Salminen
2001, Operations Research 49(3):444-454; survey: Tervonen and Figueira 2008, doi:10.1002/mcda.407).

Every number about a network in `NETWORKS`, and every threshold here, is our judgement (grade D). The
audience figures are the caller's, with their own source and grade.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tertulia.models.errors import InputError
from tertulia.models.random_stream import Chance
from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.models.strategy.objective import Objective
from tertulia.models.thresholds import LEAST_HOURS

AGES = ("18-24", "25-34", "35-54", "55-74")
"""Age bands of the customers and of the audience figures, in years."""

SEXES = ("women", "men")

GRADE = "D"
"""Evidence grade of every judgement in this file."""

ANSWER_WITHIN = 24
"""Hours within which somebody must answer."""

ESSENTIAL = 0.7
"""A format with at least this need cannot be replaced by another."""

WILL_NOT = 0.2
"""A skill below this counts as "we will not make it"."""

LEAST_KIND = 0.25
"""Fit to the firm's kind of customers below which a network is left out."""

LEAST_AUDIENCE = 0.20
"""Share of the customers on a network below which it is left out; half of it if all of them are firms."""

MOST = 0.6
"""What "most of your customers" means when a change is tried."""

DRAWS = 10_000
SEED = 1

Number = float | int | str
Values = Mapping[str, Number]
Audience = Mapping[str, Mapping[tuple[str, str], float]]
"""Network key -> (age band, "women" or "men") -> share 0-1 of that group who use the network."""

Array = NDArray[np.float64]


class Family(StrEnum):
    """The four parts of the contribution bar; the first two about customers, the others about means."""

    CUSTOMERS = "customers"
    AIM = "aim"
    MEANS = "means"
    TIME = "time"


class Criterion(StrEnum):
    """What is valued, 0-1, for each network."""

    AUDIENCE = "audience"
    KIND = "kind"
    AIM = "aim"
    FORMATS = "formats"
    HOURS = "hours"
    LOAD = "load"


FAMILY_OF = {
    Criterion.AUDIENCE: Family.CUSTOMERS,
    Criterion.KIND: Family.CUSTOMERS,
    Criterion.AIM: Family.AIM,
    Criterion.FORMATS: Family.MEANS,
    Criterion.HOURS: Family.TIME,
    Criterion.LOAD: Family.TIME,
}
"""The family whose weight each criterion shares."""


class Gate(StrEnum):
    """The four gates, in the order they are shown."""

    BASICS = "basics"
    ANSWERING = "answering"
    HOURS = "hours"
    AIM = "aim"


class Closed(StrEnum):
    """Why a gate is closed."""

    BASICS_WRONG = "basics_wrong"
    NO_PAGE = "no_page"
    NO_EMAIL = "no_email"
    NO_OWNER = "no_owner"
    SLOW_ANSWERS = "slow_answers"
    FEW_HOURS = "few_hours"
    NO_AIM = "no_aim"


class Out(StrEnum):
    """Why a network is left out."""

    NEEDS_FORMAT = "needs_format"
    FOR_FIRMS = "for_firms"
    FOR_PEOPLE = "for_people"
    FEW_HOURS = "few_hours"
    FEW_CUSTOMERS = "few_customers"
    NO_FIGURES = "no_figures"


class Because(StrEnum):
    """What the answer rests on."""

    RANKED_FIRST = "ranked_first"
    GATES_CLOSED = "gates_closed"
    ALL_LEFT_OUT = "all_left_out"


class Firmness(StrEnum):
    """How far the first place depends on what the learner thinks matters."""

    CLEAR = "clear"
    LEANING = "leaning"
    DEPENDS = "depends"


class StepCode(StrEnum):
    """What to do first when the answer is "none yet"."""

    FIX_BASICS = "fix_basics"
    NAME_OWNER = "name_owner"
    STATE_AIM = "state_aim"
    USE_EMAIL = "use_email"
    FIND_HOURS = "find_hours"
    ANSWER_IN_A_DAY = "answer_in_a_day"
    MAKE_PAGE = "make_page"
    LEARN_FORMAT = "learn_format"
    ASK_CUSTOMERS = "ask_customers"


class Effort(StrEnum):
    """How long a step takes, roughly."""

    QUARTER_HOUR = "quarter_hour"
    TALK = "talk"
    EVENING = "evening"
    WEEK = "week"
    THREE_WEEKS = "three_weeks"
    MONTH = "month"
    WEEK_AT_THE_COUNTER = "week_at_the_counter"


EFFORT = {
    StepCode.FIX_BASICS: Effort.QUARTER_HOUR,
    StepCode.NAME_OWNER: Effort.TALK,
    StepCode.STATE_AIM: Effort.EVENING,
    StepCode.USE_EMAIL: Effort.WEEK,
    StepCode.FIND_HOURS: Effort.WEEK,
    StepCode.ANSWER_IN_A_DAY: Effort.THREE_WEEKS,
    StepCode.MAKE_PAGE: Effort.MONTH,
    StepCode.LEARN_FORMAT: Effort.MONTH,
    StepCode.ASK_CUSTOMERS: Effort.WEEK_AT_THE_COUNTER,
}
"""Effort of each step; the order of the steps is the order of doing them."""

STEP_FOR = {
    Closed.BASICS_WRONG: StepCode.FIX_BASICS,
    Closed.NO_PAGE: StepCode.MAKE_PAGE,
    Closed.NO_EMAIL: StepCode.USE_EMAIL,
    Closed.NO_OWNER: StepCode.NAME_OWNER,
    Closed.SLOW_ANSWERS: StepCode.ANSWER_IN_A_DAY,
    Closed.FEW_HOURS: StepCode.FIND_HOURS,
    Closed.NO_AIM: StepCode.STATE_AIM,
}


class ChangeCode(StrEnum):
    """One answer given otherwise."""

    HOURS_MORE = "hours_more"
    HOURS_LESS = "hours_less"
    ANSWERS_SLOWER = "answers_slower"
    ANSWERS_FASTER = "answers_faster"
    FORMAT_YES = "format_yes"
    FORMAT_NO = "format_no"
    AIM_CHANGED = "aim_changed"
    AIM_STATED = "aim_stated"
    MOST_OLDER = "most_older"
    MOST_YOUNGER = "most_younger"
    MOSTLY_WOMEN = "mostly_women"
    MOSTLY_MEN = "mostly_men"
    MOSTLY_FIRMS = "mostly_firms"
    MOSTLY_PEOPLE = "mostly_people"
    BASICS_FIXED = "basics_fixed"
    PAGE_MADE = "page_made"
    EMAIL_USED = "email_used"
    OWNER_NAMED = "owner_named"


class Effect(StrEnum):
    """What a change does to the answer."""

    FIRST = "first"
    NONE_YET = "none_yet"
    JOINS = "joins"


@dataclass(frozen=True)
class Network:
    """What one network asks and offers; every number is our judgement, grade D.

    formats: need of each format, 0-1. hours_per_week: hours to run it decently, answering included.
    least_hours: hours below which it is better not opened. load: messages it attracts, 0-1. people,
    firms: how far people, or firms, accept a firm there as customers do, 0-1. aims: fit to each aim, 0-1.
    why: the reasons in one line, for those who change the numbers; learners read the widget's sentence.
    """

    key: str
    name: str
    formats: Mapping[ContentSkill, float]
    hours_per_week: float
    least_hours: float
    load: float
    people: float
    firms: float
    aims: Mapping[Objective, float]
    why: str


def _network(
    key: str,
    name: str,
    formats: tuple[float, ...],
    hours: tuple[float, float],
    load: float,
    kind: tuple[float, float],
    aims: tuple[float, ...],
    why: str,
) -> Network:
    return Network(
        key,
        name,
        dict(zip(ContentSkill, formats, strict=True)),
        *hours,
        load,
        *kind,
        dict(zip(Objective, aims, strict=True)),
        why,
    )


NETWORKS: Mapping[str, Network] = {
    network.key: network
    for network in (
        # formats: photo, short video, long video, writing, conversation; hours: decent, least; message load;
        # kind: people, firms; aims: be found, new customers, bring back, listen, recruit, quiet hours
        _network(
            "whatsapp",
            "WhatsApp Business",
            (0.3, 0.1, 0.0, 0.4, 1.0),
            (3.0, 1.0),
            0.9,
            (0.6, 0.7),
            (0.2, 0.2, 0.9, 0.7, 0.2, 0.7),
            "Private talk with those who gave their number: strong for regulars, weak for strangers.",
        ),
        _network(
            "instagram",
            "Instagram",
            (0.9, 0.5, 0.0, 0.3, 0.5),
            (4.0, 2.0),
            0.5,
            (1.0, 0.4),
            (0.7, 0.8, 0.6, 0.5, 0.4, 0.6),
            "Lives on good pictures every week; people look there for shops, food and places.",
        ),
        _network(
            "facebook",
            "Facebook",
            (0.6, 0.3, 0.0, 0.5, 0.7),
            (3.0, 1.5),
            0.6,
            (0.9, 0.4),
            (0.6, 0.5, 0.6, 0.6, 0.5, 0.6),
            "Neighbourhood groups, events and opinions; without comments answered it goes quiet.",
        ),
        _network(
            "youtube",
            "YouTube",
            (0.1, 0.4, 0.9, 0.3, 0.3),
            (6.0, 3.0),
            0.3,
            (0.7, 0.7),
            (0.8, 0.6, 0.3, 0.2, 0.3, 0.1),
            "Found by searching and lasts for years, but a watchable video takes most of a day.",
        ),
        _network(
            "tiktok",
            "TikTok",
            (0.0, 1.0, 0.1, 0.2, 0.4),
            (5.0, 3.0),
            0.4,
            (0.8, 0.2),
            (0.6, 0.8, 0.2, 0.3, 0.4, 0.3),
            "Shows strangers short videos several times a week; viewers are seldom near the shop.",
        ),
        _network(
            "linkedin",
            "LinkedIn",
            (0.4, 0.2, 0.1, 0.8, 0.6),
            (3.0, 1.5),
            0.3,
            (0.1, 1.0),
            (0.6, 0.7, 0.4, 0.4, 0.9, 0.1),
            "People speak there as professionals: good for firms and for hiring, not for neighbours.",
        ),
        _network(
            "x",
            "X",
            (0.2, 0.2, 0.0, 0.8, 0.9),
            (5.0, 3.0),
            0.7,
            (0.4, 0.4),
            (0.4, 0.3, 0.3, 0.7, 0.2, 0.3),
            "Quick public talk, every day: good for listening, costly to keep up, quick to turn sour.",
        ),
        _network(
            "pinterest",
            "Pinterest",
            (1.0, 0.3, 0.0, 0.3, 0.0),
            (2.5, 1.0),
            0.1,
            (0.6, 0.2),
            (0.6, 0.4, 0.2, 0.1, 0.1, 0.1),
            "A picture search for plans and purchases; little talk, so little to answer.",
        ),
        _network(
            "telegram",
            "Telegram",
            (0.3, 0.2, 0.0, 0.7, 0.5),
            (2.0, 1.0),
            0.5,
            (0.3, 0.3),
            (0.1, 0.1, 0.7, 0.4, 0.1, 0.6),
            "A notice board for those who already follow you; nobody finds you there.",
        ),
    )
}
"""The nine networks the course can recommend, in the order that settles ties of points and hours."""


@dataclass(frozen=True)
class Firm:
    """The learner's answers.

    website: a website, or at least a page of one's own. basics_right: hours, phone and map entry are right
    everywhere. email_daily: e-mail is read every day. owner_named: a named person answers. answers_within:
    hours until a message is answered. hours: hours a week for the networks. aim: None while unstated.
    firms: share of the customers that are firms, 0-1. women: share of women among them, 0-1. ages: share
    per band of `AGES`, normalised here. skills: per `ContentSkill`, 0 "we will not" to 1 "every week"; absent = 0.

    Raises InputError naming the field: hours, answers_within, firms, women, ages, skills or aim.
    """

    website: bool
    basics_right: bool
    email_daily: bool
    owner_named: bool
    answers_within: int
    hours: float
    aim: Objective | None
    firms: float
    women: float
    ages: Mapping[str, float] = field(hash=False)
    skills: Mapping[str, float] = field(hash=False)

    def __post_init__(self) -> None:
        """Check every answer and bring the ages to a sum of 1."""
        for name, value in (("hours", self.hours), ("answers_within", self.answers_within)):
            if not math.isfinite(value):
                raise InputError(name, "not_a_number")
            if value < 0:
                raise InputError(name, "negative", value=value)
        if self.hours > 168:
            raise InputError("hours", "over_a_week", value=self.hours, most=168)
        _share("firms", self.firms)
        _share("women", self.women)
        for name, value in self.skills.items():
            if name not in tuple(ContentSkill):
                raise InputError("skills", "unknown_format", format=name)
            _share("skills", value, format=name)
        if self.aim is not None and self.aim not in tuple(Objective):
            raise InputError("aim", "unknown_aim", aim=str(self.aim))
        object.__setattr__(self, "aim", None if self.aim is None else Objective(self.aim))
        object.__setattr__(self, "skills", {f: float(self.skills.get(f, 0.0)) for f in ContentSkill})
        object.__setattr__(self, "ages", _normalised("ages", AGES, self.ages, "unknown_band", "band"))


@dataclass(frozen=True)
class Weights:
    """How much each family counts: any numbers of at least 0, brought to a sum of 1; equal unless told.

    Raises InputError("weights", ...) for a negative weight or when all are zero.
    """

    customers: float = 0.25
    aim: float = 0.25
    means: float = 0.25
    time: float = 0.25

    def __post_init__(self) -> None:
        """Check and normalise."""
        given = {family.value: getattr(self, family) for family in Family}
        for name, value in _normalised("weights", tuple(given), given, "unknown_family", "family").items():
            object.__setattr__(self, name, value)

    def array(self) -> Array:
        """The weights in the order of `Family`, shape (4,)."""
        return np.array([getattr(self, family) for family in Family])


@dataclass(frozen=True)
class GateState:
    """One gate: open, or closed for `reasons`; `values` holds the learner's number and the one asked."""

    gate: Gate
    reasons: tuple[Closed, ...]
    values: Values

    @property
    def open(self) -> bool:
        """Whether nothing keeps it closed."""
        return not self.reasons


@dataclass(frozen=True)
class Step:
    """Something to do before opening a network."""

    code: StepCode
    effort: Effort
    values: Values


@dataclass(frozen=True)
class Reason:
    """Why a network is left out, with the numbers the sentence needs."""

    code: Out
    values: Values


@dataclass(frozen=True)
class LeftOut:
    """A network that is not ranked; `total` is what it would have scored, None without audience figures."""

    network: str
    reasons: tuple[Reason, ...]
    total: float | None


@dataclass(frozen=True)
class Standing:
    """One ranked network.

    total: points out of 100, exactly the sum of `points` in the order of `Family`. values: 0-1 per
    criterion (`values["audience"]` is the share of the firm's customers who use it). criterion_points:
    `points` split by criterion. strong, weak: the criteria of the highest and the lowest value
    (never the aim while it is unstated).
    acceptability: share of all weightings in which it takes place 1, 2, ... central: the mean weighting
    among those that put it first, None if there is none.
    """

    network: str
    total: float
    points: Mapping[Family, float]
    criterion_points: Mapping[Criterion, float]
    values: Mapping[Criterion, float]
    strong: Criterion
    weak: Criterion
    acceptability: tuple[float, ...]
    central: Weights | None

    @property
    def first_share(self) -> float:
        """Share of all weightings in which it comes first."""
        return self.acceptability[0]

    def whole_points(self) -> dict[Family, int]:
        """Points as whole numbers that add up to the rounded total (largest remainders)."""
        whole = {family: math.floor(value) for family, value in self.points.items()}
        missing = math.floor(self.total + 0.5) - sum(whole.values())
        by_remainder = sorted(whole, key=lambda family: whole[family] - self.points[family])
        for family in by_remainder[:missing]:
            whole[family] += 1
        return whole


@dataclass(frozen=True)
class WeightFlip:
    """The smallest change of the weights that puts another network level with the first.

    rival: the network that takes over. moved: weight to move, 0-1 (half the L1 distance). taken: how much
    is taken from each family. to: the family that receives it. weights: the weighting at the tipping point.
    """

    rival: str
    moved: float
    taken: Mapping[Family, float]
    to: Family
    weights: Weights


@dataclass(frozen=True)
class Answer:
    """What the picker says.

    network: the one to begin with, None for "none yet", for the reason in `because`. steps: what to do
    first, only with "none yet". ranking: best first; for information only while `network` is None.
    left_out: those with the most points first. firmness, flip: None without a ranking; flip also if no
    weighting changes the first place. allowed: the networks, in rank order, whose hours together fit the
    firm's week (empty if even the first asks for more hours than there are).
    """

    network: str | None
    because: Because
    gates: tuple[GateState, ...]
    steps: tuple[Step, ...]
    ranking: tuple[Standing, ...]
    left_out: tuple[LeftOut, ...]
    firmness: Firmness | None
    flip: WeightFlip | None
    allowed: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """One answer given otherwise, and what follows.

    network: the one that comes first or joins the ranking, None for "none yet". place: its place then.
    size: how big the change is, as a share of that answer's range (our measure, for ordering only).
    """

    code: ChangeCode
    values: Values
    effect: Effect
    network: str | None
    place: int | None
    size: float


def gates(firm: Firm) -> tuple[GateState, ...]:
    """The four gates of a firm, in order."""
    basics = {
        Closed.BASICS_WRONG: not firm.basics_right,
        Closed.NO_PAGE: not firm.website,
        Closed.NO_EMAIL: not firm.email_daily,
    }
    answering = {Closed.NO_OWNER: not firm.owner_named, Closed.SLOW_ANSWERS: firm.answers_within > ANSWER_WITHIN}
    return (
        GateState(Gate.BASICS, tuple(code for code, closed in basics.items() if closed), {}),
        GateState(
            Gate.ANSWERING,
            tuple(code for code, closed in answering.items() if closed),
            {"have": firm.answers_within, "needed": ANSWER_WITHIN},
        ),
        GateState(
            Gate.HOURS,
            () if firm.hours >= LEAST_HOURS else (Closed.FEW_HOURS,),
            {"have": firm.hours, "needed": LEAST_HOURS},
        ),
        GateState(Gate.AIM, () if firm.aim else (Closed.NO_AIM,), {"aim": firm.aim or ""}),
    )


def pick(
    firm: Firm,
    audience: Audience,
    weights: Weights | None = None,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    networks: Mapping[str, Network] = NETWORKS,
) -> Answer:
    """Which network first for this firm, or none yet.

    audience: see `Audience`; a network without figures is left out with `Out.NO_FIGURES`. weights: the
    learner's, equal by default. draws, seed: of the weightings behind the acceptabilities; the same seed
    gives the same answer. Equal points go to the network that asks for fewer hours, then to the earlier one.
    Raises InputError("audience", ...) for figures that are missing for a group or are not shares.
    """
    weights = weights or Weights()
    judged = _judge(firm, _figures(audience, networks), weights, networks)
    values = np.array([[scored.families[f] for f in Family] for scored in judged.ranked]).reshape(-1, 4)
    # In the draws as in the ranking, a tie must fall to the network of fewer hours, not to the better ranked.
    order = sorted(range(len(values)), key=lambda i: judged.ranked[i].tie)
    shares, central = _acceptability(values[order], draws, seed)
    place = {i: row for row, i in enumerate(order)}
    telling = [criterion for criterion in Criterion if firm.aim or criterion is not Criterion.AIM]
    ranking = tuple(
        Standing(
            scored.network.key,
            scored.total,
            scored.points,
            scored.criterion_points,
            scored.values,
            max(telling, key=scored.values.__getitem__),
            min(telling, key=scored.values.__getitem__),
            tuple(float(share) for share in shares[place[i]]),
            None if np.isnan(central[place[i]]).any() else Weights(*central[place[i]].tolist()),
        )
        for i, scored in enumerate(judged.ranked)
    )
    states = gates(firm)
    flip = smallest_flip(values, weights.array(), 0) if len(values) else None
    return Answer(
        network=judged.network,
        because=judged.because,
        gates=states,
        steps=() if judged.network else _steps(states, judged.left_out),
        ranking=ranking,
        left_out=judged.left_out,
        firmness=_firmness(ranking),
        flip=_named(flip, ranking, weights) if flip else None,
        allowed=_allowed(firm.hours, judged.ranked),
    )


@lru_cache(maxsize=8)
def weightings(draws: int = DRAWS, families: int = len(Family), seed: int = SEED) -> Array:
    """Weightings drawn evenly from all possible ones (Dirichlet with all parameters 1).

    Returns shape (draws, families), each row summing to 1, read-only. Raises InputError("draws", ...).
    """
    if draws < 1:
        raise InputError("draws", "below_one", value=draws)
    drawn = -np.log1p(-Chance(seed).random((draws, families)))
    drawn /= drawn.sum(axis=1, keepdims=True)
    drawn.flags.writeable = False
    return drawn


def acceptability(values: Array, draws: int = DRAWS, seed: int = SEED) -> Array:
    """Share of weightings in which each row of values takes each place.

    values: shape (networks, families), 0-1. Returns shape (networks, networks): row = network, column =
    place, best first; rows and columns sum to 1. Equal scores: the earlier row takes the better place.
    """
    return _acceptability(values, draws, seed)[0]


def smallest_flip(values: Array, weights: Array, first: int) -> tuple[int, int, Array] | None:
    """The weighting nearest to `weights` (L1) at which another row draws level with row `first`.

    values: shape (networks, families). weights: shape (families,), sums to 1. Returns the other row, the
    family that gains weight and the weighting; None if no weighting lets another row overtake.

    Exact: against each rival the gap is linear in the weights, and each unit of weight moved to the
    rival's best family shrinks it by a fixed amount, so taking weight from the families in falling order
    of that amount is optimal.
    """
    nearest: tuple[float, int, int, Array] | None = None
    for rival in range(len(values)):
        lead = values[first] - values[rival]
        to = int(np.argmin(lead))
        if rival == first or lead[to] > -1e-12:
            continue
        moved = weights.astype(float)
        gap = max(0.0, float(lead @ weights))
        for giver in sorted(range(len(lead)), key=lambda f: (-lead[f], f)):
            gain = float(lead[giver] - lead[to])
            if gap <= 0 or gain <= 0:
                break
            step = min(gap / gain, float(moved[giver]))
            moved[giver] -= step
            moved[to] += step
            gap -= step * gain
        distance = float(np.abs(moved - weights).sum())
        if nearest is None or distance < nearest[0] - 1e-12:
            nearest = distance, rival, to, moved
    return nearest and nearest[1:]


def what_would_change(
    firm: Firm, audience: Audience, weights: Weights | None = None, *, networks: Mapping[str, Network] = NETWORKS
) -> tuple[Change, ...]:
    """Single answers that, given otherwise, would change the answer.

    First those that change the network to begin with or turn it into "none yet" (or out of it), smallest
    first; then those that only let a network into the ranking. Of several steps of one kind (one hour
    more, two hours more) only the smallest that has the effect is told. Raises as `pick` does.
    """
    weights = weights or Weights()
    figures = _figures(audience, networks)
    before = _judge(firm, figures, weights, networks)
    ranked = {scored.network.key for scored in before.ranked}
    found: dict[tuple[str, bool], Change] = {}
    for ladder, code, values, size, other in _variants(firm):
        after = _judge(other, figures, weights, networks)
        joins = [i for i, scored in enumerate(after.ranked) if scored.network.key not in ranked]
        if after.network != before.network:
            effect = Effect.FIRST if after.network else Effect.NONE_YET
            change = Change(code, values, effect, after.network, 1 if after.network else None, size)
        elif after.network and joins:
            joiner = after.ranked[joins[0]].network.key
            change = Change(code, values, Effect.JOINS, joiner, joins[0] + 1, size)
        else:
            continue
        found.setdefault((ladder, change.effect is Effect.JOINS), change)
    return tuple(sorted(found.values(), key=lambda change: (change.effect is Effect.JOINS, change.size)))


class _Scored(NamedTuple):
    network: Network
    values: dict[Criterion, float]
    families: dict[Family, float]
    criterion_points: dict[Criterion, float]
    points: dict[Family, float]
    total: float
    tie: tuple[float, int]


class _Judged(NamedTuple):
    network: str | None
    because: Because
    ranked: list[_Scored]
    left_out: tuple[LeftOut, ...]


def _judge(firm: Firm, figures: Mapping[str, Array], weights: Weights, networks: Mapping[str, Network]) -> _Judged:
    """Everything but the weightings: ranked networks, best first, those left out, and the verdict."""
    ages = np.array([firm.ages[band] for band in AGES])
    customers = np.outer(ages, (firm.women, 1.0 - firm.women)).ravel()
    split = _split(firm)
    ranked: list[_Scored] = []
    left_out: list[LeftOut] = []
    for position, (key, network) in enumerate(networks.items()):
        if key not in figures:
            left_out.append(LeftOut(key, (Reason(Out.NO_FIGURES, {}),), None))
            continue
        scored = _score(firm, network, float(figures[key] @ customers), split, weights, position)
        reasons = _reasons(firm, network, scored.values)
        if reasons:
            left_out.append(LeftOut(key, reasons, scored.total))
        else:
            ranked.append(scored)
    ranked.sort(key=lambda scored: (-round(scored.total, 9), scored.tie))
    left_out.sort(key=lambda out: -1.0 if out.total is None else out.total, reverse=True)
    if not all(state.open for state in gates(firm)):
        return _Judged(None, Because.GATES_CLOSED, ranked, tuple(left_out))
    if not ranked:
        return _Judged(None, Because.ALL_LEFT_OUT, ranked, tuple(left_out))
    return _Judged(ranked[0].network.key, Because.RANKED_FIRST, ranked, tuple(left_out))


def _split(firm: Firm) -> dict[Criterion, float]:
    """Share of its family's weight that each criterion takes.

    Audience surveys count people in private life. The more the customers are firms, the less those
    figures say and the more the kind of network counts: a third for neighbours, two thirds for firms.
    """
    kind = (1.0 + firm.firms) / 3.0
    return {
        Criterion.AUDIENCE: 1.0 - kind,
        Criterion.KIND: kind,
        Criterion.AIM: 1.0,
        Criterion.FORMATS: 1.0,
        Criterion.HOURS: 2.0 / 3.0,
        Criterion.LOAD: 1.0 / 3.0,
    }


def _score(
    firm: Firm, network: Network, share: float, split: Mapping[Criterion, float], weights: Weights, position: int
) -> _Scored:
    needed = sum(network.formats.values())
    values = {
        Criterion.AUDIENCE: share,
        Criterion.KIND: firm.firms * network.firms + (1.0 - firm.firms) * network.people,
        # Without an aim no network serves it; the gate says so, and the ranking is for information only.
        Criterion.AIM: network.aims[firm.aim] if firm.aim else 0.0,
        Criterion.FORMATS: sum(need * firm.skills[f] for f, need in network.formats.items()) / needed,
        # Full marks when it takes half of the week's hours: there are bad weeks. All of them: half marks.
        Criterion.HOURS: min(1.0, firm.hours / (2.0 * network.hours_per_week)),
        Criterion.LOAD: 1.0 - network.load * min(1.0, firm.answers_within / ANSWER_WITHIN),
    }
    families = dict.fromkeys(Family, 0.0)
    points = dict.fromkeys(Family, 0.0)
    criterion_points: dict[Criterion, float] = {}
    for criterion, value in values.items():
        family = FAMILY_OF[criterion]
        part = split[criterion] * value
        criterion_points[criterion] = 100.0 * getattr(weights, family) * part
        families[family] += part
        points[family] += criterion_points[criterion]
    return _Scored(
        network, values, families, criterion_points, points, sum(points.values()), (network.hours_per_week, position)
    )


def _reasons(firm: Firm, network: Network, values: Mapping[Criterion, float]) -> tuple[Reason, ...]:
    """Why the network is left out; empty if it is not."""
    found = [
        Reason(Out.NEEDS_FORMAT, {"format": format_.value})
        for format_, need in network.formats.items()
        if need >= ESSENTIAL and firm.skills[format_] < WILL_NOT
    ]
    if values[Criterion.KIND] < LEAST_KIND:
        found.append(Reason(Out.FOR_FIRMS if network.firms > network.people else Out.FOR_PEOPLE, {}))
    least = LEAST_AUDIENCE * (1.0 - firm.firms / 2.0)
    if values[Criterion.AUDIENCE] < least:
        found.append(Reason(Out.FEW_CUSTOMERS, {"have": values[Criterion.AUDIENCE], "needed": least}))
    if firm.hours < network.least_hours:
        found.append(Reason(Out.FEW_HOURS, {"have": firm.hours, "needed": network.least_hours}))
    return tuple(found)


def _steps(states: tuple[GateState, ...], left_out: tuple[LeftOut, ...]) -> tuple[Step, ...]:
    """What to do first: whatever opens the closed gates, else what lets a network in; quickest first."""
    wanted: dict[StepCode, Values] = {STEP_FOR[reason]: state.values for state in states for reason in state.reasons}
    if not wanted:
        # Only what alone would let a network in: a longer list would be a list of everything.
        for reason in (out.reasons[0] for out in left_out if len(out.reasons) == 1):
            if reason.code is Out.NEEDS_FORMAT:
                wanted.setdefault(StepCode.LEARN_FORMAT, reason.values)
            if reason.code is Out.FEW_HOURS:
                known = wanted.get(StepCode.FIND_HOURS, reason.values)
                wanted[StepCode.FIND_HOURS] = min(known, reason.values, key=lambda v: float(v["needed"]))
    wanted[StepCode.ASK_CUSTOMERS] = {}
    return tuple(Step(code, EFFORT[code], wanted[code]) for code in StepCode if code in wanted)


def _allowed(hours: float, ranked: list[_Scored]) -> tuple[str, ...]:
    allowed: list[str] = []
    for scored in ranked:
        hours -= scored.network.hours_per_week
        if hours < -1e-9:
            break
        allowed.append(scored.network.key)
    return tuple(allowed)


def _firmness(ranking: tuple[Standing, ...]) -> Firmness | None:
    if not ranking:
        return None
    share = ranking[0].first_share
    return Firmness.CLEAR if share >= 2 / 3 else Firmness.LEANING if share >= 0.5 else Firmness.DEPENDS


def _named(flip: tuple[int, int, Array], ranking: tuple[Standing, ...], weights: Weights) -> WeightFlip:
    rival, to, at = flip
    change = zip(Family, (weights.array() - at).tolist(), strict=True)
    taken = {family: by for family, by in change if by > 0}
    return WeightFlip(
        ranking[rival].network, math.fsum(taken.values()), taken, tuple(Family)[to], Weights(*at.tolist())
    )


def _acceptability(values: Array, draws: int, seed: int) -> tuple[Array, Array]:
    """Acceptabilities, shape (n, n), and mean weighting of each row's first places, nan if it has none."""
    n, families = values.shape
    drawn = weightings(draws, families, seed)
    # Rounded, so that equal values tie whatever order the sums were taken in.
    scores = np.ascontiguousarray((drawn @ values.T).round(11).T)
    places = np.zeros((n, draws), dtype=np.intp)
    for better in range(n):
        for worse in range(better + 1, n):
            beaten = scores[worse] > scores[better]
            places[better] += beaten
            places[worse] += ~beaten
    shares = np.array([np.bincount(row, minlength=n) for row in places]).reshape(n, n) / draws
    central = np.full((n, families), np.nan)
    for row in range(n):
        first = places[row] == 0
        if first.any():
            central[row] = first.astype(float) @ drawn / first.sum()
    return shares, central


def _variants(firm: Firm) -> Iterator[tuple[str, ChangeCode, Values, float, Firm]]:
    """Single answers given otherwise: ladder, code, numbers, size, the firm then.

    Steps of one ladder come smallest first. Gates that are open are not closed by hand, except by
    slower answers and fewer hours, which happen to firms.
    """

    def one(
        code: ChangeCode, size: float, values: Values, answers: Mapping[str, object], ladder: str = ""
    ) -> tuple[str, ChangeCode, Values, float, Firm]:
        return ladder or code.value, code, values, size, replace(firm, **answers)  # type: ignore[arg-type]

    for answer, code, size in (
        ("basics_right", ChangeCode.BASICS_FIXED, 0.05),
        ("owner_named", ChangeCode.OWNER_NAMED, 0.1),
        ("email_daily", ChangeCode.EMAIL_USED, 0.15),
        ("website", ChangeCode.PAGE_MADE, 0.4),
    ):
        if not getattr(firm, answer):
            yield one(code, size, {}, {answer: True})
    for by in range(1, 7):
        if firm.hours + by <= 168:
            values: Values = {"by": by, "hours": firm.hours + by}
            yield one(ChangeCode.HOURS_MORE, by / 10, values, {"hours": firm.hours + by})
        if firm.hours - by >= 0:
            values = {"by": by, "hours": firm.hours - by}
            yield one(ChangeCode.HOURS_LESS, by / 10, values, {"hours": firm.hours - by})
    # Waiting is felt in doublings: one hour or two, one day or two.
    doublings = {within: math.log2(within / max(1, firm.answers_within)) for within in (2, 8, 24, 48)}
    for within, by_doublings in sorted(doublings.items(), key=lambda item: abs(item[1])):
        if within != firm.answers_within:
            code = ChangeCode.ANSWERS_SLOWER if by_doublings > 0 else ChangeCode.ANSWERS_FASTER
            yield one(code, abs(by_doublings) / 10, {"hours": within}, {"answers_within": within})
    for format_, skill in firm.skills.items():
        for target, code in ((1.0, ChangeCode.FORMAT_YES), (0.0, ChangeCode.FORMAT_NO)):
            if skill != target:
                skills = {**firm.skills, format_: target}
                name = ContentSkill(format_).value
                yield one(code, abs(target - skill), {"format": name}, {"skills": skills}, f"{code}:{name}")
    for aim in Objective:
        if aim is not firm.aim:
            code = ChangeCode.AIM_CHANGED if firm.aim else ChangeCode.AIM_STATED
            yield one(code, 0.5, {"aim": aim.value}, {"aim": aim}, f"aim:{aim}")
    for bands, code in ((AGES[-1:], ChangeCode.MOST_OLDER), (AGES[:2], ChangeCode.MOST_YOUNGER)):
        have = sum(firm.ages[band] for band in bands)
        if have < MOST:
            yield one(code, MOST - have, {"share": MOST}, {"ages": _towards(firm.ages, bands, have)})
    for answer, target, code in (
        ("women", 0.8, ChangeCode.MOSTLY_WOMEN),
        ("women", 0.2, ChangeCode.MOSTLY_MEN),
        ("firms", 0.8, ChangeCode.MOSTLY_FIRMS),
        ("firms", 0.2, ChangeCode.MOSTLY_PEOPLE),
    ):
        have = getattr(firm, answer)
        if (target > 0.5 and have < target) or (target < 0.5 and have > target):
            yield one(code, abs(target - have), {"share": max(target, 1 - target)}, {answer: target})


def _towards(ages: Mapping[str, float], bands: tuple[str, ...], have: float) -> dict[str, float]:
    """The ages with `MOST` of the customers in these bands, the rest in the proportions of today."""
    return {
        band: (
            MOST * (ages[band] / have if have > 0 else 1 / len(bands))
            if band in bands
            else (1 - MOST) * ages[band] / (1 - have)
        )
        for band in ages
    }


def _figures(audience: Audience, networks: Mapping[str, Network]) -> dict[str, Array]:
    """The audience figures of the networks that have them, each of shape (8,): bands, then sexes."""
    figures: dict[str, Array] = {}
    for key in networks:
        if key not in audience:
            continue
        for group in ((band, sex) for band in AGES for sex in SEXES):
            if group not in audience[key]:
                raise InputError("audience", "missing_group", network=key, age=group[0], sex=group[1])
            _share("audience", audience[key][group], network=key, age=group[0], sex=group[1])
        figures[key] = np.array([audience[key][band, sex] for band in AGES for sex in SEXES], dtype=float)
    return figures


def _share(name: str, value: float, **values: Number) -> None:
    if not 0.0 <= value <= 1.0:
        raise InputError(name, "not_a_share", value=value, **values)


def _normalised(
    name: str, keys: tuple[str, ...], given: Mapping[str, float], unknown: str, word: str
) -> dict[str, float]:
    """The given numbers brought to a sum of 1, absent ones 0, in the order of the keys."""
    for key, value in given.items():
        if key not in keys:
            raise InputError(name, unknown, **{word: key})
        if not math.isfinite(value):
            raise InputError(name, "not_a_number", **{word: key})
        if value < 0:
            raise InputError(name, "negative", value=value, **{word: key})
    total = math.fsum(given.values())
    if total <= 0:
        raise InputError(name, "all_zero")
    return {key: given.get(key, 0.0) / total for key in keys}
