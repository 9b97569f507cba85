// The page's side of what is fetched: a worker does it (fetcher.js), a new one for each attempt.

import { fetcher } from "./fetcher.js";

const come = new Set(); // addresses of files that have come whole: the browser has kept them

// code: a script, as text or bytes
export const workerOf = (code) => new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));

// again: the names of files say what is in them, so a kept copy is as good as a new one, unless something is wrong: then
// only those that have come whole may be kept ones.
export class Line {
  constructor(root, again) {
    this.root = root;
    this.again = again;
    this.had = 0; // bytes that have come
    this.more = 0; // bytes the host sends in addition to those announced
    this.waiting = new Map(); // for files under way, by number
    this.moved = () => {};
    this.worker = workerOf(`(${fetcher})()`);
    this.worker.onmessage = ({ data }) => ("id" in data ? this.arrived(data) : this.add(data.had, data.more));
    this.worker.onerror = ({ message }) => {
      for (const { reject } of this.waiting.values()) reject(new Error(message || "the fetching worker did not start"));
    };
  }

  add(had, more) {
    this.had += had;
    this.more += more;
    this.moved(this);
  }

  arrived({ id, content, problem }) {
    const { address, resolve, reject } = this.waiting.get(id);
    this.waiting.delete(id);
    if (problem !== undefined) return reject(new Error(problem));
    come.add(address);
    resolve(content);
  }

  asked(name, more) {
    const address = this.root + name, id = this.next = (this.next ?? 0) + 1;
    const cache = this.again && !come.has(address) ? "reload" : "force-cache";
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { address, resolve, reject });
      this.worker.postMessage({ id, address, cache, ...more });
    });
  }

  // A file of the book, unpacked.
  read(name) {
    return this.asked(name);
  }

  // Python itself, compiled while it arrives. A plain .wasm file is asked for where the host compresses; from any other
  // host Python comes packed, a third of the size.
  compile({ wasm, engine: { file, bytes, plain } }, compresses) {
    return this.asked(file, { wasm: compresses && { address: this.root + wasm, packed: bytes, plain } });
  }

  // Nothing is fetched any more.
  end() {
    this.worker.terminate();
  }
}
