"""What the walk of a new firm needs: what it must still say in each exercise, and a learner who says it by keyboard.

The firm is invented, and none of those the course shows: Marcos Tres Listones, frame makers in Zamora, four people.
An operation is one thing the learner enters or decides: a field filled, a choice made, a slider set, a button pressed.
Tabs from one control to the next are none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tertulia.clock import today
from tertulia.language import _
from tests.browser.living import alive, ask


@dataclass(frozen=True)
class Say:
    """A control by its name, and what the firm enters or chooses there."""

    control: str
    value: Any


@dataclass(frozen=True)
class Press:
    """A button by its English words."""

    button: str


ROOT = Path(__file__).resolve().parents[2]
ADD = Press("Add to my plan")
FIRM = "exercises/start/your_firm"
FOUNDATIONS = "exercises/start/foundations_check"
CANVAS = "exercises/strategy/strategy_canvas"
PICKER = "exercises/strategy/network_picker"
MIX = "exercises/strategy/content_mix"
SIMULATOR = "exercises/strategy/community_simulator"
BRIEF = "exercises/manager/manager_brief"
REVIEW = "exercises/plan/plan_review"

CORE = (FIRM, FOUNDATIONS, CANVAS, PICKER, MIX, SIMULATOR, BRIEF, REVIEW)
"""Without these there is no plan: whose it is and who answers; what must stand first; what, from whom and by which
number; where; what is published when; what to expect; who does the work; the day on which it is judged. Without one of
the others, a part of the plan is empty, and the rest of it holds."""

MOST, MOST_CORE = 90, 45
"""Operations of the whole walk, and of the core."""

INBOX = (("today", "public", "inform"), ("now", "private", "ask"))
"""When, by which way and in which tone the firm answers the first messages of the drill; then it closes the inbox."""

WALK: Mapping[str, Sequence[Say | Press]] = {
    FIRM: (
        Say("sector", "trade_workshop"),
        Say("name", "Marcos Tres Listones"),
        Say("makes", "marcos a medida y restauración de molduras"),
        Say("region", "ES-CL"),
        Say("people", 4),
        Say("leader", "owner"),
        Say("answers", "Elvira"),
        Say("stand_in", "Tomás"),
        Say("hours", 4.0),
        Say("buyers", "people"),
        Say("ages.35-54", True),
        Say("ages.55-74", True),
        Say("places.website", True),
        Say("places.map", True),
        Say("places.email", True),
        Say("accounts.0.network", "facebook"),
        Say("accounts.0.followers", 180),
        ADD,
    ),
    "exercises/start/walk_in_check": (),  # for somebody with another phone, on another day
    FOUNDATIONS: (
        Say("questions.phone", True),
        Say("questions.listing_right", True),
        Say("questions.current", True),
        Say("questions.legal_notice", True),
        Say("questions.consent", True),
        Say("questions.access", True),
        Say("questions.domain", True),
        ADD,
    ),
    "exercises/networking/contact_map": (
        Say("lines", "Pilar, de la galería; other firms; every month\nLuis; customers; every week; photos; Pilar"),
        Press("Add these lines"),
        ADD,
    ),
    "exercises/networking/ask_for_help": (
        Say("person", "Pilar, de la galería"),
        Say("question", "¿Conoces a alguien que dore molduras?"),
        ADD,
    ),
    "exercises/web2/audience_explorer": (ADD,),
    "exercises/web2/adoption_explorer": (),  # looks up firms like this one, and knows it already
    "exercises/web2/conversation_audit": (
        Say("text", "Nuevo marco de roble, desde 40 euros\n¿Qué lámina tienes en casa sin enmarcar? Cuéntanoslo"),
        ADD,
    ),
    CANVAS: (
        Say("objective", "new_customers"),
        Say("audience", "familias de Zamora con láminas y fotos sin enmarcar en casa"),
        Say("kpis.0.kind", "quotes"),
        Say("kpis.0.baseline", 6),
        Say("kpis.0.target", 10),
        Say("kpis.0.by", today() + timedelta(days=120)),
        Say("kpis.0.source", "la libreta del mostrador"),
        Say("tactics.0.text", "enseñar un antes y un después cada semana"),
        Say("tactics.0.hours", 2.0),
        Say("question", "¿Qué te hizo dudar antes de venir?"),
        Say("heard_by", "los cuatro, los lunes al abrir"),
        ADD,
    ),
    PICKER: (ADD,),
    MIX: (ADD,),
    SIMULATOR: (Say("audience", 3000), Say("goal", 5), ADD),
    "exercises/inside/workplace_network": (
        Say("tool", "una pizarra junto a la guillotina"),
        Say("purpose", "qué encargos salen esta semana"),
        Say("keeper", "Noa"),
        ADD,
    ),
    "exercises/inside/rumour_run": (Say("delay", 2), ADD),
    "exercises/inside/ambassador_programme": (Say("volunteers", 25), ADD),
    "exercises/manager/inbox_drill": (
        *(
            step
            for place, choices in enumerate(INBOX)
            for step in (
                *(
                    Say(f"decisions.{place}.{part}", choice)
                    for part, choice in zip(("when", "how", "stance"), choices, strict=True)
                ),
                Press("Decide"),
                Press("Show me why"),
                Press("Next message"),
            )
        ),
        Press("Close the inbox; the rest stays unread"),
        ADD,
    ),
    "exercises/manager/results_dashboard": (Say("hour_euros", 16), Say("conversions", 2), Say("margin", 35), ADD),
    "exercises/manager/monthly_report": (Say("measured.0", 7), ADD),
    BRIEF: (ADD,),
    "exercises/manager/listening_setup": (Say("places", "Zamora"), ADD),
    REVIEW: (ADD,),
}
"""What the firm must still say in each exercise, in the order of the course, to have a whole and honest plan."""

# ---- the page ------------------------------------------------------------------------------------------------------

CONTROLS = """__import__('json').dumps({name: ['Radio' if type(control.widget).__name__ == 'RadioButtons'
 else type(control).__name__, control.widget.description, control.entry,
 [str(value) for value in getattr(control.widget, '_options_values', ())]]
 for name, control in _.controls.named().items()}, default=str)"""

ENTRY = "__import__('json').dumps(_.controls[{name!r}].entry, default=str)"

ROLES = {
    "Choice": "combobox",
    "EntryChoice": "combobox",
    "SourceChoice": "combobox",
    "Radio": "radiogroup",
    "Tick": "checkbox",
    "Slider": "slider",
    "TextField": "textbox",
    "PeopleField": "textbox",
    "DecimalField": "textbox",
    "WholeNumberField": "spinbutton",
}

STAND = """() => [...document.querySelectorAll(
    ".live-outputs .tt-card :is(input:not([type=file]), select, textarea, [role=slider])")].map((control) =>
  control.matches("[role=slider]") ? control.getAttribute("aria-valuetext")
  : control.matches("select") ? control.selectedOptions[0]?.label
  : control.matches("[type=checkbox], [type=radio]") ? control.checked : control.value)"""
"""What stands in every control of the page, as the reader sees it."""

KEPT = "() => Object.fromEntries(Object.entries(localStorage).filter(([key]) => !key.endsWith('progress')))"

UNTIL = """async ([expression, wanted]) => {
  const end = performance.now() + 20000;
  let found;
  while (performance.now() < end) {
    found = JSON.parse(await live.ask(expression));
    if (JSON.stringify(found) === JSON.stringify(wanted)) return null;
    await new Promise((next) => setTimeout(next, 20));
  }
  return [found];
}"""

TABS = 400
"""More than any page has between two controls."""


@dataclass
class Walker:
    """A learner at the keyboard. `done` is what they entered and decided, page by page."""

    page: Page
    done: list[tuple[str, Say | Press]] = field(default_factory=list)

    def open(self, address: str) -> None:
        """Open an exercise, wait until it is alive, and jump over the page's head by its first link."""
        self.page.goto(address)
        alive(self.page)

    def read(self) -> dict[str, list[Any]]:
        """Every control by name: kind, label, what it holds, its options."""
        found: dict[str, list[Any]] = json.loads(ask(self.page, CONTROLS))
        return found

    def at(self, kind: str, label: str) -> Locator:
        """The control as a screen reader finds it."""
        shown = self.page.locator(".live-outputs")
        if kind == "DateField":
            return shown.get_by_label(label, exact=True)
        return shown.get_by_role(ROLES[kind], name=label, exact=True)  # type: ignore[arg-type]

    def go(self, target: Locator) -> None:
        """Go there with Tab, or back with Shift and Tab."""
        expect(target).to_be_enabled()
        here = target.element_handle()
        behind = here.evaluate(
            "(there) => !!(there.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING)"
        )
        for _tab in range(TABS):
            if here.evaluate("(there) => there === document.activeElement"):
                return
            self.page.keyboard.press("Shift+Tab" if behind else "Tab")
        raise AssertionError(f"not reached by Tab: {here.evaluate('(there) => there.outerHTML')[:200]}")

    def do(self, exercise: str, step: Say | Press) -> None:
        """Enter, choose or press it, by keyboard alone, and wait until the exercise has it."""
        self.done.append((exercise, step))
        if isinstance(step, Press):
            self.go(self.page.locator(".live-outputs").get_by_role("button", name=_(step.button), exact=True))
            self.page.keyboard.press("Enter")
        else:
            self._say(step)

    def _say(self, step: Say) -> None:
        keyboard = self.page.keyboard
        kind, label, before, options = self.read()[step.control]
        place = options.index(str(before)) if kind == "Radio" and before is not None else 0
        self.go(self.at(kind, label).get_by_role("radio").nth(place) if kind == "Radio" else self.at(kind, label))
        if kind == "Tick":
            keyboard.press("Space")
        elif kind == "Choice":
            by = options.index(str(step.value)) - options.index(str(before))
            for _press in range(abs(by)):
                keyboard.press("ArrowDown" if by > 0 else "ArrowUp")
        elif kind == "Radio":
            keyboard.press("Space")
            for _press in range(options.index(str(step.value)) - place):
                keyboard.press("ArrowDown")
        elif kind == "Slider":
            self._slide(step)
        elif kind == "DateField":
            keyboard.type(f"{step.value:%m%d%Y}")
            keyboard.press("Tab")
        else:
            keyboard.press("ControlOrMeta+a")
            keyboard.type(str(step.value))
            keyboard.press("Tab")
        wanted = step.value.isoformat() if isinstance(step.value, date) else step.value
        self.until(ENTRY.format(name=step.control), wanted, step.control)

    def _slide(self, step: Say) -> None:
        at = f"_.controls[{step.control!r}].widget"
        value, each = ask(self.page, f"[{at}.value, {at}.step]")
        presses = round((step.value - value) / each)
        for _press in range(abs(presses)):
            self.page.keyboard.press("ArrowRight" if presses > 0 else "ArrowLeft")

    def until(self, expression: str, wanted: Any, what: str) -> None:
        """Wait until Python says so."""
        found = self.page.evaluate(UNTIL, [expression, wanted])
        assert found is None, (what, wanted, found)

    def stand(self) -> tuple[Any, Any]:
        """What stands in the page's controls, and what the browser keeps, once Python has done what it was asked.

        What is kept of this exercise shows in its controls: what has come into the plan may have left the entries.
        """
        name = ask(self.page, "_.name")
        kept = self.page.evaluate(KEPT)
        entries = json.loads(kept.pop("tertulia:entries", "{}")).get("exercises", {})
        return self.page.evaluate(STAND), {**kept, "others": {**entries, name: None}}

    def reload(self) -> None:
        """Leave the page and come back."""
        self.page.reload()
        alive(self.page)
