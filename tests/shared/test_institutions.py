"""Whose filings are, by the names they print, and the addresses that say so; on both databases."""

from datetime import date

from sqlalchemy import Engine

from services.api.routes.institutions import period_page
from services.compute.institution_names import institution_of
from shared.database import reading, writing
from shared.jobs import now
from shared.tables import Filing

_NAMES = [("IPBEA", None), ("Instituto de Pensiones y Bienestar del Estado de Anáhuac", "IPBEA")]


def _filed(engine: Engine, number: int) -> str:
    """The institution that the filing of this name is of."""
    name, acronym = _NAMES[number]
    filing = Filing(
        id=f"f{number}", sha256=f"{number}", filename="x.txt", media_type="text/plain", size=1, created_at=now(),
        institution_name=name, institution_acronym=acronym,
        period_start=date(2024, 10, 1), period_end=date(2024, 12, 31),
    )  # fmt: skip
    with writing(engine) as session:
        session.add(filing)
        session.flush()
        filing.institution_id = institution_of(session, filing)
        assert filing.institution_id is not None
        return filing.institution_id


def test_the_address_of_an_institution_holds_when_another_name_of_its_comes(engine: Engine) -> None:
    before = [_filed(engine, number) for number in reversed(range(len(_NAMES)))]
    with reading(engine) as session:
        found = [period_page(session, one, "2024-q4", "es").institution.id for one in before]
        assert len({*before}) > 1 and len({*found}) == 1
        filings = period_page(session, before[0], "2024-q4", "es").filings
    assert {entry.filing.id for entry in filings} == {"f0", "f1"}
