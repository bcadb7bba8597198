"""Sums that columns make by what they are, or by what they mostly say: told without any form that states them."""

import pytest

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import Statement, recognise
from services.compute.rules import Finding, catalogue

_CHAPTERS = (
    ("1000", "Servicios Personales", "36190", "606", "557", "36239", "18119", "18120"),
    ("2000", "Materiales y Suministros", "22094", "378", "618", "21854", "10927", "10927"),
    ("3000", "Servicios Generales", "67135", "640", "594", "67181", "33590", "33591"),
    ("", "TOTAL", "125419", "1624", "1769", "125274", "62636", "62638"),
)
_MONTHS = ((22, 31, 25, 27), (0, 50, 0, 53), (10, 12, 11, 16), (140, 151, 149, 162), (71, 0, 74, 38))


def _read(*lines: tuple[str, ...]) -> Statement:
    return recognise(read("\n".join("\t".join(cells) for cells in lines).encode()), "MXN")


def _found(told: Statement, *rules: str) -> list[Finding]:
    return [finding for rule in rules for finding in catalogue()[rule][1](told, load_policy()).findings]


def _chapters(*rows: tuple[str, ...]) -> Statement:
    title = ("Servicios de Salud Estado del ejercicio del presupuesto Al 30 de junio de 2024 Miles de pesos", *[""] * 7)
    headings = (
        "Capítulo",
        "Descripción",
        "Original",
        "Ampliaciones",
        "Reducciones",
        "Vigente",
        "Devengado",
        "Por ejercer",
    )
    return _read(title, headings, *rows)


def test_chapters_have_names_and_all_their_amounts_are_in_thousands() -> None:
    facts = _chapters(*_CHAPTERS).facts
    first = facts.filter(facts["subject_code"] == "1000")
    assert set(first["subject_name"]) == {"Servicios Personales"}
    assert dict(first.select("concept", "value").iter_rows()) == {
        "approved": "36190000",
        "ampliaciones": "606000",
        "reducciones": "557000",
        "modified": "36239000",
        "accrued": "18119000",
        "underspend": "18120000",
    }


def test_increases_and_decreases_apart_make_the_modified_budget() -> None:
    wrong = (*_CHAPTERS[2][:5], "67281", *_CHAPTERS[2][6:])
    assert not _found(_chapters(*_CHAPTERS), "total-mismatch", "difference-mismatch")
    (finding,) = _found(_chapters(*_CHAPTERS[:2], wrong, _CHAPTERS[3]), "total-mismatch", "difference-mismatch")
    assert finding.observed == 67_281_000 and finding.expected == 67_181_000


def _schedule(targets: dict[int, int], totals: dict[int, int]) -> Statement:
    """Activities with the year's target, four months and their total; some targets and totals are off by so many."""
    headings = ("Actividad", "Unidad de medida", "Meta anual", "Ene", "Feb", "Mar", "Abr", "Total")
    rows = [
        (
            f"Actividad de clase {'ABCDE'[number]}",
            "Taller",
            *map(str, (sum(months) + targets.get(number, 0), *months, sum(months) + totals.get(number, 0))),
        )
        for number, months in enumerate(_MONTHS)
    ]
    return _read(headings, *rows)


@pytest.mark.parametrize(("targets", "totals"), [({}, {}), ({2: 5}, {}), ({}, {1: 1}), ({4: 3}, {0: 1})])
def test_the_target_before_the_months_and_the_total_behind_them_are_each_held_to_them(
    targets: dict[int, int], totals: dict[int, int]
) -> None:
    findings = _found(_schedule(targets, totals), "total-mismatch")
    off = [one.observed - one.expected for one in findings if one.observed is not None and one.expected is not None]
    assert sorted(off) == sorted([*targets.values(), *totals.values()])


def test_a_row_that_repeats_another_in_one_half_of_a_statement_is_held_to_nothing_in_the_other() -> None:
    rows = (
        ("Efectivo", "1,200.50", "1,100.25", "Cuentas por pagar", "800.75", "700.25"),
        ("Derechos a recibir", "300.25", "250.00", "Documentos por pagar", "100.00", "90.00"),
        ("Inventarios", "50.00", "40.00", "Total de pasivos circulantes", "900.75", "790.25"),
        ("Total de activos circulantes", "1,550.75", "1,390.25", "Total del pasivo", "900.75", "790.25"),
    )
    title = (
        "Municipio de Prueba Estado de Situación Financiera Al 31 de marzo de 2023 y 31 de diciembre de 2022",
        *[""] * 5,
    )
    told = _read(title, ("Concepto", "2023", "2022", "Concepto", "2023", "2022"), *rows)
    assert not _found(told, "total-mismatch", "difference-mismatch")


_DEBT = (("Banobras", 1850, 0, 46), ("BBVA", 1240, 0, 31), ("Santander", 685, 0, 17), ("Banorte", 420, 150, 10))
_MEMBERS = (("Jubilación", 4020, 180, 80), ("Vejez", 2100, 95, 60), ("Cesantía", 642, 30, 12), ("Viudez", 1480, 70, 20))


@pytest.mark.parametrize(
    ("headings", "rows", "row", "wrong"),
    [
        (("Saldo a diciembre", "Disposiciones", "Amortizaciones", "Saldo a junio"), _DEBT, 1, "1290"),
        (("Al inicio", "Altas", "Bajas", "Al cierre"), _MEMBERS, 2, "606"),
    ],
)
def test_what_there_is_after_what_came_and_went_whatever_it_is_called(
    headings: tuple[str, ...], rows: tuple[tuple[str, int, int, int], ...], row: int, wrong: str
) -> None:
    told = [[name, str(begin), str(more), str(less), str(begin + more - less)] for name, begin, more, less in rows]

    def found() -> list[Finding]:
        statement = _read(("Concepto", *headings), *map(tuple, told))
        return _found(statement, "difference-mismatch", "total-mismatch", "ratio-mismatch")

    assert not found()
    expected, told[row][4] = told[row][4], wrong
    (finding,) = found()
    assert finding.observed == int(wrong) and finding.expected == int(expected)
