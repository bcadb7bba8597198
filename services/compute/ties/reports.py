"""Reports of several filings, each with what it shares with the others."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.compute.policy import Policy
from services.compute.ties.between import Compared, compare_period
from services.compute.ties.company import by_institution
from services.compute.ties.grades import graded
from services.compute.ties.shared import Shared
from services.compute.ties.stated import Filed, filed_of
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
        if len(company) > 1
        for end in sorted({filed.end for filed in company})
    ]
    shared = [one for period in compared for one in period.shared]
    held = dict(reports)
    for key in {key for period in compared for company, _ in period.spans for key in (one.key for one in company)}:
        held[key] = _with(reports[key], key, shared, filings, policy)
    for period in compared:
        for company, _ in period.spans:
            for filed in company:
                held[filed.key] = held[filed.key] | {"coverage": _coverage(held[filed.key], filed, period, shared)}
    return graded(held, institutions, policy)


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


def _coverage(report: dict[str, Any], filed: Filed, period: Compared, shared: Sequence[Shared]) -> dict[str, Any]:
    """The coverage with how often the ties of `filed` hold, and how many of the versions' figures agree."""
    coverage: dict[str, Any] = report["coverage"]
    together = [together for company, together in period.spans if filed in company and len(company) > 1]
    if not together:
        return coverage
    holding, unchecked = 0, dict[str, int]()
    for held in together[0].held:
        if held.judgement.state == "cannot-be-checked":
            unchecked[held.judgement.why] = unchecked.get(held.judgement.why, 0) + 1
        elif held.judgement.state == "holds":
            holding += any(one.filing == filed.key for one in held.judgement.agreeing)
    compared = sum(count for one, other, count, _ in together[0].versions if filed.key in (one.key, other.key))
    failed = {
        rule: sum(filed.key in one.filings for one in shared if one.rule == rule)
        for rule in ("statement-mismatch", "version-conflict")
    }
    told = {
        "statement-mismatch": (holding, unchecked),
        "version-conflict": (compared - failed["version-conflict"], {} if compared else {"no other version": 1}),
    }
    rules = [
        entry
        if entry["rule"] not in told
        else {
            "rule": entry["rule"],
            "passed": told[entry["rule"]][0],
            "failed": failed[entry["rule"]],
            "not_applicable": sum(told[entry["rule"]][1].values()),
            "why": told[entry["rule"]][1],
        }
        for entry in coverage["rules"]
    ]
    return coverage | {"rules": rules}
