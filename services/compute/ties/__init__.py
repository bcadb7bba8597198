"""Holds the filings of one institution against each other, of one period and over time. Pure: values in, values out."""

from services.compute.ties.between import Compared, compare_period
from services.compute.ties.company import companies
from services.compute.ties.hold import Held, Together, hold_together
from services.compute.ties.reports import held_together
from services.compute.ties.shared import Shared

__all__ = ["Compared", "Held", "Shared", "Together", "companies", "compare_period", "held_together", "hold_together"]
