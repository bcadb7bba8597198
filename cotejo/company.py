"""Reports held against each other, and the statements of one filing against its others."""

from collections.abc import Mapping
from typing import Any

from services.compute.policy import Policy
from services.compute.ties import held_together
from shared.report import Report


def in_company(read: Mapping[str, Report], policy: Policy) -> dict[str, Report]:
    """`read`, by the key of each filing, with what its statements and those of the others say against each other."""
    plain = {key: report.model_dump(mode="json") for key, report in read.items()}
    together = held_together(plain, policy)
    return {key: _held(read[key], plain[key], held) for key, held in together.items()}


def _held(report: Report, plain: dict[str, Any], held: dict[str, Any]) -> Report:
    """`report` as it is `held` with others, of which `plain` is what it was: only what changed is validated anew."""
    if held is plain:
        return report
    parts = {"tables": report.tables, "facts": report.facts, "indicators": report.indicators}
    same = {name: part for name, part in parts.items() if held[name] is plain[name]}
    return Report.model_validate(held | same)
