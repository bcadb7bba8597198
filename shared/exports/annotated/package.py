"""The package that a workbook is: its members, what each refers to, and what is written over."""

import io
import posixpath
import re
import zipfile
from xml.etree import ElementTree

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATIONS = f"{{{_PACKAGE}/relationships}}"
_EMPTY = f'<?xml version="1.0" encoding="UTF-8"?>\n<Relationships xmlns="{_PACKAGE}/relationships"></Relationships>'


class Package:
    """The members of an archive, as they were or as they were written over."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._fresh: dict[str, bytes] = {}
        self._names = set(archive.namelist())

    def has(self, path: str) -> bool:
        """Whether there is such a member."""
        return path in self._fresh or path in self._names

    def read(self, path: str) -> bytes:
        """A member as it is now."""
        return self._fresh[path] if path in self._fresh else self._archive.read(path)

    def text(self, path: str | None) -> str | None:
        """A member as text; None where there is none."""
        return self.read(path).decode("utf-8-sig") if path and self.has(path) else None

    def write(self, path: str, body: str | bytes) -> None:
        """Put `body` in the place of a member, or beside the others."""
        self._fresh[path] = body.encode() if isinstance(body, str) else body

    def saved(self) -> bytes:
        """The package, every member that was not written over as it was."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as copy:
            for member in self._archive.infolist():
                copy.writestr(member, self.read(member.filename), zipfile.ZIP_DEFLATED)
            for path in self._fresh.keys() - self._names:
                copy.writestr(path, self._fresh[path])
        return stream.getvalue()

    def relations(self, path: str) -> list[tuple[str, str, str]]:
        """Id, kind and target of what the part at `path` refers to within the package."""
        text = self.text(_relations_of(path))
        return [
            (entry.get("Id", ""), entry.get("Type", "").rpartition("/")[2], _target(path, entry.get("Target", "")))
            for entry in (parsed(text) if text else ())
            if entry.tag == f"{_RELATIONS}Relationship" and entry.get("TargetMode") != "External"
        ]

    def relate(self, path: str, key: str, kind: str, target: str) -> None:
        """Let the part at `path` refer to that at `target` by `key`."""
        entry = f'<Relationship xmlns="{_PACKAGE}/relationships" Id="{key}" Type="{kind}" Target="/{target}"/>'
        self.write(_relations_of(path), _inside(self.text(_relations_of(path)) or _EMPTY, "Relationships", entry))

    def declare(self, name: str, key: str, media_type: str) -> None:
        """Say what a part (`name` Override) or an extension (Default) is, unless it is said."""
        text = self.text("[Content_Types].xml") or ""
        attribute = "PartName" if name == "Override" else "Extension"
        if f'{attribute}="{key}"' not in text:
            entry = f'<{name} xmlns="{_PACKAGE}/content-types" {attribute}="{key}" ContentType="{media_type}"/>'
            self.write("[Content_Types].xml", _inside(text, "Types", entry))


def parsed(text: str) -> ElementTree.Element:
    """The root of a part. Raises `ValueError` where it declares entities, which no workbook does."""
    if "<!DOCTYPE" in text:
        raise ValueError("a document type is declared")
    return ElementTree.fromstring(text)  # noqa: S314  (nothing in it can be declared)


def _relations_of(path: str) -> str:
    folder, name = posixpath.split(path)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _target(path: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(path), target)).lstrip("/")


def _inside(text: str, root: str, entry: str) -> str:
    """`text` with `entry` as the last thing within its root element."""
    open_too = re.sub(rf"<((?:\w+:)?{root})\b([^>]*)/>", r"<\1\2></\1>", text)
    at = open_too.rindex("</")
    return open_too[:at] + entry + open_too[at:]
