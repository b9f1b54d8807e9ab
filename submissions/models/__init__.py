from submissions.models.drafting import CopyJob, Presence, Text, Update
from submissions.models.history import Suggestion, Version
from submissions.models.outline import Participation, Section, Submission

__all__ = [
    "CopyJob",
    "Participation",
    "Presence",
    "Section",
    "Submission",
    "Suggestion",
    "Text",
    "Update",
    "Version",
]
