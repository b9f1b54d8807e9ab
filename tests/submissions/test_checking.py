"""What is left to do before a submission can be sent."""

import pytest
from django.db import transaction
from django.urls import reverse

from reviews.loading import load_rules
from submissions import checking, store, ydoc
from submissions.models import Section, Text
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
    load_rules()
    return SubmissionFactory(review=cast.review, groups=[cast.first, cast.second])


def section(submission, words="", *, language="ru", **values):
    made = SectionFactory(submission=submission, **values)
    if words:
        write_words(text_of(made, language), words)
    return made


def put(text, node, *, author, at):
    with transaction.atomic():
        locked = store.lock(text.pk)
        doc = store.load(text.pk).doc()
        data = ydoc.edit(doc, lambda doc: ydoc.append(store.fragment(doc), [node]))
        store.add(locked, data, author=author, at=at)


def found(submission, user, language="ru"):
    checked = checking.check(submission, language=language, user=user)
    return {check.title: check for check in checked.checks}


def marks(submission, user, language="ru"):
    return {
        title: check.mark for title, check in found(submission, user, language).items()
    }


def test_what_is_in_order_is_said_as_well(joint, cast):
    section(joint, "Кто мы.", part="members", status="agreed")
    section(joint, "Главное.", part="summary", status="agreed")

    assert set(marks(joint, cast.bob).values()) == {"ok", "watch"}
    assert marks(joint, cast.bob)["It begins with who hands it in"] == "ok"
    assert (
        marks(joint, cast.bob)["The UN reads this language; others sooner"] == "watch"
    )


def test_what_is_missing_comes_first(joint, cast):
    empty = section(joint, heading_ru="Пустой")
    section(joint, "Слова, почта aigul@example.org.")

    checks = checking.check(joint, language="ru", user=cast.bob).checks
    by_title = found(joint, cast.bob)

    assert [check.mark for check in checks] == sorted(
        (check.mark for check in checks), key=["risk", "watch", "ok"].index
    )
    assert by_title["Sections without a word"].lines[0].where.endswith("Пустой")
    [line] = by_title[
        "This could lead to a person: the UN publishes what it gets"
    ].lines
    assert line.said == "aigul@example.org"
    assert "#b" in line.url
    assert empty.status == "empty"


def test_a_heading_over_others_need_not_be_written(joint, cast):
    section(joint, depth=1, heading_ru="Сверху", order=1)
    section(joint, "Слова", depth=2, order=2)

    assert "Every section is written" in found(joint, cast.bob)


def test_the_summary_in_the_last_place_is_noticed(joint, cast):
    for place in range(4):
        section(joint, "Слова", order=place)
    section(joint, "Главное", part="summary", order=9)

    assert (
        marks(joint, cast.bob)["The summary should stand near the beginning"] == "watch"
    )


def test_too_long_is_said_with_where(joint, cast):
    joint.word_budget = 5
    joint.save()
    section(joint, "одно два три четыре пять", word_budget=3)

    checked = checking.check(joint, language="ru", user=cast.bob)

    assert checked.measure.words == 5 + 3  # “1. Заголовок 7”
    assert checked.checks[0].mark == "risk"


def test_a_language_that_the_un_does_not_read(joint, cast):
    joint.languages = ["ru", "ky"]
    joint.save()
    section(joint, "Слова")

    assert marks(joint, cast.bob, "ky")["The UN does not read this language"] == "risk"


def test_a_translation_older_than_its_original_is_named(joint, cast):
    made = section(joint, "Слова")
    write_words(text_of(made, "en"), "Words")
    assert "No translation is older than its original" in found(joint, cast.bob, "en")

    Text.objects.filter(section=made, language="en").update(changed_at=None)

    by_title = found(joint, cast.bob, "en")
    assert by_title["The original was changed after the translation"].mark == "watch"


def test_paragraphs_without_a_number_are_named(joint, cast, now):
    made = section(joint)
    plain = ydoc.paragraph("Без номера", numbered=False)
    put(text_of(made), plain, author=cast.bob, at=now)

    check = found(joint, cast.bob)["Paragraphs without a number"]
    assert check.mark == "watch"
    assert check.lines[0].url.endswith(f"#{plain['attrs']['id']}")


def test_what_stands_under_no_heading_of_the_un_is_named(joint, cast):
    rows = (("7. Женщины", "Women", 1), ("О разном", "Odds", 1), ("О своём", "Ours", 2))
    for order, (russian, english, depth) in enumerate(rows, 1):
        section(
            joint,
            "Слова",
            heading_ru=russian,
            heading_en=english,
            depth=depth,
            order=order,
        )

    title = "It stands under no heading by which the UN sums up"
    strange = [line.where for line in found(joint, cast.bob)[title].lines]
    assert [where.split(". ", 1)[1] for where in strange] == ["О разном", "О своём"]


def test_one_thing_with_two_numbers(joint, cast):
    section(joint, "В стране 54 приюта.", heading_ru="А")
    section(joint, "Работают 52 приюта.", heading_ru="Б")

    by_title = found(joint, cast.bob)

    [line] = by_title["Is this the same thing with two numbers?"].lines
    assert "54 приюта" in line.where
    assert "52 приюта" in line.where


def test_what_was_typed_this_moment_is_checked(joint, cast):
    made = section(joint, "Телефон +996 555 123 456")
    Text.objects.filter(section=made).update(copied=0, document={}, word_count=0)

    by_title = found(joint, cast.bob)

    assert "Every section is written" in by_title


# The page


def page(client, submission, language="ru"):
    return client.get(
        reverse(
            "submissions:check", args=[submission.review_id, submission.pk, language]
        )
    )


def test_whoever_writes_reads_what_is_left(client, joint, cast):
    section(joint, "Слова")
    client.force_login(cast.bob)

    shown = page(client, joint)

    assert shown.status_code == 200
    assert "things to mend" in shown.text
    assert page(client, joint, "ky").status_code == 404  # none of its languages
    assert page(client, joint, "xx").status_code == 404


def test_it_is_there_for_nobody_else(client, joint, cast):
    stranger = MembershipFactory(group__review=cast.review).user
    client.force_login(stranger)

    assert page(client, joint).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_it_asks_the_same_however_long_the_outline(
    client, joint, cast, rows, django_assert_max_num_queries
):
    for _row in range(rows):
        section(joint, "54 слова")
    client.force_login(cast.bob)

    with django_assert_max_num_queries(14):
        page(client, joint)


def test_hostile_words_are_only_words(client, joint, cast):
    section(joint, "<script>alert(1)</script> 54 приюта a@b.example")
    Section.objects.update(heading_ru="<img src=x>")
    client.force_login(cast.bob)

    shown = page(client, joint).text

    assert "<script>alert" not in shown
    assert "<img src=x>" not in shown
