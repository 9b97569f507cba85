// The page's side of what is fetched: one worker does it (fetcher.js), for one attempt after the other.

import { fetcher } from "./fetcher.js";

let worker = null, current = null, number = 0;
const waiting = new Map(); // for answers of the worker, by number
const come = new Set(); // addresses of files that have come whole: the browser may have kept them

// code: a script, as text or bytes
export const workerOf = (code) => new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));

function fetchingWorker() {
  if (worker) return worker;
  worker = workerOf(`(${fetcher})()`);
  worker.onmessage = ({ data: { type, attempt, id, content, problem, ...told } }) => {
    if (type === "moved") return attempt === current?.attempt && current.told(told);
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    problem === undefined ? resolve(content) : reject(new Error(problem));
  };
  worker.onerror = (problem) => {
    for (const { reject } of waiting.values()) reject(new Error(problem.message || "the fetching worker did not start"));
    waiting.clear();
  };
  return worker;
}

// Nothing is fetched any more, and nothing kept but in the browser's own store.
export function hangUp() {
  worker?.terminate();
  worker = current = null;
}

// What one attempt fetches; the next one ends it. The names of files say what is in them, so a kept copy is as good as a
// new one, unless something is wrong: then, again, only those that have come whole may be kept ones.
export class Line {
  constructor(root, again) {
    this.root = root;
    this.again = again;
    this.attempt = ++number;
    this.had = 0; // bytes that have come
    this.more = 0; // bytes the host sends in addition to those announced
    this.open = 0; // files under way
    this.own = { had: 0, more: 0 }; // of these, what the page fetches itself
    this.moved = () => {};
  }

  told({ had, more, open }) {
    this.had = had + this.own.had;
    this.more = more + this.own.more;
    this.open = open;
    this.moved(this);
  }

  // The page itself has fetched this much, and that is so much more than was announced.
  add(had, more) {
    this.own.had += had;
    this.own.more += more;
    this.told({ had: this.had - this.own.had + had, more: this.more - this.own.more + more, open: this.open });
  }

  send(type, name, more = {}) {
    const worker = fetchingWorker();
    if (current !== this) {
      current = this;
      worker.postMessage({ type: "begin", attempt: this.attempt });
    }
    const address = this.root + name;
    const cache = this.again && !come.has(address) ? "reload" : "force-cache";
    worker.postMessage({ type, address, cache, ...more });
    return address;
  }

  asked(type, name, more) {
    return new Promise((resolve, reject) => {
      const id = ++number;
      waiting.set(id, { resolve, reject });
      const address = this.send(type, name, { ...more, id });
      waiting.get(id).resolve = (content) => {
        come.add(address);
        resolve(content);
      };
    });
  }

  // Fetch a file that will be read later.
  ask(name) {
    this.send("ask", name);
  }

  // A file of the book, unpacked.
  read(name) {
    return this.asked("read", name);
  }

  // Python itself, compiled while it arrives. A plain .wasm file is asked for where the host compresses; from any other
  // host Python comes packed, a third of the size.
  compile({ wasm, engine }, compresses) {
    const { file, bytes, plain } = engine;
    return this.asked("compile", file, compresses ? { wasm: this.root + wasm, packed: bytes, plain } : {});
  }

  // The page is alive: what it has need not be kept any longer.
  settled() {
    this.send("settled", "");
  }
}
