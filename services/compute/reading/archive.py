"""Archives of filings (.zip): each member is a filing of its own."""

import unicodedata
import zipfile
from io import BytesIO

from services.compute.reading.errors import UnreadableFiling
from services.compute.reading.limits import MOST_ARCHIVE_LEVELS, MOST_MEMBERS
from services.compute.reading.package import Allowance, Package
from shared.media_types import ZIP, DamagedArchive, sniff

_NAMES_ARE_UTF8 = 0x800
_LEFT_BY_SYSTEMS = ("thumbs.db", "desktop.ini", "__macosx")


def members(content: bytes) -> list[tuple[str, bytes]]:
    """Name and bytes of each file in the ZIP archive `content`, those in archives within it included.

    Folders, empty files, hidden ones and those that systems leave behind are passed over. Names keep their folders,
    parted by slashes, and lead nowhere else. Raises `UnreadableFiling`: damaged-file, password-needed,
    unpacked-too-large, packed-too-tightly, too-many-members, nested-too-deep.
    """
    found: list[tuple[str, bytes]] = []
    _gather(content, "", 1, Allowance(), found)
    return found


def _gather(content: bytes, within: str, level: int, allowance: Allowance, found: list[tuple[str, bytes]]) -> None:
    if level > MOST_ARCHIVE_LEVELS:
        raise UnreadableFiling("nested-too-deep", limit_levels=MOST_ARCHIVE_LEVELS)
    package = Package(content, allowance)
    for stored_name, entry in package.entries.items():
        name = clean_name(_decoded(entry))
        if entry.is_dir() or not name:
            continue
        member = package.read(stored_name)
        if not member:
            continue
        if _is_archive(member):
            _gather(member, f"{within}{name}/", level + 1, allowance, found)
            continue
        found.append((within + name, member))
        if len(found) > MOST_MEMBERS:
            raise UnreadableFiling("too-many-members", limit_members=MOST_MEMBERS)


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
