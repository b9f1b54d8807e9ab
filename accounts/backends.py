"""Signing in is allauth's. Who is signed in is asked with every request: with one
statement written once."""

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User
from core.models import loaded
from core.statements import planned

COLUMNS = [field.attname for field in User._meta.concrete_fields]
READ = f"SELECT {', '.join(COLUMNS)} FROM accounts_user WHERE id = %s"  # noqa: S608


class Backend(AuthenticationBackend):
    def get_user(self, user_id):
        with planned() as cursor:
            cursor.execute(READ, [user_id])
            row = cursor.fetchone()
        if row is None:
            return None
        user = loaded(User, **dict(zip(COLUMNS, row, strict=True)))
        return user if self.user_can_authenticate(user) else None
