// The questions of a page: the chosen answer is kept and its explanation read out; below the last one, how many are right.
// Choosing an answer and seeing its explanation work without this file.
{
  const quizzes = [...document.querySelectorAll("[data-question]")];
  const tally = document.querySelector("[data-tally]");
  const { page } = document.body.dataset;
  const chosen = (quiz) => quiz.querySelector("input:checked")?.value;
  const kept = keep.read("answers") ?? {};

  for (const quiz of quizzes) {
    const { question } = quiz.dataset;
    const said = quiz.querySelector("[role=status]");
    for (const radio of quiz.querySelectorAll("input[type=radio]")) radio.checked = radio.value === kept[question];
    quiz.addEventListener("change", ({ target }) => {
      keep.change("answers", (answers) => ({ ...answers, [question]: target.value }));
      said.textContent = quiz.querySelector(`.tt-says > [data-answer="${target.value}"]`).innerText;
      count(true);
    });
  }

  // fresh: an answer was given just now, so that a full sheet is a try and not an old one read again
  function count(fresh) {
    if (!tally) return;
    const all = quizzes.length;
    const answered = quizzes.filter(chosen).length;
    const right = quizzes.filter((quiz) => chosen(quiz) === quiz.dataset.right).length;
    if (fresh && answered === all) {
      progress.note(page, { right, of: all, ...(right === all && { passed: progress.today() }) });
    }
    const last = progress.of(page);
    const { answered: some, right: result, passed, last: earlier } = tally.dataset;
    const say = (text, n, of) => text.replace("{n}", n).replace("{all}", of);
    const words = [];
    if (answered === all) words.push(say(right === all ? passed : result, right, all));
    else {
      if (answered) words.push(say(some, answered, all));
      if (last.of) words.push(say(earlier, last.right, last.of));
    }
    tally.querySelector("[role=status]").textContent = words.join(" ");
    tally.hidden = !words.length;
    tally.querySelector("button").hidden = !answered;
  }

  tally?.querySelector("button").addEventListener("click", () => {
    keep.change("answers", (answers) => {
      const left = { ...answers };
      for (const { dataset } of quizzes) delete left[dataset.question];
      return left;
    });
    for (const quiz of quizzes) {
      for (const radio of quiz.querySelectorAll("input")) radio.checked = false;
      quiz.querySelector("[role=status]").textContent = "";
      for (const fold of quiz.querySelectorAll("details")) fold.open = false;
    }
    count(false);
    quizzes[0].querySelector("input").focus();
  });

  count(false);
}
