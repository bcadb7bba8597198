"""Traffic lights by direction, by the filing's own ranges, and targets over several years."""

from decimal import Decimal

import pytest

import cotejo
from services.compute.indicators.ranges import range_of

_HEAD = "Indicadores para resultados\nINSTITUTO DE PRUEBA DEL ESTADO\nDel 1 de enero al 31 de diciembre de 2024\n\n"
_TARGETS = (
    "Clave\tNombre del indicador\tSentido\tUnidad de medida\tMeta programada\tMeta alcanzada\t"
    "Rango verde\tRango amarillo\tRango rojo\n"
)
_YEARS = (
    "Nombre del indicador\tSentido\tLínea base\tMeta intermedia\tMeta sexenal\tValor observado\tAvance meta sexenal\n"
)


def _found(table: str) -> dict[str, tuple[str, str | None, str | None]]:
    report = cotejo.analyse((_HEAD + table).encode(), filename="a.txt")
    return {entry.name: (entry.value, entry.rating, entry.category) for entry in report.indicators}


@pytest.mark.parametrize(
    ("direction", "achieved", "value", "rating"),
    [
        ("Ascendente", "120", None, "acceptable"),
        ("Descendente", "120", "0.8333", "at-risk"),
        ("Descendente", "80", "1.2500", "at-risk"),
        ("Descendente", "100", "1.0000", "acceptable"),
        ("Constante", "120", "0.8000", "at-risk"),
        ("Constante", "60", "0.6000", "critical"),
    ],
)
def test_more_is_better_only_of_what_is_to_rise(direction: str, achieved: str, value: str | None, rating: str) -> None:
    found = _found(_TARGETS + f"A1\tCasos\t{direction}\tCasos\t100\t{achieved}\t\t\t\n")
    assert found["achievement_rate_original"][1] == rating
    assert found.get("directed_achievement_rate", (None,))[0] == value


@pytest.mark.parametrize(
    ("row", "rating"),
    [
        ("Ascendente\tCasos\t200\t150\t>= 70%\t50% - 69.99%\t< 50%", "acceptable"),
        ("Ascendente\tCasos\t200\t139\t>= 70%\t50% - 69.99%\t< 50%", "at-risk"),
        ("Ascendente\tCasos\t200\t150\tDe 160 a 220\tDe 120 a 159.99\tMenor a 120", "at-risk"),
        ("Descendente\tQuejas\t50\t58\tHasta 55\tMayor a 55 y menor a 60\t60 o más de 60", "at-risk"),
        ("Ascendente\tCasos\t200\t150\tverde\tamarillo\trojo", "at-risk"),
    ],
)
def test_the_ranges_that_a_filing_prints_go_before_the_policy(row: str, rating: str) -> None:
    assert _found(f"{_TARGETS}A1\tCasos\t{row}\n")["achievement_rate_original"][1] == rating


@pytest.mark.parametrize(
    ("text", "within", "beyond"),
    [
        ("90% - 110%", ("90", "110"), ("89.4", "110.6")),
        ("De 75.00 a 89.99", ("75", "89.99"), ("74.99", "90")),
        ("≥ 90", ("90", "400"), ("89",)),
        ("Menor o igual a 1,500", ("1500", "0"), ("1501",)),
        ("< 70 o > 130", ("69", "131"), ("70", "130")),
        (">= 75 y < 90", ("75", "89"), ("90",)),
    ],
)
def test_ranges_as_they_are_printed(text: str, within: tuple[str, ...], beyond: tuple[str, ...]) -> None:
    found = range_of(text)
    assert found is not None
    assert all(found.holds(Decimal(value)) for value in within)
    assert not any(found.holds(Decimal(value)) for value in beyond)


@pytest.mark.parametrize("text", ["", "según avance", "110 - 90", "90", "90 91 92"])
def test_what_is_no_range_is_none(text: str) -> None:
    assert range_of(text) is None


@pytest.mark.parametrize(
    ("direction", "observed", "progress", "standing"),
    [
        ("Ascendente", "100", "superado", "muy-superado"),
        ("Ascendente", "99", "avanzado", "muy-superado"),
        ("Ascendente", "76", "adecuado", "alcanzada"),
        ("Ascendente", "70", "insuficiente", "alcanzada"),
        ("Ascendente", "69", "insuficiente", "no-alcanzada"),
        ("Ascendente", "52", "rezagado", "no-alcanzada"),
        ("Ascendente", "51", "muy-rezagado", "no-alcanzada"),
        ("Ascendente", "39", "muy-rezagado", "retroceso"),
    ],
)
def test_the_way_from_baseline_to_target(direction: str, observed: str, progress: str, standing: str) -> None:
    found = _found(f"{_YEARS}Uno\t{direction}\t40\t70\t100\t{observed}\tAdecuado\n")
    assert (found["sexennial_progress"][2], found["interim_target_compliance"][2]) == (progress, standing)


def test_a_fall_is_progress_where_it_is_to_fall() -> None:
    found = _found(_YEARS + "Días de espera\tDescendente\t40\t35\t20\t30\tAdecuado\n")
    assert found["sexennial_progress"] == ("0.5000", None, "insuficiente")
    assert found["interim_target_compliance"] == ("2.0000", None, "muy-superado")
    back = _found(_YEARS + "Días de espera\tDescendente\t40\t35\t20\t42\tAdecuado\n")
    assert (back["sexennial_progress"][2], back["interim_target_compliance"][2]) == ("muy-rezagado", "retroceso")


def test_what_is_to_stay_makes_no_progress() -> None:
    found = _found(_YEARS + "Reserva\tConstante\t40\t40\t40\t39\tSentido constante\n")
    assert found["sexennial_progress"][2] == "sentido-constante"
    assert found["interim_target_compliance"][2] == "alcanzada"


@pytest.mark.parametrize(
    ("text", "within", "beyond"),
    [
        ("de 95 % o más", ("95", "140"), ("94.4",)),
        ("de 80 % a menos de 95 %", ("80", "94"), ("79", "95")),
        ("entre 80 y 94.9", ("80", "94.9"), ("79.9", "95")),
        ("menor a 80% o mayor a 110%", ("79", "111"), ("80", "110")),
        ("igual o superior al 95 por ciento", ("95",), ("94",)),
        ("95% en adelante", ("95",), ("94",)),
        ("≥ 80 y < 95", ("80",), ("95",)),
    ],
)
def test_ranges_in_the_words_of_legends(text: str, within: tuple[str, ...], beyond: tuple[str, ...]) -> None:
    found = range_of(text)
    assert found is not None
    assert all(found.holds(Decimal(value)) for value in within)
    assert not any(found.holds(Decimal(value)) for value in beyond)


def test_a_figure_between_ranges_that_meet_is_not_rounded() -> None:
    row = "A1\tCasos\tAscendente\tCasos\t1000\t946\t95 % o más\tde 80 % a menos de 95 %\tmenos de 80 %\n"
    assert _found(_TARGETS + row)["achievement_rate_original"][1] == "at-risk"
