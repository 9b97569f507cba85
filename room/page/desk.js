// The teacher's desk and the page that is projected: how many have handed in; on the desk, each sheet and its deletion.

(() => {
  const AGAIN = 2000;  // ms between two looks
  const words = JSON.parse(document.querySelector("[data-words]").textContent);
  const count = document.querySelector("[data-count]");
  const list = document.querySelector("[data-sheets]");
  const said = document.querySelector("[data-said]");
  const all = document.querySelector("[data-all]");
  const ask = document.querySelector("[data-ask]");
  const filled = (text, place) => text.replaceAll("{place}", place);
  let shown = null;
  let places = new Map();  // a sheet keeps its place in words when one before it is deleted

  const write = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
  };

  function row(id) {
    const place = places.get(id);
    const item = document.createElement("li");
    const name = document.createElement("span");
    name.textContent = filled(words.sheet, place);
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words.delete;
    button.setAttribute("aria-label", filled(words.delete_sheet, place));
    button.addEventListener("click", () => remove(filled(words.ask_one, place), `/room/sheets/${id}`));
    item.append(name, button);
    return item;
  }

  function show(ids) {
    write(count, `${words.handed_in}: ${ids.length}`);
    if (!list || shown === ids.join()) return;
    shown = ids.join();
    for (const id of ids) if (!places.has(id)) places.set(id, places.size + 1);
    list.replaceChildren(...ids.map(row));
    all.disabled = !ids.length;
    if (!ids.length) count.textContent = words.nobody;
  }

  function question(text) {
    ask.querySelector("p").textContent = text;
    ask.returnValue = "no";
    ask.showModal();
    return new Promise((resolve) => {
      ask.addEventListener("close", () => resolve(ask.returnValue === "yes"), { once: true });
    });
  }

  async function remove(text, address) {
    if (!(await question(text))) return;
    try {
      const answer = await fetch(address, { method: "DELETE" });
      const problem = answer.ok ? words.deleted : (await answer.json()).error;
      await look();
      said.textContent = problem;
    } catch {
      said.textContent = words.lost;
    }
    (list.querySelector("button") ?? all).focus();
  }

  async function look() {
    try {
      const answer = await fetch("/room/sheets", { cache: "no-store" });
      if (!answer.ok) throw new Error(answer.status);
      show((await answer.json()).map(({ id }) => id));
      if (said.textContent === words.lost) said.textContent = "";
    } catch {
      write(said, words.lost);
    }
  }

  if (list) {
    all.addEventListener("click", () => remove(words.ask_all, "/room/sheets"));
    for (const button of ask.querySelectorAll("button")) {
      button.addEventListener("click", () => ask.close(button.value));
    }
  }
  void look();
  setInterval(look, AGAIN);
})();
