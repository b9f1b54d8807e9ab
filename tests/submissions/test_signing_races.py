"""An organisation answers while others freeze, ask again or withdraw its link: on
real connections, each waits for the other."""

import pytest
from django.utils import timezone

from submissions import requesting, signing, stages
from submissions.agreed_files import named_organisations
from submissions.models import FrozenFile, SignOnAnswer, Submission, Text
from tests.factories.signing import asked, in_sign_on, link_of, signed
from tests.factories.submissions import (
    SectionFactory,
    SubmissionFactory,
    text_of,
    write_words,
)
from tests.factsheets.test_races import at_once
from tests.submissions.test_signing import in_files
from tests.submissions.writing import change, type_in

pytestmark = pytest.mark.django_db(transaction=True)
YES = signing.Answer(kind="yes", naming="named", signed_name="А. Асанова")


@pytest.fixture
def joint(cast):
    submission = SubmissionFactory(review=cast.review, groups=[cast.first])
    write_words(text_of(SectionFactory(submission=submission)), "Убежищ нет.")
    return in_sign_on(submission, by=cast.alice)


def freezing(joint, cast):
    return lambda: stages.freeze(
        submission_id=joint.pk, actor=cast.alice, at=timezone.now()
    )


@pytest.mark.parametrize("turn", range(3))
def test_who_withdraws_while_it_is_frozen_is_in_no_file(joint, cast, turn):
    sign_on = signed(joint, "Ушло-Имя", by=cast.alice)
    link = link_of(sign_on)

    at_once(
        freezing(joint, cast),
        lambda: signing.withdraw_by_link(link=link, at=timezone.now()),
    )

    assert Submission.objects.get(pk=joint.pk).stage == "frozen"
    assert FrozenFile.objects.count() == 1
    assert not in_files("Ушло-Имя")


@pytest.mark.parametrize("turn", range(3))
def test_who_signs_while_it_is_frozen_is_in_the_file_or_was_too_late(joint, cast, turn):
    sign_on = asked(joint, "Новое-Имя", by=cast.alice)
    link = link_of(sign_on)

    at_once(
        freezing(joint, cast),
        lambda: signing.answer_by_link(
            link=link, answer=YES, seen=1, at=timezone.now()
        ),
    )

    assert in_files("Новое-Имя") == SignOnAnswer.objects.exists()


@pytest.mark.parametrize("turn", range(3))
def test_who_signs_while_it_is_asked_again_has_agreed_to_what_was_read(
    joint, cast, turn
):
    sign_on = asked(joint, "Имя", by=cast.alice)
    link = link_of(sign_on)
    text = Text.objects.get(section__submission=joint, language="ru")
    change(text, type_in(0, ","))

    at_once(
        lambda: requesting.ask_again(
            submission_id=joint.pk, actor=cast.alice, at=timezone.now()
        ),
        lambda: signing.answer_by_link(
            link=link, answer=YES, seen=1, at=timezone.now()
        ),
    )

    sign_on.refresh_from_db()
    assert (sign_on.state, sign_on.asked_number) == ("asked", 2)
    assert named_organisations(joint) == []
    numbers = SignOnAnswer.objects.values_list("wording_number", flat=True)
    assert set(numbers) <= {1}


def test_the_same_click_twice_at_once_is_one_answer(joint, cast):
    link = link_of(asked(joint, "Имя", by=cast.alice))

    def sign():
        return signing.answer_by_link(link=link, answer=YES, seen=1, at=timezone.now())

    at_once(sign, sign)

    assert SignOnAnswer.objects.count() == 1
