// Paper: light, and every field with its whole text, which a field itself would cut at its edge

const FIELDS = ".bd-article :is(textarea, select, input:not([type=radio], [type=checkbox], [type=range], [type=file], [type=hidden]))";

function shown(field) {
  return field.matches("select") ? field.selectedOptions[0]?.text ?? "" : field.value;
}

function writeOut() {
  for (const field of document.querySelectorAll(FIELDS)) {
    const text = document.createElement("span");
    text.className = "tt-printed";
    text.textContent = shown(field);
    field.after(text);
  }
}

function takeBack() {
  for (const text of document.querySelectorAll(".tt-printed")) text.remove();
}

{
  const root = document.documentElement;
  let onScreen;
  addEventListener("beforeprint", () => {
    onScreen = root.dataset.theme;
    root.dataset.theme = "light";
    takeBack();
    writeOut();
  });
  addEventListener("afterprint", () => {
    root.dataset.theme = onScreen;
    takeBack();
  });
}
