"""Holds the statements of one institution and period against each other. Pure: values in, values out."""

from services.compute.ties.company import companies
from services.compute.ties.hold import Held, Together, hold_together
from services.compute.ties.reports import held_together

__all__ = ["Held", "Together", "companies", "held_together", "hold_together"]
