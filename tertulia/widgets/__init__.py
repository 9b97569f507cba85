"""What the learner touches: one exercise each, made of ipywidgets. A notebook calls one of these, nothing else.

Each brings in only what its own exercise needs, so that a page has less to fetch.
"""

from __future__ import annotations

from typing import Any

from tertulia.widgets.base.exercise import Exercise

__all__ = [
    "adoption_explorer",
    "ambassador_programme",
    "ask_for_help",
    "audience_explorer",
    "community_simulator",
    "contact_map",
    "content_mix",
    "conversation_audit",
    "foundations_check",
    "group_picture",
    "inbox_drill",
    "listening_setup",
    "manager_brief",
    "monthly_report",
    "network_picker",
    "plan_review",
    "results_dashboard",
    "rumour_run",
    "strategy_canvas",
    "walk_in_check",
    "workplace_network",
    "your_firm",
]


def community_simulator(firm: str = "bakery") -> Exercise[Any]:
    """What your hours are likely to bring in a year."""
    from tertulia.widgets.strategy.simulator import CommunitySimulator

    return CommunitySimulator(firm)


def content_mix(firm: str = "bakery") -> Exercise[Any]:
    """A month of posts that fits your hours."""
    from tertulia.widgets.strategy.mix import ContentMix

    return ContentMix(firm)


def foundations_check(firm: str = "guesthouse") -> Exercise[Any]:
    """What comes before a first network."""
    from tertulia.widgets.start.foundations import FoundationsCheck

    return FoundationsCheck(firm)


def walk_in_check(firm: str = "guesthouse") -> Exercise[Any]:
    """What a customer finds who looks for the firm."""
    from tertulia.widgets.start.walk_in import WalkInCheck

    return WalkInCheck(firm)


def network_picker(firm: str = "bakery") -> Exercise[Any]:
    """Which network first."""
    from tertulia.widgets.strategy.picker import NetworkPicker

    return NetworkPicker(firm)


def strategy_canvas(firm: str = "bakery") -> Exercise[Any]:
    """What you want, from whom, and how you will notice."""
    from tertulia.widgets.strategy.canvas import StrategyCanvas

    return StrategyCanvas(firm)


def contact_map(firm: str = "workshop") -> Exercise[Any]:
    """Whom you know, who of them knows whom, and who could help."""
    from tertulia.widgets.networking.contacts import ContactMapExercise

    return ContactMapExercise(firm)


def ask_for_help(firm: str = "workshop") -> Exercise[Any]:
    """A message to one person, checked for what makes such messages answered."""
    from tertulia.widgets.networking.asking import AskForHelp

    return AskForHelp(firm)


def inbox_drill(firm: str = "bakery") -> Exercise[Any]:
    """Six messages, a few minutes: what first, by which way, in which tone."""
    from tertulia.widgets.manager.inbox import InboxDrill

    return InboxDrill(firm)


def listening_setup(firm: str = "bakery") -> Exercise[Any]:
    """Searches, sources and feeds that tell you what is said about you."""
    from tertulia.widgets.manager.listening import ListeningSetup

    return ListeningSetup(firm)


def manager_brief(firm: str = "bakery") -> Exercise[Any]:
    """Hire, train or outsource: hours, cost and a brief to take away."""
    from tertulia.widgets.manager.brief import ManagerBrief

    return ManagerBrief(firm)


def monthly_report(firm: str = "bakery") -> Exercise[Any]:
    """A month on one page."""
    from tertulia.widgets.manager.report import MonthlyReport

    return MonthlyReport(firm)


def results_dashboard(firm: str = "bakery") -> Exercise[Any]:
    """What your posts did, and what your hours brought."""
    from tertulia.widgets.manager.results import ResultsDashboard

    return ResultsDashboard(firm)


def plan_review(firm: str = "bakery") -> Exercise[Any]:
    """The whole plan, what is missing in it, and the files to take home."""
    from tertulia.widgets.plan.review import PlanReview

    return PlanReview(firm)


def group_picture(firm: str = "bakery") -> Exercise[Any]:
    """The plans of a whole group, read at once: for who teaches."""
    from tertulia.widgets.plan.group_picture import GroupExercise

    return GroupExercise(firm)


def adoption_explorer(firm: str = "bakery") -> Exercise[Any]:
    """Firms like mine against Spain and the European Union."""
    from tertulia.widgets.web2.adoption import AdoptionExplorer

    return AdoptionExplorer(firm)


def audience_explorer(firm: str = "bakery") -> Exercise[Any]:
    """Who is on which network."""
    from tertulia.widgets.web2.audience import AudienceExplorer

    return AudienceExplorer(firm)


def conversation_audit(firm: str = "bakery") -> Exercise[Any]:
    """Which of my last posts speak with somebody."""
    from tertulia.widgets.web2.conversation import ConversationAudit

    return ConversationAudit(firm)


def ambassador_programme(firm: str = "workshop") -> Exercise[Any]:
    """Employees who share: who may see it, what it costs, and the rules."""
    from tertulia.widgets.inside.ambassadors import AmbassadorProgramme

    return AmbassadorProgramme(firm)


def rumour_run(firm: str = "workshop") -> Exercise[Any]:
    """Who is first: the rumour or the official word."""
    from tertulia.widgets.inside.rumour import RumourRun

    return RumourRun(firm)


def workplace_network(firm: str = "workshop") -> Exercise[Any]:
    """How the firm is drawn, and how it talks."""
    from tertulia.widgets.inside.workplace import WorkplaceNetwork

    return WorkplaceNetwork(firm)


def your_firm(firm: str = "mine") -> Exercise[Any]:
    """What every exercise will know of your firm."""
    from tertulia.widgets.start.your_firm import YourFirm

    return YourFirm(firm)
