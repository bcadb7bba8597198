"""Figures as intervals, and the ratios that hold between them. Pure; imports nothing of the project."""

from services.compute.arithmetic.figure import Figure
from services.compute.arithmetic.quotient import Verdict, quotient

__all__ = ["Figure", "Verdict", "quotient"]
