"""The plan as a document for Word and LibreOffice (.docx).

Written by hand because the usual library, python-docx, needs the compiled lxml, for which the page has no wheel. What a
plan needs of the format (ECMA-376, WordprocessingML) is small: styles, paragraphs, lists, tables, pictures. The look is
in `wordstyles`.
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Iterator
from datetime import date
from html import escape

from tertulia.edition import edition
from tertulia.language import _, rules
from tertulia.plan.export import clean
from tertulia.plan.export.document_blocks import Block, Drawing, Heading, List, Outline, Paragraph, Table
from tertulia.plan.export.document_styles import numbering, styles
from tertulia.plan.export.outline import outline
from tertulia.plan.schema import Plan

WIDTH = 9072
"""Of the text on A4 with margins of 2.5 cm, in twentieths of a point."""

EMU = 914_400
"""Units of a picture's size in an inch."""

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def document(plan: Plan, today: date) -> bytes:
    """The document's bytes, in the learner's language."""
    return packed(outline(plan, today), today)


def packed(plan_outline: Outline, created: date) -> bytes:
    """Any outline as .docx. made: the date it bears."""
    drawings = [block for block in plan_outline.blocks if isinstance(block, Drawing)]
    lists = sum(isinstance(block, List) and block.numbered for block in plan_outline.blocks)
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(
            {
                "rId1": (f"{OFFICE}/officeDocument", "word/document.xml"),
                "rId2": (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            }
        ),
        "docProps/core.xml": _properties(plan_outline, created),
        "word/document.xml": _body(plan_outline),
        "word/styles.xml": HEAD + styles(rules().tag),
        "word/numbering.xml": HEAD + numbering(lists),
        "word/settings.xml": _settings(),
        "word/footer1.xml": _footer(),
        "word/_rels/document.xml.rels": _relations(
            {
                "rId1": (f"{OFFICE}/styles", "styles.xml"),
                "rId2": (f"{OFFICE}/numbering", "numbering.xml"),
                "rId3": (f"{OFFICE}/settings", "settings.xml"),
                "rId4": (f"{OFFICE}/footer", "footer1.xml"),
                **{f"rIdP{n}": (f"{OFFICE}/image", f"media/picture{n}.png") for n in range(1, len(drawings) + 1)},
            }
        ),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            _put(archive, name, text.encode("utf-8"))
        for n, drawing in enumerate(drawings, 1):
            _put(archive, f"word/media/picture{n}.png", drawing.png)
    return out.getvalue()


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    """With a fixed time, so that the same plan gives the same file."""
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)


def _types() -> str:
    parts = {
        "document": f"{WORD}.document.main+xml",
        "styles": f"{WORD}.styles+xml",
        "numbering": f"{WORD}.numbering+xml",
        "settings": f"{WORD}.settings+xml",
        "footer1": f"{WORD}.footer+xml",
    }
    overrides = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>' for name, kind in parts.items())
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/'
        f'vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{overrides}'
        f'<Override PartName="/docProps/core.xml" ContentType="{core}"/></Types>'
    )


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    relations = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{to}"/>' for key, (kind, to) in targets.items()
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>'


def _properties(plan_outline: Outline, created: date) -> str:
    when = f'xsi:type="dcterms:W3CDTF">{created.isoformat()}T00:00:00Z'
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{_escaped(plan_outline.title)}</dc:title><dc:subject>{_escaped(plan_outline.subtitle)}</dc:subject>"
        f"<dc:creator>{_escaped(plan_outline.author)}</dc:creator>"
        f"<dcterms:created {when}</dcterms:created><dcterms:modified {when}</dcterms:modified>"
        f"<dc:language>{rules().tag}</dc:language></cp:coreProperties>"
    )


def _settings() -> str:
    return (
        f'{HEAD}<w:settings xmlns:w="{MAIN}"><w:defaultTabStop w:val="709"/><w:compat><w:compatSetting '
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{rules().tag}"/></w:settings>'
    )


def _footer() -> str:
    field = "".join(
        f"<w:r>{inside}</w:r>"
        for inside in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    words = _runs(_("Made with the course {course}. Page ").format(course=edition().name))
    return f'{HEAD}<w:ftr xmlns:w="{MAIN}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{words}{field}</w:p></w:ftr>'


# the text ---------------------------------------------------------------------------------------------------


def _body(plan_outline: Outline) -> str:
    numbers, pictures = iter(range(2, 10_000)), iter(range(1, 10_000))  # 1 is the list with bullets
    inside = [_paragraph(plan_outline.title, "Title"), _paragraph(plan_outline.subtitle, "Subtitle")]
    for block in plan_outline.blocks:
        inside += _written(block, numbers, pictures)
    return (
        f'{HEAD}<w:document xmlns:w="{MAIN}" xmlns:r="{OFFICE}" xmlns:a="{DRAWING}/main" '
        f'xmlns:wp="{DRAWING}/wordprocessingDrawing" xmlns:pic="{DRAWING}/picture"><w:body>{"".join(inside)}'
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="709" w:footer="709" '
        'w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def _written(block: Block, numbers: Iterator[int], pictures: Iterator[int]) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield _paragraph(text, f"Heading{level}")
        case Paragraph(text, kind):
            yield _paragraph(text, {"lead": "Lead", "note": "Note"}.get(kind, ""))
        case List(items, numbered):
            number = next(numbers) if numbered else 1
            listed = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
            for item in items:
                yield _paragraph(item, "ListParagraph", listed)
        case Table():
            yield _table(block)
            yield _paragraph("", "After")
        case Drawing():
            n = next(pictures)
            yield f'<w:p><w:pPr><w:pStyle w:val="Picture"/></w:pPr><w:r>{_drawing(block, n)}</w:r></w:p>'
            yield _paragraph(block.caption, "Caption")


def _paragraph(text: str, style: str = "", more: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    backwards = "<w:bidi/>" if right_to_left(text) else ""
    properties = f"<w:pPr>{named}{more}{backwards}</w:pPr>" if named or more or backwards else ""
    return f"<w:p>{properties}{_runs(text)}</w:p>"


def right_to_left(text: str) -> bool:
    """Whether a text is to be read from the right: its first letter decides."""
    kinds = (unicodedata.bidirectional(sign) for sign in text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


def _runs(text: str) -> str:
    """A text as runs; line breaks and tabs as Word's own."""
    look = "<w:rPr><w:rtl/></w:rPr>" if right_to_left(text) else ""
    lines = []
    for line in clean(text).split("\n"):
        pieces = (f'<w:t xml:space="preserve">{_escaped(piece)}</w:t>' if piece else "" for piece in line.split("\t"))
        lines.append("<w:tab/>".join(pieces))
    inside = "<w:br/>".join(lines)
    return f"<w:r>{look}{inside}</w:r>" if inside else ""


def _escaped(text: str) -> str:
    return escape(clean(text), quote=True)


def _table(block: Table) -> str:
    widths = [round(WIDTH * share) for share in block.shares]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _row(block.heads, widths, head=True)
    rows = "".join(_row(row, widths) for row in block.rows)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="PlanTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>'
    )


def _row(cells: tuple[str, ...], widths: list[int], *, head: bool = False) -> str:
    properties = "<w:trPr><w:cantSplit/>" + ("<w:tblHeader/>" if head else "") + "</w:trPr>"
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph(cell, "TableText")}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr>{properties}{inside}</w:tr>"


def _drawing(block: Drawing, n: int) -> str:
    wide, high = (round(EMU * pixels / 144) for pixels in block.size)
    words = _escaped(block.alternative)
    return (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:docPr id="{n}" name="Picture {n}" descr="{words}"/><a:graphic><a:graphicData uri="{DRAWING}/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{n}" name="picture{n}.png" descr="{words}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdP{n}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        "<pic:spPr>"
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
