"""`Document` to `Statement`: what each cell means, whose figure it is, in which period and unit.

Pure. Imports `reading` and nothing else of the services.
"""

from services.compute.recognition.recognise import recognise
from services.compute.recognition.statement import Statement

__all__ = ["Statement", "recognise"]
