"""What comes first: what the foundations check, the network picker and the review ask for, as one list.

Each thing stands in it once, in the order of doing, in the words of the plan, where the firm is "we". The exercises say
the same to the learner in other words, and in the language that was spoken then; both are known again here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import cache

from tertulia.language import _, in_each_language
from tertulia.plan.export import clean
from tertulia.plan.review import NOT_NOW, THEN, PlanFinding, review, smallest
from tertulia.plan.schema import Plan
from tertulia.plan.words import finding_words


class FirstThing(StrEnum):
    """Something to do before a network, or before the plan, in the order of doing it."""

    DETAILS = "details"
    LISTING_CLAIMED = "listing_claimed"
    LISTING_RIGHT = "listing_right"
    WHO_ANSWERS = "who_answers"
    HOURS = "hours"
    AIM = "aim"
    AUDIENCE = "audience"
    NUMBER = "number"
    EMAIL_READ = "email_read"
    PHONE = "phone"
    ANSWER_IN_A_DAY = "answer_in_a_day"
    ACCESS = "access"
    TWO_STEP = "two_step"
    DOMAIN = "domain"
    WEBSITE = "website"
    WEBSITE_CURRENT = "website_current"
    LEGAL_NOTICE = "legal_notice"
    PRIVACY = "privacy"
    CONSENT = "consent"
    PHOTOS = "photos"
    EMAIL_OWN = "email_own"
    READABLE = "readable"
    STAND_IN = "stand_in"
    OPINIONS = "opinions"
    ADDRESSES = "addresses"
    FORMAT = "format"
    ASK_CUSTOMERS = "ask_customers"


_EXERCISES_SAY: Mapping[str, FirstThing] = {
    # the network picker
    "Put the opening hours right": FirstThing.DETAILS,
    "Name who answers, and when": FirstThing.WHO_ANSWERS,
    "Finish the sentence “We want … from …”": FirstThing.AIM,
    "Read your e-mail once a day": FirstThing.EMAIL_READ,
    "Find two fixed hours a week": FirstThing.HOURS,
    "Answer every message within a day, for three weeks": FirstThing.ANSWER_IN_A_DAY,
    "Make one page of your own": FirstThing.WEBSITE,
    "Ask for opinions on the map, and answer each": FirstThing.OPINIONS,
    "Collect e-mail addresses, with a yes": FirstThing.ADDRESSES,
    "Learn to make what a network needs": FirstThing.FORMAT,
    "Ask ten customers one question": FirstThing.ASK_CUSTOMERS,
    # the foundations check
    "Give it to one person, with hours": FirstThing.WHO_ANSWERS,
    "Name who stands in": FirstThing.STAND_IN,
    "Answer the e-mail every working day": FirstThing.EMAIL_READ,
    "Set up an address at your own domain": FirstThing.EMAIL_OWN,
    "Answer phone and WhatsApp the same day": FirstThing.PHONE,
    "Claim your entry on the map": FirstThing.LISTING_CLAIMED,
    "Put the entry on the map right": FirstThing.LISTING_RIGHT,
    "Make a website of your own": FirstThing.WEBSITE,
    "Put hours, prices and phone right on the website": FirstThing.WEBSITE_CURRENT,
    "Get the domain into your own name": FirstThing.DOMAIN,
    "Put the legal notice on the website": FirstThing.LEGAL_NOTICE,
    "Write the privacy page and ask before cookies": FirstThing.PRIVACY,
    "Make the website easy to read for everybody": FirstThing.READABLE,
    "Take ten good photos of your own": FirstThing.PHOTOS,
    "Get a written yes for photos of people": FirstThing.CONSENT,
    "Write down who can log in where": FirstThing.ACCESS,
    "Turn on two-step log-in": FirstThing.TWO_STEP,
}
"""The titles of the exercises' steps, in English, as their catalogue has them."""

_MENDS: Mapping[PlanFinding, FirstThing] = {
    PlanFinding.DETAILS_WRONG: FirstThing.DETAILS,
    PlanFinding.NO_EMAIL: FirstThing.EMAIL_READ,
    PlanFinding.NO_WEBSITE: FirstThing.WEBSITE,
    PlanFinding.NOBODY_ANSWERS: FirstThing.WHO_ANSWERS,
    PlanFinding.NO_STAND_IN: FirstThing.STAND_IN,
    PlanFinding.SLOW_ANSWERS: FirstThing.ANSWER_IN_A_DAY,
    PlanFinding.NO_HOURS: FirstThing.HOURS,
    PlanFinding.TOO_FEW_HOURS: FirstThing.HOURS,
    PlanFinding.NO_OBJECTIVE: FirstThing.AIM,
    PlanFinding.TACTICS_NO_OBJECTIVE: FirstThing.AIM,
    PlanFinding.NO_AUDIENCE: FirstThing.AUDIENCE,
    PlanFinding.NO_KPI: FirstThing.NUMBER,
    PlanFinding.NO_QUESTION: FirstThing.ASK_CUSTOMERS,
}
"""What a finding of the review asks for, where it is one of these things."""

_PARTS_OF_DETAILS = (FirstThing.LISTING_CLAIMED, FirstThing.LISTING_RIGHT, FirstThing.WEBSITE_CURRENT)
"""What says more exactly what is wrong with hours, phone and address."""


def first_things(plan: Plan, today: date) -> tuple[str, ...]:
    """The one list. What somebody wrote into the plan in words of their own comes after what is known."""
    things = _things(plan, today)
    ours = [first_thing_words(thing) for thing in FirstThing if thing in things]
    theirs = [text for text in _texts(plan) if text not in known()]
    others = [finding_words(each)[0] for each in smallest(plan, today).first if each.code not in _MENDS]
    return tuple(dict.fromkeys((*ours, *theirs, *others)))


def settled_by(plan: Plan, today: date) -> frozenset[PlanFinding]:
    """The findings that need not be said again, because the list asks for what mends them."""
    things = _things(plan, today)
    if things & set(_PARTS_OF_DETAILS):
        things.add(FirstThing.DETAILS)
    others = {PlanFinding(each.code) for each in smallest(plan, today).first}
    return frozenset(finding for finding, thing in _MENDS.items() if thing in things) | others


def _things(plan: Plan, today: date) -> set[FirstThing]:
    things = {known()[text] for text in _texts(plan) if text in known()}
    found = {each.code for each in (*review(plan, today), *smallest(plan, today).first)}
    things |= {_MENDS[code] for code in (*NOT_NOW, *THEN) if code in found and code in _MENDS}
    if things & set(_PARTS_OF_DETAILS):
        things.discard(FirstThing.DETAILS)
    return things


def _texts(plan: Plan) -> Iterator[str]:
    return (text for each in (*plan.foundations.first, *plan.networks.first) if (text := clean(each).strip()))


@cache
def known() -> Mapping[str, FirstThing]:
    """Every sentence by which an exercise asks for one of these things, in each language."""
    return {text: thing for message, thing in _EXERCISES_SAY.items() for text in in_each_language(message)}


def first_thing_words(thing: FirstThing) -> str:
    """What is to be done, as the plan says it."""
    return {
        FirstThing.DETAILS: _("Put opening hours, phone and address right everywhere"),
        FirstThing.LISTING_CLAIMED: _("Claim our entry on the map"),
        FirstThing.LISTING_RIGHT: _("Put our entry on the map right"),
        FirstThing.WHO_ANSWERS: _("Name one person who answers, with hours for it"),
        FirstThing.HOURS: _("Find two fixed hours a week for it"),
        FirstThing.AIM: _("Write down what we want from it"),
        FirstThing.AUDIENCE: _("Write down whom we want to reach"),
        FirstThing.NUMBER: _("Choose one number that will show whether it works"),
        FirstThing.EMAIL_READ: _("Read and answer our e-mail every working day"),
        FirstThing.PHONE: _("Answer phone and WhatsApp within the day"),
        FirstThing.ANSWER_IN_A_DAY: _("Answer every message within a day, three weeks in a row"),
        FirstThing.ACCESS: _("Write down which of us can log in where"),
        FirstThing.TWO_STEP: _("Turn on two-step log-in for every account"),
        FirstThing.DOMAIN: _("Get the domain into our own name"),
        FirstThing.WEBSITE: _("Make a website of our own, even if it is one page"),
        FirstThing.WEBSITE_CURRENT: _("Put hours, prices and phone right on our website"),
        FirstThing.LEGAL_NOTICE: _("Put the legal notice on our website"),
        FirstThing.PRIVACY: _("Write our privacy page, and ask before we set cookies"),
        FirstThing.CONSENT: _("Get a written yes from the people in our photos"),
        FirstThing.PHOTOS: _("Take ten good photos of our own"),
        FirstThing.EMAIL_OWN: _("Set up an address at our own domain"),
        FirstThing.READABLE: _("Make our website easy to read for everybody"),
        FirstThing.STAND_IN: _("Name who stands in on days off"),
        FirstThing.OPINIONS: _("Ask for opinions on the map, and answer every one"),
        FirstThing.ADDRESSES: _("Collect e-mail addresses of those who agree"),
        FirstThing.FORMAT: _("Learn to make what the network needs"),
        FirstThing.ASK_CUSTOMERS: _("Put one question to ten customers"),
    }[thing]
