"""How many indicators the text says there are, held against how many the tables list, or say there are."""

from decimal import Decimal

import polars as pl

from services.compute.recognition.statement import StatedClaim
from shared.spots import RUNNING_TEXT

_COUNT = "indicator_count"
_FEWEST = 10
"""Fewer may be any block's by chance."""


def counted_claims(facts: pl.DataFrame) -> tuple[StatedClaim, ...]:
    """The counts of the text that a table's count, or the indicators of all tables, bear out. Of one that neither does
    nothing is said: it may be of some of them, or of others.
    """
    of_text = pl.col("table") == RUNNING_TEXT
    said = facts.filter(of_text & (pl.col("concept") == _COUNT) & (pl.col("exact") >= _FEWEST))
    if said.is_empty():
        return ()
    listed = facts.filter(~of_text & (pl.col("subject_kind") == "indicator")).unique(
        "subject_row", keep="first", maintain_order=True
    )
    names = listed.select("subject_code", "subject_name").n_unique()
    counted = facts.filter(~of_text & (pl.col("concept") == _COUNT))
    claims = []
    for row in said.iter_rows(named=True):
        stated = counted.filter(pl.col("exact") == row["exact"])["fact"].to_list()[:1]
        ids = stated or (listed["fact"].to_list() if row["exact"] == names else [])
        if ids:
            count = row["exact"].quantize(Decimal(1))
            claims.append(StatedClaim("table", row["text"], row["fact"], tuple(ids), count, (count, count), True))
    return tuple(claims)
