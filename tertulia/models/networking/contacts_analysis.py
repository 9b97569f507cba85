"""Everything a contact map tells at once: its measures, what to do with it, who could help with what is looked for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tertulia.models.networking.contacts import ContactMap
from tertulia.models.networking.contacts_advice import (
    Bridge,
    SuggestedIntroduction,
    WhoHelps,
    bridges,
    introductions,
    who_helps,
)
from tertulia.models.networking.contacts_network import MapMeasures, measure


@dataclass(frozen=True, kw_only=True)
class MapAnalysis:
    """What there is to say about a map, of plain values.

    Attributes
    ----------
    contacts
        The map.
    wanted
        What is looked for, a key of `Need` or the learner's own words.
    measures
        The map in numbers.
    bridges
        Who alone opens a door.
    introductions
        Who should meet.
    help
        Who could help with what is looked for.
    """

    contacts: ContactMap
    wanted: str
    measures: MapMeasures
    bridges: tuple[Bridge, ...]
    introductions: tuple[SuggestedIntroduction, ...]
    help: WhoHelps

    def looking_for(self, wanted: str) -> MapAnalysis:
        """Look for something else on the same map; nothing but `wanted` and `help` changes."""
        return replace(self, wanted=wanted, help=who_helps(self.contacts, self.measures, wanted))


def analyse(contacts: ContactMap, wanted: str) -> MapAnalysis:
    """Tell everything about a map.

    Parameters
    ----------
    contacts
        The map.
    wanted
        What is looked for, a key of `Need` or the learner's own words.
    """
    measures = measure(contacts)
    return MapAnalysis(
        contacts=contacts,
        wanted=wanted,
        measures=measures,
        bridges=bridges(contacts, measures),
        introductions=introductions(contacts, measures),
        help=who_helps(contacts, measures, wanted),
    )
