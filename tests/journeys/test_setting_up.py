"""A coordinator sets the next cycle's review up: dates, groups with their roadmaps, and
everybody invited from one list, in less than a quarter of an hour."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import press, sign_in
from tests.journeys.looks import RULES, keep_picture
from tests.journeys.person import Person

# A review of her own, so that the demo's people see nothing of it.
BEFORE = """
import json
from accounts.models import User
from catalogue.models import State
from groups.models import Group, RoadmapItem
from reviews.models import Review, Role
lead = User.objects.create_user("opener@demo.example", "a long enough password 77",
                                full_name="Opener", language="en")
review = Review.objects.create(state=State.objects.get(iso3="KGZ"), cycle=4,
                               coalition_name_en="Coalition of ten themes")
Role.objects.create(review=review, user=lead, role="coordinator")
for number in range(10):
    group = Group.objects.create(review=review, order=number,
                                 name_en=f"Theme {number}", name_ru=f"Тема {number}")
    for step in range(4):
        RoadmapItem.objects.create(group=group, what=f"Step {step}", language="en",
                                   order=step)
print(json.dumps({"email": lead.email, "password": "a long enough password 77"}))
"""
QUARTER = 15 * 60


@pytest.fixture(scope="module")
def opener(platform):
    return platform.told(BEFORE)


def look(page, name):
    """No barrier, nothing to the side, and a picture where pictures are kept."""
    found = Axe().run(page, options={"runOnly": RULES["runOnly"]})
    assert [rule["id"] for rule in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    keep_picture(page, f"set-up-{name}")


def test_a_review_is_set_up_in_a_quarter_of_an_hour(browse, opener, record_property):
    page = browse(width=1280, bypass_csp=True)
    sign_in(page, opener)
    lead = Person(page)

    lead.go("a:has-text('The review')")
    lead.go("a:has-text('Open another review')")
    assert page.locator("[name=cycle]").input_value() == "5"
    lead.send()
    home = page.url.partition("set-up/")[0]

    lead.go("a:has-text('Plan the dates')")
    lead.go("button:has-text('Show the plan')")
    lead.go("button:has-text('Set all of them')")
    assert "dates are set" in page.inner_text("main")
    look(page, "dates")
    lead.go("main .actions a:has-text('Go on')")

    look(page, "behind")
    lead.go("button:has-text('Go on')")
    look(page, "groups")
    lead.go("button:has-text('Make these groups')")
    assert "10 groups are made" in page.inner_text("body")
    assert "40 steps" in page.inner_text("body")

    for number, field in enumerate(page.locator("[name^=group-]").all()):
        lead.type(field, f"rapporteur.{number}@example.org")
    written = ["second@example.org, coordinator", "wrong"]
    written += [f"adviser.{n}@example.org, adviser, en" for n in range(3)]
    written += [f"member.{n}@example.org, Theme {n}, ky" for n in range(10)]
    lead.type("textarea", "\n".join(written))
    lead.send()
    assert "Line 2: This is no e-mail address" in page.inner_text(".errors")
    look(page, "people-refused")
    written.remove("wrong")
    lead.click("textarea")
    lead.keys += len("wrong\n")
    page.fill("textarea", "\n".join(written))
    lead.send()
    assert "24 will be invited" in page.inner_text("main")
    look(page, "people-checked")
    lead.send("button[value=send]")

    assert page.url == home
    assert "24 invitations are on their way" in page.inner_text("body")
    assert "Set-up" not in page.inner_text("main")
    record_property("seconds to set a review up", round(lead.seconds))
    record_property("clicks", lead.clicks)
    record_property("keys", lead.keys)
    print(f"{lead.seconds:.0f} s, {lead.clicks} clicks, {lead.keys} keys")
    assert lead.seconds < QUARTER


def test_it_is_left_and_taken_up_again_on_a_phone_without_a_script(browse, opener):
    page = browse(width=360, language="ru", theme="dark", java_script_enabled=False)
    page.goto("/accounts/login/?lang=en")
    page.fill("input[name=login]", opener["email"])
    page.fill("input[name=password]", opener["password"])
    page.click("main form button.button:not([type=button])")
    page.goto("/set-up/?lang=en")
    page.select_option("[name=state]", label="Kazakhstan")
    page.fill("[name=cycle]", "4")
    press(page, page.locator("main form .actions button"))
    home = page.url.partition("set-up/")[0]
    page.click("a:has-text('Do this later')")

    page.goto(home)
    page.click("a:has-text('Set-up: 3 steps left')")
    assert page.locator("main .actions a.button").first.inner_text() == "Go on: Dates"
    page.click("button:has-text('Do not remind us any more')")

    assert page.url == home
    assert page.locator("a:has-text('Set-up')").count() == 0
