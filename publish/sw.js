// Shows the copy of the course that a reader has asked this browser to keep (chapters/without_net). A page brings that copy
// whole into a cache of its own, one for each version, and then says which one is used; this worker only hands out.
// A page gets everything from the version it came from itself, however many tabs are open and whatever is used by then.
// This file outlives versions: whoever changes it goes on to read what an older one has noted.

const ROOT = registration.scope;
const STATE = `offline:${ROOT}`;  // {used: version, open: {client: version}, past: [version]}
const NET = "net";  // in place of a version: a page that the copy does not have, with all it loads

const nameOf = (version) => `${STATE} ${version}`;
const begun = new Map();  // the version of each page opened while this worker runs; some are still on their way

let state = null;
const known = () => {
  state ??= caches.match(ROOT, { cacheName: STATE }).then((noted) => noted?.json()).catch(() => null)
    .then((noted) => ({ open: {}, past: [], ...noted }));
  return state;
};

async function note(changed) {
  state = Promise.resolve(changed);
  await (await caches.open(STATE)).put(ROOT, new Response(JSON.stringify(changed)));
}

addEventListener("install", () => skipWaiting());

addEventListener("fetch", (event) => {
  const { request } = event;
  // What a page fetches to keep it says so, and gets it from the site.
  if (request.method !== "GET" || !request.url.startsWith(ROOT) || request.headers.has("X-Offline")) return;
  event.respondWith(answer(event));
});

async function answer(event) {
  const { request, clientId, resultingClientId } = event;
  const { used, open, past } = await known();
  if (!used) return fetch(request);
  const opens = request.mode === "navigate";
  const version = opens ? used : open[clientId] ?? begun.get(clientId) ?? used;
  if (version === NET) return fetch(request);
  if (opens) begun.set(resultingClientId, version);  // at once: another version may be used in a moment
  if (opens && past.length) event.waitUntil(tidy());
  const { pathname } = new URL(request.url);
  const path = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
  const found = await kept(version, path) ?? (opens && await kept(version, `${path}.html`));  // as some hosts shorten it
  if (found) return part(found, request.headers.get("Range"));
  if (!opens) return await ofAny(path) ?? new Response("", { status: 404 });
  if (await kept(version, `${path}/index.html`)) return Response.redirect(`${pathname}/`);
  try {
    const answered = await fetch(request);
    begun.set(resultingClientId, NET);
    const now = await known();
    await note({ ...now, open: { ...now.open, [resultingClientId]: NET } });
    return answered;
  } catch {
    return lost(version, path);
  }
}

const kept = (version, path) => caches.match(new URL(path, ROOT).href, { cacheName: nameOf(version), ignoreVary: true });

// A worker of a page asks in its own name. What it asks for says in its name what is in it, so any version will do.
async function ofAny(path) {
  if (!/-[0-9a-f]{10}\.\w+$/.test(path)) return undefined;
  for (const name of await caches.keys()) {
    const found = name.startsWith(`${STATE} `) && await caches.match(new URL(path, ROOT).href, { cacheName: name });
    if (found) return found;
  }
  return undefined;
}

// The stretch of a file that was asked for.
async function part(found, range) {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? "") ?? [];
  if (from === undefined) return found;
  const whole = await found.blob();
  const [first, last] = [Number(from), Math.min(to ? Number(to) : Infinity, whole.size - 1)];
  const headers = new Headers(found.headers);
  if (first > last) return new Response("", { status: 416, headers: { "Content-Range": `bytes */${whole.size}` } });
  headers.set("Content-Range", `bytes ${first}-${last}/${whole.size}`);
  return new Response(whole.slice(first, last + 1), { status: 206, headers });
}

// The page that says so, in the language of the address if it has one; its links begin at that language's folder.
async function lost(version, path) {
  const names = (await (await caches.open(nameOf(version))).keys()).map(({ url }) => url);
  const pages = names.filter((name) => name.endsWith("/not_kept.html")).map((name) => name.slice(0, -"not_kept.html".length));
  const folder = pages.find((each) => new URL(path, ROOT).href.startsWith(each)) ?? pages[0];
  if (!folder) return new Response("404", { status: 404 });
  const page = await kept(version, `${folder}not_kept.html`);
  const { headers } = page;
  const text = await page.text();
  return new Response(text.replaceAll('href="', `href="${folder}`), { status: 404, headers });
}

// Older versions stay until no page that came from them is open.
async function tidy() {
  const { used, open, past } = await known();
  const there = await Promise.all(Object.keys(open).map(async (id) => [id, begun.has(id) || Boolean(await clients.get(id))]));
  const still = Object.fromEntries(there.filter(([, is]) => is).map(([id]) => [id, open[id]]));
  const gone = past.filter((version) => version !== used && !Object.values(still).includes(version));
  const { used: now, past: all } = await known();
  if (now !== used) return;  // another one meanwhile; the next page that is opened looks again
  await note({ used, open: still, past: all.filter((version) => !gone.includes(version)) });
  await Promise.all(gone.map((version) => caches.delete(nameOf(version))));
}

const MESSAGES = {
  // From the next page on, this version; what is open stays with the one it came from.
  async use(version) {
    await known();
    const here = await clients.matchAll({ type: "all" });
    const { used, open, past } = await known();
    if (used === version) return;
    const ids = used ? [...here.map(({ id }) => id), ...begun.keys()] : [];
    const stays = Object.fromEntries(ids.map((id) => [id, open[id] ?? begun.get(id) ?? used]));
    await note({ used: version, open: { ...open, ...stays }, past: used ? [...past, used] : past });
    await tidy();
  },
  async forget() {
    state = Promise.resolve({ open: {}, past: [] });
    begun.clear();
  },
};

addEventListener("message", (event) => {
  const { ask, version } = event.data ?? {};
  if (!Object.hasOwn(MESSAGES, ask ?? "")) return;
  event.waitUntil(MESSAGES[ask](version).then(() => event.ports[0]?.postMessage("done")));
});
