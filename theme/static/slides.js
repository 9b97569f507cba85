// Turns slides with the keys of any reader of slides, with a click beside the middle and with a finger, and says where learners
// find what a slide leads to, as an address and as a code for their phones.

{
  const main = document.querySelector("main");
  const slides = [...main.children];
  const page = document.documentElement;
  const script = document.currentScript.src;
  let notes = false;

  // ---- turning ----
  const now = () => {
    const middle = scrollY + innerHeight / 2;
    return Math.max(0, slides.findLastIndex((slide) => slide.offsetTop <= middle));
  };
  const showNotes = () => {
    const at = now();
    for (const [place, slide] of slides.entries()) {
      const note = slide.querySelector(".tt-deck__notes");
      if (note) note.hidden = !(notes && place === at);
    }
  };
  const go = (place) => {
    const slide = slides[Math.min(Math.max(place, 0), slides.length - 1)];
    slide.scrollIntoView({ behavior: "instant" });
    slide.focus({ preventScroll: true });  // so that it is read aloud
    history.replaceState(null, "", `#${slide.id}`);
    showNotes();
  };
  const turns = {
    ArrowRight: () => now() + 1, ArrowDown: () => now() + 1, PageDown: () => now() + 1, " ": () => now() + 1,
    ArrowLeft: () => now() - 1, ArrowUp: () => now() - 1, PageUp: () => now() - 1,
    Home: () => 0, End: () => slides.length - 1,
  };
  const others = {
    f() { if (document.fullscreenElement) document.exitFullscreen(); else page.requestFullscreen?.().catch(() => {}); },
    n() { notes = !notes; showNotes(); },
    escape() {  // out of the full screen the browser leads by itself
      if (notes) others.n(); else if (!document.fullscreenElement) document.querySelector("[data-back]").click();
    },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === " " && event.shiftKey) { event.preventDefault(); go(now() - 1); return; }
    if (/^(Arrow(Up|Down)|Page.*)$/.test(event.key) && event.target.closest(".tt-deck__notes")) return;  // these scroll
    const turn = turns[event.key], other = others[event.key.toLowerCase()];
    if (turn) { event.preventDefault(); go(turn()); } else if (other && !event.repeat) other();
  });
  main.addEventListener("click", (event) => {
    if (event.target.closest("a, .tt-deck__notes") || String(getSelection())) return;
    const place = event.clientX / innerWidth;
    if (place > 2 / 3) go(now() + 1); else if (place < 1 / 3) go(now() - 1);
  });
  let finger = null;
  main.addEventListener("touchstart", (event) => {
    finger = event.touches.length === 1 ? event.touches[0] : null;
  }, { passive: true });
  main.addEventListener("touchend", (event) => {
    if (!finger) return;
    const x = event.changedTouches[0].clientX - finger.clientX, y = event.changedTouches[0].clientY - finger.clientY;
    finger = null;
    if (Math.abs(x) > 50 && Math.abs(x) > 2 * Math.abs(y)) go(now() + (x < 0 ? 1 : -1));
  });
  addEventListener("scroll", () => { if (notes) showNotes(); }, { passive: true });
  slides[Math.max(0, slides.findIndex((slide) => `#${slide.id}` === location.hash))].focus({ preventScroll: true });

  // ---- where learners are ----
  const ADDRESS = /^https?:\/\/[^\s/?#"'<>]+(\/[^\s?#"'<>]*)?$/;
  const alone = /^(localhost|127(\.\d+){3}|\[::1\])$/;  // an address of this computer leads no phone anywhere

  // A room says its own address; else the deck may know one; else it is where the deck itself is shown
  async function learners() {
    if (location.pathname.includes("/teachers/")) {
      try {
        const answer = await fetch("/room/address");
        const { address } = await answer.json();
        if (answer.ok && ADDRESS.test(address)) return address.endsWith("/") ? address : `${address}/`;
      } catch { /* no room */ }
    }
    if (main.dataset.address) return main.dataset.address;
    const here = location.protocol.startsWith("http") && !alone.test(location.hostname);
    return here ? new URL("../", new URL(page.dataset.content_root, location.href)).href : "";
  }
  async function lead() {
    const address = await learners();
    if (!address) return;  // the words say where it is in the course
    const ways = [...document.querySelectorAll(".tt-deck__way")];
    for (const way of ways) {
      const link = way.querySelector("a");
      link.href = address + way.dataset.path;
      const shown = link.querySelector(".tt-deck__address") ?? document.createElement("span");
      shown.className = "tt-deck__address";
      shown.textContent = address.replace(/^https?:\/\//, "").replace(/\/$/, "");  // what a hand can type
      link.prepend(shown);
    }
    try {
      const { encode } = await import(new URL("uqr.js", script).href);
      for (const way of ways) {
        const { href } = way.querySelector("a");
        way.insertAdjacentHTML("beforeend", qrDrawing.of(encode(href, { ecc: "M", border: 0 }).data, href));
      }
    } catch { /* the address stands there in letters */ }
  }
  globalThis.readyForPaper = lead();
}
