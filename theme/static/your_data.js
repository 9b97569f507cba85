// The page "Your data": lists what is kept in this browser, saves it as one file, loads such a file, erases everything.
{
  const MOST = 12_000_000;  // characters a file may have: browsers keep five million, and a file indents and quotes them
  const FORMAT = 1;
  const words = JSON.parse(document.querySelector("[data-yours-words]").textContent);
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const part = (name) => document.querySelector(`[data-yours="${name}"]`);
  const number = (value) => new Intl.NumberFormat(document.documentElement.lang, { useGrouping: "always" }).format(value);
  const make = (tag, text = "", className = "") => Object.assign(document.createElement(tag), { textContent: text, className });

  const valueOf = (name) => (kinds[name]?.bare ? keep.text(name) : keep.read(name));
  const known = (name) => Object.hasOwn(kinds, name);

  // ---- whether it is as the course writes it -----------------------------------------------------------------------------

  const HALF = /\p{Surrogate}/u;  // half a character, which no file can hold
  const within = (value, [, least, most]) => typeof value === "number" && value >= least && value <= most;
  const FITS = {  // shapes as theme/shapes.py writes them
    t: (value, [, most]) => typeof value === "string" && value.length <= most && !HALF.test(value),
    n: within,
    i: (value, shape) => Number.isInteger(value) && within(value, shape),
    b: (value) => typeof value === "boolean",
    c: (value, [, choices]) => choices.includes(value),
    d: (value) => /^20\d\d-\d\d-\d\d$/.test(value) && new Date(value).toJSON()?.slice(0, 10) === value,
    h: (value) => /^([01]\d|2[0-3]):[0-5]\d$/.test(value),
    l: (value, [, most, shape]) => Array.isArray(value) && value.length <= most && value.every((each) => fits(each, shape)),
    g: (value, [, parts]) => value !== null && typeof value === "object" && !Array.isArray(value) &&
      Object.entries(value).every(([name, each]) => Object.hasOwn(parts, name) && fits(each, parts[name])),
  };
  const fits = (value, shape) => (shape[0][0] === "?" ? value === null || fits(value, [shape[0].slice(1), ...shape.slice(1)])
    : FITS[shape[0]](value, shape));

  // What of a plan or a firm is not as this version of the course writes it: the names of the parts.
  function strangeParts(name, value) {
    const known = words.shapes[name];
    if (!known || value?.version !== known.version) return [];  // an older one is brought up to date by the exercises
    const parts = known.shape[1];
    return Object.keys(value).filter((part) => !["format", "version"].includes(part) &&
      !(Object.hasOwn(parts, part) && fits(value[part], parts[part])));
  }
  const isNewer = (name, value) => words.shapes[name] && value?.version > words.shapes[name].version;
  const canBeRead = (name, value) => kinds[name].ok(value) && !isNewer(name, value) && !strangeParts(name, value).length;

  // The course's own files in the browser have a mark of their own, made by what brings the exercises to life.
  const FETCHED = "live:";
  const fetched = () => {
    const root = new URL("../..", location.href).href;
    try { return Object.keys(localStorage).filter((key) => key.startsWith(FETCHED + root)); } catch { return []; }
  };

  // ---- what is kept ----------------------------------------------------------------------------------------------------

  function row(title, key, text, count, forget) {
    const item = make("li");
    const head = make("p");
    head.append(make("b", title), " ", make("span", count, "tt-note"));
    const where = make("p", "", "tt-note");
    where.append(`${words.key}: `, make("code", key), ` · ${say(words.size, { n: number(text.length) })}`);
    const fold = make("details");
    const summary = make("summary");
    summary.append(make("span", words.content, "tt-more"));
    const content = make("pre", text);
    content.tabIndex = 0;
    content.setAttribute("role", "region");
    content.setAttribute("aria-label", `${words.content}: ${title}`);
    fold.append(summary, content);
    item.append(head, where, fold);
    if (forget) {
      const button = make("button", words.forget, "tt-btn tt-btn--line");
      button.type = "button";
      button.setAttribute("aria-label", `${words.forget}: ${title}`);
      button.addEventListener("click", forget);
      item.append(button);
    }
    return item;
  }

  // The course itself, where the reader has asked this browser to keep it. It comes from the site again; nothing is asked.
  let copy = null;
  async function lookForCopy() {
    copy = await offlineCopy.held();
    list();
  }

  function rowOfCopy() {
    const title = copy.whole ? words.copy : words.copy_part;
    const item = make("li");
    const head = make("p");
    head.append(make("b", title), " ", make("span", say(words.megabytes, { n: number(Math.round(copy.bytes / 1e6)) }), "tt-note"));
    const where = make("p", "", "tt-note");
    where.append(`${words.key}: `, make("code", offlineCopy.STATE));
    const button = make("button", words.forget, "tt-btn tt-btn--line");
    button.type = "button";
    button.setAttribute("aria-label", `${words.forget}: ${title}`);
    button.addEventListener("click", async () => {
      await offlineCopy.remove();
      await lookForCopy();
      told("list", say(words.forgotten, { name: title }));
      part("list").querySelector("[data-said]").focus();
    });
    item.append(head, where, button);
    return item;
  }

  // Gone at once: the file it came from is still where the learner has it. The keyboard goes to what is said about it.
  function forgets(name, title) {
    return () => {
      keep.forget(name);
      document.dispatchEvent(new Event("tertulia:progress"));
      told("list", say(words.forgotten, { name: title }));
      part("list").querySelector("[data-said]").focus();
    };
  }

  function list() {
    const place = part("list");
    if (!place) return;
    const rows = keep.names().map((name) => {
      const value = valueOf(name);
      const readable = known(name) && canBeRead(name, value);
      const count = !known(name) ? "" : !readable ? words.broken
        : kinds[name].bare ? "" : say(words.entries, { n: number(kinds[name].count(value)) });
      const title = words.names[name] ?? words.strange;
      return row(title, keep.PREFIX + name, keep.text(name), count, (!readable || kinds[name].forgets) && forgets(name, title));
    });
    rows.push(...fetched().map((key) => row(words.fetched, key, localStorage.getItem(key), "")));
    if (copy) rows.push(rowOfCopy());
    place.querySelector("ul").replaceChildren(...rows);
    place.querySelector("[data-none]").hidden = rows.length > 0;
  }

  // ---- how far the learner is ------------------------------------------------------------------------------------------

  function steps() {
    for (const step of document.querySelectorAll('[data-yours="progress"] [data-step]')) {
      const { read, done, exercises, questions, right, of, passed } = progress.parts(step);
      const told = [read ? words.read : words.unread];
      if (exercises) told.push(say(words.exercises, { n: done, all: exercises }));
      if (questions !== undefined) {
        told.push(passed ? words.passed : of ? say(words.check, { n: right, all: of }) : words.unchecked);
      }
      step.querySelector("[data-told]").textContent = told.join(" · ");
      step.querySelector(".tt-seat").dataset.state = progress.parts(step).whole ? "done" : "todo";
    }
  }

  const show = () => { list(); steps(); };
  const listOf = (values) => values.map(([name]) => words.names[name]).join(", ");

  // ---- save and load ---------------------------------------------------------------------------------------------------

  function told(name, text, alarm = false) {
    const line = part(name).querySelector("[data-said]");
    line.classList.toggle("tt-alarm", alarm);
    line.textContent = "";
    requestAnimationFrame(() => { line.textContent = text; });  // the same sentence twice is read twice
  }

  part("save")?.querySelector("button").addEventListener("click", () => {
    const names = keep.names().filter((name) => known(name) && canBeRead(name, valueOf(name)));
    if (!names.length) return told("save", words.nothing);
    const kept = Object.fromEntries(names.map((name) => [name, valueOf(name)]));
    const file = { course: "tertulia", format: FORMAT, saved: progress.today(), kept };
    const address = URL.createObjectURL(new Blob([`${JSON.stringify(file, null, 1)}\n`], { type: "application/json" }));
    const link = Object.assign(document.createElement("a"), { href: address, download: `tertulia-${file.saved}.json` });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    const left = keep.names().filter((name) => known(name) && !names.includes(name)).map((name) => words.names[name]);
    const without = left.length ? ` ${say(words.without, { names: left.join(", ") })}` : "";
    return told("save", say(words.saved, { file: link.download }) + without, left.length > 0);
  });

  // What is wrong with the text of a file, as a sentence; nothing if it can be loaded.
  function problem(text) {
    if (text.length > MOST) return words.large;
    let file;
    try { file = JSON.parse(text); } catch { return words.unreadable; }
    const { course, format, kept } = file ?? {};
    if (course !== "tertulia" || kept === null || typeof kept !== "object" || Array.isArray(kept)) return words.foreign;
    if (format !== FORMAT) return words.newer;
    const strange = [...Object.keys(file).filter((name) => !["course", "format", "saved", "kept"].includes(name)),
      ...Object.keys(kept).filter((name) => !known(name))];
    if (strange.length) return say(words.unknown, { names: strange.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") });
    const wrong = Object.keys(kept).filter((name) => !kinds[name].ok(kept[name]));
    if (wrong.length) return say(words.wrong, { names: wrong.map((name) => words.names[name]).join(", ") });
    if (Object.keys(kept).some((name) => isNewer(name, kept[name]))) return words.newer;
    if (/(?<!\\)(?:\\\\)*\\ud[89a-f]/i.test(JSON.stringify(kept))) return words.half;  // which it writes so if it is alone
    for (const name of Object.keys(kept)) {
      const parts = strangeParts(name, kept[name]).map((part) => words.sections[part] ?? part.slice(0, 40));
      if (parts.length) return say(words.parts, { name: words.names[name], parts: parts.slice(0, 5).join(", ") });
    }
    const exercises = Object.keys(kept.entries?.exercises ?? {}).filter((name) => !words.exercises_known.includes(name.split(".")[0]));
    if (exercises.length) return say(words.unknown, { names: exercises.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") });
    return "";
  }

  // All of it, or nothing: what finds no room takes back what was written before it.
  function written(values) {
    const before = values.map(([name]) => [name, keep.text(name)]);
    for (const [name, value] of values) kinds[name].bare ? keep.word(name, value) : keep.write(name, value);
    const there = (name) => {
      try { return localStorage.getItem(keep.PREFIX + name); } catch { return null; }
    };
    if (values.every(([name, value]) => there(name) === (kinds[name].bare ? value : JSON.stringify(value)))) return true;
    for (const [name] of values) keep.forget(name);
    for (const [name, was] of before) if (was !== null) keep.word(name, was);
    return false;
  }

  function load(text) {
    let trouble;
    try { trouble = problem(text); } catch { trouble = words.unreadable; }  // nested too deep, say
    if (trouble) return told("load", trouble, true);
    const isHere = (name) => valueOf(name) !== null && canBeRead(name, valueOf(name));
    const loaded = Object.entries(JSON.parse(text).kept)
      .filter(([name]) => !kinds[name].goesWith || !isHere(kinds[name].goesWith));
    const joined = loaded.map(([name, there]) => [name, isHere(name) ? kinds[name].join(valueOf(name), there) : there]);
    const here = joined.filter(([name, value]) => isHere(name) && JSON.stringify(value) === JSON.stringify(valueOf(name)));
    const fresh = joined.filter((each) => !here.includes(each));
    // What is here and cannot be read is not overwritten in passing: it can be forgotten above, or repaired.
    const broken = fresh.filter(([name]) => keep.text(name) !== null && !isHere(name));
    if (broken.length) return told("load", say(words.in_the_way, { names: listOf(broken) }), true);
    if (!written(fresh)) return told("load", words.full, true);
    document.dispatchEvent(new Event("tertulia:progress"));
    const said = [fresh.length || !here.length ? say(words.loaded, { names: listOf(fresh.length ? fresh : joined) }) : "",
      here.length ? say(words.stayed_here, { names: listOf(here) }) : ""];
    return told("load", said.filter(Boolean).join(" "));
  }

  part("load")?.querySelector("input").addEventListener("change", async ({ target }) => {
    const [file] = target.files;
    if (!file) return;
    if (file.size > 4 * MOST) told("load", words.large, true);
    else load(await file.text());
    target.value = "";  // the same file can be chosen again
  });

  // ---- erase -----------------------------------------------------------------------------------------------------------

  const erase = part("erase");
  if (erase) {
    const [ask, sure] = [erase.querySelector("[data-ask]"), erase.querySelector("[data-sure]")];
    const [yes, no] = sure.querySelectorAll("button");
    const asks = (asking) => {
      ask.hidden = asking;
      sure.hidden = !asking;
      (asking ? no : ask).focus();
    };
    ask.addEventListener("click", () => asks(true));
    no.addEventListener("click", () => { asks(false); told("erase", words.stayed); });
    sure.addEventListener("keydown", ({ key }) => { if (key === "Escape") no.click(); });
    yes.addEventListener("click", async () => {
      for (const name of keep.names()) keep.forget(name);
      for (const key of fetched()) localStorage.removeItem(key);
      keep.forgetVisit();
      if (copy) await offlineCopy.remove();
      copy = null;
      asks(false);
      told("erase", words.erased);
      document.dispatchEvent(new Event("tertulia:progress"));
    });
  }

  if (keep.blocked) {
    for (const each of document.querySelectorAll("[data-yours] :is(button, input)")) each.disabled = true;
  }
  show();
  lookForCopy();
  document.addEventListener("tertulia:progress", show);
  addEventListener("storage", show);
}
