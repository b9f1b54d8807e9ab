"""A drafter's account in wrong hands: updates that no editor writes. They are not
taken; and where one lies in the log all the same, every page answers and the way
out, removing the history, is open."""

import json
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from pycrdt import Doc

from accounts.models import Opening
from audit.models import Entry
from comments import actions as comments
from groups.queries import trail_visible_to
from submissions import arranging, copying, purging, store, suggesting, ydoc
from submissions.models import Suggestion, Text, Update
from tests.factories import GroupFactory, MembershipFactory, RoleFactory, UserFactory
from tests.factories.submissions import SectionFactory, SubmissionFactory, text_of
from tests.submissions.scribe import written
from tests.submissions.test_sync import group, scribe_of, signed_in, text  # noqa: F401

pytestmark = pytest.mark.django_db

# Hand-made updates (format V1), a few bytes each.
UPDATES = {
    "a client no browser can count to": "AQH//////////w8ABwELcHJvc2VtaXJyb3IDCXBhcmFncmFwaAA=",
    "a value no browser can count to": "AQIFAAcBC3Byb3NlbWlycm9yAwdoZWFkaW5nKAAFAAVsZXZlbAF9v/////////8fAA==",
    "a big integer": "AQIFAAcBC3Byb3NlbWlycm9yAwdoZWFkaW5nKAAFAAVsZXZlbAF6AAAAAAAAAAMA",
    "no number": "AQIFAAcBC3Byb3NlbWlycm9yAwdoZWFkaW5nKAAFAAVsZXZlbAF7f/gAAAAAAAAA",
    "a span without end": "AQQFAAcBC3Byb3NlbWlycm9yAwV0YWJsZQcABQADCXRhYmxlX3JvdwcABQEDCnRhYmxlX2NlbGwoAAUCB2NvbHNwYW4Be0HNzWUAAAAAAA==",
    "a node among letters": "AQMFAAcBC3Byb3NlbWlycm9yAwlwYXJhZ3JhcGgHAAUABgcABQEDBGNpdGUA",
    "letters in the root": "AQEFAAQBC3Byb3NlbWlycm9yBWhlbGxvAA==",
    "letters in a node": "AQIFAAcBC3Byb3NlbWlycm9yAwlwYXJhZ3JhcGgEAAUABWhlbGxvAA==",
    "a value in the root": "AQEFAAgBC3Byb3NlbWlycm9yAXgA",
    "a text in the root": "AQIFAAcBC3Byb3NlbWlycm9yBgQABQAFbG9vc2UA",
    "a node as an attribute": "AQIFAAcBC3Byb3NlbWlycm9yAwlwYXJhZ3JhcGgnAAUAAmlkAwlwYXJhZ3JhcGgA",
    "letters as an attribute": "AQIFAAcBC3Byb3NlbWlycm9yAwlwYXJhZ3JhcGgkAAUAAmlkC2J4eHh4eHh4eHh4AA==",
    "an id without end": "AQQFAAcBC3Byb3NlbWlycm9yAwlwYXJhZ3JhcGgoAAUAAmlkAXc8YmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiBwAFAAYEAAUCBWhlbGxvAA==",
    "a level in words": "AQIFAAcBC3Byb3NlbWlycm9yAwdoZWFkaW5nKAAFAAVsZXZlbAF3BjE+PGltZwA=",
    "an attribute of the root": "AQEFACgBC3Byb3NlbWlycm9yAmlkAXcBeAA=",
    "an attribute of letters": "AQMFAAcBC3Byb3NlbWlycm9yAwlwYXJhZ3JhcGgHAAUABigABQECaWQBdwF4AA==",
}


def nested(depth):
    node = ydoc.paragraph("deep")
    for _turn in range(depth):
        node = {"type": "blockquote", "attrs": {"id": None}, "content": [node]}
    doc = Doc()
    ydoc.append(store.fragment(doc), [node])
    return doc.get_update()


@pytest.mark.parametrize("name", UPDATES)
def test_what_no_editor_writes_is_not_taken(text, group, name):  # noqa: F811
    scribe = scribe_of(text, group)

    answer = scribe.sync(update=UPDATES[name])

    assert answer.status_code in {409, 422}
    assert not Update.objects.exists()


def test_nodes_in_nodes_without_end_are_not_taken(text, group):  # noqa: F811
    scribe = scribe_of(text, group)

    assert scribe.sync(update=written(nested(14))).status_code == 409
    assert scribe.sync(update=written(nested(5))).status_code == 200


@pytest.mark.parametrize(
    "name", ["a node among letters", "no number", "a node as an attribute", "deep"]
)
def test_a_spoiled_document_can_be_read_and_purged(text, group, name):  # noqa: F811
    """As if it had come past the guard."""
    import base64  # noqa: PLC0415

    scribe = scribe_of(text, group)
    scribe.write("good words")
    scribe.sync()
    raw = nested(300) if name == "deep" else base64.b64decode(UPDATES[name])
    author = Update.objects.get().author
    Update.objects.create(text=text, seq=2, data=raw, author=author, at=timezone.now())
    Text.objects.update(head=2)
    boss = MembershipFactory(group=group, role="rapporteur").user
    client, review = signed_in(boss), text.section.submission.review_id

    for page in ("text", "suggestions", "versions", "purge"):
        address = reverse(f"submissions:{page}", args=[review, text.pk])
        assert client.get(address).status_code == 200
    copying.write_copy(text.pk, at=timezone.now())
    arranging.mark_ready(section_id=text.section_id, actor=boss, at=timezone.now())
    purging.purge_history(text_id=text.pk, actor=boss, at=timezone.now(), words=[])

    assert "good words" in Text.objects.get(pk=text.pk).plain
    assert not Update.objects.filter(data=raw).exists()


@pytest.mark.parametrize("state", ["/w==", "AQU=", "AQUFBQ=="])
def test_a_broken_state_is_unreadable(text, group, state):  # noqa: F811
    scribe = scribe_of(text, group)
    scribe.write("words")
    scribe.sync()

    assert scribe.sync(update=None, state=state, seq=0).status_code == 400


@pytest.mark.parametrize(
    "kind",
    ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded", ""],
)
def test_what_is_no_json_is_unreadable(text, group, kind):  # noqa: F811
    scribe = scribe_of(text, group)

    raw = json.dumps(scribe.body())
    answer = scribe.client.generic("POST", scribe.address, raw, content_type=kind)

    assert answer.status_code == 400


def mark(scribe, **marks):
    ydoc.append(scribe.root, [ydoc.paragraph("words")])
    letters = next(iter(next(iter(scribe.root.children)).children))
    letters.format(0, 5, marks)
    return scribe.sync()


@pytest.mark.parametrize("form", ["{{{}}}", "urn:uuid:{}"])
def test_a_suggestion_is_named_in_one_way_only(text, group, form):  # noqa: F811
    key = form.format(str(uuid4()).upper())

    assert mark(scribe_of(text, group), insertion={"id": key}).status_code == 409
    assert not Suggestion.objects.exists()


def test_a_modification_without_sense_is_refused_a_place_and_decided(text, group):  # noqa: F811
    key = str(uuid4())
    look = {"type": "link", "attrs": "x"}
    told = {"id": key, "type": "mark", "previousValue": look, "newValue": None}
    assert mark(scribe_of(text, group), modification=told).status_code == 200
    boss = MembershipFactory(group=group, role="rapporteur").user

    answer = signed_in(boss).post(
        reverse(
            "submissions:decide", args=[text.section.submission.review_id, text.pk]
        ),
        {"ids": key, "decision": "reject"},
    )

    assert answer.status_code == 302
    assert Suggestion.objects.get().state == "rejected"


def test_more_suggestions_than_anybody_makes_are_not_taken(text, group):  # noqa: F811
    scribe = scribe_of(text, group)
    marks = [
        {"type": "insertion", "attrs": {"id": str(uuid4())}} for _key in range(201)
    ]
    paragraph = ydoc.paragraph("")
    paragraph["content"] = [
        {"type": "text", "text": "w ", "marks": [one]} for one in marks
    ]
    ydoc.append(scribe.root, [paragraph])

    assert scribe.sync().status_code == 409


def test_the_trail_of_a_suggestion_names_nobody_of_a_closed_group(group):  # noqa: F811
    closed = GroupFactory(review=group.review, confidential=True)
    submission = SubmissionFactory(review=group.review, groups=[group, closed])
    joint = text_of(SectionFactory(submission=submission, group=group))
    who = MembershipFactory(group=closed, role="reader").user
    others = [
        RoleFactory(review=group.review, role="coordinator").user,
        MembershipFactory(group=group, role="rapporteur").user,
    ]

    suggesting.suggest_paragraph(
        text_id=joint.pk, after="", words="words", author=who, at=timezone.now()
    )

    entry = Entry.objects.get(verb="suggestion.made")
    assert entry.actor_id == who.pk
    for other in others:
        assert not trail_visible_to(other).filter(pk=entry.pk).exists()


def test_who_had_a_text_opened_learns_nobodys_name_and_no_talk(text, group):  # noqa: F811
    boss = MembershipFactory(
        group=group, role="rapporteur", user=UserFactory(full_name="Zarina Inside")
    ).user
    review = text.section.submission.review
    comments.open_thread(
        subject=text, review=review, body="between us", by=boss, at=timezone.now()
    )
    suggesting.suggest_paragraph(
        text_id=text.pk, after="", words="hello", author=boss, at=timezone.now()
    )
    reader = UserFactory()
    RoleFactory(review=review, role="adviser", user=reader)
    Opening.objects.create(
        subject_label="submissions.text",
        subject_id=text.pk,
        user=reader,
        level="comment",
        until=timezone.now() + timezone.timedelta(days=1),
    )

    page = signed_in(reader).get(text.get_absolute_url()).text

    assert "between us" not in page
    assert "Zarina" not in page
    assert "Rapporteur" in page


@pytest.mark.parametrize("body", ["Айгуль\nИсаева", "АЙГУЛЬ   исаева"])
def test_purged_words_stand_in_no_comment_however_written(text, group, body):  # noqa: F811
    boss = MembershipFactory(group=group, role="rapporteur").user
    scribe = scribe_of(text, group)
    scribe.write("words")
    scribe.sync()
    thread = comments.open_thread(
        subject=text,
        review=text.section.submission.review,
        body=f"Спросите {body} сами",
        by=boss,
        at=timezone.now(),
    )

    purging.purge_history(
        text_id=text.pk, actor=boss, at=timezone.now(), words=["Айгуль Исаева"]
    )

    assert thread.comments.get().body == ""


def test_a_number_of_five_thousand_digits_is_no_version(text, group):  # noqa: F811
    boss = MembershipFactory(group=group, role="rapporteur").user
    thread = comments.open_thread(
        subject=text,
        review=text.section.submission.review,
        body="x",
        by=boss,
        at=timezone.now(),
    )
    address = reverse("comments:resolve", args=[thread.review_id, thread.pk])

    answer = signed_in(boss).post(address, {"seen": "9" * 5000})

    assert answer.status_code == 302


def test_cases_are_as_small_as_an_attack_may_be():
    assert max(len(json.dumps(update)) for update in UPDATES.values()) < 200
