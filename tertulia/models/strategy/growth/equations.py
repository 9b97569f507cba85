"""How a community on one network may grow, week by week, in many futures.

Everybody in the audience is in one of four states: potential P, active A (follows and sees the posts now
and then), dormant D (follows, sees nothing) and left X; P + A + D + X = N always. What the network shows
as "followers" is A + D: followers are not a community. All stocks are people, all rates are per week.

What happens in a week (hazards per person and week; n published posts, s promotion share, F = A + D)::

    n   = min(plan, (H - H_reply) / h_post)                   what the hours allow
    v   = 1 - exp(-r n)                                       a follower sees a post
    g   = 1 - exp(-n / n_g)                                   there is something to be found
    C(F) = 1 - exp(-c_F F/N)                                  who is near enough to a page to meet it
    h   = p eps C(F) + p (1 - eps) g C(max(F, F_0))           found alone: always, and if something is there
        + f_0 (1 - exp(-chi r n (1 - s) F/N))                 shown to strangers by the network
        + q v (1 - s) A/N                                     brought by others
        + f (1 - exp(-E c min(sigma, n) u/N)),  f = a f_0     ambassadors share posts that exist
        + f_p (1 - exp(-1000 B usd/(CPM N)))                  paid reach
        + f (1 - exp(-k S)) C(max(F, F_0)) with chance 1 - exp(-kappa n (1 - s))   a post shared far
    U   = 1 - min(1, 60 H_reply / (tau mu A))                 share of messages left unanswered
    d_A = d_0 (1 + theta r n max(0, s - s*)) (1 + phi max(0, n - n*)) (1 + psi U)
    P -> A  h        A -> X  d_A      A -> D  omega (1 - v)
    D -> A  gamma v  D -> X  d_0 / 2  X -> P  rho

S is log-normal. A page is met by people around those who follow it, not by everybody who ever could: so a larger
audience typed in makes nothing grow by itself, and a page without posts fades. What sells drives away as much as is
seen of it.

The weekly map is the model: every hazard acts once a week with probability 1 - exp(-hazard), because
posts, answers and plans are weekly. It is not a crude solution of the differential equations; `step`
takes the length of a step, and short steps converge to them (the tests meet the closed forms of Bass
and Riccati that way). At the medians the visible community differs by 0.2 % after a year; with
q = 0.06 it would be 4 to 7 %.

What is not known is drawn (`draws`: Latin hypercube, log-normal), what is luck is played (`Luck`).

What it says about doing nothing: the active community falls behind at once; the visible one fades slowly, for
who sees nothing leaves at half the rate.

Reference: F. M. Bass, "A new product growth for model consumer durables", Management Science 15 (1969)
215-227 (joining). Evidence and grade of each coefficient: `PARAMETERS`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from tertulia.models.strategy.growth.common_luck import Tally
from tertulia.models.strategy.growth.parameters import PARAMETERS, Array
from tertulia.models.strategy.growth.settings import Settings, published


class Stocks(NamedTuple):
    """Where everybody in the audience is: people, each a number or an array with one entry per future."""

    potential: Array
    active: Array
    dormant: Array
    left: Array


@dataclass(frozen=True, kw_only=True)
class Rates:
    """Hazards per person and week unless said otherwise; numbers or arrays with one entry per future."""

    audience: Array
    """N, people."""
    finding: Array | float = 0.0
    """Joins that neither followers nor the page bring: ambassadors and paid reach."""
    idle: Array | float = 0.0
    """p eps: found alone whether or not anything is published, by those who are near."""
    found: Array | float = 0.0
    """p (1 - eps) g: found alone because something is there."""
    near: Array | float = 0.0
    """c_F: people near enough to meet the page, for each follower."""
    shown: Array | float = 0.0
    """chi r n (1 - s): strangers to whom the network shows posts, for each follower."""
    stranger_follow: Array | float = 0.0
    """f_0: join hazard of a stranger who sees a post."""
    imitation: Array | float = 0.0
    """q v (1 - s), times A/N."""
    leaving: Array | float = 0.0
    """d_A when every message is answered."""
    silence: Array | float = 0.0
    """psi."""
    messages: Array | float = 0.0
    """mu per active follower."""
    answerable: Array | float = math.inf
    """Messages that can be answered per week, 60 H_reply / tau."""
    quiet: Array | float = 0.0
    """omega (1 - v)."""
    waking: Array | float = 0.0
    """gamma v."""
    fading: Array | float = 0.0
    """Dormant who leave."""
    returning: Array | float = 0.0
    """rho."""
    bursts: Array | float = 0.0
    """Posts per week that are shared far."""
    burst_views: Array | float = 0.0
    """How often each person of the audience sees such a post, on average."""
    burst_follow: Array | float = 0.0
    """Join hazard of who sees it."""


def audience_size(settings: Settings, factors: Mapping[str, Array]) -> Array:
    """Compute N of each future, people, shape (n,); factors as from `draws`.

    A guess of the audience below the people who already follow is certainly too low.
    """
    return np.maximum(settings.audience * factors["audience"], max(settings.today, 1.0))


def rates(settings: Settings, factors: Mapping[str, Array]) -> Rates:
    """Compute the hazards of each future by the equations at the head of this file.

    Parameters
    ----------
    settings
        What the learner decides or knows.
    factors
        How far each future lies from the medians, as from `draws`, shape (n,).
    """

    def value(name: str) -> Array:
        row = PARAMETERS[name]
        return (getattr(settings, row.setting) if row.setting else row.median) * factors[name]

    posts, promotion = published(settings), settings.promotion
    size = audience_size(settings, factors)
    reached = value("reach") * posts
    seen = -np.expm1(-reached)
    pull = value("ambassador_pull") * value("share_follow")
    shares = np.minimum(value("shares"), posts)
    told = settings.ambassadors * value("contacts") * shares * value("share_seen")
    ambassadors = pull * -np.expm1(-told / size)
    alone, without_posts = value("innovation"), np.minimum(value("found_without_posts"), 1)
    views = 1000 * settings.euros * value("dollars_per_euro") / value("thousand_views")
    ads = value("ad_follow") * -np.expm1(-views / size)
    leaving = value("leaving")
    annoyed = 1 + value("promotion_harm") * reached * np.maximum(promotion - value("promotion_limit"), 0)
    flooded = 1 + value("flood_harm") * np.maximum(posts - value("flood_limit"), 0)
    return Rates(
        audience=size,
        finding=ambassadors + ads,
        idle=alone * without_posts,
        found=alone * (1 - without_posts) * -np.expm1(-posts / value("posts_to_be_found")),
        near=value("near"),
        shown=value("strangers") * reached * (1 - promotion),
        stranger_follow=value("share_follow"),
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


def start(settings: Settings, factors: Mapping[str, Array]) -> Stocks:
    """Set today: a share of the visible community is active, the rest dormant; nobody has left yet.

    The parameters are those of `rates`.
    """
    share = np.minimum(PARAMETERS["awake_today"].median * factors["awake_today"], 1)
    active = settings.today * share
    return Stocks(
        audience_size(settings, factors) - settings.today, active, settings.today - active, np.zeros_like(active)
    )


def step(stocks: Stocks, hazard: Rates, weeks: float = 1.0, burst: Array | float = 0.0) -> Stocks:
    """Take a step of this many weeks, in expectation.

    Who goes quiet is counted before who leaves, who wakes before who fades, and those who left may be
    open again from the same step. N is kept to rounding, nobody is ever negative.

    Parameters
    ----------
    stocks
        People before the step.
    hazard
        As from `rates`.
    weeks
        Length of the step.
    burst
        An extra join hazard per week.
    """
    return advance(stocks, StepRates.of(hazard, weeks), weeks * burst)


class StepRates(NamedTuple):
    """`Rates` for one length of step: hazards where they depend on the state, chances where they do not."""

    finding: Array | float
    idle: Array | float
    found: Array | float
    near: Array | float
    shown: Array | float
    stranger_follow: Array | float
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
    def of(cls, hazard: Rates, weeks: float) -> StepRates:
        """Turn rates into those of steps of so many weeks."""
        return cls(
            finding=weeks * hazard.finding,
            idle=weeks * hazard.idle,
            found=weeks * hazard.found,
            near=hazard.near / hazard.audience,
            shown=hazard.shown / hazard.audience,
            stranger_follow=weeks * hazard.stranger_follow,
            imitation=weeks * hazard.imitation / hazard.audience,
            leaving=weeks * hazard.leaving,
            silence=hazard.silence,
            messages=hazard.messages,
            answerable=hazard.answerable,
            quiet=-np.expm1(-weeks * hazard.quiet),
            waking=-np.expm1(-weeks * hazard.waking),
            fading=-np.expm1(-weeks * hazard.fading),
            returning=-np.expm1(-weeks * hazard.returning),
        )


BEGINNING = 25.0
"""F_0: people who can be told of a new page at once, friends and regulars (grade D)."""

_TINY = 1e-300
"""Instead of zero below a fraction line."""


def advance(
    stocks: Stocks, rate: StepRates, burst: Array | float, comers: Tally | None = None, goers: Tally | None = None
) -> Stocks:
    """Take one step.

    Parameters
    ----------
    stocks
        People before the step.
    rate
        The hazards for this length of step.
    burst
        An extra join hazard in this step.
    comers, goers
        Who came and went so far; without them the step is taken in expectation.
    """
    potential, active, dormant, left = stocks
    visible = active + dormant
    met = -np.expm1(-rate.near * np.maximum(visible, BEGINNING))
    hazard = (
        rate.finding
        - rate.idle * np.expm1(-rate.near * visible)
        + (rate.found + burst) * met
        - rate.stranger_follow * np.expm1(-rate.shown * visible)
        + rate.imitation * active
    )
    joins = -potential * np.expm1(-hazard)
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
    return Stocks(potential - joins + back, staying - leaving + joins + waking, asleep - fading + quiet, gone - back)
