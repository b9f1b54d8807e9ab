import pytest
from django.core import checks
from django.core.management import call_command

from core.checks import lines_are_told_apart


@pytest.mark.parametrize(
    ("is_secure", "proxies", "found"),
    [
        (True, 0, ["core.W001"]),
        (True, 1, []),
        (False, 0, []),  # on one machine, for the people at it
    ],
)
def test_an_untrusted_proxy_is_said_before_it_shuts_everybody_out(
    settings, is_secure, proxies, found
):
    settings.SESSION_COOKIE_SECURE = is_secure
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies

    assert [said.id for said in lines_are_told_apart(None)] == found


def test_it_is_said_with_deploy_alone(settings, capsys):
    settings.SESSION_COOKIE_SECURE = True
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0

    assert "core.W001" not in [said.id for said in checks.run_checks()]
    call_command("check", deploy=True, tags=["security"])
    assert "TRUSTED_PROXIES" in capsys.readouterr().err
