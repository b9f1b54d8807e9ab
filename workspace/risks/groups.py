"""The work of groups, and where people were heard. What is the same in several groups
is one risk, and leads to where it is worst."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.finding_filters import UNGIVEN
from reviews.models import Milestone
from workspace.coverage import findings_address
from workspace.risks.risk import Risk, listed, near
from workspace.scene import Scene, Standing

type Counted = list[tuple[Standing, int]]


def overdue_steps(scene: Scene) -> Iterator[Risk]:
    rows = _worst(scene, lambda row: row.steps.overdue)
    count = sum(n for _row, n in rows)
    if rows:
        title = ngettext(
            "%(n)d step of a roadmap is overdue",
            "%(n)d steps of the roadmaps are overdue",
            count,
        )
        oldest = min(row.steps.oldest or scene.today for row, _n in rows)
        yield Risk(
            kind="overdue-steps",
            title=title % {"n": count},
            why=_each(rows),
            url=_roadmap(rows),
            days=(oldest - scene.today).days,
        )


def stuck_steps(scene: Scene) -> Iterator[Risk]:
    rows = _worst(scene, lambda row: row.steps.stuck)
    count = sum(n for _row, n in rows)
    if rows:
        title = ngettext(
            "%(n)d step is due within two weeks and waits for another one",
            "%(n)d steps are due within two weeks and wait for others",
            count,
        )
        yield Risk(
            kind="stuck-steps",
            title=title % {"n": count},
            why=_each(rows),
            url=_roadmap(rows),
        )


def headless_groups(scene: Scene) -> Iterator[Risk]:
    groups = scene.headless
    if groups:
        title = ngettext(
            "%(n)d group has no rapporteur who can sign in",
            "%(n)d groups have no rapporteur who can sign in",
            len(groups),
        )
        yield Risk(
            kind="headless-groups",
            title=title % {"n": len(groups)},
            why=listed(groups, lambda group: group.name),
            url=reverse("groups:people", args=[scene.review.pk, groups[0].pk]),
        )


def untriaged(scene: Scene) -> Iterator[Risk]:
    """Findings with which nothing happened for long."""
    rows = _worst(scene, lambda row: row.inbox.long)
    count = sum(n for _row, n in rows) + scene.ungiven_long
    if not count:
        return
    title = ngettext(
        "%(n)d finding has waited for more than two weeks",
        "%(n)d findings have waited for more than two weeks",
        count,
    )
    said = [_each(rows)] if rows else []
    if scene.ungiven_long:
        said.append(_("Given to no group yet: %(n)d") % {"n": scene.ungiven_long})
    asked: dict[str, Any] = {"state": UNGIVEN}
    if rows and rows[0][1] >= scene.ungiven_long:
        worst = rows[0][0]
        is_unread = worst.inbox.sent_long >= worst.inbox.read_long
        asked = {"group": worst.group.pk, "state": "sent" if is_unread else "read"}
    yield Risk(
        kind="untriaged",
        title=title % {"n": count},
        why=" · ".join(said),
        url=findings_address(scene.review, **asked),
    )


def unanswered(scene: Scene) -> Iterator[Risk]:
    rows = _worst(scene, lambda row: row.asked.count)
    count = sum(n for _row, n in rows)
    if rows:
        title = ngettext(
            "%(n)d question to a group waits for answers",
            "%(n)d questions to groups wait for answers",
            count,
        )
        first = min(row.asked.first or scene.today for row, _n in rows)
        nearest = min(rows, key=lambda pair: pair[0].asked.first or scene.today)[0]
        yield Risk(
            kind="unanswered",
            title=title % {"n": count},
            why=_each(rows),
            url=reverse("groups:decisions", args=[scene.review.pk, nearest.group.pk]),
            days=(first - scene.today).days,
        )


def unheard_regions(scene: Scene) -> Iterator[Risk]:
    """Once people were heard somewhere, or the day until which they are is near."""
    silent = [place for place in scene.places if not place.is_heard]
    has_begun = len(silent) < len(scene.places)
    until = near(scene, Milestone.Kind.CONSULTATIONS)
    if silent and (has_begun or until):
        title = ngettext(
            "Nobody was heard in %(n)d region yet",
            "Nobody was heard in %(n)d regions yet",
            len(silent),
        )
        yield Risk(
            kind="unheard-regions",
            title=title % {"n": len(silent)},
            why=_("No meeting, no finding: %(regions)s")
            % {"regions": listed(silent, lambda place: place.name)},
            url=reverse("workspace:coverage", args=[scene.review.pk]),
            days=until.days if until else None,
        )


def _roadmap(rows: Counted) -> str:
    group = rows[0][0].group
    return reverse("workspace:roadmap", args=[group.review_id, group.pk])


def _worst(scene: Scene, count: Callable[[Standing], int]) -> Counted:
    rows = [(row, count(row)) for row in scene.standing.values()]
    return sorted((pair for pair in rows if pair[1]), key=lambda pair: -pair[1])


def _each(rows: Counted) -> str:
    return listed(rows, lambda pair: f"{pair[0].group.name}: {pair[1]}")
