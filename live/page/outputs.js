// Showing output: one piece by its richest MIME type, and lists of pieces with any number of places they stand in.

import { Widget } from "@lumino/widgets";
import { marked } from "marked";

export const VIEW = "application/vnd.jupyter.widget-view+json";

const escape = (text) => text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);
const joined = (value) => (Array.isArray(value) ? value.join("") : String(value));
const plain = (text) => escape(text).replace(/\x1b\[[0-9;]*m/g, "");

function piece(kind, html) {
  const made = document.createElement("div");
  made.className = `output ${kind}`.trim();
  if (html !== undefined) made.innerHTML = html;
  return made;
}

// Formulas are set by MathJax where the book has it.
function typeset(made) {
  globalThis.MathJax?.typesetPromise?.([made]);
  return made;
}

// Scripts put in as text do not run; the same script made anew does.
function runScripts(made) {
  for (const script of made.querySelectorAll("script")) {
    const fresh = document.createElement("script");
    for (const { name, value } of script.attributes) fresh.setAttribute(name, value);
    fresh.textContent = script.textContent;
    script.replaceWith(fresh);
  }
  return made;
}

function drawing(value) {
  const made = piece("image_svg", value.slice(value.indexOf("<svg")));
  const svg = made.querySelector("svg");
  if (svg) Object.assign(svg.style, { maxWidth: "100%", height: "auto" });
  return made;
}

function picture(mime, value, size = {}) {
  const made = piece("image_png");
  const image = document.createElement("img");
  image.src = `data:${mime};base64,${value}`;
  image.alt = "";
  if (size.width) image.width = size.width;
  if (size.height) image.height = size.height;
  made.append(image);
  return made;
}

const SHOW = {
  "text/html": (value) => typeset(runScripts(piece("text_html rendered_html", value))),
  "image/svg+xml": drawing,
  "image/png": (value, size) => picture("image/png", value, size),
  "image/jpeg": (value, size) => picture("image/jpeg", value, size),
  "text/markdown": (value) => typeset(piece("text_markdown", marked.parse(value))),
  "text/latex": (value) => typeset(piece("text_latex", escape(value))),
  "application/javascript": (value) => runScripts(piece("", `<script>${value}</script>`)),
  "application/json": (value) => piece("text_plain", `<pre>${escape(JSON.stringify(value, null, 1))}</pre>`),
  "text/plain": (value) => piece("text_plain", `<pre>${plain(value)}</pre>`),
};

export class Renderer {
  constructor(manager, words) {
    this.manager = manager;
    this.words = words;
    this.views = []; // promises of widget views that are being made
  }

  show(output) {
    if (output.output_type === "stream") return piece(`stream ${output.name}`, `<pre>${plain(joined(output.text))}</pre>`);
    if (output.output_type === "error") return this.error(output);
    const { data = {}, metadata = {} } = output;
    if (data[VIEW]) return this.widget(data[VIEW].model_id);
    const mime = Object.keys(SHOW).find((each) => data[each] !== undefined);
    if (!mime) return piece("");
    return SHOW[mime](mime === "application/json" ? data[mime] : joined(data[mime]), metadata[mime]);
  }

  // One friendly line; the whole report for whoever asks for it.
  error({ ename, traceback }) {
    const words = /^Connection\w*Error$/.test(ename) ? this.words.unfetched : this.words.error;
    const made = piece("live-error");
    made.setAttribute("role", "alert");
    made.innerHTML = `<details><summary>${escape(words)}</summary><pre>${plain(joined(traceback))}</pre></details>`;
    return made;
  }

  widget(id) {
    const made = piece("live-widget");
    const view = (async () => {
      const model = await this.manager.get_model(id);
      const { luminoWidget } = await this.manager.create_view(model);
      Widget.attach(luminoWidget, made);
    })();
    this.views.push(view.catch((problem) => console.error(problem)));
    return made;
  }
}

// A list of outputs; every place it stands in shows the same.
export class Outputs {
  constructor(renderer, list = []) {
    this.renderer = renderer;
    this.list = list;
    this.places = new Set();
    this.clearing = false;
    this.changed = () => {};
  }

  each(change) {
    this.places.forEach(change);
    this.changed();
  }

  attach(place) {
    this.places.add(place);
    place.replaceChildren(...this.list.map((output) => this.renderer.show(output)));
  }

  set(list) {
    this.list = list;
    this.places.forEach((place) => place.replaceChildren(...list.map((output) => this.renderer.show(output))));
  }

  // With `wait` the old stays until the new is there: nothing flickers, nothing jumps.
  clear(wait) {
    this.clearing = wait;
    if (wait) return;
    this.list = [];
    this.each((place) => place.replaceChildren());
  }

  add(output) {
    const { list, renderer } = this;
    const last = list.at(-1);
    if (this.clearing) {
      this.clearing = false;
      this.list = [output];
      this.each((place) => place.replaceChildren(renderer.show(output)));
    } else if (output.output_type === "stream" && last?.output_type === "stream" && last.name === output.name) {
      last.text = joined(last.text) + output.text;
      this.each((place) => place.lastChild?.replaceWith(renderer.show(last)));
    } else {
      list.push(output);
      this.each((place) => place.append(renderer.show(output)));
    }
  }

  update(id, output) {
    this.list.forEach((old, index) => {
      if (old.display_id !== id) return;
      this.list[index] = { ...output, display_id: id };
      this.each((place) => place.children[index]?.replaceWith(this.renderer.show(output)));
    });
  }
}
