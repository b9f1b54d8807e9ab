"""The adviser of the matrix is asked about one thing. Every address is asked again,
about everything in two reviews: what changes is what was opened, and nothing else
can be read there. The words of that one thing stand in no other place."""

import pytest

from factsheets.models import ChosenRecommendation, Factsheet
from groups.models import Roadmap, RoadmapItem
from proposals.models import Proposal
from submissions.models import Submission
from tests.access import standing
from tests.access.asking import Askers, cells
from tests.access.world import in_every_language, make_world
from tests.factories.feedback import ask_adviser
from tests.factories.submissions import SectionFactory, text_of, write_words

pytestmark = pytest.mark.django_db
WORD = "canaryaskedabout"

BY_LINK = ("guest:", "link:", "proposal_link:", "roadmap_link:", "public:")
OPENED = {
    "text": {
        "submissions:text",
        "submissions:threads",
        "submissions:suggestions",
        "submissions:detail",
    },
    "factsheet": {
        "factsheets:detail",
        "factsheets:preview",
        "factsheets:proof",
        "factsheets:proof-picture",
        "factsheets:proof-pdf",
        "workspace:thread",
    },
    "proposal": {"proposals:detail", "workspace:thread"},
    "roadmap": {"workspace:roadmap"},
}


@pytest.fixture
def world(db):
    return make_world()


def planted(world, kind):
    """The thing, its words replaced by one that stands nowhere else."""
    place = world.places["first/draft"]
    wording = in_every_language(WORD, "wording")
    if kind == "proposal":
        rows = Proposal.objects.filter(pk=place.proposal)
        rows.update(**wording)
        return rows.get()
    if kind == "roadmap":
        RoadmapItem.objects.filter(group=place.group).update(what=WORD)
        return Roadmap.objects.get(pk=place.group)
    if kind == "factsheet":
        rows = Factsheet.objects.filter(pk=place.factsheet)
        rows.update(**in_every_language(WORD, *Factsheet.TEXTS))
        shown = in_every_language(WORD, "headline", "outcome")
        ChosenRecommendation.objects.filter(factsheet=place.factsheet).update(**shown)
        Proposal.objects.filter(pk__in=rows.get().proposals.all()).update(**wording)
        return rows.get()
    titled = Submission.objects.filter(pk=place.submission)
    titled.update(**in_every_language(WORD, "title"))
    section = SectionFactory(
        submission=titled.get(), **in_every_language(WORD, "heading", "guidance")
    )
    text = write_words(text_of(section), WORD)
    place.text = text.pk  # beside another section of the same submission
    return text


def answers(askers, world):
    """The same questions in the same order every time."""
    return [
        (cell, askers.ask("adviser", cell.method, cell.path, cell.data))
        for cell in cells(world)
        if (cell.role, cell.method) == ("adviser", "GET")
        and not cell.name.startswith(BY_LINK)
    ]


def words_in(answer):
    return set(standing.CANARY.findall(f"{answer.headers}\n{answer.text}".lower()))


@pytest.mark.parametrize("kind", OPENED)
def test_an_adviser_reads_what_she_was_asked_about_and_nothing_else(
    world, kind, record_property
):
    subject = planted(world, kind)
    askers = Askers(world)
    adviser = world.people["adviser"]
    before = answers(askers, world)
    request = ask_adviser(
        subject, adviser, by=world.people["rapporteur"], question=WORD
    )

    after = answers(askers, world)

    record_property(f"questions about a {kind}", len(after))
    assert not any(WORD in words_in(answer) for _cell, answer in before)
    known = standing.may_read("adviser") | standing.own_name(adviser) | {WORD}
    leaks = {
        (str(cell), word)
        for cell, answer in after
        for word in words_in(answer) - known - cell.reads
    }
    assert leaks == set()
    opened = {
        cell.name
        for (cell, answer), (_same, earlier) in zip(after, before, strict=True)
        if answer.status < 400 <= earlier.status
    }
    assert opened == OPENED[kind]
    assert askers.ask("adviser", "GET", request.get_absolute_url()).status == 200
