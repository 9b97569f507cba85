"""Workplace network: how the firm is drawn, how it talks, and what one shared channel would change."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia.charts.picture import NARROW, WIDE, Picture
from tertulia.charts.workplace import key, ring
from tertulia.firms import ExampleFirm
from tertulia.html import Html, as_html, markup
from tertulia.language import _, ngettext, number, percent
from tertulia.models.errors import InputError
from tertulia.models.inside.workplace import Organisation
from tertulia.models.inside.workplace_measures import WorkplaceMeasures, measure
from tertulia.plan import LINE
from tertulia.widgets.base.components import conclusion, number_tile, numbers
from tertulia.widgets.base.controls import Controls, Slider, TextField, card
from tertulia.widgets.base.exercise import Exercise, html
from tertulia.widgets.inside import workplace_words as words
from tertulia.widgets.inside.workplace_tables import for_the_curious
from tertulia.widgets.inside.workplaces import STAFF_FACTS, StaffControls, StaffSource, everybody, staff_start
from tertulia.widgets.inside.workplaces_words import nothing_words, staff_complaint, staff_share_bold, unread_words

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan

_SHARE = re.compile(r"(?:^|\s\()(?P<members>[0-9]{1,4}) \w+ (?P<all>[0-9]{1,4}) [\w ]+\)?$")
"""How many are on the channel, at the end of what the plan calls it, in either language (`_channel`)."""

CHANNEL = 60
"""Percent of the staff on the channel at the start."""


@dataclass(kw_only=True)
class WorkplaceControls(Controls):
    """The channel, and whose firm."""

    channel: Slider
    tool: TextField
    purpose: TextField
    keeper: TextField
    staff: StaffControls


class WorkplaceNetwork(Exercise[WorkplaceControls]):
    """A firm's formal tree against its informal ties, before and after one shared channel."""

    name = "workplace"
    facts = STAFF_FACTS

    organisation: Organisation
    """The firm that was measured last."""

    result: WorkplaceMeasures
    """What was measured in it."""

    def make_controls(self, firm: ExampleFirm) -> WorkplaceControls:
        """The channel, and whose firm."""
        tool, purpose, keeper = words.example_channel(firm.starts)
        return WorkplaceControls(
            channel=Slider(_("On one shared channel"), CHANNEL, 0, 100, 10, staff_share_bold, words.channel_evidence()),
            tool=TextField(_("What it is"), tool, _("a group on the phone, a board"), most=LINE),
            purpose=TextField(_("What it is for"), purpose, _("what is new today"), most=LINE),
            keeper=TextField(_("Who tends it"), keeper, _("a name"), most=LINE),
            staff=StaffControls.of(firm, self.told_of(firm)),
        )

    def start(self, firm: ExampleFirm) -> Mapping[str, Any]:
        """The firm's values, by control."""
        tool, purpose, keeper = words.example_channel(firm.starts)
        return {
            **staff_start(firm, self.told_of(firm)),
            "channel": CHANNEL,
            "tool": tool,
            "purpose": purpose,
            "keeper": keeper,
        }

    def cards(self) -> list[ipywidgets.Box]:
        """The channel, then who works there."""
        controls = self.controls
        return [
            card(_("The channel"), [controls.channel, controls.tool, controls.purpose, controls.keeper]),
            controls.staff.card(),
        ]

    def answer_parts(self) -> list[Any]:
        """The numbers, the ring, what could not be read."""
        self.trouble = html("tt-piece")
        return [self.numbers, self.picture, self.trouble]

    def show(self) -> None:
        """Silos, steps and pairs; the ring; what it means."""
        staff = self.controls.staff
        staff.show_used()
        if missing := self._missing():
            for part in (self.numbers, self.mini, self.trouble):
                part.value = ""
            self.words.value = nothing_words(missing)
            self.draw({self.picture: Html, self.folds: Html})
            return
        organisation, unread = staff.organisation()
        measures = measure(organisation, self.controls.channel.value / 100)
        self.organisation, self.result = organisation, measures
        self.numbers.value = self._numbers(measures)
        self.words.value = conclusion(*words.meaning(organisation, measures))
        steps = f"{words.steps_words(measures.before)} → {words.steps_words(measures.after)}"
        self.mini.value = Html(f"<p><b>{steps}</b><br>{as_html(_('steps, without and with the channel'))}</p>")
        self.trouble.value = unread_words(unread)
        self.draw(
            {
                self.picture: lambda: self._picture(organisation, measures),
                self.folds: lambda: for_the_curious(organisation, measures, staff.about()),
            }
        )

    def _numbers(self, measures: WorkplaceMeasures) -> Html:
        before, after = measures.before, measures.after
        apart, still_apart = before.pairs - before.joined, after.pairs - after.joined
        return numbers(
            [
                number_tile(
                    percent(measures.silos.share),
                    markup(
                        _("of those who talk share a department; if all talked alike: <strong>{chance}</strong>"),
                        chance=percent(measures.silos.chance),
                    ),
                    main=True,
                ),
                number_tile(
                    words.steps_words(before),
                    markup(
                        _("steps from one person to another; with the channel: <strong>{steps}</strong>"),
                        steps=words.steps_words(after),
                    ),
                ),
                number_tile(
                    number(apart),
                    markup(
                        ngettext(
                            "pair has no way to each other; with the channel: <strong>{n}</strong>",
                            "pairs have no way to each other; with the channel: <strong>{n}</strong>",
                            apart,
                        ),
                        n=number(still_apart),
                    ),
                ),
            ]
        )

    def _picture(self, organisation: Organisation, measures: WorkplaceMeasures) -> Html:
        alternative = words.picture_words(organisation, measures)
        drawn = ring(organisation, measures, self.name, alternative)
        picture = Picture(
            title=words.picture_title(measures),
            alternative=alternative,
            wide=drawn[WIDE],
            narrow=drawn[NARROW],
            caption=words.picture_caption(),
        )
        return picture.html(key(organisation, bool(measures.members)))

    def complaint(self, error: InputError) -> str:
        """What is wrong with the list or the departments."""
        return staff_complaint(error)

    def nothing_yet(self) -> str:
        """A firm of 1987 is not the learner's, and a firm of one person has nobody to ask."""
        return self._missing() or self.controls.staff.nobody_real()

    def _missing(self) -> str:
        return self.controls.staff.missing(self.firm, self.told_of(self.firm))

    def for_plan(self, plan: Plan) -> Plan:
        """How many people, who talks with nobody, the channel. People drawn by lot have no names to keep."""
        from tertulia.plan import schema, updates

        controls, organisation, measures = self.controls, self.organisation, self.result
        listed = controls.staff.chosen is StaffSource.LIST
        return updates.with_workplace(
            plan,
            schema.Workplace(
                people=organisation.n,
                alone=updates.lines(organisation.names[at] for at in measures.alone)
                if listed
                else plan.workplace.alone,
                channel=updates.line(self._channel()),
                purpose=updates.line(controls.purpose.value),
                keeper=updates.line(controls.keeper.value),
            ),
        )

    def _channel(self) -> str:
        """The channel as the plan says it: what it is, and how many are on it."""
        tool, members = self.controls.tool.value, len(self.result.members)
        if not members or not self.said("channel"):
            return tool
        share = _("{k} of {n} people on it").format(k=number(members), n=number(self.organisation.n))
        return f"{tool} ({share})" if tool else share

    def from_plan(self, plan: Plan) -> Mapping[str, Any]:
        """The channel as it was told, and how many work there."""
        section = plan.workplace
        share = _SHARE.search(section.channel)
        of_ten = 10 * int(share["members"]) / int(share["all"]) if share and int(share["all"]) else None
        return {
            "channel": None if of_ten is None else 10 * round(min(of_ten, 10)),
            "tool": _SHARE.sub("", section.channel) or None,
            "purpose": section.purpose or None,
            "keeper": section.keeper or None,
            "departments": everybody(plan.firm.staff) or None,
        }

    def summary(self) -> str:
        """The three numbers in a line."""
        if missing := self._missing():
            return missing
        measures = self.result
        return _("{share} of the ties inside departments; {before} steps, with the channel {after}").format(
            share=percent(measures.silos.share),
            before=words.steps_words(measures.before),
            after=words.steps_words(measures.after),
        )
