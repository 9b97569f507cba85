// What a page remembers and announces. Everything on the page works without this file.
// Nothing is sent anywhere: ticks, answers, language and light or dark stay in this browser.

const keep = {
  read(name) {
    try { return JSON.parse(localStorage.getItem(`tertulia:${name}`)); } catch { return null; }
  },
  write(name, value) {
    try { localStorage.setItem(`tertulia:${name}`, JSON.stringify(value)); } catch { /* storage is off or full */ }
  },
  word(name, value) {  // a bare word, read by small scripts in the head before this file is there
    try { localStorage.setItem(`tertulia:${name}`, value); } catch { /* storage is off or full */ }
  },
};

function ticks() {
  const ticked = new Set(keep.read("ticks") ?? []);
  for (const box of document.querySelectorAll("[data-task]")) {
    const { task } = box.dataset;
    box.checked = ticked.has(task);
    box.addEventListener("change", () => {
      box.checked ? ticked.add(task) : ticked.delete(task);
      keep.write("ticks", [...ticked]);
    });
  }
}

function questions() {
  const answers = keep.read("answers") ?? {};
  for (const quiz of document.querySelectorAll("[data-question]")) {
    const { question } = quiz.dataset;
    const said = quiz.querySelector("[role=status]");
    const earlier = quiz.querySelector(`input[value="${answers[question]}"]`);
    if (earlier) earlier.checked = true;
    quiz.addEventListener("change", ({ target }) => {
      answers[question] = target.value;
      keep.write("answers", answers);
      said.textContent = quiz.querySelector(`.tt-says > [data-answer="${target.value}"]`).innerText;
    });
  }
}

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
  let onScreen;  // paper is light
  addEventListener("beforeprint", () => { onScreen = root.dataset.theme; root.dataset.theme = "light"; });
  addEventListener("afterprint", () => { root.dataset.theme = onScreen; });
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

ticks();
questions();
language();
lightOrDark();
whereOnThePage();
