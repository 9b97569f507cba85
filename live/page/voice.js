// What a screen reader hears of live answers: the new words once things have settled, and with a field what is wrong there.

// What is said when its words have changed: what the book marks, and what comes as a status. A status that is put in
// together with its words is heard by some screen readers and not by others, so its words are said in a place that has
// been there before, and not where they stand.
const SAID = ".live-outputs :is(.live-said, [role=status]:not(.live-status, output))";

const words = (place) => place.textContent.replace(/\s+/g, " ").trim();

export class Voice {
  constructor(settled) {
    this.place = document.createElement("p");
    this.place.className = "live-unseen";
    this.place.setAttribute("aria-live", "polite");
    (document.querySelector("main") ?? document.body).append(this.place);
    this.known = null;
    settled.hear.add(() => this.settled());
  }

  // What stands there when the answers come alive is read and not said.
  begin() {
    this.known = new Set(this.standing());
  }

  standing() {
    const seen = [...document.querySelectorAll(SAID)].filter((each) => each.checkVisibility());
    return seen.map(words).filter(Boolean);
  }

  settled() {
    if (!this.known) return;
    const standing = this.standing();
    const news = standing.filter((text) => !this.known.has(text));
    this.known = new Set(standing);
    if (news.length) this.place.textContent = news.join(" ");
  }

  end() {
    this.place.remove();
  }
}

// The words of a status are the voice's to say.
export function quieten(place) {
  for (const each of place.querySelectorAll("[role=status]")) each.setAttribute("aria-live", "off");
}

const FIELDS = "[role=slider], [role=radiogroup], :is(input, select, textarea):not([type=radio], [type=file]), .widget-upload";

// A message belongs to the field in the nearest box around it: with the field it is heard again, and an alert in it says
// that what the field holds is wrong. An empty message says that nothing is.
export function tie(message, id, field = beside(message, FIELDS)) {
  if (!field) return;
  const told = words(message) !== "";
  const others = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((each) => each && each !== id);
  const described = told ? [...others, id] : others;
  message.id = id;
  set(field, "aria-describedby", described.join(" "));
  set(field, "aria-invalid", told && message.matches("[role=alert], :has([role=alert])") ? "true" : "");
}

function set(field, name, value) {
  if (value) field.setAttribute(name, value);
  else field.removeAttribute(name);
}

// The one thing of this kind in the nearest box that holds any; nothing if there are several.
export function beside(place, kind) {
  for (let box = place.parentElement, up = 0; box && up < 4; box = box.parentElement, up += 1) {
    const found = box.querySelectorAll(kind);
    if (found.length) return found.length === 1 ? found[0] : null;
  }
  return null;
}
