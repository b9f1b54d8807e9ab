from collections import Counter

import pytest
from django.urls import reverse

from audit.models import Entry
from consultations import event_questions, shipped
from consultations.models import Event, Question
from core.words import Worded
from notifications.models import Notification
from tests.factories.consultations import EventFactory
from tests.factories.events import QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(cast):
    return EventFactory(host=cast.first, facilitators=[cast.dan])


def of(event, name="questions", *more):
    return reverse(f"consultations:{name}", args=[event.review_id, event.pk, *more])


def texts(event, kind="to_ask"):
    rows = event.questions.filter(kind=kind).in_order()
    return list(rows.values_list("text", flat=True))


@pytest.mark.parametrize("kind", Event.Kind)
@pytest.mark.parametrize("language", ["en", "ru", "ky"])
def test_every_kind_of_meeting_has_questions_to_begin_with(kind, language):
    ready = shipped.questions_for(kind, language=language)

    assert len(ready) >= 2
    assert {said.language for said in ready} == {language}
    assert all(len(said.text) <= 500 for said in ready)


def test_ours_are_taken_once_in_the_readers_language(client, event, cast):
    client.force_login(cast.dan)
    for _again in range(2):
        client.post(of(event, "take-questions"), headers={"Accept-Language": "ru"})
    client.cookies["language"] = "ru"

    ready = shipped.questions_for(event.kind, language=event.questions.first().language)
    assert texts(event) == [said.text for said in ready]


def test_questions_are_added_moved_and_taken_out(client, event, cast):
    client.force_login(cast.bob)
    for text in ("First?", "Second?", "Third?"):
        client.post(of(event, "add-question"), {"text": text})
    third = event.questions.get(text="Third?")
    client.post(of(event, "change-question", third.pk), {"do": "up"})
    assert texts(event) == ["First?", "Third?", "Second?"]

    first = event.questions.get(text="First?")
    client.post(of(event, "change-question", first.pk), {"do": "up"})
    client.post(of(event, "change-question", first.pk), {"do": "nonsense"})
    client.post(of(event, "change-question", third.pk), {"do": "remove"})
    assert texts(event) == ["First?", "Second?"]

    client.post(of(event, "change-question", first.pk), {"do": "down"})
    assert texts(event) == ["Second?", "First?"]


@pytest.mark.parametrize("text", ["", "   ", "x" * 501])
@pytest.mark.parametrize("name", ["add-question", "ask-question"])
def test_what_is_no_question_is_refused_in_words(client, event, cast, name, text):
    client.force_login(cast.bob)

    response = client.post(of(event, name), {"text": text})

    assert response.status_code == 422
    assert not Question.objects.exists()


def test_too_many_questions_are_refused(event, cast, now):
    many = [Worded(f"Question {n}?", "en") for n in range(41)]
    with pytest.raises(event_questions.CannotAskQuestion):
        event_questions.take_questions(
            event=event, questions=many, actor=cast.bob, at=now
        )
    assert not Question.objects.exists()


def test_anybody_who_knows_of_it_asks_beforehand_and_is_kept_nowhere(
    client, event, cast
):
    client.force_login(cast.carol)

    client.post(of(event, "ask-question"), {"text": "Is there\n a bus?"})
    client.post(of(event, "ask-question"), {"text": "Is there a bus?"})

    assert texts(event, "beforehand") == ["Is there a bus?"]
    entry = Entry.objects.get(verb="question.asked")
    assert entry.actor_id is None
    columns = {field.name for field in Question._meta.get_fields()}
    assert not columns & {"user", "asked_by", "author", "asker"}


def test_nothing_is_asked_when_the_meeting_is_over(client, event, cast, now):
    Event.objects.update(closed_at=now)
    client.force_login(cast.carol)

    assert client.post(of(event, "ask-question"), {"text": "Why?"}).status_code == 422
    assert not Question.objects.exists()
    assert 'name="text"' not in client.get(of(event)).text


def test_an_answer_stands_on_the_page_for_everybody(client, event, cast):
    question = QuestionFactory(event=event, kind="beforehand", text="Is there a bus?")
    client.force_login(cast.dan)
    client.post(
        of(event, "answer-question", question.pk),
        {f"{question.pk}-answer": "Да, в восемь", f"{question.pk}-seen": ""},
    )

    client.force_login(cast.carol)
    assert "Да, в восемь" in client.get(of(event)).text
    question.refresh_from_db()
    assert question.answer_language == "ru"
    assert question.answered_at


def test_an_answer_that_was_not_seen_is_not_overwritten(client, event, cast, now):
    question = QuestionFactory(
        event=event, kind="beforehand", answer="Theirs", answered_at=now
    )
    client.force_login(cast.dan)
    mine = {f"{question.pk}-answer": "Mine", f"{question.pk}-seen": ""}

    response = client.post(of(event, "answer-question", question.pk), mine)

    assert response.status_code == 422
    assert "Theirs" in response.text
    assert "Mine" in response.text
    question.refresh_from_db()
    assert question.answer == "Theirs"
    mine[f"{question.pk}-seen"] = "Theirs"
    client.post(of(event, "answer-question", question.pk), mine)
    question.refresh_from_db()
    assert question.answer == "Mine"


def test_an_empty_answer_takes_it_away(event, cast, now):
    question = QuestionFactory(
        event=event, kind="beforehand", answer="Once", answered_at=now
    )
    event_questions.answer_question(
        question=question,
        answer=" ",
        seen="Once",
        language="en",
        actor=cast.dan,
        at=now,
    )
    question.refresh_from_db()
    assert (question.answer, question.answered_at) == ("", None)


@pytest.mark.parametrize("name", ["add-question", "take-questions"])
def test_whoever_does_not_organise_it_prepares_nothing(client, event, cast, name):
    client.force_login(cast.carol)
    assert client.post(of(event, name), {"text": "Why?"}).status_code == 403

    question = QuestionFactory(event=event)
    address = of(event, "change-question", question.pk)
    assert client.post(address, {"do": "remove"}).status_code == 403
    address = of(event, "answer-question", question.pk)
    assert client.post(address, {}).status_code == 403


def test_a_question_of_another_meeting_is_not_there(client, event, cast):
    foreign = QuestionFactory(event=EventFactory(review=cast.review))
    client.force_login(cast.bob)
    address = of(event, "change-question", foreign.pk)
    assert client.post(address, {"do": "remove"}).status_code == 404
    assert Question.objects.filter(pk=foreign.pk).exists()


# Who hears of it


def by_mail():
    """Those of which a letter comes, in the morning."""
    return Notification.objects.exclude(mail_from=None)


def told_of(event):
    rows = Notification.objects.filter(kind="question.waits")
    assert all(row.subject() == event for row in rows)
    return [row.recipient for row in rows]


def test_who_answers_for_a_meeting_hears_of_each_question_once(event, cast, now):
    for text in ("Who pays the way?", "Who pays the way?", "Is there a ramp?"):
        event_questions.ask_beforehand(event=event, text=text, language="en", at=now)

    assert Counter(told_of(event)) == {cast.dan: 2, cast.bob: 2}
    assert by_mail().count() == 2  # of the first that waits, to each
    assert "ramp" not in str(Notification.objects.first().sentence)


def test_a_letter_comes_again_once_everything_was_answered(event, cast, now):
    def ask(text):
        return event_questions.ask_beforehand(
            event=event, text=text, language="en", at=now
        )

    event_questions.answer_question(
        question=ask("Who pays?"),
        answer="We do",
        seen="",
        language="en",
        actor=cast.dan,
        at=now,
    )
    ask("Is there a ramp?")

    assert by_mail().count() == 4


def test_whoever_asked_hears_of_it_like_the_others(client, event, cast):
    client.force_login(cast.dan)
    client.post(of(event, "ask-question"), {"text": "Who pays the way?"})

    assert cast.dan in told_of(event)


def test_where_nobody_leads_through_it_coordinators_hear(cast, now):
    event = EventFactory(review=cast.review, host=None, facilitators=[])
    event.facilitations.all().delete()
    event_questions.ask_beforehand(event=event, text="Where?", language="en", at=now)

    assert told_of(event) == [cast.alice]
