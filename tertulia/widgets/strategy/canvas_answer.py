"""The parts of the strategy canvas's answer as HTML: the sentence, the gates, what to do first, what to mend."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

from tertulia.charts.path import Path, amount, day_words, path
from tertulia.html import Html, joined, markup, paragraphs
from tertulia.language import _, ngettext, number
from tertulia.models.finding import Finding, Severity
from tertulia.models.strategy.canvas import Canvas, CanvasPart, sentence_parts
from tertulia.models.strategy.canvas_check import GRADE, CanvasFinding, GateStep
from tertulia.terms import half_words
from tertulia.widgets.base.components import fold, gates, grade, note, section
from tertulia.widgets.base.words import hours_words
from tertulia.widgets.strategy.canvas_words import finding_words, missing_words, objective_words, part_words, sentence

GATES = (CanvasPart.OBJECTIVE, CanvasPart.AUDIENCE, CanvasPart.KPI, CanvasPart.TACTICS)

NO_WAY = (CanvasFinding.KPI_TARGET_SAME, CanvasFinding.KPI_TARGET_WORSE, CanvasFinding.KPI_DATE_PAST)
"""What a number has that goes nowhere, or not where the learner wants."""


def sentence_section(canvas: Canvas) -> Html:
    """The strategy in one sentence, with gaps where something was not said yet."""
    parts = sentence_parts(canvas)
    return markup(
        '<section class="tt-verdict"><div><p class="tt-eyebrow">{head}</p>'
        '<p class="tt-lead tt-voice tt-sentence">{sentence}</p></div></section>',
        head=_("Your sentence") if parts.complete else _("Your sentence so far"),
        sentence=Html(
            sentence(
                parts,
                canvas.today,
                lambda words: markup("<strong>{words}</strong>", words=words),
                lambda asks: markup('<u class="tt-gap nb">\u2003{asks}\u2003</u>', asks=asks),
            )
        ),
    )


# the gates --------------------------------------------------------------------------------------------------


def gate_list(canvas: Canvas, steps: Sequence[GateStep], findings: Sequence[Finding]) -> Html:
    """The four gates, each with what was answered or is missing."""
    asks = {
        CanvasPart.OBJECTIVE: _("You know what you want"),
        CanvasPart.AUDIENCE: _("You can say from whom"),
        CanvasPart.KPI: _("A number will show it"),
        CanvasPart.TACTICS: _("What you do serves it"),
    }
    closed = sum(not step.done for step in steps)
    return gates(
        _("Four gates, {n} closed").format(n=number(closed)) if closed else _("Four gates, all open"),
        [(step.done, asks[step.part], _gate_words(canvas, step, findings)) for step in steps],
    )


def _gate_words(canvas: Canvas, step: GateStep, findings: Sequence[Finding]) -> str:
    if not step.open:
        return _("Waits for the gate above")
    if not step.done:
        return _missing(stops(findings, step.part))
    if step.part is CanvasPart.OBJECTIVE and canvas.objective:
        return objective_words(canvas.objective)
    if step.part is CanvasPart.AUDIENCE:
        return shorten(canvas.audience, 90, placeholder=" …")
    if step.part is CanvasPart.KPI:
        return "; ".join(
            _("{number}: {from} to {to}").format(
                **{
                    "number": shorten(kpi.name, 60, placeholder=" …"),
                    "from": amount(kpi.baseline or 0),
                    "to": amount(kpi.target or 0),
                }
            )
            for kpi in canvas.kpis
        )
    n, hours = len(canvas.tactics), hours_words(canvas.hours_needed)
    return ngettext("{n} thing to do, {hours} a week", "{n} things to do, {hours} a week", n).format(
        n=number(n), hours=hours
    )


def _missing(blocking: Sequence[Finding]) -> str:
    """What is missing, apart for the first, the second and the third number or thing to do."""
    lists = (_("Missing: {list}"), _("In the second: {list}"), _("In the third: {list}"))
    codes = [[CanvasFinding(item.code) for item in blocking if item.values.get("index", 0) == k] for k in range(3)]
    return "; ".join(
        words.format(list=missing_words(missing)) for words, missing in zip(lists, codes, strict=True) if missing
    )


def stops(findings: Sequence[Finding], part: CanvasPart | None = None) -> list[Finding]:
    """What has to be mended first, in one part or in all."""
    return [item for item in findings if item.severity is Severity.STOP and part in (None, item.part)]


def closed_gate(steps: Sequence[GateStep]) -> CanvasPart | None:
    """The first gate that does not stand yet, None if all do."""
    return next((step.part for step in steps if not step.done), None)


def counted(steps: Sequence[GateStep]) -> str:
    """How many gates are open."""
    return _("{n} of 4 gates open").format(n=number(sum(step.done for step in steps)))


def next_words(steps: Sequence[GateStep], findings: Sequence[Finding]) -> str:
    """What comes next, in a few words."""
    closed = closed_gate(steps)
    if closed:
        return _("next: {card}").format(card=part_words(closed).lower())
    mend = len(stops(findings))
    if mend:
        return ngettext("{n} thing to mend", "{n} things to mend", mend).format(n=number(mend))
    return _("your strategy stands")


# what it means ----------------------------------------------------------------------------------------------


def meaning(canvas: Canvas, steps: Sequence[GateStep], findings: Sequence[Finding]) -> list[Html | str]:
    """Stands, or what to do first."""
    closed, mend = closed_gate(steps), stops(findings)
    if canvas.objective is None:
        return [
            markup(
                _(
                    "Begin with one question: <strong>what should be different in half a year?</strong> Choose it "
                    "under “What you want”; the rest opens step by step."
                )
            )
        ]
    if closed is CanvasPart.AUDIENCE:
        words = _("You want to {aim}. <strong>Now say from whom</strong>, as you would tell a neighbour.")
        return [markup(words, aim=objective_words(canvas.objective).lower())]
    if closed is CanvasPart.KPI:
        words = _("You know what you want and from whom. <strong>{first}</strong>")
        return [markup(words, first=finding_words(stops(findings, CanvasPart.KPI)[0]))]
    if mend:
        words = _("Your sentence is complete; the plan around it is not. <strong>{first}</strong>")
        return [markup(words, first=finding_words((stops(findings, CanvasPart.TACTICS) or mend)[0]))]
    # where nothing stops, every number has its way
    way = ways(canvas, findings)[0]
    stands = markup(_("Your strategy stands."))
    if way.halves:
        stands = markup(
            _(
                "Your strategy stands. <strong>On {day}, half way, {owner} looks whether it is at {half}</strong>; if "
                "not, change what you do, not the number."
            ),
            day=day_words(way.middle, canvas.today),
            owner=canvas.kpis[0].owner,
            half=half_words(way),
        )
    warnings = [finding_words(item) for item in findings if item.severity is Severity.WARN]
    return [stands, *warnings[:1]]


def finding_sections(steps: Sequence[GateStep], findings: Sequence[Finding]) -> Html:
    """The findings by how much they matter. Before the sentence stands, one gate at a time."""
    closed = closed_gate(steps) or CanvasPart.TACTICS
    now = [item for item in findings if closed is CanvasPart.TACTICS or item.part in GATES[: GATES.index(closed) + 1]]
    later = [item for item in findings if item not in now]
    heads = {
        Severity.STOP: _("Mend first"),
        Severity.WARN: _("Will probably disappoint"),
        Severity.NOTE: _("Worth knowing"),
    }
    sections = [
        section(head, _finding_list(items))
        for severity, head in heads.items()
        if (items := [item for item in now if item.severity is severity])
    ]
    if later:
        count = ngettext("{n} thing", "{n} things", len(later)).format(n=number(len(later)))
        rest = fold(_("What comes after that"), _finding_list(later), note=count)
        sections.append(Html(f'<section class="tt-section">{rest}</section>'))
    return joined(sections)


def _finding_list(items: Sequence[Finding]) -> Html:
    """Each finding with the card it is about."""
    rows = joined(
        markup(
            '<li data-severity="{severity}"><b>{part}</b><span>{words}</span></li>',
            severity=item.severity,
            part=part_words(item.part),
            words=finding_words(item),
        )
        for item in items
    )
    return Html(f'<ul class="tt-findings">{rows}</ul>')


# the way of each number -------------------------------------------------------------------------------------


def ways(canvas: Canvas, findings: Sequence[Finding]) -> list[Path]:
    """The way of each number that has one, and goes where the learner wants."""
    wrong = {item.values["index"] for item in findings if item.code in NO_WAY}
    return [
        Path(name=kpi.name, baseline=kpi.baseline, target=kpi.target, unit=kpi.unit, today=canvas.today, by=kpi.by)
        for place, kpi in enumerate(canvas.kpis)
        if place not in wrong and kpi.baseline is not None and kpi.target is not None and kpi.by is not None
    ]


def way_pictures(canvas: Canvas, findings: Sequence[Finding], name: str) -> tuple[Html, Html]:
    """The way of each number, an empty text for one that has none; what holds for both stands under the last.

    name: makes ids unique on the page.
    """
    drawn = []
    every = ways(canvas, findings)
    for place, way in enumerate(every):
        caption = (
            _("Half way, on {day}, it should be about {half}.").format(
                day=day_words(way.middle, way.today), half=half_words(way)
            )
            if way.halves
            else ""
        )
        if way is every[-1]:
            caption += " " + _("Drawn from what you entered; real numbers go up and down.")
        drawn.append(path(way, f"{name}-{place}", caption.strip()).html(note(way.name)))
    first, second, *_rest = *drawn, Html(), Html()
    return first, second


# for the curious --------------------------------------------------------------------------------------------


def curious(canvas: Canvas) -> Html:
    """The questions to ask customers, and how the canvas checks."""
    questions = [
        canvas.question or _("What did you look for here and not find?"),
        _("Where do you check whether we are open?"),
        _("If we had news for you, where would you like to read it?"),
    ]
    listed = joined(
        markup("<li><h3>{question}</h3><p>{answers}</p></li>", question=question, answers=_("Their words:"))
        for question in questions
    )
    ask = _("Ask ten customers and write down their words, not yours.")
    if canvas.heard_by:
        ask += " " + _("Who hears the answers: {who}.").format(who=canvas.heard_by)
    how = (
        _(
            "The gates open in order. A photo or an offer chosen first decides the rest by accident, so what you "
            "will do stays locked until you know what you want, from whom, and how you will notice."
        ),
        _(
            "A number counts when it has a value today, one you want, a day, somebody who looks and a place to "
            "read it. Followers alone cannot show that people come or buy."
        ),
        _(
            "The canvas sees what is missing and what does not fit. It does not see whether your sentence is a "
            "good one: read it aloud to somebody who knows your firm."
        ),
        _("All limits, such as a day within two years, are our judgement."),
    )
    asked = markup('<p>{ask}</p><ol class="tt-first">{listed}</ol>', ask=ask, listed=listed)
    return joined(
        (
            fold(_("The questions to ask your customers"), asked),
            fold(_("How the canvas checks"), joined((paragraphs(*how), grade(GRADE)))),
        )
    )
