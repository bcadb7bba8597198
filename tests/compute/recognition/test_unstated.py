"""A statement that says "no aplica" is that statement, with nothing to state; a page that only looks empty is not."""

from pathlib import Path

import pytest

import cotejo
from services.compute.reading.errors import UnreadableFiling
from shared.summary_words import nothing_found

_HEAD = "INSTITUTO DE PENSIONES DEL ESTADO DE PUEBLA\n{title}\nDel 1 de enero al 30 de septiembre de 2021\n\n"


def _filing(folder: Path, title: str, says: str) -> Path:
    path = folder / "a.txt"
    path.write_text(_HEAD.format(title=title) + says + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("says", ["NO APLICA", "El Instituto no tiene nada que manifestar en este periodo."])
def test_a_page_without_a_table_is_the_statement_it_names(tmp_path: Path, says: str) -> None:
    report = cotejo.analyse(_filing(tmp_path, "Informe sobre Pasivos Contingentes", says))
    assert report.filing.statements == ["contingent-liabilities"]
    assert (report.filing.family, report.filing.period is not None) == ("government-accounting", True)
    assert nothing_found(report, "es") == "Ninguna cifra se pudo contrastar con otra"


@pytest.mark.parametrize(
    ("title", "says"),
    [("Informe sobre Pasivos Contingentes", "Se entrega por separado"), ("Oficio de remisión", "NO APLICA")],
)
def test_without_a_name_or_without_saying_so_it_is_none(tmp_path: Path, title: str, says: str) -> None:
    with pytest.raises(UnreadableFiling):
        cotejo.analyse(_filing(tmp_path, title, says))
