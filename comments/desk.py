"""What the threads of a subject show, as plain facts for `comments/threads.html`:
to a member, and to the holder of a link."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import rules
from django.db import models
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Opening
from comments import mentions, queries
from comments.actions import EDIT_WITHIN
from comments.models import Comment, FeedbackRequest, Thread
from comments.models.subjects import kinds_that
from groups.models import Group


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownComment:
    comment: Comment
    who: str
    is_own: bool
    is_guest: bool
    parts: list[mentions.Part]
    edit_url: str = ""
    remove_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownThread:
    thread: Thread
    comments: list[ShownComment]
    assigned: str = ""
    resolved_by: str = ""
    guest: str = ""  # who outside reads along
    urls: Mapping[str, str] = field(default_factory=dict)


def threads_context(subject: models.Model, *, user: Any, at: datetime) -> dict:
    """For whoever may see the subject. The page's own view loaded it."""
    threads = queries.threads_of(subject, user)
    names, people = queries.people_around(
        user, subject, people=queries.people_in(threads)
    )
    may = {
        verb: rules.has_perm(perm(subject, verb), user, subject)
        for verb in ("comment", "resolve", "moderate")
    }
    shown = [
        _shown_to_member(thread, user=user, names=names, may=may, at=at)
        for thread in threads
    ]
    return {
        **_in_two(shown),
        "may": may,
        "people": people,
        "people_json": json.dumps(list(people.values()), ensure_ascii=False),
        "new_url": queries.threads_url(subject),
        "zone": user.time_zone,
    }


def guest_context(
    subject: models.Model,
    *,
    opening: Opening,
    called: Callable[[set], Mapping],
    reply_url: Callable[[Thread], str],
) -> dict:
    """For the holder of a link: what was begun with it, and the answers. `called`
    says what a guest may call these people."""
    threads = queries.threads_of(subject, opening)
    names = called(queries.people_in(threads))
    shown = [
        ShownThread(
            thread=thread,
            comments=[
                _shown(comment, names=names, is_own=comment.guest_id == opening.pk)
                for comment in thread.comments.all()
            ],
            urls={"reply": reply_url(thread)} if opening.may_comment else {},
        )
        for thread in threads
    ]
    return {**_in_two(shown), "is_guest": True}


def _in_two(shown: list[ShownThread]) -> dict:
    return {
        "open_threads": [row for row in shown if row.thread.is_open],
        "settled_threads": [row for row in shown if not row.thread.is_open],
    }


def _shown_to_member(thread: Thread, *, user, names, may, at) -> ShownThread:
    comments = list(thread.comments.all())
    guest = comments[0].guest if comments else None
    began = bool(comments) and comments[0].author_id == user.pk
    verbs = ["reply"] if may["comment"] else []
    if may["resolve"]:
        verbs.append("assign")
    if may["resolve"] or (began and may["comment"]):
        verbs.append("resolve" if thread.is_open else "reopen")
    return ShownThread(
        thread=thread,
        comments=[
            _shown(
                comment,
                names=names,
                is_own=comment.author_id == user.pk,
                **_own_urls(thread, comment, user=user, may=may, at=at),
            )
            for comment in comments
        ],
        assigned=names[thread.assigned_to_id].full if thread.assigned_to_id else "",
        resolved_by=names[thread.resolved_by_id].full if thread.resolved_by_id else "",
        guest=guest.label if guest else "",
        urls={
            verb: reverse(f"comments:{verb}", args=[thread.review_id, thread.pk])
            for verb in verbs
        },
    )


def _own_urls(thread: Thread, comment: Comment, *, user, may, at) -> dict[str, str]:
    if comment.removed_at:
        return {}
    is_own = comment.author_id == user.pk
    args = [thread.review_id, comment.pk]
    urls = {}
    if is_own and may["comment"] and at <= comment.written_at + EDIT_WITHIN:
        urls["edit_url"] = reverse("comments:edit", args=args)
    if is_own or may["moderate"]:
        urls["remove_url"] = reverse("comments:remove", args=args)
    return urls


def _shown(comment: Comment, *, names: Mapping, is_own: bool, **urls) -> ShownComment:
    def name_of(person) -> str:
        return names[person].full

    is_guest = comment.guest is not None
    if is_guest:
        who = _("You") if is_own else comment.guest.label
    else:
        who = name_of(comment.author_id)
    return ShownComment(
        comment=comment,
        who=who,
        is_own=is_own,
        is_guest=is_guest,
        parts=list(mentions.parts(comment.body, name_of=name_of)),
        **urls,
    )


def body_for(user, comment: Comment) -> str:
    """The comment as its author typed it, to be changed."""
    subject = comment.thread.subject()
    named = mentions.mentioned(comment.body)
    names, _people = queries.people_around(user, subject, people=named)
    return mentions.plain(comment.body, name_of=lambda person: names[person].full)


# Requests for feedback


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRequest:
    """One request as those read it who work on what it is about."""

    request: FeedbackRequest
    whom: Any  # a name, or a group with the name that the reader may know
    is_guest: bool
    is_overdue: bool


def feedback_context(subject: Any, *, user: Any, at: datetime) -> dict:
    rows = queries.requests_about(subject)
    groups = {
        group.pk: group
        for group in Group.objects.visible_to(user).filter(
            pk__in=[row.group_id for row in rows if row.group_id]
        )
    }
    today = at.astimezone(ZoneInfo(user.time_zone)).date()
    return {
        "subject": subject,
        "name": queries.name_of(subject),
        "review": subject.review,
        "may_ask": rules.has_perm(perm(subject, "ask"), user, subject),
        "zone": user.time_zone,
        "requests": [
            ShownRequest(
                request=row,
                whom=_whom(row, groups),
                is_guest=not row.adviser_id and not row.group_id,
                is_overdue=row.is_waiting and row.due_on < today,
            )
            for row in rows
        ],
    }


def _whom(row: FeedbackRequest, groups: Mapping) -> Any:
    if row.adviser:
        return row.adviser.full_name
    if row.group_id:
        return groups[row.group_id].name if row.group_id in groups else _("A group")
    return next((opening.label for opening in row.openings.all()), "")


def asked_context(asked: FeedbackRequest, *, user: Any, at: datetime) -> dict:
    """What the person who is asked sees. Who asks is not named: she is outside."""
    today = at.astimezone(ZoneInfo(user.time_zone)).date()
    [shown] = queries.shown_waiting([asked], user=user, today=today) or [None]
    if shown is None:  # what it is about is gone
        raise Http404
    return {
        "asked": shown,
        "review": asked.review,
        "takes_comments": takes_comments(shown.subject),
        "zone": user.time_zone,
    }


def asked_here(subject: models.Model, *, user: Any) -> dict:
    """For the page of something that was opened to the person: what she is asked."""
    rows = queries.asked_about(subject, by=user).waiting()
    return {"asked_here": list(rows)}


def takes_comments(subject: models.Model) -> bool:
    return type(subject) in kinds_that("comment")


def perm(subject: models.Model, verb: str) -> str:
    return f"{subject._meta.app_label}.{verb}_{subject._meta.model_name}"
