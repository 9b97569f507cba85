"""What the learner touches: one exercise each, made of ipywidgets. A notebook calls one of these, nothing else.

Each brings in only what its own exercise needs, so that a page has less to fetch.
"""

from __future__ import annotations

from tertulia.widgets.exercise import Exercise

__all__ = ["community_simulator", "content_mix", "network_picker", "plan_review", "strategy_canvas"]


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


def plan_review(firm: str = "bakery") -> Exercise:
    """The whole plan, what is missing in it, and the files to take home."""
    from tertulia.widgets.review import PlanReview

    return PlanReview(firm)


def strategy_canvas(firm: str = "bakery") -> Exercise:
    """What you want, from whom, and how you will notice."""
    from tertulia.widgets.canvas import StrategyCanvas

    return StrategyCanvas(firm)
