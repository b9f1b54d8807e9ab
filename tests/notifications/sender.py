"""What `test_clock` starts to be killed: beat and worker in one process, which live
through the hours between two moments on a clock that they are told."""

import sys
from datetime import datetime, timedelta

import django
from django.utils import timezone

django.setup()

from groups.reminding import remind as remind_of_steps  # noqa: E402 -- after set-up
from notifications.digests import gather  # noqa: E402
from notifications.models import Digest, Letter  # noqa: E402
from notifications.tasks import send_digest, send_letter  # noqa: E402
from reviews.reminding import remind  # noqa: E402

SENDERS = {Letter: send_letter, Digest: send_digest}


def live_through(hour):
    timezone.now = lambda: hour
    remind(at=hour)
    remind_of_steps(at=hour)
    gather(at=hour)
    for model, send in SENDERS.items():
        for letter in model.objects.claimable(at=hour):
            try:
                send(job_id=str(letter.pk))
            except (
                OSError
            ) as error:  # as the worker does: it is written down, and goes on
                sys.stderr.write(f"{type(error).__name__}\n")


def main(begin, end, hours):
    hour = datetime.fromisoformat(begin)
    while hour < datetime.fromisoformat(end):
        live_through(hour)
        sys.stdout.write(f"{hour.isoformat()}\n")
        sys.stdout.flush()
        hour += timedelta(hours=int(hours))


if __name__ == "__main__":
    main(*sys.argv[1:])
