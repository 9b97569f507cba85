// What the course keeps, kind by kind: the shape a kept value must have, and how one from a file joins the one here.
// To keep something new, add its kind here and its name in theme/directives/your_data.py.

const kinds = (() => {
  const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
  const PAGE = /^[a-z0-9_/-]{1,80}$/;
  const KEY = /^[0-9a-f]{10}$/;
  const DAY = /^\d{4}-\d{2}-\d{2}$/;
  const isCount = (value) => Number.isInteger(value) && value >= 0 && value <= 1e7;
  const isDay = (value) => typeof value === "string" && DAY.test(value);
  const FACTS = {
    seconds: isCount, end: (value) => typeof value === "boolean", read: isDay, done: isDay, passed: isDay,
    right: isCount, of: isCount,
  };
  const all = (entries, limit, ok) => entries.length <= limit && entries.every(ok);

  const facts = (here, there) => ({
    ...there, ...here,  // what was done here stays as it was done here
    ...((here.seconds ?? there.seconds) !== undefined && { seconds: Math.max(here.seconds ?? 0, there.seconds ?? 0) }),
    ...((here.end ?? there.end) !== undefined && { end: Boolean(here.end || there.end) }),
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
    // the exercises check what is in it; here it need only be a plan, and of two the one that is here stays
    plan: {
      ok: (value) => isObject(value) && Number.isInteger(value.version) && JSON.stringify(value).length <= 1e6,
      join: (here) => here,
      count: (value) => Object.keys(value).length,
    },
    // bare words, not JSON
    language: { bare: true, ok: (value) => /^[a-z]{2}$/.test(value), join: (here) => here, count: () => 1 },
    mode: { bare: true, ok: (value) => ["light", "dark"].includes(value), join: (here) => here, count: () => 1 },
  };
})();
