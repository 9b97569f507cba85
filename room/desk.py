"""The teacher's pages: the desk, what is projected to the room, and what a browser is told when there is no page."""

from __future__ import annotations

import io
import json
from html import escape

import segno

from room.words import Words

PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="stylesheet" href="/room/room.css">{script}
</head><body{kind}><main>
{inside}
</main></body></html>
"""

IN_SCRIPT = ("handed_in", "nobody", "sheet", "delete", "delete_sheet", "ask_one", "ask_all", "yes", "no", "deleted")
"""The words that the desk's script says; `lost` besides."""


def code(address: str) -> bytes:
    """The QR code of an address, black on white with its quiet border, as an SVG that takes the size it is given."""
    buffer = io.BytesIO()
    segno.make(address, micro=False, error="m").save(
        buffer, kind="svg", xmldecl=False, border=4, omitsize=True, dark="#000", light="#fff"
    )
    return buffer.getvalue()


def terminal_code(address: str, *, coloured: bool) -> str:
    """The QR code of an address for a terminal. coloured: light on dark, whatever the terminal's own colours are."""
    buffer = io.StringIO()
    segno.make(address, micro=False, error="l").terminal(buffer, compact=True)
    lines = buffer.getvalue().rstrip("\n").split("\n")
    return "\n".join(f"\x1b[97;40m{line}\x1b[0m" if coloured else line for line in lines)


def desk(words: Words, *, addresses: list[str], kept: str, teachers: bool, pictures: dict[str, str]) -> bytes:
    """The teacher's desk.

    addresses: what learners may type, the likeliest first; kept: the folder of the sheets, "" for memory alone;
    teachers: whether the pages with notes are there; pictures: the page of the group's picture, by language.
    """
    picture = pictures.get(words.language) or next(iter(pictures.values()), "")
    ways = [
        ("/room/show", words("project")),
        *([("/teachers/", words("teachers"))] if teachers else []),
        *([(picture, words("picture"))] if picture else []),
        ("/", words("course")),
    ]
    links = "".join(
        f'<li><a class="button" href="{escape(to)}" target="_blank" rel="noopener">{escape(said)}</a></li>'
        for to, said in ways
    )
    where = words("kept_here", folder=kept) if kept else words("kept_memory")
    told = {name: words(name) for name in (*IN_SCRIPT, "lost")}
    inside = f"""<h1>{escape(words("desk"))}</h1>
<div class="two"><section>{_way_in(words, addresses)}</section>
<section><ul class="ways">{links}</ul></section></div>
<section aria-labelledby="sheets"><h2 id="sheets">{escape(words("sheets"))}</h2>
<p class="count" data-count></p>
<ol class="sheets" data-sheets></ol>
<p class="actions"><a class="button" href="/room/sheets.zip" download>{escape(words("download"))}</a>
<button type="button" data-all>{escape(words("delete_all"))}</button></p>
<p role="status" data-said></p>
<p class="note">{escape(where)} {escape(words("by_hand"))}</p></section>
<dialog data-ask aria-labelledby="question"><p id="question"></p>
<p class="actions"><button type="button" value="no" autofocus>{escape(words("no"))}</button>
<button type="button" value="yes">{escape(words("yes"))}</button></p></dialog>
<script type="application/json" data-words>{_as_data(told)}</script>"""
    return _page(words, words("desk"), inside, "desk.js")


def show(words: Words, *, addresses: list[str]) -> bytes:
    """What is projected: a large code, a large address, how many have handed in."""
    told = {name: words(name) for name in ("handed_in", "lost")}
    counted = '<p class="count" data-count></p><p role="status" data-said></p>'
    if addresses:
        shown = f"""<div class="code"><img src="/room/code.svg" alt="">
<div><h1>{escape(words("scan"))}</h1><p>{escape(words("same_wifi"))}</p>{counted}</div></div>
<p class="type">{escape(words("or_type"))} <b class="address">{escape(addresses[0].rstrip("/"))}</b></p>"""
    else:
        shown = f"<h1>{escape(words('no_network'))}</h1>{counted}"
    inside = f"""{shown}
<p class="back"><a href="/room/desk">{escape(words("back"))}</a></p>
<script type="application/json" data-words>{_as_data(told)}</script>"""
    return _page(words, words("scan"), inside, "desk.js", ' class="show"')


def problem(words: Words, text: str, *, to_first: bool = True) -> bytes:
    """A page that says that there is nothing here."""
    link = f'<p><a href="/">{escape(words("to_first"))}</a></p>' if to_first else ""
    return _page(words, text, f"<h1>{escape(text)}</h1>{link}")


def _way_in(words: Words, addresses: list[str]) -> str:
    if not addresses:
        return f'<p class="alone">{escape(words("no_network"))}</p>'
    first, *others = addresses
    more = "".join(f'<p class="note">{escape(words("also"))} <b>{escape(each)}</b></p>' for each in others)
    return (
        f'<figure class="way"><img src="/room/code.svg" alt="{escape(first)}">'
        f'<figcaption><span class="scan">{escape(words("scan"))}</span><span>{escape(words("or_type"))}</span>'
        f'<b class="address">{escape(first)}</b><span class="note">{escape(words("same_wifi"))}</span></figcaption>'
        f"</figure>{more}"
    )


def _page(words: Words, title: str, inside: str, script: str = "", kind: str = "") -> bytes:
    tag = f'\n<script src="/room/{script}" defer></script>' if script else ""
    return PAGE.format(
        language=escape(words.language), title=escape(title), inside=inside, script=tag, kind=kind
    ).encode()


def _as_data(told: dict[str, str]) -> str:
    return json.dumps(told, ensure_ascii=False).replace("</", "<\\/")
