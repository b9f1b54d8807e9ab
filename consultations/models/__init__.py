from consultations.models.codes import Code
from consultations.models.contributing import ContributionLink
from consultations.models.counts import Aim, Headcount, ShownLine
from consultations.models.events import Event, Facilitation, Question
from consultations.models.findings import Enquiry, Finding, Photo, Route
from consultations.models.inbox import Inbox
from consultations.models.library import (
    HelpRequest,
    Material,
    MaterialFile,
    RegionalContact,
)
from consultations.models.room import Reaction, Tabled

__all__ = [
    "Aim",
    "Code",
    "ContributionLink",
    "Enquiry",
    "Event",
    "Facilitation",
    "Finding",
    "Headcount",
    "HelpRequest",
    "Inbox",
    "Material",
    "MaterialFile",
    "Photo",
    "Question",
    "Reaction",
    "RegionalContact",
    "Route",
    "ShownLine",
    "Tabled",
]
