"""Rules that users add: by an entry point of the group ``cotejo.rules``, or in the one file that their policy names.

Either is a module with `RULE` and `check`, as every module of this folder is. They run with the rights of the program.
"""

import importlib.util
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from services.compute.policy import BadPolicy
from services.compute.rules.rule import Check, Rule

GROUP = "cotejo.rules"


def added_rules(file: Path | None) -> Iterator[tuple[Rule, Check]]:
    """Those of installed packages, then that of `file`. Raises `BadPolicy` where one cannot be used."""
    for point in entry_points(group=GROUP):
        try:
            module = point.load()
        except Exception as error:
            raise BadPolicy(f"the rule {point.name} ({point.value}) cannot be loaded: {error!r}") from error
        yield _entry(module, f"{point.name} ({point.value})")
    if file is not None:
        yield _entry(_loaded(file), str(file))


def _loaded(file: Path) -> object:
    specification = importlib.util.spec_from_file_location(f"cotejo_own_rule_{file.stem}", file)
    if specification is None or specification.loader is None:
        raise BadPolicy(f"{file}: a rule of your own is a Python file, .py")
    module = importlib.util.module_from_spec(specification)
    try:
        specification.loader.exec_module(module)
    except Exception as error:
        raise BadPolicy(f"{file}: the rule cannot be loaded: {error!r}") from error
    return module


def _entry(module: Any, named: str) -> tuple[Rule, Check]:
    rule, check = getattr(module, "RULE", None), getattr(module, "check", None)
    if not isinstance(rule, Rule) or not callable(check):
        raise BadPolicy(f"{named}: a rule needs RULE, a Rule, and a function check(statement, policy)")
    return rule, check
