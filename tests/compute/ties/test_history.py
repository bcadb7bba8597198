"""A period held against earlier ones of the institution, and against the plan of its year."""

from dataclasses import replace
from decimal import Decimal

import pytest

from services.compute.policy import load_policy
from services.compute.ties import Shared, compare_period
from services.compute.ties.stated import Filed
from tests.compute.ties.reported import Row, filed

_PROGRAMMES = "expenditure-by-programme"
_FIRST, _SECOND = "2022-03-31", "2022-06-30"


def _programme(code: str | None, name: str, **figures: str) -> Row:
    return "programme", code, name, figures


def _found(*filings: Filed) -> list[Shared]:
    last = max(one.end for one in filings if not one.key.startswith("plan"))
    found = compare_period(filings, last, load_policy()).shared
    assert compare_period(filings[::-1], last, load_policy()).shared == found, "in whatever order they come"
    return [one for one in found if one.rule != "missing-statement"]


def _told(*filings: Filed) -> list[tuple[str, str | None]]:
    return [(one.rule, one.entry["observed"]) for one in _found(*filings)]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({"approved": "500.00"}, {"approved": "500.00"}, []),
        ({"approved": "500.00"}, {"approved": "500"}, []),
        ({"approved": "500.00"}, {"approved": "500.06"}, [("restated-value", "500.06")]),
        ({"estimated": "500.00"}, {"estimated": "480.00"}, [("restated-value", "480.00")]),
        ({"modified": "500.00"}, {"modified": "480.00"}, []),
        ({"accrued": "100.00"}, {"accrued": "100.00"}, []),
        ({"accrued": "100.00"}, {"accrued": "99.94"}, [("cumulative-decrease", "99.94")]),
        ({"paid": "100.00"}, {"paid": "250.00"}, []),
        ({"achieved": "7"}, {"achieved": "5"}, [("cumulative-decrease", "5")]),
    ],
)
def test_within_a_year(before: dict[str, str], after: dict[str, str], told: list[tuple[str, str]]) -> None:
    first = filed("1", _PROGRAMMES, [_programme("P0667", "Educación", **before)], _FIRST)
    second = filed("2", _PROGRAMMES, [_programme("P0667", "Educación", **after)], _SECOND)
    assert _told(first, second) == told


def test_what_each_quarter_counts_anew_may_fall() -> None:
    first = filed("1", _PROGRAMMES, [_programme("P0667", "Educación", accrued="100.00")], _FIRST, start="2022-01-01")
    second = filed("2", _PROGRAMMES, [_programme("P0667", "Educación", accrued="90.00")], _SECOND, start="2022-04-01")
    assert _told(first, second) == []


_LIST = [f"Programa de trabajo {word}" for word in ("social", "rural", "urbano", "sanitario", "escolar")]


def _indicators(targets: dict[str, str]) -> list[Row]:
    return [("indicator", None, name, {"target_original": text, "achieved": "1"}) for name, text in targets.items()]


def test_a_target_changed_after_the_fact() -> None:
    targets = dict.fromkeys(_LIST, "40")
    first = filed("1", "results-indicators", _indicators(targets), _FIRST)
    one = filed("2", "results-indicators", _indicators(targets | {_LIST[2]: "30"}), _SECOND)
    most = filed("2", "results-indicators", _indicators(dict.fromkeys(_LIST, "80")), _SECOND)
    assert _told(first, one) == [("target-changed", "30")]
    assert _told(first, most) == [], "where most change, each quarter has its own targets"


@pytest.mark.parametrize(("name", "told"), [("1", "1 (enero a marzo de 2022)"), ("2", "1")])
def test_files_of_one_name_are_told_apart_by_their_periods(name: str, told: str) -> None:
    row = _programme("P066", _LIST[0], accrued="900.00")
    first = filed("1", _PROGRAMMES, [row], _FIRST)
    second = filed("2", _PROGRAMMES, [_programme("P066", _LIST[0], accrued="800.00")], _SECOND)
    (found,) = _found(replace(first, name="1"), replace(second, name=name))
    assert f" 900.00 de {told}; " in found.entry["message"]["es"]


def test_a_programme_that_vanishes_and_names_damaged_by_ocr() -> None:
    rows = [_programme(None, name, approved="100.00") for name in _LIST]
    damaged = [
        _programme(None, name.replace("trabajo", "trabaj0").upper(), approved="100.00")
        for name in _LIST
        if name != _LIST[3]
    ]
    (lost,) = _found(filed("1", _PROGRAMMES, rows, _FIRST), filed("2", _PROGRAMMES, damaged, _SECOND))
    assert (lost.rule, lost.entry["subject"]["name"]) == ("vanished-programme", _LIST[3])
    assert lost.filings == {"1", "2"}, "it is told where it was and where it is not"


def test_a_jump_from_year_to_year() -> None:
    rows = [_programme(f"P{number}66", name, accrued="100.00") for number, name in enumerate(_LIST)]
    first = filed("1", _PROGRAMMES, rows, "2021-06-30")
    jumped = [_programme("P066", _LIST[0], accrued="900.00"), *rows[1:]]
    second = filed("2", _PROGRAMMES, jumped, _SECOND)
    assert _told(first, second) == [("year-over-year-jump", "900.00")]


def test_an_opening_balance_is_last_years_closing_one() -> None:
    def analysis(key: str, opening: str, closing: str, end: str) -> Filed:
        row = ("account", None, "Bienes Muebles", {"opening_balance": opening, "closing_balance": closing})
        return filed(key, "asset-analysis", [row], end)

    closed = analysis("1", "900.00", "1,000.00", "2021-12-31")
    assert _told(closed, analysis("2", "1,000.00", "1,200.00", _FIRST)) == []
    (found,) = _found(closed, analysis("2", "1,000.06", "1,200.00", _FIRST))
    assert (found.rule, found.severity, found.entry["difference"]) == ("opening-balance-mismatch", "error", "0.06")


def test_a_quarter_against_the_plan_of_its_year() -> None:
    planned: list[Row] = [("activity", str(470 + n), name, {"approved": "500.00"}) for n, name in enumerate(_LIST)]
    reported = [*planned[:3], ("activity", "473", _LIST[3], {"approved": "480.00", "accrued": "90.00"})]
    plan = filed("plan", "work-plan", planned, "2022-12-31")
    quarter = filed("1", "results-indicators", reported, _FIRST)
    assert _told(plan, quarter) == [("vanished-programme", None), ("restated-value", "480.00")]
    elsewhere = filed("1", "results-indicators", [("activity", "900", "Otra cosa", {"approved": "1.00"})], _FIRST)
    assert _told(plan, elsewhere) == [], "of other activities, the plan tells nothing"
    year = filed("2", "results-indicators", reported, "2022-12-31")
    assert _told(plan, year) == [("vanished-programme", None), ("restated-value", "480.00")]
    assert _told(filed("plan-of-last-year", "work-plan", planned, "2021-12-31"), quarter) == []


@pytest.mark.parametrize(("code", "same"), [("E001PB{}", True), ("47{}", False)])
def test_what_a_plan_calls_an_activity_is_the_programme_of_the_same_code_of_letters_and_digits(
    code: str, same: bool
) -> None:
    planned: list[Row] = [("activity", code.format(n), name, {"target_original": "50"}) for n, name in enumerate(_LIST)]
    reported: list[Row] = [("programme", row[1], f"El programa {n}", row[3]) for n, row in enumerate(planned)]
    reported[0] = (*reported[0][:3], {"target_original": "40"})
    plan, quarter = (
        filed("plan", "work-plan", planned, "2022-12-31"),
        filed("1", "investment-programmes", reported, _FIRST),
    )
    assert _told(plan, quarter) == ([("target-changed", "40")] if same else [])


def test_of_several_changes_the_largest_stake_comes_first() -> None:
    first = [_programme("P1000", "A", approved="500.00"), _programme("P2000", "B", approved="500.00")]
    second = [_programme("P1000", "A", approved="501.00"), _programme("P2000", "B", approved="900.00")]
    found = _found(filed("1", _PROGRAMMES, first, _FIRST), filed("2", _PROGRAMMES, second, _SECOND))
    assert [one.stake for one in found] == [Decimal(400), Decimal(1)]
