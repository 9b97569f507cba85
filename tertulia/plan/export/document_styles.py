"""How the document looks: the styles and lists of a .docx, as WordprocessingML."""

from __future__ import annotations

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

INK, ACCENT, QUIET, LINE, PALE = "2B2622", "9A3B1E", "6B625A", "D9CFC5", "F4ECE4"


def styles(tag: str) -> str:
    """The styles, all texts in this language ("es-ES"). Sizes are half points, distances twentieths of a point."""
    return (
        f'<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" '
        f'w:cs="Calibri" w:eastAsia="Calibri"/><w:color w:val="{INK}"/><w:sz w:val="22"/><w:szCs w:val="22"/>'
        f'<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        + _style("Title", "Title", '<w:spacing w:after="40" w:line="240" w:lineRule="auto"/>', 44, bold=True)
        + _style("Subtitle", "Subtitle", '<w:spacing w:after="360"/>', 24, QUIET)
        + _style(
            "Heading1",
            "heading 1",
            '<w:keepNext/><w:spacing w:before="400" w:after="120"/><w:outlineLvl w:val="0"/>',
            30,
            ACCENT,
            bold=True,
        )
        + _style(
            "Heading2",
            "heading 2",
            '<w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="1"/>',
            24,
            INK,
            bold=True,
        )
        + _style("Lead", "Lead", '<w:spacing w:after="160"/>', 26)
        + _style("Note", "Note", "", 18, QUIET)
        + _style("ListParagraph", "List Paragraph", '<w:spacing w:after="60"/><w:ind w:left="426" w:hanging="426"/>')
        + _style("TableText", "Table Text", '<w:spacing w:before="40" w:after="40"/>', 20)
        + _style("After", "After Table", '<w:spacing w:after="80" w:line="120" w:lineRule="exact"/>', 8)
        + _style("Picture", "Picture", '<w:keepNext/><w:spacing w:before="120" w:after="40"/>')
        + _style("Caption", "caption", '<w:spacing w:after="200"/>', 18, QUIET)
        + _style("Footer", "footer", '<w:jc w:val="right"/>', 16, QUIET)
        + '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '</w:style><w:style w:type="table" w:customStyle="1" w:styleId="PlanTable"><w:name w:val="Plan Table"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{_borders()}</w:tblBorders></w:tblPr>'
        f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" '
        f'w:fill="{PALE}"/></w:tcPr></w:tblStylePr></w:style></w:styles>'
    )


def _style(key: str, name: str, paragraph: str, size: int = 0, colour: str = "", *, bold: bool = False) -> str:
    run = ("<w:b/><w:bCs/>" if bold else "") + (f'<w:color w:val="{colour}"/>' if colour else "")
    run += f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _borders() -> str:
    return "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )


def numbering(lists: int) -> str:
    """One list with bullets (1), and as many numbered ones (2, 3, …), each of which begins at 1."""

    def kind(key: int, form: str, sign: str) -> str:
        return (
            f'<w:abstractNum w:abstractNumId="{key}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start '
            f'w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/><w:pPr><w:ind '
            'w:left="426" w:hanging="426"/></w:pPr></w:lvl></w:abstractNum>'
        )

    numbered = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
        for n in range(2, lists + 2)
    )
    return (
        f'<w:numbering xmlns:w="{MAIN}">{kind(0, "bullet", "•")}{kind(1, "decimal", "%1.")}'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{numbered}</w:numbering>'
    )
