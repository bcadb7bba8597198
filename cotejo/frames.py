"""Reports as frames of Polars or pandas: one row a fact, an indicator or an anomaly, in the columns of the exports."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from shared.exports.rows import COLUMNS, DATES, FIGURES, WHOLE, flatten, sheets_of
from shared.exports.tabular import to_frame
from shared.report import Report

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

PartName = Literal["facts", "indicators", "anomalies"]


def polars_frame(report: Report | Sequence[Report], part: PartName = "facts") -> "pl.DataFrame":
    """A part of a report, or of several one after the other; figures are exact decimals."""
    return to_frame(*sheets_of(_several(report))[part])


def pandas_frame(report: Report | Sequence[Report], part: PartName = "facts") -> "pd.DataFrame":
    """The same for pandas, which has to be installed: figures are `decimal.Decimal`, whole numbers ``Int64``, dates
    ``datetime64``. Raises `ImportError` where it is not installed.
    """
    try:
        import pandas as pd  # imported here: it is not among what Cotejo needs
    except ImportError as error:
        raise ImportError("pandas is not installed: `pip install pandas`, or take polars_frame") from error

    kind, parts = sheets_of(_several(report))[part]
    frame = pd.DataFrame([flatten(kind, named) for named in parts], columns=list(COLUMNS[kind]), dtype=object)
    for name in frame.columns:
        if name in FIGURES:
            frame[name] = [None if value is None else Decimal(value) for value in frame[name]]
        elif name in DATES:
            frame[name] = pd.to_datetime(frame[name])
        elif name in WHOLE:
            frame[name] = frame[name].astype("Int64")
    return frame


def _several(report: Report | Sequence[Report]) -> Sequence[Report]:
    return [report] if isinstance(report, Report) else report
