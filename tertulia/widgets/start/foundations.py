"""Foundations check: what the firm has, what to do first and in which weeks. It may say "not yet"."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia import browser
from tertulia.charts.picture import NARROW, WIDE, Picture
from tertulia.charts.road import RoadRow, road
from tertulia.firms import Firm
from tertulia.language import _, euros, ngettext, number, spoken
from tertulia.models.errors import InputError
from tertulia.models.finding import Severity
from tertulia.models.start import foundations as model
from tertulia.models.start.foundations import Answer, Check, Desk, Foundations, Maker, Part, State, Task, Verdict
from tertulia.widgets.base.components import (
    assumptions,
    conclusion,
    findings,
    first_steps,
    fold,
    icon,
    number_tile,
    numbers,
    table,
)
from tertulia.widgets.base.controls import Choice, Control, Evidence, Slider, Tick, card
from tertulia.widgets.base.exercise import Exercise, html
from tertulia.widgets.base.words import hours_bold, hours_words
from tertulia.widgets.start.foundations_words import (
    check_words,
    desk_words,
    euros_span,
    figures_span,
    finding_words,
    hours_span,
    part_words,
    state_words,
    verdict_words,
    weeks_span,
)

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan

STARTS: Mapping[str, Foundations] = {
    "bakery": Foundations(
        frozenset(Check) - {Check.STAND_IN, Check.EMAIL_OWN, Check.PRIVACY, Check.TWO_STEP, Check.READABLE},
        Desk.OWNER,
        4.0,
        300,
        Maker.OURSELVES,
        True,
    ),
    "workshop": Foundations(
        frozenset(Check)
        - {
            Check.LISTING_CLAIMED,
            Check.LISTING_RIGHT,
            Check.PHOTOS,
            Check.CONSENT,
            Check.TWO_STEP,
            Check.CURRENT,
            Check.READABLE,
        },
        Desk.SALES,
        3.0,
        1000,
        Maker.PROFESSIONAL,
        False,
    ),
    "guesthouse": Foundations(
        frozenset({Check.NAMED, Check.PHOTOS, Check.LISTING_CLAIMED, Check.WEBSITE, Check.READABLE}),
        Desk.OWNER,
        5.0,
        400,
        Maker.OURSELVES,
        False,
    ),
    "mine": Foundations(frozenset(), Desk.OWNER, 3.0, 300, Maker.OURSELVES, False),
}
"""What each firm has at the start: invented, and for "my firm" nothing, so that the learner ticks what is true."""


class FoundationsCheck(Exercise):
    """Whether this firm is ready for a first network, and what comes before it."""

    name = "foundations"

    def make_controls(self, firm: Firm) -> Mapping[str, Control]:
        """A tick for each question; who decides, who makes a website, hours and money."""
        start = self.start(firm)
        evidence = {
            Check.LISTING_RIGHT: Evidence(
                "C",
                _(
                    "In a survey of 1,141 people in the United States in 2021, 63 % said wrong details in an entry "
                    "would stop them from using a firm. The survey is by a seller of software for such entries."
                ),
                "BrightLocal 2021",
            ),
            Check.LISTING_CLAIMED: Evidence(
                "B",
                _(
                    "Bars and restaurants in Texas took 5 to 10 % more after they were listed on a review site. An "
                    "entry on a map in Spain may do more or less."
                ),
                "Luca, Nagaraj & Subramani 2026",
            ),
            Check.PRIVACY: Evidence(
                "D",
                _(
                    "Hours and money are our judgement. The Spanish data protection authority offers a free tool for "
                    "small firms, Facilita RGPD; we read of it in the press."
                ),
            ),
        }
        return {
            **{
                check.value: Tick(check_words(check).question, start[check.value], evidence.get(check))
                for check in Check
            },
            "desk": Choice(
                _("Who decides what is published"),
                [(desk_words(desk), desk.value) for desk in Desk],
                start["desk"],
                Evidence(
                    "D", _("Whoever is judged by the till alone will post offers. We know of no study that tested it.")
                ),
            ),
            "maker": Choice(
                _("If you need a website, who makes it"),
                [(_("we do it ourselves"), Maker.OURSELVES.value), (_("a professional"), Maker.PROFESSIONAL.value)],
                start["maker"],
            ),
            "profile": Tick(_("We have a profile on a network already"), start["profile"]),
            "hours": Slider(
                _("Hours per week for this"),
                start["hours"],
                0.5,
                15,
                0.5,
                hours_bold,
                Evidence(
                    "D",
                    _(
                        "What each task takes is our judgement, as a low and a high figure. Time the first "
                        "two and correct it."
                    ),
                ),
            ),
            "euros": Slider(
                _("Money for the first year"),
                start["euros"],
                0,
                3000,
                50,
                lambda n: f"<b>{euros(n)}</b>",
                Evidence(
                    "D",
                    _(
                        "All prices are our judgement; ask for two offers. Google says its business profile "
                        "is free of charge."
                    ),
                    "Google, Getting Businesses Online",
                ),
            ),
        }

    def start(self, firm: Firm) -> Mapping[str, Any]:
        """The firm's answers, by control."""
        held = STARTS[firm.key]
        return {
            **{check.value: check in held.done for check in Check},
            "desk": held.desk.value,
            "maker": held.maker.value,
            "profile": held.profile,
            "hours": held.hours,
            "euros": held.euros,
        }

    def cards(self) -> list[ipywidgets.Box]:
        """The questions in their groups, and at the end what the firm can give."""
        use = self.controls

        def asked(*parts: Part) -> list[Control]:
            return [use[check.value] for part in parts for check in model.QUESTIONS[part]]

        return [
            card(_("Who looks after it"), [*asked(Part.OWNER), use["desk"]]),
            card(_("E-mail and phone"), asked(Part.EMAIL, Part.PHONE)),
            card(_("Entry on the map"), asked(Part.LISTING)),
            card(_("Website"), [*asked(Part.WEBSITE, Part.LEGAL, Part.READABLE), use["maker"]]),
            card(_("Photos"), asked(Part.PHOTOS)),
            card(_("Passwords"), asked(Part.ACCESS)),
            card(_("What you can give"), [use["hours"], use["euros"], use["profile"]]),
        ]

    def answer_parts(self) -> list[Any]:
        """The verdict and its numbers, the road of weeks, what to know."""
        self.tiles, self.trouble = html("tt-piece"), html("tt-piece")
        return [self.numbers, self.tiles, self.picture, self.trouble]

    def after_parts(self) -> list[Any]:
        """What to do, in order; how far each foundation stands; the list to take away."""
        self.steps, self.standing, self.files = html("tt-piece"), html("tt-piece"), html("tt-piece")
        return [self.steps, self.standing, self.files]

    def firm_now(self) -> Foundations:
        """The answers as the model takes them."""
        use = self.controls
        return Foundations(
            done=frozenset(check for check in Check if use[check.value].value),
            desk=Desk(use["desk"].value),
            hours=use["hours"].value,
            euros=use["euros"].value,
            maker=Maker(use["maker"].value),
            profile=use["profile"].value,
        )

    def show(self) -> None:
        """Verdict and numbers, then the road, then the tasks one by one."""
        firm = self.firm_now()
        found = model.assess(firm)
        self.firm_asked, self.result = firm, found
        self._lock(Check.WEBSITE in firm.done)
        self.numbers.value, self.tiles.value = self._verdict(firm, found), self._tiles(firm, found)
        self.words.value = conclusion(*self._meaning(firm, found))
        self.mini.value = f"<p><b>{verdict_words(found.verdict)}</b><br>{self._left(found)}</p>"
        self.trouble.value = findings((item.severity, finding_words(item)) for item in found.findings)
        self.steps.value = self._steps(found)
        self.standing.value = self._standing(firm, found)
        browser.when_here("icalendar", self._fill_files)
        self.draw({self.picture: lambda: self._picture(firm, found).html()})
        self.folds.value = self.folds.value or self._for_the_curious()

    def _lock(self, website: bool) -> None:
        """Without a website there is nothing to ask about it; what was ticked stays."""
        for check in model.ON_THE_WEBSITE:
            control = self.controls[check.value]
            control.widget.disabled = not website
            (control.box.remove_class if website else control.box.add_class)("tt-locked")
        self.controls["maker"].widget.disabled = website
        (self.controls["maker"].box.add_class if website else self.controls["maker"].box.remove_class)("tt-locked")

    # the answer ---------------------------------------------------------------------------------------------

    @staticmethod
    def _left(found: Answer) -> str:
        left = len(found.missing) + (not found.enough_hours)
        if not left:
            return _("for a first network")
        return ngettext("{n} thing first", "{n} things first", left).format(n=number(left))

    def _verdict(self, firm: Foundations, found: Answer) -> str:
        left = len(found.missing) + (not found.enough_hours)
        if found.verdict is Verdict.READY:
            lead = _("The foundations stand. <strong>You can choose a first network.</strong>")
        elif Check.WEBSITE not in firm.done:
            lead = _(
                "<strong>First a website.</strong> A network sends people there, and a profile does not replace "
                "it. Short things that lose you customers today come before it in the list."
            )
        elif found.verdict is Verdict.ALMOST:
            lead = ngettext(
                "First <strong>this {n} thing</strong>: {list}.",
                "First <strong>these {n} things</strong>: {list}.",
                left,
            ).format(n=number(left), list=self._listed(found))
        else:
            lead = ngettext(
                "First <strong>{n} thing</strong>. It needs no network.",
                "First <strong>{n} things</strong>. None of them needs a network.",
                left,
            ).format(n=number(left))
        name = (
            f'<p class="tt-eyebrow">{_("Your foundations")}</p>'
            f'<p class="tt-verdict__name">{verdict_words(found.verdict)}</p>'
        )
        return f'<section class="tt-verdict"><div>{name}<p class="tt-lead">{lead}</p></div></section>'

    @staticmethod
    def _listed(found: Answer) -> str:
        said = [check_words(check).task for check in found.missing]
        if not found.enough_hours:
            said.append(_("Find two hours a week"))
        return "; ".join(words[0].lower() + words[1:] for words in said)

    def _tiles(self, firm: Foundations, found: Answer) -> str:
        if not found.tasks:
            return ""
        low, high = found.ready_week
        if high:
            weeks = number_tile(
                figures_span(low, high),
                ngettext(
                    "week until a first network, at {hours} a week",
                    "weeks until a first network, at {hours} a week",
                    high,
                ).format(hours=hours_words(firm.hours)),
                main=True,
            )
        else:
            weeks = number_tile(
                figures_span(*found.weeks),
                ngettext("week for the rest, which can wait", "weeks for the rest, which can wait", found.weeks[1]),
                main=True,
            )
        hours = number_tile(
            hours_words(found.month_hours),
            _("of work in the first month, of {most} you have").format(most=hours_words(firm.hours * model.MONTH)),
        )
        money = number_tile(euros_span(*found.month_euros), _("of cost in the first month"))
        return numbers([weeks, hours, money])

    def _meaning(self, firm: Foundations, found: Answer) -> list[str]:
        if not found.tasks:
            first = _("Nothing is missing. Go on to what you want from a network, and from whom.")
        else:
            task = found.tasks[0]
            first = _("Begin with “{task}”: {hours}, {money}.").format(
                task=check_words(task.check).task, hours=hours_span(*task.hours), money=_cost(task)
            )
            if found.ready_week[1]:
                first += " " + _("With {hours} a week, a first network can begin in <strong>{weeks}</strong>.").format(
                    hours=hours_words(firm.hours), weeks=weeks_span(*found.ready_week)
                )
            else:
                first += " " + _("It can be done while you <strong>choose a first network</strong>.")
        grave = [item for item in found.findings if item.severity is not Severity.NOTE]
        if found.verdict is Verdict.NOT_YET and not grave:
            return [first, _("“Not yet” is a good answer: you lose nothing by waiting, and people find you meanwhile.")]
        return [first]

    def _picture(self, firm: Foundations, found: Answer) -> Picture:
        essential = {task.number: task.essential for task in found.tasks}
        parts = {task.number: model.PART_OF[task.check] for task in found.tasks}
        week = max((stretch.begins + stretch.hours for stretch in found.plan), default=1.0)
        pieces: dict[Part, list[tuple[float, float, bool]]] = {}
        spoken_parts: dict[Part, list[int]] = {}
        for stretch in found.plan:
            part, full = parts[stretch.number], essential[stretch.number]
            begin = stretch.week - 1 + stretch.begins / week
            end = begin + stretch.hours / week
            here = pieces.setdefault(part, [])
            if here and abs(here[-1][1] - begin) < 1e-9 and here[-1][2] is full:
                here[-1] = (here[-1][0], end, full)
            else:
                here.append((begin, end, full))
            spoken_parts.setdefault(part, []).append(stretch.week)
        rows = [RoadRow(part_words(part), tuple(times)) for part, times in pieces.items()]
        begins = max((end for row in rows for _begin, end, full in row.pieces if full), default=0.0)
        weeks = max(found.weeks[1], 1)
        after = _("First network")
        listed = "; ".join(
            f"{part_words(part)}: {_weeks_said(sorted(set(numbers_)))}" for part, numbers_ in spoken_parts.items()
        )
        ready = found.ready_week[1]
        if not rows:
            title = _("Nothing stands in the way of a first network")
        elif not ready:
            title = _("A first network can begin now; the rest takes {weeks}").format(weeks=weeks_span(weeks, weeks))
        else:
            title = ngettext(
                "{n} week of work, then a first network", "{n} weeks of work, then a first network", ready
            ).format(n=number(ready))
        alternative = f"{title}. {listed}." if listed else f"{title}."
        drawn = road(rows, weeks, after, min(begins, weeks), self.name, alternative)
        looks = (
            ("background:var(--chart-median)", _("before the first network")),
            ("background:var(--chart-band);box-shadow:inset 0 0 0 1.5px var(--chart-band-edge)", _("can wait")),
        )
        items = "".join(f'<li><i class="tt-sw" style="{look}"></i>{words}</li>' for look, words in looks)
        key = f'<ul class="tt-key">{items}</ul>'
        caption = _("The numbers at the top are weeks. Planned with the high figures, so that you are seldom late.")
        return Picture(
            title=title, alternative=alternative, wide=drawn[WIDE], narrow=drawn[NARROW], caption=key + caption
        )

    def _steps(self, found: Answer) -> str:
        if not found.tasks:
            return ""
        steps = []
        for task in found.tasks:
            words = check_words(task.check)
            after = ""
            if task.needs:
                after = " " + ngettext("After step {list}.", "After steps {list}.", len(task.needs)).format(
                    list=", ".join(number(need) for need in task.needs)
                )
            wait = "" if task.essential else " " + _("It can wait until the first network has begun.")
            steps.append((words.task, words.how + after + wait, f"{hours_span(*task.hours)}<br>{_cost(task)}"))
        return first_steps(_("Do this, in this order"), steps)

    @staticmethod
    def _standing(firm: Foundations, found: Answer) -> str:
        real = model.settled(firm.done)
        items = []
        for part, state in found.states.items():
            open_, drawn = ("yes", "check") if state is State.YES else ("no", "stop")
            lacking = [check_words(check).question for check in model.QUESTIONS[part] if check not in real]
            having = [check_words(check).question for check in model.QUESTIONS[part] if check in real]
            asked = _("Missing: {list}").format(list=" · ".join(lacking)) if lacking else " · ".join(having)
            items.append(
                f'<li><span class="tt-gate" data-open="{open_}">{icon(drawn)}</span>'
                f'<p>{part_words(part)}<small>{asked}</small></p><em data-open="{open_}">{state_words(state)}</em></li>'
            )
        return (
            f'<section class="tt-section"><h2>{_("How far each foundation stands")}</h2>'
            f'<ul class="tt-gates">{"".join(items)}</ul></section>'
        )

    def _fill_files(self) -> None:
        self.files.value = self._files(self.result)

    def _files(self, found: Answer) -> str:
        """The list to take away, as links that hold the file themselves: nothing is fetched."""
        from tertulia.calendar_files import csv_file  # large, and nobody waits for it

        if not found.tasks:
            return ""
        heads = [
            _("Step"),
            _("Task"),
            _("How"),
            _("Hours, low"),
            _("Hours, high"),
            _("Euros, low"),
            _("Euros, high"),
            _("In week"),
            _("Before the first network"),
            _("Done"),
        ]
        lines: list[list[str | float]] = []
        boxes = []
        for task in found.tasks:
            words = check_words(task.check)
            weeks = [stretch.week for stretch in found.plan if stretch.number == task.number]
            said = f"{weeks[0]}–{weeks[-1]}" if weeks[0] < weeks[-1] else str(weeks[0])
            before = _("yes") if task.essential else _("no")
            lines.append([task.number, words.task, words.how, *task.hours, *task.euros, said, before, ""])
            boxes.append(
                f"[ ] {task.number}. {words.task} ({_weeks_said(weeks)}; {hours_span(*task.hours)}; {_cost(task)})\r\n"
                f"    {words.how}\r\n"
            )
        csv = csv_file(lines, heads, separator=";" if spoken() == "es" else ",")
        head = _("Foundations of {firm}").format(firm=self.firm.name or _("my firm"))
        text = f"{head}\r\n\r\n" + "\r\n".join(boxes)
        links = _link(
            _("List to print (.txt)"), _("foundations") + ".txt", "text/plain", text.encode("utf-8-sig")
        ) + _link(_("Table for a spreadsheet (.csv)"), _("foundations") + ".csv", "text/csv", csv)
        return (
            f'<section class="tt-section"><h2>{_("Take it with you")}</h2><p class="tt-actions">{links}</p>'
            f'<p class="tt-note">{_("The file is made on this device.")}</p></section>'
        )

    @staticmethod
    def _for_the_curious() -> str:
        rows = [
            [check_words(check).task, figures_span(*effort.hours), figures_span(*effort.euros)]
            for check, effort in model.EFFORTS.items()
        ]
        made = model.BY_A_PROFESSIONAL
        rows.append([_("The same website, by a professional"), figures_span(*made.hours), figures_span(*made.euros)])
        how = (
            _(
                "Each box you leave empty becomes a task. A task waits for what it needs: an address at your own "
                "domain waits for the domain. Among those that could come next, the one that loses you most customers "
                "today comes first."
            ),
            _(
                "Your weeks are filled one after the other, and no week holds more than your hours. The road uses the "
                "high figures; the low ones give the shorter time."
            ),
            _(
                "Without a website the answer is “not yet”. With one, the answer counts the other things a network "
                "needs: none missing is “ready”, one or two “almost”."
            ),
        )
        least = hours_words(model.LEAST_HOURS)
        known = [
            (_("Least time for a network"), model.GRADE, least, _("a week, as in the network picker. Our judgement.")),
            (
                _("What can wait"),
                model.GRADE,
                "",
                _("An address at your own domain, new photos, an easier website and a stand-in. Our judgement."),
            ),
        ]
        figures = table([_("Task"), _("Hours of your own"), _("Cost in euros")], rows)
        return (
            fold(_("Hours and money, as a table"), figures, note=_("grade D"))
            + fold(_("How it works, in plain words"), "".join(f"<p>{part}</p>" for part in how))
            + fold(_("What we take for granted"), assumptions(known))
        )

    def complaint(self, error: InputError) -> str:
        """What is wrong with an input and what to do."""
        if error.field == "hours":
            return _("Give this at least a quarter of an hour a week, and at most forty hours.")
        return _("This cannot be right. Choose another value.")

    def for_plan(self, plan: Plan) -> Plan:
        """What stands, question by question, and what to do first."""
        from tertulia.plan import schema, updates

        real = model.settled(self.firm_asked.done)
        asked_apart = (Check.WEBSITE, Check.EMAIL_READ)
        return updates.with_foundations(
            plan,
            schema.Foundations(
                website=Check.WEBSITE in real,
                email=Check.EMAIL_READ in real,
                details_right=Check.LISTING_RIGHT in real and (Check.CURRENT in real or Check.WEBSITE not in real),
                checks=tuple(
                    schema.Check(updates.line(check_words(check).question), check in real)
                    for check in Check
                    if check not in asked_apart
                ),
                first=updates.lines(check_words(task.check).task for task in self.result.tasks),
            ),
        )

    def summary(self) -> str:
        """The verdict and the first task in a line."""
        said = verdict_words(self.result.verdict)
        if not self.result.tasks:
            return f"{said}."
        return _("{verdict}: {n} to do, beginning with “{task}”").format(
            verdict=said,
            n=ngettext("{n} thing", "{n} things", len(self.result.tasks)).format(n=number(len(self.result.tasks))),
            task=check_words(self.result.tasks[0].check).task,
        )


def _cost(task: Task) -> str:
    return euros_span(*task.euros) if any(task.euros) else _("no cost")


def _weeks_said(weeks: list[int]) -> str:
    """The weeks from the first to the last, with the gaps left out."""
    runs: list[list[int]] = []
    for week in weeks:
        if runs and week - runs[-1][-1] <= 1:
            runs[-1][-1] = week
        else:
            runs.append([week, week])
    said = ", ".join(number(a) if a == b else f"{number(a)}–{number(b)}" for a, b in runs)
    return ngettext("week {list}", "weeks {list}", len(set(weeks))).format(list=said)


def _link(label: str, name: str, kind: str, content: bytes) -> str:
    data = base64.b64encode(content).decode()
    return f'<a class="tt-btn tt-btn--line" download="{escape(name)}" href="data:{kind};base64,{data}">{label}</a>'
