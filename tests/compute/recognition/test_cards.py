"""Cards of indicators, a table each of labels and what they announce, read as the rows of one table."""

from collections.abc import Mapping

import cotejo
from shared.report import Report

_LABELS = ("Clave", "Nombre del indicador", "Unidad de medida", "Numerador", "Denominador", "Meta anual", "Resultado")
_CARDS = (
    ("IND-01", "Alumnos que concluyen", "Porcentaje", "18,240", "21,110", "85.0", "86.4"),
    ("IND-02", "Escuelas con internet", "Porcentaje", "612", "940", "60.0", "65.1"),
    ("IND-03", "Docentes evaluados", "Porcentaje", "4,410", "5,200", "80.0", "84.8"),
    ("IND-04", "Becas entregadas", "Porcentaje", "9,120", "9,500", "100.0", "96.0"),
)


def _report(changed: Mapping[tuple[int, int], str]) -> Report:
    parts = ["SECRETARÍA DE EDUCACIÓN DEL ESTADO\nFichas técnicas de indicadores, ejercicio 2024"]
    for number, card in enumerate(_CARDS):
        values = [changed.get((number, place), text) for place, text in enumerate(card)]
        parts.append("\n".join(f"{label}:\t{text}" for label, text in zip(_LABELS, values, strict=True)))
    return cotejo.analyse("\n\n".join(parts).encode(), filename="fichas.txt")


def test_what_each_card_says_is_of_its_own_indicator() -> None:
    report = _report({})
    assert len(report.tables) == 1
    figures = {(one.subject.code, one.concept): one.value for one in report.facts if one.value is not None}
    for code, _, _, *texts in _CARDS:
        concepts = ("numerator", "denominator", "target_original", "achieved")
        assert [figures[code, concept] for concept in concepts] == [text.replace(",", "") for text in texts]
    assert not [one for one in report.anomalies if one.severity == "error"]


def test_a_figure_of_a_card_is_held_against_those_beside_it_and_points_at_its_line() -> None:
    report = _report({(2, 6): "88.4"})
    (found,) = [one for one in report.anomalies if one.severity == "error"]
    assert found.subject.code == "IND-03"
    lines = [place.line for place in found.evidence]
    assert len({*lines}) == len(lines) > 1


def test_what_a_card_leaves_blank_is_missing_there_alone() -> None:
    report = _report({(1, 6): ""})
    assert {one.subject.code for one in report.facts if one.concept == "achieved"} == {"IND-01", "IND-03", "IND-04"}
