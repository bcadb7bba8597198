"""``cotejo upload``: hand in filings, and with ``--wait`` follow them to their reports."""

import sys

import click

from cotejo.commands import options
from shared.problems import Language


@click.command()
@options.filings
@options.server
@click.option("--wait", is_flag=True, help="Show progress, then the reports, with what lies between filings.")
@click.option(
    "--patience",
    type=click.FloatRange(0),
    default=120,
    show_default=True,
    help="With --wait: seconds, once all are read, for them to be held against the other filings of their institution.",
)
@options.password
@options.language
@options.show_all
@options.fail_on
def command(
    paths: tuple[str, ...],
    server: str,
    wait: bool,
    patience: float,
    password: str | None,
    language: Language,
    show_all: bool,
    fail_on: str | None,
) -> None:
    """Hand in each FILE to the server. Each file in a .zip is a filing of its own.

    Exit status: 0 taken (with --wait: read, whatever was found); 1 --fail-on was met; 2 refused, failed, no server, or
    --fail-on is not met yet and what lies between filings is not known yet.
    """
    from cotejo.following import upload

    if fail_on and not wait:
        raise click.UsageError("--fail-on needs --wait")
    outcome = upload(paths, server, wait, language, show_all, password, patience)
    if outcome.refused:
        sys.exit(2)
    sys.exit(1 if options.met(outcome.severities, fail_on) else 2 if fail_on and outcome.pending else 0)
