"""Several at once on real connections: one decision, and every word stays."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from core.exceptions import ActionRefused
from core.translations import digest
from notifications.models import Notification
from submissions import copying, documents, store, suggesting
from submissions.models import Suggestion, Text, Update
from tests.factories.submissions import SectionFactory, text_of
from tests.submissions.test_suggesting import FIRST, SECOND, member, paragraph, suggest
from tests.submissions.writing import change, lines, read, write

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 3


def at_once(*calls):
    """Each call in a thread of its own, started together: what each returned or
    refused with. Anything else is raised."""
    start = Barrier(len(calls))

    def run(call):
        try:
            start.wait(timeout=10)
            return call()
        except ActionRefused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


@pytest.fixture
def text(db):
    text = text_of(SectionFactory())
    words = [
        paragraph("В шести районах нет убежища.", FIRST),
        paragraph("Ехать семь часов.", SECOND),
    ]
    write(text, words)
    return text


def decides(text, person, rows, *, accept):
    return lambda: suggesting.decide(
        text_id=text.pk,
        ids=[row.pk for row in rows],
        accept=accept,
        actor=person,
        at=timezone.now(),
    )


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_of_two_who_decide_one_is_told_so(text, _round):
    row = suggest(text, member(text), "В девяти районах нет убежища.", timezone.now())
    people = [member(text, "rapporteur") for _person in range(2)]

    answers = at_once(
        decides(text, people[0], [row], accept=True),
        decides(text, people[1], [row], accept=False),
    )

    won = [answer for answer in answers if isinstance(answer, suggesting.Decided)]
    late = [one for one in answers if isinstance(one, suggesting.AlreadyDecided)]
    assert (len(won), len(late)) == (1, 1)
    state = Suggestion.objects.get().state
    expected = {"accepted": "девяти", "rejected": "шести"}[state]
    assert lines(text)[0] == f"В {expected} районах нет убежища."
    assert Update.objects.filter(via="decided").count() == 1
    assert Notification.objects.count() == 1


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_words_typed_while_somebody_decides_stay(text, _round):
    author, rapporteur = member(text), member(text, "rapporteur")
    rows = [
        suggest(text, author, "В девяти районах нет убежища.", timezone.now()),
        suggest(text, author, "Ехать восемь часов.", timezone.now(), block=SECOND),
    ]

    def type_in(block, word):
        def insert(doc):
            words = store.fragment(doc).children[block].children[0]
            words.insert(len(words), word, {})

        return lambda: change(text, insert)

    at_once(
        decides(text, rapporteur, rows, accept=True),
        type_in(0, " ОДИН"),
        type_in(1, " ДВА"),
        lambda: copying.write_copy(text.pk, at=timezone.now()),
    )
    copying.write_copy(text.pk, at=timezone.now())

    assert lines(text) == [
        "В девяти районах нет убежища. ОДИН",
        "Ехать восемь часов. ДВА",
    ]
    assert documents.suggested(read(text)) == {}
    states = set(Suggestion.objects.values_list("state", flat=True))
    assert states == {"accepted"}


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_of_two_who_suggest_for_one_paragraph_one_is_shown_the_other(text, _round):
    base = digest("В шести районах нет убежища.")

    def suggests(words):
        person = member(text)
        return lambda: suggesting.suggest(
            text_id=text.pk,
            block=FIRST,
            base=base,
            words=words,
            author=person,
            at=timezone.now(),
        )

    answers = at_once(suggests("В девяти районах."), suggests("В десяти районах."))

    changed = [one for one in answers if isinstance(one, suggesting.BlockChanged)]
    assert len(changed) == 1
    assert changed[0].theirs == lines(text)[0]
    assert Suggestion.objects.open().count() == 1
    assert Text.objects.get(pk=text.pk).head == 2
