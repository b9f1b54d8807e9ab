"""Who may do what to a thread or a comment. Read top to bottom, this is the policy.

What may be done about a subject is said by the subject's own app, under names
that follow from its own: `app.comment_model`, `app.resolve_model`,
`app.moderate_model`; and `app.ask_model`, `app.hear_model` for who may ask others
what they think of it, and who reads what they answered.
"""

import rules

from comments.models import Comment, FeedbackRequest


def thread_of(obj):
    return obj.thread if isinstance(obj, Comment) else obj


def subject_lets(verb):
    """Predicate: the app of the subject lets the person do this to it."""

    @rules.predicate(name=f"subject_lets:{verb}")
    def holds(user, obj):
        subject = thread_of(obj).subject()
        if subject is None:
            return False
        meta = subject._meta
        return rules.has_perm(
            f"{meta.app_label}.{verb}_{meta.model_name}", user, subject
        )

    return holds


may_comment = subject_lets("comment")
may_resolve = subject_lets("resolve")
moderates = subject_lets("moderate")


@rules.predicate
def is_author(user, comment):
    return user.is_authenticated and comment.author_id == user.pk


@rules.predicate
def began_it(user, thread):
    return (
        user.is_authenticated and thread.comments.filter(number=1, author=user).exists()
    )


@rules.predicate
def is_asked(user, request):
    return FeedbackRequest.objects.asked_of(user).filter(pk=request.pk).exists()


rules.add_perm("comments.reply_thread", may_comment)
rules.add_perm("comments.assign_thread", may_resolve)
rules.add_perm("comments.resolve_thread", may_resolve | (began_it & may_comment))
rules.add_perm("comments.change_comment", is_author & may_comment)
rules.add_perm("comments.remove_comment", is_author | moderates)
rules.add_perm("comments.answer_feedbackrequest", is_asked)
rules.add_perm("comments.withdraw_feedbackrequest", subject_lets("ask"))
