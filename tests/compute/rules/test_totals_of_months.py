"""A year's target beside its months and their total, which is the total of the months alone."""

import cotejo

MONTHS = ("Ene", "Feb", "Mar", "Abr", "May", "Jun", "Jul", "Ago", "Sep", "Oct", "Nov", "Dic")
ROWS = (
    ("Docencia", 1200, [100] * 12),
    ("Extensión", 24, [2] * 12),
    ("Investigación", 18, [1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2]),
)


def test_a_total_that_its_months_give_is_none_of_the_years_target_too() -> None:
    headings = "\t".join(("Proyecto", "Meta anual", *MONTHS, "Total"))
    lines = ["Programa Operativo Anual 2024", "Calendarización de metas", "", headings]
    lines += ["\t".join((name, *map(str, (target, *months, target)))) for name, target, months in ROWS]
    report = cotejo.analyse("\n".join(lines).encode(), filename="metas.txt")
    assert not {one.rule for one in report.anomalies if one.severity == "error"}
