"""What somebody with an account and bad intentions tries on calendars, letters, homes
and reports. Each page is asked twice: before and after a group behind its wall has
worked, and must say the same."""

from datetime import timedelta
from io import BytesIO

import pytest
import vobject
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook

from core.models import derived_token
from notifications.models import Letter, Notification, Wishes
from notifications.stopping import token_of
from notifications.tasks import write_letter
from notifications.topics import Topic
from reviews.models import Milestone, Role
from reviews.reminding import remind
from tests.access.verdict import plain
from tests.factories import (
    FeedFactory,
    GroupFactory,
    LetterFactory,
    MembershipFactory,
    MilestoneFactory,
    RoleFactory,
)
from tests.factories.consultations import EventFactory
from tests.factories.roadmaps import DecisionFactory, StepFactory, VoiceFactory
from tests.factories.submissions import (
    SectionFactory,
    SubmissionFactory,
    text_of,
    write_words,
)
from tests.workspace.search_cast import EVERYTHING, plant

pytestmark = pytest.mark.django_db

PAGES = [
    *("workspace:review", "workspace:more", "workspace:activity", "workspace:search"),
    *("workspace:coverage", "workspace:situation", "workspace:report"),
    *("reviews:dates", "reviews:road", "reviews:feed", "set_up:overview"),
    *("submissions:list", "factsheets:list", "proposals:list"),
]
OWN = ["workspace:work", "workspace:practice", "notifications:list", "workspace:start"]


@pytest.fixture
def said(client, cast):
    """All that the pages say to a person."""

    def found(who):
        client.force_login(cast[who])
        asked = {"q": EVERYTHING}
        paths = [
            *(reverse(name, args=[cast.review.pk], query=asked) for name in PAGES),
            *(reverse(name) for name in OWN),
        ]
        return {path: words(client.get(path)) for path in paths}

    return found


def words(response) -> str:
    return f"{response.status_code} {' '.join(plain(response.text).split())}"


def changed(before, after) -> list[str]:
    return [path for path in before if before[path] != after[path]]


def work(group) -> None:
    """One thing of each kind, and what is late."""
    plant(group, "walled")
    day = timezone.now().date() - timedelta(days=3)
    StepFactory.create_batch(3, group=group, due_on=day)
    decision = DecisionFactory(group=group, due_on=day)
    VoiceFactory(decision=decision, user=group.memberships.first().user)


OTHERS = ["alice", "carol", "dan", "eve"]
WALLS = [("frank", "confidential"), ("grace", "institution")]
WALLS += [(who, wall) for who in OTHERS for wall in ("confidential", "institution")]


@pytest.mark.parametrize(("who", "wall"), WALLS)
def test_whatever_a_walled_group_does_others_are_told_the_same(cast, said, who, wall):
    plant(cast.first, "first")
    before = said(who)

    work(cast[wall])

    assert changed(before, said(who)) == []


@pytest.mark.parametrize("wall", ["confidential", "institution"])
@pytest.mark.parametrize("who", ["carol", "dan", "eve"])
def test_what_others_write_with_a_walled_group_is_not_told(cast, said, who, wall):
    before = said(who)

    together = SubmissionFactory(review=cast.review, groups=[cast.first, cast[wall]])
    for group in (cast.first, cast[wall]):
        section = SectionFactory(submission=together, group=group, word_budget=5)
        write_words(text_of(section), f"{EVERYTHING} " * 9)

    assert changed(before, said(who)) == []


def test_across_the_wall_nothing_says_that_a_group_is_there(cast, said):
    before = said("frank")

    group = GroupFactory(review=cast.review, confidential=True)
    MembershipFactory(group=group, role="rapporteur")
    work(group)

    assert changed(before, said("frank")) == []


# Dates


@pytest.fixture
def watched(cast):
    """A date that Dan watches, due tomorrow."""
    due = timezone.now() + timedelta(hours=20)
    return MilestoneFactory(review=cast.review, owner=cast.dan, due=due)


@pytest.mark.parametrize("name", ["change_date", "count_date", "remove_date"])
def test_who_watches_a_date_moves_none(client, cast, watched, name):
    client.force_login(cast.dan)
    due = watched.due

    answer = client.post(reverse(f"reviews:{name}", args=[cast.review.pk, watched.pk]))

    assert answer.status_code == 403
    assert cast.review.milestones.get().due == due


def test_who_watches_one_date_finishes_no_other(client, cast, watched):
    other = MilestoneFactory(review=cast.review, kind="review", owner=cast.eve)
    client.force_login(cast.dan)

    for page in ("finish_date", "reopen_date"):
        path = reverse(f"reviews:{page}", args=[cast.review.pk, other.pk])
        assert client.post(path).status_code == 403

    assert not Milestone.objects.exclude(done_at=None).exists()


@pytest.fixture
def behind_the_wall(cast, watched):
    """Dan has gone over to an institution since."""
    Role.objects.filter(user=cast.dan).delete()
    RoleFactory(review=cast.review, user=cast.dan, role="institution")


def test_who_went_behind_the_wall_watches_nothing_any_more(
    client, cast, watched, behind_the_wall
):
    client.force_login(cast.dan)

    page = client.get(reverse("workspace:work")).text

    assert "A date that you watch" not in page


def test_of_a_date_nobody_inside_watches_its_coordinators_are_told(
    cast, watched, behind_the_wall
):
    remind(at=watched.due - timedelta(days=20))

    rows = Notification.objects.values_list("recipient", "kind")
    assert list(rows) == [(cast.alice.pk, "milestone.near")]


HOSTILE = (
    "Filing\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:x\r\nBcc: all@example.org"
    "<script src=//evil.example></script>"
)


def test_what_a_date_is_called_stays_words_on_all_its_ways(client, cast):
    """From the form into pages, calendars and letters."""
    client.force_login(cast.alice)
    due = timezone.now() + timedelta(days=1)
    form = {"kind": "other", "name": HOSTILE, "day": f"{due:%Y-%m-%d}"}
    client.post(
        reverse("reviews:dates", args=[cast.review.pk]),
        form | {"clock": "12:00", "zone": "Asia/Bishkek", "owner": cast.alice.pk},
    )
    milestone = cast.review.milestones.get()

    remind(at=milestone.due - timedelta(hours=20))
    write_letter(Letter.objects.get())

    for name in ("reviews:dates", "reviews:road", "workspace:review"):
        assert (
            "<script src" not in client.get(reverse(name, args=[cast.review.pk])).text
        )
    found = client.get(
        reverse("workspace:search", args=[cast.review.pk], query={"q": "Filing"})
    )
    assert "&lt;script" in found.text
    assert (
        "<script src=//" not in found.text + client.get(reverse("workspace:work")).text
    )
    feed = FeedFactory(review=cast.review, user=cast.carol)
    calendar = client.get(reverse("feed:dates", args=[derived_token(feed)]))
    [event] = vobject.readOne(calendar.text).vevent_list
    assert event.summary.value.startswith("Filing END:VEVENT BEGIN:VEVENT")
    [letter] = mail.outbox
    assert (letter.subject, letter.to) == ("A message for you", [cast.alice.email])
    assert b"evil" not in letter.message().as_bytes()


def test_what_was_pasted_stops_no_file(client, cast):
    """Word’s own line breaks and other letters that XML has no place for."""
    pasted = "Coali\x0btion\x1f of \ufffe ours"
    client.force_login(cast.alice)
    settings = {"coalition_name_en": pasted, "session": 50}
    client.post(reverse("reviews:settings", args=[cast.review.pk]), settings)
    event = EventFactory(review=cast.review, title=pasted, place=pasted, notes=pasted)

    for path in (
        reverse("workspace:report-file", args=[cast.review.pk, "en", "docx"]),
        reverse("consultations:report-file", args=[cast.review.pk, event.pk, "en"]),
    ):
        made = Document(BytesIO(client.get(path).content))
        assert "Coalition of  ours" in made.core_properties.title
    figures = reverse("consultations:figures", args=[cast.review.pk])
    sheet = load_workbook(BytesIO(client.get(figures).content)).worksheets[0]
    assert "Coalition of  ours" in [cell.value for cell in sheet[2]]


# Letters


def test_a_scanner_that_opens_every_address_changes_nothing(cast):
    """Also those that only stand on the page to which the letter leads."""
    letter = LetterFactory(
        notification__recipient=cast.carol, notification__kind="comment.mentioned"
    )
    path = reverse("letters:page", args=[token_of(letter)])
    stopped = Client().post(path, follow=True)
    page = stopped.redirect_chain[-1][0]

    for address in (
        page,
        path,
        f"{path}now/",
        f"{path}now/?List-Unsubscribe=One-Click",
    ):
        Client().get(address, follow=True)
        Client().head(address)

    assert Wishes.objects.get(person=cast.carol).mentions == "never"
    assert not Wishes.objects.exclude(person=cast.carol).exists()


def test_nobody_sets_the_letters_of_another(client, cast):
    Wishes.objects.create(person=cast.carol, mentions="now")
    client.force_login(cast.bob)
    wishes = dict.fromkeys(Topic.values, "never")

    client.post(
        reverse("notifications:letters"),
        wishes | {"person": cast.carol.pk, "pk": cast.carol.pk},
    )

    assert Wishes.objects.get(person=cast.carol).mentions == "now"
    assert Wishes.objects.get(person=cast.bob).mentions == "never"
