"""Slips of whole rows in words: what a total does with the row, column by column."""

from collections.abc import Sequence
from decimal import Decimal

from services.compute.recognition.statement import Statement, place_of
from services.compute.rules.agreement.equation import Equation
from services.compute.rules.agreement.known import Known
from services.compute.rules.agreement.row_slips import RowSlip
from services.compute.rules.agreement.style import Style, column_label, shortened
from services.compute.rules.agreement.sure_rows import LEFT_OUT, TURNED, TWICE
from services.compute.rules.wording import printed
from shared.report import Text

_DOES = {
    LEFT_OUT: Text(es="deja fuera {row}", en="leaves out {row}"),
    TWICE: Text(es="cuenta dos veces {row}", en="counts twice {row}"),
    TURNED: Text(es="toma con el signo contrario {row}", en="takes {row} with the wrong sign"),
}
"""What a total does with a row."""


def of_row(statement: Statement, slip: RowSlip) -> Text:
    """What is wrong with a row or the total of it."""
    return _of_the_total(statement, slip) if slip.is_of_the_total else _of_the_row(statement, slip)


def _of_the_total(statement: Statement, slip: RowSlip) -> Text:
    first, *others = slip.equations
    total, columns = _row_named(statement, first.aggregate), [first, *others, *slip.carried]
    if len(columns) == 1:
        style, figure = Style.of(statement, first), _part(first, slip.rows[0])
        label, said = column_label(statement, first.aggregate), printed(statement, first.aggregate.fact)
        where, made = f", {label}" if label else "", style.shown(first.made, figure)
        amounts = [style.shown(_part(first, row).value, figure) for row in slip.rows]
        part, count = _done(statement, slip, amounts), len(first.parts)
        return Text(
            es=f"{total}{where} {part.es}: dice {said}, y sus {count} renglones suman {made}.",
            en=f"{total}{where} {part.en}: it says {said}, and its {count} rows add up to {made}.",
        )
    part = _done(statement, slip, ())
    listed = "; ".join(
        f"{column_label(statement, one.aggregate)} ({printed(statement, one.aggregate.fact)} → "
        f"{Style.of(statement, one).shown(one.made, one.aggregate)})"
        for one in columns
    )
    return Text(
        es=f"{total} {part.es} en {len(columns)} columnas: {listed}.",
        en=f"{total} {part.en} in {len(columns)} columns: {listed}.",
    )


def _done(statement: Statement, slip: RowSlip, amounts: Sequence[str]) -> Text:
    """What a total does with the rows that it errs about."""
    rows, does = _rows_named(statement, slip, amounts), _DOES[slip.factor]
    return Text(es=does.es.format(row=rows.es), en=does.en.format(row=rows.en))


def _rows_named(statement: Statement, slip: RowSlip, amounts: Sequence[str]) -> Text:
    """The rows that a total errs about with their `amounts`, those of which it may be either with the one of both."""
    figures = {part.row: part for one in slip.equations for part in one.parts}
    names = [_row_named(statement, figures[row]) for row in slip.rows]
    if slip.together:
        said = [f"{name} ({amount})" for name, amount in zip(names, amounts, strict=True)] if amounts else names
        return Text(es=" y ".join(said), en=" and ".join(said))
    amount = f" ({amounts[0]})" if amounts else ""
    return Text(es=" o ".join(names) + amount, en=" or ".join(names) + amount)


def _of_the_row(statement: Statement, slip: RowSlip) -> Text:
    (row,) = slip.rows
    name = _row_named(statement, _part(slip.equations[0], row))
    listed = "; ".join(
        f"{column_label(statement, part)} ({printed(statement, part.fact)} → "
        f"{Style.of(statement, one).shown(part.value * slip.factor, part)})"
        for one in slip.equations
        if (part := _part(one, row))
    )
    several, wrong = len(slip.equations) > 1, _wrong_with(slip.factor)
    return Text(
        es=f"{name} {wrong.es}. "
        f"{'Los totales cuadran' if several else 'El total cuadra'} con lo que corresponde: {listed}.",
        en=f"{name} {wrong.en}. "
        f"{'The totals agree' if several else 'The total agrees'} with what it should be: {listed}.",
    )


def _wrong_with(factor: Decimal) -> Text:
    """What is wrong with a row that should be so many times what it is."""
    if factor == TURNED:
        return Text(es="lleva el signo contrario", en="has the wrong sign")
    larger = factor < 1
    times = f"{(1 / factor if larger else factor).quantize(Decimal(1)):,f}"
    return Text(
        es=f"está en otra unidad que los demás renglones, {times} veces {'mayor' if larger else 'menor'}",
        en=f"stands in another unit than the other rows, {times} times too {'large' if larger else 'small'}",
    )


def _part(one: Equation, row: int) -> Known:
    return next(part for part in one.parts if part.row == row)


def _row_named(statement: Statement, figure: Known) -> str:
    """The row of a figure by its code and name."""
    row = statement.facts.row(place_of(figure.fact), named=True)
    code, name = row["subject_code"], row["subject_name"]
    said = dict.fromkeys(
        str(one) for one in (code, name) if one and not (one is code and str(name or "").startswith(code))
    )
    return f"«{shortened(' '.join(said) or str(row['row'] + 1))}»"
