"""Running text: which numbers it states, and what it claims of them in so many words."""

from decimal import Decimal

import pytest

from services.compute.recognition.prose import find_claims, find_mentions, sentences_of

CLAIMS = [
    ("Se recibieron 8,076 solicitudes. De éstas, 2,311 se negaron, lo que representa el 29% del total.", "share", True),
    (
        "Se recibieron 8,076 solicitudes. De éstas, 2,311 se negaron, lo que representa el 39% del total.",
        "share",
        False,
    ),
    ("Se atendieron 2,311 de 8,076 solicitudes (29%).", "share", True),
    ("Se atendieron 2,311 solicitudes de un total de 8,076 (el 35 %).", "share", False),
    ("Se atendieron 2,311 de las 8,076 solicitudes, es decir, el 35%.", "share", False),
    ("De las 12 metas comprometidas, 9 se cumplieron (75 %).", "share", True),
    ("Del total de 12 metas, se cumplieron 9 (70 %).", "share", False),
    ("Se captaron 4,995 médicos (3,151 de residencias y 1,844 externos).", "parts", True),
    ("Se captaron 4,995 médicos (3,151 de residencias y 1,854 externos).", "parts", False),
    ("Hubo 546 evaluaciones, de las cuales 84 son nuevas, 42 de cambio, 381 de plazo y 39 de forma.", "parts", True),
    ("Hubo 5,671 casos terrestres y 6,677 aéreos, dando un total de 12,348 casos.", "parts", True),
    ("Hubo 5,671 casos terrestres y 6,677 aéreos, dando un total de 12,384 casos.", "parts", False),
    ("Se incrementaron 59 acciones, pasando de 321 a 380 acciones.", "change", True),
    ("Se redujeron 59 acciones, pasando de 321 a 380 acciones.", "change", False),
    ("Hay un avance del 98.45% quedando solo un 1.55% por revisar.", "rest", True),
]


@pytest.mark.parametrize(("text", "kind", "holds"), CLAIMS)
def test_a_claim_is_held_against_its_own_figures(text: str, kind: str, holds: bool) -> None:
    assert [(claim.kind, claim.holds) for claim in find_claims(text)] == [(kind, holds)]


@pytest.mark.parametrize(
    "text",
    [
        "Se elaboraron 8 dictámenes; se validaron 116 puestos y se registraron 5 manuales.",
        "Se atendieron 1,200 casos y 300 quejas. El porcentaje de cobertura es del 96.31%.",
        "En conjunto representan más del 80% del total de 500 y 300 casos.",
        "Del 5 al 21 de noviembre de 2018, conforme al artículo 75 de la Ley, representa el 29%.",
        "Participaron 20 hombres y 35 mujeres en 12 talleres.",
        "Participaron 20 hombres y 35 mujeres (12%).",
        "Se pagaron 20 becas de 1,500 pesos (12%).",
        "De las 12 metas de 2019, 9 son nuevas; el gasto subió (70 %).",
    ],
)
def test_numbers_that_only_stand_together_claim_nothing(text: str) -> None:
    assert find_claims(text) == ()


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("De 80 obras, 60 concluyeron y 20 siguen en proceso, lo que representa el 75%.", [True]),
        ("De 80 obras, 60 concluyeron y 20 siguen en proceso, lo que representa el 85%.", [False]),
        ("De 500 solicitudes se aprobaron 300 y 150 siguen en trámite, es decir el 60%.", [True]),
        ("Se atendieron 357 de las 420 solicitudes, lo que representa un avance del 85%.", [True]),
        ("Se atendieron 357 de las 420 solicitudes, lo que representa un avance del 78%.", [False]),
        ("Se plantaron 5,000 árboles: 2,000 encinos y 1,500 pinos, entre otros.", []),
        ("Se dieron 1,000 consultas: 400 generales y 300 dentales, además de otras.", []),
        ("Se dieron 1,000 consultas: 400 generales y 300 dentales.", [False]),
        ("Se dieron 120 apoyos, de los cuales 50 a mujeres y 30 a jóvenes.", []),
        ("Se dieron 120 apoyos, de los cuales 90 a mujeres y 50 a hombres.", [False]),
    ],
)
def test_a_share_is_of_any_two_figures_and_some_of_all_are_not_all(text: str, holds: list[bool]) -> None:
    assert [claim.holds for claim in find_claims(text)] == holds


def test_dates_references_and_ordinals_are_no_figures() -> None:
    text = (
        "Conforme al artículo 27 y al oficio 307-A-1892 del 29 de junio de 2018, en el 1er trimestre hubo 36 visitas."
    )
    assert [mention.text for mention in find_mentions(text)] == ["36"]


def test_amounts_are_scaled_as_the_sentence_says() -> None:
    mentions = find_mentions(r"Aumentó 4,633 millones de pesos, \$118,401.46 y 8.7 MDP, un 12 por ciento.")
    assert [(mention.kind, mention.figure.value) for mention in mentions] == [
        ("amount", Decimal(4_633_000_000)),
        ("amount", Decimal("118401.46")),
        ("amount", Decimal("8700000.0")),
        ("percent", Decimal("0.12")),
    ]


def test_sentences_end_at_their_full_stop_and_at_paragraphs() -> None:
    text = "<p>Con el oficio No. 307 se cumplió.</p> <p>Al cierre, 3.5 % más. Fin</p>"
    assert [sentence.text for sentence in sentences_of(text)] == [
        "Con el oficio No. 307 se cumplió.",
        "Al cierre, 3.5 % más.",
        "Fin",
    ]
