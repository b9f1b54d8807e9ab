"""Setting up a review, a short page for each step. Each can be left for later: where it
stands is read from what is there."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from core.access import access
from core.exceptions import ActionRefused
from core.http import require_perm
from groups.founding import copy_groups
from groups.models import Group
from groups.queries import groups_to_copy
from recommendations.queries import last_review_loaded, positions
from reviews.actions import open_own_review
from reviews.models import Review
from reviews.queries import dates_of, load_review
from workspace import people_list, set_up
from workspace.set_up_forms import (
    BehindForm,
    GroupsForm,
    OpenForm,
    PeopleForm,
    called,
)

CHANGE = "reviews.change_review"
TITLES = {
    "open": gettext_lazy("State and cycle"),
    "dates": gettext_lazy("Dates"),
    "behind": gettext_lazy("What is behind us"),
    "groups": gettext_lazy("Groups and roadmaps"),
    "people": gettext_lazy("People"),
}


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def open_review(request):
    """The first step: from then on the review is there."""
    require_perm(request.user, "reviews.open_review", None)
    form = OpenForm(request.POST or None, user=request.user)
    if form.is_valid():
        try:
            review = open_own_review(
                review=form.instance, actor=request.user, at=timezone.now()
            )
        except ActionRefused as refusal:
            form.add_error("state", str(refusal))
        else:
            return redirect("set_up:dates", review.pk)
    return render(request, "set_up/open.html", {"form": form, **place_of("open")})


@access("signed_in")
@require_safe
def overview(request, review_id):
    """What is done and what is left."""
    review = load(request, review_id)
    found = set_up.set_up_of(review)
    rows = [
        Row(name=name, title=TITLES[name], is_done=is_done, url=url_of(name, review))
        for name, is_done in found.done.items()
    ]
    page = {
        "review": review,
        "set_up": found,
        "rows": rows,
        "go_on": next((row for row in rows if not row.is_done), None),
    }
    return render(request, "set_up/overview.html", page)


@access("signed_in")
@require_safe
def dates(request, review_id):
    review = load(request, review_id)
    page = {
        "review": review,
        "dates": dates_of(review, reader=request.user, at=timezone.now()),
        **place_of("dates", review),
    }
    return render(request, "set_up/dates.html", page)


@access("signed_in")
@require_safe
def behind(request, review_id):
    """The record of the State, and the reviews from which something may be taken
    along."""
    review = load(request, review_id)
    earlier = set_up.reviews_behind(review, user=request.user)
    page = {
        "review": review,
        "record": positions(review),
        "is_last_loaded": last_review_loaded(review),
        "form": BehindForm(reviews=earlier, initial={"after": earlier.first()}),
        "has_earlier": earlier.exists(),
        **place_of("behind", review),
    }
    return render(request, "set_up/behind.html", page)


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def groups(request, review_id):
    """Groups after those of another review, ticked one by one."""
    review = load(request, review_id)
    earlier = set_up.reviews_behind(review, user=request.user)
    after = earlier.filter(pk=key_of(request.GET.get("after", ""))).first()
    there = list(
        Group.objects.visible_to(request.user).filter(review=review).for_listing()
    )
    form = None
    if after:
        form = GroupsForm(
            request.POST or None,
            groups=groups_to_copy(after, user=request.user),
            taken={tuple(group.names_outside) for group in there},
        )
        if form.is_valid():
            say_copied(request, copied(request, review, form))
            return redirect("set_up:people", review.pk)
    page = {
        "review": review,
        "groups": there,
        "form": form,
        "after": after and called(after),
        "earlier": [] if after else [(row.pk, called(row)) for row in earlier],
        **place_of("groups", review),
    }
    return render(request, "set_up/groups.html", page)


def copied(request, review, form):
    return copy_groups(
        review=review,
        sources=form.cleaned_data["groups"],
        with_steps=form.cleaned_data["with_steps"],
        actor=request.user,
        at=timezone.now(),
    )


def say_copied(request, founded) -> None:
    if founded.groups:
        said = ngettext(
            "%(n)d group is made.", "%(n)d groups are made.", founded.groups
        )
        messages.success(request, said % {"n": founded.groups})
    if founded.steps:
        said = ngettext(
            "%(n)d step stands in the roadmaps. People and days are still to come.",
            "%(n)d steps stand in the roadmaps. People and days are still to come.",
            founded.steps,
        )
        messages.success(request, said % {"n": founded.steps})
    if founded.known:
        said = ngettext(
            "%(n)d was there already under its name, and stays as it is.",
            "%(n)d were there already under their names, and stay as they are.",
            founded.known,
        )
        messages.info(request, said % {"n": founded.known})


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def people(request, review_id):
    """A list of addresses: checked and shown first, then sent."""
    review = load(request, review_id)
    require_perm(request.user, "reviews.invite_role", review)
    form = PeopleForm(
        request.POST or None,
        review=review,
        user=request.user,
        initial={"language": request.LANGUAGE_CODE},
    )
    page = {"review": review, "form": form, **place_of("people", review)}
    if not form.is_valid() or request.POST.get("do") == "change":
        return render(request, "set_up/people.html", page)
    if request.POST.get("do") == "send":
        if request.POST.get("seen") == form.checked.digest or not form.checked.wanted:
            return sent(request, review, form.checked)
        messages.warning(request, _("The review has changed meanwhile. Look again."))
    page["checked"] = form.checked
    page["kept"] = [bound for bound in form if bound.value()]
    return render(request, "set_up/people_check.html", page)


def sent(request, review, checked):
    count = people_list.send(
        checked.wanted, review=review, actor=request.user, at=timezone.now()
    )
    skipped = len(checked.known) + len(checked.wanted) - count
    if count:
        said = ngettext(
            "%(n)d invitation is on its way.",
            "%(n)d invitations are on their way.",
            count,
        )
        messages.success(request, said % {"n": count})
    if skipped:
        said = ngettext(
            "%(n)d was there or invited already: no second letter went out.",
            "%(n)d were there or invited already: no second letters went out.",
            skipped,
        )
        messages.info(request, said % {"n": skipped})
    return redirect(review)


@access("signed_in")
@require_POST
def put_away(request, review_id):
    review = load(request, review_id)
    set_up.put_away(review=review, actor=request.user, at=timezone.now())
    messages.success(
        request, _("The home does not speak of the set-up any more. It stays here.")
    )
    return redirect(review)


# What the pages share


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    name: str
    title: str
    is_done: bool
    url: str


def load(request, review_id) -> Review:
    review = load_review(request.user, review_id)
    require_perm(request.user, CHANGE, review)
    return review


def url_of(step: str, review: Review) -> str:
    """The first one is over: what was said there stands in the settings."""
    if step == "open":
        return reverse("reviews:settings", args=[review.pk])
    return reverse(f"set_up:{step}", args=[review.pk])


def place_of(step: str, review: Review | None = None) -> dict:
    """“Step 2 of 5”, and where “Do this later” leads."""
    number = set_up.STEPS.index(step) + 1
    later = ""
    if review:
        is_last = number == len(set_up.STEPS)
        after = "" if is_last else set_up.STEPS[number]
        later = review.get_absolute_url() if is_last else url_of(after, review)
    return {
        "step": step,
        "title": TITLES[step],
        "number": number,
        "of": len(set_up.STEPS),
        "later": later,
    }


def key_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
