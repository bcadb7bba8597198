"""``cotejo annotate``: the files themselves, with what does not add up marked in them."""

import sys
from pathlib import Path

import click

from cotejo.commands import options
from shared.problems import Language, render_problem


@click.command()
@options.filings
@click.option(
    "--output",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    show_default=True,
    help="Folder to write to.",
)
@click.option(
    "--policy", "policy_path", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Policy file."
)
@options.password
@options.language
def command(
    paths: tuple[str, ...], folder: Path, policy_path: Path | None, password: str | None, language: Language
) -> None:
    """Write each FILE again as NAME.cotejo.xlsx or .pdf, with what does not add up as comments or highlights.

    XLSX workbooks and PDFs without a password; of XLS, XLSB and ODS workbooks what was read of their cells, as XLSX.
    The files themselves are left as they are.

    Exit status: 0 all were written; 2 one could not be read or annotated.
    """
    from cotejo.in_process import analysed
    from shared.exports.annotated import CannotAnnotate, annotated, annotated_name

    found = analysed(paths, policy_path, password, language)
    refused = found.unread
    folder.mkdir(parents=True, exist_ok=True)
    for filing, report in found.reports:
        target = folder / annotated_name(filing.name, report.filing.media_type)
        try:
            target.write_bytes(annotated(filing.content, report.filing.media_type, report.anomalies, language))
        except CannotAnnotate:
            about = {"filename": filing.name, "media_type": report.filing.media_type}
            problem = render_problem("no-annotated-form", about, language)
            click.echo(f"cotejo: {filing.shown}: {problem['title']}. {problem['detail']}", err=True)
            refused += 1
        else:
            click.echo(str(target))
    sys.exit(2 if refused else 0)
