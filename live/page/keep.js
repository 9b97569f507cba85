// The texts that the cells may keep in this browser, the same for all pages and tabs of the book: localStorage, each under
// the book's prefix and its name. Python holds a copy of each; what it wants to keep is kept only if the browser still has
// what it knew.

export class Keep {
  // send(message): to the worker
  constructor(prefix, names, send) {
    this.prefix = prefix;
    this.send = send;
    if (!names.length) return;
    addEventListener("storage", ({ key }) => {
      for (const name of names) if (key === prefix + name || key === null) this.tell(name);
    });
    let problem = "";
    try {
      localStorage.setItem(`${prefix}try`, "");
      localStorage.removeItem(`${prefix}try`);
    } catch (reason) {
      problem = trouble(reason);
    }
    for (const name of names) this.tell(name, problem);
  }

  tell(name, problem = "") {
    let text = null;
    try {
      text = localStorage.getItem(this.prefix + name);
    } catch {
      problem = "blocked";
    }
    this.send({ type: "kept", name, text, problem });
  }

  // text null: forget it
  write({ name, text, expected }) {
    const key = this.prefix + name;
    try {
      if (localStorage.getItem(key) !== expected) return this.tell(name, "changed");
      if (text === null) localStorage.removeItem(key);
      else localStorage.setItem(key, text);
    } catch (problem) {
      this.tell(name, trouble(problem));
    }
  }
}

const trouble = (problem) => (problem?.name === "QuotaExceededError" ? "full" : "blocked");
