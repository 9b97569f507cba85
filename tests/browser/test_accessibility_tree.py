"""What a screen reader finds and hears in an exercise: the browser's accessibility tree, and what is announced."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.living import alive, with_picture

SIMULATOR = "exercises/strategy/community_simulator"
PICKER = "exercises/strategy/network_picker"

EAR = """
// Announced is what changes in a live region, or comes as one, as it then reads without what is hidden.
window.heard = [];
const LIVE = '[role=status], [role=alert], [aria-live], output:not([role])';
const known = new WeakMap();
const silent = (region) => region.closest('[aria-live=off], [aria-hidden=true], [hidden]') || !region.checkVisibility();
const words = (region) => {
  const copy = region.cloneNode(true);
  for (const each of copy.querySelectorAll('[aria-hidden=true]')) each.remove();
  return copy.textContent.replace(/\\s+/g, ' ').trim();
};
new MutationObserver((changes) => {
  const regions = new Set();
  for (const { target, addedNodes } of changes) {
    const around = (target.nodeType === 1 ? target : target.parentElement)?.closest(LIVE);
    if (around) regions.add(around);
    for (const each of addedNodes) {
      if (each.nodeType !== 1) continue;
      if (each.matches(LIVE)) regions.add(each);
      for (const inside of each.querySelectorAll(LIVE)) regions.add(inside);
    }
  }
  for (const region of regions) {
    if (!region.isConnected || silent(region)) continue;
    const text = words(region);
    const by = region.className || region.getAttribute('role') || region.localName;
    if (text && text !== known.get(region)) heard.push([by, text]);
    known.set(region, text);
  }
}).observe(document, { childList: true, subtree: true, characterData: true });
"""


class Reader:
    """Somebody who hears the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._cdp = page.context.new_cdp_session(page)

    def nodes(self) -> list[dict[str, Any]]:
        """What the accessibility tree holds: role, name, value, description and properties of each node."""
        found = []
        for node in self._cdp.send("Accessibility.getFullAXTree")["nodes"]:
            told = {each["name"]: each["value"].get("value") for each in node.get("properties", ())}
            parts = {part: node.get(part, {}).get("value", "") for part in ("role", "name", "value", "description")}
            if node.get("ignored"):  # it is there only for what is below it
                told, parts = {}, dict.fromkeys(parts, "")
            found.append({**told, **parts, "id": node["nodeId"], "below": node.get("childIds", [])})
        return found

    def find(self, role: str, name: str = "") -> list[dict[str, Any]]:
        """The nodes of this role, and of this name if one is given."""
        return [node for node in self.nodes() if node["role"] == role and name in ("", node["name"])]

    def heard(self) -> list[list[str]]:
        """What was announced since this was asked last: by what, and the words."""
        told: list[list[str]] = self.page.evaluate("heard.splice(0)")
        return told

    def settled(self) -> None:
        """Wait until Python has dealt with everything and a moment has passed."""
        self.page.evaluate(
            """() => new Promise((done) => {
              const once = () => { live.manager.calm.hear.delete(once); setTimeout(done); };
              live.manager.calm.hear.add(once);
              live.manager.calm.touch();
            })"""
        )

    def sentence(self) -> str:
        """The first of what the answer means, as it stands on the page."""
        return " ".join(self.page.locator(".live-outputs .tt-says p").first.inner_text().split())


@pytest.fixture(scope="module")
def opened(browser: Browser, address: str) -> Iterator[Any]:
    """opened(exercise) gives a reader of its live page, the same to every test, with all that was heard before."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.add_init_script(EAR)
    readers: dict[str, Reader] = {}

    def reader(exercise: str) -> Reader:
        if exercise not in readers:
            page = context.new_page()
            page.goto(f"{address}/en/{exercise}.html")
            with_picture(page)
            readers[exercise] = Reader(page)
        return readers[exercise]

    yield reader
    context.close()


def test_the_status_line_says_little_while_the_page_comes_alive(opened):
    reader = opened(SIMULATOR)
    alive(reader.page)
    said = [text for by, text in reader.heard() if "live-status" in by]
    assert said[-1] == "Ready: move the controls."
    assert 2 <= len(said) <= 5, said
    [status] = [node for node in reader.find("status") if node["below"]][:1]
    assert "Ready: move the controls." in {node["name"] for node in reader.nodes()}
    assert status["live"] == "polite"


def test_a_move_of_a_slider_is_heard_once_and_then_the_answer(opened):
    reader = opened(SIMULATOR)
    page = reader.page
    handle = page.get_by_role("slider", name="Posts per week")
    expect(handle).to_have_attribute("aria-valuetext", "3 posts")
    handle.evaluate(
        """(handle) => {
          window.spoken = [];
          new MutationObserver(() => spoken.push([handle.ariaValueNow, handle.ariaValueText]))
            .observe(handle, { attributeFilter: ['aria-valuenow', 'aria-valuetext'] });
        }"""
    )
    reader.settled()
    reader.heard()
    before = reader.sentence()
    handle.press("ArrowRight")
    expect(handle).to_have_attribute("aria-valuetext", "4 posts")
    reader.settled()
    assert page.evaluate("spoken.splice(0)") == [["4.0", "4 posts"]]
    assert reader.sentence() != before
    assert reader.heard() == [["live-unseen", reader.sentence()]]
    [slider] = reader.find("slider", "Posts per week")
    assert (slider["value"], slider["valuemin"], slider["valuemax"]) == (4, 0, 14)
    assert [node["role"] for node in reader.nodes() if node["name"].split() == ["4", "posts"]] == []


def test_what_is_dragged_is_answered_once_it_rests(opened):
    reader = opened(SIMULATOR)
    reader.settled()
    reader.heard()
    handle = reader.page.get_by_role("slider", name="Posts per week")
    handle.evaluate(
        """(handle) => {
          for (let step = 0; step < 6; step += 1) {
            handle.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true }));
          }
        }"""
    )
    reader.settled()
    assert reader.heard() == [["live-unseen", reader.sentence()]]


def test_a_picture_has_a_name_that_says_what_it_shows_and_says_it_once(opened):
    reader = opened(SIMULATOR)
    shown = reader.page.locator(".live-outputs .tt-answer .tt-fig svg:visible")
    name = shown.get_attribute("aria-label")
    assert len(name) > 60
    assert [node["role"] for node in reader.nodes() if node["name"] == name] == ["image"]
    assert shown.get_attribute("role") == "img"  # its letters and lines are not read one by one
    assert reader.find("figure")


def test_one_of_a_few_has_a_group_and_each_a_name(opened):
    reader = opened(SIMULATOR)
    [group] = reader.find("radiogroup", "How far ahead")
    nodes = {node["id"]: node for node in reader.nodes()}
    assert {node["role"] for node in below(nodes, group)} >= {"radio"}
    radios = {node["name"] for node in below(nodes, group) if node["role"] == "radio"}
    assert radios == {"three months", "half a year", "one year"}
    names = reader.page.locator(".live-outputs input[type=radio]").evaluate_all("(all) => all.map((each) => each.name)")
    assert len(set(names)) == len(reader.find("radiogroup")) and "" not in names


def test_an_error_belongs_to_its_field_and_alerts_once(opened):
    reader = opened(SIMULATOR)
    page, label = reader.page, "People who could ever follow you"
    field = page.get_by_role("spinbutton", name=label)
    right = field.input_value()
    reader.settled()
    reader.heard()
    field.fill("0")
    page.keyboard.press("Tab")
    expect(field).to_have_attribute("aria-invalid", "true")
    page.get_by_role("slider", name="Posts per week").press("ArrowLeft")  # what is wrong stays wrong
    reader.settled()
    alerts = [text for by, text in reader.heard() if by == "alert"]
    assert len(alerts) == 1 and alerts[0]
    [found] = reader.find("spinbutton", label)
    assert (found["invalid"], found["description"]) == ("true", alerts[0])
    field.fill(right)
    page.keyboard.press("Tab")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    [found] = reader.find("spinbutton", label)
    assert (found["invalid"], found["description"]) == ("false", "")
    assert [text for by, text in reader.heard() if by == "alert"] == []


def test_add_to_my_plan_says_what_became_of_it_and_keeps_the_keyboard(opened):
    reader = opened(SIMULATOR)
    reader.settled()
    reader.heard()
    [button] = reader.find("button", "Add to my plan")
    assert button["focusable"] and not button.get("disabled")
    reader.page.get_by_role("button", name="Add to my plan").press("Enter")
    expect(reader.page.locator(".tt-keep")).to_contain_text("It is in your plan.")
    reader.settled()
    said = reader.heard()
    assert [by for by, _text in said] == ["live-unseen"]
    assert said[0][1].startswith("It is in your plan.")
    assert [node["name"] for node in reader.nodes() if node.get("focused")][-1:] == ["Add to my plan"]


def test_the_ranking_and_all_other_lists_are_lists(opened):
    reader = opened(PICKER)
    ranking = reader.page.locator(".live-outputs ol.tt-rank")
    shown = ranking.locator("> li").count()
    assert shown > 2
    nodes = {node["id"]: node for node in reader.nodes()}
    first = ranking.locator("h3").first.inner_text()
    lists = [node for node in nodes.values() if node["role"] == "list"]
    items = [[node for node in below(nodes, each) if node["role"] == "listitem"] for each in lists]
    rows = [row for row in items if len(row) == shown]
    [row] = [row for row in rows if first in {node["name"] for node in below(nodes, row[0])}]
    assert [node for item in row for node in below(nodes, item) if node["role"] == "status"] == []
    spoilt = """(lists) => lists.filter((each) => getComputedStyle(each).listStyleType === 'none' // for Safari no list
      || (each.getAttribute('role') ?? 'list') !== 'list').map((each) => each.outerHTML)"""
    assert reader.page.locator("main :is(ul, ol)").evaluate_all(spoilt) == []


def below(nodes: dict[str, dict[str, Any]], node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every node below this one."""
    for each in node["below"]:
        if each in nodes:
            yield nodes[each]
            yield from below(nodes, nodes[each])
