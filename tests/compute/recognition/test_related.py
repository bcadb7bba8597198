"""Sentences that relate their own numbers, or rows of a table, in common phrasings: held, and never false if true."""

import pytest

import cotejo
from shared.report import Report

TABLES = """
Programa\tAprobado\tModificado\tDevengado\tPagado
E001 Salud\t1,000.00\t1,200.00\t900.00\t800.00
E002 Obra\t2,000.00\t2,200.00\t1,900.00\t1,700.00
E003 Beca\t500.00\t600.00\t200.00\t200.00
Total\t3,500.00\t4,000.00\t3,000.00\t2,700.00
"""


def _report(sentence: str) -> Report:
    text = f"Instituto de Prueba\nInforme del 1 de enero al 31 de marzo de 2024\n\n{sentence}\n{TABLES}"
    return cotejo.analyse(text.encode(), filename="informe.txt")


def _held(sentence: str) -> list[bool]:
    coverage = next(rule for rule in _report(sentence).coverage.rules if rule.rule == "narrative-mismatch")
    return [True] * coverage.passed + [False] * coverage.failed


@pytest.mark.parametrize(
    ("sentence", "right", "wrong"),
    [
        ("Se impartieron 90 de 120 cursos programados, con un avance del {} %.", 75, 80),
        ("De los 120 cursos programados se impartieron 90, lo que representa un avance de {} %.", 75, 85),
        ("El número de becas pasó de 200 a 250, un incremento del {} %.", 25, 20),
        ("Las becas aumentaron {} %, al pasar de 200 a 250.", 25, 35),
        ("La matrícula creció de 1,200 a 1,500 alumnos, es decir, un {} % más.", 25, 35),
        ("La matrícula fue de 1,500 alumnos, {} % más que los 1,200 del año anterior.", 25, 35),
        ("Se atendieron 1,500 personas, un incremento del {} % respecto de las 1,200 de antes.", 25, 30),
        ("Las quejas disminuyeron {} %, al pasar de 50 a 30.", 40, 45),
        ("Las quejas disminuyeron de 50 a 30, una reducción del {} %.", 40, 45),
        ("Hubo 80 solicitudes, de las cuales 60 ({} %) se atendieron.", 75, 85),
        ("Se atendieron 60 solicitudes, que representan {} % de las 80 recibidas.", 75, 65),
        ("Se alcanzó un avance del {} % al impartir 90 de 120 cursos.", 75, 95),
        ("Se benefició a 1,500 familias, {} más que las 1,200 del año anterior.", 300, 400),
        ("La meta de 120 cursos se cumplió al {} % con 90 cursos.", 75, 85),
        ("De enero a marzo se atendió a 60 mujeres y 20 hombres, un total de {} personas.", 80, 90),
        ("El presupuesto pasó de 3,500.00 pesos a 4,000.00 pesos, un incremento del {} %.", "14.3", "15.3"),
        ("El presupuesto aprobado de 3,500.00 pesos se incrementó en 500.00 pesos para quedar en {} pesos.",
         "4,000.00", "4,100.00"),
        ("El programa E002 representa el {} % del gasto devengado.", "63.3", "73.3"),
        ("El programa Beca devengó el {} % de su presupuesto modificado.", "33.3", "43.3"),
        ("El programa E002 Obra devengó {} pesos.", "1,900.00", "1,800.00"),
        ("El presupuesto modificado es {} % mayor que el aprobado.", "14.3", "24.3"),
        ("El presupuesto devengado es {} % menor que el modificado.", "25.0", "30.0"),
        ("El presupuesto modificado representa un incremento del {} % respecto del aprobado.", "14.3", "24.3"),
    ],
)  # fmt: skip
def test_a_phrase_is_held_against_what_it_relates(sentence: str, right: object, wrong: object) -> None:
    assert set(_held(sentence.format(right))) == {True}
    assert False in _held(sentence.format(wrong))


@pytest.mark.parametrize(
    "sentence",
    [
        "Se atendieron 1,500 personas en 30 municipios, 25 % más que las 1,200 del año anterior.",
        "De 12 metas se cumplieron 9, el 80 % de ellas con recursos propios.",
        "El gasto pasó de 1,000.00 pesos a 1,500.00 pesos, un incremento del 45 % en términos reales.",
        "En el mes se dieron 5 cursos, 60 becas a mujeres y 20 a hombres, un total de 85 apoyos.",
        "De 200 a 250 becas, un incremento del 50 % en el monto promedio.",
        "Se impartieron 90 de 120 cursos, con un avance del 70 % en lo físico y del 60 % en lo financiero.",
        "El presupuesto modificado es 14.9 % mayor que el del año anterior.",
        "El presupuesto modificado representa un incremento del 20 % respecto al ejercicio 2023.",
        "El programa de becas representa el 45 % del gasto devengado en servicios personales.",
        "El personal representa el 80 % del gasto devengado.",
        "De las 80 solicitudes recibidas se atendieron 60, el 90 % en menos de tres días.",
        "Se redujo el tiempo de 10 a 5 días, un 60 % menos en zonas urbanas.",
        "La población creció 10 %, de ahí que las consultas pasaran de 200 a 260.",
        "El presupuesto devengado es 30 % menor que el modificado, excluyendo inversión.",
        "El programa Beca concentra el 45 % del gasto devengado por los programas nuevos.",
        "La cobertura subió de 60 % a 75 %, un incremento del 15 %.",
    ],
)
def test_a_sentence_that_says_more_than_its_numbers_is_never_false(sentence: str) -> None:
    assert False not in _held(sentence)


def test_numbers_of_titles_are_no_figures_of_the_text() -> None:
    titles = (
        "2 Procesos administrativos digitalizados por completo\n\n469 - Atención médica de primer nivel\n\n1.2. Metas"
    )
    assert _report(titles).coverage.sentences == 0


def test_a_count_of_the_text_that_the_tables_list_is_held() -> None:
    rows = "\n".join(f"Indicador número {n} de atención\t{n}0\t{n}" for n in range(1, 13))
    text = "El programa contempla {} indicadores para su seguimiento.\n\nNombre del indicador\tMeta\tAlcanzado\n"
    for count, held in ((12, 1), (11, 0)):
        report = cotejo.analyse((text.format(count) + rows).encode(), filename="informe.txt")
        assert report.coverage.sentences_held == held
        assert not [anomaly for anomaly in report.anomalies if anomaly.rule == "narrative-mismatch"]
