"""A figure stands outside every row and column: beside a remark, under the table, in no column of its own.

It belongs to nothing that the statement says; most often it was left behind from working it out.
"""

from services.compute.policy import Policy
from services.compute.recognition.statement import RowNote, Statement
from services.compute.rules.notes import note_outcome
from services.compute.rules.rule import Finding, Outcome, Rule
from shared.figures import stored_number
from shared.report import Text

RULE = Rule(
    id="stray-figure",
    version=1,
    severity="warning",
    title=Text(es="Cifra suelta", en="Stray figure"),
    why=Text(
        es="Una cifra que no pertenece a ningún renglón suele ser un resto de cálculo, a veces la diferencia misma.",
        en="A figure that belongs to no row is most often left over from working, at times the very difference.",
    ),
    source=Text(
        es="CONAC, normas sobre la estructura de los estados; criterio propio de este proyecto",
        en="CONAC, norms on the structure of statements; a default of this project",
    ),
    fails=Text(
        es="841.50 bajo el cuadro, junto a la declaración de decir verdad",
        en="841.50 under the table, beside the declaration of truth",
    ),
    passes=Text(es="841.50 en un renglón con nombre", en="841.50 in a row with a name"),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a row of figures."""
    return note_outcome(statement, "stray", _finding)


def _finding(note: RowNote) -> Finding:
    texts = ", ".join(stored_number(cell.text) if cell.address else cell.text for cell in note.cells)
    one = len(note.cells) == 1
    es = f"La cifra {texts} está" if one else f"Las cifras {texts} están"
    en = f"The figure {texts} stands" if one else f"The figures {texts} stand"
    return Finding(
        subject=("account", None, None),
        message=Text(
            es=f"{es} fuera de los renglones del cuadro y no pertenece{'' if one else 'n'} a ninguno.",
            en=f"{en} outside the rows of the table and belong{'s' if one else ''} to none.",
        ),
        cells=note.cells,
        table=note.table,
    )
