// The questions of a page: their answers stand in an order of this visit's own, the chosen one is kept and its explanation
// read out. The first answer counts. A question answered wrongly is asked anew from the next day on, and waits till then
// and until it is right in the list "to look at again".
// Choosing an answer and seeing its explanation work without this file, in the order of the text.
{
  const quizzes = [...document.querySelectorAll("[data-question]")];
  const tally = document.querySelector("[data-tally]");
  const again = document.querySelector("[data-looks-again]");
  const { page } = document.body.dataset;
  const chosen = (quiz) => quiz.querySelector("input:checked")?.value;
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const isRight = ({ right } = {}) => right === true;

  // ---- in which order the answers stand ---------------------------------------------------------------------------------

  const visit = keep.visit("order", Number.isInteger, () => Math.floor(Math.random() * 2 ** 32));

  // The items in an order that the seed decides (mulberry32), so that a page shown again keeps it.
  function shuffled(items, seed) {
    const left = [...items];
    return items.map(() => {
      seed = (seed + 0x6d2b79f5) | 0;
      let bits = Math.imul(seed ^ (seed >>> 15), seed | 1);
      bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
      return left.splice(((bits ^ (bits >>> 14)) >>> 0) % left.length, 1)[0];
    });
  }

  function shuffle(quiz) {
    const labels = [...quiz.querySelectorAll("fieldset > label")];
    const others = quiz.querySelector(".tt-others");
    for (const label of shuffled(labels, visit ^ Number.parseInt(quiz.dataset.question.slice(0, 8), 16))) {
      label.parentNode.append(label);
      others.append(others.querySelector(`[data-answer="${label.querySelector("input").value}"]`));
    }
  }

  // ---- which answers count ----------------------------------------------------------------------------------------------

  // Never asked, or wrong on an earlier day: the next answer counts.
  const isDue = (question, checks = progress.checks(page)) =>
    !checks[question] || (!isRight(checks[question]) && checks[question].day < progress.today());

  function note(question, right) {
    const checks = { ...progress.checks(page), [question]: { day: progress.today(), right } };
    const of = quizzes.length;
    const known = quizzes.filter(({ dataset }) => checks[dataset.question]).length;
    const rights = quizzes.filter(({ dataset }) => isRight(checks[dataset.question])).length;
    progress.note(page, {
      checks, ...(known === of && { right: rights, of, ...(rights === of && { passed: progress.today() }) }),
    });
  }

  function count() {
    if (!tally) return;
    const checks = progress.checks(page);
    const all = quizzes.length;
    const known = quizzes.filter(({ dataset }) => checks[dataset.question]).length;
    const right = quizzes.filter(({ dataset }) => isRight(checks[dataset.question])).length;
    const { answered, right: result, passed } = tally.dataset;
    const text = known < all ? answered : right < all ? result : passed;
    tally.querySelector("[role=status]").textContent = known ? say(text, { n: known < all ? known : right, all }) : "";
    const begun = quizzes.some(chosen);
    tally.hidden = !known && !begun;
    tally.querySelector("button").hidden = !begun;
  }

  // ---- which questions wait ---------------------------------------------------------------------------------------------

  function list() {
    if (!again) return;
    const { most, none, today, more } = again.dataset;
    const waiting = [...again.querySelectorAll("[data-again]")]
      .map((item) => ({ item, ...progress.checks(item.dataset.of)[item.dataset.again] }))
      .filter(({ right }) => right === false)
      .sort((one, other) => one.day.localeCompare(other.day));
    const shown = waiting.slice(0, Number(most));
    for (const item of again.querySelectorAll("[data-again]")) item.hidden = true;
    for (const { item } of shown) {
      item.hidden = false;
      item.parentNode.append(item);
    }
    const words = [];
    if (!shown.length) words.push(none);
    if (waiting.length > shown.length) words.push(say(more, { n: waiting.length - shown.length }));
    if (shown.some(({ day }) => day >= progress.today())) words.push(today);
    const said = again.querySelector("[role=status]");
    if (said.textContent !== words.join(" ")) said.textContent = words.join(" ");
  }

  // ---- begin ------------------------------------------------------------------------------------------------------------

  const kept = keep.group("answers");
  const asked = new Set();  // the questions without an answer on the page
  for (const quiz of quizzes) {
    const { question } = quiz.dataset;
    const said = quiz.querySelector("[role=status]");
    shuffle(quiz);
    const waits = progress.checks(page)[question] && isDue(question);
    for (const radio of quiz.querySelectorAll("input[type=radio]")) {
      radio.checked = !waits && radio.value === kept[question];
    }
    if (!chosen(quiz)) asked.add(quiz);
    quiz.addEventListener("change", ({ target }) => {
      keep.change("answers", (answers) => ({ ...answers, [question]: target.value }));
      said.textContent = quiz.querySelector(`.tt-says > [data-answer="${target.value}"]`).innerText;
      if (asked.delete(quiz) && isDue(question)) note(question, target.value === quiz.dataset.right);
      count();
    });
  }

  tally?.querySelector("button").addEventListener("click", () => {
    keep.change("answers", (answers) => {
      const left = { ...answers };
      for (const { dataset } of quizzes) delete left[dataset.question];
      return left;
    });
    for (const quiz of quizzes) {
      asked.add(quiz);
      for (const radio of quiz.querySelectorAll("input")) radio.checked = false;
      quiz.querySelector("[role=status]").textContent = "";
      for (const fold of quiz.querySelectorAll("details")) fold.open = false;
    }
    count();
    quizzes[0].querySelector("input").focus();
  });

  const show = () => { count(); list(); };
  show();
  document.addEventListener("tertulia:progress", show);
  addEventListener("storage", show);
  addEventListener("pageshow", ({ persisted }) => { if (persisted) show(); });
}
