"""Network picker: gates first, then a ranking from the learner's own answers. It may say "none yet"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia import facts
from tertulia.charts.bars import Bar, bars
from tertulia.charts.picture import NARROW, WIDE, Picture
from tertulia.firms import AGES, Firm
from tertulia.language import _, day, ngettext, number, percent
from tertulia.models.errors import InputError
from tertulia.models.strategy import picker as model
from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.picker import Because, ChangeCode, Closed, Criterion, Effect, Family, Gate, Out, StepCode
from tertulia.widgets.base.components import changes, conclusion, first_steps, fold, gates, table
from tertulia.widgets.base.controls import Choice, Control, Evidence, Slider, Tick, card
from tertulia.widgets.base.exercise import Exercise, html
from tertulia.widgets.base.words import aim_words, hours_bold, hours_words, skill_words

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan

AUDIENCE = "audience_by_group_spain"
"""The data behind "your customers are there"."""


def audience() -> model.Audience:
    """Share of each group of people in Spain who use each network, from `data/`."""
    shares: dict[str, dict[tuple[str, str], float]] = {}
    for row in facts.rows(AUDIENCE):
        group = (str(row["age"]), str(row["sex"]))
        shares.setdefault(str(row["network"]).lower(), {})[group] = float(str(row["share"])) / 100
    return shares


class NetworkPicker(Exercise):
    """Which network first, for this firm, or none yet."""

    name = "picker"

    def __init__(self, firm: str = "bakery") -> None:
        self.audience = audience()
        super().__init__(firm)

    def make_controls(self, firm: Firm) -> Mapping[str, Control]:
        """What is in place, what you want, who buys from you, what you will make."""
        own = Evidence("D", _("Only you know. If you are not sure, ask ten customers at the counter."))
        start = self.start(firm)
        ten = {band: f"age {band}" for band in AGES}
        many = [(_("every week"), 1.0), (_("now and then"), 0.5), (_("no"), 0.0)]
        controls: dict[str, Control] = {
            "website": Tick(_("We have a website, or at least a page of our own"), firm.website),
            "basics_right": Tick(_("Opening hours, phone and map entry are right everywhere"), firm.basics),
            "email_daily": Tick(_("We read our e-mail every day"), firm.email),
            "owner_named": Tick(_("A named person answers messages"), firm.owner_named),
            "answers_within": Choice(
                _("Messages are answered within"),
                [(_("two hours"), 2), (_("the same day"), 8), (_("a day"), 24), (_("two days"), 48), (_("longer"), 96)],
                firm.answers_within,
            ),
            "hours": Slider(
                _("Hours per week"),
                firm.hours,
                0,
                15,
                0.5,
                hours_bold,
                Evidence(
                    "D",
                    _(
                        "How many hours each network needs is our judgement, from what has to be made and answered "
                        "there. Below two hours a week we would not open any."
                    ),
                ),
            ),
            "aim": Choice(
                _("What you want from it"),
                [*((aim_words(aim), aim.value) for aim in Objective), (_("not decided yet"), "")],
                firm.objective,
                Evidence("D", _("How well each network serves an aim is our judgement. The table below shows it.")),
            ),
            "firms": Slider(
                _("Customers that are firms"),
                start["firms"],
                0,
                10,
                1,
                lambda n: _("<b>{n}</b> of ten").format(n=number(n)),
            ),
            "women": Slider(
                _("Customers who are women"),
                start["women"],
                0,
                10,
                1,
                lambda n: _("<b>{n}</b> of ten").format(n=number(n)),
                Evidence(
                    "C",
                    _(
                        "Use by age comes from a survey of people who use networks in Spain. Over 35, and for women "
                        "and men, it is our estimate from that survey and from the networks' ad tools."
                    ),
                    "IAB Spain 2024; Digital 2025 Spain",
                ),
            ),
            **{
                ten[band]: Slider(
                    _("Aged {band}").format(band=band.replace("-", "\u2013")),
                    start[ten[band]],
                    0,
                    10,
                    1,
                    lambda n: _("<b>{n}</b> of ten").format(n=number(n)),
                    own if band == AGES[0] else None,
                )
                for band in AGES
            },
            **{
                format_.value: Choice(skill_words(format_), many, firm.makes[format_.value]) for format_ in ContentSkill
            },
        }
        return controls

    def start(self, firm: Firm) -> Mapping[str, Any]:
        """The firm's answers, by control."""
        return {
            "website": firm.website,
            "basics_right": firm.basics,
            "email_daily": firm.email,
            "owner_named": firm.owner_named,
            "answers_within": firm.answers_within,
            "hours": firm.hours,
            "aim": firm.objective,
            "firms": round(10 * firm.firms),
            "women": round(10 * firm.women),
            **{f"age {band}": round(10 * firm.ages[band]) for band in AGES},
            **firm.makes,
        }

    def cards(self) -> list[ipywidgets.Box]:
        """Four cards, the gates' questions first."""
        use = self.controls
        return [
            card(
                _("What is in place"),
                [
                    use[name]
                    for name in ("website", "basics_right", "email_daily", "owner_named", "answers_within", "hours")
                ],
            ),
            card(_("What you want"), [use["aim"]]),
            card(_("Who buys from you"), [use["firms"], use["women"], *(use[f"age {band}"] for band in AGES)]),
            card(_("What you will make"), [use[format_.value] for format_ in ContentSkill]),
        ]

    def answer_parts(self) -> list[Any]:
        """The verdict, the gates and, if it must be, what to do first."""
        return [self.numbers]

    def after_parts(self) -> list[Any]:
        """The ranking, what would change it, and where the customers are."""
        self.ranking, self.changing = html("tt-piece"), html("tt-piece")
        return [self.ranking, self.changing, self.picture]

    def firm_now(self) -> model.Firm:
        """The answers as the model takes them; InputError where they cannot be right."""
        use = self.controls
        ages = {band: float(use[f"age {band}"].value) for band in AGES}
        if not any(ages.values()):
            raise InputError(f"age {AGES[0]}", "nobody")
        return model.Firm(
            website=use["website"].value,
            basics_right=use["basics_right"].value,
            email_daily=use["email_daily"].value,
            owner_named=use["owner_named"].value,
            answers_within=use["answers_within"].value,
            hours=use["hours"].value,
            aim=Objective(use["aim"].value) if use["aim"].value else None,
            firms=use["firms"].value / 10,
            women=use["women"].value / 10,
            ages=ages,
            skills={format_.value: use[format_.value].value for format_ in ContentSkill},
        )

    def show(self) -> None:
        """Verdict and gates, then the ranking, then the picture."""
        firm = self.firm_now()
        found = model.pick(firm, self.audience)
        self.result, self.asked = found, firm
        self.numbers.value = self._verdict(found) + self._gates(firm, found) + self._steps(found)
        self.ranking.value = self._ranking(found)
        self.words.value = conclusion(*self._meaning(firm, found))
        self.mini.value = f"<p><b>{self._name(found)}</b><br>{self._best(found)}</p>"
        self.changing.value = self._changes(firm, found)
        self.draw({self.picture: lambda: self._picture(firm).html()})
        self.folds.value = self._for_the_curious(found)

    # the answer ---------------------------------------------------------------------------------------------

    @staticmethod
    def _name(found: model.Answer) -> str:
        return model.NETWORKS[found.network].name if found.network else _("None yet")

    @staticmethod
    def _best(found: model.Answer) -> str:
        if not found.network:
            return _("first the gates")
        return _("best in {share} of weightings").format(share=percent(found.ranking[0].first_share))

    def _verdict(self, found: model.Answer) -> str:
        name = f'<p class="tt-eyebrow">{_("Begin with")}</p><p class="tt-verdict__name">{self._name(found)}</p>'
        closed = sum(not gate.open for gate in found.gates)
        if found.because is Because.GATES_CLOSED:
            lead = ngettext(
                "That is a sound answer. <strong>{n} of four gates is closed</strong>, and it can be opened without "
                "any "
                "network.",
                "That is a sound answer. <strong>{n} of four gates are closed</strong>, and they can be opened without "
                "any network.",
                closed,
            ).format(n=closed)
            return f'<section class="tt-verdict"><div>{name}<p class="tt-lead">{lead}</p></div></section>'
        if found.because is Because.ALL_LEFT_OUT:
            lead = _("The gates are open, but every network asks for something you said no to.")
            return f'<section class="tt-verdict"><div>{name}<p class="tt-lead">{lead}</p></div></section>'
        first = found.ranking[0]
        share = percent(first.first_share)
        lead = {
            model.Firmness.CLEAR: _(
                "It comes out <strong>best in {share} of weightings</strong>: whatever you think matters most, it "
                "usually wins."
            ),
            model.Firmness.LEANING: _(
                "It comes out <strong>best in {share} of weightings</strong>: more often than not, but it depends on "
                "what matters most to you."
            ),
            model.Firmness.DEPENDS: _(
                "It has the most points, but is <strong>best in only {share} of weightings</strong>: what matters most "
                "to you decides."
            ),
        }[found.firmness or model.Firmness.DEPENDS].format(share=share)
        shares = sorted(((s.first_share, s.network) for s in found.ranking if s.first_share >= 0.005), reverse=True)[:3]
        strip = "".join(f'<i class="n{k}" style="flex:{100 * part:.0f}"></i>' for k, (part, _n) in enumerate(shares, 1))
        names = "".join(
            f'<li><i class="tt-sw n{k}"></i><span><b>{model.NETWORKS[network].name}</b> '
            f'<span class="nb">{percent(part)}</span></span></li>'
            for k, (part, network) in enumerate(shares, 1)
        )
        return (
            f'<section class="tt-verdict"><div>{name}<p class="tt-lead">{lead}</p></div><div class="tt-share">'
            f'<div class="tt-share__bar" aria-hidden="true">{strip}</div><ul>{names}</ul></div></section>'
        )

    def _gates(self, firm: model.Firm, found: model.Answer) -> str:
        asks = {
            Gate.BASICS: _("The basics are in place"),
            Gate.ANSWERING: _("Somebody answers within a day"),
            Gate.HOURS: _("There are two hours a week"),
            Gate.AIM: _("You know what you want from it"),
        }
        missing = {
            Closed.BASICS_WRONG: _("Opening hours, phone or map entry are wrong somewhere"),
            Closed.NO_PAGE: _("There is no page of your own"),
            Closed.NO_EMAIL: _("E-mail is not read every day"),
            Closed.NO_OWNER: _("Nobody is named"),
            Closed.SLOW_ANSWERS: _("Messages wait longer than a day"),
            Closed.FEW_HOURS: _("You have {hours}").format(hours=hours_words(firm.hours)),
            Closed.NO_AIM: _("Not decided yet"),
        }
        said = {
            Gate.BASICS: _("Page, e-mail, opening hours, phone and map"),
            Gate.ANSWERING: _("A named person does it"),
            Gate.HOURS: _("You have {hours}").format(hours=hours_words(firm.hours)),
            Gate.AIM: aim_words(firm.aim) if firm.aim else "",
        }
        rows = [
            (gate.open, asks[gate.gate], "; ".join(missing[reason] for reason in gate.reasons) or said[gate.gate])
            for gate in found.gates
        ]
        closed = sum(not opened for opened, _asks, _said in rows)
        title = _("Four gates, all open") if not closed else _("Four gates, {n} closed").format(n=closed)
        return gates(title, rows)

    def _steps(self, found: model.Answer) -> str:
        if not found.steps:
            return ""
        efforts = {
            model.Effort.QUARTER_HOUR: _("15 minutes"),
            model.Effort.TALK: _("A talk over coffee"),
            model.Effort.EVENING: _("An evening"),
            model.Effort.WEEK: _("A week"),
            model.Effort.THREE_WEEKS: _("Three weeks"),
            model.Effort.MONTH: _("A month"),
            model.Effort.WEEK_AT_THE_COUNTER: _("A week, at the counter"),
        }
        words = self._step_words()
        return first_steps(_("Do this first"), [(*words[step.code], efforts[step.effort]) for step in found.steps])

    @staticmethod
    def _step_words() -> Mapping[StepCode, tuple[str, str]]:
        """What to do before opening a network, and why."""
        return {
            StepCode.FIX_BASICS: (
                _("Put the opening hours right"),
                _(
                    "On the map entry, on the door and on your page. Wrong hours lose people before any post can win "
                    "them."
                ),
            ),
            StepCode.NAME_OWNER: (
                _("Name who answers, and when"),
                _("One person, one moment of the day, one stand-in. Write it down and hang it by the till."),
            ),
            StepCode.STATE_AIM: (
                _("Finish the sentence “We want … from …”"),
                _("The strategy canvas asks the questions in order. Without an aim every network looks right."),
            ),
            StepCode.USE_EMAIL: (
                _("Read your e-mail once a day"),
                _(
                    "Customers and suppliers write there first. A firm that leaves mail unread will leave messages "
                    "unread."
                ),
            ),
            StepCode.FIND_HOURS: (
                _("Find two fixed hours a week"),
                _("Note for a week where the time goes. Two hours that exist beat five that are hoped for."),
            ),
            StepCode.ANSWER_IN_A_DAY: (
                _("Answer every message within a day, for three weeks"),
                _("Practise on the telephone, the mail and the map entry you already have."),
            ),
            StepCode.MAKE_PAGE: (
                _("Make one page of your own"),
                _("What you do, where, when, how to reach you. A profile on a network is rented; this page is yours."),
            ),
            StepCode.LEARN_FORMAT: (
                _("Learn to make what a network needs"),
                _("One hour with somebody who does it well, then ten tries nobody sees."),
            ),
            StepCode.ASK_CUSTOMERS: (
                _("Ask ten customers one question"),
                _("“Where did you look before you came?” Keep a tally; it is better data than ours."),
            ),
        }

    def _ranking(self, found: model.Answer) -> str:
        if not found.ranking:
            return self._left_out(found)
        kinds = dict(zip(Family, ("k1", "k2", "k3", "k4"), strict=True))
        key = "".join(f'<li><i class="tt-sw {kinds[part]}"></i>{words}</li>' for part, words in family_words().items())
        rows = []
        for place, standing in enumerate(found.ranking[:5], 1):
            network = model.NETWORKS[standing.network]
            whole = standing.whole_points()
            spoken = ", ".join(f"{family_words()[part]} {points}" for part, points in whole.items())
            bar = "".join(
                f'<i class="{kinds[part]}" style="--p:{points}">{points if points >= 5 else ""}</i>'
                for part, points in whole.items()
            )
            total = sum(whole.values())
            rows.append(
                f"<li><b>{place}</b><h3>{network.name}</h3><output>"
                + _("{points} of 100").format(points=f"<b>{total}</b>")
                + f'</output><div class="tt-contrib" role="img" aria-label="{network.name}: {spoken}">'
                f'<div style="--w:{total}%">{bar}</div></div><p>{self._why(standing)}</p></li>'
            )
        title, lead = _("The ranking"), _("Points out of 100, and what they are made of.")
        if not found.network:
            title = _("If the gates were open")
            lead = _("Today's ranking, for information. It does not count yet.")
        return (
            f'<section class="tt-section"><h2>{title}</h2><p>{lead}</p><ul class="tt-key">{key}</ul>'
            f'<ol class="tt-rank">{"".join(rows)}</ol>{self._left_out(found)}</section>'
        )

    def _why(self, standing: model.Standing) -> str:
        share = percent(standing.values[Criterion.AUDIENCE])
        good = {
            Criterion.AUDIENCE: _("{share} of your customers use it"),
            Criterion.KIND: _("Your kind of customers meet firms there"),
            Criterion.AIM: _("It serves what you want"),
            Criterion.FORMATS: _("You can make what it needs"),
            Criterion.HOURS: _("It fits your hours"),
            Criterion.LOAD: _("It brings few messages to answer"),
        }[standing.strong].format(share=share)
        bad = {
            Criterion.AUDIENCE: _("only {share} of your customers use it"),
            Criterion.KIND: _("your kind of customers look for other things there"),
            Criterion.AIM: _("it does little for what you want"),
            Criterion.FORMATS: _("it needs things you seldom make"),
            Criterion.HOURS: _("it takes most of your hours"),
            Criterion.LOAD: _("it brings many messages to answer"),
        }[standing.weak].format(share=share)
        if standing.strong is standing.weak:
            return f"{good}."
        return _("{good}; {bad}.").format(good=good, bad=bad)

    def _left_out(self, found: model.Answer) -> str:
        lines = []
        for out in found.left_out:
            reason = out.reasons[0]
            said = {
                Out.NEEDS_FORMAT: _("It needs {format} every week, and you said no."),
                Out.FOR_FIRMS: _("People are there as professionals; your customers are neighbours, not firms."),
                Out.FOR_PEOPLE: _("People are there in private; your customers are firms."),
                Out.FEW_HOURS: _("It needs at least {needed} hours a week."),
                Out.FEW_CUSTOMERS: _("Only {have} of your customers use it."),
                Out.NO_FIGURES: _("We know no figures by age for it."),
            }[reason.code]
            values = dict(reason.values)
            if "format" in values:
                values["format"] = skill_words(ContentSkill(str(values["format"]))).lower()
            if reason.code is Out.FEW_HOURS:
                values["needed"] = number(float(values["needed"]), 0 if float(values["needed"]).is_integer() else 1)
            if reason.code is Out.FEW_CUSTOMERS:
                values["have"] = percent(float(values["have"]))
            name = _("Left out: {network}.").format(network=model.NETWORKS[out.network].name)
            lines.append(f"<p><strong>{name}</strong> {said.format(**values)}</p>")
        return f'<div class="tt-out">{"".join(lines)}</div>' if lines else ""

    def _changes(self, firm: model.Firm, found: model.Answer) -> str:
        pairs = [
            (self._cause(change), self._effect(change)) for change in model.what_would_change(firm, self.audience)[:4]
        ]
        if found.flip and found.network:
            gains = family_words()[found.flip.to].lower()
            moved = max(1, round(100 * found.flip.moved))
            cause = ngettext(
                "If “{family}” counted <strong>{moved} point more</strong> of 100 for you",
                "If “{family}” counted <strong>{moved} points more</strong> of 100 for you",
                moved,
            ).format(family=gains, moved=number(moved))
            rival = model.NETWORKS[found.flip.rival].name
            pairs.append((cause, _("<strong>{network}</strong> would draw level").format(network=rival)))
        return changes(_("What would change this"), pairs) if pairs else ""

    @staticmethod
    def _cause(change: model.Change) -> str:
        values = dict(change.values)
        if "format" in values:
            values["format"] = skill_words(ContentSkill(str(values["format"]))).lower()
        if "aim" in values:
            values["aim"] = aim_words(Objective(str(values["aim"]))).lower()
        if "share" in values:
            values["share"] = number(10 * float(values["share"]))
        by = int(values.get("by", 0))
        days = int(values.get("hours", 0)) // 24
        return {
            ChangeCode.HOURS_MORE: ngettext(
                "If you had <strong>{by} more hour</strong> a week",
                "If you had <strong>{by} more hours</strong> a week",
                by,
            ),
            ChangeCode.HOURS_LESS: ngettext(
                "If you had <strong>{by} hour less</strong> a week",
                "If you had <strong>{by} hours less</strong> a week",
                by,
            ),
            ChangeCode.ANSWERS_SLOWER: ngettext(
                "If messages waited <strong>a day</strong>", "If messages waited <strong>{days} days</strong>", days
            )
            if days
            else _("If messages waited <strong>{hours} hours</strong>"),
            ChangeCode.ANSWERS_FASTER: ngettext(
                "If messages were answered <strong>within a day</strong>",
                "If messages were answered <strong>within {days} days</strong>",
                days,
            )
            if days
            else _("If messages were answered <strong>within {hours} hours</strong>"),
            ChangeCode.FORMAT_YES: _("If you made <strong>{format}</strong> every week"),
            ChangeCode.FORMAT_NO: _("If you stopped making <strong>{format}</strong>"),
            ChangeCode.AIM_CHANGED: _("If you wanted to <strong>{aim}</strong>"),
            ChangeCode.AIM_STATED: _("If you decided that you want to <strong>{aim}</strong>"),
            ChangeCode.MOST_OLDER: _("If {share} of ten customers were <strong>over 55</strong>"),
            ChangeCode.MOST_YOUNGER: _("If {share} of ten customers were <strong>under 35</strong>"),
            ChangeCode.MOSTLY_WOMEN: _("If {share} of ten customers were <strong>women</strong>"),
            ChangeCode.MOSTLY_MEN: _("If {share} of ten customers were <strong>men</strong>"),
            ChangeCode.MOSTLY_FIRMS: _("If {share} of ten customers were <strong>firms</strong>"),
            ChangeCode.MOSTLY_PEOPLE: _("If {share} of ten customers were <strong>people, not firms</strong>"),
            ChangeCode.BASICS_FIXED: _("If opening hours, phone and map entry <strong>were right</strong>"),
            ChangeCode.PAGE_MADE: _("If you <strong>had a page of your own</strong>"),
            ChangeCode.EMAIL_USED: _("If e-mail <strong>were read every day</strong>"),
            ChangeCode.OWNER_NAMED: _("If <strong>somebody were named</strong> to answer"),
        }[change.code].format(**(values | {"by": by, "days": days}))

    @staticmethod
    def _effect(change: model.Change) -> str:
        if change.effect is Effect.NONE_YET or change.network is None:
            return _("the answer would be <strong>none yet</strong>")
        name = model.NETWORKS[change.network].name
        if change.effect is Effect.FIRST:
            return _("<strong>{network}</strong> would come first").format(network=name)
        return _("<strong>{network}</strong> would join the ranking, in place {place}").format(
            network=name, place=change.place
        )

    def _meaning(self, firm: model.Firm, found: model.Answer) -> list[str]:
        hours = hours_words(firm.hours)
        if found.because is Because.GATES_CLOSED:
            return [
                _(
                    "Keep the time you have for the basics. <strong>Come back when every gate is open and somebody "
                    "has answered every message within a day for three weeks.</strong>"
                )
            ]
        if found.because is Because.ALL_LEFT_OUT:
            return [
                _(
                    "Open nothing for now. <strong>Learn to make one thing well, or find the hours, and look "
                    "again.</strong>"
                )
            ]
        allowed = [model.NETWORKS[network].name for network in found.allowed]
        name = self._name(found)
        if len(allowed) > 1:
            return [
                _(
                    "Open <strong>{network} first and nothing else</strong> for three months. Your {hours} a week "
                    "would "
                    "bear {more} as well, later."
                ).format(network=name, hours=hours, more=allowed[1])
            ]
        sentence = _("Open <strong>{network} and nothing else</strong> for three months, with your {hours} a week.")
        if not allowed:
            sentence = _("Begin with <strong>{network}</strong>, but know that your {hours} a week are tight for it.")
        return [sentence.format(network=name, hours=hours)]

    def _picture(self, firm: model.Firm) -> Picture:
        """Share of this firm's customers on each network, largest first."""
        share = {
            network: sum(
                firm.ages[age] * (firm.women if sex == "women" else 1 - firm.women) * use
                for (age, sex), use in groups.items()
            )
            for network, groups in self.audience.items()
        }
        ordered = sorted(share, key=share.__getitem__, reverse=True)
        rows = [
            Bar(words=model.NETWORKS[network].name, share=share[network], quiet=share[network] < 0.5)
            for network in ordered
        ]
        alternative = _("Share of your customers who use each network: {list}").format(
            list="; ".join(f"{row.words} {percent(row.share)}" for row in rows)
        )
        drawn = bars(rows, self.name, alternative, top=1.0)
        reached = [model.NETWORKS[network].name for network in ordered if share[network] >= 0.5]
        title = _("Half of your customers or more are on {list}").format(list=", ".join(reached))
        dataset = facts.dataset(AUDIENCE)
        return Picture(
            title=title if reached else _("No network reaches half of your customers"),
            alternative=alternative,
            wide=drawn[WIDE],
            narrow=drawn[NARROW],
            caption=_(
                "Estimated share of your customers who used it in the last month, if they are like other network users "
                "of their age and sex in Spain. Being there is not the same as wanting to see you there."
            ),
            source=_(
                "Source: IAB Spain 2024, Digital 2025 Spain, our estimate; grade {grade}. To be reviewed by {review}."
            ).format(grade=dataset.grade, review=day(dataset.review_by)),
        )

    def _for_the_curious(self, found: model.Answer) -> str:
        heads = [_("Points"), *(model.NETWORKS[standing.network].name for standing in found.ranking[:5])]
        whole = [standing.whole_points() for standing in found.ranking[:5]]
        rows = [[words, *(number(points[part]) for points in whole)] for part, words in family_words().items()]
        rows.append([_("Best in so many weightings"), *(percent(s.first_share) for s in found.ranking[:5])])
        needs = [
            [
                network.name,
                number(network.hours_per_week, 1),
                number(network.least_hours, 1),
                *(number(10 * network.aims[aim]) for aim in Objective),
            ]
            for network in model.NETWORKS.values()
        ]
        judged = table([_("Network"), _("Hours a week"), _("At least"), *(aim_words(aim) for aim in Objective)], needs)
        return (
            (fold(_("The points as a table"), table(heads, rows)) if found.ranking else "")
            + fold(_("What we assume about each network"), f"<p>{self._judged()}</p>{judged}")
            + fold(_("How the picker works, in plain words"), "".join(f"<p>{part}</p>" for part in self._how()))
        )

    @staticmethod
    def _judged() -> str:
        return _("Hours, and how well each network serves an aim from 0 to 10. All of it is our judgement, grade D.")

    @staticmethod
    def _how() -> tuple[str, ...]:
        return (
            _(
                "Four gates come first. A firm that cannot answer, or has its hours wrong on the map, loses more "
                "than it "
                "wins by opening a network."
            ),
            _(
                "Then each network gets up to 25 points for each of four questions. Nobody knows how much each "
                "question "
                "should count for you, so we try ten thousand ways of weighting them and say in how many of them each "
                "network wins."
            ),
            _(
                "Figures of use are from surveys and from what the networks tell advertisers, in Spain. They count "
                "people "
                "who open the network, not people who want to hear from a shop."
            ),
        )

    def complaint(self, error: InputError) -> str:
        """What is wrong with an answer and what to do."""
        if error.code == "nobody":
            return _("Say at least for one age how many of ten customers it is.")
        return _("This cannot be right. Choose another value.")

    def for_plan(self, plan: Plan) -> Plan:
        """Which network first and why, or what to do before any."""
        from tertulia.plan import updates

        best = next((each for each in self.result.ranking if each.network == self.result.network), None)
        first = [self._step_words()[step.code][0] for step in self.result.steps]
        return updates.with_picker(plan, self.asked, self.result, self._why(best) if best else "", first)

    def summary(self) -> str:
        """The verdict in a line."""
        return f"{_('Begin with')}: {self._name(self.result)} ({self._best(self.result)})"


def family_words() -> dict[Family, str]:
    """The four questions whose points make up a network's total."""
    return {
        Family.CUSTOMERS: _("Your customers are there"),
        Family.AIM: _("It serves what you want"),
        Family.MEANS: _("You can make what it needs"),
        Family.TIME: _("It fits your hours"),
    }
