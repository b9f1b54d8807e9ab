from django.utils.translation import gettext_lazy as _

VERBS = {
    "thread.opened": _("%(who)s began a thread of comments"),
    "thread.assigned": _("%(who)s gave a thread to somebody"),
    "thread.resolved": _("%(who)s settled a thread"),
    "thread.reopened": _("%(who)s opened a thread again"),
    "comment.written": _("%(who)s answered in a thread"),
    "comment.changed": _("%(who)s changed an own comment"),
    "comment.removed": _("%(who)s removed a comment"),
    "feedback.asked": _("%(who)s asked somebody outside for feedback"),
    "feedback.answered": _("%(who)s answered a request for feedback"),
    "feedback.withdrawn": _("%(who)s withdrew a request for feedback"),
    "comment.mentioned": _("You are mentioned in a comment"),
    "comment.replied": _("There is an answer in a thread of yours"),
    "comment.assigned": _("A thread was given to you"),
    "comment.by_guest": _("A guest has commented"),
    "feedback.wanted": _("You are asked what you think of something"),
    "feedback.due": _("Somebody waits for your answer by tomorrow"),
    "feedback.given": _("There is an answer to your request for feedback"),
}
