// An address that ends in "#field-…" means a control of an exercise, whose box bears the class "tt-field-…": it comes into
// view, and once the exercise is alive it gets the keyboard's place. What arrives behind may fill and move the controls
// once more, so it is gone to again, until the reader does something.

function goToField() {
  const OWN_MOVES = ["pointerdown", "keydown", "wheel", "touchmove"];
  const AFTER = 2000; // ms after all has arrived in which something may still move
  let changes, ending;

  const shown = (box) => box.getClientRects().length > 0;

  // The control's box; where it is not asked just now, the nearest that is.
  function place() {
    let name = /^#(field-[A-Za-z0-9-]+)$/.exec(location.hash)?.[1];
    let found = name && [...document.getElementsByClassName(`tt-${name}`)].find(shown);
    for (; name && !found && name !== "field"; name = name.replace(/-[^-]*$/, "")) {
      found = [...document.querySelectorAll(`[class*="tt-${name}-"]`)].find(shown);
    }
    return found;
  }

  function go() {
    const sought = /^#(field-[A-Za-z0-9-]+)$/.exec(location.hash)?.[1];
    for (const box of sought ? document.getElementsByClassName(`tt-${sought}`) : []) {
      for (let fold = box.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    }
    const box = place();
    if (!box) return;
    if (box.closest(".live-outputs") && !box.contains(document.activeElement)) {
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
    changes = null;
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
      if (performance.getEntriesByName("live-behind").length) ending ??= setTimeout(end, AFTER);
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
