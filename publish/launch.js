// The page around the course in a learning platform (SCORM 1.2). The course itself knows nothing of it: it keeps what the
// learner does in this browser, as everywhere, and this page tells the platform and brings back what the platform has.
//
// What is kept in the browser belongs to one person of the platform. When another opens the course on the same device,
// what the first kept is put aside under their name and given back when they return.
{
  const MOST = 4096;  // characters of cmi.suspend_data
  const MOST_PLACE = 255;  // of cmi.core.lesson_location
  const MOST_READ = 2e6;  // characters that what the platform kept may unpack to
  const LEVELS = 12;  // frames above this one that are asked for the platform
  const SOON = 600, TYPED = 15_000, LATER = 60_000;  // ms until a change is told
  // What goes with the learner to another device, the most important first: what does not fit stays here.
  const CARRIED = ["progress", "firm", "plan", "answers", "ticks", "entries"];
  const OWN = new Set(["firm", "plan", "entries"]);  // what the learner told of the firm: goes only if they agree
  const ASKED = ["firm", "plan"];  // of two different ones, the learner says which stays
  const OF_THE_DEVICE = new Set(["language", "mode"]);
  const RANK = { "": 0, "not attempted": 0, browsed: 0, incomplete: 1, failed: 2, completed: 3, passed: 4 };

  const { words, pages, home, language, name } = JSON.parse(document.getElementById("told").textContent);
  const by = (id) => document.getElementById(id);
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const clock = () => new Intl.DateTimeFormat(language, { timeStyle: "short" }).format(new Date());
  const stations = [...document.querySelectorAll("#stations [data-step]")];
  const frame = by("course");
  const began = Date.now();

  // ---- the platform ----------------------------------------------------------------------------------------------------

  const found = (() => {
    const above = (start) => {
      for (let level = 0, at = start; at && level <= LEVELS; level += 1, at = at.parent) {
        try { if (at.API?.LMSInitialize) return at.API; } catch { /* a window of somebody else's */ }
        if (at === at.parent) break;
      }
      return null;
    };
    let openers = [];
    try { openers = [window.opener, window.top.opener]; } catch { /* the topmost window is somebody else's */ }
    return [window, ...openers].filter(Boolean).map(above).find(Boolean) ?? null;
  })();

  const lms = {
    open: false,
    finished: false,
    records: true,  // false while somebody only looks at it again
    call(what, ...given) {
      try { return String(found[what](...given) ?? ""); } catch { return ""; }
    },
    get: (key) => lms.call("LMSGetValue", key),
    set: (key, value) => lms.call("LMSSetValue", key, String(value)) === "true",
    begin() {
      // Where it is open already, it says false, and answers all the same
      const works = () => lms.get("cmi.core.lesson_status") !== "" && Number(lms.call("LMSGetLastError")) === 0;
      lms.open = lms.call("LMSInitialize", "") === "true" || works();
      if (lms.open) lms.records = ["", "normal"].includes(lms.get("cmi.core.lesson_mode"));
      return lms.open;
    },
    why() {
      const code = lms.call("LMSGetLastError");
      return [code, lms.call("LMSGetErrorString", code)].filter(Boolean).join(" ").slice(0, 120) || "–";
    },
  };

  // ---- asking ----------------------------------------------------------------------------------------------------------

  // answers: [word, what the question gives back]; files: [word, file's name, text], to be saved before deciding
  function ask(text, answers, files = []) {
    const box = by("question");
    by("asked").textContent = text;
    return new Promise((resolve) => {
      const button = (word, look, act) => {
        const made = Object.assign(document.createElement("button"), { type: "button", className: look, textContent: word });
        made.addEventListener("click", act);
        return made;
      };
      box.querySelector("div").replaceChildren(
        ...files.map(([word, file, content]) => button(word, "tt-btn tt-btn--quiet", () => save(file, content))),
        ...answers.map(([word, given]) => button(word, "tt-btn tt-btn--line", () => { box.close(); resolve(given); })));
      box.oncancel = (event) => event.preventDefault();  // there is no answer that could be meant by Escape
      box.showModal();
    });
  }

  function save(file, text) {
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = Object.assign(document.createElement("a"), { href: address, download: file });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  // ---- whose it is -----------------------------------------------------------------------------------------------------

  // No prefix of a course holds a slash, so what is put aside lies under no course's prefix.
  const ASIDE = `scorm/${keep.PREFIX}`;
  const state = {
    read() {
      try { return JSON.parse(localStorage.getItem(ASIDE)) ?? {}; } catch { return {}; }
    },
    change(facts) {
      localStorage.setItem(ASIDE, JSON.stringify({ ...state.read(), ...facts }));
    },
  };
  const shelf = (owner) => `${ASIDE}${encodeURIComponent(owner)}:`;
  const theirs = () => keep.names().filter((each) => !OF_THE_DEVICE.has(each));
  // What this page itself notes of an owner travels with the rest.
  const NOTED = "/noted";

  // One thing after the other, so that there is room for it and a page that is closed half way has lost nothing.
  function move(from, to) {
    const text = localStorage.getItem(from);
    let place = to;
    while (localStorage.getItem(place) !== null && localStorage.getItem(place) !== text) place += "~";
    try {
      localStorage.setItem(place, text);
    } catch {  // no room for both
      localStorage.removeItem(from);
      try {
        localStorage.setItem(place, text);
      } catch (problem) {
        localStorage.setItem(from, text);
        throw problem;
      }
    }
    localStorage.removeItem(from);
  }

  async function hand(student) {
    const { owner, base, shares } = state.read();
    if (owner === student) return giveBack(student);
    let adopts = false;
    if (!owner && theirs().length && student) {
      adopts = await ask(words.whose, [[words.mine, true], [words.not_mine, false]]);
    }
    if (!adopts) {
      for (const each of theirs()) move(keep.PREFIX + each, shelf(owner ?? "") + each);
      if (owner !== undefined) localStorage.setItem(shelf(owner) + NOTED, JSON.stringify({ base, shares }));
    }
    let noted = {};
    try { noted = JSON.parse(localStorage.getItem(shelf(student) + NOTED)) ?? {}; } catch { /* none, or none of ours */ }
    localStorage.setItem(ASIDE, JSON.stringify({ ...noted, owner: student }));
    localStorage.removeItem(shelf(student) + NOTED);
    return giveBack(student);
  }

  async function giveBack(student) {
    const begin = shelf(student);
    const kept = Object.keys(localStorage).filter((key) => key.startsWith(begin) && /^[a-z_]+$/.test(key.slice(begin.length)));
    const both = {};
    for (const key of kept) {
      const each = key.slice(begin.length);
      if (keep.text(each) === null) move(key, keep.PREFIX + each);
      else if (Object.hasOwn(kinds, each) && kinds[each].ok(keep.read(each))) both[each] = key;
    }
    if (!Object.keys(both).length) return;
    await join(Object.fromEntries(Object.entries(both).map(([each, key]) => {
      try { return [each, JSON.parse(localStorage.getItem(key))]; } catch { return [each, null]; }
    })), {}, words.aside);
    for (const key of Object.values(both)) localStorage.removeItem(key);
  }

  // ---- what goes with the learner --------------------------------------------------------------------------------------

  const valid = (each, value) => value !== null && value !== undefined && kinds[each].ok(value);
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  const through = async (bytes, stream) => new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
  // Letters that every platform stores as they are: no plus, no slash, no quotation mark.
  const letters = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const bytesOf = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

  // "1." before what is packed, "0." where the browser cannot pack
  async function sealed(kept) {
    const bytes = new TextEncoder().encode(JSON.stringify(kept));
    if (typeof CompressionStream !== "function") return `0.${letters(bytes)}`;
    return `1.${letters(await through(bytes, new CompressionStream("deflate-raw")))}`;
  }

  // What is no text of ours holds nothing.
  async function unsealed(text) {
    try {
      const [form, packed] = [text.slice(0, 2), text.slice(2)];
      if (!["0.", "1."].includes(form) || text.length > 16 * MOST) return {};
      const bytes = form === "0." ? bytesOf(packed) : await through(bytesOf(packed), new DecompressionStream("deflate-raw"));
      if (bytes.length > MOST_READ) return {};
      const kept = JSON.parse(new TextDecoder().decode(bytes));
      return Object.fromEntries(CARRIED.filter((each) => valid(each, kept?.[each])).map((each) => [each, kept[each]]));
    } catch {
      return {};
    }
  }

  // Brings what lies elsewhere to what is here. was: what both had in common when they were last alike.
  async function join(there, was, where) {
    for (const each of CARRIED.filter((one) => valid(one, there[one]))) {
      const here = keep.read(each);
      if (here === null && keep.text(each) === null) keep.write(each, there[each]);
      else if (!valid(each, here) || same(here, there[each])) continue;
      else if (!ASKED.includes(each)) keep.write(each, kinds[each].join(here, there[each]));
      else if (same(there[each], was[each])) continue;
      else if (same(here, was[each]) || await picks(each, here, there[each], where)) replace(each, here, there[each]);
    }
  }

  const picks = (each, here, there, where) => ask(
    say(words.two, { what: words[each], where }),
    [[say(words.take_here, { what: words[each] }), false], [say(words.take_there, { what: words[each], where }), true]],
    [[words.save_here, `tertulia-${each}-1.json`, JSON.stringify(here, null, 1)],
      [words.save_there, `tertulia-${each}-2.json`, JSON.stringify(there, null, 1)]],
  );

  // The plan that goes can be had back: it is the last one before a change.
  function replace(each, here, there) {
    if (each === "plan") {
      const undo = keep.read("undo");
      const earlier = kinds.undo.ok(undo) ? undo.plans : [];
      keep.write("undo", { format: "tertulia-undo", plans: [...earlier, JSON.stringify(here)].slice(-10) });
    }
    keep.write(each, there);
  }

  let packed = "";  // what cmi.suspend_data shall hold: made ahead, since a page that closes cannot wait
  let unfit = false;  // the plan is here and too large

  async function pack() {
    const { shares } = state.read();
    const kept = Object.fromEntries(CARRIED.map((each) => [each, keep.read(each)])
      .filter(([each, value]) => valid(each, value) && (shares || !OWN.has(each))));
    let fits = {}, text = "";
    for (const [each, value] of Object.entries(kept)) {
      const tried = await sealed({ ...fits, [each]: value });
      if (tried.length > MOST) continue;
      fits = { ...fits, [each]: value };
      text = tried;
    }
    unfit = Object.hasOwn(kept, "plan") && !Object.hasOwn(fits, "plan");
    if (text) packed = text;  // what the platform has is never replaced by nothing
    return fits;
  }

  // ---- how far the learner is ------------------------------------------------------------------------------------------

  function result() {
    const parts = stations.map(progress.parts);
    const sum = (fact) => parts.reduce((all, part) => all + part[fact], 0);
    const asked = sum("asked");
    return {
      parts,
      done: parts.filter((part) => part.through).length,
      all: parts.length,
      complete: parts.every((part) => part.through),
      begun: sum("answered") > 0,
      points: asked ? Math.floor((100 * sum("rights")) / asked) : null,
    };
  }

  const limit = () => {
    const text = found && lms.open ? lms.get("cmi.student_data.mastery_score").trim() : "";
    return /^\d+(\.\d+)?$/.test(text) ? Number(text) : null;
  };

  function show() {
    const { parts, done, all, points, begun } = result();
    const told = [say(words.far, { n: done, all })];
    if (points !== null && begun) told.push(say(words.points, { n: points }));
    const line = told.join(" · ");
    if (by("far").textContent !== line) by("far").textContent = line;
    parts.forEach((part, index) => {
      const facts = [part.read ? words.read : words.unread];
      if (part.exercises) facts.push(say(words.exercises, { n: part.done, all: part.exercises }));
      if (part.asked) facts.push(say(words.answered, { n: part.answered, all: part.asked, right: part.rights }));
      stations[index].querySelector("span").textContent = facts.join(" · ");
    });
    by("large").hidden = !unfit;
  }

  // ---- telling the platform --------------------------------------------------------------------------------------------

  const told = new Map();
  let best = { status: "", points: null };
  let mastery = null;

  const place = () => {
    try {
      const { pathname } = frame.contentWindow.location;
      const root = new URL(`${language}/`, location.href).pathname;
      const page = pathname.startsWith(root) ? decodeURIComponent(pathname.slice(root.length)).replace(/\.html$/, "") : "";
      return pages.includes(page) ? page : "";
    } catch { return ""; }
  };

  const span = () => {
    const seconds = Math.min(Math.round((Date.now() - began) / 1000), 9999 * 3600);
    return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, "0")).join(":");
  };

  // A platform that has heard "completed" never hears less, and of two scores it keeps the better one. With a score to
  // reach, platforms decide "failed" as soon as they know a score: so they hear it when everything is worked through.
  function facts() {
    const { complete, points, begun } = result();
    const reached = points !== null && mastery !== null ? (points >= mastery ? "passed" : "failed") : "completed";
    const now = complete ? reached : "incomplete";
    const status = (RANK[now] ?? 0) >= (RANK[best.status] ?? 0) ? now : best.status;
    const news = { "cmi.core.lesson_status": status };
    if (points !== null && begun && (mastery === null || complete)) {
      Object.assign(news, {
        "cmi.core.score.min": 0, "cmi.core.score.max": 100, "cmi.core.score.raw": Math.max(points, best.points ?? 0),
      });
    }
    const where = place();
    if (where && where.length <= MOST_PLACE) news["cmi.core.lesson_location"] = where;
    if (packed) news["cmi.suspend_data"] = packed;
    return news;
  }

  const trouble = (text) => { if (by("trouble").textContent !== text) by("trouble").textContent = text; };

  // At once, without waiting for anything: a page that closes has no other moment. True if the platform took everything.
  function tell(last = false) {
    if (!found || !lms.open || lms.finished || !lms.records) return false;
    const news = Object.entries(facts()).filter(([key, value]) => told.get(key) !== String(value));
    if (!news.length && !last) return true;
    const taken = news.filter(([key, value]) => lms.set(key, value));
    lms.set("cmi.core.session_time", span());
    lms.set("cmi.core.exit", "suspend");  // else a platform may forget what it kept of a course that is completed
    const whole = taken.length === news.length;
    const reason = whole ? "" : lms.why();
    const committed = lms.call("LMSCommit", "") === "true";
    if (committed) {
      for (const [key, value] of taken) told.set(key, String(value));
      const status = told.get("cmi.core.lesson_status") ?? best.status;
      best = { status, points: told.has("cmi.core.score.raw") ? Number(told.get("cmi.core.score.raw")) : best.points };
      if (told.get("cmi.suspend_data") === packed) try { state.change({ base: packed }); } catch { /* full: it will ask once more */ }
    }
    if (committed && whole) {
      trouble("");
      by("kept").textContent = say(words.told, { time: clock() });
    } else trouble(say(words.refused, { why: reason || lms.why() }));
    return committed && whole;
  }

  let due = 0, timer = 0, far = "", typed = "";

  // A step forward is told soon, what was typed a little later, a few more seconds of reading within a minute: many
  // platforms answer each time before the page may go on.
  function changed() {
    if (!lms.open || lms.finished) return show();
    const { parts } = result();
    const farNow = JSON.stringify([place(), parts.map(({ read, done, answered, rights }) => [read, done, answered, rights])]);
    const typedNow = JSON.stringify([...OWN].map((each) => keep.text(each)));
    const when = Date.now() + (farNow !== far ? SOON : typedNow !== typed ? TYPED : LATER);
    [far, typed] = [farNow, typedNow];
    show();
    plan(when);
  }

  function plan(when) {
    if (timer && due <= when) return;
    clearTimeout(timer);
    due = when;
    timer = setTimeout(async () => {
      timer = 0;
      await pack();
      show();
      // Nothing is lost while the platform does not take it: it is on this device, and offered again
      if (!tell() && lms.open && lms.records && !lms.finished) plan(Date.now() + LATER / 2);
    }, when - Date.now());
  }

  function leave() {
    if (!found || !lms.open || lms.finished) return;
    tell(true);
    lms.call("LMSFinish", "");
    lms.finished = true;
  }

  // ---- begin -----------------------------------------------------------------------------------------------------------

  function greet() {
    mastery = limit();
    by("mastery").textContent = mastery === null ? "" : say(words.mastery, { n: mastery });
    const points = lms.get("cmi.core.score.raw").trim();
    best = { status: lms.get("cmi.core.lesson_status"), points: points === "" ? null : Number(points) };
    if (!lms.records) by("kept").textContent = words.looking;
    // Platforms call what was opened and left without a word completed
    if (lms.records && (RANK[best.status] ?? 0) === 0) lms.set("cmi.core.lesson_status", "incomplete");
    by("finish").hidden = false;
  }

  function light() {
    const mode = keep.text("mode") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    document.documentElement.dataset.theme = mode === "dark" ? "dark" : "light";
  }

  function close(text) {
    lms.finished = true;
    clearTimeout(timer);
    frame.remove();
    document.querySelector("header").hidden = true;
    by("large").hidden = true;
    by("closed").hidden = false;
    by("closed").querySelector("p").textContent = text;
    by("closed").focus();
  }

  // A link that leads out of the course opens beside it: most sites refuse to be shown inside another.
  function outward({ target }) {
    const link = target.closest?.("a[href]");
    if (link && /^https?:$/.test(link.protocol) && link.origin !== location.origin) Object.assign(link, { target: "_blank", rel: "noopener" });
  }

  async function start() {
    light();
    let at = home;
    if (found && !lms.begin()) trouble(say(words.closed, { why: lms.why() }));
    if (!found) by("kept").textContent = words.alone;
    if (keep.blocked) trouble(words.blocked);
    if (found && lms.open && !keep.blocked) {
      greet();
      try {
        await hand(lms.get("cmi.core.student_id"));
      } catch {
        close(words.full);  // there is no room to keep two people apart: nothing of the first is shown
        lms.call("LMSFinish", "");
        return;
      }
      const there = lms.get("cmi.suspend_data");
      const { base = "", shares } = state.read();
      const brought = there && there !== base ? await unsealed(there) : {};
      if (Object.keys(brought).length) await join(brought, await unsealed(base), words.platform);
      if (Object.keys(brought).length) state.change({ base: there });
      if (there) told.set("cmi.suspend_data", there);
      if (lms.records && shares === undefined) {
        const before = Object.keys(brought).some((each) => OWN.has(each));
        state.change({ shares: before || await ask(words.share, [[words.yes, true], [words.no, false]]) });
      }
      by("sharing").hidden = !lms.records;
      by("shares").checked = Boolean(state.read().shares);
      const last = lms.get("cmi.core.lesson_location");
      if (pages.includes(last)) at = last;
    }
    frame.addEventListener("load", () => {
      try { frame.contentDocument.addEventListener("click", outward, true); } catch { /* it shows a page of somebody else's */ }
      changed();
    });
    frame.src = `${language}/${at}.html`;
    document.documentElement.dataset.launched = "";
  }

  addEventListener("storage", ({ key }) => {
    if (key === ASIDE && found && lms.open && !lms.finished && state.read().owner !== lms.get("cmi.core.student_id")) {
      lms.call("LMSFinish", "");
      return close(words.other);
    }
    if (key === null || key.startsWith(keep.PREFIX)) {
      light();
      changed();
    }
    return undefined;
  });
  addEventListener("visibilitychange", () => {
    if (!document.hidden) return;
    tell();
    pack().then(() => tell());  // if the page lives on
  });
  addEventListener("pagehide", leave);
  addEventListener("pageshow", ({ persisted }) => { if (persisted) location.reload(); });

  for (const station of stations) {
    station.querySelector("a").addEventListener("click", (event) => {
      event.preventDefault();
      frame.src = event.target.href;
      by("report").open = false;
    });
  }
  by("shares").addEventListener("change", ({ target }) => {
    state.change({ shares: target.checked });
    plan(Date.now());
  });
  by("large").querySelector("button").addEventListener("click", () => save(`${name}-plan.json`, keep.text("plan") ?? ""));
  by("finish").addEventListener("click", async () => {
    await pack();
    const went = tell(true) || !lms.records;
    lms.call("LMSFinish", "");
    close(went ? words.saved : words.unsaved);
  });
  by("closed").querySelector("button").addEventListener("click", () => location.reload());

  show();
  start();
}
