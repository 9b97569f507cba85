"""The figures of the chapters, each drawn from `data/`; a page asks for one by its name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tertulia import facts
from tertulia.charts.bars import Bar, bars
from tertulia.charts.picture import NARROW, WIDE, Picture
from tertulia.language import _, day, number, percent
from tertulia.managers import managers
from tertulia.models.workplace_measures import asked

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
        Bar(said, share[name, 2019], share[name, 2013], quiet=place > 1)
        for place, (name, said) in enumerate(words.items())
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


def advice() -> Picture:
    """Whom the managers of a firm went to for advice, 1987."""
    went = asked(managers("advice"))
    counts = (
        (_("A colleague in another department"), went.across),
        (_("A colleague of the same department"), went.department),
        (_("Their own boss"), went.boss),
        (_("Somebody they lead"), went.led),
    )
    rows = [
        Bar(words, n / went.total, quiet=words != counts[2][0], note=f"({number(n)})") for words, n in counts
    ]
    alternative = _("Whom 21 managers asked for advice, {total} answers in all: {list}").format(
        total=number(went.total), list="; ".join(f"{row.words} {percent(row.share)} {row.note}" for row in rows)
    )
    drawn = bars(rows, "advice", alternative)
    return Picture(
        title=_("Of {total} ways to advice, {boss} lead to the boss").format(
            total=number(went.total), boss=number(went.boss)
        ),
        alternative=alternative,
        wide=drawn[WIDE],
        narrow=drawn[NARROW],
        caption=_(
            "Whom the 21 managers of one firm in the United States went to for advice; each could name as many as they "
            "wished, and has only one boss."
        ),
        source=_(
            "Source: Krackhardt 1987; read in a copy, not at the source. To be reviewed by {review}."
        ).format(review=day(facts.dataset("managers_ties").review_by)),
    )


FIGURES: dict[str, Callable[[], Picture]] = {"advice": advice, "purposes": purposes}
"""Every figure a chapter can ask for."""
