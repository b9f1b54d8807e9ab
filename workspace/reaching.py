"""How organisations are reached: for coordinators of a review in which they take part
or are to sign. Kept sealed, shown on one page, and in no list, file or log."""

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.contact_forms import ContactForm
from accounts.contacts import contact_of, keep_contact
from accounts.models import Organisation
from core.access import access
from core.crypto import CannotUnseal
from core.http import require_perm
from groups.models import Group
from reviews.queries import load_review
from submissions.models import SignOn

PERM = "workspace.reach_organisation"


def organisations_of(review, *, user) -> QuerySet[Organisation]:
    """Institutions of the review, and who was asked to sign a submission that the
    coordinator concludes; hidden ones too. Not through a confidential group: whose it
    is would tell its theme."""
    groups = Group.objects.filter(review=review, is_confidential=False)
    asked = SignOn.objects.led_by(user).filter(submission__review=review)
    return (
        Organisation.objects.filter(
            Q(pk__in=groups.exclude(organisation=None).values("organisation"))
            | Q(pk__in=asked.values("organisation"))
        )
        .annotate(
            asked=Count("sign_ons", filter=Q(sign_ons__in=asked.values("pk"))),
        )
        .defer("sealed_contact")
        .annotate(is_reached=Q(sealed_contact__isnull=False))
        .order_by("name_en", "name_ru", "name_ky", "pk")
    )


@access("signed_in")
@require_safe
def organisations(request, review_id):
    review = load_review(request.user, review_id)
    require_perm(request.user, PERM, review)
    rows = organisations_of(review, user=request.user)
    context = {"review": review, "rows": rows}
    return render(request, "workspace/organisations.html", context)


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request, review_id, pk):
    review = load_review(request.user, review_id)
    require_perm(request.user, PERM, review)
    rows = organisations_of(review, user=request.user)
    organisation = Organisation.objects.get(pk=get_object_or_404(rows, pk=pk).pk)
    known, is_shut = kept_of(organisation)
    form = ContactForm(request.POST or None, initial=known)
    if form.is_valid():
        keep_contact(
            organisation=organisation,
            contact=form.contact(),
            actor=request.user,
            at=timezone.now(),
            review=review,
        )
        messages.success(request, _("Kept, sealed."))
        return redirect("workspace:organisations", review.pk)
    context = {
        "review": review,
        "organisation": organisation,
        "form": form,
        "is_shut": is_shut,
    }
    return render(request, "workspace/contact.html", context)


def kept_of(organisation) -> tuple[dict[str, str], bool]:
    """What is kept; and whether it cannot be opened any more."""
    try:
        found = contact_of(organisation)
    except CannotUnseal:
        return {}, True
    return {name: getattr(found, name) for name in found.__slots__}, False
