"""Groups side by side: how far each is, every figure with its list."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from consultations.models import Route
from factsheets.desk import STATUS_MARKS
from factsheets.models import Factsheet
from groups.models import Group
from reviews.models import Review
from submissions.limits import Measure
from workspace.coverage import findings_address
from workspace.scene import English, Scene, Sheets, Signs, Standing, Steps

ROWS_AT_MOST = 10  # a page that is read in the morning, not a register


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with its word and where its list is."""

    said: str
    url: str
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A group whose work is open. What is empty has nothing to say."""

    group: Group
    url: str
    steps: Steps
    roadmap_url: str
    words: Measure | None
    free_words: int
    texts_url: str
    inbox: list[Figure]
    proposals: int
    proposals_url: str
    english: English
    english_url: str
    signs: Signs
    signs_url: str
    sheets: list[Figure]
    is_closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """A group behind its wall: its name outside, and no figure."""

    group: Group
    url: str
    is_closed: bool = True


def rows_of(scene: Scene) -> list[Row | Closed]:
    return [
        _row(scene.standing[group.pk], review=scene.review)
        if group.pk in scene.standing
        else Closed(group=group, url=group.get_absolute_url())
        for group in scene.groups[:ROWS_AT_MOST]
    ]


def _row(standing: Standing, *, review: Review) -> Row:
    group, words = standing.group, standing.words
    home = group.get_absolute_url()
    here = [review.pk, group.pk]
    return Row(
        group=group,
        url=home,
        steps=standing.steps,
        roadmap_url=reverse("workspace:roadmap", args=here),
        words=Measure(words.written, words.budget) if words.budget else None,
        free_words=words.free,
        texts_url=_page_of(standing, "submissions:detail"),
        inbox=list(_inbox(standing, review=review)),
        proposals=standing.proposals,
        proposals_url=f"{home}#asks",
        english=standing.english,
        english_url=reverse("workspace:translate", args=[review.pk, "group", group.pk]),
        signs=standing.signs,
        signs_url=_page_of(standing, "submissions:sign-on"),
        sheets=list(_sheets(standing.sheets, url=f"{home}#sheets")),
    )


def _page_of(standing: Standing, page: str) -> str:
    """Of the submission that the group writes; of several, the list."""
    review = standing.group.review_id
    if len(standing.submissions) == 1:
        return reverse(page, args=[review, standing.submissions[0].pk])
    return reverse("submissions:list", args=[review])


def _inbox(standing: Standing, *, review: Review) -> Iterator[Figure]:
    """What waits for the group, by how far it is: as the filters of the list are."""

    def address(state: Any) -> str:
        return findings_address(review, group=standing.group.pk, state=state.value)

    sent, read = standing.inbox.sent, standing.inbox.read
    if sent:
        said = ngettext("%(n)d to read", "%(n)d to read", sent) % {"n": sent}
        yield Figure(said=said, url=address(Route.State.SENT))
    if read:
        said = ngettext("%(n)d to decide", "%(n)d to decide", read) % {"n": read}
        yield Figure(said=said, url=address(Route.State.READ))


def _sheets(sheets: Sheets, *, url: str) -> Iterator[Figure]:
    state = Factsheet.Status
    counts = {
        state.PUBLISHED: sheets.published,
        state.REVIEW: sheets.in_review,
        state.DRAFT: sheets.draft,
    }
    for status, count in counts.items():
        if count:
            label = str(status.label)
            said = label if count == 1 else f"{label}: {count}"
            yield Figure(said=said, url=url, mark=STATUS_MARKS[status])
