// Python in a page, the worker's side: starts it, mounts package images, and does one message after the other.
//
// From the page: start, boot, run, settled, missed, comm_open, comm_msg, comm_close, width, kept, ask, and file with its content
// (the compiled engine too). To the page: beat, ready, behind, done, idle, answer, failed, keep, unfetched, and whatever the
// session sends (comm_*, stream, display_data, error, ...), all as [JSON text, binary buffers].

import { gunzipSync } from "fflate";
import { loadPyodide } from "pyodide";
import { mount, promise, read } from "./images.js";
import { startFrom } from "./snapshot.js";

const post = (message, buffers) => postMessage([JSON.stringify(message), buffers]);

// ---- files: the page fetches them, from before this worker is there ---------------------------------------------------

const arrived = new Map();

// What the page sends under this name, now or later.
function sent(name) {
  if (!arrived.has(name)) {
    const waiting = {};
    waiting.promise = new Promise((resolve) => { waiting.resolve = resolve; });
    arrived.set(name, waiting);
  }
  return arrived.get(name);
}

// Pyodide asks for three files by their usual names.
const nativeFetch = fetch.bind(globalThis);
const early = new Map();
globalThis.fetch = (asked, options) => {
  const found = early.get(String(asked));
  return found ? found() : nativeFetch(asked, options);
};

// ---- compiled code of extension modules: made beside everything else, handed out when Python loads them ---------------

const compiled = new Map();
const Native = WebAssembly.Module;
const key = (bytes) => `${bytes.byteLength}:${bytes.subarray(-64).join()}`;
WebAssembly.Module = function (source) {
  const bytes = ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
  const known = compiled.get(key(bytes));
  if (known) return known;
  const made = new Native(bytes);
  if (bytes.byteLength <= 64) compiled.set(key(bytes), made); // one for each kind of function that Python calls back
  return made;
};
WebAssembly.Module.prototype = Native.prototype;
for (const name of ["customSections", "exports", "imports"]) WebAssembly.Module[name] = Native[name];

async function image(name, file) {
  const found = read(await sent(file).promise);
  const extensions = found.files.filter(([path]) => path.endsWith(".so"));
  await Promise.all(extensions.map(async ([, offset, size]) => {
    const bytes = new Uint8Array(found.buffer, found.start + offset, size);
    compiled.set(key(bytes), await WebAssembly.compile(bytes));
  }));
  return [name, found];
}

// ---- starting --------------------------------------------------------------------------------------------------------

let beating; // says that this worker lives, until the page is alive
let root, starting, woken, python, session, images, page;

// As soon as this script is here: Python needs nothing of what a page is about. What it takes comes meanwhile.
function start({ root: place, lock, boot: stdlib, snapshot, memory, environment }) {
  beating = setInterval(() => post({ type: "beat" }), 1000);
  root = place;
  woken = snapshot && JSON.stringify(environment);
  const indexURL = `${root}pyodide/`;
  early.set(`${indexURL}pyodide.asm.wasm`, () => nativeFetch("data:application/wasm,"));
  early.set(`${indexURL}pyodide-lock.json`, async () => new Response(lock));
  early.set(`${indexURL}python_stdlib.zip`, async () => new Response(snapshot ? "" : await sent(stdlib).promise));
  const failure = new Promise((_, reject) => {
    WebAssembly.instantiateStreaming = async (_answer, imports) => {
      try {
        const module = await sent("engine").promise;
        return { module, instance: await WebAssembly.instantiate(module, imports) };
      } catch (problem) {
        reject(problem); // Pyodide would only write it to the console and wait for ever
        throw problem;
      }
    };
  });
  const state = snapshot ? startFrom(sent(snapshot).promise, memory) : {};
  starting = Promise.race([failure, loadPyodide({ indexURL, env: environment, ...state })]);
  starting.catch(() => {}); // boot() hears of it
}

async function boot({ core, images: files, needs }) {
  const first = needs.first.map((name) => image(name, files[name]));
  const index = sent(core.modules).promise.then((content) => new TextDecoder().decode(content));
  for (const each of first) each.catch(() => {}); // whoever awaits them hears of it
  python = await starting;
  images = python.pyimport("live_images");
  woken ? images.woken(woken) : images.install();
  images.beat = () => post({ type: "beat" });
  for (const arriving of first) {
    const [name, found] = await arriving;
    mount(python, found, name, images);
  }
  const told = await index;
  images.later.know(told);
  images.later.bring = (name) => mount(python, fetchedAtOnce(files[name]), name, images);
  const later = Object.entries(JSON.parse(told)).filter(([name]) => !needs.first.includes(name));
  session = python.pyimport("live_session");
  page = python.pyimport("live_page");
  page.begin();
  ({ idles, go_on: goOn } = page);
  session.start((text, buffers) => {
    const binary = buffers?.toJs();
    buffers?.destroy?.();
    postMessage([text, binary]);
  });
  return { files, needs, later };
}

// What nobody foresaw: there is no waiting inside an import or the reading of a file, so this holds everything up.
function fetchedAtOnce(file) {
  const request = new XMLHttpRequest();
  request.open("GET", root + file, false);
  request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw new Error(`${file}: ${request.status}`);
  return read(gunzipSync(new Uint8Array(request.response)).buffer);
}

// ---- what is fetched behind: mounted and imported in small steps, so that a move never waits long ---------------------

const BOOK = "/book/";
const steps = [];

async function behind({ files, needs, later }) {
  // those of the book itself at once: what the reader moves next may read them
  for (const [name, { root: place, files: theirs }] of later) {
    const promised = () => promise(python, place, theirs, () => fetchedAtOnce(files[name]));
    if (place === BOOK) promised();
    else steps.push(promised);
  }
  try {
    const modules = [];
    for (const arriving of needs.behind.map((name) => image(name, files[name]))) {
      const [name, found] = await arriving;
      steps.push(() => {
        const added = mount(python, found, name, images).toJs();
        if (!name.startsWith("python.")) modules.push(...added);
      });
      work();
    }
    steps.push(() => { // only now: they import from each other
      steps.push(...modules.map((each) => () => images.wake(each)), () => {
        page.arrived();
        post({ type: "behind" });
      });
    });
  } catch (problem) {
    page.missed();
    post({ type: "behind", problem: String(problem) });
  }
  work();
}

// ---- one message after the other -----------------------------------------------------------------------------------

const HANDLE = {
  async boot(message) {
    const told = await boot(message);
    post({ type: "ready" });
    queue.settled = () => void behind(told);
  },
  settled() {
    clearInterval(beating);
    images.beat = null;
    queue.settled();
  },
  missed: () => page.missed(),
  async run({ cell, source, width, fragment }) {
    session.set_width(cell, width);
    page.opened_at(fragment);
    post({ type: "done", cell, well: await session.run_cell(cell, source) });
  },
  width: ({ cell, width }) => session.set_width(cell, width),
  kept: ({ name, text, problem }) => page.kept(name, text, problem),
  ask({ id, expression }) {
    try {
      post({ type: "answer", id, value: session.ask(expression) });
    } catch (problem) {
      post({ type: "answer", id, problem: problem.message });
    }
  },
};

async function handle([text, buffers]) {
  const message = JSON.parse(text);
  if (HANDLE[message.type]) return HANDLE[message.type](message);
  session.on_comm(text, buffers ? python.toPy(buffers) : undefined);
  fresh = true;
  post({ type: "idle", msg_id: message.msg_id });
}

const queue = [];
let busy = false;
const breath = new MessageChannel();
breath.port1.onmessage = () => work(true);
const later = () => breath.port2.postMessage(null); // lets messages that have come in meanwhile into the queue

// What waits in Python until nothing waits here (live_page.when_idle): the first of it at once, the rest when the reader
// has seen it and rests, since a long piece would keep their next move waiting.
const REST = 300; // ms
let idles = () => true, goOn, fresh, seen, waking;

function held() {
  if (idles()) return null;
  if (fresh) {
    return () => {
      fresh = false;
      goOn();
      seen = performance.now();
    };
  }
  const wait = seen + REST - performance.now();
  if (wait <= 0) return goOn;
  clearTimeout(waking);
  waking = setTimeout(work, wait);
  return null;
}

async function work(again = false) {
  if (busy && !again) return;
  busy = true;
  const next = queue.shift() ?? held() ?? steps.shift() ?? null;
  if (next === null) {
    busy = false;
    return;
  }
  try {
    await (typeof next === "function" ? next() : handle(next));
  } catch (problem) {
    post({ type: "failed", problem: `${problem?.name ?? "Error"}: ${problem?.message ?? problem}` });
  }
  later();
}

onmessage = ({ data: [text, content] }) => {
  const message = JSON.parse(text);
  if (message.type === "file") return sent(message.name).resolve(content);
  if (message.type === "start") return start(message);
  queue.push([text, content]);
  work();
};
