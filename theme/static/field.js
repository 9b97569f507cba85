// An address that ends in "#field-…" means a control of an exercise, whose box bears the class "tt-field-…": it comes into
// view, and once the exercise is alive it gets the keyboard's place. What arrives behind may fill and move the controls
// once more, so it is gone to again, until the reader does something.

function goToField() {
  const OWN_MOVES = ["pointerdown", "keydown", "wheel", "touchmove"];
  const AFTER = 2000; // ms after all has arrived in which something may still move
  let changes, ending;

  const shown = (box) => box.getClientRects().length > 0;
  const all = () => performance.getEntriesByName("live-behind").length > 0;

  // Where a control is not asked just now: the nearest that is.
  function nearest(name) {
    for (; name !== "field"; name = name.replace(/-[^-]*$/, "")) {
      const found = [...document.querySelectorAll(`[class*="tt-${name}-"]`)].find(shown);
      if (found) return found;
    }
    return null;
  }

  function go() {
    const name = /^#(field-[A-Za-z0-9-]{1,80})$/.exec(location.hash)?.[1];
    if (!name) return;
    const boxes = [...document.getElementsByClassName(`tt-${name}`)];
    for (const each of boxes) {
      for (let fold = each.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    }
    const asked = boxes.find(shown);
    const box = asked ?? nearest(name);
    if (!box) return;
    const settled = asked || all(); // it may still be asked, once the plan has come
    if (settled && box.closest(".live-outputs") && !box.contains(document.activeElement)) {
      const enabled = (kinds) => box.querySelector(`:is(${kinds}):not(:disabled)`);
      const control = enabled(".noUi-handle, select, textarea, input:checked") ?? enabled("input") ?? enabled("button");
      if (!control) box.tabIndex = -1; // locked for now: what stands there says why
      (control ?? box).focus({ preventScroll: true });
    }
    box.scrollIntoView({ block: "center", behavior: "instant" });
  }

  function end() {
    clearTimeout(ending);
    changes?.disconnect();
    changes = ending = null;
    for (const move of OWN_MOVES) removeEventListener(move, moved, true);
  }

  function moved({ target }) {
    if (!target.closest?.("[data-live-status]")) end(); // whoever presses "Fetch it" still wants to get there
  }

  function begin() {
    end();
    if (!location.hash.startsWith("#field-")) return;
    let waits = false;
    changes = new MutationObserver(() => {
      if (all()) ending ??= setTimeout(end, AFTER);
      if (waits) return;
      waits = true;
      requestAnimationFrame(() => {
        waits = false;
        if (changes) go();
      });
    });
    const parts = { childList: true, subtree: true, attributes: true, attributeFilter: ["class", "hidden", "data-live"] };
    changes.observe(document.documentElement, parts);
    for (const move of OWN_MOVES) addEventListener(move, moved, true);
    go();
  }

  addEventListener("hashchange", begin);
  addEventListener("click", ({ target }) => { // the same link once more changes no address
    const link = target.closest?.("a[href]");
    if (link?.hash.startsWith("#field-") && link.href === location.href) begin();
  });
  begin();
}

goToField();
