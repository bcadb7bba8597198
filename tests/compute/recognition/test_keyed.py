"""Open data by keys: pairs of columns classify each row, of which no key is a figure."""

from collections.abc import Sequence
from itertools import product

import pytest

import cotejo
from shared.report import Report

_UNITS = (("100", "Secretaría"), ("210", "Recursos Humanos"), ("GYN", "Instituto de Pensiones"))
_PROGRAMMES = (("44", "Atención a la Salud"), ("43", "Prevención"))
_ITEMS = (("11301", "Sueldos base"), ("21101", "Papelería"), ("33104", "Asesorías"), ("12201", "Eventuales"))
_MONEY = "MONTO_APROBADO,MONTO_MODIFICADO,MONTO_DEVENGADO,MONTO_PAGADO"
_KEYED = (
    "CICLO,ID_RAMO,DESC_RAMO,ID_UR,DESC_UR,GPO_FUNCIONAL,DESC_GPO_FUNCIONAL,ID_PP,DESC_PP,"
    f"ID_OBJETO_DEL_GASTO,DESC_OBJETO_DEL_GASTO,ID_ENTIDAD_FEDERATIVA,ENTIDAD_FEDERATIVA,ID_CLAVE_CARTERA,{_MONEY}"
)


def _rows(items: Sequence[tuple[str, str]] = _ITEMS) -> list[tuple[str, ...]]:
    rows = []
    for number, (unit, programme, item) in enumerate(product(_UNITS, _PROGRAMMES, items), 1):
        amount = 7_919 * number
        money = [f"{amount - off}.{number:02}" for off in (0, 5, 9, 12)]
        rows.append(
            ("2022", "51", "Salud", *unit, "2", "Desarrollo Social", *programme, *item, "9", "Sonora", "0", *money)
        )
    return rows


def _report(heads: str, rows: Sequence[Sequence[str]]) -> Report:
    text = "\n".join([heads, *(",".join(row) for row in rows)])
    return cotejo.analyse(text.encode(), filename="presupuesto.csv")


def test_keys_are_no_figures_and_what_tells_most_rows_apart_names_them() -> None:
    rows = _rows()
    report = _report(_KEYED, rows)
    assert len(report.facts) == report.coverage.numeric_cells == 4 * len(rows)
    first = report.facts[0]
    assert (first.subject.code, first.subject.name, first.concept) == ("11301", "Sueldos base", "approved")
    assert first.context["section"] == "Secretaría / Atención a la Salud"
    assert first.period is not None
    assert first.period.start.year == 2022
    assert not [one for one in report.anomalies if one.severity != "information"]


@pytest.mark.parametrize("heads", ["Clave del ramo,Ramo", "Ramo,Descripción del ramo", "CVE_RAMO,NOMBRE_RAMO"])
def test_the_headings_of_a_pair_may_begin_in_several_ways(heads: str) -> None:
    pairs = [heads.replace("ramo", of).replace("RAMO", of.upper()).replace("Ramo", of.capitalize()) for of in _OF]
    rows = [
        (unit, name, programme, said, item, meant, f"{7_919 * number}.50")
        for number, ((unit, name), (programme, said), (item, meant)) in enumerate(
            product(_UNITS, _PROGRAMMES, _ITEMS), 1
        )
    ]
    facts = _report(",".join([*pairs, "Aprobado"]), rows).facts
    assert {fact.concept for fact in facts} == {"approved"}
    assert [fact.subject.code for fact in facts[:4]] == [code for code, _ in _ITEMS]


_OF = ("unidad", "programa", "partida")


def test_a_code_beside_its_name_is_no_table_by_keys() -> None:
    rows = [(*programme, f"{number}00.25", f"{number}00.25") for number, programme in enumerate(_PROGRAMMES, 1)]
    facts = _report("Clave del programa,Nombre del programa,Aprobado,Pagado", rows).facts
    assert [(fact.subject.code, fact.subject.name) for fact in facts[::2]] == list(_PROGRAMMES)
