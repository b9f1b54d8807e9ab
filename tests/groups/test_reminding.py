"""Who hears of which step of a roadmap when."""

from datetime import UTC, date, datetime, timedelta

import pytest

from groups.reminding import remind
from notifications.models import Notification
from tests.factories import MembershipFactory, MilestoneFactory
from tests.factories.roadmaps import StepFactory

pytestmark = pytest.mark.django_db
DAY = date(2027, 3, 1)
MORNING = datetime(2027, 3, 1, 2, tzinfo=UTC)  # 08:00 in Bishkek
A_DAY = timedelta(days=1)


@pytest.fixture
def rapporteur(db):
    return MembershipFactory(role="rapporteur", user__time_zone="Asia/Bishkek")


@pytest.fixture
def doer(rapporteur):
    return MembershipFactory(
        group=rapporteur.group, role="drafter", user__time_zone="Asia/Bishkek"
    )


@pytest.fixture
def step(rapporteur, doer):
    return StepFactory(group=rapporteur.group, who=doer.user, due_on=DAY)


def told(person):
    rows = Notification.objects.filter(recipient=person).order_by("noticed_at", "pk")
    return [(row.kind, row.rung) for row in rows]


def day_by_day():
    for days in range(-20, 10):
        remind(at=MORNING + days * A_DAY)


def test_doer_climbs_the_ladder_and_rapporteurs_the_last_of_it(step, doer, rapporteur):
    day_by_day()

    last = [
        ("step.last_day", "2027-03-01/1"),
        ("step.late", "2027-03-01/late-1"),
        ("step.late", "2027-03-01/late-2"),
    ]
    assert told(doer.user) == [("step.near", "2027-03-01/7"), *last]
    assert told(rapporteur.user) == last


def test_day_is_over_when_it_is_over_where_the_reader_is(step, doer):
    remind(at=datetime(2027, 3, 1, 17, 59, tzinfo=UTC))
    assert told(doer.user) == [("step.last_day", "2027-03-01/1")]

    remind(at=datetime(2027, 3, 1, 18, tzinfo=UTC))

    assert told(doer.user)[1:] == [("step.late", "2027-03-01/late-1")]


@pytest.mark.parametrize("how", ["left", "closed", "nobody"])
def test_step_without_a_doer_is_the_rapporteurs(how, step, doer, rapporteur):
    if how == "left":
        doer.delete()
    elif how == "closed":
        doer.user.is_active = False
        doer.user.save()
    else:
        step.who = None
        step.save()

    remind(at=MORNING - 5 * A_DAY)

    assert told(doer.user) == []
    assert told(rapporteur.user) == [("step.near", "2027-03-01/7")]


def test_what_is_done_or_has_no_day_is_left_alone(step, doer):
    step.done_at, step.done_by = MORNING, doer.user
    step.save()
    StepFactory(group=step.group, who=doer.user)

    day_by_day()

    assert not Notification.objects.exists()


def test_a_step_without_a_day_of_its_own_is_due_on_the_date_it_leads_to(
    rapporteur, doer
):
    """As the roadmap and My work have it: steps that were copied have no other day."""
    date = MilestoneFactory(
        review=rapporteur.group.review, due=datetime(2027, 2, 28, 20, tzinfo=UTC)
    )  # two in the morning of the 1st in Bishkek
    step = StepFactory(group=rapporteur.group, who=doer.user, milestone=date)

    day_by_day()

    assert [kind for kind, _rung in told(doer.user)] == [
        *("step.near", "step.last_day", "step.late", "step.late")
    ]
    assert told(doer.user)[0] == ("step.near", "2027-02-28T20:00/7")
    assert step.still_reminds("2027-02-28T20:00/7")
    assert not step.still_reminds("2027-03-01/7")
