"""What the learner touches: one exercise each, made of ipywidgets. A notebook calls one of these, nothing else.

Each brings in only what its own exercise needs, so that a page has less to fetch.
"""

from __future__ import annotations

from tertulia.widgets.exercise import Exercise

__all__ = [
    "adoption_explorer", "audience_explorer", "community_simulator", "content_mix", "conversation_audit",
    "network_picker", "strategy_canvas",
]  # fmt: skip


def adoption_explorer(firm: str = "bakery") -> Exercise:
    """Firms like mine against Spain and the European Union."""
    from tertulia.widgets.adoption import AdoptionExplorer

    return AdoptionExplorer(firm)


def audience_explorer(firm: str = "bakery") -> Exercise:
    """Who is on which network."""
    from tertulia.widgets.audience import AudienceExplorer

    return AudienceExplorer(firm)


def community_simulator(firm: str = "bakery") -> Exercise:
    """What your hours are likely to bring in a year."""
    from tertulia.widgets.simulator import CommunitySimulator

    return CommunitySimulator(firm)


def content_mix(firm: str = "bakery") -> Exercise:
    """A month of posts that fits your hours."""
    from tertulia.widgets.mix import ContentMix

    return ContentMix(firm)


def conversation_audit(firm: str = "bakery") -> Exercise:
    """Which of my last posts speak with somebody."""
    from tertulia.widgets.conversation import ConversationAudit

    return ConversationAudit(firm)


def network_picker(firm: str = "bakery") -> Exercise:
    """Which network first."""
    from tertulia.widgets.picker import NetworkPicker

    return NetworkPicker(firm)


def strategy_canvas(firm: str = "bakery") -> Exercise:
    """What you want, from whom, and how you will notice."""
    from tertulia.widgets.canvas import StrategyCanvas

    return StrategyCanvas(firm)
