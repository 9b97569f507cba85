// What the course keeps, kind by kind: the shape a kept value must have, and how one from a file joins the one here.
// To keep something new, add its kind here and its name in theme/directives/your_data.py.

const kinds = (() => {
  const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
  const PAGE = /^[a-z0-9_/-]{1,80}$/;
  const ENTRIES = /^[a-z_]{1,40}(\.[a-z0-9_-]{1,40})?$/;  // an exercise; behind a dot the example of which something is kept
  const KEY = /^[0-9a-f]{10}$/;
  const DAY = /^\d{4}-\d{2}-\d{2}$/;
  const NOTED = 2000;  // entries in the note of what calendar files held, as Python writes it
  const isCount = (value) => Number.isInteger(value) && value >= 0 && value <= 1e7;
  const isDay = (value) => typeof value === "string" && DAY.test(value);
  const FACTS = {
    seconds: isCount, end: (value) => typeof value === "boolean", read: isDay, done: isDay, passed: isDay,
    right: isCount, of: isCount,
    checks: (value) => isObject(value) && all(Object.entries(value), 200, ([key, told]) => KEY.test(key) && isCheck(told)),
  };
  const isCheck = (value) => isObject(value) && isDay(value.day) && typeof value.right === "boolean" &&
    Object.keys(value).length === 2;
  const all = (entries, limit, ok) => entries.length <= limit && entries.every(ok);

  const fits = (value, most) => JSON.stringify(value).length <= most;
  const isOurs = (value, format) => isObject(value) && value.format === format && Number.isInteger(value.version);
  const isPlan = (value) => isObject(value) && Number.isInteger(value.version) && fits(value, 1e6);
  const parsed = (text) => {
    try { return JSON.parse(text); } catch { return null; }
  };

  // Of two answers to a question, the later one counts; of the same day, the one given here.
  const checks = (here, there) => {
    const later = Object.entries(there).filter(([key, { day }]) => !here[key] || here[key].day < day);
    return { ...here, ...Object.fromEntries(later) };
  };

  const facts = (here, there) => ({
    ...there, ...here,  // what was done here stays as it was done here
    ...((here.seconds ?? there.seconds) !== undefined && { seconds: Math.max(here.seconds ?? 0, there.seconds ?? 0) }),
    ...((here.end ?? there.end) !== undefined && { end: Boolean(here.end || there.end) }),
    ...((here.checks ?? there.checks) && { checks: checks(here.checks ?? {}, there.checks ?? {}) }),
  });

  return {
    progress: {
      ok: (value) => isObject(value) && all(Object.entries(value), 200, ([page, told]) =>
        PAGE.test(page) && isObject(told) && Object.entries(told).every(([name, fact]) => Object.hasOwn(FACTS, name) && FACTS[name](fact))),
      join: (here, there) => Object.fromEntries([...new Set([...Object.keys(there), ...Object.keys(here)])]
        .map((page) => [page, facts(here[page] ?? {}, there[page] ?? {})])),
      count: (value) => Object.keys(value).length,
    },
    answers: {
      ok: (value) => isObject(value) && all(Object.entries(value), 1000, ([key, answer]) => KEY.test(key) && /^[1-6]$/.test(answer)),
      join: (here, there) => ({ ...there, ...here }),
      count: (value) => Object.keys(value).length,
    },
    ticks: {
      ok: (value) => Array.isArray(value) && all(value, 1000, (key) => typeof key === "string" && KEY.test(key)),
      join: (here, there) => [...new Set([...here, ...there])],
      count: (value) => value.length,
    },
    // What the exercises keep, they check themselves; here it need only be what it calls itself, and no larger than they
    // write it. Of two plans, or of two firms, the one that is here stays.
    plan: {
      ok: isPlan,
      join: (here) => here,
      count: (value) => Object.keys(value).length,
    },
    firm: {
      ok: (value) => isOurs(value, "tertulia-firm") && fits(value, 1e5),
      join: (here) => here,
      count: (value) => Object.keys(value).length - 2,  // its format and its version are not facts
    },
    entries: {
      ok: (value) => isOurs(value, "tertulia-entries") && isObject(value.exercises) &&
        all(Object.entries(value.exercises), 100, ([name, typed]) => ENTRIES.test(name) && isObject(typed) && fits(typed, 3e5)),
      join: (here, there) => (here.version === there.version
        ? { ...here, exercises: { ...there.exercises, ...here.exercises } } : here),
      count: (value) => Object.keys(value.exercises).length,
    },
    undo: {
      goesWith: "plan",  // another plan's last changes would undo this one
      ok: (value) => isObject(value) && value.format === "tertulia-undo" && Array.isArray(value.plans) &&
        all(value.plans, 10, (text) => typeof text === "string" && isPlan(parsed(text))),
      join: (here) => here,
      count: (value) => value.plans.length,
    },
    // Two devices may each have given out calendar files: of the same entry, the later version is what a calendar has.
    calendar: {
      ok: (value) => isOurs(value, "tertulia-calendar") && fits(value, 1e6) && Array.isArray(value.entries ?? []) &&
        all(value.entries ?? [], NOTED, (entry) => isObject(entry) && typeof entry.key === "string"),
      join: (here, there) => {
        if (here.version !== there.version) return here;
        const known = new Map((there.entries ?? []).map((entry) => [entry.key, entry]));
        for (const entry of here.entries ?? []) {
          if ((known.get(entry.key)?.sequence ?? 0) <= (entry.sequence ?? 0)) known.set(entry.key, entry);
        }
        const latest = [...known.values()].sort((a, b) => String(b.latest).localeCompare(String(a.latest)));
        return { ...here, entries: latest.slice(0, NOTED) };
      },
      count: (value) => (value.entries ?? []).length,
    },
    // Of a file opened in an exercise its figures; the exercises check them. They can be forgotten alone.
    files: {
      forgets: true,
      ok: (value) => isOurs(value, "tertulia-files") && isObject(value.files) && fits(value, 1e6) &&
        all(Object.entries(value.files), 4, ([name, file]) => PAGE.test(name) && isObject(file) && typeof file.name === "string"),
      join: (here, there) => (here.version === there.version ? { ...here, files: { ...there.files, ...here.files } } : here),
      count: (value) => Object.keys(value.files).length,
    },
    // what was on its way when a page was left; it is handed in there, or dropped if it does not fit
    late: {
      ok: (value) => isObject(value) && all(Object.entries(value), 100, ([page, there]) => PAGE.test(page) && isObject(there)) &&
        fits(value, 1e6),
      join: (here, there) => ({ ...there, ...here }),
      count: (value) => Object.keys(value).length,
    },
    // what was typed into the two forms of the pages "Twenty minutes with …"
    how_to: {
      ok: (value) => isObject(value) && all(Object.entries(value), 20, ([name, typed]) =>
        /^[a-z]{1,20}$/.test(name) && typeof typed === "string" && typed.length <= 2000),
      join: (here, there) => ({ ...there, ...here }),
      count: (value) => Object.keys(value).length,
    },
    // texts of plans that could not be read
    aside: {
      forgets: true,
      ok: (value) => isObject(value) && value.format === "tertulia-aside" && Array.isArray(value.texts) &&
        all(value.texts, 3, (text) => typeof text === "string") && fits(value, 4e6),
      join: (here, there) => ({ ...here, texts: [...new Set([...there.texts, ...here.texts])].slice(-3) }),
      count: (value) => value.texts.length,
    },
    // the name on the completion record
    record: {
      ok: (value) => isObject(value) && typeof value.name === "string" && value.name.length <= 80 &&
        Object.keys(value).length === 1,
      join: (here) => here,
      count: () => 1,
    },
    // the sheet that was shown to a group in a room, and what takes it back there
    room: {
      ok: (value) => isObject(value) && ["id", "key", "sheet"].every((name) => typeof value[name] === "string") &&
        Object.keys(value).length === 3 && fits(value, 5e4),
      join: (here) => here,
      count: () => 1,
    },
    // bare words, not JSON
    language: { bare: true, ok: (value) => /^[a-z]{2}$/.test(value), join: (here) => here, count: () => 1 },
    mode: { bare: true, ok: (value) => ["light", "dark"].includes(value), join: (here) => here, count: () => 1 },
  };
})();
