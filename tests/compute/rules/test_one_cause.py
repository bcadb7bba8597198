"""One wrong figure is told once, and by the sum that says what it should be."""

import pytest

import cotejo
from shared.report import AnomalyPart

_HEAD = "Secretaría de Prueba\nGasto por capítulo, enero a diciembre de 2024\n\n"
_CHAPTERS = """Capítulo\tAprobado\tModificado\tDevengado\tPagado
1000 Servicios personales\t2,812,400.5\t2,830,150.2\t2,829,990.1\t2,829,990.1
2000 Materiales y suministros\t154,300.0\t158,900.7\t156,750.3\t150,112.8
3000 Servicios generales\t98,700.4\t101,300.9\t97,950.6\t95,004.2
Total\t3,065,400.9\t3,090,351.8\t3,084,691.0\t3,075,107.1
"""
_WORKS = """Contrato\tObra\tLocalidad\tMonto contratado\tEjercido\tAvance físico\tAvance financiero
MEJ-FAISM-001-2024\tConstrucción de drenaje\tLa Loma\t1,845,320.50\t1,476,256.40\t85%\t80%
MEJ-FAISM-002-2024\tPavimentación de calles\tSan Isidro\t2,310,000.00\t1,617,000.00\t72%\t70%
MEJ-FAISM-003-2024\tRed eléctrica\tEl Salto\t640,800.00\t640,800.00\t100%\t100%
MEJ-FAISM-004-2024\tRehabilitación de pozo\tLa Presa\t1,120,450.00\t448,180.00\t45%\t40%
Total FAISMUN\t\t\t5,916,570.50\t4,182,236.40\t\t70.7%
"""


def _told(table: str, old: str = "", new: str = "") -> list[AnomalyPart]:
    assert old in table
    report = cotejo.analyse(f"{_HEAD}{table.replace(old, new, 1)}".encode(), filename="informe.txt")
    return [one for one in report.anomalies if one.severity != "information"]


@pytest.mark.parametrize("table", [_CHAPTERS, _WORKS])
def test_nothing_is_told_of_what_agrees(table: str) -> None:
    assert not _told(table)


@pytest.mark.parametrize(
    ("table", "old", "new", "right"),
    [
        (_CHAPTERS, "97,950.6\t95,004.2", "97,950.6\t99,504.2", "95004.2"),
        (_CHAPTERS, "156,750.3", "165,750.3", "156750.3"),
        (_CHAPTERS, "3,075,107.1", "3,175,107.1", "3075107.1"),
        (_WORKS, "640,800.00\t640,800.00", "640,800.00\t690,800.00", "640800"),
    ],
)
def test_a_figure_above_its_limit_that_a_sum_tells_is_told_once(table: str, old: str, new: str, right: str) -> None:
    (one,) = _told(table, old, new)
    assert (one.rule, one.expected) == ("total-mismatch", right)
    assert one.evidence[0].text in new


def test_a_limit_broken_with_no_sum_against_it_is_told() -> None:
    more = _CHAPTERS.replace("95,004.2", "99,004.2").replace("3,075,107.1", "3,079,107.1")
    assert [one.rule for one in _told(more)] == ["paid-exceeds-accrued"]


@pytest.mark.parametrize("total", ["5,961,570.50", "5,915,670.50"])
def test_a_total_is_told_by_its_sum_before_its_rate(total: str) -> None:
    (one,) = _told(_WORKS, "5,916,570.50", total)
    assert (one.rule, one.evidence[0].text, one.expected) == ("total-mismatch", total, "5916570.5")


def test_a_contract_on_two_rows_is_told() -> None:
    row = "MEJ-FAISM-003-2024\tRed eléctrica\tEl Salto\t640,800.00\t640,800.00\t100%\t100%\n"
    told = _told(_WORKS, row, row + row)
    assert [(one.rule, one.subject.code) for one in told if one.rule == "duplicate-key"] == [
        ("duplicate-key", "MEJ-FAISM-003-2024")
    ]


@pytest.mark.parametrize(
    ("unit", "said"),
    [("(Miles de pesos)", "Cifras en miles."), ("(Millones de pesos)", "Cifras en millones."), ("", "")],
)
def test_messages_say_in_what_their_amounts_are(unit: str, said: str) -> None:
    more = _CHAPTERS.replace("95,004.2", "99,004.2").replace("3,075,107.1", "3,079,107.1")
    report = cotejo.analyse(f"{_HEAD}{unit}\n\n{more}".encode(), filename="informe.txt")
    (told,) = [one.message.es for one in report.anomalies if one.rule == "paid-exceeds-accrued"]
    assert told.endswith(said) and ("Cifras en" in told) is bool(said)
