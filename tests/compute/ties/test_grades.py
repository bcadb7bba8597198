"""PEFA's grades need three years of one institution, and forgive one of them."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlmodel import select

import cotejo
from services.compute.policy import load_policy
from services.compute.ties import held_together
from services.compute.ties.grades import Outturn, grades_of
from shared.database import reading
from shared.tables import StoredIndicator
from tests.compute.ties.on_file import OnFile
from tests.compute.ties.reported import indicator, report, total
from tests.databases import migrated
from tests.programmes import row, text

_PERIOD = "Del 1 de enero al 31 de diciembre de {year}"


def _grades(*accrued: str, period: str = _PERIOD) -> list[str | None]:
    """The grade of the aggregate outturn in each of as many years, of what was accrued of 100.00."""
    reports = {}
    for number, amount in enumerate(accrued):
        rows = [row(accrued=amount), row(code="B2", accrued=amount)]
        content = text(rows, period.format(year=2020 + number))
        reports[f"{number}.txt"] = cotejo.analyse(content, filename=f"{number}.txt").model_dump(mode="json")
    held = held_together(reports, load_policy())
    return [
        next(entry["category"] for entry in report["indicators"] if entry["name"] == "aggregate_outturn")
        for report in held.values()
    ]


def test_the_third_year_in_a_row_is_graded() -> None:
    assert _grades("97.00", "50.00", "104.00") == [None, None, "A"]
    assert _grades("97.00", "50.00", "92.00", "91.00") == [None, None, "B", "B"]


def test_fewer_years_or_parts_of_years_are_not_graded() -> None:
    assert _grades("97.00", "97.00") == [None, None]
    assert _grades("97.00", "97.00", "97.00", period="Del 1 de enero al 30 de junio de {year}") == [None] * 3


def _years(values: dict[str, tuple[int, str]]) -> dict[str, str]:
    measure = ("aggregate_outturn", "institution", None)
    outturns = [Outturn(filing, year, measure, Decimal(value)) for filing, (year, value) in values.items()]
    return {filing: grade for (filing, _), grade in grades_of(outturns, load_policy()).items()}


def test_filings_that_disagree_on_a_year_give_a_grade_only_where_either_gives_the_same() -> None:
    years = {"a": (2020, "0.97"), "b": (2021, "0.98"), "other b": (2021, "0.50"), "c": (2022, "0.99")}
    assert _years(years) == {"c": "A"}
    assert _years(years | {"a": (2020, "0.92")}) == {}
    assert _years({"a": (2020, "0.95"), "b": (2021, "1.05"), "c": (2022, "0.50")}) == {"c": "A"}, "limits included"
    assert _years(years | {"other c": (2022, "0.60")}) == {"c": "A"}


def test_grades_of_filings_on_file_follow_what_is_on_file(tmp_path: Path) -> None:
    engine = migrated(tmp_path)
    on_file = OnFile(engine, tmp_path)

    def told(year: int, accrued: str) -> dict[str, Any]:
        made = report("expenditure-by-object", [total(approved="100", accrued=accrued)], f"{year}-12-31")
        return made | {"indicators": [indicator("aggregate_outturn", "total", Decimal(accrued) / 100, ["f1"])]}

    def grades() -> dict[str, str | None]:
        on_file.settle()
        with reading(engine) as session:
            return {row.filing_id: row.category for row in session.exec(select(StoredIndicator))}

    on_file.store("third", told(2022, "97"))
    on_file.store("first", told(2020, "98"))
    assert set(grades().values()) == {None}
    on_file.store("second", told(2021, "70"))
    assert grades() == {"first": None, "second": None, "third": "A"}
    on_file.store("first", told(2020, "92"))
    assert grades()["third"] == "B"
    on_file.delete("second")
    assert grades()["third"] is None
    engine.dispose()
