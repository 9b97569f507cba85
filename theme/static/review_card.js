// The form that turns a link for reviews into a QR code and a card to print (theme/directives/how_to.py). Nothing leaves the
// browser; what draws the code is fetched from this site, and only when there is a link.

const reviewCard = {
  MOST: 300,  // characters: more of them, and a cheap phone cannot read the code on a card any more

  // The address a QR code shall open, or what is wrong with it: {address} or {problem, n}.
  read(text) {
    const typed = text.trim();
    if (!typed) return { problem: "empty" };
    if (/\s/.test(typed)) return { problem: "broken" };
    let url;
    try { url = new URL(typed); } catch { return { problem: "broken" }; }
    if (url.protocol !== "https:") return { problem: url.protocol === "http:" ? "unsafe" : "broken" };
    if (url.username || url.password) return { problem: "user" };
    if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(url.hostname)) return { problem: "broken" };
    if (url.href.length > this.MOST) return { problem: "long", n: url.href.length };
    return { address: url.href };
  },
};

if (globalThis.document) {
  const form = document.querySelector("[data-review-card]");
  const { words } = JSON.parse(form.querySelector("script").textContent);
  const library = new URL("uqr.js", document.currentScript.src).href;
  const part = (name) => form.querySelector(`[data-${name}]`);
  const { name, link } = form.elements;
  const say = (text, values = {}) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const tell = (place, text, alarm) => {
    place.textContent = text;
    place.classList.toggle("tt-alarm", alarm && text !== "");
  };
  let drawn = "", latest = 0, failed = 0;

  // A browser may remember that a script did not come: so each attempt has an address of its own.
  async function fetched() {
    try { return await import(failed ? `${library}?again=${failed}` : library); } catch { failed += 1; }
    return null;
  }

  async function show() {
    const mine = ++latest;
    const { address, problem, n } = reviewCard.read(link.value);
    const wrong = form.querySelector("#howto-link-wrong");
    tell(wrong, problem ? say(words[problem], { n, most: reviewCard.MOST }) : "", true);
    link.setAttribute("aria-invalid", Boolean(problem) && problem !== "empty");
    part("name").textContent = name.value.trim();
    if (problem) {
      part("made").hidden = true;
      return tell(part("said"), "", false);
    }
    const came = await fetched();
    if (mine !== latest) return undefined;  // something else was typed meanwhile
    if (!came) {
      part("made").hidden = true;
      addEventListener("online", show, { once: true });
      return tell(part("said"), words.unable, true);
    }
    drawn = qrDrawing.of(came.encode(address, { ecc: "M", border: 0 }).data, say(words.picture, { link: address }));
    part("code").innerHTML = drawn;
    part("address").textContent = address;
    part("made").hidden = false;
    return tell(part("said"), words.made, false);
  }

  const own = keep.read("how_to") ?? {};
  name.value = own.name ?? keep.read("firm")?.name ?? "";
  link.value = own.link ?? "";
  form.addEventListener("input", () => {
    keep.change("how_to", (kept) => ({ ...kept, name: name.value.slice(0, 500), link: link.value.slice(0, 2000) }));
    show();
  });
  form.addEventListener("submit", (event) => event.preventDefault());

  part("print").addEventListener("click", () => {
    // A sheet of its own size for this print alone; every other print of the page stays as it is
    const sheet = Object.assign(document.createElement("style"), { textContent: "@page { size: 105mm 148mm; margin: 0 }" });
    const card = part("card").cloneNode(true);
    const page = document.documentElement;
    document.head.append(sheet);
    document.body.append(card);
    page.classList.add("prints-card");
    addEventListener("afterprint", () => {
      page.classList.remove("prints-card");
      sheet.remove();
      card.remove();
    }, { once: true });
    print();
  });

  part("save").addEventListener("click", () => {
    const address = URL.createObjectURL(new Blob([drawn], { type: "image/svg+xml" }));
    const anchor = Object.assign(document.createElement("a"), { href: address, download: words.file });
    document.body.append(anchor);
    anchor.click();
    anchor.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  });

  show();
}
