"""The outline as people see it and work at it."""

import pytest
from django.urls import reverse

from submissions import outlines
from submissions.models import Section, Submission
from tests.factories.submissions import SectionFactory, SubmissionFactory, text_of, write_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def joint(cast):
    return SubmissionFactory(review=cast.review, groups=[cast.first, cast.second])


def address(name, review, *ids):
    return reverse(f"submissions:{name}", args=[review.pk, *ids])


def test_pages_open(client, cast, joint):
    s = SectionFactory(submission=joint, owner=cast.bob, group=cast.first)
    client.force_login(cast.bob)
    for name, ids in [("list", ()), ("start", ()), ("detail", (joint.pk,)), ("edit", (joint.pk,)), ("groups", (joint.pk,)), ("new-section", (joint.pk,)), ("section", (s.pk,))]:
        assert client.get(address(name, cast.review, *ids)).status_code == 200, name
    assert client.get(reverse("workspace:review", args=[cast.review.pk])).status_code == 200
    assert client.get(reverse("workspace:group", args=[cast.review.pk, cast.first.pk])).status_code == 200
