// What the course keeps in this browser: localStorage under the prefix that the page names, and nothing anywhere else but
// a visit's own values in sessionStorage.
// Where storage is switched off or full, the page remembers until it is left.

const keep = (() => {
  const PREFIX = document.documentElement.dataset.storage;
  const memory = new Map();
  let blocked = false;
  try {
    localStorage.setItem(`${PREFIX}try`, "1");
    localStorage.removeItem(`${PREFIX}try`);
  } catch {
    blocked = true;
  }
  if (blocked) document.documentElement.classList.add("keeps-nothing");

  const text = (name) => {
    try { return localStorage.getItem(PREFIX + name) ?? memory.get(name) ?? null; } catch { return memory.get(name) ?? null; }
  };
  const put = (name, words) => {
    try { localStorage.setItem(PREFIX + name, words); memory.delete(name); } catch { memory.set(name, words); }
  };
  const read = (name) => {
    try { return JSON.parse(text(name)); } catch { return null; }
  };
  return {
    PREFIX,
    blocked,
    text,
    word: put,  // a bare word, read by small scripts in the head before this file is there
    read,
    write: (name, value) => put(name, JSON.stringify(value)),
    // A kept group of values, or a kept list: an empty one where nothing of that kind is kept, whoever wrote it.
    group(name) {
      const value = read(name);
      return value !== null && typeof value === "object" && !Array.isArray(value) ? value : {};
    },
    list(name) {
      const value = read(name);
      return Array.isArray(value) ? value : [];
    },
    // Reads anew before it writes, so that a page in another tab loses nothing.
    change(name, made) { this.write(name, made(this.group(name))); },
    // Everything under our prefix, whoever wrote it.
    names() {
      try {
        return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length)).sort();
      } catch {
        return [];
      }
    },
    // A value of this visit, in this tab: made when it is first asked for, gone when the tab is closed.
    visit(name, ok, make) {
      try {
        const kept = JSON.parse(sessionStorage.getItem(PREFIX + name));
        if (ok(kept)) return kept;
      } catch { /* nothing is kept, or nothing that can be read */ }
      const made = make();
      try { sessionStorage.setItem(PREFIX + name, JSON.stringify(made)); } catch { /* made anew on the next page */ }
      return made;
    },
    forgetVisit() {
      try {
        for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
      } catch { /* nothing was kept */ }
    },
    forget(name) {
      memory.delete(name);
      try { localStorage.removeItem(PREFIX + name); } catch { /* nothing was kept */ }
    },
  };
})();
