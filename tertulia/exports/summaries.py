"""Rows that sum up others: totals, subtotals, means, a comparison with the month before; in any wording or place.

A word alone decides nothing: a post may begin with "Total". A row is a summary if it says so and has no date where the
others have one, or if its figures are the sums or the means of other rows and it lacks what the others have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

from tertulia.exports.cells import Cell
from tertulia.exports.columns import plain
from tertulia.exports.dates import read_dates
from tertulia.exports.numbers import read_numbers

TOTALS = frozenset(
    plain(word)
    for word in (
        *("total", "totals", "totales", "totale", "totaux", "subtotal", "subtotals", "subtotales", "suma", "sumas"),
        *("sumatorio", "sum", "summe", "gesamt", "gesamtsumme", "gesamtergebnis", "zwischensumme", "somme", "soma"),
        *("promedio", "promedios", "media", "medias", "average", "averages", "avg", "mean", "mediana", "median"),
        *("durchschnitt", "mittelwert", "moyenne", "mitjana", "guztira", "batezbestekoa", "resumen", "resum"),
        *("summary", "acumulado", "acumulados", "σ", "∑", "ø", "x̄"),
        *("maximo", "minimo", "maximum", "minimum", "desviacion", "variacion", "variation", "diferencia", "difference"),
        *("crecimiento", "growth", "objetivo", "objetivos", "target", "goal", "comparativa", "anterior"),
    )
)
"""Words by which a row says that it is a summary."""

_BESIDE = frozenset(
    plain(word)
    for word in (
        *("de", "del", "la", "el", "los", "las", "por", "para", "en", "y", "con", "a", "al", "vs", "s", "sobre"),
        *(
            "of",
            "the",
            "for",
            "per",
            "by",
            "in",
            "and",
            "on",
            "to",
            "all",
            "todo",
            "todos",
            "todas",
            "cada",
            "der",
            "pro",
        ),
        *("mes", "meses", "month", "months", "semana", "semanas", "week", "weeks", "dia", "dias", "day", "days"),
        *(
            "ano",
            "year",
            "periodo",
            "period",
            "trimestre",
            "quarter",
            "q",
            "t",
            "mensual",
            "semanal",
            "anual",
            "diario",
        ),
        *("diaria", "monthly", "weekly", "yearly", "daily", "general", "generales", "grand", "final", "parcial"),
        *("parciales", "global", "overall", "resultado", "resultados", "results", "result", "conjunto", "cuenta"),
        *("publicacion", "publicaciones", "post", "posts", "video", "videos", "reel", "reels", "historia", "historias"),
        *("story", "stories", "anuncio", "anuncios", "campana", "campanas", "ad", "ads", "campaign", "campaigns"),
        *("red", "redes", "network", "networks", "organico", "organic", "pagado", "paid", "aritmetica", "previo"),
        *("instagram", "facebook", "tiktok", "youtube", "linkedin", "twitter", "x", "pinterest", "ig", "fb", "meta"),
        *("ene", "enero", "feb", "febrero", "mar", "marzo", "abr", "abril", "may", "mayo", "jun", "junio", "jul"),
        *("julio", "ago", "agosto", "sep", "sept", "septiembre", "setiembre", "oct", "octubre", "nov", "noviembre"),
        *("dic", "diciembre", "jan", "january", "february", "march", "apr", "april", "june", "july", "aug", "august"),
        *("september", "october", "november", "dec", "december"),
    )
)
"""Words that stand beside them."""

_WORD = re.compile(r"[^\W\d_]+\u0304?")
_STEMS = (*sorted({word[:4] for word in TOTALS if len(word) > 3}), "sum", "avg", "σ", "∑", "ø", "x̄", "máxi", "míni")
_LONGEST = 60
"""Letters of a label; a text is longer."""

_SAMPLE = 60
_DATED = 0.6
"""So many of a column's cells are filled, and are dates or numbers, where it is said to be of such."""

_TEXTS = 0.8
"""So many of a column's cells are no numbers where it is one of texts."""

_RARE = 1 / 3
"""Summaries are no more than this of all rows, unless they say what they are."""

_FEW = 2
"""A total and a mean: so many summaries even a short table has."""

_PASSES = 4
_MOST_DOUBTFUL = 200
_NEAREST = 12
"""Marks above and below a row between which it may sum up."""

_LARGE = 10
"""A number that is a sum of others by accident is smaller."""


@dataclass(frozen=True, kw_only=True)
class _Column:
    """A column that tells rows apart, by dates or by texts, or one of figures."""

    place: int
    kind: str
    cells: Sequence[Cell] = field(repr=False)


@dataclass(frozen=True)
class SetApart:
    """The places of the rows that are none of the things a table lists."""

    summaries: tuple[int, ...] = ()
    lines: tuple[int, ...] = ()
    """Rows of one text only, where others have a date: a title in the midst, where the figures come from."""


def set_apart(headers: Sequence[str], rows: Sequence[Sequence[Cell]]) -> SetApart:
    """The rows that sum up others, and those that are only a line of text."""
    if len(rows) < 2:
        return SetApart()
    table = list(zip(*rows, strict=True))
    texts = [[cell for cell in set(cells) if isinstance(cell, str) and cell] for cells in table]
    columns = [found for place, cells in enumerate(table) if (found := _column(place, headers[place], cells))]
    known = frozenset(word for header in headers for word in _WORD.findall(plain(header)))
    said, begun = _said(table, texts, known)
    lacking = _lacking(columns, texts, len(rows))
    undated = lacking.get("date", set())
    nameless = lacking.get("text", set())
    dated = any(column.kind == "date" for column in columns)
    summed = {place for place in said if place in undated or not dated and _stands_apart(place, nameless, columns)}
    most = min(_MOST_DOUBTFUL, len(rows) * _RARE + len(said))
    doubtful = (said | undated | nameless) - summed
    # In some shops half of the posts begin with "Total" or "Media docena": that does not hide the row below them.
    doubtful |= begun - summed if len(doubtful | begun - summed) <= most else set()
    if doubtful and len(doubtful) <= most:
        numbers = [read_numbers(column.cells).values for column in columns if column.kind == "number"]
        if numbers:
            bare = undated & nameless | said
            summed |= _by_figures(np.column_stack(numbers), doubtful, summed, bare)
    summed |= _behind(summed, undated & nameless if nameless else undated, table, len(rows))
    single = {
        place for place, row in enumerate(rows) if len(row) > 2 and len(row) - row.count(None) - row.count("") == 1
    }
    lines = {place for place in single - summed if place in undated or _is_line(rows[place])}
    lines = lines if len(lines) < len(rows) else set()
    return SetApart(tuple(sorted(summed)), tuple(sorted(lines)))


def _is_line(row: Sequence[Cell]) -> bool:
    """What it holds is neither a number nor a date."""
    cell = next(filter(_filled, row))
    return isinstance(cell, str) and not _is_number(cell) and not _are_dates([cell], True)


def _filled(cell: Cell) -> bool:
    return cell is not None and cell != ""


def _stands_apart(place: int, nameless: set[int], columns: Sequence[_Column]) -> bool:
    """It lacks a text where others have one, or there is but one column of texts, in which its label stands."""
    return place in nameless or sum(column.kind == "text" for column in columns) < 2


# ---- what a column holds -------------------------------------------------------------------------------------------


def _column(place: int, header: str, cells: Sequence[Cell]) -> _Column | None:
    """What the column holds, judged from some of its cells; None if it is mostly empty or holds this and that."""
    step = max(len(cells) // _SAMPLE, 1)
    some = [cell for cell in cells[::step] if cell not in (None, "") and cell != "-"]
    looked_at = len(cells[::step])
    if len(some) < min(_DATED * looked_at, looked_at - _FEW):
        return _Column(place=place, kind="number", cells=cells) if some and all(map(_is_number, some)) else None
    when = any(word in plain(header) for word in ("date", "fecha", "dia", "day", "hora", "time", "mes"))
    if all(isinstance(cell, datetime) for cell in some) or _are_dates(some, when):
        return _Column(place=place, kind="date", cells=cells)
    numbers = sum(map(_is_number, some)) / len(some)
    if numbers >= _DATED:
        return _Column(place=place, kind="number", cells=cells)
    return _Column(place=place, kind="text", cells=cells) if numbers < 1 - _TEXTS else None


_NUMBER = re.compile(r"[-+\u2212]?\s*[€$£]?\s*[\d.,\s\u00a0\u202f']*\d[\d.,]*\s*[KkM€$£%]?")


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float) or (isinstance(cell, str) and bool(_NUMBER.fullmatch(cell.strip())))


def _are_dates(some: Sequence[Cell], when: bool) -> bool:
    if not when and all(map(_is_number, some)):
        return False
    return read_dates(some, date(2026, 12, 31)).readable >= _DATED


# ---- what a row says, and what it lacks ----------------------------------------------------------------------------


def _said(
    table: Sequence[Sequence[Cell]], texts_of: Sequence[Sequence[str]], known: frozenset[str]
) -> tuple[set[int], set[int]]:
    """Rows with a cell that is the label of a summary, and rows in which a text begins with such a word."""
    said: set[int] = set()
    begun: set[int] = set()
    for cells, texts in zip(table, texts_of, strict=True):
        texts = [text for text in texts if len(text) <= _LONGEST]
        folded = "\n".join(texts).casefold()
        if folded.upper() == folded:  # figures only
            continue
        stems = [stem for stem in _STEMS if stem in folded]
        if not stems:
            continue
        short = [text for text in texts if any(stem in text.casefold() for stem in stems)]
        labels = {text: label for text in short if (label := _label(text, known))}
        # Meta writes "Total" beside each of its posts.
        labels = {text: label for text, label in labels.items() if cells.count(text) <= max(_RARE * len(cells), 1)}
        if labels:
            for place, cell in enumerate(cells):
                if isinstance(cell, str) and cell in labels:
                    (said if labels[cell] == "whole" else begun).add(place)
    return said, begun


def _label(text: str, known: frozenset[str]) -> str:
    words = _WORD.findall(plain(text))
    if not TOTALS.intersection(words):
        return ""
    if all(word in TOTALS or word in _BESIDE or word in known for word in words):
        return "whole"
    return "begun" if words[0] in TOTALS else ""


def _lacking(columns: Iterable[_Column], texts: Sequence[Sequence[str]], count: int) -> dict[str, set[int]]:
    """By kind, the rows that lack what nearly all others have in a column of dates or of texts."""
    lacking: dict[str, set[int]] = {}
    for column in columns:
        if column.kind == "number":
            continue
        empty = column.cells.count(None) + column.cells.count("") > 0
        places = {place for place, cell in enumerate(column.cells) if cell in (None, "")} if empty else set()
        if column.kind == "date":
            places |= _no_dates(column.cells, texts[column.place])
        if len(places) <= max(_RARE * count, _FEW):
            before = lacking.get(column.kind)
            # A row lacks its date if it has none at all; of several texts, one is enough.
            both = column.kind == "date" and before is not None
            lacking[column.kind] = places & before if both and before is not None else places | (before or set())
    return lacking


def _no_dates(cells: Sequence[Cell], texts: Sequence[str]) -> set[int]:
    """Cells of a column of dates that are words: "Enero", "Semana 12"."""
    words = [text for text in texts if not text[0].isdigit()]
    if 2 * len(words) > len(texts):
        words = [text for text in words if not any(sign.isdigit() for sign in text)]
    found = words[:_MOST_DOUBTFUL]
    if not found:
        return set()
    dates = np.isnat(read_dates(found, date(2026, 12, 31)).values)
    none = {text for text, unread in zip(found, dates, strict=True) if unread}
    return {place for place, cell in enumerate(cells) if cell in none} if none else set()


def _behind(summed: set[int], apart: set[int], table: Sequence[Sequence[Cell]], count: int) -> set[int]:
    """Rows behind the last summary, down to the end, that have neither date nor text of their own: "% of the month"."""
    places: set[int] = set()
    for place in range(count - 1, -1, -1):
        if place in summed:
            return places
        if place not in apart:
            break
        places.add(place)
    return set()


# ---- what its figures are ------------------------------------------------------------------------------------------


def _by_figures(numbers: NDArray[np.float64], doubtful: set[int], summed: set[int], bare: set[int]) -> set[int]:
    """Those of the doubtful rows whose figures are sums or means of other rows: above, below, or since the last one.

    bare: rows that say so, or that have neither date nor text of their own; others must be sums in all their figures.
    """
    found: set[int] = set()
    marks = sorted(summed | doubtful)
    for _pass in range(_PASSES):
        filled = np.isfinite(numbers)
        filled[list(summed | found)] = False
        counted = np.where(filled, numbers, 0)
        sums = np.vstack([np.zeros(numbers.shape[1]), np.cumsum(counted, axis=0)])
        times = np.vstack([np.zeros(numbers.shape[1]), np.cumsum(filled, axis=0)])
        more: set[int] = set()
        for place in sorted(doubtful - found):
            begins = [0, *[mark + 1 for mark in marks if mark < place][-_NEAREST:]]
            ends = [*[mark for mark in marks if mark > place][:_NEAREST], len(numbers)]
            ranges = [(begin, place) for begin in begins] + [(place + 1, end) for end in ends]
            whole = (sums[-1] - counted[place], times[-1] - filled[place])
            among = [(sums[end] - sums[begin], times[end] - times[begin]) for begin, end in ranges]
            if any(_sums_up(numbers[place], *each, place in bare) for each in (*among, whole)):
                more.add(place)
        if not more:
            break
        found |= more
    return found


def _sums_up(row: NDArray[np.float64], sums: NDArray[np.float64], times: NDArray[np.float64], bare: bool) -> bool:
    """Whether the figures of a row are sums, or means, of at least two; at least half of them, if the row is bare."""
    told = np.isfinite(row) & (row != 0)
    usable = told & (times >= 2)
    if not usable.any():
        return False
    given = np.where(told, row, 0)
    summed = usable & (np.abs(given - sums) <= _exact(given))
    means = usable & (np.abs(given - sums / np.maximum(times, 1)) <= _exact(given) + _half_a_digit(given))
    for alike, least in ((summed, 0.5 if bare else 1.0), (means, 0.75 if bare else 1.0)):
        if alike.sum() >= least * told.sum() and _no_accident(given[alike], bare):
            return True
    return False


def _no_accident(figures: NDArray[np.float64], bare: bool) -> bool:
    """Several figures of which one is not small, or a large one."""
    large = _LARGE if bare else _LARGE**2
    return bool(np.abs(figures).max() >= (large if len(figures) > 1 else large * _LARGE))


def _exact(given: NDArray[np.float64]) -> NDArray[np.float64]:
    """What floats lose."""
    return 1e-6 * np.maximum(np.abs(given), 1)


def _half_a_digit(given: NDArray[np.float64]) -> NDArray[np.float64]:
    """By how much a mean may differ that was written with one digit after the point, or with none."""
    rounded = np.full(len(given), 0.5)
    for digits in (1, 2):
        more = np.abs(given - np.round(given, digits - 1)) > 1e-9
        rounded[more] = 0.5 / 10**digits
    return rounded
