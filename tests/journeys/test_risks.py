"""A coordinator sees what is at risk, gives it to somebody, and sees it done."""

from tests.journeys.looks import keep_picture
from tests.journeys.person import Person

SEED = """
import json
from datetime import timedelta
from django.utils import timezone
from accounts.models import User
from reviews.dates import keep_date
from reviews.models import Milestone, Review
leads = User.objects.get(email="coordinator@demo.example")
helper = User.objects.get(email="facilitator@demo.example")
at = timezone.now()
milestone = keep_date(
    milestone=Milestone(
        review=Review.objects.get(is_demo=True), kind="other",
        name="Встреча с Омбудсменом", due=at + timedelta(days=9), zone="Asia/Bishkek",
    ),
    actor=leads, at=at,
)
print(json.dumps({"date": str(milestone.pk), "helper": helper.full_name}))
"""
CALLED = "Встреча с Омбудсменом"


def test_a_coordinator_sees_a_risk_gives_it_away_and_sees_it_done(browse, platform):
    made = platform.told(SEED)
    page = browse(width=1280, language="ru", as_="coordinator")
    person = Person(page)
    home = page.url
    risk = page.locator(f".risks li:has-text('{CALLED}')")
    assert risk.count() == 1
    keep_picture(page, "risk-1280-ru")

    person.go(risk.locator("a").nth(1))
    page.select_option("[name=owner]", label=made["helper"])
    person.clicks += 2  # the list and the name
    person.send()
    page.goto(home)
    assert not risk.count()

    phone = browse(width=360, language="ru", as_="facilitator")
    helper = Person(phone)
    phone.goto("/me/work/?lang=ru")
    helper.go(f"main li:has-text('{CALLED}') a")
    row = phone.locator(f"#d-{made['date']}")
    helper.go(row.locator("button"))
    assert row.locator("s").inner_text() == CALLED
    keep_picture(phone, "risk-done-360-ru")

    page.goto(f"{home}people/dates/")
    done = page.locator(f"#d-{made['date']}")
    assert made["helper"] in done.inner_text()
    assert done.locator("s").inner_text() == CALLED
    print(
        f"risk: {person.seconds:.0f} s, {person.clicks} clicks; "
        f"done: {helper.seconds:.0f} s, {helper.clicks} clicks"
    )
