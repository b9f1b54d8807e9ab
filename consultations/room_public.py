"""Drafts on the phones of a room: behind the meeting's printed address, without
account, session or cookie. A phone is known by a number it made up itself; nothing
else of it is asked or kept. What that cannot stop is a person with many phones, or
one who makes up many numbers: hands and phones are therefore shown apart, and an
address takes only so many answers in a while."""

from uuid import uuid4

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from consultations import room
from consultations.contributing_doors import line_of
from consultations.models import ContributionLink, Reaction
from consultations.room_forms import PhoneForm
from core.access import access, keeps_nothing
from core.exceptions import ActionRefused
from core.rates import Rate, is_too_often

TEN_MINUTES = 600
OF_ONE_ADDRESS = Rate(  # a full hall, each twice
    name="room", at_most=1200, seconds=TEN_MINUTES
)
OF_ONE_LINE = Rate(name="room by line", at_most=600, seconds=TEN_MINUTES)
OF_ONE_PHONE = Rate(name="room by phone", at_most=40, seconds=TEN_MINUTES)
KNOWN = dict(settings.LANGUAGES)


@access("link")
@keeps_nothing
@require_http_methods(["GET", "HEAD", "POST"])
def phone(request, token):
    """In the language of the phone, or the one chosen here (`in`): `lang` would be
    kept in a cookie."""
    at = timezone.now()
    links = ContributionLink.objects.select_related(
        "event__review__state", "event__host"
    )
    link = links.opened_with(token, at=at)
    if link is None or link.event is None:
        raise Http404
    asked = request.GET.get("in", "")
    language = asked if asked in KNOWN else request.LANGUAGE_CODE
    with override(language):
        response = page(request, link, language=language, at=at)
    response.headers["Content-Language"] = language
    patch_cache_control(response, no_store=True, private=True)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def page(request, link, *, language, at):
    event = link.event
    drafts = list(event.tabled.told().order_by("order"))
    form, wrong, kept, status = None, "", 0, 200
    if request.method == "POST":
        form = PhoneForm(request.POST, tabled=drafts)
        try:
            kept = take(request, link, form, language=language, at=at)
        except TooOften as refusal:
            wrong, status = str(refusal), 429
        except ActionRefused as refusal:
            wrong, status = str(refusal), 422
    context = {
        "event": event,
        "drafts": [
            {"draft": draft, "given": form.sent[draft.pk] if form else None}
            for draft in drafts
        ],
        "answers": Reaction.Answer,
        "key": form.key if form else uuid4(),
        "language": language,
        "languages": settings.LANGUAGES,
        "kept": kept,
        "wrong": wrong,
        "is_over": event.closed_at is not None,
        "remark_at_most": room.REMARK_AT_MOST,
    }
    return render(request, "room/phone.html", context, status=status)


class TooOften(ActionRefused):
    pass


def take(request, link, form, *, language, at) -> int:
    """What is refused to a line or a phone is not counted to the address."""
    counted = (
        (OF_ONE_LINE, f"{link.pk} {line_of(request)}"),
        (OF_ONE_PHONE, f"{link.pk} {form.key}"),
        (OF_ONE_ADDRESS, str(link.pk)),
    )
    if any(is_too_often(rate, who, at=at) for rate, who in counted):
        raise TooOften(_("Too much at once. Wait a few minutes, then send again."))
    if form.unanswered:
        numbers = ", ".join(map(str, form.unanswered))
        raise room.CannotReact(
            _("Where you wrote a line, choose an answer too: number %(numbers)s.")
            % {"numbers": numbers}
        )
    return room.answer_by_phone(
        event=link.event,
        client_key=form.key,
        answers=form.answers,
        language=language,
        at=at,
    )
