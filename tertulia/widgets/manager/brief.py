"""Manager brief: hours, cost of three ways to fill them, red flags, and a paper to take away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia import facts
from tertulia.charts.picture import NARROW, WIDE, Picture
from tertulia.charts.ranges import RangeRow, ranges
from tertulia.clock import today
from tertulia.firms import Firm
from tertulia.language import _, day, euros, ngettext, number
from tertulia.models.errors import InputError
from tertulia.models.finding import Severity
from tertulia.models.manager import brief as model
from tertulia.models.manager.brief import Flag, Needs, Option
from tertulia.models.strategy.objective import Objective
from tertulia.widgets.base.components import assumptions, conclusion, findings, fold, number_tile, numbers, table
from tertulia.widgets.base.controls import Choice, Control, DecimalField, Evidence, Slider, TextField, Tick, card
from tertulia.widgets.base.downloads import download, take_away
from tertulia.widgets.base.exercise import Exercise, html
from tertulia.widgets.base.words import aim_words, hours_bold, short
from tertulia.widgets.manager.brief_words import (
    asks,
    finding_words,
    flag_words,
    hours_a_week,
    kpis,
    limits,
    needs_of,
    option_words,
    paper,
    paper_words,
    quarters,
    task_words,
    tenth,
    work,
    year_words,
)

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan

CHEAPEST = ""
"""The paper for whatever option has the lowest middle."""

MESSAGES = {"bakery": 20, "workshop": 8, "guesthouse": 25, "mine": 10}
"""Messages a week of the invented firms, and a starting value (grade D)."""

FLAGS: Mapping[str, tuple[Flag, ...]] = {
    "bakery": (Flag.PROMISES, Flag.REPORT),
    "workshop": (Flag.SALES,),
    "guesthouse": (Flag.ACCESS, Flag.NOBODY),
    "mine": (),
}
"""What is wrong with the offer each invented firm has on its table."""

YEAR = 2023
"""The last whole year of the labour costs in `data/`."""


def hour_cost() -> float:
    """What an hour of work cost in Spain in YEAR, euros: the mean of its four quarters, to ten cents."""
    found = [float(str(row["value"])) for row in facts.rows("labour_cost_spain") if row["year"] == YEAR]
    return round(sum(found) / len(found), 1)


class ManagerBrief(Exercise):
    """Who does it, what it takes, and what to put in writing."""

    name = "brief"

    def make_controls(self, firm: Firm) -> Mapping[str, Control]:
        """The work, the prices, the offer on the table, the paper."""
        start = self.start(firm)
        ours = _("Our starting value, not a price anybody measured. Put in the quotes you get.")
        aims = [(aim_words(aim), aim.value) for aim in Objective]
        papers = [(_("the one with the lowest cost"), CHEAPEST), *((option_words(o), o.value) for o in Option)]

        def minutes(n: float) -> str:
            return ngettext("<b>{n}</b> minute", "<b>{n}</b> minutes", n).format(n=number(n))

        def each_week(n: float) -> str:
            return _("<b>{n}</b> a week").format(n=number(n))

        return {
            "posts": Slider(_("Posts"), start["posts"], 0, 14, 1, each_week),
            "messages": Slider(
                _("Messages and reviews to answer"),
                start["messages"],
                0,
                150,
                1,
                each_week,
                Evidence("D", _("Count them once: last week’s calls do not belong here, everything written does.")),
            ),
            "post_minutes": Slider(_("For a post"), start["post_minutes"], 5, 120, 5, minutes),
            "message_minutes": Slider(
                _("For a message"),
                start["message_minutes"],
                1,
                30,
                1,
                minutes,
                Evidence("D", _("Looking something up included. Time ten of yours and put in what you find.")),
            ),
            "listen_minutes": Slider(_("For listening, a week"), start["listen_minutes"], 0, 120, 5, minutes),
            "report_hours": Slider(_("For the report, a month"), start["report_hours"], 0, 10, 0.5, hours_bold),
            "hour": DecimalField(
                _("An hour of work, social security included (euros)"),
                start["hour"],
                Evidence(
                    "C",
                    _(
                        "The mean of all jobs in Spain in 2023. Your shop is not the mean: ask whoever does "
                        "your payroll."
                    ),
                    "INE, Encuesta trimestral de coste laboral",
                ),
            ),
            "contract": Slider(
                _("Least contract if you hire, hours a week"),
                start["contract"],
                0,
                40,
                1,
                hours_bold,
                Evidence("D", ours),
            ),
            "course": DecimalField(
                _("A course for somebody inside (euros, once)"), start["course"], Evidence("D", ours)
            ),
            "course_hours": Slider(
                _("Hours spent learning, once"), start["course_hours"], 0, 120, 5, hours_bold, Evidence("D", ours)
            ),
            "fee": DecimalField(_("An agency or a freelance (euros a month)"), start["fee"], Evidence("D", ours)),
            "contact": Slider(
                _("Hours a week somebody inside still needs then"),
                start["contact"],
                0,
                10,
                0.5,
                hours_bold,
                Evidence("D", ours),
            ),
            **{flag.value: Tick(flag_words(flag), start[flag.value]) for flag in Flag},
            "option": Choice(_("The paper is for"), papers, start["option"]),
            "aim": Choice(_("What you want"), aims, start["aim"]),
            "firm": TextField(_("Name of the firm"), start["firm"], most=80),
            "contact_name": TextField(
                _("Who receives the answers"), start["contact_name"], _("a name, an e-mail"), most=120
            ),
        }

    def start(self, firm: Firm) -> Mapping[str, Any]:
        """The firm's work and the offer on its table."""
        standard = Needs(posts=0, messages=0)
        return {
            "posts": firm.posts,
            "messages": MESSAGES[firm.key],
            "post_minutes": model.POST_MINUTES,
            "message_minutes": model.MESSAGE_MINUTES,
            "listen_minutes": model.LISTEN_MINUTES,
            "report_hours": model.REPORT_HOURS,
            "hour": hour_cost(),
            "contract": standard.contract,
            "course": standard.course,
            "course_hours": standard.course_hours,
            "fee": standard.fee,
            "contact": standard.contact,
            **{flag.value: flag in FLAGS[firm.key] for flag in Flag},
            "option": CHEAPEST,
            "aim": firm.objective,
            "firm": firm.name,
            "contact_name": firm.owner,
        }

    def cards(self) -> list[ipywidgets.Box]:
        """The work, its minutes, the prices, the offer, the paper."""
        use = self.controls
        return [
            card(_("An ordinary week"), [use[n] for n in ("posts", "messages")]),
            card(
                _("How long it takes you"),
                [use[n] for n in ("post_minutes", "message_minutes", "listen_minutes", "report_hours")],
            ),
            card(
                _("What it costs"), [use[n] for n in ("hour", "contract", "course", "course_hours", "fee", "contact")]
            ),
            card(_("The offer on your table"), [use[flag.value] for flag in Flag]),
            card(_("The paper"), [use[n] for n in ("option", "aim", "firm", "contact_name")]),
        ]

    def answer_parts(self) -> list[Any]:
        """The numbers, the costs side by side, what is wrong with the offer."""
        self.trouble = html("tt-piece")
        return [self.numbers, self.picture, self.trouble]

    def after_parts(self) -> list[Any]:
        """What each option asks of the firm, the paper, the file."""
        self.options, self.paper, self.files = html("tt-piece"), html("tt-piece"), html("tt-piece")
        return [self.options, self.paper, self.files]

    def needs_now(self) -> Needs:
        """What the controls say, as the model takes it."""
        use = self.controls
        figures = {name: self._figure(name) for name in ("hour", "course", "fee")}
        plain = (
            "posts",
            "messages",
            "post_minutes",
            "message_minutes",
            "listen_minutes",
            "report_hours",
            "contract",
            "course_hours",
            "contact",
        )
        return Needs(**figures, **{name: use[name].value for name in plain})

    def _figure(self, name: str) -> float:
        try:
            value = self.controls[name].value
        except ValueError:
            raise InputError(name, "not_a_number") from None
        if value is None:
            raise InputError(name, "empty")
        return float(value)

    def show(self) -> None:
        """Hours and costs, what they mean, what is wrong with the offer, the paper to take away."""
        needs = self.needs_now()
        answer = model.answer(needs)
        flags = [flag for flag in Flag if self.controls[flag.value].value]
        found = model.check(needs, flags)
        self.needs, self.result, self.found = needs, answer, found
        self.option = Option(self.controls["option"].value or answer.cheapest)
        tiles = [
            number_tile(
                tenth(answer.hours.mid),
                _("hours a week, {low} to {high}").format(low=tenth(answer.hours.low), high=tenth(answer.hours.high)),
                main=True,
            ),
            number_tile(
                year_words(answer.costs[answer.cheapest].mid),
                _("a year for the cheapest way: {option}").format(option=option_words(answer.cheapest).lower()),
            ),
        ]
        if answer.break_even is not None:
            tiles.append(
                number_tile(
                    tenth(answer.break_even), _("hours a week: up to there, inside costs no more than an agency")
                )
            )
        self.numbers.value = numbers(tiles)
        self.words.value = conclusion(*self._meaning())
        self.mini.value = (
            f"<p><b>{tenth(answer.hours.mid)}</b> {_('hours a week')}<br>"
            f"{year_words(answer.costs[answer.cheapest].mid)} {_('a year')}</p>"
        )
        self.trouble.value = self._flags()
        self.options.value = self._options()
        self._show_paper()
        self.draw({self.picture: lambda: self._picture().html()})
        self.folds.value = self._for_the_curious()

    # the answer ---------------------------------------------------------------------------------------------

    def _meaning(self) -> list[str]:
        answer = self.result
        most = max(answer.tasks, key=lambda task: answer.tasks[task])
        job = (
            _("The job takes about <strong>{hours}</strong>, most of it for one thing: {task}.")
            if answer.tasks[most] > answer.hours.mid / 2
            else _("The job takes about <strong>{hours}</strong>; the largest part is this: {task}.")
        )
        task = task_words(most)
        told = [job.format(hours=hours_a_week(answer.hours.mid), task=task[0].lower() + task[1:])]
        named = option_words(answer.cheapest)
        told.append(
            _("“{option}” costs least, and clearly so.").format(option=named)
            if answer.clear
            else _(
                "“{option}” has the lowest middle, but the ranges overlap: <strong>let the person decide, not the "
                "price</strong>."
            ).format(option=named)
        )
        stops = [item for item in self.found if item.severity is Severity.STOP]
        if stops:
            told.append(finding_words(stops[0].code, answer.hours.mid))
        return told

    def _flags(self) -> str:
        return findings((item.severity, finding_words(item.code, self.result.hours.mid)) for item in self.found)

    def _picture(self) -> Picture:
        answer = self.result
        rows = [
            RangeRow(
                words=option_words(option),
                low=span.low,
                mid=span.mid,
                high=span.high,
                value_text=_("{mid} a year ({low} to {high})").format(
                    mid=year_words(span.mid), low=year_words(span.low), high=year_words(span.high)
                ),
                quiet=option is not answer.cheapest,
            )
            for option, span in answer.costs.items()
        ]
        listed = "; ".join(f"{row.words}: {row.value_text}" for row in rows)
        drawn = ranges(rows, self.name, listed)
        title = (
            _("{option} costs least").format(option=option_words(answer.cheapest))
            if answer.clear
            else _("The three ways cost about as much as each other can")
        )
        caption = _(
            "Euros a year: bars from low to high, a mark across the middle. Computed from your figures; the "
            "hours of work may be half as many again or a third fewer."
        )
        return Picture(title=title, alternative=listed, wide=drawn[WIDE], narrow=drawn[NARROW], caption=caption)

    def _options(self) -> str:
        items = ""
        for option in Option:
            asks = "".join(f"<li>{ask}</li>" for ask in needs_of(option))
            span = self.result.costs[option]
            items += fold(option_words(option), f'<ul class="tt-plain">{asks}</ul>', note=year_words(span.mid))
        return f'<section class="tt-section"><h2>{_("What each way asks of you")}</h2><div>{items}</div></section>'

    def _show_paper(self) -> None:
        use = self.controls
        text = paper(
            self.option,
            " ".join(use["firm"].value.split()),
            " ".join(use["contact_name"].value.split()),
            self.needs,
            self.result,
            Objective(use["aim"].value),
            day(today()),
        )
        self.text = text
        title = paper_words(self.option)
        self.paper.value = (
            f'<section class="tt-section"><h2>{_("Your paper")}</h2><div>'
            + fold(title, f'<pre class="tt-paper">{escape(text)}</pre>')
            + "</div></section>"
        )
        name = {
            Option.HIRE: _("job-advertisement"),
            Option.TRAIN: _("training-plan"),
            Option.OUTSOURCE: _("request-for-quotes"),
        }[self.option]
        links = [
            download(
                _("{paper} (text)").format(paper=title),
                f"{name}.md",
                "text/markdown;charset=utf-8",
                text.encode("utf-8"),
            )
        ]
        note = _(
            "Plain text with a few signs for headings: every word processor and e-mail takes it. It is made on "
            "this device. Have a contract looked at by somebody who knows employment or trade law."
        )
        self.files.value = take_away(links, note)

    def _for_the_curious(self) -> str:
        answer, needs = self.result, self.needs
        hours = table(
            [_("Hours a week"), _("Middle")],
            [
                *([task_words(task), quarters(n)] for task, n in answer.tasks.items()),
                [_("All in all"), tenth(answer.hours.mid)],
            ],
        )
        costs = table(
            [_("Euros a year"), _("Low"), _("Middle"), _("High")],
            [
                [option_words(option), *(year_words(value) for value in (span.low, span.mid, span.high))]
                for option, span in answer.costs.items()
            ],
        )
        agreed = "".join(f"<li>{item}</li>" for item in kpis(Objective(self.controls["aim"].value)))
        how = (
            _(
                "The hours are your week times your minutes. Low and high are a third fewer and half as many again: "
                "people are optimists about their own time."
            ),
            _(
                "Hiring counts every hour of the contract, used or not. Training adds the course and its hours, spread "
                "over two years. The agency is twelve fees and the hours somebody inside still spends with it."
            ),
            _("All count {weeks} weeks: in holidays the stand-in is paid.").format(weeks=number(model.WEEKS)),
        )
        known = assumptions(
            [
                (
                    _("An hour of work"),
                    "C",
                    _("{euros}, Spain, {year}").format(euros=euros(hour_cost(), 2), year=str(YEAR)),
                    _(
                        "INE, total labour cost per hour, all branches, the mean of four quarters. A good measure of "
                        "the average job; yours is another."
                    ),
                ),
                (
                    _("Fee, course, contract"),
                    "D",
                    _("Our starting values"),
                    _("We found no official figure for Spain. Ask for three quotes."),
                ),
                (
                    _("Spread of the prices"),
                    "D",
                    _("Hour ÷ and × {hour}, fee ÷ and × {fee}").format(
                        hour=short(needs.hour_spread), fee=short(needs.fee_spread)
                    ),
                    _("Our judgement."),
                ),
            ]
        )
        return (
            fold(_("The numbers as tables"), hours + costs)
            + fold(_("Four numbers to agree on"), f'<ul class="tt-plain">{agreed}</ul>')
            + fold(_("How it is computed, in plain words"), "".join(f"<p>{part}</p>" for part in how))
            + fold(_("What we take for granted"), known)
        )

    def complaint(self, error: InputError) -> str:
        """What is wrong with an input and what to do."""
        if error.code in ("below", "above"):
            least, most = error.values.get("least"), error.values.get("most")
            return (
                _("That is too little: at least {n}.").format(n=short(float(least)))
                if least is not None
                else _("That is too much: at most {n}.").format(n=short(float(most or 0)))
            )
        return _("Write an amount in figures, such as {example}.").format(example=number(450))

    def for_plan(self, plan: Plan) -> Plan:
        """The way the paper is for, its hours and cost, what it asks; and what is left for the firm itself to do."""
        from tertulia.plan import schema, updates
        from tertulia.plan.schema import Way

        answer, option = self.result, self.option
        inside = option is not Option.OUTSOURCE
        tasks = (
            [schema.Task(updates.line(task_words(task)), hours=_quarter(n)) for task, n in answer.tasks.items()]
            if inside
            else [schema.Task(updates.line(needs_of(option)[0]), hours=self.needs.contact)]
        )
        # who does it and when was never asked here, so it stays
        before = {task.what: task for task in plan.duties.tasks}
        tasks = [replace(before.get(task.what, task), hours=task.hours) for task in tasks]
        # somebody of ours learns it; of others we ask it before we decide
        learns = option is Option.TRAIN
        done = [*work(self.needs, answer)[1:], *(asks(option) if learns else ())]
        return updates.with_brief(
            plan,
            schema.Brief(
                way=Way(option.value),
                hours=round(answer.hours.mid, 1),
                euros=float(round(answer.costs[option].mid / 12)),
                tasks=updates.lines(done),
                questions=updates.lines(() if learns else asks(option)),
                limits=updates.lines(limits()),
            ),
            tasks,
        )

    def summary(self) -> str:
        """Hours, the cheapest option and its range in a line."""
        answer = self.result
        span = answer.costs[answer.cheapest]
        return _("{hours}; cheapest: {option}, {low} to {high} a year").format(
            hours=hours_a_week(answer.hours.mid),
            option=option_words(answer.cheapest).lower(),
            low=year_words(span.low),
            high=year_words(span.high),
        )


def _quarter(hours: float) -> float:
    return round(4 * hours) / 4
