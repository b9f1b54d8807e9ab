"""How a submission goes on, what may be written at each stage, and that nothing is
written once it is frozen, whichever way it comes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from core.translations import digest
from notifications.models import Notification
from submissions import (
    actions,
    arranging,
    exporting,
    history,
    marking,
    purging,
    requesting,
    returning,
    stages,
    store,
    suggesting,
)
from submissions.models import FrozenFile, Section, StageChange, Submission, Text
from submissions.models.drafting import Level
from submissions.word import reading
from submissions.wording import wording_of
from tests.factories import MembershipFactory
from tests.factories.signing import in_sign_on, signed
from tests.factories.submissions import (
    SectionFactory,
    SubmissionFactory,
    text_of,
    write_words,
)
from tests.factsheets.test_races import at_once
from tests.submissions.returned import edited, tracked
from tests.submissions.scribe import Scribe
from tests.submissions.test_sync import signed_in
from tests.submissions.writing import change, read, type_in

pytestmark = pytest.mark.django_db
Stage = Submission.Stage


@pytest.fixture
def joint(cast):
    return SubmissionFactory(review=cast.review, groups=[cast.first, cast.second])


@pytest.fixture
def text(joint, cast):
    section = SectionFactory(submission=joint)
    return write_words(text_of(section), "Убежищ в Нарыне нет.", author=cast.bob)


def move(submission, to, *, by):
    at = timezone.now()
    order = list(Stage)
    for step in order[order.index(submission.stage) + 1 : order.index(to) + 1]:
        if step == Stage.FILED:
            stages.mark_filed(submission=submission, at=at, by=by)
        else:
            stages.STEPS[step](submission_id=submission.pk, actor=by, at=at)
    submission.refresh_from_db()
    return submission


def level(text, person):
    return Text.objects.visible_to(person).for_page().get(pk=text.pk).level


def in_exchange(text, person):
    submission = text.section.submission
    return Text.objects.for_exchange(
        person, review=submission.review_id, pk=text.pk
    ).level


LEVELS = {
    # stage: rapporteur, drafter, reader, coordinator
    "drafting": (Level.WRITE, Level.WRITE, Level.SUGGEST, Level.WRITE),
    "review": (Level.WRITE, Level.WRITE, Level.SUGGEST, Level.WRITE),
    "sign_on": (Level.WRITE, Level.SUGGEST, Level.SUGGEST, Level.WRITE),
    "frozen": (Level.COMMENT, Level.COMMENT, Level.COMMENT, Level.COMMENT),
    "filed": (Level.COMMENT, Level.COMMENT, Level.COMMENT, Level.COMMENT),
}


@pytest.mark.parametrize("stage", Stage.values)
def test_a_stage_says_who_writes(stage, cast, joint, text):
    reader = MembershipFactory(group=cast.first, role="reader").user
    move(joint, stage, by=cast.alice)
    people = (cast.bob, cast.carol, reader, cast.alice)

    assert tuple(level(text, person) for person in people) == LEVELS[stage]
    assert tuple(in_exchange(text, person) for person in people) == LEVELS[stage]


def test_a_drafter_who_coordinates_writes_during_sign_on(cast, joint, text):
    MembershipFactory(group=cast.second, role="drafter", user=cast.alice)
    in_sign_on(joint, by=cast.alice)

    assert level(text, cast.alice) == in_exchange(text, cast.alice) == Level.WRITE


def test_each_step_is_dated_told_and_in_the_trail(cast, joint, text):
    move(joint, Stage.FILED, by=cast.alice)

    changes = list(StageChange.objects.order_by("created_at"))
    assert [row.after for row in changes] == Stage.values[1:]
    assert {row.changed_by for row in changes} == {cast.alice}
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {
        *("submission.in_review", "submission.in_sign_on"),
        *("submission.frozen", "submission.filed"),
    } <= verbs
    told = Notification.objects.filter(kind="submission.is_frozen")
    assert set(told.values_list("recipient", flat=True)) == {
        *(cast.bob.pk, cast.carol.pk)
    }


@pytest.mark.parametrize(
    ("stage", "to"),
    [
        *((Stage.DRAFTING, Stage.SIGN_ON), (Stage.DRAFTING, Stage.FROZEN)),
        *((Stage.REVIEW, Stage.FROZEN), (Stage.FROZEN, Stage.REVIEW)),
        (Stage.FILED, Stage.FROZEN),
    ],
)
def test_no_step_is_skipped(stage, to, cast, joint, text):
    move(joint, stage, by=cast.alice)

    with pytest.raises(stages.CannotMoveOn):
        stages.STEPS[to](submission_id=joint.pk, actor=cast.alice, at=timezone.now())


def test_filing_wants_it_frozen(cast, joint, text, now):
    in_sign_on(joint, by=cast.alice)

    with pytest.raises(stages.CannotMoveOn):
        stages.mark_filed(submission=joint, at=now, by=cast.alice)


def test_an_empty_submission_goes_nowhere(cast, joint, now):
    SectionFactory(submission=joint)

    with pytest.raises(stages.CannotMoveOn):
        stages.open_review(submission_id=joint.pk, actor=cast.alice, at=now)


def go_back(submission, to, *, by, reason="A mistake in paragraph 3"):
    return stages.go_back(
        submission_id=submission.pk, to=to, reason=reason, actor=by, at=timezone.now()
    )


def test_one_step_back_wants_a_reason_and_tells_everybody(cast, joint, text):
    move(joint, Stage.FROZEN, by=cast.alice)
    with pytest.raises(stages.CannotGoBack):
        go_back(joint, Stage.SIGN_ON, by=cast.alice, reason=" ")
    with pytest.raises(stages.CannotGoBack):
        go_back(joint, Stage.DRAFTING, by=cast.alice)

    go_back(joint, Stage.SIGN_ON, by=cast.alice)

    assert not FrozenFile.objects.exists()
    assert Entry.objects.filter(verb="submission.unfrozen").count() == 1
    told = Notification.objects.filter(kind="submission.is_open_again")
    assert set(told.values_list("recipient", flat=True)) == {
        *(cast.bob.pk, cast.carol.pk)
    }
    assert level(text, cast.bob) == Level.WRITE


def test_what_was_filed_does_not_come_back(cast, joint, text):
    move(joint, Stage.FILED, by=cast.alice)

    with pytest.raises(stages.CannotGoBack):
        go_back(joint, Stage.FROZEN, by=cast.alice)


def test_from_its_review_on_the_outline_stays(cast, joint, text, now):
    bare = SectionFactory(submission=joint)
    move(joint, Stage.REVIEW, by=cast.bob)

    with pytest.raises(arranging.CannotArrange):
        arranging.add_section(
            section=Section(submission=joint, heading_ru="Новый"),
            after=None,
            actor=cast.bob,
            at=now,
        )
    with pytest.raises(arranging.CannotRemove):
        arranging.remove_section(section_id=bare.pk, actor=cast.bob, at=now)
    bare.heading_ru = "Другой"
    arranging.change_section(section=bare, actor=cast.bob, at=now)
    arranging.move_section(section_id=bare.pk, up=True, actor=cast.bob, at=now)


# Frozen: every way in


@pytest.fixture
def frozen(cast, joint, text, now):
    """With a version, and a suggestion that waits."""
    kept = history.keep_version(
        text_id=text.pk, kind="named", label="Before", actor=cast.bob, at=now
    )
    change(text, type_in(0, " И в Баткене."), author=cast.bob)
    block = read(text)["content"][0]["attrs"]["id"]
    waits = suggesting.suggest(
        text_id=text.pk,
        block=block,
        base=digest_of_block(text),
        words="Убежищ нет. И в Баткене.",
        author=cast.carol,
        at=now,
    )
    move(joint, Stage.FROZEN, by=cast.alice)
    return {"version": kept, "suggestion": waits, "block": block}


def digest_of_block(text):
    doc = store.load(text.pk).doc()
    block = read(text)["content"][0]["attrs"]["id"]
    return digest(wording_of(marking.find(store.fragment(doc), block)))


def writers(cast, joint, text, frozen, now):
    section = text.section
    by = {"actor": cast.alice, "at": now}
    other = Section(submission=joint, heading_ru="Новый")
    return {
        "typing": lambda: change(text, type_in(0, " Ещё."), author=cast.bob),
        "suggesting": lambda: suggesting.suggest(
            text_id=text.pk,
            block=frozen["block"],
            base=digest_of_block(text),
            words="Иначе",
            author=cast.bob,
            at=now,
        ),
        "a new paragraph": lambda: suggesting.suggest_paragraph(
            text_id=text.pk,
            after=frozen["block"],
            words="Ещё",
            author=cast.bob,
            at=now,
        ),
        "accepting": lambda: suggesting.decide(
            text_id=text.pk, ids=[frozen["suggestion"].pk], accept=True, **by
        ),
        "rejecting": lambda: suggesting.decide(
            text_id=text.pk, ids=[frozen["suggestion"].pk], accept=False, **by
        ),
        "bringing back": lambda: history.restore(version=frozen["version"], **by),
        "a new section": lambda: arranging.add_section(section=other, after=None, **by),
        "a heading": lambda: arranging.change_section(section=section, **by),
        "moving": lambda: arranging.move_section(section_id=section.pk, up=True, **by),
        "taking out": lambda: arranging.remove_section(section_id=section.pk, **by),
        "a status": lambda: arranging.mark_ready(section_id=section.pk, **by),
        "the title": lambda: actions.change_submission(submission=joint, **by),
    }


WAYS = [
    *("typing", "suggesting", "a new paragraph", "accepting", "rejecting"),
    *("bringing back", "a new section", "a heading", "moving", "taking out"),
    *("a status", "the title"),
]


@pytest.mark.parametrize("way", WAYS)
def test_frozen_nothing_is_written_by_any_way(way, cast, joint, text, frozen, now):
    before = read(text)

    with pytest.raises(store.ActionRefused):
        writers(cast, joint, text, frozen, now)[way]()

    assert read(text) == before


def test_frozen_the_exchange_says_so_and_keeps_nothing(cast, joint, text, frozen):
    scribe = Scribe(signed_in(cast.bob), text, window="window01")
    scribe.sync()
    scribe.write("ещё")
    answer = scribe.sync()

    assert answer.status_code == 403
    assert answer.json()["error"] == "frozen"
    assert answer.json()["level"] == Level.COMMENT


def test_frozen_a_word_file_that_comes_back_suggests_nothing(cast, joint, text, now):
    move(joint, Stage.FROZEN, by=cast.alice)
    raw = exporting.docx_of(joint, language="ru", user=cast.bob)
    raw = edited(raw, tracked("Убежищ в Нарыне нет.", "Иначе."))
    before = read(text)

    [outcome] = returning.bring_back(
        submission=joint, paragraphs=reading.read(raw), author=cast.bob, at=now
    )

    assert "frozen" in outcome.refusal
    assert read(text) == before


def test_frozen_a_history_is_removed_by_who_concludes_it_alone(
    client, cast, joint, text, frozen, now
):
    address = reverse("submissions:purge", args=[joint.review_id, text.pk])
    client.force_login(cast.bob)
    assert client.get(address).status_code == 403
    client.force_login(cast.alice)
    assert client.get(address).status_code == 200
    files = set(FrozenFile.objects.values_list("file__digest", flat=True))

    with pytest.raises(purging.CannotPurge):  # the suggestion waits
        purging.purge_history(text_id=text.pk, actor=cast.alice, at=now)

    assert set(FrozenFile.objects.values_list("file__digest", flat=True)) == files


def test_purging_empties_wordings_of_before(cast, joint, text, now):
    in_sign_on(joint, by=cast.alice)
    secret = "Тайное имя"
    change(text, type_in(0, f" {secret}"), author=cast.bob)
    requesting.ask_again(submission_id=joint.pk, actor=cast.alice, at=now)
    with pytest.raises(purging.CannotPurge):
        purging.purge_history(
            text_id=text.pk, actor=cast.alice, at=now, words=["Нарыне"]
        )

    purging.purge_history(text_id=text.pk, actor=cast.alice, at=now)

    contents = joint.proposed_wordings.order_by("number")
    assert [bool(row.content) for row in contents] == [False, True]


# Races


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(3))
def test_of_who_freezes_and_who_writes_one_learns_of_the_other(cast, joint, text, turn):
    in_sign_on(joint, by=cast.alice)
    scribe = Scribe(signed_in(cast.bob), text, window="window01")
    scribe.sync()

    def write_on():
        answers = []
        for number in range(6):
            scribe.write(f"слово{number}")
            answers.append(scribe.sync().status_code)
        return answers

    def freeze():
        return stages.freeze(
            submission_id=joint.pk, actor=cast.alice, at=timezone.now()
        )

    at_once(write_on, freeze)

    joint.refresh_from_db()
    said = read(text)
    if joint.stage == Stage.FROZEN:
        wording = joint.proposed_wordings.get(language="ru")
        assert wording.content["sections"][0]["document"] == said
        assert "слово" not in str(said)
    else:
        assert "слово0" in str(said)


def test_freezing_twice_is_freezing_once(cast, joint, text):
    in_sign_on(joint, by=cast.alice)
    signed(joint, "Ак-Булут", by=cast.alice)
    at = timezone.now() + timedelta(seconds=2)

    for _click in range(2):
        stages.freeze(submission_id=joint.pk, actor=cast.alice, at=at)

    assert StageChange.objects.filter(after=Stage.FROZEN).count() == 1
    assert FrozenFile.objects.count() == 1


# Pages


def test_the_stage_page_says_what_comes_and_who_does_it(client, cast, joint, text):
    address = reverse("submissions:stage", args=[joint.review_id, joint.pk])
    client.force_login(cast.carol)
    assert "A rapporteur or a coordinator does this." in client.get(address).text
    assert client.post(address, {"to": "review"}).status_code == 403
    client.force_login(cast.bob)
    assert client.post(address, {"to": "review"}).status_code == 302
    assert client.post(address, {"to": "sign_on"}).status_code == 403
    client.force_login(cast.alice)
    assert client.post(address, {"to": "sign_on"}).status_code == 302
    assert client.post(address, {"to": "filed"}).status_code == 400
    assert client.post(address, {"to": "frozen"}).status_code == 302
    page = client.get(address).text
    assert FrozenFile.objects.get().sha256 in page
    refused = client.post(address, {"to": "sign_on", "back": "1", "reason": ""})
    assert "Write why it goes back." in refused.text
    client.post(address, {"to": "sign_on", "back": "1", "reason": "A mistake"})
    assert "A mistake" in client.get(address).text


def test_the_frozen_file_is_for_who_takes_part(client, cast, joint, text):
    move(joint, Stage.FROZEN, by=cast.alice)
    address = reverse("submissions:frozen-file", args=[joint.review_id, joint.pk, "ru"])
    answers = {}
    for person in ("alice", "bob", "carol", "dan", "eve", "grace", "heidi"):
        client.force_login(cast[person])
        response = client.get(address)
        list(response)  # to its end
        answers[person] = response.status_code

    assert answers == {
        **dict.fromkeys(("alice", "bob", "carol"), 200),
        **dict.fromkeys(("dan", "eve", "grace", "heidi"), 404),
    }


def test_a_group_that_nobody_coordinates_concludes_its_own(client, cast):
    alone = SubmissionFactory(review=cast.review, groups=[cast.confidential])
    write_words(text_of(SectionFactory(submission=alone)), "Слова", author=cast.grace)
    address = reverse("submissions:stage", args=[alone.review_id, alone.pk])
    client.force_login(cast.grace)

    for to in ("review", "sign_on", "frozen"):
        assert client.post(address, {"to": to}).status_code == 302

    alone.refresh_from_db()
    assert alone.stage == Stage.FROZEN
    client.force_login(cast.alice)
    assert client.get(address).status_code == 404
