from django.utils.translation import gettext_lazy as _

VERBS = {
    "recommendation.imported": _(
        "%(who)s loaded recommendations from the record of the UN"
    ),
}
