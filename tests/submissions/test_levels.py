"""What each role may do with a text: the table of docs/roles-and-permissions.md."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Opening
from submissions.models import Section, Text
from submissions.models.drafting import Level
from tests.factories import MembershipFactory, UserFactory
from tests.factories.submissions import SectionFactory, SubmissionFactory, text_of

pytestmark = pytest.mark.django_db
READ, COMMENT, SUGGEST, WRITE = Level.READ, Level.COMMENT, Level.SUGGEST, Level.WRITE

# who: (in the first language, in a translation, once agreed, decides)
TABLE = {
    "rapporteur": (WRITE, WRITE, SUGGEST, True),
    "rapporteur of the closed group": (WRITE, WRITE, SUGGEST, True),
    "coordinator": (WRITE, WRITE, SUGGEST, True),
    "drafter": (WRITE, WRITE, SUGGEST, False),
    "translator": (SUGGEST, WRITE, SUGGEST, False),
    "reader": (SUGGEST, SUGGEST, SUGGEST, False),
    "opened with comments": (COMMENT, COMMENT, COMMENT, False),
    "opened to be read": (READ, READ, READ, False),
    "opened until yesterday": None,
    "opened and withdrawn": None,
    "adviser": None,
    "facilitator": None,
    "institution": None,
    "coordinator elsewhere": None,
    "stranger": None,
    "nobody": None,
}


@pytest.fixture
def section(cast):
    joint = SubmissionFactory(
        review=cast.review, groups=[cast.first, cast.second, cast.confidential]
    )
    return SectionFactory(submission=joint)


@pytest.fixture
def people(cast, section):
    def in_first(role):
        return MembershipFactory(group=cast.first, role=role).user

    def opened(**fields):
        person = UserFactory()
        Opening.objects.create(
            subject_label="submissions.submission",
            subject_id=section.submission_id,
            user=person,
            **{"until": timezone.now() + timedelta(days=1), **fields},
        )
        return person

    return {
        "rapporteur": cast.bob,
        "rapporteur of the closed group": cast.grace,
        "coordinator": cast.alice,
        "drafter": cast.carol,
        "translator": in_first("translator"),
        "reader": in_first("reader"),
        "opened with comments": opened(level="comment"),
        "opened to be read": opened(),
        "opened until yesterday": opened(until=timezone.now() - timedelta(days=1)),
        "opened and withdrawn": opened(withdrawn_at=timezone.now()),
        "adviser": cast.eve,
        "facilitator": cast.dan,
        "institution": cast.frank,
        "coordinator elsewhere": cast.heidi,
        "stranger": cast.ivan,
        "nobody": cast.anonymous,
    }


@pytest.mark.parametrize(("who", "expected"), TABLE.items())
def test_what_a_role_may_do_with_a_text(people, section, who, expected):
    def seen(language):
        text = text_of(section, language)
        return (
            Text.objects.visible_to(people[who]).for_page().filter(pk=text.pk).first()
        )

    before = [seen("ru"), seen("en")]
    Section.objects.filter(pk=section.pk).update(status="agreed")
    after = seen("ru")

    if expected is None:
        assert [*before, after] == [None, None, None]
    else:
        found = (before[0].level, before[1].level, after.level, before[0].decides)
        assert found == expected


def test_a_coordinator_has_no_part_in_what_only_closed_groups_write(cast):
    section = SectionFactory(
        submission=SubmissionFactory(review=cast.review, groups=[cast.confidential])
    )

    assert not Text.objects.visible_to(cast.alice).exists()
    assert (
        Text.objects.visible_to(cast.grace).get(pk=text_of(section).pk).level == WRITE
    )


def test_who_left_the_group_has_no_part_any_more(cast, section):
    cast.first.memberships.filter(user=cast.bob).delete()

    assert not Text.objects.visible_to(cast.bob).exists()
