"""A rapporteur gets one letter of the morning, in Russian, and does from her phone
what it tells her of."""

import re
import time
from email import message_from_bytes, policy

from tests.journeys.looks import keep_picture
from tests.journeys.person import Person

# Told yesterday, so that the letter of a morning may go by now.
SEED = """
import json
from datetime import timedelta
from zoneinfo import ZoneInfo
from django.db.models import F
from django.utils import timezone
from accounts.models import User
from groups import reminding, steps
from groups.models import Membership, RoadmapItem
from notifications import digests
from notifications.models import Digest, Notification
at = timezone.now()
person = User.objects.get(email="rapporteur@demo.example")
spoken, person.language = person.language, "ru"
person.save(update_fields=["language"])
group = Membership.objects.filter(user=person, role="rapporteur").first().group
today = at.astimezone(ZoneInfo(person.time_zone)).date()
made = [
    steps.add_step(
        step=RoadmapItem(
            group=group, who=person, what=what, due_on=today + timedelta(days=6)
        ),
        language="ru", actor=person, at=at,
    )
    for what in ("Созвониться с юристом", "Проверить цифры по Ошу")
]
made_ids = [step.pk for step in made]
# Twice: a second worker, or a clock that was put back.
reminding.remind(at=at - timedelta(days=1))
reminding.remind(at=at - timedelta(days=1))
told = Notification.objects.filter(recipient=person, subject_id__in=made_ids)
# What the demonstration tells may have had its letter today.
Digest.objects.filter(person=person).update(on=F("on") - timedelta(days=1))
digests.gather(at=at)
digests.gather(at=at)
print(json.dumps([[str(step.pk) for step in made], [str(row.pk) for row in told], spoken]))
"""
SPEAKS = """
from accounts.models import User
User.objects.filter(email="rapporteur@demo.example").update(language={language!r})
"""
DONE = """
import json
from groups.models import RoadmapItem
print(json.dumps(RoadmapItem.objects.get(pk={step!r}).done_at is not None))
"""


def letters_to(platform, address: str) -> list:
    found = []
    for path in sorted((platform.folder / "mail").glob("*")):
        for part in re.split(rb"\n-{70,}\n", path.read_bytes()):
            letter = message_from_bytes(part.strip(), policy=policy.default)
            if letter["To"] == address:
                found.append(letter)
    return found


def of(notices, letters) -> list:
    return [
        letter
        for letter in letters
        if any(pk in letter.get_body(("plain",)).get_content() for pk in notices)
    ]


def test_one_letter_of_the_morning_leads_to_what_is_done_from_the_phone(
    browse, platform
):
    email = platform.accounts["rapporteur"]["email"]
    made, notices, spoken = platform.told(SEED)
    assert len(notices) == 2
    deadline = time.monotonic() + 60
    while not (letters := of(notices, letters_to(platform, email))):
        assert time.monotonic() < deadline
        time.sleep(0.5)
    time.sleep(2)  # for a second one, if there were any
    platform.manage("shell", "-c", SPEAKS.format(language=spoken))

    letters = of(notices, letters_to(platform, email))
    assert len(letters) == 1
    letter = letters[0]
    text = letter.get_body(("plain",)).get_content()
    assert all(f"{platform.url}/me/notices/{pk}/" in text for pk in notices)
    assert re.search(r"[А-Яа-я]", letter["Subject"])
    assert "юрист" not in letter["Subject"] + text  # what people wrote stays here

    page = browse(width=360, language="ru", as_="rapporteur")
    person = Person(page)
    page.goto(f"/me/notices/{notices[0]}/")
    keep_picture(page, "morning-step-360-ru")
    row = page.locator(f"#i-{made[0]}")
    person.go(row.locator("button").first)
    assert platform.told(DONE.format(step=made[0]))
    assert not platform.told(DONE.format(step=made[1]))
    print(f"morning: {person.seconds:.0f} s, {person.clicks} clicks")
