"""The rules there are: every module of this folder that has a `RULE`, and those that users add."""

import importlib
import pkgutil
from functools import cache
from pathlib import Path

from services.compute.policy import BadPolicy, Policy
from services.compute.rules.own import added_rules
from services.compute.rules.rule import Check, Rule
from shared.rule_part import RulePart


@cache
def catalogue(own: Path | None = None) -> dict[str, tuple[Rule, Check]]:
    """Rule and check by id, in the order of ids; with that in the file `own`. Raises `BadPolicy`."""
    package = __name__.rpartition(".")[0]
    found = {}
    for module_info in pkgutil.iter_modules([str(Path(__file__).parent)]):
        module = importlib.import_module(f"{package}.{module_info.name}")
        if hasattr(module, "RULE"):
            found[module.RULE.id] = (module.RULE, module.check)
    for rule, check in added_rules(own):
        if rule.id in found:
            raise BadPolicy(f"there is a rule {rule.id} already; a rule of your own needs another id")
        found[rule.id] = (rule, check)
    return dict(sorted(found.items()))


def rule_parts(policy: Policy) -> list[RulePart]:
    """The catalogue as users see it under `policy`; rules that it switches off are left out."""
    return [
        RulePart(
            **{name: getattr(rule, name) for name in RulePart.model_fields if name not in ("thresholds", "severity")},
            severity=policy.severity(rule.id, rule.severity),
            thresholds=policy.thresholds(rule.id),
        )
        for rule, _ in catalogue(policy.own_rule).values()
        if policy.enabled(rule.id)
    ]
