"""Figures as messages print them."""

from decimal import ROUND_HALF_UP, Decimal

from services.compute.recognition.statement import Statement


def money(value: Decimal) -> str:
    """1234.5 as ``1,234.50``."""
    return f"{value:,.2f}"


def percent(rate: Decimal) -> str:
    """0.26599 as ``26.6 %``, with a blank that does not break; two decimals under 1 %."""
    digits = Decimal("0.01") if 0 < abs(rate) < Decimal("0.01") else Decimal("0.1")
    return f"{(rate * 100).quantize(digits, ROUND_HALF_UP):,f}\N{NO-BREAK SPACE}%"


def printed(statement: Statement, fact: str) -> str:
    """`fact` as it stands in the filing; a workbook's stored number with its thousands parted."""
    row = statement.facts.row(int(fact[1:]) - 1, named=True)
    return f"{Decimal(row['text']):,f}" if row["cell"] and _is_number(row["text"]) else str(row["text"])


def _is_number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdecimal()
