// A page with live cells: runs them in the worker, puts the live answer where the finished one stood.

import { Keep } from "./keep.js";
import { Late } from "./late.js";
import { Manager, remember, restore } from "./manager.js";
import { Outputs, Renderer } from "./outputs.js";
import { Voice } from "./voice.js";
import "@jupyter-widgets/controls/css/widgets-base.css";
import "@jupyter-widgets/controls/css/lumino.css";
import "./page.css";

class Session {
  // expect(): called when an answer of the worker must follow
  // page: its name in all languages. store, stores: the texts that the cells may keep, by what their names begin with and
  // how they go on
  constructor({ worker, cells, words, expect, page, store, stores = [] }) {
    this.worker = worker;
    this.expect = expect;
    this.cells = cells;
    this.answers = new Map();
    this.done = new Map();
    this.manager = new Manager(this);
    this.manager.renderer = this.renderer = new Renderer(this.manager, words);
    this.keep = new Keep(store, stores, (message) => this.send(message));
    this.late = new Late(store, page, this.manager);
    this.voice = new Voice(this.manager.calm);
    this.hidden = () => document.hidden && this.late.leave();
    document.addEventListener("visibilitychange", this.hidden);
  }

  // Python stops. What was not dealt with is noted, and nothing more can be typed where nobody would hear of it.
  end() {
    document.removeEventListener("visibilitychange", this.hidden);
    this.late.leave();
    this.keep.close();
    this.manager.calm.end();
    this.voice.end();
    for (const place of document.querySelectorAll(".live-outputs")) {
      for (const control of place.querySelectorAll("input, select, textarea, button")) control.disabled = true;
      for (const slider of place.querySelectorAll(".noUi-target")) slider.setAttribute("disabled", "");
    }
  }

  send(message, buffers) {
    const binary = buffers?.map((each) =>
      ArrayBuffer.isView(each) ? new Uint8Array(each.buffer, each.byteOffset, each.byteLength) : new Uint8Array(each));
    if (message.type === "comm_msg") this.expect();
    this.worker.postMessage([JSON.stringify(message), binary]);
  }

  area(to) {
    const { outputs } = this.manager;
    if (!outputs.has(to)) outputs.set(to, new Outputs(this.renderer));
    return outputs.get(to);
  }

  // A message from the worker.
  take(message, binary) {
    const buffers = (binary ?? []).map((each) => new DataView(each.buffer, each.byteOffset, each.byteLength));
    const { type, to, display_id } = message;
    if (type === "comm_open") this.manager.comm_open(message, buffers);
    else if (type === "comm_msg") this.manager.comm_msg(message, buffers);
    else if (type === "comm_close") this.manager.comm_close(message);
    else if (type === "idle") this.manager.idle(message);
    else if (type === "unfetched") this.manager.unfetched(message);
    else if (type === "keep") this.keep.write(message);
    else if (type === "keeps") this.late.keeps = message.typed;
    else if (type === "clear_output") this.area(to).clear(message.wait);
    else if (type === "stream" || type === "display_data" || type === "error") this.area(to).add({ ...message, output_type: type });
    else if (type === "update_display_data") {
      for (const area of this.manager.outputs.values()) area.update(display_id, { ...message, output_type: "display_data" });
    } else if (type === "done") this.done.get(message.cell)(message.well);
    else if (type === "answer") {
      const { resolve, reject } = this.answers.get(message.id);
      this.answers.delete(message.id);
      "problem" in message ? reject(new Error(message.problem)) : resolve(JSON.parse(message.value));
    }
  }

  // The value of a Python expression, in the cells' names.
  ask(expression) {
    const id = String(this.answers.size + Math.random());
    this.send({ type: "ask", id, expression });
    return new Promise((resolve, reject) => this.answers.set(id, { resolve, reject }));
  }

  // Run all cells; when the last is done and drawn out of sight, show them in place of the finished answers.
  async run() {
    const swaps = [];
    for (const { cell, source, place } of this.cells) {
      const output = place?.querySelector(".cell_output");
      for (const old of place?.querySelectorAll(".live-outputs[hidden]") ?? []) old.remove(); // of an attempt that failed
      const box = document.createElement("div");
      box.className = "live-outputs";
      box.hidden = true;
      if (output) output.after(box);
      const area = this.area(`cell:${cell}`);
      area.attach(box);
      const well = new Promise((resolve) => this.done.set(cell, resolve));
      this.send({ type: "run", cell, source, width: width(output), fragment: location.hash });
      if (!(await well)) return { failed: area.list.find(({ output_type }) => output_type === "error") };
      await Promise.all(this.renderer.views.splice(0));
      if (output) swaps.push(() => this.swap(cell, output, box));
    }
    for (const swap of swaps) swap();
    this.voice.begin();
    this.late.handIn();
    return {};
  }

  swap(cell, output, box) {
    const across = window.scrollX, down = window.scrollY;
    const state = remember(output);
    fillFrom(output, box);
    const old = [...output.childNodes];
    output.prepend(box);
    box.hidden = false;
    for (const each of old) each.remove();
    restore(output, state);
    if (window.scrollY !== down) window.scrollTo({ left: across, top: down, behavior: "instant" });
    let told = width(output);
    new ResizeObserver(() => {
      const now = width(output);
      if (Math.abs(now - told) < 1) return;
      told = now;
      this.send({ type: "width", cell, width: now });
    }).observe(output);
  }
}

const width = (output) => output?.getBoundingClientRect().width ?? 0;

// What is still empty in the live answer (a picture that comes behind) keeps showing what the finished one has there.
function fillFrom(finished, live) {
  const pieces = (place) => [...place.querySelectorAll(".widget-html-content")];
  const old = pieces(finished), fresh = pieces(live);
  if (old.length !== fresh.length) return;
  fresh.forEach((piece, index) => {
    if (!piece.hasChildNodes() && old[index].hasChildNodes()) piece.append(...old[index].cloneNode(true).childNodes);
  });
}

globalThis.livePage = { Session };
