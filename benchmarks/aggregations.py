"""Relations found in annotated tables, and changed digits found in tables and statements.

Prints precision and recall by operator as the benchmark beside this folder scores them, and of planted errors the share
that is pointed at, on its line, and as the first suspect. Run from the project's root: ``python -m
benchmarks.aggregations``; ``--every 5`` takes every fifth table.
"""

import argparse
import gzip
import json
import random
import runpy
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from services.compute.arithmetic import find_relations
from services.compute.policy import Policy, load_policy
from services.compute.reading import Document, read
from services.compute.reading.document import Cell
from services.compute.recognition import Statement, recognise
from services.compute.rules import Finding, catalogue

BENCHMARK = Path("../shared/benchmarks/aggregations")
STATEMENTS = Path("../shared/filings/statements")
ARITHMETIC = ("total-mismatch", "difference-mismatch", "ratio-mismatch", "added-percentages", "rounding-difference")
PLANTED_A_STATEMENT = 12


def annotated(every: int) -> None:
    """Relations against the annotations, and the seconds a table."""
    score = runpy.run_path(str(BENCHMARK / "score.py"))["score"]
    seconds: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        truth, found = Path(folder, "truth.jl"), Path(folder, "found.jl")
        with gzip.open(BENCHMARK / "dev.jl.gz", "rt") as lines, truth.open("w") as kept, found.open("w") as written:
            for number, line in enumerate(lines):
                if number % every:
                    continue
                kept.write(line)
                written.write(json.dumps(_predicted(json.loads(line), seconds)) + "\n")
        print("| | precision | recall | F1 | F1 of cells |\n|---|---|---|---|---|")
        for operator, row in score(truth, found).items():
            figures = " | ".join(f"{row[name]:.3f}" for name in ("precision", "recall", "f1", "cell_f1"))
            print(f"| {operator} | {figures} |")
    print(f"{len(seconds)} tables, {statistics.median(seconds):.3f} s each in the median\n")


def _predicted(table: dict[str, Any], seconds: list[float]) -> dict[str, Any]:
    begun = time.process_time()
    relations = [one for one in find_relations(table["table_array"]) if one.holds]
    seconds.append(time.process_time() - begun)
    return {
        "file_name": table["file_name"],
        "table_id": table["table_id"],
        "aggregations": [
            {"operator": one.operator, "aggregator_index": one.aggregate, "aggregatee_indices": one.parts}
            for one in relations
        ],
    }


def planted() -> None:
    """Changed digits in statements: pointed at, on the right line, first suspect."""
    policy, chance = load_policy(), random.Random(2019)  # noqa: S311
    changed = pointed = on_line = first = 0
    for path in sorted(STATEMENTS.glob("inaeba-2019-*/*.xlsx")):
        document = read(path.read_bytes(), path.name)
        statement = recognise(document, policy.currency)
        before = {_key(statement, one) for one in _findings(statement, policy)}
        for table, row, column in _figures(statement, chance):
            mutated = recognise(_with_changed_digit(document, table, row, column, chance), policy.currency)
            new = [one for one in _findings(mutated, policy) if _key(mutated, one) not in before]
            places = [[_place(mutated, fact) for fact in one.facts] for one in new]
            here = (f"t{table + 1}", row, column)
            changed += 1
            pointed += any(here in facts for facts in places)
            on_line += any(here in facts and _one_line(facts[0], here) for facts in places)
            first += any(facts[:1] == [here] for facts in places)
    print("| digits changed | pointed at | first suspect in its row or column | first suspect |\n|---|---|---|---|")
    print(f"| {changed} | {pointed / changed:.3f} | {on_line / changed:.3f} | {first / changed:.3f} |")


def _figures(statement: Statement, chance: random.Random) -> Iterator[tuple[int, int, int]]:
    facts = statement.facts.filter(statement.facts["exact"].is_not_null() & (statement.facts["exact"] != 0))
    places = [(int(table[1:]) - 1, row, column) for table, row, column in facts.select(*_PLACE).iter_rows()]
    yield from chance.sample(places, min(PLANTED_A_STATEMENT, len(places)))


_PLACE = ("table", "row", "column")


def _place(statement: Statement, fact: str) -> tuple[str, int, int]:
    table, row, column = statement.facts.select(*_PLACE).row(int(fact[1:]) - 1)
    return table, row, column


def _one_line(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    return one[0] == other[0] and (one[1] == other[1] or one[2] == other[2])


def _key(statement: Statement, finding: Finding) -> object:
    return tuple(_place(statement, fact) for fact in finding.facts), finding.expected, finding.observed


def _findings(statement: Statement, policy: Policy) -> list[Finding]:
    return [one for rule in ARITHMETIC for one in catalogue()[rule][1](statement, policy).findings]


def _with_changed_digit(document: Document, table: int, row: int, column: int, chance: random.Random) -> Document:
    def changed(cell: Cell) -> Cell:
        if (cell.row, cell.column) != (row, column):
            return cell
        places = [place for place, char in enumerate(cell.text) if char.isdigit()][:12]
        place = chance.choice(places)
        digit = str(int(cell.text[place]) % 9 + 1)
        text = cell.text[:place] + digit + cell.text[place + 1 :]
        return replace(cell, text=text, stored=None)

    tables = list(document.tables)
    rows: Sequence[Sequence[Cell]] = tables[table].rows
    tables[table] = replace(tables[table], rows=tuple(tuple(changed(cell) for cell in line) for line in rows))
    return replace(document, tables=tuple(tables))


def main() -> None:
    """Print what is measured."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--every", type=int, default=1)
    every = options.parse_args().every
    if BENCHMARK.exists():
        annotated(every)
    if STATEMENTS.exists():
        planted()


if __name__ == "__main__":
    main()
