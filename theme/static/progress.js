// How far the learner is, told by the page itself and kept in this browser only.
// A chapter is read when its end was on the screen and it was in view long enough to be read with care in part;
// an exercise is done when its answer changed because the learner moved something; a check is passed by quiz.js: at the
// first answers, or at those given when a question came back on a later day.

const progress = {
  // A clock that says no year of this century is not believed.
  today: () => (/^20\d\d-/.test(new Date().toISOString()) ? new Date().toISOString().slice(0, 10) : "2024-01-01"),
  of(page) {
    const told = keep.group("progress")[page];
    return told !== null && typeof told === "object" ? told : {};
  },
  // The questions of a page whose answer counted: by name, on which day, and whether it was right. What does not look
  // like that is no answer.
  checks(page) {
    const isCheck = ([key, told]) => /^[0-9a-f]{10}$/.test(key) && typeof told?.day === "string" &&
      /^\d{4}-\d{2}-\d{2}$/.test(told.day) && typeof told.right === "boolean";
    return Object.fromEntries(Object.entries(progress.of(page).checks ?? {}).filter(isCheck));
  },
  note(page, facts) {
    keep.change("progress", (all) => ({ ...all, [page]: { ...all?.[page], ...facts } }));
    document.dispatchEvent(new Event("tertulia:progress"));
  },
  // What is still open of a step: an element with data-step, data-exercises and, where it has questions, data-check.
  // It is whole when every question was right when it counted; worked through, when every one was answered.
  parts({ dataset: { step, exercises, check } }) {
    const names = exercises ? exercises.split(" ") : [];
    const { read, right, of, passed } = progress.of(step);
    const done = names.filter((name) => progress.of(name).done).length;
    const whole = Boolean(read) && done === names.length && (check === undefined || Boolean(passed));
    const begun = Boolean(read || done || of);
    const asked = Number(check ?? 0);
    const checks = Object.values(progress.checks(step));
    const answered = passed || of ? asked : Math.min(checks.length, asked);
    const rights = passed ? asked : Math.min(checks.filter((told) => told.right).length, asked);
    const through = Boolean(read) && done === names.length && answered === asked;
    return { read, done, exercises: names.length, questions: check, right, of, passed, whole, begun, asked, answered, rights, through };
  },
};

{
  const SETTLE = 5;  // seconds between two notes of the time
  const ANSWERED = 4000;  // ms within which an exercise answers a control, on a slow phone too
  const { page } = document.body.dataset;

  function reading() {
    const article = document.querySelector("article[data-reading]");
    if (!article || progress.of(page).read) return;
    const needed = Number(article.dataset.reading);
    const end = [...article.querySelectorAll(".tt-quiz [role=status]")].at(-1) ?? article.querySelector("[data-end]");
    let fresh = 0, atEnd = false;
    const settle = () => {
      const { seconds = 0, end: earlier = false, read } = progress.of(page);
      if (read || (!fresh && atEnd === earlier)) return;
      const now = { seconds: seconds + fresh, end: earlier || atEnd };
      fresh = 0;
      if (now.end && now.seconds >= needed) {
        clearInterval(clock);
        progress.note(page, { ...now, read: progress.today() });
      } else if (now.seconds || now.end) progress.note(page, now);
    };
    const clock = setInterval(() => {
      if (document.visibilityState !== "visible") return;
      fresh += 1;
      if (fresh % SETTLE === 0) settle();
    }, 1000);
    new IntersectionObserver((entries, watch) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      watch.disconnect();
      atEnd = true;
      settle();
    }).observe(end);
    addEventListener("pagehide", settle);
  }

  // Any live exercise: a control was used, and then the answer in the page changed.
  function doing() {
    const USED = "input, select, textarea, button, [role=slider], [contenteditable], .noUi-target";
    const MOVES = /^(Arrow|Page|Home|End|Enter| )/;
    let used = -ANSWERED;
    const use = ({ type, key, isTrusted, target }) => {
      if (!isTrusted || document.documentElement.dataset.live !== "ready") return;
      if (!target.closest?.(".live-outputs")?.contains(target.closest(USED))) return;
      if (type === "keydown" && !MOVES.test(key)) return;
      used = performance.now();
    };
    for (const type of ["input", "change", "click", "pointerdown", "pointerup", "keydown"]) addEventListener(type, use, true);
    const main = document.getElementById("main-content");
    const watch = new MutationObserver((changes) => {
      if (performance.now() - used > ANSWERED) return;
      const answers = changes.some(({ target }) => {
        const place = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
        return place?.closest(".live-outputs :is(.tt-answer, .tt-after)");
      });
      if (!answers) return;
      watch.disconnect();
      progress.note(page, { done: progress.today() });
    });
    if (main && document.querySelector(".live-cell") && !progress.of(page).done) {
      watch.observe(main, { childList: true, characterData: true, subtree: true });
    }
  }

  const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  // A word behind a link's text for those who do not see its sign.
  function word(link, text) {
    let said = link.querySelector(".tt-said");
    if (!said) {
      said = document.createElement("span");
      said.className = "sr tt-said";
      (link.querySelector("svg + span") ?? link).append(said);
    }
    said.textContent = text && `, ${text}`;
  }

  function inTheContents() {
    const steps = [...document.querySelectorAll("#steps [data-step]")];
    if (!steps.length) return;
    const { done: doneWord, read: readWord, steps: title } = document.querySelector("#steps [data-steps]").dataset;
    let whole = 0;
    for (const step of steps) {
      const state = progress.parts(step);
      whole += state.whole;
      const link = step.querySelector("a");
      const seat = link.querySelector(".tt-seat");
      seat.dataset.open ??= seat.dataset.state;
      seat.dataset.state = state.whole ? "done" : seat.dataset.open;
      word(link, state.whole ? doneWord : state.read ? readWord : "");
      for (const below of step.querySelectorAll("[data-exercise]")) {
        const isDone = Boolean(progress.of(below.dataset.exercise).done);
        below.classList.toggle("is-done", isDone);
        word(below, isDone ? doneWord : "");
      }
    }
    if (keep.read("progress")) {
      document.querySelector("#steps [data-steps]").textContent = say(title, { done: whole, all: steps.length });
    }
  }

  function onTheHomePage() {
    const list = document.querySelector(".tt-course[data-done]");
    if (!list) return;
    const rows = [...list.querySelectorAll("[data-step]")];
    const states = rows.map(progress.parts);
    if (!keep.read("progress") || !states.some(({ begun }) => begun)) return;
    const { done, now, onward, count } = list.dataset;
    const next = states.findIndex(({ whole }) => !whole);
    const finished = states.filter(({ whole }) => whole).length;
    const seats = [...document.querySelectorAll(".tt-table [data-seat]")];
    rows.forEach((row, index) => {
      const { whole } = states[index];
      const words = whole ? done : index === next ? now : "";
      row.querySelector(".tt-seat").dataset.state = whole ? "done" : index === next ? "now" : "todo";
      row.querySelector("em b").textContent = words;
      const seat = seats[index];
      if (!seat) return;
      seat.dataset.name ??= seat.getAttribute("aria-label");
      seat.setAttribute("aria-label", words ? `${seat.dataset.name}, ${words}` : seat.dataset.name);
      seat.classList.toggle("is-done", whole);
      seat.classList.toggle("is-now", index === next);
    });
    const [big, small] = document.querySelectorAll(".tt-table :is(.tb-big, .tb-small)");
    if (big && small) {
      [big.textContent, small.textContent] = count.split("|").map((text) => say(text, { done: finished, all: rows.length }));
    }
    const go = document.querySelector("[data-go]");
    if (go && next >= 0) {
      go.href = rows[next].querySelector("a").href;
      go.querySelector("span").textContent = say(onward, { title: rows[next].querySelector("h3").textContent });
    }
  }

  const show = () => { inTheContents(); onTheHomePage(); };
  reading();
  doing();
  show();
  document.addEventListener("tertulia:progress", show);
  addEventListener("storage", show);
  addEventListener("pageshow", ({ persisted }) => { if (persisted) show(); });
}
