// Fetches, unpacks and compiles what a page needs, in a worker of its own: the page stays free for its reader. The worker
// is made of this function's text, so it uses nothing from outside itself.
//
// From the page: begin (an attempt), ask (fetch, and keep it until it is read), read, compile, settled. To the page: moved
// (how much of an attempt has come, how many files are under way), and by `id` what was asked for, or the problem. Until
// the page is settled, what has come whole is kept: whoever tries again fetches none of it anew.

export function fetcher() {
  const OFTEN = 500; // ms between two words about what has come
  const kept = new Map(); // by address: packed, or compiled
  const asked = new Map();
  let keeping, now;

  const moved = (line) => {
    line.telling ||= setTimeout(() => {
      line.telling = 0;
      const { attempt, had, more, open } = line;
      postMessage({ type: "moved", attempt, had, more, open });
    }, OFTEN);
  };

  async function get(address, { cache, stop }) {
    const answer = await fetch(address, { cache, signal: stop.signal });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer;
  }

  async function unpacked({ address, cache }, type) {
    const line = now, parts = keeping ? [] : null;
    line.open += 1;
    const counting = new TransformStream({
      transform(part, to) {
        parts?.push(part);
        line.had += part.byteLength;
        moved(line);
        to.enqueue(part);
      },
    });
    const whole = new TransformStream({
      flush() { // it is certain now that nothing was cut off or changed on the way
        if (parts && keeping) kept.set(address, new Blob(parts));
        line.open -= 1;
        moved(line);
      },
    });
    const { body } = kept.has(address)
      ? { body: kept.get(address).stream() }
      : await (asked.get(address) ?? get(address, { cache, stop: line.stop }));
    asked.delete(address);
    const plain = body.pipeThrough(counting).pipeThrough(new DecompressionStream("gzip")).pipeThrough(whole);
    return new Response(plain, { headers: { "Content-Type": type } });
  }

  // A .wasm file as it is: browsers keep its machine code from visit to visit. Nothing if the host does not compress it.
  // packed, plain: what it weighs.
  async function streamed({ wasm, cache, packed, plain }) {
    const line = now;
    if (kept.has(wasm)) {
      line.had += packed;
      moved(line);
      return kept.get(wasm);
    }
    const stop = new AbortController();
    line.stop.signal.addEventListener("abort", () => stop.abort());
    const answer = await get(wasm, { cache, stop });
    const { headers } = answer;
    if (!headers.has("Content-Encoding") || headers.get("Content-Type") !== "application/wasm") {
      stop.abort();
      return null;
    }
    const weight = Number(headers.get("Content-Length")) || packed;
    line.more += weight - packed;
    line.open += 1;
    const compiling = WebAssembly.compileStreaming(answer.clone());
    let left = weight;
    for (const reader = answer.body.getReader(); ;) {
      const { done, value } = await reader.read();
      const part = done ? left : Math.min(left, value.byteLength * weight / plain);
      left -= part;
      line.had += part;
      moved(line);
      if (done) break;
    }
    line.open -= 1;
    const module = await compiling;
    if (keeping) kept.set(wasm, module);
    return module;
  }

  const HANDLE = {
    begin({ attempt }) {
      now?.stop.abort();
      asked.clear();
      keeping = true;
      now = { attempt, stop: new AbortController(), had: 0, more: 0, open: 0, telling: 0 };
    },
    ask({ address, cache }) {
      asked.set(address, get(address, { cache, stop: now.stop }));
      asked.get(address).catch(() => {}); // whoever reads it hears of it
    },
    read: async (message) => (await unpacked(message, "")).arrayBuffer(),
    compile: async (message) => (message.wasm && await streamed(message))
      || WebAssembly.compileStreaming(unpacked(message, "application/wasm")),
    settled() {
      keeping = false;
      kept.clear();
    },
  };

  onmessage = async ({ data: { type, id, ...message } }) => {
    try {
      const content = await HANDLE[type](message);
      if (id) postMessage({ id, content }, content instanceof ArrayBuffer ? [content] : []);
    } catch (problem) {
      if (id) postMessage({ id, problem: problem?.message ?? String(problem) });
    }
  };
}
