from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.access import access
from core.exceptions import ActionRefused
from core.http import require_perm
from evidence.models import Evidence
from groups.models import Group
from workspace.gifts import take_gift_back


@access("signed_in")
@require_POST
def take_back(request, review_id, pk, group_id):
    rows = Evidence.objects.visible_to(request.user)
    evidence = get_object_or_404(rows, pk=pk, review=review_id)
    require_perm(request.user, "evidence.give_evidence", evidence)
    groups = Group.objects.visible_to(request.user).filter(gifts__evidence=evidence)
    try:
        take_gift_back(
            evidence=evidence,
            group=get_object_or_404(groups, pk=group_id),
            actor=request.user,
            at=timezone.now(),
        )
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken back. The group does not see it any more."))
    return redirect(evidence)
