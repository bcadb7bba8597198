"""Numerals and letters of accounts, each told by the sum behind it and by the marks around it."""

import pytest

from services.compute.reading.scan.account_marks import AccountMarks


def read_down(*labels: str) -> list[str]:
    marks = AccountMarks()
    return ["".join(marks.read(label)) for label in labels]


def test_a_numeral_that_stood_before_gets_the_stroke_back_that_its_sum_tells_of() -> None:
    assert read_down(
        "L Total del Activo (I = IA + IB)",
        "IIA. Pasivos Circulantes (IIA = a + b)",
        "IIB. Pasivos No Circulantes (IIB = a + b)",
        "II. Total del Pasivo (II = IIA + IIB)",
        "IIA. Patrimonio Contribuido (IIIA = a + b + c)",
        "IIB. Patrimonio Generado (IIB = a + b + c)",
        "II. Total Patrimonio (II = IIIA + IIIB + IIIC)",
    ) == [
        "I. Total del Activo (I = IA + IB)",
        "IIA. Pasivos Circulantes (IIA = a + b)",
        "IIB. Pasivos No Circulantes (IIB = a + b)",
        "II. Total del Pasivo (II = IIA + IIB)",
        "IIIA. Patrimonio Contribuido (IIIA = a + b + c)",
        "IIIB. Patrimonio Generado (IIIB = a + b + c)",
        "III. Total Patrimonio (III = IIIA + IIIB + IIIC)",
    ]


def test_a_numeral_said_again_with_the_same_sum_stays() -> None:
    labels = ("I. Gasto No Etiquetado (I=A+B)", "II. Gasto Etiquetado (II=A+B)", "I. Gasto No Etiquetado (I=A+B)")
    assert read_down(*labels) == list(labels)


def test_parts_bear_the_letter_of_the_account_above_them() -> None:
    assert read_down("I. Impuestos", "il) Tenencia", "L. Otros (L=I1+12)", "I1) Locales", "I2) Otros") == [
        "I. Impuestos",
        "i1) Tenencia",
        "L. Otros (L=l1+l2)",
        "l1) Locales",
        "l2) Otros",
    ]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("VIlI. Balance (VIlI = VII – A3.2)", "VIII. Balance (VIII = VII – A3.2)"),
        ("III. Total de Egresos (III = 1 + II)", "III. Total de Egresos (III = I + II)"),
        ("I. Deuda Pública (l=i1+i2+i3)", "I. Deuda Pública (I=i1+i2+i3)"),
        ("I. Total (I=H+l+J)", "I. Total (I=H+I+J)"),
        ("Dir. de Tl y Conectividad", "Dir. de TI y Conectividad"),
        ("no saben leer nl escribir", "no saben leer ni escribir"),
    ],
)
def test_strokes_are_read_as_the_rest_of_the_label_tells(read: str, meant: str) -> None:
    assert read_down(read) == [meant]


@pytest.mark.parametrize(
    "label",
    [
        "1. Deuda Pública (1=A+B)",
        "3. Total de la Deuda (3=1+2)",
        "V. Balance (V = A1 + A3.1 – B 1 + C1)",
        "k. Varios (k = i + l + m)",
        "Vacunas de 5 ml (incluye 1 dosis)",
        "Al 31 de marzo",
        "El total",
    ],
)
def test_what_says_no_more_stays(label: str) -> None:
    assert read_down(label) == [label]
