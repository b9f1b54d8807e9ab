"""What is asked of the list of findings, as it stands in the address. What makes no
sense there is left out."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from consultations.models import Finding, Route
from groups.models import Group
from reviews.models import Review

WORDS_AT_MOST = 8
LENGTH_AT_MOST = 200
UNGIVEN, UNGIVEN_ASIDE, MERGED = "nobody", "nobody-aside", "merged"
BESIDES = {
    UNGIVEN: _("Given to no group yet"),
    UNGIVEN_ASIDE: _("Set aside before any group had it"),
    MERGED: _("Merged into another one"),
}
NOWHERE = "none"  # where the code of a region stands
OF_AN_INBOX = frozenset(Route.State.values)
STATES = {**dict(Route.State.choices), **BESIDES}


@dataclass(frozen=True, slots=True)
class Filters:
    """The names are those in the address."""

    q: str = ""
    group: str = ""
    topic: str = ""
    region: str = ""
    state: str = ""
    sensitivity: str = ""
    event: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> "Filters":
        def one(name: str, known) -> str:
            value = query.get(name, "")
            return value if value in known else ""

        def key(name: str) -> str:
            try:
                return str(UUID(query.get(name, "")))
            except ValueError:
                return ""

        return cls(
            q=" ".join(query.get("q", "").replace("\0", " ").split())[:LENGTH_AT_MOST],
            group=key("group"),
            topic=query.get("topic", "").replace("\0", "")[:50],
            region=query.get("region", "").replace("\0", "")[:6],
            state=one("state", STATES),
            sensitivity=one("sensitivity", Finding.Sensitivity.values),
            event=key("event"),
        )

    @property
    def count(self) -> int:
        """Of those that are chosen among the filters. What a group did with a finding
        is chosen above its inbox."""
        is_above = self.group and self.state in OF_AN_INBOX
        chosen = (self.topic, self.region, self.sensitivity, self.state)
        return sum(map(bool, chosen)) - bool(is_above)

    def __bool__(self) -> bool:
        return bool(self.q or self.group or self.event or self.state or self.count)


def find(
    review: Review, filters: Filters, *, user, opened: list[Group]
) -> QuerySet[Finding]:
    """Of what the person may know. What a group does with a finding is looked at in
    those groups alone whose work is open to her (`opened`)."""
    rows = Finding.objects.visible_to(user).filter(review=review)
    if filters.state == MERGED:
        rows = rows.exclude(merged_into=None)
    else:
        rows = rows.standing()
    for word in filters.q.split()[:WORDS_AT_MOST]:
        rows = rows.filter(_said(word))
    if filters.topic:
        tagged = Finding.terms.through.objects.filter(
            finding=OuterRef("pk"), term__key=filters.topic
        )
        rows = rows.filter(Exists(tagged))
    if filters.region == NOWHERE:
        rows = rows.filter(region=None)
    elif filters.region:
        rows = rows.filter(region__code=filters.region)
    if filters.sensitivity:
        rows = rows.filter(sensitivity=filters.sensitivity)
    if filters.event:
        rows = rows.filter(event=filters.event)
    return _of_state(rows, filters, opened)


def _said(word: str) -> Q:
    found = Q()
    for code in ("en", "ru", "ky"):
        for field in ("text", "change"):
            found |= Q(**{f"{field}_{code}__icontains": word})
    return found


def _of_state(rows, filters: Filters, opened: list[Group]):
    routes = Route.objects.filter(finding=OuterRef("pk"))
    if filters.state in {UNGIVEN, UNGIVEN_ASIDE}:
        is_aside = filters.state == UNGIVEN_ASIDE
        return rows.filter(~Exists(routes), aside_at__isnull=not is_aside)
    chosen = [group for group in opened if str(group.pk) == filters.group]
    if filters.group:
        # A group that is not open to her leaves nothing, like one that is not there.
        rows = rows.filter(Exists(routes.filter(group__in=chosen)))
    if filters.state in OF_AN_INBOX:
        here = routes.filter(group__in=chosen if filters.group else opened)
        rows = rows.filter(Exists(here.filter(state=filters.state)))
    return rows
