"""What heads every page and print-out, in words: the budget, the anomalies by rule, what was checked."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal

from shared.between import OF_A_PERIOD, stands_elsewhere
from shared.headlines import Cause, Setting, headline, pointed_at
from shared.parts import parts_with_ids
from shared.problems import Language
from shared.report import SEVERITIES, AnomalyPart, CoveragePart, FactPart, Report
from shared.rule_part import RulePart
from shared.summary import Summary
from shared.wording import change, rate, short_money
from shared.words import counted, words

_SPENT = ("accrued", "exercised")


def budget_told(summary: Summary, language: Language) -> str:
    """From the approved to the accrued or exercised budget, and how much of it was spent, or from the estimated to the
    collected revenue, or the figures of another statement; nothing where none are known.
    """
    totals = summary.totals
    amounts = [
        f"{words(language, name)} {short_money(amount, language)}{others(summary.against.get(name), language)}"
        for name, amount in (totals or summary.opening).items()
    ]
    if not totals:
        return ", ".join(amounts)
    approved, modified = (totals.get(moment) for moment in ("approved", "modified"))
    if approved and modified is not None and modified != approved:
        amounts[1] += f" ({change(modified / approved - 1)})"
    whole = of_the_whole(totals, language, summary.against)
    return " → ".join(amounts) + whole + without(summary.left_out, language)


def others(amount: Decimal | None, language: Language) -> str:
    """Behind an amount, what the other statements of its period give; nothing where they give the same."""
    return "" if amount is None else f" ({words(language, 'others-give').format(short_money(amount, language))})"


def of_the_whole(totals: Mapping[str, Decimal], language: Language, against: Collection[str] = ()) -> str:
    """Behind `totals`, how much of the modified budget was spent, or of the estimate collected; nothing where they do
    not say, or where other statements are `against` any of them.
    """
    if any(moment in against for moment in totals):
        return ""
    estimated, collected, modified = (totals.get(moment) for moment in ("estimated", "collected", "modified"))
    if estimated and collected is not None:
        return f": {words(language, 'collected-of').format(rate(collected / estimated))}"
    spending = next((totals[moment] for moment in _SPENT if moment in totals), None)
    return (
        f": {words(language, 'spent').format(rate(spending / modified))}" if modified and spending is not None else ""
    )


def without(left_out: int, language: Language) -> str:
    """That so many rows are left out of totals since they stand in another unit."""
    return f" ({words(language, 'left-out').format(counted(language, left_out, 'unlike-row'))})" if left_out else ""


def sentences(
    report: Report,
    anomalies: Iterable[AnomalyPart],
    rules: Mapping[str, RulePart],
    language: Language,
    facts: Iterable[FactPart] | None = None,
) -> dict[str, str]:
    """By rule, in the order of the first of each, what `anomalies` of `report` come to, each in a sentence.

    `facts` are those that they point at, where they were looked up already: a report may have very many.
    """
    grouped = by_rule(anomalies)
    named = pointed_at((rule, one.facts) for rule, found in grouped.items() for one in found)
    among = parts_with_ids(report.facts, named) if facts is None else facts
    figures = {one.id: (one.concept, Decimal(one.value)) for one in among if one.id in named and one.value}
    period = report.filing.period
    days = (period.start, period.end) if period else None
    said = {}
    for rule, found in grouped.items():
        about = rules.get(rule)
        title = str(getattr(about.title, language)) if about else rule
        setting = Setting(about.thresholds if about else {}, days)
        causes = [_cause(one, report.filing.id, language) for one in found]
        said[rule] = headline(rule, title, causes, figures, language, setting)
    return said


def _cause(anomaly: AnomalyPart, filing: str, language: Language) -> Cause:
    subject = anomaly.subject
    who = subject.code or (subject.name if subject.kind != "filing" else None)
    message = str(getattr(anomaly.message, language))
    return Cause(who, message, anomaly.facts, stands_elsewhere(anomaly, filing), subject.kind)


def nothing_found(report: Report, language: Language) -> str:
    """What is said of a report without anomalies: that nothing was found, or that there was no figure to check."""
    return words(language, "nothing" if report.coverage.checked or report.coverage.bounded else "nothing-checked")


def covered(coverage: CoveragePart, language: Language) -> str:
    """How many figures were checked, and how; how often checks held, what is missing of its period apart."""
    left = coverage.as_facts - coverage.checked - coverage.bounded
    counts: list[tuple[str, tuple[int, ...]]] = [("coverage", (coverage.checked, coverage.as_facts))]
    counts += [("coverage-bounded", (coverage.bounded,))] if coverage.bounded else []
    counts += [("coverage-left", (left,))] if left > 0 else []
    counts += [("coverage-unsummed", (coverage.unsummed_totals,))] if coverage.unsummed_totals else []
    rules = [one for one in coverage.rules if one.rule != OF_A_PERIOD]
    held, broken = (sum(getattr(one, how) for one in rules) for how in ("passed", "failed"))
    counts.append(("coverage-checks", (held, broken)))
    said = {key: words(language, key).format(*(f"{count:,}" for count in numbers)) for key, numbers in counts}
    if coverage.unsummed_totals and coverage.unsummed_first:
        every = coverage.unsummed_totals == len(coverage.unsummed_first)
        all_of_them = "coverage-unsummed-one" if coverage.unsummed_totals == 1 else "coverage-unsummed-all"
        which = words(language, all_of_them if every else "coverage-unsummed-which")
        said["coverage-unsummed"] += f" {which.format('; '.join(coverage.unsummed_first))}"
    return " ".join(said.values())


def prose_covered(sentences: int, held: int, partly: int, language: Language) -> str:
    """How much of the running text was held against figures; nothing where it states none."""
    counts = (f"{count:,}" for count in (sentences, held, sentences - held - partly, partly))
    return words(language, "prose-coverage-partly" if partly else "prose-coverage").format(*counts) if sentences else ""


def by_rule(anomalies: Iterable[AnomalyPart]) -> dict[str, list[AnomalyPart]]:
    """`anomalies` under their rules, in the order in which the first of each comes."""
    grouped: dict[str, list[AnomalyPart]] = {}
    for anomaly in anomalies:
        grouped.setdefault(anomaly.rule, []).append(anomaly)
    return grouped


def by_severity(severities: Iterable[str], language: Language) -> str:
    """How many of `severities` there are of each, the gravest first: ``5 errores, 8 advertencias``."""
    counts = Counter(severities)
    return ", ".join(counted(language, counts[severity], severity) for severity in SEVERITIES if counts[severity])
