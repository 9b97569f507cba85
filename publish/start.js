// The choice made earlier in this browser, then the browser's own languages, then the first one offered
addEventListener("DOMContentLoaded", () => {
  const links = [...document.querySelectorAll("a[hreflang]")];
  let earlier = null;
  try { earlier = localStorage.getItem(document.documentElement.dataset.storage + "language"); } catch { /* storage is off */ }
  const wanted = [earlier, ...(navigator.languages ?? [])].filter(Boolean).map((name) => name.slice(0, 2).toLowerCase());
  const found = wanted.map((name) => links.find((link) => link.hreflang === name)).find(Boolean) ?? links[0];
  location.replace(found.href);
});
