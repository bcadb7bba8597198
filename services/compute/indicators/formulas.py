"""What the formulas that a filing states give over its own figures, beside the value that it reports."""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from services.compute.arithmetic import Figure
from services.compute.indicators.indicator import part
from services.compute.recognition.formulas import (
    Bound,
    NoValue,
    UnreadableFormula,
    bind,
    evaluate,
    formula_over_variables,
    in_scale,
    meets,
    parse_formula,
    with_minus_for_star,
    worded,
)
from services.compute.recognition.statement import StatedFormula, Statement

Row = Mapping[str, Any]


def formula_values(statement: Statement) -> Iterator[dict[str, Any]]:
    """A value for each stated formula that can be worked out over the figures of its row.

    A scan may have made a star of a minus: of the readings, that is taken which gives what is reported, if one does.
    """
    rows = {row["subject_row"]: row for row in statement.subjects.iter_rows(named=True)} if statement.formulas else {}
    units = statement.facts["unit"]
    for formula in statement.formulas:
        row = rows.get(formula.subject_row)
        bound = bound_to(formula, row) if row is not None else ""
        if row is None or isinstance(bound, str):
            continue
        figures = {name: Figure(row[code], row[f"{code}.half"]) for name, code in bound.concepts.items()}
        try:
            results = [
                (one, evaluate(one, figures)) for one in (bound.expression, *with_minus_for_star(bound.expression))
            ]
        except NoValue:
            continue
        reported = reported_by(formula, row, units)
        measure = reported or Figure(row[bound_codes(bound)[0]], row[f"{bound_codes(bound)[0]}.half"])
        expression, result = next((pair for pair in results if meets(*pair, measure)), results[0])
        value = (in_scale(expression, result, measure) if reported else result).value
        yield part(
            "formula_value",
            {"kind": row["subject_kind"], "code": row["subject_code"], "name": row["subject_name"]},
            value,
            worded(expression, bound.concepts),
            [row[f"{code}.fact"] for code in bound_codes(bound)],
            unit="ratio" if reported and reported.percent else None,
            reported=row[f"{formula.reported}.fact"] if reported else None,
        )


def bound_codes(bound: Bound) -> tuple[str, ...]:
    """The concepts of the figures that `bound` takes, each once."""
    return tuple(dict.fromkeys(bound.concepts.values()))


def bound_to(formula: StatedFormula, row: Row) -> Bound | str:
    """The formula over the row's figures, or why there is none."""
    labels = {code: label for code, label in formula.labels.items() if row.get(code) is not None}
    why = "formula unreadable"
    for text in formula.texts:
        over_variables = formula_over_variables(text)
        try:
            readings = (over_variables,) if over_variables is not None else parse_formula(text)
        except UnreadableFormula:
            continue
        if bound := bind(readings, labels):
            return bound
        why = "formula names what the row does not give"
    return why


def reported_by(formula: StatedFormula, row: Row, units: pl.Series) -> Figure | None:
    """The figure that the row reports as what `formula` gives; None where it reports none, or counts of something."""
    value = row.get(formula.reported)
    if value is None:
        return None
    percent = units[int(row[f"{formula.reported}.fact"][1:]) - 1] == "ratio"
    if formula.reported == "achieved" and (not percent or row.get("numerator") == value):
        return None
    return Figure(value, row[f"{formula.reported}.half"], percent=percent)
