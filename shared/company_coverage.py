"""The coverage of a filing with what came of holding it against others."""

from collections.abc import Mapping
from typing import Any


def in_company(
    coverage: Mapping[str, Any], counted: Mapping[str, Mapping[str, Any]], failed: Mapping[str, int]
) -> dict[str, Any]:
    """`coverage`, as `CoveragePart` has it of a filing alone, with the rules that were tried between filings.

    `counted` says by rule how often it ``passed`` there and ``why`` it did not apply how often; `failed` how many
    anomalies of it lie between the filing and others.
    """
    rules = []
    for entry in coverage["rules"]:
        rule = entry["rule"]
        if rule in counted or rule in failed:
            told = counted.get(rule, {"passed": entry["passed"], "why": {}})
            entry = entry | {
                "passed": told["passed"],
                "failed": entry["failed"] + failed.get(rule, 0),
                "not_applicable": sum(told["why"].values()),
                "why": dict(told["why"]),
            }
        rules.append(entry)
    return {**coverage, "rules": rules}
