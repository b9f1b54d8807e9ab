"""Handing a submission in: the window, what has to be ready, the files, the receipt.
Whoever concludes it writes; whoever works on it reads."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core import files
from core.access import access
from core.exceptions import ActionRefused
from core.files import send_file
from core.http import require_perm
from core.models import StoredFile
from core.templatetags.ui import place
from submissions import filing as actions
from submissions import filing_desk
from submissions.filing_forms import CheckForm, FileForm, ReceiptForm
from submissions.models import Filing, FilingCheck, Submission
from submissions.views.stages import load_work

SUFFIXES = {"application/pdf": "pdf", "image/png": "png"}


def load_to_file(request, review_id, pk) -> Submission:
    submission = load_work(request, review_id, pk)
    require_perm(request.user, filing_desk.CONCLUDES, submission)
    return submission


@access("signed_in")
@require_safe
def filing(request, review_id, pk):
    return show(request, load_work(request, review_id, pk))


@access("signed_in")
@require_POST
def check(request, review_id, pk, kind):
    """Who sees to one of the preparations, and whether it was found right."""
    submission = load_to_file(request, review_id, pk)
    if kind not in FilingCheck.Kind:
        raise Http404
    shown = filing_desk.page_of(submission, user=request.user, at=timezone.now())
    form = check_forms(request, shown, refused=kind)[kind]
    if form.is_valid():
        try:
            actions.keep_check(
                submission_id=submission.pk,
                check=form.instance,
                is_done=form.cleaned_data["is_done"],
                user_name=form.cleaned_data.get("user_name"),
                actor=request.user,
                at=timezone.now(),
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(address_of(submission, f"#c-{kind}"))
    return show(request, submission, refused_check=(kind, form))


@access("signed_in")
@require_POST
def file(request, review_id, pk):
    """It was sent: when, which files, and what the UN answered."""
    submission = load_to_file(request, review_id, pk)
    try:
        actions.refuse_stage(submission)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(address_of(submission))
    form = form_to_file(request, submission, request.POST, request.FILES)
    if form.is_valid():
        said = form.cleaned_data
        try:
            filed = actions.file_submission(
                submission_id=submission.pk,
                languages=said["languages"],
                sent_at=said["sent_at"],
                receipt_number=said["receipt_number"],
                receipt=kept(said["receipt"]),
                actor=request.user,
                at=timezone.now(),
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            say_filed(request, filed)
            return redirect(address_of(submission))
    return show(request, submission, file_form=form)


def say_filed(request, filed: Filing) -> None:
    if filed.was_late:
        messages.warning(
            request,
            _(
                "Written down. It was sent after the window had closed: write to the UN."
            ),
        )
    else:
        messages.success(request, _("Filed. Everybody who takes part is told."))


@access("signed_in")
@require_POST
def attach(request, review_id, pk):
    """A receipt that came later."""
    submission = load_to_file(request, review_id, pk)
    form = ReceiptForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            actions.attach_receipt(
                submission_id=submission.pk,
                receipt_number=form.cleaned_data["receipt_number"],
                receipt=kept(form.cleaned_data["receipt"]),
                actor=request.user,
                at=timezone.now(),
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The receipt is kept."))
            return redirect(address_of(submission))
    return show(request, submission, receipt_form=form)


@access("signed_in")
@require_POST
def take_back(request, review_id, pk):
    """It was written down by mistake, and no receipt is kept."""
    submission = load_to_file(request, review_id, pk)
    try:
        actions.take_back(
            submission_id=submission.pk,
            reason=request.POST.get("reason", ""),
            actor=request.user,
            at=timezone.now(),
        )
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("Taken back: it is frozen, and not filed. Everybody is told.")
        )
    return redirect(address_of(submission))


@access("signed_in")
@require_safe
def receipt(request, review_id, pk):
    submission = load_work(request, review_id, pk)
    filed = Filing.objects.filter(submission=submission).exclude(receipt=None)
    row = filed.select_related("receipt").first()
    if row is None:
        raise Http404
    suffix = SUFFIXES[row.receipt.content_type]
    return send_file(request, row.receipt, filename=f"receipt.{suffix}")


def kept(paper: tuple[bytes, str] | None) -> StoredFile | None:
    if paper is None:
        return None
    content, content_type = paper
    return files.store(content, content_type=content_type)


def show(request, submission, *, refused_check=None, file_form=None, receipt_form=None):
    shown = filing_desk.page_of(submission, user=request.user, at=timezone.now())
    is_filed = shown["filing"].is_filed
    if shown["may_file"] and not is_filed:
        forms = check_forms(request, shown)
        if refused_check:
            kind, form = refused_check
            forms[kind] = form
        for row in shown["checks"]:
            row.form = forms[row.row.kind]
        if shown["is_frozen"]:
            shown["file_form"] = file_form or form_to_file(request, submission)
    if shown["may_file"] and is_filed and lacks_receipt(shown["filing"]):
        shown["may_take_back"] = not shown["filing"].has_receipt
        shown["receipt_form"] = receipt_form or ReceiptForm()
    is_refused = refused_check or file_form or receipt_form
    status = 422 if is_refused else 200
    return render(request, "submissions/filing.html", shown, status=status)


def lacks_receipt(filed: Filing) -> bool:
    return not (filed.receipt_id and filed.receipt_number)


def check_forms(request, shown, *, refused="") -> dict[str, CheckForm]:
    people = filing_desk.people_for(shown["submission"], user=request.user)
    names = [(person.pk, person.full_name) for person in people]
    return {
        row.row.kind: CheckForm(
            request.POST if row.row.kind == refused else None,
            instance=row.row,
            people=people,
            names=names,
            user_name=shown["filing"].user_name,
            prefix=row.row.kind,
        )
        for row in shown["checks"]
    }


def form_to_file(request, submission, *data) -> FileForm:
    return FileForm(
        *data,
        files=filing_desk.files_of(submission),
        places=place,
        reader=request.user,
        at=timezone.now(),
    )


def address_of(submission: Submission, mark: str = "") -> str:
    return f"{Filing(submission=submission).get_absolute_url()}{mark}"
