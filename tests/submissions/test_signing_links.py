"""Behind an organisation's link: no account, no session, nothing of others."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from submissions import requesting, signing, stages
from submissions.models import SignOnAnswer, Text
from tests.conftest import QUERY_BUDGET
from tests.factories.signing import (
    answered,
    asked,
    in_sign_on,
    link_of,
    signed,
    token_of,
)
from tests.factories.submissions import (
    SectionFactory,
    SubmissionFactory,
    text_of,
    write_words,
)
from tests.submissions.writing import change, type_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def joint(cast):
    submission = SubmissionFactory(review=cast.review, groups=[cast.first])
    section = SectionFactory(submission=submission)
    for language, words in (("ru", "Убежищ в Нарыне нет."), ("en", "No shelter.")):
        write_words(text_of(section, language), words, author=cast.bob)
    return in_sign_on(submission, by=cast.alice)


@pytest.fixture
def sign_on(joint, cast):
    return asked(joint, "Ак-Булут", by=cast.alice)


@pytest.fixture
def guest():
    return Client(headers={"accept-language": "en"})


def page(token, name="home"):
    return reverse(f"sign:{name}", args=[token])


YES = {
    "seen": "1",
    "naming": "named",
    "signed_name": "Айгүл",
    "signed_function": "директор",
    "confirmed": "on",
}


def test_a_director_reads_and_signs(guest, sign_on):
    token = token_of(sign_on)
    shown = guest.get(page(token))

    assert shown.headers["Content-Language"] == "ru"  # the organisation's
    assert "Убежищ в Нарыне нет." in shown.text
    assert "no-store" in shown.headers["Cache-Control"]
    assert "sessionid" not in guest.cookies
    response = guest.post(page(token, "answer"), YES)
    assert response.status_code == 302
    sign_on.refresh_from_db()
    assert (sign_on.state, sign_on.naming) == ("yes", "named")
    assert sign_on.last_answer.signed_name == "Айгүл"
    assert "Айгүл" not in guest.get(page(token)).text


def test_looking_changes_nothing(guest, sign_on):
    token = token_of(sign_on)
    for _look in range(2):
        guest.get(page(token))
    for name in ("answer", "withdraw", "wrong"):
        assert guest.get(page(token, name)).status_code == 405

    assert not SignOnAnswer.objects.exists()


def test_the_page_speaks_the_language_that_is_chosen(guest, sign_on):
    token = token_of(sign_on)

    assert "Убежищ" in guest.get(f"{page(token)}?text=xx").text
    assert "No shelter." in guest.get(f"{page(token)}?text=en").text
    in_english = guest.get(f"{page(token)}?lang=en").text
    assert "We agree" in in_english
    assert "No shelter." in in_english
    assert "Убежищ" in guest.get(f"{page(token)}?text=ru").text


def test_the_same_form_twice_is_one_answer(guest, sign_on):
    for _click in range(2):
        guest.post(page(token_of(sign_on), "answer"), YES)

    assert SignOnAnswer.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"signed_name": ""},
        {"signed_function": " "},
        {"confirmed": ""},
        {"naming": "all"},
        {"signed_name": "x" * 500},
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(wrong, guest, sign_on):
    response = guest.post(page(token_of(sign_on), "answer"), YES | wrong)

    assert response.status_code == 422
    assert not SignOnAnswer.objects.exists()


@pytest.mark.parametrize("seen", ["", "0", "2", "-1", "99999999999", "１", "one"])
def test_only_what_was_read_is_signed(seen, guest, sign_on):
    response = guest.post(page(token_of(sign_on), "answer"), YES | {"seen": seen})

    assert response.status_code == 409
    assert not SignOnAnswer.objects.exists()


def test_the_text_changed_while_it_was_read(guest, sign_on, joint, cast, now):
    token = token_of(sign_on)
    text = Text.objects.get(section__submission=joint, language="ru")
    change(text, type_in(0, " Совсем."), author=cast.bob)
    requesting.ask_again(submission_id=joint.pk, actor=cast.alice, at=now)

    response = guest.post(f"{page(token, 'answer')}?lang=en", YES)

    assert response.status_code == 409
    assert "The text changed while you read." in response.text
    assert "Совсем." in guest.get(f"{page(token)}?text=ru").text
    assert "Айгүл" in response.text  # what was typed stays
    assert 'name="seen" value="2"' in response.text
    assert guest.post(page(token, "answer"), YES | {"seen": "2"}).status_code == 302


def test_whoever_agreed_is_shown_what_changed(guest, joint, cast, now):
    one = signed(joint, "Ак-Булут", by=cast.alice)
    text = Text.objects.get(section__submission=joint, language="ru")
    change(text, type_in(0, " Совсем."), author=cast.bob)
    requesting.ask_again(submission_id=joint.pk, actor=cast.alice, at=now)

    shown = guest.get(f"{page(token_of(one))}?lang=en&text=ru").text

    assert "What changed since you agreed" in shown
    assert "<ins" in shown


def test_links_that_open_nothing(guest, sign_on, cast, now):
    token = token_of(sign_on)
    link = link_of(sign_on)
    addresses = [page(token)]
    posts = [page(token, name) for name in ("answer", "withdraw", "wrong")]

    link.expires_at = now - timedelta(days=1)
    link.save()
    assert {guest.get(row).status_code for row in addresses} == {410}
    assert {guest.post(row, YES).status_code for row in posts} == {410}

    requesting.make_link(sign_on_id=sign_on.pk, actor=cast.alice, at=now)
    assert {guest.get(row).status_code for row in addresses} == {404}
    assert {guest.post(row, YES).status_code for row in posts} == {404}
    assert guest.get(page(token_of(sign_on))).status_code == 200
    for foreign in ("x" * 64, token[:-1], token.upper()):
        assert guest.get(page(foreign)).status_code == 404
    assert not SignOnAnswer.objects.exists()


def test_a_link_answers_for_its_own_organisation_alone(guest, joint, cast):
    own = asked(joint, "Своя", by=cast.alice)
    other = asked(joint, "Другая", by=cast.alice)

    guest.post(page(token_of(own), "answer"), YES)

    other.refresh_from_db()
    assert other.state == "asked"


def test_a_link_shows_no_other_that_is_not_named(guest, joint, sign_on, cast, now):
    signed(joint, "Названа", by=cast.alice, naming="named")
    for name, naming in (("Безымянна", "unnamed"), ("Скрыта", "hidden")):
        signed(joint, name, by=cast.alice, naming=naming)
    answered(asked(joint, "Отказала", by=cast.alice), kind="no", naming="named")
    gone = signed(joint, "Отозвала", by=cast.alice, naming="named")
    signing.withdraw_by_link(link=link_of(gone), at=now)
    asked(joint, "Молчит", by=cast.alice)

    shown = guest.get(page(token_of(sign_on))).text

    assert "Названа" in shown
    for name in ("Безымянна", "Скрыта", "Отказала", "Отозвала", "Молчит"):
        assert name not in shown
    for number in ("6", "5"):
        assert f"из {number}" not in shown


def test_saying_no_and_thinking_again(guest, sign_on):
    token = token_of(sign_on)
    guest.post(page(token, "answer"), {"kind": "no", "seen": "1", "reason": "Рано"})
    sign_on.refresh_from_db()
    assert sign_on.state == "no"

    guest.post(page(token, "answer"), YES)

    sign_on.refresh_from_db()
    assert sign_on.state == "yes"
    assert sign_on.answers.count() == 2


def test_withdrawing_at_every_stage(guest, joint, cast):
    for stage in ("sign_on", "review", "frozen", "filed"):
        joint.refresh_from_db()
        at = timezone.now()
        if stage == "review":
            stages.go_back(
                submission_id=joint.pk, to="review", reason="x", actor=cast.alice, at=at
            )
        if stage == "frozen":
            stages.open_sign_on(submission_id=joint.pk, actor=cast.alice, at=at)
        one = (
            asked(joint, f"Орг {stage}", by=cast.alice)
            if stage in {"sign_on", "frozen"}
            else None
        )
        if one is None:
            continue
        answered(one)
        if stage == "frozen":
            stages.freeze(submission_id=joint.pk, actor=cast.alice, at=at)

        response = guest.post(page(token_of(one), "withdraw"))

        assert response.status_code == 302
        one.refresh_from_db()
        assert one.state == "withdrawn"


def test_while_it_is_worked_on_the_text_is_not_shown(guest, joint, sign_on, cast, now):
    stages.go_back(
        submission_id=joint.pk, to="review", reason="x", actor=cast.alice, at=now
    )

    shown = guest.get(f"{page(token_of(sign_on))}?lang=en").text

    assert "being worked on again" in shown
    assert "Убежищ" not in shown


def test_an_answer_that_was_written_down_is_shown_and_can_be_refused(
    guest, sign_on, cast, now
):
    signing.record_answer(
        sign_on_id=sign_on.pk,
        answer=signing.Answer(kind="yes", signed_name="Айгүл", naming="named"),
        via="phone",
        said_at=now,
        actor=cast.alice,
        at=now,
    )
    token = token_of(sign_on)
    assert "This is wrong" in guest.get(f"{page(token)}?lang=en").text
    assert "Alice" not in guest.get(page(token)).text

    guest.post(page(token, "wrong"))

    sign_on.refresh_from_db()
    assert sign_on.state == "asked"


def test_a_form_from_another_site_is_refused(sign_on):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(page(token_of(sign_on), "answer"), YES).status_code == 403
    assert not SignOnAnswer.objects.exists()


def test_the_page_asks_as_much_for_many_signatories_as_for_one(
    guest, joint, sign_on, cast
):
    def asks():
        with CaptureQueriesContext(connection) as queries:
            assert guest.get(page(token_of(sign_on))).status_code == 200
        return len(queries)

    signed(joint, "Первая", by=cast.alice)
    asks()
    one = asks()
    for n in range(3):
        signed(joint, f"Ещё {n}", by=cast.alice)

    assert asks() == one <= QUERY_BUDGET


def test_hostile_words_are_words(guest, joint, cast, client):
    word = "<script>alert(1)</script>"
    one = asked(joint, word, by=cast.alice)
    guest.post(page(token_of(one), "answer"), YES | {"signed_name": word})
    client.force_login(cast.alice)

    for response in (
        guest.get(page(token_of(one))),
        client.get(one.get_absolute_url()),
        client.get(reverse("submissions:sign-on", args=[joint.review_id, joint.pk])),
    ):
        assert response.status_code == 200
        assert "<script>alert" not in response.text
