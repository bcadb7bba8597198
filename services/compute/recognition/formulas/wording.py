"""From the text of a formula to what the grammar takes: typesetting undone, remarks cut off, names kept whole."""

import re

_FRACTION = re.compile(r"\\frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_WORDS = re.compile(r"\\(?:text|mathrm|textbf|mathit|operatorname)\s*\{([^{}]*)\}")
_COMMANDS = {r"\times": "*", r"\cdot": "*", r"\div": "/", r"\left": "", r"\right": "", r"\%": "%", "\\,": " "}
_LABEL = re.compile(r"\b(?:f[oó]rmula|m[eé]todo de c[aá]lculo)\s*:", re.IGNORECASE)
_REMARK = re.compile(r"(?<=[\d)\]%])\s*[.;]\s+(?=[^\W\d_]).*", re.DOTALL)
_DIVIDED = re.compile(r"\b(?:dividid[oa]s?\s+(?:entre|por)|entre\s+(?=el total|la suma))\b", re.IGNORECASE)
_MULTIPLIED = re.compile(r"\bmultiplicad[oa]s?\s+por\b|\bpor\s+(?=100\b)", re.IGNORECASE)
_ASIDE = re.compile(r"(?<=[^\W\d_]) \(([^()\[\]+*/=]*[^\W\d_][^()\[\]+*/=]*)\)(?=\s+[^\W\d_xX]|\s*[,;])")
_YEAR_BEFORE = re.compile(r"(?<=[^\W\d_])-(?=\d)")
_HYPHEN = re.compile(r"(?<=[^\W\d_])(\s?)-(\s?)(?=[^\W\d_])")
_OPEN, _CLOSE, _HYPHEN_MARK = "\ue000", "\ue001", "\ue002"


def readings(text: str) -> list[str]:
    """The ways to take `text` as a formula, the likelier first: a hyphen between two words is a minus, or part of a
    name; a text that gives the formula twice is taken by its parts.
    """
    plain = _plain(text)
    parts = [part.strip() for part in _LABEL.split(plain) if part.strip()]
    ways = []
    for part in parts:
        part = part.removesuffix(".").strip()
        kept = _YEAR_BEFORE.sub(_HYPHEN_MARK, _ASIDE.sub(rf" {_OPEN}\1{_CLOSE}", part))
        ways.append(kept)
        joined = _HYPHEN.sub(rf"\1{_HYPHEN_MARK}\2", kept)
        if joined != kept:
            ways.append(joined)
    return ways


def unmarked(name: str) -> str:
    """A name with the marks put back that `readings` hid from the grammar."""
    for mark, char in ((_OPEN, "("), (_CLOSE, ")"), (_HYPHEN_MARK, "-")):
        name = name.replace(mark, char)
    return " ".join(name.split()).rstrip(" .,;")


def _plain(text: str) -> str:
    text = _WORDS.sub(r"\1", text.replace("\\$", "$"))
    text = _FRACTION.sub(r"(\1)/(\2)", text)
    for command, plain in _COMMANDS.items():
        text = text.replace(command, plain)
    text = re.sub(r"\\[A-Za-z]+|[$_]", "", text)
    text = _MULTIPLIED.sub("*", _DIVIDED.sub("/", text))
    return _REMARK.sub("", text.strip())
