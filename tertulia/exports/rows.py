"""What a row of a table is: a post, a day, an advert, an account, a group of people. Known before anything is counted.

A table that a network is known to write says it by its name. For any other one the headers and the dates speak, and
where they do not, the learner is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tertulia.exports.columns import ExportField, RowKind, plain

Values = Mapping[ExportField, NDArray[Any]]

ADVERTS = (
    "nombre del anuncio",
    "nombre de anuncio",
    "ad name",
    "ad id",
    "identificador del anuncio",
    "ad group",
    "adgroup",
    "grupo de anuncios",
    "conjunto de anuncios",
    "ad set",
    "adset",
    "importe gastado",
    "amount spent",
    "total spent",
    "coste por resultado",
    "cost per result",
    "creative name",
)
"""What only tables of adverts have in their headers."""

CAMPAIGNS = ("campaign", "campana")
SPENDING = ("coste", "costo", "cost", "gasto", "spend", "spent", "inversion", "presupuesto", "budget", "cpc", "cpm")

AUDIENCES = frozenset(
    "age|edad|gender|genero|sexo|sex|age & gender|edad y sexo|country|pais|countries|paises|city|ciudad|cities|ciudades"
    "|location|ubicacion|region|comunidad|provincia|territory|territorio|top territories|top demographics|job title"
    "|job titles|cargo|job function|funcion laboral|seniority|nivel de responsabilidad|industry|sector|company size"
    "|tamano de la empresa|language|idioma|interest|intereses|age range|rango de edad|device|dispositivo".split("|")
)
"""Headers of a first column that names groups of people."""

ACCOUNTS = frozenset(
    "page|pagina|account|cuenta|profile|perfil|user|usuario|username|user name|nombre de usuario|competitor|competidor"
    "|competencia|competitors|competidores|brand|marca|company|empresa|handle|page name|nombre de la pagina"
    "|account name|nombre de la cuenta|instagram account|cuenta de instagram".split("|")
)
"""Headers of a first column that names pages or accounts."""

POST_COUNTS = frozenset(
    "posts|publicaciones|total posts|total de publicaciones|numero de publicaciones|n.o publicaciones|no publicaciones"
    "|posts published|published posts|publicaciones publicadas|media|contents|contenidos|total followers"
    "|total de seguidores|seguidores|followers|fans".split("|")
)
"""Headers that say how much an account published, or how many follow it."""

VIDEOS = ("video title", "titulo del video", "video link", "video id", "identificador de video")

SAYING = (ExportField.TEXT, ExportField.TITLE, ExportField.LINK, ExportField.KEY)
"""Fields that something published has, and a day has not."""

ANSWERED = (
    ExportField.REACTIONS,
    ExportField.COMMENTS,
    ExportField.SHARES,
    ExportField.REACH,
    ExportField.INTERACTIONS,
)
"""What posts get and pages of a website do not."""

LEAST_DAYS = 4
"""So many days one after the other are a table of days."""


class RowGuess(NamedTuple):
    """What a row is, and whether that is certain."""

    kind: RowKind
    certain: bool


def guessed_rows(headers: Sequence[str], values: Values, hours: bool) -> RowGuess:
    """What a row of a table is that nobody knows. hours: its dates have a time of day."""
    names = [plain(header) for header in headers]
    says = [name for name in SAYING if name in values and any(values[name])]
    if _has(names, ADVERTS) or (_has(names, CAMPAIGNS) and _has(names, SPENDING)):
        return RowGuess(RowKind.AD, True)
    when = values.get(ExportField.WHEN)
    dated = when is not None and not np.isnat(when).all()
    first = names[0] if names else ""
    if not dated and not _posts_own(says):
        if first in AUDIENCES or first.startswith("top "):
            return RowGuess(RowKind.AUDIENCE, True)
        if first in ACCOUNTS:
            return RowGuess(RowKind.ACCOUNT, bool(POST_COUNTS & set(names)))
    if not says and _hours_of_the_day(values.get(ExportField.HOUR), when if dated else None):
        return RowGuess(RowKind.HOUR, True)
    if says:
        kind = RowKind.VIDEO if _has(names, VIDEOS) else RowKind.POST
        answered = any(name in values for name in ANSWERED)
        return RowGuess(kind, answered and (dated or bool({ExportField.TEXT, ExportField.LINK} & set(says))))
    if when is not None and dated:
        return _by_dates(when, hours, values.get(ExportField.FORMAT))
    return RowGuess(RowKind.POST, False)


def _has(names: Collection[str], words: Collection[str]) -> bool:
    return any(word in name for name in names for word in words)


def _posts_own(says: Collection[ExportField]) -> bool:
    return ExportField.TEXT in says or ExportField.LINK in says


def _hours_of_the_day(hours: NDArray[Any] | None, when: NDArray[Any] | None) -> bool:
    """Each hour of a day has its row, or most hours of each day."""
    if hours is None or not np.isfinite(hours).any():
        return False
    different = len(np.unique(hours[np.isfinite(hours)]))
    if when is None:
        return different == len(hours) or different >= 12 and len(hours) % different == 0
    days = len(np.unique(when[~np.isnat(when)].astype("datetime64[D]")))
    return different >= 12 and len(hours) >= 12 * max(days, 1)


def _by_dates(when: NDArray[Any], hours: bool, kinds: NDArray[Any] | None) -> RowGuess:
    """A table of dates and figures, with nothing that was said."""
    days = np.sort(when[~np.isnat(when)].astype("datetime64[D]").astype(np.int64))
    steps = np.diff(days)
    clocks = np.unique(when[~np.isnat(when)].astype(np.int64) % (24 * 60))
    if hours and len(clocks) > 1:
        return RowGuess(RowKind.POST, True)
    if kinds is not None and any(kinds):
        # A line for each kind on each day is no post.
        times = np.unique(days, return_counts=True)[1]
        return RowGuess(RowKind.POST, not (len(times) > 1 and times.min() == times.max() > 1))
    if len(steps) and not steps.all():
        return RowGuess(RowKind.POST, False)
    if len(steps) and (steps == 1).mean() > 0.5:
        return RowGuess(RowKind.DAY, len(days) >= LEAST_DAYS)
    if len(steps) >= 2 and ((steps == 7).all() or (steps >= 28).all() and (steps <= 31).all()):
        return RowGuess(RowKind.PERIOD, len(days) >= LEAST_DAYS)
    return RowGuess(RowKind.POST, False)
