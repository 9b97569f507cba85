// The part of the page "Use without a net" that keeps the course on this device, brings a newer version and removes it.
{
  const place = document.querySelector("[data-offline]");
  const words = JSON.parse(place.querySelector("script").textContent);
  const part = (name) => place.querySelector(`[data-${name}]`);
  const bar = place.querySelector("progress");
  const language = document.documentElement.lang;
  const say = (text, values = {}) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const whole = (value) => new Intl.NumberFormat(language).format(value);
  const megabytes = (bytes) => new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
    .format(bytes / 1e6);

  let site = null;  // the newest version, if the site can be reached
  let stop = null;

  function tell(text, alarm = false) {
    const line = part("said");
    line.classList.toggle("tt-alarm", alarm && text !== "");
    line.textContent = text;
  }

  function offer(names) {
    for (const name of ["take", "go-on", "renew", "stop", "remove"]) part(name).hidden = !names.includes(name);
  }

  // What is here and what may be done now.
  async function look() {
    const why = await offlineCopy.barred();
    if (why) {
      part("state").textContent = words[why];
      return offer([]);
    }
    let problem = null;
    try { site = await offlineCopy.newest(); } catch (met) { problem = met; site = null; }
    const held = await offlineCopy.held();
    const size = site && megabytes(site.bytes);
    if (held?.whole) {
      const lines = [say(words.whole, { size: megabytes(held.bytes) })];
      const newer = site !== null && site.version !== held.version;
      if (newer) lines.push(say(words.newer, { size: megabytes(await offlineCopy.differs(site)) }));
      if (!await navigator.storage?.persisted?.()) lines.push(words.may_go);
      part("state").textContent = lines.join(" ");
      return offer(newer ? ["renew", "remove"] : ["remove"]);
    }
    if (!site) {
      part("state").textContent = problem.code === "missing" ? words.no_list : words.unreached;
      return offer(held ? ["remove"] : []);
    }
    part("state").textContent = held
      ? say(words.begun, { had: megabytes(held.bytes), size })
      : say(words.size, { size, files: whole(site.files) });
    return offer(held ? ["go-on", "remove"] : ["take"]);
  }

  async function take() {
    stop = new AbortController();
    offer(["stop"]);
    part("stop").focus();
    tell(words.coming);
    part("progress").hidden = false;
    bar.removeAttribute("value");  // nobody knows yet how much it will be
    part("had").textContent = "";
    let had = 0;
    const begin = (bytes) => { bar.max = bytes; count(0); };
    const count = (bytes) => {
      had += bytes;
      bar.value = had;
      part("had").textContent = say(words.had, { had: megabytes(had), size: megabytes(bar.max) });
    };
    let alarm = "", done = "";
    try {
      navigator.storage?.persist?.();
      await offlineCopy.take(site, { signal: stop.signal, begin, count });
      done = words.done;
    } catch (problem) {
      if (stop.signal.aborted) done = words.stopped;
      else {
        if (!problem.code) console.error(problem);
        const { free = 0, name = "" } = problem.values ?? {};
        alarm = say(words[problem.code] ?? words.unreached, { name, free: megabytes(free), size: megabytes(site.bytes) });
      }
    }
    part("progress").hidden = true;
    await look();
    tell(alarm || done, Boolean(alarm));
    part("said").focus();
  }

  async function remove() {
    await offlineCopy.remove();
    await look();
    tell(words.removed);
    part("said").focus();
  }

  for (const name of ["take", "go-on", "renew"]) part(name).addEventListener("click", take);
  part("stop").addEventListener("click", () => stop.abort());
  part("remove").addEventListener("click", remove);
  look();
}
