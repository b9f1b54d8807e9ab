from django.utils.translation import gettext_lazy as _

VERBS = {
    "review.opened": _("%(who)s opened the review"),
    "review.changed": _("%(who)s changed what the review says about the coalition"),
    "review.public_page_opened": _("%(who)s opened the public page"),
    "review.public_page_closed": _("%(who)s closed the public page"),
    "review.planned": _("%(who)s set the dates of the review by a plan"),
    "milestone.kept": _("%(who)s set a date of the review"),
    "milestone.moved": _("%(who)s moved a date that is counted from another"),
    "milestone.done": _("%(who)s marked a date of the review as done"),
    "milestone.reopened": _("%(who)s took back that a date of the review is done"),
    "milestone.removed": _("%(who)s took a date of the review away"),
    "feed.made": _("%(who)s made an address for a calendar"),
    "feed.withdrawn": _("%(who)s withdrew an address for a calendar"),
    "milestone.near": _("A date of the review comes near"),
    "milestone.last_day": _("The last day before a date of the review"),
    "milestone.late": _("A date of the review is over and not marked as done"),
    "role.given": _("%(who)s was given a role"),
    "role.withdrawn": _("A role ended with the last membership behind it"),
    "role.ended": _("%(who)s ended a role"),
}
