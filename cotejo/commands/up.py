"""``cotejo up``: the whole stack, embedded, on one port."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cotejo.cli import INTERRUPTED
from cotejo.commands import options

if TYPE_CHECKING:
    from cotejo.stack.supervisor import Stack

_LOOK_EVERY_SECONDS = 0.5


@click.command()
@options.port
@options.data
@click.option("--flower/--no-flower", default=True, help="Watch the queue in Flower.")
def command(port: int, data: Path, flower: bool) -> None:
    """Run broker, ingest, relay, worker, API and Flower behind one address until Ctrl-C or SIGTERM."""
    from cotejo.stack.supervisor import Stack

    with interruptible(), Stack(data, port=port or None, flower=flower) as stack:
        announce(stack, flower)
        stay_up(stack)


def announce(stack: "Stack", flower: bool) -> None:
    """Say where everything is."""
    click.echo(f"Cotejo      {stack.url}/")
    click.echo(f"API docs    {stack.url}/docs")
    if flower:
        click.echo(f"Flower      {stack.url}/flower/")
    click.echo(f"Data, logs  {stack.data}")
    click.echo(f"\nHand in a filing:  {sys.argv[0]} upload FILE --wait --server {stack.url}\nCtrl-C stops it.")


def stay_up(stack: "Stack") -> None:
    """Start again what dies, until interrupted."""
    while True:
        time.sleep(_LOOK_EVERY_SECONDS)
        for name in stack.revive():
            click.echo(f"{name} had ended; started again (see {stack.log(name)})", err=True)


@contextmanager
def interruptible() -> Iterator[None]:
    """Ctrl-C and SIGTERM stop what is inside in good order; a stack that fails says why in a line. Told to end, it has
    ended well.
    """
    from cotejo.stack.supervisor import StackFailed

    told: list[int] = []

    def interrupt(number: int, *_: Any) -> None:
        told.append(number)
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    except StackFailed as failure:
        raise click.ClickException(str(failure)) from failure
    except KeyboardInterrupt:
        click.echo("\nStopped.", err=True)
        sys.exit(0 if told else INTERRUPTED)
