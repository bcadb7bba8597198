"""What a table does not say of its figures is told: that nothing is wrong with them, nobody knows."""

import pytest

import cotejo
from shared.report import Report

_ROWS = [("A00", "Papel", "500.50", "250.25"), ("B00", "Agua", "700.00", "320.10"), ("C00", "Luz", "90.75", "0.00")]


def _report(*rows: tuple[str, ...], title: str = "") -> Report:
    text = "\n".join("\t".join(row) for row in rows)
    return cotejo.analyse(f"{title}{text}\n".encode(), filename="gasto.txt")


def _told(report: Report) -> list[str]:
    return [anomaly.message.en for anomaly in report.anomalies if anomaly.rule == "unrecognised-column"]


def test_several_columns_of_figures_without_any_heading_are_told() -> None:
    (told,) = _told(_report(*_ROWS))
    assert told.startswith("The table does not say what its 2 columns of figures are")
    assert not _told(_report(("Clave", "Nombre", "Aprobado", "Pagado"), *_ROWS))


def test_one_amount_beside_each_name_needs_no_heading() -> None:
    assert not _told(_report(*(row[1:3] for row in _ROWS)))


@pytest.mark.parametrize("known", ["", "Aprobado"])
def test_a_column_without_a_heading_passes_nowhere(known: str) -> None:
    report = _report(("Clave", "Nombre", known, ""), *_ROWS)
    rule = next(one for one in report.coverage.rules if one.rule == "unrecognised-column")
    assert rule.passed == bool(known)
