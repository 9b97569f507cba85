"""What a week of each future holds, written a second time from the description at the head of the equations.

The rivals start from it; nothing of the course is imported, for none is there in their environments.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Week:
    """Hazards and sizes, one entry per future; the symbols are those of the equations."""

    size: Array
    """N."""
    active: Array
    """A today."""
    dormant: Array
    """D today."""
    beginning: Array
    """F_0."""
    near: Array
    """c_F."""
    idle: Array
    """p eps."""
    found: Array
    """p (1 - eps) g."""
    shown: Array
    """chi r n (1 - s)."""
    stranger: Array
    """f_0."""
    brought: Array
    """q v (1 - s)."""
    bought: Array
    """Ambassadors and paid reach."""
    leaving: Array
    """d_A when every message is answered."""
    silence: Array
    """psi."""
    messages: Array
    """mu."""
    answerable: Array
    """60 H_reply / tau."""
    quiet: Array
    """omega (1 - v)."""
    waking: Array
    """gamma v."""
    fading: Array
    """Of the dormant."""
    returning: Array
    """rho."""
    bursts: Array
    """kappa n (1 - s)."""
    views: Array
    """k."""
    spread: Array
    """What S is raised from: S = spread ** z."""
    follow: Array
    """f."""

    @classmethod
    def of(cls, told: Mapping[str, float], drawn: Mapping[str, Array]) -> Week:
        """Compute a week from the settings and from the value of each coefficient in each future."""
        s, today = told["promotion"], told["today"]
        n = min(told["posts"], (told["hours"] - told["reply_hours"]) / told["hours_per_post"])
        size = np.maximum(drawn["audience"], max(today, 1))
        active = today * np.minimum(drawn["awake_today"], 1)
        p, eps = drawn["innovation"], np.minimum(drawn["found_without_posts"], 1)
        seen = 1 - np.exp(-drawn["reach"] * n)
        follow = drawn["ambassador_pull"] * drawn["share_follow"]
        shares = told["ambassadors"] * drawn["contacts"] * np.minimum(drawn["shares"], n)
        views = 1000 * told["euros"] * drawn["dollars_per_euro"] / drawn["thousand_views"]
        harm = drawn["promotion_harm"] * drawn["reach"] * n * np.maximum(0, s - drawn["promotion_limit"])
        flood = drawn["flood_harm"] * np.maximum(0, n - drawn["flood_limit"])
        return cls(
            size=size,
            active=active,
            dormant=today - active,
            beginning=np.full_like(size, told["beginning"]),
            near=drawn["near"],
            idle=p * eps,
            found=p * (1 - eps) * (1 - np.exp(-n / drawn["posts_to_be_found"])),
            shown=drawn["strangers"] * drawn["reach"] * n * (1 - s),
            stranger=drawn["share_follow"],
            brought=drawn["imitation"] * seen * (1 - s),
            bought=follow * (1 - np.exp(-shares * drawn["share_seen"] / size))
            + drawn["ad_follow"] * (1 - np.exp(-views / size)),
            leaving=drawn["leaving"] * (1 + harm) * (1 + flood),
            silence=drawn["silence_harm"],
            messages=drawn["messages"],
            answerable=60 * told["reply_hours"] / drawn["minutes"],
            quiet=drawn["quiet"] * (1 - seen),
            waking=drawn["waking"] * seen,
            fading=drawn["leaving"] * drawn["dormant_leaving"],
            returning=drawn["returning"],
            bursts=drawn["burst_chance"] * n * (1 - s),
            views=drawn["burst_reach"],
            spread=drawn["burst_spread"],
            follow=follow,
        )

    def some(self, chosen: slice) -> Week:
        """The same of these futures only."""
        return Week(**{item.name: getattr(self, item.name)[chosen] for item in fields(self)})

    def each(self) -> list[dict[str, float]]:
        """Plain numbers by name, future by future."""
        columns = {item.name: getattr(self, item.name).tolist() for item in fields(self)}
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def write(file: Path, told: Mapping[str, float], drawn: Mapping[str, Array]) -> None:
    """Keep the case for those who play it."""
    np.savez(file, allow_pickle=False, told=np.array(json.dumps(dict(told))), **drawn)


def read(file: Path) -> tuple[Week, int]:
    """A week of the case, and how many weeks are played."""
    with np.load(file) as kept:
        told = json.loads(str(kept["told"]))
        return Week.of(told, {name: kept[name] for name in kept.files if name != "told"}), told["weeks"]
