// What live pages are measured against (make bench-live): the same page on stock Pyodide and stock wheels, everything
// loaded with `loadPackage` before anything runs. The worker's side only; the page's side is the same.

import { loadPyodide } from "pyodide";

const post = (message, buffers) => postMessage([JSON.stringify(message), buffers]);
let python, session;

let root, environment;

const HANDLE = {
  start(message) {
    ({ root, environment } = message);
  },
  async boot({ core }) {
    python = await loadPyodide({ indexURL: `${root}pyodide/`, env: environment });
    await python.loadPackage(core.packages, { messageCallback() {} });
    for (const name of core.wheels) {
      python.unpackArchive(await (await fetch(`${root}pyodide/${name}`)).arrayBuffer(), "wheel");
    }
    python.unpackArchive(await (await fetch(`${root}pyodide/book.zip`)).arrayBuffer(), "zip", { extractDir: "/book" });
    python.runPython("import sys; sys.path.insert(0, '/book')");
    session = python.pyimport("live_session");
    session.start((text, buffers) => {
      const binary = buffers?.toJs();
      buffers?.destroy?.();
      postMessage([text, binary]);
    });
    post({ type: "ready" });
  },
  async run({ cell, source, width }) {
    session.set_width(cell, width);
    post({ type: "done", cell, well: await session.run_cell(cell, source) });
  },
  settled: () => post({ type: "behind" }),
  kept() {}, // stock Pyodide has no place for it
  width: ({ cell, width }) => session.set_width(cell, width),
};

let last = Promise.resolve();
onmessage = ({ data: [text, buffers] }) => {
  last = last.then(async () => {
    const message = JSON.parse(text);
    if (HANDLE[message.type]) return HANDLE[message.type](message);
    session.on_comm(text, buffers ? python.toPy(buffers) : undefined);
    post({ type: "idle", msg_id: message.msg_id });
  }).catch((problem) => post({ type: "failed", problem: String(problem) }));
};
