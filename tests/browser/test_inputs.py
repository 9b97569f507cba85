"""Input nobody hopes for, in a real browser: kept, in a file for "Your data", in an address, pasted and opened.

What Python makes of such input is tested without a browser (tests/inputs); here is what stands before Python.
"""

from __future__ import annotations

import json
import re

from playwright.sync_api import expect

from tests.browser.living import REVIEW, alive, ask
from tests.inputs import corpus

YOURS, CHAPTER, MAP = "chapters/your_data", "chapters/strategy", "exercises/networking/contact_map"
READERS = (CHAPTER, "chapters/record", "chapters/practice/map", "chapters/practice/adverts", "index", YOURS)
"""Pages without Python that read what is kept."""

KINDS = (
    "progress answers ticks firm entries late how_to plan undo aside calendar files language mode record room"
).split()

INNARDS = re.compile(r"\$[.\[]|undefined|\bnull\b|\bNaN\b|\[object|Error\b|\{\w+\}")
"""What no reader should see."""

TAMPERED = {"read": {}, "done": [], "seconds": "x", "end": 7, "passed": "2027-99-99", "right": -1, "checks": {"x": 7}}


def all_kept(page) -> dict[str, str]:
    return page.evaluate("Object.fromEntries(Object.entries(localStorage).filter(([k]) => k.startsWith('tertulia:')))")


def test_whatever_is_kept_pages_stand_name_it_and_change_nothing(visit):
    opened = visit()
    page = opened.open(f"en/{YOURS}.html")
    stored = {
        **corpus.STORED,
        "a page's facts": json.dumps({name: TAMPERED for name in READERS}),
        "facts of nothing": json.dumps({name: None for name in READERS}),
    }
    for place, (kind, text) in enumerate(stored.items()):
        page.evaluate(
            "([kinds, text]) => { for (const kind of kinds) localStorage.setItem(`tertulia:${kind}`, text); }",
            [KINDS, text],
        )
        before = all_kept(page)
        for name in (READERS[place % (len(READERS) - 1)], YOURS):
            page.goto(f"{opened.address}/en/{name}.html", wait_until="load")
            shown = page.locator("main").inner_text()
            assert not INNARDS.search(shown), (kind, name, INNARDS.search(shown))
            assert {**all_kept(page), "tertulia:progress": text} == before, (kind, name)  # a visit may be noted there
        rows = page.locator(".tt-kept li")
        assert rows.count() == len(KINDS), kind
        named = rows.locator("p:first-child").all_inner_texts()
        assert sum("cannot be read" in each for each in named) >= len(KINDS) - 4, (kind, named)
    forget = page.get_by_role("button", name="Forget this: Your plan", exact=True)
    forget.click()
    expect(page.locator('[data-yours="list"] [data-said]')).to_have_text("Forgotten: Your plan.")
    assert "tertulia:plan" not in all_kept(page)


LOAD = """async ([name, text]) => {
  const input = document.querySelector('[data-yours="load"] input');
  const said = document.querySelector('[data-yours="load"] [data-said]');
  said.textContent = "";
  const files = new DataTransfer();
  files.items.add(new File([text], name, { type: "application/json" }));
  input.files = files.files;
  const told = new Promise((done) => {
    const seen = new MutationObserver(() => said.textContent && (seen.disconnect(), done(said.textContent)));
    seen.observe(said, { childList: true, characterData: true, subtree: true });
  });
  input.dispatchEvent(new Event("change", { bubbles: true }));
  return told;
}"""


def test_a_file_that_cannot_be_read_as_a_whole_is_told_in_words_and_changes_nothing(visit):
    page = visit().open(f"en/{YOURS}.html")
    page.evaluate("localStorage.setItem('tertulia:ticks', '[\"aaaaaaaaaa\"]')")
    for kind, text in corpus.IMPORTED.items():
        said = page.evaluate(LOAD, ["x.json", text])
        assert "Nothing was changed." in said, (kind, said)
        assert not INNARDS.search(said), (kind, said)
        assert all_kept(page) == {"tertulia:ticks": '["aaaaaaaaaa"]'}, kind
    good = {"plan": {"format": "tertulia-plan", "version": 3}, "ticks": ["0123456789"]}
    content = json.dumps({"course": "tertulia", "format": 1, "saved": "2026-01-02", "kept": good})
    assert (
        page.evaluate(LOAD, ["x.json", content])
        == "Loaded and added to what was here: Your plan, The boxes you ticked."
    )
    damaged = '{"format": "tertulia-plan", "version": 3, "firm": 7}'
    page.evaluate("(text) => localStorage.setItem('tertulia:plan', text)", damaged)
    assert "stands in the way: Your plan" in page.evaluate(LOAD, ["x.json", content])
    assert all_kept(page)["tertulia:plan"] == damaged, "what cannot be read is not written over in passing"
    page.locator('[data-yours="save"] button').click()
    expect(page.locator('[data-yours="save"] [data-said]')).to_contain_text(
        "What cannot be read is not in it: Your plan."
    )


def test_an_exercise_comes_alive_with_anything_kept_and_at_any_address(visit):
    opened = visit()
    opened.page.add_init_script(
        """
        const find = document.querySelectorAll;
        window.asked = 0;
        document.querySelectorAll = (kinds) => {
          window.asked += kinds.includes("tt-field");
          return find.call(document, kinds);
        };
        """
    )
    page = opened.open(f"en/{YOURS}.html")
    kept = dict(zip(KINDS, [*corpus.STORED.values()] * 2, strict=False))
    page.evaluate(
        "(kept) => Object.entries(kept).forEach(([kind, text]) => localStorage.setItem(`tertulia:${kind}`, text))", kept
    )
    page.goto(f"{opened.address}/en/{REVIEW}.html{corpus.ADDRESSES[6]}", wait_until="load")
    alive(page)
    assert all_kept(page)["tertulia:plan"] == kept["plan"]
    line = page.locator(".live-outputs [role=alert], .live-outputs [role=status]").filter(has_text="cannot be read")
    expect(line.first).to_be_visible()
    assert not re.search(r"\$[.\[]|Error", page.locator(".live-outputs").first.inner_text())
    for each in corpus.ADDRESSES:
        page.evaluate("window.asked = 0")
        page.evaluate("(to) => { location.hash = to; }", each)
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert page.evaluate("window.asked") < 500, each
    expect(page.locator(".live-error")).to_have_count(0)
    assert ask(page, "_.firm.key") is not None


PASTE = """([at, text]) => {
  const field = document.querySelector(at);
  field.focus();
  field.select();
  const given = new DataTransfer();
  given.setData("text/plain", text);
  const asks = { inputType: "insertFromPaste", dataTransfer: given, bubbles: true, cancelable: true };
  const wants = field.dispatchEvent(new InputEvent("beforeinput", asks));
  if (wants) {
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  return wants;
}"""
"""What a browser does when a text is pasted over all that stands in a field; whether the page let it in."""


DROP = """([at, bytes]) => {
  const given = new DataTransfer();
  given.items.add(new File([new Uint8Array(bytes)], "a.csv"));
  const drop = { dataTransfer: given, bubbles: true, cancelable: true };
  document.querySelector(at).dispatchEvent(new DragEvent("drop", drop));
}"""
"""Drops a file of so many bytes on a button that opens files."""


def test_what_is_too_much_is_refused_at_its_field_and_the_line_goes_with_what_is_right(visit):
    page = visit().open(f"en/{MAP}.html")
    alive(page)
    ask(
        page,
        "globals().update(seen=[], before=type(_).refresh) or setattr(type(_), 'refresh', "
        "lambda self: (seen.append(1), before(self))[1])",
    )
    place = ".live-outputs .tt-field-lines"
    box, field = page.locator(place), page.locator(f"{place} textarea")
    said = box.locator(".live-too-much")
    for text in ("x" * 100_000, "x" * 1_000_000, "a\n" * 10_000):
        assert page.evaluate(PASTE, [f"{place} textarea", text]) is False
        expect(said).to_have_text(re.compile(r"60,000|10,001 lines are too many"))
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_value("")
    upload = page.locator(".live-outputs .tt-field-file")
    page.evaluate(DROP, [f"{place.replace('lines', 'file')} button", 27_000_000])
    expect(upload.locator(".live-too-much")).to_contain_text("a.csv")
    assert ask(page, "len(seen)") == 0, "Python has not been asked"
    assert page.evaluate(PASTE, [f"{place} textarea", "Ana, Uno, good friend"]) is True
    expect(said).to_have_count(0)
    assert page.evaluate(PASTE, [f"{place} textarea", "a\ud800b"]) is True
    expect(box.get_by_role("status")).to_contain_text("broken character")
    assert page.evaluate(PASTE, [f"{place} textarea", ""]) is True
    expect(box.get_by_role("status")).to_have_count(0)
    expect(page.locator(".live-error")).to_have_count(0)


def test_the_line_of_an_error_goes_once_something_goes_well_again(visit):
    page = visit().open(f"en/{MAP}.html")
    alive(page)
    ask(page, "globals().update(right=_.show) or setattr(_, 'show', None)")
    name = page.locator(".live-outputs .tt-field-own input")
    name.fill("lawyers")
    name.press("Tab")
    error = page.locator(".live-error")
    expect(error).to_be_visible()
    ask(page, "setattr(_, 'show', right)")
    expect(error).to_be_visible()
    name.fill("welders")
    name.press("Tab")
    expect(error).to_have_count(0)
