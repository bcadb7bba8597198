"""Long tables, of whose rows most are told at once, say what they say when every row is gone through."""

import random
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from services.compute.pipeline import analyse
from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.rules.agreement import alike, of_tables, statement, total_lines
from services.compute.rules.agreement.alike import AlikeRows
from services.compute.rules.agreement.statement import agreement_of
from services.compute.rules.once import forget

SAMPLES = sorted(path for path in Path("samples").rglob("*") if path.suffix in (".txt", ".csv", ".xlsx"))
ROWS = 60


def _programmes(chance: random.Random, errors: int, *, total: bool, blank: int = 0) -> str:
    """A table of programmes as CSV, with wrong digits in some of its figures and blanks in others."""
    rows = []
    for _ in range(ROWS):
        approved, change = chance.randrange(10_000, 90_000_000), chance.randrange(-9_000, 900_000)
        accrued = chance.randrange(0, approved + change)
        paid = chance.choice([0, accrued, chance.randrange(0, accrued + 1)])
        rows.append([approved, change, approved + change, accrued, paid, approved + change - accrued])
    totals = [sum(column) for column in zip(*rows, strict=True)]
    texts = [[_cents(value) for value in row] for row in [*rows, *([totals] if total else [])]]
    for line in texts:
        line.append(f"{100 * Decimal(line[3]) / Decimal(line[2]):.1f}%" if Decimal(line[2]) else "0.0%")
    for _ in range(errors):
        row, column = chance.randrange(ROWS), chance.randrange(6)
        digits = texts[row][column]
        place = chance.choice([at for at, mark in enumerate(digits) if mark.isdigit()])
        texts[row][column] = digits[:place] + str((int(digits[place]) + 1) % 10) + digits[place + 1 :]
    for _ in range(blank):
        texts[chance.randrange(ROWS)][chance.randrange(6)] = ""
    names = [[f"P{number:04d}", f"Programa {number}"] for number in range(ROWS)] + [["", "Total"]]
    heads = "Clave,Programa,Aprobado,Ampliaciones / Reducciones,Modificado,Devengado,Pagado,Subejercicio,% de avance"
    return "\n".join([heads, *(",".join([*name, *row]) for name, row in zip(names, texts, strict=False))])


def _cents(value: int) -> str:
    return f"{Decimal(value) / 100:.2f}"


def _said(content: bytes, name: str) -> dict[str, Any]:
    report = analyse(content, name, load_policy()).report
    return {part: report[part] for part in ("anomalies", "coverage")}


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Tables of four rows are long; how many rows each agreement passes over."""
    passed_over: list[int] = []
    monkeypatch.setattr(of_tables, "LONG", 4)
    monkeypatch.setattr(alike, "_FEWEST_BESIDE", 4)
    monkeypatch.setattr(alike, "_FOR_ONE", 3)
    monkeypatch.setattr(total_lines, "_MANY", 4)

    def counted(every: Any, known: Any) -> AlikeRows:
        passed_over.append(sum(len(one.rows) for one in every))
        return AlikeRows(every, known)

    monkeypatch.setattr(statement, "AlikeRows", counted)
    yield passed_over


@pytest.mark.parametrize("seed", range(6))
def test_errors_are_told_as_when_every_row_is_gone_through(seed: int, short: list[int], monkeypatch: Any) -> None:
    chance = random.Random(seed)
    text = _programmes(chance, errors=seed, total=seed % 2 == 0, blank=seed // 2).encode()
    now = _said(text, "programas.csv")
    assert short[0] > ROWS // 4
    monkeypatch.setattr(of_tables, "LONG", ROWS * 9)
    assert now == _said(text, "programas.csv")


def test_rows_told_at_once_bear_witness_as_those_that_are_gone_through(short: list[int], monkeypatch: Any) -> None:
    text = _programmes(random.Random(3), errors=2, total=True).encode()
    filing = recognise(read(text, "programas.csv"), "MXN")
    now = agreement_of(filing)
    forget()
    monkeypatch.setattr(of_tables, "LONG", ROWS * 9)
    whole = agreement_of(filing)
    figures = [one for alike in now.alike for row in alike.rows.tolist() for one in alike.figures.of_row(row)]
    assert len(figures) > ROWS
    for one in figures:
        said, other = (
            {(frozenset(each.facts), each.operator, each.tolerance) for each in agreement.holding.of(one.fact)}
            for agreement in (now, whole)
        )
        assert said == other


def test_one_error_in_a_long_table_is_told_where_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_tables, "LONG", ROWS * 9)
    head, *rows = _programmes(random.Random(9), errors=0, total=False).splitlines()
    many = [row.replace("P", f"{copy}P", 1) for copy in range(40) for row in rows]
    cells = many[ROWS + 7].split(",")
    many[ROWS + 7] = ",".join([*cells[:4], f"9{cells[4]}", *cells[5:]])
    found = _said("\n".join([head, *many]).encode(), "programas.csv")
    first = next(one for one in found["anomalies"] if one["severity"] == "error")
    assert (first["rule"], first["evidence"][0]["line"]) == ("total-mismatch", ROWS + 9)


@pytest.mark.parametrize("path", SAMPLES, ids=str)
def test_samples_say_the_same(path: Path, short: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    now = _said(path.read_bytes(), path.name)
    monkeypatch.setattr(of_tables, "LONG", 1_000_000)
    assert now == _said(path.read_bytes(), path.name)
