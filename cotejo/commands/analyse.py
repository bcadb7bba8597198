"""``cotejo analyse``: the pipeline in this process."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cotejo.commands import options
from shared.exports.rows import KINDS, sheets_of
from shared.exports.tabular import to_csv, to_parquet
from shared.exports.workbook import to_xlsx
from shared.problems import Language
from shared.report import Report

if TYPE_CHECKING:
    from cotejo.in_process import Analysed
    from shared.rule_part import RulePart

_BINARY = ("xlsx", "parquet", "pdf", "zip")
_OF_ONE = ("html", "pdf")


@click.command()
@options.filings
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "xlsx", "parquet", "html", "pdf", "zip"]),
    default="table",
    show_default=True,
    help="json is the whole report; csv and parquet are one part of it; xlsx has a sheet a part; html and pdf are to "
    "print; zip is a Frictionless Data Package.",
)
@click.option("--part", type=click.Choice(list(KINDS)), default="facts", show_default=True, help="For csv and parquet.")
@click.option("--output", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Write here.")
@options.policy
@options.password
@options.language
@options.show_all
@click.option("--explain", is_flag=True, help="Show also why each column was taken for what it was.")
@options.fail_on
def command(
    paths: tuple[str, ...],
    form: str,
    part: str,
    output: Path | None,
    policy_path: Path | None,
    password: str | None,
    language: Language,
    show_all: bool,
    explain: bool,
    fail_on: str | None,
) -> None:
    """Read each FILE and show what it states and where it does not add up. Several are also held against each other.

    Each file in a .zip is a filing of its own.

    Exit status: 0 read, whatever was found; 1 read, and --fail-on was met; 2 could not be read.
    """
    if form in _BINARY and output is None:
        raise click.UsageError(f"--format {form} needs --output PATH")
    if output and not output.parent.is_dir():
        raise click.UsageError(f"there is no folder {output.parent}")
    from cotejo.in_process import analysed

    found = analysed(paths, policy_path, password, language)
    reports = [report for _, report in found.reports]
    if form in _OF_ONE and len(reports) > 1:
        raise click.UsageError(f"--format {form} is of one filing; these are {len(reports)}")
    if reports:
        _write(reports, found, form, part, output, language, show_all, explain)
    severities = {anomaly.severity for report in reports for anomaly in report.anomalies}
    sys.exit(2 if found.unread else 1 if options.met(set(severities), fail_on) else 0)


def _write(
    reports: list[Report],
    found: Analysed,
    form: str,
    part: str,
    output: Path | None,
    language: Language,
    show_all: bool,
    explain: bool,
) -> None:
    if form == "table":
        _print(found, output, language, show_all, explain)
        return
    if form == "json":
        _save(_documents(reports) if found.several else chain(reports[0].json_pieces(), [b"\n"]), output)
        return
    if form in _OF_ONE:
        _save(_printed(reports[0], found.rules, form, language), output)
        return
    sheets = sheets_of(reports)
    if form == "zip":
        from shared.exports.package import to_package  # imported here: only this format needs it

        _save(to_package(reports), output)
    elif form == "csv":
        _save(to_csv(*sheets[part]).encode(), output)
    elif form == "parquet":
        _save(to_parquet(*sheets[part]), output)
    else:
        _save(to_xlsx(sheets, language, found.rules), output)


def _printed(report: Report, rules: list[RulePart], form: str, language: Language) -> bytes:
    from shared.exports.printed import to_html, to_pdf

    return to_pdf(report, language, rules) if form == "pdf" else to_html(report, language, rules).encode()


def _print(
    found: Analysed,
    output: Path | None,
    language: Language,
    show_all: bool,
    explain: bool,
) -> None:
    from rich.console import Console

    from cotejo.explanation import print_explanation
    from cotejo.terminal import print_reports

    rules = {rule.id: rule for rule in found.rules}
    reports = [(filing.shown, report) for filing, report in found.reports]

    def show(console: Console) -> None:
        print_reports(console, reports, rules, language, show_all, found.unread)
        for name, report in reports if explain else ():
            console.print(f"\n{name}", markup=False, soft_wrap=True)
            print_explanation(console, report, language)

    if output is None:
        show(Console(highlight=False))
        return
    with output.open("w", encoding="utf-8") as stream:
        show(Console(file=stream, width=120, highlight=False))


def _documents(reports: list[Report]) -> Iterator[bytes]:
    for place, report in enumerate(reports):
        yield b",\n" if place else b"["
        yield from report.json_pieces()
    yield b"]\n"


def _save(content: bytes | Iterable[bytes], output: Path | None) -> None:
    pieces = [content] if isinstance(content, bytes) else content
    with output.open("wb") if output else nullcontext(sys.stdout.buffer) as stream:
        stream.writelines(pieces)
