// The page may be shown at any address: this file lies where the course does, so from here its links lead on. What was
// asked for says which language comes first, then the choice made earlier in this browser, then the browser's own.
{
  const root = new URL(".", document.currentScript.src).href;
  for (const each of document.querySelectorAll("[data-to]")) {
    const name = each.matches("form") ? "action" : "href";
    if (each[name] !== root + each.dataset.to) each.setAttribute(name, root + each.dataset.to);
  }
  const sections = [...document.querySelectorAll("section[lang]")];
  let earlier = null;
  try { earlier = localStorage.getItem(document.documentElement.dataset.storage + "language"); } catch { /* storage is off */ }
  const asked = location.href.startsWith(root) ? location.href.slice(root.length).split("/")[0] : "";
  const wanted = [asked, earlier, ...(navigator.languages ?? [])].filter(Boolean).map((name) => name.slice(0, 2).toLowerCase());
  const first = wanted.map((language) => sections.find(({ lang }) => lang === language)).find(Boolean);
  if (first) {
    sections[0].before(first);
    document.documentElement.lang = first.lang;
    document.title = `${first.querySelector("h2").textContent} · ${document.querySelector("h1").textContent}`;
  }
}
