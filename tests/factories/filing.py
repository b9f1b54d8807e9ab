"""Submissions on their way to the UN."""

from datetime import timedelta

from django.utils import timezone

from submissions import signing, stages
from submissions.models import SignOn, Submission
from tests.factories.accounts import OrganisationFactory
from tests.factories.submissions import (
    SectionFactory,
    SubmissionFactory,
    text_of,
    write_words,
)


def in_sign_on(
    *, actor, groups, languages=("en", "ru"), at=None, **fields
) -> Submission:
    """Written, read, its wording proposed."""
    at = at or timezone.now() - timedelta(hours=2)
    submission = SubmissionFactory(
        review=groups[0].review,
        groups=groups,
        languages=list(languages),
        source_language=languages[0],
        **fields,
    )
    section = SectionFactory(submission=submission, group=groups[0])
    for language in languages:
        write_words(text_of(section, language), f"Words in {language}")
    for step in (stages.open_review, stages.open_sign_on):
        step(submission_id=submission.pk, actor=actor, at=at)
    submission.refresh_from_db()
    return submission


def agree(submission, *, actor, naming="named", at=None, **names) -> SignOn:
    """An organisation says yes, noted by a coordinator."""
    at = at or timezone.now() - timedelta(hours=1)
    organisation = OrganisationFactory(**names)
    sign_on = SignOn.objects.create(
        submission=submission,
        organisation=organisation,
        language="en",
        asked_number=1,
        asked_at=at,
        asked_by=actor,
    )
    signing.record_answer(
        sign_on_id=sign_on.pk,
        answer=signing.Answer(
            kind="yes",
            naming=naming,
            signed_name="Somebody",
            signed_function="Director",
        ),
        via="phone",
        said_at=at,
        actor=actor,
        at=at,
    )
    return sign_on


def frozen(*, actor, groups, at=None, **fields) -> Submission:
    at = at or timezone.now() - timedelta(hours=1)
    submission = in_sign_on(
        actor=actor, groups=groups, at=at - timedelta(hours=1), **fields
    )
    stages.freeze(submission_id=submission.pk, actor=actor, at=at)
    submission.refresh_from_db()
    return submission
