"""What the foundations check says: its questions, what to do about each, and what it found."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from tertulia.language import _, money, ngettext, number, spoken
from tertulia.models.department import Department
from tertulia.models.finding import Finding
from tertulia.models.start.foundations import FoundationsFinding, FoundationState, FoundationTask, Readiness
from tertulia.models.start.foundations_questions import Foundation, Question
from tertulia.widgets.base.controls import Evidence
from tertulia.widgets.base.words import hours_words, short


class QuestionWords(NamedTuple):
    """A question as the learner ticks it, the task if it is not ticked, and how to do that."""

    question: str
    task: str
    how: str


def question_words(question: Question) -> QuestionWords:
    """The words of a question and of its task."""
    return _all_words(spoken())[question]


@cache
def _all_words(_language: str) -> dict[Question, QuestionWords]:
    """The words of all questions; looked up once in each language, because an answer needs most of them."""
    return {
        Question.NAMED: QuestionWords(
            _("One person with a name answers, and has hours for it"),
            _("Give it to one person, with hours"),
            _("Write the name and the hours beside the till. “All of us” means nobody."),
        ),
        Question.STAND_IN: QuestionWords(
            _("Somebody stands in on days off"),
            _("Name who stands in"),
            _("Agree on the days, show where messages come in, and try it for one day."),
        ),
        Question.EMAIL_READ: QuestionWords(
            _("E-mail is read and answered every working day"),
            _("Answer the e-mail every working day"),
            _("Empty the inbox once, then fix an hour for it. Answer clients and suppliers alike."),
        ),
        Question.EMAIL_OWN: QuestionWords(
            _("The address ends in our own domain"),
            _("Set up an address at your own domain"),
            _("Ask whoever keeps your domain. Let the old address forward to the new one for a year."),
        ),
        Question.PHONE: QuestionWords(
            _("Phone and WhatsApp are answered the same day"),
            _("Answer phone and WhatsApp the same day"),
            _("Record a message with your hours, and call back whoever rang. Ring yourself from another phone."),
        ),
        Question.LISTING_CLAIMED: QuestionWords(
            _("The entry on the map is ours to change"),
            _("Claim your entry on the map"),
            _("Look for your firm on the map and follow “own this business”. The check can take some days."),
        ),
        Question.LISTING_RIGHT: QuestionWords(
            _("Its hours, phone and address are right today"),
            _("Put the entry on the map right"),
            _("Opening hours, holidays, phone, address, and a link to your website."),
        ),
        Question.WEBSITE: QuestionWords(
            _("We have a website of our own"),
            _("Make a website of your own"),
            _(
                "A few pages: what you do, for whom, prices, hours, where, how to reach you. It must read well on a "
                "phone."
            ),
        ),
        Question.CURRENT: QuestionWords(
            _("Its hours, prices and phone are right today"),
            _("Put hours, prices and phone right on the website"),
            _("Read it as a stranger would. Whatever changes often goes on one page only."),
        ),
        Question.DOMAIN: QuestionWords(
            _("The domain is in our name, and we pay the renewal"),
            _("Get the domain into your own name"),
            _(
                "The domain is the address of your website. Look up who owns it; ask for it in writing if it is not "
                "you."
            ),
        ),
        Question.LEGAL_NOTICE: QuestionWords(
            _("It says who we are: name, address, e-mail, tax number"),
            _("Put the legal notice on the website"),
            _(
                "Name or company, address, e-mail, tax number, registration if you have one, and prices with or "
                "without tax."
            ),
        ),
        Question.PRIVACY: QuestionWords(
            _("It says what we do with data, and asks before cookies"),
            _("Write the privacy page and ask before cookies"),
            _("Say what data you keep, what for and for how long. Cookies that are not needed wait for a yes."),
        ),
        Question.READABLE: QuestionWords(
            _("It reads well on a phone, and photos have a description"),
            _("Make the website easy to read for everybody"),
            _("Large text, strong contrast, descriptions for photos, and everything reachable with the keyboard."),
        ),
        Question.PHOTOS: QuestionWords(
            _("We have ten good photos of our own from this year"),
            _("Take ten good photos of your own"),
            _("The place, the people, the work, what one can buy. In daylight, with a clean lens."),
        ),
        Question.CONSENT: QuestionWords(
            _("Everybody we can recognise in them has said yes, in writing"),
            _("Get a written yes for photos of people"),
            _(
                "One sheet: who, which photos, where they are shown. It counts for your staff too, and can be taken "
                "back."
            ),
        ),
        Question.ACCESS: QuestionWords(
            _("It is written down who can log in where, and two of us can"),
            _("Write down who can log in where"),
            _("Domain, website, e-mail, map, networks. Two people for each, and the list in a safe place."),
        ),
        Question.TWO_STEP: QuestionWords(
            _("Log-in takes two steps, and the recovery codes are on paper"),
            _("Turn on two-step log-in"),
            _("Begin with the e-mail, because every other password can be reset through it. Print the recovery codes."),
        ),
    }


def foundation_words(foundation: Foundation) -> str:
    """The name of a foundation."""
    return {
        Foundation.OWNER: _("Somebody in charge"),
        Foundation.EMAIL: _("E-mail"),
        Foundation.PHONE: _("Phone"),
        Foundation.LISTING: _("Entry on the map"),
        Foundation.WEBSITE: _("Website"),
        Foundation.PHOTOS: _("Photos"),
        Foundation.LEGAL: _("Legal basics"),
        Foundation.READABLE: _("Easy to read"),
        Foundation.ACCESS: _("Passwords"),
    }[foundation]


def state_words(state: FoundationState) -> str:
    """How far a foundation stands."""
    return {FoundationState.YES: _("Yes"), FoundationState.PARTLY: _("Partly"), FoundationState.NO: _("No")}[state]


def decider_words() -> dict[Department, str]:
    """Who decides what is published, as the check lets one choose: in small letters, and sales only if it is alone."""
    return {
        Department.OWNER: _("the owner"),
        Department.MARKETING: _("marketing or communication"),
        Department.SALES: _("sales alone"),
        Department.OUTSIDE: _("somebody outside the firm"),
        Department.NOBODY: _("nobody yet"),
    }


def readiness_words(readiness: Readiness) -> str:
    """The answer in a word or two."""
    return {Readiness.READY: _("Ready"), Readiness.ALMOST: _("Almost"), Readiness.NOT_YET: _("Not yet")}[readiness]


def finding_words(finding: Finding) -> str:
    """The sentence for one thing the check found."""
    sentence = {
        FoundationsFinding.PROFILE_FOR_WEBSITE: _(
            "A profile on a network does not replace a website: its address, its rules and its audience belong to "
            "somebody else. Keep it, put hours and phone in it, and make the website first."
        ),
        FoundationsFinding.PROFILE_WAITS: _(
            "You have a profile already. Leave it as it is, answer what comes in, and do the work below before you "
            "post more."
        ),
        FoundationsFinding.OVER_BUDGET: _(
            "All of it costs at least {low}, and you have {euros}. Do what costs nothing first."
        ),
        FoundationsFinding.OVER_BUDGET_MAKE_IT: _(
            "With a professional all of it costs at least {low}, and you have {euros}. If you make the website "
            "yourselves, it begins at {own}."
        ),
        FoundationsFinding.MAY_EXCEED_BUDGET: _(
            "It may cost up to {high}, and you have {euros}. Ask for the price before you agree."
        ),
        FoundationsFinding.SALES_ALONE: _(
            "Sales alone decides what is published. One of the articles behind this course warns that the channel "
            "then soon fills with offers. Let somebody who talks with customers decide with them."
        ),
        FoundationsFinding.NOBODY_DECIDES: _(
            "Nobody decides yet what is published. Choose one person before the first post."
        ),
        FoundationsFinding.FEW_HOURS: _(
            "With less than {least} a week we would not open a network. The foundations can still be done, slowly."
        ),
        FoundationsFinding.DOMAIN_OF_OTHERS: _(
            "Your website stands on an address that is not yours. If the other person stops paying, website and "
            "e-mail are gone."
        ),
    }[FoundationsFinding(finding.code)]
    numbers = {name: float(str(value)) for name, value in finding.values.items()}
    shown = {name: (hours_words if name in ("hours", "least") else money)(value) for name, value in numbers.items()}
    return sentence.format(**shown)


def hours_span(low: float, high: float) -> str:
    """Hours from a low to a high figure."""
    if low == high:
        return hours_words(low)
    return ngettext("{low} to {high} hour", "{low} to {high} hours", high).format(low=short(low), high=short(high))


def euros_span(low: float, high: float) -> str:
    """Euros from a low to a high figure."""
    if low == high:
        return money(low)
    return _("{low} to {high}").format(low=money(low), high=money(high))


def weeks_span(low: int, high: int) -> str:
    """Weeks from a low to a high figure."""
    if low == high:
        return ngettext("{n} week", "{n} weeks", low).format(n=number(low))
    return ngettext("{low} to {high} week", "{low} to {high} weeks", high).format(low=number(low), high=number(high))


def in_weeks_span(low: int, high: int) -> str:
    """When: in so many weeks from now."""
    if low == high:
        return ngettext("in {n} week", "in {n} weeks", low).format(n=number(low))
    return ngettext("in {low} to {high} week", "in {low} to {high} weeks", high).format(
        low=number(low), high=number(high)
    )


def figures_span(low: float, high: float) -> str:
    """Two figures as a heading number: 2–7, or one if they are the same."""
    return short(low) if low == high else f"{short(low)}–{short(high)}"


def cost_words(task: FoundationTask) -> str:
    """What a task costs."""
    return euros_span(*task.euros) if any(task.euros) else _("no cost")


def in_weeks_words(weeks: list[int]) -> str:
    """The weeks in which a task is worked on, from the first to the last, with the gaps left out."""
    runs: list[list[int]] = []
    for week in weeks:
        if runs and week - runs[-1][-1] <= 1:
            runs[-1][-1] = week
        else:
            runs.append([week, week])
    listed = ", ".join(number(a) if a == b else f"{number(a)}–{number(b)}" for a, b in runs)
    return ngettext("week {list}", "weeks {list}", len(set(weeks))).format(list=listed)


# how well it is known ---------------------------------------------------------------------------------------


def question_evidence() -> dict[Question, Evidence]:
    """What is known of the questions that somebody has studied, or that have a tool of their own."""
    return {
        Question.LISTING_RIGHT: Evidence(
            "C",
            _(
                "In a survey of 1,141 people in the United States in 2021, 63 % said wrong details in an entry "
                "would stop them from using a firm. The survey is by a seller of software for such entries."
            ),
            "BrightLocal 2021",
        ),
        Question.LISTING_CLAIMED: Evidence(
            "B",
            _(
                "Bars and restaurants in Texas took 5 to 10 % more after they were listed on a review site. An "
                "entry on a map in Spain may do more or less."
            ),
            "Luca, Nagaraj & Subramani 2026",
        ),
        Question.PRIVACY: Evidence(
            "D",
            _(
                "Hours and money are our judgement. The Spanish data protection authority offers a free tool for "
                "small firms, Facilita RGPD; we read of it in the press."
            ),
        ),
    }


def decides_evidence() -> Evidence:
    """Of who decides what is published."""
    return Evidence(
        "D", _("Anyone who is judged by the till alone will post offers. We know of no study that tested it.")
    )


def hours_evidence() -> Evidence:
    """Of the hours each task takes."""
    return Evidence(
        "D", _("What each task takes is our judgement, as a low and a high figure. Time the first two and correct it.")
    )


def euros_evidence() -> Evidence:
    """Of what each task costs."""
    return Evidence(
        "D",
        _("All prices are our judgement; ask for two offers. Google says its business profile is free of charge."),
        "Google, Getting Businesses Online",
    )
