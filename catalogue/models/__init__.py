from catalogue.models.reviewing import Cycle, Session, Treaty, Turn
from catalogue.models.states import Region, State, StateAlias
from catalogue.models.terms import Term, TermMapping, Vocabulary

__all__ = [
    "Cycle",
    "Region",
    "Session",
    "State",
    "StateAlias",
    "Term",
    "TermMapping",
    "Treaty",
    "Turn",
    "Vocabulary",
]
