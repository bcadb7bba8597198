"""One rule, one file: what it holds against what, why it matters, and an example. Pure; imports `recognition`.

A rule module has `RULE`, a `Rule`, and `check(statement, policy)`, which gives an `Outcome`. Modules are found by
being here: to add a rule is to add a file.
"""

from services.compute.rules.catalogue import catalogue, rule_parts
from services.compute.rules.check import Checked, check_all
from services.compute.rules.rule import Finding, Outcome, Rule

__all__ = ["Checked", "Finding", "Outcome", "Rule", "catalogue", "check_all", "rule_parts"]
