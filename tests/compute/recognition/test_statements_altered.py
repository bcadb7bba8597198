"""Real statements with their columns in another order, their headings renamed or damaged: the same facts."""

import io
import random
import unicodedata
from collections.abc import Callable

import openpyxl
import pytest

from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.recognition.folding import fold
from tests.conftest import FILINGS
from tests.statement_damage import UNREADABLE, cut_over_pages, damaged, rows_of, workbook_of
from tests.statement_truth import Spec, altered, figures_of, met, sheet_of, statements

FOLDER = FILINGS / "statements" / "inaeba-2019-q3"
pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="the shared filings are not here")
SYNONYMS = {
    "aprobado": ("Presupuesto Aprobado", "Autorizado", "APROBADO (d)", "Original"),
    "ampliaciones reducciones": ("Ampliaciones y Reducciones", "Ampliación / Reducción", "Adecuaciones"),
    "modificado": ("Vigente", "Presupuesto modificado", "MODIFICADO"),
    "devengado": ("Presupuesto Devengado", "DEVENGADO", "Devengado*"),
    "pagado": ("Presupuesto pagado", "PAGADO"),
    "subejercicio": ("Sub-ejercicio", "SUBEJERCICIO"),
    "estimado": ("Ingreso Estimado", "ESTIMADO"),
    "recaudado": ("Ingreso Recaudado", "RECAUDADO"),
    "concepto": ("CONCEPTO", "Cuenta"),
    "saldo inicial": ("Saldo al inicio",),
    "saldo final": ("Saldo al final",),
}
MISREAD = {"o": "0", "i": "l", "l": "1", "e": "c", "s": "5"}
Rename = Callable[[str], str]


def renamed(turned: random.Random) -> Rename:
    def rename(text: str) -> str:
        folded = fold(text)
        known = folded[:-2] if folded.endswith((" c", " d", " e")) else folded
        return turned.choice(SYNONYMS[known]) if known in SYNONYMS else text

    return rename


def misread(turned: random.Random) -> Rename:
    """One letter in thirty as OCR takes it for another."""

    def rename(text: str) -> str:
        return "".join(MISREAD.get(char, char) if turned.random() < 1 / 30 else char for char in text)

    return rename


def without_accents(turned: random.Random) -> Rename:
    def rename(text: str) -> str:
        return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).upper()

    return rename


def _every_other(first: int) -> list[tuple[int, tuple[str, Spec]]]:
    """Half of the statements, numbered, which is time enough; the other half with the next change."""
    return list(enumerate(statements().items()))[first::2]


@pytest.mark.parametrize(
    ("change", "least", "first"),
    [(renamed, 0.999, 0), (without_accents, 0.999, 1), (misread, 0.99, 0)],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_statements_with_other_columns_and_headings_state_the_same(
    change: Callable[[random.Random], Rename], least: float, first: int
) -> None:
    found = figures = facts = 0
    for seed, (name, spec) in _every_other(first):
        sheet = sheet_of(FOLDER / f"{name}.xlsx")
        content = altered(sheet, spec, change(random.Random(seed)), seed)
        statement = recognise(read(content), "MXN")
        result = met(figures_of(sheet, spec), list(statement.facts.iter_rows(named=True)), spec)
        found, figures, facts = found + result.found, figures + result.figures, facts + result.facts
        assert set(spec["kinds"]) <= set(statement.statements), name
    assert found >= least * figures > 1200
    assert facts - found <= (1 - least) * figures


@pytest.mark.parametrize(("ending", "least"), [("xlsx", 0.999), ("pdf", 0.98)])
def test_statements_state_what_their_workbooks_hold(ending: str, least: float) -> None:
    """Of a PDF the figures that are not zero, as far as it prints them."""
    found = figures = facts = 0
    for name, spec in statements().items():
        statement = recognise(read((FOLDER / f"{name}.{ending}").read_bytes()), "MXN")
        assert list(statement.statements) == spec["kinds"], name
        figured = figures_of(sheet_of(FOLDER / f"{name}.xlsx"), spec)
        result = met(figured, list(statement.facts.iter_rows(named=True)), spec, zeros=ending == "xlsx")
        found, figures, facts = found + result.found, figures + result.figures, facts + result.facts
    assert found >= least * figures > 1500
    assert facts - found <= 0.015 * figures


@pytest.mark.parametrize("titled", [True, False], ids=["title and headings again", "headings again"])
def test_statements_cut_over_pages_state_the_same(titled: bool) -> None:
    found = figures = facts = 0
    for _, (name, spec) in _every_other(int(titled)):
        sheet = sheet_of(FOLDER / f"{name}.xlsx")
        statement = recognise(read(cut_over_pages(sheet, spec, 3, titled=titled)), "MXN")
        result = met(figures_of(sheet, spec), list(statement.facts.iter_rows(named=True)), spec)
        found, figures, facts = found + result.found, figures + result.figures, facts + result.facts
        assert set(spec["kinds"]) <= set(statement.statements), name
    assert found >= 0.995 * figures > 1200
    assert facts - found <= 0.005 * figures


def test_figures_lost_or_beyond_reading_change_no_other_and_none_stands_for_them() -> None:
    for seed, (name, spec) in _every_other(1):
        sheet = sheet_of(FOLDER / f"{name}.xlsx")
        figures = figures_of(sheet, spec)
        content, lost = damaged(sheet, figures, seed)
        whole = recognise(read(workbook_of(rows_of(sheet), sheet.title)), "MXN")
        rest = recognise(read(content), "MXN")
        stated = {row["cell"]: (row["concept"], row["value"]) for row in rest.facts.iter_rows(named=True)}
        assert not lost & stated.keys(), name
        expected = {row["cell"]: (row["concept"], row["value"]) for row in whole.facts.iter_rows(named=True)}
        differing = {cell for cell in expected.keys() - lost if stated.get(cell) != expected[cell]}
        assert len(differing) <= 0.01 * len(expected), (name, sorted(differing)[:10])
        noted = {cell.address for note in rest.notes if note.kind == "unreadable" for cell in note.cells}
        unreadable = {cell for cell in lost if _text(content, cell) == UNREADABLE}
        assert unreadable <= noted, name


def _text(content: bytes, address: str) -> str:
    sheet, cell = address.split("!")
    return str(openpyxl.load_workbook(io.BytesIO(content))[sheet][cell].value)
