"""Quarters of real statements as reports, and what becomes of one whose figure is changed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from services.compute.policy import load_policy
from services.compute.ties import Shared, compare_period
from services.compute.ties.stated import Filed, filed_of
from tests.analysed import analysed
from tests.conftest import real_filing

QUARTERS = ("inaeba-2019-q2", "inaeba-2019-q3", "inaeba-2019-q4")
Place = tuple[str, str]
"""A filing's key and a fact's id."""


@cache
def reports(quarter: str, ending: str) -> dict[str, dict[str, Any]]:
    """The statements of a quarter as plain reports, by file name."""
    paths = sorted(real_filing(f"statements/{quarter}").glob(f"*.{ending}"))
    return {path.name: analysed(f"statements/{quarter}/{path.name}").model_dump(mode="json") for path in paths}


@cache
def quarter_on_file(quarter: str) -> Mapping[str, Filed]:
    """The workbooks of a quarter as ties look at them."""
    return {key: filed for key, report in reports(quarter, "xlsx").items() if (filed := filed_of(key, report))}


def changed(filings: Mapping[str, Filed], place: Place, by: Decimal) -> dict[str, Filed]:
    """`filings` with one figure changed."""
    key, fact = place
    figures = {
        kind: [replace(one, value=one.value + by) if one.fact == fact else one for one in stated]
        for kind, stated in filings[key].figures.items()
    }
    return {**filings, key: replace(filings[key], figures=figures)}


def mismatches(filings: Mapping[str, Filed]) -> dict[str, Shared]:
    """What the statements of one period contradict each other in, by id."""
    end: date = max(filed.end for filed in filings.values())
    found = compare_period(list(filings.values()), end, load_policy()).shared
    return {one.id: one for one in found if one.rule == "statement-mismatch"}
