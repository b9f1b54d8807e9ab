import rules
from django.core.exceptions import PermissionDenied


def require_perm(user, perm: str, obj) -> None:
    """Raise 403 unless the policy in `rules.py` says yes. Call it right after
    loading `obj`.

    Deliberately not `user.has_perm`: a superuser would pass that one.
    """
    if not rules.has_perm(perm, user, obj):
        raise PermissionDenied
