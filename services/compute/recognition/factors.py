"""What texts say of the figures under them: that they are percentages, and by what amounts are to be multiplied."""

import re
from decimal import Decimal

_ONE = Decimal(1)
# A sum of so many millions is no scale; a year before one is no sum.
_SCALE = re.compile(
    r"(?P<sum>(?<!\d)(?!(?:19|20)\d\d\s)[\d.,']*\d\s+)?"
    r"\b(?:(?:(?P<scale>miles\s+de\s+millones|millones|miles)\s+de\s+)?pesos|mdp"
    r"|(?:cifras|importes|montos)\s+(?:expresad[oa]s\s+)?en\s+(?P<alone>miles|millones)(?!\s+de))\b"
)
_FACTORS = {
    "miles": Decimal(10**3),
    "millones": Decimal(10**6),
    "mdp": Decimal(10**6),
    "miles de millones": Decimal(10**9),
}
PERCENT = re.compile(r"%|\bporcentaje|\bporcentual|\bpor ciento", re.IGNORECASE)


def amount_factor(text: str) -> Decimal | None:
    """By what amounts are multiplied to be pesos, as `text` says: 1000 for "miles de pesos", 1 for "pesos" alone.

    None where it says nothing, which a sum does not either: "12.5 millones de pesos".
    """
    said = [
        match["scale"] or match["alone"] or match[0] for match in _SCALE.finditer(text.casefold()) if not match["sum"]
    ]
    scales = [_FACTORS[" ".join(scale.split())] for scale in said if scale != "pesos"]
    return scales[-1] if scales else _ONE if said else None
