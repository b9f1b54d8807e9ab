"""An adviser of two reviews: at home she finds what she is asked, over both, by due
day; each opens exactly what it is about, and she answers with one press."""

import pytest

from tests.journeys.conftest import press

SECOND = """
import json
from datetime import timedelta
from django.utils import timezone
from accounts.models import User
from catalogue.models import State
from comments import feedback
from groups.models import Group, Membership
from proposals.models import Proposal
from reviews.models import Review, Role
at = timezone.now()
adviser = User.objects.create_user(
    "between@demo.example", "a long enough password 77", full_name="Between", language="en")
lead = User.objects.create_user("beside@demo.example", full_name="Beside", language="en")
review = Review.objects.create(
    state=State.objects.get(iso3="UZB"), cycle=4, coalition_name_en="The other coalition")
Role.objects.create(review=review, user=lead, role="coordinator")
group = Group.objects.create(review=review, name_en="Water")
asked, other = (
    Proposal.objects.create(
        review=review, group=group, wording_en=words, source_language="en")
    for words in ("Test every well by 2030.", "Nobody was asked about this one."))

def ask(subject, question, days, by):
    feedback.ask_adviser(
        subject=subject, actor=by, at=at,
        role=Role.objects.create(review=subject.review, user=adviser, role="adviser"),
        asked=feedback.Asked(question=question, due_on=at.date() + timedelta(days=days)))

coordinator = User.objects.get(email="coordinator@demo.example")
own = Membership.objects.get(user__email="rapporteur@demo.example").group
drafted = Proposal.objects.filter(group=own).earliest("created_at", "pk")
ask(drafted, "Is this one ask or two?", 5, coordinator)
ask(asked, "Can a State take this up?", 1, lead)
print(json.dumps({
    "home": review.get_absolute_url(), "asked": asked.get_absolute_url(),
    "other": other.get_absolute_url()}))
"""
QUESTION = "Can a State take this up?"
OF_THE_FIRST = "Is this one ask or two?"


@pytest.fixture(scope="module")
def second(platform):
    """A review of another State, in which she is asked about one proposal of two."""
    return platform.told(SECOND)


def test_an_adviser_answers_over_two_reviews_and_sees_nothing_else(browse, second):
    page = browse(width=360)
    page.goto("/accounts/login/?lang=en")
    page.fill("input[name=login]", "between@demo.example")
    page.fill("input[name=password]", "a long enough password 77")
    press(page, page.locator("main form button.button:not([type=button])"))
    page.goto(second["home"])
    said = page.inner_text("main")
    # What is asked in the other review stands here too, behind what is due first.
    assert said.index(QUESTION) < said.index(OF_THE_FIRST)

    page.click(f"a:has-text('{QUESTION}')")
    page.click("a:has-text('Read it')")
    assert "Test every well by 2030." in page.inner_text("main")
    assert page.goto(second["other"]).status == 404
    page.goto(f"{second['home']}proposals/")
    assert "Nobody was asked" not in page.content()

    page.goto(second["home"])
    page.click(f"a:has-text('{QUESTION}')")
    press(page, page.locator("button:has-text('Fine as it is')"))
    page.goto(second["home"])
    said = page.inner_text("main")
    assert QUESTION not in said
    assert OF_THE_FIRST in said
