import rules
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from consultations import helping
from consultations.forms.helping import AnswerHelpForm, AskForm, HelperForm
from consultations.models import HelpRequest, RegionalContact
from core.access import access
from core.exceptions import ActionRefused
from core.http import require_perm
from reviews.queries import load_review

NAME = "consultations.name_helper"


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def helpers(request, review_id):
    """Who helps where; coordinators name somebody."""
    review = load_review(request.user, review_id)
    may_name = rules.has_perm(NAME, request.user, review)
    form = None
    if request.method == "POST":
        require_perm(request.user, NAME, review)
    if may_name:
        form = HelperForm(
            request.POST or None,
            instance=RegionalContact(review=review),
            reader=request.user,
        )
    if form and form.is_valid():
        try:
            helping.name_helper(
                contact=form.instance, actor=request.user, at=timezone.now()
            )
        except ActionRefused as refusal:
            form.add_error("user", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("consultations:helpers", review.pk)
    contacts = RegionalContact.objects.visible_to(request.user).filter(review=review)
    if not may_name:
        contacts = contacts.present()
    asked = HelpRequest.objects.visible_to(request.user).filter(contact__review=review)
    page = {
        "review": review,
        "form": form,
        "contacts": contacts.select_related("region").order_by(
            "region__order", "region", "pk"
        ),
        "asked": asked.select_related("contact__region").order_by(
            "answered_at", "-asked_at", "pk"
        )[:50],
        "may_name": may_name,
    }
    return render(request, "consultations/helpers.html", page)


@access("signed_in")
@require_POST
def remove(request, review_id, pk):
    contact = _contact(request, review_id, pk)
    require_perm(request.user, NAME, contact)
    helping.remove_helper(contact=contact, actor=request.user, at=timezone.now())
    messages.success(request, _("Nobody is named here any more."))
    return redirect("consultations:helpers", review_id)


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request, review_id, pk):
    contact = _contact(request, review_id, pk)
    form = AskForm(request.POST or None)
    if form.is_valid():
        try:
            asked = helping.ask_for_help(
                contact=contact,
                text=form.cleaned_data["text"],
                actor=request.user,
                at=timezone.now(),
            )
        except ActionRefused as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, _("Asked. You hear when there is an answer."))
            return redirect(asked)
    page = {"review": contact.review, "contact": contact, "form": form}
    return render(request, "consultations/ask_help.html", page)


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def help_request(request, review_id, pk):
    rows = HelpRequest.objects.visible_to(request.user).select_related(
        "contact__review__state", "contact__region", "asked_by"
    )
    asked = get_object_or_404(rows, pk=pk, contact__review=review_id)
    is_helper = asked.contact.user_id == request.user.pk
    form = None
    if request.method == "POST":
        require_perm(request.user, "consultations.answer_help", asked)
    if is_helper and not asked.answered_at:
        form = AnswerHelpForm(request.POST or None)
    if form and form.is_valid():
        try:
            helping.answer_help(
                request=asked,
                answer=form.cleaned_data["answer"],
                actor=request.user,
                at=timezone.now(),
            )
        except ActionRefused as refusal:
            form.add_error("answer", str(refusal))
        else:
            messages.success(request, _("Answered. Whoever asked hears of it."))
            return redirect(asked)
    page = {
        "review": asked.contact.review,
        "asked": asked,
        "form": form,
        "is_helper": is_helper,
    }
    return render(request, "consultations/help_request.html", page)


def _contact(request, review_id, pk) -> RegionalContact:
    rows = RegionalContact.objects.visible_to(request.user).select_related(
        "review__state", "region", "user"
    )
    return get_object_or_404(rows, pk=pk, review=review_id)
