"""The contact map to take away: a table and a file, as links that hold them; nothing is sent anywhere."""

from __future__ import annotations

import json

from tertulia.calendar_files import csv_file
from tertulia.html import Html
from tertulia.language import _, rules
from tertulia.models.networking.contacts import ContactGroup, ContactMap, Need, Often, to_plain
from tertulia.models.networking.contacts_text import rows
from tertulia.widgets.base.downloads import download, take_away
from tertulia.widgets.networking.contacts_words import group_words, need_words, often_words


def table_file(contacts: ContactMap) -> bytes:
    """The map as a table for a spreadsheet; pasted into the exercise it gives the same map."""
    heads = [_("Name"), _("Group"), _("How often"), _("Knows about"), _("Knows")]
    words = (
        {group: group_words(group) for group in ContactGroup},
        {often: often_words(often) for often in Often},
        {need: need_words(need) for need in Need},
    )
    return csv_file(rows(contacts, *words), heads, separator=rules().separator)


def plain_file(contacts: ContactMap) -> bytes:
    """The map as JSON."""
    return json.dumps(to_plain(contacts), ensure_ascii=False, indent=1).encode()


def file_links(contacts: ContactMap) -> Html:
    """The section with both links; empty while there is nobody on the map."""
    if not contacts.people:
        return Html("")
    name = _("contacts")
    links = (
        download(_("Table for a spreadsheet (.csv)"), f"{name}.csv", "text/csv", table_file(contacts)),
        download(_("Everything in a file (.json)"), f"{name}.json", "application/json", plain_file(contacts)),
    )
    explanation = _(
        "Open either file here again, under “Or a whole list”, and you have your map back. The files are made on "
        "this device."
    )
    return take_away(links, explanation)
