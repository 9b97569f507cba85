"""A read export as the posts that the models compare."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tertulia.exports.columns import COMPARED, ExportField, RowKind, plain
from tertulia.exports.read import Export
from tertulia.models.manager.results import COUNTS, Posts

YES = frozenset(
    {
        "1",
        "yes",
        "si",
        "true",
        "paid",
        "sponsored",
        "patrocinado",
        "patrocinada",
        "promoted",
        "boosted",
        "promocionado",
        "promocionada",
        "pagado",
    }
)
NO = frozenset({"0", "no", "false", "organic", "organico", "organica"})

MOST_KINDS = 12
"""More different formats than this are texts, not formats; the rarest are put together under an empty name."""


def posts(export: Export, followers: float | None = None) -> Posts:
    """The rows of an export as posts, or as days. followers: of the page today, if the file does not say.

    Interactions are as the network counts them where it does, else reactions, comments, shares and saves together;
    where one of these is blank there is no sum.
    """
    values = export.values
    count = export.count
    month, weekday, hour = (np.full(count, -1, dtype=np.int64) for _part in range(3))
    when = values.get(ExportField.WHEN)
    if when is not None:
        known = ~np.isnat(when)
        days = when[known].astype("datetime64[D]").astype(np.int64)
        month[known] = when[known].astype("datetime64[M]").astype(np.int64) + 12 * 1970
        weekday[known] = (days + 3) % 7
        if export.hours:
            hour[known] = when[known].astype("datetime64[h]").astype(np.int64) % 24
    else:
        _from_parts(export, month, weekday, hour)
    kinds, kind = _kinds(values.get(ExportField.FORMAT), count)
    counts = {name: values[ExportField(name)] for name in COUNTS if ExportField(name) in values}
    parts = [counts[name] for name in ("reactions", "comments", "shares", "saves") if name in counts]
    if "interactions" not in counts and "reactions" in counts:
        counts["interactions"] = np.sum(parts, axis=0)
    if "followers" not in counts and followers:
        counts["followers"] = np.full(count, float(followers))
    return Posts(
        unit=export.rows if export.rows in COMPARED else RowKind.OTHER,
        month=month,
        weekday=weekday,
        hour=hour,
        kinds=kinds,
        kind=kind,
        paid=_paid(values.get(ExportField.PAID), count),
        counts=counts,
    )


def _from_parts(export: Export, month: NDArray[np.int64], weekday: NDArray[np.int64], hour: NDArray[np.int64]) -> None:
    """Month, weekday (1 Sunday) and hour from columns of their own, as a teaching set has them."""
    for name, into, shift in (
        (ExportField.MONTH, month, -1),
        (ExportField.WEEKDAY, weekday, 5),
        (ExportField.HOUR, hour, 0),
    ):
        numbers = export.values.get(name)
        if numbers is not None:
            known = np.isfinite(numbers)
            moved = numbers[known].astype(np.int64) + shift
            into[known] = moved % 7 if name is ExportField.WEEKDAY else moved


def _kinds(texts: NDArray[Any] | None, count: int) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    if texts is None:
        return (), np.full(count, -1, dtype=np.int64)
    counted: dict[str, int] = {}
    for text in texts:
        if text:
            counted[text] = counted.get(text, 0) + 1
    kept = sorted(counted, key=lambda name: (-counted[name], name))
    names = kept if len(kept) <= MOST_KINDS else [*kept[: MOST_KINDS - 1], ""]
    places = {name: place for place, name in enumerate(names)}
    other = len(names) - 1
    return tuple(names), np.array([places.get(text, other) if text else -1 for text in texts], dtype=np.int64)


def _paid(texts: NDArray[Any] | None, count: int) -> NDArray[np.float64]:
    if texts is None:
        return np.full(count, np.nan)
    known = {text: 1.0 if plain(text) in YES else 0.0 if plain(text) in NO else np.nan for text in set(texts)}
    return np.array([known[text] for text in texts])
