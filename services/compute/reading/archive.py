"""Archives of filings (.zip): each member is a filing of its own."""

import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from services.compute.reading.errors import UnreadableFiling
from services.compute.reading.limits import MOST_ARCHIVE_LEVELS, MOST_MEMBERS
from services.compute.reading.package import Allowance, Package
from shared.media_types import ZIP, DamagedArchive, sniff

_NAMES_ARE_UTF8 = 0x800
_OF_A_MEMBER = ("damaged-file", "protected-file")
"""Problems that leave the archive's other members as they are."""
_LEFT_BY_SYSTEMS = ("thumbs.db", "desktop.ini", "__macosx")


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: its name with its folders, parted by slashes, and its bytes, or why they cannot be had."""

    name: str
    content: bytes = b""
    problem: str | None = None


def members(content: bytes) -> Iterator[Member]:
    """Each file in the ZIP archive `content`, those in archives within it included, one at a time.

    Folders, hidden files and those that systems leave behind are passed over. Names lead nowhere outside the archive.
    A member that is empty, damaged or encrypted is said to be so and the others are given. Raises
    `UnreadableFiling` for the archive as a whole: damaged-file, unpacked-too-large, packed-too-tightly,
    too-many-members, nested-too-deep.
    """
    for number, member in enumerate(_members(content, "", 1, Allowance()), 1):
        if number > MOST_MEMBERS:
            raise UnreadableFiling("too-many-members", limit_members=MOST_MEMBERS)
        yield member


def _members(content: bytes, within: str, level: int, allowance: Allowance) -> Iterator[Member]:
    if level > MOST_ARCHIVE_LEVELS:
        raise UnreadableFiling("nested-too-deep", limit_levels=MOST_ARCHIVE_LEVELS)
    package = Package(content, allowance)
    for stored_name, entry in package.entries.items():
        name = clean_name(_decoded(entry))
        if entry.is_dir() or not name:
            continue
        try:
            member = package.read(stored_name)
        except UnreadableFiling as error:
            if error.problem not in _OF_A_MEMBER:
                raise
            yield Member(within + name, problem=error.problem)
            continue
        if _is_archive(member):
            yield from _members(member, f"{within}{name}/", level + 1, allowance)
        elif member:
            yield Member(within + name, member)
        else:
            yield Member(within + name, problem="empty-file")


def clean_name(name: str) -> str:
    """`name` without drive, leading slashes, steps upward and control characters; empty for what is hidden."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    parts = parts[1:] if parts and parts[0].endswith(":") else parts
    if any(part.startswith((".", "~$")) or part.lower() in _LEFT_BY_SYSTEMS for part in parts):
        return ""
    shown = "/".join(parts)
    return "".join(char for char in shown if unicodedata.category(char)[0] != "C")


def _decoded(entry: zipfile.ZipInfo) -> str:
    """The member's name; where its characters are not declared, UTF-8 if it is that, else what Spanish Windows has."""
    if entry.flag_bits & _NAMES_ARE_UTF8:
        return entry.filename
    try:
        stored = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    try:
        return stored.decode("utf-8")
    except UnicodeDecodeError:
        return stored.decode("cp850")


def _is_archive(content: bytes) -> bool:
    try:
        return content.startswith(b"PK") and sniff(BytesIO(content)) == ZIP
    except DamagedArchive:
        return False
