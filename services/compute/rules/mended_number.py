"""A figure was not printed as the others of its column are, or not in its cell, and was read all the same.

A comma where the point should be, a rate that a blank broke in two, a figure that slid into the text beside its cell:
where the marks or the row's own arithmetic leave one reading, it is taken; what stood there is kept in the evidence.
"""

import polars as pl

from services.compute.policy import Policy
from services.compute.recognition.columns import label_among
from services.compute.recognition.statement import Statement
from services.compute.rules.rule import Finding, Outcome, Rule, subject_of
from services.compute.rules.wording import shown
from shared.report import Text

RULE = Rule(
    id="mended-number",
    version=2,
    severity="information",
    title=Text(es="Cifra enmendada al leer", en="Figure mended in reading"),
    why=Text(
        es="Una cifra con sus signos trocados o fuera de su celda se leyó de la única manera posible; conviene verla.",
        en="A figure with its marks confused or out of its cell was read in the one way there is; it is worth a look.",
    ),
    source=Text(
        es="Los signos de la cifra, las cifras de su columna y la aritmética de su renglón dejan una sola lectura",
        en="The marks of the figure, the figures of its column and the arithmetic of its row leave one reading",
    ),
    fails=Text(
        es="3,544,052,125,20 entre cifras como 1,046,522,550.00: se leyó como 3,544,052,125.20",
        en="3,544,052,125,20 among figures such as 1,046,522,550.00: read as 3,544,052,125.20",
    ),
    passes="3,544,052,125.20",
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a figure."""
    mended = statement.facts.filter(pl.col("value").is_not_null() & pl.col("mended"))
    outcome = Outcome(passed=statement.facts["value"].count() - mended.height)
    labels = {
        (table.id, column.index): label_among(column, table.columns)
        for table in statement.tables
        for column in table.columns
    }
    for row in mended.iter_rows(named=True):
        text, value = row["text"], shown(row["value"], row["unit"])
        label = labels.get((row["table"], row["column"]), "")
        there = Text(es=f", en «{label}»,", en=f", in “{label}”,") if label else Text(es="", en="")
        outcome.findings.append(
            Finding(
                subject=subject_of(row),
                message=Text(
                    es=f"«{text}»{there.es} no está escrita o puesta como otras de su columna; se leyó como {value}.",
                    en=f"“{text}”{there.en} is not written or placed as others of its column are; read as {value}.",
                ),
                facts=(row["fact"],),
                origin="reading",
            )
        )
    return outcome
