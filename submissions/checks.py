"""What a check of a submission says, and of which place."""

from dataclasses import dataclass, field

from submissions import documents, limits
from submissions.models import Section, Text


@dataclass(frozen=True, slots=True)
class Line:
    """Where, and what stands there."""

    where: str
    said: str = ""
    url: str = ""


@dataclass(slots=True)
class Check:
    """One thing to look at. `mark`: ok, watch (look at it), risk (mend it)."""

    mark: str
    title: str
    lines: list[Line] = field(default_factory=list)
    more: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A section in the language that is checked."""

    number: str
    section: Section
    text: Text
    document: documents.Node
    is_bare: bool  # a heading over others, without words of its own

    @property
    def line(self) -> str:
        heading = limits.heading_in(self.section, self.text.language)
        return f"{self.number}. {heading}"

    def at(self, said: str = "", block: str = "") -> Line:
        anchor = f"#{block}" if block else ""
        return Line(self.line, said, f"{self.text.get_absolute_url()}{anchor}")


def found(lines: list[Line], *, mark: str, title: str, good: str) -> Check:
    return Check(mark, title, lines) if lines else Check("ok", good)
