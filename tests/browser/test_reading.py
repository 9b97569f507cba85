"""What a reader does on a page, mostly with the keyboard."""

from __future__ import annotations

from tertulia.language import _, speak

CHAPTER = "en/chapters/strategy.html"


def test_the_first_tab_skips_to_the_text(visit):
    page = visit().open(CHAPTER)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_language_switch_leads_to_the_same_page_and_is_remembered(visit):
    page = visit().open("en/exercises/strategy/network_picker.html")
    page.get_by_role("link", name="Español").click()
    page.wait_for_url("**/es/exercises/strategy/network_picker.html")
    assert page.evaluate("document.documentElement.lang") == "es"
    page.goto(page.url.split("/es/")[0] + "/")
    page.wait_for_url("**/es/chapters/index.html")


def test_the_first_page_asks_the_browser_for_its_language(visit):
    for locale, language in (("es-ES", "es"), ("en-GB", "en"), ("fr-FR", "en"), ("es-MX", "es")):
        page = visit(locale=locale).open("")
        page.wait_for_url(f"**/{language}/chapters/index.html")


def test_the_first_page_has_links_without_a_script(visit):
    opened = visit(java_script_enabled=False)
    opened.page.goto(f"{opened.address}/")
    assert [link.inner_text() for link in opened.page.get_by_role("link").all()] == ["English", "Español"]


def test_a_question_is_answered_with_the_keyboard(visit):
    page = visit().open(CHAPTER)
    quiz = page.locator(".tt-quiz").first
    assert quiz.locator(".tt-says").is_hidden()
    places = [box.get_attribute("value") for box in quiz.locator("input").all()]
    quiz.locator("input").first.focus()
    page.keyboard.press("Space")
    first = quiz.locator(f'.tt-says > [data-answer="{places[0]}"]')
    assert first.is_visible()
    assert quiz.locator("[role=status]").inner_text().split() == first.inner_text().split()
    page.keyboard.press("ArrowDown")
    second = quiz.locator(f'.tt-says > [data-answer="{places[1]}"]')
    assert second.is_visible()
    assert first.is_hidden()
    assert quiz.locator("[role=status]").inner_text().split() == second.inner_text().split()


def test_a_chosen_answer_is_not_among_the_others(visit):
    page = visit().open(CHAPTER)
    quiz = page.locator(".tt-quiz").first
    quiz.locator("label:has([value='2'])").click()
    quiz.locator("summary").click()
    shown = [place for place in (1, 2, 3) if quiz.locator(f'.tt-others [data-answer="{place}"]').is_visible()]
    assert shown == [1, 3]


def test_a_question_works_without_scripts(visit):
    opened = visit(java_script_enabled=False)
    opened.page.goto(f"{opened.address}/{CHAPTER}")
    quiz = opened.page.locator(".tt-quiz").first
    quiz.locator("label").nth(1).click()
    assert quiz.locator('.tt-says > [data-answer="2"]').is_visible()


def test_ticks_and_answers_survive_a_reload_and_a_change_of_language(visit):
    page = visit().open(CHAPTER)
    page.locator(".tt-monday input").nth(1).check()
    answer = page.locator(".tt-quiz").first.locator("input[value='3']")
    answer.check()
    page.reload()
    assert [box.is_checked() for box in page.locator(".tt-monday input").all()][:3] == [False, True, False]
    assert answer.is_checked()
    page.get_by_role("link", name="Español").click()
    page.wait_for_url("**/es/**")
    assert [box.is_checked() for box in page.locator(".tt-monday input").all()][:3] == [False, True, False]
    assert answer.is_checked()
    page.locator(".tt-monday input").nth(1).uncheck()
    page.reload()
    assert not page.locator(".tt-monday input").nth(1).is_checked()


def test_the_steps_open_and_close_with_the_keyboard_on_a_phone(visit):
    page = visit(390).open(CHAPTER)
    steps = page.locator("#steps")
    assert steps.is_hidden()
    button = page.get_by_role("button", name="Steps")
    button.focus()
    page.keyboard.press("Enter")
    assert steps.is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#steps') !== null")
    page.keyboard.press("Escape")
    assert steps.is_hidden()
    assert page.evaluate("document.activeElement.matches('.sidebar-toggle')")


def test_the_search_finds_and_says_so_in_the_language_of_the_page(visit):
    for language, word in (("en", "bakery"), ("es", "Marisol")):
        speak(language)
        said = _("Pages found: {n}")
        speak("en")
        page = visit().open(f"{language}/search.html?q={word}")
        page.locator(".tt-hits ol li a").first.wait_for()
        page.locator(".tt-hits [role=status]", has_text=said.partition("{")[0]).wait_for()


def test_the_page_prints_without_what_only_a_screen_can_do(visit):
    page = visit().open(CHAPTER)
    page.emulate_media(media="print")
    for gone in ("#steps", ".bd-header-article", ".tt-toc", ".prev-next-footer"):
        assert page.locator(gone).is_hidden(), gone
    assert page.locator("h1").is_visible()
    assert page.locator(".tt-quiz label").first.is_visible()


def test_paper_is_light_also_when_the_screen_is_dark(visit):
    page = visit(scheme="dark").open(CHAPTER)
    theme = "document.documentElement.dataset.theme"
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(theme) == "light"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(theme) == "dark"


def test_the_fonts_are_ours(visit):
    page = visit().open(CHAPTER)
    loaded = page.evaluate("[...document.fonts].filter((font) => font.status === 'loaded').map((font) => font.family)")
    assert {family.strip('"') for family in loaded} == {"Alegreya", "Source Sans 3"}
