"""A submission that organisations are asked to sign."""

from django.utils import timezone

from accounts.models import Organisation
from core.models import derived_token
from submissions import requesting, signing, stages
from submissions.models import Naming, SignOn, Submission
from submissions.signing import Answer


def in_sign_on(submission: Submission, *, by, at=None) -> Submission:
    """Its wording is proposed."""
    at = at or timezone.now()
    stages.open_review(submission_id=submission.pk, actor=by, at=at)
    return stages.open_sign_on(submission_id=submission.pk, actor=by, at=at)


def asked(submission: Submission, name: str, *, by, at=None, **more) -> SignOn:
    return requesting.ask(
        submission_id=submission.pk,
        organisation=Organisation(name_ru=name, name_en=name),
        language=more.pop("language", submission.source_language),
        actor=by,
        at=at or timezone.now(),
        **more,
    )


def link_of(sign_on: SignOn):
    return sign_on.links.filter(revoked_at=None).order_by("-created_at").first()


def token_of(sign_on: SignOn) -> str:
    return derived_token(link_of(sign_on))


def answered(
    sign_on: SignOn,
    *,
    kind: str = "yes",
    naming: str = Naming.UNNAMED,
    name: str = "Айгүл Асанова",
    at=None,
) -> SignOn:
    sign_on.refresh_from_db()
    return signing.answer_by_link(
        link=link_of(sign_on),
        answer=Answer(
            kind=kind, naming=naming, signed_name=name, signed_function="director"
        ),
        seen=sign_on.asked_number,
        at=at or timezone.now(),
    )


def signed(submission: Submission, name: str, *, by, naming="named", **more) -> SignOn:
    return answered(asked(submission, name, by=by, **more), naming=naming)
