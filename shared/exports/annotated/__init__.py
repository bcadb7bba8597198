"""The original handed back with its anomalies marked: comments in the workbook, highlights in the PDF. Workbooks of
other kinds than XLSX are handed back as that.
"""

from shared.exports.annotated.mark import ANNOTATED, CONVERTED, CannotAnnotate, annotated, annotated_name

__all__ = ["ANNOTATED", "CONVERTED", "CannotAnnotate", "annotated", "annotated_name"]
