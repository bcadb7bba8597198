"""``cotejo demo``: the main job end to end, on this machine, leaving nothing behind."""

import signal
import sys
import tempfile
from pathlib import Path

import click

from cotejo.commands import options
from cotejo.commands.up import interrupt
from shared.problems import Language

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


@click.command()
@options.language
def command(language: Language) -> None:
    """Start the stack on free ports, hand in the sample filings over HTTP, show what comes of them, stop everything."""
    from cotejo.following import upload
    from cotejo.stack.supervisor import Stack, StackFailed

    samples = tuple(str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)
                    for path in sorted(SAMPLES.glob("*.*")) if path.suffix in (".txt", ".csv", ".xlsx"))  # fmt: skip
    if not samples:
        raise click.ClickException(f"no sample filings in {SAMPLES}")
    signal.signal(signal.SIGTERM, interrupt)
    try:
        with tempfile.TemporaryDirectory(prefix="cotejo-demo-") as folder:
            click.echo("Starting Valkey, ingest with its relay, API, a worker with two children, and the front ...")
            with Stack(Path(folder), flower=False) as stack:
                click.echo(f"Up at {stack.url}\n\n$ cotejo upload --wait {' '.join(samples)}")
                well, _ = upload(samples, stack.url, wait=True, language=language, show_all=False)
                click.echo("Stopping ...")
    except StackFailed as failure:
        raise click.ClickException(str(failure)) from failure
    except KeyboardInterrupt:
        click.echo("\nInterrupted; everything is stopped.", err=True)
        sys.exit(130)
    click.echo(
        "Stopped; nothing was left behind.\n"
        "`make up` runs the same and stays, at http://127.0.0.1:8000: the page at /, the API's documentation at /docs, "
        "Flower at /flower/."
    )
    sys.exit(0 if well else 2)
