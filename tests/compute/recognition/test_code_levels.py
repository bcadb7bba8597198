"""Accounts by programme of one entity: a column of codes a level, measures down the rows, categories across."""

from collections.abc import Iterator

import cotejo
from shared.report import Report

_HEADS = (
    "CATEGORÍAS PROGRAMÁTICAS\t\t\t\tDENOMINACIÓN\tGASTO CORRIENTE\t\tGASTO DE INVERSIÓN\tTOTAL",
    "TIPO\tGRUPO\tMODALIDAD\tPROGRAMA\t\tSERVICIOS PERSONALES\tGASTO DE OPERACIÓN\tINVERSIÓN FÍSICA\tTOTAL",
)
_PROGRAMMES = (
    (("1", "2", "E", "043"), "Prevención de Enfermedades", (812_400, 95_310, 40_007)),
    (("1", "2", "E", "044"), "Atención a la Salud", (655_020, 41_070, 0)),
    (("1", "2", "K", "011"), "Infraestructura de salud", (0, 60_225, 930_775)),
    (("1", "3", "M", "001"), "Apoyo administrativo", (418_990, 77_640, 1_205)),
)
_LEVELS = {
    (): "TOTAL",
    ("1",): "Programas Federales",
    ("1", "2"): "Desempeño de las Funciones",
    ("1", "2", "E"): "Prestación de Servicios Públicos",
    ("1", "2", "K"): "Proyectos de Inversión",
    ("1", "3"): "Administrativos y de Apoyo",
    ("1", "3", "M"): "Apoyo al proceso presupuestario",
}


def _blocks() -> Iterator[tuple[tuple[str, ...], str, tuple[int, ...]]]:
    """The codes, the name and what was approved of each row's block, outer levels above what they sum."""
    told = dict(_LEVELS)
    for codes, name, amounts in _PROGRAMMES:
        for depth in range(len(codes)):
            if (level := told.pop(codes[:depth], None)) is not None:
                under = [own for whole, _, own in _PROGRAMMES if whole[:depth] == codes[:depth]]
                yield codes[:depth], level, tuple(map(sum, zip(*under, strict=True)))
        yield codes, name, amounts


def _report() -> Report:
    lines = ["CUENTA PÚBLICA 2019", "GASTO POR CATEGORÍA PROGRAMÁTICA", "INSTITUTO DE PRUEBA", "(PESOS)", *_HEADS]
    for codes, name, amounts in _blocks():
        lines.append("\t".join([*codes, *[""] * (4 - len(codes)), name, "", "", "", ""]))
        for measure, percent in (("Aprobado", 100), ("Modificado", 110), ("Pagado", 88)):
            parts = [amount * percent for amount in amounts]
            lines.append("\t".join(["", "", "", "", measure, *map(str, [*parts, sum(parts)])]))
    return cotejo.analyse("\n".join(lines).encode(), filename="categorias.txt")


def test_the_codes_of_all_levels_are_no_figures_and_tell_what_rows_stand_under() -> None:
    report = _report()
    rows = {fact.subject: fact.context for fact in report.facts}
    assert [(subject.kind, subject.code, subject.name, context["level"]) for subject, context in rows.items()] == [
        ("total", None, "TOTAL", 0),
        ("account", "1", "Programas Federales", 0),
        ("account", "2", "Desempeño de las Funciones", 1),
        ("account", "E", "Prestación de Servicios Públicos", 2),
        ("programme", "E043", "Prevención de Enfermedades", 3),
        ("programme", "E044", "Atención a la Salud", 3),
        ("account", "K", "Proyectos de Inversión", 2),
        ("programme", "K011", "Infraestructura de salud", 3),
        ("account", "3", "Administrativos y de Apoyo", 1),
        ("account", "M", "Apoyo al proceso presupuestario", 2),
        ("programme", "M001", "Apoyo administrativo", 3),
    ]
    assert {fact.concept for fact in report.facts} == {"approved", "modified", "paid"}
    assert not [one for one in report.anomalies if one.severity == "error"]
