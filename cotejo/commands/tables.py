"""``cotejo tables``: what was read, before anything is made of it."""

import csv
import io
import json
import sys
from pathlib import Path

import click

from shared.problems import render_problem


@click.command()
@click.argument("path", metavar="FILE", type=click.Path(dir_okay=False))
@click.option("--format", "form", type=click.Choice(["json", "csv"]), default="json", show_default=True)
def command(path: str, form: str) -> None:
    """Print the tables of FILE as they were read: each with its page, its title and its rows of cells."""
    from services.compute.reading import UnreadableFiling, read
    from shared.media_types import readable

    try:
        document = read(Path(path).read_bytes(), Path(path).name)
    except UnreadableFiling as error:
        problem = render_problem(error.problem, {"readable": readable(), **error.params, "filename": Path(path).name})
        click.echo(f"cotejo: {path}: {problem['title']}. {problem['detail']}", err=True)
        sys.exit(2)
    except OSError as error:
        click.echo(f"cotejo: {path}: {error.strerror or error}", err=True)
        sys.exit(2)
    grids = [[[cell.text for cell in row] for row in table.rows] for table in document.tables]
    if form == "json":
        tables = [
            {"page": table.page, "title": table.title, "rows": grid}
            for table, grid in zip(document.tables, grids, strict=True)
        ]
        click.echo(json.dumps(tables, ensure_ascii=False))
        return
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for number, grid in enumerate(grids):
        if number:
            writer.writerow([])
        writer.writerows(grid)
    click.echo(text.getvalue(), nl=False)
