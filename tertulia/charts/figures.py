"""The figures of the chapters, each drawn from `data/`; a page asks for one by its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from tertulia import facts
from tertulia.charts.bars import Bar, bars
from tertulia.charts.picture import NARROW, WIDE, Picture
from tertulia.language import _, day, number, percent
from tertulia.managers import managers
from tertulia.models.inside.workplace_measures import advice_ties

PURPOSES_PUBLISHED = date(2020, 11, 26)
"""Day of the Eurostat notebook whose chart the figures were read from."""


def purposes() -> Picture:
    """What firms in the EU use social media for, 2019 and 2013."""
    words = {
        "purpose_develop_image_or_market_products": _("Show the firm and its products"),
        "purpose_obtain_or_respond_customer_opinions": _("Hear customers and answer them"),
        "purpose_recruit_employees": _("Find new staff"),
        "purpose_involve_customers_in_innovation": _("Let customers help to improve products"),
        "purpose_collaborate_with_partners": _("Work with partners"),
    }
    share = {
        (row["indicator"], row["year"]): float(str(row["value"])) / 100
        for row in facts.rows("firms_social_media_eu")
        if row["place"] == "EU28" and row["size_class"] == "10+" and row["activity_code"] == "C10-S951 excl K"
    }
    rows = [
        Bar(words=purpose, share=share[name, 2019], earlier=share[name, 2013], quiet=place > 1)
        for place, (name, purpose) in enumerate(words.items())
    ]
    seen, heard = rows[0].share, rows[1].share
    alternative = _("What firms use social media for, 2019 and in brackets 2013: {list}").format(
        list="; ".join(f"{row.words} {percent(row.share)} ({percent(row.earlier or 0)})" for row in rows)
    )
    drawn = bars(rows, "purposes", alternative)
    dataset = facts.dataset("firms_social_media_eu")
    return Picture(
        title=_("{seen} of firms use social media to be seen, {heard} to hear their customers").format(
            seen=percent(seen), heard=percent(heard)
        ),
        alternative=alternative,
        wide=drawn[WIDE],
        narrow=drawn[NARROW],
        caption=_(
            "Share of all firms with ten or more staff, EU-28: bars 2019, black marks 2013. Smaller firms were not "
            "asked."
        ),
        source=_(
            "Source: Eurostat, isoc_cismp; read from a chart published on {published}. To be reviewed by {review}."
        ).format(published=day(PURPOSES_PUBLISHED), review=day(dataset.review_by)),
    )


def websites() -> Picture:
    """Firms in Spain with a website, by size: 2014 and, marked, 2009; the latest year only for the larger ones."""
    share = {
        (row["firms"], row["year"]): float(str(row["value"])) / 100
        for row in facts.rows("firms_online_spain")
        if row["indicator"] == "has website" and row["base"] == "enterprises with internet"
    }
    small, large = "0-9 employees", "10+ employees"
    rows = [
        Bar(words=_("Fewer than ten staff, 2014"), share=share[small, 2014], earlier=share[small, 2009]),
        Bar(words=_("Ten or more staff, 2014"), share=share[large, 2014], earlier=share[large, 2009]),
        Bar(words=_("Ten or more staff, 2024"), share=share[large, 2024], quiet=True),
    ]
    alternative = _("Firms with a website, of those with internet, and in brackets 2009: {list}").format(
        list="; ".join(
            f"{row.words}: {percent(row.share, 1)}" + (f" ({percent(row.earlier, 1)})" if row.earlier else "")
            for row in rows
        )
    )
    drawn = bars(rows, "websites", alternative, top=1.0)
    dataset = facts.dataset("firms_online_spain")
    return Picture(
        title=_("Of the smallest firms, {small} had a website in 2014; of the others, {large}").format(
            small=percent(share[small, 2014]), large=percent(share[large, 2014])
        ),
        alternative=alternative,
        wide=drawn[WIDE],
        narrow=drawn[NARROW],
        caption=_(
            "Share of the firms with internet in Spain; black marks 2009. For the smallest firms we found no newer "
            "figure."
        ),
        source=_(
            "Source: INE, survey of the use of ICT in firms; 2009 and 2014 read in the press, not at the source. To be "
            "reviewed by {review}."
        ).format(review=day(dataset.review_by)),
    )


def small_and_large() -> Picture:
    """What small firms on social media use it for, beside large ones, EU 2019."""
    words = {
        "purpose_develop_image_or_market_products": _("Show the firm and its products"),
        "purpose_obtain_or_respond_customer_opinions": _("Hear customers and answer them"),
        "purpose_recruit_employees": _("Find new staff"),
        "purpose_involve_customers_in_innovation": _("Let customers help to improve products"),
        "purpose_collaborate_with_partners": _("Work with partners"),
    }
    share = {
        (row["indicator"], row["size_class"]): float(str(row["value"])) / 100
        for row in facts.rows("firms_social_media_eu")
        if row["place"] == "EU28"
        and row["year"] == 2019
        and row["unit"] == "% of enterprises using social media"
        and row["activity_code"] == "C10-S951 excl K"
    }
    people = ("purpose_recruit_employees", "purpose_collaborate_with_partners")
    rows = [
        Bar(words=purpose, share=share[name, "10-49"], earlier=share[name, "250+"], quiet=name not in people)
        for name, purpose in words.items()
    ]
    seen, staff = rows[0], rows[2]
    alternative = _(
        "What firms on social media use it for in 2019: firms with 10 to 49 staff, and in brackets with 250 or more: "
        "{list}"
    ).format(list="; ".join(f"{row.words} {percent(row.share)} ({percent(row.earlier or 0)})" for row in rows))
    drawn = bars(rows, "small-and-large", alternative)
    dataset = facts.dataset("firms_social_media_eu")
    return Picture(
        title=_(
            "Small firms show themselves as much as large ones, {seen} and {large}; they look for people less, {found} "
            "against {many}"
        ).format(
            seen=percent(seen.share),
            large=percent(seen.earlier or 0),
            found=percent(staff.share),
            many=percent(staff.earlier or 0),
        ),
        alternative=alternative,
        wide=drawn[WIDE],
        narrow=drawn[NARROW],
        caption=_(
            "Share of the firms that use social media, EU-28, 2019: bars 10 to 49 staff, black marks 250 or more. "
            "Firms with fewer than ten were not asked."
        ),
        source=_(
            "Source: Eurostat, isoc_cismp; read from a chart published on {published}. To be reviewed by {review}."
        ).format(published=day(PURPOSES_PUBLISHED), review=day(dataset.review_by)),
    )


def listening() -> Picture:
    """Firms that use social media to hear customers or answer them, by branch, EU 2019."""
    branches = {
        "I55": _("Hotels and other lodging"),
        "G47": _("Shops"),
        "C10-33": _("Manufacturing"),
        "F": _("Construction"),
    }
    share = {
        row["activity_code"]: float(str(row["value"])) / 100
        for row in facts.rows("firms_social_media_eu")
        if row["indicator"] == "purpose_obtain_or_respond_customer_opinions"
        and row["year"] == 2019
        and row["unit"] == "% of enterprises using social media"
        and row["size_class"] == "10+"
    }
    rows = [
        Bar(words=branch, share=share[code], quiet=place > 0) for place, (code, branch) in enumerate(branches.items())
    ]
    alternative = _("Firms that use social media to hear customers or answer them, 2019: {list}").format(
        list="; ".join(f"{row.words} {percent(row.share)}" for row in rows)
    )
    drawn = bars(rows, "listening", alternative, top=1.0)
    dataset = facts.dataset("firms_social_media_eu")
    return Picture(
        title=_("{lodging} of hotels listen there, {builders} of builders").format(
            lodging=percent(share["I55"]), builders=percent(share["F"])
        ),
        alternative=alternative,
        wide=drawn[WIDE],
        narrow=drawn[NARROW],
        caption=_(
            "Share of the firms that use social media, with ten or more staff, EU-28, 2019: they use it to hear "
            "customers’ opinions or to answer them."
        ),
        source=_(
            "Source: Eurostat, isoc_cismp; read from a chart published on {published}. To be reviewed by {review}."
        ).format(published=day(PURPOSES_PUBLISHED), review=day(dataset.review_by)),
    )


def websites_2009(name: str = "websites-2009") -> Picture:
    """Firms in Spain on the internet and with a web page, January 2009; shares of all firms, two of them products.

    name: unique on the page.
    """
    held = {
        (row["firms"], row["indicator"]): float(str(row["value"])) / 100
        for row in facts.rows("firms_online_spain")
        if row["period"] == "Jan 2009"
    }
    small, larger = (
        (
            held[firms, "has an internet connection"],
            held[firms, "has an internet connection"] * held[firms, "has website"],
            held[firms, "has website"],
        )
        for firms in ("0-9 employees", "10+ employees")
    )
    rows = [
        Bar(words=_("Fewer than ten people: on the internet"), share=small[0], quiet=True),
        Bar(words=_("Fewer than ten people: with a web page"), share=small[1]),
        Bar(words=_("Ten or more: on the internet"), share=larger[0], quiet=True),
        Bar(words=_("Ten or more: with a web page"), share=larger[1]),
    ]
    rows = [replace(row, value_text=percent(row.share, 1)) for row in rows]
    alternative = _("Share of all firms in Spain, January 2009: {list}").format(
        list="; ".join(f"{row.words} {row.value_text}" for row in rows)
    )
    drawn = bars(rows, name, alternative, top=1.0)
    return Picture(
        title=_("In January 2009 {share} of the smallest firms in Spain had a web page").format(
            share=percent(small[1], 1)
        ),
        alternative=alternative,
        wide=drawn[WIDE],
        narrow=drawn[NARROW],
        caption=_(
            "Share of all firms. The survey gives web pages as a share of firms with internet, {small} and {larger}; "
            "we multiplied. The article says that 12.2 % of Spanish firms had a page and names AECEM, an association; "
            "we could not find that figure. It may be the one above, for the smallest firms only."
        ).format(small=percent(small[2], 1), larger=percent(larger[2], 1)),
        source=_(
            "Source: INE, survey of January 2009, read in articles that quote it; grade B. To be reviewed by {review}."
        ).format(review=day(facts.dataset("firms_online_spain").review_by)),
    )


def advice() -> Picture:
    """Whom the managers of a firm went to for advice, 1987."""
    went = advice_ties(managers("advice"))
    counts = (
        (_("A colleague in another department"), went.across),
        (_("A colleague of the same department"), went.department),
        (_("Their own boss"), went.boss),
        (_("Somebody they lead"), went.led),
    )
    rows = [
        Bar(words=words, share=n / went.total, quiet=words != counts[2][0], note=f"({number(n)})")
        for words, n in counts
    ]
    alternative = _("Whom 21 managers asked for advice, {total} answers in all: {list}").format(
        total=number(went.total), list="; ".join(f"{row.words} {percent(row.share)} {row.note}" for row in rows)
    )
    drawn = bars(rows, "advice", alternative)
    return Picture(
        title=_("Asked for advice {total} times, the boss {boss}").format(
            total=number(went.total), boss=number(went.boss)
        ),
        alternative=alternative,
        wide=drawn[WIDE],
        narrow=drawn[NARROW],
        caption=_(
            "Whom the 21 managers of one firm in the United States went to for advice; each could name as many as they "
            "wished, and has only one boss."
        ),
        source=_("Source: Krackhardt 1987; read in a copy, not at the source. To be reviewed by {review}.").format(
            review=day(facts.dataset("managers_ties").review_by)
        ),
    )


FIGURES: dict[str, Callable[[], Picture]] = {
    "purposes": purposes,
    "websites": websites,
    "small_and_large": small_and_large,
    "listening": listening,
    "websites_2009": websites_2009,
    "advice": advice,
}
"""Every figure a chapter can ask for."""
