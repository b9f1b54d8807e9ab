"""Who is in the demo. Everybody is invited and accepts, as everybody is."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from accounts import actions as accounts
from accounts.models import Organisation, User
from catalogue.models import Region, State
from groups import actions as groups
from groups.models import Group
from groups.models import Invitation as GroupInvitation
from reviews import actions as reviews
from reviews.models import Review, RoleInvitation
from workspace.demo.datafiles import in_languages

PASSWORD = "apricot-valley-2026"  # noqa: S105 -- printed, and known to everybody
DOMAIN = "demo.example"  # no letter can ever arrive there


@dataclass(slots=True)
class Cast:
    """The people and groups of the demo, by their keys in the data files."""

    review: Review
    people: dict[str, User] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    roles: dict[tuple[str, str], User] = field(default_factory=dict)

    def in_group(self, group: str, role: str) -> User:
        """The member with this role, else the group's rapporteur."""
        return self.roles.get((group, role)) or self.roles[group, "rapporteur"]


def email_of(key: str) -> str:
    return f"{key}@{DOMAIN}"


def gather(data: dict[str, Any], *, at: datetime) -> Cast:
    """Open the review with its coordinator, make the groups, let everybody in."""
    persons = {person["key"]: person for person in data["person"]}
    review, invitation = open_review(data["review"], at=at)
    cast = Cast(review=review)
    let_in(cast, invitation, persons["coordinator"], reviews.accept_role, at=at)
    coordinator = cast.people["coordinator"]
    reviews.open_public_page(review=review, actor=coordinator, at=at)

    for row in data["role"]:
        invitation = reviews.invite_to_review(
            invitation=RoleInvitation(
                review=review,
                role=row["role"],
                region=Region.objects.filter(code=row.get("region", "")).first(),
                email=email_of(row["person"]),
                language=persons[row["person"]]["language"],
            ),
            actor=coordinator,
            at=at,
        )
        let_in(cast, invitation, persons[row["person"]], reviews.accept_role, at=at)
    for order, row in enumerate(data["group"], start=1):
        make_group(cast, row, persons, order=order, at=at)
    return cast


def open_review(row: dict[str, Any], *, at: datetime) -> tuple[Review, RoleInvitation]:
    review = Review(
        state=State.objects.get(iso3=row["state"]),
        cycle=row["cycle"],
        session=row["session"],
        is_projected=False,
        contact_email=row["contact_email"],
        contact_phone=row["contact_phone"],
        is_demo=True,
        **in_languages("coalition_name", row["coalition_name"]),
    )
    return reviews.open_review(
        review=review, email=email_of("coordinator"), language="ru", at=at
    )


def make_group(cast: Cast, row, persons, *, order: int, at: datetime) -> None:
    coordinator = cast.people["coordinator"]
    first, *others = row["members"]
    group, invitation = groups.create_group(
        group=Group(
            review=cast.review,
            kind=row["kind"],
            is_confidential="neutral_name" in row,
            organisation=organisation_of(row),
            order=order,
            **in_languages("name", row["name"]),
            **in_languages("neutral_name", row.get("neutral_name", {})),
        ),
        rapporteur_email=email_of(first["person"]),
        language=persons[first["person"]]["language"],
        actor=coordinator,
        at=at,
    )
    cast.groups[row["key"]] = group
    let_in(cast, invitation, persons[first["person"]], groups.accept_invitation, at=at)
    rapporteur = cast.people[first["person"]]
    cast.roles[row["key"], "rapporteur"] = rapporteur
    for member in others:
        person = persons[member["person"]]
        invitation = groups.invite_to_group(
            invitation=GroupInvitation(
                group=group,
                role=member["role"],
                email=email_of(person["key"]),
                language=person["language"],
            ),
            actor=rapporteur,
            at=at,
        )
        let_in(cast, invitation, person, groups.accept_invitation, at=at)
        cast.roles[row["key"], member["role"]] = cast.people[person["key"]]


def organisation_of(row: dict[str, Any]) -> Organisation | None:
    if row["kind"] != Group.Kind.INSTITUTION:
        return None
    return Organisation.objects.create(
        kind=Organisation.Kind.NHRI,
        naming=Organisation.Naming.NAMED,
        **in_languages("name", row["name"]),
    )


def let_in(cast: Cast, invitation, person: dict[str, str], accept, *, at: datetime):
    """Accept with the person's account, made on the first invitation."""
    user = cast.people.get(person["key"])
    if user:
        accept(invitation=invitation, user=user, at=at)
        return
    cast.people[person["key"]], _joined = accounts.create_account(
        invitation=invitation,
        accept=accept,
        full_name=person["name"],
        password=PASSWORD,
        language=person["language"],
        at=at,
    )
