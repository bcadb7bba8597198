"""``cotejo up``: the whole stack, embedded, on one port."""

import signal
import time
from pathlib import Path
from typing import Any

import click

_LOOK_EVERY_SECONDS = 0.5


@click.command()
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The one port it answers on."
)
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(".cotejo"),
    show_default=True,
    help="Folder for all that it keeps.",
)
@click.option("--flower/--no-flower", default=True, help="Watch the queue in Flower.")
def command(port: int, data: Path, flower: bool) -> None:
    """Run broker, ingest, relay, worker, API and Flower behind one address until Ctrl-C or SIGTERM."""
    from cotejo.stack.supervisor import Stack, StackFailed

    signal.signal(signal.SIGTERM, interrupt)
    try:
        with Stack(data, port=port, flower=flower) as stack:
            click.echo(f"Cotejo      {stack.url}/")
            click.echo(f"API docs    {stack.url}/docs")
            if flower:
                click.echo(f"Flower      {stack.url}/flower/")
            click.echo(f"Data, logs  {data.resolve()}")
            click.echo(f"\nHand in a filing:  cotejo upload FILE --wait --server {stack.url}\nCtrl-C stops it.")
            while True:
                time.sleep(_LOOK_EVERY_SECONDS)
                for name in stack.revive():
                    click.echo(f"{name} had ended; started again (see {stack.log(name)})", err=True)
    except StackFailed as failure:
        raise click.ClickException(str(failure)) from failure
    except KeyboardInterrupt:
        click.echo("\nStopped.")


def interrupt(*_: Any) -> None:
    """Treat SIGTERM as Ctrl-C, so that the stack is stopped on the way out."""
    raise KeyboardInterrupt
