"""``cotejo upload``: hand in filings, and with ``--wait`` follow them to their reports."""

import sys

import click

from cotejo.commands import options
from shared.problems import Language


@click.command()
@options.filings
@options.server
@click.option("--wait", is_flag=True, help="Show progress, then the report.")
@options.password
@options.language
@options.show_all
@options.fail_on
def command(
    paths: tuple[str, ...],
    server: str,
    wait: bool,
    password: str | None,
    language: Language,
    show_all: bool,
    fail_on: str | None,
) -> None:
    """Hand in each FILE to the server. Each file in a .zip is a filing of its own.

    Exit status: 0 taken (with --wait: read, whatever was found); 1 --fail-on was met; 2 refused, failed or no server.
    """
    from cotejo.following import upload

    taken, severities = upload(paths, server, wait, language, show_all, password)
    sys.exit(2 if not taken else 1 if options.met(severities, fail_on) else 0)
