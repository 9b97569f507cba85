// The copy of the course that this browser keeps to show it without a net: a cache for each version, filled by a page and
// handed out by a worker (sw.js at the head of the site). Nothing of it is there before the reader asks for it.

const offlineCopy = (() => {
  const ROOT = new URL(`${document.documentElement.dataset.content_root}../`, location.href).href;
  const STATE = `offline:${ROOT}`;
  const LIST = `${ROOT}offline.json`;  // in a cache: the list of its files, put there when all are
  const AT_ONCE = 4;
  const FROM_THE_SITE = { "X-Offline": "1" };

  const nameOf = (version) => `${STATE} ${version}`;
  const addressOf = (name) => ROOT + encodeURI(name).replace(/[?#]/g, encodeURIComponent);
  const trouble = (code, values = {}) => Object.assign(new Error(code), { code, values });

  // Why nothing can be kept here; empty if it can.
  async function barred() {
    if (location.protocol === "file:") return "file";
    if (!globalThis.isSecureContext) return "insecure";
    if (!navigator.serviceWorker || !globalThis.caches) return "unable";
    try { await caches.has(STATE); } catch { return "blocked"; }
    return "";
  }

  const noted = async (address, cacheName) => {
    const found = await caches.match(address, { cacheName });
    return found ? found.json() : null;
  };

  // The version that is used, and the names of the caches with files of any.
  async function here() {
    const names = (await caches.keys()).filter((name) => name.startsWith(`${STATE} `));
    const { used = "" } = await noted(ROOT, STATE) ?? {};
    return { used: names.includes(nameOf(used)) ? used : "", versions: names.map((name) => name.slice(STATE.length + 1)) };
  }

  const listOf = (version) => noted(LIST, nameOf(version));
  const weigh = (list) => Object.values(list ?? {}).reduce((sum, [bytes]) => sum + bytes, 0);

  async function ask(name, cache, signal) {
    let answer;
    try {
      answer = await fetch(addressOf(name), { cache, signal, headers: FROM_THE_SITE });
    } catch (problem) {
      throw problem.name === "AbortError" ? problem : trouble("unreached");
    }
    if (answer.status === 404) throw trouble("missing", { name });
    if (!answer.ok) throw trouble("unreached");
    return answer;
  }

  const newest = async () => (await ask("offline.json", "no-cache")).json();

  // What a version takes: {name: [bytes, sum]} of all, of what lies in the used version already, and of what must be fetched.
  async function parts({ version, list }, signal) {
    const { used, versions } = await here();
    const whole = await (await ask(list, "default", signal)).json();
    const old = await listOf(used);
    const kept = versions.includes(version) ? await (await caches.open(nameOf(version))).keys() : [];
    const there = new Set(kept.map(({ url }) => url));
    const missing = Object.entries(whole).filter(([name]) => !there.has(addressOf(name)));
    const same = missing.filter(([name, [, sum]]) => old?.[name]?.[1] === sum);
    return { used, whole, same, fresh: missing.filter((file) => !same.includes(file)) };
  }
  const differs = async (told) => weigh(Object.fromEntries((await parts(told)).fresh));

  const sumOf = async (content) => [...new Uint8Array(await crypto.subtle.digest("SHA-256", content))]
    .map((byte) => byte.toString(16).padStart(2, "0")).join("");

  // One file as the list has it. A copy that the browser had from before may be an older one: then once more from the site.
  async function bring(name, [, sum], target, { signal, count }) {
    for (const cache of ["default", "reload"]) {
      const answer = await ask(name, cache, signal);
      let had = 0;
      const counting = new TransformStream({
        transform(part, to) {
          had += part.byteLength;
          count(part.byteLength);
          to.enqueue(part);
        },
      });
      let content;
      try {
        content = await new Response(answer.body?.pipeThrough(counting)).arrayBuffer();
      } catch (problem) {
        throw signal.aborted ? problem : trouble("unreached");
      }
      if ((await sumOf(content)).startsWith(sum)) {
        const headers = new Headers(answer.headers);  // a strict host's rules hold for the copy, too
        for (const gone of ["Content-Encoding", "Content-Length", "Vary"]) headers.delete(gone);
        return target.put(addressOf(name), new Response(content, { headers }));
      }
      count(-had);
    }
    throw trouble("altered", { name });
  }

  // Bring a version whole, and use it from the next page on. What has come stays when it is stopped or breaks off, and the
  // version that was used is used on. begin(bytes): how much will be fetched; count(bytes): so much more has come.
  const take = (told, how) => navigator.locks.request(STATE, { ifAvailable: true }, async (lock) => {
    if (!lock) throw trouble("twice");
    try {
      await fill(told, how);
    } catch (problem) {
      how.signal.throwIfAborted();
      throw problem.name === "QuotaExceededError" ? trouble("full") : await whyOf(problem, told);
    }
    await use(told.version);
  });

  async function fill(told, { signal, begin, count }) {
    const { used, whole, same, fresh } = await parts(told, signal);
    for (const version of (await here()).versions) {
      if (version !== told.version && !await listOf(version)) await caches.delete(nameOf(version));  // given up
    }
    begin(weigh(Object.fromEntries(fresh)));
    await room(weigh(Object.fromEntries([...same, ...fresh])));
    const target = await caches.open(nameOf(told.version));
    const work = async () => {
      for (let next = same.shift(); next && !signal.aborted; next = same.shift()) {
        const address = addressOf(next[0]);
        const copy = await caches.match(address, { cacheName: nameOf(used) });
        if (copy) await target.put(address, copy);
        else fresh.push(next);
      }
      for (let next = fresh.shift(); next && !signal.aborted; next = fresh.shift()) {
        await bring(...next, target, { signal, count });
      }
    };
    const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, () => work().catch((problem) => {
      same.length = fresh.length = 0;  // nobody begins another one
      throw problem;
    })));
    signal.throwIfAborted();
    const problem = ends.find(({ reason }) => reason)?.reason;
    if (problem) throw problem;
    await target.put(LIST, new Response(JSON.stringify(whole)));
  }

  // Something else came than what was announced: the site was published anew in between, or its host changes files.
  async function whyOf(problem, told) {
    if (!["altered", "missing"].includes(problem.code)) return problem;
    const now = await newest().catch(() => told);
    return now.version === told.version ? problem : trouble("anew");
  }

  async function room(bytes) {
    const { quota, usage } = await navigator.storage?.estimate?.() ?? {};
    if (quota - usage < bytes) throw trouble("small", { free: quota - usage });
  }

  const tell = (worker, message) => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    worker.postMessage(message, [port2]);
  });

  async function use(version) {
    let registration;
    try {
      registration = await navigator.serviceWorker.register(`${ROOT}sw.js`, { scope: ROOT });
    } catch (problem) {
      console.info("offline:", problem);
      if (!(await here()).used) await remove();
      throw trouble("refused");
    }
    const worker = registration.active ?? registration.waiting ?? registration.installing;
    if (worker.state !== "activated") {
      await new Promise((done) => worker.addEventListener("statechange", () => worker.state === "activated" && done()));
    }
    await tell(worker, { ask: "use", version });
  }

  // No cache, no worker, and nothing that said so.
  async function remove() {
    const registration = await navigator.serviceWorker?.getRegistration(ROOT).catch(() => null);
    const ours = registration?.scope === ROOT ? registration : null;
    if (ours?.active) tell(ours.active, { ask: "forget" });
    for (const name of await caches.keys()) {
      if (name === STATE || name.startsWith(`${STATE} `)) await caches.delete(name);
    }
    await ours?.unregister();
  }

  // How much is here of the version that is used, or of the one that was begun: null if nothing.
  async function held() {
    if (await barred()) return null;
    const { used, versions } = await here();
    if (used) return { version: used, whole: true, bytes: weigh(await listOf(used)) };
    const [version] = versions;
    if (!version) return null;
    let bytes = 0;
    for (const answer of await (await caches.open(nameOf(version))).matchAll()) bytes += (await answer.blob()).size;
    return { version, whole: false, bytes };
  }

  // Whether the site has another version than the copy.
  async function outdated() {
    const { used } = await here();
    return Boolean(used) && (await newest()).version !== used;
  }

  return { STATE, barred, held, newest, differs, take, remove, outdated };
})();
