"""Figures as intervals, and the relations that hold between them. Pure; imports nothing of the project."""

from services.compute.arithmetic.figure import Figure
from services.compute.arithmetic.find import find_relations
from services.compute.arithmetic.quotient import Verdict, quotient
from services.compute.arithmetic.relation import Relation

__all__ = ["Figure", "Relation", "Verdict", "find_relations", "quotient"]
