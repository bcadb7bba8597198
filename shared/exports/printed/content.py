"""What a printed report says, in the reader's language, in the order it is read."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shared.between import lies_between
from shared.figures import stored_number
from shared.names import concept_name, filing_name, policy_name, told_otherwise
from shared.parts import parts_with_ids
from shared.problems import Language
from shared.report import AnomalyPart, EvidencePart, FactPart, FilingPart, Report
from shared.review_part import VERDICTS, ReviewPart
from shared.rule_part import RulePart
from shared.spots import RUNNING_TEXT, facts_at
from shared.summary import Summary, summarise
from shared.summary_words import budget_told, by_rule, by_severity, covered, nothing_found, prose_covered, sentences
from shared.wording import span, with_minus
from shared.words import counted, percent, words


@dataclass(frozen=True, slots=True)
class Entry:
    """One anomaly: its id, whose figure it is, what it says, its figures (text, concept, place), an auditor's mark."""

    id: str
    subject: str
    message: str
    doubtful: bool
    places: list[tuple[str, str, str]]
    review: str


@dataclass(frozen=True, slots=True)
class Group:
    """The anomalies of one rule: what they come to, what it is called, why it matters and where that comes from."""

    grade: str
    severity: str
    headline: str
    title: str
    why: str
    source: str
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class Printed:
    """The whole. `summary` are sentences, `identity` pairs of a word and what it is, `rules` a row a rule that had any
    case, `without_cases` a sentence that names the others.
    """

    language: Language
    title: str
    period: str
    summary: list[str]
    method: str
    identity: list[tuple[str, str]]
    rules: list[tuple[str, int, int, int]]
    without_cases: str
    groups: list[Group]


def printed(
    report: Report, language: Language, rules: Sequence[RulePart], reviews: Mapping[str, ReviewPart]
) -> Printed:
    """What the print-out of `report` says. `rules` is the catalogue, `reviews` are auditors' marks by anomaly."""
    about = {rule.id: rule for rule in rules}
    filing, summary = report.filing, summarise(report)
    pointed_at = {fact for anomaly in report.anomalies for fact in anomaly.facts}
    facts = {fact.id: fact for fact in parts_with_ids(report.facts, pointed_at)}
    headlines = sentences(report, report.anomalies, about, language, facts.values())
    institution = filing.institution.name if filing.institution else words(language, "not-known").capitalize()
    period = filing.period
    return Printed(
        language=language,
        title=f"{institution} · {filing_name(filing, language)}",
        period=span(period.start, period.end, language) if period else "",
        summary=list(_summary(report, summary, language, reviews)),
        method=words(language, "method"),
        identity=[
            (words(language, "file"), " · ".join(filter(None, (filing.filename, told_otherwise(filing, language))))),
            ("SHA-256", filing.sha256),
            (
                words(language, "policy"),
                f"{policy_name(report.policy.name, language)}, {words(language, 'version')} {report.policy.version}",
            ),
            (words(language, "checks"), f"{summary.checks_passed:,} · {summary.checks_failed:,}"),
        ],
        rules=[
            (_title(about, one.rule, language), one.passed, one.failed, one.not_applicable)
            for one in report.coverage.rules
            if one.passed or one.failed or one.not_applicable
        ],
        without_cases=_without_cases(report, about, language),
        groups=[
            Group(
                anomalies[0].severity,
                words(language, anomalies[0].severity),
                headlines[rule],
                _title(about, rule, language),
                str(getattr(about[rule].why, language)) if rule in about else "",
                str(getattr(about[rule].source, language)) if rule in about else "",
                [_entry(anomaly, filing, facts, language, reviews.get(anomaly.id)) for anomaly in anomalies],
            )
            for rule, anomalies in by_rule(report.anomalies).items()
        ],
    )


def _without_cases(report: Report, about: Mapping[str, RulePart], language: Language) -> str:
    tried = report.coverage.rules
    names = [_title(about, o.rule, language) for o in tried if not (o.passed or o.failed or o.not_applicable)]
    return words(language, "rules-without-cases").format("; ".join(names)) if names else ""


def _summary(report: Report, summary: Summary, language: Language, reviews: Mapping[str, ReviewPart]) -> list[str]:
    said = []
    if budget := budget_told(summary, language):
        said.append(f"{budget[0].upper()}{budget[1:]}.")
    if summary.execution:
        rate, rating = summary.execution
        said.append(f"{percent(rate)} {words(language, 'execution')}: {words(language, rating)}.")
    for where, wanted in (("found-within", False), ("found-between", True)):
        if found := [one.severity for one in report.anomalies if lies_between(one) == wanted]:
            count = counted(language, len(found), "anomaly")
            said.append(words(language, where).format(count, by_severity(found, language)))
    verdicts = Counter(reviews[one.id].verdict for one in report.anomalies if one.id in reviews)
    if verdicts:
        marks = (counted(language, verdicts[verdict], verdict) for verdict in VERDICTS if verdicts[verdict])
        said.append(words(language, "reviewed").format(", ".join(marks)))
    if not report.anomalies:
        said.append(nothing_found(report, language))
    said.append(covered(report.coverage, language))
    text = report.coverage
    if prose := prose_covered(text.sentences, text.sentences_held, text.sentences_partly_held, language):
        said.append(prose)
    if report.coverage.unread_pages:
        said.append(words(language, "unread-pages").format(", ".join(map(str, report.coverage.unread_pages))))
    return said


def _entry(
    anomaly: AnomalyPart,
    filing: FilingPart,
    facts: Mapping[str, FactPart],
    language: Language,
    review: ReviewPart | None,
) -> Entry:
    code, name = anomaly.subject.code or "", anomaly.subject.name or ""
    subject = name if name.startswith(code) else f"{code} {name}".rstrip()
    mark = ""
    if review:
        mark = f"{words(language, review.verdict).capitalize()}, {_day(review.reviewed_at.date())}"
        mark += f": {review.note}" if review.note else "."
    own = _facts_of(anomaly, filing, facts)
    places = [
        (_text(place), what, _place(place, language))
        for place, what in zip(anomaly.evidence, _called(anomaly, own, language), strict=True)
    ]
    message = with_minus(str(getattr(anomaly.message, language)))
    return Entry(anomaly.id, subject, message, anomaly.origin == "reading", places, mark)


def _facts_of(anomaly: AnomalyPart, filing: FilingPart, facts: Mapping[str, FactPart]) -> list[FactPart | None]:
    """The filing's own fact at each place of `anomaly`."""
    places = [place if _is_own(place, filing) else None for place in anomaly.evidence]
    ids = facts_at(places, ((id_, facts[id_].evidence) for id_ in anomaly.facts if id_ in facts))
    return [facts[id_] if id_ else None for id_ in ids]


def _called(anomaly: AnomalyPart, own: Sequence[FactPart | None], language: Language) -> list[str]:
    """What each figure of `anomaly` is, and whose where they are not all of one row.

    Figures of several filings that are held against each other are of one concept.
    """
    known = [fact for fact in own if fact]
    concepts = {fact.concept for fact in known}
    shared = concepts.pop() if len(concepts) == 1 and lies_between(anomaly) else None
    several = len({(fact.subject.code, fact.subject.name) for fact in known}) > 1
    called = []
    for fact in own:
        concept = fact.concept if fact else shared
        row = (fact.subject.name or fact.subject.code) if fact and several else None
        called.append(" · ".join(filter(None, (concept and concept_name(concept, language), row))))
    return called


def _is_own(place: EvidencePart, filing: FilingPart) -> bool:
    return place.filing_id == filing.id if place.filing_id else place.filing in (None, filing.filename)


def _text(place: EvidencePart) -> str:
    return (stored_number(place.text) if place.cell else place.text) or "∅"


def _place(place: EvidencePart, language: Language) -> str:
    """Where a figure stands, counted from 1."""
    parts = [place.filing] if place.filing else []
    running = place.table == RUNNING_TEXT
    if place.cell:
        return ", ".join([*parts, f"{words(language, 'cell')} {place.cell}"])
    table = f"{words(language, 'table')} {place.table.removeprefix('t')}"
    parts.append(words(language, "in-text") if running else table)
    parts += [words(language, "page").format(place.page)] if place.page is not None else []
    row = words(language, "paragraph" if running else "row")
    parts.append(f"{words(language, 'line')} {place.line}" if place.line else f"{row} {place.row + 1}")
    parts += [] if running else [f"{words(language, 'column')} {place.column + 1}"]
    return ", ".join(parts)


def _title(about: Mapping[str, RulePart], rule: str, language: Language) -> str:
    return str(getattr(about[rule].title, language)) if rule in about else rule


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
