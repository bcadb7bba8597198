"""What holding statements against each other costs, and whether it finds a total that disagrees.

The statements of real quarters: read and held together, from workbooks and from PDFs; each total that several of them
give, changed by six centavos and by a large amount; and one more quarter handed in where two hundred are on file.
Run from the project's root: ``python -m benchmarks.quarters``; ``--quarters 20`` puts fewer on file.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import cotejo
from services.compute.policy import load_policy
from services.compute.ties import held_together, hold_together
from services.compute.ties.stated import Filed, filed_of
from shared.database import connect, migrate
from tests.compute.ties.on_file import OnFile
from tests.compute.ties.quarters import Place, changed, mismatches
from tests.databases import KINDS, database

FILINGS = Path("../shared/filings/statements")
QUARTER = "inaeba-2019-q3"
BUDGET = "6."
"""How the names of those statements begin that are put on file: of the budget, the most of any quarter."""
BY = (Decimal("0.06"), Decimal("-0.06"), Decimal("1000.00"), Decimal(302_000_000))
LAST_DAYS = ((3, 31), (6, 30), (9, 30), (12, 31))
Reports = dict[str, dict[str, Any]]


def read_together(ending: str) -> Reports:
    """The reports of the quarter's statements, with the CPU seconds of reading and of holding them together printed."""
    start = time.process_time()
    paths = sorted((FILINGS / QUARTER).glob(f"*.{ending}"))
    reports = {path.name: cotejo.analyse(path).model_dump(mode="json") for path in paths}
    read = time.process_time()
    held_together(reports, load_policy())
    held = time.process_time() - read
    print(
        f"{len(reports)} statements, {ending}: {read - start:.1f} CPU s to read and check, {held:.1f} to hold together"
    )
    return reports


def planted(quarter: str) -> tuple[int, int, int]:
    """How many totals were changed, how many times an error told of it, and had it as the first suspect."""
    reports = {path.name: cotejo.analyse(path).model_dump(mode="json") for path in (FILINGS / quarter).glob("*.xlsx")}
    filings = {key: filed for key, report in reports.items() if (filed := filed_of(key, report))}
    before = {id for id, one in mismatches(filings).items() if one.severity == "error"}
    count = told = first = 0
    for place in totals(filings):
        for by in BY:
            errors = [one for one in mismatches(changed(filings, place, by)).values() if one.severity == "error"]
            new = [[(figure.filing, figure.fact) for figure in one.figures] for one in errors if one.id not in before]
            count += 1
            told += any(place in places for places in new)
            first += any(place == places[0] for places in new)
    print(f"{quarter}: {count} totals changed, {told} told as an error, {first} as first suspect; {len(before)} before")
    return count, told, first


def totals(filings: Mapping[str, Filed]) -> list[Place]:
    """The figures that agree in a tie whose breach is an error."""
    return sorted(
        {
            (part.filing, part.fact)
            for one in hold_together(list(filings.values())).held
            if one.judgement.state == "holds" and one.tie.severity == "error"
            for voice in one.judgement.agreeing
            if len(voice.parts) == 1
            for part in voice.parts
        }
    )


def one_more(reports: Reports, quarters: int) -> None:
    """The seconds to compare one more quarter of budget statements where `quarters` are on file, on each database."""
    reports = {name: report for name, report in reports.items() if name.startswith(BUDGET)}
    days = [date(2000 + number // 4, *LAST_DAYS[number % 4]) for number in range(quarters + 1)]
    for kind in KINDS:
        with _on_file(kind) as on_file:
            for day in days[:-1]:
                _hand_in(on_file, reports, day)
            on_file.settle()
            _hand_in(on_file, reports, days[-1])
            start = time.perf_counter()
            on_file.settle()
            print(
                f"one more among {quarters} quarters, {kind}: {time.perf_counter() - start:.2f} s to compare",
                flush=True,
            )


def _hand_in(on_file: OnFile, reports: Reports, day: date) -> None:
    for name, report in reports.items():
        on_file.store(f"{day} {name}", _dated(report, day))


def _dated(report: dict[str, Any], day: date) -> dict[str, Any]:
    """`report` as if it told of the year up to `day`, and of the one before."""
    filing = report["filing"]
    if not filing["period"]:
        return report
    by = day.year - int(filing["period"]["end"][:4])

    def moved(told: str) -> str:
        year, rest = int(told[:4]) + by, told[4:]
        return f"{day:%Y-%m-%d}" if told == filing["period"]["end"] else f"{year}{rest}"

    def period(told: dict[str, str] | None) -> dict[str, str] | None:
        return told and {part: moved(value) for part, value in told.items()}

    facts = [fact | {"period": period(fact["period"])} for fact in report["facts"]]
    return report | {"filing": filing | {"period": period(filing["period"])}, "facts": facts}


@contextmanager
def _on_file(kind: str) -> Iterator[OnFile]:
    with tempfile.TemporaryDirectory() as folder, database(kind, Path(folder)) as url:
        engine = connect(url)
        migrate(engine)
        yield OnFile(engine, Path(folder))
        engine.dispose()


def main() -> None:
    """Print all of it."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--quarters", type=int, default=200)
    quarters = arguments.parse_args().quarters
    reports = read_together("xlsx")
    read_together("pdf")
    results = [planted(folder.name) for folder in sorted(FILINGS.glob("*-q*"))]
    count, told, first = map(sum, zip(*results, strict=True))
    print(f"all: told as an error {told / count:.1%}, first suspect {first / count:.1%}")
    one_more(reports, quarters)


if __name__ == "__main__":
    main()
