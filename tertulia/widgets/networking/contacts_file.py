"""The contact map to take away: a table and a file, as links that hold them; nothing is sent anywhere."""

from __future__ import annotations

import base64
import json
from html import escape

from tertulia.calendar_files import csv_file
from tertulia.language import _, spoken
from tertulia.models.networking.contacts import ContactMap, Group, Need, Often, to_plain
from tertulia.models.networking.contacts_text import rows
from tertulia.widgets.networking.contacts_words import group_words, need_words, often_words


def table_file(known: ContactMap) -> bytes:
    """The map as a table for a spreadsheet; pasted into the exercise it gives the same map."""
    heads = [_("Name"), _("Group"), _("How often"), _("Knows about"), _("Knows")]
    words = (
        {group: group_words(group) for group in Group},
        {often: often_words(often) for often in Often},
        {need: need_words(need) for need in Need},
    )
    return csv_file(rows(known, *words), heads, separator=";" if spoken() == "es" else ",")


def plain_file(known: ContactMap) -> bytes:
    """The map as JSON."""
    return json.dumps(to_plain(known), ensure_ascii=False, indent=1).encode()


def file_links(known: ContactMap) -> str:
    """The section with both links; empty while there is nobody on the map."""
    if not known.people:
        return ""
    name = _("contacts")
    links = "".join(
        f'<a class="tt-btn tt-btn--line" download="{escape(file)}" '
        f'href="data:{kind};base64,{base64.b64encode(content).decode()}">{label}</a>'
        for label, file, kind, content in (
            (_("Table for a spreadsheet (.csv)"), f"{name}.csv", "text/csv", table_file(known)),
            (_("Everything in a file (.json)"), f"{name}.json", "application/json", plain_file(known)),
        )
    )
    note = _(
        "Open either file here again, under “Or a whole list”, and you have your map back. The files are made on "
        "this device."
    )
    return (
        f'<section class="tt-section"><h2>{_("Take it with you")}</h2><p class="tt-actions">{links}</p>'
        f'<p class="tt-note">{note}</p></section>'
    )
