"""What the law makes of the rows of a known statement: the result of a year is its income less its expenses, assets are
what is owed and what is left.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase

import polars as pl

from services.compute.recognition.concepts import Balanced, Identity
from services.compute.recognition.folding import fold
from services.compute.recognition.statement import RecognisedTable, Statement
from services.compute.recognition.subjects import own_code
from services.compute.recognition.vocabulary import vocabulary
from services.compute.rules.agreement.equation import Equation, total_of
from services.compute.rules.agreement.known import Known

_NO_AMOUNT = (None, "ratio")
_Named = Sequence[tuple[str, Known]]


def identity_equations(statement: Statement, known: Mapping[str, Known]) -> Iterator[Equation]:
    """The identities of each table of a known kind, a column at a time, or of one time in both halves of rows that lie
    side by side, where each of their rows stands there once; `known` by fact.
    """
    kinds = {
        kind.code: kind for kind in vocabulary().statements if kind.identities or kind.begins_with or kind.balanced
    }
    for table in statement.tables:
        kind = kinds.get(table.statement or "")
        if kind is None:
            continue
        identities, begins_with = kind.identities, kind.begins_with
        facts = statement.facts.filter((pl.col("table") == table.id) & pl.col("exact").is_not_null())
        in_halves = len({column.half for column in table.columns}) > 1
        columns: dict[object, list[tuple[str, Known]]] = defaultdict(list)
        for fact, name, *of in facts.select("fact", "subject_name", "concept", "period_end", "group").iter_rows():
            if name and known[fact].unit not in _NO_AMOUNT:
                columns[tuple(of) if in_halves else known[fact].column].append((_plain(name), known[fact]))
        for named in columns.values():
            yield from _all(identities, named)
        for of_row, before in begins_with:
            yield from _beginnings(table, columns, of_row, before)
        if kind.balanced is not None:
            yield from _balance(table, columns, kind.balanced)


def _beginnings(
    table: RecognisedTable,
    columns: Mapping[object, _Named],
    of_row: Sequence[str],
    before: Sequence[str],
) -> Iterator[Equation]:
    """What begins a year with what ended the one before, where both are told whole in columns of `table`."""
    years = {column.period.end.year: column for column in table.columns if column.period and column.period.whole_year}
    for year, column in years.items():
        earlier = years.get(year - 1)
        if earlier and column.index in columns and earlier.index in columns:
            begins, ended = _only(of_row, columns[column.index]), _only(before, columns[earlier.index])
            if begins and ended:
                yield total_of(begins, [ended], [1], across=False, source="law")


def _balance(table: RecognisedTable, columns: Mapping[object, _Named], balanced: Balanced) -> Iterator[Equation]:
    """That the rows of `balanced`, all of which stand there, come to as much in each of its two columns of `table`."""
    headed = {fold(column.label): column.index for column in table.columns}
    sides = [columns.get(headed.get(label), ()) for label in balanced.columns]
    first, second = ([figure for labels in balanced.rows if (figure := _only(labels, side))] for side in sides)
    if len(first) == len(second) == len(balanced.rows):
        *others, last = second
        yield total_of(last, [*first, *others], [*[1] * len(first), *[-1] * len(others)], across=False, source="law")


def _all(identities: Sequence[Identity], named: _Named) -> Iterator[Equation]:
    """Those of `identities` whose rows are all among those `named`; what stands `instead` of the one before if not."""
    applies = False
    for identity in identities:
        if identity.nearest:
            yield from _nearest(identity, named)
            continue
        if identity.instead and applies:
            continue
        whole = _only(identity.whole, named)
        parts = [part for labels, _ in identity.terms if (part := _only(labels, named))]
        applies = whole is not None and len(parts) == len(identity.terms)
        if whole is not None and applies:
            yield total_of(whole, parts, [sign for _, sign in identity.terms], across=False, source="law")


def _nearest(identity: Identity, named: _Named) -> Iterator[Equation]:
    """`identity` of each row that is a whole, with the nearest terms above it that belong to no whole before it."""
    parts: dict[Sequence[str], Known] = {}
    for name, figure in named:
        if any(fnmatchcase(name, label) for label in identity.whole):
            if len(parts) == len(identity.terms):
                signs = [sign for _, sign in identity.terms]
                yield total_of(
                    figure, [parts[labels] for labels, _ in identity.terms], signs, across=False, source="law"
                )
            parts = {}
        parts.update(
            {labels: figure for labels, _ in identity.terms if any(fnmatchcase(name, label) for label in labels)}
        )


def _only(labels: Sequence[str], named: _Named) -> Known | None:
    found = [figure for name, figure in named if any(fnmatchcase(name, label) for label in labels)]
    return found[0] if len(found) == 1 else None


def _plain(name: str) -> str:
    """`name` folded, without its number."""
    code = own_code(name)
    return fold(name[len(code) :] if code else name)
