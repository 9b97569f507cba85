"""What the foundations check says: its questions, what to do about each, and what it found."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from tertulia.language import _, euros, ngettext, number, spoken
from tertulia.models.finding import Finding
from tertulia.models.start.foundations import Check, Desk, Part, State, Verdict
from tertulia.widgets.base.words import hours_words, short


class Words(NamedTuple):
    """A question as the learner ticks it, the task if it is not ticked, and how to do that."""

    question: str
    task: str
    how: str


def check_words(check: Check) -> Words:
    """The words of a question and of its task."""
    return _all_words(spoken())[check]


@cache
def _all_words(_language: str) -> dict[Check, Words]:
    """The words of all questions; looked up once in each language, because an answer needs most of them."""
    return {
        Check.NAMED: Words(
            _("One person with a name answers, and has hours for it"),
            _("Give it to one person, with hours"),
            _("Write the name and the hours beside the till. “All of us” means nobody."),
        ),
        Check.STAND_IN: Words(
            _("Somebody stands in on days off"),
            _("Name who stands in"),
            _("Agree on the days, show where messages come in, and try it for one day."),
        ),
        Check.EMAIL_READ: Words(
            _("E-mail is read and answered every working day"),
            _("Answer the e-mail every working day"),
            _("Empty the inbox once, then fix an hour for it. Answer clients and suppliers alike."),
        ),
        Check.EMAIL_OWN: Words(
            _("The address ends in our own domain"),
            _("Set up an address at your own domain"),
            _("Ask whoever keeps your domain. Let the old address forward to the new one for a year."),
        ),
        Check.PHONE: Words(
            _("Phone and WhatsApp are answered the same day"),
            _("Answer phone and WhatsApp the same day"),
            _("Record a message with your hours, and call back whoever rang. Ring yourself from another phone."),
        ),
        Check.LISTING_CLAIMED: Words(
            _("The entry on the map is ours to change"),
            _("Claim your entry on the map"),
            _("Look for your firm on the map and follow “own this business”. The check can take some days."),
        ),
        Check.LISTING_RIGHT: Words(
            _("Its hours, phone and address are right today"),
            _("Put the entry on the map right"),
            _("Opening hours, holidays, phone, address, and a link to your website."),
        ),
        Check.WEBSITE: Words(
            _("We have a website of our own"),
            _("Make a website of your own"),
            _(
                "A few pages: what you do, for whom, prices, hours, where, how to reach you. It must read well on a "
                "phone."
            ),
        ),
        Check.CURRENT: Words(
            _("Its hours, prices and phone are right today"),
            _("Put hours, prices and phone right on the website"),
            _("Read it as a stranger would. Whatever changes often goes on one page only."),
        ),
        Check.DOMAIN: Words(
            _("The domain is in our name, and we pay the renewal"),
            _("Get the domain into your own name"),
            _(
                "The domain is the address of your website. Look up who owns it; ask for it in writing if it is not "
                "you."
            ),
        ),
        Check.LEGAL_NOTICE: Words(
            _("It says who we are: name, address, e-mail, tax number"),
            _("Put the legal notice on the website"),
            _(
                "Name or company, address, e-mail, tax number, registration if you have one, and prices with or "
                "without tax."
            ),
        ),
        Check.PRIVACY: Words(
            _("It says what we do with data, and asks before cookies"),
            _("Write the privacy page and ask before cookies"),
            _("Say what data you keep, what for and for how long. Cookies that are not needed wait for a yes."),
        ),
        Check.READABLE: Words(
            _("It reads well on a phone, and photos have a description"),
            _("Make the website easy to read for everybody"),
            _("Large text, strong contrast, descriptions for photos, and everything reachable with the keyboard."),
        ),
        Check.PHOTOS: Words(
            _("We have ten good photos of our own from this year"),
            _("Take ten good photos of your own"),
            _("The place, the people, the work, what one can buy. In daylight, with a clean lens."),
        ),
        Check.CONSENT: Words(
            _("Everybody we can recognise in them has said yes, in writing"),
            _("Get a written yes for photos of people"),
            _(
                "One sheet: who, which photos, where they are shown. It counts for your staff too, and can be taken "
                "back."
            ),
        ),
        Check.ACCESS: Words(
            _("It is written down who can log in where, and two of us can"),
            _("Write down who can log in where"),
            _("Domain, website, e-mail, map, networks. Two people for each, and the list in a safe place."),
        ),
        Check.TWO_STEP: Words(
            _("Log-in takes two steps, and the recovery codes are on paper"),
            _("Turn on two-step log-in"),
            _("Begin with the e-mail, because every other password can be reset through it. Print the recovery codes."),
        ),
    }


def part_words(part: Part) -> str:
    """The name of a foundation."""
    return {
        Part.OWNER: _("Somebody in charge"),
        Part.EMAIL: _("E-mail"),
        Part.PHONE: _("Phone"),
        Part.LISTING: _("Entry on the map"),
        Part.WEBSITE: _("Website"),
        Part.PHOTOS: _("Photos"),
        Part.LEGAL: _("Legal basics"),
        Part.READABLE: _("Easy to read"),
        Part.ACCESS: _("Passwords"),
    }[part]


def state_words(state: State) -> str:
    """How far a foundation stands."""
    return {State.YES: _("Yes"), State.PARTLY: _("Partly"), State.NO: _("No")}[state]


def desk_words(desk: Desk) -> str:
    """Who decides what is published."""
    return {
        Desk.OWNER: _("the owner"),
        Desk.COMMUNICATION: _("marketing or communication"),
        Desk.SALES: _("sales alone"),
        Desk.NOBODY: _("nobody yet"),
    }[desk]


def verdict_words(verdict: Verdict) -> str:
    """The answer in a word or two."""
    return {Verdict.READY: _("Ready"), Verdict.ALMOST: _("Almost"), Verdict.NOT_YET: _("Not yet")}[verdict]


def finding_words(item: Finding) -> str:
    """The sentence for one thing the check found."""
    told = {
        "profile_for_website": _(
            "A profile on a network does not replace a website: its address, its rules and its audience belong to "
            "somebody else. Keep it, put hours and phone in it, and make the website first."
        ),
        "profile_waits": _(
            "You have a profile already. Leave it as it is, answer what comes in, and do the work below before you "
            "post more."
        ),
        "over_budget": _("All of it costs at least {low}, and you have {euros}. Do what costs nothing first."),
        "over_budget_make_it": _(
            "With a professional all of it costs at least {low}, and you have {euros}. If you make the website "
            "yourselves, it begins at {own}."
        ),
        "may_exceed_budget": _("It may cost up to {high}, and you have {euros}. Ask for the price before you agree."),
        "sales_alone": _(
            "Sales alone decides what is published. One of the articles behind this course warns that the channel "
            "then soon fills with offers. Let somebody who talks with customers decide with them."
        ),
        "nobody_decides": _("Nobody decides yet what is published. Choose one person before the first post."),
        "few_hours": _(
            "With less than {least} a week we would not open a network. The foundations can still be done, slowly."
        ),
        "domain_of_others": _(
            "Your website stands on an address that is not yours. If the other person stops paying, website and "
            "e-mail are gone."
        ),
    }[item.code]
    values: dict[str, str] = {}
    for name, value in item.values.items():
        held = float(str(value))
        values[name] = hours_words(held) if name in ("hours", "least") else euros(held)
    return told.format(**values)


def hours_span(low: float, high: float) -> str:
    """Hours from a low to a high figure."""
    if low == high:
        return hours_words(low)
    return ngettext("{low} to {high} hour", "{low} to {high} hours", high).format(low=short(low), high=short(high))


def euros_span(low: float, high: float) -> str:
    """Euros from a low to a high figure."""
    if low == high:
        return euros(low)
    return _("{low} to {high}").format(low=euros(low), high=euros(high))


def weeks_span(low: int, high: int) -> str:
    """Weeks from a low to a high figure."""
    if low == high:
        return ngettext("{n} week", "{n} weeks", low).format(n=number(low))
    return ngettext("{low} to {high} week", "{low} to {high} weeks", high).format(low=number(low), high=number(high))


def figures_span(low: float, high: float) -> str:
    """Two figures as a heading number: 2–7, or one if they are the same."""
    return short(low) if low == high else f"{short(low)}–{short(high)}"
