"""Lists in long form: each row says in a column which measure its figures are, and whose, as open data do."""

import random
from collections.abc import Iterator, Sequence

import polars as pl
import pytest

import cotejo
from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.recognition.statement import Statement
from services.compute.rules import catalogue

MOMENTS = {"Aprobado": "approved", "Modificado": "modified", "Devengado": "accrued", "Pagado": "paid"}
BRANCHES = ("Educación", "Salud", "Obras")
TASKS = ("Atención", "Fomento", "Becas", "Apoyo")
Row = Sequence[str]


def _programmes() -> Iterator[tuple[str, str, str, str, int]]:
    """Branch, code, name, moment and amount of each row."""
    chance = random.Random(3)
    for number, branch in enumerate(BRANCHES, 1):
        for place, task in enumerate(TASKS, 1):
            amount = chance.randrange(10**6, 10**8)
            for moment in MOMENTS:
                amount -= chance.randrange(1, 10**4)
                yield branch, f"E{number}{place:02}", f"{task} a {branch.lower()}", moment, amount


def _recognised(heads: str, rows: Sequence[Row], name: str = "datos.csv") -> Statement:
    return recognise(read("\n".join([heads, *(",".join(row) for row in rows)]).encode(), name), "MXN")


def _stated(statement: Statement) -> dict[tuple[str, str, str | None], str]:
    """Each figure by the code of its subject, its concept and its group."""
    rows = statement.facts.select("subject_code", "concept", "group", "value").rows()
    stated = {(code, concept, group): value for code, concept, group, value in rows}
    assert len(stated) == len(rows)
    return stated


@pytest.mark.parametrize("order", ["by programme", "by moment", "in any"])
def test_each_amount_is_what_its_row_says_of_the_programme_that_its_row_names(order: str) -> None:
    rows = [("2023", b, code, name, moment, f"{amount}.00") for b, code, name, moment, amount in _programmes()]
    rows.sort(
        key=lambda row: {"by programme": 0, "by moment": list(MOMENTS).index(row[4])}.get(order, hash(row[5][::-1]))
    )
    statement = _recognised("Ejercicio,Ramo,Clave,Programa,Momento contable,Importe", rows)
    stated = _stated(statement)
    assert {(code, concept): value for (code, concept, _), value in stated.items()} == {
        (code, MOMENTS[moment]): f"{amount}.00" for _, code, _, moment, amount in _programmes()
    }
    assert statement.facts["subject_row"].n_unique() == len(BRANCHES) * len(TASKS)
    assert statement.period is not None
    assert statement.period.start.year == 2023


def test_categories_across_are_the_groups_of_the_rows_measure() -> None:
    rows = [
        (name, moment, str(amount * 6 // 10), str(amount - amount * 6 // 10), str(amount))
        for _, _, name, moment, amount in _programmes()
    ]
    statement = _recognised("Programa,Momento,Servicios personales,Materiales,Total", rows)
    facts = statement.facts
    assert set(facts["concept"]) == set(MOMENTS.values())
    assert set(facts["group"]) == {"Servicios personales", "Materiales", "Total"}
    assert facts.height == 3 * len(rows)


def test_rates_among_the_measures_are_no_parts_of_sums() -> None:
    """The percentages of a row do not add up, and nothing says they should."""
    rows: list[Row] = []
    for name, a, b in (("Agua", 812_400, 95_310), ("Luz", 655_020, 41_070), ("Gas", 930_775, 60_225), ("Vía", 5, 77)):
        spent = [a * 71 // 100, b * 83 // 100]
        rows += [
            (name, "Aprobado", str(a), str(b), str(a + b)),
            (name, "Ejercido", str(spent[0]), str(spent[1]), str(sum(spent))),
            (
                name,
                "Porcentaje Ejer/Aprob",
                *(f"{100 * s / p:.4f}" for s, p in zip((*spent, sum(spent)), (a, b, a + b), strict=True)),
            ),
        ]
    text = "\n".join(["Programa,Momento,Corriente,Obra,Total", *(",".join(row) for row in rows)])
    report = cotejo.analyse(text.encode(), filename="datos.csv")
    assert {fact.concept for fact in report.facts} == {"approved", "exercised", "exercise_rate_approved"}
    assert not [anomaly for anomaly in report.anomalies if anomaly.severity == "error"]


def test_the_name_of_a_programme_may_stand_among_its_measures_above_them() -> None:
    rows = [
        ("2016", "Salud", code, said, *figures)
        for code, name, amount in (("E010", "Hospitales", 500), ("K011", "Clínicas", 90), ("P012", "Vacunas", 7))
        for said, *figures in (
            (name, "0", "0"),
            ("Aprobado", str(amount), str(2 * amount)),
            ("Modificado", str(amount), str(2 * amount)),
            ("Devengado", str(amount), str(2 * amount)),
        )
    ]
    facts = _recognised("CICLO,RAMO,PROGRAMA,PRESUPUESTO,CORRIENTE,TOTAL", rows).facts
    assert facts.select("subject_code", "subject_name").unique(maintain_order=True).rows() == [
        ("E010", "Hospitales"),
        ("K011", "Clínicas"),
        ("P012", "Vacunas"),
    ]
    assert facts.height == 3 * 3 * 2


def test_what_a_code_calls_a_total_is_one() -> None:
    rows = [
        (who, code, moment, str(amount))
        for who, code, amount in (("Salud", "TOTAL", 90), ("Salud", "E001", 60), ("Salud", "E002", 30))
        for moment in MOMENTS
    ]
    facts = _recognised("RAMO,PROGRAMA,MOMENTO,IMPORTE", rows).facts
    kinds = facts.group_by("subject_kind", maintain_order=True).agg(pl.col("value").unique(maintain_order=True)).rows()
    assert kinds == [("total", ["90"]), ("programme", ["60", "30"])]


def test_one_measure_named_beside_each_row_heads_no_list() -> None:
    rows = [("E001", "Agua", "Aprobado", "10"), ("E002", "Luz", "Aprobado", "20"), ("E003", "Gas", "Aprobado", "30")]
    facts = _recognised("Clave,Programa,Observaciones,Importe", rows).facts
    assert set(facts["concept"]) == {"amount"}


def test_of_each_year_a_programme_has_a_row_of_its_own() -> None:
    rows = [
        (year, code, name, moment, str(amount + int(year)))
        for year in ("2022", "2023")
        for code, name, amount in (("E001", "Agua", 5_000), ("E002", "Luz", 7_000))
        for moment in MOMENTS
    ]
    statement = _recognised("CICLO,CLAVE,PROGRAMA,MOMENTO,IMPORTE", rows)
    subjects = statement.subjects.select("subject_code", "approved", "paid").rows()
    assert [(code, int(approved), int(paid)) for code, approved, paid in subjects] == [
        ("E001", 7_022, 7_022),
        ("E002", 9_022, 9_022),
        ("E001", 7_023, 7_023),
        ("E002", 9_023, 9_023),
    ]
    assert set(statement.facts.select("period_start").to_series().dt.year()) == {2022, 2023}
    assert not catalogue()["duplicate-key"][1](statement, load_policy()).findings
