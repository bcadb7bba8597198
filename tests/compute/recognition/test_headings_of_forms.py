"""What forms set over their columns and beside their rows: codes, ordinals, units, objectives."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from services.compute.policy import load_policy
from services.compute.rules import catalogue
from tests.compute.recognition.told import concepts, recognised


def test_indicators_stand_under_their_objectives_and_are_not_named_by_them() -> None:
    text = """Avance en los Indicadores de los Programas presupuestarios, cuarto trimestre de 2021

NIVEL|OBJETIVOS|INDICADORES||||METAS-AVANCE|||
||Denominación|Método de cálculo|Unidad de medida|Frecuencia|Meta anual|Meta al periodo|Realizado|Avance %
Fin|Contribuir al bienestar|Razón de mortalidad|[Muertes/Nacidos vivos]*100,000|Otra|Anual|30.0|30.0|41.2|72.8
Propósito|Hay acceso|Porcentaje de satisfechos|(Satisfechos / Encuestados) x 100|Porcentaje|Anual|80.0|80.0|84.5|105.6
Componente|Atención otorgada|Promedio de consultas|Consultas otorgadas / Médicos|Consulta|Trimestral|12.5|12.5|10.0|80.0
"""
    statement = recognised(text)
    named = statement.facts.unique("subject_row", maintain_order=True).select("subject_name", "section").rows()
    assert named == [
        ("Razón de mortalidad", "Contribuir al bienestar"),
        ("Porcentaje de satisfechos", "Hay acceso"),
        ("Promedio de consultas", "Atención otorgada"),
    ]
    assert not catalogue()["unit-formula-mismatch"][1](statement, load_policy()).findings


def test_a_label_beside_a_code_and_what_it_is_of_heads_no_columns() -> None:
    block = "Programa presupuestario|E044|Atención a la Salud\nRamo|51|Instituto de Pruebas\nDependencia|El Instituto"
    table = "Indicador|Meta anual|Alcanzado\nPorcentaje de satisfechos|80.0|84.5\nPromedio de consultas|12.5|10.0"
    text = f"Avance en los Indicadores, cuarto trimestre de 2021\n\n{block}\n\n{table}\n"
    facts = recognised(text).facts
    assert set(facts["concept"]) == {"target_original", "achieved"}
    assert facts.height == 4


@pytest.mark.parametrize(
    "ordinals",
    [
        "1er|2do|3er|4to",
        "I|II|III|IV",
        "1ro.|2do.|3ro.|4to.",
        "Primero|Segundo|Tercero|Cuarto",
        "1°|2°|3°|4°",
        "1º|2º|3º|4º",
    ],
)
def test_ordinals_below_one_heading_are_the_quarters_of_the_year(ordinals: str) -> None:
    text = f"""Programa Operativo Anual 2023

Actividad|Unidad de medida|Meta anual|Programado||||Realizado|||
|||{ordinals}|{ordinals}
Talleres de lectura|Taller|40|10|11|9|10|9|11|10|8
Funciones de teatro|Función|21|5|6|5|5|5|4|5|3
"""
    facts = recognised(text).facts.filter(pl.col("subject_name") == "Talleres de lectura")
    stated = facts.select("concept", "period_start", "value").rows()
    quarters = [date(2023, month, 1) for month in (1, 4, 7, 10)]
    assert stated == [
        ("target_original", date(2023, 1, 1), "40"),
        *(("target_original", start, value) for start, value in zip(quarters, ("10", "11", "9", "10"), strict=True)),
        *(("achieved", start, value) for start, value in zip(quarters, ("9", "11", "10", "8"), strict=True)),
    ]


def test_what_is_headed_nearly_as_another_column_is_headed_to_the_letter_is_not_that() -> None:
    heads = "Clave|Concepto|Aprobado|Modificado|Precomprometido|Comprometido|Devengado|Pagado"
    rows = ["1131|Sueldos|100.50|110.50|105.25|104.00|90.75|90.00", "2111|Papel|50.25|40.25|39.75|38.50|30.25|30.00"]
    statement = recognised("\n".join(["Egresos por objeto del gasto, enero a junio de 2023", "", heads, *rows]))
    assert concepts(statement)[4:6] == ["precomprometido", "committed"]


@pytest.mark.parametrize(
    ("unit", "times"),
    [("(pesos)", 1), ("Pesos", 1), ("M.N.", 1), ("Miles de pesos", 1000), ("(millones de pesos)", 10**6)],
)
def test_a_row_of_units_below_the_headings_says_but_in_what_the_figures_are(unit: str, times: int) -> None:
    heads = f"Capítulo|Aprobado|Modificado|Ejercido\n|{unit}|{unit}|{unit}"
    rows = ["1000 Servicios personales|845.50|846.25|400.75", "2000 Materiales|146.25|150.50|71.25"]
    statement = recognised("\n".join(["Avance presupuestal, enero a junio de 2023", "", heads, *rows]))
    assert concepts(statement) == ["name", "approved", "modified", "exercised"]
    assert statement.facts["exact"][0] == Decimal("845.50") * times
