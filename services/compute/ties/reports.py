"""Reports of several filings, each with what it shares with the others."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.compute.policy import Policy
from services.compute.ties.anomalies import Shared, anomalies_of, missing_of
from services.compute.ties.company import companies
from services.compute.ties.hold import Together, hold_together
from services.compute.ties.stated import Filed, filed_of
from shared.report import SEVERITIES

_FEWEST_OF_A_QUARTER = 5
"""Statements on file from which on those that are missing are worth a word."""


def held_together(reports: Mapping[str, dict[str, Any]], policy: Policy) -> dict[str, dict[str, Any]]:
    """`reports` (as plain values, by the key of each filing) with the anomalies between them in each one concerned.

    Filings that do not say whose or of when they are have no company, and come back as they are.
    """
    filings = [filed for key, report in reports.items() if (filed := filed_of(key, report))]
    held = dict(reports)
    for company in companies(filings):
        if len(company) > 1:
            together = hold_together(company)
            found = [shared for shared in anomalies_of(together) if policy.enabled(shared.rule)]
            for filed in company:
                held[filed.key] = _with(reports[filed.key], filed, found, together, company, policy)
    return held


def _with(
    report: dict[str, Any],
    filed: Filed,
    found: Sequence[Shared],
    together: Together,
    company: Sequence[Filed],
    policy: Policy,
) -> dict[str, Any]:
    """`report` with what concerns `filed`, its anomalies in order and numbered anew, its coverage told."""
    own = [shared.in_report(filed.key) for shared in found if filed.key in shared.filings]
    if filed is company[0] and len(company) >= _FEWEST_OF_A_QUARTER and policy.enabled("missing-statement"):
        own += missing_of(together, [one.key for one in company])
    for entry in own:
        entry["severity"] = policy.severity(entry["rule"], entry["severity"])
    order = {severity: place for place, severity in enumerate(SEVERITIES)}
    anomalies = sorted((*own, *report["anomalies"]), key=lambda entry: order[entry["severity"]])
    numbered = [entry | {"id": f"a{number}"} for number, entry in enumerate(anomalies, 1)]
    return report | {"anomalies": numbered, "coverage": _coverage(report["coverage"], filed, found, together)}


def _coverage(coverage: dict[str, Any], filed: Filed, found: Sequence[Shared], together: Together) -> dict[str, Any]:
    """`coverage` with how often the ties of `filed` hold, and how many of the versions' figures agree."""
    holding = sum(
        held.judgement.state == "holds" and any(one.filing == filed.key for one in held.judgement.agreeing)
        for held in together.held
    )
    unchecked: dict[str, int] = {}
    for held in together.held:
        if held.judgement.state == "cannot-be-checked":
            unchecked[held.judgement.why] = unchecked.get(held.judgement.why, 0) + 1
    compared = sum(shared for one, other, shared, _ in together.versions if filed.key in (one.key, other.key))
    failing = {rule: sum(filed.key in shared.filings for shared in found if shared.rule == rule) for rule in _RULES}
    told = {
        "statement-mismatch": (holding, unchecked),
        "version-conflict": (compared - failing["version-conflict"], {} if compared else {"no other version": 1}),
    }
    rules = [
        {
            "rule": entry["rule"],
            "passed": told[entry["rule"]][0],
            "failed": failing[entry["rule"]],
            "not_applicable": sum(told[entry["rule"]][1].values()),
            "why": told[entry["rule"]][1],
        }
        if entry["rule"] in told
        else entry
        for entry in coverage["rules"]
    ]
    return coverage | {"rules": rules}


_RULES = ("statement-mismatch", "version-conflict")
