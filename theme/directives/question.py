"""A question to check oneself, and the list of those to look at again.

:::{question} What should she decide first?
:right: 2
:claims: 7

- The first answer

  Why it is wrong.

- The second answer

  Why it is right.
:::

:::{look-again}
:::

`:claims:` names the rows of `chapters/claims.csv` that the question asks about.

The page needs no script for a question: the chosen radio button shows its explanation by CSS. `static/quiz.js`
shuffles the answers, reads the explanation out, remembers the choice, counts first answers below the last question,
and fills the list with the questions that were answered wrongly.
"""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from tertulia.language import _, ngettext
from theme import toc
from theme.audience import TEACHERS
from theme.directives.monday import key
from theme.drawings import icon
from theme.nodes import Frame, Line, Quiz, frame, line

MOST_ANSWERS = 6
"""book.css has a rule for each."""

MOST_AGAIN = 3
"""Questions to look at again at a time: what fits between two customers."""


def numbers(text: str) -> list[int]:
    """The value of `:claims:`."""
    return [directives.positive_int(word) for word in text.split()]


class Question(SphinxDirective):
    """A question with answers to choose from and an explanation for each."""

    has_content = True
    required_arguments = 1
    final_argument_whitespace = True
    option_spec = {"right": directives.positive_int, "claims": numbers}

    def run(self) -> list[nodes.Node]:
        """The question; an error if an explanation or the right answer is missing."""
        content = self.parse_content_to_nodes()
        if len(content) != 1 or not isinstance(content[0], nodes.bullet_list):
            raise self.error("question: write the answers as one bullet list and nothing else.")
        answers = content[0].children
        if not 2 <= len(answers) <= MOST_ANSWERS:
            raise self.error(f"question: there must be 2 to {MOST_ANSWERS} answers, not {len(answers)}.")
        for place, answer in enumerate(answers, start=1):
            if [type(part) for part in answer.children] != [nodes.paragraph, nodes.paragraph]:
                raise self.error(
                    f"question: answer {place} needs two paragraphs, the answer and, after an empty line, "
                    "why it is right or wrong."
                )
        right = self.options.get("right", 0)
        if not 1 <= right <= len(answers):
            raise self.error(f"question: `:right:` must be the number of the right answer, 1 to {len(answers)}.")
        legend = line(self, self.arguments[0], "<legend>", "</legend>")
        said = [paragraph.rawsource for paragraph in content[0].findall(nodes.paragraph)][::2]
        name = key("\n".join([self.arguments[0], *said]))
        return [Quiz("", legend, *content, right=right, question=name, claims=self.options.get("claims", []))]


class Again(nodes.General, nodes.Element):
    """The list of questions to look at again; the questions are not known before every page is read."""


class LookAgain(SphinxDirective):
    """The questions of the whole course that wait to be looked at again."""

    def run(self) -> list[nodes.Node]:
        """A placeholder."""
        return [Again()]


class ShowQuestions(SphinxPostTransform):
    """Turn each question into radio buttons, with the explanations below."""

    default_priority = 200
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Replace the questions of this page; the count stands below the last one."""
        quizzes = list(self.document.findall(Quiz))
        if quizzes:
            last = quizzes[-1]
            last.parent.insert(last.parent.index(last) + 1, tally())
        for quiz in quizzes:
            legend = quiz.children[0]
            assert isinstance(legend, Line)
            answers: list[nodes.Element] = list(quiz.findall(nodes.list_item))
            shown: list[nodes.Element] = [show(quiz["question"], legend, answers, quiz["right"])]
            if self.config.tertulia_audience == TEACHERS:
                shown.append(answer_key(answers, quiz["right"]))
            quiz.replace_self(shown)
        for again in list(self.document.findall(Again)):
            again.replace_self(self.again())

    def again(self) -> Frame:
        """Every question of the course as a link, hidden; `static/quiz.js` shows those that wait."""
        links = [
            f'<li hidden data-again="{quiz["question"]}" data-of="{escape(step.doc)}">'
            f'<a href="{escape(self._address(step.doc, quiz))}">{escape(quiz.children[0].astext())}</a>'
            f'<span class="tt-note">{escape(step.title)}</span></li>'
            for step in toc.steps(self.env)
            for quiz in self.env.get_doctree(step.doc).findall(Quiz)
        ]
        words = {
            "none": _("Nothing waits. A question whose first answer was wrong comes back here."),
            "today": _("Where you have answered today, an answer counts again from tomorrow."),
            "more": _("And {n} more, when these are done."),
        }
        data = "".join(f' data-{name}="{escape(text)}"' for name, text in words.items())
        script = escape(_("This list needs JavaScript, and your browser has it switched off."))
        return frame(
            f'<div class="tt-again" data-looks-again data-most="{MOST_AGAIN}"{data}><ul>{"".join(links)}</ul>'
            f'<p role="status"></p><noscript><p>{script}</p></noscript></div>',
            end="",
        )

    def _address(self, doc: str, quiz: Quiz) -> str:
        here = doc == self.env.docname
        return f"{'' if here else self.app.builder.get_relative_uri(self.env.docname, doc)}#{anchor(quiz['question'])}"


def quizzes(env: BuildEnvironment) -> list[tuple[str, Quiz]]:
    """Every question of the course with its page, in the order of the course."""
    return [(step.doc, quiz) for step in toc.steps(env) for quiz in env.get_doctree(step.doc).findall(Quiz)]


def anchor(name: str) -> str:
    """Where a question stands in its page."""
    return f"q-{name}"


def show(name: str, legend: Line, answers: list[nodes.Element], right: int) -> Frame:
    """The question as radio buttons; answers are list items of two paragraphs."""
    choices, explanations, others = [], [], []
    for place, (answer, reason) in enumerate((item.children for item in answers), start=1):
        radio = f'<input class="tt-check" type="radio" name="q-{name}" value="{place}">'
        choices.append(frame(f"<label>{radio}<span>", *_copies(answer), end="</span></label>"))
        verdict = icon("check") + escape(_("Yes, that is it")) if place == right else escape(_("Not this one"))
        explanations.append(
            frame(f'<div data-answer="{place}"><h3>{verdict}</h3><p>', *_copies(reason), end="</p></div>")
        )
        others.append(
            frame(
                f'<p data-answer="{place}">',
                frame("<strong>", *_copies(answer), end="</strong> "),
                *_copies(reason),
                end="</p>",
            )
        )
    more = ngettext("And the other answer?", "And the other answers?", len(answers) - 1)
    return frame(
        f'<div class="tt-quiz" id="{anchor(name)}" data-question="{name}" data-right="{right}">',
        frame("<fieldset>", legend, *choices, end="</fieldset>"),
        frame(
            '<div class="tt-says">',
            *explanations,
            frame(
                f'<details><summary><span class="tt-more">{escape(more)}{icon("down", "tt-chev")}</span></summary>'
                '<div class="tt-others">',
                *others,
                end="</div></details>",
            ),
            end="</div>",
        ),
        end='<p class="sr" role="status"></p></div>',
    )


def answer_key(answers: list[nodes.Element], right: int) -> Frame:
    """The right answer and why, for whoever asks the question in a room."""
    answer, reason = answers[right - 1].children
    start = f'<p class="tt-key"><strong>{escape(_("Answer"))} {right}:</strong> '
    return frame(start, *_copies(answer), nodes.Text(". "), *_copies(reason), end="</p>")


def tally() -> nodes.Node:
    """How many of the page's questions were right at first, and a way to begin again; filled by `static/quiz.js`."""
    texts = {
        "answered": _("{n} of {all} answered."),
        "right": _("{n} of {all} right: the first answer counts. The others come back in the chapter Your plan."),
        "passed": _("All {all} right: check passed."),
    }
    words = "".join(f' data-{name}="{escape(text)}"' for name, text in texts.items())
    again = escape(_("Try again"))
    return frame(
        f'<div class="tt-tally" data-tally{words} hidden><p role="status"></p>'
        f'<button class="tt-btn tt-btn--line" type="button">{again}</button>',
        end="</div>",
    )


def _copies(paragraph: nodes.Node) -> list[nodes.Node]:
    return [child.deepcopy() for child in paragraph.children]


def setup(app: Sphinx) -> None:
    """Register the directive and its post-transform."""
    app.add_node(Again)
    app.add_directive("question", Question)
    app.add_directive("look-again", LookAgain)
    app.add_post_transform(ShowQuestions)
