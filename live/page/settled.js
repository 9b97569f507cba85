// Tells when things have settled: Python has dealt with everything, and nothing has been touched or has changed for a
// moment. While a control is being dragged they do not.

const MOMENT = 500; // ms

export class Settled {
  // busy(): whether Python has something to deal with
  constructor(busy) {
    this.busy = busy;
    this.hear = new Set();
  }

  touch() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.busy()) return void this.touch();
      for (const call of this.hear) call();
    }, MOMENT);
  }

  end() {
    clearTimeout(this.timer);
    this.hear.clear();
  }
}
