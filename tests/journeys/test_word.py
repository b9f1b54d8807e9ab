"""A submission goes out as a Word file, is edited there, and comes back."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.looks import keep_picture
from tests.journeys.test_deciding import begin
from tests.submissions.docx import Package
from tests.submissions.returned import behind, edited, new_paragraph
from tests.submissions.test_importing import saved, written
from tests.submissions.test_paper import words_in


@pytest.mark.parametrize(
    ("width", "language", "theme"),
    [(360, "ru", "dark"), (360, "ky", "light"), (1280, "en", "light")],
)
def test_a_word_file_goes_out_and_comes_back(
    browse, platform, tmp_path, width, language, theme
):
    place = begin(platform)
    page = browse(width=width, language=language, theme=theme, as_="rapporteur")
    page.goto(f"{place['at']}t/{place['text']}/")
    page.goto(page.locator(".crumbs li a").nth(1).get_attribute("href"))
    taking = page.locator("a[href$='/download/ru.docx']").first
    back = page.locator("a[href$='/from-word/']").get_attribute("href")
    with page.expect_download() as download:
        taking.click()
    raw = download.value.path().read_bytes()
    Package(raw).check()
    raw = behind(
        edited(raw, ("Рекомендация третьего цикла", "Рекомендация прошлого цикла")),
        "1. Защита от семейного насилия",
        new_paragraph("Районные суды переполнены."),
    )
    file = tmp_path / "submission.docx"
    file.write_bytes(raw)

    page.goto(back)
    look(page, f"from-word.{width}-{language}-{theme}")
    page.click(".thumb button.button")
    page.locator(".errors").first.wait_for()
    look(page, f"from-word-refused.{width}-{language}-{theme}")
    page.set_input_files("input[type=file]", file)
    page.click(".thumb button.button")

    page.locator("#outcome").wait_for()
    look(page, f"from-word-outcome.{width}-{language}-{theme}")
    left = page.locator(".message-careful").inner_text()  # somebody else suggests there
    assert "Рекомендация прошлого цикла" in left
    page.click("main a[href$='/suggestions/']")
    assert "Районные суды переполнены." in page.locator("main").inner_text()


@pytest.mark.parametrize(
    ("width", "language", "theme"), [(360, "ru", "dark"), (1280, "en", "light")]
)
def test_a_text_from_elsewhere_comes_in_and_the_whole_goes_out_on_paper(
    browse, platform, tmp_path, width, language, theme
):
    place = begin(platform)
    file = tmp_path / "report.docx"
    file.write_bytes(saved(written()))
    page = browse(width=width, language=language, theme=theme, as_="rapporteur")
    page.goto(f"{place['at']}t/{place['text']}/")
    submission = page.locator(".crumbs li a").nth(1).get_attribute("href")
    page.goto(submission)
    page.click("a[href$='/import/']")
    page.click(".thumb button.button")
    page.locator(".errors").first.wait_for()
    look(page, f"import-refused.{width}-{language}-{theme}")
    page.set_input_files("input[type=file]", file)
    page.check("input[name=language][value=ru]")
    page.click(".thumb button.button")
    page.locator("[name=place-1]").wait_for()
    look(page, f"import-places.{width}-{language}-{theme}")
    page.click(".thumb button.button")
    page.wait_for_url(f"**{submission}")
    look(page, f"import-done.{width}-{language}-{theme}")
    assert "Кто мы" in page.locator("main").inner_text()

    address = page.locator("a[href$='/print/ru.pdf']").get_attribute("href")
    page.goto(address)
    look(page, f"printing.{width}-{language}-{theme}")
    for _look in range(60):
        answer = page.request.get(address)
        if answer.headers["content-type"] == "application/pdf":
            break
        page.wait_for_timeout(500)
    assert answer.body().startswith(b"%PDF-")
    assert "В стране два убежища." in words_in(answer.body())


def look(page, name):
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert not page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    keep_picture(page, name)
