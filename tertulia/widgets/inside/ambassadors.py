"""Ambassador programme: who may see what employees share, what it costs in hours, and the rules on one page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia.charts.picture import NARROW, WIDE, Picture
from tertulia.charts.ranges import RangeRow, ranges
from tertulia.firms import OWN, ExampleFirm
from tertulia.html import Html, as_html, markup
from tertulia.language import _, number
from tertulia.models.errors import InputError
from tertulia.models.inside import ambassadors as model
from tertulia.models.strategy import growth
from tertulia.widgets.base import firm_facts
from tertulia.widgets.base.components import conclusion, findings, number_tile, numbers
from tertulia.widgets.base.controls import Controls, Slider, TextField, Tick, WholeNumberField, card
from tertulia.widgets.base.exercise import Exercise, html
from tertulia.widgets.base.words import hours_bold, hours_words, share_bold
from tertulia.widgets.inside import ambassadors_words as words
from tertulia.widgets.inside.ambassador_policy import policy, policy_rules
from tertulia.widgets.inside.ambassadors_tables import for_the_curious, rules_to_take_away
from tertulia.widgets.inside.workplaces_words import alone_words, nothing_words

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan


@dataclass(kw_only=True)
class AmbassadorControls(Controls):
    """Who takes part, how it is done, what the firm puts in, where it stands, and who it is."""

    staff: WholeNumberField
    volunteers: Slider
    contacts: Slider
    shares: Slider
    overlap: Slider
    training: Slider
    policy_hours: Slider
    minutes: Slider
    voluntary: Tick
    policy: Tick
    paid: Tick
    name: TextField
    contact: TextField
    audience: WholeNumberField
    today: WholeNumberField


class AmbassadorProgramme(Exercise[AmbassadorControls]):
    """A voluntary programme, with its rules: reach as a range, followers with and without, hours."""

    name = "ambassadors"
    facts = {
        "staff": firm_facts.PEOPLE,
        "name": firm_facts.NAME,
        "audience": firm_facts.AUDIENCE,
        "today": firm_facts.FOLLOWERS,
    }

    result: model.ProgrammeEffect
    """The last answer."""

    def make_controls(self, firm: ExampleFirm) -> AmbassadorControls:
        """Who takes part, what they share, what the firm puts in."""
        start = self.start(firm)

        def slider(name: str, label: str, most: float, step: float, shown: Any, evidence: Any = None) -> Slider:
            return Slider(label, start[name], 0, most, step, shown, evidence)

        return AmbassadorControls(
            staff=WholeNumberField(_("People who work there, you included"), start["staff"]),
            volunteers=slider(
                "volunteers", _("Of them, those who want to"), 100, 5, share_bold, words.volunteers_evidence()
            ),
            contacts=slider("contacts", _("Contacts of each"), 600, 10, words.contacts_bold, words.contacts_evidence()),
            shares=slider("shares", _("Posts each shares"), 7, 0.5, words.shares_bold, words.shares_evidence()),
            overlap=slider("overlap", _("Contacts they have in common"), 90, 10, share_bold, words.overlap_evidence()),
            training=slider("training", _("Training for each"), 10, 0.5, hours_bold),
            policy_hours=slider("policy_hours", _("Writing and discussing the rules"), 20, 1, hours_bold),
            minutes=slider("minutes", _("Time for each, per week"), 60, 5, words.minutes_bold),
            voluntary=Tick(_("Anyone who says no loses nothing"), start["voluntary"]),
            policy=Tick(_("The rules are written down"), start["policy"]),
            paid=Tick(_("It happens in paid working hours"), start["paid"]),
            name=TextField(_("Your firm’s name, for the rules"), start["name"], most=80),
            contact=TextField(_("Whom to ask in doubt"), start["contact"], most=80),
            audience=WholeNumberField(_("People who could ever follow you"), start["audience"]),
            today=WholeNumberField(_("People in your community today"), start["today"]),
        )

    def start(self, firm: ExampleFirm) -> Mapping[str, Any]:
        """The firm's values, by control. Of the learner's own, nobody is a volunteer before they were asked."""
        own = firm.starts == OWN
        return {
            "staff": (self.told_of(firm).people or 0) if own else firm.staff,
            "volunteers": 0 if own else 30,
            "contacts": 120,
            "shares": 1.0,
            "overlap": 30,
            "training": 2.0,
            "policy_hours": 4,
            "minutes": 10,
            "voluntary": True,
            "policy": True,
            "paid": True,
            "name": firm.name,
            "contact": firm.owner,
            "audience": firm.audience,
            "today": firm.today,
        }

    def cards(self) -> list[ipywidgets.Box]:
        """Five cards: who, how it is done, what it takes, where the firm stands, and the page of rules."""
        controls = self.controls
        return [
            card(
                _("Who takes part"),
                [controls.staff, controls.volunteers, controls.contacts, controls.shares, controls.overlap],
            ),
            card(_("How it is done"), [controls.voluntary, controls.policy, controls.paid]),
            card(_("What you put in"), [controls.training, controls.policy_hours, controls.minutes]),
            card(_("Where you stand"), [controls.audience, controls.today]),
            card(_("For the page of rules"), [controls.name, controls.contact]),
        ]

    def answer_parts(self) -> list[Any]:
        """The numbers, the ranges, what to mend."""
        self.trouble = html("tt-piece")
        return [self.numbers, self.picture, self.trouble]

    def after_parts(self) -> list[Any]:
        """The page of rules to take away."""
        self.files = html("tt-piece")
        return [self.files]

    def programme_now(self) -> model.Programme:
        """What the controls say; InputError names the field."""
        controls = self.controls
        return model.Programme(
            staff=controls.staff.value,
            volunteers=controls.volunteers.value / 100,
            contacts=controls.contacts.value,
            shares=controls.shares.value,
            overlap=controls.overlap.value / 100,
            training=controls.training.value,
            policy_hours=controls.policy_hours.value,
            minutes=controls.minutes.value,
            voluntary=controls.voluntary.value,
            policy=controls.policy.value,
            paid=controls.paid.value,
        )

    def settings_now(self) -> growth.Settings:
        """The firm as the community simulator takes it; its posts and hours are the chosen firm's."""
        firm = self.firm
        audience, today = self.controls.audience.value, self.controls.today.value
        return growth.Settings(
            audience=audience,
            today=today,
            goal=max(audience, today + 1),
            posts=firm.posts,
            promotion=firm.promotion,
            hours=firm.hours,
            reply_hours=min(firm.reply_hours, firm.hours),
            euros=firm.euros,
        )

    def show(self) -> None:
        """Who may see it, who may follow, what it costs; then the ranges, what to mend, and the rules."""
        self._missing = self.nothing_yet()
        if self._missing:
            for part in (self.numbers, self.mini, self.trouble, self.files):
                part.value = ""
            self.words.value = nothing_words(self._missing)
            self.draw({self.picture: Html, self.folds: Html})
            return
        effect = model.effect(self.programme_now(), self.settings_now())
        self.result = effect
        hours = effect.programme.hours
        seen = f"{words.about(effect.seen.low)}–{words.about(effect.seen.high)}"
        self.numbers.value = numbers(
            [
                number_tile(seen, _("people more may see something of yours in a week"), main=True),
                number_tile(
                    f"{words.about(effect.extra.low)}–{words.about(effect.extra.high)}",
                    markup(
                        _("more followers after a year; in the middle <strong>{n}</strong>"),
                        n=words.about(effect.extra.middle),
                    ),
                ),
                number_tile(number(hours), _("hours it takes in the first year")),
            ]
        )
        self.words.value = conclusion(*words.meaning(effect))
        may = as_html(_("may see it; {hours} a year").format(hours=hours_words(round(hours))))
        self.mini.value = Html(f"<p><b>{seen}</b><br>{may}</p>")
        self.trouble.value = findings((each.severity, words.finding_words(each)) for each in effect.findings)
        self.files.value = rules_to_take_away(policy(self.controls.name.value, self.controls.contact.value))
        self.draw({self.picture: lambda: self._picture(effect), self.folds: lambda: for_the_curious(effect)})

    def _picture(self, effect: model.ProgrammeEffect) -> Html:
        rows = [
            RangeRow(
                words=label,
                low=followers.low,
                mid=followers.middle,
                high=followers.high,
                value_text=f"{number(followers.low)} – {number(followers.middle)} – {number(followers.high)}",
                quiet=followers is effect.without,
            )
            for label, followers in (
                (_("Without ambassadors"), effect.without),
                (words.with_words(effect.programme.people), effect.with_them),
            )
        ]
        alternative = _("Followers after a year, low, middle and high. {list}").format(
            list="; ".join(f"{r.words}: {number(r.low)}, {number(r.mid)}, {number(r.high)}" for r in rows)
        )
        drawn = ranges(rows, self.name, alternative)
        return Picture(
            title=words.picture_title(effect),
            alternative=alternative,
            wide=drawn[WIDE],
            narrow=drawn[NARROW],
            caption=words.picture_caption(),
        ).html()

    def complaint(self, error: InputError) -> str:
        """What is wrong with an input and what to do."""
        return words.complaint_words(error)

    def _complain(self, field: str, sentence: str) -> None:
        # there is no field for the goal here: it is the audience, or one more than today
        super()._complain("today" if field == "goal" else field, sentence)

    def nothing_yet(self) -> str:
        """Nobody is asked for colleagues they do not have."""
        staff = self.controls.staff.value
        if self.firm.starts != OWN or staff not in (0, 1):
            return ""
        return _("Say first how many people work there.") if staff == 0 else alone_words()

    def for_plan(self, plan: Plan) -> Plan:
        """How many share, whether they want to, the rules if they are written. Who agreed to be named stays."""
        from tertulia.plan import RULE, schema, updates

        controls, people = self.controls, self.result.programme.people
        rules = policy_rules(controls.name.value, controls.contact.value)
        written = plan.ambassadors.policy
        if written and written[0] != rules[0]:  # somebody wrote their own
            rules = written
        return updates.with_ambassadors(
            plan,
            schema.Ambassadors(
                people=people,
                names=plan.ambassadors.names[:people],
                voluntary=controls.voluntary.value if people else None,
                policy=updates.lines(rules if controls.policy.value else (), length=RULE),
            ),
        )

    def from_plan(self, plan: Plan) -> Mapping[str, Any]:
        """How many share, whether they want to, whether there are rules, and where the firm stands."""
        section, staff = plan.ambassadors, plan.firm.staff
        share = None
        if section.people is not None and staff:
            share = next((n for n in range(101) if int(staff * n / 100 + 0.5) == section.people), None)
        return {
            "staff": staff,
            "volunteers": share,
            "voluntary": section.voluntary,
            "policy": bool(section.policy) if section.people else None,
            "name": plan.firm.name or None,
            "audience": plan.growth.audience,
            "today": plan.growth.today,
        }

    def summary(self) -> str:
        """The three numbers in a line."""
        if missing := self.nothing_yet():
            return missing
        if self._missing:
            return self._missing
        effect = self.result
        return _("{low} to {high} more followers in a year for {hours} of work").format(
            low=words.about(effect.extra.low),
            high=words.about(effect.extra.high),
            hours=hours_words(round(effect.programme.hours)),
        )
