// ipywidgets in a page: the widget manager, the Output widget, anywidget, and what makes the core controls accessible.

import { ManagerBase } from "@jupyter-widgets/base-manager";
import * as base from "@jupyter-widgets/base";
import * as controls from "@jupyter-widgets/controls";
import { OutputModel as BaseOutputModel, OutputView as BaseOutputView } from "@jupyter-widgets/output";
import { Outputs } from "./outputs.js";
import { Settled } from "./settled.js";
import { quieten, tie } from "./voice.js";

export class Manager extends ManagerBase {
  // bridge: {send(message, buffers)}; outputs: where output goes, by model id or "cell:…"
  constructor(bridge) {
    super();
    this.bridge = bridge;
    this.comms = new Map();
    this.outputs = new Map();
    this.waiting = new Map(); // who wants to know when a message has been dealt with, and what it said
    this.models = new Map();
    this.settled = () => {}; // called when everything has been dealt with
    this.idlers = [];
    this.calm = new Settled(() => this.waiting.size > 0);
    this.sent = 0;
    this.starting = true;
    const { OutputModel, OutputView } = outputWidget(this);
    this.classes = {
      "@jupyter-widgets/base": base,
      "@jupyter-widgets/controls": { ...controls, ...accessible },
      "@jupyter-widgets/output": { OutputModel, OutputView },
      anywidget: { AnyModel, AnyView },
    };
  }

  async loadClass(name, module) {
    const found = this.classes[module]?.[name];
    if (!found) throw new Error(`this book has no widget ${name} of ${module}`);
    return found;
  }

  async _make_model(options, state) {
    const model = await super._make_model(options, state);
    this.models.set(model.model_id, model);
    return model;
  }

  // Until the page is alive each view is made in a task of its own: meanwhile the reader scrolls and presses.
  async create_view(model, options) {
    if (this.starting) await turn();
    return super.create_view(model, options);
  }

  // All of them are there, those inside others too.
  async whole() {
    do await turn(); while (turns.length);
    this.starting = false;
  }

  _get_comm_info() {
    return Promise.resolve({});
  }

  async _create_comm(target_name, comm_id, data, metadata, buffers) {
    const comm = this.comm(comm_id, target_name);
    this.bridge.send({ type: "comm_open", comm_id, target_name, data, metadata }, buffers);
    return comm;
  }

  comm(comm_id, target_name) {
    const comm = {
      comm_id,
      target_name,
      open: () => "",
      on_msg: (heard) => { comm.heard = heard; },
      on_close: (closed) => { comm.closed = closed; },
      close: () => {
        this.bridge.send({ type: "comm_close", comm_id });
        this.comms.delete(comm_id);
        return "";
      },
      send: (data, callbacks, metadata, buffers) => {
        if (data.method === "custom") this.sendWhatWaits(); // a button is pressed after what was entered before it
        for (const line of document.querySelectorAll(`[data-unfetched="${comm_id}"]`)) line.remove();
        const msg_id = `page-${++this.sent}`;
        this.waiting.set(msg_id, { callbacks, comm_id, state: buffers?.length ? undefined : data.state });
        this.calm.touch();
        this.bridge.send({ type: "comm_msg", comm_id, data, metadata, msg_id }, buffers);
        return msg_id;
      },
    };
    this.comms.set(comm_id, comm);
    return comm;
  }

  // ---- messages from Python
  comm_open(message, buffers) {
    const { comm_id, target_name, metadata } = message;
    return this.handle_comm_open(this.comm(comm_id, target_name), { content: message, metadata, buffers });
  }

  comm_msg(message, buffers) {
    this.calm.touch();
    const heard = this.comms.get(message.comm_id)?.heard;
    heard?.({ content: message, buffers, header: { msg_type: "comm_msg" }, parent_header: {}, metadata: message.metadata });
  }

  comm_close(message) {
    this.comms.get(message.comm_id)?.closed?.({ content: message });
    this.comms.delete(message.comm_id);
  }

  // What a control was moved for could not be fetched: that is said beside it until it is moved again.
  async unfetched({ comm_id }) {
    const views = await Promise.all(Object.values(this.models.get(comm_id)?.views ?? {}));
    for (const { el } of views) {
      const line = Object.assign(document.createElement("p"), { className: "live-too-much", textContent: this.renderer.words.unfetched });
      line.setAttribute("role", "alert");
      line.dataset.unfetched = comm_id;
      el.after(line);
    }
  }

  // Without this answer a control that is being moved would wait for ever before it says where it is now.
  idle({ msg_id }) {
    const callbacks = this.waiting.get(msg_id)?.callbacks;
    this.waiting.delete(msg_id);
    callbacks?.iopub?.status?.({ content: { execution_state: "idle" }, parent_header: { msg_id } });
    if (this.waiting.size) return;
    this.settled();
    for (const call of this.idlers.splice(0)) call();
  }

  // Whether a message was sent when so many others had been.
  isLater(msg_id, sent) {
    return Number(msg_id?.slice("page-".length)) > sent;
  }

  // Once everything that was said to Python has been dealt with.
  whenIdle(call) {
    this.idlers.push(call);
  }

  // A control that is moved quickly holds its newest value back until Python has dealt with the one before.
  sendWhatWaits() {
    for (const model of this.models.values()) {
      const { _msg_buffer: state, _msg_buffer_callbacks: callbacks } = model;
      if (!state) continue;
      model._msg_buffer = model._msg_buffer_callbacks = null;
      model.rememberLastUpdateFor(model.send_sync_message(state, callbacks));
    }
  }

  // ---- what was entered and has not been dealt with, by model
  underWay() {
    const found = {};
    const add = (id, state) => {
      const model = this.models.get(id);
      if (!model || !state || model instanceof controls.FileUploadModel) return; // a file is not kept
      const { kind, label } = described(model);
      found[id] = { kind, label, language: document.documentElement.lang, state: { ...found[id]?.state, ...state } };
    };
    for (const { comm_id, state } of this.waiting.values()) add(comm_id, state);
    for (const [id, model] of this.models) add(id, model._msg_buffer); // waits until the one before was dealt with
    return found;
  }

  // The same once more, in a page begun anew; whether it could be, since the page may be another one now.
  enter(id, entered) {
    const model = this.models.get(id);
    const { kind, label, language, state } = entered ?? {};
    if (!model || state === null || typeof state !== "object") return false;
    const now = described(model);
    if (now.kind !== kind || (language === document.documentElement.lang && now.label !== label)) return false;
    const data = { method: "update", state, buffer_paths: [] };
    this.comm_msg({ comm_id: id, data: structuredClone(data) }); // in the control
    this.comms.get(id).send(data); // and for Python
    return true;
  }
}

const turns = [];
const tasks = new MessageChannel();
tasks.port1.onmessage = () => turns.shift()();
const turn = () => new Promise((begin) => {
  turns.push(begin);
  tasks.port2.postMessage(null);
});

const described = (model) => ({ kind: model.name, label: model.get("description") ?? "" });

// ---- Output --------------------------------------------------------------------------------------------------------

function outputWidget(manager) {
  class OutputModel extends BaseOutputModel {
    defaults() {
      return { ...super.defaults(), msg_id: "", outputs: [] };
    }

    initialize(attributes, options) {
      super.initialize(attributes, options);
      this.area = new Outputs(manager.renderer, [...(this.get("outputs") ?? [])]);
      this.on("change:outputs", () => this.area.set([...this.get("outputs")]));
      for (const early of manager.outputs.get(this.model_id)?.list ?? []) this.area.add(early);
      manager.outputs.set(this.model_id, this.area);
    }
  }

  class OutputView extends BaseOutputView {
    render() {
      super.render();
      this.el.classList.add("jupyter-widgets", "widget-output");
      this.place = document.createElement("div");
      this.el.append(this.place);
      this.model.area.attach(this.place);
    }

    remove() {
      this.model.area.places.delete(this.place);
      return super.remove();
    }
  }
  return { OutputModel, OutputView };
}

// ---- controls for the keyboard and for screen readers ------------------------------------------------------------------

// The handle says what it sets and where it stands: with the text of the <output> beside it, if there is one. Then a move
// is heard once, when that text says it: what the slider writes of itself, a bare number, waits for it.
const spoken = (View) =>
  class extends View {
    render() {
      super.render();
      this.speak();
      this.displayed.then(() => this.speak());
    }

    update(options) {
      super.update(options);
      this.speak();
    }

    speak() {
      const name = this.model.get("description");
      for (const handle of this.el.querySelectorAll(".noUi-handle")) {
        if (name) handle.setAttribute("aria-label", name);
        this.output ??= besideSlider(this.el);
        if (this.output) this.watch(handle);
        else handle.setAttribute("aria-valuetext", this.readout?.textContent || String(this.model.get("value")));
      }
    }

    watch(handle) {
      if (this.watched) return;
      const write = handle.setAttribute.bind(handle);
      let now = handle.getAttribute("aria-valuenow");
      handle.setAttribute = (name, value) => {
        if (name === "aria-valuenow") now = value;
        else if (name !== "aria-valuetext") write(name, value);
      };
      this.say = (changes) => {
        const shown = this.output.querySelector("output");
        const text = shown?.textContent;
        if (!text) return;
        shown.ariaHidden = "true"; // the handle says it
        if (changes && handle.getAttribute("aria-valuetext") === text) return; // something else beside it has changed
        if (handle.getAttribute("aria-valuenow") !== now) write("aria-valuenow", now);
        if (handle.getAttribute("aria-valuetext") !== text) write("aria-valuetext", text);
      };
      this.say();
      this.watched = new MutationObserver(this.say);
      this.watched.observe(this.output, { childList: true, subtree: true, characterData: true });
      this.model.widget_manager.calm.hear.add(this.say); // the text may stay as it was
    }

    remove() {
      this.watched?.disconnect();
      this.model.widget_manager.calm.hear.delete(this.say);
      return super.remove();
    }
  };

// The nearest box around a slider that holds one <output> and no other slider.
function besideSlider(slider) {
  for (let box = slider.parentElement, up = 0; box && up < 4; box = box.parentElement, up += 1) {
    if (box.querySelectorAll(".widget-slider").length > 1) return null;
    if (box.querySelectorAll("output").length === 1) return box;
  }
  return null;
}

// ---- limits at the field: what is too much is neither read nor pasted, and the field says so ----------------------------

const MOST_TEXT = 200_000; // characters, where the book says nothing
const MOST_LINES = 10_000; // in a field: a browser lays out each of them
const MOST_DIGITS = 40;
const MOST_BYTES = 50_000_000; // of a file
const whole = (value) => new Intl.NumberFormat(document.documentElement.lang || undefined).format(value);
const size = (bytes) => (bytes < 1e6 ? `${whole(Math.round(bytes / 1e3))} kB` : `${whole(Math.round(bytes / 1e5) / 10)} MB`);

// A class "live-most-N" of the widget: at most N characters, or bytes; "live-files-N": at most N files at once;
// "live-years-N-M": days of these years.
const told = (model, kind, otherwise) => {
  const named = (model.get("_dom_classes") ?? []).find((name) => new RegExp(`^live-${kind}-\\d+$`).test(name));
  return named ? Number(named.slice(kind.length + 6)) : otherwise;
};
const most = (model, otherwise) => told(model, "most", otherwise);

const limited = (View) =>
  class extends View {
    complain(name, values) {
      const field = this.textbox ?? this._datepicker ?? this.el;
      const id = `live-too-much-${this.model.model_id}`;
      if (this.complaint) {
        this.complaint.textContent = "";
        tie(this.complaint, id, field);
        this.complaint.remove();
        this.complaint = null;
      }
      if (!name) return;
      const text = this.model.widget_manager.renderer.words[name];
      this.complaint = Object.assign(document.createElement("p"), {
        className: "live-too-much",
        textContent: text.replace(/\{(\w+)\}/g, (_, each) => values[each]),
      });
      this.complaint.setAttribute("role", "alert");
      this.el.after(this.complaint);
      tie(this.complaint, id, field);
    }

    remove() {
      this.complaint?.remove();
      return super.remove();
    }
  };

// A field in which something is being typed keeps it, whatever Python says of it meanwhile.
const typed = (View) =>
  class extends limited(View) {
    render() {
      super.render();
      const { textbox } = this;
      textbox.addEventListener("input", () => { this.typing = true; });
      textbox.addEventListener("change", (event) => {
        this.typing = false;
        this.checkNumber(event);
      }, { capture: true });
      textbox.addEventListener("beforeinput", (event) => {
        const text = event.data ?? event.dataTransfer?.getData("text/plain") ?? "";
        const added = text.length;
        if (added < 2) return;
        const kept = textbox.value.length - ((textbox.selectionEnd ?? 0) - (textbox.selectionStart ?? 0));
        const limit = most(this.model, textbox.type === "number" ? MOST_DIGITS : MOST_TEXT);
        if (kept + added > limit) {
          event.preventDefault();
          return this.complain("too_long", { n: whole(kept + added), most: whole(limit) });
        }
        const lines = text.split("\n").length;
        if (lines <= MOST_LINES) return this.complain();
        event.preventDefault();
        return this.complain("too_many_lines", { n: whole(lines), most: whole(MOST_LINES) });
      });
    }

    // A number with more digits than count is not handed on; what is no number at all the browser gives as nothing.
    checkNumber(event) {
      const { textbox } = this;
      if (textbox.type !== "number") return;
      const limit = most(this.model, MOST_DIGITS);
      if (!textbox.validity.badInput && textbox.value.length <= limit) return this.complain();
      event.stopImmediatePropagation();
      this.complain("no_number", { most: whole(limit - 1) });
    }

    update(options) {
      return super.update(this.typing && document.activeElement === this.textbox ? { updated_view: this } : options);
    }
  };

// A day outside the years that count stays in the field as it was typed, and is not handed on.
class DatePickerView extends limited(controls.DatePickerView) {
  render() {
    super.render();
    this.years = (this.model.get("_dom_classes") ?? []).map((name) => /^live-years-(\d{4})-(\d{4})$/.exec(name)).find(Boolean);
    if (this.years) [this._datepicker.min, this._datepicker.max] = [`${this.years[1]}-01-01`, `${this.years[2]}-12-31`];
  }

  fits() {
    const { validity } = this._datepicker;
    const out = validity.rangeUnderflow || validity.rangeOverflow || validity.badInput;
    this.complain(out && this.years ? "no_day" : "", { first: this.years?.[1], last: this.years?.[2] });
    return !out;
  }

  _picker_change() {
    if (this.fits()) super._picker_change();
  }

  _picker_focusout() {
    this.fits();
  }
}

class FileUploadView extends limited(controls.FileUploadView) {
  render() {
    super.render();
    this.fileInput.addEventListener("change", (event) => {
      const files = [...this.fileInput.files];
      const [name, values] = this.tooMuch(files);
      this.complain(name, values);
      if (name) event.stopImmediatePropagation();
      else if (files.length) this.reads(files[0].name);
    }, { capture: true });
    this.el.addEventListener("dragover", (event) => event.preventDefault());  // else the browser opens what is dropped
    this.el.addEventListener("drop", (event) => this.dropped(event));
  }

  // Files may be let fall on the button; a script may do so too.
  dropped(event) {
    event.preventDefault();
    if (!event.dataTransfer?.files.length || this.el.disabled) return;
    this.fileInput.files = event.dataTransfer.files;
    this.fileInput.dispatchEvent(new Event("change"));
  }

  // Why these files are not even read: one of them, all together or their number is too much. Nothing where they are not.
  tooMuch(files) {
    const limit = most(this.model, MOST_BYTES);
    const number = told(this.model, "files", 1);
    const large = files.find((file) => file.size > limit);
    if (large) return ["too_large", { name: large.name, n: size(large.size), most: size(limit) }];
    if (files.length > number) return ["too_many", { n: whole(files.length), most: whole(number) }];
    const together = files.reduce((sum, file) => sum + file.size, 0);
    return together > limit ? ["too_much", { n: size(together), most: size(limit) }] : [];
  }

  // A large file takes Python a while: until it has dealt with it, the button says so.
  reads(name) {
    const manager = this.model.widget_manager;
    this.reading = manager.renderer.words.reading.replace("{name}", name.length > 60 ? `${name.slice(0, 59)}…` : name);
    this.update();
    this.listenToOnce(this.model, "change:value change:error", () => manager.whenIdle(() => {
      this.reading = undefined;
      this.update();
    }));
  }

  // The words on the button say what was chosen; the number of files behind them does not.
  update() {
    super.update();
    this.el.lastChild.textContent = this.reading ?? this.model.get("description");
  }
}

// The choices of one question are one stop of the keyboard, in which the arrows move, and are heard as belonging to it.
class RadioButtonsView extends controls.RadioButtonsView {
  update(options) {
    super.update(options);
    for (const each of this.el.querySelectorAll("input")) each.name = this.model.model_id;
    this.el.setAttribute("role", "radiogroup");
    this.el.setAttribute("aria-label", this.model.get("description"));
  }
}

class ButtonView extends controls.ButtonView {
  update() {
    super.update();
    this.name();
  }

  // A sign is no name: the tooltip says what the button does.
  name() {
    const said = this.model.get("tooltip");
    if (said) this.el.setAttribute("aria-label", said);
  }
}

// A box that may be a stop of the keyboard, to scroll it, is one, and has a name; ipywidgets heeds that for controls only.
class BoxView extends controls.BoxView {
  render() {
    super.render();
    this.updateTabindex();
    if (!this.model.get("tabbable")) return;
    this.el.setAttribute("role", "group");
    this.el.setAttribute("aria-label", this.model.widget_manager.renderer.words.scrolls);
  }
}

// HTML that is filled anew keeps what the reader has opened in it, and the keyboard's place. With the class "live-problem"
// it is what is wrong with the field beside it.
class HTMLView extends controls.HTMLView {
  render() {
    super.render();
    this.displayed.then(() => this.tie());
  }

  update() {
    if (this.el.isConnected) {
      const state = remember(this.el);
      super.update();
      restore(this.el, state);
    } else super.update();
    // WebKit goes on hiding what a style hides while it is empty (:has(:empty)), until a style of its own changes.
    this.el.style.setProperty("--live-filled", this.content.hasChildNodes() ? 1 : 0);
    quieten(this.el);
    this.tie();
  }

  tie() {
    if ((this.model.get("_dom_classes") ?? []).includes("live-problem")) tie(this.el, `live-problem-${this.model.model_id}`);
  }
}

const CAN_FOCUS = "summary, a[href], button, [tabindex]";
const CAN_SCROLL = "[tabindex][role=region]";

export function remember(place) {
  const focused = place.contains(document.activeElement) ? document.activeElement : null;
  return {
    opened: [...place.querySelectorAll("details")].map((each) => each.open),
    focus: focused ? [...place.querySelectorAll(CAN_FOCUS)].indexOf(focused) : -1,
    scrolled: [...place.querySelectorAll(CAN_SCROLL)].map((each) => each.scrollLeft),
  };
}

export function restore(place, { opened, focus, scrolled }) {
  const details = place.querySelectorAll("details");
  if (details.length === opened.length) details.forEach((each, index) => { each.open = opened[index]; });
  const scrolling = place.querySelectorAll(CAN_SCROLL);
  if (scrolling.length === scrolled.length) scrolling.forEach((each, index) => { each.scrollLeft = scrolled[index]; });
  if (focus >= 0) place.querySelectorAll(CAN_FOCUS)[focus]?.focus({ preventScroll: true });
}

const accessible = {
  IntSliderView: spoken(controls.IntSliderView),
  FloatSliderView: spoken(controls.FloatSliderView),
  FloatLogSliderView: spoken(controls.FloatLogSliderView),
  BoxView,
  ButtonView,
  DatePickerView,
  FileUploadView,
  HTMLView,
  RadioButtonsView,
  IntTextView: typed(controls.IntTextView),
  TextView: typed(controls.TextView),
  TextareaView: typed(controls.TextareaView),
};

// ---- anywidget: a widget that brings its own module, as text ----------------------------------------------------------

class AnyModel extends base.DOMWidgetModel {
  initialize(attributes, options) {
    super.initialize(attributes, options);
    this.ready = this.load();
  }

  async load() {
    const module = await importText(this.get("_esm"));
    const widget = typeof module.default === "function" ? await module.default() : module.default;
    await widget?.initialize?.({ model: this });
    return widget ?? { render: module.render };
  }
}

class AnyView extends base.DOMWidgetView {
  async render() {
    const css = this.model.get("_css");
    if (css) {
      const sheet = document.createElement("style");
      sheet.textContent = css;
      this.el.append(sheet);
    }
    const place = document.createElement("div");
    this.el.append(place);
    const widget = await this.model.ready;
    this.cleanup = await widget.render?.({ model: this.model, el: place, experimental: {} });
  }

  remove() {
    this.cleanup?.();
    return super.remove();
  }
}

async function importText(text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  try {
    return await import(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}
