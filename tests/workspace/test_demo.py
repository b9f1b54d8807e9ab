"""The demo is loaded once for the module: it takes seconds. Each test works in a
savepoint on top of it."""

import csv
import json
import re
from collections import Counter
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from catalogue.actions import load_catalogue
from catalogue.models import State, Term
from comments.models import Thread
from comments.queries import waiting_for
from consultations.models import Code, Finding, Route, Tabled
from consultations.room_results import by_region, said_to
from core.translations import BlockState
from factsheets import content, pdf
from factsheets.models import Ask, Factsheet, Rendition
from groups.models import Group, Membership
from proposals.models import FindingLink, Proposal
from recommendations.keys import normalised
from recommendations.models import ImportBatch, Position, Recommendation
from reviews.models import Review, Role
from submissions import documents, store
from submissions.models import Citation, Section, Submission, Suggestion, Text
from tests.factories import ReviewFactory, UserFactory
from workspace.coverage import coverage_of
from workspace.demo import datafiles
from workspace.demo.cast import DOMAIN, email_of
from workspace.demo.loading import CannotLoadDemo, load_demo
from workspace.models import Packet

RECORD = (
    Path(__file__).parents[3]
    / "shared/data/kyrgyzstan/tidy/kgz_cycle1_upr_info_tidy.csv"
)
ADDRESS = "https://review.example.org/f/6f1f9a52-7a52-4c39-9a0e-1f5c2c9d7b10/"
LANGUAGES = ("en", "ru", "ky")


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        load_catalogue()
        yield load_demo(at=timezone.now())
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db):
    return loaded


@pytest.fixture
def women(demo):
    return Group.objects.get(name_en="Protection from domestic violence")


def rows_everywhere():
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.managed
    }


# Where it may be loaded


def test_load_demo_asks_for_the_catalogue_first(db):
    """Stands before the tests for which the module is loaded."""
    with pytest.raises(CannotLoadDemo, match="load_catalogue"):
        load_demo(at=timezone.now())


def test_load_demo_refuses_a_database_with_a_real_person(db):
    UserFactory(email="somebody@coalition.org")

    with pytest.raises(CannotLoadDemo, match="real people"):
        load_demo(at=timezone.now())

    assert not Review.objects.exists()


def test_load_demo_refuses_a_database_with_a_real_review(db):
    ReviewFactory(is_demo=False)

    with pytest.raises(CannotLoadDemo, match="real people or reviews"):
        load_demo(at=timezone.now())


def test_load_demo_refuses_when_somebody_real_has_joined_since(demo):
    UserFactory(email="somebody@coalition.org")

    with pytest.raises(CannotLoadDemo):
        load_demo(at=timezone.now())


def test_load_demo_again_changes_nothing(demo):
    before = rows_everywhere()

    again = load_demo(at=timezone.now())

    assert again.counts == {}
    assert again.accounts == demo.accounts
    assert rows_everywhere() == before


# What the command says


def test_command_ends_with_one_line_of_json(demo):
    said = StringIO()

    call_command("load_demo", "--json", stdout=said)

    *_before, last = said.getvalue().splitlines()
    assert json.loads(last) == {"accounts": demo.accounts, "try": demo.tries}


def test_command_prints_every_account(demo):
    said = StringIO()

    call_command("load_demo", stdout=said)

    for account in demo.accounts:
        assert account["email"] in said.getvalue()


def test_command_refuses_in_one_sentence(db):
    UserFactory(email="somebody@coalition.org")

    with pytest.raises(CommandError) as refusal:
        call_command("load_demo")

    assert str(refusal.value).count(".") == 1
    assert refusal.value.returncode == 1


# Who is in it


def test_every_printed_account_can_sign_in(demo):
    for account in demo.accounts:
        email, password = account["email"], account["password"]
        assert len(password) >= 12
        assert authenticate(username=email, password=password), email


def test_there_is_somebody_in_every_role(demo):
    assert {*Role.objects.values_list("role", flat=True)} >= {
        "coordinator",
        "adviser",
        "facilitator",
        "member",
        "institution",
    }
    assert {*Membership.objects.values_list("role", flat=True)} == {
        *Membership.Role.values
    }


def test_nobody_in_it_can_receive_a_letter(demo):
    emails = User.objects.values_list("email", flat=True)
    assert all(email.endswith(f"@{DOMAIN}") for email in emails)
    assert DOMAIN.endswith(".example")


def test_review_is_public_and_says_that_it_is_a_demo(demo):
    review = Review.objects.get()

    assert review.is_demo
    assert review.is_public
    assert (review.state.iso3, review.cycle, review.session) == ("KGZ", 4, 49)


def test_confidential_group_is_closed_to_the_coordinator(demo):
    coordinator = User.objects.get(email=f"coordinator@{DOMAIN}")

    group = Group.objects.visible_to(coordinator).get(is_confidential=True)

    assert group.name.text == "Fifth group"
    assert not Group.objects.open_to(coordinator).filter(pk=group.pk).exists()


# The record


def test_demonstration_wording_is_in_no_count(demo):
    batch = ImportBatch.objects.get()

    assert batch.is_demonstration
    assert batch.rows == len(datafiles.recommendations())
    assert not Recommendation.objects.of_record().exists()


def test_demonstration_wording_hides_behind_the_real_record(demo):
    kyrgyzstan = State.objects.get(iso3="KGZ")
    assert Recommendation.objects.pickable_to(kyrgyzstan).count() == len(
        datafiles.recommendations()
    )

    real = Recommendation.objects.create(
        state=kyrgyzstan, session=8, cycle=1, wording_en="Something real"
    )

    assert [*Recommendation.objects.pickable_to(kyrgyzstan)] == [real]


def test_every_recommendation_is_worded_once_in_every_language():
    rows = datafiles.recommendations()

    for language in LANGUAGES:
        wordings = Counter(normalised(row[f"wording_{language}"]) for row in rows)
        assert wordings.most_common(1)[0][1] == 1
        assert "" not in wordings


needs_record = pytest.mark.skipif(
    not RECORD.exists(), reason="the record is not beside this clone (../shared/data)"
)


def rows_of_record():
    with RECORD.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@needs_record
def test_who_asked_and_what_was_answered_is_as_in_the_record(demo):
    positions = {"Accepted": "supported", "Noted": "noted"}
    resolve = Term.objects.of("upr-info-issues").resolver()
    record = Counter(
        (
            row["rs_iso3"],
            positions[row["response"]],
            row["action_category"],
            frozenset(resolve(issue).key for issue in row["issues"].split("|")),
        )
        for row in rows_of_record()
    )

    shown = Counter(
        (
            row["made_by"],
            row["position"],
            row["action_category"],
            frozenset(row["issues"].split("|")),
        )
        for row in datafiles.recommendations()
    )

    assert shown <= record
    assert {*Position.objects.values_list("kind", flat=True)} == {"supported", "noted"}


@needs_record
def test_no_wording_is_that_of_the_record():
    theirs = {normalised(row["recommendation"]) for row in rows_of_record()}

    ours = {normalised(row["wording_en"]) for row in datafiles.recommendations()}

    assert ours.isdisjoint(theirs)


# What groups ask, and their pages


def test_every_proposal_is_worded_in_every_language(demo):
    for proposal in Proposal.objects.all():
        assert all(getattr(proposal, f"wording_{code}") for code in LANGUAGES)


def test_open_groups_have_proposals_of_every_kind(demo):
    for group in Group.objects.filter(kind="thematic", is_confidential=False):
        assert group.proposals.filter(status="draft").exists()
        assert group.proposals.adopted_or_agreed().exists()
    assert Proposal.objects.filter(status="adopted").exists()
    assert Proposal.objects.filter(kind="question").exists()


def test_newcomer_finds_agreed_asks_that_no_page_shows_yet(demo, women):
    shown = Ask.objects.values("proposal")

    free = women.proposals.adopted_or_agreed().exclude(pk__in=shown)

    assert free.filter(kind="recommendation").count() >= 2
    assert women.factsheets.filter(status="published").exists()


def test_factsheets_stand_at_every_stage_in_different_groups(demo):
    assert Counter(Factsheet.objects.values_list("status", flat=True)) == {
        "published": 2,
        "review": 1,
        "draft": 1,
    }
    assert Factsheet.objects.values("group").distinct().count() == 4


def test_published_pages_are_complete_and_agreed_in_every_language(demo):
    for factsheet in Factsheet.objects.public():
        for language in {*LANGUAGES} - {factsheet.source_language}:
            states = {block.state for block in factsheet.blocks(language)}
            assert states == {BlockState.AGREED}
        for page in factsheet.editions.get().content.values():
            assert all(ask["text"] for ask in page["asks"])
    orders = Rendition.objects.values_list("languages", flat=True)
    assert Counter(orders) == dict.fromkeys(Rendition.SETS, 2)


def test_page_in_review_is_stale_in_english_and_complete_in_russian(demo):
    factsheet = Factsheet.objects.get(status="review")

    assert factsheet.source_language == "ru"
    stale = {
        block.key for block in factsheet.blocks("en") if block.state == BlockState.STALE
    }
    assert stale == {"key_message", "challenges"}
    assert factsheet.languages() == ["en", "ru"]


def test_draft_has_only_its_first_words(demo):
    factsheet = Factsheet.objects.get(status="draft")

    filled = {
        (key, language)
        for key in Factsheet.TEXTS
        for language in LANGUAGES
        if factsheet.text_of(key, language)
    }
    assert filled == {("title", "ru"), ("key_message", "ru")}


def test_every_page_fits_its_side_with_its_code(demo):
    sides = [
        replace(content.facts_in(edition, language), address=ADDRESS)
        for factsheet in Factsheet.objects.public()
        for edition in factsheet.editions.all()
        for language in edition.languages
    ]
    in_review = Factsheet.objects.get(status="review")
    sides += [
        replace(
            content.facts_of(in_review, code, on=timezone.localdate()), address=ADDRESS
        )
        for code in in_review.languages()
    ]
    assert len(sides) == 8

    for side in sides:
        drawn = pdf.render([side])
        assert (drawn.overflow, drawn.unprintable, drawn.pages) == ((), "", 1)
        assert side.is_sample


# Their submission


@pytest.fixture
def together(demo):
    return Submission.objects.get(stage="drafting")


def test_submission_is_written_by_three_groups_one_of_them_closed(demo, together):
    groups = list(together.groups.all())

    assert len(groups) == 3
    assert [group.is_confidential for group in groups].count(True) == 1
    coordinator = User.objects.get(email=f"coordinator@{DOMAIN}")
    assert together in Submission.objects.open_to(coordinator)


def test_submission_stands_at_every_stage(demo, together):
    found = Counter(together.sections.values_list("status", flat=True))

    assert set(found) == set(Section.Status.values)
    assert found["agreed"] == 1


def test_submission_is_written_in_both_languages(demo, together):
    texts = Text.objects.filter(section__submission=together)
    words = {
        language: sum(text.word_count for text in texts if text.language == language)
        for language in ("ru", "en")
    }

    assert words["ru"] > words["en"] > 200
    for text in texts:
        kept = documents.document_of(store.load(text.pk).doc())
        assert documents.plain(kept) == text.plain  # the copy is that of the document
        assert text.copied == text.head


def test_submission_waits_for_decisions_and_answers(demo, together):
    waiting = Suggestion.objects.open().filter(text__section__submission=together)

    assert waiting.count() == 3
    assert all(row.inserted for row in waiting)
    assert Thread.objects.open().count() == 1


def test_submission_names_nobody_of_the_closed_group(client, demo, together):
    client.force_login(User.objects.get(email=f"rapporteur@{DOMAIN}"))

    page = client.get(together.get_absolute_url(), {"lang": "en"}).text

    confidential = User.objects.get(email=f"confidential@{DOMAIN}")
    assert confidential.full_name not in page
    assert "Fifth group" in page
    assert "Detention" not in page


def test_a_question_waits_for_the_adviser(demo):
    adviser = User.objects.get(email="adviser@demo.example")

    [waiting] = waiting_for(adviser, at=timezone.now())

    assert not waiting.is_overdue
    assert str(waiting.name) == "How this submission was prepared"
    seen = Text.objects.visible_to(adviser).get()
    assert seen == waiting.subject
    assert seen.word_count > 20


def test_a_packet_waits_for_the_translator(demo):
    packet = Packet.objects.get()

    assert packet.reader.email == email_of("translator")
    assert packet.items.filter(state="done").count() == 1
    assert packet.items.filter(state="waiting").count() > 3


def test_what_came_in_by_phone_went_every_way(demo):
    sent = Finding.objects.exclude(link=None)

    assert sent.filter(event=None).count() == 2  # from a region
    assert {*sent.values_list("said_in", flat=True)} == {"ky", "ru"}
    assert sent.exclude(merged_into=None).get().merged_into.entered_by
    assert sent.get(enquiries__answered_at=None, enquiries__isnull=False)
    assert sent.get(routes__state="aside").routes.get().reason
    assert Code.objects.filter(finding__in=sent).count() == sent.count() == 4
    assert Finding.objects.filter(sensitivity="confidential").exists()


def test_the_printed_codes_are_followed_to_their_end(client, demo):
    """As somebody who holds nothing but the slip."""
    tried = next(line for line in demo.tries if reverse("code:page") in line)
    codes = re.findall(r"\d{4} \d{4} \d{4}", tried)
    address = re.search(r"/v/[^ ]+/", " ".join(demo.tries))[0]

    meeting, asked = (
        client.post(f"{reverse('code:page')}?lang=en", {"code": code}).text
        for code in codes
    )

    assert "asks for it on a factsheet that diplomats read, as request" in meeting
    assert "Set aside" not in meeting
    assert "writes of a submission" in meeting
    assert "A question for you" in asked
    assert client.get(address).status_code == 200


def test_six_voices_are_on_their_way(demo):
    at_hall = Finding.objects.filter(event__title__startswith="Что изменилось")
    links = FindingLink.objects.filter(finding__in=at_hall)
    cited = Citation.objects.get(finding__in=at_hall)
    states = Counter(
        Route.objects.filter(finding__in=at_hall).values_list("state", flat=True)
    )

    assert at_hall.filter(link=None).count() == 6 + 2  # live, and on the form
    assert at_hall.exclude(link=None).count() == 2
    assert all(finding.text_ky or finding.text_ru for finding in at_hall)
    assert links.count() == 3
    assert links.values("proposal").distinct().count() == 2
    assert cited.text.section.heading_en == "Right to education"
    assert states == {"taken": 4, "sent": 6, "read": 1}
    (room,) = by_region(
        Tabled.objects.select_related("event__region"),
        said_to(Tabled.objects.values_list("pk", flat=True), with_remarks=False),
    )
    assert (room.region.code, room.tally.verdict) == ("KG-N", "true")


def test_behind_every_number_of_the_map_stands_a_list_of_that_many(client, demo):
    review = Review.objects.get()
    someone = User.objects.get(email=email_of("rapporteur"))
    client.force_login(someone)
    covered = coverage_of(review, user=someone, group_id=None)
    cells = [
        cell
        for table in (covered.by_region, covered.by_group)
        for row in table.rows
        for cell in (row.total, *row.cells)
        if cell.count
    ]

    assert len(cells) > 5
    for cell in cells:
        assert client.get(cell.url).context["page"].paginator.count == cell.count
