"""What can be found, and by whom: of each kind the rows that the reader may know,
with the words in which it is looked for. People are no kind, and no field that names
one is among the words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Exists,
    Expression,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    UUIDField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, JSONObject
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.models import User
from comments.models import Comment, Thread, Unnamed
from consultations.models import Event, Finding, Material, Question
from core.lexemes import LANGUAGES, Holds, Lexemes, in_languages
from evidence.models import Evidence
from factsheets.models import Edition, Factsheet
from groups.models import Decision, Group
from proposals.models import Proposal
from recommendations.models import Recommendation
from reviews.models import Milestone, Review
from submissions.models import Section, Submission, Text
from workspace.search_sql import (
    ALL_LANGUAGES,
    BLANK,
    Published,
    Title,
    Told,
    by_index,
    joined,
    read_anew,
    said,
)
from workspace.stems import Sought


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """`words`: whether what is sought is in it. `said`: what a result shows, a title and a
    body in each language, or one of both in its `language`. `group`: whose it is, as
    far as that may be told with it."""

    name: str
    label: Any  # of many
    rows: Callable[[User, Review], QuerySet]
    words: Callable[[Sought], Expression | Q]
    said: Mapping[str, str | Expression]
    url: Callable[[Any, Any, dict], str]
    group: str | None = None


def _of_review(model: Any, where: str = "review") -> Callable[[User, Review], QuerySet]:
    def rows(user: User, review: Review) -> QuerySet:
        known = model.objects.visible_to(user).filter(**{where: review})
        return model.objects.filter(pk__in=known.values("pk"))

    return rows


def _address(name: str, part: str = "") -> Callable[[Any, Any, dict], str]:
    def url(review: Any, key: Any, row: dict) -> str:
        return reverse(name, args=[review, row[part] if part else key])

    return url


# Meetings: what happened there is told to those to whom it is open.


def _events(user: User, review: Review) -> QuerySet:
    known = Event.objects.visible_to(user).filter(review=review)
    told = Event.objects.open_to(user).filter(pk=OuterRef("pk"))
    return Event.objects.filter(pk__in=known.values("pk")).annotate(
        told=Case(When(Exists(told.values("pk")), then=F("notes")), default=BLANK)
    )


# Comments: whoever looks at a text from outside reads what she began herself.


def _comments(user: User, review: Review) -> QuerySet:
    texts = Text.objects.filter(section__submission__review=review)
    inside = texts.worked_on_by(user).values("pk")
    known = texts.visible_to(user).values("pk")
    own = Thread.objects.begun_by(user).filter(subject_id__in=known)
    return Comment.objects.filter(
        Q(thread__subject_id__in=inside) | Q(thread__in=own.values("pk")),
        thread__subject_label=Text._meta.label_lower,
        removed_at=None,
    ).annotate(plain=Unnamed("body"))


# Groups: by the name that the reader may know.


def _groups(user: User, review: Review) -> QuerySet:
    known = Group.objects.visible_to(user).filter(review=review)
    inside = Group.objects.open_to(user).filter(pk=OuterRef("pk"))
    shown = {
        f"shown_{code}": Case(
            When(
                Q(is_confidential=True) & ~Exists(inside.values("pk")),
                then=F(f"neutral_name_{code}"),
            ),
            default=F(f"name_{code}"),
        )
        for code in LANGUAGES
    }
    return Group.objects.filter(pk__in=known.values("pk")).annotate(**shown)


# Factsheets: as they are written for those to whom they are open; as published for
# everybody of the review. How a person is reached (`contact`) is no word of either.

WRITTEN = [key for key in Factsheet.TEXTS if key != "contact"]


def _factsheets(user: User, review: Review) -> QuerySet:
    known = Factsheet.objects.visible_to(user).filter(review=review)
    written = Factsheet.objects.open_to(user).filter(pk=OuterRef("pk"))
    current = Edition.objects.current().filter(factsheet=OuterRef("pk"))
    is_inside = Exists(written.values("pk"))

    def shown(inside: Any, outside: Any) -> Case:
        return Case(
            When(is_inside, then=inside),
            default=Coalesce(outside, BLANK),
            output_field=TextField(),
        )

    parts = {}
    for code in LANGUAGES:
        frozen = Subquery(current.values(f"content__{code}")[:1])
        own = [f"{key}_{code}" for key in WRITTEN if key != "title"]
        title = Title("content", language=code)
        parts[f"shown_title_{code}"] = shown(
            F(f"title_{code}"), Subquery(current.values_list(title)[:1])
        )
        parts[f"shown_body_{code}"] = shown(joined(*own), Published(frozen))
    content = Subquery(current.values("content")[:1])
    # Plain rows: those that know of languages turn the columns around.
    return (
        QuerySet(Factsheet)
        .filter(pk__in=known.values("pk"))
        .annotate(
            written=shown(joined(*in_languages(*WRITTEN)), BLANK),
            out=Coalesce(Published(content, ALL_LANGUAGES), BLANK),
            **parts,
        )
    )


# Dates: by what their kind is called in every language, too.


def _kinds_of_dates() -> Expression:
    labels: dict[str, list[str]] = {kind.value: [] for kind in Milestone.Kind}
    for code in LANGUAGES:
        with override(code):
            for kind in Milestone.Kind:
                labels[kind.value].append(str(kind.label))
    whens = [
        When(kind=kind, then=Value(" ".join(names))) for kind, names in labels.items()
    ]
    return Case(*whens, default=BLANK, output_field=TextField())


def _dates(user: User, review: Review) -> QuerySet:
    known = Milestone.objects.visible_to(user).filter(review=review)
    return Milestone.objects.filter(pk__in=known.values("pk")).annotate(
        kind_words=_kinds_of_dates()
    )


def _record(user: User, review: Review) -> QuerySet:
    known = Recommendation.objects.visible_to(user).pickable_to(review.state)
    return Recommendation.objects.filter(pk__in=known.values("pk"))


def _texts(user: User, review: Review) -> QuerySet:
    rows = Text.objects.visible_to(user)
    known = rows.filter(section__submission__review=review)
    return Text.objects.filter(pk__in=known.values("pk"))


def _in_sections(asked: Sought) -> Q:
    """In a text, or in it and the headings of its section together: only where one of
    the words is in a heading must both be read."""
    alone = Text.objects.filter(by_index("plain")(asked))
    headings = in_languages("heading")
    headed = Section.objects.filter(Holds(Lexemes(*headings), asked.some))
    both = read_anew("plain", *in_languages("section__heading"))
    together = Text.objects.filter(both(asked), section__in=headed.values("pk"))
    return Q(pk__in=alone.values("pk").union(together.values("pk")))


def _comment_url(review: Any, key: Any, row: dict) -> str:
    text = reverse("submissions:text", args=[review, row["text"]])
    return f"{text}#c-{row['thread']}"


def _date_url(review: Any, key: Any, row: dict) -> str:
    return f"{reverse('reviews:dates', args=[review])}#d-{key}"


def _plain(field: str) -> Expression:
    return Cast(field, CharField())


KINDS = (
    Kind(
        name="finding",
        label=_("What was heard"),
        rows=_of_review(Finding),
        words=by_index(*in_languages("text", "change")),
        said=said(title="text", body="change"),
        url=_address("findings:detail"),
    ),
    Kind(
        name="proposal",
        label=_("Proposals"),
        rows=_of_review(Proposal),
        words=by_index(*in_languages("wording")),
        said=said(title="wording"),
        url=_address("proposals:detail"),
        group="group_id",
    ),
    Kind(
        name="section",
        label=_("Sections"),
        rows=_texts,
        words=_in_sections,
        said=said(title="section__heading", body_own="plain", language="language"),
        url=_address("submissions:text"),
        group="section__group_id",
    ),
    Kind(
        name="submission",
        label=_("Submissions"),
        rows=_of_review(Submission),
        words=read_anew(*in_languages("title")),
        said=said(title="title"),
        url=_address("submissions:detail"),
    ),
    Kind(
        name="factsheet",
        label=_("Factsheets"),
        rows=_factsheets,
        words=read_anew("written", "out"),
        said=said(title="shown_title", body="shown_body"),
        url=_address("factsheets:detail"),
        group="group_id",
    ),
    Kind(
        name="recommendation",
        label=_("Recommendations"),
        rows=_record,
        words=by_index("number", *in_languages("wording")),
        said=said(title="wording", mark="number"),
        url=_address("recommendations:detail"),
    ),
    Kind(
        name="evidence",
        label=_("Evidence"),
        rows=_of_review(Evidence),
        words=by_index("title", "figure", "text", "source"),
        said=said(
            title_own="title",
            body_own=joined("figure", "text", "source"),
            language="language",
        ),
        url=_address("evidence:detail"),
        group="group_id",
    ),
    Kind(
        name="event",
        label=_("Meetings"),
        rows=_events,
        words=read_anew("title", "place", "told"),
        said=said(
            title_own="title",
            body_own=joined("place", "told"),
            language="language",
            day=_plain("starts_on"),
        ),
        url=_address("consultations:event"),
        group="host_id",
    ),
    Kind(
        name="question",
        label=_("Questions"),
        rows=_of_review(Question, "event__review"),
        words=read_anew("text", "answer"),
        said=said(
            title_own="text",
            body_own="answer",
            language="language",
            event=_plain("event_id"),
        ),
        url=_address("consultations:questions", "event"),
    ),
    Kind(
        name="material",
        label=_("Materials"),
        rows=_of_review(Material),
        words=read_anew(*in_languages("title", "text")),
        said=said(title="title", body="text"),
        url=_address("consultations:material"),
    ),
    Kind(
        name="comment",
        label=_("Comments"),
        rows=_comments,
        words=by_index(Unnamed("body")),
        said=said(
            title_own="plain",
            language="language",
            text=_plain("thread__subject_id"),
            thread=_plain("thread_id"),
        ),
        url=_comment_url,
    ),
    Kind(
        name="decision",
        label=_("Decisions"),
        rows=_of_review(Decision, "group__review"),
        words=read_anew(
            "question",
            Func(
                F("options"),
                Value(" "),
                function="array_to_string",
                output_field=TextField(),
            ),
            "why",
        ),
        said=said(title_own="question", body_own="why", language="language"),
        url=_address("groups:decision"),
        group="group_id",
    ),
    Kind(
        name="date",
        label=_("Dates"),
        rows=_dates,
        words=read_anew("name", "kind_words", "source"),
        said=said(kind="kind", name="name", body_own="source"),
        url=_date_url,
    ),
    Kind(
        name="group",
        label=_("Groups"),
        rows=_groups,
        words=read_anew(*in_languages("shown")),
        said=said(title="shown"),
        url=_address("workspace:group"),
    ),
)
BY_NAME = {kind.name: kind for kind in KINDS}


def matching(kind: Kind, *, user: User, review: Review, asked: Sought) -> QuerySet:
    """Newest first, in columns that every kind has: its name, the key, the group,
    and what a result shows."""
    rows = kind.rows(user, review).filter(kind.words(asked))
    return rows.annotate(
        of_kind=Cast(Value(kind.name), TextField()),
        whose=Cast(F(kind.group) if kind.group else Value(None), UUIDField()),
        said=Told(JSONObject(**kind.said)),
    ).order_by("-created_at", "pk")


__all__ = ["BY_NAME", "KINDS", "Kind", "matching"]
