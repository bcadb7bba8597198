"""The container files: what they run is what `cotejo up` runs, and no service has more rights than it needs."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from cotejo.stack import commands
from tests.conftest import ROOT

COMPOSE: dict[str, Any] = YAML(typ="safe").load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]


@pytest.mark.parametrize(
    ("service", "command"),
    [
        ("ingest", commands.INGEST),
        ("api", commands.API),
        ("compute", commands.COMPUTE),
        ("flower", commands.FLOWER),
        ("caddy", (*commands.CADDY, "/etc/caddy/Caddyfile")),
    ],
)
def test_what_is_tested_is_what_is_shipped(service: str, command: tuple[str, ...]) -> None:
    assert tuple(SERVICES[service]["command"]) == command


def test_the_broker_keeps_its_file_and_evicts_nothing() -> None:
    assert SERVICES["valkey"]["command"][2].endswith(" ".join(commands.VALKEY))


def test_the_whole_stack_is_there() -> None:
    assert set(SERVICES) == {"valkey", "postgres", "ingest", "compute", "api", "flower", "caddy"}


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_is_watched_limited_and_unprivileged(service: str) -> None:
    entry = SERVICES[service]
    assert entry["healthcheck"]["test"]
    assert entry["restart"] == "unless-stopped"
    assert entry["read_only"] is True
    assert entry["cap_drop"] == ["ALL"]
    assert entry["user"].partition(":")[0] not in ("", "0", "root")
    assert set(entry["deploy"]["resources"]["limits"]) == {"cpus", "memory"}


def test_no_secret_has_a_default() -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    for secret in ("COTEJO_BROKER_PASSWORD", "COTEJO_DATABASE_PASSWORD", "COTEJO_FLOWER_PASSWORD"):
        uses = [part.split("}")[0] for part in text.split("${" + secret)[1:]]
        assert uses and all(use.startswith(":?") for use in uses)


def test_the_front_is_configured_by_the_same_file() -> None:
    mounted = SERVICES["caddy"]["volumes"][0].split(":")[0]
    assert (ROOT / mounted).resolve() == Path(commands.CADDYFILE).resolve()
