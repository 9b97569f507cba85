// The frame of a page: language, light or dark, and where the reader is. Everything works without this file.

function language() {
  for (const link of document.querySelectorAll("a[data-language]")) {
    link.addEventListener("click", () => keep.word("language", link.hreflang));
  }
}

function lightOrDark() {
  const root = document.documentElement;
  document.querySelector(".theme-switch-button")?.addEventListener("click", () => {
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
    keep.word("mode", root.dataset.theme);
  });
}

function whereOnThePage() {
  const links = new Map([...document.querySelectorAll(".tt-toc a")].map((link) => [link.hash.slice(1), link]));
  if (!links.size) return;
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      for (const link of links.values()) link.removeAttribute("aria-current");
      links.get(target.id).setAttribute("aria-current", "true");
    }
  }, { rootMargin: "0px 0px -70% 0px" });
  for (const id of links.keys()) {
    const place = document.getElementById(id);
    if (place) seen.observe(place);
  }
}

// Where pages come from a copy on this device (chapters/without_net): whether the site has a newer version.
function newer() {
  const line = document.querySelector("[data-newer]");
  if (!line || !navigator.serviceWorker?.controller) return;
  const script = Object.assign(document.createElement("script"), { src: line.dataset.newer });
  script.addEventListener("load", async () => {
    try { line.hidden = !await offlineCopy.outdated(); } catch { /* there is no net, which is what the copy is for */ }
  });
  document.head.append(script);
}

language();
lightOrDark();
whereOnThePage();
newer();
