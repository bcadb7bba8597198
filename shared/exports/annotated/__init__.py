"""The original handed back with its anomalies marked: comments in the workbook, highlights in the PDF."""

from shared.exports.annotated.mark import ANNOTATED, CannotAnnotate, annotated

__all__ = ["ANNOTATED", "CannotAnnotate", "annotated"]
