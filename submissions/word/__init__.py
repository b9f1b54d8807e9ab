"""A text or a whole submission as a Word file: chapters in, bytes out.

What is only suggested is left out. The same chapters give the same bytes, and nothing
in them tells of a person, a machine or an hour.
"""

from submissions.word.files import Chapter, Cover, render_docx
from submissions.word.redline import render_redline

__all__ = ["Chapter", "Cover", "render_docx", "render_redline"]
