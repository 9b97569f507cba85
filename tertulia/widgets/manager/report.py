"""Monthly report: what we wanted, what happened, what we learned, what we change; on one page, to take away."""

from __future__ import annotations

import base64
import math
from collections.abc import Mapping
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia.firms import FIRMS, Firm
from tertulia.language import _, euros, ngettext, number
from tertulia.models.errors import InputError
from tertulia.models.manager import report as model
from tertulia.models.manager.report import MEDIANS, Kpi, Line, Remark, Report
from tertulia.models.manager.results import Posts
from tertulia.widgets.base.components import conclusion, fold, number_tile, numbers, table
from tertulia.widgets.base.controls import Choice, Control, TextField, button, card
from tertulia.widgets.base.exercise import Exercise, html
from tertulia.widgets.base.own_posts import OwnPosts
from tertulia.widgets.manager.report_plan import PlanSide, begins
from tertulia.widgets.manager.report_words import (
    kpi_words,
    short_words,
    signed_words,
    times_words,
    value_words,
    words_of,
)
from tertulia.widgets.manager.results import cost_complaint, cost_controls, cost_start, month_costs
from tertulia.widgets.manager.results_words import month_words

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan

MOST_WORDS = 2000
"""Characters of each part of the report: more is no longer one page."""


OF_COSTS = ("track", "costs_more", "pays", "may_pay")
"""What follows from the costs, whoever's the posts are."""


class MonthlyReport(Exercise):
    """A month of posts on one page."""

    name = "report"

    def make_controls(self, firm: Firm) -> Mapping[str, Control]:
        """Whose posts, which month, the costs, and the learner's own words."""
        self.own = OwnPosts(self.refresh)
        self.side = PlanSide()
        self.side.open(firm.key)
        self._made = {"learned": "", "next": ""}
        self._months: tuple[int, ...] = ()
        start = self.start(firm)
        return {
            **self.own.controls,
            "month": Choice(_("Which month"), [("–", -1)], -1),
            "wanted": TextField(_("What we wanted"), start["wanted"], long=True, most=MOST_WORDS),
            "learned": TextField(_("What we learned"), long=True, most=MOST_WORDS),
            "next": TextField(_("What we change next"), long=True, most=MOST_WORDS),
            **self.side.controls,
            **cost_controls(firm),
        }

    def start(self, firm: Firm) -> Mapping[str, Any]:
        """The firm's month and what it wanted from it."""
        wanted = {
            "bakery": _(
                "More orders for the hours between four and six. Everyone who writes gets an answer within a day."
            ),
            "workshop": _("Two requests for a quote from firms we do not know yet."),
            "guesthouse": _("Five direct bookings for nights from Sunday to Thursday."),
            "mine": self.side.wanted(),
        }[firm.key]
        return {"wanted": wanted, **cost_start(firm)}

    def cards(self) -> list[ipywidgets.Box]:
        """The month, the words, the posts, the costs."""
        use = self.controls
        cost = ("hours", "hour_euros", "ads", "conversions", "margin", "anyway_least", "anyway_most")
        for name in ("learned", "next"):
            use[name].box.add_class("tt-tall")
        words = card(_("Your words"), [use[name] for name in ("wanted", "learned", "next")])
        words.children = (*words.children, button(_("Write these two from the numbers again"), self.rewrite))
        return [
            card(_("The month"), [use["month"]]),
            self.side.card,
            words,
            self.own.card(),
            card(_("Cost and return of a month"), [use[name] for name in cost]),
        ]

    def answer_parts(self) -> list[Any]:
        """The numbers; the report itself is the picture."""
        return [self.numbers, self.picture]

    def after_parts(self) -> list[Any]:
        """The files, and what was read in a file."""
        self.files, self.account = html("tt-piece"), html("tt-piece")
        return [self.files, self.account]

    def restart(self) -> None:
        """The chosen firm's plan and starting values; for "my firm" the plan is read anew."""
        with self.quietly():
            self.side.open(FIRMS[self.who.value].key)
        super().restart()

    def rewrite(self) -> None:
        """Replace what the learner wrote under "learned" and "next" by what the numbers say."""
        with self.quietly():
            for name, text in self._made.items():
                self.controls[name].value = text
        self.refresh()

    def show(self) -> None:
        """The month's figures beside the last month's; the words; the files."""
        costs, tracked = month_costs(self.controls)
        posts = self.own.posts()
        month = self._month(posts)
        with self.quietly():
            if self.own.export is not None:
                self.side.take(posts, month)
        self.side.read()
        self.side.judge()
        result = model.monthly(posts, month, costs, tracked)
        self.result = result
        self._fill_words(result)
        parts = self._parts(result)
        self.numbers.value = numbers(self._tiles(result))
        self.picture.value = self._page(parts)
        self.words.value = conclusion(*self._meaning(result))
        counted = self._counted(result) if self._posts_speak else self._plan_counted()
        self.mini.value = f"<p><b>{month_words(self._shown_month(result))}</b> {counted}</p>"
        self.files.value = self._files(parts)
        self.account.value = self.own.account()
        self.folds.value = self._for_the_curious(result)

    def _month(self, posts: Posts) -> int:
        """The chosen month; for other posts, their last one."""
        months = posts.months
        if not months:
            raise InputError("upload" if self.own.source.value == "file" else "paste", "no_months")
        chosen: Any = self.controls["month"]
        if months != self._months:
            self._months = months
            with self.quietly():
                chosen.widget.options = tuple((month_words(each), each) for each in reversed(months[-36:]))
                chosen.value = months[-1]
        return int(chosen.value)

    def _fill_words(self, result: Report) -> None:
        """What the numbers say, where the learner has not written something else."""
        posts = self._posts_speak
        learned = [*self.side.learned(), *(self._learned(remark) for remark in result.learned if posts)]
        planned = self.side.steps()
        steps = [
            *planned,
            *(
                self._next(each)
                for each in result.next
                if each.code in OF_COSTS or posts and not (planned and each.code == "wait")
            ),
        ]
        fresh = {
            "learned": "\n".join(f"- {each}" for each in learned),
            "next": "\n".join(f"- {each}" for each in steps),
        }
        with self.quietly():
            for name, text in fresh.items():
                if self.controls[name].value in ("", self._made[name]):
                    self.controls[name].value = text
        self._made = fresh
        texts = [self._learned(each) for each in result.learned]
        texts += [self._next(each) for each in result.next if each.code not in OF_COSTS]
        self._of_posts = frozenset(f"- {each}" for each in texts)

    @property
    def _posts_speak(self) -> bool:
        """Whether the posts may say something; another firm's say nothing about my numbers."""
        return self.own.export is not None or self.firm.key != "mine" or not self.side.any

    # the report ---------------------------------------------------------------------------------------------

    def _title(self, result: Report) -> str:
        month = month_words(self._shown_month(result))
        return _("{firm}: {month}").format(firm=self.firm.name or _("My firm"), month=month)

    def _shown_month(self, result: Report) -> int:
        on = self.side.on
        return result.month if self._posts_speak else 12 * on.year + on.month - 1

    def _plan_counted(self) -> str:
        there = sum(each.verdict in ("within", "above") for each in self.side.found)
        return _("{n} of {all}").format(n=number(there), all=number(len(self.side.found)))

    @staticmethod
    def _counted(result: Report) -> str:
        if result.unit == "day":
            return ngettext("{n} day", "{n} days", result.posts).format(n=number(result.posts))
        return ngettext("{n} post", "{n} posts", result.posts).format(n=number(result.posts))

    def _source(self) -> str:
        if self.own.export is None and self._posts_speak:
            return _(
                "Posts: a cosmetics brand's Facebook page, 2014 (Moro, Rita & Vala 2016, read in a copy), as an "
                "example. Costs and sales: invented."
            )
        return _("Own figures.")

    def _parts(self, result: Report) -> list[tuple[str, list[str]]]:
        """The report as headings with their lines, plain text."""
        return [
            (_("What we wanted"), [self.controls["wanted"].value or "–"]),
            *([(self.side.title(), self.side.lines())] if self.side.found else []),
            *(
                [
                    (
                        _("What happened"),
                        [
                            self._counted(result),
                            *(self._line(line) for line in result.lines if line.kpi is not Kpi.POSTS),
                        ],
                    )
                ]
                if self._posts_speak
                else []
            ),
            (_("What we learned"), [self.controls["learned"].value or "–"]),
            (_("What we change next"), [self.controls["next"].value or "–"]),
            (_("Hours and cost"), self._cost(result)),
        ]

    def _line(self, line: Line) -> str:
        """A KPI in a line of plain text."""
        now, before = value_words(line, line.now), value_words(line, line.before)
        if not math.isnan(line.low):
            low, high = value_words(line, line.low), value_words(line, line.high)
            now += " " + _("(range {low} to {high})").format(low=low, high=high)
        told = {
            "up": _("clearly more than the month before ({before})"),
            "down": _("clearly less than the month before ({before})"),
            "unclear": _("no clear change from the month before ({before})"),
            "too_few": _("too few posts to compare with the month before"),
            "no_last": _("no month before to compare with"),
            "counted": _("the month before {before}"),
        }[line.verdict].format(before=before)
        return f"{kpi_words(line.kpi, self.result.unit)}: {now}; {told}"

    @staticmethod
    def _cost(result: Report) -> list[str]:
        back = result.returned
        hours = ngettext("{n} hour", "{n} hours", result.hours).format(n=number(result.hours))
        lines = [_("{hours}; cost of the month {cost}").format(hours=hours, cost=euros(back.cost))]
        if back.gain is None or back.roi is None:
            lines.append(
                _("No sale traced. It takes {n} traced sales to pay for the month.").format(
                    n=number(back.break_even[1])
                )
            )
        else:
            lines.append(
                _("Brought by traced sales: {low} to {high}. Return {worst} to {best}.").format(
                    low=euros(back.gain[0]),
                    high=euros(back.gain[2]),
                    worst=signed_words(back.roi[0]),
                    best=signed_words(back.roi[2]),
                )
            )
        return lines

    def _page(self, parts: list[tuple[str, list[str]]]) -> str:
        """The report as the learner sees it."""
        inside = "".join(
            f"<h3>{heading}</h3>" + _block("\n".join(_listed(line, len(lines) > 1) for line in lines))
            for heading, lines in parts
        )
        title = escape(self._title(self.result))
        return (
            f'<section class="tt-report" aria-label="{escape(_("The report"), quote=True)}"><h2>{title}</h2>{inside}'
            f'<p class="tt-note">{self._source()}</p></section>'
        )

    def _files(self, parts: list[tuple[str, list[str]]]) -> str:
        """The report to take away, as links that hold the file themselves."""
        title = self._title(self.result)
        marked = f"# {title}\n\n" + "\n\n".join(
            f"## {heading}\n\n" + "\n".join(_listed(line, len(lines) > 1) for line in lines) for heading, lines in parts
        )
        plain = f"{title}\n{'=' * len(title)}\n\n" + "\n\n".join(
            f"{heading}\n{'-' * len(heading)}\n" + "\n".join(_listed(line, len(lines) > 1) for line in lines)
            for heading, lines in parts
        )
        end = f"\n\n{self._source()}\n"
        links = _link(_("Text (.txt)"), _("report") + ".txt", "text/plain", plain + end) + _link(
            _("Markdown (.md)"), _("report") + ".md", "text/markdown", marked + end
        )
        note = _("Made on this device; nothing is sent anywhere.")
        return (
            f'<section class="tt-section"><h2>{_("Take it with you")}</h2><p class="tt-actions">{links}</p>'
            f'<p class="tt-note">{note}</p></section>'
        )

    # the answer ---------------------------------------------------------------------------------------------

    def _tiles(self, result: Report) -> list[str]:
        first = next((line for line in result.lines if line.kpi in MEDIANS), result.lines[0])
        second = next(
            (line for line in result.lines if line.kpi in (Kpi.FOLLOWS, Kpi.COMMENTS) and line is not first), None
        )
        tiles = (
            [
                number_tile(
                    value_words(first, first.now),
                    f"{kpi_words(first.kpi, result.unit)}; {short_words(first)}",
                    main=True,
                )
            ]
            if self._posts_speak
            else []
        )
        if self.side.any and self.side.found:
            words = _("numbers of the plan are where they were expected, or ahead")
            tiles.append(number_tile(self._plan_counted(), words, main=not tiles))
        elif second and tiles:
            words = f"{kpi_words(second.kpi, result.unit)}; {short_words(second)}"
            tiles.append(number_tile(value_words(second, second.now), words))
        tiles.append(number_tile(euros(result.returned.cost), _("is what the month cost, hours included")))
        return tiles

    def _meaning(self, result: Report) -> list[str]:
        moved = [line for line in result.lines if line.verdict in ("up", "down")]
        if moved:
            first = _("{kpi} changed clearly. The rest may be chance: do not explain it.").format(
                kpi=f"<strong>{kpi_words(moved[0].kpi, result.unit)}</strong>"
            )
        elif all(line.verdict in ("no_last", "too_few", "counted") for line in result.lines):
            first = _(
                "One month, or a handful of posts, proves nothing. <strong>Keep the report; the third one begins "
                "to say something.</strong>"
            )
        else:
            first = _(
                "<strong>Nothing moved clearly</strong>: every range holds “as before”. That is the usual month, "
                "and no reason to change course."
            )
        planned = self.side.learned()
        if planned or not self._posts_speak:
            first = escape(" ".join(planned)) or _(
                "Nothing can be said yet: the plan's numbers need a start, a goal and a day."
            )
        steps = self.side.steps() if planned or not self._posts_speak else []
        step = escape(steps[0] if steps else self._next(result.next[0]))
        return [first, _("Next: {step}").format(step=step)]

    def _learned(self, remark: Remark) -> str:
        """A sentence of plain text for what was learned."""
        values = remark.values
        told = {
            "kind_more": _("“{kind}”: clearly more than the rest ({middle} against {rest}, {measure})."),
            "kind_less": _("“{kind}”: clearly less than the rest ({middle} against {rest}, {measure})."),
            "weekday_more": _("{weekday}: clearly more than the other days ({middle} against {rest}, {measure})."),
            "weekday_less": _("{weekday}: clearly less than the other days ({middle} against {rest}, {measure})."),
            "kind_reach": _("“{kind}” reached fewer people than the rest, though ({middle} against {rest})."),
            "paid_reach": _(
                "Promoted posts reached more people ({middle} against {rest}). That is what we paid for; "
                "whether they bought is another question."
            ),
            "kpi_up": _("{kpi}: {times} times the month before."),
            "kpi_down": _("{kpi}: {times} times the month before."),
            "few_posts": _("{posts} posts are too few to compare; from {least} on it begins."),
            "nothing_clear": _("No kind of post and no day stands out clearly. Chance explains the differences."),
        }[remark.code]
        return told.format(**words_of(values))

    def _next(self, remark: Remark) -> str:
        """A sentence of plain text for what to do."""
        told = {
            "choose_aim": _(
                "Decide what counts for us: to be seen by many, or to get an answer from those who see us. "
                "“{kind}” does the second."
            ),
            "more_of": _("Publish “{kind}” more often for a month, on purpose, and see whether the difference stays."),
            "less_of": _("Publish “{kind}” less often, unless it does something else for us."),
            "find_cause": _("Look at the posts of the month one by one: why did “{kpi}” fall?"),
            "wait": _("Change nothing because of the figures; go on and compare again next month."),
            "track": _("Make sales traceable: a code, a link, and the question “how did you find us?” at the till."),
            "costs_more": _("The traced sales do not pay for the hours. Spend fewer, or trace better."),
            "pays": _("The hours pay for themselves. Keep them in the calendar."),
            "may_pay": _("The hours may pay for themselves or not: ask more customers how they found us."),
            "ask_reach": _("Export the file with the column “reach”: without it we do not know who saw the posts."),
        }[remark.code]
        return told.format(**words_of(remark.values))

    def _for_the_curious(self, result: Report) -> str:
        rows = [
            [
                kpi_words(line.kpi, result.unit),
                value_words(line, line.now),
                "–" if math.isnan(line.low) else f"{value_words(line, line.low)}–{value_words(line, line.high)}",
                value_words(line, line.before),
                times_words(line),
            ]
            for line in result.lines
        ]
        heads = [_("Figure"), _("This month"), _("Range"), _("Month before"), _("Times as much")]
        how = (
            _(
                "A figure “per post” is that of the middle post of the month. Its range comes from the posts "
                "themselves."
            ),
            _(
                "“Clearly more” means: drawing months anew from your posts 4,000 times, at least 97 in 100 have more "
                "than the month before. Below ten posts a month no comparison is made."
            ),
            _(
                "Counts (comments, clicks, new followers) are what they are; they have no range, and one lucky post "
                "can double them."
            ),
        )
        return fold(_("The numbers as a table"), table(heads, rows)) + fold(
            _("How it works, in plain words"), "".join(f"<p>{part}</p>" for part in how)
        )

    def complaint(self, error: InputError) -> str:
        """What is wrong with an input and what to do."""
        if error.code == "no_months":
            return _("The file has no date that we can read, so there is no month. Say which column holds the date.")
        if error.field in ("upload", "paste", "followers"):
            return self.own.complaint(error)
        if error.field in self.side.controls:
            return self.side.complaint(error)
        return cost_complaint(error)

    def nothing_yet(self) -> str:
        """Another firm's posts are no report of mine."""
        if self.firm.key != "mine" or self.own.export is not None or self.side.any:
            return ""
        return _("Open your own file, or write what you measured, then add the month to your plan.")

    def for_plan(self, plan: Plan) -> Plan:
        """This month: what was measured, what was learned, what changes; nothing that the example's posts say."""
        from tertulia.plan import LONG, schema, updates

        own = self.own.export is not None
        learned, change = (
            updates.line(
                "\n".join(
                    line for line in self.controls[name].value.splitlines() if own or line.strip() not in self._of_posts
                ),
                LONG,
            )
            for name in ("learned", "next")
        )
        first = begins(self.side.on, self.result.month if own else -1)
        return updates.with_month(plan, self.side.for_month(plan, schema.Month(first, learned=learned, change=change)))

    def summary(self) -> str:
        """The month in a line."""
        return _("{title}: {posts}, cost {cost}").format(
            title=self._title(self.result), posts=self._counted(self.result), cost=euros(self.result.returned.cost)
        )


def _block(text: str) -> str:
    """Lines of plain text as HTML: those that begin with a dash become a list."""
    made = [(line.strip().startswith(("- ", "* ")), line.strip()) for line in text.splitlines() if line.strip()]
    shown = ""
    for item, lines in groupby(made, key=lambda pair: pair[0]):
        if item:
            shown += "<ul>" + "".join(f"<li>{escape(line[2:])}</li>" for _item, line in lines) + "</ul>"
        else:
            shown += "".join(f"<p>{escape(line)}</p>" for _item, line in lines)
    return shown


def _listed(text: str, listed: bool) -> str:
    return f"- {text}" if listed and not text.startswith("- ") else text


def _link(label: str, name: str, kind: str, content: str) -> str:
    data = base64.b64encode(content.encode()).decode()
    return (
        f'<a class="tt-btn tt-btn--line" download="{escape(name)}" '
        f'href="data:{kind};charset=utf-8;base64,{data}">{label}</a>'
    )
