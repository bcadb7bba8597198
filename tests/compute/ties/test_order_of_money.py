"""Of what lies between filings the most money comes first, in whatever order it was found."""

from decimal import Decimal
from pathlib import Path

from sqlmodel import col, select

from shared.database import reading
from shared.tables import StoredAnomaly
from tests.compute.ties.on_file import OnFile
from tests.compute.ties.reported import report, total
from tests.databases import migrated


def test_what_lies_between_filings_is_told_by_the_money_at_stake(tmp_path: Path) -> None:
    engine = migrated(tmp_path)
    on_file = OnFile(engine, tmp_path)
    for kind, figures in (
        ("expenditure-by-object", {"approved": "500.00", "accrued": "9000.00", "paid": "70.00"}),
        ("expenditure-by-function", {"approved": "500.10", "accrued": "100.00", "paid": "75.00"}),
    ):
        on_file.store(kind, report(kind, [total(**figures)], "2022-06-30"))
    on_file.settle()
    with reading(engine) as session:
        query = select(StoredAnomaly).where(StoredAnomaly.filing_id == "expenditure-by-object")
        rows = session.exec(query.where(StoredAnomaly.severity == "error").order_by(col(StoredAnomaly.position))).all()
    engine.dispose()
    assert [abs(row.difference or Decimal(0)) for row in rows] == [Decimal("8900.00"), Decimal("5.00"), Decimal("0.10")]
