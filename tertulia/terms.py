"""What the models' terms are called in the learner's language, wherever they are shown or written."""

from __future__ import annotations

from tertulia.html import Html, markup
from tertulia.language import _, ngettext, number
from tertulia.models.department import Department
from tertulia.models.strategy.ideas import PostFormat, PostKind
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.straight_path import StraightPath

REGIONS = (
    "ES-AN",
    "ES-AR",
    "ES-AS",
    "ES-IB",
    "ES-CN",
    "ES-CB",
    "ES-CL",
    "ES-CM",
    "ES-CT",
    "ES-VC",
    "ES-EX",
    "ES-GA",
    "ES-MD",
    "ES-MC",
    "ES-NC",
    "ES-PV",
    "ES-RI",
    "ES-CE",
    "ES-ML",
)
"""Autonomous communities and cities by their ISO 3166-2 codes."""

ONLINE, ABROAD = "online", "abroad"

CUSTOMER_LANGUAGES = ("es", "ca", "eu", "gl", "en", "fr", "de", "pt")
"""Languages customers speak."""


def aim_words(aim: Objective) -> str:
    """What a firm wants, as the end of "We want to …" once in small letters."""
    return {
        Objective.BE_FOUND: _("Be found"),
        Objective.NEW_CUSTOMERS: _("Win new customers"),
        Objective.BRING_BACK: _("Bring customers back"),
        Objective.LISTEN: _("Hear what customers miss"),
        Objective.RECRUIT: _("Find new staff"),
        Objective.QUIET_HOURS: _("Fill the quiet hours"),
    }[aim]


def our_aim(aim: Objective) -> str:
    """What a firm says of itself that it wants, a whole sentence: in its own plan the firm is "we"."""
    return {
        Objective.BE_FOUND: _("We want people to find us."),
        Objective.NEW_CUSTOMERS: _("We want to win new customers."),
        Objective.BRING_BACK: _("We want customers to come back."),
        Objective.LISTEN: _("We want to hear what customers miss."),
        Objective.RECRUIT: _("We want to find new staff."),
        Objective.QUIET_HOURS: _("We want to fill the quiet hours."),
    }[aim]


def post_kind_words(kind: PostKind) -> str:
    """What a post is for the person who reads it."""
    return {
        PostKind.USEFUL: _("Useful"),
        PostKind.PEOPLE: _("Behind the counter"),
        PostKind.CONVERSATION: _("Conversation"),
        PostKind.PROOF: _("Work and reviews"),
        PostKind.PROMOTION: _("Sells"),
    }[kind]


def post_format_words(form: PostFormat) -> str:
    """How a post is made."""
    return {
        PostFormat.PHOTO: _("photo"),
        PostFormat.SHORT_VIDEO: _("short video"),
        PostFormat.TEXT: _("text"),
        PostFormat.STORY: _("story"),
        PostFormat.LONG_VIDEO: _("longer video"),
    }[form]


def department_words(department: Department) -> str:
    """Who runs the channel."""
    return {
        Department.OWNER: _("The owner"),
        Department.MARKETING: _("Marketing or communication"),
        Department.SALES: _("Sales"),
        Department.OUTSIDE: _("Somebody outside the firm"),
        Department.NOBODY: _("Nobody yet"),
    }[department]


def short(value: float, most: int = 2) -> str:
    """A number with no more decimals than it needs."""
    digits = next((k for k in range(most) if abs(value - round(value, k)) < 1e-9), most)
    return number(value, digits)


def about(value: float, within: float) -> str:
    """The shortest form of a number that is not further from it than `within`."""
    return number(value, next((k for k in range(6) if abs(value - round(value, k)) <= within), 6))


def half_words(path: StraightPath) -> str:
    """Where a number should be half way, no more exact than it helps."""
    return about(path.half, abs(path.target - path.baseline) / 20)


def hours_words(hours: float) -> str:
    """Hours as the learner reads them."""
    return ngettext("{n} hour", "{n} hours", hours).format(n=short(hours))


def hours_bold(hours: float) -> Html:
    """Hours as a control shows them, the number bold."""
    return markup(ngettext("{n} hour", "{n} hours", hours), n=Html(f"<b>{short(hours)}</b>"))


def region_words(region: str) -> str:
    """Where the firm is."""
    return {
        "ES-AN": _("Andalusia"),
        "ES-AR": _("Aragon"),
        "ES-AS": _("Asturias"),
        "ES-IB": _("Balearic Islands"),
        "ES-CN": _("Canary Islands"),
        "ES-CB": _("Cantabria"),
        "ES-CL": _("Castile and León"),
        "ES-CM": _("Castile-La Mancha"),
        "ES-CT": _("Catalonia"),
        "ES-VC": _("Valencian Community"),
        "ES-EX": _("Extremadura"),
        "ES-GA": _("Galicia"),
        "ES-MD": _("Madrid"),
        "ES-MC": _("Murcia"),
        "ES-NC": _("Navarre"),
        "ES-PV": _("Basque Country"),
        "ES-RI": _("La Rioja"),
        "ES-CE": _("Ceuta"),
        "ES-ML": _("Melilla"),
        ONLINE: _("Online only"),
        ABROAD: _("Outside Spain"),
    }[region]


def language_words(language: str) -> str:
    """A language customers speak."""
    return {
        "es": _("Spanish"),
        "ca": _("Catalan"),
        "eu": _("Basque"),
        "gl": _("Galician"),
        "en": _("English"),
        "fr": _("French"),
        "de": _("German"),
        "pt": _("Portuguese"),
    }[language]
