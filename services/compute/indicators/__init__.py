"""`Statement` to indicators: what the figures say together. Pure; imports `recognition` and the policy."""

from services.compute.indicators.derive import INDICATORS, derive

__all__ = ["INDICATORS", "derive"]
