"""What texts say of the figures under them: that they are percentages, and by what amounts are to be multiplied."""

import math
import re
from collections.abc import Iterable
from decimal import Decimal

_ONE = Decimal(1)
_FACTORS = {
    "decenas": Decimal(10),
    "cientos": Decimal(100),
    "centenas": Decimal(100),
    "miles": Decimal(10**3),
    "millones": Decimal(10**6),
    "billones": Decimal(10**12),
    "mdp": Decimal(10**6),
}
SCALES = rf"(?:{'|'.join(word for word in _FACTORS if word != 'mdp')})"
"""A word for a scale, as part of a pattern."""
_SEVERAL = rf"{SCALES}(?:\s+de\s+{SCALES})*"
# A sum of so many millions is no scale; a year before one is no sum.
_SCALE = re.compile(
    r"(?P<sum>(?<!\d)(?!(?:19|20)\d\d\s)[\d.,']*\d\s+)?"
    rf"\b(?:(?:(?P<scale>{_SEVERAL})\s+de\s+)?(?P<money>pesos|mdp)"
    rf"|(?P<named>{_SEVERAL})\s+de\s+(?:moneda\s+nacional|m\.?\s?n)"
    rf"|(?:cifras|importes|montos|cantidades)\s+(?:expresad[oa]s\s+)?en\s+(?P<alone>{_SEVERAL})(?!\s+de))\b"
)
_BY_ITSELF = re.compile(rf"(?:^|\()\s*(?:(?:expresad[oa]s?\s+)?en\s+)?(?P<alone>{_SEVERAL})\s*(?:\)|$)")
"""All of a line, or of brackets: ``(miles)``, ``En miles de millones``."""
PERCENT = re.compile(r"%|\bporcentaje|\bporcentual|\bpor ciento", re.IGNORECASE)


def amount_factor(text: str) -> Decimal | None:
    """By what amounts are multiplied to be pesos, as `text` says: 1000 for "miles de pesos", 1 for "pesos" alone.

    None where it says nothing, which a sum does not either: "12.5 millones de pesos".
    """
    text = text.casefold()
    found = [match for match in _SCALE.finditer(text) if not match["sum"]]
    said = [(match["scale"] or match["named"] or match["alone"] or "", match["money"]) for match in found]
    said += [(match["alone"], None) for match in _BY_ITSELF.finditer(text)] if not said else []
    factors = [_multiplied([*scale.split(), *([money] if money == "mdp" else [])]) for scale, money in said]
    scales = [factor for factor in factors if factor != _ONE]
    return scales[-1] if scales else _ONE if said else None


def _multiplied(words: Iterable[str]) -> Decimal:
    """What `words` say together: a hundred thousand for "cientos de miles"."""
    return math.prod((_FACTORS[word] for word in words if word in _FACTORS), start=_ONE)
