"""Reports of several filings, each with what it shares with the others."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from services.compute.policy import Policy
from services.compute.ties.between import compare_period
from services.compute.ties.company import by_institution, keep_company
from services.compute.ties.counted import counted
from services.compute.ties.grades import graded
from services.compute.ties.shared import Shared
from services.compute.ties.stated import Filed, filed_of
from shared.company_coverage import in_company
from shared.report import SEVERITIES


def held_together(reports: Mapping[str, dict[str, Any]], policy: Policy) -> dict[str, dict[str, Any]]:
    """`reports` (as plain values, by the key of each filing) with the anomalies between them in each one concerned.

    Filings that do not say whose or of when they are have no company, and come back as they are.
    """
    filings = {key: filed for key, report in reports.items() if (filed := filed_of(key, report))}
    institutions = by_institution(list(filings.values()))
    compared = [
        compare_period(company, end, policy)
        for company in institutions
        if keep_company(company)
        for end in sorted({filed.end for filed in company})
    ]
    suspects = {key: _suspects(report) for key, report in reports.items()}
    shared = [
        one
        for period in compared
        for one in period.shared
        if not any(one.is_told_in(key, suspects[key]) for key in one.filings)
    ]
    held = dict(reports)
    for key in {key for period in compared for company, _ in period.spans for key in (one.key for one in company)}:
        held[key] = _with(reports[key], key, shared, filings, policy)
    told = {key: of_filing for period in compared for key, of_filing in counted(period).items()}
    for key in {*told, *(key for one in shared for key in one.filings)}:
        failed = Counter(one.rule for one in shared if key in one.filings)
        held[key] = held[key] | {"coverage": in_company(held[key]["coverage"], told.get(key, {}), failed)}
    return graded(held, institutions, policy)


def _suspects(report: Mapping[str, Any]) -> set[str]:
    """The facts that its own errors say are wrong."""
    return {one["facts"][0] for one in report["anomalies"] if one["severity"] == "error" and one["facts"]}


def _with(
    report: dict[str, Any], key: str, shared: Sequence[Shared], filings: Mapping[str, Filed], policy: Policy
) -> dict[str, Any]:
    """`report` with what concerns it, its anomalies in order and numbered anew."""
    own = [one.in_report(key, filings) for one in shared if key in one.filings]
    for entry in own:
        entry["severity"] = policy.severity(entry["rule"], entry["severity"])
    order = {severity: place for place, severity in enumerate(SEVERITIES)}
    anomalies = sorted((*own, *report["anomalies"]), key=lambda entry: order[entry["severity"]])
    return report | {"anomalies": [entry | {"id": f"a{number}"} for number, entry in enumerate(anomalies, 1)]}
