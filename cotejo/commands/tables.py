"""``cotejo tables``: what was read, before anything is made of it."""

import csv
import io
import json
import sys
from typing import Any

import click

from cotejo.commands import options
from shared.exports.cells import harmless
from shared.problems import Language


@click.command()
@click.argument("path", metavar="FILE", type=click.Path(dir_okay=False))
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv"]), help="Default: table on a terminal, else json."
)
@options.password
@options.language
def command(path: str, form: str | None, password: str | None, language: Language) -> None:
    """Print the tables of FILE as they were read: each with its page, its title and its rows of cells.

    Those of a .zip come one file after the other; in JSON each says which file it stands in, as "filing".
    """
    try:
        tables, unread = _read(path, password, language)
    except OSError as error:
        click.echo(f"cotejo: {path}: {options.not_opened(error, language)}", err=True)
        sys.exit(2)
    form = form or ("table" if sys.stdout.isatty() else "json")
    if form == "table":
        from cotejo.drawn_tables import print_tables  # imported here: only terminals need it

        print_tables(tables, language)
    elif form == "json" and (tables or not unread):
        click.echo(json.dumps(tables, ensure_ascii=False))
    elif form == "csv":
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        for number, table in enumerate(tables):
            if number:
                writer.writerow([])
            writer.writerows(map(harmless, row) for row in table["rows"])
        click.echo(text.getvalue(), nl=False)
    sys.exit(2 if unread else 0)


def _read(path: str, password: str | None, language: Language) -> tuple[list[dict[str, Any]], int]:
    """The tables of a file or an archive, and how many filings could not be read, each said on standard error."""
    from cotejo.opened import filings_in, is_archive
    from services.compute.reading import UnreadableFiling, read

    tables: list[dict[str, Any]] = []
    several, unread = is_archive(path), 0
    for filing in filings_in(path):
        try:
            if filing.problem:
                raise filing.problem
            document = read(filing.content, filing.name, password=password)
        except UnreadableFiling as error:
            options.say_unread(filing.shown, filing.name, error, language)
            unread += 1
            continue
        where = {"filing": filing.shown.removeprefix(f"{path}/")} if several else {}
        for table in document.tables:
            rows = [[cell.text for cell in row] for row in table.rows]
            tables.append(where | {"page": table.page, "title": " ".join(table.title.split()), "rows": rows})
    return tables, unread
