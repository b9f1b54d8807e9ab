from django.apps import AppConfig


class CommentsConfig(AppConfig):
    """Threads and requests for feedback on anything people write.

    What may be commented on keeps the noun's promise and adds to it: permissions
    `app.comment_model`, `app.resolve_model`, `app.moderate_model`, and in its
    app's `queries.py` what `comments/queries.py` names.
    """

    name = "comments"
