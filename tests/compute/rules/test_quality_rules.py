"""Rules about the quality of indicators: each fires, and stays quiet where it should."""

from collections.abc import Sequence

import pytest

import cotejo
from shared.report import AnomalyPart

_HEAD = "Indicadores para resultados\nINSTITUTO DE PRUEBA DEL ESTADO\nDel 1 de enero al 31 de diciembre de 2024\n\n"
_COLUMNS = (
    *("Categoría programática", "Clave", "Nombre del indicador", "Nivel", "Sentido", "Fórmula"),
    *("Descripción de las variables", "Unidad de medida", "Meta programada", "Meta alcanzada"),
)
_GOOD = {
    "branch": "E001",
    "code": "E001C1",
    "name": "Consultas otorgadas",
    "level": "Componente",
    "direction": "Ascendente",
    "formula": "Suma de consultas otorgadas",
    "variables": "Consultas: las registradas en el periodo",
    "unit": "Consultas",
    "target": "12",
    "achieved": "11",
}
"""An indicator against which no rule of quality has anything."""
_RESULT = {
    "code": "E001P1",
    "level": "Propósito",
    "name": "Pacientes con mejora",
    "formula": "Suma de pacientes con mejora",
}


def _found(rule: str, *rows: dict[str, str], without: Sequence[str] = ()) -> list[AnomalyPart]:
    keys = [key for key in _GOOD if key not in without]
    columns = [label for key, label in zip(_GOOD, _COLUMNS, strict=True) if key not in without]
    lines = [columns, *([(_GOOD | row)[key] for key in keys] for row in (_RESULT, *rows))]
    text = _HEAD + "".join("\t".join(line) + "\n" for line in lines)
    report = cotejo.analyse(text.encode(), filename="a.txt")
    return [anomaly for anomaly in report.anomalies if anomaly.rule == rule]


FIRES = [
    ("name-formula-mismatch", {"name": "Porcentaje de consultas otorgadas"}),
    ("name-formula-mismatch", {"name": "Número de consultas", "formula": "(consultas / solicitudes) * 100"}),
    ("formula-without-denominator", {"formula": "(consultas otorgadas) * 100"}),
    ("formula-without-denominator", {"formula": "(consultas otorgadas)/100"}),
    ("formula-without-denominator", {"name": "Promedio de consultas por médico"}),
    ("undescribed-variables", {"variables": ""}),
    ("unit-formula-mismatch", {"formula": "(consultas / solicitudes) * 100"}),
    ("unit-formula-mismatch", {"unit": "Porcentaje"}),
    ("missing-direction", {"direction": ""}),
    ("target-over-whole", {"name": "Porcentaje de alumnos con beca", "target": "120%", "unit": "Porcentaje"}),
    ("target-over-whole", {"name": "Porcentaje de alumnos con beca", "target": "100.1", "unit": "Porcentaje"}),
    ("target-always-met", {"target": "0"}),
    ("target-always-met", {"name": "Porcentaje de quejas", "direction": "Descendente", "target": "100%"}),
    ("same-indicator-two-levels", {"name": "Pacientes con mejora"}),
    ("underachievement", {"direction": "Descendente", "target": "10", "achieved": "20"}),
    ("underachievement", {"direction": "Constante", "target": "10", "achieved": "14"}),
    ("overachievement", {"direction": "Descendente", "target": "10", "achieved": "2"}),
]
STAYS_QUIET = [
    ("name-formula-mismatch", {}),
    ("name-formula-mismatch", {"name": "Porcentaje de consultas", "formula": "(consultas / solicitudes) * 100"}),
    ("name-formula-mismatch", {"name": "Porcentaje de consultas", "formula": "Ver anexo"}),
    ("formula-without-denominator", {"formula": "(consultas / solicitudes) * 100"}),
    ("formula-without-denominator", {"formula": "consultas otorgadas entre médicos", "name": "Promedio de consultas"}),
    ("undescribed-variables", {}),
    ("unit-formula-mismatch", {"formula": "(consultas / solicitudes) * 100", "target": "100", "achieved": "90"}),
    ("unit-formula-mismatch", {"formula": "(consultas / solicitudes) * 100", "target": "90%", "achieved": "80%"}),
    ("missing-direction", {}),
    ("target-over-whole", {"name": "Porcentaje de alumnos con beca", "target": "100%", "unit": "Porcentaje"}),
    ("target-over-whole", {"name": "Porcentaje de cumplimiento", "target": "120%", "unit": "Porcentaje"}),
    ("target-over-whole", {"name": "Tasa de variación de becas", "target": "120%", "unit": "Porcentaje"}),
    ("target-always-met", {"target": "1"}),
    ("target-always-met", {"name": "Tasa de variación de becas", "target": "0"}),
    ("target-always-met", {"direction": "Descendente", "target": "0"}),
    ("same-indicator-two-levels", {"level": "Propósito", "name": "Pacientes con mejora", "code": "E001P2"}),
    ("same-indicator-two-levels", {"branch": "E002", "code": "E002C1", "name": "Pacientes con mejora"}),
    ("underachievement", {"direction": "Descendente", "target": "10", "achieved": "2"}),
    ("underachievement", {"direction": "Constante", "target": "10", "achieved": "9"}),
    ("overachievement", {"direction": "Descendente", "target": "10", "achieved": "20"}),
    ("overachievement", {"direction": "Descendente", "target": "10", "achieved": "0"}),
    ("overachievement", {"direction": "Constante", "target": "10", "achieved": "14"}),
    ("no-result-indicators", {}),
    ("no-result-indicators", {"branch": "M001", "code": "M001A1"}),
]


@pytest.mark.parametrize(("rule", "row"), FIRES)
def test_fires_and_points_at_cells(rule: str, row: dict[str, str]) -> None:
    (anomaly,) = _found(rule, row)
    assert anomaly.evidence
    assert anomaly.message.es != anomaly.message.en


@pytest.mark.parametrize(("rule", "row"), STAYS_QUIET)
def test_stays_quiet(rule: str, row: dict[str, str]) -> None:
    assert not _found(rule, row)


def test_a_blank_cell_is_no_slip_where_a_column_has_words_of_its_own() -> None:
    columns = [*_COLUMNS[:4], "Tipo de indicador", *_COLUMNS[4:]]
    rows = [
        [*list(row.values())[:4], "Gestión", *list(row.values())[4:]]
        for row in (
            _GOOD | _RESULT,
            _GOOD,
            _GOOD | {"code": "E001C2", "name": "Visitas", "direction": "", "variables": ""},
        )
    ]
    text = _HEAD + "".join("\t".join(line) + "\n" for line in (columns, *rows))
    report = cotejo.analyse(text.encode(), filename="a.txt")
    found = {(anomaly.rule, anomaly.subject.name) for anomaly in report.anomalies}
    assert found == {("missing-direction", "Visitas"), ("undescribed-variables", "Visitas")}


def test_a_programme_that_measures_management_alone() -> None:
    other = {"branch": "E002", "code": "E002C1"}
    (anomaly,) = _found(
        "no-result-indicators", other, {**other, "code": "E002A1", "level": "Actividad", "name": "Otro"}
    )
    assert (anomaly.subject.code, len(anomaly.evidence)) == ("E002", 2)


def test_a_form_that_asks_of_no_direction_is_one_anomaly_of_all() -> None:
    rows = [{"code": f"E001A{n}", "name": f"Cosa {n}"} for n in range(5)]
    (anomaly,) = _found("missing-direction", *rows, without=("direction",))
    assert (anomaly.severity, len(anomaly.evidence)) == ("information", 6)
    assert "6 of 6" in anomaly.message.en


def test_many_of_one_cause_are_one_anomaly() -> None:
    rows = [{"code": f"E001A{n}", "formula": "(a / b) * 100", "name": f"Cosa {n}"} for n in range(5)]
    (anomaly,) = _found("unit-formula-mismatch", *rows)
    assert "5 of 6" in anomaly.message.en


@pytest.mark.parametrize("fires", [True, False])
def test_a_code_that_is_not_of_its_programme(fires: bool) -> None:
    rows = [{"code": f"E001A{n}", "name": f"Cosa {n}"} for n in range(3)]
    found = _found("code-conflict", *rows, {"code": "E007A9" if fires else "E001A9", "name": "Otra"})
    assert [anomaly.evidence[0].text for anomaly in found] == (["E007A9"] if fires else [])


def test_codes_that_never_begin_with_their_programme_are_another_scheme() -> None:
    rows = [{"code": f"X9A{n}", "name": f"Cosa {n}"} for n in range(5)]
    assert not _found("code-conflict", *rows)
