"""Somebody in a village, with an old telephone, in Kyrgyz: the line breaks while she
writes; she sends later, and follows her code. And the same without scripts."""

import io
import re
from pathlib import Path

import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image

from tests.journeys.looks import ALL, IS_WHOLE, PAIR, RULES, SCREENS, keep_picture

WORDS = "Айылда акушерка жок. Төрөткө 60 чакырым жерге алып барышат."
PREPARED = "html[data-opens-without-line]"
LINK = """
import datetime as dt, json
from django.utils import timezone
from catalogue.models import Region
from consultations.link_making import make_link, make_meeting_code
from consultations.models import ContributionLink, Event
from consultations.voice_codes import shown_code
from groups.models import Membership
seat = Membership.objects.get(user__email="rapporteur@demo.example")
region = Region.objects.filter(state=seat.group.review.state).last()
event = Event.objects.create(
    review=seat.group.review, host=seat.group, title="Нарын шаарындагы жолугушуу",
    language="ky", region=region, starts_on=dt.date(2026, 3, 3),
    ends_on=dt.date(2026, 3, 3), opened_by=seat.user)
link = make_link(
    link=ContributionLink(
        review=event.review, event=event, label="Афиша на автовокзале", takes_photos=True,
        expires_at=timezone.now() + dt.timedelta(days=30)),
    groups=[seat.group], actor=seat.user, at=timezone.now())
code = make_meeting_code(event=event, actor=seat.user, at=timezone.now())
print(json.dumps({
    "address": link.secret_path(), "inside": link.get_absolute_url(),
    "review": str(event.review_id), "event": str(event.pk),
    "code": shown_code(code)["fours"]}))
"""
COUNT = """
from consultations.models import Finding, Photo
found = Finding.objects.filter(text_ky__contains=%r)
print(found.count(), Photo.objects.filter(finding__in=found).count())
"""
READ = """
from django.utils import timezone
from consultations.models import Enquiry, Finding, Route
from groups.models import Membership
seat = Membership.objects.get(user__email="rapporteur@demo.example")
finding = Finding.objects.filter(text_ky__contains=%r).get()
Route.objects.filter(finding=finding).update(state="taken", read_at=timezone.now())
Enquiry.objects.create(
    finding=finding, group=seat.group, text="Кайсы районда?", language="ky",
    asked_by=seat.user, asked_at=timezone.now())
"""


@pytest.fixture(scope="module")
def made(platform):
    return platform.told(LINK)


def arrived(platform, words) -> tuple[int, ...]:
    """How many with these words, and with how many photos."""
    said = platform.manage("shell", "-c", COUNT % words).splitlines()[-1]
    return tuple(map(int, said.split()))


def wrong_of(page) -> list[str]:
    found = Axe().run(page, options={"runOnly": RULES["runOnly"]})
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:120]}"
        for one in found.response["violations"]
    ]


@pytest.fixture
def photo(tmp_path):
    Image.effect_noise((400, 300), 40).convert("RGB").save(tmp_path / "photo.jpg")
    return tmp_path / "photo.jpg"


def test_the_line_breaks_and_nothing_is_lost(browse, platform, made, photo):
    page = browse(width=360, language="ky")
    line = page.context
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{made['address']}?lang=ky")
    page.locator(PREPARED).wait_for(state="attached")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    assert not [url for url in asked if "/fonts/" in url or platform.url not in url]
    keep_picture(page, "contribute-360-ky")

    # She writes; the line breaks; the telephone is put away and taken out again.
    page.fill("[name=text]", WORDS)
    page.locator("[data-draft]").wait_for()
    page.set_input_files("[name=photos]", photo)
    line.set_offline(True)
    page.check("[name=whom][value=women]")
    page.wait_for_timeout(500)  # the pause after which a draft is kept
    page.goto("about:blank")
    page.goto(f"{made['address']}?lang=ky")
    assert page.input_value("[name=text]") == WORDS
    assert page.is_checked("[name=whom][value=women]")
    chosen = "[name=photos]"
    assert page.eval_on_selector(chosen, "box => box.files.length") == 1
    page.click(".langs button[value=ru]")  # opens without a line in each language
    page.wait_for_url("**/?lang=ru")
    assert page.input_value("[name=text]") == WORDS
    page.click(".langs button[value=ky]")
    page.wait_for_url("**/?lang=ky")

    page.click(".thumb button")
    page.locator("[data-waiting]:visible").wait_for()
    assert page.input_value("[name=text]") == ""
    keep_picture(page, "waiting-360-ky")
    assert arrived(platform, WORDS) == (0, 0)

    line.set_offline(False)
    page.locator(".code-digits").wait_for()
    code = page.inner_text(".code-digits")
    keep_picture(page, "code-360-ky")
    assert re.fullmatch(r"\d{4} \d{4} \d{4}", code)
    assert page.locator("[data-waiting]").is_hidden()
    assert arrived(platform, WORDS) == (1, 1)
    page.reload()
    assert page.inner_text(".code-digits") == code
    assert arrived(platform, WORDS) == (1, 1)
    assert not line.cookies()
    assert wrong_of(page) == []

    follow(page, platform, code)


def follow(page, platform, code):
    """The group takes it up and asks back; she answers."""
    platform.manage("shell", "-c", READ % WORDS)
    page.goto("/k/?lang=ky")
    keep_picture(page, "code-page-360-ky")
    page.fill("[name=code]", code.replace(" ", ""))
    page.click("main button")
    page.locator(".fate").wait_for()
    assert page.locator("html").get_attribute("lang") == "ky"
    assert WORDS not in page.content()
    keep_picture(page, "fate-360-ky")
    assert wrong_of(page) == []
    page.fill("[name=answer]", "Кочкор районунда")
    page.click("main .actions button")
    page.locator("text=Кочкор районунда").wait_for()
    page.click(".langs button[lang=en]")
    page.locator("h1:has-text('What became of your words')").wait_for()
    assert not page.context.cookies()


CHOSEN = """async () => {
  const [file] = document.querySelector("[name=photos]").files;
  const picture = await createImageBitmap(file);
  const bytes = new Uint8Array(await file.arrayBuffer());
  return {
    name: file.name, size: file.size, sides: [picture.width, picture.height],
    text: new TextDecoder("latin1").decode(bytes),
  };
}"""


def test_photos_are_drawn_anew_on_the_telephone(browse, platform, made, tmp_path):
    """A photo on its side, with the place where it was taken."""
    big = tmp_path / "IMG_in_Naryn.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6  # turned
    exif[0x010E] = "canary place"
    noise = Image.effect_noise((2400, 1800), 60).convert("RGB")
    noise.save(big, exif=exif, quality=95)
    words = "Сүрөт менен"
    page = browse(width=360, language="ky")
    page.goto(f"{made['address']}?lang=ky")
    page.fill("[name=text]", words)
    page.set_input_files("[name=photos]", big)
    page.wait_for_function(
        "() => document.querySelector('[name=photos]').files[0].name === 'photo.jpg'"
    )

    chosen = page.evaluate(CHOSEN)
    assert chosen["sides"] == [1200, 1600]
    assert chosen["size"] < big.stat().st_size / 2
    assert "canary" not in chosen["text"]
    page.wait_for_timeout(2_100)  # as quick as no person is
    page.click(".thumb button")
    page.locator(".code-digits").wait_for()
    assert arrived(platform, words) == (1, 1)


def test_what_the_telephone_cannot_draw_goes_as_it_is(browse, made, tmp_path):
    odd = tmp_path / "odd.jpg"
    odd.write_bytes(b"no picture")
    page = browse(width=360, language="ky")
    page.goto(f"{made['address']}?lang=ky")
    page.set_input_files("[name=photos]", odd)
    page.wait_for_timeout(500)

    assert page.eval_on_selector("[name=photos]", "box => box.files[0].name") == (
        "odd.jpg"
    )


def test_a_shared_telephone_forgets(browse, made):
    page = browse(width=360, language="ky")
    page.goto(f"{made['address']}?lang=ky")
    page.locator(PREPARED).wait_for(state="attached")
    page.fill("[name=text]", "Муну эч ким окубасын")
    page.click("[data-forget]")
    page.locator("[data-forgotten]:visible").wait_for()

    left = page.evaluate(
        "async () => [(await indexedDB.databases()).length,"
        " (await caches.keys()).length,"
        " (await navigator.serviceWorker.getRegistrations()).length]"
    )
    assert left == [0, 0, 0]
    page.reload()
    assert page.input_value("[name=text]") == ""


def test_names_and_telephones_are_gently_pointed_at(browse, made):
    page = browse(width=360, language="ky")
    page.goto(f"{made['address']}?lang=ky")
    hint = page.locator("[data-names]")
    for words, is_seen in [
        ("В Нарыне нет врача. Жол жок", False),
        ("Айгүл Асанова айтты", True),
        ("Чалыңыз 0555 12 34 56", True),
        ("2026-жылы 60 чакырым", False),
    ]:
        page.fill("[name=text]", words)
        assert hint.is_visible() == is_seen, words


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_without_scripts_it_is_a_plain_form(browse, platform, made, language):
    page = browse(width=360, language=language, java_script_enabled=False)
    words = f"Жол жок, {language}"
    page.goto(f"{made['address']}?lang={language}")
    page.fill("[name=text]", words)
    page.click(f".langs button[value={'ru' if language == 'ky' else 'ky'}]")
    assert page.input_value("[name=text]") == words
    page.wait_for_timeout(2_100)  # as quick as no person is
    page.click(".thumb button")

    assert re.fullmatch(r"\d{4} \d{4} \d{4}", page.inner_text(".code-digits"))
    assert not page.context.cookies()


def test_a_telephone_that_reads_the_picture_of_a_code_is_shown_its_fate(browse, made):
    page = browse(width=360, language="en")
    page.goto(f"/k/#{made['code'].replace(' ', '')}")
    page.locator("h1:has-text('What became of our meeting')").wait_for()

    assert made["code"].replace(" ", "") not in page.url
    assert wrong_of(page) == []


@pytest.mark.parametrize(("width", "language", "theme"), ALL if IS_WHOLE else PAIR)
def test_every_page_is_whole_in_every_look(browse, made, width, theme, language):
    name = f"{width}-{language}-{theme}"
    page = browse(width=width, language=language, theme=theme)
    at = f"?lang={language}"
    wrong = look(
        page, {"contribute": f"{made['address']}{at}", "code": f"/k/{at}"}, name
    )
    page.fill("[name=code]", "1234 5678 9012")
    page.click("main .button")
    keep_picture(page, f"code-refused-{name}")
    page.fill("[name=code]", made["code"])
    page.click("main .button")
    page.locator(".totals, .standfirst").first.wait_for()
    keep_picture(page, f"meeting-{name}")
    wrong += wrong_of(page)

    inside = browse(width=width, language=language, theme=theme, as_="rapporteur")
    voices = f"/r/{made['review']}/voices/"
    wrong += look(
        inside,
        {
            "list": f"{voices}{at}",
            "event": f"{voices}meetings/{made['event']}/{at}",
            "link": f"{made['inside']}{at}",
            "poster": f"{made['inside']}poster/{language}/",
            "slips": f"{voices}meetings/{made['event']}/slips/{language}/",
        },
        name,
    )
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", ["en", "ru", "ky"])
def test_what_is_pinned_to_a_wall_prints_on_one_page(browse, made, language):
    page = browse(width=1280, language=language, as_="rapporteur")
    voices = f"/r/{made['review']}/voices/"
    sheets = {}
    for name, address in {
        "poster": f"{made['inside']}poster/{language}/",
        "slips": f"{voices}meetings/{made['event']}/slips/{language}/",
    }.items():
        page.goto(address)
        sheets[name] = page.pdf(prefer_css_page_size=True)
    page.goto(f"/k/?lang={language}")
    page.fill("[name=code]", made["code"])
    page.click("main .button")
    page.locator(".totals, .standfirst").first.wait_for()
    sheets["meeting"] = page.pdf(prefer_css_page_size=True)

    for name, sheet in sheets.items():
        with pikepdf.open(io.BytesIO(sheet)) as document:
            assert len(document.pages) == 1, name
        if SCREENS:
            Path(SCREENS, f"{name}-{language}.pdf").write_bytes(sheet)


def look(page, addresses, name) -> list[str]:
    wrong = []
    for what, address in addresses.items():
        assert page.goto(address).status == 200, address
        page.wait_for_load_state("networkidle")
        keep_picture(page, f"{what}-{name}")
        wrong += [f"{what} {one}" for one in wrong_of(page)]
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            wrong.append(f"{what}: {wide} px too wide")
    return wrong
