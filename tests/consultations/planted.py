"""The world of the matrix with more that was said in it, and a word of its own in
every text field of every row of these apps."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from uuid import uuid4

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from consultations import (
    actions,
    contributing,
    counting,
    entering,
    room,
    sorting,
    triage,
)
from consultations.models import (
    ContributionLink,
    Enquiry,
    Event,
    Finding,
    Photo,
    Reaction,
    Route,
)
from core.files import store
from evidence.actions import add_evidence
from evidence.models import Evidence, Gift
from groups.models import Group
from proposals import linking
from proposals.models import EvidenceLink, FindingLink, Proposal, TabledProposal
from submissions.models import Citation
from tests.access.world import Place, World, stranger_of
from tests.factories.consultations import (
    ContributionLinkFactory,
    FindingFactory,
    TabledFactory,
    code_of,
)
from tests.factories.events import MaterialFactory, QuestionFactory, file_of
from tests.factories.evidence import EvidenceFactory

APPS = ("consultations", "evidence")
GROUPS = ("first", "hidden", "institution")
PNG = b"\x89PNG\r\n\x1a\n"
COORDINATORS = frozenset({"canaryleadhere"})
# Fields that hold no words of anybody.
NO_WORDS = {
    "consultations.Code.digest": "a digest",
    "consultations.ContributionLink.token_digest": "a digest",
    "consultations.Event.zone": "the name of a time zone",
    "consultations.Headcount.value": "one of what can be counted",
    "consultations.Aim.value": "one of what can be counted",
}


@dataclass(kw_only=True)
class Planted:
    """`words`: what each word stands in, and the canaries whose readers may know it
    (`tests.access.standing`)."""

    words: dict[str, tuple[str, frozenset[str]]] = field(default_factory=dict)
    fields: set[str] = field(default_factory=set)
    places: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    codes: dict[str, object] = field(default_factory=dict)
    addresses: list[tuple[str, dict]] = field(default_factory=list)


def plant(world: World) -> Planted:
    planted = Planted()
    for name in GROUPS:
        say_more(world, planted, name)
    for model, named in text_fields():
        for row in model.objects.order_by("pk"):
            for one in named:
                _plant(planted, row, one)
    return planted


def text_fields() -> Iterator[tuple[type[models.Model], list[models.Field]]]:
    for app in APPS:
        for model in apps.get_app_config(app).get_models():
            if model._meta.proxy:  # rows of another app
                continue
            yield model, [one for one in model._meta.fields if holds_words(one)]


def holds_words(one: models.Field) -> bool:
    is_text = isinstance(one, (models.CharField, models.TextField))
    return is_text and not one.choices and label_of(one) not in NO_WORDS


def label_of(one: models.Field) -> str:
    return f"{one.model._meta.label}.{one.name}"


def _plant(planted: Planted, row: models.Model, one: models.Field) -> None:
    """Where a constraint says that there are no words, there are none."""
    word = f"zqw{len(planted.words):05d}q"
    text = f"https://{word}.org/" if isinstance(one, models.URLField) else word
    try:
        with transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(**{one.name: text})
    except IntegrityError:
        return
    planted.words[word] = (f"{label_of(one)} {row.pk}", known_to(row, one.name))
    planted.fields.add(label_of(one))


# Who may know it, written down by hand


def known_to(row: models.Model, name: str) -> frozenset[str]:
    """The canaries whose readers may. Raises KeyError for what is new here."""
    return READERS_OF[row._meta.model_name](row, name)


def _of_event(event: Event, what: str) -> frozenset[str]:
    if event.host is None:  # the coalition's; coordinators organise it
        return _of_review(event.review) if what == "meeting" else COORDINATORS
    return frozenset({f"canary{what}{_name(event.host)}"})


def _of_finding(finding: Finding) -> frozenset[str]:
    kinds = Finding.Sensitivity
    match finding.sensitivity:
        case kinds.CONFIDENTIAL:
            return _of_event(finding.event, "secret")
        case kinds.GROUP:
            return _of_event(finding.event, "heard")
        case _:
            return _of_event(finding.event, "meeting")


def _name(group: Group) -> str:
    return group.name_en.removeprefix("canarytheme")


def _of_evidence(row: Evidence) -> frozenset[str]:
    given = {f"canarywork{_name(gift.group)}" for gift in row.gifts.all()}
    return frozenset({f"canaryshelf{_name(row.group)}", *given})


def _of_review(review) -> frozenset[str]:
    return frozenset({f"canaryinside{'there' if review.is_public else 'here'}"})


READERS_OF = {
    # What happened stands in the report, which whoever organises it makes.
    "event": lambda row, name: _of_event(
        row, "heard" if name == "notes" else "meeting"
    ),
    "question": lambda row, _field: _of_event(row.event, "meeting"),
    "material": lambda row, _field: _of_event(
        row.event, "meeting" if row.published_at else "heard"
    ),
    "contributionlink": lambda row, _field: _of_event(row.event, "heard"),
    "tabled": lambda row, _field: _of_event(row.event, "heard"),
    "reaction": lambda row, _field: _of_event(row.tabled.event, "heard"),
    "finding": lambda row, _field: _of_finding(row),
    "enquiry": lambda row, _field: _of_event(row.finding.event, "heard"),
    "route": lambda row, _field: frozenset({f"canarywork{_name(row.group)}"}),
    "regionalcontact": lambda row, _field: _of_review(row.review),
    "helprequest": lambda _row, _field: frozenset(),  # of two whom the matrix has not
    "evidence": lambda row, _field: _of_evidence(row),
}


# What is there to be known


def say_more(world: World, planted: Planted, name: str) -> None:
    place = world.places[f"{name}/draft"]
    group = Group.objects.get(pk=place.group)
    event = Event.objects.get(pk=place.event)
    by, at = stranger_of(group), timezone.now()
    Event.objects.filter(pk=event.pk).update(notes_language="en")
    given = {"event": event, "groups": [group], "entered_by": by}
    finding = Finding.objects.get(pk=place.finding)
    secret = Finding.objects.get(pk=place.secret_finding)
    said = {
        "open": FindingFactory(**given, sensitivity="open"),
        "coalition": FindingFactory(**given, sensitivity="coalition"),
        "merged": FindingFactory(**given, merged_into=finding),
        "merged secret": FindingFactory(
            **given, sensitivity="confidential", merged_into=secret
        ),
        "ungiven": FindingFactory(
            event=event, entered_by=by, aside_at=at, aside_reason="x"
        ),
    }
    Route.objects.filter(finding__in=[said["open"], said["merged"]]).update(
        state="aside", read_at=at, reason="x", reason_language="en"
    )
    written = ContributionLink.objects.get(pk=place.contribution)
    said["written"] = FindingFactory(
        event=event, groups=[group], entered_by=None, link=written
    )
    for one in (said["written"], said["coalition"]):
        asked = {"group": group, "asked_by": by, "asked_at": at}
        Enquiry.objects.create(
            finding=one, text="x", answer="x", answered_at=at, **asked
        )
        Enquiry.objects.create(finding=one, text="x", **asked)
    planted.codes[name] = code_of(finding=said["written"])
    planted.codes[f"{name} meeting"] = code_of(event=event)
    photo = Photo.objects.create(
        finding=said["written"],
        file=store(PNG + name.encode(), content_type="image/png"),
    )
    ids = {"review_id": place.review_id, "pk": said["written"].pk}
    planted.addresses.append(("findings:photo", {**ids, "photo_id": photo.pk}))
    shelf = lie_on_shelf(world, group, by=by, is_given=name == "first")
    for one in shelf:
        finding.evidence.add(one)
        secret.evidence.add(one)
    draft = MaterialFactory(event=event, review=event.review)
    file_of(draft)
    QuestionFactory(event=event, kind="beforehand", answer="x", answered_at=at)
    put_to_the_room(event, said["open"], place, by=by)
    rest_upon(place, [finding, secret, said["open"]], shelf, by=by)
    for one in said.values():
        planted.places[name].append(replace(place, finding=one.pk))
    for one in shelf:
        planted.places[name].append(replace(place, evidence=one.pk))
    planted.places[name].append(replace(place, material=draft.pk))


def lie_on_shelf(world: World, group: Group, *, by, is_given: bool) -> list[Evidence]:
    paper = store(b"%PDF-1.7 x", content_type="application/pdf")
    rows = [
        EvidenceFactory(group=group, added_by=by, file=paper),
        EvidenceFactory(group=group, added_by=by, kind="case"),
        EvidenceFactory(group=group, added_by=by, kind="link", url="https://a.org/"),
        EvidenceFactory(group=group, added_by=by, kind="figure", figure="1"),
    ]
    if is_given:
        Gift.objects.create(
            evidence=rows[3],
            group_id=world.places["second/draft"].group,
            given_by=by,
            given_at=timezone.now(),
        )
    return rows


def put_to_the_room(event: Event, finding: Finding, place: Place, *, by) -> None:
    """A finding and a proposal, with what the room remarked."""
    at = timezone.now()
    rows = [
        TabledFactory(event=event, order=1, finding=finding, text_en="x"),
        TabledFactory(event=event, order=2, text_en="x"),
    ]
    TabledProposal.objects.create(
        proposal_id=place.proposal, tabled=rows[1], tabled_by=by
    )
    for row in rows:
        said = {"tabled": row, "remark": "x", "remark_language": "en"}
        Reaction.objects.create(
            **said, answer="different", entered_by=by, reacted_at=at
        )
        Reaction.objects.create(**said, answer="not", client_key=row.pk, reacted_at=at)


def rest_upon(place: Place, findings: list, shelf: list, *, by) -> None:
    """The group's proposal and text rest on all of it."""
    at = timezone.now()
    proposal = Proposal.objects.get(pk=place.proposal)
    linked = {"proposal": proposal, "linked_by": by, "linked_at": at}
    for finding in findings:
        FindingLink.objects.create(finding=finding, **linked)
        Citation.objects.create(text_id=place.text, finding=finding, cited_at=at)
    for evidence in shelf:
        EvidenceLink.objects.create(evidence=evidence, **linked)
        Citation.objects.create(text_id=place.text, evidence=evidence, cited_at=at)


def say_behind_walls(world: World, *, known: Event) -> None:
    """What the readers must not notice, done as people would do it: a meeting of the
    hidden group with all that belongs to it, and confidential points that were made
    before everybody, at a meeting of the first group and at one of the coalition
    (`known`)."""
    hold_hidden_meeting(world)
    first, hidden = (world.places[f"{name}/draft"] for name in ("first", "hidden"))
    event = Event.objects.select_related("review", "host").get(pk=first.event)
    say_confidentially(event, first, by=world.people["rapporteur"])
    say_confidentially(known, hidden, by=world.people["rapporteur of the hidden group"])


def hold_hidden_meeting(world: World) -> None:
    place = world.places["hidden/draft"]
    group, at = Group.objects.get(pk=place.group), timezone.now()
    by = world.people["rapporteur of the hidden group"]
    does = {"actor": by, "at": at}
    event = actions.open_event(
        event=Event(
            review=group.review,
            host=group,
            title="Behind the wall",
            starts_on=at.date(),
            ends_on=at.date(),
        ),
        groups=[Group.objects.get(pk=world.places["first/draft"].group)],
        language="en",
        **does,
    )
    counting.keep_counts(
        event=event,
        counts={("gender", "women"): counting.Change(seen=None, wanted=20)},
        total=counting.Change(seen=None, wanted=20),
        **does,
    )
    QuestionFactory(event=event)
    file_of(MaterialFactory(event=event, published=True))
    link = ContributionLinkFactory(event=event, made_by=by)
    link.groups.set([group])
    said = contributing.Said(key=uuid4(), text="Behind the wall")
    contributing.contribute(link=link, said=said, language="en", at=at)
    for kind in Finding.Sensitivity.values:
        entering.enter_finding(
            event=event,
            point=entering.Point(text=f"A {kind} one", language="en", sensitivity=kind),
            **does,
        )
    room.put_on_table(event=event, words={"en": "Behind the wall"}, **does)
    code_of(event=event)
    add_evidence(
        evidence=Evidence(group=group, kind="case", title="Behind the wall"), **does
    )
    actions.close_event(event=event, **does)


def say_confidentially(event: Event, place: Place, *, by) -> None:
    group, at = Group.objects.get(pk=place.group), timezone.now()
    does = {"actor": by, "at": at}
    one, other = (
        entering.enter_finding(
            event=event,
            point=entering.Point(
                text=f"Confidential {number}",
                language="en",
                sensitivity="confidential",
                groups=[group],
            ),
            **does,
        )
        for number in range(2)
    )
    triage.take_up_finding(route=one.routes.get(), seen="sent", **does)
    known = Finding.objects.filter(event=event, groups=group, sensitivity="group")
    for into in known.filter(merged_into=None)[:1]:
        sorting.merge_finding(finding=other, into=into, **does)
    proposal = Proposal.objects.get(pk=place.proposal)
    linking.link_finding(proposal=proposal, finding=one, **does)
