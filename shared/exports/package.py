"""Reports as a Frictionless Data Package: a .zip of CSV tables, the reports as JSON, and what every column holds."""

import io
import json
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import IO, Any

from shared.exports.rows import COLUMNS, DATES, FIGURES, WHOLE, Reviews, sheets_of
from shared.exports.tabular import write_csv
from shared.report import Report

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""Of every member, so that the same reports make the same bytes."""
_BYTES_AT_ONCE = 1 << 20


def to_package(reports: Sequence[Report], reviews: Reviews | None = None) -> bytes:
    """The .zip: `datapackage.json`, a table a kind of part under `data/`, and `data/reports.json`, a JSON array.

    A row's key is its `filing_id` and its `id`.
    """
    stream = io.BytesIO()
    write_package(stream, reports, reviews)
    return stream.getvalue()


def write_package(stream: IO[bytes], reports: Sequence[Report], reviews: Reviews | None = None) -> None:
    """Write what `to_package` gives. Its description comes first and says how long each member is, so that they wait in
    files without a name.
    """
    with ExitStack() as held:
        members: dict[str, IO[bytes]] = {}
        resources: list[dict[str, Any]] = []
        for name, (kind, parts) in sheets_of(reports, reviews).items():
            path = f"data/{name}.csv"
            members[path] = held.enter_context(TemporaryFile())
            write_csv(members[path], kind, parts)
            resources.append(_described(name, path, "csv", "text/csv", members[path], "tabular-data-resource"))
            fields = [_field(column) for column in COLUMNS[kind]]
            resources[-1]["schema"] = {"fields": fields, "missingValues": [""], "primaryKey": ["filing_id", "id"]}
        path = "data/reports.json"
        members[path] = held.enter_context(TemporaryFile())
        members[path].writelines(_documents(reports))
        resources.append(_described("reports", path, "json", "application/json", members[path], "data-resource"))
        about = {"profile": "data-package", "name": "cotejo-report", "title": "Cotejo", "resources": resources}
        described = json.dumps(about, indent=1, ensure_ascii=False) + "\n"
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for path, content in {"datapackage.json": io.BytesIO(described.encode()), **members}.items():
                _add(archive, path, content)


def _documents(reports: Sequence[Report]) -> Iterator[bytes]:
    for number, report in enumerate(reports):
        yield b",\n" if number else b"["
        yield from report.json_pieces()
    yield b"]\n" if reports else b"[]\n"


def _add(archive: zipfile.ZipFile, path: str, content: IO[bytes]) -> None:
    member = zipfile.ZipInfo(path, _MOMENT)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.file_size = content.seek(0, io.SEEK_END)
    content.seek(0)
    with archive.open(member, "w") as body:
        shutil.copyfileobj(content, body, _BYTES_AT_ONCE)


def _described(name: str, path: str, form: str, media_type: str, content: IO[bytes], profile: str) -> dict[str, Any]:
    return {
        **{"name": name, "path": path, "profile": profile, "format": form, "mediatype": media_type},
        **{"encoding": "utf-8", "bytes": content.tell()},
    }


def _field(column: str) -> dict[str, str]:
    if column in FIGURES:
        return {"name": column, "type": "number"}
    if column in WHOLE:
        return {"name": column, "type": "integer"}
    return {"name": column, "type": "date" if column in DATES else "string"}
