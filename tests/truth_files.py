"""The truth files under ``tests/truth``: what a filing states, read by hand and by scripts of their own.

A row a fact: where it stands, whose it is, its concept, value or category, unit and period. Names are cut to their
first words; an empty field is one that the file does not say.
"""

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from services.compute.recognition.folding import fold

FOLDER = Path(__file__).parent / "truth"
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How the facts of a report agree with the truth: facts that are there, that should be, and those missing."""

    found: int
    true: int
    missing: tuple[Mapping[str, str], ...]

    @property
    def recall(self) -> float:
        """The share of true facts that the report has."""
        return self.found / self.true


def truth_of(filing: str) -> list[dict[str, str]]:
    """The rows of the truth file of `filing`."""
    with (FOLDER / f"{filing}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def agreement(truth: list[dict[str, str]], facts: list[dict[str, Any]], *, places: bool = True) -> Agreement:
    """How `facts`, as reports have them, agree with `truth`; line and column only where `places` count."""
    found = [_stated(fact) for fact in facts]
    by_value: dict[tuple[str, str], list[int]] = {}
    for number, fact in enumerate(found):
        by_value.setdefault((fact["concept"], fact["value"]), []).append(number)
    taken: set[int] = set()
    missing = []
    for row in truth:
        wanted = by_value.get((row["concept"], _value(row["value"])), [])
        match = next((n for n in wanted if n not in taken and _same(row, found[n], places)), None)
        if match is None:
            missing.append(row)
        else:
            taken.add(match)
    return Agreement(len(truth) - len(missing), len(truth), tuple(missing))


def untrue(truth: list[dict[str, str]], facts: list[dict[str, Any]]) -> Counter[str]:
    """The concepts of facts on lines of the truth whose concept and value it does not have there: misread figures."""
    known = Counter((row["line"], row["concept"], _value(row["value"])) for row in truth)
    lines = {row["line"] for row in truth}
    stated = Counter((f["line"], f["concept"], f["value"]) for f in map(_stated, facts) if f["line"] in lines)
    return Counter({f"{line} {concept} {value}": n for (line, concept, value), n in (stated - known).items()})


def _stated(fact: dict[str, Any]) -> dict[str, str]:
    period, evidence = fact["period"] or {}, fact["evidence"]
    return {
        "line": str(evidence["line"] or ""),
        "column": str(evidence["column"]),
        "kind": fact["subject"]["kind"],
        "code": fact["subject"]["code"] or "",
        "name": fact["subject"]["name"] or "",
        "concept": fact["concept"],
        "value": _value(fact["value"] or fact["category"]),
        "unit": fact["unit"] or "",
        "group": fact["context"].get("group", ""),
        "start": period.get("start", ""),
        "end": period.get("end", ""),
    }


def _same(row: Mapping[str, str], fact: Mapping[str, str], places: bool) -> bool:
    exact = ("kind", "code", "start", "end", *(("line", "column") if places else ()))
    return (
        all(not row[field] or row[field] == fact[field] for field in exact)
        and fold(fact["name"]).startswith(fold(row["name"]))
        and (row["unit"] == fact["unit"] or (not row["unit"] and not fact["unit"]))
        and (not row["group"] or fold(row["group"]) == fold(fact["group"]))
    )


def _value(text: str) -> str:
    try:
        return format(Decimal(text).normalize(), "f")
    except ArithmeticError:
        return fold(text)
