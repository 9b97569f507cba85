"""Where a firm's customers are: the share of them who use each network, from the data, and its picture."""

from __future__ import annotations

from collections.abc import Sequence

from tertulia import facts
from tertulia.charts.bars import Bar, bars
from tertulia.charts.picture import NARROW, WIDE, Picture
from tertulia.language import _, and_list, day, percent
from tertulia.models.customer_groups import EVERY_AGE, SEXES, YOUNGEST
from tertulia.models.strategy.networks import NETWORKS, OWN_PAGE
from tertulia.models.strategy.picker_input import Audience, PickerInput, audience_figures, customer_shares
from tertulia.widgets.strategy.picker_abroad import HOME, use_against_spain

DATASET = "audience_by_group_spain"
"""The data behind "your customers are there"."""

LOOKING = "where_people_look"
"""The data behind the firm's own page: where people look before they buy."""

_YOUNGEST_ASKED = "12-17"
"""The youngest the survey asked: their figures stand for all under 18."""


def audience(countries: Sequence[str] = ()) -> Audience:
    """Share of each group of people who use each network, and who look by a search, from `data/`.

    countries: codes of those the customers come from; each counts alike. Spain's figures stand for one without figures.
    """
    shares: dict[str, dict[tuple[str, str], float]] = {}
    for row in facts.rows(DATASET):
        age = str(row["age"]).replace(_YOUNGEST_ASKED, YOUNGEST)
        shares.setdefault(str(row["network"]).lower(), {})[age, str(row["sex"])] = float(str(row["share"])) / 100
    for network, groups in shares.items():
        against = [use_against_spain(country).get(network, 1.0) for country in countries or (HOME,)]
        factor = sum(against) / len(against)
        shares[network] = {group: min(1.0, factor * share) for group, share in groups.items()}
    searching = next(
        float(str(row["value"])) / 100
        for row in facts.rows(LOOKING)
        if row["what"] == "main way to look for information" and row["where"] == "Google"
    )
    # Asked of people of 18 to 65 as a whole: no ages and no sexes were read.
    shares[OWN_PAGE.key] = {(age, sex): searching for age in EVERY_AGE for sex in SEXES}
    return shares


def weakest_grade() -> str:
    """The grade of the answer: that of its weakest link, and what we judge about the networks is D."""
    return max("D", *(facts.dataset(name).grade for name in (DATASET, LOOKING)))


def audience_picture(answers: PickerInput, figures: Audience, name: str) -> Picture:
    """Share of this firm's customers on each network, largest first; `name` makes ids unique on the page."""
    customers = customer_shares(answers)
    share = {
        network: float(audience_figures(groups, network) @ customers)
        for network, groups in figures.items()
        if network in NETWORKS
    }
    ordered = sorted(share, key=share.__getitem__, reverse=True)
    rows = [Bar(words=NETWORKS[network].name, share=share[network], quiet=share[network] < 0.5) for network in ordered]
    alternative = _("Share of your customers who use each network: {list}").format(
        list="; ".join(f"{row.words} {percent(row.share)}" for row in rows)
    )
    drawn = bars(rows, name, alternative, top=1.0)
    reached = [NETWORKS[network].name for network in ordered if share[network] >= 0.5]
    title = _("Half of your customers or more are on {list}").format(list=and_list(reached))
    dataset = facts.dataset(DATASET)
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
