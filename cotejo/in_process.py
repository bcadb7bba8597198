"""Files analysed in this process, and held against each other where there are several."""

from dataclasses import dataclass
from pathlib import Path

import click

from cotejo.alone import analyse_alone
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
                        report = analyse_alone(
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
                    except BadPolicy as error:  # a rule of the user's own that cannot be used shows only as it runs
                        raise click.UsageError(str(error)) from error
            except OSError as error:
                click.echo(f"cotejo: {path}: {options.not_opened(error, language)}", err=True)
                unread += 1
    if len(read) > 1 or any(len(report.filing.statements) > 1 for report in read.values()):
        from cotejo.company import in_company  # imported here: one statement has no company

        read = in_company(read, policy)
    return Analysed([(filings[key], report) for key, report in read.items()], several, unread, rules)
