"""Files as filings: an archive's members one by one, any other file as it is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from services.compute.reading import UnreadableFiling
from services.compute.reading.archive import members
from shared.media_types import ARCHIVES, DamagedArchive, sniff


@dataclass(frozen=True, slots=True)
class Filing:
    """One filing: `shown` names it to the user, `name` is its file's; its bytes, or why they cannot be had."""

    shown: str
    name: str
    content: bytes = field(default=b"", repr=False)
    problem: UnreadableFiling | None = None


def is_archive(path: str) -> bool:
    """Whether the file at `path` is an archive of filings. Raises `OSError`."""
    with Path(path).open("rb") as stream:
        try:
            return sniff(stream) in ARCHIVES
        except DamagedArchive:
            return False


def filings_in(path: str) -> Iterator[Filing]:
    """The filing at `path`, or those in the archive there. Raises `OSError`."""
    name = Path(path).name
    content = Path(path).read_bytes()
    if not is_archive(path):
        yield Filing(path, name, content)
        return
    found = 0
    try:
        for member in members(content):
            found += 1
            shown, base = f"{path}/{member.name}", PurePosixPath(member.name).name
            problem = UnreadableFiling(member.problem) if member.problem else None
            yield Filing(shown, base, member.content, problem)
        if not found:
            raise UnreadableFiling("empty-archive")
    except UnreadableFiling as error:
        yield Filing(path, name, problem=error)
