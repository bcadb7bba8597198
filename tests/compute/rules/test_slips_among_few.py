"""Wrong digits told though few figures stand around them, by how exact these are."""

from decimal import Decimal

import pytest

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.rules import catalogue
from services.compute.rules.agreement.equation import total_of
from services.compute.rules.agreement.known import Known
from services.compute.rules.agreement.steps import with_steps

COMPANIES = """\tCompany A\tCompany B\tCompany C
Net Sales\t51135.7\t36298.0\t24181.5
Cost of Goods Sold\t47089.5\t10447.0\t18122.7
Gross Profit\t4046.2\t25851.0\t6058.8
to Sales\t0.07913\t0.71219\t0.25056
to Cost\t0.08593\t2.47449\t0.33432
"""


@pytest.mark.parametrize(("text", "told"), [("0.33432", []), ("0.33482", ["0.33482"])])
def test_a_rate_of_many_digits_between_plain_rows_is_told_by_a_wrong_digit(text: str, told: list[str]) -> None:
    statement = recognise(read(COMPANIES.replace("0.33432", text).encode(), "a.txt"), "MXN")
    findings = catalogue()["ratio-mismatch"][1](statement, load_policy()).findings
    assert [str(one.observed.normalize()) for one in findings if one.observed is not None] == told


@pytest.mark.parametrize(("wrong", "holds"), [("294", True), ("294.0009", False)])
def test_what_one_figure_has_beyond_the_steps_of_all_others_is_not_their_rounding(wrong: str, holds: bool) -> None:
    """Two of the sums miss by one, as those of figures rounded to wholes do."""
    columns = [(87902, 4008, 83600), (114741, 4904, 109346), (120210, 5120, 114579), (98231, 4811, 92900)] * 2
    lasts = [wrong, "490", "512", "520", "294", "490", "512", "520"]
    half = Decimal("0.00005")

    def known(row: int, column: int, value: object) -> Known:
        return Known(f"f{10 * column + row}", Decimal(str(value)), half, "t1", row, column)

    sums = []
    for column, (total, *parts) in enumerate(columns):
        figures = [known(row, column, value) for row, value in enumerate((*parts, lasts[column]), 1)]
        sums.append(total_of(known(0, column, total), figures, (1, 1, 1), across=False, source="found"))
    assert [one.holds for one in with_steps(sums)] == [holds, *[True] * 7]


@pytest.mark.parametrize(("total", "holds"), [("24769.12", True), ("24769.82", False)])
def test_a_0_without_decimals_leaves_no_room_among_centavos(total: str, holds: bool) -> None:
    cent, whole = Decimal("0.005"), Decimal("0.5")
    nothing = [Known(f"f{row}", Decimal(0), whole, "t1", row, 1) for row in range(3, 9)]
    part = Known("f2", Decimal("24769.12"), cent, "t1", 2, 1)
    aggregate = Known("f1", Decimal(total), cent, "t1", 1, 1)
    one = total_of(aggregate, [part, *nothing], (1,) * 7, across=False, source="layout")
    assert one.holds is holds
