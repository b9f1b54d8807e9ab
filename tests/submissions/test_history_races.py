"""Versions while others write, on real connections."""

from datetime import timedelta

import pytest
from django.utils import timezone

from submissions import history
from submissions.models import Text, Version
from tests.factories import UserFactory
from tests.factories.submissions import SectionFactory, text_of
from tests.factsheets.test_races import at_once
from tests.submissions.writing import change, lines, paragraphs, type_in, write

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def text(db):
    return text_of(SectionFactory())


@pytest.fixture
def ann(db):
    return UserFactory()


def keep(text, kind="status"):
    return history.keep_version(
        text_id=text.pk, kind=kind, actor=None, at=timezone.now()
    )


def restore(version, actor):
    return lambda: history.restore(version=version, actor=actor, at=timezone.now())


@pytest.mark.parametrize("turn", range(4))
def test_restoring_loses_nothing_that_is_typed_meanwhile(text, ann, turn):
    write(text, paragraphs("Охранный ордер выдан.", "Второй абзац."), author=ann)
    old = keep(text)
    change(text, type_in(0, " Проверен."), author=ann)

    def type_on():
        for number in range(8):
            change(text, type_in(number % 2, f" слово{number}"), author=ann)

    at_once(restore(old, ann), type_on)

    plain = "\n".join(lines(text))
    before = Version.objects.get(kind="before").document
    told = plain + str(before)
    assert [n for n in range(8) if f"слово{n}" not in told] == []
    assert "Охранный ордер выдан." in plain
    assert "Проверен" not in plain


def test_of_two_restores_the_second_has_nothing_to_do(text, ann):
    write(text, paragraphs("Первый"), author=ann)
    old = keep(text)
    write(text, paragraphs("Второй"), author=ann)

    answers = at_once(restore(old, ann), restore(old, ann))

    refused = [row for row in answers if isinstance(row, history.CannotRestore)]
    assert len(refused) == 1
    assert lines(text) == ["Первый"]
    assert Version.objects.filter(kind="before").count() == 1


def test_two_restores_of_different_versions_end_as_one_of_them(text, ann):
    write(text, paragraphs("Первый"), author=ann)
    one = keep(text)
    write(text, paragraphs("Второй"), author=ann)
    two = keep(text)
    write(text, paragraphs("Третий"), author=ann)

    at_once(restore(one, ann), restore(two, ann))

    assert lines(text) in (["Первый"], ["Первый", "Второй"])
    numbers = list(Version.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_keep_daily_beside_itself_keeps_once(ann):
    texts = [text_of(SectionFactory()) for _section in range(5)]
    for text in texts:
        write(text, paragraphs("Слово"), author=ann)
    at = timezone.now() + timedelta(days=2)

    kept = at_once(*[lambda: history.keep_daily(at=at)] * 3)

    assert sum(kept) == 5
    assert Version.objects.count() == 5


def test_two_who_keep_a_version_get_numbers_of_their_own(text, ann):
    def write_and_keep(words):
        def do():
            write(text, paragraphs(words), author=ann)
            return keep(text)

        return do

    at_once(*(write_and_keep(f"Слово {k}") for k in range(4)))

    numbers = sorted(Version.objects.values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    newest = Version.objects.order_by("-number").first()
    assert newest.head == Text.objects.get(pk=text.pk).head
