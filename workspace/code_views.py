"""What became of it, for whoever holds a code. Without an account, a cookie or a
trace, as the pages at addresses for contributions.

A code has eleven digits by chance. Whoever types one that could be a code and is
none has guessed: ten times an hour over one line, two thousand times an hour in all,
and then nobody is told anything until the hour is over. While ten thousand codes are
out, a single line needs a hundred thousand guesses for one chance in a hundred,
which takes it more than a year; all lines of the world together find one code in
two hundred days. What it shows then is on a slip of paper, and is no words of anybody.
Slips of the tongue are noticed by the twelfth digit and are no guesses.
"""

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from consultations.contributing_doors import Refused, line_of, read_body
from consultations.digits import code_for, digits_of, in_fours
from consultations.enquiring import CannotAnswer, answer_enquiry
from consultations.models import Code, Enquiry, Event, Finding
from core.access import access, keeps_nothing
from core.rates import Rate, is_too_often, is_used_up
from workspace.code_forms import AnswerForm, CodeForm
from workspace.fate import fate_of, fate_of_meeting

GUESSES_OF_A_LINE = Rate(name="code.line", at_most=10, seconds=3600)
GUESSES_OF_ALL = Rate(name="code.all", at_most=2_000, seconds=3600)


@access("public")
@keeps_nothing
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def page(request):
    if request.method != "POST":
        return shown(request, "code/page.html", {"form": CodeForm()})
    return opened(request, lambda code: told(request, code))


@access("public")
@keeps_nothing
@require_POST
@sensitive_post_parameters()
def answer(request):
    """Answer a question back; what became of it comes again, with the answer."""
    return opened(request, lambda code: take_answer(request, code))


def opened(request, make):
    """What `make` shows for the code that was sent, or the form that asks for it."""
    form = CodeForm()
    try:
        read_body(request)
        form = CodeForm(request.POST)
        if form.is_valid():
            digits = form.cleaned_data["code"]
            return make(found(request, digits, at=timezone.now()))
    except Refused as refusal:
        return asked_again(request, form, refusal)
    return shown(request, "code/page.html", {"form": form}, status=422)


def asked_again(request, form: CodeForm, refusal: Refused):
    lost = ""
    if form.is_bound:
        form.add_error("code", str(refusal))
    else:
        lost = str(refusal)
    context = {"form": form, "lost": lost}
    return shown(request, "code/page.html", context, status=refusal.status)


def found(request, digits: str, *, at) -> Code:
    line = line_of(request)
    if is_used_up(GUESSES_OF_A_LINE, line, at=at) or is_used_up(
        GUESSES_OF_ALL, "", at=at
    ):
        raise Refused(
            _("Codes that do not exist were tried too often. Come back in an hour."),
            status=429,
        )
    code = code_for(digits)
    if code is None:
        is_too_often(GUESSES_OF_A_LINE, line, at=at)
        is_too_often(GUESSES_OF_ALL, "", at=at)
        raise Refused(_("There is no such code. Compare it with the slip once more."))
    return code


def told(request, code: Code, *, form: AnswerForm | None = None, status=200):
    context: dict = {"fours": in_fours(digits_of(code))}
    if code.event_id:
        event = Event.objects.select_related("region").get(pk=code.event_id)
        context["fate"] = fate_of_meeting(event)
        return shown(request, "code/meeting.html", context, status=status)
    finding = Finding.objects.get(pk=code.finding_id)
    context["fate"] = fate_of(finding)
    context["form"] = form or AnswerForm()
    return shown(request, "code/fate.html", context, status=status)


def take_answer(request, code: Code):
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return told(request, code, form=form, status=422)
    enquiry = Enquiry.objects.filter(
        pk=form.cleaned_data["enquiry"], finding=code.finding_id
    ).first()
    if enquiry is None:
        return told(request, code)
    try:
        answer_enquiry(
            enquiry=enquiry,
            text=form.cleaned_data["answer"],
            language=request.LANGUAGE_CODE,
            at=timezone.now(),
        )
    except CannotAnswer as refusal:
        form.add_error("answer", str(refusal))
        return told(request, code, form=form, status=422)
    return told(request, code)


def shown(request, template: str, context: dict, *, status: int = 200) -> HttpResponse:
    around = {
        "language": request.LANGUAGE_CODE,
        "languages": settings.LANGUAGES,
        "quick_exit_url": settings.QUICK_EXIT_URL,
        "page_url": reverse("code:page"),
    }
    response = HttpResponse(
        render_to_string(template, {**around, **context}), status=status
    )
    patch_cache_control(response, no_store=True, private=True)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
