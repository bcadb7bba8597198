from collections.abc import Mapping

import pytest

from services.compute.reading.scan.detection import Box
from services.compute.reading.scan.expectations import Cells, meet_expectations
from services.compute.reading.scan.recognition import Character, Reading
from services.compute.reading.scan.words import Word


def column(*texts: str, doubts: Mapping[int, tuple[tuple[str, float], ...]] | None = None) -> list[Cells]:
    """Rows of one cell; `doubts` are alternatives of the last row's characters by index."""
    rows: list[Cells] = []
    for number, text in enumerate(texts):
        last = number == len(texts) - 1
        characters = tuple(
            Character(letter, 0.6, 0.0, 1.0, (doubts or {}).get(index, ()) if last else ())
            for index, letter in enumerate(text)
        )
        rows.append([[Word(Box(0, 0, 10, 10), Reading(characters))]])
    return rows


def last_of(rows: list[Cells]) -> str:
    return meet_expectations(rows)[-1][0][0].text


def test_a_doubtful_five_is_the_sign_that_every_other_figure_has() -> None:
    others = ["$1.50", "$0.00", "$12.00", "$7.25"]
    assert last_of(column(*others, "50.00", doubts={0: (("$", 0.2),)})) == "$0.00"
    assert last_of(column(*others, "50.00")) == "50.00"


def test_a_doubtful_point_before_three_digits_is_a_comma_where_others_group_so() -> None:
    doubt = {3: ((",", 0.01),)}
    assert last_of(column("1,250", "97,599", "177.738", doubts=doubt)) == "177,738"
    assert last_of(column("12.125", "1.250", "177.738", doubts=doubt)) == "177.738"


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("I. Gasto No Etiquetado (l=A+B)", "I. Gasto No Etiquetado (I=A+B)"),
        ("IlA. Total de Pasivos (llA = a + b)", "IIA. Total de Pasivos (IIA = a + b)"),
        ("IlI. Balance", "III. Balance"),
        ("l. Otros ingresos", "l. Otros ingresos"),
        ("Total al = 3", "Total al = 3"),
    ],
)
def test_an_l_in_the_numeral_of_an_account_is_an_i(read: str, meant: str) -> None:
    assert last_of(column(read)) == meant
