"""One file, and the password that opens it, out of a multipart/form-data body, part by part as the bytes arrive."""

from collections.abc import Callable

from python_multipart.multipart import MultipartParser, parse_options_header

from shared.invalid import malformed

MOST_PASSWORD_BYTES = 1000
_MOST_FIELD_BYTES = 4096


class FilePart:
    """Feeds the bytes of the part named ``file`` to `take` as they come, and keeps the part named ``password``.

    Other parts are passed over.
    """

    def __init__(self, content_type: str, take: Callable[[bytes], None]) -> None:
        _, options = parse_options_header(content_type)
        boundary = options.get(b"boundary")
        if not boundary:
            raise malformed("boundary")
        self.filename: str | None = None
        self._take = take
        self._header: tuple[bytearray, bytearray] = (bytearray(), bytearray())
        self._part = ""
        self._password = bytearray()
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": lambda chunk, start, end: self._collect(0, chunk[start:end]),
                "on_header_value": lambda chunk, start, end: self._collect(1, chunk[start:end]),
                "on_header_end": self._end_header,
                "on_part_data": lambda chunk, start, end: self._data(chunk[start:end]),
                "on_part_end": self._end,
            },
        )

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes of the body. Raises whatever `take` raises, and `MultipartParseError`."""
        self._parser.write(chunk)

    @property
    def password(self) -> str | None:
        """What the part named ``password`` says, once the body is over."""
        return self._password.decode("utf-8", errors="replace") or None

    def _begin(self) -> None:
        self._part = ""

    def _collect(self, which: int, chunk: bytes) -> None:
        self._header[which].extend(chunk)
        if len(self._header[which]) > _MOST_FIELD_BYTES:
            raise malformed("form")

    def _end_header(self) -> None:
        name, value = bytes(self._header[0]).lower(), bytes(self._header[1])
        self._header = (bytearray(), bytearray())
        if name == b"content-disposition":
            _, options = parse_options_header(value)
            self._part = options.get(b"name", b"").decode("utf-8", errors="replace")
            if self._part == "file" and self.filename is None:
                raw = options.get(b"filename", b"").decode("utf-8", errors="replace")
                self.filename = raw.replace("\\", "/").rpartition("/")[2] or "file"
            elif self._part == "file":
                self._part = ""

    def _data(self, chunk: bytes) -> None:
        if self._part == "file":
            self._take(chunk)
        elif self._part == "password":
            self._password.extend(chunk)
            if len(self._password) > MOST_PASSWORD_BYTES:
                raise malformed("too_many_bytes", "password", limit=MOST_PASSWORD_BYTES)

    def _end(self) -> None:
        self._part = ""
