"""Rates in rows of their own under what they are rates of: checked in every column, not that of the total alone."""

from decimal import Decimal

import pytest

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.rules import catalogue
from services.compute.rules.rule import Finding

AMOUNTS = [(812_400, 95_310), (655_020, 41_070), (930_775, 60_225), (418_990, 77_640), (287_315, 30_480)]


def _findings(changed: dict[tuple[int, str, int], str]) -> list[Finding]:
    """Of programmes with what was approved and spent in two categories and in all, in which some texts are `changed`:
    by programme, measure and column.
    """
    headings = "Clave\tPrograma\tCorriente\tObra\tTotal"
    lines = ["Gasto por categoría programática", "Enero a diciembre de 2022", "", headings]
    for number, (current, works) in enumerate(AMOUNTS, 1):
        approved = [current, works, current + works]
        spent = [part * (70 + number) // 100 for part in approved[:2]]
        spent.append(sum(spent))
        rates = [f"{100 * part / whole:.6f}" for part, whole in zip(spent, approved, strict=True)]
        lines.append(f"E{number:03}\tPrograma {number}\t0\t0\t0")
        for measure, figures in (("Aprobado", approved), ("Ejercido", spent), ("Porcentaje Ejer/Aprob", rates)):
            texts = [changed.get((number, measure, place), str(figure)) for place, figure in enumerate(figures)]
            lines.append("\t".join(["", measure, *texts]))
    statement = recognise(read("\n".join(lines).encode(), "a.txt"), "MXN")
    return catalogue()["ratio-mismatch"][1](statement, load_policy()).findings


def test_rates_that_come_out_are_no_findings() -> None:
    assert not _findings({})


@pytest.mark.parametrize("column", [0, 1, 2])
def test_a_wrong_rate_is_told_in_whichever_column_it_stands(column: int) -> None:
    (finding,) = _findings({(3, "Porcentaje Ejer/Aprob", column): "23.000051"})
    assert finding.observed == Decimal("0.23000051")


def test_a_rate_of_0_where_a_form_shows_none_so_large_is_no_error_though_another_is_wrong_and_larger() -> None:
    beyond = {(2, "Ejercido", 2): "9460500", (2, "Porcentaje Ejer/Aprob", 2): "0"}
    assert not _findings(beyond)
    (finding,) = _findings({**beyond, (4, "Porcentaje Ejer/Aprob", 2): "1774.000000"})
    assert finding.observed == Decimal("17.74")
