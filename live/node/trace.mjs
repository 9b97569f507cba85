// Runs each page's cells as a browser will, and says which modules they import: before anything is shown, and after;
// and by module what importing it compiled, marshalled.
// node trace.mjs CORE JOB   JOB: JSON file, {stdlib, images: [file], pages: {name: {cells, env}}}; prints JSON by page

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { mount, read } from "../page/images.js";

process.on("uncaughtException", (problem) => {
  console.error(problem?.message ?? problem); // and not the line of Pyodide's source that Node would quote
  process.exit(1);
});

const [core, file] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${core}/pyodide.mjs`).href);
const job = JSON.parse(readFileSync(file, "utf8"));

// What live_images.compiled shall know, by the module whose import asks for it.
const COLLECT = `
import base64, marshal, re, sys
import live_images, live_page

live_images.finished, live_page.holding = [], True
_found, _loading, _run = {}, [], live_images._Loader.exec_module

def _exec_module(self, module):
    _loading.append(module.__name__)
    try:
        _run(self, module)
    finally:
        _loading.pop()

def _exec(text, names, made):
    code = compile(text, "<string>", "exec")
    if _loading:
        _found.setdefault(_loading[-1], {})[text] = code
    exec(code, sys.modules["dataclasses"].__dict__ if names is None else names, made)

def _pattern(pattern, flags=0):
    if _loading and isinstance(pattern, (str, bytes)):
        tree = re._parser.parse(pattern, flags)
        names = {place: name for name, place in tree.state.groupdict.items()}
        _found.setdefault(_loading[-1], {})[pattern, int(flags)] = (
            int(flags | tree.state.flags), [int(each) for each in re._compiler._code(tree, flags)],
            tree.state.groups - 1, tree.state.groupdict, tuple(names.get(place) for place in range(tree.state.groups)))
    return _slowly(pattern, flags)

_slowly = live_images._pattern
live_images._Loader.exec_module, live_images._exec, re._compiler.compile = _exec_module, _exec, _pattern

def collected():
    return {module: base64.b64encode(marshal.dumps(found)).decode() for module, found in _found.items()}
`;

async function trace({ cells, env }) {
  const python = await loadPyodide({ indexURL: core, stdLibURL: job.stdlib, env });
  const images = python.pyimport("live_images");
  const modules = () => python.runPython(`
import sys, live_images
list(live_images.tried | {name for name, module in sys.modules.items()
 if getattr(module, "__spec__", None) is not None and "_live_bring" not in getattr(module, "__dict__", ())})`).toJs();
  const files = new Set();
  const now = () => ({ modules: modules(), files: [...files] });
  const boot = modules();
  images.install();
  for (const image of job.images) {
    mount(python, read(new Uint8Array(readFileSync(image)).buffer), image, images, (path) => files.add(path));
  }
  python.runPython(COLLECT);
  const failed = [];
  const session = python.pyimport("live_session");
  session.start((text) => {
    const message = JSON.parse(text);
    if (message.type === "error") failed.push(message.traceback);
  });
  for (const [cell, source] of cells) await session.run_cell(cell, source);
  const first = now();
  python.runPython("live_page.holding = False; live_page.arrived()");
  const finished = python.runPython("live_images.finished").toJs();
  const compiled = Object.fromEntries(python.globals.get("collected")().toJs());
  return { boot, first, behind: now(), finished, compiled, failed };
}

const told = {};
for (const [name, page] of Object.entries(job.pages)) told[name] = await trace(page);
console.log(JSON.stringify(told));
