"""Workbooks: each is surveyed first (how far it reaches, what is merged, hidden, worked out), then read by calamine.

A survey is cheap, and comes first because calamine lays out every cell between the first and the last.
"""

from services.compute.reading.workbooks.read import read_workbook

__all__ = ["read_workbook"]
