"""Figures as messages print them."""

from decimal import ROUND_HALF_UP, Decimal

from services.compute.recognition.statement import Statement


def money(value: Decimal) -> str:
    """1234.5 as ``1,234.50``."""
    return f"{value:,.2f}"


def percent(rate: Decimal) -> str:
    """0.26599 as ``26.6 %``; two decimals under 10 %."""
    digits = Decimal("0.01") if abs(rate) < Decimal("0.1") else Decimal("0.1")
    return f"{(rate * 100).quantize(digits, ROUND_HALF_UP):,f} %"


def printed(statement: Statement, fact: str) -> str:
    """The text of `fact` as it stands in the filing."""
    return str(statement.facts["text"][int(fact[1:]) - 1])
