"""How much of the running text was held against figures is counted."""

import pytest

import cotejo
from services.compute.kept import pack, unpack
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.recognition.statement import Prose
from tests.compute.recognition.test_assertions import PROGRAMMES, TITLE


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("El instituto atiende a quienes lo necesitan.", Prose(0, 0)),
        ("Se cumplieron todas las metas programadas.", Prose(1, 1)),
        ("El instituto cuenta con 35 vehículos en uso.", Prose(1, 0)),
        (
            "Se cumplieron todas las metas programadas. El instituto cuenta con 35 vehículos en uso. "
            "Todas las metas de gestión se cumplieron. Se reunió el comité el 5 de mayo de 2023.",
            Prose(3, 1),
        ),
        ("De 8,076 solicitudes, 2,311 fueron inexistentes, lo que representa el 39 %.", Prose(1, 1)),
        ("Total 12", Prose(0, 0)),
        ("De 8,076 solicitudes, 2,311 fueron inexistentes, lo que representa el 29 %, y 35 vehículos.", Prose(1, 0, 1)),
    ],
)
def test_sentences_that_say_something_are_counted_and_those_that_were_held(text: str, said: Prose) -> None:
    content = f"{TITLE}\n{text}\n{PROGRAMMES}".encode()
    statement = recognise(read(content, "informe.txt"), "MXN")
    assert statement.prose == said
    assert unpack(pack(statement)).prose == said
    coverage = cotejo.analyse(content, filename="informe.txt").coverage
    counted = (coverage.sentences, coverage.sentences_held, coverage.sentences_partly_held)
    assert counted == (said.sentences, said.held, said.partly)
