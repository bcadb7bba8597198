"""Parts of a report as CSV, XLSX or Parquet: one row a fact, an indicator or an anomaly."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from shared.report import AnomalyPart, FactPart, IndicatorPart

Part = FactPart | IndicatorPart | AnomalyPart

MEDIA_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
_PLACES = ("table", "page", "line", "row", "column", "cell", "text")
_COLUMNS = {
    FactPart: ("id", "subject_kind", "subject_code", "subject_name", "concept", "value", "category", "unit", "group",
               "period_start", "period_end", *_PLACES),
    IndicatorPart: ("id", "subject_kind", "subject_code", "subject_name", "name", "value", "formula", "rating",
                    "reported", "inputs"),
    AnomalyPart: ("id", "rule", "severity", "origin", "subject_kind", "subject_code", "subject_name", "message_es",
                  "message_en", "expected", "observed", "difference", "facts", *_PLACES),
}  # fmt: skip


def flatten(part: Part) -> dict[str, Any]:
    """One part as one row. The first place stands for all the places of an anomaly; lists are joined by blanks."""
    row: dict[str, Any] = {}
    for name, value in part.model_dump(mode="json").items():
        if name == "evidence":
            first = value[0] if isinstance(value, list) and value else value or {}
            row |= {place: first.get(place) for place in _PLACES} if first else {}
        elif isinstance(value, Mapping):
            prefix = "" if name == "context" else f"{name}_"
            row |= {f"{prefix}{key}": inner for key, inner in value.items()}
        elif isinstance(value, list):
            row[name] = " ".join(map(str, value))
        else:
            row[name] = value
    return {column: row.get(column) for column in _COLUMNS[type(part)]}


def to_csv(kind: type[Part], parts: Sequence[Part]) -> str:
    """`parts`, all of `kind`, as CSV with a line of headings."""
    text = io.StringIO()
    writer = csv.DictWriter(text, _COLUMNS[kind], lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(flatten, parts))
    return text.getvalue()


def to_parquet(kind: type[Part], parts: Sequence[Part]) -> bytes:
    """`parts` as Parquet; figures stay decimal strings."""
    import polars as pl  # imported here: only this format needs it

    whole = ("page", "line", "row", "column")
    schema = {column: pl.Int64 if column in whole else pl.String for column in _COLUMNS[kind]}
    stream = io.BytesIO()
    pl.DataFrame([flatten(part) for part in parts], schema=schema).write_parquet(stream)
    return stream.getvalue()


def to_xlsx(sheets: Mapping[str, tuple[type[Part], Sequence[Part]]]) -> bytes:
    """A workbook with a sheet for each kind of part. Text stays text, whatever it begins with; figures are numbers."""
    import xlsxwriter  # imported here: only this format needs it

    stream = io.BytesIO()
    with xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        bold = book.add_format({"bold": True})
        for title, (kind, parts) in sheets.items():
            sheet = book.add_worksheet(title)
            columns = _COLUMNS[kind]
            sheet.write_row(0, 0, columns, bold)
            for number, part in enumerate(parts, 1):
                for column, (name, value) in enumerate(flatten(part).items()):
                    if value is None:
                        continue
                    if name in ("value", "expected", "observed", "difference"):
                        sheet.write_number(number, column, float(value))
                    elif isinstance(value, int):
                        sheet.write_number(number, column, value)
                    else:
                        sheet.write_string(number, column, value)
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, len(parts), len(columns) - 1)
    return stream.getvalue()
