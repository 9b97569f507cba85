// Finds words in the index of the pages (theme/search/). Pure: what is asked and what is known go in, what is found comes out.

const searchFind = (() => {
  const MOST_WORDS = 12, LONGEST = 40;  // of a query: more is no search, and would keep a phone busy
  const LEAST = 3;                      // letters that stay of a word without its endings, and that find longer words
  const FUZZY = 5;                      // letters from which a word may be misspelt
  const AROUND = 60, SHOWN = 180;       // characters of an excerpt: before its first word, and in all
  const FIRST_SIGN = 35, OFTEN = 3;     // as in theme/search/index.py
  const FIELDS = ["heads", "text"];

  // In small letters and without accents, as theme/search/words.py has them.
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();

  function stem(word, endings) {
    for (const ending of endings) {
      if (word.endsWith(ending) && word.length - ending.length >= LEAST) return stem(word.slice(0, -ending.length), endings);
    }
    return word;
  }

  // The words of a query that the index may hold: [{word, stem}], each once.
  function asked(query, { endings, common }) {
    const left = new Set(common.split(" "));
    const words = new Map();
    for (const [word] of fold(query.slice(0, 2000)).matchAll(/[\p{L}\p{N}]+/gu)) {
      if (words.size === MOST_WORDS) break;
      const held = !/\p{N}/u.test(word) || /^(19|20)\d\d$/.test(word);
      const short = word.slice(0, LONGEST);
      if (word.length > 1 && held && !left.has(word)) words.set(short, { word: short, stem: stem(short, endings) });
    }
    return [...words.values()];
  }

  // The index as MiniSearch keeps one of its own (its serialization, version 2); pages: of each part, where it belongs.
  function unpacked({ pages, words, places }) {
    const partOf = pages.flatMap(([, , count], page) => Array(count).fill(page));
    const lengths = partOf.map(() => [0, 0]);
    let at = 0, before = "";
    const next = () => places.charCodeAt(at++) - FIRST_SIGN;
    const index = (words ? words.split("\n") : []).map((coded) => {
      before = before.slice(0, coded.charCodeAt(0) - FIRST_SIGN) + coded.slice(1);
      const fields = FIELDS.map((_, field) => {
        const found = {};
        for (let count = next(), part = 0; count > 0; count--) {
          const step = next();
          part += field ? step >> 1 : step;
          found[part] = field && step % 2 ? OFTEN : 1;
          lengths[part][field] += found[part];
        }
        return found;
      });
      return [before, { 0: fields[0], 1: fields[1] }];
    });
    const numbered = (value) => Object.fromEntries(partOf.map((_, part) => [part, value(part)]));
    const average = FIELDS.map((_, field) => lengths.reduce((sum, each) => sum + each[field], 0) / (lengths.length || 1));
    const plain = {
      documentCount: partOf.length,
      nextId: partOf.length,
      documentIds: numbered((part) => part),
      fieldIds: { heads: 0, text: 1 },
      fieldLength: numbered((part) => lengths[part]),
      averageFieldLength: average,
      storedFields: {},
      dirtCount: 0,
      serializationVersion: 2,
      index,
    };
    return { plain, partOf };
  }

  const open = (MiniSearch, packed) => {
    const { plain, partOf } = unpacked(packed);
    const options = { fields: FIELDS, tokenize: (text) => [text], processTerm: (term) => term };
    return { mini: MiniSearch.loadJS(plain, options), partOf, packed };
  };

  // A word finds itself in any form, and longer words that begin with it.
  const exactly = ({ word, stem }) => ({
    combineWith: "OR",
    boost: { heads: 3 },
    queries: [
      { queries: [stem] },
      ...(word.length >= LEAST ? [{ queries: [word], prefix: true, weights: { prefix: 0.4, fuzzy: 0 } }] : []),
    ],
  });
  const nearly = ({ stem }) => ({ queries: [stem], fuzzy: stem.length < FUZZY ? 0 : stem.length < 9 ? 1 : 2 });

  // What a query finds, the best first: {hits: [{part, page, terms}], near}. near: no part has all the words as they are.
  function find(query, { mini, partOf, packed }) {
    const words = asked(query, packed);
    if (!words.length) return { hits: [], near: false };
    const each = words.map((word) => (mini.search(exactly(word)).length ? exactly(word) : nearly(word)));
    const misspelt = each.some((one) => "fuzzy" in one);
    let found = mini.search({ combineWith: "AND", queries: each });
    const apart = !found.length;
    if (apart) found = mini.search({ combineWith: "OR", queries: each });
    const hits = found.map(({ id, terms }) => ({ part: id, page: partOf[id], terms: new Set(terms) }));
    return { hits, near: misspelt || apart };
  }

  // A text in pieces [text, found]: found words are true. terms: stems as the index has them.
  function marked(text, terms, endings) {
    const pieces = [];
    let at = 0;
    for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      if (!terms.has(stem(fold(word), endings))) continue;
      if (index > at) pieces.push([text.slice(at, index), false]);
      pieces.push([word, true]);
      at = index + word.length;
    }
    if (at < text.length) pieces.push([text.slice(at), false]);
    return pieces;
  }

  // Some words of a text around the place with the most found ones, in such pieces.
  function excerpt(text, terms, endings) {
    const places = [];
    for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      const found = stem(fold(word), endings);
      if (terms.has(found)) places.push([index, found]);
    }
    const around = ([from]) => new Set(places.filter(([at]) => at >= from && at < from + SHOWN - AROUND).map(([, found]) => found));
    let best = places[0] ?? [0], most = 0;
    for (const place of places) {
      const count = around(place).size;
      if (count > most) [best, most] = [place, count];
    }
    let from = Math.max(0, best[0] - AROUND);
    if (from > 0) from = text.indexOf(" ", from) + 1;
    let to = Math.min(text.length, from + SHOWN);
    if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), best[0] + 1);
    const pieces = marked(text.slice(from, to), terms, endings);
    if (from > 0) pieces.unshift(["… ", false]);
    if (to < text.length) pieces.push([" …", false]);
    return pieces;
  }

  // The sections of a part, [anchor, heading, text], that hold the most of what was found: at most so many.
  function best(sections, terms, endings, most) {
    const held = sections.map(([, heading, text], place) => {
      const there = new Set();
      for (const [word] of `${heading} ${text}`.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
        const found = stem(fold(word), endings);
        if (terms.has(found)) there.add(found);
      }
      return { place, count: there.size };
    });
    const top = Math.max(...held.map(({ count }) => count));
    return held.filter(({ count }) => count && count === top).slice(0, most).map(({ place }) => sections[place]);
  }

  return { asked, best, excerpt, find, fold, marked, open, stem };
})();
