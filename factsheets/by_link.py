"""The draft of a factsheet before a guest who is asked about it: the page as a
diplomat would read it, and nothing else."""

from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from comments.by_link import page_of
from core.access import access
from factsheets import content, public
from factsheets.models import Factsheet


@access("link")
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request, token):
    return page_of(
        request,
        token,
        model=Factsheet,
        template="factsheets/guest.html",
        shown=page_as_it_is,
    )


def page_as_it_is(factsheet: Factsheet) -> dict:
    """In the reader's language as soon as the page can stand in it."""
    asked = get_language()
    is_written = asked in factsheet.languages()
    language = asked if is_written else factsheet.source_language
    facts = content.facts_of(factsheet, language, on=timezone.localdate())
    return {**public.page_context(facts), "is_preview": True}
