"""What is told of small filings written out as text."""

from typing import NamedTuple

import cotejo
from services.compute.reading import read
from services.compute.recognition import Statement, recognise
from shared.report import Report


def recognised(text: str) -> Statement:
    """What recognition makes of `text`, in which bars stand for tabs."""
    return recognise(read(text.replace("|", "\t").encode()), "MXN")


def concepts(statement: Statement) -> list[str | None]:
    """The concepts of the columns of its first table."""
    return [column.concept.code if column.concept else None for column in statement.tables[0].columns]


def report_of(text: str) -> Report:
    """The report on `text`."""
    return cotejo.analyse(text.encode(), filename="informe.txt")


class Told(NamedTuple):
    """What the figures of a column are, in which unit, and the last day of what they are of."""

    concept: str
    unit: str | None
    end: str | None


def of_columns(report: Report) -> dict[int, Told]:
    """What is told of the figures of each column, by its place."""
    return {
        fact.evidence.column or 0: Told(fact.concept, fact.unit, fact.period.end.isoformat() if fact.period else None)
        for fact in report.facts
        if fact.value is not None
    }


def units_of_columns(report: Report) -> dict[int, str | None]:
    """The unit of the figures of each column, by its place."""
    return {place: told.unit for place, told in of_columns(report).items()}
