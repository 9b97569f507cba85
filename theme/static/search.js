// The search page: answers what stands in its address, and keeps it nowhere else.

(async () => {
  const AT_ONCE = 6, OF_A_PAGE = 2, OF_A_PART = 2;  // parts fetched and shown; of these from one page; sections of a part
  const here = document.currentScript.src;
  const words = JSON.parse(document.getElementById("search-words").textContent);
  const place = document.querySelector(".tt-hits");
  const status = place.querySelector("[role=status]"), list = place.querySelector("ol"), more = place.querySelector("button");
  const query = new URLSearchParams(location.search).get("q")?.trim() ?? "";
  const field = document.getElementById("query");
  const fill = () => { field.value = query.slice(0, field.maxLength); };
  fill();
  addEventListener("pageshow", fill);  // a browser that goes back puts in what was typed last
  if (!query) return field.focus();

  async function fetched(name) {
    const answer = await fetch(new URL(`../search/${name}.img`, here));
    if (!answer.ok) throw new Error(answer.status);
    return new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).json();
  }

  const made = (tag, parts, attributes = {}) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...parts);
    return element;
  };
  const shown = (pieces) => pieces.map(([text, found]) => (found ? made("mark", [text]) : text));

  let index, found;
  status.textContent = words.searching;
  try {
    const [{ default: MiniSearch }, packed] = await Promise.all([
      import(new URL("minisearch.js", here).href),
      fetched("words"),
    ]);
    index = searchFind.open(MiniSearch, packed);
    found = searchFind.find(query, index);
  } catch {
    status.textContent = words.failed;
    return undefined;
  }
  const { pages, endings } = index.packed;
  const ofPages = new Map();
  for (const hit of found.hits) ofPages.set(hit.page, [...(ofPages.get(hit.page) ?? []), hit]);
  const said = !ofPages.size ? words.nothing : found.near ? words.near : words.found;
  status.textContent = said.replace("{n}", ofPages.size);
  document.title = `${query.slice(0, 60)} · ${document.title}`;

  // A page and what it says; its sections follow as their texts arrive.
  async function add(page, hits) {
    const [name, title] = pages[page];
    const address = `${name}.html`;
    const sections = made("ul", []);
    const every = new Set(hits.flatMap(({ terms }) => [...terms]));
    const link = made("a", shown(searchFind.marked(title, every, endings)), { href: address });
    list.append(made("li", [link, sections]));
    const arriving = hits.map(({ part }) => fetched(part).catch(() => []));  // the page is found all the same
    const told = new Set();
    for (const [place, { terms }] of hits.entries()) {
      for (const [anchor, heading, text] of searchFind.best(await arriving[place], terms, endings, OF_A_PART)) {
        if (told.has(anchor)) continue;  // a long section is in several parts
        told.add(anchor);
        const inside = [];
        if (anchor) inside.push(made("a", shown(searchFind.marked(heading, terms, endings)), { href: `${address}#${anchor}` }));
        if (text) inside.push(made("p", shown(searchFind.excerpt(text, terms, endings))));
        sections.append(made("li", inside));
      }
    }
  }

  const waiting = [...ofPages].map(([page, hits]) => [page, hits.slice(0, OF_A_PAGE)]);
  function show() {
    for (let room = AT_ONCE; waiting.length && room > 0; room -= waiting.shift()[1].length) {
      const [page, hits] = waiting[0];
      if (hits.length > room) hits.length = room;
      add(page, hits);
    }
    more.hidden = !waiting.length;
  }
  more.addEventListener("click", () => {
    const first = list.children.length;
    show();
    list.children[first].querySelector("a").focus();
  });
  show();
})();
