"""The container files fit this repository: there is no engine here to try them."""

import re
import subprocess

import pytest
import yaml
from launch.system import LIBRARIES

from tests.bin.conftest import ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = {name: body for name, body in SERVICES.items() if body.get("build") == "."}
SERVE = (ROOT / "bin" / "serve").read_text()
PROCESSES = set(re.findall(r"^    ([a-z-]+)\)", SERVE, flags=re.MULTILINE))
DOCKERFILE = (ROOT / "Dockerfile").read_text()
EXAMPLE = set(
    re.findall(r"^(?:# )?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
)


def test_every_process_of_a_server_is_there():
    assert set(OURS) == {"setup", "web", "worker-short", "worker-long", "beat"}


@pytest.mark.parametrize("service", OURS)
def test_its_command_is_one_that_bin_serve_knows(service):
    assert OURS[service]["command"] == [service]
    assert service in PROCESSES


@pytest.mark.parametrize("service", SERVICES)
def test_its_mounts_exist(service):
    for mount in SERVICES[service].get("volumes", []):
        source = mount.split(":")[0]
        if source.startswith("."):
            assert (ROOT / source).is_file()
        else:
            assert source in COMPOSE["volumes"]


@pytest.mark.parametrize("service", SERVICES)
def test_whom_it_waits_for_can_say_that_it_is_ready(service):
    for other, wait in SERVICES[service].get("depends_on", {}).items():
        if wait["condition"] == "service_healthy":
            assert "healthcheck" in SERVICES[other]
        else:
            assert SERVICES[other]["restart"] == "on-failure"


@pytest.mark.parametrize("service", SERVICES)
def test_its_networks_are_declared(service):
    assert set(SERVICES[service]["networks"]) <= set(COMPOSE["networks"])


def test_databases_are_out_of_reach_from_outside():
    assert COMPOSE["networks"]["back"] == {"internal": True}
    for name in ("postgres", "redis"):
        assert SERVICES[name]["networks"] == ["back"]
        assert "ports" not in SERVICES[name]


def test_whatever_is_asked_of_the_operator_is_in_the_example():
    text = (ROOT / "docker-compose.yml").read_text()
    asked = set(re.findall(r"\$\{([A-Z_]+)", text))
    assert asked <= EXAMPLE


def test_production_settings_get_all_they_require():
    settings = (ROOT / "upr_platform" / "settings.py").read_text()
    required = set(re.findall(r'env\.required\(\s*"([A-Z_]+)"', settings))
    assert required <= set(OURS["web"]["environment"])


def test_sealing_keys_come_in_a_file():
    assert set(COMPOSE["secrets"]) == {"sealing_keys"}
    for service in OURS.values():
        assert service["secrets"] == ["sealing_keys"]
        found = service.get("environment", {}).get("SEALING_KEYS_FILE")
        assert found == "/run/secrets/sealing_keys"


def test_the_example_names_no_secret():
    for line in (ROOT / ".env.example").read_text().splitlines():
        if line.startswith(
            ("SECRET_KEY=", "SEALING_KEYS_PATH=", "POSTGRES_PASSWORD=", "SMTP_URL=")
        ):
            assert line.endswith("=")


def test_the_image_copies_what_exists_and_starts_what_exists():
    for line in re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE):
        for source in line.split():
            assert (ROOT / source).exists()
    assert 'ENTRYPOINT ["bin/serve"]' in DOCKERFILE
    health = OURS["web"]["healthcheck"]["test"]
    assert (ROOT / health[-1]).is_file()


def test_the_images_system_libraries_are_those_bin_run_installs():
    for package in LIBRARIES.values():
        assert package in DOCKERFILE


def test_the_queue_outlives_a_restart():
    command = SERVICES["redis"]["command"]
    assert command[command.index("--appendonly") + 1] == "yes"


def test_bin_serve_refuses_what_it_does_not_know():
    done = subprocess.run(
        [ROOT / "bin" / "serve", "everything"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "web | worker" in done.stderr
