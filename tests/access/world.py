"""Two reviews with everything in them, told apart by canaries: words that stand
in no other place, in every text and every language. Whoever reads one has read
that place."""

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from accounts.models import User
from accounts.openings import open_to_link
from core.models import derived_token
from core.translations import digest
from factsheets.models import Factsheet
from groups.models import Group, Roadmap
from notifications.models import Notification
from proposals.models import Proposal
from recommendations.models import Recommendation
from reviews.models import Review
from submissions.history import keep_version
from submissions.models import Submission, Text
from tests.access.standing import JOINT
from tests.factories import (
    FeedFactory,
    GroupFactory,
    InvitationFactory,
    MembershipFactory,
    MilestoneFactory,
    ReviewFactory,
    RoleFactory,
    RoleInvitationFactory,
    UserFactory,
)
from tests.factories.catalogue import RegionFactory
from tests.factories.comments import answer, say
from tests.factories.consultations import (
    ContributionLinkFactory,
    EventFactory,
    FindingFactory,
)
from tests.factories.events import (
    HelpRequestFactory,
    MaterialFactory,
    QuestionFactory,
    RegionalContactFactory,
    file_of,
)
from tests.factories.evidence import EvidenceFactory
from tests.factories.factsheets import (
    AskFactory,
    ChosenFactory,
    FactsheetFactory,
    measure,
    publish,
    share,
)
from tests.factories.feedback import ask_guest
from tests.factories.proposals import ProposalFactory
from tests.factories.recommendations import RecommendationFactory
from tests.factories.roadmaps import DecisionFactory, StepFactory, VoiceFactory
from tests.factories.signing import answered, asked, in_sign_on, token_of
from tests.factories.submissions import (
    SectionFactory,
    SubmissionFactory,
    text_of,
    write_words,
)
from workspace.models import Packet, PacketItem

LANGUAGES = ("en", "ru", "ky")


def canary(what: str, where: str) -> str:
    return f"Canary{what}{where}".lower()


def in_every_language(word: str, *fields: str) -> dict[str, str]:
    return {f"{field}_{code}": word for field in fields for code in LANGUAGES}


@dataclass(kw_only=True)
class Place:
    """What an address can be about: ids and tokens, of one group. `kind` says in
    which state its factsheet is."""

    name: str
    kind: str = "draft"
    review_id: object
    group: object
    factsheet: object
    proposal: object
    membership: object
    invitation: object
    role: object
    role_invitation: object
    milestone: object
    recommendation: object
    notification: object
    link: object
    # One that the group writes alone; of the place “joint”, the joint one.
    submission: object
    section: object
    text: object  # in the source language
    version: object  # of that text
    thread: object
    comment: object
    opening: object
    guest_thread: object
    guest_token: str
    feedback: object  # what the guest is asked about the text
    roadmap: object  # the group, as what is asked about
    step: object
    decision: object
    # Another one of them, which organisations are asked to sign.
    signing: object
    sign_on: object
    organisation: object
    hidden_sign_on: object
    sign_token: str
    # A meeting that the group holds, what was heard there for the group, and for its
    # rapporteurs alone, and what lies on its shelf.
    event: object
    contribution: object  # the address at which people write
    finding: object
    route: object  # of it, to the group
    secret_finding: object
    evidence: object
    contribution_token: str
    # Of that meeting; and who helps in a region of the review, with what was asked.
    question: object
    asked_beforehand: object
    material: object
    helper: object
    help_request: object
    packet: object  # with a guest by link, about the proposal
    packet_token: str
    feed_token: str = ""  # of a rapporteur’s calendar
    proposal_token: str = ""
    roadmap_token: str = ""
    factsheet_token: str = ""
    token: str = ""
    group_token: str = ""
    role_token: str = ""


@dataclass(kw_only=True)
class World:
    people: dict[str, User]
    places: dict[str, Place]  # by “group” or “group/published”


def make_world() -> World:
    reviews = {name: make_review(name) for name in ("here", "there")}
    Review.objects.filter(pk=reviews["there"].pk).update(is_public=True)
    record = RecommendationFactory()
    groups = {
        "first": make_group("first", reviews["here"]),
        "second": make_group("second", reviews["here"]),
        "hidden": make_group("hidden", reviews["here"], confidential=True),
        "institution": make_group("institution", reviews["here"], institution=True),
        "elsewhere": make_group("elsewhere", reviews["there"]),
    }
    people = make_people(groups, reviews)
    places = {}
    for name, group in groups.items():
        places |= make_places(name, group, record, people)
    places |= make_joint_place(groups, places)
    return World(people=people, places=places)


def make_review(name: str) -> Review:
    coalition = canary("coalition", name)
    review = ReviewFactory(
        **in_every_language(coalition, "coalition_name"),
        contact_email=f"{coalition}@example.org",
        contact_phone=coalition,
    )
    for kind in ("coordinator", "adviser"):
        RoleFactory(review=review, role=kind, user=make_person("lead", name))
    return review


def make_person(what: str, where: str, **fields) -> User:
    return UserFactory(
        full_name=canary(what, where),
        email=f"{uuid4().hex}.{canary('mail', where)}@example.org",
        **fields,
    )


def make_group(name: str, review: Review, **traits) -> Group:
    group = GroupFactory(
        review=review,
        **in_every_language(canary("theme", name), "name"),
        **(in_every_language("An outside name", "neutral_name") if traits else {}),
        **traits,
    )
    for role in ("rapporteur", "drafter"):
        MembershipFactory(group=group, role=role, user=make_person("person", name))
    return group


def make_people(groups: dict, reviews: dict) -> dict[str, User]:
    """One person for each role of the matrix, each in one of the three languages."""

    def member(group, role):
        return MembershipFactory(
            group=groups[group], role=role, user=make_person("person", group)
        ).user

    def holder(review, role):
        return RoleFactory(
            review=reviews[review], role=role, user=make_person("lead", review)
        ).user

    people = {
        "reader": member("first", "reader"),
        "translator of the group": member("first", "translator"),
        "drafter": member("first", "drafter"),
        "rapporteur": member("first", "rapporteur"),
        "member of another group": member("second", "drafter"),
        "rapporteur of the hidden group": member("hidden", "rapporteur"),
        "institution": member("institution", "rapporteur"),
        "coordinator": holder("here", "coordinator"),
        "facilitator": holder("here", "facilitator"),
        "adviser": holder("here", "adviser"),
        "translator": holder("here", "translator"),
        "coordinator elsewhere": holder("there", "coordinator"),
        "former member": make_person("former", "member"),
        "keeper": make_person("keeper", "catalogue", is_staff=True),
        "superuser": make_person("keeper", "all", is_staff=True, is_superuser=True),
        "closed account": member("first", "rapporteur"),
    }
    for number, person in enumerate(people.values()):
        person.language = LANGUAGES[number % len(LANGUAGES)]
        person.save(update_fields=["language"])
    return people


def make_places(name: str, group: Group, record: Recommendation, people) -> dict:
    """The same group with its draft, with what it has published, and with what
    it has taken back."""
    work = canary("work", name)
    ids = {
        "name": name,
        "review_id": group.review_id,
        "group": group.pk,
        "recommendation": record.pk,
        "proposal": ProposalFactory(
            group=group, **in_every_language(work, "wording")
        ).pk,
        "membership": group.memberships.filter(role="drafter").first().pk,
        "role": group.review.roles.filter(role="adviser").first().pk,
    }
    invitation = InvitationFactory(
        group=group, email=f"{canary('invited', name)}@example.org"
    )
    role_invitation = RoleInvitationFactory(
        review=group.review, email=f"{canary('invitedlead', name)}@example.org"
    )
    ids |= {
        "invitation": invitation.pk,
        "role_invitation": role_invitation.pk,
        "milestone": MilestoneFactory(review=group.review).pk,
        "group_token": derived_token(invitation),
        "role_token": derived_token(role_invitation),
        "feed_token": derived_token(
            FeedFactory(review=group.review, user=stranger_of(group))
        ),
    }
    ids |= make_submission([group], work)
    about = {"by": stranger_of(group), "label": work, "question": work}
    ids |= make_steps(group, work)
    ids |= make_meeting(group, name, people)
    roadmap = Roadmap.objects.get(pk=group.pk)
    _asked, ids["roadmap_token"] = ask_guest(roadmap, **about)
    proposal = Proposal.objects.get(pk=ids["proposal"])
    ids |= make_packet(proposal, group=group, label=work, word=work)
    _asked, ids["proposal_token"] = ask_guest(proposal, **about)
    places = {}
    for kind in ("draft", "published", "withdrawn"):
        word = work if kind == "draft" else canary("out", name)
        factsheet = make_factsheet(group, word, record)
        if kind == "draft":
            _asked, ids["factsheet_token"] = ask_guest(factsheet, **about)
        link, token = None, ""
        if kind != "draft":
            edition = publish(factsheet)
            link, token = share(edition)
            link.label = work
            link.save(update_fields=["label"])
        if kind == "withdrawn":
            edition.withdrawn_at = timezone.now()
            edition.save(update_fields=["withdrawn_at"])
            Factsheet.objects.filter(pk=factsheet.pk).update(status="withdrawn")
        measure(factsheet)
        places[f"{name}/{kind}"] = Place(
            **ids,
            kind=kind,
            factsheet=factsheet.pk,
            link=link.pk if link else uuid4(),
            token=token or "x" * 43,
            notification=make_notice(factsheet, name, people).pk,
        )
    return places


def make_steps(group: Group, word: str) -> dict[str, object]:
    """A roadmap and a decision whose every word is the canary. Who answered is called
    as nobody else: it is said inside the group alone."""
    who = stranger_of(group)
    step = StepFactory(group=group, what=word, who=who)
    StepFactory(group=group, what=word, done_at=timezone.now(), done_by=who)
    decision = DecisionFactory(
        group=group, question=word, options=[word, f"{word} too"], asked_by=who
    )
    VoiceFactory(decision=decision, user=make_person("voice", group_called(group)))
    return {"roadmap": group.pk, "step": step.pk, "decision": decision.pk}


def make_meeting(group: Group, name: str, people) -> dict[str, object]:
    """Held by the group, led by a person whom the matrix has only for the first."""
    by = stranger_of(group)
    event = EventFactory(
        host=group,
        opened_by=by,
        title=canary("meeting", name),
        place=canary("meeting", name),
        facilitators=[people["facilitator"]] if name == "first" else [by],
    )
    link = ContributionLinkFactory(event=event, made_by=by, label=canary("heard", name))
    heard = in_every_language(canary("heard", name), "text", "change")
    secret = in_every_language(canary("secret", name), "text", "change")
    given = {"event": event, "groups": [group], "entered_by": by}
    finding = FindingFactory(**given, **heard)
    return {
        **make_preparations(event, group, name, by),
        "event": event.pk,
        "contribution": link.pk,
        "contribution_token": derived_token(link),
        "finding": finding.pk,
        "route": finding.routes.get().pk,
        "secret_finding": FindingFactory(
            **given, **secret, sensitivity="confidential"
        ).pk,
        "evidence": EvidenceFactory(
            group=group, added_by=by, title=canary("shelf", name)
        ).pk,
    }


def make_preparations(event, group: Group, name: str, by: User) -> dict[str, object]:
    """Questions, something to read, and who helps in a region."""
    word = canary("meeting", name)
    asked = {"event": event, "text": word}
    material = MaterialFactory(
        event=event, published=True, **in_every_language(word, "title", "text")
    )
    file_of(material)
    helper = RegionalContactFactory(
        review=group.review,
        region=RegionFactory(state=group.review.state),
        user=by,
        shown_as="A helper",
    )
    return {
        "question": QuestionFactory(**asked).pk,
        "asked_beforehand": QuestionFactory(**asked, kind="beforehand").pk,
        "material": material.pk,
        "helper": helper.pk,
        "help_request": HelpRequestFactory(
            contact=helper, asked_by=by, text=canary("work", name)
        ).pk,
    }


def group_called(group: Group) -> str:
    return group.name_en.removeprefix("canarytheme")


def make_submission(groups: list[Group], word: str) -> dict[str, object]:
    """A submission of these groups whose every word is the canary."""
    submission = SubmissionFactory(
        review=groups[0].review,
        groups=groups,
        languages=list(LANGUAGES),
        **in_every_language(word, "title"),
    )
    section = SectionFactory(
        submission=submission,
        group=groups[-1],
        owner=stranger_of(groups[-1]),
        **in_every_language(word, "heading", "guidance"),
    )
    for language in LANGUAGES:
        write_words(text_of(section, language), word, author=section.owner)
    text = text_of(section, submission.source_language)
    version = keep_version(
        text_id=text.pk,
        kind="named",
        label=word,
        actor=section.owner,
        at=timezone.now(),
    )
    return {
        **make_signing(groups, word),
        "submission": submission.pk,
        "section": section.pk,
        "text": text.pk,
        "version": version.pk,
        **make_comments(text, word, author=section.owner),
    }


def make_signing(groups: list[Group], word: str) -> dict[str, object]:
    """In sign-on: one organisation has agreed and has not said whether it wants to be
    named, another one is known to nobody but who concludes it."""
    where = word.removeprefix("canarywork")
    by = stranger_of(groups[0])
    submission = SubmissionFactory(
        review=groups[0].review,
        groups=groups,
        languages=list(LANGUAGES),
        **in_every_language(word, "title"),
    )
    section = SectionFactory(submission=submission)
    for language in LANGUAGES:
        write_words(text_of(section, language), word, author=by)
    in_sign_on(submission, by=by)
    sign_on = asked(submission, canary("org", where), by=by)
    quiet = asked(submission, canary("quiet", where), by=by, is_hidden=True)
    for row in (sign_on, quiet):
        answered(row, naming=row.naming, name=canary("signer", where))
    return {
        "signing": submission.pk,
        "sign_on": sign_on.pk,
        "organisation": sign_on.organisation_id,
        "hidden_sign_on": quiet.pk,
        "sign_token": token_of(sign_on),
    }


def stranger_of(group: Group) -> User:
    """A rapporteur whom the matrix has not: the first one that was made."""
    rapporteurs = group.memberships.filter(role="rapporteur")
    return rapporteurs.order_by("created_at", "pk").first().user


def make_comments(text: Text, word: str, *, author: User) -> dict[str, object]:
    """What is said about it, among the authors and with a guest."""
    asked, token = ask_guest(text, by=author, label=word, question=word)
    opening = asked.openings.get()
    said = f"{word} @{author.full_name}"
    thread = say(text, author, said, quote=word, people=[author])
    guest_thread = say(text, opening, word)
    answer(guest_thread, author, said, people=[author])
    return {
        "thread": thread.pk,
        "comment": thread.comments.get().pk,
        "opening": opening.pk,
        "guest_thread": guest_thread.pk,
        "guest_token": token,
        "feedback": asked.pk,
    }


def make_joint_place(groups: dict, places: dict) -> dict:
    """What first, second and hidden write together; else as first."""
    partners = [groups[name] for name in ("first", "second", "hidden")]
    word = canary("work", JOINT)
    ids = make_submission(partners, word)
    submission = Submission.objects.get(pk=ids["submission"])
    ids |= make_packet(submission, group=None, label=word, word=word, text=ids["text"])
    first = places["first/draft"]
    return {f"{JOINT}/draft": replace(first, name=JOINT, **ids)}


def make_packet(subject, *, group, label: str, word: str, text=None) -> dict:
    """One text on its way to a guest."""
    by = stranger_of(group or subject.groups.order_by("created_at", "pk").first())
    packet = Packet.objects.create(
        review=subject.review,
        group=group,
        subject_label=subject._meta.label_lower,
        subject_id=subject.pk,
        source_language="ru",
        language="en",
        due_on=timezone.localdate() + timedelta(days=3),
        made_by=by,
        made_at=timezone.now(),
    )
    packet.opening, token = open_to_link(
        subject=packet,
        level="comment",
        until=timezone.now() + timedelta(days=9),
        label=label,
        actor=by,
        at=timezone.now(),
        review=subject.review,
        group=group,
    )
    packet.save(update_fields=["opening"])
    PacketItem.objects.create(
        packet=packet,
        order=1,
        subject_label="submissions.text" if text else "proposals.proposal",
        subject_id=text or subject.pk,
        block="wording",
        kind="recommendation",
        source_text=word,
        source_digest=digest(word),
        target_text=word,
        words=1,
    )
    return {"packet": packet.pk, "packet_token": token}


def make_factsheet(group: Group, word: str, record: Recommendation) -> Factsheet:
    texts = in_every_language(word, *Factsheet.TEXTS)
    factsheet = FactsheetFactory(group=group, **texts)
    ChosenFactory(
        factsheet=factsheet,
        recommendation=record,
        **in_every_language(word, "headline", "outcome"),
    )
    proposal = ProposalFactory(group=group, **in_every_language(word, "wording"))
    AskFactory(factsheet=factsheet, proposal=proposal)
    return factsheet


OWNERS = {
    "first": "rapporteur",
    "hidden": "rapporteur of the hidden group",
    "institution": "institution",
}


def make_notice(factsheet: Factsheet, name: str, people) -> Notification:
    """To the rapporteur whom the matrix has, else to one whom it has not."""
    stranger = stranger_of(factsheet.group)
    return Notification.objects.create(
        recipient=people[OWNERS[name]] if name in OWNERS else stranger,
        kind="factsheet.is_out",
        subject_label="factsheets.factsheet",
        subject_id=factsheet.pk,
        noticed_at=timezone.now(),
    )
