// The texts that the cells may keep in this browser, the same for all pages and tabs of the book: localStorage, each under
// the book's prefix and its name. Python holds a copy of each; what it wants to keep is kept only if the browser still has
// what it knew.

export class Keep {
  // send(message): to the worker
  constructor(prefix, names, send) {
    this.prefix = prefix;
    this.names = names;
    this.send = send;
    this.known = new Map(); // what Python knows
    this.refused = new Set(); // what found no room: there may be some when the reader comes back
    this.listening = new AbortController();
    if (!names.length) return;
    const { signal } = this.listening;
    addEventListener("storage", ({ key }) => {
      for (const name of names) if (key === prefix + name || key === null) this.follow(name);
    }, { signal });
    document.addEventListener("visibilitychange", () => names.forEach((name) => this.follow(name)), { signal });
    let problem = "";
    try {
      localStorage.setItem(`${prefix}try`, "");
      localStorage.removeItem(`${prefix}try`);
    } catch (reason) {
      problem = trouble(reason);
    }
    for (const name of names) this.tell(name, problem);
  }

  close() {
    this.listening.abort();
  }

  // Whether another tab has changed something that Python has not heard of.
  get stale() {
    try {
      return this.names.some((name) => localStorage.getItem(this.prefix + name) !== this.known.get(name));
    } catch {
      return false;
    }
  }

  // What another tab wrote; a tab that nobody sees hears of it when it is seen again.
  follow(name) {
    if (document.hidden) return;
    try {
      if (!this.refused.has(name) && localStorage.getItem(this.prefix + name) === this.known.get(name)) return;
    } catch {
      return; // Python has been told that nothing is kept here
    }
    this.tell(name);
  }

  tell(name, problem = "") {
    let text = null;
    try {
      text = localStorage.getItem(this.prefix + name);
    } catch {
      problem = "blocked";
    }
    this.known.set(name, text);
    if (problem === "full") this.refused.add(name);
    else this.refused.delete(name);
    this.send({ type: "kept", name, text, problem });
  }

  // text null: forget it
  write({ name, text, expected }) {
    const key = this.prefix + name;
    try {
      if (localStorage.getItem(key) !== expected) return this.tell(name, "changed");
      if (text === null) localStorage.removeItem(key);
      else localStorage.setItem(key, text);
      this.known.set(name, text);
    } catch (problem) {
      this.tell(name, trouble(problem));
    }
  }
}

const trouble = (problem) => (problem?.name === "QuotaExceededError" ? "full" : "blocked");
