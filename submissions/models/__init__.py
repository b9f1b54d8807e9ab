from submissions.models.agreement import (
    FrozenFile,
    Naming,
    SignOn,
    SignOnAnswer,
    SignOnLetter,
    SignOnLink,
    StageChange,
    Wording,
)
from submissions.models.citing import Citation
from submissions.models.drafting import CopyJob, Hand, Presence, Text, Update
from submissions.models.filing import FiledFile, Filing, FilingCheck
from submissions.models.history import Suggestion, Version
from submissions.models.outline import Participation, Section, Submission
from submissions.models.printing import Printout
from submissions.models.translating import Twin

__all__ = [
    "Citation",
    "CopyJob",
    "FiledFile",
    "Filing",
    "FilingCheck",
    "FrozenFile",
    "Hand",
    "Naming",
    "Participation",
    "Presence",
    "Printout",
    "Section",
    "SignOn",
    "SignOnAnswer",
    "SignOnLetter",
    "SignOnLink",
    "StageChange",
    "Submission",
    "Suggestion",
    "Text",
    "Twin",
    "Update",
    "Version",
    "Wording",
]
