"""The contacts of the invented firms. All the people are invented."""

from __future__ import annotations

from collections.abc import Mapping

from tertulia.models.networking.contacts import ContactMap
from tertulia.models.networking.contacts_text import read

WANTED: Mapping[str, str] = {"workshop": "partner", "bakery": "staff", "guesthouse": "photo", "mine": "customers"}
"""What each firm looks for when the exercise opens, a key of `Need`."""

_LISTS = {
    "workshop": """
        Ander; customers; weekly; new customers; Maialen
        Maialen; customers; weekly; ; Rosa
        Rosa; customers; monthly; selling abroad
        Gorka; customers; monthly
        Joseba; customers; yearly; new customers
        Koldo; suppliers; weekly; materials; Naiara, Gorka
        Naiara; suppliers; monthly; transport
        Lander; suppliers; yearly; computers
        Fermín; firms; weekly; premises; Aitor, Koldo
        Aitor; firms; monthly; insurance
        Elena; firms; rarely; a firm to share work with; Begoña
        Ainhoa; advisers; monthly; accounts and taxes
        Íñaki; advisers; yearly; money and loans; Ainhoa
        Javier; public; rarely; training, new staff
        Begoña; neighbours; monthly; trade associations; Markel
        Amaia; family; weekly; ; Markel
        Markel; family; weekly; photos and video
        Iker; family; monthly; websites; Amaia
    """,
    "bakery": """
        Teresa; customers; weekly
        Don Julián; customers; weekly; ; Teresa
        Celia; customers; weekly; new customers; Teresa
        Paco; firms; weekly; ; Lola
        Lola; firms; monthly; trade associations
        Harinas Rubén; suppliers; weekly; materials
        Manolo; suppliers; monthly; ; Harinas Rubén
        Silvia; advisers; monthly; accounts and taxes
        Concha; public; yearly; training, new staff
        Toni; neighbours; monthly; the town hall; Celia, Paco
        Paula; family; weekly; ; Teresa
        Hugo; family; monthly; photos and video; Paula
    """,
    "guesthouse": """
        Anne; customers; rarely; selling abroad
        Familia Soto; customers; yearly; new customers
        Ramón; suppliers; weekly; materials; Queso Valle
        Queso Valle; suppliers; monthly; ; Bodega Sol
        Bodega Sol; firms; monthly; new customers
        Marc; firms; yearly; photos and video; Bodega Sol
        Elvira; firms; weekly; new staff; Ramón
        Gestoría Paz; advisers; monthly; accounts and taxes
        Óscar; public; monthly; grants, the town hall
        Lucía; press; rarely; the press; Óscar
        Abuela Rosa; family; weekly; ; Ramón, Elvira
        Damián; family; weekly; websites, computers
    """,
    "mine": "",
}


def contacts_of(firm: str) -> ContactMap:
    """The map of this firm; an empty one for the learner's own."""
    reading = read(_LISTS[firm])
    if reading.problems:
        raise ValueError(f"the list of {firm} cannot be read: {reading.problems}")
    return reading.contacts
