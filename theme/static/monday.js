// The boxes of a list for Monday stay ticked.
{
  const ticked = new Set(keep.read("ticks") ?? []);
  for (const box of document.querySelectorAll("[data-task]")) {
    const { task } = box.dataset;
    box.checked = ticked.has(task);
    box.addEventListener("change", () => keep.change("ticks", (kept) => {
      const now = new Set(kept ?? []);
      box.checked ? now.add(task) : now.delete(task);
      return [...now];
    }));
  }
}
