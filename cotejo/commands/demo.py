"""``cotejo demo``: the main job end to end, on this machine, leaving nothing behind unless told to stay."""

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import click

from cotejo.commands import options
from cotejo.commands.up import announce, interruptible, stay_up
from shared.problems import Language

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
_PATIENCE_SECONDS = 60
_SUFFIXES = (".txt", ".csv", ".xlsx", ".pdf")


@click.command()
@click.option("--stay", is_flag=True, help="Stay up afterwards, with Flower, until Ctrl-C; keep everything in --data.")
@options.port
@options.data
@options.language
def command(stay: bool, port: int, data: Path, language: Language) -> None:
    """Start the stack, hand in the sample filings over HTTP, show what comes of them, stop everything.

    Without --stay it takes free ports and a folder of its own, and leaves nothing behind.
    """
    from cotejo.following import upload
    from cotejo.stack.supervisor import Stack

    handed_in = tuple(map(_shown, samples()))
    with interruptible(), ExitStack() as opened:
        folder = data if stay else Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="cotejo-demo-")))
        click.echo("Starting Valkey, ingest with its relay, API, a worker with two children, and the front ...")
        stack = opened.enter_context(Stack(folder, port=port or None if stay else None, flower=stay))
        click.echo(f"Up at {stack.url}\n\n$ {_shown(Path(sys.argv[0]))} upload --wait {' '.join(handed_in)}")
        outcome = upload(handed_in, stack.url, wait=True, language=language, show_all=False, patience=_PATIENCE_SECONDS)
        if stay:
            click.echo()
            announce(stack, flower=True)
            stay_up(stack)
        click.echo("Stopping ...")
    click.echo(
        "Stopped; nothing was left behind.\n"
        "`make up` starts it anew, empty, and stays, at http://127.0.0.1:8000: the page at /, the API's documentation "
        "at /docs, Flower at /flower/. `make up SAMPLES=1` begins with these filings."
    )
    sys.exit(2 if outcome.refused or outcome.pending else 0)


def samples() -> list[Path]:
    """The filings that are handed in: those of the samples' folder itself, not those of the folders in it."""
    return sorted(path for path in SAMPLES.iterdir() if path.suffix in _SUFFIXES)


def _shown(path: Path) -> str:
    """`path` as one would type it from here."""
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)
