"""What a filing comes to, on the page as in the terminal."""

from decimal import Decimal
from pathlib import Path

import pytest
from sqlmodel import Session

import cotejo
from services.api.views.overview import overview
from shared.results import replace_results, stored_facts
from shared.summary import summarise
from shared.tables import ReportHead
from tests.databases import migrated
from tests.shared.filing import add_filing
from tests.shared.test_summary import IN_ANOTHER_UNIT, POSITION

PROGRAMMES = [
    "Clave,Programa,Aprobado,Modificado,Ejercido",
    "E1,Salud,700.00,700.00,350.00",
    "E2,Obra,300.00,200.00,90.00",
]
ACCOUNTS = ["Concepto,Aprobado,Modificado,Devengado", "Nómina,700.00,700.00,350.00", "Deuda,300.00,200.00,90.00",
            "Total,1000.00,900.00,440.00"]  # fmt: skip
MONTHS = ['"Gasto devengado, enero a marzo de 2024"', "Concepto,Enero,Febrero,Marzo,Total",
          "Nómina,10.00,20.00,5.00,35.00", "Obra,1.00,2.00,3.00,6.00", "Total,11.00,22.00,8.00,41.00"]  # fmt: skip
REVENUE = ["Estado analítico de ingresos", "Rubro,Estimado,Modificado,Devengado,Recaudado",
           "Impuestos,700.00,700.00,690.00,690.00", "Derechos,300.00,310.00,300.00,290.00",
           "Total,1000.00,1010.00,990.00,980.00"]  # fmt: skip

WITHOUT_IT = {"approved": "11434375.10", "modified": "10582073.25", "accrued": "8018915.00"}


@pytest.mark.parametrize(
    ("lines", "totals", "opening"),
    [
        (PROGRAMMES, {"approved": 1000, "modified": 900, "exercised": 440}, {}),
        (ACCOUNTS, {"approved": 1000, "modified": 900, "accrued": 440}, {}),
        (MONTHS, {"accrued": 41}, {}),
        (REVENUE, {"estimated": 1000, "modified": 1010, "collected": 980}, {}),
        (IN_ANOTHER_UNIT, {moment: Decimal(total) for moment, total in WITHOUT_IT.items()}, {}),
        (POSITION, {}, {"assets": 4_500_000, "liabilities": 1_250_000, "equity": 3_250_000}),
    ],
)
def test_the_page_opens_with_the_amounts_that_the_terminal_does(
    lines: list[str], totals: dict[str, int | Decimal], opening: dict[str, int], tmp_path: Path
) -> None:
    report = cotejo.analyse("\n".join(lines).encode(), filename="a.txt" if "\t" in lines[-1] else "a.csv")
    summary = summarise(report)
    assert summary.totals == totals and summary.opening == opening
    engine = migrated(tmp_path)
    with Session(engine) as session:
        filing = add_filing(session)
        if report.filing.period:
            filing.period_start, filing.period_end = report.filing.period.start, report.filing.period.end
        replace_results(session, filing, report.model_dump(mode="json"), {})
        session.flush()
        head = session.get_one(ReportHead, filing.id)
        page = overview(session, filing, head, "es", None, None, None)
        assert page.totals == totals and page.opening == opening
        assert page.left_out == summarise(report).left_out == (lines is IN_ANOTHER_UNIT)
        on_file = report.model_copy(update={"facts": stored_facts(session, filing.id)})
        assert summarise(on_file) == summarise(report)
    engine.dispose()
