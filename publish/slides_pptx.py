"""Slides as a .pptx for those who edit: words in the places of their layout, the teacher's notes below each slide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from publish.outline import Outline, OutlineSlide
from tertulia.clock import today
from tertulia.language import _, rules

WIDTH, HEIGHT = 13.333, 7.5
"""Of a slide in inches, as it is printed."""

INK, QUIET, GROUND, SOFT = "2A2522", "5A524C", "FBFAF8", "F6EEEB"
"""The course's own colours, from `tertulia/look/tokens.css`."""

VOICE, TEXT = "Georgia", "Calibri"
"""Fonts that programs for slides have; the pages' own would be missing there."""

OPENING, LIST, STATEMENT, EXERCISE, PICTURE = 0, 1, 2, 3, 5
"""Layouts of the library's own template, by their place in it."""

PLACES: dict[int, dict[int, tuple[float, float, float, float]]] = {
    OPENING: {0: (1.05, 1.6, 11.2, 2.2), 1: (1.05, 4.0, 9.5, 1.8)},
    LIST: {0: (1.05, 0.5, 11.2, 1.75), 1: (1.05, 2.45, 11.2, 4.5)},
    STATEMENT: {1: (1.05, 0.6, 11.2, 1.6), 0: (1.05, 2.3, 11.2, 3.6)},
    EXERCISE: {0: (1.05, 1.0, 6.6, 2.6), 1: (1.05, 3.8, 6.6, 2.8), 2: (8.1, 1.6, 4.2, 4.2)},
    PICTURE: {0: (1.05, 0.4, 11.2, 1.0)},
}
"""Left, top, width and height of each placeholder in inches: the template is made for slides of 4:3."""

SIZES = {OPENING: (48, 24), LIST: (32, 22), STATEMENT: (44, 20), EXERCISE: (36, 20), PICTURE: (28, 22)}
"""Of the title and of the text, in points."""

LONG, LONG_SIZE = 100, 26
"""Letters of a title from which it is smaller, and how large it is then, in points."""

LAYOUTS = {
    **dict.fromkeys(("title", "talk", "break"), OPENING),
    **dict.fromkeys(("outcomes", "story", "monday", "question", "answer"), LIST),
    **dict.fromkeys(("idea", "ask", "evidence"), STATEMENT),
    **dict.fromkeys(("exercise", "end"), EXERCISE),
    "picture": PICTURE,
}


def write(outline: Outline, target: Path) -> None:
    """Write a deck in the language in use."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    _dress(deck)
    for slide in outline.slides:
        _add(deck, slide)
    about = deck.core_properties
    about.title, about.language, about.author = outline.title, outline.language, ""
    about.created = about.modified = datetime.combine(today(), time())
    about.last_modified_by = ""
    target.parent.mkdir(parents=True, exist_ok=True)
    deck.save(str(target))


def _dress(deck: Any) -> None:
    """Give the template our ground, letters and places, and take out the layouts that nothing uses."""
    background = deck.slide_master.background.fill
    background.solid()
    background.fore_color.rgb = _colour(GROUND)
    styles = deck.slide_master._element.find(qn("p:txStyles"))
    for style, font in (("p:titleStyle", VOICE), ("p:bodyStyle", TEXT)):
        for level in styles.find(qn(style)):
            level.set("algn", "l")
            letters = level.find(qn("a:defRPr"))
            letters.find(qn("a:latin")).set("typeface", font)
            fill = letters.find(qn("a:solidFill"))
            for colour in list(fill):
                fill.remove(colour)
            fill.append(fill.makeelement(qn("a:srgbClr"), {"val": INK}))
    for place, layout in reversed(list(enumerate(deck.slide_layouts))):
        if place not in PLACES:
            deck.slide_layouts.remove(layout)
            continue
        for holder in list(layout.placeholders):
            key = holder.placeholder_format.idx
            if key not in PLACES[place]:
                holder._element.getparent().remove(holder._element)  # date, foot, number: no slide has them
                continue
            _put(holder, PLACES[place][key])
            if place == OPENING:
                layout.background.fill.solid()
                layout.background.fill.fore_color.rgb = _colour(SOFT)
            below = (key == 0) == (place == STATEMENT)  # a statement has its small line above it, the others below
            _plain(holder, bold=key == 0, size=SIZES[place][min(key, 1)], anchor="t" if below else "b")


def _colour(code: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(code))


def _put(shape: Any, place: tuple[float, float, float, float]) -> None:
    shape.left, shape.top, shape.width, shape.height = (Inches(each) for each in place)


def _plain(holder: Any, *, bold: bool, size: int, anchor: str) -> None:
    """One size for what stands here, from the left, as it is written; no letters of the template's own."""
    body = holder._element.txBody
    body.bodyPr.set("anchor", anchor)
    style = body.find(qn("a:lstStyle"))
    for level in list(style):
        style.remove(level)
    first = style.makeelement(qn("a:lvl1pPr"), {"algn": "l"})
    first.append(first.makeelement(qn("a:defRPr"), {"sz": str(100 * size), "b": "1" if bold else "0"}))
    style.append(first)


def _add(deck: Any, slide: OutlineSlide) -> None:
    layouts = dict(zip(sorted(PLACES), deck.slide_layouts, strict=True))
    kind = LAYOUTS.get(slide.kind, STATEMENT)
    made = deck.slides.add_slide(layouts[kind])
    holders = {each.placeholder_format.idx: each for each in made.placeholders}
    title, lines = slide.title or slide.over, list(slide.lines)
    if slide.kind == "answer":
        title, lines = f"{slide.number}. {slide.title}", [slide.over, *lines]
    elif kind == STATEMENT:
        lines = [slide.over, *lines]
    elif kind == EXERCISE:
        lines = list(filter(None, [slide.over, slide.shown, slide.way]))
    elif kind == OPENING and slide.over:
        lines = [slide.over, *lines]
    _fill(holders[0], [title])
    if kind == LIST and len(title) > LONG:
        for run in holders[0].text_frame.paragraphs[0].runs:
            run.font.size = Pt(LONG_SIZE)
    if kind == PICTURE:
        _picture(made, slide)
    elif any(lines):
        _fill(holders[1], [line for line in lines if line], points=slide.points, numbers=slide.kind == "question")
    else:
        _remove(holders[1])
    if kind == EXERCISE:
        _lead(made, slide, holders)
    if slide.notes:
        made.notes_slide.notes_text_frame.text = slide.notes
        _say(made.notes_slide.notes_text_frame)


def _fill(holder: Any, lines: Sequence[str], *, points: bool = False, numbers: bool = False) -> None:
    """Write paragraphs. points: with a sign before each; numbers: with a number."""
    frame = holder.text_frame
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.text = line
        paragraph.space_after = Pt(8)
        about = paragraph._p.get_or_add_pPr()
        if numbers:
            about.set("marL", "514350")
            about.set("indent", "-514350")
            about.append(about.makeelement(qn("a:buFont"), {"typeface": "+mj-lt"}))
            about.append(about.makeelement(qn("a:buAutoNum"), {"type": "arabicPeriod"}))
        elif not points:
            about.set("marL", "0")
            about.set("indent", "0")
            about.append(about.makeelement(qn("a:buNone"), {}))
    _say(frame)


def _say(frame: Any) -> None:
    """Tell programs which language these words are in, so that they are spelled and read aloud in it."""
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run._r.get_or_add_rPr().set("lang", rules().place.replace("_", "-"))


def _remove(shape: Any) -> None:
    shape._element.getparent().remove(shape._element)


def _lead(made: Any, slide: OutlineSlide, holders: dict[int, Any]) -> None:
    """The address as a link, and for phones as a code in the place beside; without an address, neither."""
    _remove(holders[2])
    if not slide.address:
        return
    for paragraph in holders[1].text_frame.paragraphs:
        if paragraph.text == slide.shown:
            paragraph.runs[0].hyperlink.address = slide.address
    code = BytesIO()
    segno.make(slide.address, error="m", micro=False).save(code, kind="png", scale=12, border=4)
    _show(made, code, PLACES[EXERCISE][2], slide.address)


def _picture(made: Any, slide: OutlineSlide) -> None:
    """The drawing as large as it fits, and below it what it says and where it is from."""
    if slide.picture:
        _show(made, BytesIO(slide.picture), (1.05, 1.5, 11.2, 4.6), slide.picture_words)
        lines = slide.lines
    else:
        lines = (_("The picture stands in the page; it could not be taken along."), *slide.lines)
    box = made.shapes.add_textbox(Inches(1.05), Inches(6.2), Inches(11.2), Inches(1.0))
    box.text_frame.word_wrap = True
    box.text_frame.text = "\n".join(lines)
    for paragraph in box.text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.size, run.font.name = Pt(16), TEXT
            run.font.color.rgb = _colour(QUIET)
    _say(box.text_frame)


def _show(made: Any, image: BytesIO, place: tuple[float, float, float, float], words: str) -> None:
    """A picture within a place, in its own shape, with its words for those who do not see it."""
    left, top, width, height = (Inches(each) for each in place)
    shown = made.shapes.add_picture(image, left, top)
    scale = min(width / shown.width, height / shown.height)
    shown.width, shown.height = int(shown.width * scale), int(shown.height * scale)
    shown._element.nvPicPr.cNvPr.set("descr", words)
