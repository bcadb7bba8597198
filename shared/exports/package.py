"""Reports as a Frictionless Data Package: a .zip of CSV tables, the reports as JSON, and what every column holds."""

import io
import json
import zipfile
from collections.abc import Sequence
from typing import Any

from shared.exports.rows import COLUMNS, DATES, FIGURES, WHOLE, Reviews, sheets_of
from shared.exports.tabular import to_csv
from shared.report import Report

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""Of every member, so that the same reports make the same bytes."""


def to_package(reports: Sequence[Report], reviews: Reviews | None = None) -> bytes:
    """The .zip: `datapackage.json`, a table a kind of part under `data/`, and `data/reports.json`, a JSON array.

    A row's key is its `filing_id` and its `id`.
    """
    members: dict[str, str] = {}
    resources: list[dict[str, Any]] = []
    for name, (kind, parts) in sheets_of(reports, reviews).items():
        path = f"data/{name}.csv"
        members[path] = to_csv(kind, parts)
        resources.append(_described(name, path, "csv", "text/csv", members[path], "tabular-data-resource"))
        fields = [_field(column) for column in COLUMNS[kind]]
        resources[-1]["schema"] = {"fields": fields, "missingValues": [""], "primaryKey": ["filing_id", "id"]}
    members["data/reports.json"] = "[" + ",\n".join(report.to_json() for report in reports) + "]\n"
    path = "data/reports.json"
    resources.append(_described("reports", path, "json", "application/json", members[path], "data-resource"))
    about = {"profile": "data-package", "name": "cotejo-report", "title": "Cotejo", "resources": resources}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        described = json.dumps(about, indent=1, ensure_ascii=False) + "\n"
        for path, text in {"datapackage.json": described, **members}.items():
            archive.writestr(zipfile.ZipInfo(path, _MOMENT), text, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _described(name: str, path: str, form: str, media_type: str, text: str, profile: str) -> dict[str, Any]:
    return {
        **{"name": name, "path": path, "profile": profile, "format": form, "mediatype": media_type},
        **{"encoding": "utf-8", "bytes": len(text.encode())},
    }


def _field(column: str) -> dict[str, str]:
    if column in FIGURES:
        return {"name": column, "type": "number"}
    if column in WHOLE:
        return {"name": column, "type": "integer"}
    return {"name": column, "type": "date" if column in DATES else "string"}
