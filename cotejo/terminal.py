"""A report in a terminal: what it is in a few lines, then what is wrong with it, the gravest first."""

from collections import Counter

from rich.console import Console
from rich.table import Table
from rich.text import Text as Line

from shared.names import filing_name
from shared.problems import Language
from shared.report import AnomalyPart, Report, Text
from shared.summary import Summary, by_rule, nothing_found, summarise
from shared.wording import short_money
from shared.words import counted, percent, words

_EXAMPLES = 3
_COLOURS = {
    "error": "bold red", "warning": "yellow", "information": "cyan",
    "acceptable": "green", "at-risk": "yellow", "critical": "red",
}  # fmt: skip


def print_report(
    console: Console,
    report: Report,
    titles: dict[str, Text],
    language: Language,
    show_all: bool = False,
    told: set[str] | None = None,
) -> None:
    """Print `report`. `titles` names rules; without `show_all` only the first anomalies of each rule are shown.

    What lies between filings stands in the report of each. `told` gathers it over several reports, so that each is
    printed once.
    """
    summary = summarise(report)
    console.print()
    for line in _header(report, summary, language):
        console.print(line, soft_wrap=True)
    console.print()
    _print_light(console, summary, language)
    if report.anomalies:
        _print_anomalies(console, report, titles, language, show_all, set() if told is None else told)
    else:
        console.print(nothing_found(report, language))
    covered = (report.coverage.checked, report.coverage.as_facts, summary.checks_passed, summary.checks_failed)
    console.print(words(language, "coverage").format(*covered), soft_wrap=True)
    if unread := report.coverage.unread_pages:
        console.print(words(language, "unread-pages").format(", ".join(map(str, unread))), style="bold", soft_wrap=True)


def _header(report: Report, summary: Summary, language: Language) -> list[Line]:
    period = report.filing.period
    when = period and f"{period.start:%d/%m/%Y} {words(language, 'to')} {period.end:%d/%m/%Y}"
    count = counted(language, summary.programmes, "programme") if summary.programmes else None
    what = filing_name(report.filing, language)
    lines = [Line(" · ".join(part for part in (summary.who, what, when, count) if part), style="bold")]
    if summary.totals:
        amounts = (
            f"{words(language, moment)} {short_money(total, language)}" for moment, total in summary.totals.items()
        )
        lines.append(Line(" → ".join(amounts)))
    return lines


def _print_light(console: Console, summary: Summary, language: Language) -> None:
    if not summary.lights:
        return
    console.print(Line(words(language, "light"), style="bold"))
    for label, counts in summary.lights.items():
        line = Line(f"  {words(language, label):<28}")
        for rating in ("critical", "at-risk", "acceptable"):
            line.append("● ", style=_COLOURS[rating])
            line.append(f"{counted(language, counts.get(rating, 0), rating):<16}")
        console.print(line, soft_wrap=True)
    if summary.execution:
        rate, rating = summary.execution
        line = Line(f"  {words(language, 'whole'):<28}")
        line.append("● ", style=_COLOURS[rating])
        line.append(f"{percent(rate)} {words(language, 'execution')}: {words(language, rating)}")
        console.print(line, soft_wrap=True)
    console.print()


def _print_anomalies(
    console: Console, report: Report, titles: dict[str, Text], language: Language, show_all: bool, told: set[str]
) -> None:
    """One block a rule: its severity, its name, how often it fired, and the anomalies that weigh most."""
    counts = Counter(anomaly.severity for anomaly in report.anomalies)
    tally = ", ".join(counted(language, count, severity) for severity, count in counts.items())
    console.print(Line(f"{counted(language, len(report.anomalies), 'anomaly')}: {tally}", style="bold"))
    for rule, anomalies in by_rule(report).items():
        severity = anomalies[0].severity
        heading = Line("\n")
        heading.append(f"{words(language, severity):<12}", style=_COLOURS[severity])
        heading.append(getattr(titles[rule], language) if rule in titles else rule, style="bold")
        heading.append(f" ({len(anomalies)})")
        fresh = [anomaly for anomaly in anomalies if _between(anomaly) not in told]
        told.update(filter(None, map(_between, anomalies)))
        if len(fresh) < len(anomalies):
            heading.append(f" · {counted(language, len(anomalies) - len(fresh), 'told-above')}", style="dim")
        console.print(heading)
        if not fresh:
            continue
        shown = fresh if show_all else fresh[:_EXAMPLES]
        rows = Table.grid(padding=(0, 2))
        for column in ("subject", "place"):
            rows.add_column(column, no_wrap=True)
        rows.add_column("message", overflow="fold")
        for anomaly in shown:
            rows.add_row("  " + (anomaly.subject.code or "")[:24], _place(anomaly, language),
                         getattr(anomaly.message, language))  # fmt: skip
        with console.capture() as printed:
            console.print(rows)
        for text in printed.get().rstrip("\n").split("\n"):
            console.file.write(text.rstrip() + "\n")
        if len(fresh) > len(shown):
            more = words(language, "more").format(len(fresh) - len(shown))
            console.print(Line(f"  {more}", style="dim"))
    console.print()


def _between(anomaly: AnomalyPart) -> str | None:
    """What an anomaly between filings says, by which it is known; None for a filing's own."""
    return anomaly.message.es if any(place.filing for place in anomaly.evidence) else None


def _place(anomaly: AnomalyPart, language: Language) -> str:
    """Where the first cell of an anomaly stands: a workbook's address, a line of text, or a row of a table."""
    if not anomaly.evidence:
        return ""
    first = anomaly.evidence[0]
    if first.cell:
        return first.cell
    return f"{words(language, 'line')} {first.line}" if first.line else f"{first.table}, {first.row + 1}"
