// The boxes of a list for Monday stay ticked.
{
  const ticked = new Set(keep.list("ticks"));
  for (const box of document.querySelectorAll("[data-task]")) {
    const { task } = box.dataset;
    box.checked = ticked.has(task);
    box.addEventListener("change", () => {
      const now = new Set(keep.list("ticks"));
      box.checked ? now.add(task) : now.delete(task);
      keep.write("ticks", [...now]);
    });
  }
}
