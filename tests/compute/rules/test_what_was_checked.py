"""What counts as checked: figures whose own values a sum, a rate or a formula worked with."""

import cotejo
from shared.between import OF_A_PERIOD
from shared.report import CoveragePart
from shared.summary_words import covered

_HEADINGS = "Concepto\tAprobado\tModificado\tDevengado\n"
_TABLE = "Sueldos\t100\t120\t90\nServicios\t200\t210\t150\nBienes\t50\t60\t33\n"


def _coverage(total: str) -> CoveragePart:
    return cotejo.analyse(f"{_HEADINGS}{_TABLE}{total}\n".encode(), filename="a.txt").coverage


def test_the_figures_of_sums_are_checked() -> None:
    found = _coverage("Total\t350\t390\t273")
    assert (found.checked, found.bounded, found.unsummed_totals) == (12, 0, 0)


def test_what_was_only_held_against_a_limit_is_not_told_as_checked() -> None:
    found = _coverage("Gastos de viaje\t70\t71\t44")
    assert (found.as_facts, found.checked, found.bounded) == (12, 0, 12)
    assert not found.unchecked


def test_a_total_that_nothing_adds_up_to_is_told() -> None:
    found = _coverage("Total\t9999\t390\t273")
    assert (found.checked, found.unsummed_totals) == (8, 1)
    said = covered(found, "es")
    assert said.startswith("Cifras sometidas a comprobación aritmética: 8 de 12. ")
    assert "Comparadas solo con un límite: 3. Sin " in said
    assert "Cifras de totales que no son la suma de nada que se encontrara: 1." in said
    assert "Es «Total», Aprobado: 9,999." in said
    assert "Figures of totals that are the sum of nothing that was found: 1." in covered(found, "en")


def test_a_total_that_is_a_figure_of_its_column_again_is_not_asked_what_it_is_the_sum_of() -> None:
    assert _coverage("Total\t200\t390\t273").unsummed_totals == 0


def test_of_many_totals_that_nothing_adds_up_to_the_first_are_named() -> None:
    found = cotejo.analyse(
        f"{_HEADINGS}{_TABLE}Total\t9999\t8888\t7777\nTotal general\t6661\t5551\t4441\n".encode(), filename="a.txt"
    )
    assert found.coverage.unsummed_totals == 6
    assert "Entre ellas, «Total», Aprobado: 9,999; «Total», Modificado: 8,888; " in covered(found.coverage, "es")


def test_what_is_missing_of_a_period_is_no_check_of_the_filing_that_carries_it() -> None:
    found = _coverage("Total\t350\t390\t273")
    carried = found.rules[0].model_copy(update={"rule": OF_A_PERIOD, "passed": 0, "failed": 1})
    rest = [one for one in found.rules if one.rule != OF_A_PERIOD]
    assert len(rest) < len(found.rules)
    with_it = found.model_copy(update={"rules": [*rest, carried]})
    assert covered(with_it, "es") == covered(found, "es")
    failed = carried.model_copy(update={"rule": rest[0].rule})
    assert covered(found.model_copy(update={"rules": [*rest, failed]}), "es") != covered(found, "es")
