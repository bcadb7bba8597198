"""A report in a terminal: what it is in a few lines, then what is wrong with it, the gravest first."""

from collections import Counter
from decimal import Decimal

from rich.console import Console
from rich.table import Table
from rich.text import Text as Line

from shared.problems import Language
from shared.report import AnomalyPart, Report, Text

_EXAMPLES = 3
_COLOURS = {
    "error": "bold red", "warning": "yellow", "information": "cyan",
    "acceptable": "green", "at-risk": "yellow", "critical": "red",
}  # fmt: skip
_WORDS = {
    "queued": ("en cola", "queued"), "running": ("en curso", "running"), "succeeded": ("listo", "done"),
    "failed": ("falló", "failed"), "cancelled": ("cancelado", "cancelled"), "reading": ("leyendo", "reading"),
    "recognising": ("reconociendo", "recognising"), "deriving": ("calculando", "deriving"),
    "checking": ("revisando", "checking"), "storing": ("guardando", "storing"),
    "error": ("error", "error"), "warning": ("advertencia", "warning"), "information": ("aviso", "information"),
    "acceptable": ("aceptable", "acceptable"), "at-risk": ("con riesgo", "at risk"),
    "critical": ("crítico", "critical"),
    "no-server": ("no hay servidor que conteste", "no server answers"),
    "investment-programmes": ("Programas y proyectos de inversión", "Investment programmes"),
    "programmes": ("programas", "programmes"), "approved": ("aprobado", "approved"),
    "modified": ("modificado", "modified"), "accrued": ("devengado", "accrued"), "million": ("mdp", "million pesos"),
    "light": ("Semáforo", "Traffic light"), "execution": ("gasto sobre lo modificado", "spending over modified"),
    "achievement": ("meta sobre lo modificado", "target over modified"), "whole": ("en conjunto", "as a whole"),
    "nothing": ("Nada que señalar", "Nothing to point out"),
    "more": ("y {} más (--all los muestra)", "and {} more (--all shows them)"),
    "line": ("línea", "line"),
    "coverage": ("{} de {} cifras participaron en alguna revisión; {} revisiones pasaron, {} no.",
                 "{} of {} figures took part in a check; {} checks passed, {} did not."),
    "to": ("a", "to"), "anomalies": ("anomalías", "anomalies"),
}  # fmt: skip


def words(language: Language, key: str) -> str:
    """What `key` is called in `language`; the key itself where it has no words."""
    pair = _WORDS.get(key)
    return key if pair is None else pair[language == "en"]


def print_report(
    console: Console, report: Report, titles: dict[str, Text], language: Language, show_all: bool = False
) -> None:
    """Print `report`. `titles` names rules; without `show_all` only the first anomalies of each rule are shown."""
    console.print()
    for line in _header(report, language):
        console.print(line, soft_wrap=True)
    console.print()
    _print_light(console, report, language)
    if report.anomalies:
        _print_anomalies(console, report, titles, language, show_all)
    else:
        console.print(words(language, "nothing"))
    rules = report.coverage.rules
    passed, failed = sum(rule.passed for rule in rules), sum(rule.failed for rule in rules)
    checked = words(language, "coverage").format(report.coverage.checked, report.coverage.as_facts, passed, failed)
    console.print(checked, soft_wrap=True)


def _header(report: Report, language: Language) -> list[Line]:
    filing = report.filing
    who = filing.institution and (filing.institution.acronym or filing.institution.name)
    what = words(language, filing.family) if filing.family else filing.filename
    when = filing.period and f"{filing.period.start:%d/%m/%Y} {words(language, 'to')} {filing.period.end:%d/%m/%Y}"
    programmes = {(fact.subject.code, fact.subject.name) for fact in report.facts if fact.subject.kind == "programme"}
    count = f"{len(programmes)} {words(language, 'programmes')}" if programmes else None
    lines = [Line(" · ".join(part for part in (who, what, when, count) if part), style="bold")]
    totals = {concept: _total(report, concept) for concept in ("approved", "modified", "accrued")}
    amounts = [
        f"{words(language, concept)} {total / 1_000_000:,.1f} {words(language, 'million')}"
        for concept, total in totals.items()
        if total is not None
    ]
    if amounts:
        lines.append(Line(" → ".join(amounts)))
    return lines


def _total(report: Report, concept: str) -> Decimal | None:
    values = [
        Decimal(fact.value)
        for fact in report.facts
        if fact.concept == concept and fact.value is not None and fact.subject.kind == "programme"
    ]
    return sum(values, Decimal(0)) if values else None


def _print_light(console: Console, report: Report, language: Language) -> None:
    rows = []
    for label, name in (("execution", "execution_rate_modified"), ("achievement", "achievement_rate_modified")):
        counts = Counter(entry.rating for entry in report.indicators if entry.name == name and entry.rating)
        if counts:
            rows.append((label, counts))
    if not rows:
        return
    console.print(Line(words(language, "light"), style="bold"))
    for label, counts in rows:
        line = Line(f"  {words(language, label):<28}")
        for rating in ("critical", "at-risk", "acceptable"):
            line.append("● ", style=_COLOURS[rating])
            line.append(f"{counts[rating]:>3} {words(language, rating):<12}")
        console.print(line, soft_wrap=True)
    whole = next((entry for entry in report.indicators if entry.name == "aggregate_execution_rate"), None)
    if whole and whole.rating:
        line = Line(f"  {words(language, 'whole'):<28}")
        line.append("● ", style=_COLOURS[whole.rating])
        line.append(f"{Decimal(whole.value):.1%} {words(language, 'execution')}: {words(language, whole.rating)}")
        console.print(line)
    console.print()


def _print_anomalies(
    console: Console, report: Report, titles: dict[str, Text], language: Language, show_all: bool
) -> None:
    """One block a rule: its severity, its name, how often it fired, and the anomalies that weigh most."""
    counts = Counter(anomaly.severity for anomaly in report.anomalies)
    tally = ", ".join(f"{count} {words(language, severity)}" for severity, count in counts.items())
    console.print(Line(f"{len(report.anomalies)} {words(language, 'anomalies')}: {tally}", style="bold"))
    by_rule: dict[str, list[AnomalyPart]] = {}
    for anomaly in report.anomalies:
        by_rule.setdefault(anomaly.rule, []).append(anomaly)
    for rule, anomalies in by_rule.items():
        severity = anomalies[0].severity
        heading = Line("\n")
        heading.append(f"{words(language, severity):<12}", style=_COLOURS[severity])
        heading.append(getattr(titles[rule], language) if rule in titles else rule, style="bold")
        heading.append(f" ({len(anomalies)})")
        console.print(heading)
        shown = anomalies if show_all else anomalies[:_EXAMPLES]
        rows = Table.grid(padding=(0, 2))
        for column in ("subject", "place"):
            rows.add_column(column, no_wrap=True)
        rows.add_column("message", overflow="fold")
        for anomaly in shown:
            rows.add_row("  " + (anomaly.subject.code or "")[:24], _place(anomaly, language),
                         getattr(anomaly.message, language))  # fmt: skip
        console.print(rows)
        if len(anomalies) > len(shown):
            more = words(language, "more").format(len(anomalies) - len(shown))
            console.print(Line(f"  {more}", style="dim"))
    console.print()


def _place(anomaly: AnomalyPart, language: Language) -> str:
    """Where the first cell of an anomaly stands: a workbook's address, a line of text, or a row of a table."""
    if not anomaly.evidence:
        return ""
    first = anomaly.evidence[0]
    if first.cell:
        return first.cell
    return f"{words(language, 'line')} {first.line}" if first.line else f"{first.table}, {first.row + 1}"
