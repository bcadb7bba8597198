"""``cotejo trace``: one job's way from upload to result, put together from the logs of all services."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from cotejo.commands import options

_OWN = ("timestamp", "service", "event", "level", "job_id", "request_id")


@click.command()
@click.argument("job_id", metavar="JOB")
@options.data
def command(job_id: str, data: Path) -> None:
    """Print what every service logged of JOB (or of a filing, or a request, by its id), in the order it happened.

    Reads the logs under --data; elsewhere, where they are collected, look for the same id.
    """
    found = sorted(_lines(data / "logs", job_id), key=lambda line: str(line.get("timestamp")))
    for line in found:
        more = ", ".join(
            f"{name} {_shown(value)}" for name, value in line.items() if name not in _OWN and value is not None
        )
        click.echo(f"{line.get('timestamp', ''):<28} {line.get('service', ''):<8} {line.get('event', ''):<22} {more}")
    if not found:
        click.echo(f"cotejo: nothing is told of {job_id} in {data / 'logs'}", err=True)
        sys.exit(2)


def _lines(folder: Path, wanted: str) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.log")):
        with path.open(encoding="utf-8", errors="replace") as stream:
            for text in stream:
                if wanted in text and text.startswith("{"):
                    try:
                        yield {"service": path.stem, **json.loads(text)}
                    except ValueError:
                        continue


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
