from django.utils.translation import gettext_lazy as _

VERBS = {
    "group.created": _("%(who)s created a group"),
    "group.changed": _("%(who)s changed what is said about the group"),
    "membership.begun": _("%(who)s joined the group"),
    "membership.changed": _("%(who)s changed somebody’s role in the group"),
    "membership.ended": _("%(who)s took somebody out of the group"),
    "membership.left": _("%(who)s left the group"),
    "roadmapitem.added": _("%(who)s added a step to the roadmap"),
    "roadmapitem.changed": _("%(who)s changed a step of the roadmap"),
    "roadmapitem.done": _("%(who)s said that a step of the roadmap is done"),
    "roadmapitem.undone": _("%(who)s said that a step of the roadmap is not done"),
    "roadmapitem.moved": _("%(who)s moved a step of the roadmap"),
    "roadmapitem.removed": _("%(who)s took a step out of the roadmap"),
    "roadmap.copied": _("%(who)s copied steps from another roadmap"),
    "decision.asked": _("%(who)s put a question to the group"),
    "decision.answered": _("%(who)s answered a question put to the group"),
    "decision.noted": _("%(who)s noted what an organisation answered"),
    "decision.decided": _("%(who)s wrote down what the group decided"),
    "decision.wanted": _("Your group has to decide something and asks you"),
    "decision.known": _("Your group has decided something that you were asked"),
}
