"""A rapporteur on her phone finds what is due and what waits for her, and does two
things of it."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.looks import ALL, IS_WHOLE, PAIR, keep_picture
from tests.journeys.person import Person

STEP = "Собрать подписи организаций в Баткене"
QUESTION = "Подаём общее представление или два?"
SEED = f"""
import json
from datetime import timedelta
from django.utils import timezone
from accounts.models import User
from groups import deciding, steps
from groups.models import Decision, Membership, RoadmapItem
from workspace import first_steps
at = timezone.now()
person = User.objects.get(email="rapporteur@demo.example")
seat = Membership.objects.filter(user=person, role="rapporteur").first()
step = steps.add_step(
    step=RoadmapItem(
        group=seat.group, who=person, what={STEP!r}, due_on=at.date() - timedelta(days=2)
    ),
    language="ru", actor=person, at=at,
)
decision = deciding.ask_to_decide(
    decision=Decision(
        group=seat.group, question={QUESTION!r}, options=["Общее", "Два"],
        due_on=at.date() + timedelta(days=3),
    ),
    members=[seat], language="ru", actor=person, at=at,
)
first_steps.bring_back(actor=person)
print(json.dumps({{"step": str(step.pk), "decision": str(decision.pk)}}))
"""
ASK = """
import json
from groups.models import Decision, RoadmapItem
step = RoadmapItem.objects.get(pk={step!r})
voice = Decision.objects.get(pk={decision!r}).voices.get()
print(json.dumps([step.done_by.email, voice.answer, voice.user.email]))
"""


def test_a_rapporteur_does_two_things_on_her_phone(browse, platform):
    made = platform.told(SEED)
    page = browse(width=360, language="ru", as_="rapporteur")
    person = Person(page)
    page.goto("/?lang=ru")
    person.go("main a[href$='/me/work/']")
    cards = page.locator(".cards")
    assert cards.locator("li").count() == 5
    person.go("button[value=away]")
    assert not cards.count()

    row = page.locator(f"#today li:has-text('{STEP}')")
    assert row.count() == 1
    person.go(row.locator("button"))
    assert page.url.endswith("/me/work/")
    assert not row.count()

    asked = page.locator(f"#week li:has-text('{QUESTION}') a")
    assert asked.bounding_box()["height"] >= 44
    person.go(asked)
    person.click("#id_answer label:has-text('Общее')")
    person.go("form[action$='/answer/'] button")
    page.goto("/me/work/")
    kinds = page.locator(f"#week li:has-text('{QUESTION}')").evaluate_all(
        "rows => rows.map(row => row.dataset.kind)"
    )
    assert kinds == ["decide"]  # hers, and everybody has answered

    email = platform.accounts["rapporteur"]["email"]
    assert platform.told(ASK.format(**made)) == [email, 0, email]
    print(f"my work: {person.seconds:.0f} s, {person.clicks} clicks")


@pytest.mark.parametrize("way", ALL if IS_WHOLE else PAIR)
@pytest.mark.parametrize("is_begun", [True, False])
def test_my_work_has_no_barrier(browse, platform, way, is_begun):
    width, language, theme = way
    platform.told(SEED)
    page = browse(
        width=width,
        language=language,
        theme=theme,
        as_="rapporteur" if is_begun else "adviser",
    )
    page.goto(f"/me/work/?lang={language}")

    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert not page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    keep_picture(page, f"my-work-{is_begun}.{language}-{width}-{theme}")
