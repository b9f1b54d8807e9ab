from comments.models.feedback import FeedbackRequest
from comments.models.threads import (
    ANCHOR_AT_MOST,
    COMMENT_AT_MOST,
    QUOTE_AT_MOST,
    Comment,
    Mention,
    Thread,
    ThreadQuerySet,
    Unnamed,
)

__all__ = [
    "ANCHOR_AT_MOST",
    "COMMENT_AT_MOST",
    "QUOTE_AT_MOST",
    "Comment",
    "FeedbackRequest",
    "Mention",
    "Thread",
    "ThreadQuerySet",
    "Unnamed",
]
