"""ZIP archives unpacked under limits: what a member unrolls to is counted while it unrolls, not believed."""

import zipfile
import zlib
from io import BytesIO

from services.compute.reading.errors import UnreadableFiling
from services.compute.reading.limits import MOST_PARTS, MOST_RATIO, MOST_UNPACKED_BYTES, RATIO_FROM_BYTES
from shared.media_types import BROKEN_ZIP

_CHUNK_BYTES = 1 << 18
_LOCAL_HEADER_BYTES = 30
_ENCRYPTED = 0x1


class Allowance:
    """The unpacked bytes that are still to be had; archives within archives share one."""

    def __init__(self, left: int = MOST_UNPACKED_BYTES) -> None:
        self._left = left

    def take(self, count: int) -> None:
        """Use up `count` bytes. Raises `UnreadableFiling` (unpacked-too-large)."""
        self._left -= count
        if self._left < 0:
            raise UnreadableFiling("unpacked-too-large", limit_megabytes=MOST_UNPACKED_BYTES // 1024**2)


class Package:
    """An archive in memory. Raises `UnreadableFiling` (damaged-file, too-many-members)."""

    def __init__(self, content: bytes, allowance: Allowance | None = None) -> None:
        self._content = content
        self._allowance = allowance or Allowance()
        try:
            with zipfile.ZipFile(BytesIO(content)) as archive:
                self.entries = {entry.filename: entry for entry in archive.infolist()}
        except BROKEN_ZIP as error:
            raise UnreadableFiling("damaged-file") from error
        if len(self.entries) > MOST_PARTS:
            raise UnreadableFiling("too-many-members", limit_members=MOST_PARTS)

    def read(self, name: str) -> bytes:
        """The unpacked bytes of the member `name`, whose checksum they bear.

        Raises `UnreadableFiling`: over a limit, damaged-file (also where there is no such member, and where it is
        packed in another way than office programs and file managers do), protected-file.
        """
        entry = self.entries.get(name)
        if entry is None:
            raise UnreadableFiling("damaged-file")
        if entry.flag_bits & _ENCRYPTED:
            raise UnreadableFiling("protected-file")
        packed = self._packed(entry)
        if entry.compress_type == zipfile.ZIP_STORED:
            self._allowance.take(len(packed))
            content = bytes(packed)
        elif entry.compress_type == zipfile.ZIP_DEFLATED:
            content = self._inflate(packed)
        else:
            raise UnreadableFiling("damaged-file")
        if zlib.crc32(content) != entry.CRC:
            raise UnreadableFiling("damaged-file")
        return content

    def _packed(self, entry: zipfile.ZipInfo) -> memoryview:
        start = entry.header_offset
        header = self._content[start : start + _LOCAL_HEADER_BYTES] if start >= 0 else b""
        if len(header) < _LOCAL_HEADER_BYTES or not header.startswith(b"PK\x03\x04"):
            raise UnreadableFiling("damaged-file")
        start += _LOCAL_HEADER_BYTES + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        packed = memoryview(self._content)[start : start + entry.compress_size]
        if len(packed) < entry.compress_size:
            raise UnreadableFiling("damaged-file")
        return packed

    def _inflate(self, packed: memoryview) -> bytes:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        pieces: list[bytes] = []
        size = 0
        rest: bytes | memoryview = packed
        try:
            while not inflater.eof:
                piece = inflater.decompress(rest, _CHUNK_BYTES)
                if not piece and not inflater.eof:
                    raise UnreadableFiling("damaged-file")
                size += len(piece)
                self._allowance.take(len(piece))
                if size > RATIO_FROM_BYTES and size > MOST_RATIO * len(packed):
                    raise UnreadableFiling("packed-too-tightly", limit_ratio=MOST_RATIO)
                pieces.append(piece)
                rest = inflater.unconsumed_tail
        except zlib.error as error:
            raise UnreadableFiling("damaged-file") from error
        return b"".join(pieces)


def repack(parts: dict[str, bytes]) -> bytes:
    """An archive of `parts`, not compressed: a foreign reader given it can unroll nothing that was not counted."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()
