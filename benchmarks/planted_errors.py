"""One digit changed in a figure of a real filing: whether an anomaly says so, on its line, the cell as first suspect.

Changed is what takes part in a sum, a difference, a ratio or a formula of the filing as it stands: in annotated tables
the cells of the annotated relations; in filings the figures that the rules on arithmetic checked there, and in
workbooks besides those that stand in a formula of the workbook or are worked out by one. How many take part in none is
printed. Formulas are taken out before a figure is changed, so that none tells of it. A change that no relation can
show, since all still come out within the digits printed, is counted and drawn anew.

An anomaly is new where the filing as it stands does not have it, and counts where its rule holds figures against each
other. Run from the project's root: ``python -m benchmarks.planted_errors``; ``--each 10`` changes ten figures a filing,
``--only statements`` measures one kind of filing, ``--show`` prints what was not pointed at.
"""

import argparse
import gzip
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from services.compute.arithmetic.numerals import Numbers, numbers_of
from services.compute.policy import Policy, load_policy
from services.compute.reading import Document, read
from services.compute.reading.document import Cell, Table
from services.compute.recognition import Statement, recognise
from services.compute.rules import catalogue, check_all
from services.compute.rules.agreement import agreement_of
from services.compute.rules.references import column_number, place_of

FILINGS = Path("../shared/filings")
TABLES = Path("../shared/benchmarks/aggregations/dev.jl.gz")
ARITHMETIC = (
    *("total-mismatch", "difference-mismatch", "ratio-mismatch", "share-mismatch", "formula-mismatch"),
    *("breakdown-mismatch", "count-mismatch"),
)
"""The rules whose checks say that a figure takes part in a sum, a difference, a ratio or a formula."""
AGAINST_EACH_OTHER = (
    *ARITHMETIC,
    *("added-percentages", "rounding-difference", "achieved-differs-from-numerator", "target-denominator-mismatch"),
    *("exercised-differs-from-accrued", "accrued-exceeds-modified", "paid-exceeds-accrued", "narrative-mismatch"),
)
"""The rules that hold figures of one filing against each other."""
EVERY_TABLE = 4
DRAWS = 8
SEED = 2026
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?")

Place = tuple[str, int, int]
"""The id of a table, and row and column there."""
Visible = Callable[[Place, Statement], bool]
"""Whether a relation of the filing shows the change at a place that made it the statement given."""


@dataclass(slots=True)
class Tally:
    """What became of the figures changed. `hidden` counts the changes that no relation can show, `elsewhere` the new
    errors that do not name the changed cell, `errors` those of the filing as it stands, by rule.
    """

    figures: int = 0
    related: int = 0
    hidden: int = 0
    changed: int = 0
    pointed: int = 0
    on_line: int = 0
    named: int = 0
    first: int = 0
    elsewhere: int = 0
    errors: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        """Count what `other` counts."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(frozen=True, slots=True)
class Seen:
    """An anomaly as it is compared; `places` has the first suspect first."""

    rule: str
    severity: str
    places: tuple[Place, ...]
    observed: str | None

    @property
    def same(self) -> tuple[object, ...]:
        """Equal for anomalies that say the same, whatever the order of suspects."""
        return self.rule, frozenset(self.places), self.observed


@dataclass(frozen=True, slots=True)
class Filing:
    """A filing to change figures of: those in `related` take part in a relation."""

    name: str
    document: Document
    statement: Statement
    related: frozenset[Place]
    visible: Visible


def planted(filing: Filing, policy: Policy, each: int, show: bool) -> Tally:
    """Change `each` figures of `filing`, one at a time."""
    chance = random.Random(f"{SEED} {filing.name}")  # noqa: S311
    figures = _figures(filing.statement)
    taking_part = sorted(filing.related & figures.keys())
    seen = _seen(filing.statement, policy)
    before = {one.same for one in seen}
    tally = Tally(len(figures), len(taking_part))
    tally.errors.update(one.rule for one in seen if one.severity == "error")
    if not taking_part:
        return tally
    for _ in range(each * DRAWS):
        place = chance.choice(taking_part)
        document, text = _with_changed_digit(filing.document, place, chance)
        statement = recognise(document, policy.currency)
        if not filing.visible(place, statement):
            tally.hidden += 1
            continue
        new = [one for one in _seen(statement, policy) if one.same not in before]
        told = _told(place, new)
        tally.add(told)
        if show and not (told.first and not told.elsewhere):
            _show(filing.name, place, f"{figures[place]} -> {text}", told, new)
        if tally.changed == each:
            break
    return tally


def _told(place: Place, new: Sequence[Seen]) -> Tally:
    """What the anomalies `new` say of one change at `place`."""
    telling = [one for one in new if one.rule in AGAINST_EACH_OTHER]
    return Tally(
        changed=1,
        pointed=bool(telling),
        on_line=any(place[:2] == other[:2] for one in telling for other in one.places),
        named=any(place in one.places for one in telling),
        first=any(one.places[:1] == (place,) for one in telling),
        elsewhere=sum(one.severity == "error" and place not in one.places for one in new),
    )


def _show(name: str, place: Place, change: str, told: Tally, new: Sequence[Seen]) -> None:
    kind = "missed" if not told.named else "not first" if not told.first else "elsewhere"
    print(f"{kind}: {name} {place} {change}")
    for one in new:
        print(f"    {one.rule} {one.severity} {one.places[:4]} {one.observed}")


def _figures(statement: Statement) -> dict[Place, str]:
    """The text of every figure that is not zero, by its place."""
    facts = statement.facts.filter(statement.facts["exact"].is_not_null() & (statement.facts["exact"] != 0))
    rows = facts.select("table", "row", "column", "text").iter_rows()
    return {(table, row, column): text for table, row, column, text in rows if any(map(str.isdigit, text))}


def filing_of(name: str, document: Document, policy: Policy) -> Filing:
    """The filing that `document` is, its relations those that it is checked for, and those of its formulas."""
    formulas = _in_formulas(document)
    bare = _with_cells(document, lambda _, cell: replace(cell, formula="") if cell.formula else cell)
    statement = recognise(bare, policy.currency)
    by_rule = {rule: _checked(statement, rule, policy, passed=True) for rule in ARITHMETIC}

    def visible(place: Place, changed: Statement) -> bool:
        return place in formulas or _breaks_an_equation(statement, place, changed) or _decided(place, changed)

    def _decided(place: Place, changed: Statement) -> bool:
        """Whether a check that passed with the figure at `place` fails, or cannot be made any more."""
        rules = [rule for rule, places in by_rule.items() if place in places and rule not in ARITHMETIC[:2]]
        return any(place not in _checked(changed, rule, policy, passed=True) for rule in rules)

    return Filing(name, bare, statement, formulas.union(*by_rule.values()), visible)


def _checked(statement: Statement, rule: str, policy: Policy, *, passed: bool = False) -> frozenset[Place]:
    """The figures that `rule` checked, or those of them that it found nothing wrong with."""
    outcome = catalogue()[rule][1](statement, policy)
    failed = {fact for finding in outcome.findings for fact in finding.facts} if passed else set()
    return frozenset(_place(statement, fact) for fact in outcome.checked - failed)


def _place(statement: Statement, fact: str) -> Place:
    table, row, column = statement.facts.select("table", "row", "column").row(int(fact[1:]) - 1)
    return table, row, column


def _breaks_an_equation(statement: Statement, place: Place, changed: Statement) -> bool:
    """Whether an equation that holds in `statement` does not with what stands at `place` in `changed`."""
    agreement = agreement_of(statement)
    fact = next(fact for fact, one in agreement.known.items() if (one.table, one.row, one.column) == place)
    now = next((row[0] for row in changed.facts.select("exact", "table", "row", "column").iter_rows()
                if row[1:] == place), None)  # fmt: skip
    rooms = [room for one in agreement.holding.get(fact, ()) if (room := one.mended(fact))]
    return bool(rooms) and (now is None or any(not room.low <= now <= room.high for room in rooms))


def _in_formulas(document: Document) -> frozenset[Place]:
    """The cells of a workbook that a formula works out or refers to, in its own sheet."""
    found: set[Place] = set()
    for number, table in enumerate(document.tables, 1):
        places = {place: cell for row in table.rows for cell in row if (place := place_of(cell))}
        for cell in (cell for cell in places.values() if cell.formula not in ("", "=") and "!" not in cell.formula):
            named = [places[place] for place in _referred(cell.formula) if place in places]
            found.update((f"t{number}", one.row, one.column) for one in (*named, *([cell] if named else [])))
    return frozenset(found)


def _referred(formula: str) -> Iterator[tuple[int, int]]:
    for left, top, right, bottom in _REFERENCE.findall(formula):
        for row in range(int(top), int(bottom or top) + 1):
            for column in range(column_number(left), column_number(right or left) + 1):
                yield row, column


def _seen(statement: Statement, policy: Policy) -> list[Seen]:
    return [
        Seen(
            one["rule"],
            one["severity"],
            tuple((place["table"], place["row"], place["column"]) for place in one["evidence"]),
            one["observed"],
        )
        for one in check_all(statement, policy).anomalies
    ]


def _with_changed_digit(document: Document, place: Place, chance: random.Random) -> tuple[Document, str]:
    """`document` with another digit in the figure at `place`, and what it says there now."""
    said = ""

    def changed(table: str, cell: Cell) -> Cell:
        nonlocal said
        if (table, cell.row, cell.column) != place:
            return cell
        if cell.stored is None:
            said = _another(cell.text, chance)
            return replace(cell, text=said)
        said = _another(format(round(cell.stored, 6).normalize(), "f"), chance)
        return replace(cell, text=said, stored=Decimal(said))

    return _with_cells(document, changed), said


def _another(text: str, chance: random.Random) -> str:
    place = chance.choice([place for place, char in enumerate(text) if char.isdigit()])
    digit = chance.choice([digit for digit in "123456789" if digit != text[place]])
    return text[:place] + digit + text[place + 1 :]


def _with_cells(document: Document, changed: Callable[[str, Cell], Cell]) -> Document:
    tables = (
        replace(table, rows=tuple(tuple(changed(f"t{number}", cell) for cell in row) for row in table.rows))
        for number, table in enumerate(document.tables, 1)
    )
    return replace(document, tables=tuple(tables))


Measured = Iterator[tuple[str, Tally]]


def texts(policy: Policy, each: int, show: bool) -> Measured:
    """The five filings in text."""
    for path in sorted(FILINGS.glob("*.txt")):
        document = read(path.read_bytes(), path.name)
        yield path.stem, planted(filing_of(path.stem, document, policy), policy, 3 * each, show)


def statements(policy: Policy, each: int, show: bool) -> Measured:
    """The statements of a quarter, as workbooks."""
    tally = Tally()
    for path in sorted((FILINGS / "statements" / "inaeba-2019-q3").glob("*.xlsx")):
        document = read(path.read_bytes(), path.name)
        tally.add(planted(filing_of(path.stem, document, policy), policy, each, show))
    yield "thirty statements", tally


def federal(policy: Policy, each: int, show: bool) -> Measured:
    """The federal accounts."""
    for path in sorted(FILINGS.glob("*.xls")):
        document = read(path.read_bytes(), path.name)
        yield path.stem, planted(filing_of(path.stem, document, policy), policy, 3 * each, show)


def annotated(policy: Policy, each: int, show: bool) -> Measured:
    """A sample of the annotated tables."""
    tally = Tally()
    with gzip.open(TABLES, "rt") as lines:
        for number, line in enumerate(lines):
            if number % EVERY_TABLE == 0:
                tally.add(planted(_annotated(json.loads(line), policy), policy, max(1, each // 4), show))
    yield "annotated tables", tally


def _annotated(table: Mapping[str, Any], policy: Policy) -> Filing:
    """A filing of one annotated table; a change is visible where it breaks an annotated relation."""
    grid = table["table_array"]
    numbers = numbers_of(grid)
    relations: dict[tuple[int, int], list[tuple[str, list[tuple[int, int]]]]] = defaultdict(list)
    for one in table["aggregation_annotations"]:
        places = [(row, column) for row, column in (one["aggregator_index"], *one["aggregatee_indices"])]
        if _holds(one["operator"], places, numbers):
            for place in places:
                relations[place].append((one["operator"], places))

    def visible(place: Place, changed: Statement) -> bool:
        said = changed.tables[0].table.rows[place[1]][place[2]].text
        now = numbers_of([*grid[: place[1]], _replaced(grid[place[1]], place[2], said), *grid[place[1] + 1 :]])
        return any(not _holds(*relation, now) for relation in relations[place[1:]])

    rows = (tuple(Cell(text, row, column) for column, text in enumerate(texts)) for row, texts in enumerate(grid))
    document = Document("text/csv", 1, (Table(tuple(rows)),))
    related = frozenset(("t1", *place) for place in relations)
    name = f"{table['file_name']} {table['table_id']}"
    return Filing(name, document, recognise(document, policy.currency), related, visible)


def _replaced(row: Sequence[str], column: int, text: str) -> list[str]:
    return [*row[:column], text, *row[column + 1 :]]


def _holds(operator: str, places: Sequence[tuple[int, int]], numbers: Numbers) -> bool:
    """Whether a relation, its aggregate first among `places`, comes out within the digits printed."""
    aggregate, *values = (float(numbers.values[place]) for place in places)
    half, *halves = (float(numbers.half_units[place]) for place in places)
    if np.isnan(aggregate):
        return False
    count = max(1, sum(not np.isnan(value) for value in values)) if operator == "Average" else 1
    if operator in ("Sum", "Average"):
        made, slack, percent = float(np.nansum(values)) / count, sum(halves) / count, 1.0
    else:
        first, second = values if operator == "Division" else values[::-1]
        if np.isnan([first, second]).any() or second == 0:
            return False
        made = first / second - (operator != "Division")
        slack, percent = sum(halves) * (1 + abs(first / second)) / abs(second), 100.0
    scales = (1.0, percent)
    return any(abs(aggregate - made * scale) <= half + slack * scale + 1e-9 * abs(aggregate) for scale in scales)


KINDS = {"texts": texts, "statements": statements, "federal": federal, "annotated": annotated}
HEADINGS = (
    *("filing", "figures that are not zero", "in no relation", "changes none can show", "digits changed"),
    *("pointed at", "on its line", "the cell named", "first suspect", "new errors elsewhere", "errors as filed"),
)


def _print(name: str, tally: Tally) -> None:
    told = (tally.pointed, tally.on_line, tally.named, tally.first)
    shares = [f"{part / max(tally.changed, 1):.3f}" for part in told]
    counts = [name, tally.figures, tally.figures - tally.related, tally.hidden, tally.changed]
    print("|", " | ".join(map(str, [*counts, *shares, tally.elsewhere, dict(tally.errors)])), "|", flush=True)


def main() -> None:
    """Print what is measured."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--each", type=int, default=10)
    options.add_argument("--only", choices=KINDS)
    options.add_argument("--show", action="store_true")
    chosen = options.parse_args()
    if not FILINGS.is_dir():
        print(f"No filings at {FILINGS}: nothing measured.")
        return
    policy, every = load_policy(), Tally()
    print("|", " | ".join(HEADINGS), "|")
    print("|---" * len(HEADINGS) + "|")
    for kind, measure in KINDS.items():
        if chosen.only in (None, kind):
            for name, tally in measure(policy, chosen.each, chosen.show):
                _print(name, tally)
                every.add(tally)
    _print("all", every)


if __name__ == "__main__":
    main()
