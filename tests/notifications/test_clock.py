"""A year of reminders, hour by hour, while their sender is killed with -9 again and
again and its clock is put back. Each rung is one row and one letter, for ever.

Eight kills and every sixth hour, or sixty and every hour with ALL=1. Of a letter a second copy, with the same Message-ID,
comes only where the kill fell between the mail server's 250 and our own commit: no
mail protocol can do better. Those are counted.
"""

import asyncio
import os
import random
import re
import subprocess
import sys
import threading
from collections import Counter, defaultdict
from datetime import UTC, datetime, time, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.controller import Controller

from core.models import Job
from notifications.models import Digest, Letter, Notification, Wishes
from reviews.models import Milestone
from tests.core.machinery import ROOT, address_of_the_test_database
from tests.factories import MilestoneFactory, RoleFactory, UserFactory
from tests.notifications.test_tasks import free_port

pytestmark = [pytest.mark.alone, pytest.mark.django_db(transaction=True)]

WHOLE = os.environ.get("ALL") == "1"
KILLS = 60 if WHOLE else 8
HOURS = 1 if WHOLE else 6  # of a step
SEED = os.environ.get("SEED", "a year")
BEGIN = datetime(2026, 12, 1, 1, tzinfo=UTC)  # seven o’clock in Bishkek
END = BEGIN + timedelta(days=365)
A_STEP, A_DAY = timedelta(hours=HOURS), timedelta(days=1)
PATIENCE = 7 * A_DAY  # with a kill that waits for a letter


class Mailbox:
    """A mail server with a hand on the sender: it kills before it takes a letter, or
    shortly after."""

    def __init__(self, chance):
        self.chance = chance
        self.taken = []
        self.asked = None  # how to kill at the next letter
        self.sender = None

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 -- its name
        how, self.asked = self.asked, None
        if how == "before":
            self.sender.kill()
            return "451 Not now"
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        if how == "after":
            delay = self.chance.uniform(0, 0.003)
            asyncio.get_running_loop().call_later(delay, self.sender.kill)
        return "250 Taken"


class Year:
    """The sender, started anew after each kill, at the hour that was reached or a few
    before it."""

    def __init__(self, folder: Path):
        self.chance = random.Random(SEED)
        self.mailbox = Mailbox(self.chance)
        port = free_port()
        self.server = Controller(self.mailbox, hostname="127.0.0.1", port=port)
        self.log = (folder / "log").open("wb")
        self.environment = {
            **os.environ,
            "MODE": "local",
            "DJANGO_SETTINGS_MODULE": "upr_platform.settings",
            "DATABASE_URL": address_of_the_test_database(),
            "REDIS_URL": "memory://",
            "SMTP_URL": f"smtp://127.0.0.1:{port}",
            "DATA_DIR": str(folder),
        }
        self.hour = BEGIN
        self.kills = Counter()
        self.between = Counter()  # letters that were taken when nobody could note it

    def live_until(self, end: datetime, *, kills: int):
        """At random hours, each in one of three ways. A kill that waits for a letter
        puts off those behind it, but none is left out."""
        steps = int((end - PATIENCE - A_DAY - self.hour) / A_STEP)
        plan = sorted(self.chance.sample(range(steps), kills))
        moments = [self.hour + number * A_STEP for number in plan]
        while self.hour < end or moments:
            if self._run(end, moments[0] if moments else None):
                moments.pop(0)
            elif moments:  # the end came first: once more from a week before
                self.hour = end - PATIENCE

    def _run(self, end: datetime, kill_at: datetime | None) -> bool:
        """Whether it was killed."""
        how = self.chance.choice(["before", "after", "after", "after", "anywhere"])
        taken, armed_at = len(self.mailbox.taken), None
        with self._start(end) as sender:
            self.mailbox.sender = sender
            for line in sender.stdout:
                self.hour = datetime.fromisoformat(line.strip()) + A_STEP
                if kill_at and not armed_at and self.hour >= kill_at:
                    armed_at = self.hour
                    self._kill(sender, how)
                if armed_at and self.hour >= min(armed_at + PATIENCE, end - 2 * A_DAY):
                    how, self.mailbox.asked = "idle", None
                    sender.kill()
        self.mailbox.asked = None
        if sender.returncode == 0:
            return False
        assert sender.returncode == -9
        self.kills[how] += 1
        self._note_what_nobody_noted(self.mailbox.taken[taken:])
        self.hour = max(self.hour - self.chance.randrange(4) * A_STEP, BEGIN)
        return True

    def _start(self, end: datetime):
        said = [self.hour.isoformat(), end.isoformat(), str(HOURS)]
        return subprocess.Popen(
            [sys.executable, "-m", "tests.notifications.sender", *said],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
        )

    def _kill(self, sender, how: str):
        if how == "anywhere":
            threading.Timer(self.chance.uniform(0, 0.02), sender.kill).start()
        else:
            self.mailbox.asked = how

    def _note_what_nobody_noted(self, taken):
        running = {
            str(pk)
            for model in (Letter, Digest)
            for pk in model.objects.filter(state=Job.State.RUNNING).values_list(
                "pk", flat=True
            )
        }
        self.between.update(running & {key_of(letter) for letter in taken})


def key_of(letter) -> str:
    return letter["Message-ID"].strip("<>").partition("@")[0]


@pytest.fixture
def year(tmp_path):
    living = Year(tmp_path)
    living.server.start()
    yield living
    living.server.stop()
    living.log.close()
    sys.stdout.write(Path(living.log.name).read_text()[-4000:])


def test_each_rung_is_one_row_and_one_letter_whatever_dies(year, record_property):
    leader = RoleFactory(user__time_zone="Asia/Bishkek")
    owner = RoleFactory(
        review=leader.review,
        role="adviser",
        user=UserFactory(time_zone="America/New_York", language="ru"),
    ).user
    Wishes.objects.create(person=owner, quiet_from=time(21), quiet_until=time(9, 30))
    dates = [
        MilestoneFactory(
            review=leader.review,
            owner=owner if number % 3 else None,
            due=BEGIN + timedelta(days=12 + 21 * number, hours=7 * number),
        )
        for number in range(12)
    ]
    changes = lives_of(dates)

    year.live_until(BEGIN + 100 * A_DAY, kills=KILLS // 2)
    moved = dates[6]
    moved.due += 17 * A_DAY
    moved.save()
    changes[moved.pk].append((year.hour, moved.due))
    year.live_until(BEGIN + 160 * A_DAY, kills=KILLS // 4)
    done = dates[2]
    Milestone.objects.filter(pk=done.pk).update(done_at=year.hour, done_by=owner)
    changes[done.pk].append((year.hour, None))
    year.live_until(END, kills=KILLS - KILLS // 2 - KILLS // 4)

    people = {leader.user: True, owner: False}
    assert rows() == expected(dates, changes, people)
    copies = Counter(key_of(letter) for letter in year.mailbox.taken)
    assert all(count - 1 <= year.between[key] for key, count in copies.items())
    assert all(letter_keys == 1 for letter_keys in letters_of_each_notice(year))
    assert_nothing_is_left()
    assert_owner_slept(owner)

    for how, count in year.kills.items():
        record_property(f"kills {how}", count)
    record_property("letters", len(copies))
    record_property("kills between 250 and commit", year.between.total())
    record_property("second copies", sum(copies.values()) - len(copies))
    assert year.kills.total() == KILLS


def lives_of(dates):
    """When each is set, moved or done."""
    changes = defaultdict(list)
    for date in dates:
        changes[date.pk].append((BEGIN, date.due))
    return changes


def rows():
    return Counter(
        Notification.objects.values_list("recipient", "subject_id", "kind", "rung")
    )


def expected(dates, changes, people):
    """Told again from the beginning, as the promise says: 30, 7 and 1 days before and
    weekly for eight weeks, by what each reader's calendar shows at each hour."""
    found = set()
    for date in dates:
        for person, leads in people.items():
            zone = ZoneInfo(person.time_zone)
            watches = date.owner_id == person.pk or (leads and date.owner_id is None)
            for hour in range(0, 365 * 24, HOURS):
                at = BEGIN + timedelta(hours=hour)
                due = [due for since, due in changes[date.pk] if since <= at][-1]
                said = due and told_at(at, due, zone)
                if said and (watches or (leads and said[0] != "milestone.near")):
                    kind, name = said
                    rung = f"{due:%Y-%m-%dT%H:%M}/{name}"
                    found.add((person.pk, date.pk, kind, rung))
    return Counter(found)


def told_at(at, due, zone):
    here = at.astimezone(zone)
    left = (due.astimezone(zone).date() - here.date()).days
    if at >= due:
        weeks = (-left + 6) // 7
        return ("milestone.late", f"late-{weeks}") if 1 <= weeks <= 8 else None
    if left > 30 or (left == 1 and here.hour < 7):
        return None
    if left > 7:
        return ("milestone.near", "30")
    return ("milestone.near", "7") if left > 1 else ("milestone.last_day", "1")


def letters_of_each_notice(year):
    """In how many letters, copies counted as one, each notice stands."""
    links = defaultdict(set)
    for letter in year.mailbox.taken:
        body = letter.get_content()
        for pk in re.findall(r"/me/notices/([0-9a-f-]{36})/", body):
            links[pk].add(key_of(letter))
    return [
        len(links[str(pk)]) for pk in Notification.objects.values_list("pk", flat=True)
    ]


def assert_nothing_is_left():
    for model in (Letter, Digest):
        assert not model.objects.exclude(state=Job.State.READY).exists()
    assert not Notification.objects.filter(letter=None, digest=None).exists()


def assert_owner_slept(owner):
    zone = ZoneInfo(owner.time_zone)
    sent = [
        *Letter.objects.filter(notification__recipient=owner),
        *Digest.objects.filter(person=owner),
    ]
    assert sent
    for letter in sent:
        assert time(9, 30) <= letter.finished_at.astimezone(zone).time() < time(21)
