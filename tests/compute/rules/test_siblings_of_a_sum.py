"""What makes up one sum is none of it the sum of the rest, though its figures nearly come to that."""

import cotejo

_PARTS = ("Para asistencia", "317,941.93"), ("Para obras", "127,176.76"), ("Para deporte", "127,176.76")


def test_of_what_makes_up_one_sum_none_is_the_sum_of_the_others() -> None:
    rows = (
        ("1700", "Recargos de prueba", "390,819.94"),
        ("1900", "Otros de prueba", "635,883.90"),
        ("1901", "Adicionales de prueba", "635,883.90"),
        *(("", *part) for part in _PARTS),
        ("", "Para escuelas", "63,588.45"),
    )
    lines = ("\t".join(row) for row in (("Clave", "Descripción", "Enero"), *rows))
    report = cotejo.analyse("\n".join(lines).encode(), filename="a.txt")
    assert not any(anomaly.severity == "error" for anomaly in report.anomalies)
