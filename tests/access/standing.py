"""How each role stands to each place, written down by hand from DESIGN 5 and not
asked of the code that is being tested; and what follows from it."""

import re

CANARY = re.compile(r"canary[a-z]+")
ROLES = (
    "anonymous",
    "closed account",
    "former member",
    "keeper",
    "superuser",
    "coordinator elsewhere",
    "reader",
    "translator of the group",
    "drafter",
    "rapporteur",
    "member of another group",
    "rapporteur of the hidden group",
    "institution",
    "facilitator",
    "adviser",
    "translator",
    "coordinator",
)
GROUPS = ("first", "second", "hidden", "institution", "elsewhere")
# What first, second and hidden write together. To the coordinator, to whom two of
# the three are open, it is open too; the others do not know of it.
JOINT = "joint"

INSIDE = dict.fromkeys(("first", "second", "hidden", "institution"), "inside")
OWN = {
    "reader": {**INSIDE, "first": "reader"},
    "translator of the group": {**INSIDE, "first": "reader"},
    "drafter": {**INSIDE, "first": "drafter"},
    "rapporteur": {**INSIDE, "first": "rapporteur"},
    "member of another group": {**INSIDE, "second": "drafter"},
    "rapporteur of the hidden group": {**INSIDE, "hidden": "rapporteur"},
    "institution": {
        "first": "partner",
        "second": "partner",
        "hidden": "partner",
        "institution": "rapporteur",
    },
    "facilitator": INSIDE,
    "adviser": INSIDE,
    "translator": INSIDE,
    "coordinator": {
        "first": "coordinator",
        "second": "coordinator",
        "hidden": "shut out",  # coordinates, but this group is closed to her
        "institution": "shut out",
    },
    "coordinator elsewhere": {"elsewhere": "coordinator"},
}
for _role, _group in {
    "reader": "first",
    "translator of the group": "first",
    "drafter": "first",
    "rapporteur": "first",
    "member of another group": "second",
    "rapporteur of the hidden group": "hidden",
    "coordinator": "first",
}.items():
    OWN[_role] = {**OWN[_role], JOINT: OWN[_role][_group]}
# What nobody coordinates.
UNLED = {"hidden", "institution"}
SIGNED_OUT = {"anonymous", "closed account"}


def standing(role: str, group: str) -> str:
    """One of: nobody, stranger, partner, inside, shut out, coordinator, reader,
    drafter, rapporteur."""
    if role in SIGNED_OUT:
        return "nobody"
    return OWN.get(role, {}).get(group, "stranger")


# Whom a rule names.
MEMBERS = {"reader", "drafter", "rapporteur"}
WRITERS = {"drafter", "rapporteur"}
LEADERS = {"coordinator", "rapporteur"}
OPEN = {*MEMBERS, "coordinator"}  # may read the group's work
KNOWING = {*OPEN, "inside", "shut out"}  # may know that the group exists
IN_REVIEW = {*KNOWING, "partner"}
COORDINATORS = {"coordinator", "shut out"}
# By role: who writes in some group of the review “here”.
WRITING_ROLES = {
    "@drafter",
    "@rapporteur",
    "@member of another group",
    "@rapporteur of the hidden group",
    "@institution",
}


def may_read(role: str) -> set[str]:
    """Every canary that the role may meet on some page. All others are leaks."""
    read: set[str] = set()
    for group in (*GROUPS, JOINT):
        review = "there" if group == "elsewhere" else "here"
        stands = standing(role, group)
        if review == "there":
            # Its public page is open to everybody.
            read |= {f"canarycoalition{review}", f"canaryout{group}"}
        if stands in IN_REVIEW:
            read |= {f"canarycoalition{review}", f"canaryout{group}"}
        if stands in KNOWING and group != "hidden":
            read.add(f"canarytheme{group}")
        if stands in OPEN:
            read |= {
                f"canary{what}{group}" for what in ("theme", "work", "person", "org")
            }
        read.add(f"canaryvoice{group}" if stands in MEMBERS else "")
        read |= may_hear(role, group, stands)
        # Who signed, and hidden organisations: known to who concludes it.
        if stands == ("rapporteur" if group in UNLED else "coordinator"):
            read |= {f"canarysigner{group}", f"canaryquiet{group}"}
        if stands in LEADERS:
            read.add(f"canaryinvited{group}")
        if stands in COORDINATORS:
            read |= {
                f"canarylead{review}",
                f"canaryperson{group}" if stands == "coordinator" else "",
                f"canaryinvitedlead{group}",
            }
    if role in {"keeper", "superuser"}:
        # The admin lists people by name, and nothing else of theirs.
        read |= {f"canaryperson{group}" for group in GROUPS}
        read |= {f"canaryvoice{group}" for group in GROUPS}
        read |= {f"canarylead{review}" for review in ("here", "there")}
        read |= {"canarykeepercatalogue", "canarykeeperall", "canaryformermember"}
    return read - {""}


def may_hear(role: str, group: str, stands: str) -> set[str]:
    """Of the meeting that the group holds, of what was said there, of its shelf."""
    heard: set[str] = set()
    is_led = role == "facilitator" and group == "first"
    is_walled = group in UNLED
    if stands in (MEMBERS if is_walled else KNOWING):
        heard.add(f"canarymeeting{group}")
    if stands in OPEN or is_led:
        heard.add(f"canaryheard{group}")
    if stands in OPEN:
        heard.add(f"canaryshelf{group}")
    if stands == "rapporteur":
        heard.add(f"canarysecret{group}")
    return heard


def own_name(user) -> set[str]:
    """Everybody may read their own name and address."""
    return set(CANARY.findall(f"{user.full_name} {user.email}")) if user else set()
