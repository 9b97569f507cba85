// Fetches, unpacks and compiles what a page needs, in a worker of its own: the page stays free for its reader. The worker
// is made of this function's text, so it uses nothing from outside itself.
//
// From the page: { id, address, cache, wasm }. To the page: { id, content } or { id, problem }, and meanwhile { had, more },
// the bytes that have come since it said so last, and how many more there are than was announced.

export function fetcher() {
  const OFTEN = 200; // ms between two words about what has come
  let had = 0, more = 0, telling = 0;

  function came(bytes, beyond = 0) {
    had += bytes;
    more += beyond;
    telling ||= setTimeout(() => {
      postMessage({ had, more });
      had = more = telling = 0;
    }, OFTEN);
  }

  async function get(address, options) {
    const answer = await fetch(address, options);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer;
  }

  async function unpacked({ address, cache }, type) {
    const counting = new TransformStream({
      transform(part, to) {
        came(part.byteLength);
        to.enqueue(part);
      },
    });
    const { body } = await get(address, { cache });
    const plain = body.pipeThrough(counting).pipeThrough(new DecompressionStream("gzip"));
    return new Response(plain, { headers: { "Content-Type": type } });
  }

  // A .wasm file as it is: browsers keep its machine code from visit to visit. Nothing if the host does not compress it or has none.
  // packed, plain: what it weighs. Its bytes are counted as they come out of the browser, and told as they come in.
  async function streamed({ wasm: { address, packed, plain }, cache }) {
    const stop = new AbortController();
    const answer = await fetch(address, { cache, signal: stop.signal });
    const { headers } = answer;
    if (!answer.ok || !headers.has("Content-Encoding") || headers.get("Content-Type") !== "application/wasm") {
      stop.abort();
      return null;
    }
    const weight = Number(headers.get("Content-Length")) || packed;
    came(0, weight - packed);
    const compiling = WebAssembly.compileStreaming(answer.clone());
    let left = weight;
    for (const reader = answer.body.getReader(); ;) {
      const { done, value } = await reader.read();
      const part = done ? left : Math.min(left, value.byteLength * weight / plain);
      left -= part;
      came(part);
      if (done) return compiling;
    }
  }

  async function answer(message) {
    if (!("wasm" in message)) return (await unpacked(message, "")).arrayBuffer();
    return message.wasm && await streamed(message) || WebAssembly.compileStreaming(unpacked(message, "application/wasm"));
  }

  onmessage = async ({ data: { id, ...message } }) => {
    try {
      const content = await answer(message);
      postMessage({ id, content }, content instanceof ArrayBuffer ? [content] : []);
    } catch (problem) {
      postMessage({ id, problem: problem?.message ?? String(problem) });
    }
  };
}
