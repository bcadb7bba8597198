"""The rules there are: every module of this folder that has a `RULE`."""

import importlib
import pkgutil
from functools import cache
from pathlib import Path

from services.compute.rules.rule import Check, Rule


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
