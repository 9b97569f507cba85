// What a week of adverts may bring (theme/directives/how_to.py): the community simulator's equation of paid reach, with its
// own figures, which the page brings along. tests/theme/test_how_to.py compares the two.

const firstAdvert = {
  // The value below which this share of the sorted values lies, in between by a straight line.
  quantile(sorted, share) {
    const place = share * (sorted.length - 1);
    const below = Math.floor(place);
    const above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
  },

  range(values) {
    const sorted = [...values].sort((a, b) => a - b);
    return { low: this.quantile(sorted, 0.1), mid: this.quantile(sorted, 0.5), high: this.quantile(sorted, 0.9) };
  },

  // equations.py: paid reach is f_p (1 - exp(-1000 B usd / (CPM N))), and a hazard h brings N (1 - exp(-h)) people.
  sums(euros, people, { dollars, thousand, follow }) {
    const views = thousand.map((cost) => (1000 * euros * dollars) / cost);
    const reached = views.map((seen) => people * -Math.expm1(-seen / people));
    const followers = reached.flatMap((seeing) => follow.map((share) => people * -Math.expm1((-share * seeing) / people)));
    return {
      views: this.range(views).mid,
      reached: this.range(reached).mid,
      followers: this.range(followers),
      each: this.range(followers.map((came) => euros / came)),
    };
  },
};

if (globalThis.document) {
  const form = document.querySelector("[data-first-advert]");
  const { words, model } = JSON.parse(form.querySelector("script").textContent);
  const language = document.documentElement.lang;
  const part = (name) => form.querySelector(`[data-${name}]`);
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const number = (value, most = 0, least = 0) => new Intl.NumberFormat(language, {
    minimumFractionDigits: least, maximumFractionDigits: most, useGrouping: "always",
  }).format(value);
  const euros = (value) => new Intl.NumberFormat(language, {
    style: "currency", currency: "EUR", minimumFractionDigits: Number.isInteger(value) ? 0 : 2,
  }).format(value);
  const FIELDS = ["euros", "people", "margin", "spent", "came"];

  // The number in a field; null if it is empty, NaN if it cannot be right, which the field says itself.
  function typed(name) {
    const field = form.elements[name];
    const wrong = form.querySelector(`#howto-${name}-wrong`);
    const [low, high] = [Number(field.min), Number(field.max)];
    const empty = field.value === "" && !field.validity.badInput;
    const fits = empty || (!field.validity.badInput && field.valueAsNumber >= low && field.valueAsNumber <= high);
    wrong.textContent = fits ? "" : say(words.range, { low: number(low, 2), high: number(high) });
    wrong.classList.toggle("tt-alarm", !fits);
    field.setAttribute("aria-invalid", !fits);
    if (empty) return null;
    return fits ? field.valueAsNumber : NaN;
  }

  function verdict(spent, came, people) {
    if (!came) return say(words.none, { spent: euros(spent) });
    const each = spent / came;
    const { low, high } = firstAdvert.sums(spent, people, model).each;
    const said = each < low ? words.cheap : each > high ? words.dear : words.within;
    return `${say(words.own, { each: euros(Math.round(100 * each) / 100) })} ${said}`;
  }

  function show() {
    const [budget, people, margin, spent, came] = FIELDS.map(typed);
    if (!(budget > 0) || !(people > 0) || Number.isNaN(margin)) return;  // the last answer stays until this can be answered
    const { views, reached, followers, each } = firstAdvert.sums(budget, people, model);
    const least = Math.floor(firstAdvert.sums(budget / 2, people, model).followers.low);
    const whole = (range) => Object.fromEntries(Object.entries(range).map(([key, value]) => [key, number(Math.round(value))]));
    const money = (range) => Object.fromEntries(Object.entries(range).map(([key, value]) => [key, number(value, 2, 2)]));
    const lines = [
      say(words.seen, { reached: number(Math.round(reached)), times: number(views / reached, 1) }),
      say(words.followers, whole(followers)),
      say(words.each, money(each)),
      ...(margin ? [say(words.sales, { n: number(Math.ceil(budget / margin)) })] : []),
      least < 1 ? words.unclear : say(words.stop, { half: euros(budget / 2), n: number(least) }),
    ];
    part("answer").replaceChildren(...lines.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
    part("own").textContent = spent > 0 && came !== null && came >= 0 ? verdict(spent, came, people) : "";
  }

  const kept = keep.group("how_to");
  const firm = keep.group("firm");
  if (Number.isFinite(firm.margin) && firm.margin > 0) form.elements.margin.value = firm.margin;
  for (const name of FIELDS) if (typeof kept[name] === "string") form.elements[name].value = kept[name];
  form.addEventListener("input", () => {
    const values = Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value]));
    keep.change("how_to", (before) => ({ ...before, ...values }));
    show();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
}
