"""Where a firm's customers are: the share of them who use each network, from the data, and its picture."""

from __future__ import annotations

from tertulia import facts
from tertulia.charts.bars import Bar, bars
from tertulia.charts.picture import NARROW, WIDE, Picture
from tertulia.language import _, and_list, day, percent
from tertulia.models.strategy.networks import NETWORKS
from tertulia.models.strategy.picker_input import Audience, PickerInput, audience_figures, customer_shares

DATASET = "audience_by_group_spain"
"""The data behind "your customers are there"."""


def audience() -> Audience:
    """Share of each group of people in Spain who use each network, from `data/`."""
    shares: dict[str, dict[tuple[str, str], float]] = {}
    for row in facts.rows(DATASET):
        group = (str(row["age"]), str(row["sex"]))
        shares.setdefault(str(row["network"]).lower(), {})[group] = float(str(row["share"])) / 100
    return shares


def audience_picture(answers: PickerInput, figures: Audience, name: str) -> Picture:
    """Share of this firm's customers on each network, largest first; `name` makes ids unique on the page."""
    customers = customer_shares(answers)
    share = {network: float(audience_figures(groups, network) @ customers) for network, groups in figures.items()}
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
