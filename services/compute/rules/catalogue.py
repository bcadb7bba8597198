"""The rules there are: every module of this folder that has a `RULE`."""

import importlib
import pkgutil
from functools import cache
from pathlib import Path

from services.compute.policy import Policy
from services.compute.rules.rule import Check, Rule
from shared.rule_part import RulePart


@cache
def catalogue() -> dict[str, tuple[Rule, Check]]:
    """Rule and check by id, in the order of ids."""
    package = __name__.rpartition(".")[0]
    found = {}
    for module_info in pkgutil.iter_modules([str(Path(__file__).parent)]):
        module = importlib.import_module(f"{package}.{module_info.name}")
        if hasattr(module, "RULE"):
            found[module.RULE.id] = (module.RULE, module.check)
    return dict(sorted(found.items()))


def rule_parts(policy: Policy) -> list[RulePart]:
    """The catalogue as users see it under `policy`; rules that it switches off are left out."""
    return [
        RulePart(
            **{name: getattr(rule, name) for name in RulePart.model_fields if name not in ("thresholds", "severity")},
            severity=policy.severity(rule.id, rule.severity),
            thresholds=policy.thresholds(rule.id),
        )
        for rule, _ in catalogue().values()
        if policy.enabled(rule.id)
    ]
