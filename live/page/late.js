// What the reader entered and Python has not dealt with when they leave: noted in the browser, and handed in when they come
// back, if what is typed is kept at all (Python says so). A key pressed just before a link is followed counts as well.

const MOST = 200_000; // characters of one page's

export class Late {
  // page: the same in all languages
  constructor(prefix, page, manager) {
    this.place = `${prefix}late`;
    this.page = page;
    this.manager = manager;
    this.keeps = false;
    manager.settled = () => this.noted && this.note({});
  }

  // What is being typed is entered now, and what is under way noted.
  leave() {
    const field = document.activeElement;
    if (field?.matches(".live-outputs :is(input, textarea)")) field.dispatchEvent(new Event("change", { bubbles: true }));
    const late = this.keeps ? this.manager.underWay() : {};
    if (Object.keys(late).length) this.note(late);
  }

  read() {
    try {
      const found = JSON.parse(localStorage.getItem(this.place));
      return found !== null && typeof found === "object" ? found : {};
    } catch {
      return {};
    }
  }

  note(late) {
    const { [this.page]: _before, ...others } = this.read();
    this.noted = Object.keys(late).length > 0 && JSON.stringify(late).length <= MOST;
    const all = this.noted ? { ...others, [this.page]: late } : others;
    try {
      if (Object.keys(all).length) localStorage.setItem(this.place, JSON.stringify(all));
      else localStorage.removeItem(this.place);
    } catch { /* nothing is kept here, and the page says so */ }
  }

  // Once the page is alive again.
  handIn() {
    const late = this.read()[this.page];
    if (!late) return;
    this.noted = true; // until Python has dealt with it
    const handed = this.keeps ? Object.entries(late).filter(([id, entered]) => this.manager.enter(id, entered)) : [];
    if (!handed.length) this.note({});
  }
}
