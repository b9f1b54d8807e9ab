import pytest
from django.urls import reverse

from groups.models import Decision
from tests.factories import MembershipFactory
from tests.factories.roadmaps import DecisionFactory, VoiceFactory

pytestmark = pytest.mark.django_db


def of_group(name, group, **query):
    address = reverse(f"groups:{name}", args=[group.review_id, group.pk])
    return address + (
        "?" + "&".join(f"{k}={v}" for k, v in query.items()) if query else ""
    )


def of(decision, name="decision"):
    return reverse(f"groups:{name}", args=[decision.group.review_id, decision.pk])


def test_an_empty_list_says_what_to_do(client, cast):
    client.force_login(cast.bob)
    assert "begin=own-or-joint" in client.get(of_group("decisions", cast.first)).text

    client.force_login(MembershipFactory(group=cast.first, role="reader").user)
    page = client.get(of_group("decisions", cast.first)).text
    assert "puts questions to the group here" in page


@pytest.mark.parametrize("language", ["en", "ru", "ky"])
def test_the_shipped_question_fills_the_form(client, cast, language):
    client.force_login(cast.bob)
    address = of_group("new-decision", cast.first, begin="own-or-joint", lang=language)

    form = client.get(address).context["form"]

    assert form["question"].value()
    assert len(form["options"].value().splitlines()) == 3


def test_a_question_is_put_and_answered_and_decided(client, cast):
    client.force_login(cast.bob)
    seat = cast.first.memberships.get(user=cast.bob)
    response = client.post(
        of_group("new-decision", cast.first),
        {
            "question": "Own or joint?",
            "options": "Own\r\nJoint\r\n\r\n Joint ",
            "members": [seat.pk],
            "organisations": "Kylym",
        },
    )
    decision = Decision.objects.get()
    assert response.status_code == 302
    assert decision.options == ["Own", "Joint"]

    client.post(of(decision, "answer"), {"answer": "1"})
    named = decision.voices.get(user=None)
    client.post(of(decision, "answer"), {"answer": "0", "voice": named.pk})
    assert sorted(decision.voices.values_list("answer", flat=True)) == [0, 1]

    refused = client.post(of(decision, "decide"), {"result": "1", "why": " "})
    assert refused.status_code == 422
    client.post(of(decision, "decide"), {"result": "1", "why": "It is shorter."})
    decision.refresh_from_db()
    assert (decision.state, decision.result) == ("decided", 1)
    assert "It is shorter." in client.get(of(decision)).text


@pytest.mark.parametrize(
    "wrong",
    [
        {"question": " "},
        {"options": "One"},
        {"options": "\n".join("1234567")},
        {"options": "x" * 161 + "\ny"},
        {"members": []},
        {"organisations": "x" * 121},
    ],
)
def test_what_is_wrong_is_said_and_nothing_kept(client, cast, wrong):
    client.force_login(cast.bob)
    seat = cast.first.memberships.get(user=cast.bob)
    words = {"question": "Own?", "options": "Yes\nNo", "members": [seat.pk]}

    response = client.post(of_group("new-decision", cast.first), words | wrong)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert not Decision.objects.exists()


def test_a_coordinator_sees_how_many_and_not_who(client, cast):
    decision = DecisionFactory(group=cast.first)
    VoiceFactory(
        decision=decision, user=cast.bob, answer=1, answered_at=decision.asked_at
    )

    client.force_login(cast.alice)
    page = client.get(of(decision)).text
    assert "1 of 1 has answered" in page
    assert "Bob" not in page
    assert client.post(of(decision, "answer"), {"answer": "1"}).status_code == 302
    assert (
        client.post(of(decision, "answer"), {"answer": "1", "voice": "x"}).status_code
        == 403
    )

    client.force_login(cast.bob)
    assert "Bob" in client.get(of(decision)).text


def test_a_decision_of_another_group_or_review_is_not_there(client, cast):
    decision = DecisionFactory(group=cast.second)
    client.force_login(cast.bob)

    assert client.get(of(decision)).status_code == 404
    foreign = reverse("groups:decision", args=[cast.elsewhere.review_id, decision.pk])
    client.force_login(cast.alice)
    assert client.get(foreign).status_code == 404


def test_hostile_words_are_words(client, cast):
    decision = DecisionFactory(
        group=cast.first, question="<script>alert(1)</script>", options=["<b>", "'\""]
    )
    VoiceFactory(decision=decision, user=None, organisation="<img src=x>")
    client.force_login(cast.bob)

    page = client.get(of(decision)).text

    assert "<script>alert" not in page
    assert "<img src=x>" not in page


def test_a_list_costs_the_same_with_more_rows(client, cast, queries_of):
    client.force_login(cast.bob)

    def fill(count):
        for _ in range(count):
            VoiceFactory(decision__group=cast.first)

    fill(1)
    one = queries_of(client, of_group("decisions", cast.first))
    fill(2)
    assert queries_of(client, of_group("decisions", cast.first)) == one


def test_a_decision_costs_the_same_with_more_voices(client, cast, queries_of):
    decision = DecisionFactory(group=cast.first)
    client.force_login(cast.bob)
    VoiceFactory(decision=decision, user=cast.bob)
    one = queries_of(client, of(decision))
    VoiceFactory.create_batch(2, decision=decision)
    assert queries_of(client, of(decision)) == one
