"""Telling text from binary, and which characters its bytes are."""

import codecs

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13}
_SNIFFED_BYTES = 65536


def detect_encoding(content: bytes) -> str | None:
    """The encoding of text in `content`, or None where it is not text.

    A byte order mark decides; then UTF-8 if it decodes; then UTF-16 by where its zero bytes stand; then
    Windows-1252, in which Spanish spreadsheets are saved. Only the first 64 KiB are looked at for zero and
    control bytes; UTF-8 is tried on the whole.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return encoding
    head = content[:_SNIFFED_BYTES]
    if 0 in head:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        if odd > len(head) // 5 and even == 0:
            return "utf-16-le"
        if even > len(head) // 5 and odd == 0:
            return "utf-16-be"
        return None
    if sum(head.count(control) for control in _CONTROLS) > len(head) // 100:
        return None
    try:
        codecs.getincrementaldecoder("utf-8")("strict").decode(content, final=False)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def decode(content: bytes) -> str | None:
    """The text in `content`, or None where it is not text. Bytes that no character has become U+FFFD.

    Where exports of several programs were put together, lines in UTF-8 stand among lines in Windows-1252.
    """
    encoding = detect_encoding(content)
    if encoding == "cp1252":
        return "\n".join(map(_decode_line, content.split(b"\n")))
    return None if encoding is None else content.decode(encoding, errors="replace")


def _decode_line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")
