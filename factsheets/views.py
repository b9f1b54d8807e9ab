from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from comments.desk import asked_here
from core.access import access
from core.exceptions import ActionRefused
from core.http import require_perm
from factsheets import actions, content, desk, public, publishing
from factsheets.forms import PublishForm, ShareForm, StartForm
from factsheets.models import Edition, Factsheet, Rendition, ShareLink
from notifications.awaiting import await_file, was_fetched
from reviews.queries import load_review


def load(request, review_id, pk, *, perm="") -> Factsheet:
    """A factsheet that the person may know of; then the verb is asked."""
    factsheet = get_object_or_404(
        Factsheet.objects.visible_to(request.user).for_page(),
        pk=pk,
        review=review_id,
    )
    if perm:
        require_perm(request.user, f"factsheets.{perm}_factsheet", factsheet)
    return factsheet


@access("signed_in")
@require_safe
def listing(request, review_id):
    review = load_review(request.user, review_id)
    rows = desk.rows_for(request.user, review=review)
    return render(
        request,
        "factsheets/list.html",
        {
            "review": review,
            "rows": rows,
            "may_start": desk.may_start(request.user, review=review),
        },
    )


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def start(request, review_id):
    review = load_review(request.user, review_id)
    if not desk.may_start(request.user, review=review):
        raise Http404
    form = StartForm(
        request.POST or None,
        initial={"source_language": request.user.language},
        user=request.user,
        review=review,
    )
    if form.is_valid():
        factsheet = actions.start_factsheet(
            group=form.chosen_group,
            actor=request.user,
            at=timezone.now(),
            source_language=form.cleaned_data["source_language"],
            title=form.cleaned_data["title"],
            key_message=form.cleaned_data["key_message"],
        )
        return redirect("factsheets:edit", review_id, factsheet.pk)
    return render(request, "factsheets/start.html", {"review": review, "form": form})


@access("signed_in")
@require_safe
def detail(request, review_id, pk):
    """Where the factsheet stands, and what one may do with it next."""
    factsheet = load(request, review_id, pk)
    if not factsheet.opened:
        return redirect("factsheets:edition", review_id, pk)
    return render(
        request,
        "factsheets/detail.html",
        {
            **desk.desk_of(factsheet, user=request.user, at=timezone.now()),
            **(
                {}
                if factsheet.is_group_open
                else asked_here(factsheet, user=request.user)
            ),
            "share_form": ShareForm(),
            "new_link": request.session.pop(f"link {pk}", ""),
        },
    )


@access("signed_in")
@require_POST
def send_for_review(request, review_id, pk):
    factsheet = load(request, review_id, pk, perm="change")
    return attempt(
        request,
        factsheet,
        lambda: actions.send_for_review(
            factsheet_id=pk, actor=request.user, at=timezone.now()
        ),
        _("The group has been asked to read it."),
    )


@access("signed_in")
@require_POST
def reopen(request, review_id, pk):
    factsheet = load(request, review_id, pk, perm="change")
    return attempt(
        request,
        factsheet,
        lambda: actions.reopen(factsheet_id=pk, actor=request.user, at=timezone.now()),
        _("It is a draft again."),
    )


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request, review_id, pk):
    factsheet = load(request, review_id, pk, perm="publish")
    offer = desk.publication_offer(factsheet)
    form = PublishForm(
        request.POST or None,
        languages=[(row["language"], row["name"]) for row in offer],
        initial={
            "languages": [row["language"] for row in offer if row["is_free"]],
            "seen": publishing.state_of(factsheet),
        },
    )
    if form.is_valid():
        try:
            publishing.publish(
                factsheet_id=pk,
                languages=form.cleaned_data["languages"],
                accepts_gaps=form.cleaned_data["accepts_gaps"],
                actor=request.user,
                at=timezone.now(),
                seen=form.cleaned_data["seen"],
            )
        except publishing.SeenOtherwise as refusal:
            messages.warning(request, str(refusal))
            return redirect(factsheet)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Published. The PDFs are being made."))
            return redirect(factsheet)
    return render(
        request,
        "factsheets/publish.html",
        {
            "factsheet": factsheet,
            "review": factsheet.review,
            "form": form,
            "offer": offer,
            "has_gaps": any(
                obstacle.may_be_accepted
                for row in offer
                for obstacle in row["obstacles"]
            ),
        },
    )


@access("signed_in")
@require_POST
def withdraw(request, review_id, pk):
    factsheet = load(request, review_id, pk, perm="withdraw")
    return attempt(
        request,
        factsheet,
        lambda: publishing.withdraw(
            factsheet_id=pk, actor=request.user, at=timezone.now()
        ),
        _("Withdrawn. Its addresses now answer that it is gone."),
    )


@access("signed_in")
@require_POST
def make_link(request, review_id, pk):
    factsheet = load(request, review_id, pk, perm="share")
    newest = get_object_or_404(
        Edition.objects.filter(factsheet=factsheet).order_by("-number")[:1]
    )
    form = ShareForm(request.POST)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, errors[0])
        return redirect(factsheet)
    try:
        _link, token = publishing.make_link(
            edition=newest, actor=request.user, at=timezone.now(), **form.cleaned_data
        )
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        request.session[f"link {pk}"] = settings.SITE_URL + reverse(
            "link:factsheet", args=[token]
        )
    return redirect(f"{factsheet.get_absolute_url()}#links")


@access("signed_in")
@require_POST
def revoke_link(request, review_id, pk, link_id):
    factsheet = load(request, review_id, pk, perm="share")
    link = get_object_or_404(
        ShareLink.objects.visible_to(request.user).select_related(
            "edition__factsheet__review", "edition__factsheet__group"
        ),
        pk=link_id,
        edition__factsheet=factsheet,
    )
    return attempt(
        request,
        factsheet,
        lambda: publishing.revoke_link(
            link=link, actor=request.user, at=timezone.now()
        ),
        _("The link leads nowhere any more."),
    )


@access("signed_in")
@require_safe
def edition(request, review_id, pk):
    """The published page, for members of the review."""
    newest = current_edition(load(request, review_id, pk))
    language = content.shown_language(newest)
    facts = content.facts_in(newest, language)
    context = {
        **public.page_context(facts),
        "edition": newest,
        "review": newest.factsheet.review,
        "pdfs": public.files_with(
            newest,
            lambda name: reverse("factsheets:edition-pdf", args=[review_id, pk, name]),
        ),
    }
    return render(request, "factsheets/landing.html", context)


@access("signed_in")
@require_safe
def edition_pdf(request, review_id, pk, name):
    newest = current_edition(load(request, review_id, pk))
    if name not in publishing.sets_of(newest):
        raise Http404
    rendition = publishing.order_rendition(
        edition=newest, languages=name, at=timezone.now()
    )
    await_file(
        job=rendition,
        subject=newest.factsheet,
        person=request.user,
        at=timezone.now(),
    )
    if rendition.state == Rendition.State.READY:
        was_fetched(job=rendition, person=request.user)
    return public.pdf_response(request, rendition, is_public=False)


def current_edition(factsheet: Factsheet) -> Edition:
    newest = factsheet.editions.order_by("-number").select_related("logo").first()
    if newest is None or newest.is_withdrawn:
        raise Http404
    newest.factsheet = factsheet
    return newest


def attempt(request, factsheet, do, done):
    """Do it and say so, or say why not; either way back to the factsheet."""
    try:
        do()
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect(factsheet)
