"""What the manager brief asks: the work of a week, prices, the offer on the table, the paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tertulia.firms import ExampleFirm
from tertulia.html import Html, markup
from tertulia.language import _, currency_words, ngettext, number
from tertulia.models.errors import InputError, Refusal
from tertulia.models.manager import brief as model
from tertulia.models.manager.brief import Flag, Needs, Option
from tertulia.models.strategy.objective import Objective
from tertulia.widgets.base.controls import Choice, Controls, DecimalField, Evidence, Slider, TextField, Tick
from tertulia.widgets.base.words import aim_words, hours_bold
from tertulia.widgets.manager.brief_tables import hour_cost, hour_evidence
from tertulia.widgets.manager.brief_words import flag_words, option_words

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


@dataclass(kw_only=True)
class BriefControls(Controls):
    """The work, the prices, the offer on the table, the paper. flags: by the flag's value."""

    posts: Slider
    messages: Slider
    post_minutes: Slider
    message_minutes: Slider
    listen_minutes: Slider
    report_hours: Slider
    hour: DecimalField
    contract: Slider
    course: DecimalField
    course_hours: Slider
    fee: DecimalField
    contact: Slider
    flags: Mapping[str, Tick]
    option: Choice
    aim: Choice
    firm: TextField
    contact_name: TextField

    def needs(self) -> Needs:
        """What they say, as the model takes it; InputError where an amount is none."""
        return Needs(
            posts=self.posts.value,
            messages=self.messages.value,
            post_minutes=self.post_minutes.value,
            message_minutes=self.message_minutes.value,
            listen_minutes=self.listen_minutes.value,
            report_hours=self.report_hours.value,
            hour=_amount("hour", self.hour),
            contract=self.contract.value,
            course=_amount("course", self.course),
            course_hours=self.course_hours.value,
            fee=_amount("fee", self.fee),
            contact=self.contact.value,
        )


def brief_start(firm: ExampleFirm) -> Mapping[str, Any]:
    """The values the controls begin with: the firm's work and the offer on its table."""
    standard = Needs(posts=0, messages=0)
    return {
        "posts": firm.posts,
        "messages": MESSAGES[firm.starts],
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
        **{f"flags.{flag}": flag in FLAGS[firm.starts] for flag in Flag},
        "option": CHEAPEST,
        "aim": firm.objective,
        "firm": firm.name,
        "contact_name": firm.owner,
    }


def brief_controls(firm: ExampleFirm) -> BriefControls:
    """The controls with the firm's values."""
    start = brief_start(firm)
    ours = _("Our starting value, not a price anybody measured. Put in the quotes you get.")
    aims = [(aim_words(aim), aim.value) for aim in Objective]
    papers = [(_("the one with the lowest cost"), CHEAPEST), *((option_words(o), o.value) for o in Option)]

    def minutes(n: float) -> Html:
        return markup(ngettext("<b>{n}</b> minute", "<b>{n}</b> minutes", n), n=number(n))

    def each_week(n: float) -> Html:
        return markup(_("<b>{n}</b> a week"), n=number(n))

    return BriefControls(
        posts=Slider(_("Posts"), start["posts"], 0, 14, 1, each_week),
        messages=Slider(
            _("Messages and reviews to answer"),
            start["messages"],
            0,
            150,
            1,
            each_week,
            Evidence("D", _("Count them once: last week’s calls do not belong here, everything written does.")),
        ),
        post_minutes=Slider(_("For a post"), start["post_minutes"], 5, 120, 5, minutes),
        message_minutes=Slider(
            _("For a message"),
            start["message_minutes"],
            1,
            30,
            1,
            minutes,
            Evidence("D", _("Looking something up included. Time ten of yours and put in what you find.")),
        ),
        listen_minutes=Slider(_("For listening, a week"), start["listen_minutes"], 0, 120, 5, minutes),
        report_hours=Slider(_("For the report, a month"), start["report_hours"], 0, 10, 0.5, hours_bold),
        hour=DecimalField(
            _("An hour of work, social security included ({currencies})").format(currencies=currency_words()),
            start["hour"],
            hour_evidence(),
        ),
        contract=Slider(
            _("Shortest contract you would offer, hours a week"),
            start["contract"],
            0,
            40,
            1,
            hours_bold,
            Evidence("D", ours),
        ),
        course=DecimalField(
            _("A course for somebody inside ({currencies}, once)").format(currencies=currency_words()),
            start["course"],
            Evidence("D", ours),
        ),
        course_hours=Slider(
            _("Hours spent learning, once"), start["course_hours"], 0, 120, 5, hours_bold, Evidence("D", ours)
        ),
        fee=DecimalField(
            _("An agency or a freelance ({currencies} a month)").format(currencies=currency_words()),
            start["fee"],
            Evidence("D", ours),
        ),
        contact=Slider(
            _("Hours a week somebody inside still needs then"),
            start["contact"],
            0,
            10,
            0.5,
            hours_bold,
            Evidence("D", ours),
        ),
        flags={flag.value: Tick(flag_words(flag), start[f"flags.{flag}"]) for flag in Flag},
        option=Choice(_("The document is for"), papers, start["option"]),
        aim=Choice(_("What you want"), aims, start["aim"]),
        firm=TextField(_("Name of the firm"), start["firm"], most=80),
        contact_name=TextField(_("Who receives the answers"), start["contact_name"], _("a name, an e-mail"), most=120),
    )


def _amount(name: str, field: DecimalField) -> float:
    try:
        value = field.value
    except ValueError:
        raise InputError(name, Refusal.NOT_A_NUMBER) from None
    if value is None:
        raise InputError(name, Refusal.EMPTY)
    return float(value)
