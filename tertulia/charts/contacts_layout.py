"""Where a contact map's people stand: groups as sectors around the firm, the seldom seen further out.

Plain numpy and no random number, so that the page and JupyterLab draw the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

NAMED = 40
"""Up to so many contacts everybody's name is written; on a fuller map only the names that matter."""

RINGS = (0.44, 0.64, 0.83, 1.0)
"""Distance from the firm by how often you speak, as a share of the largest."""

ROUNDS = 80
"""Steps at most in which labels push each other apart; most maps come to rest after twenty."""


@dataclass(frozen=True)
class Node:
    """A contact as the layout sees them: place of the group, ring 0 (weekly) to 3 (rarely), width of the label."""

    group: int
    ring: int
    width: float


def sectors(groups: Sequence[int]) -> dict[int, tuple[float, float]]:
    """From which to which angle each group reaches, in turns from the top clockwise; by size, with a least width."""
    there = sorted(set(groups))
    weights = np.array([max(groups.count(group), 1) ** 0.8 + 0.6 for group in there])
    ends = np.concatenate([[0.0], np.cumsum(weights / weights.sum())]) if there else np.zeros(1)
    return {group: (float(ends[k]), float(ends[k + 1])) for k, group in enumerate(there)}


def places(
    nodes: Sequence[Node], ties: Sequence[tuple[int, int]], width: float, height: float, label: float
) -> np.ndarray:
    """Middle of each contact's sign in px, shape (n, 2), y upwards, inside width × height.

    label: height of a label below its sign in px; a contact with a label of width 0 has none.
    """
    n = len(nodes)
    if not n:
        return np.zeros((0, 2))
    span = sectors([node.group for node in nodes])
    order = _ordered(nodes, ties, span)
    turn = np.empty(n)
    for group, (begin, end) in span.items():
        inside = [k for k in order if nodes[k].group == group]
        for place, k in enumerate(inside):
            turn[k] = begin + (end - begin) * (place + 0.5) / len(inside)
    reach = np.array([RINGS[node.ring] for node in nodes])
    half = np.array([max(node.width / 2, 14.0) for node in nodes])
    across, up = width / 2 - half.max() - 2, height / 2 - label - 18
    spot = np.column_stack([np.sin(2 * np.pi * turn) * reach * across, np.cos(2 * np.pi * turn) * reach * up])
    below = np.array([label if node.width else 0.0 for node in nodes])
    return _apart(spot, half, below, width, height)


def _ordered(nodes: Sequence[Node], ties: Sequence[tuple[int, int]], span: dict[int, tuple[float, float]]) -> list[int]:
    """Contacts in the order of their group, each on the side of the group where those they know are."""
    pull = np.zeros((len(nodes), 2))
    for a, b in ties:
        for one, other in ((a, b), (b, a)):
            if nodes[one].group != nodes[other].group:
                begin, end = span[nodes[other].group]
                mine = sum(span[nodes[one].group]) / 2
                turn = ((begin + end) / 2 - mine + 0.5) % 1 - 0.5
                pull[one] += (turn, 1)
    side = pull[:, 0] / np.maximum(pull[:, 1], 1)
    return sorted(range(len(nodes)), key=lambda k: (nodes[k].group, round(float(side[k]), 6), k))


def _apart(spot: np.ndarray, half: np.ndarray, label: np.ndarray, width: float, height: float) -> np.ndarray:
    """Push boxes of a sign and its label apart, away from the firm in the middle, and keep them inside."""
    n = len(spot)
    top, low = 13.0, 13.0 + label
    gap_x = half[:, None] + half[None, :] + 6
    limit_x, limit_up, limit_down = width / 2 - half - 2, height / 2 - top - 2, height / 2 - low - 2
    tiny = np.arange(n) * 1e-3
    for _round in range(ROUNDS):
        before = spot
        dx = spot[:, None, 0] - spot[None, :, 0] + (tiny[:, None] - tiny[None, :])
        dy = spot[:, None, 1] - spot[None, :, 1] + (tiny[:, None] - tiny[None, :])
        # whoever stands above has their label between the two signs
        gap_y = top + 3 + np.where(dy > 0, low[:, None], low[None, :])
        over_x, over_y = gap_x - np.abs(dx), gap_y - np.abs(dy)
        hit = (over_x > 0) & (over_y > 0)
        np.fill_diagonal(hit, False)
        # along the way that is shorter in proportion: labels are wide, so they mostly move up and down
        flat = over_x < over_y
        move_x = np.where(hit & flat, np.sign(dx) * over_x, 0.0).sum(axis=1)
        move_y = np.where(hit & ~flat, np.sign(dy) * over_y, 0.0).sum(axis=1)
        most = np.maximum(hit.sum(axis=1), 1)
        spot = spot + 0.5 * np.column_stack([move_x / most, move_y / most])
        # the firm in the middle keeps its place
        spot = spot.copy()
        near = (np.abs(spot[:, 0]) < half + 34) & (spot[:, 1] < 30 + low) & (spot[:, 1] > -30 - top)
        spot[:, 1] += np.where(near, np.where(spot[:, 1] >= 0, 1.0, -1.0) * 3, 0.0)
        spot[:, 0] = np.clip(spot[:, 0], -limit_x, limit_x)
        spot[:, 1] = np.clip(spot[:, 1], -limit_down, limit_up)
        if float(np.abs(spot - before).max()) < 0.02:
            break
    moved: np.ndarray = spot + np.array([width / 2, height / 2])
    return moved


def bends(spot: np.ndarray, ties: Sequence[tuple[int, int]], clear: float = 20.0) -> list[tuple[float, float]]:
    """Control points of the ties, drawn as curves: straight, or bent around a contact who stands in the way.

    spot: (n, 2) in px; clear: px to keep from a contact who is none of the two.
    """
    controls = []
    for a, b in ties:
        along = spot[b] - spot[a]
        length = float(np.hypot(*along)) or 1.0
        across = np.array([-along[1], along[0]]) / length
        ahead = ((spot - spot[a]) @ along) / length**2
        beside = (spot - spot[a]) @ across
        between = (ahead > 0.05) & (ahead < 0.95)
        between[[a, b]] = False

        def room(
            bow: float, between: np.ndarray = between, ahead: np.ndarray = ahead, beside: np.ndarray = beside
        ) -> float:
            """Px from the curve to the nearest contact; at a share t of its way it is 2·bow·t·(1 − t) off the line."""
            if not between.any():
                return clear
            t = ahead[between]
            return float(np.abs(beside[between] - 2 * bow * t * (1 - t)).min())

        bow = max((0.0, 36.0, -36.0, 72.0, -72.0), key=lambda bow: (min(room(bow), clear), -abs(bow)))
        middle = (spot[a] + spot[b]) / 2 + across * bow
        controls.append((float(middle[0]), float(middle[1])))
    return controls
