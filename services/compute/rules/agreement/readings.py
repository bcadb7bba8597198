"""Whether another reading of the same marks would have given the figure that makes a table agree."""

from decimal import Decimal

from services.compute.reading.document import Cell

_SCALES = tuple(Decimal(10) ** power for power in range(-6, 7) if power)
_CONFUSED = ("0689", "17", "38", "56", "25", "49")
_FEWEST_DIGITS = 3


def another_reading(cell: Cell, observed: Decimal, expected: Decimal, doubtful_below: float) -> bool:
    """Whether the reading of `cell` may be at fault and not the filing.

    A number that the file stores was read as it is. Of printed digits the sign may be lost, the point misplaced, digits
    split off or joined on; what OCR was in doubt of it may have taken for another.
    """
    if cell.is_number or not observed or not expected:
        return False
    if observed == -expected or any(observed * scale == expected for scale in _SCALES):
        return True
    seen, meant = _digits(observed), _digits(expected)
    if len(seen) >= _FEWEST_DIGITS and len(meant) > len(seen) and (meant.startswith(seen) or meant.endswith(seen)):
        return True
    if len(meant) >= _FEWEST_DIGITS and len(seen) > len(meant) and (seen.startswith(meant) or seen.endswith(meant)):
        return True
    doubtful = cell.confidence is not None and cell.confidence < doubtful_below
    return doubtful and len(seen) == len(meant) and all(_alike(a, b) for a, b in zip(seen, meant, strict=True))


def _digits(value: Decimal) -> str:
    text = format(abs(value).normalize(), "f")
    return text.replace(".", "").lstrip("0")


def _alike(one: str, other: str) -> bool:
    return one == other or any(one in group and other in group for group in _CONFUSED)
