"""Running the catalogue over a statement: anomalies in the order an auditor wants them, and what was covered."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from services.compute.policy import BadPolicy, Policy
from services.compute.reading.document import Cell
from services.compute.recognition.statement import PLACE, Statement, place_of
from services.compute.rules.agreement import agreement_of
from services.compute.rules.agreement.wording import named
from services.compute.rules.catalogue import catalogue
from services.compute.rules.rule import Finding, Rule
from services.compute.rules.scales import in_its_unit
from services.compute.rules.wording import printed
from shared.report import SEVERITIES, Severity
from shared.spots import RUNNING_TEXT

Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Checked:
    """Anomalies as `AnomalyPart` has them, ids apart, and the coverage of each rule.

    The values of the facts that are marked in `facts`, in their order, took part in a check, those marked in `bounded`
    in none but one of a limit; `unsummed` counts totals that are the sum of nothing that was found, of which
    `unsummed_first` names a few.
    """

    anomalies: list[dict[str, Any]]
    rules: list[dict[str, Any]]
    facts: tuple[bool, ...]
    bounded: tuple[bool, ...]
    unsummed: int
    unsummed_first: tuple[str, ...]


_MOST_NAMED = 3


def check_all(statement: Statement, policy: Policy) -> Checked:
    """Run every rule that `policy` leaves on; anomalies come by severity, money at stake, and as they stand."""
    found: list[tuple[Severity, Rule, Finding]] = []
    coverage = []
    facts, bounded = (np.zeros(statement.facts.height, dtype=bool) for _ in range(2))
    for rule, check in (entry for entry in catalogue(policy.own_rule).values() if policy.enabled(entry[0].id)):
        outcome = check(statement, policy)
        severity = policy.severity(rule.id, rule.severity)
        found += [(severity, rule, finding) for finding in outcome.findings]
        _mark(facts, outcome.checked, rule)
        _mark(bounded, outcome.bounded, rule)
        coverage.append(
            {
                "rule": rule.id,
                "version": rule.version,
                "passed": outcome.passed,
                "failed": len(outcome.findings),
                "not_applicable": sum(outcome.not_applicable.values()),
                "why": outcome.not_applicable,
            }
        )
    order = {severity: place for place, severity in enumerate(SEVERITIES)}
    found.sort(key=lambda entry: (order[entry[0]], -entry[2].stake))
    unsummed = _unsummed(statement)
    named_first = tuple(_named(statement, fact) for fact in unsummed[:_MOST_NAMED])
    anomalies = [_anomaly(statement, *entry) for entry in found]
    limited = tuple((bounded & ~facts).tolist())
    return Checked(anomalies, coverage, tuple(facts.tolist()), limited, len(unsummed), named_first)


def _mark(marks: Marks, facts: Collection[str], rule: Rule) -> None:
    """Mark `facts`, which are numbered in their order: the names of all that a rule looked at take much room.

    Raises `BadPolicy` where `rule`, which may be a user's own, names what is no fact of the filing.
    """
    try:
        places = np.fromiter((place_of(fact) for fact in facts), dtype=np.intp, count=len(facts))
    except ValueError as error:
        raise BadPolicy(f"the rule {rule.id} looked at what is no fact: {error}") from error
    if len(places) and not 0 <= places.min() <= places.max() < len(marks):
        raise BadPolicy(f"the rule {rule.id} looked at facts that the filing does not have")
    marks[places] = True


def _named(statement: Statement, fact: str) -> str:
    """A figure by its row, its column, and as it stands there."""
    return f"{named(statement, agreement_of(statement).known[fact])}: {printed(statement, fact)}"


def _unsummed(statement: Statement) -> list[str]:
    """The figures of total rows that are the sum of nothing that was found, nor the same as a figure of their column;
    of rates and zeros none is asked for.
    """
    stated = statement.facts.select("fact", "table", "column", "exact", "unit", "subject_kind")
    totals = stated.filter(
        (pl.col("subject_kind") == "total")
        & (pl.col("exact") != 0)
        & pl.col("unit").ne_missing("ratio")
        & (pl.col("table") != RUNNING_TEXT)
    )
    if totals.is_empty():
        return []
    alike = stated.filter(
        pl.col("exact").is_in(totals["exact"].implode()) & pl.col("table").is_in(totals["table"].unique().implode())
    )
    alone = alike.filter(pl.struct("table", "column", "exact").is_unique()).select("fact")
    totals = totals.join(alone, on="fact", how="semi", maintain_order="left")
    agreement = agreement_of(statement)
    summed = {facts[0] for one, cases in agreement.cases() if one.operator == "Sum" for facts in cases}
    contradicting = (part for one in agreement.contradictions for part in one.equations)
    summed.update(one.aggregate.fact for one in contradicting if one.operator == "Sum")
    return totals.filter(~pl.col("fact").is_in(list(summed)))["fact"].to_list()


def _anomaly(statement: Statement, severity: Severity, rule: Rule, finding: Finding) -> dict[str, Any]:
    difference = None
    if finding.expected is not None and finding.observed is not None:
        difference = abs(finding.observed - finding.expected)
    kind, code, name = finding.subject
    facts = [evidence_of(statement, fact) for fact in finding.facts]
    said = [_place(*finding.said_in)] if finding.said_in else []
    cells = [_place(*one) for one in (*((finding.table, cell) for cell in finding.cells), *finding.elsewhere)]
    return {
        "rule": rule.id,
        "severity": severity,
        "origin": finding.origin,
        "subject": {"kind": kind, "code": code, "name": name},
        "message": in_its_unit(statement, finding.message, finding.facts),
        "expected": _text(finding.expected),
        "observed": _text(finding.observed),
        "difference": _text(difference),
        "tolerance": finding.tolerance and {"low": _text(finding.tolerance[0]), "high": _text(finding.tolerance[1])},
        "facts": list(finding.facts),
        "evidence": [*said, *facts, *cells],
    }


def _place(table: str, cell: Cell) -> dict[str, Any]:
    """Where `cell` stands, as `EvidencePart` has it."""
    return {
        "table": table,
        "page": cell.page,
        "line": cell.line,
        "row": cell.row,
        "column": cell.column,
        "cell": cell.address,
        "text": cell.text,
        "bbox": list(cell.bbox) if cell.bbox else None,
    }


def evidence_of(statement: Statement, fact: str) -> dict[str, Any]:
    """Where `fact` stands, as `EvidencePart` has it."""
    row = statement.facts.row(place_of(fact), named=True)
    return {name: row[name] for name in PLACE}


_DECIMALS = 4


def _text(value: Any) -> str | None:
    """`value` as reports carry it, without the zeros that the frame's scale adds."""
    if value is None:
        return None
    text = format(value, "f")
    return text.rstrip("0").removesuffix(".") if "." in text and len(text.partition(".")[2]) > _DECIMALS else text
