"""Tables whose measures go down the rows, under the names that they belong to."""

from decimal import Decimal

import polars as pl
import pytest

import cotejo
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.recognition.statement import Statement

HEADINGS = "Clave\tPrograma\tCorriente\tInversión\tTotal\n"


def _statement(rows: str, headings: str = HEADINGS) -> Statement:
    title = "Gasto por categoría programática\nEnero a diciembre de 2022\n\n"
    return recognise(read((title + headings + rows).encode(), "a.txt"), "MXN")


def _block(code: str, approved: int, paid: int, rate: str) -> str:
    rows = [
        f"{code}\tPrograma {code}\t0\t0\t0",
        f"\tAprobado\t{approved}\t10\t{approved + 10}",
        f"\tModificado\t{approved}\t10\t{approved + 10}",
        f"\tEjercido\t{paid}\t5\t{paid + 5}",
        f"\tPorcentaje Ejer/Aprob\t{rate}\t50.0\t{(paid + 5) * 100 / (approved + 10):.4f}",
    ]
    return "\n".join(rows) + "\n"


def _of(statement: Statement, code: str, concept: str) -> list[tuple[str, str]]:
    wanted = (pl.col("subject_code") == code) & (pl.col("concept") == concept)
    return list(statement.facts.filter(wanted).select("group", "value").iter_rows())


def test_a_row_of_a_measure_belongs_to_the_name_above_it_in_the_category_of_each_column() -> None:
    statement = _statement(_block("E001", 100, 40, "40.0") + _block("E002", 200, 50, "25.0"))
    assert _of(statement, "E002", "approved") == [("Corriente", "200"), ("Inversión", "10"), ("Total", "210")]
    assert _of(statement, "E001", "exercised") == [("Corriente", "40"), ("Inversión", "5"), ("Total", "45")]
    assert set(statement.facts["subject_kind"]) == {"programme"}


def test_a_rate_down_the_rows_is_in_points_where_its_own_figures_say_so() -> None:
    statement = _statement(_block("E001", 100, 40, "40.0") + _block("E002", 200, 50, "25.0"))
    assert [Decimal(value) for _, value in _of(statement, "E001", "exercise_rate_approved")][:2] == [
        Decimal("0.4"),
        Decimal("0.5"),
    ]


def test_the_zeros_beside_a_name_are_no_figures_of_it() -> None:
    statement = _statement(_block("E001", 100, 40, "40.0") + _block("E002", 200, 50, "25.0"))
    assert statement.facts.height == statement.numeric_cells == 2 * 4 * 3


def test_a_table_with_one_row_called_like_a_measure_is_read_across() -> None:
    rows = "A1\tUno\t1\t2\t3\nA2\tAprobado\t4\t5\t9\nA3\tTres\t7\t8\t15\n"
    statement = _statement(rows)
    assert "approved" not in set(statement.facts["concept"])
    assert statement.facts.height == 9


@pytest.mark.parametrize("heading", ["Momento", "Denominación"])
def test_the_first_measure_of_a_name_may_stand_in_its_own_row(heading: str) -> None:
    rows = [
        f"{name}\t{measure}\t{figure}.00\t10.00"
        for name, first in (("E001 Agua", 100), ("E002 Luz", 200))
        for name, measure, figure in (
            (name, "Aprobado", first),
            ("", "Modificado", first + 1),
            ("", "Pagado", first + 2),
        )
    ]
    text = "\n".join(["(Miles de pesos)", f"Programa\t{heading}\tServicios personales\tMateriales", *rows])
    facts = recognise(read(text.encode()), "MXN").facts
    personal = facts.filter(facts["group"] == "Servicios personales")
    assert personal.select("subject_name", "concept", "value").rows() == [
        (name, concept, f"{first + place}000.00")
        for name, first in (("E001 Agua", 100), ("E002 Luz", 200))
        for place, concept in enumerate(("approved", "modified", "paid"))
    ]
    assert facts.height == 12


@pytest.mark.parametrize(("printed", "value"), [("105.0", "1.050"), ("1.05", "1.05")])
def test_a_rate_down_the_rows_that_no_quotient_tells_is_in_points_where_it_is_so_large(
    printed: str, value: str
) -> None:
    rows = [
        "Programa\tGasto total\tGasto corriente",
        *(
            "Salud\t\t",
            "Aprobado\t1,000\t600",
            "Modificado\t1,100\t650",
            f"Porcentaje Ejer/Aprob\t{printed}\t{printed}",
        ),
        *("Obra\t\t", "Aprobado\t700\t400", "Modificado\t750\t420", f"Porcentaje Ejer/Aprob\t{printed}\t{printed}"),
    ]
    text = "Cuenta pública 2018\nGasto por categoría programática\n\n" + "\n".join(rows)
    report = cotejo.analyse(text.encode(), filename="cuenta.txt")
    rates = [fact.value for fact in report.facts if fact.concept == "exercise_rate_approved"]
    assert rates == [value] * 4
