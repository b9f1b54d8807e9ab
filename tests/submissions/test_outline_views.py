"""The outline as people see it and work at it. Who may come in at all is asked in
`tests/access/rows_outline.py`."""

from datetime import timedelta

import pytest
import rules
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Opening
from submissions import listing, overview
from submissions.models import Section, Submission, Suggestion
from submissions.rules import leads_submission
from tests.conftest import QUERY_BUDGET
from tests.factories import MembershipFactory
from tests.factories.submissions import (
    SectionFactory,
    SubmissionFactory,
    text_of,
    write_words,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def joint(cast):
    return SubmissionFactory(
        review=cast.review,
        groups=[cast.first, cast.second, cast.confidential],
        title_en="Together",
        word_budget=1000,
    )


@pytest.fixture
def section(cast, joint):
    made = SectionFactory(submission=joint, word_budget=100)
    write_words(text_of(made), "Some words here", author=cast.bob)
    Section.objects.filter(pk=made.pk).update(status="drafting")
    return made


def address(name, review, *ids):
    return reverse(f"submissions:{name}", args=[review.pk, *ids])


def read(client, person, where):
    client.force_login(person)
    return client.get(where)


def words_on(response):
    return " ".join(response.text.split())


def shown(client, person, submission):
    page = read(client, person, submission.get_absolute_url())
    return page.context["rows"]


# The list


def test_list_says_what_to_do_first(client, cast):
    listed = address("list", cast.review)
    start = address("start", cast.review)

    assert start in read(client, cast.bob, listed).text
    assert start not in read(client, cast.carol, listed).text
    assert "A rapporteur or a coordinator starts one" in client.get(listed).text


def test_list_names_groups_as_the_reader_may_know_them(client, cast, joint):
    listed = address("list", cast.review)
    names = {"Women’s rights", "Environment", "Equality", "The hidden theme"}
    seen = {
        name: {
            group for group in names if group in read(client, cast[name], listed).text
        }
        for name in ("bob", "grace", "eve")
    }

    assert seen == {
        "bob": {"Women’s rights", "Environment", "Equality"},
        "grace": {"Women’s rights", "Environment", "The hidden theme"},
        "eve": set(),
    }


def test_list_counts_sections_by_how_far_they_are(client, cast, joint, section):
    SectionFactory.create_batch(2, submission=joint)

    (row,) = read(client, cast.bob, address("list", cast.review)).context["rows"]

    assert [(state["mark"], state["count"]) for state in row.states] == [
        ("draft", 1),
        ("missing", 2),
    ]
    assert row.words == 3


# A new one


def begin(client, person, review, **data):
    client.force_login(person)
    data = {"title": "Вместе", "source_language": "ru", "languages": ["en"], **data}
    return client.post(address("start", review), data)


def test_start_puts_the_title_into_the_language_it_is_written_in(client, cast):
    begin(client, cast.bob, cast.review, outline="joint", groups=[cast.first.pk])

    made = Submission.objects.get()
    assert (made.title_ru, made.title_en) == ("Вместе", "")
    assert made.languages == ["en", "ru"]
    assert list(made.groups.all()) == [cast.first]
    assert made.sections.count() > 20


def test_start_asks_for_a_group_of_ones_own(client, cast):
    page = begin(client, cast.bob, cast.review, groups=[cast.second.pk])

    assert "for which you answer" in page.text
    assert not Submission.objects.exists()


def test_start_takes_no_outline_that_is_closed(client, cast):
    closed = SubmissionFactory(
        review=cast.review, groups=[cast.second], title_en="Theirs"
    )

    page = begin(
        client, cast.bob, cast.review, groups=[cast.first.pk], outline=f"s:{closed.pk}"
    )

    assert page.status_code == 200
    assert "Theirs" not in page.text
    assert Submission.objects.count() == 1


def test_start_of_an_institution_offers_its_own_outline_and_no_group(client, cast):
    form = read(client, cast.frank, address("start", cast.review)).context["form"]

    assert [key for key, _label in form.fields["outline"].choices] == [
        "institution",
        "",
    ]
    assert "groups" not in form.fields
    begin(client, cast.frank, cast.review, outline="institution")
    assert list(Submission.objects.get().groups.all()) == [cast.institution]


# The outline


def test_outline_calls_nobody_of_a_closed_group_by_name(client, cast, joint):
    SectionFactory(submission=joint, owner=cast.grace, group=cast.confidential)
    seen = {
        name: shown(client, cast[name], joint)[0].owner.full
        for name in ("alice", "bob", "carol", "grace")
    }

    assert seen == {
        "alice": "Equality",
        "bob": "Equality",
        "carol": "Equality",
        "grace": "Grace",
    }


def test_outline_says_each_name_once_and_nothing_of_nobody(client, cast, joint):
    SectionFactory(submission=joint, owner=cast.grace, group=cast.confidential)
    SectionFactory(submission=joint, owner=cast.bob, group=cast.first)
    SectionFactory(submission=joint)

    rows = shown(client, cast.carol, joint)

    assert [[str(name) for name in row.whose] for row in rows] == [
        ["Equality"],
        ["Bob", "Women’s rights"],
        [],
    ]


def test_outline_counts_words_and_what_waits(client, cast, joint, section):
    Suggestion.objects.create(
        text=text_of(section), author=cast.carol, suggested_at=timezone.now()
    )
    Suggestion.objects.create(
        text=text_of(section, "en"), author=cast.carol, suggested_at=timezone.now()
    )

    (row,) = shown(client, cast.bob, joint)

    assert (row.words, row.suggestions, row.is_over) == (3, 2, False)
    page = words_on(client.get(joint.get_absolute_url()))
    assert "3 / 100" in page
    assert "2 suggestions wait" in page
    assert "3 of 1000 words" in page or "3 of 1,000 words" in page


def test_outline_says_where_a_section_is_too_long(client, cast, joint, section):
    Section.objects.filter(pk=section.pk).update(word_budget=2)

    (row,) = shown(client, cast.bob, joint)

    assert row.is_over


def test_a_heading_over_others_waits_for_nothing(client, cast, joint):
    SectionFactory(submission=joint, order=1)
    SectionFactory(submission=joint, order=2, depth=2)

    rows = shown(client, cast.bob, joint)

    assert [(row.number, row.is_heading_only) for row in rows] == [
        ("1", True),
        ("1.1", False),
    ]
    (listed,) = client.get(address("list", cast.review)).context["rows"]
    assert listed.counts["empty"] == 1
    page = client.get(joint.get_absolute_url())
    assert [state["count"] for state in page.context["states"]] == [1]


@pytest.mark.parametrize(
    ("name", "offers"),
    [
        ("alice", {"ready", "up", "new-section"}),
        ("bob", {"ready", "up", "new-section"}),
        ("carol", {"ready"}),
        ("grace", {"ready", "up", "new-section"}),
        ("reader", set()),
    ],
)
def test_outline_offers_what_one_may_do(client, cast, joint, section, name, offers):
    reader = MembershipFactory(group=cast.first, role="reader").user
    page = read(
        client, reader if name == "reader" else cast[name], joint.get_absolute_url()
    ).text
    signs = {
        "ready": 'value="ready"',
        "agree": 'value="agreed"',
        "up": 'value="up"',
        "new-section": address("new-section", cast.review, joint.pk),
    }

    assert {offer for offer, sign in signs.items() if sign in page} == offers


def test_outline_offers_agreeing_to_those_who_may(client, cast, joint, section):
    Section.objects.filter(pk=section.pk).update(status="ready")
    seen = {
        name: 'value="agreed"'
        in read(client, cast[name], joint.get_absolute_url()).text
        for name in ("alice", "bob", "carol")
    }

    assert seen == {"alice": True, "bob": True, "carol": False}


def test_outline_of_one_text_that_was_opened_shows_that_one(client, cast, joint):
    one, other = SectionFactory.create_batch(2, submission=joint)
    write_words(text_of(other), "Not for Eve", author=cast.bob)
    Opening.objects.create(
        subject_label="submissions.text",
        subject_id=text_of(one, "en").pk,
        user=cast.eve,
        until=timezone.now() + timedelta(days=1),
    )

    (row,) = shown(client, cast.eve, joint)

    assert row.section == one
    assert [line.text.language for line in row.texts] == ["en"]
    page = client.get(joint.get_absolute_url())
    assert page.context["go_on"] is None
    assert not any(page.context["may"].values())
    assert ".docx" not in page.text
    (listed,) = client.get(address("list", cast.review)).context["rows"]
    assert (listed.words, listed.counts) == (0, {})


def go_on(client, person, submission):
    found = read(client, person, submission.get_absolute_url()).context["go_on"]
    return found and (found.kind, found.number, found.text.language)


def test_outline_leads_back_to_where_one_wrote_last(client, cast, joint, section):
    second = SectionFactory(submission=joint)
    SectionFactory(submission=joint)
    write_words(text_of(second, "en"), "Later", author=cast.bob)

    assert go_on(client, cast.bob, joint) == ("wrote", "2", "en")


def test_outline_remembers_it_when_the_log_is_gone(client, cast, joint, section):
    text = text_of(section)
    text.updates.all().delete()
    text.contributors = [cast.bob.pk]
    text.save(update_fields=["contributors"])

    assert go_on(client, cast.bob, joint) == ("wrote", "1", "ru")


def test_outline_leads_to_ones_own_section_else_to_an_empty_one(
    client, cast, joint, section
):
    SectionFactory(submission=joint)
    SectionFactory(submission=joint, owner=cast.carol)

    assert go_on(client, cast.carol, joint) == ("owns", "3", "ru")
    assert go_on(client, cast.grace, joint) == ("begin", "2", "ru")


def test_outline_leads_a_reader_nowhere(client, cast, joint, section):
    reader = MembershipFactory(group=cast.first, role="reader").user

    assert go_on(client, reader, joint) is None


# Working at it


def test_status_goes_on_and_says_so(client, cast, section):
    client.force_login(cast.carol)

    answer = client.post(
        address("status", cast.review, section.pk), {"to": "ready"}, follow=True
    )

    section.refresh_from_db()
    assert section.status == "ready"
    assert "asked to read it" in answer.text


def test_move_wants_a_direction(client, cast, section):
    client.force_login(cast.bob)
    where = address("move", cast.review, section.pk)

    assert client.post(where).status_code == 400
    assert client.post(where, {"where": "down"}).status_code == 302


def test_a_section_is_added_where_one_said(client, cast, joint):
    first, _second = SectionFactory.create_batch(2, submission=joint)
    client.force_login(cast.bob)
    client.post(
        address("new-section", cast.review, joint.pk),
        {"heading_ru": "Новый", "depth": "2", "after": str(first.pk)},
    )

    headings = [row.heading_ru for row in joint.sections.in_order()]
    assert headings[1] == "Новый"


def test_section_form_asks_only_in_the_languages_of_the_submission(
    client, cast, section
):
    page = read(client, cast.bob, address("section", cast.review, section.pk))

    assert {name for name in page.context["form"].fields if "heading" in name} == {
        "heading_en",
        "heading_ru",
    }


def test_assign_keeps_an_owner_who_may_not_be_called(client, cast, joint):
    section = SectionFactory(submission=joint, owner=cast.grace)
    where = address("section", cast.review, section.pk)
    page = read(client, cast.bob, where)
    assert "Grace" not in page.text
    assert str(cast.grace.pk) not in page.text

    client.post(
        address("assign", cast.review, section.pk),
        {"owner": "same", "group": str(cast.first.pk)},
    )

    section.refresh_from_db()
    assert (section.owner, section.group) == (cast.grace, cast.first)


def test_assign_takes_nobody_from_outside(client, cast, section):
    client.force_login(cast.bob)

    page = client.post(
        address("assign", cast.review, section.pk), {"owner": str(cast.grace.pk)}
    )

    section.refresh_from_db()
    assert page.status_code == 200
    assert section.owner is None


def test_a_rapporteur_ends_the_part_of_the_own_group_only(client, cast, joint):
    client.force_login(cast.grace)

    def end(group):
        where = address("end-group", cast.review, joint.pk, group.pk)
        return client.post(where)

    assert end(cast.first).status_code == 403
    assert end(cast.confidential).url == address("list", cast.review)
    assert set(joint.groups.all()) == {cast.first, cast.second}


def test_a_coordinator_ends_the_part_of_any(client, cast, joint):
    client.force_login(cast.alice)
    where = address("end-group", cast.review, joint.pk, cast.confidential.pk)

    assert client.post(where).url == joint.get_absolute_url()
    assert set(joint.groups.all()) == {cast.first, cast.second}


@pytest.mark.parametrize("name", ["alice", "bob", "grace"])
def test_groups_page_offers_the_way_out_as_the_rule_says(cast, joint, name):
    asked = {
        part.group: rules.has_perm("submissions.end_participation", cast[name], part)
        for part in joint.participations.all()
    }
    said = {
        partner.group: partner.may_take_out
        for partner in listing.partners_to_show(joint, user=cast[name])
    }

    assert said == asked
    assert any(said.values())


def test_groups_page_offers_no_group_of_the_other_side(client, cast, joint):
    own = SubmissionFactory(review=cast.review, groups=[cast.institution])
    page = read(client, cast.frank, address("groups", cast.review, own.pk))
    assert not page.context["others"]

    page = read(client, cast.bob, address("groups", cast.review, joint.pk))
    assert cast.institution not in page.context["others"]


def test_what_one_may_is_asked_anew_for_another_object(cast, joint):
    assert leads_submission(cast.alice, joint)
    joint.participations.exclude(group=cast.confidential).delete()

    again = Submission.objects.get(pk=joint.pk)
    assert not leads_submission(cast.alice, again)
    assert overview.permitted(cast.alice, again) == dict.fromkeys(overview.VERBS, False)


# In few queries


@pytest.fixture
def queries(client):
    def of(where):
        client.get(where)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(where).status_code == 200
        return len(asked)

    return of


@pytest.mark.parametrize("name", ["alice", "bob", "carol", "grace"])
@pytest.mark.parametrize("page", ["list", "detail", "groups", "start"])
def test_a_page_asks_as_much_for_many_rows_as_for_one(
    client, queries, cast, joint, page, name
):
    if name == "carol" and page in {"groups", "start"}:
        pytest.skip("not hers")

    def add():
        for owner, group in ((cast.bob, cast.first), (cast.grace, cast.confidential)):
            section = SectionFactory(submission=joint, owner=owner, group=group)
            write_words(text_of(section), "Some words", author=cast.carol)
            Suggestion.objects.create(
                text=text_of(section), author=owner, suggested_at=timezone.now()
            )
        SubmissionFactory(review=cast.review, groups=[cast.first, cast.second])

    ids = [joint.pk] if page in {"detail", "groups"} else []
    client.force_login(cast[name])
    add()
    one = queries(address(page, cast.review, *ids))
    add()
    add()

    assert queries(address(page, cast.review, *ids)) == one <= QUERY_BUDGET
