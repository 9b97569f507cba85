// The completion record: fills one sheet from what this browser keeps. Printed by the browser; nothing leaves the device.
{
  const words = JSON.parse(document.querySelector("[data-record-words]").textContent);
  const asks = document.querySelector(".tt-record-asks");
  const sheet = document.querySelector(".tt-record");
  const field = asks.querySelector("input");
  const { lang } = document.documentElement;
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const isDay = (value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));
  const date = (day, dateStyle) => new Intl.DateTimeFormat(lang, { dateStyle, timeZone: "UTC" }).format(new Date(day));
  const make = (tag, ...inner) => { const made = document.createElement(tag); made.append(...inner); return made; };
  const rows = [...sheet.querySelectorAll("[data-step]")];
  const course = document.querySelector(".tt-brand b")?.textContent ?? "";

  // The edition's own logo and name, as they stand in the frame of the page.
  function brand() {
    const shown = document.querySelector(".bd-sidebar-primary .tt-brand");
    if (shown) sheet.querySelector("[data-brand]").replaceChildren(...[...shown.childNodes].map((part) => part.cloneNode(true)));
  }

  function fill() {
    const parts = rows.map(progress.parts);
    const days = [];
    const open = [];
    rows.forEach((row, index) => {
      const { read, done, exercises, asked, answered, rights } = parts[index];
      const step = row.querySelector("th a");
      const [when, did, right] = row.querySelectorAll("td");
      when.textContent = isDay(read) ? date(read, "medium") : words.unread;
      did.textContent = exercises ? say(words.of, { n: done, all: exercises }) : "–";
      right.textContent = asked ? say(words.of, { n: rights, all: asked }) : "–";
      if (isDay(read)) days.push(read);
      if (!read) open.push(make("li", step.cloneNode(true), `: ${words.to_read}`));
      for (const item of row.querySelectorAll("[data-exercise]")) {
        const day = progress.of(item.dataset.exercise).done;
        item.hidden = !day;
        if (isDay(day)) days.push(day);
        if (!day) open.push(make("li", item.querySelector("a").cloneNode(true)));
      }
      if (answered < asked) {
        open.push(make("li", step.cloneNode(true), `: ${say(words.to_answer, { n: asked - answered })}`));
      }
      days.push(...Object.values(progress.checks(row.dataset.step)).map(({ day }) => day).filter(isDay));
    });

    const sum = (fact) => parts.reduce((all, part) => all + part[fact], 0);
    const [did, right] = sheet.querySelectorAll("tfoot td");
    did.textContent = say(words.of, { n: sum("done"), all: sum("exercises") });
    right.textContent = say(words.of, { n: sum("rights"), all: sum("asked") });

    const whole = !open.length;
    const name = field.value.trim();
    sheet.querySelector("h2").textContent = whole ? words.whole : words.part;
    sheet.querySelector("[data-who]").textContent = say(words[`${name ? "named" : "unnamed"}${whole ? "" : "_part"}`], { name, course });
    const [first, last] = [days.sort()[0], days.at(-1)];
    sheet.querySelector("[data-days]").textContent = first
      ? say(first === last ? words.day : words.days, { first: date(first, "long"), last: date(last, "long") }) : "";
    sheet.querySelector("[data-made]").textContent = say(words.made, { date: date(progress.today(), "long") });

    const said = asks.querySelector("[role=status]");
    const line = whole ? words.nothing_open : words.open;
    if (said.textContent !== line) said.textContent = line;
    asks.querySelector("[data-open] ul").replaceChildren(...open);
  }

  field.value = String(keep.group("record").name ?? "").slice(0, 80);
  asks.querySelector("#record-said").textContent = keep.blocked ? words.not_kept : words.kept;
  field.addEventListener("input", () => {
    const name = field.value.trim();
    if (name) keep.write("record", { name });
    else keep.forget("record");
    fill();
  });
  asks.querySelector("[data-print]").addEventListener("click", () => print());
  brand();
  fill();
  document.addEventListener("tertulia:progress", fill);
  addEventListener("storage", fill);
  addEventListener("beforeprint", fill);  // of the day on which it is printed
}
