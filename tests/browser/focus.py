"""Whether focus is seen: the picture of a control that has it, beside the picture of the same place without."""

from __future__ import annotations

import io
from base64 import b64decode
from typing import Any, NamedTuple

import numpy as np
from PIL import Image
from playwright.sync_api import CDPSession, Page

Light = np.ndarray[Any, np.dtype[np.float64]]

_SHARES = np.arange(256) / 255
_SHARES = np.where(_SHARES <= 0.04045, _SHARES / 12.92, ((_SHARES + 0.055) / 1.055) ** 2.4)
RED, GREEN, BLUE = (share * _SHARES for share in (0.2126, 0.7152, 0.0722))
"""What each of the 256 shades of a colour gives to the relative luminance, as WCAG defines it."""

HELPERS = """
window.focusing = {
  // everything in the exercise that the keyboard reaches
  all: () => [...document.querySelectorAll('.live-outputs .tt-exercise :is(' +
    '.noUi-handle, select, textarea, input, button, summary, a[href], [tabindex="0"])')]
    .filter((each) => each.checkVisibility() && !each.disabled && !each.closest('[disabled]')),
  kind: (each) => [each.localName, each.type ?? '',
    ...['noUi-handle', 'tt-step', 'tt-btn', 'tt-btn--quiet', 'widget-upload', 'tt-scroll', 'tt-answer']
      .filter((name) => each.classList.contains(name))].join(' ').trim(),
  begin() {
    this.list = this.all();
    this.style ??= document.head.appendChild(
      Object.assign(document.createElement('style'), { textContent: '* { caret-color: transparent !important }' }));
    return this.list.map((each) => this.kind(each));
  },
  // where the control stands, nothing having focus; whether it had to be brought onto the screen
  look(place) {
    const each = this.list[place];
    document.activeElement?.blur();
    const all = (box) => box.top >= 8 && box.bottom <= innerHeight - 8;
    const open = (box) => {
      const seen = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
      return each.contains(seen) || seen?.contains(each);
    };
    let [box] = each.getClientRects(), moved = false;
    if (!all(box) || !open(box)) {
      each.scrollIntoView({ block: 'center', behavior: 'instant' });
      [box] = each.getClientRects();
      moved = true;
    }
    return [moved, scrollX, scrollY, box.left, box.top, box.width, box.height];
  },
  focus(place) { this.list[place].focus({ preventScroll: true }); return document.activeElement === this.list[place]; },
  // what covers a control, wholly or in part, when the keyboard comes to it from above or from below; empty if nothing
  behind() {
    const found = [];
    for (const each of this.all()) {
      for (const from of [0, document.documentElement.scrollHeight]) {
        document.activeElement?.blur();
        scrollTo({ top: from, behavior: 'instant' });
        for (const box of document.querySelectorAll('.live-outputs .tt-answer')) box.scrollTop = from;
        each.focus();
        const [{ left, right, top, bottom }] = each.getClientRects();
        if (bottom - top > innerHeight / 3) continue; // a part that scrolls by itself
        const x = (left + right) / 2;
        const covers = [top + 3, (top + bottom) / 2, bottom - 3].map((y) => document.elementFromPoint(x, y))
          .filter((seen) => !each.contains(seen) && !seen?.contains(each) && !each.closest('label')?.contains(seen));
        if (covers.length) found.push(`${each.outerHTML.slice(0, 90)} at ${top}: ${covers[0]?.outerHTML.slice(0, 90)}`);
      }
    }
    for (const box of document.querySelectorAll('.live-outputs .tt-answer')) box.scrollTop = 0;
    return found;
  },
};
"""


class Spot(NamedTuple):
    """Where a control stands on the screen, in CSS pixels, and how far the page is scrolled."""

    across: float
    down: float
    left: float
    top: float
    width: float
    height: float


class Eye:
    """Looks at a page, one control after the other."""

    ROUND = 8
    """CSS pixels around a control that are looked at as well."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._cdp: CDPSession = page.context.new_cdp_session(page)
        self._without = np.zeros((0, 0))

    def faint(self, kinds: set[str] | None = None) -> dict[str, int]:
        """Controls on which focus is not seen, and how many pixels it changes there.

        Seen it is if at least as many pixels change by 3:1 as a line 2 px thick around the control has (WCAG 2.4.13).
        kinds: those that have been looked at already; of each other kind the first is, and added. Without it, all are.
        """
        found = self.page.evaluate("focusing.begin()")
        assert found
        self.page.keyboard.press("Shift")  # focus is drawn for whoever uses the keyboard
        faint, first = {}, True
        for place, kind in enumerate(found):
            if kinds is not None and kind in kinds:
                continue
            if kinds is not None:
                kinds.add(kind)
            moved, *told = self.page.evaluate("(place) => focusing.look(place)", place)
            spot = Spot(*told)
            if moved or first:
                self._without = self.seen(spot, whole=True)
                first = False
            assert self.page.evaluate("(place) => focusing.focus(place)", place), kind
            with_focus, (top, left) = self.seen(spot), self._corner(spot)
            height, width = with_focus.shape
            without = self._without[top : top + height, left : left + width]
            brighter, darker = np.maximum(with_focus, without), np.minimum(with_focus, without)
            changed = int(((brighter + 0.05) / (darker + 0.05) >= 3).sum())
            if changed < 2 * self._line(spot):
                faint[f"{place} {kind}"] = changed
        return faint

    def fill(self, selector: str) -> int:
        """Pixels that the first of these paints: those that change by 3:1 when it is taken away."""
        place = self.page.locator(f".live-outputs {selector}:visible").first
        place.scroll_into_view_if_needed()
        box = place.bounding_box()
        assert box is not None
        across, down = self.page.evaluate("[scrollX, scrollY]")
        spot = Spot(across, down, box["x"], box["y"], box["width"], box["height"])
        there = self.seen(spot)
        place.evaluate("(each) => { each.style.opacity = 0; }")
        gone = self.seen(spot)
        place.evaluate("(each) => { each.style.opacity = ''; }")
        brighter, darker = np.maximum(there, gone), np.minimum(there, gone)
        return int(((brighter + 0.05) / (darker + 0.05) >= 3).sum())

    def seen(self, spot: Spot, *, whole: bool = False) -> Light:
        """The relative luminance of every pixel around the control; or of the whole screen."""
        size = self.page.viewport_size
        assert size is not None
        top, left = (0, 0) if whole else self._corner(spot)
        bottom = size["height"] if whole else min(round(spot.top + spot.height) + self.ROUND, size["height"])
        right = size["width"] if whole else min(round(spot.left + spot.width) + self.ROUND, size["width"])
        clip = {
            "x": left + spot.across,
            "y": top + spot.down,
            "width": right - left,
            "height": bottom - top,
            "scale": 1,
        }
        shot = self._cdp.send("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True, "clip": clip})
        colours = np.asarray(Image.open(io.BytesIO(b64decode(shot["data"]))).convert("RGB"))
        light: Light = RED[colours[..., 0]] + GREEN[colours[..., 1]] + BLUE[colours[..., 2]]
        return light

    def _corner(self, spot: Spot) -> tuple[int, int]:
        return max(round(spot.top) - self.ROUND, 0), max(round(spot.left) - self.ROUND, 0)

    def _line(self, spot: Spot) -> float:
        """How long the edges of the control are, as far as they are on the screen."""
        size = self.page.viewport_size
        assert size is not None
        tall = min(spot.top + spot.height, size["height"]) - max(spot.top, 0)
        across = (spot.top >= 4) + (spot.top + spot.height <= size["height"] - 4)
        return 2 * tall + across * spot.width
