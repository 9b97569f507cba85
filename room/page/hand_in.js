// Put by the room's server into every page. Learners: a sheet that stands in the page can be shown to the group and
// taken back. Elements that ask for the room's address get it. In the teacher's browser, the page of the group's picture
// is given the sheets. Every word comes from the page.

(() => {
  const isTeacher = document.currentScript.hasAttribute("data-teacher");
  const KEPT = `${document.documentElement.dataset.storage ?? "tertulia:"}room`;
  const SHEET = "[data-group-sheet]";
  const PATIENCE = 15_000;  // ms until a server that says nothing counts as away
  const AGAIN = 3000;  // ms between two looks at what the group has handed in
  let memory = null;  // where the browser keeps nothing

  const receipt = () => {
    try {
      return JSON.parse(localStorage.getItem(KEPT)) ?? memory;
    } catch {
      return memory;
    }
  };
  const keep = (told) => {
    memory = told;
    try {
      if (told) localStorage.setItem(KEPT, JSON.stringify(told));
      else localStorage.removeItem(KEPT);
    } catch { /* it is kept as long as the page is open */ }
  };
  const ask = (address, settings = {}) => fetch(address, {
    ...settings,
    headers: { "Accept-Language": document.documentElement.lang, ...settings.headers },
    cache: "no-store",
    signal: AbortSignal.timeout?.(PATIENCE),
  });
  const parsed = (text) => {
    try {
      return JSON.parse(text) ?? {};
    } catch {
      return {};
    }
  };

  // ---- a learner's sheet -------------------------------------------------------------------------------------------

  const make = (name, look) => {
    const made = document.createElement(name);
    if (look) made.className = look;
    if (name === "button") made.type = "button";
    return made;
  };

  function place(sheet) {
    const words = parsed(sheet.dataset.words);
    const box = make("div", "tt-room");
    const actions = make("p", "tt-actions");
    const show = make("button", "tt-btn");
    const back = make("button", "tt-btn tt-btn--line");
    const said = make("p", "tt-note");
    said.setAttribute("role", "status");
    show.textContent = words.show;
    back.textContent = words.take_back;
    actions.append(show, " ", back);
    box.append(actions, said);
    sheet.after(box);

    const look = () => {
      const told = receipt();
      show.hidden = !sheet.dataset.groupSheet || told?.sheet === sheet.dataset.groupSheet;
      back.hidden = !told;
    };
    // The button that was pressed may go; then the other one has the focus, so that nobody is lost
    const after = (pressed, text) => {
      const had = pressed.contains(document.activeElement);
      look();
      if (had && pressed.hidden) [show, back].find((each) => !each.hidden)?.focus();
      said.textContent = text ?? "";
    };
    let busy = false;
    const once = (pressed, work) => pressed.addEventListener("click", async () => {
      if (busy) return;
      busy = true;
      box.setAttribute("aria-busy", "true");
      said.textContent = "";
      let text;
      try {
        text = await work();
      } catch {
        text = words.failed;
      }
      busy = false;
      box.removeAttribute("aria-busy");
      after(pressed, text);
    });
    const answered = async (answer) => (await answer.json().catch(() => ({}))).error ?? words.failed;
    const take = ({ id, key }) => ask(`/room/sheets/${id}`, { method: "DELETE", headers: { "X-Key": key } });

    once(show, async () => {
      const body = sheet.dataset.groupSheet;
      const answer = await ask("/room/sheets", { method: "POST", body, headers: { "Content-Type": "application/json" } });
      if (answer.status !== 201) return answered(answer);
      const before = receipt();
      keep({ ...(await answer.json()), sheet: body });
      if (before) await take(before).catch(() => {});  // what is shown now takes its place
      return words.sent;
    });
    once(back, async () => {
      const answer = await take(receipt());
      if (!answer.ok && answer.status !== 404) return answered(answer);
      keep(null);
      return words.taken_back;
    });
    new MutationObserver(() => {
      said.textContent = "";
      look();
    }).observe(sheet, { attributeFilter: ["data-group-sheet"] });
    look();
    if (show.hidden && !back.hidden) said.textContent = words.sent;
    return box;
  }

  // ---- the room's address, on a slide ------------------------------------------------------------------------------

  // An element says which page of the course its address leads to; "" for the first one
  async function address(element) {
    const to = element.dataset.roomAddress;
    const told = await ask("/room/address").then((answer) => answer.json()).catch(() => null);
    if (!told) return;
    const code = make("img", "tt-room__code");
    code.src = `/room/code.svg?to=${encodeURIComponent(to)}`;
    code.alt = "";
    const text = make("b", "tt-room__address");
    text.textContent = told.address + to;
    element.replaceChildren(code, text);
    element.hidden = false;
  }

  // ---- the group's picture, in the teacher's browser ---------------------------------------------------------------

  const isPicture = /(^|\/)group_picture$/.test(document.body?.dataset.page ?? "");
  // Once: whoever sees the picture before and after one more sheet can tell what that one says.
  let given = false;
  async function picture() {
    const field = document.querySelector(".live-outputs .widget-upload");
    if (given || !field || document.documentElement.dataset.live !== "ready") return;
    const sheets = await ask("/room/sheets").then((answer) => (answer.ok ? answer.json() : [])).catch(() => []);
    if (given || !sheets.length) return;
    given = true;
    const files = new DataTransfer();
    for (const { id, sheet } of sheets) {
      files.items.add(new File([JSON.stringify(sheet)], `sheet-${id}.json`, { type: "application/json" }));
    }
    field.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
  }

  // ---- whenever one of them appears --------------------------------------------------------------------------------

  const boxes = new WeakMap();
  const addressed = new WeakSet();
  function find() {
    for (const sheet of document.querySelectorAll(SHEET)) {
      if (!boxes.get(sheet)?.isConnected) boxes.set(sheet, place(sheet));
    }
    for (const box of document.querySelectorAll(".tt-room")) {
      if (!box.previousElementSibling?.matches(SHEET)) box.remove();  // its sheet is gone
    }
    for (const element of document.querySelectorAll("[data-room-address]")) {
      if (addressed.has(element)) continue;
      addressed.add(element);
      void address(element);
    }
  }
  new MutationObserver(find).observe(document.documentElement, { childList: true, subtree: true });
  find();
  if (isTeacher && isPicture) setInterval(picture, AGAIN);
})();
