"""What recognition made of a filing comes back from its packing as it was."""

from pathlib import Path

import polars.testing
import pytest

from services.compute.kept import pack, unpack
from services.compute.policy import load_policy
from services.compute.recognition import recognise
from services.compute.rules import check_all
from tests.analysed import read_file
from tests.conftest import SAMPLES, real_filing


def _unchanged(path: Path) -> None:
    statement = recognise(read_file(path), "MXN")
    again = unpack(pack(statement))
    polars.testing.assert_frame_equal(again.facts, statement.facts)
    polars.testing.assert_frame_equal(again.subjects, statement.subjects)
    assert (again.tables, again.notes, again.filing_notes) == (
        statement.tables,
        statement.notes,
        statement.filing_notes,
    )
    assert check_all(again, load_policy()) == check_all(statement, load_policy())


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("programas*")))
def test_samples(name: str) -> None:
    _unchanged(SAMPLES / name)


@pytest.mark.parametrize(
    "name",
    [
        "isseg-investment-programmes-2023.txt",
        "statements/inaeba-2019-q3/7.2-programas-y-proyectos-de-inversion.xlsx",
        "statements/inaeba-2019-q3/10.4-ldf-balance-presupuestario.pdf",
    ],
)
def test_real_filings(name: str) -> None:
    _unchanged(real_filing(name))
