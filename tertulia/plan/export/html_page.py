"""The plan as a page of its own to print or to save as PDF: no script, nothing fetched, a style for paper."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import date
from html import escape

from tertulia.edition import edition
from tertulia.language import _, spoken
from tertulia.plan.export import clean
from tertulia.plan.export.document_blocks import Block, Drawing, Heading, List, Paragraph, Table
from tertulia.plan.export.outline import outline
from tertulia.plan.schema import Plan

STYLE = """
:root { color-scheme: light; }
body { font: 1rem/1.5 Calibri, Carlito, "Source Sans 3", "Segoe UI", sans-serif; color: #2b2622; background: #fff;
       max-width: 46rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0; }
h2 { font-size: 1.3rem; color: #9a3b1e; margin: 2rem 0 .5rem; }
h3 { font-size: 1.1rem; margin: 1.4rem 0 .4rem; }
p { margin: 0 0 .6rem; }
.under { color: #6b625a; margin-bottom: 2rem; }
.lead { font-size: 1.15rem; }
.note, figcaption { font-size: .85rem; color: #6b625a; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin: .4rem 0 1rem; font-size: .92rem; }
th, td { border: 1px solid #d9cfc5; padding: .3rem .5rem; text-align: start; vertical-align: top; }
th { background: #f4ece4; }
figure { margin: 1rem 0; }
img { max-width: 100%; height: auto; }
@page { size: A4; margin: 20mm 18mm; }
@media print {
  body { margin: 0; max-width: none; padding: 0 1px; font-size: 10.5pt; }  /* the outer lines of tables lie on it */
  h2, h3 { break-after: avoid; }
  tr, figure, li { break-inside: avoid; }
  thead { display: table-header-group; }
  th { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""


def printed(plan: Plan, today: date) -> bytes:
    """The page's bytes, in the learner's language."""
    whole = outline(plan, today)
    inside = "".join(part for block in whole.blocks for part in written(block))
    policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    return (
        f'<!DOCTYPE html>\n<html lang="{spoken()}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{_escaped(whole.title)}</title>'
        f'<style>{STYLE}</style></head><body><main><h1 dir="auto">{_escaped(whole.title)}</h1>'
        f'<p class="under">{_escaped(whole.subtitle)}</p>{inside}'
        f'<p class="note">{_escaped(_("Made with the course {course}.").format(course=edition().name))}</p>'
        "</main></body></html>\n"
    ).encode()


def written(block: Block) -> Iterator[str]:
    """A block as HTML, everything in it escaped."""
    match block:
        case Heading(text, level):
            yield f'<h{level + 1} dir="auto">{_escaped(text)}</h{level + 1}>'
        case Paragraph(text, kind):
            yield f'<p dir="auto"{"" if kind == "text" else f" class={kind}"}>{_lines(text)}</p>'
        case List(items, numbered):
            tag = "ol" if numbered else "ul"
            yield f"<{tag}>" + "".join(f'<li dir="auto">{_lines(item)}</li>' for item in items) + f"</{tag}>"
        case Table():
            heads = "".join(
                f'<th scope="col" style="width:{100 * share:.0f}%">{_escaped(head)}</th>'
                for head, share in zip(block.heads, block.shares, strict=True)
            )
            rows = "".join(
                "<tr>" + "".join(f'<td dir="auto">{_lines(cell)}</td>' for cell in row) + "</tr>" for row in block.rows
            )
            yield f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        case Drawing():
            data, (wide, high) = base64.b64encode(block.png).decode(), block.size
            yield (
                f'<figure><img src="data:image/png;base64,{data}" width="{wide * 2 // 3}" height="{high * 2 // 3}" '
                f'alt="{_escaped(block.alternative)}"><figcaption>{_escaped(block.caption)}</figcaption></figure>'
            )


def _escaped(text: str) -> str:
    return escape(clean(text), quote=True)


def _lines(text: str) -> str:
    return _escaped(text).replace("\n", "<br>")
