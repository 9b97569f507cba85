"""The staff of the three firms: invented, as the firms are."""

from __future__ import annotations

from collections.abc import Mapping


def _marked(text: str) -> str:
    """Mark a text for the catalogue; it is translated when shown."""
    return text


N_ = _marked

_OFFICE, _DRAWING, _WORKSHOP = N_("Office"), N_("Drawing office"), N_("Workshop")
_OVEN, _COUNTER, _HOUSE, _KITCHEN = N_("Oven"), N_("Counter"), N_("House"), N_("Kitchen")

PEOPLE: Mapping[str, tuple[tuple[str, str, str, str], ...]] = {
    "bakery": (
        ("Marisol", _OVEN, "", "Rafa, Pilar"),
        ("Rafa", _OVEN, "Marisol", "Marisol, Youssef"),
        ("Youssef", _OVEN, "Rafa", "Rafa"),
        ("Carmen", _COUNTER, "Marisol", "Marisol, Pilar"),
        ("Pilar", _COUNTER, "Carmen", "Carmen"),
        ("Lucía", _COUNTER, "Carmen", "Carmen"),
    ),
    "workshop": (
        ("Íñigo", _OFFICE, "", "Maite, Ana, Txema"),
        ("Maite", _OFFICE, "Íñigo", "Lourdes, Nerea, Sara"),
        ("Lourdes", _OFFICE, "Íñigo", "Maite"),
        ("Ana", _DRAWING, "Íñigo", "Íñigo, Jon, Sara"),
        ("Jon", _DRAWING, "Ana", "Ana, Sara"),
        ("Sara", _DRAWING, "Ana", "Jon, Maite"),
        ("Txema", _WORKSHOP, "Íñigo", "Íñigo, Luis"),
        ("Nerea", _WORKSHOP, "Txema", "Maite, Mikel, Karim"),
        ("Luis", _WORKSHOP, "Txema", "Txema, Mikel"),
        ("Mikel", _WORKSHOP, "Txema", "Luis, Nerea, Paco"),
        ("Karim", _WORKSHOP, "Txema", "Nerea, Vasile"),
        ("Paco", _WORKSHOP, "Txema", "Mikel"),
        ("Vasile", _WORKSHOP, "Txema", "Karim"),
        ("Ibai", _WORKSHOP, "Txema", ""),
    ),
    "guesthouse": (
        ("Nuria", _HOUSE, "", "Teresa, Dani"),
        ("Teresa", _KITCHEN, "Nuria", "Nuria"),
        ("Dani", _HOUSE, "Nuria", "Nuria"),
    ),
}
"""By the firm's key: name, department, boss, talks with; a person a line."""

SIZES: Mapping[str, tuple[tuple[str, int], ...]] = {
    "bakery": ((_OVEN, 3), (_COUNTER, 3)),
    "workshop": ((_OFFICE, 3), (_DRAWING, 3), (_WORKSHOP, 8)),
    "guesthouse": ((_HOUSE, 2), (_KITCHEN, 1)),
}
"""By the firm's key: the departments and how many work there."""
