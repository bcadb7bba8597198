"""Bytes to `Document`: tables as grids of cells, the text around them, and where each stood.

Imports nothing of the project but itself: any reader can be run in a shell on one file.
"""

from services.compute.reading.document import Cell, Document, Paragraph, Table
from services.compute.reading.errors import UnreadableFiling
from services.compute.reading.reader import read

__all__ = ["Cell", "Document", "Paragraph", "Table", "UnreadableFiling", "read"]
