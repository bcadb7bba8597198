"""Where rows stand in the hierarchy of their table, by their numbers and by what they say to sum."""

from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.recognition.subjects import own_code, parts_of

ROWS = """Concepto\tAprobado\tDevengado
I. Gasto No Etiquetado (I=A+B)\t60\t30
A. Servicios Personales (A=a1+a2)\t40\t20
a1) Remuneraciones\t25\t15
a2) Seguridad Social\t15\t5
a3) Previsiones\t\t
B. Materiales (B=b1)\t20\t10
b1) Alimentos\t20\t10
II. Gasto Etiquetado (II=A+B)\t5\t5
A. Servicios Personales (A=a1+a2)\t5\t5
III. Total de Egresos (III = I + II)\t65\t35
"""


def test_numbers_and_stated_sums_tell_the_place_of_a_row_where_nothing_is_indented() -> None:
    title = "Estado Analítico del Ejercicio del Presupuesto de Egresos Detallado - LDF\n\n"
    facts = recognise(read((title + ROWS).encode(), "a.txt"), "MXN").facts
    rows = facts.filter(facts["concept"] == "approved").select("subject_row", "subject_code", "level", "parent")
    assert rows.rows() == [
        (0, "I", 0, None),
        (1, "A", 1, 0),
        (2, "a1", 2, 1),
        (3, "a2", 2, 1),
        (4, "B", 1, 0),
        (5, "b1", 2, 4),
        (6, "II", 0, None),
        (7, "A", 1, 6),
        (8, None, 0, None),
    ]
    assert facts["section"].is_null().all()


def test_what_a_label_says_to_sum() -> None:
    assert parts_of("I. Gasto No Etiquetado (I=A+B+C)") == {"A", "B", "C"}
    assert parts_of("A3. Financiamiento Neto (A3 = F – G )") == {"F", "G"}
    assert parts_of("a1) Efectivo") == frozenset()


def test_an_honorific_numbers_nothing() -> None:
    assert own_code("H. Congreso del Estado") is None
    assert own_code("H. Participaciones") == "H"
