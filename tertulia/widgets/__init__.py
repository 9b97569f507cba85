"""What the learner touches: one exercise each, made of ipywidgets. A notebook calls one of these, nothing else.

Each brings in only what its own exercise needs, so that a page has less to fetch.
"""

from __future__ import annotations

from tertulia.widgets.exercise import Exercise

__all__ = [
    "ambassador_programme", "community_simulator", "content_mix", "network_picker", "rumour_run", "strategy_canvas",
    "workplace_network",
]  # fmt: skip


def ambassador_programme(firm: str = "workshop") -> Exercise:
    """Employees who share: who may see it, what it costs, and the rules."""
    from tertulia.widgets.ambassadors import AmbassadorProgramme

    return AmbassadorProgramme(firm)


def community_simulator(firm: str = "bakery") -> Exercise:
    """What your hours are likely to bring in a year."""
    from tertulia.widgets.simulator import CommunitySimulator

    return CommunitySimulator(firm)


def content_mix(firm: str = "bakery") -> Exercise:
    """A month of posts that fits your hours."""
    from tertulia.widgets.mix import ContentMix

    return ContentMix(firm)


def network_picker(firm: str = "bakery") -> Exercise:
    """Which network first."""
    from tertulia.widgets.picker import NetworkPicker

    return NetworkPicker(firm)


def rumour_run(firm: str = "workshop") -> Exercise:
    """Who is first: the rumour or the official word."""
    from tertulia.widgets.rumour import RumourRun

    return RumourRun(firm)


def strategy_canvas(firm: str = "bakery") -> Exercise:
    """What you want, from whom, and how you will notice."""
    from tertulia.widgets.canvas import StrategyCanvas

    return StrategyCanvas(firm)


def workplace_network(firm: str = "workshop") -> Exercise:
    """How the firm is drawn, and how it talks."""
    from tertulia.widgets.workplace import WorkplaceNetwork

    return WorkplaceNetwork(firm)
