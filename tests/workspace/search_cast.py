"""The same word in everything that can be found, of every group."""

from datetime import date

from consultations.models import Finding
from tests.factories import MilestoneFactory
from tests.factories.comments import say
from tests.factories.consultations import EventFactory, FindingFactory
from tests.factories.events import MaterialFactory, QuestionFactory
from tests.factories.evidence import EvidenceFactory
from tests.factories.factsheets import FactsheetFactory
from tests.factories.groups import MembershipFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.roadmaps import DecisionFactory
from tests.factories.submissions import (
    SectionFactory,
    SubmissionFactory,
    text_of,
    write_words,
)

GROUPS = ("first", "second", "institution", "confidential", "elsewhere")
EVERYTHING = "zzqanywhere"


def plant(group, name: str) -> None:
    """`zzqanywhere` and the name of the group in one thing of each kind."""
    words = f"{EVERYTHING} {name}"
    host = group if group.is_walled else None
    where = {"host": host} if host else {"review": group.review}
    event = EventFactory(
        **where,
        title=f"{words} meeting",
        starts_on=date(2026, 1, 1),
        notes="",
    )
    FindingFactory(event=event, groups=[group], text_ky=f"{words} finding")
    FindingFactory(
        event=event,
        groups=[group],
        text_ky=f"{words} secret",
        sensitivity=Finding.Sensitivity.CONFIDENTIAL,
    )
    ProposalFactory(group=group, wording_en=f"{words} proposal")
    submission = SubmissionFactory(
        review=group.review, groups=[group], title_en=f"{words} submission"
    )
    section = SectionFactory(submission=submission, heading_en=f"Heading {name}")
    text = write_words(text_of(section), f"{words} section")
    writer = MembershipFactory(group=group, user__full_name=f"Writer {name}").user
    say(text, writer, f"{words} comment")
    FactsheetFactory(group=group, title_ru=f"{words} factsheet")
    EvidenceFactory(group=group, title=f"{words} evidence")
    QuestionFactory(event=event, text=f"{words} question")
    MaterialFactory(event=event, title_en=f"{words} material")
    DecisionFactory(group=group, question=f"{words} decision")


def plant_everywhere(cast) -> None:
    for name in GROUPS:
        plant(cast[name], name)
    for review, name in ((cast.review, "here"), (cast.elsewhere.review, "elsewhere")):
        MilestoneFactory(review=review, name=f"{EVERYTHING} {name} date")
