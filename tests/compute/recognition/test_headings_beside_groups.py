"""A heading that reaches over others to its right, as merged cells are written, and one of its own column alone."""

import pytest

from services.compute.reading import read
from services.compute.recognition import recognise

_ROWS = "Norte,120,150,25.0,7,3\nSur,200,220,10.0,9,4\nCentro,80,60,-25.0,2,8\n"


def _units(headings: str) -> dict[str, str | None]:
    """The unit of the first figure under each heading."""
    statement = recognise(read((headings + _ROWS).encode(), "a.csv"), "MXN")
    labels = {column.index: column.path for column in statement.tables[0].columns}
    facts = statement.facts.unique("column", keep="first", maintain_order=True)
    return {labels[column]: unit for column, unit in facts.select("column", "unit").iter_rows()}


@pytest.mark.parametrize(
    "first", ["Región,2019,2020,% Change,,\n,Ventas,Ventas", "Región,Ventas,,% Change,,\n,2019,2020"]
)
def test_a_rate_that_nothing_below_parts_is_none_of_the_columns_to_its_right(first: str) -> None:
    units = _units(f"{first},,Unidades,Tiendas\n")
    assert units["% Change"] == "ratio"
    assert (units["Unidades"], units["Tiendas"]) == (None, None)


def test_a_heading_that_others_part_below_it_reaches_over_them() -> None:
    units = _units("Región,Ventas,,% Change,,\n,2019,2020,Ventas,Unidades,Tiendas\n")
    assert [units[f"% Change / {name}"] for name in ("Ventas", "Unidades", "Tiendas")] == ["ratio"] * 3
