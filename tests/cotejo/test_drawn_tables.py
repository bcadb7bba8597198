"""Tables drawn in a terminal fit into it, and nothing of them is lost."""

import re

import pytest

from cotejo.drawn_tables import print_tables

_COLUMNS = 14


def _drawn(capsys: pytest.CaptureFixture[str], rows: list[list[str]]) -> list[str]:
    print_tables([{"page": 1, "title": "Egresos", "rows": rows}], "es")
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("width", [60, 80, 120])
def test_columns_that_do_not_fit_come_in_bands(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    head = [f"Columna {number}" for number in range(_COLUMNS)]
    figures = [f"1,234,5{number:02}.00" for number in range(_COLUMNS)]
    lines = _drawn(capsys, [head, ["Capítulo que va solo en su renglón", *[""] * (_COLUMNS - 1)], figures])
    assert max(map(len, lines)) <= width
    bands = [line for line in lines if re.match(r"columnas \d+ a \d+ de 14$", line.strip())]
    assert len(bands) > 1 and bands[0].startswith("columnas 1 a ") and bands[-1].strip().endswith(" a 14 de 14")
    assert [figure for line in lines for figure in re.findall(r"1,234,5\d\d\.00", line)] == figures


def test_columns_that_fit_are_drawn_beside_each_other(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = _drawn(capsys, [["Concepto", "Aprobado", "Devengado"], ["Agua", "10.00", "5.00"]])
    assert not any("columnas" in line for line in lines)
    assert any(line.split() == ["2", "Agua", "10.00", "5.00"] for line in lines)
