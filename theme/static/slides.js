// Turns slides with the keys of any reader of slides, and draws the code that leads a phone to an exercise.

{
  const main = document.querySelector("main");
  const slides = [...main.children];
  const now = () => {
    const middle = main.scrollTop + main.clientHeight / 2;
    return Math.max(0, slides.findLastIndex((slide) => slide.offsetTop <= middle));
  };
  const go = (place) => {
    const to = Math.min(Math.max(place, 0), slides.length - 1);
    slides[to].scrollIntoView({ behavior: "instant" });
    history.replaceState(null, "", `#${to + 1}`);
  };
  const turns = {
    ArrowRight: () => now() + 1, ArrowDown: () => now() + 1, PageDown: () => now() + 1, " ": () => now() + 1,
    ArrowLeft: () => now() - 1, ArrowUp: () => now() - 1, PageUp: () => now() - 1,
    Home: () => 0, End: () => slides.length - 1,
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.key === " " && event.target.closest("a"))) return;
    if (event.key === "f" || event.key === "F") document.documentElement.requestFullscreen?.();
    const turn = turns[event.key];
    if (!turn) return;
    event.preventDefault();
    go(turn());
  });
  main.focus();

  const library = new URL("uqr.js", document.currentScript.src).href;
  const ways = [...document.querySelectorAll("[data-qr] a")];
  for (const way of ways) way.textContent = way.href.replace(/^https?:\/\//, "");
  if (ways.length && location.protocol !== "file:") {
    import(library).then(({ encode }) => {
      for (const way of ways) {
        const code = qrDrawing.of(encode(way.href, { ecc: "M", border: 0 }).data, way.href);
        way.parentElement.insertAdjacentHTML("afterbegin", code);
      }
    }).catch(() => {});  // the address stands there in letters
  }
}
