"""``cotejo jobs``: the jobs of a running server."""

import sys

import click

from cotejo.commands import options
from shared.problems import Language
from shared.report import SEVERITIES


@click.command()
@options.server
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many at most.")
@options.language
def command(server: str, limit: int, language: Language) -> None:
    """List the newest filings of the server: job, how it stands, what it found, filing, file."""
    import httpx

    from cotejo.client import Client, ServerProblem
    from shared.words import counted, words

    try:
        with Client(server, language=language) as client:
            page = client.filings(limit=limit)
            for entry in page["items"]:
                job, counts = entry["job"], entry["anomalies"]
                found = ", ".join(counted(language, counts[name], name) for name in SEVERITIES if counts.get(name))
                state = words(language, job["status"])
                state += f" {job['progress']:.0%}" if job["status"] == "running" else ""
                filing = entry["filing"]
                click.echo(f"{job['id']}  {state:<12}  {filing['id']}  {filing['filename']}  {found}".rstrip())
            if page["next"]:
                click.echo(words(language, "more-on-file"), err=True)
    except ServerProblem as error:
        click.echo(f"cotejo: {error}", err=True)
        sys.exit(2)
    except httpx.HTTPError:
        click.echo(f"cotejo: {server}: {words(language, 'no-server')}", err=True)
        sys.exit(2)
