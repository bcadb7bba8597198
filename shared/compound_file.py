"""Compound files ([MS-CFB]): the folders of sectors in which .xls workbooks and encrypted office files come."""

from collections.abc import Iterator
from typing import BinaryIO

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY_BYTES = 128
_HEADER_BYTES = 512
_MOST_SECTOR_NUMBER = 0xFFFFFFFA
_MOST_DIRECTORY_ENTRIES = 4096
_STREAM, _ROOT = 2, 5


class DamagedCompoundFile(Exception):
    """The bytes begin as a compound file and do not go on as one."""


class CompoundFile:
    """The streams of the compound file in `stream`, which is read where needed. Raises `DamagedCompoundFile`."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        stream.seek(0, 2)
        self._size = stream.tell()
        stream.seek(0)
        header = stream.read(_HEADER_BYTES)
        if len(header) < _HEADER_BYTES or not header.startswith(SIGNATURE):
            raise DamagedCompoundFile
        shift, mini_shift = _number(header, 30, 2), _number(header, 32, 2)
        if shift not in (9, 12) or mini_shift != 6:
            raise DamagedCompoundFile
        self._sector_bytes, self._mini_bytes = 1 << shift, 1 << mini_shift
        self._mini_below = _number(header, 56, 4)
        self._fat = self._read_fat(header)
        self._entries = self._read_directory(_number(header, 48, 4))
        self._mini_fat = _numbers(b"".join(self._chain(_number(header, 60, 4))))
        self._mini: bytes | None = None

    @property
    def names(self) -> frozenset[str]:
        """The names of the streams, those in folders too."""
        return frozenset(name for name, kind, _, _ in self._entries if kind == _STREAM)

    def read(self, name: str) -> bytes:
        """The bytes of the first stream called `name`, in any case. Raises `DamagedCompoundFile`."""
        for own, kind, start, size in self._entries:
            if kind == _STREAM and own.lower() == name.lower():
                if size > self._size:
                    raise DamagedCompoundFile
                if size >= self._mini_below:
                    return b"".join(self._chain(start))[:size]
                return self._read_mini(start, size)
        raise DamagedCompoundFile

    def _read_fat(self, header: bytes) -> list[int]:
        places = list(_numbers(header[76:]))
        following = _number(header, 68, 4)
        seen = 0
        while following < _MOST_SECTOR_NUMBER:
            more = _numbers(self._sector(following))
            places += more[:-1]
            following = more[-1]
            seen += 1
            if seen * self._sector_bytes > self._size:
                raise DamagedCompoundFile
        fat: list[int] = []
        for place in places:
            if place < _MOST_SECTOR_NUMBER:
                fat += _numbers(self._sector(place))
            if len(fat) * self._sector_bytes > self._size + self._sector_bytes * self._sector_bytes:
                break
        return fat

    def _read_directory(self, start: int) -> list[tuple[str, int, int, int]]:
        entries = []
        for sector in self._chain(start):
            for at in range(0, len(sector) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
                entry = sector[at : at + _ENTRY_BYTES]
                length = min(_number(entry, 64, 2), 64)
                name = entry[: max(length - 2, 0)].decode("utf-16-le", errors="replace")
                entries.append((name, entry[66], _number(entry, 116, 4), _number(entry, 120, 4)))
            if len(entries) > _MOST_DIRECTORY_ENTRIES:
                raise DamagedCompoundFile
        return entries

    def _read_mini(self, start: int, size: int) -> bytes:
        if self._mini is None:
            root = next((start for _, kind, start, _ in self._entries if kind == _ROOT), _MOST_SECTOR_NUMBER)
            self._mini = b"".join(self._chain(root))
        content = bytearray()
        while len(content) < size and start < len(self._mini_fat):
            content += self._mini[start * self._mini_bytes : (start + 1) * self._mini_bytes]
            start = self._mini_fat[start]
        return bytes(content[:size])

    def _chain(self, start: int) -> Iterator[bytes]:
        seen = 0
        while start < _MOST_SECTOR_NUMBER:
            if start >= len(self._fat) or seen > len(self._fat):
                raise DamagedCompoundFile
            yield self._sector(start)
            start = self._fat[start]
            seen += 1

    def _sector(self, number: int) -> bytes:
        self._stream.seek((number + 1) * self._sector_bytes)
        content = self._stream.read(self._sector_bytes)
        if len(content) % 4 or not content:
            content = content.ljust(self._sector_bytes, b"\xff")
        return content


def _number(content: bytes, at: int, size: int) -> int:
    return int.from_bytes(content[at : at + size], "little")


def _numbers(content: bytes) -> list[int]:
    usable = len(content) // 4 * 4
    return list(memoryview(content[:usable]).cast("I"))
