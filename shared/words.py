"""The few words that terminal, page and exports say in the reader's language, read from ``words.toml``."""

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path

from shared.problems import Language


def words(language: Language, key: str) -> str:
    """What `key` is called in `language`; the key itself where it has no words."""
    pair = _words().get(key)
    return key if pair is None else pair[language == "en"]


def counted(language: Language, count: int, severity: str) -> str:
    """``1 error``, ``3,000 errores``; also of ratings, programmes and anomalies."""
    return f"{count:,} {words(language, severity if count == 1 else severity + 's')}"


def percent(rate: Decimal) -> str:
    """0.2885 as ``28.9 %``, with a blank that does not break."""
    return f"{rate * 100:,.1f}\N{NO-BREAK SPACE}%"


@cache
def _words() -> dict[str, list[str]]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
