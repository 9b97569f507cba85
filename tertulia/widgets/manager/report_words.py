"""The learner's words for the figures of the monthly report."""

from __future__ import annotations

import math
from collections.abc import Mapping
from html import unescape

from tertulia.language import _, number, percent
from tertulia.models.manager.report import MEDIANS, Kpi, Line
from tertulia.models.manager.results import Measure
from tertulia.widgets.manager.results_words import kind_words, measure_words, said, weekday_words


def kpi_words(kpi: Kpi, unit: str = "post") -> str:
    """A figure of the report, with its denominator in the name. unit: "post" or "day"."""
    if kpi in MEDIANS:
        return measure_words(MEDIANS[kpi], unit)
    return {
        Kpi.POSTS: _("Posts published"),
        Kpi.COMMENTS: _("Comments, all together"),
        Kpi.CLICKS: _("Clicks, all together"),
        Kpi.LINK_CLICKS: _("Clicks on links, all together"),
        Kpi.FOLLOWS: _("New followers, all together"),
        Kpi.MESSAGES: _("Messages, all together"),
    }[kpi]


def value_words(line: Line, value: float) -> str:
    """A value of a figure; a dash where it was not measured."""
    if math.isnan(value):
        return "–"
    return said(MEDIANS[line.kpi], value) if line.kpi in MEDIANS else number(value)


def short_words(line: Line) -> str:
    """How a figure stands beside the month before, in a few words."""
    return {
        "up": _("clearly more than the month before"),
        "down": _("clearly less than the month before"),
        "unclear": _("no clear change"),
        "too_few": _("too few posts to compare"),
        "no_last": _("no month before"),
        "counted": _("the month before {before}").format(before=value_words(line, line.before)),
    }[line.verdict]


def times_words(line: Line) -> str:
    """How many times the month before, with its range where there is one."""
    if math.isnan(line.times):
        return "–"
    if math.isnan(line.times_low):
        return number(line.times, 2)
    return f"{number(line.times, 2)} ({number(line.times_low, 2)}–{number(line.times_high, 2)})"


def signed_words(share: float) -> str:
    """A share with its sign."""
    return ("+" if share > 0 else "") + percent(share).replace("-", "\u2212")


def words_of(values: Mapping[str, float | int | str]) -> dict[str, str]:
    """The values of a remark as the learner reads them."""
    measure = Measure(str(values["measure"])) if "measure" in values else Measure.REACH
    words: dict[str, str] = {}
    for name, value in values.items():
        if name == "kind":
            words[name] = unescape(kind_words(str(value)))
        elif name == "weekday":
            words[name] = weekday_words(int(value))
        elif name == "measure":
            words[name] = measure_words(measure).lower()
        elif name == "kpi":
            words[name] = kpi_words(Kpi(str(value)))
        elif name in ("middle", "rest"):
            words[name] = said(measure, float(value))
        elif name in ("roi", "low", "high"):
            words[name] = signed_words(float(value))
        else:
            words[name] = number(float(value), 2 if name == "times" else 0)
    return words
