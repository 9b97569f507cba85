"""The course in a learning platform, on somebody else's SCORM runtime: told, left, taken up elsewhere, shared."""

from __future__ import annotations

import base64
import json
import random
import re
import shutil
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect

from publish import scorm
from room.files import Files
from room.server import FileHandler, Server
from tertulia import profile
from tertulia.plan.examples import path
from tertulia.profile import Profile
from tests.browser.living import START
from tests.publish import made_site

STRICT = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; connect-src 'self' data: blob:; worker-src 'self' blob:; font-src 'self'; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'self'"
)

PLATFORM = """<!doctype html><meta charset="utf-8"><title>A platform</title>
<script src="/scorm12.js"></script><script>
const told = window.TOLD ?? {};
window.kept = [];
window.API = new Scorm12API({ autocommit: false, logLevel: 5, mastery_override: true });
API.loadFromJSON({
  core: { student_id: told.id ?? "ana", lesson_mode: told.mode ?? "normal", ...(told.cmi?.core ?? {}) },
  suspend_data: told.cmi?.suspend_data ?? "",
  student_data: { mastery_score: told.mastery ?? "" },
}, "cmi");
for (const when of ["LMSCommit", "LMSFinish"]) {
  API.on(when, () => window.kept.push([when, JSON.parse(API.renderCMIToJSONString()).cmi]));
}
</script><script>%s</script><iframe id="player" src="%s/launch.html" width="100%%" height="800"></iframe>"""

REFUSES = "for (const call of ['LMSInitialize', 'LMSSetValue', 'LMSCommit', 'LMSFinish']) API[call] = () => 'false'"
COMMITS_NOTHING = "API.LMSCommit = () => window.takes ? 'true' : 'false'"
BREAKS = """for (const call of Object.keys(API)) {
  if (call.startsWith("LMS")) API[call] = () => { throw new Error("no line"); };
}"""

DAY = "2026-11-20"


class Strict(FileHandler):
    """The package under the strict policy; the platform's own page without."""

    def end_headers(self) -> None:
        if self.path.startswith("/course/"):
            self.send_header("Content-Security-Policy", STRICT)
        super().end_headers()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("platform")
    built = made_site.write(folder / "site", "en")
    made_site.unpack(made_site.pack(built, folder / "package.zip", "en"), folder / "course")
    shutil.copy(made_site.others() / "scorm12.js", folder)
    for name, more in {"": "", "refuses": REFUSES, "commits": COMMITS_NOTHING, "breaks": BREAKS}.items():
        (folder / f"platform{name}.html").write_text(PLATFORM % (more, "/course"), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def platform(folder: Path) -> Iterator[str]:
    with Server(("127.0.0.1", 0), Strict, Files(folder)) as shown:
        Thread(target=shown.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{shown.server_port}"
        shown.shutdown()


class Learner:
    """Somebody on one device who opens the course from the platform."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context, self.address = context, address
        self.complaints: list[str] = []

    def opens(self, name: str = "", agrees: bool | None = True, **told: Any) -> Page:
        self.page = self.context.new_page()
        self.page.set_default_timeout(START)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda said: self.complaints.append(said.text) if "Policy" in said.text else None)
        self.page.add_init_script(f"window.TOLD = {json.dumps(told)}")
        self.page.goto(f"{self.address}/platform{name}.html")
        if agrees is not None:
            self.answers("Yes, it may" if agrees else "No, only how far I am")
            self.is_launched()
        return self.page

    @property
    def launch(self) -> Frame:
        return self.page.frame(url=re.compile("launch.html")) or self.page.main_frame

    def is_launched(self) -> None:
        self.launch.wait_for_selector("html[data-launched]", state="attached")
        self.launch.frame_locator("#course").locator("body[data-page]").wait_for(state="attached")
        self.course.wait_for_load_state()

    @property
    def course(self) -> Frame:
        return self.launch.child_frames[0]

    def answers(self, word: str) -> None:
        self.launch.get_by_role("button", name=word, exact=True).click()

    def does(self, **pages: dict[str, Any]) -> None:
        """In the course, as the course itself notes it."""
        for page, facts in pages.items():
            self.course.evaluate("([page, facts]) => progress.note(page, facts)", [page.replace("__", "/"), facts])

    def keeps(self, **values: Any) -> None:
        write = "(all) => { for (const [name, one] of Object.entries(all)) keep.write(name, one); }"
        self.course.evaluate(write, values)

    def kept(self, name: str) -> Any:
        return self.course.evaluate("(name) => keep.read(name)", name)

    def heard(self, condition: str) -> dict[str, Any]:
        """What the platform has, once it is so."""
        self.page.wait_for_function(f"kept.length && ((cmi) => {condition})(kept.at(-1)[1])")
        return self.page.evaluate("kept.at(-1)[1]")

    def finishes(self) -> dict[str, Any]:
        self.launch.get_by_role("button", name="Save and close").click()
        expect(self.launch.locator("#closed")).to_contain_text("Saved.")
        assert self.page.evaluate("kept.at(-1)[0]") == "LMSFinish"
        return self.page.evaluate("kept.at(-1)[1]")


@pytest.fixture
def device(browser: Browser, platform: str) -> Iterator[Callable[..., Learner]]:
    contexts: list[BrowserContext] = []
    learners: list[Learner] = []

    def begin(**settings: Any) -> Learner:
        contexts.append(browser.new_context(**settings))
        learners.append(Learner(contexts[-1], platform))
        return learners[-1]

    yield begin
    for context in contexts:
        context.close()
    assert [complaint for each in learners for complaint in each.complaints] == []


def checked(*rights: bool) -> dict[str, Any]:
    return {f"{place:010x}": {"day": DAY, "right": right} for place, right in enumerate(rights)}


def through(first: bool = True) -> dict[str, Any]:
    """Everything done; the first question right or wrong, the other three right."""
    return {
        "chapters__start": {"read": DAY, "checks": checked(first, True), "right": 1 + first, "of": 2},
        "chapters__plan": {"read": DAY, "checks": checked(True, True), "right": 2, "of": 2, "passed": DAY},
        "exercises__one": {"done": DAY},
        "exercises__two": {"done": DAY},
    }


def plan() -> Any:
    return json.loads(path("bakery", "es").read_text(encoding="utf-8"))


FIRM = json.loads(profile.write(Profile(name="Ferretería Leo", sector="retail")))


def unpacked(cmi: dict[str, Any]) -> dict[str, Any]:
    text = cmi["suspend_data"]
    assert re.fullmatch(r"1\.[A-Za-z0-9_-]+", text)
    assert len(text) <= 4096
    return json.loads(zlib.decompress(base64.urlsafe_b64decode(text[2:] + "=" * (-len(text[2:]) % 4)), -15))


# ---- told ----------------------------------------------------------------------------------------------------------


def test_it_is_incomplete_then_completed_with_its_points(device):
    ana = device()
    ana.opens()
    cmi = ana.heard("cmi.core.lesson_status === 'incomplete'")
    assert cmi["core"]["score"]["raw"] == ""
    ana.does(**{"chapters__start": through()["chapters__start"]})
    cmi = ana.heard("cmi.core.score.raw === '50'")
    assert cmi["core"]["lesson_status"] == "incomplete"
    assert (cmi["core"]["score"]["min"], cmi["core"]["score"]["max"]) == ("0", "100")
    expect(ana.launch.locator("#far")).to_have_text("0 of 2 steps worked through · 50 of 100 points")
    ana.does(**through(first=False))
    cmi = ana.heard("cmi.core.lesson_status === 'completed'")
    assert cmi["core"]["score"]["raw"] == "75"
    cmi = ana.finishes()
    assert cmi["core"]["exit"] == "suspend"
    assert re.fullmatch(r"00:00:\d\d", cmi["core"]["session_time"])


@pytest.mark.parametrize(("mastery", "status"), [("76", "failed"), ("75", "passed")])
def test_with_a_score_to_reach_it_is_failed_or_passed_and_not_before_the_end(device, mastery, status):
    ana = device()
    ana.opens(mastery=mastery)
    ana.does(chapters__start=through(first=False)["chapters__start"])
    cmi = ana.heard("cmi.suspend_data")
    assert cmi["core"]["score"]["raw"] == "", "platforms decide by a score as soon as there is one"
    ana.does(**through(first=False))
    cmi = ana.heard(f"cmi.core.lesson_status === '{status}'")
    assert cmi["core"]["score"]["raw"] == "75"
    if status == "failed":  # the question comes back on another day
        ana.does(chapters__start={"checks": checked(True, True), "right": 2, "passed": DAY})
        assert ana.heard("cmi.core.lesson_status === 'passed'")["core"]["score"]["raw"] == "100"


def test_what_was_completed_stays_completed(device):
    ana = device()
    ana.opens(cmi={"core": {"lesson_status": "completed", "score": {"raw": "90"}}})
    ana.does(chapters__start=through()["chapters__start"])
    cmi = ana.heard("cmi.suspend_data")
    assert (cmi["core"]["lesson_status"], cmi["core"]["score"]["raw"]) == ("completed", "90")


def test_a_window_that_is_closed_tells_what_was_done(device):
    ana = device()
    page = ana.opens()
    ana.does(**through())
    page.evaluate("document.getElementById('player').src = 'about:blank'")
    page.wait_for_function("kept.some(([when]) => when === 'LMSFinish')")
    assert page.evaluate("kept.at(-1)[1].core.lesson_status") == "completed"
    assert page.evaluate("kept.filter(([when]) => when === 'LMSFinish').length") == 1


def test_to_look_at_it_again_records_nothing(device):
    ana = device()
    page = ana.opens(agrees=None, mode="review", cmi={"core": {"lesson_status": "completed"}})
    ana.is_launched()
    ana.does(chapters__start={"read": DAY})
    expect(ana.launch.locator("#far")).to_contain_text("0 of 2")
    assert page.evaluate("kept.length") == 0
    expect(ana.launch.locator("#kept")).to_contain_text("records nothing", use_inner_text=False)


# ---- taken up elsewhere --------------------------------------------------------------------------------------------


def test_another_device_goes_on_where_this_one_stopped(device):
    ana = device()
    ana.opens()
    ana.course.goto(f"{ana.address}/course/en/exercises/two.html")
    ana.does(**through(first=False))
    ana.keeps(plan=plan(), firm=FIRM, answers={"0000000000": "2"})
    cmi = ana.finishes()
    assert cmi["core"]["lesson_location"] == "exercises/two"
    assert set(unpacked(cmi)) == {"progress", "firm", "plan", "answers"}
    away = device()
    away.opens(agrees=None, cmi=cmi)
    away.is_launched()
    assert away.course.url.endswith("/en/exercises/two.html")
    assert (away.kept("plan"), away.kept("firm")) == (plan(), FIRM)
    assert away.kept("progress")["exercises/two"] == {"done": DAY}
    # what is done there comes back here without a question, the plan included
    away.keeps(plan={**plan(), "brief": {}})
    cmi = away.finishes()
    ana.opens(agrees=None, cmi=cmi)
    ana.is_launched()
    assert ana.kept("plan") == {**plan(), "brief": {}}
    assert json.loads(ana.kept("undo")["plans"][-1]) == plan()


def test_two_plans_are_asked_about_and_the_other_can_be_saved(device):
    ana, away = device(), device()
    ana.opens()
    ana.keeps(plan=plan())
    ana.does(chapters__start={"read": DAY})
    cmi = ana.finishes()
    away.opens()
    away.keeps(plan={**plan(), "crisis": {}})
    away.does(chapters__plan={"read": DAY})
    away.finishes()
    away.launch.evaluate("keep.write('plan', { ...keep.read('plan'), duties: {} })")  # while the platform hears nothing
    away.opens(agrees=None, cmi=cmi)
    expect(away.launch.locator("#asked")).to_contain_text("two different versions of your plan")
    with away.page.expect_download() as saved:
        away.answers("Save the other one as a file")
    assert json.loads(Path(saved.value.path()).read_text(encoding="utf-8")) == plan()
    away.page.keyboard.press("Escape")
    expect(away.launch.locator("#question")).to_be_visible()
    away.answers("The one in this browser")
    away.is_launched()
    assert away.kept("plan") == {**plan(), "crisis": {}, "duties": {}}
    assert set(away.kept("progress")) >= {"chapters/start", "chapters/plan"}, "of both, what was done counts"


def test_a_platform_that_has_nothing_takes_nothing_away(device):
    ana = device()
    ana.opens()
    ana.does(**through())
    ana.keeps(plan=plan())
    ana.finishes()
    ana.opens(agrees=None, cmi={"suspend_data": "another course's"})
    ana.is_launched()
    assert ana.kept("plan") == plan()
    assert unpacked(ana.heard("cmi.suspend_data.startsWith('1.')"))["plan"] == plan()


def test_a_device_that_has_nothing_takes_nothing_away(device):
    ana = device()
    ana.opens()
    ana.does(**through())
    cmi = ana.finishes()
    away = device()
    away.opens(cmi=cmi)
    away.course.evaluate("keep.names().forEach((name) => keep.forget(name))")
    assert away.finishes()["suspend_data"] == cmi["suspend_data"]


def test_a_plan_that_does_not_fit_stays_here_and_the_learner_hears_it(device):
    chance = random.Random(1)
    large = {**plan(), "brief": {"note": "".join(chance.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=9000))}}
    ana = device()
    ana.opens()
    ana.keeps(plan=large, firm=FIRM)
    ana.does(**through())
    cmi = ana.heard("cmi.core.lesson_status === 'completed'")
    assert set(unpacked(cmi)) == {"progress", "firm"}
    expect(ana.launch.locator("#large")).to_contain_text("It stays in this browser")
    with ana.page.expect_download() as saved:
        ana.answers("Save the plan as a file")
    assert json.loads(Path(saved.value.path()).read_text(encoding="utf-8")) == large


def test_who_does_not_agree_keeps_firm_and_plan_at_home_and_may_change_that(device):
    ana = device()
    ana.opens(agrees=False)
    ana.keeps(plan=plan(), firm=FIRM)
    ana.does(chapters__start={"read": DAY})
    assert set(unpacked(ana.heard("cmi.suspend_data"))) == {"progress"}
    expect(ana.launch.locator("#large")).to_be_hidden()
    ana.launch.locator("summary").click()
    ana.launch.get_by_label("The platform may keep my firm and my plan").check()
    ana.page.wait_for_function("(before) => kept.at(-1)[1].suspend_data.length > before", arg=500)
    assert set(unpacked(ana.page.evaluate("kept.at(-1)[1]"))) == {"progress", "firm", "plan"}


# ---- refused -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["refuses", "breaks"])
def test_a_platform_that_does_not_answer_is_named_and_the_course_works(device, name):
    ana = device()
    ana.opens(name, agrees=None)
    ana.is_launched()
    expect(ana.launch.locator("#trouble")).to_contain_text("The platform does not answer")
    ana.does(**through())
    expect(ana.launch.locator("#far")).to_contain_text("2 of 2 steps worked through")
    cmi = device_again(ana)
    assert cmi["core"]["lesson_status"] == "completed"


def device_again(learner: Learner) -> dict[str, Any]:
    """The same device, when the platform answers again."""
    learner.opens(agrees=None)
    learner.answers("Yes, they are mine")
    learner.answers("Yes, it may")
    learner.is_launched()
    return learner.heard("cmi.core.lesson_status === 'completed'")


def test_a_platform_that_keeps_nothing_is_named_until_it_does(device):
    ana = device()
    page = ana.opens("commits")
    ana.does(**through())
    expect(ana.launch.locator("#trouble")).to_contain_text("did not take everything")
    page.evaluate("window.takes = true")
    ana.does(chapters__start={"seconds": 5})
    ana.launch.get_by_role("button", name="Save and close").click()
    expect(ana.launch.locator("#closed")).to_contain_text("Saved.")
    kept = json.loads(ana.launch.evaluate("localStorage.getItem('tertulia:progress')"))
    assert kept["exercises/one"] == {"done": DAY}


def test_without_a_platform_it_is_an_ordinary_site(device):
    ana = device()
    ana.page = ana.context.new_page()
    ana.page.goto(f"{ana.address}/course/launch.html")
    ana.is_launched()
    ana.does(**through())
    expect(ana.launch.locator("#far")).to_contain_text("2 of 2")
    expect(ana.launch.locator("#finish")).to_be_hidden()
    ana.launch.locator("summary").click()
    expect(ana.launch.locator("#kept")).to_contain_text("no learning platform around this page")
    assert ana.course.locator("a", has_text="out").count() == 1
    with ana.context.expect_page() as beside:
        ana.course.get_by_text("out", exact=True).click()
    assert beside.value != ana.page


def test_a_platform_in_the_window_that_opened_this_one_is_found(device):
    ana = device()
    ana.page = ana.context.new_page()
    ana.page.goto(f"{ana.address}/platform.html")
    with ana.page.expect_popup() as opened:
        ana.page.evaluate("document.getElementById('player').remove(); open('/course/launch.html')")
    opened.value.get_by_role("button", name="Yes, it may").click()
    ana.page.wait_for_function("kept.length && kept.at(-1)[1].core.lesson_status === 'incomplete'")


# ---- one computer, two learners ------------------------------------------------------------------------------------


def test_two_learners_on_one_computer_see_their_own_and_lose_nothing(device):
    both = device()
    both.opens(id="ana")
    both.does(**through())
    both.keeps(plan=plan(), firm=FIRM, how_to={"advert": "Pan"})
    both.course.evaluate("keep.word('mode', 'dark')")
    both.finishes()
    both.opens(id="luis / ñ")
    assert both.kept("plan") is None
    assert both.course.evaluate("keep.names()") == ["mode"]
    expect(both.launch.locator("#far")).to_have_text("0 of 2 steps worked through")
    both.does(chapters__plan={"read": DAY})
    cmi = both.finishes()
    assert unpacked(cmi) == {"progress": {"chapters/plan": {"read": DAY}}}
    both.opens(agrees=None, id="ana")
    both.is_launched()
    assert (both.kept("plan"), both.kept("firm"), both.kept("how_to")) == (plan(), FIRM, {"advert": "Pan"})
    assert set(both.kept("progress")) == {page.replace("__", "/") for page in through()}
    both.opens(agrees=None, id="luis / ñ")
    both.is_launched()
    assert both.kept("progress") == {"chapters/plan": {"read": DAY}}


def test_notes_of_nobody_are_put_aside_unless_they_are_the_learners(device):
    ana = device()
    ana.page = ana.context.new_page()
    ana.page.goto(f"{ana.address}/course/launch.html")
    ana.is_launched()
    ana.keeps(plan=plan())
    ana.opens(agrees=None)
    ana.answers("No, put them aside")
    ana.answers("Yes, it may")
    ana.is_launched()
    assert ana.kept("plan") is None
    assert json.loads(ana.course.evaluate("localStorage.getItem('scorm/tertulia::plan')")) == plan()


def test_where_there_is_no_room_to_keep_two_apart_nothing_is_shown_and_nothing_lost(device):
    both = device()
    both.opens(id="ana")
    both.keeps(plan=plan())
    both.finishes()
    both.page.add_init_script(
        """const put = Storage.prototype.setItem;
        Storage.prototype.setItem = function (name, text) {
          if (name.startsWith("scorm/tertulia:ana:")) throw new DOMException("", "QuotaExceededError");
          put.call(this, name, text);
        };
        window.TOLD = { id: "luis" };"""
    )
    both.page.goto(f"{both.address}/platform.html")
    expect(both.launch.locator("#closed")).to_contain_text("no room left")
    assert both.launch.locator("#course").count() == 0
    assert json.loads(both.launch.evaluate("localStorage.getItem('tertulia:plan')")) == plan()


def test_a_window_left_open_by_the_first_learner_closes_when_the_second_comes(device):
    both = device()
    both.opens(id="ana")
    first = both.launch
    both.does(chapters__plan={"read": DAY})
    both.opens(id="luis")
    expect(first.locator("#closed")).to_contain_text("Somebody else has opened the course")
    assert first.locator("#course").count() == 0


# ---- looked at -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_page_around_is_for_everybody(device, axe, small, width, scheme):
    ana = device(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = ana.page = ana.context.new_page()
    page.goto(f"{ana.address}/course/launch.html")
    ana.is_launched()
    assert axe(page) == []
    assert small(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


# ---- the course itself ---------------------------------------------------------------------------------------------


def test_the_real_course_comes_alive_in_a_platform_and_its_plan_goes_along(site, folder, device, tmp_path):
    package = scorm.wrap(
        site,
        tmp_path / "package.zip",
        language="en",
        key="tertulia",
        title="Tertulia",
        storage="tertulia:",
        version="",
        mastery=None,
    )
    made_site.unpack(package, folder / "real")
    assert dead_links(folder / "real") == []
    (folder / "platformreal.html").write_text(PLATFORM % ("", "/real"), encoding="utf-8")
    ana = device(viewport={"width": 1280, "height": 900})
    ana.opens("real", agrees=None)
    ana.launch.locator("#question .tt-btn--line").first.click()
    ana.is_launched()
    ana.keeps(plan=plan())
    ana.course.goto(f"{ana.address}/real/en/exercises/plan/plan_review.html")
    cmi = ana.heard("cmi.suspend_data && cmi.core.lesson_location === 'exercises/plan/plan_review'")
    assert unpacked(cmi)["plan"] == plan()
    away = device(viewport={"width": 1280, "height": 900})
    away.opens("real", agrees=None, cmi=cmi)
    away.is_launched()
    away.course.locator("html[data-live=ready]").wait_for(state="attached")
    expect(away.course.locator("live-until")).to_have_count(0)
    expect(away.course.locator(".live-outputs").first).to_contain_text("Marisol")


def dead_links(course: Path) -> list[str]:
    """Addresses in the pages that lead to no file of the package."""
    dead = []
    for page in course.rglob("*.html"):
        for address in re.findall(r"(?:href|src)=\"?([^\" >#?]+)", page.read_text(encoding="utf-8")):
            if re.match(r"[a-z]+:", address):
                continue
            to = (page.parent / address).resolve()
            if not to.is_file() or not to.is_relative_to(course.resolve()):
                dead.append(f"{page.relative_to(course)}: {address}")
    return dead
