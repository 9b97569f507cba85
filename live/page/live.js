// The first script of a page with live cells: waits until the reader comes near, asks first where fetching costs,
// says how far it is, and lets the finished answers stand if anything goes wrong. Small: it is all a page loads at first.

const own = document.currentScript;
const root = new URL(".", own.src).href;
const page = JSON.parse(own.dataset.page);
const { words } = page;

const PATIENCE = 9000; // ms without a sign of life before the reader hears that something is wrong
const NEAR = 600; // px beyond the screen at which a cell counts as near

const say = (text, values = {}) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const megabytes = (bytes) => new Intl.NumberFormat(document.documentElement.lang || undefined, {
  minimumFractionDigits: 1, maximumFractionDigits: 1,
}).format(bytes / 1e6);

// ---- what the reader is told -------------------------------------------------------------------------------------------

// The book may offer a place in a cell's answer, [data-live-status]; else the line above the answer is ours.
const cells = () => page.cells.map(([cell, source]) => ({ cell, source, place: document.querySelector(`.live-cell-${cell}`) }));
const lines = () => cells().flatMap(({ place }) => {
  const line = place?.querySelector("[data-live-status]");
  return line ? [line] : [];
});

// Above a finished answer that is an example's: whose it is, for a reader who will see their own ([data-live-until]; the
// book decides whether it is hidden). Where Python does not come, it says so in other words.
const WITHOUT = ["failed", "asking", "slow"];

function sayWhose(state) {
  for (const line of document.querySelectorAll("[data-live-until]:not([hidden])")) {
    line.dataset.soon ??= line.textContent;
    const text = WITHOUT.includes(state) ? line.dataset.liveUntil : line.dataset.soon;
    if (line.textContent === text) continue;
    line.setAttribute("role", "status");
    line.textContent = text;
  }
}

let shown = {};

// count: what is seen in place of the text; it changes too often to be said.
function tell(state, text, { action, count = "" } = {}) {
  shown = { text, action, count };
  document.documentElement.dataset.live = state;
  sayWhose(state);
  show();
}

function show() {
  const { text, action, count } = shown;
  for (const line of lines()) {
    const [said, seen] = parts(line);
    if (said.textContent !== text) said.textContent = text;
    if (seen.textContent !== count) seen.textContent = count;
    said.classList.toggle("live-unseen", count !== "");
    line.querySelector("button")?.remove();
    if (!action) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = action.name;
    button.addEventListener("click", action.press);
    line.append(button);
  }
}

// What a screen reader is told of a line, and what is only seen.
function parts(line) {
  if (line.matches(".live-status")) return line.children;
  line.style.minHeight = `${line.offsetHeight}px`; // a shorter text moves nothing
  line.setAttribute("role", "status");
  line.classList.add("live-status");
  const seen = document.createElement("span");
  seen.ariaHidden = "true";
  line.replaceChildren(document.createElement("span"), seen, " ");
  return line.children;
}

// ---- starting ----------------------------------------------------------------------------------------------------------

let attempt = 0;
let running = null;
let last = null; // the session before

// again: with new copies of all files. plain: Python starts as it would anywhere, and not from the snapshot.
async function begin(again = false, plain = false) {
  end();
  attempt += 1;
  const begun = again || plain || !able ? null : first ?? ahead();
  first = null;
  const mine = running = { under: begun, timer: 0 };
  const current = () => running === mine;
  const fail = (problem, text = words.failed) => {
    if (!current() || mine.failed) return;
    if (able && !plain && !mine.started) {
      console.info("live: without the snapshot, because", problem);
      return void begin(again, true);
    }
    mine.failed = true;
    clearTimeout(mine.timer);
    mine.under?.stop();
    console.info("live:", problem);
    tell("failed", navigator.onLine === false ? words.offline : text, { action: { name: words.retry, press: () => begin(true) } });
  };
  const expect = () => { // a sign of life within a while, or the reader hears of it
    clearTimeout(mine.timer);
    if (mine.failed) return;
    mine.timer = setTimeout(() => {
      if (!current()) return;
      mine.slow = true;
      tell("slow", words.slow, { action: { name: words.retry, press: () => begin(true) } });
    }, PATIENCE);
  };
  let had = 0, whole = 0;
  const count = (bytes) => {
    had += bytes;
    if (!current() || mine.failed || mine.settled) return;
    alive();
    const count = had < whole ? say(words.getting, { had: megabytes(had), whole: megabytes(whole) }) : "";
    tell("getting", words.starting, { count });
  };
  const alive = () => { // it is not dead yet
    if (!mine.settled) return expect();
    clearTimeout(mine.timer);
    if (mine.slow) tell("ready", words.ready);
    mine.slow = false;
  };
  if (!able) return fail("this browser cannot run Python", words.unable);
  expect();
  tell("getting", words.starting);
  try {
    const cache = again ? "reload" : "force-cache";
    const told = await (begun?.told ?? list("reload"));
    const needs = told.pages[page.name];
    if (!needs) throw new Error(`live.json does not know the page ${page.name}`);
    const { core, images } = told;
    whole = needs.bytes + weight(core.page);
    const same = told.stamp === liveCore.stamp; // else the book was published anew a moment ago
    const wanted = plain ? needs.first : needs.first.filter((name) => !core.held?.includes(name));
    const files = [core.modules, ...wanted.map((name) => images[name])].filter(Boolean);
    if (!same) begun?.stop();
    const under = mine.under = same && begun || launch(plain ? { ...core, snapshots: {} } : core, cache);
    under.count(count);
    const contents = files.map((name) => read(name, cache, count));
    for (const each of contents) each.catch(() => {}); // whoever awaits them hears of it
    const worker = await under.worker;
    if (!current()) return under.stop();
    worker.onerror = (problem) => fail(problem.message);
    const send = (message, content, moved = []) => worker.postMessage([JSON.stringify(message), content], moved);
    let session;
    const deliver = async (name, arriving) => {
      const content = await arriving;
      send({ type: "file", name }, content, [content]);
    };
    const half = (problem) => { // the numbers move, what comes behind does not arrive
      if (!current() || mine.failed) return;
      console.info("live:", problem);
      send({ type: "missed" });
      mark("behind-failed");
      tell("ready", words.half, { action: { name: words.retry, press: () => begin(true) } });
    };
    const ready = new Promise((resolve) => { mine.ready = resolve; });
    worker.onmessage = ({ data: [text, content] }) => {
      if (!current()) return;
      alive();
      const message = JSON.parse(text);
      if (message.type === "ready") {
        mine.started = true;
        mine.ready();
      }
      else if (message.type === "failed") fail(message.problem);
      else if (message.type === "behind" && message.problem) half(message.problem);
      else if (message.type === "behind") {
        mark("behind");
        tell("ready", words.ready);
      } else session.take(message, content);
    };
    send({ type: "boot", core, images, needs: { ...needs, first: wanted } });
    const delivered = files.map((name, place) => deliver(name, contents[place]));
    const scripted = script(root + core.page.file).then((loaded) => (count(weight(core.page)), loaded));
    const [{ Session }] = await Promise.all([scripted, under.python, ...delivered]);
    if (!current()) return;
    const { doc, store, stores } = page;
    session = mine.session = new Session({ worker, cells: cells(), words, expect, page: doc, store, stores });
    const ran = session.run(); // in the worker it waits for Python, but not for this page
    await ready;
    mark("python");
    const { failed } = await ran;
    if (!current() || mine.failed) return;
    if (failed) return fail(failed.traceback, words.error);
    mine.settled = true;
    mine.slow = false;
    clearTimeout(mine.timer);
    globalThis.live = session;
    tell("ready", needs.behind.length ? words.numbers : words.ready);
    mark("live");
    remember(told);
    send({ type: "settled" });
    await quiet(); // what the reader sees and moves first comes before what is not seen yet
    await behind(needs.behind.map((name) => images[name]), cache, count, deliver).catch(half);
  } catch (problem) {
    fail(problem);
  }
}

function end() {
  clearTimeout(running?.timer);
  running?.session?.end();
  running?.under?.stop();
  last = running?.session ?? last;
  running = null;
}

async function checked(answering) {
  const answer = await answering;
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  return answer;
}

const able = typeof WebAssembly === "object" && typeof DecompressionStream === "function" && typeof Worker === "function";

// What each page needs.
const list = async (cache = "default") => (await checked(fetch(`${root}live.json`, { cache }))).json();

// Under way before anybody knows whether the reader comes near, so that the page's own work holds nothing up.
// liveCore: what stands before this script, written by build.py.
const ahead = () => {
  const told = list();
  told.catch(() => {}); // begin() hears of it
  return { told, ...launch(liveCore, "force-cache") };
};

// Python in its worker, with what it starts from. All comes compressed, the worker's script too: whatever a host does to
// files, and whatever it says they are, a reader fetches no more than this. count(told): who hears how much has come.
function launch(core, cache) {
  let had = 0, counted = (bytes) => { had += bytes; };
  const count = (bytes) => counted(bytes);
  const { lock, boot, snapshots, memory } = core;
  const { environment } = page;
  const snapshot = snapshots[JSON.stringify(environment)];
  const state = snapshot || boot;
  let broken;
  const failure = new Promise((_, reject) => { broken = reject; });
  const worker = read(core.worker, cache, count).then((code) => {
    const made = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
    made.onerror = (problem) => broken(new Error(problem.message || "the worker did not start"));
    made.postMessage([JSON.stringify({ type: "start", root, lock, boot, snapshot, memory, environment })]);
    return made;
  });
  const send = async (name, arriving, moved) => {
    const [made, content] = await Promise.all([worker, arriving]);
    made.postMessage([JSON.stringify({ type: "file", name }), content], moved ? [content] : []);
  };
  const sent = boot ? [
    send("engine", compiled(core, cache, count), false),
    send(state, read(state, cache, count), true),
  ] : [];
  const python = Promise.race([failure, Promise.all(sent)]);
  for (const each of [worker, python]) each.catch(() => {}); // begin() hears of it
  return {
    worker,
    python,
    count(told) { counted = told; told(had); },
    stop: () => void worker.then((made) => made.terminate(), () => {}),
  };
}

// A file of the book. Names say what is in them, so a kept copy is as good as a new one; a retry asks for new ones.
const read = async (name, cache, count) => (await unpacked(fetch(root + name, { cache }), count)).arrayBuffer();

// Fetched all at once, unpacked one by one: meanwhile the reader is moving something.
async function behind(names, cache, count, deliver) {
  const coming = names.map((name) => fetch(root + name, { cache }));
  for (const each of coming) each.catch(() => {}); // whoever awaits them hears of it
  for (const [place, name] of names.entries()) await deliver(name, unpacked(coming[place], count).then((answer) => answer.arrayBuffer()));
}

async function unpacked(answering, count, type = "application/octet-stream") {
  const counting = new TransformStream({
    transform(part, to) {
      count(part.byteLength);
      to.enqueue(part);
    },
  });
  const { body } = await checked(answering);
  const plain = body.pipeThrough(counting).pipeThrough(new DecompressionStream("gzip"));
  return new Response(plain, { headers: { "Content-Type": type } });
}

// Python itself, compiled while it arrives. Of a plain .wasm file browsers keep the machine code from visit to visit, so
// it is asked for where the host compresses; from any other host Python comes packed, a third of the size.
async function compiled({ wasm, engine }, cache, count) {
  if (compresses()) {
    const stop = new AbortController();
    const answer = await fetch(root + wasm, { cache, signal: stop.signal });
    const { headers } = answer;
    if (answer.ok && headers.has("Content-Encoding") && headers.get("Content-Type") === "application/wasm") {
      const module = await WebAssembly.compileStreaming(answer);
      count(engine.bytes);
      return module;
    }
    stop.abort();
  }
  return WebAssembly.compileStreaming(unpacked(fetch(root + engine.file, { cache }), count, "application/wasm"));
}

// What the host did with this script, it does with others.
function compresses() {
  const [ours] = performance.getEntriesByName(own.src);
  return ours?.encodedBodySize < ours?.decodedBodySize;
}

// What the page's own script takes: it comes as it is, since a strict host lets no page make a script of what it unpacked.
const weight = ({ plain, packed }) => (compresses() ? packed : plain);

function script(address) {
  if (globalThis.livePage) return Promise.resolve(livePage);
  return new Promise((resolve, reject) => {
    const made = document.createElement("script");
    made.src = address;
    made.onload = () => resolve(livePage);
    made.onerror = () => reject(new Error(`${address} did not load`));
    document.head.append(made);
  });
}

// The first frames, and a move that was waiting for them, come first.
const quiet = () => new Promise((done) => {
  setTimeout(() => globalThis.requestIdleCallback?.(done, { timeout: 1000 }) ?? done(), 100);
});

const mark = (name) => performance.mark(`live-${name}`);

// ---- asking first ------------------------------------------------------------------------------------------------------

const costly = () => {
  const { saveData, effectiveType, type } = navigator.connection ?? {};
  return saveData || ["slow-2g", "2g", "3g"].includes(effectiveType) || type === "cellular";
};
const KEPT = `live:${root}`;

function remember({ stamp }) {
  try { localStorage.setItem(KEPT, stamp); } catch { /* storage is off */ }
}

async function start() {
  if (costly()) {
    try {
      const told = await list();
      if (localStorage.getItem(KEPT) !== told.stamp) {
        const whole = megabytes(told.pages[page.name].all + weight(told.core.page));
        return tell("asking", say(words.ask, { whole }), { action: { name: words.yes, press: () => begin() } });
      }
    } catch { /* what is wrong will be said when it begins */ }
  }
  return begin();
}

function watch() {
  const places = cells().map(({ place }) => place).filter(Boolean);
  if (!places.length) return;
  const seen = ({ top, bottom }) => top < innerHeight + NEAR && bottom > -NEAR;
  if (places.some((place) => seen(place.getBoundingClientRect()))) return void start();
  const near = new IntersectionObserver((seen) => {
    if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
    near.disconnect();
    start();
  }, { rootMargin: `${NEAR}px` });
  for (const place of places) near.observe(place);
}

let first = !able || costly() ? null : ahead();
if (document.readyState !== "loading") watch();
else if (cells().every(({ place }) => place?.nextElementSibling)) watch(); // they are all there, the rest of the page is not
else document.addEventListener("DOMContentLoaded", watch);

// Leaving frees what was used; coming back to a page the browser kept begins anew, and with nothing on the screen that
// another page has changed meanwhile.
addEventListener("pagehide", end);
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted || !attempt) return;
  end();
  if (last?.keep.stale && navigator.onLine !== false) location.reload();
  else begin();
});
