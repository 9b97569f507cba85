"""How a community on one network may grow, week by week, in many futures.

Everybody in the audience is in one of four states: potential P, active A (follows and sees the posts now
and then), dormant D (follows, sees nothing) and left X; P + A + D + X = N always. What the network shows
as "followers" is A + D: followers are not a community. All stocks are people, all rates are per week.

What happens in a week (hazards per person and week; n published posts, s promotion share)::

    n   = min(plan, (H - H_reply) / h_post)                   what the hours allow
    v   = 1 - exp(-r n)                                       a follower sees a post
    h   = p + q v (1 - s) A/N                                 found alone, brought by others
        + E c sigma u f/N,  f = a f_0                         ambassadors' shares
        + f_p (1 - exp(-1000 B usd/(CPM N)))                  paid reach
        + f (1 - exp(-k S)) with chance 1 - exp(-kappa n (1 - s))   a post shared far, S log-normal
    U   = 1 - min(1, 60 H_reply / (tau mu A))                 share of messages left unanswered
    d_A = d_0 exp(theta max(0, s - s*)) (1 + phi max(0, n - n*)) (1 + psi U)
    P -> A  h        A -> X  d_A      A -> D  omega (1 - v)
    D -> A  gamma v  D -> X  d_0 / 2  X -> P  rho

The weekly map is the model: every hazard acts once a week with probability 1 - exp(-hazard), because
posts, answers and plans are weekly. It is not a crude solution of the differential equations; `step`
takes the length of a step, and short steps converge to them (the tests meet the closed forms of Bass
and Riccati that way). At the medians below the visible community differs by 0.2 % after a year; with
q = 0.06 it would be 4 to 7 %.

What is not known is drawn (`draws`: Latin hypercube, log-normal), what is luck is played (`Luck`).

What it says about doing nothing: the active community always falls behind. The visible one need not: where
a third of the audience follows already, nothing keeps more followers, for who sees nothing leaves at half
the rate.

Sources: F. M. Bass, "A new product growth for model consumer durables", Management Science 15 (1969)
215-227 (joining). M. D. McKay, R. J. Beckman, W. J. Conover, Technometrics 21 (1979) 239-245 (Latin
hypercube). T. G. Kurtz, "Representations of Markov processes as multiparameter time changes", Annals of
Probability 8 (1980) 682-715 and M. Rathinam, P. W. Sheppard, M. Khammash, J. Chemical Physics 132 (2010)
034103 (the same luck for every setting). Evidence and grade of each coefficient: `PARAMETERS`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from numbers import Real
from statistics import NormalDist
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tertulia.models.errors import InputError
from tertulia.models.random_stream import Chance

Array = NDArray[np.float64]
Index = NDArray[np.intp]

LONGEST = 260
"""Weeks: five years, the longest run."""

WEEKS_PER_MONTH = 52 / 12


@dataclass(frozen=True)
class Parameter:
    """One coefficient: what it is, how wide it is, how well it is known.

    median: middle of the log-normal it is drawn from. factor: two in three draws lie between
    median / factor and median · factor; 1 means it is not drawn. grade: "A" causal experiment,
    "B" measured benchmark, "C" survey or vendor, "D" our judgement. source: key of the study in
    `data/studies_parameters.csv`, "own" for the learner's own figure, "judgement" where there is none.
    p and q are set so that small accounts grow as published, 0 to 3 % a month; see the tests.
    setting: the field of `Settings` that replaces the median, or "".
    """

    name: str
    symbol: str
    unit: str
    median: float
    factor: float
    grade: str
    source: str
    setting: str = ""


_TABLE = (
    Parameter("audience", "N", "people", 8000, 1.8, "B", "own", "audience"),
    Parameter("innovation", "p", "/week", 3e-4, 2, "D", "bass-p"),
    Parameter("imitation", "q", "/week", 8e-3, 2, "D", "bass-q"),
    Parameter("leaving", "δ₀", "/week", 4e-3, 1.6, "C", "unfollow-51-days"),
    Parameter("reach", "r", "/post", 0.10, 1.6, "B", "organic-reach-facebook", "reach"),
    Parameter("promotion_harm", "θ", "–", 1.0, 1.5, "C", "promotions-unfollow"),
    Parameter("promotion_limit", "s*", "share", 0.2, 1, "D", "content-mix-rules"),
    Parameter("flood_harm", "φ", "/post", 0.1, 2.5, "C", "unfollow-51-days"),
    Parameter("flood_limit", "n*", "posts/week", 7, 1.5, "C", "unfollow-51-days"),
    Parameter("silence_harm", "ψ", "–", 0.5, 2.5, "C", "messages-unanswered"),
    Parameter("thousand_views", "CPM", "USD", 6, 1.5, "B", "cpm-spain"),
    Parameter("dollars_per_euro", "usd", "USD/€", 1.1, 1, "D", "judgement"),
    Parameter("ad_follow", "f_p", "/person reached", 4e-3, 2, "D", "judgement"),
    Parameter("share_follow", "f₀", "/view", 4e-3, 2, "D", "judgement"),
    Parameter("ambassador_pull", "a", "×", 1.9, 1.1, "C", "employee-shares-clicks"),
    Parameter("share_seen", "u", "/share", 0.10, 1.6, "D", "judgement"),
    Parameter("contacts", "c", "people", 120, 1.5, "C", "facebook-friends-2009", "contacts"),
    Parameter("shares", "σ", "/week", 1.0, 1.5, "D", "own", "shares_per_week"),
    Parameter("messages", "μ", "/active/week", 0.02, 2, "D", "judgement", "messages"),
    Parameter("minutes", "τ", "minutes", 5, 1.4, "D", "judgement", "minutes_per_message"),
    Parameter("awake_today", "α₀", "share", 0.5, 1.3, "D", "judgement"),
    Parameter("quiet", "ω", "/week", 0.02, 1.6, "D", "judgement"),
    Parameter("waking", "γ", "/week", 0.04, 1.8, "D", "judgement"),
    Parameter("dormant_leaving", "δ_D/δ₀", "×", 0.5, 1, "D", "judgement"),
    Parameter("returning", "ρ", "/week", 0.01, 2, "D", "judgement"),
    Parameter("burst_chance", "κ", "/post", 0.005, 2, "D", "judgement"),
    Parameter("burst_reach", "k", "views/person", 0.3, 1.5, "D", "judgement"),
    Parameter("burst_spread", "k_s", "×, post to post", 3, 1, "D", "judgement"),
)

PARAMETERS: Mapping[str, Parameter] = MappingProxyType({row.name: row for row in _TABLE})
"""Every coefficient of the model by name."""

_RANGES: dict[str, tuple[float, float]] = {
    "audience": (1, 1e9),
    "today": (0, 1e9),
    "goal": (0, 1e9),
    "weeks": (1, LONGEST),
    "posts": (0, 200),
    "promotion": (0, 1),
    "hours": (0, 168),
    "reply_hours": (0, 168),
    "hours_per_post": (0.01, 168),
    "euros": (0, 1e6),
    "ambassadors": (0, 1e6),
    "contacts": (0, 1e6),
    "shares_per_week": (0, 200),
    "reach": (0, 1),
    "messages": (0, 100),
    "minutes_per_message": (0.1, 1440),
}


@dataclass(frozen=True)
class Settings:
    """What the learner decides or knows. Checked when made: InputError names the field and the problem.

    Codes: "not_a_number", "not_finite", "negative", "out_of_range" (values low, high), "not_whole",
    "below_today" (the goal is not above today), "above_audience" (today or the goal),
    "above_hours" (more hours for answering than there are).
    """

    audience: float
    """N, people who could ever follow."""
    today: float
    """Visible community now, people."""
    goal: float
    """Visible community wanted, people."""
    weeks: int = 52
    posts: float = 3.0
    """Planned posts per week; `published` is what the hours allow."""
    promotion: float = 0.2
    """Share of the posts that sell, 0 to 1."""
    hours: float = 4.0
    """Hours per week for the network."""
    reply_hours: float = 1.0
    """Hours per week, of those, kept for answering."""
    hours_per_post: float = 1.0
    euros: float = 0.0
    """Paid reach, € per week."""
    ambassadors: float = 0.0
    """Employees who share, people."""
    contacts: float = PARAMETERS["contacts"].median
    """Contacts of each ambassador, people."""
    shares_per_week: float = PARAMETERS["shares"].median
    """Shares per ambassador and week."""
    reach: float = PARAMETERS["reach"].median
    """Median share of followers one post reaches on this network."""
    messages: float = PARAMETERS["messages"].median
    """Messages per active follower and week."""
    minutes_per_message: float = PARAMETERS["minutes"].median

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        for item in fields(self):
            _in_range(item.name, getattr(self, item.name))
        if self.weeks != int(self.weeks):
            raise InputError("weeks", "not_whole", weeks=self.weeks)
        if self.today > self.audience:
            raise InputError("today", "above_audience", today=self.today, audience=self.audience)
        if self.goal <= self.today:
            raise InputError("goal", "below_today", goal=self.goal, today=self.today)
        if self.goal > self.audience:
            raise InputError("goal", "above_audience", goal=self.goal, audience=self.audience)
        if self.reply_hours > self.hours:
            raise InputError("reply_hours", "above_hours", reply_hours=self.reply_hours, hours=self.hours)


def _in_range(name: str, value: object) -> None:
    if not isinstance(value, Real) or isinstance(value, bool):
        raise InputError(name, "not_a_number", value=str(value))
    figure, (low, high) = float(value), _RANGES[name]
    if not math.isfinite(figure):
        raise InputError(name, "not_finite", value=figure)
    if figure < 0:
        raise InputError(name, "negative", value=figure)
    if not low <= figure <= high:
        raise InputError(name, "out_of_range", value=figure, low=low, high=high)


def published(settings: Settings) -> float:
    """Posts per week that really appear: min(plan, (H - H_reply) / h_post)."""
    return min(settings.posts, (settings.hours - settings.reply_hours) / settings.hours_per_post)


# --- what is not known ---------------------------------------------------------------------------


@lru_cache(maxsize=4)
def _strata(n: int) -> Array:
    """Midpoints of n equally likely slices of the standard normal, ascending, shape (n,)."""
    normal = NormalDist()
    return np.array([normal.inv_cdf((k + 0.5) / n) for k in range(n)])


@lru_cache(maxsize=4)
def draws(n: int, seed: int) -> Mapping[str, Array]:
    """How far each of n futures lies from the median of each parameter: factors with median 1, shape (n,).

    Latin hypercube: each parameter is cut into n equally likely slices, each slice is used once, and the
    slices are shuffled independently, factor = spread**z with z standard normal. Keys as in `PARAMETERS`.
    """
    uniform = Chance(seed, 1)
    found: dict[str, Array] = {}
    for name, row in PARAMETERS.items():
        shuffled = np.argsort(uniform.random(n))
        found[name] = row.factor ** _strata(n)[shuffled]
        found[name].setflags(write=False)
    return MappingProxyType(found)


# --- what happens in a week ----------------------------------------------------------------------


class State(NamedTuple):
    """People, each a number or an array with one entry per future."""

    potential: Array
    active: Array
    dormant: Array
    left: Array


@dataclass(frozen=True)
class Rates:
    """Hazards per person and week unless said otherwise; numbers or arrays with one entry per future.

    audience: N, people. finding: joins without followers' help, p + ambassadors + paid reach.
    imitation: q v (1 - s), times A/N. leaving: d_A when every message is answered. silence: psi.
    messages: mu per active follower. answerable: messages that can be answered per week, 60 H_reply / tau.
    quiet: omega (1 - v). waking: gamma v. fading: dormant who leave. returning: rho.
    bursts: posts per week that are shared far. burst_views: how often each person of the audience sees such
    a post, on average. burst_follow: join hazard of who sees it.
    """

    audience: Array
    finding: Array | float = 0.0
    imitation: Array | float = 0.0
    leaving: Array | float = 0.0
    silence: Array | float = 0.0
    messages: Array | float = 0.0
    answerable: Array | float = math.inf
    quiet: Array | float = 0.0
    waking: Array | float = 0.0
    fading: Array | float = 0.0
    returning: Array | float = 0.0
    bursts: Array | float = 0.0
    burst_views: Array | float = 0.0
    burst_follow: Array | float = 0.0


def _size(settings: Settings, factors: Mapping[str, Array]) -> Array:
    # A guess of the audience below the people who already follow is certainly too low.
    return np.maximum(settings.audience * factors["audience"], max(settings.today, 1.0))


def rates(settings: Settings, factors: Mapping[str, Array]) -> Rates:
    """The hazards of each future: the equations at the head of this file; factors as from `draws`."""

    def value(name: str) -> Array:
        row = PARAMETERS[name]
        return (getattr(settings, row.setting) if row.setting else row.median) * factors[name]

    posts, promotion = published(settings), settings.promotion
    size = _size(settings, factors)
    seen = -np.expm1(-value("reach") * posts)
    pull = value("ambassador_pull") * value("share_follow")
    ambassadors = settings.ambassadors * value("contacts") * value("shares") * value("share_seen") * pull / size
    views = 1000 * settings.euros * value("dollars_per_euro") / value("thousand_views")
    ads = value("ad_follow") * -np.expm1(-views / size)
    leaving = value("leaving")
    annoyed = np.exp(value("promotion_harm") * np.maximum(promotion - value("promotion_limit"), 0))
    flooded = 1 + value("flood_harm") * np.maximum(posts - value("flood_limit"), 0)
    return Rates(
        audience=size,
        finding=value("innovation") + ambassadors + ads,
        imitation=value("imitation") * seen * (1 - promotion),
        leaving=leaving * annoyed * flooded,
        silence=value("silence_harm"),
        messages=value("messages"),
        answerable=60 * settings.reply_hours / value("minutes"),
        quiet=value("quiet") * (1 - seen),
        waking=value("waking") * seen,
        fading=leaving * value("dormant_leaving"),
        returning=value("returning"),
        bursts=value("burst_chance") * posts * (1 - promotion),
        burst_views=value("burst_reach"),
        burst_follow=pull,
    )


def start(settings: Settings, factors: Mapping[str, Array]) -> State:
    """Today: a share of the visible community is active, the rest dormant; nobody has left yet."""
    share = np.minimum(PARAMETERS["awake_today"].median * factors["awake_today"], 1)
    active = settings.today * share
    return State(_size(settings, factors) - settings.today, active, settings.today - active, np.zeros_like(active))


def step(state: State, hazard: Rates, weeks: float = 1.0, burst: Array | float = 0.0) -> State:
    """The state after a step of this many weeks, in expectation; burst is an extra join hazard per week.

    Who goes quiet is counted before who leaves, who wakes before who fades, and those who left may be
    open again from the same step. N is kept to rounding, nobody is ever negative.
    """
    return _advance(state, _Step.of(hazard, weeks), weeks * burst)


class _Step(NamedTuple):
    """`Rates` for one length of step: hazards where they depend on the state, chances where they do not."""

    finding: Array | float
    imitation: Array | float
    leaving: Array | float
    silence: Array | float
    messages: Array | float
    answerable: Array | float
    quiet: Array | float
    waking: Array | float
    fading: Array | float
    returning: Array | float

    @classmethod
    def of(cls, hazard: Rates, weeks: float) -> _Step:
        return cls(
            weeks * hazard.finding,
            weeks * hazard.imitation / hazard.audience,
            weeks * hazard.leaving,
            hazard.silence,
            hazard.messages,
            hazard.answerable,
            -np.expm1(-weeks * hazard.quiet),
            -np.expm1(-weeks * hazard.waking),
            -np.expm1(-weeks * hazard.fading),
            -np.expm1(-weeks * hazard.returning),
        )


_TINY = 1e-300
"""Instead of zero below a fraction line."""


def _advance(
    state: State, rate: _Step, burst: Array | float, comers: _Tally | None = None, goers: _Tally | None = None
) -> State:
    potential, active, dormant, left = state
    joins = -potential * np.expm1(-(rate.finding + burst + rate.imitation * active))
    quiet = active * rate.quiet
    staying = active - quiet
    heard = rate.messages * active
    unanswered = np.maximum(heard - rate.answerable, 0) / np.maximum(heard, _TINY)
    leaving = -staying * np.expm1(-rate.leaving * (1 + rate.silence * unanswered))
    waking = dormant * rate.waking
    asleep = dormant - waking
    fading = asleep * rate.fading
    if comers is not None and goers is not None:
        joins = np.minimum(comers.happen(joins), potential)
        expected = leaving + fading
        luck = goers.happen(expected) / np.maximum(expected, _TINY)
        leaving = np.minimum(leaving * luck, staying)
        fading = np.minimum(fading * luck, asleep)
    gone = left + leaving + fading
    back = gone * rate.returning
    return State(potential - joins + back, staying - leaving + joins + waking, asleep - fading + quiet, gone - back)


# --- luck ----------------------------------------------------------------------------------------

_KNOTS = 128


@dataclass(frozen=True)
class Luck:
    """The luck of n futures, the same whatever the settings, so that settings can be compared.

    Who comes and who goes are counts: of an expected total of m people up to now, Poisson(m) really came.
    Each future has one fixed Poisson path for coming and one for going, read at the expected total so far
    (Kurtz 1980; "common reaction path", Rathinam et al. 2010). So the mean is right for a firm with 20
    followers as for one with 20,000, no count is negative, and expecting more never brings fewer. The paths
    are kept at totals of 0, 1, 4, 9 … 128² people and run straight between them; beyond 16,384 people chance
    moves the total by less than 1 % and is left out. As weekly hazards are a few percent at most, Poisson and
    binomial agree; the count is cut at the people there are. Going quiet and waking up keep their mean: they
    do not change the visible community.

    slope, offset: shape (2, n · 129), the paths. shared: (weeks, n) uniform; a post is shared far in a week when it
    is below 1 - exp(-the week's expected number). seed: of the reach of what is shared, log-normal with median 1.
    """

    slope: Array
    offset: Array
    shared: Array
    seed: int

    def reach(self, week: Index, future: Index) -> Array:
        """How far the posts shared in these weeks of these futures go, as a factor with median 1."""
        n = self.shared.shape[1]
        slice_ = (Chance(self.seed, 4).at(week * n + future) * n).astype(np.intp)
        reach: Array = PARAMETERS["burst_spread"].median ** _strata(n)[slice_]
        return reach


@lru_cache(maxsize=4)
def luck(n: int, seed: int, weeks: int = LONGEST) -> Luck:
    """The fixed luck of n futures for so many weeks; fewer weeks have the first part of the same luck."""
    slope, offset = _paths(n, seed)
    return Luck(slope, offset, Chance(seed, 3).random((weeks, n)), seed)


@lru_cache(maxsize=4)
def _paths(n: int, seed: int) -> tuple[Array, Array]:
    uniform = Chance(seed, 2)
    increments = np.empty((2, n, _KNOTS))
    for k in range(_KNOTS):
        mean = 2 * k + 1
        counts = np.arange(1, int(mean + 12 * math.sqrt(mean)) + 12)
        below = np.cumsum(math.exp(-mean) * np.cumprod(np.concatenate(([1.0], mean / counts))))
        increments[:, :, k] = np.searchsorted(below, uniform.random((2, n)))
    knots = np.arange(_KNOTS + 1)
    total = np.concatenate((np.zeros((2, n, 1)), np.cumsum(increments, axis=2)), axis=2)
    slope = np.concatenate((increments / (2 * knots[:-1] + 1), np.ones((2, n, 1))), axis=2)
    offset = total - slope * knots**2
    return slope.reshape(2, -1), offset.reshape(2, -1)


class _Tally:
    """People expected and people counted so far, one way (coming or going), per future."""

    def __init__(self, slope: Array, offset: Array, n: int) -> None:
        self.slope, self.offset = slope, offset
        self.row = np.arange(n) * (_KNOTS + 1)
        self.expected, self.counted = np.zeros(n), np.zeros(n)

    def happen(self, expected: Array) -> Array:
        """How many really come or go now, when so many are expected."""
        self.expected += expected
        knot = np.minimum(np.sqrt(self.expected), _KNOTS).astype(np.intp)
        knot += self.row
        counted = self.offset[knot] + self.slope[knot] * self.expected
        now = np.maximum(counted - self.counted, 0)
        self.counted = counted
        return now


# --- many futures --------------------------------------------------------------------------------


def live(settings: Settings, factors: Mapping[str, Array], chance: Luck | None = None) -> Iterator[State]:
    """The state of every future today and after each week; without luck in expectation and without bursts."""
    hazard, state = rates(settings, factors), start(settings, factors)
    n, weeks, rate = state.active.size, int(settings.weeks), _Step.of(hazard, 1.0)
    comers = goers = None
    bursts: Array | None = None
    if chance is not None:
        comers, goers = (_Tally(chance.slope[way], chance.offset[way], n) for way in (0, 1))
        week, future = np.nonzero(chance.shared[:weeks] < -np.expm1(-hazard.bursts))
        views, follow = (np.broadcast_to(x, n)[future] for x in (hazard.burst_views, hazard.burst_follow))
        bursts = np.zeros((weeks, n))
        bursts[week, future] = -np.expm1(-views * chance.reach(week, future)) * follow
    yield state
    for now in range(weeks):
        state = _advance(state, rate, 0.0 if bursts is None else bursts[now], comers, goers)
        yield state


def run(settings: Settings, factors: Mapping[str, Array], chance: Luck | None = None) -> tuple[Array, Array]:
    """Visible (A + D) and active (A) people of every future: two arrays of shape (weeks + 1, n)."""
    shape = (int(settings.weeks) + 1, factors["audience"].size)
    visible, active = np.empty(shape), np.empty(shape)
    for week, state in enumerate(live(settings, factors, chance)):
        np.add(state.active, state.dormant, out=visible[week])
        active[week] = state.active
    return visible, active


@dataclass(frozen=True, eq=False)
class Growth:
    """Many futures of one community. Arrays by week have shape (weeks + 1,), week 0 is today; people.

    low, median, high: visible community, 10/50/90 % of the futures below. active: median active community.
    nothing, nothing_active: medians without posts, answers, ads and ambassadors, in the same futures.
    ends: (n,) visible community in the last week. chances: share of futures at or above the goal, by week.
    chance: the last of them, "the chance", for it is about where the owner stands on the day that was set.
    chance_by: share of futures at the goal in any week, even if they fell back; never smaller.
    dots: (100,) ends in the middle of each percent of the futures, ascending; exactly `percent` of them reach
    the goal. hairlines: (k, weeks + 1) single futures, their ends evenly spread over all futures.
    """

    settings: Settings
    low: Array
    median: Array
    high: Array
    active: Array
    nothing: Array
    nothing_active: Array
    ends: Array
    chances: Array
    chance: float
    chance_by: float
    dots: Array
    hairlines: Array

    @property
    def percent(self) -> int:
        """The chance in whole percent, halves rounded up: the number of dots at or above the goal."""
        n = self.ends.size
        return (200 * int(np.count_nonzero(self.ends >= self.settings.goal)) + n) // (2 * n)


def simulate(settings: Settings, n: int = 1000, seed: int = 1, hairlines: int = 12) -> Growth:
    """n futures of the community; the same seed gives the same numbers and the same luck to all settings.

    Results are kept and read-only. ValueError if n or hairlines is not positive.
    """
    if n < 1 or hairlines < 1:
        raise ValueError(f"n = {n} futures with {hairlines} hairlines: both must be at least 1")
    return _simulate(settings, n, seed, hairlines)


@lru_cache(maxsize=16)
def _simulate(settings: Settings, n: int, seed: int, hairlines: int) -> Growth:
    visible, active = run(settings, draws(n, seed), luck(n, seed, int(settings.weeks)))
    ends = visible[-1]
    order = np.argsort(ends, kind="stable")
    reached = visible >= settings.goal
    chances = reached.mean(axis=1)
    low, median, high = _quantiles(visible, (0.1, 0.5, 0.9))
    nothing, nothing_active = _nothing(
        settings.audience, settings.today, settings.weeks, settings.messages, settings.minutes_per_message, n, seed
    )
    found = Growth(
        settings=settings,
        low=low,
        median=median,
        high=high,
        active=_quantiles(active, (0.5,))[0],
        nothing=nothing,
        nothing_active=nothing_active,
        ends=ends.copy(),
        chances=chances,
        chance=float(chances[-1]),
        chance_by=float(reached.any(axis=0).mean()),
        dots=ends[order[_middles(n, 100)]],
        hairlines=visible[:, order[_middles(n, hairlines)]].T.copy(),
    )
    for item in fields(found):
        value = getattr(found, item.name)
        if isinstance(value, np.ndarray):
            value.setflags(write=False)
    return found


def _middles(n: int, parts: int) -> NDArray[np.intp]:
    # Rank of the future in the middle of each of so many equal parts, in whole numbers: with floats the
    # number of dots at the goal could differ from the rounded chance.
    return ((2 * np.arange(parts) + 1) * n) // (2 * parts)


def _quantiles(people: Array, shares: Sequence[float]) -> list[Array]:
    # np.quantile's numbers, but all from one partition of each row.
    places = [share * (people.shape[1] - 1) for share in shares]
    around = [(int(place), min(int(place) + 1, people.shape[1] - 1)) for place in places]
    ranked = np.partition(people, sorted({rank for pair in around for rank in pair}), axis=1)
    return [
        ranked[:, below] + (place - below) * (ranked[:, above] - ranked[:, below])
        for place, (below, above) in zip(places, around, strict=True)
    ]


@lru_cache(maxsize=16)
def _nothing(
    audience: float, today: float, weeks: int, messages: float, minutes: float, n: int, seed: int
) -> tuple[Array, Array]:
    # Takes only what matters when nothing is done, so that moving the other sliders finds it ready.
    still = Settings(
        audience,
        today,
        goal=audience,
        weeks=weeks,
        posts=0,
        promotion=0,
        hours=0,
        reply_hours=0,
        euros=0,
        ambassadors=0,
        messages=messages,
        minutes_per_message=minutes,
    )
    visible, active = run(still, draws(n, seed), luck(n, seed, int(still.weeks)))
    return _quantiles(visible, (0.5,))[0], _quantiles(active, (0.5,))[0]


# --- questions about the futures -----------------------------------------------------------------


def needed_monthly(settings: Settings) -> float:
    """Constant growth per month that ends at the goal: (goal / today)**(1 / months) - 1; from 0 as from 1."""
    months = settings.weeks / WEEKS_PER_MONTH
    return float((settings.goal / max(settings.today, 1.0)) ** (1 / months) - 1)


def hoped(settings: Settings, monthly: float) -> Array:
    """The exponential the owner hopes for: today · (1 + monthly)**months, by week; from 0 as from 1.

    monthly is a share (0.1 is 10 %). InputError on "monthly" if it is not above -1.
    """
    if not math.isfinite(monthly) or monthly <= -1:
        raise InputError("monthly", "out_of_range", value=monthly, low=-1, high=math.inf)
    return max(settings.today, 1.0) * (1 + monthly) ** (np.arange(settings.weeks + 1) / WEEKS_PER_MONTH)


def likely_goal(settings: Settings, chance: float = 0.5, n: int = 1000, seed: int = 1) -> int | None:
    """The largest round number of people that at least this share of the futures reaches at the end.

    Rounded down to two digits (to half of the second where the first is 1: 1,150). None if no number above
    today is reached so often. The goal in the settings plays no part.
    """
    _share(chance)
    ends = np.sort(simulate(settings, n, seed).ends)[::-1]
    reached = float(ends[max(math.ceil(chance * n - 1e-9), 1) - 1])
    rounded = _round_down(reached)
    best = rounded if rounded > settings.today else math.floor(reached)
    return best if best > settings.today else None


def _round_down(people: float) -> int:
    if people < 10:
        return math.floor(people)
    power = int(10 ** (len(str(math.floor(people))) - 2))
    grain = power // 2 if people < 20 * power and power > 1 else power
    return int(people // grain) * grain


def weeks_to(settings: Settings, chance: float = 0.5, limit: int = 156, n: int = 1000, seed: int = 1) -> int | None:
    """The first week in which at least this share of the futures is at the goal; None if not within limit."""
    _share(chance)
    chances = simulate(replace(settings, weeks=limit), n, seed).chances
    weeks = np.flatnonzero(chances >= chance - 1e-12)
    return int(weeks[0]) if weeks.size else None


def chance_later(settings: Settings, weeks: int = 26, n: int = 1000, seed: int = 1) -> float:
    """The chance if the same effort went on for so many weeks more ("another half year")."""
    return simulate(replace(settings, weeks=min(settings.weeks + weeks, LONGEST)), n, seed).chance


def _share(chance: float) -> None:
    if not 0 < chance <= 1:
        raise InputError("chance", "out_of_range", value=chance, low=0, high=1)


@dataclass(frozen=True)
class Spam:
    """What one promotion share leads to: median people at the end."""

    promotion: float
    visible: float
    active: float


def spam_experiment(
    settings: Settings,
    shares: Sequence[float] = (0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1),
    n: int = 1000,
    seed: int = 1,
) -> tuple[Spam, ...]:
    """The same firm and the same luck with other shares of posts that sell."""
    found = []
    for share in shares:
        visible, active = run(replace(settings, promotion=share), draws(n, seed), luck(n, seed, int(settings.weeks)))
        found.append(Spam(share, float(np.median(visible[-1])), float(np.median(active[-1]))))
    return tuple(found)


LEVERS: Mapping[str, float] = MappingProxyType(
    {"posts": 1.0, "promotion": 0.1, "hours": 1.0, "reply_hours": 0.5, "euros": 10.0, "ambassadors": 1.0}
)
"""What the owner decides, and what is tried in the place of nothing."""


@dataclass(frozen=True)
class Effect:
    """What one input does alone: the two values tried and the median visible community they end at."""

    name: str
    low_value: float
    high_value: float
    low: float
    high: float

    @property
    def change(self) -> float:
        """People more with the high value than with the low one."""
        return self.high - self.low


def sensitivity(settings: Settings, ratio: float = 1.5, n: int = 1000, seed: int = 1) -> tuple[Effect, ...]:
    """Each of `LEVERS` alone, divided and multiplied by ratio; the strongest effect first.

    Nothing stays nothing below and becomes the unit of `LEVERS` above. Values stop where they would
    contradict the others (answering never takes more than the hours). InputError on "ratio" if not above 1.
    """
    if not 1 < ratio < math.inf:
        raise InputError("ratio", "out_of_range", value=ratio, low=1, high=math.inf)

    def end(name: str, value: float) -> float:
        change: dict[str, Any] = {name: value}
        visible, _active = run(replace(settings, **change), draws(n, seed), luck(n, seed, int(settings.weeks)))
        return float(np.median(visible[-1]))

    found = []
    for name, unit in LEVERS.items():
        now = getattr(settings, name)
        low, high = now / ratio, (now * ratio or unit)
        if name == "hours":
            low = max(low, settings.reply_hours)
        most = settings.hours if name == "reply_hours" else _RANGES[name][1]
        high = min(high, most)
        found.append(Effect(name, low, high, end(name, low), end(name, high)))
    return tuple(sorted(found, key=lambda effect: -abs(effect.change)))
