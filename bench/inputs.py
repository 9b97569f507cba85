"""python -m bench.inputs SITE: how long large and odd input holds the contact map, and how long its answer takes.

Prints and writes nothing. A real Chromium pastes texts and opens files in the built page: "held" is the longest time in
which the page dealt with nothing else, "answered" the time until Python had dealt with all of it.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from live.bench import CHROMIUM, FLAGS, serving

PAGE = "en/exercises/networking/contact_map.html"

TEXTS: Mapping[str, str] = {
    "100 KB without a blank": "x" * 100_000,
    "1 MB without a blank": "x" * 1_000_000,
    "59,999 signs without a blank": "x" * 59_999,
    "29,999 lines": "x\n" * 29_999,
    "400 people": "".join(f"Ana {n}, Firm {n}, good friend\n" for n in range(400)),
    "nearly addresses": "a@" * 29_999,
    "accents": "e\u0301" * 29_999,
}


def files() -> dict[str, tuple[str, str]]:
    """Files by what they are: name and content."""
    people = [f"Ana Ruiz {n},Firm {n},ana{n}@example.org" for n in range(30_000)]
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz {n}\nORG:Firm {n}\nEND:VCARD\n"
    return {
        "9,999 people (0.4 MB)": ("a.csv", "\n".join(["Name,Firm,E-mail", *people[:9_999]])),
        "30,000 people (1.3 MB)": ("a.csv", "\n".join(["Name,Firm,E-mail", *people])),
        "9,999 cards (0.8 MB)": ("a.vcf", "".join(card.format(n=n) for n in range(9_999))),
        "one line (10 MB)": ("a.csv", "x" * 10_000_000),
        "lines of nothing (20 MB)": ("a.csv", "a;b;c;d\n" * 2_500_000),
        "too large (27 MB)": ("a.csv", "x" * 27_000_000),
    }


GIVE = """async ([what, name, text]) => {
  const [field, button] = [".tt-field-lines textarea", ".tt-field-file button"].map((each) =>
    document.querySelector(`.live-outputs ${each}`));
  const given = new DataTransfer();
  if (what === "file") given.items.add(new File([text], name));
  else given.setData("text/plain", text);
  const rest = () => new Promise((done) => setTimeout(done, 0));
  let [held, last] = [0, performance.now()];
  const beat = new MessageChannel();
  beat.port1.onmessage = () => {
    held = Math.max(held, performance.now() - last);
    last = performance.now();
    setTimeout(() => beat.port2.postMessage(0), 5);
  };
  beat.port2.postMessage(0);
  const began = performance.now();
  if (what === "file") {
    button.dispatchEvent(new DragEvent("drop", { dataTransfer: given, bubbles: true, cancelable: true }));
  } else {
    field.focus();
    field.select();
    const asks = { inputType: "insertFromPaste", dataTransfer: given, bubbles: true, cancelable: true };
    if (field.dispatchEvent(new InputEvent("beforeinput", asks))) {
      field.value = text;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
  for (let quiet = 0; quiet < 20; await rest()) quiet = live.manager.waiting.size ? 0 : quiet + 1;
  const answered = performance.now() - began;
  await new Promise((done) => setTimeout(done, 50));
  beat.port1.close();
  const said = ":is(.tt-field-lines, .tt-field-file) :is([role=alert], [role=status])";
  const lines = [...document.querySelectorAll(said)].filter((each) => each.closest(".live-outputs"));
  return [held, answered, lines.map((each) => each.textContent).join(" ")];
}"""


def measured(page: Any, what: str, name: str, text: str) -> str:
    """A line of the table."""
    held, answered, said = page.evaluate(GIVE, [what, name, text])
    return f"{held:8.0f} {answered:10.0f}  {said[:90]}"


def main() -> int:
    """Measure a built site."""
    parser = argparse.ArgumentParser(prog="python -m bench.inputs", description=__doc__)
    parser.add_argument("site", type=Path)
    given = parser.parse_args()
    from playwright.sync_api import sync_playwright

    with serving(given.site) as address, sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS)).new_page()
        page.goto(f"{address}/{PAGE}")
        page.wait_for_function("performance.getEntriesByName('live-behind').length", timeout=120_000)
        print(f"{'':<32} held, ms answered, ms  said at the field")
        for kind, text in TEXTS.items():
            print(f"{kind:<32} {measured(page, 'text', '', text)}", flush=True)
        measured(page, "text", "", "")
        for kind, (name, text) in files().items():
            print(f"{kind:<32} {measured(page, 'file', name, text)}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
