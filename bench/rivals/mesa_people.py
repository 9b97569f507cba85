"""mesa: everybody in the audience is an agent and decides once a week; one future after the other."""

from __future__ import annotations

from collections.abc import Callable
from math import exp
from typing import Any

import mesa
import numpy as np

from bench.week import Array, Week

POTENTIAL, ACTIVE, DORMANT, LEFT = range(4)


class Person(mesa.Agent):  # type: ignore[misc]
    """Somebody in the audience."""

    def __init__(self, model: Audience, state: int) -> None:
        super().__init__(model)
        self.state = state
        self.model.people[state] += 1

    def _become(self, state: int) -> None:
        self.model.people[self.state] -= 1
        self.model.people[state] += 1
        self.state = state

    def step(self) -> None:
        """Live a week."""
        model: Any = self.model
        happens = model.random.random
        if self.state == POTENTIAL:
            if happens() < model.joins:
                self._become(ACTIVE)
            return
        if self.state == ACTIVE:
            if happens() < model.quiet:
                self._become(DORMANT)
            elif happens() < model.leaves:
                self._become(LEFT)
        elif self.state == DORMANT:
            if happens() < model.waking:
                self._become(ACTIVE)
            elif happens() < model.fading:
                self._become(LEFT)
        if self.state == LEFT and happens() < model.returning:
            self._become(POTENTIAL)


class Audience(mesa.Model):  # type: ignore[misc]
    """One future of a community."""

    def __init__(self, one: dict[str, float], seed: int) -> None:
        super().__init__(seed=seed)
        self.one, self.people = one, [0, 0, 0, 0]
        self.quiet, self.waking, self.fading, self.returning = (
            1 - exp(-one[way]) for way in ("quiet", "waking", "fading", "returning")
        )
        active = round(one["active"])
        dormant = round(one["active"] + one["dormant"]) - active
        potential = round(one["size"]) - active - dormant
        for state, people in ((POTENTIAL, potential), (ACTIVE, active), (DORMANT, dormant)):
            Person.create_agents(self, people, state)

    @property
    def visible(self) -> int:
        """Who follows."""
        return self.people[ACTIVE] + self.people[DORMANT]

    def step(self) -> None:
        """Play a week: what everybody meets in it, then everybody."""
        one, size = self.one, self.one["size"]
        near = 1 - exp(-one["near"] * max(self.visible, one["beginning"]) / size)
        hazard = (
            one["idle"] * (1 - exp(-one["near"] * self.visible / size))
            + one["found"] * near
            + one["stranger"] * (1 - exp(-one["shown"] * self.visible / size))
            + one["brought"] * self.people[ACTIVE] / size
            + one["bought"]
        )
        if self.random.random() < 1 - exp(-one["bursts"]):
            views = one["views"] * one["spread"] ** self.random.gauss(0, 1)
            hazard += one["follow"] * (1 - exp(-views)) * near
        heard = one["messages"] * self.people[ACTIVE]
        unanswered = 1 - one["answerable"] / heard if heard > one["answerable"] else 0
        self.joins = 1 - exp(-hazard)
        self.leaves = 1 - exp(-one["leaving"] * (1 + one["silence"] * unanswered))
        self.agents.do("step")


def prepare(weeks: int) -> Callable[[Week, int], Array]:
    """Make the function that plays so many weeks."""

    def play(week: Week, seed: int) -> Array:
        visible = np.empty((weeks + 1, week.size.size))
        for future, one in enumerate(week.each()):
            audience = Audience(one, seed * 1_000_000 + future)
            visible[0, future] = audience.visible
            for now in range(weeks):
                audience.step()
                visible[now + 1, future] = audience.visible
        return visible

    return play
