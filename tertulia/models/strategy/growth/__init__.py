"""The community simulator's model: how a community on one network may grow, week by week, in many futures.

parameters   what is not known: each coefficient, its width and its grade, and how it is drawn
settings     what the learner decides or knows
equations    what happens in a week; read this first
common_luck  who really comes and goes, the same luck for every setting
futures      many futures with their bands and the chance of the goal
history      what the firm's own counts say about them
questions    what the owner asks of them
"""

from tertulia.models.strategy.growth.common_luck import luck
from tertulia.models.strategy.growth.futures import Ensemble, run, simulate
from tertulia.models.strategy.growth.history import LEAST_WEEKS, Count, Fit, fit
from tertulia.models.strategy.growth.parameters import PARAMETERS, Array, draws
from tertulia.models.strategy.growth.questions import (
    EVEN,
    Cost,
    Lever,
    Matters,
    Needed,
    PromotionCase,
    cost,
    hoped,
    likely_goal,
    spam_experiment,
    what_it_takes,
    what_matters,
)
from tertulia.models.strategy.growth.settings import GrowthRefusal, Settings, published

__all__ = [
    "EVEN",
    "what_matters",
    "what_it_takes",
    "cost",
    "Needed",
    "Matters",
    "Lever",
    "Cost",
    "fit",
    "Fit",
    "Count",
    "LEAST_WEEKS",
    "PARAMETERS",
    "Array",
    "Ensemble",
    "GrowthRefusal",
    "PromotionCase",
    "Settings",
    "draws",
    "hoped",
    "likely_goal",
    "luck",
    "published",
    "run",
    "simulate",
    "spam_experiment",
]
