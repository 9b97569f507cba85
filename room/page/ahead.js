// Put by the room's server into the pages of the course: while a page is read, what the exercises of this language start
// from is fetched, so that a room that opens an exercise at the same moment has most of it. One file after the other,
// after everything the page itself needs. What does not come, the exercise fetches.

(() => {
  if (document.querySelector("script[src*='live/live.js']")) return;  // an exercise fetches for itself
  if (navigator.connection?.saveData) return;
  const root = new URL(`${document.documentElement.dataset.content_root ?? "./"}../live/`, location.href);
  const language = `"TERTULIA_LANGUAGE":"${document.documentElement.lang}"`;

  const names = ({ core, images, pages }) => {
    const own = Object.entries(pages).filter(([name]) => name.startsWith(`${document.documentElement.lang}/`));
    const wanted = new Map();
    for (const [, { first }] of own) for (const name of first) wanted.set(name, (wanted.get(name) ?? 0) + 1);
    const most = [...wanted].filter(([name, times]) => times > own.length / 2 && !core.held.includes(name));
    const snapshot = Object.entries(core.snapshots).find(([environment]) => environment.includes(language))?.[1];
    return [core.page.file, core.worker, snapshot, core.modules, core.wasm, ...most.map(([name]) => images[name])];
  };

  async function fetchAhead() {
    try {
      const told = await (await fetch(new URL("live.json", root), { priority: "low" })).json();
      for (const name of names(told).filter(Boolean)) {
        await (await fetch(new URL(name, root), { priority: "low" })).arrayBuffer();
      }
    } catch { /* the exercise fetches it */ }
  }
  addEventListener("load", () => setTimeout(fetchAhead, 1000));
})();
