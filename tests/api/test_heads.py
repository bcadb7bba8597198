"""What a budget is made of, as it is pictured."""

from decimal import Decimal
from pathlib import Path

import pytest
from sqlmodel import Session

import cotejo
from services.api.views.heads import heads_of
from services.api.views.programmes import programmes_of
from shared.results import replace_results
from shared.summary import summarise
from tests.databases import migrated
from tests.shared.filing import add_filing

_HEAD = ["Municipio de Prueba", "Egresos por Objeto del Gasto", "Del 1 de enero al 30 de junio de 2024", ""]
BOTH_LEVELS = [*_HEAD, "Concepto\tAprobado\tModificado\tDevengado",
            "1000 Servicios personales\t700.00\t700.00\t350.00", "1100 Sueldos\t600.00\t600.00\t300.00",
            "1200 Eventuales\t100.00\t100.00\t50.00", "2000 Materiales\t900.00\t800.00\t90.00",
            "2100 Papelería\t900.00\t800.00\t90.00", "3000 Servicios\t0.00\t0.00\t0.00",
            "Total\t1,600.00\t1,500.00\t440.00"]  # fmt: skip
CHAPTERS = [line for line in BOTH_LEVELS if not line.startswith(("1100", "1200", "2100"))]
PLAN = [*_HEAD[:1], "Programas", *_HEAD[2:], "Clave\tPrograma\tAprobado", "E001\tBecas\t300.00", "E002\tObras\t900.00"]
ONE = [*_HEAD, "Concepto\tAprobado\tModificado\tDevengado", "1000 Servicios personales\t700.00\t700.00\t350.00",
       "Total\t700.00\t700.00\t350.00"]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "made_of"),
    [
        (CHAPTERS, [("2000 Materiales", "approved", 900), ("1000 Servicios personales", "approved", 700)]),
        (BOTH_LEVELS, []),
        (PLAN, [("Obras", "approved", 900), ("Becas", "approved", 300)]),
        (ONE, []),
    ],
)
def test_the_largest_parts_of_a_budget_are_known(
    lines: list[str], made_of: list[tuple[str, str, int]], tmp_path: Path
) -> None:
    report = cotejo.analyse("\n".join(lines).encode(), filename="a.txt")
    engine = migrated(tmp_path)
    with Session(engine) as session:
        filing = add_filing(session)
        assert report.filing.period is not None
        filing.period_start, filing.period_end = report.filing.period.start, report.filing.period.end
        replace_results(session, filing, report.model_dump(mode="json"), {})
        session.flush()
        found = heads_of(session, filing, programmes_of(session, filing.id), summarise(report).totals)
        told = [(one.name, next(iter(one.amounts)), one.stake) for one in found]
        assert told == [(name, moment, Decimal(amount)) for name, moment, amount in made_of]
    engine.dispose()
