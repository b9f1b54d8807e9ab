from submissions.models.drafting import CopyJob, Hand, Presence, Text, Update
from submissions.models.history import Suggestion, Version
from submissions.models.outline import Participation, Section, Submission
from submissions.models.printing import Printout

__all__ = [
    "CopyJob",
    "Hand",
    "Participation",
    "Presence",
    "Printout",
    "Section",
    "Submission",
    "Suggestion",
    "Text",
    "Update",
    "Version",
]
