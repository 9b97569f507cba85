"""The icon on a phone's home screen: what the manifest says, and what is drawn."""

from __future__ import annotations

import json

import pytest
from PIL import Image

from theme import home_screen

EDITION = {"name": "Kurs & Co", "short_name": "Kurs", "colour": "#1f5f7a"}


def test_a_book_has_a_manifest_that_leads_home_and_icons_in_its_colour(book):
    made = book({"chapters/index": "# Home\n\nWords.", "chapters/a": "# A\n\nWords."}, tertulia_edition=EDITION)
    link = made.page("chapters/a").select_one('link[rel="manifest"]')
    says = json.loads((made.folder / "chapters" / link["href"]).resolve().read_text(encoding="utf-8"))
    assert (says["name"], says["short_name"], says["lang"]) == ("Kurs & Co", "Kurs", "en")
    assert (made.folder / says["start_url"]).is_file()
    assert says["theme_color"] == "#1f5f7a"
    for each in says["icons"]:
        icon = Image.open(made.folder / each["src"])
        assert f"{icon.width}x{icon.height}" == each["sizes"]
        assert icon.convert("RGB").getpixel((0, 0)) == (0x1F, 0x5F, 0x7A)


@pytest.mark.parametrize("letter", ["", "Ñ"])
def test_what_is_drawn_lies_in_the_circle_to_which_phones_cut_an_icon(tmp_path, letter):
    home_screen.draw(tmp_path / "icon.png", 200, "#000000", letter)
    drawn = Image.open(tmp_path / "icon.png").convert("L")
    white = [(x, y) for x in range(200) for y in range(200) if drawn.getpixel((x, y)) > 128]
    assert len(white) > 2000
    assert max((x - 99.5) ** 2 + (y - 99.5) ** 2 for x, y in white) < 80**2
