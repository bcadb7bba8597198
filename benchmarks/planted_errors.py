"""One digit changed in a figure of a real filing: whether an anomaly says so, on its line, the cell as first suspect.

Changed is what takes part in a sum, a difference, a ratio or a formula of the filing as it stands: in annotated tables
the cells of the annotated relations; in filings the figures that the rules on arithmetic checked there, and in
workbooks besides those that stand in a formula of the workbook or are worked out by one. How many take part in none is
printed. Formulas are taken out before a figure is changed, so that none tells of it. A change that no relation can
show, since all still come out within the digits printed, is counted and drawn anew.

In annotated tables is printed beside how often the changed cell is the first suspect how often it could be at best, by
one who knows the annotated relations and that one digit was changed: where several cells would do, one must be guessed.

An anomaly is new where the filing as it stands does not have it, and counts where its rule holds figures against each
other. Run from the project's root: ``python -m benchmarks.planted_errors``; ``--each 10`` changes ten figures a filing,
``--only statements`` measures one kind of filing, ``--show`` prints what was not pointed at.
"""

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.filings_to_change import ARITHMETIC, Filing, Place, annotated_table, filing_of, with_changed_digit
from services.compute.policy import Policy, load_policy
from services.compute.reading import read
from services.compute.recognition import Statement, recognise
from services.compute.rules import check_all

FILINGS = Path("../shared/filings")
TABLES = Path("../shared/benchmarks/aggregations/dev.jl.gz")
AGAINST_EACH_OTHER = (
    *ARITHMETIC,
    *("added-percentages", "rounding-difference", "achieved-differs-from-numerator", "target-denominator-mismatch"),
    *("exercised-differs-from-accrued", "exercised-exceeds-modified", "accrued-exceeds-modified"),
    *("paid-exceeds-accrued", "narrative-mismatch"),
)
"""The rules that hold figures of one filing against each other."""
EVERY_TABLE = 4
DRAWS = 8
SEED = 2026


@dataclass(slots=True)
class Tally:
    """What became of the figures changed. `hidden` counts the changes that no relation can show, `elsewhere` the new
    errors that do not name the changed cell, `errors` those of the filing as it stands, by rule; `at_best` is how many
    could be the first suspect, of those `measured`.
    """

    figures: int = 0
    related: int = 0
    hidden: int = 0
    changed: int = 0
    pointed: int = 0
    on_line: int = 0
    named: int = 0
    first: int = 0
    measured: int = 0
    at_best: float = 0.0
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
        document, text = with_changed_digit(filing.document, place, chance)
        statement = recognise(document, policy.currency)
        if not filing.visible(place, statement):
            tally.hidden += 1
            continue
        new = [one for one in _seen(statement, policy) if one.same not in before]
        told = _told(place, new)
        if filing.at_best is not None:
            told.measured, told.at_best = 1, filing.at_best(statement)
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
                tally.add(planted(annotated_table(json.loads(line), policy), policy, max(1, each // 4), show))
    yield "annotated tables", tally


KINDS = {"texts": texts, "statements": statements, "federal": federal, "annotated": annotated}
HEADINGS = (
    *("filing", "figures that are not zero", "in no relation", "changes none can show", "digits changed"),
    *("pointed at", "on its line", "the cell named", "first suspect", "first at best"),
    *("new errors elsewhere", "errors as filed"),
)


def _print(name: str, tally: Tally) -> None:
    told = (tally.pointed, tally.on_line, tally.named, tally.first)
    shares = [f"{part / max(tally.changed, 1):.3f}" for part in told]
    shares.append(f"{tally.at_best / tally.measured:.3f}" if tally.measured else "")
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
