import rules
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from comments.queries import waiting_for
from consultations.models import HelpRequest
from core.access import access
from factsheets import desk
from groups.queries import steps_of
from groups.rules import WRITERS
from proposals.models import Proposal
from reviews.models import Review
from reviews.queries import load_review, next_of, telling_dates_of
from reviews.road import standing_by
from submissions import listing
from workspace import group_home, packet_desk, progress, queries, set_up
from workspace.hints import next_things
from workspace.overlap import overlaps, unwritten_topics
from workspace.risks import risks_of
from workspace.scene import scene_of
from workspace.side_by_side import rows_of


@access("public")
@require_safe
def front(request):
    """The neutral front: a way in, and the reviews that are open to everybody."""
    if request.user.is_authenticated:
        return redirect("workspace:start")
    reviews = Review.objects.public().for_listing()
    return render(request, "workspace/front.html", {"reviews": reviews})


@access("signed_in")
@require_safe
def start(request):
    """Straight into the only review, or a choice."""
    known = Review.objects.visible_to(request.user).real()
    reviews = list(known.for_listing())
    if len(reviews) == 1:
        return redirect(reviews[0])
    waiting = waiting_for(request.user, at=timezone.now())
    context = {
        "reviews": reviews,
        "waiting": waiting,
        "packets": packet_desk.waiting_for(request.user, at=timezone.now()),
        "help_wanted": HelpRequest.objects.waiting_for(request.user),
        "may_open": rules.has_perm("reviews.open_review", request.user, None),
    }
    return render(request, "workspace/start.html", context)


@access("signed_in")
@require_safe
def review(request, review_id):
    at = timezone.now()
    shown = load_review(request.user, review_id)
    home = queries.home(shown, user=request.user)
    dates = telling_dates_of(shown, reader=request.user, at=at)
    standing = standing_by(dates, cycle=shown.cycle, at=at)
    page = {
        "review": shown,
        "next_date": next_of(dates),
        "standing": standing,
        "hints": next_things(
            shown, user=request.user, home=home, dates=dates, phase=standing.phase
        ),
        "waiting": waiting_for(request.user, at=at, is_named=False),
        **progress.at_home(shown, user=request.user, at=at),
        **home,
        **(overview(shown, home, user=request.user, at=at) if shown.is_led else {}),
    }
    return render(request, "workspace/review.html", page)


def overview(review, home, *, user, at) -> dict:
    """What whoever coordinates the review sees of it besides."""
    scene = scene_of(
        review,
        user=user,
        at=at,
        groups=home["groups"],
        submissions=home["submissions"],
    )
    rows = rows_of(scene)
    return {
        "scene": scene,
        "set_up_left": set_up.steps_left(review),
        "risks": risks_of(scene),
        "side_by_side": rows,
        "groups_left": len(scene.groups) - len(rows),
    }


@access("signed_in")
@require_safe
def more(request, review_id):
    shown = load_review(request.user, review_id)
    may_lead = rules.has_perm("reviews.change_review", request.user, shown)
    context = {"review": shown, "may_lead": may_lead}
    return render(request, "workspace/more.html", context)


@access("signed_in")
@require_safe
def overlap(request, review_id):
    """What groups write twice, and what none of them asks for."""
    shown = load_review(request.user, review_id)
    context = {
        "review": shown,
        "overlaps": overlaps(shown, user=request.user),
        "topics": unwritten_topics(shown, user=request.user),
    }
    return render(request, "workspace/overlap.html", context)


@access("signed_in")
@require_safe
def group(request, review_id, group_id):
    """The home of a group: for those to whom its work is open all that it has before
    it; for the others its name, its meetings and what it has published."""
    at = timezone.now()
    of = queries.load_group(request.user, review_id, group_id)
    shown = of.review
    may_start = rules.has_perm("submissions.start_submission", request.user, of)
    context = {
        "review": shown,
        "group": of,
        "rows": desk.rows_for(request.user, review=shown, group=of),
        "submissions": listing.rows_for(
            request.user, review=shown, group=of, names_groups=False
        ),
        "meetings": group_home.coming_meetings(of, user=request.user, at=at),
        "may_start": may_start,
        **(inside(request, of, may_start=may_start, at=at) if of.opened else {}),
    }
    return render(request, "workspace/group.html", context)


STEPS_SHOWN = 3


def inside(request, group, *, may_start, at) -> dict:
    """What is shown to those to whom the work of the group is open."""
    user = request.user
    steps = steps_of(group, names_people=False, zone=user.time_zone, at=at)
    to_do = [step for step in steps if not step.is_done]
    proposals = Proposal.objects.worked_on_by(user).filter(group=group)
    people = group_home.people_of(group, user=user)
    return {
        "proposals": proposals.for_listing(),
        "people": people,
        "inbox": group_home.inbox_of(group, user=user),
        "next_steps": to_do[:STEPS_SHOWN],
        "steps_left": len(to_do),
        "open_decisions": group.open_decisions,
        # As `proposals.change_proposal` says: the seats are read already.
        "may_write": any(
            seat.user_id == user.pk and seat.role in WRITERS for seat in people
        ),
        # Whoever may begin a submission for it may have it translated as well.
        "may_translate": may_start
        or rules.has_perm("groups.translate_group", user, group),
        **progress.at_home(group.review, user=user, at=at, group=group),
    }


@access("public")
@require_safe
def public_review(request, public_id):
    """The published factsheets of an open review. A closed one does not exist."""
    shown = get_object_or_404(
        Review.objects.public().select_related("state"), pk=public_id
    )
    rows = queries.published(shown)
    context = {"review": shown, "rows": rows, "is_indexed": shown.may_be_indexed}
    response = render(request, "workspace/public_review.html", context)
    if shown.may_be_indexed:
        response.headers["X-Robots-Tag"] = "all"
    if not request.user.is_authenticated:
        patch_cache_control(response, public=True, max_age=300, must_revalidate=True)
    return response


@access("public")
@require_safe
def accessibility(request):
    return render(request, "workspace/accessibility.html")


@access("public")
@require_safe
def privacy(request):
    return render(request, "workspace/privacy.html")
