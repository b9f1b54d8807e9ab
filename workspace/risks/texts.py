"""Submissions and factsheets: too long, not in English, not signed."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reviews.models import Milestone
from submissions.models import Submission
from workspace.counted import LONG
from workspace.risks.risk import URGENT_FROM, Risk, day_of, near, short
from workspace.scene import Scene, Work

Kind = Milestone.Kind
LANGUAGES = dict(settings.LANGUAGES)


def too_long(scene: Scene) -> Iterator[Risk]:
    """Now, or when our cut-off comes if it goes on growing as it did."""
    end = scene.date(Kind.OWN_CUT_OFF) or scene.date(Kind.WINDOW_CLOSES)
    for work in _open_works(scene):
        limit, words = work.limit, work.words
        if not limit:
            continue
        will_be = words
        if end:
            will_be += max(0, words - work.before) * end.days // LONG.days
        terms = {"words": words, "limit": limit, "will_be": will_be}
        if words > limit:
            title = ngettext(
                "“%(title)s” is %(n)d word too long",
                "“%(title)s” is %(n)d words too long",
                words - limit,
            ) % {"title": work.submission.title, "n": words - limit}
            why = _("Its sections have %(words)d words, and %(limit)d are read.")
        elif will_be > limit:
            title = _("At this pace “%(title)s” becomes too long") % {
                "title": work.submission.title
            }
            why = _(
                "It has %(words)d words. If it grows as in the last two weeks, it has"
                " %(will_be)d at the end, and %(limit)d are read."
            )
        else:
            continue
        yield Risk(
            kind="too-long",
            title=title,
            why=why % terms,
            url=work.submission.get_absolute_url(),
            days=end.days if end else None,
            is_urgent=words > limit,
        )


def long_sections(scene: Scene) -> Iterator[Risk]:
    for work in _open_works(scene):
        if work.over:
            title = ngettext(
                "%(n)d section of “%(title)s” is over its words",
                "%(n)d sections of “%(title)s” are over their words",
                work.over,
            )
            yield Risk(
                kind="long-sections",
                title=title % {"n": work.over, "title": work.submission.title},
                why=_("Shorten them, or give them words that another one can spare."),
                url=work.submission.get_absolute_url(),
            )


def sections_behind(scene: Scene) -> Iterator[Risk]:
    closes = near(scene, Kind.WINDOW_CLOSES)
    behind = [work for work in _open_works(scene) if work.english.behind]
    count = sum(work.english.behind for work in behind)
    if closes and count:
        title = ngettext(
            "The English of %(n)d section is missing or stale",
            "The English of %(n)d sections is missing or stale",
            count,
        )
        all_of_them = reverse("submissions:list", args=[scene.review.pk])
        yield Risk(
            kind="sections-behind",
            title=title % {"n": count},
            why=_("The UN takes submissions until %(day)s.") % day_of(closes),
            url=behind[0].submission.get_absolute_url()
            if len(behind) == 1
            else all_of_them,
            days=closes.days,
            is_urgent=closes.days <= URGENT_FROM,
        )


def factsheets_behind(scene: Scene) -> Iterator[Risk]:
    out = near(scene, Kind.MATERIALS)
    count = sum(row.sheets.behind for row in scene.standing.values())
    if out and count:
        title = ngettext(
            "The English of %(n)d factsheet is missing or stale",
            "The English of %(n)d factsheets is missing or stale",
            count,
        )
        yield Risk(
            kind="factsheets-behind",
            title=title % {"n": count},
            why=_("Materials go out on %(day)s.") % day_of(out),
            url=reverse("factsheets:list", args=[scene.review.pk]),
            days=out.days,
            is_urgent=out.days <= URGENT_FROM,
        )


def late_packets(scene: Scene) -> Iterator[Risk]:
    for packet in scene.packets:
        language = LANGUAGES[packet.language]
        yield Risk(
            kind="late-packet",
            title=_("A translation is late: %(language)s") % {"language": language},
            why=_("It was due on %(day)s, and the translator still has it.")
            % {"day": short(packet.due_on)},
            url=reverse("workspace:packet", args=[scene.review.pk, packet.id]),
            days=(packet.due_on - scene.today).days,
        )


def unsigned(scene: Scene) -> Iterator[Risk]:
    closes = near(scene, Kind.SIGN_ON)
    if closes is None:
        return
    for work in _open_works(scene):
        if not work.submission.is_joint or work.signs.agreed:
            continue
        in_sign_on = work.submission.stage == Submission.Stage.SIGN_ON
        page = "submissions:sign-on" if in_sign_on else "submissions:stage"
        yield Risk(
            kind="unsigned",
            title=_("Nobody has signed “%(title)s” yet")
            % {"title": work.submission.title},
            why=_("The list of members closes on %(day)s.") % day_of(closes),
            url=reverse(page, args=[scene.review.pk, work.submission.pk]),
            days=closes.days,
            is_urgent=closes.days <= URGENT_FROM,
        )


def _open_works(scene: Scene) -> list[Work]:
    """Whose words can still change."""
    return [work for work in scene.works if not work.submission.is_closed]
