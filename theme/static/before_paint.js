// What must be known before the first paint, so the page waits for this file: small, and first. Without a script the style
// sheet asks the system for light or dark.

(() => {
  const page = document.documentElement;
  const { storage } = page.dataset;
  let mode = "auto";
  try { mode = localStorage.getItem(`${storage}mode`) || mode; } catch { /* storage is off */ }
  const dark = mode === "auto" ? matchMedia("(prefers-color-scheme: dark)").matches : mode === "dark";
  page.dataset.theme = dark ? "dark" : "light";
  page.classList.add("has-js");

  // Whose a finished answer is: said to readers who keep something of their own there
  const kept = (path) => {
    const [name, ...inside] = path.split(".");
    try {
      return inside.reduce((part, key) => part?.[key], JSON.parse(localStorage.getItem(storage + name)));
    } catch { return null; /* storage is off, or holds something else */ }
  };
  customElements.define("live-until", class extends HTMLElement {
    connectedCallback() { this.hidden = !this.dataset.kept.split(" ").some(kept); }
  });
})();
