"""Where the bytes of filings are kept: one file each, named by its hash, whole or not there at all."""

import hashlib
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO


class TooLarge(Exception):
    """More bytes came than are taken."""


class Store:
    """A folder of filings. What is being uploaded lies apart, in ``incoming``, until all of it is safe on disk."""

    def __init__(self, folder: Path) -> None:
        self._filings = folder / "filings"
        self._incoming = folder / "incoming"
        self._filings.mkdir(parents=True, exist_ok=True)
        self._incoming.mkdir(parents=True, exist_ok=True)

    def path(self, sha256: str) -> Path:
        """Where the bytes with this hash are, or would be."""
        return self._filings / sha256[:2] / sha256

    def receive(self, limit_bytes: int) -> "Incoming":
        """Begin to take in a file of at most `limit_bytes`."""
        path = self._incoming / secrets.token_hex(8)
        return Incoming(path, path.open("wb+"), limit_bytes)

    def keep(self, incoming: "Incoming") -> str:
        """Put what came in its place, synced to disk; its SHA-256. The same bytes again leave what was there."""
        incoming.stream.flush()
        os.fsync(incoming.stream.fileno())
        sha256 = incoming.hash.hexdigest()
        place = self.path(sha256)
        place.parent.mkdir(exist_ok=True)
        incoming.path.replace(place)
        for folder in (place.parent, self._filings):
            _sync_folder(folder)
        return sha256

    def read(self, sha256: str) -> bytes:
        """The bytes with this hash. Raises `FileNotFoundError`."""
        return self.path(sha256).read_bytes()

    def delete(self, sha256: str) -> None:
        """Delete the bytes with this hash, if they are there."""
        self.path(sha256).unlink(missing_ok=True)


@dataclass(slots=True)
class Incoming:
    """A file on its way in: written, hashed and counted as it comes. Closing it deletes what was not kept."""

    path: Path
    stream: BinaryIO
    limit_bytes: int
    size: int = 0
    hash: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def write(self, chunk: bytes) -> None:
        """Take `chunk`. Raises `TooLarge` once the limit is passed, and `OSError` where the disk is full."""
        self.size += len(chunk)
        if self.size > self.limit_bytes:
            raise TooLarge
        self.hash.update(chunk)
        self.stream.write(chunk)

    def close(self) -> None:
        """Let go of the file."""
        self.stream.close()
        self.path.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
