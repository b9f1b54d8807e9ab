"""The exchange over which a text is written together, asked at its address."""

import base64
import json
import os
import time
from datetime import timedelta
from random import Random
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from pycrdt import Doc, XmlElement, XmlText

from accounts.models import Opening
from groups.models import Membership
from reviews.models import Role
from submissions import copying, documents, encoding, queries, schema, store, ydoc
from submissions.models import CopyJob, Presence, Suggestion, Text, Update
from tests.factories import GroupFactory, MembershipFactory, RoleFactory, UserFactory
from tests.factories.submissions import SectionFactory, SubmissionFactory, text_of
from tests.submissions.scribe import Scribe, scribble, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(db):
    return GroupFactory()


@pytest.fixture
def text(group):
    submission = SubmissionFactory(review=group.review, groups=[group])
    return text_of(SectionFactory(submission=submission))


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def scribe_of(text, group, *, role="drafter", window="window01") -> Scribe:
    person = MembershipFactory(group=group, role=role).user
    return Scribe(signed_in(person), text, window=window)


def test_sync_keeps_what_is_sent_and_brings_what_others_wrote(text, group):
    one = scribe_of(text, group, window="window01")
    other = scribe_of(text, group, window="window02")

    one.write("В Нарыне нет убежища")
    receipt = one.sync().json()
    other.write("В Баткене тоже")
    other.sync()
    one.sync()

    assert receipt["took"] is True
    assert one.plain == other.plain
    assert set(one.plain.splitlines()) == {"В Нарыне нет убежища", "В Баткене тоже"}
    assert Text.objects.get(pk=text.pk).head == 2


def test_sync_stamps_the_author(text, group):
    scribe = scribe_of(text, group)
    scribe.write("words")
    scribe.sync()

    update = Update.objects.get()
    assert update.author.memberships.get().group == group
    assert update.seq == 1


def test_sync_with_nothing_new_loads_no_document(
    text, group, django_assert_max_num_queries, monkeypatch
):
    scribe = scribe_of(text, group)
    scribe.write("words")
    scribe.sync()
    scribe.sync()
    monkeypatch.delattr(store, "load")

    with django_assert_max_num_queries(4):
        answer = scribe.sync(here=False).json()

    assert answer["updates"] == []


def test_sync_sends_rows_rather_than_documents_to_open_browsers(
    text, group, monkeypatch
):
    one, other = scribe_of(text, group), scribe_of(text, group, window="window02")
    one.write("one")
    one.sync()
    other.sync()
    one.write("two")
    one.sync()
    monkeypatch.delattr(store, "load")

    other.sync()

    assert other.plain == one.plain


def test_sync_sends_the_difference_where_the_log_does_not_reach_back(text, group):
    one, other = scribe_of(text, group), scribe_of(text, group, window="window02")
    one.write("one")
    one.sync()
    other.sync()
    one.write("two")
    one.sync()
    later = timezone.now() + timedelta(minutes=10)
    assert store.compact(text.pk, up_to_moment=later) == 2

    other.sync()

    assert other.plain == one.plain
    assert not Update.objects.exists()


def test_a_log_compacted_since_the_row_was_read_is_no_answer(text, group):
    one = scribe_of(text, group)
    for words in ("one", "two", "three"):
        one.write(words)
        one.sync()
    read = Text.objects.get(pk=text.pk)
    store.compact(text.pk, up_to_moment=timezone.now() + timedelta(minutes=1))

    assert store.updates_after(read, 1) is None
    assert store.updates_after(Text.objects.get(pk=text.pk), 1) is None
    assert store.updates_after(read, 3) == []


@pytest.mark.parametrize("seed", range(4))
def test_texts_are_equal_whatever_people_do_while_it_is_compacted(text, group, seed):
    random = Random(seed)
    people = [scribe_of(text, group, window=f"window0{n}") for n in range(3)]
    for turn in range(12):
        person = random.choice(people)
        scribble(person.doc, random, times=4)
        if turn % 4 == 3:
            store.compact(text.pk, up_to_moment=timezone.now() + timedelta(hours=1))
        assert person.sync().status_code == 200
    for person in people * 2:
        person.sync()

    whole = store.load(text.pk).doc()
    written_by_all = documents.document_of(whole)
    assert [documents.document_of(person.doc) for person in people] == [
        written_by_all
    ] * len(people)
    row = Text.objects.get(pk=text.pk)
    assert bytes(row.state_vector) == encoding.write_state(
        encoding.read_state(whole.get_state())
    )


# Who may


@pytest.mark.parametrize(
    ("role", "language", "status", "level"),
    [
        ("rapporteur", "ru", 200, 4),
        ("drafter", "ru", 200, 4),
        ("reader", "ru", 403, 3),
        ("translator", "ru", 403, 3),
        ("translator", "en", 200, 4),
    ],
)
def test_sync_takes_updates_of_those_who_may_write(
    text, group, role, language, status, level
):
    section = text.section
    scribe = scribe_of(text_of(section, language), group, role=role)
    scribe.write("words")

    response = scribe.sync()

    assert response.status_code == status
    assert response.json()["level"] == level
    assert Update.objects.count() == (1 if status == 200 else 0)


def test_a_coordinator_writes_in_a_joint_text(text):
    role = RoleFactory(review=text.section.submission.review, role="coordinator")
    scribe = Scribe(signed_in(role.user), text)
    scribe.write("words")

    assert scribe.sync().status_code == 200


@pytest.mark.parametrize("traits", [{"confidential": True}, {"institution": True}])
def test_what_closed_groups_write_alone_is_closed_to_coordinators(group, traits):
    closed = GroupFactory(review=group.review, **traits)
    submission = SubmissionFactory(review=group.review, groups=[closed])
    text = text_of(SectionFactory(submission=submission))
    role = RoleFactory(review=group.review, role="coordinator")

    assert Scribe(signed_in(role.user), text).sync().status_code == 404


def test_a_text_is_not_there_for_other_groups_and_other_reviews(text, group):
    neighbour = MembershipFactory(group=GroupFactory(review=group.review)).user
    stranger = MembershipFactory().user

    missing = signed_in(neighbour).post(
        Scribe(None, text).address.replace(str(text.pk), str(uuid4())), {}
    )
    for person in (neighbour, stranger):
        answer = Scribe(signed_in(person), text).sync()
        assert answer.status_code == 404
        assert answer.content == missing.content


def test_signed_out_people_are_told_so_in_json(text):
    answer = Scribe(Client(), text).sync()

    assert answer.status_code == 401
    assert answer.json() == {"error": "signed_out"}


@pytest.mark.parametrize("level", ["read", "comment"])
def test_who_had_it_opened_reads_and_never_writes(text, level):
    person = UserFactory()
    RoleFactory(review=text.section.submission.review, role="adviser", user=person)
    Opening.objects.create(
        subject_label="submissions.text",
        subject_id=text.pk,
        user=person,
        level=level,
        until=timezone.now() + timedelta(days=1),
    )
    scribe = Scribe(signed_in(person), text)
    assert scribe.sync().status_code == 200

    scribe.write("words")

    assert scribe.sync().status_code == 403
    assert scribe.sync().json()["error"] == "read_only"


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("status", ["drafting", "agreed"])
def test_the_exchange_loads_a_text_as_every_page_does(text, group, language, status):
    type(text.section).objects.update(status=status)
    text = text_of(text.section, language)
    review = text.section.submission.review
    people = [MembershipFactory(group=group, role=r).user for r in Membership.Role]
    people += [RoleFactory(review=review, role=r).user for r in Role.INVITED]
    people += [MembershipFactory(group=GroupFactory(review=review)).user]
    people += [UserFactory()]

    for person in people:
        page = Text.objects.visible_to(person).for_page().filter(pk=text.pk).first()
        here = Text.objects.for_exchange(person, review=review.pk, pk=text.pk)
        assert (page and page.level) == (here and here.level)


def test_revoked_membership_ends_at_the_next_exchange(text, group):
    scribe = scribe_of(text, group)
    scribe.write("words")
    assert scribe.sync().status_code == 200

    group.memberships.all().delete()
    scribe.write("more")

    assert scribe.sync().status_code == 404
    assert Update.objects.count() == 1


def test_an_agreed_section_takes_nothing_until_it_is_reopened(text, group):
    scribe = scribe_of(text, group)
    scribe.write("words")
    type(text.section).objects.update(status="agreed")

    refused = scribe.sync()
    type(text.section).objects.update(status="drafting")

    assert (refused.status_code, refused.json()["error"]) == (403, "agreed")
    assert scribe.sync().status_code == 200


# What is refused


def test_another_schema_is_refused_and_changes_nothing(text, group):
    scribe = scribe_of(text, group)
    scribe.write("words")

    answer = scribe.sync(schema=schema.VERSION + 1)

    assert (answer.status_code, answer.json()["error"]) == (409, "schema")
    assert not Update.objects.exists()
    assert scribe.sync().status_code == 200  # the words stayed with the browser


def test_nodes_that_the_schema_does_not_know_are_refused(text, group):
    scribe = scribe_of(text, group)
    scribe.root.children.append(XmlElement("video"))

    answer = scribe.sync()

    assert (answer.status_code, answer.json()["error"]) == (409, "schema")


def test_another_epoch_is_refused(text, group):
    scribe = scribe_of(text, group)
    scribe.write("words")
    Text.objects.update(epoch=2)

    answer = scribe.sync()

    assert (answer.status_code, answer.json()["error"]) == (409, "purged")
    assert not Update.objects.exists()


def test_a_gap_is_answered_with_what_the_server_has(text, group):
    scribe = scribe_of(text, group)
    scribe.write("first")
    scribe.server_state = scribe.doc.get_state()  # as if that had been received
    scribe.write(" second", block=0)

    answer = scribe.sync()
    scribe.server_state = base64.b64decode(answer.json()["state"])

    assert (answer.status_code, answer.json()["error"]) == (409, "gap")
    assert scribe.sync().status_code == 200
    assert store.load(text.pk).doc().get_state() == scribe.doc.get_state()


def test_an_update_too_large_is_refused(text, group):
    scribe = scribe_of(text, group)
    scribe.write("я" * (schema.UPDATE_BYTES // 2 + 100))

    answer = scribe.sync()

    assert (answer.status_code, answer.json()["error"]) == (413, "too_large")
    assert not Update.objects.exists()


def test_a_text_too_long_is_refused(text, group):
    Text.objects.update(size=schema.TEXT_BYTES)
    scribe = scribe_of(text, group)
    scribe.write("words")

    answer = scribe.sync()

    assert (answer.status_code, answer.json()["error"]) == (413, "full")


def test_too_many_changes_at_once_are_refused(text, group):
    scribe = scribe_of(text, group)
    scribe.write("one")
    scribe.sync()
    just_now = timezone.now() + timedelta(seconds=30)  # however slow the machine is
    one = Update.objects.get()
    Update.objects.bulk_create(
        Update(text=text, seq=seq, data=one.data, author=one.author, at=just_now)
        for seq in range(2, schema.UPDATES_IN_TEN_SECONDS + 5)
    )
    Text.objects.update(head=schema.UPDATES_IN_TEN_SECONDS + 4)
    scribe.write("two")

    answer = scribe.sync()

    assert (answer.status_code, answer.json()["error"]) == (429, "too_often")
    Update.objects.update(at=timezone.now() - timedelta(seconds=11))
    assert scribe.sync().status_code == 200


def test_nobody_writes_under_the_number_of_somebody_elses_browser(text, group):
    one, mallory = scribe_of(text, group), scribe_of(text, group, window="window02")
    one.write("mine")
    one.sync()
    mallory.sync()
    forged = Doc(client_id=one.doc.client_id)
    forged.apply_update(mallory.doc.get_update())
    ydoc.append(store.fragment(forged), [ydoc.paragraph("not mine")])

    answer = mallory.sync(
        update=written(forged.get_update(mallory.doc.get_state())),
    )
    one.write("mine again")
    one.sync()

    assert (answer.status_code, answer.json()["error"]) == (409, "schema")
    assert one.plain == "mine\nmine again"


# Suggestions


def with_suggestion(scribe, key, words="предложенные слова"):
    ydoc.append(scribe.root, [ydoc.paragraph("")])
    paragraph = list(scribe.root.children)[-1]
    paragraph.children.append(XmlText())
    next(iter(paragraph.children)).insert(0, words, {"insertion": {"id": key}})


def test_a_suggestion_belongs_to_who_sent_its_update(text, group):
    one, other = scribe_of(text, group), scribe_of(text, group, window="window02")
    key = str(uuid4())
    with_suggestion(one, key)
    one.sync()
    with_suggestion(other, key, "under the same key")
    other.sync()

    row = Suggestion.objects.get(pk=key)
    authors = list(Update.objects.order_by("seq").values_list("author_id", flat=True))
    assert row.author_id == authors[0]
    assert row.also == [authors[1]]


@pytest.mark.parametrize("key", ["1", "", "no-uuid"])
def test_a_suggestion_without_a_proper_key_is_refused(text, group, key):
    scribe = scribe_of(text, group)
    with_suggestion(scribe, key)

    assert scribe.sync().json()["error"] == "schema"
    assert not Update.objects.exists()


def test_a_suggestion_key_of_another_text_is_refused(text, group):
    one = scribe_of(text, group)
    key = str(uuid4())
    with_suggestion(one, key)
    one.sync()
    other = scribe_of(text_of(text.section, "en"), group)
    with_suggestion(other, key)

    assert other.sync().json()["error"] == "schema"
    assert Text.objects.get(pk=other.text.pk).head == 0


# The stable copy


def test_a_change_orders_one_copy_and_the_copy_is_written(text, group):
    scribe = scribe_of(text, group)
    for word in ("Раз", " два", " три"):
        scribe.write(word, block=0 if scribe.plain else None)
        scribe.sync()
    job = CopyJob.objects.get()

    copying.write_copy(text.pk, at=timezone.now())

    copied = Text.objects.get(pk=text.pk)
    assert job.due_at > timezone.now()
    assert (copied.plain, copied.word_count, copied.copied) == ("Раз два три", 3, 3)
    assert copied.section.status == "drafting"


def test_the_copy_says_what_became_of_suggestions(text, group):
    scribe = scribe_of(text, group)
    key = str(uuid4())
    with_suggestion(scribe, key)
    scribe.sync()
    copying.write_copy(text.pk, at=timezone.now())
    seen = Suggestion.objects.get()
    del scribe.root.children[0]
    scribe.sync()
    copying.write_copy(text.pk, at=timezone.now())

    assert (seen.inserted, seen.state) == ("предложенные слова", "open")
    assert Suggestion.objects.get().state == "gone"


def test_a_copy_read_before_a_purge_is_not_written(text, group, monkeypatch):
    scribe = scribe_of(text, group)
    scribe.write("the name that must go")
    scribe.sync()
    old = store.load(text.pk)
    Text.objects.update(epoch=2)
    monkeypatch.setattr(store, "load", lambda _pk: old)

    copying.write_copy(text.pk, at=timezone.now())

    assert Text.objects.get(pk=text.pk).plain == ""


def test_what_changes_while_a_copy_is_written_orders_the_next(text, group, monkeypatch):
    scribe = scribe_of(text, group)
    scribe.write("Раз")
    scribe.sync()
    CopyJob.objects.update(state="running", claimed_until=timezone.now())
    old = store.load(text.pk)
    scribe.write(" два", block=0)
    scribe.sync()
    monkeypatch.setattr(store, "load", lambda _pk: old)

    copying.write_copy(text.pk, at=timezone.now())

    assert Text.objects.get(pk=text.pk).plain == "Раз"
    assert CopyJob.objects.filter(state="waiting").count() == 1


def test_a_copy_that_was_given_up_is_ordered_again(text, group):
    scribe = scribe_of(text, group)
    scribe.write("Раз")
    scribe.sync()
    CopyJob.objects.update(state="failed")
    for _time in range(store.COPY_ASKED_AGAIN):
        scribe.write(" два", block=0)
        scribe.sync()

    assert CopyJob.objects.filter(state="waiting").count() == 1


# Who is here


def test_the_others_are_named_and_oneself_is_not(text, group):
    one, other = scribe_of(text, group), scribe_of(text, group, window="window02")
    one.write("words")
    one.sync(block="b123")
    here = other.sync().json()["here"]

    assert [(row["block"], row["typing"]) for row in here] == [("b123", True)]
    assert one.sync().json()["here"][0]["typing"] is False


def test_the_others_are_called_as_everywhere(text, group):
    one, other = scribe_of(text, group), scribe_of(text, group, window="window02")
    one.sync()
    [present] = Presence.objects.all()
    reader = group.memberships.exclude(user=present.user).get().user

    [here] = other.sync().json()["here"]

    called = queries.names_for(
        reader, text.section.submission, people=[present.user_id]
    )
    assert here["name"] == called[present.user_id].short


def test_who_left_is_gone(text, group):
    one, other = scribe_of(text, group), scribe_of(text, group, window="window02")
    one.sync()
    one.sync(leaving=True)

    assert other.sync().json()["here"] == []
    assert Presence.objects.count() == 1


def test_members_of_a_closed_group_are_here_under_its_outside_name(group):
    closed = GroupFactory(review=group.review, confidential=True)
    submission = SubmissionFactory(review=group.review, groups=[group, closed])
    text = text_of(SectionFactory(submission=submission))
    hidden, open_one = (
        scribe_of(text, closed),
        scribe_of(text, group, window="window02"),
    )
    hidden.sync()

    here = open_one.sync().json()["here"]

    assert [row["name"] for row in here] == [closed.neutral_name_en]


# Silence


@pytest.mark.parametrize(("typed", "stays"), [(True, True), (False, False)])
def test_a_page_left_open_does_not_keep_anybody_signed_in(text, group, typed, stays):
    scribe = scribe_of(text, group)
    scribe.sync()
    session = scribe.client.session
    before = session["seen"] = int(time.time()) - settings.SESSION_QUIET_AFTER + 60
    session.save()

    scribe.sync(typed=typed)

    assert (scribe.client.session["seen"] > before) is stays


# Noise


def test_noise_never_breaks_the_address_nor_the_text(text, group):
    """The whole campaign of 3,000 bodies with `bin/test --all`."""
    times = 3000 if os.environ.get("ALL") else 300
    random = Random(20261125)
    scribe = scribe_of(text, group)
    scribe.write("Слова, которые остаются на месте")
    scribe.sync()
    ghost = scribe_of(text, group, window="ghost001")
    ghost.sync()
    ghost.write("ghost")
    good = ghost.body()
    before = Text.objects.get(pk=text.pk)
    seen = {}

    for _time in range(times):
        Update.objects.filter(seq__gt=1).delete()
        Text.objects.filter(pk=text.pk).update(
            head=before.head, state_vector=before.state_vector, size=before.size
        )
        answer = ghost.post(noisy(good, random))
        seen[answer.status_code] = seen.get(answer.status_code, 0) + 1
        whole = store.load(text.pk).doc()
        assert "Слова, которые остаются на месте" in str(store.fragment(whole))

    print(f"{times} noisy bodies: {dict(sorted(seen.items()))}")
    assert max(seen) < 500
    assert scribe.sync().status_code == 200


def noisy(good, random):
    kind = random.randrange(5)
    if kind == 0:
        raw = bytearray(json.dumps(good).encode())
        for _flip in range(random.randint(1, 6)):
            raw[random.randrange(len(raw))] = random.randrange(256)
        return bytes(raw)
    if kind == 1:
        body = dict(good)
        body[random.choice(list(body))] = random.choice(
            [None, -1, 2**70, 1.5, "x" * 50, [], {}, True, "🙂", "\x00"]
        )
        return json.dumps(body)
    update = bytearray(base64.b64decode(good["update"]))
    if kind == 2:
        del update[random.randrange(len(update)) :]
    for _flip in range(random.randint(1, 5) if kind != 4 else 0):
        if update:
            update[random.randrange(len(update))] = random.randrange(256)
    if kind == 4:
        update = bytearray(random.randbytes(random.randint(0, 300)))
    return json.dumps({**good, "update": written(bytes(update))})
