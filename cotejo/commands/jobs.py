"""``cotejo jobs``: the jobs of a running server."""

import sys

import click

from cotejo.commands import options
from shared.problems import Language


@click.command()
@options.server
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many at most.")
@options.language
def command(server: str, limit: int, language: Language) -> None:
    """List the newest filings of the server, how their jobs stand and what they found."""
    import httpx
    from rich.console import Console
    from rich.table import Table

    from cotejo.client import Client, ServerProblem
    from cotejo.terminal import words

    table = Table("job", "filing", "status", "progress", "error", "warning", "information")
    try:
        with Client(server, language=language) as client:
            for entry in client.filings(limit=limit)["items"]:
                job, counts = entry["job"], entry["anomalies"]
                table.add_row(
                    job["id"],
                    entry["filing"]["filename"],
                    words(language, job["status"]),
                    f"{job['progress']:.0%}",
                    *(str(counts.get(severity, 0)) for severity in ("error", "warning", "information")),
                )
    except (httpx.HTTPError, ServerProblem) as error:
        click.echo(f"cotejo: {server}: {error}", err=True)
        sys.exit(2)
    Console().print(table)
