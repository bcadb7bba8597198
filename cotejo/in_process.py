"""Files analysed in this process, and held against each other where there are several."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from cotejo import analyse
from cotejo.commands import options
from cotejo.opened import Filing, filings_in, is_archive
from cotejo.progress import progress_bars
from services.compute.policy import BadPolicy, load_policy
from services.compute.reading import UnreadableFiling
from services.compute.rules import rule_parts
from shared.problems import Language
from shared.report import Report
from shared.rule_part import RulePart


@dataclass(frozen=True, slots=True)
class Analysed:
    """The filings with their reports; `several` where there may be more than one; `unread` counts those not read.

    `rules` is the catalogue under the policy that they were judged by.
    """

    reports: list[tuple[Filing, Report]]
    several: bool
    unread: int
    rules: list[RulePart]


def analysed(paths: tuple[str, ...], policy_path: Path | None, password: str | None, language: Language) -> Analysed:
    """Read and check the files at `paths`. What cannot be read is said on standard error on the way."""
    try:
        policy = load_policy(policy_path)
        rules = rule_parts(policy)
    except BadPolicy as error:
        raise click.UsageError(str(error)) from error
    filings: dict[str, Filing] = {}
    read: dict[str, Report] = {}
    several, unread = len(paths) > 1, 0
    with progress_bars(len(paths), language) as follow:
        for path in paths:
            try:
                several = several or is_archive(path)
                for filing in filings_in(path):
                    try:
                        if filing.problem:
                            raise filing.problem
                        report = analyse(
                            filing.content,
                            filename=filing.name,
                            policy=policy,
                            password=password,
                            progress=follow(filing.name),
                        )
                        filings[filing.shown], read[filing.shown] = filing, report
                    except UnreadableFiling as error:
                        options.say_unread(filing.shown, filing.name, error, language)
                        unread += 1
            except OSError as error:
                click.echo(f"cotejo: {path}: {options.not_opened(error, language)}", err=True)
                unread += 1
    if len(read) > 1:
        from services.compute.ties import held_together  # imported here: one filing has no company

        plain = {key: report.model_dump(mode="json") for key, report in read.items()}
        together = held_together(plain, policy)
        read = {key: _with_company(read[key], plain[key], held) for key, held in together.items()}
    return Analysed([(filings[key], report) for key, report in read.items()], several, unread, rules)


def _with_company(report: Report, plain: dict[str, Any], held: dict[str, Any]) -> Report:
    """`report` as it is `held` with others, of which `plain` is what it was: only what changed is validated anew."""
    parts = {"tables": report.tables, "facts": report.facts, "indicators": report.indicators}
    same = {name: part for name, part in parts.items() if held[name] is plain[name]}
    return Report.model_validate(held | same)
