"""Ambassador programme: who may see what employees share, what it costs in hours, and the rules on one page."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia import facts
from tertulia.charts.picture import NARROW, WIDE, Picture
from tertulia.charts.ranges import RangeRow, ranges
from tertulia.firms import Firm
from tertulia.language import _, ngettext, number, percent
from tertulia.models.errors import InputError
from tertulia.models.finding import Finding
from tertulia.models.inside import ambassadors as model
from tertulia.models.strategy import growth
from tertulia.widgets.base.components import assumptions, conclusion, findings, fold, number_tile, numbers, table
from tertulia.widgets.base.controls import Control, Evidence, Slider, TextField, Tick, WholeNumberField, card
from tertulia.widgets.base.exercise import Exercise, html
from tertulia.widgets.base.words import hours_bold, hours_words, short
from tertulia.widgets.inside.ambassador_policy import policy, policy_rules

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan

USED = ("contacts", "shares", "share_seen", "share_follow", "ambassador_pull")
"""The simulator's coefficients that this exercise rests on."""


class AmbassadorProgramme(Exercise):
    """A voluntary programme, with its rules: reach as a range, followers with and without, hours."""

    name = "ambassadors"

    result: model.Effect
    """The last answer."""

    def make_controls(self, firm: Firm) -> Mapping[str, Control]:
        """Who takes part, what they share, what the firm puts in."""
        start = self.start(firm)
        return {
            "staff": WholeNumberField(_("People who work with you"), start["staff"]),
            "volunteers": Slider(
                _("Of them, those who want to"),
                start["volunteers"],
                0,
                100,
                5,
                lambda n: f"<b>{percent(n / 100)}</b>",
                Evidence("D", _("Ask, and count only who says yes without being asked twice.")),
            ),
            "contacts": Slider(
                _("Contacts of each"),
                start["contacts"],
                0,
                600,
                10,
                lambda n: ngettext("<b>{n}</b> person", "<b>{n}</b> people", n).format(n=number(n)),
                Evidence("C", _("Facebook’s average in 2009 was 120, read in a copy. Ask your people for theirs.")),
            ),
            "shares": Slider(
                _("Posts each shares"),
                start["shares"],
                0,
                7,
                0.5,
                lambda n: _("<b>{n}</b> a week").format(n=short(n)),
                Evidence(
                    "C",
                    _(
                        "A vendor found that what employees share gets about twice the clicks of the same post by the "
                        "firm. We found no study that drew by lot who shares."
                    ),
                    "LinkedIn 2016",
                ),
            ),
            "overlap": Slider(
                _("Contacts they have in common"),
                start["overlap"],
                0,
                90,
                10,
                lambda n: f"<b>{percent(n / 100)}</b>",
                Evidence("D", _("In a small town nearly everybody knows the same people. In common counts once.")),
            ),
            "training": Slider(_("Training for each"), start["training"], 0, 10, 0.5, hours_bold),
            "policy_hours": Slider(_("Writing and discussing the rules"), start["policy_hours"], 0, 20, 1, hours_bold),
            "minutes": Slider(
                _("Time for each, per week"),
                start["minutes"],
                0,
                60,
                5,
                lambda n: ngettext("<b>{n}</b> minute", "<b>{n}</b> minutes", n).format(n=number(n)),
            ),
            "voluntary": Tick(_("Whoever says no loses nothing"), start["voluntary"]),
            "policy": Tick(_("The rules are written down"), start["policy"]),
            "paid": Tick(_("It happens in paid working hours"), start["paid"]),
            "name": TextField(_("Your firm’s name, for the rules"), start["name"], most=80),
            "contact": TextField(_("Whom to ask in doubt"), start["contact"], most=80),
            "audience": WholeNumberField(_("People you could ever reach"), start["audience"]),
            "today": WholeNumberField(_("People in your community today"), start["today"]),
        }

    def start(self, firm: Firm) -> Mapping[str, Any]:
        """The firm's values, by control."""
        return {
            "staff": firm.staff,
            "volunteers": 30,
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
        """Four cards: who, how it is done, what it takes, where the firm stands."""
        use = self.controls
        return [
            card(_("Who takes part"), [use[n] for n in ("staff", "volunteers", "contacts", "shares", "overlap")]),
            card(_("How it is done"), [use[n] for n in ("voluntary", "policy", "paid")]),
            card(_("What you put in"), [use[n] for n in ("training", "policy_hours", "minutes")]),
            card(_("Where you stand"), [use[n] for n in ("audience", "today")]),
            card(_("For the page of rules"), [use[n] for n in ("name", "contact")]),
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
        use = self.controls
        return model.Programme(
            staff=use["staff"].value,
            volunteers=use["volunteers"].value / 100,
            contacts=use["contacts"].value,
            shares=use["shares"].value,
            overlap=use["overlap"].value / 100,
            training=use["training"].value,
            policy_hours=use["policy_hours"].value,
            minutes=use["minutes"].value,
            voluntary=use["voluntary"].value,
            policy=use["policy"].value,
            paid=use["paid"].value,
        )

    def settings_now(self) -> growth.Settings:
        """The firm as the community simulator takes it; its posts and hours are the chosen firm's."""
        use, firm = self.controls, self.firm
        audience, today = use["audience"].value, use["today"].value
        return growth.Settings(
            audience=audience,
            today=today,
            goal=max(audience, today + 1),
            posts=firm.posts,
            promotion=firm.promotion,
            hours=firm.hours,
            reply_hours=firm.reply_hours,
            euros=firm.euros,
        )

    def show(self) -> None:
        """Who may see it, who may follow, what it costs; then the ranges, what to mend, and the rules."""
        programme, settings = self.programme_now(), self.settings_now()
        found = model.effect(programme, settings)
        self.result = found
        self.numbers.value = numbers(
            [
                number_tile(
                    f"{_about(found.seen.low)}–{_about(found.seen.high)}",
                    _("people more may see something of yours in a week"),
                    main=True,
                ),
                number_tile(
                    f"{_about(found.extra.low)}–{_about(found.extra.high)}",
                    _("more followers after a year; in the middle <strong>{n}</strong>").format(
                        n=_about(found.extra.middle)
                    ),
                ),
                number_tile(number(found.hours), _("hours it takes in the first year")),
            ]
        )
        self.words.value = conclusion(*self._meaning(found))
        self.mini.value = (
            f"<p><b>{_about(found.seen.low)}–{_about(found.seen.high)}</b><br>"
            + _("may see it; {hours} a year").format(hours=hours_words(round(found.hours)))
            + "</p>"
        )
        self.trouble.value = findings((item.severity, self._finding(item)) for item in found.found)
        self.files.value = self._rules()
        self.draw({self.picture: lambda: self._picture(found), self.folds: lambda: self._for_the_curious(found)})

    # the answer ---------------------------------------------------------------------------------------------

    def _meaning(self, found: model.Effect) -> list[str]:
        people = found.programme.people
        if not people:
            return [_("Nobody takes part, so nothing changes. Ask who would like to, and take no for an answer.")]
        who = ngettext("One volunteer", "{n} volunteers", people).format(n=number(people))
        first = _("{who} may bring <strong>{low} to {high} followers in a year</strong>, for {hours} of work.").format(
            who=who, low=_about(found.extra.low), high=_about(found.extra.high), hours=hours_words(round(found.hours))
        )
        if found.extra.middle < 1:
            return [first, _("That is hardly worth the hours. Do it only if they enjoy it.")]
        each = found.hours / found.extra.middle
        cost = _("That is about {hours} for each follower in the middle case. A follower is not a customer.")
        return [first, cost.format(hours=hours_words(round(2 * each) / 2))]

    def _finding(self, item: Finding) -> str:
        """The sentence for one thing to mend."""
        told = {
            "compulsory": _(
                "Who must share does not recommend. Make it voluntary, and mean it: private accounts "
                "belong to the people. The figures count volunteers only."
            ),
            "no_policy": _("Write the rules before the first post. One page is enough; there is one below."),
            "no_training": _(
                "Nobody has shown them how. Sit together for an hour with real examples: what to show, "
                "what never, what to do when somebody complains."
            ),
            "unpaid": _(
                "About {hours} a year would be their own time. Posting for the firm is work, and people have "
                "the right to switch off after it."
            ),
            "nobody": _("At least one person is needed."),
            "many_shares": _(
                "{shares} posts a week from the same person may tire their friends. How many is too many "
                "was not measured."
            ),
            "many_volunteers": _("{share} of the staff is a lot. Ask again, in private, whether everybody wants to."),
        }[item.code]
        values = {"hours": lambda v: hours_words(round(v)), "shares": short, "share": percent}
        return told.format(**{name: values[name](float(str(value))) for name, value in item.values.items()})

    def _picture(self, found: model.Effect) -> str:
        people = found.programme.people
        rows = [
            RangeRow(
                words=words,
                low=each.low,
                mid=each.middle,
                high=each.high,
                value_text=f"{number(each.low)} – {number(each.middle)} – {number(each.high)}",
                quiet=each is found.without,
            )
            for words, each in (
                (_("Without ambassadors"), found.without),
                (
                    ngettext("With one ambassador", "With {n} ambassadors", people).format(n=number(people))
                    if people
                    else _("With nobody"),
                    found.with_them,
                ),
            )
        ]
        alternative = _("Followers after a year, low, middle and high. {list}").format(
            list="; ".join(f"{r.words}: {number(r.low)}, {number(r.mid)}, {number(r.high)}" for r in rows)
        )
        title = (
            _("What nobody knows is larger than what ambassadors add")
            if found.extra.middle < found.without.high - found.without.low
            else _("Ambassadors would add more than what nobody knows")
        )
        drawn = ranges(rows, self.name, alternative)
        caption = _("Followers after a year: low, middle and high of {n} simulated futures. Followers, not sales.")
        caption = caption.format(n=number(model.FUTURES))
        return Picture(
            title=title, alternative=alternative, wide=drawn[WIDE], narrow=drawn[NARROW], caption=caption
        ).html()

    def _rules(self) -> str:
        use = self.controls
        text = policy(use["name"].value, use["contact"].value)
        data = base64.b64encode(text.encode("utf-8-sig")).decode()
        name = _("rules-for-sharing") + ".txt"
        link = (
            f'<a class="tt-btn tt-btn--line" download="{escape(name, quote=True)}" '
            f'href="data:text/plain;charset=utf-8;base64,{data}">{_("The rules on one page (.txt)")}</a>'
        )
        shown = f'<pre class="tt-rules" tabindex="0">{escape(text)}</pre>'
        note = _("A draft to discuss with your staff, no legal advice. The file is made on this device.")
        return (
            f'<section class="tt-section"><h2>{_("Take it with you")}</h2><p class="tt-actions">{link}</p>'
            f'<p class="tt-note">{note}</p>{fold(_("Read the rules here"), shown)}</section>'
        )

    def _for_the_curious(self, found: model.Effect) -> str:
        spans = (
            (_("People who may see it, a week"), found.seen),
            (_("More followers after a year"), found.extra),
            (_("Followers without ambassadors"), found.without),
            (_("Followers with them"), found.with_them),
        )
        figures = table(
            [_("What"), _("Low"), _("Middle"), _("High")],
            [[words, number(span.low), number(span.middle), number(span.high)] for words, span in spans],
        )
        people = found.programme.people
        weekly = model.WEEKS * people * found.programme.minutes / 60
        hours = table(
            [_("Hours of the first year"), _("Hours")],
            [
                [_("Writing and discussing the rules"), short(found.programme.policy_hours if people else 0)],
                [_("Training"), short(people * found.programme.training)],
                [_("Sharing, week by week"), short(round(weekly, 1))],
            ],
        )
        how = (
            _(
                "Each volunteer’s contacts count once, those in common are taken out, and of the rest some see a "
                "share. The year with and without volunteers is played by the community simulator, with the same luck."
            ),
            _(
                "We found no randomised study of programmes like this. What there is comes from sellers of such "
                "software and from watching posts, so take the range and no single number from it."
            ),
        )
        rows = {str(row["key"]): row for row in facts.rows("growth_parameters")}
        known = assumptions(
            (
                escape(_(str(row["label"]))),
                str(row["grade"]),
                escape(
                    _("{value}, varied by a factor of {factor}").format(
                        value=f"{short(float(str(row['median'])), 4)} {_(str(row['unit']))}",
                        factor=short(float(str(row["factor"]))),
                    )
                ),
                escape(_(str(row["evidence"]))),
            )
            for row in (rows[key] for key in USED)
        )
        return fold(_("The numbers as a table"), figures + hours) + fold(
            _("How it is estimated, in plain words"), "".join(f"<p>{part}</p>" for part in how) + known
        )

    def complaint(self, error: InputError) -> str:
        """What is wrong with an input and what to do."""
        values = {name: short(value) for name, value in error.values.items() if not isinstance(value, str)}
        told = {
            ("today", "above_audience"): _(
                "You cannot have more people today than the {audience} you could ever reach."
            ),
            ("goal", "above_audience"): _(
                "You cannot have more people today than the {audience} you could ever reach."
            ),
        }.get((error.field, error.code), _("Type a number from {low} to {high}."))
        return told.format(**({"low": number(1), "high": number(1_000_000_000)} | values))

    def _complain(self, field: str, sentence: str) -> None:
        super()._complain("today" if field == "goal" else field, sentence)

    def for_plan(self, plan: Plan) -> Plan:
        """How many share, whether they want to, the rules if they are written. Who agreed to be named stays."""
        from tertulia.plan import RULE, schema, updates

        use, people = self.controls, self.result.programme.people
        rules = policy_rules(use["name"].value, use["contact"].value) if use["policy"].value else ()
        return updates.with_ambassadors(
            plan,
            schema.Ambassadors(
                people=people,
                names=plan.ambassadors.names[:people],
                voluntary=use["voluntary"].value if people else None,
                policy=updates.lines(rules, length=RULE),
            ),
        )

    def summary(self) -> str:
        """The three numbers in a line."""
        found = self.result
        return _("{low} to {high} more followers in a year for {hours} of work").format(
            low=_about(found.extra.low), high=_about(found.extra.high), hours=hours_words(round(found.hours))
        )


def _about(people: float) -> str:
    """To two figures, as one says it."""
    step = 10 ** max(len(str(int(people))) - 2, 0)
    return number(round(people / step) * step)
