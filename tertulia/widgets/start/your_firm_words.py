"""What the page "Your firm" asks and says, in the learner's language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from tertulia.language import _, and_list, day, money, ngettext, number, small_name
from tertulia.models.strategy.ideas import Care
from tertulia.models.strategy.networks import NETWORKS
from tertulia.post_ideas import sector_words
from tertulia.profile import AGES, Account, Buyers, FoundAt, HowMuch, NotShown, Profile, Women
from tertulia.terms import ABROAD, CUSTOMER_LANGUAGES, ONLINE, REGIONS, hours_words, language_words, region_words
from tertulia.widgets.base.words import skill_words

ELSEWHERE = "XX"
COUNTRIES = ("ES", "FR", "PT", "DE", "GB", ELSEWHERE)
"""Where customers of a small firm in Spain come from."""


def buyers_words(buyers: Buyers) -> str:
    """Who buys from the firm."""
    return {Buyers.PEOPLE: _("People"), Buyers.BOTH: _("People and firms"), Buyers.FIRMS: _("Firms")}[buyers]


def women_words(women: Women) -> str:
    """How many of the customers are women."""
    return {Women.FEW: _("Few of them"), Women.HALF: _("About half"), Women.MOST: _("Most of them")}[women]


def place_words(place: FoundAt) -> str:
    """Where customers find the firm."""
    return {
        FoundAt.WEBSITE: _("A website of its own"),
        FoundAt.EMAIL: _("E-mail that is read every day"),
        FoundAt.MAP: _("An entry on the map"),
        FoundAt.LISTING: _("A directory or booking site"),
        FoundAt.SHOP: _("A shop or office people can enter"),
    }[place]


def found_words(place: FoundAt) -> str:
    """Where customers find the firm, within a sentence."""
    return {
        FoundAt.WEBSITE: _("its website"),
        FoundAt.EMAIL: _("e-mail"),
        FoundAt.MAP: _("the map"),
        FoundAt.LISTING: _("a directory or booking site"),
        FoundAt.SHOP: _("its shop or office"),
    }[place]


def how_much_words(much: HowMuch) -> str:
    """How much of a kind of content the firm can make."""
    return {HowMuch.YES: _("Yes"), HowMuch.SOME: _("Now and then"), HowMuch.NO: _("No")}[much]


def not_shown_words(refusal: NotShown) -> str:
    """What the firm does not want to show."""
    return {
        NotShown.FACES: _("Faces, mine included"),
        NotShown.VOICE: _("My voice"),
        NotShown.PRICES: _("Prices"),
        NotShown.WORKSHOP: _("The place where we work"),
    }[refusal]


def care_words(care: Care) -> str:
    """Why the firm may not say everything."""
    return {
        Care.HEALTH: _("Health: no promises, no before and after"),
        Care.LAW: _("Law"),
        Care.TAX: _("Tax and money"),
        Care.SECRET: _("Customers’ work is confidential"),
    }[care]


def country_words(country: str) -> str:
    """A country customers come from."""
    return {
        "ES": _("Spain"),
        "FR": _("France"),
        "PT": _("Portugal"),
        "DE": _("Germany"),
        "GB": _("United Kingdom"),
        ELSEWHERE: _("Elsewhere"),
    }[country]


def age_words(band: str) -> str:
    """An age band of customers."""
    if band == AGES[0]:
        return _("Under 18 years")
    low, high = band.split("-")
    return _("{low} to {high} years").format(low=low, high=high)


def month_words(month: int) -> str:
    """A month's name."""
    return day(date(2026, month, 1), "MMMM")


def firm_lines(profile: Profile) -> list[str]:
    """The firm in a few lines, as the exercises know it; only what was told."""
    return [
        line for line in (*_who(profile), *_customers(profile), *_content(profile), *_where_and_when(profile)) if line
    ]


def _who(profile: Profile) -> Iterator[str]:
    does = [sector_words(profile.sector)] if profile.sector else []
    if profile.region:
        does.append(region_words(profile.region) if profile.region in (*REGIONS, ONLINE, ABROAD) else profile.region)
    yield ", ".join(does)
    yield profile.makes
    if profile.people == 1:
        yield _("One person works here")
    elif profile.people:
        yield _("{n} people work here").format(n=number(profile.people))
    if profile.answers and profile.stand_in:
        yield _("{name} answers messages, and {other} stands in").format(name=profile.answers, other=profile.stand_in)
    elif profile.answers:
        yield _("{name} answers messages").format(name=profile.answers)
    elif profile.stand_in:
        yield _("{name} stands in on days off").format(name=profile.stand_in)
    if profile.hours is not None:
        yield _("{hours} a week for the networks").format(hours=hours_words(profile.hours))


def _customers(profile: Profile) -> Iterator[str]:
    if profile.buyers is not None:
        yield {
            Buyers.PEOPLE: _("People buy here"),
            Buyers.BOTH: _("People and firms buy here"),
            Buyers.FIRMS: _("Firms buy here"),
        }[profile.buyers]
    if profile.ages:
        yield _("Ages of the customers: {list}").format(list=_ages(profile.ages))
    if profile.women is not None:
        yield {
            Women.FEW: _("Few of the customers are women"),
            Women.HALF: _("About half of the customers are women"),
            Women.MOST: _("Most of the customers are women"),
        }[profile.women]
    if profile.places:
        yield _("People find it by {list}").format(list=and_list(found_words(place) for place in profile.places))
    elif profile.places is not None:
        yield _("People find it nowhere yet")
    accounts = [_account(each) for each in profile.accounts if each.network in NETWORKS]
    if accounts:
        yield _("It is on {list}").format(list=and_list(accounts))


def _content(profile: Profile) -> Iterator[str]:
    for much, sentence in ((HowMuch.YES, _("Can do: {list}")), (HowMuch.SOME, _("Now and then: {list}"))):
        able = [_small(skill_words(each.skill)) for each in profile.skills if each.much is much]
        if able:
            yield sentence.format(list=and_list(able))
    if profile.refuses:
        yield _("Not shown: {list}").format(list=and_list(_small(not_shown_words(each)) for each in profile.refuses))
    if profile.care:
        yield _("Care is needed: {list}").format(list="; ".join(_small(care_words(each)) for each in profile.care))


def _where_and_when(profile: Profile) -> Iterator[str]:
    languages = [small_name(language_words(code)) for code in profile.languages if code in CUSTOMER_LANGUAGES]
    if languages:
        yield _("Customers speak {list}").format(list=and_list(languages))
    named = [code for code in profile.countries if code in COUNTRIES]
    countries = [_("other countries") if code == ELSEWHERE else country_words(code) for code in named]
    if countries:
        yield _("Customers come from {list}").format(list=and_list(countries))
    if profile.open_months:
        yield _("Open from {first} to {last}").format(**_ends(profile.open_months))
    shut = [
        _("{first} to {last}").format(first=day(each.first), last=day(each.last))
        for each in profile.closed
        if each.first and each.last
    ]
    if shut:
        yield _("Closed: {list}").format(list="; ".join(shut))
    if profile.quiet_months and profile.quiet_hours is not None:
        yield _("{hours} a week for the networks from {first} to {last}").format(
            hours=hours_words(profile.quiet_hours), **_ends(profile.quiet_months)
        )
    if profile.euros:
        yield _("{euros} a week for adverts").format(euros=money(profile.euros))


def _ends(months: Sequence[int]) -> dict[str, str]:
    return {"first": month_words(months[0]), "last": month_words(months[-1])}


def _account(account: Account) -> str:
    name = NETWORKS[account.network].name
    if not account.followers:
        return name
    followers = ngettext("{n} follower", "{n} followers", account.followers).format(n=number(account.followers))
    return f"{name} ({followers})"


def _ages(bands: Sequence[str]) -> str:
    """Bands that follow each other as one."""
    known = [AGES.index(band) for band in bands if band in AGES]
    if len(known) < 2 or known != list(range(known[0], known[-1] + 1)):
        return and_list(_small(age_words(AGES[place])) for place in known)
    low, high = AGES[known[0]].partition("-")[0], AGES[known[-1]].rpartition("-")[2]
    if low == "0":
        return _("up to {high} years").format(high=high)
    return _("{low} to {high} years").format(low=low, high=high)


def _small(words: str) -> str:
    """A label within a sentence."""
    return words[:1].lower() + words[1:]
