"""A proposal before a guest who is asked about it: its wording, and nothing else."""

from django.views.decorators.http import require_http_methods

from comments.by_link import page_of
from core.access import access
from proposals.models import Proposal


@access("link")
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request, token):
    return page_of(
        request,
        token,
        model=Proposal,
        template="proposals/guest.html",
        shown=lambda subject: {"proposal": subject},
    )
