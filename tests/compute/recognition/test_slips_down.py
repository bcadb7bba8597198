"""Rows that lost a figure, placed by what the sums down the columns leave for them; rows of zeros by their own sums."""

import pytest

from services.compute.reading import read
from services.compute.recognition import recognise

TITLE = ("Instituto de Prueba", "Estado Analítico de Ingresos", "Del 1 de enero al 30 de junio de 2024", "(Pesos)", "")
HEADS = "Concepto\tEstimado\tDevengado\tRecaudado"
GROUPS = {
    "1 Propios": ("300.00", "200.00", "190.00"), "11 Cuotas": ("120.00", "80.00", "75.00"),
    "12 Ventas": ("180.00", "120.00", "115.00"), "2 Ajenos": ("90.00", "61.00", "52.00"),
    "21 Estado": ("50.00", "35.00", "31.00"), "22 Federación": ("40.00", "26.00", "21.00"),
    "Total": ("390.00", "261.00", "242.00"),
}  # fmt: skip
CONCEPTS = ("estimated", "accrued", "collected")


def _read(heads: str, rows: list[list[str]]) -> dict[str, dict[str, str]]:
    """By name what is read of each of `rows`."""
    lines = (*TITLE, heads, *("\t".join(row) for row in rows))
    found: dict[str, dict[str, str]] = {}
    for one in recognise(read("\n".join(lines).encode(), "informe.txt"), "MXN").facts.iter_rows(named=True):
        found.setdefault(one["subject_name"], {})[one["concept"]] = one["text"]
    return found


@pytest.mark.parametrize("name", GROUPS)
@pytest.mark.parametrize("place", range(3))
def test_sums_down_the_columns_tell_which_figure_is_lost(name: str, place: int) -> None:
    rows = [[label, *figures] for label, figures in GROUPS.items()]
    del rows[list(GROUPS).index(name)][place + 1]
    found = _read(HEADS, rows)
    whole = {label: dict(zip(CONCEPTS, figures, strict=True)) for label, figures in GROUPS.items()}
    del whole[name][CONCEPTS[place]]
    assert found == whole


def test_figures_that_no_sum_places_are_not_read() -> None:
    rows = [[label, *figures] for label, figures in GROUPS.items() if label not in ("2 Ajenos", "Total")]
    del rows[-1][2]
    assert "accrued" not in _read(HEADS, rows).get("22 Federación", {})


SPENT = "Concepto\tAprobado\tAmpliaciones/(Reducciones)\tModificado\tDevengado\tPagado\tSubejercicio"
MOMENTS = ("approved", "adjustment", "modified", "accrued", "paid", "underspend")


@pytest.mark.parametrize("place", range(6))
def test_of_a_row_of_zeros_that_lost_one_only_that_is_open_which_no_sum_gives(place: int) -> None:
    rows = [
        [f"{n} Capítulo", f"{n}0.00", f"{n}.00", f"{n}{n}.00", "5.00", "4.00", f"{11 * n - 5}.00"] for n in range(1, 6)
    ]
    zeros = ["9 Deuda", *["0.00"] * 6]
    del zeros[place + 1]
    found = _read(SPENT, [*rows, zeros])["9 Deuda"]
    assert found == dict.fromkeys((one for one in MOMENTS if one != "paid"), "0.00")
