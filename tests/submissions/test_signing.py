"""Organisations are asked, answer, are asked again, withdraw; and whose name stands
where."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError
from django.urls import reverse

from accounts.models import Organisation
from audit.models import Entry
from core import files
from notifications.models import Notification
from submissions import proposed, requesting, signing, stages, tasks
from submissions.agreed_files import named_organisations
from submissions.models import (
    FrozenFile,
    SignOn,
    SignOnAnswer,
    SignOnLetter,
    Submission,
    Text,
)
from submissions.signing import Answer
from tests.factories.proposals import ProposalFactory
from tests.factories.signing import answered, asked, in_sign_on, link_of, signed
from tests.factories.submissions import (
    SectionFactory,
    SubmissionFactory,
    text_of,
    write_words,
)
from tests.submissions.docx import Package
from tests.submissions.planted import where
from tests.submissions.writing import change, type_in, write

pytestmark = pytest.mark.django_db
Stage = Submission.Stage


@pytest.fixture
def joint(cast):
    submission = SubmissionFactory(
        review=cast.review, groups=[cast.first, cast.second, cast.confidential]
    )
    section = SectionFactory(submission=submission)
    for language, words in (("ru", "Убежищ в Нарыне нет."), ("en", "No shelter.")):
        write_words(text_of(section, language), words, author=cast.bob)
    return in_sign_on(submission, by=cast.alice)


@pytest.fixture
def text(joint):
    return Text.objects.get(section__submission=joint, language="ru")


def again(joint, cast, at):
    return requesting.ask_again(submission_id=joint.pk, actor=cast.alice, at=at)


def freeze(joint, cast, at):
    return stages.freeze(submission_id=joint.pk, actor=cast.alice, at=at)


def states(joint):
    return list(
        SignOn.objects.filter(submission=joint)
        .in_order()
        .values_list("state", flat=True)
    )


def in_files(word: str) -> bool:
    """In any part of any file that will be handed in."""
    for row in FrozenFile.objects.select_related("file"):
        with zipfile.ZipFile(io.BytesIO(files.read(row.file))) as packed:
            parts = [packed.read(name).decode() for name in packed.namelist()]
        if any(word in part for part in parts):
            return True
    return False


# The wording


def test_a_comma_changed_after_eight_signatures_asks_eight_again(
    joint, text, cast, now
):
    rows = [signed(joint, f"Организация {n}", by=cast.alice) for n in range(8)]
    no = answered(asked(joint, "Другая", by=cast.alice), kind="no")
    change(text, type_in(0, ","), author=cast.bob)

    [difference] = proposed.changed_since(joint, user=cast.alice)
    with pytest.raises(stages.CannotMoveOn):
        freeze(joint, cast, now)
    assert again(joint, cast, now) == 8

    assert difference.language == "ru"
    assert states(joint) == ["asked"] * 8 + ["no"]
    assert named_organisations(joint) == []
    kept = SignOnAnswer.objects.filter(sign_on__in=rows)
    assert set(kept.values_list("kind", "wording_number")) == {("yes", 1)}
    rows[0].refresh_from_db()
    answered(rows[0], naming="named")
    assert rows[0].answers.count() == 2
    no.refresh_from_db()
    assert no.state == "no"


def test_what_reads_the_same_is_not_asked_again(joint, text, cast, now):
    signed(joint, "Ак-Булут", by=cast.alice)
    change(text, type_in(0, " слово"), author=cast.bob)

    def undo(doc):
        from submissions import store  # noqa: PLC0415 -- near its use

        words = next(iter(next(iter(store.fragment(doc).children)).children))
        del words[len(words) - len(" слово".encode()) : len(words)]

    change(text, undo, author=cast.bob)

    with pytest.raises(requesting.CannotAskAgain):
        again(joint, cast, now)
    assert states(joint) == ["yes"]


def test_only_what_is_said_counts_not_the_ids_of_paragraphs():
    def content(key, *runs):
        paragraph = {
            "type": "paragraph",
            "attrs": {"id": key, "numbered": True},
            "content": [{"type": "text", "text": run} for run in runs],
        }
        row = {"number": "1", "heading": "A", "depth": 1}
        document = {"type": "doc", "content": [paragraph]}
        sections = [{"id": key, **row, "document": document}]
        return {"title": "T", "about": "", "labels": {}, "sections": sections}

    one = proposed.digest_of(content("b1", "No shelter."))

    assert proposed.digest_of(content("b2", "No ", "shelter.")) == one
    assert proposed.digest_of(content("b1", "No, shelter.")) != one


def test_going_back_without_a_change_keeps_every_yes(joint, cast, now):
    signed(joint, "Ак-Булут", by=cast.alice)

    stages.go_back(
        submission_id=joint.pk, to="review", reason="Look", actor=cast.alice, at=now
    )
    stages.open_sign_on(submission_id=joint.pk, actor=cast.alice, at=now)

    assert states(joint) == ["yes"]
    assert joint.proposed_wordings.filter(number=2).count() == 0


def test_going_back_and_changing_a_word_asks_again(joint, text, cast, now):
    signed(joint, "Ак-Булут", by=cast.alice)
    stages.go_back(
        submission_id=joint.pk, to="review", reason="Look", actor=cast.alice, at=now
    )
    change(text, type_in(0, " Нет."), author=cast.bob)

    stages.open_sign_on(submission_id=joint.pk, actor=cast.alice, at=now)

    assert states(joint) == ["asked"]


def test_a_proposal_that_is_reworded_is_a_change(joint, text, cast, now):
    proposal = ProposalFactory(group=cast.first, wording_ru="Открыть убежища.")
    foreign = ProposalFactory(group=cast.elsewhere, wording_ru="Чужие слова.")
    nodes = [
        {"type": "proposal", "attrs": {"id": f"b{n:010}", "ref": str(row.pk)}}
        for n, row in enumerate((proposal, foreign))
    ]
    write(text, nodes, author=cast.bob)
    again(joint, cast, now)
    proposal.wording_ru = "Открыть убежища везде."
    proposal.save()

    assert len(proposed.changed_since(joint, user=cast.alice)) == 1
    content = proposed.in_force(joint)["ru"].content
    assert list(content["labels"].values()) == ["Открыть убежища."]


# Answers


def answer(sign_on, *, at, seen=None, **says):
    sign_on.refresh_from_db()
    return signing.answer_by_link(
        link=link_of(sign_on),
        answer=Answer(**{"kind": "yes", "signed_name": "A. Asanova", **says}),
        seen=sign_on.asked_number if seen is None else seen,
        at=at,
    )


def test_the_same_answer_twice_is_one_answer(joint, cast, now):
    sign_on = asked(joint, "Ак-Булут", by=cast.alice)

    for _click in range(2):
        answer(sign_on, at=now)

    assert SignOnAnswer.objects.count() == 1
    assert Entry.objects.filter(verb="sign_on.agreed").count() == 1


def test_an_answer_to_other_words_is_refused(joint, text, cast, now):
    sign_on = asked(joint, "Ак-Булут", by=cast.alice)
    change(text, type_in(0, ","), author=cast.bob)
    again(joint, cast, now)

    with pytest.raises(signing.TextChanged):
        answer(sign_on, at=now, seen=1)
    assert not SignOnAnswer.objects.exists()


@pytest.mark.parametrize(
    "says",
    [
        {"signed_name": "  "},
        {"signed_name": "x" * 121},
        {"naming": "everywhere"},
        {"kind": "maybe"},
        {"reason": "x" * 1001},
    ],
)
def test_an_answer_that_says_nothing_is_refused(says, joint, cast, now):
    sign_on = asked(joint, "Ак-Булут", by=cast.alice)

    with pytest.raises(signing.CannotAnswer):
        answer(sign_on, at=now, **says)


def test_a_link_that_was_withdrawn_a_moment_ago_signs_nothing(joint, cast, now):
    sign_on = asked(joint, "Ак-Булут", by=cast.alice)
    link = link_of(sign_on)
    requesting.revoke_links(sign_on_id=sign_on.pk, actor=cast.alice, at=now)

    with pytest.raises(signing.CannotAnswer):
        signing.answer_by_link(
            link=link, answer=Answer(kind="yes", signed_name="A"), seen=1, at=now
        )


def test_nobody_signs_what_is_not_asked(joint, cast, now):
    sign_on = asked(joint, "Ак-Булут", by=cast.alice)
    freeze(joint, cast, now)

    with pytest.raises(signing.CannotAnswer):
        answer(sign_on, at=now)


def test_a_yes_without_a_name_is_no_row(joint, cast, now):
    sign_on = asked(joint, "Ак-Булут", by=cast.alice)

    with pytest.raises(IntegrityError):
        SignOnAnswer.objects.create(
            sign_on=sign_on,
            kind="yes",
            naming="named",
            wording_number=1,
            answered_at=now,
        )


def record(sign_on, cast, at, **says):
    return signing.record_answer(
        sign_on_id=sign_on.pk,
        answer=Answer(**{"kind": "yes", "signed_name": "A. Asanova", **says}),
        via="phone",
        said_at=at,
        actor=cast.alice,
        at=at,
    )


def test_an_answer_that_was_written_down_can_be_called_wrong(joint, cast, now):
    sign_on = asked(joint, "Ак-Булут", by=cast.alice, contact="ak@example.org")
    record(sign_on, cast, now, naming="named")
    assert states(joint) == ["yes"]
    letter = SignOnLetter.objects.get(kind="recorded")
    tasks.write_letter(letter)

    signing.say_wrong_by_link(link=link_of(sign_on), at=now)
    signing.say_wrong_by_link(link=link_of(sign_on), at=now)

    assert states(joint) == ["asked"]
    kinds = SignOnAnswer.objects.order_by("created_at").values_list("kind", flat=True)
    assert list(kinds) == ["yes", "wrong"]
    told = Notification.objects.get(kind="sign_on.is_wrong")
    assert told.recipient == cast.alice
    assert "Ак-Булут" not in mail.outbox[-1].subject + mail.outbox[-1].body


def test_what_an_organisation_said_itself_is_not_wrong(joint, cast, now):
    sign_on = signed(joint, "Ак-Булут", by=cast.alice)

    with pytest.raises(signing.CannotAnswer):
        signing.say_wrong_by_link(link=link_of(sign_on), at=now)


# Withdrawing


def withdraw(sign_on, at):
    return signing.withdraw_by_link(link=link_of(sign_on), at=at)


def test_a_withdrawal_before_freezing_leaves_no_trace_in_a_file(joint, cast, now):
    signed(joint, "Стоит-Имя", by=cast.alice)
    gone = signed(joint, "Ушло-Имя", by=cast.alice)
    withdraw(gone, now)
    withdraw(gone, now)

    freeze(joint, cast, now)

    assert in_files("Стоит-Имя")
    assert not in_files("Ушло-Имя")
    assert gone.answers.count() == 2


def test_a_withdrawal_after_freezing_makes_the_files_anew(joint, cast, now):
    stays = signed(joint, "Стоит-Имя", by=cast.alice)
    gone = signed(joint, "Ушло-Имя", by=cast.alice)
    freeze(joint, cast, now)
    assert in_files("Ушло-Имя")
    before = set(FrozenFile.objects.values_list("file__digest", flat=True))

    withdraw(gone, now)

    assert not in_files("Ушло-Имя")
    assert in_files("Стоит-Имя")
    assert before.isdisjoint(FrozenFile.objects.values_list("file__digest", flat=True))
    answer(stays, at=now, naming="unnamed")
    assert not in_files("Стоит-Имя")
    with pytest.raises(signing.CannotAnswer):
        answer(stays, at=now, naming="named")


def test_a_withdrawal_after_filing_changes_no_file(joint, cast, now):
    gone = signed(joint, "Ушло-Имя", by=cast.alice)
    freeze(joint, cast, now)
    stages.mark_filed(submission=joint, at=now, by=cast.alice)

    withdraw(gone, now)

    assert in_files("Ушло-Имя")
    assert named_organisations(joint) == []


# Names


PLANTED = {
    "Названа": {"naming": "named"},
    "Безымянна": {"naming": "unnamed"},
    "Скрыта": {"naming": "hidden"},
    "Отказала": {"kind": "no", "naming": "named"},
    "Отозвала": {"naming": "named"},
    "Молчит": None,
}
SIGNER = "Подписавшая-Айгүл"


@pytest.fixture
def planted(joint, cast, now):
    rows = {}
    for name, says in PLANTED.items():
        rows[name] = asked(joint, name, by=cast.alice, contact=f"{name}@пример.kg")
        if says:
            answered(rows[name], name=SIGNER, **says)
    withdraw(rows["Отозвала"], now)
    return rows


def test_only_names_of_consenting_organisations_are_in_any_file(
    planted, joint, cast, now
):
    freeze(joint, cast, now)

    assert [name for name in PLANTED if in_files(name)] == ["Названа"]
    assert not in_files(SIGNER)
    for row in FrozenFile.objects.select_related("file"):
        raw = files.read(row.file)
        Package(raw).check()
        assert row.words == {"ru": 4, "en": 2}[row.language]


def test_twelve_sign_three_unnamed_one_hidden_two_by_phone(joint, cast, now):
    ways = ["named"] * 6 + ["unnamed"] * 3 + ["hidden"]
    for n, naming in enumerate(ways):
        signed(joint, f"Ссылка-{n}.", by=cast.alice, naming=naming)
    for n in range(2):
        record(asked(joint, f"Звонок-{n}.", by=cast.alice), cast, now, naming="named")

    freeze(joint, cast, now)

    names = [f"Ссылка-{n}." for n in range(10)] + ["Звонок-0.", "Звонок-1."]
    shown = [name for name in names if in_files(name)]
    assert shown == names[:6] + names[10:]
    assert [row.name_ru for row in named_organisations(joint)] == shown


def test_who_signed_and_how_it_is_reached_stands_in_no_other_table(planted):
    assert where(SIGNER) == {"submissions_signonanswer.signed_name"}
    assert where("@пример.kg") == set()
    for name in PLANTED:
        assert where(name) <= {
            "accounts_organisation.name_ru",
            "accounts_organisation.name_en",
        }


def shown(client, person, address):
    client.force_login(person)
    response = client.get(address)
    return response.text if response.status_code == 200 else ""


def pages(joint):
    here = [joint.review_id, joint.pk]
    return [
        reverse("submissions:detail", args=here),
        reverse("submissions:sign-on", args=here),
        reverse("submissions:stage", args=here),
        reverse("submissions:wording", args=[*here, "ru"]),
        reverse("submissions:check", args=[*here, "ru"]),
        reverse("submissions:list", args=here[:1]),
        reverse("workspace:review", args=here[:1]),
        reverse("notifications:list"),
    ]


def test_pages_tell_each_reader_what_she_may_know(planted, joint, cast, client):
    known = {
        person: {
            name
            for name in [*PLANTED, SIGNER]
            if any(name in shown(client, cast[person], page) for page in pages(joint))
        }
        for person in ("alice", "bob", "carol", "grace", "dan", "eve", "frank", "heidi")
    }

    member = set(PLANTED) - {"Скрыта"}
    assert known == {
        "alice": set(PLANTED),
        **dict.fromkeys(("bob", "carol", "grace"), member),
        **{name: set() for name in ("dan", "eve", "frank", "heidi")},
    }


def test_a_hidden_one_is_in_no_number_of_others(planted, joint, cast, client):
    address = pages(joint)[1]

    assert "3 of 6" in shown(client, cast.alice, address)
    assert "2 of 5" in shown(client, cast.bob, address)
    assert "2 of 5" in shown(client, cast.bob, pages(joint)[0])
    hidden = planted["Скрыта"].get_absolute_url()
    client.force_login(cast.bob)
    assert client.get(hidden).status_code == 404
    assert client.get(planted["Названа"].get_absolute_url()).status_code == 403
    assert not Notification.objects.filter(
        kind__startswith="sign_on.", recipient=cast.bob
    ).exists()
    assert not Entry.objects.filter(
        verb__startswith="sign_on.", group_id__isnull=False
    ).exists()


def test_the_number_of_queries_does_not_grow_with_organisations(
    joint, cast, client, queries_of
):
    client.force_login(cast.alice)
    signed(joint, "Первая", by=cast.alice)
    one = [queries_of(client, page) for page in pages(joint)[:3]]
    for n in range(3):
        signed(joint, f"Ещё {n}", by=cast.alice)

    assert [queries_of(client, page) for page in pages(joint)[:3]] == one


# Asking


def test_an_organisation_is_asked_once(joint, cast, now):
    sign_on = asked(joint, "Ак-Булут", by=cast.alice)

    with pytest.raises(requesting.CannotAsk):
        requesting.ask(
            submission_id=joint.pk,
            organisation=sign_on.organisation,
            language="ru",
            actor=cast.alice,
            at=now,
        )


def test_one_that_stays_hidden_is_asked_hidden(joint, cast, now):
    organisation = Organisation.objects.create(name_ru="Тихая", naming="hidden")

    sign_on = requesting.ask(
        submission_id=joint.pk,
        organisation=organisation,
        language="ru",
        actor=cast.alice,
        at=now,
    )

    assert sign_on.naming == "hidden"


def test_a_mistake_is_taken_back_until_it_has_answered(joint, cast, now):
    mistake = asked(joint, "Не та", by=cast.alice)
    answered_one = signed(joint, "Та", by=cast.alice)

    requesting.take_back(sign_on_id=mistake.pk, actor=cast.alice, at=now)
    with pytest.raises(requesting.CannotAsk):
        requesting.take_back(sign_on_id=answered_one.pk, actor=cast.alice, at=now)

    assert SignOn.objects.get() == answered_one


def test_reminders_go_to_who_has_not_answered_once_in_three_days(joint, cast, now):
    early = now - timedelta(days=4)
    waits = asked(joint, "Ждёт", by=cast.alice, contact="w@example.org", at=early)
    asked(joint, "Без адреса", by=cast.alice, at=early)
    signed(joint, "Ответила", by=cast.alice, contact="a@example.org", at=early)

    def remind(at):
        return requesting.remind(submission_id=joint.pk, actor=cast.alice, at=at)

    assert remind(now) == requesting.Reminded(written=1, without_address=1)
    with pytest.raises(requesting.CannotRemind):
        remind(now + timedelta(days=2))
    assert remind(now + timedelta(days=3)).written == 1

    letters = SignOnLetter.objects.filter(kind="reminder")
    assert set(letters.values_list("sign_on", flat=True)) == {waits.pk}
    tasks.write_letter(letters.first())
    [letter] = mail.outbox
    assert letter.to == ["w@example.org"]
    assert "Ждёт" not in letter.subject + letter.body
    answered(waits)
    tasks.write_letter(letters.last())
    assert len(mail.outbox) == 1


def test_other_coalitions_organisations_are_not_offered(joint, cast, client):
    foreign = SubmissionFactory(review=cast.elsewhere.review, groups=[cast.elsewhere])
    write_words(text_of(SectionFactory(submission=foreign)), "Слова")
    in_sign_on(foreign, by=cast.heidi)
    asked(foreign, "Чужая-Организация", by=cast.heidi)
    Organisation.objects.create(name_ru="Ничья-Организация")
    address = reverse("submissions:ask-to-sign", args=[joint.review_id, joint.pk])

    page = shown(client, cast.alice, address)

    assert "Чужая-Организация" not in page
    assert "Ничья-Организация" not in page
