// One text that the cells may keep in this browser, the same for all pages and tabs of the book: localStorage, under the
// name the book gives it. Python holds a copy; what it wants to keep is kept only if the browser still has what it knew.

export class Keep {
  // send(message): to the worker
  constructor(name, send) {
    this.name = name;
    this.send = send;
    addEventListener("storage", ({ key }) => {
      if (key === name || key === null) this.tell();
    });
    try {
      localStorage.setItem(`${name}:try`, "");
      localStorage.removeItem(`${name}:try`);
      this.tell();
    } catch (problem) {
      this.tell(trouble(problem));
    }
  }

  tell(problem = "") {
    let text = null;
    try {
      text = localStorage.getItem(this.name);
    } catch {
      problem = "blocked";
    }
    this.send({ type: "kept", text, problem });
  }

  // text null: forget it
  write({ text, expected }) {
    try {
      if (localStorage.getItem(this.name) !== expected) return this.tell("changed");
      if (text === null) localStorage.removeItem(this.name);
      else localStorage.setItem(this.name, text);
    } catch (problem) {
      this.tell(trouble(problem));
    }
  }
}

const trouble = (problem) => (problem?.name === "QuotaExceededError" ? "full" : "blocked");
