from submissions.models.drafting import CopyJob, Hand, Presence, Text, Update
from submissions.models.history import Suggestion, Version
from submissions.models.outline import Participation, Section, Submission
from submissions.models.translating import Twin

__all__ = [
    "CopyJob",
    "Hand",
    "Participation",
    "Presence",
    "Section",
    "Submission",
    "Suggestion",
    "Text",
    "Twin",
    "Update",
    "Version",
]
