"""Reports in a terminal: what each is in a few lines, then what is wrong with it, the gravest first."""

import re
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text as Line

from shared.between import OF_A_PERIOD, by_suspects, known_by, lies_between
from shared.headlines import told_first
from shared.names import filing_name, told_otherwise
from shared.problems import Language
from shared.report import SEVERITIES, AnomalyPart, Report
from shared.rule_part import RulePart
from shared.spots import RUNNING_TEXT
from shared.summary import Summary, summarise
from shared.summary_words import budget_told, by_rule, by_severity, covered, nothing_found, prose_covered, sentences
from shared.wording import span, with_minus
from shared.words import counted, percent, words

_EXAMPLES = 3
_NAMED = 2
_LEAST_SUBJECT, _SHARE_OF_A_LINE = 24, 0.3
"""How many characters say whose figures they are: of a wide terminal's line more."""
_LEAST_OF_A_NAME = 8
_BEFORE_PER_CENT = re.compile(r"(?<=\d) (?=%)")
_HELD_BLANK, _HELD_NO_BREAK = "\ue000", "\ue001"
_LET_GO = str.maketrans({_HELD_BLANK: " ", _HELD_NO_BREAK: "\N{NO-BREAK SPACE}"})
_COLOURS = {
    "error": "bold red", "warning": "yellow", "information": "cyan",
    "acceptable": "green", "at-risk": "yellow", "critical": "red",
}  # fmt: skip


def print_reports(
    console: Console,
    reports: Sequence[tuple[str, Report]],
    rules: Mapping[str, RulePart],
    language: Language,
    show_all: bool = False,
    unread: int = 0,
) -> None:
    """Print reports, each with the name of its file. `rules` is the catalogue; without `show_all` only the first
    anomalies of each rule are shown.

    Of several, what lies between them comes first, once, then each with its own anomalies, then a count over all;
    `unread` files could not be read.
    """
    if len(reports) + unread == 1:
        for _, report in reports:
            print_report(console, report, rules, language, show_all)
        return
    between: dict[tuple[str, ...], AnomalyPart] = {}
    for _, report in reports:
        between |= {known_by(one): one for one in report.anomalies if lies_between(one)}
    if together := _of_one_period([report for _, report in reports], language):
        console.print()
        console.print(Line(together, style="bold"), soft_wrap=True)
    if between:
        console.print()
        console.print(Line(words(language, "between-filings"), style="bold"))
        _print_anomalies(console, _gravest_first(between.values()), rules, language, show_all)
    for name, report in reports:
        print_report(console, report, rules, language, show_all, name=name)
    own = [one for _, report in reports for one in report.anomalies if not lies_between(one)]
    _print_count(console, len(reports), unread, own, list(between.values()), language)


def print_report(
    console: Console,
    report: Report,
    rules: Mapping[str, RulePart],
    language: Language,
    show_all: bool = False,
    name: str | None = None,
) -> None:
    """Print `report`; with the `name` of its file where it is one of several, without what lies between them."""
    summary = summarise(report)
    console.print()
    if name is not None:
        console.print(Line(f"── {name} ──", style="bold cyan"), soft_wrap=True)
    for line in _header(report, summary, language):
        console.print(line, soft_wrap=True)
    own = [one for one in report.anomalies if not lies_between(one)]
    told = sentences(report, own if name else report.anomalies, rules, language)
    for rule in told_first(list(told)) if len(told) > 1 else ():  # one alone stands right below
        console.print(Line(f"  {told[rule]}"), soft_wrap=True)
    console.print()
    _print_light(console, summary, language)
    between = [one for one in report.anomalies if lies_between(one)]
    if own:
        _print_anomalies(console, own, rules, language, show_all)
    if name is not None:
        between = [one for one in between if one.rule != OF_A_PERIOD]
    if not own and not between:
        console.print(nothing_found(report, language))
    if between and name is None:
        console.print(Line(words(language, "against-other-filings"), style="bold"))
        _print_anomalies(console, between, rules, language, show_all)
    elif between:
        console.print(counted(language, len(between), "told-between"), soft_wrap=True)
    console.print(covered(report.coverage, language), soft_wrap=True)
    text = report.coverage
    if prose := prose_covered(text.sentences, text.sentences_held, text.sentences_partly_held, language):
        console.print(prose, soft_wrap=True)
    if unread := report.coverage.unread_pages:
        console.print(words(language, "unread-pages").format(", ".join(map(str, unread))), style="bold", soft_wrap=True)


def _of_one_period(reports: Sequence[Report], language: Language) -> str:
    """Whose statements they are, of which period, and of how many kinds; nothing where they are not all of one."""
    filings = [report.filing for report in reports]
    periods = {(one.period.start, one.period.end) if one.period else None for one in filings}
    named = [one.institution for one in filings if one.institution]
    names = {one.acronym for one in named if one.acronym} or {one.name for one in named}
    period = periods.pop() if len(periods) == 1 else None
    if period is None or len(names) != 1 or len(named) < len(filings):
        return ""
    kinds = {(one.family, tuple(one.statements)) for one in filings}
    return " · ".join((names.pop(), span(*period, language), counted(language, len(kinds), "statement-kind")))


def _header(report: Report, summary: Summary, language: Language) -> list[Line]:
    period = report.filing.period
    when = period and span(period.start, period.end, language)
    count = counted(language, summary.programmes, summary.kind) if summary.programmes else None
    what = filing_name(report.filing, language)
    lines = [Line(" · ".join(part for part in (summary.who, what, when, count) if part), style="bold")]
    if otherwise := told_otherwise(report.filing, language):
        lines.append(Line(otherwise, style="yellow"))
    if budget := budget_told(summary, language):
        lines.append(Line(budget))
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
    console: Console,
    anomalies: Sequence[AnomalyPart],
    rules: Mapping[str, RulePart],
    language: Language,
    show_all: bool,
) -> None:
    """One block a rule: its gravest severity, its name, how often it fired, by severity where it fired at several, and
    the anomalies that weigh most.

    What lies between filings is told by the file that stands against the others.
    """
    console.print(Line(f"{counted(language, len(anomalies), 'anomaly')}: {_tally(anomalies, language)}", style="bold"))
    for rule, of_rule in by_rule(anomalies).items():
        severity = of_rule[0].severity
        heading = Line("\n")
        heading.append(f"{words(language, severity):<12}", style=_COLOURS[severity])
        heading.append(getattr(rules[rule].title, language) if rule in rules else rule, style="bold")
        several = len({anomaly.severity for anomaly in of_rule}) > 1
        heading.append(f" ({_tally(of_rule, language) if several else f'{len(of_rule):,}'})")
        console.print(heading)
        for files, group in by_suspects(of_rule).items():
            if files:
                console.print(Line(f"  {_against(files, language)} ({len(group):,})"), soft_wrap=True)
            _print_examples(console, group if show_all else group[:_EXAMPLES], language)
            if not show_all and len(group) > _EXAMPLES:
                more = words(language, "more").format(f"{len(group) - _EXAMPLES:,}")
                console.print(Line(f"  {more}", style="dim"))
    console.print()


def _against(files: Sequence[str], language: Language) -> str:
    """Who stands against whom."""
    if len(files) == 1:
        return words(language, "against-others").format(_name(files[0]))
    named = ", ".join(map(_name, files[:_NAMED]))
    more = f" {words(language, 'and-more').format(len(files) - _NAMED)}" if len(files) > _NAMED else ""
    return words(language, "against-each-other").format(named + more)


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _print_examples(console: Console, anomalies: Sequence[AnomalyPart], language: Language) -> None:
    rows = Table.grid(padding=(0, 2))
    for column in ("subject", "place"):
        rows.add_column(column, no_wrap=True)
    rows.add_column("message", overflow="fold")
    room = max(_LEAST_SUBJECT, int(console.width * _SHARE_OF_A_LINE))
    for anomaly in anomalies:
        rows.add_row(
            f"  {_who(anomaly, room)}", _place(anomaly, language), _held(with_minus(getattr(anomaly.message, language)))
        )
    with console.capture() as printed:
        console.print(rows)
    for text in printed.get().rstrip("\n").split("\n"):
        console.file.write(text.rstrip().translate(_LET_GO) + "\n")


def _held(text: str) -> str:
    """`text` with a figure and its per cent sign, and what a blank that does not break joins, held on one line: rich
    breaks lines at such blanks too.
    """
    return _BEFORE_PER_CENT.sub(_HELD_BLANK, text).replace("\N{NO-BREAK SPACE}", _HELD_NO_BREAK)


def _who(anomaly: AnomalyPart, room: int) -> str:
    """The code of whose figures they are, and of its name as much as there is `room` for."""
    code = (anomaly.subject.code or "")[:room]
    name = " ".join((anomaly.subject.name or "").split())
    if not name.startswith(code):
        name = f"{code} {name}".rstrip()
    if len(name) <= room:
        return name
    return code if len(code) > room - _LEAST_OF_A_NAME else name[: room - 1].rstrip() + "…"


def _print_count(
    console: Console,
    read: int,
    unread: int,
    own: Sequence[AnomalyPart],
    between: Sequence[AnomalyPart],
    language: Language,
) -> None:
    """How many files there were, what was found within them, and what between them, each counted once."""
    said = [counted(language, read, "filing-read")]
    if unread:
        said.append(counted(language, unread, "filing-unread"))
    for where, anomalies in (("within", own), ("between", between)):
        if anomalies:
            count = words(language, f"count-{where}").format(counted(language, len(anomalies), "anomaly"))
            said.append(f"{count} ({_tally(anomalies, language)})")
    if not (own or between):
        said.append(words(language, "nothing").lower())
    console.print()
    console.print(Line(f"{words(language, 'in-all')}: {' · '.join(said)}", style="bold"), soft_wrap=True)


def _tally(anomalies: Iterable[AnomalyPart], language: Language) -> str:
    return by_severity((anomaly.severity for anomaly in anomalies), language)


def _gravest_first(anomalies: Iterable[AnomalyPart]) -> list[AnomalyPart]:
    return sorted(anomalies, key=lambda anomaly: SEVERITIES.index(anomaly.severity))


def _place(anomaly: AnomalyPart, language: Language) -> str:
    """Where the first cell of an anomaly stands: a workbook's address, a line of text, or a row of a table, on its page
    where there are such.
    """
    if not anomaly.evidence:
        return ""
    first = anomaly.evidence[0]
    if first.cell:
        return first.cell
    if first.line:
        return f"{words(language, 'line')} {first.line}"
    if first.table == RUNNING_TEXT:
        return f"{words(language, 'paragraph')} {first.row + 1}"
    number = first.table.removeprefix("t")
    table = words(language, "page").format(first.page) if first.page else f"{words(language, 'table')} {number}"
    return f"{table}, {words(language, 'row')} {first.row + 1}"
