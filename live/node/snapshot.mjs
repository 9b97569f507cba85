// Python as it stands when it has started and imported what every page imports: what its memory holds, in one file.
// node snapshot.mjs CORE JOB   JOB: JSON file, {stdlib, images: [file], modules: [name], env, target}
// Prints JSON, {modules, memory}: which of the modules are in it, and how many bytes of memory it needs.
//
// page/snapshot.js reads it. What Pyodide's own file has in memory when it comes is left out: a sum tells whether that
// was the same.

import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { mount, read } from "../page/images.js";
import { sum } from "../page/snapshot.js";

process.on("uncaughtException", (problem) => {
  console.error(problem?.message ?? problem); // and not the line of Pyodide's source that Node would quote
  process.exit(1);
});

const [core, file] = process.argv.slice(2);
const job = JSON.parse(readFileSync(file, "utf8"));
const { loadPyodide } = await import(pathToFileURL(`${core}/pyodide.mjs`).href);
await import(pathToFileURL(`${core}/pyodide.asm.js`).href);

// ---- started and imported --------------------------------------------------------------------------------------------

process.env.TZ = "UTC"; // wherever it is built
let made, fresh, begin;
const create = globalThis._createPyodideModule;
globalThis._createPyodideModule = (settings) => create({
  ...settings,
  preRun: [...settings.preRun, (module) => { made = module; }],
  onRuntimeInitialized() {
    fresh = made.HEAPU8.slice();
    begin = made._sbrk(0);
  },
});
const python = await loadPyodide({
  indexURL: core,
  stdLibURL: job.stdlib,
  env: { ...job.env, PYTHONHASHSEED: "0" }, // the same file from the same book
  _sysExecutable: "./this.program", // what it is called in a browser
  _makeSnapshot: true,
});
const { _module: Module, _api: API } = python;
const images = python.pyimport("live_images");
images.install();
python.runPython("import sys; sys.path.remove('')"); // Pyodide puts it there at every start
for (const image of job.images) mount(python, read(new Uint8Array(readFileSync(image)).buffer), image, images);
const modules = images.hold(job.modules).toJs();
images.destroy();
python.runPython("import os; del os.environ['PYTHONHASHSEED']");
if (Object.keys(Module.LDSO.loadedLibsByHandle).length > 1) throw new Error("a snapshot cannot hold compiled modules");

// ---- without what once stood in memory that is free now --------------------------------------------------------------

const top = Module._sbrk(0);
const free = [];
for (let size = 1 << 16; size >= 16; size >>= 1) {
  for (;;) {
    const place = Module._PyMem_RawMalloc(size - 4);
    if (!place || place + size > top) {
      Module._PyMem_RawFree(place);
      break;
    }
    free.push([place, size - 4]);
  }
}
for (const [place, size] of free) Module.HEAPU8.fill(0, place, place + size);
for (const [place] of free) Module._PyMem_RawFree(place);

// ---- written: the stretches of memory that differ, in words of four bytes ----------------------------------------------

const stack = [Module._emscripten_stack_get_end(), Module._emscripten_stack_get_base()].map((place) => place >> 2);
const words = new Uint32Array(Module.HEAPU8.buffer);
const before = new Uint32Array(fresh.buffer);
const own = (Module.__PyRuntime + words[Module.__PyEM_EMSCRIPTEN_COUNT_ARGS_OFFSET >> 2]) >> 2;
words[own] = before[own] = 0; // an engine's own: where the function is that Python calls to count arguments, if any
const differs = (at) => (at < stack[0] ? words[at] !== before[at] : at >= stack[1] && words[at] !== 0);
const NEAR = 8; // a stretch costs two words: so many equal ones between two are not left out

const stretches = [];
for (let at = 0; at < words.length; at += 1) {
  if (!differs(at)) continue;
  const last = stretches.at(-1);
  if (last && at - last[1] <= NEAR) last[1] = at + 1;
  else stretches.push([at, at + 1]);
}
const header = JSON.stringify({
  ...API.serializeHiwireState(),
  stretches: stretches.length,
  stack,
  begin: begin >> 2,
  sum: sum(words, stack[0]),
  own,
  table: Module._PyEM_CountArgsPtr || Module.wasmTable.length,
});
const told = new TextEncoder().encode(header.padEnd(Math.ceil(header.length / 4) * 4));
const parts = [Uint32Array.of(told.length), told];
let end = 0;
parts.push(Uint32Array.from(stretches.flatMap(([from, to]) => {
  const gap = from - end;
  end = to;
  return [gap, to - from];
})));
for (const [from, to] of stretches) parts.push(words.subarray(from, to));
writeFileSync(job.target, Buffer.concat(parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength))));
console.log(JSON.stringify({ modules, memory: words.byteLength }));
