"""Links for guests: made, listed with their last days, withdrawn."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import openings
from core.access import access
from core.exceptions import ActionRefused
from submissions import guests, queries
from submissions.link_forms import LinkForm
from submissions.views.loading import load_submission


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def links(request, review_id, pk):
    submission = load_submission(request, review_id, pk, perm="open")
    texts = guests.texts_of(submission)
    form = LinkForm(
        request.POST or None,
        submission=submission,
        texts=texts,
        zone=request.user.time_zone,
    )
    if form.is_valid():
        try:
            _opening, token = openings.open_to_link(
                **form.terms(),
                **queries.trail_of_submission(submission),
                actor=request.user,
                at=timezone.now(),
            )
        except ActionRefused as refusal:
            form.add_error("last_day", str(refusal))
        else:
            request.session[f"guest {pk}"] = address_of(token)
            return redirect("submissions:links", review_id, pk)
    return page(request, submission, texts, form)


def page(request, submission, texts, form):
    at = timezone.now()
    rows = guests.links_of(submission, texts, reader=request.user, at=at)
    context = {
        "review": submission.review,
        "submission": submission,
        "form": form,
        "links": [row for row in rows if row.is_current],
        "over": [row for row in rows if not row.is_current],
        "new_link": request.session.pop(f"guest {submission.pk}", ""),
        "zone": request.user.time_zone,
    }
    return render(request, "submissions/links.html", context)


def address_of(token: str) -> str:
    return settings.SITE_URL + reverse("guest:home", args=[token])


@access("signed_in")
@require_POST
def withdraw(request, review_id, pk, opening_id):
    submission = load_submission(request, review_id, pk, perm="open")
    opening = get_object_or_404(guests.openings_of(submission), pk=opening_id)
    openings.withdraw(
        opening=opening,
        actor=request.user,
        at=timezone.now(),
        **queries.trail_of_submission(submission),
    )
    messages.success(request, _("The link leads nowhere any more."))
    return redirect("submissions:links", review_id, pk)
