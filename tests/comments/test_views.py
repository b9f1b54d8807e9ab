import json
from random import Random

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Opening
from comments import actions
from comments.models import Comment, Thread
from groups.models import Membership
from tests.factories import MembershipFactory
from tests.factories.comments import answer, link_to, say, write

pytestmark = pytest.mark.django_db

AS_SCRIPT = {"Accept": "application/json"}
ROLES = (
    *("anonymous", "ivan", "heidi", "dan", "frank", "grace", "opened to read"),
    *("opened to comment", "reader", "carol", "bob", "alice"),
)


def signed_in(person) -> Client:
    client = Client()
    if person.is_authenticated:
        client.force_login(person)
    return client


@pytest.fixture
def as_(text, cast):
    """A browser of whoever stands so to the text."""

    def browser(who):
        if who.startswith("opened"):
            level = "read" if who.endswith("read") else "comment"
            Opening.objects.create(
                subject_label="submissions.text",
                subject_id=text.pk,
                user=cast.eve,
                level=level,
                until=timezone.now() + timezone.timedelta(days=1),
            )
            return signed_in(cast.eve)
        if who == "reader":
            return signed_in(MembershipFactory(group=cast.first, role="reader").user)
        return signed_in(cast[who])

    return browser


def url(name, row):
    review = row.review_id if isinstance(row, Thread) else row.thread.review_id
    return reverse(f"comments:{name}", args=[review, row.pk])


def threads_url(text):
    return reverse(
        "submissions:threads", args=[text.section.submission.review_id, text.pk]
    )


OUTSIDE = {
    "anonymous": 302,
    "ivan": 404,
    "heidi": 404,
    "dan": 404,
    "frank": 404,
    "grace": 404,
}


@pytest.mark.parametrize("who", ROLES)
def test_who_may_read_the_threads(text, cast, as_, who):
    say(text, cast.bob)

    assert as_(who).get(threads_url(text)).status_code == OUTSIDE.get(who, 200)


@pytest.mark.parametrize("who", ROLES)
def test_who_may_begin_a_thread(text, as_, who):
    response = as_(who).post(threads_url(text), {"body": "Is it so?"})

    expected = OUTSIDE | {"opened to read": 403}
    assert response.status_code == expected.get(who, 302)
    assert Thread.objects.exists() is (who not in expected)


@pytest.mark.parametrize(
    ("name", "data", "refused"),
    [
        ("reply", {"body": "Nine."}, {"opened to read"}),
        ("assign", {"person": ""}, {"opened to read", "opened to comment"}),
        ("resolve", {}, {"opened to read", "opened to comment"}),
        ("reopen", {}, {"opened to read", "opened to comment"}),
    ],
)
@pytest.mark.parametrize("who", ROLES)
def test_who_may_do_what_to_a_thread(text, cast, as_, who, name, data, refused):
    thread = say(text, cast.bob)

    response = as_(who).post(url(name, thread), data)

    expected = OUTSIDE | dict.fromkeys(refused, 403)
    assert response.status_code == expected.get(who, 302)


def test_who_began_a_thread_may_settle_it_although_she_only_comments(text, cast, as_):
    browser = as_("opened to comment")
    thread = say(text, cast.eve)

    assert browser.post(url("resolve", thread)).status_code == 302
    thread.refresh_from_db()
    assert not thread.is_open


@pytest.mark.parametrize(
    ("who", "edits", "removes"),
    [
        ("carol", 302, 302),  # her own
        ("bob", 403, 302),  # the rapporteur decides
        ("alice", 403, 302),
        ("reader", 403, 403),
        ("opened to comment", 403, 403),
        ("ivan", 404, 404),
        ("anonymous", 302, 302),
    ],
)
def test_who_may_change_and_remove_a_comment(text, cast, as_, who, edits, removes):
    comment = say(text, cast.carol).comments.get()
    browser = as_(who)

    edited = browser.post(url("edit", comment), {"body": "Changed"})
    removed = browser.post(url("remove", comment))

    assert (edited.status_code, removed.status_code) == (edits, removes)
    comment.refresh_from_db()
    assert bool(comment.edited_at) is (who == "carol")
    assert bool(comment.removed_at) is (who in {"carol", "bob", "alice"})


def test_who_left_does_nothing_more(text, cast, as_):
    thread = say(text, cast.carol)
    browser = as_("carol")
    Membership.objects.filter(user=cast.carol).delete()

    assert browser.post(url("reply", thread), {"body": "x"}).status_code == 404


def test_a_thread_is_not_found_under_another_review(text, cast):
    thread = say(text, cast.bob)
    address = reverse("comments:reply", args=[cast.elsewhere.review_id, thread.pk])

    assert signed_in(cast.bob).post(address, {"body": "x"}).status_code == 404


def test_a_form_comes_back_to_the_thread(text, cast):
    response = signed_in(cast.bob).post(
        threads_url(text), {"body": "Is it so?", "block": "b0000000001"}
    )

    thread = Thread.objects.get()
    assert response.url == f"{text.get_absolute_url()}#c-{thread.pk}"


def test_a_script_sends_json_and_gets_the_threads_anew(text, cast):
    place = {"block": "b1", "start": "AAEC", "end": "AwQF", "quote": "nine"}

    response = signed_in(cast.bob).post(
        threads_url(text),
        json.dumps({"body": "Is it <b>so</b>?", **place}),
        content_type="application/json",
        headers=AS_SCRIPT,
    )

    thread = Thread.objects.get()
    answered = response.json()
    assert answered["thread"] == str(thread.pk)
    assert f'id="c-{thread.pk}"' in answered["html"]
    assert 'data-start="AAEC"' in answered["html"]
    assert "Is it &lt;b&gt;so&lt;/b&gt;?" in answered["html"]
    assert thread.quote == "nine"


def test_a_script_is_told_why_not(text, cast):
    thread = say(text, cast.bob)
    browser = signed_in(cast.carol)

    empty = browser.post(threads_url(text), {"body": " "}, headers=AS_SCRIPT)
    long = browser.post(url("reply", thread), {"body": "x" * 4001}, headers=AS_SCRIPT)
    stale = browser.post(url("resolve", thread), {"seen": "99"}, headers=AS_SCRIPT)

    assert [row.status_code for row in (empty, long, stale)] == [422, 422, 422]
    assert empty.json() == {"error": "refused", "sentence": "Write something."}
    assert "4001" in long.json()["sentence"]
    assert "meanwhile" in stale.json()["sentence"]


def test_a_script_that_is_signed_out_keeps_what_was_typed(text):
    response = Client().get(threads_url(text), headers=AS_SCRIPT)

    assert (response.status_code, response.json()) == (401, {"error": "signed_out"})


def test_a_refused_form_keeps_what_was_typed_and_the_place(text, cast):
    response = signed_in(cast.bob).post(
        threads_url(text), {"body": "y" * 4001, "block": "b1", "quote": "nine"}
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert "y" * 4001 in page
    assert 'name="block" value="b1"' in page


def test_a_comment_on_a_block_quotes_its_beginning(text, cast):
    blocks = write(text, "В девяти районах  из сорока", "Другое")

    signed_in(cast.bob).post(threads_url(text), {"body": "?", "block": blocks[0]})

    assert Thread.objects.get().quote == "В девяти районах из сорока"


def test_the_form_of_a_change_shows_names_and_not_marks(text, cast):
    comment = say(text, cast.bob, "@Carol look").comments.get()
    browser = signed_in(cast.bob)

    page = browser.get(url("edit", comment)).content.decode()
    browser.post(url("edit", comment), {"body": "@Carol look again"})

    assert "@Carol look</textarea>" in page
    comment.refresh_from_db()
    assert comment.body == f"@{{{cast.carol.pk}}} look again"


def test_the_fragment_offers_what_the_person_may_do(text, cast, as_):
    thread = say(text, cast.bob)
    answer(thread, cast.carol)
    settled = say(text, cast.carol, "Done")
    actions.resolve(thread=settled, actor=cast.bob, at=timezone.now())

    def offered(who):
        page = as_(who).get(threads_url(text)).content.decode()
        names = ("reply", "assign", "resolve", "reopen")
        rows = {"reopen": settled}
        return {name for name in names if url(name, rows.get(name, thread)) in page}

    assert offered("reader") == {"reply", "assign", "resolve", "reopen"}
    assert offered("opened to comment") == set()  # what members say is theirs
    Opening.objects.all().delete()
    assert offered("opened to read") == set()


def test_members_see_who_outside_reads_along(text, cast):
    opening, _token = link_to(text, label="UN adviser")
    say(text, opening)

    page = signed_in(cast.bob).get(threads_url(text)).content.decode()

    assert "“UN adviser” reads this thread by a link." in page


def test_noise_is_answered_and_never_breaks(text, cast):
    random, browser = Random(5), signed_in(cast.bob)
    thread = say(text, cast.bob)
    odd = [
        "",
        "\x00",
        "{}",
        "[]",
        "null",
        '{"body": 5}',
        "ы" * 500,
        '{"body":"\\u0000"}',
        '{"body":"half \\ud800 a letter"}',
    ]
    fields = ("body", "block", "start", "end", "quote", "seen", "person")
    addresses = [
        threads_url(text),
        *(url(name, thread) for name in ("reply", "resolve", "assign", "reopen")),
    ]

    for _question in range(200):
        address = random.choice(addresses)
        if random.random() < 0.5:
            body, kind = random.choice(odd), "application/json"
            response = browser.post(address, body.encode(), content_type=kind)
        else:
            names = random.sample(fields, 3)
            response = browser.post(address, {n: random.choice(odd) for n in names})

        assert response.status_code in {200, 302, 422}

    assert all(row.body.strip() for row in Comment.objects.all())
