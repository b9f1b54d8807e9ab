import hmac
import ipaddress

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.utils import timezone

from accounts import actions


class AccountAdapter(DefaultAccountAdapter):
    """allauth in a house where one joins by invitation, where letters are job
    rows, and where nobody's address is kept."""

    def is_open_for_signup(self, request):
        return False

    def set_password(self, user, password):
        actions.choose_password(user=user, password=password, at=timezone.now())

    def send_mail(self, template_prefix, email, context):
        """None of allauth's own letters leave this house; ours are sent by
        `accounts.tasks`."""

    def get_client_ip(self, request):
        return stand_in_for(
            super().get_client_ip(request), day=timezone.now().date().isoformat()
        )


def stand_in_for(address: str, *, day: str) -> str:
    """An address that stands for the client's: enough to count attempts by,
    worthless without the secret key, and another one tomorrow.

    allauth writes addresses into its list of sessions and into the cache.
    """
    network = ipaddress.ip_network(address)
    if network.version == 6:  # noqa: PLR2004 -- a household has 2⁶⁴ of them
        network = network.supernet(new_prefix=64)
    digest = hmac.digest(
        settings.SECRET_KEY.encode(), f"{day} {network}".encode(), "sha256"
    )
    # Private by its first byte; allauth counts by the first half of the rest.
    return str(ipaddress.IPv6Address(b"\xfd" + digest[:7] + bytes(8)))
