"""PEFA's grades need three years of one institution, and forgive one of them."""

import cotejo
from services.compute.policy import load_policy
from services.compute.ties import held_together
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
