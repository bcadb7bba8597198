"""Headings said again on each page: a page on which they lost a cell, or hold one twice, is read as the others."""

import pytest

import cotejo

HEADS = ["Clave", "Nombre", "Descripción", "Zona", "Aprobado", "Devengado", "Zafra", "Meta", "Alcanzado"]
TITLE = ["Instituto de Ejemplo", "Programas y proyectos de inversión", "Ejercicio 2023", ""]


def _page(heads: list[str], *names: str) -> list[str]:
    row = "K00{0}\tObra {1}\tObra de {1}\tNorte\t{0}00.00\t{0}0.00\t{0}\t1{0}\t1{0}"
    return ["\t".join(heads), *(row.format(n, name) for n, name in enumerate(names, 1)), "", "Página 1", ""]


def _facts(*pages: list[str]) -> list[tuple[object, ...]]:
    text = "\n".join([*TITLE, *(line for page in pages for line in page)])
    report = cotejo.analyse(text.encode(), filename="obra.txt")
    return [(fact.subject.code, fact.subject.name, fact.concept, fact.value) for fact in report.facts]


TRUE = _facts(_page(HEADS, "A", "B", "C"), _page(HEADS, "D", "E", "F"))


@pytest.mark.parametrize("place", range(9))
@pytest.mark.parametrize("kind", ["lost", "twice", "empty"])
def test_a_damaged_page_is_read_as_the_others(place: int, kind: str) -> None:
    put = {"lost": [], "twice": [HEADS[place]] * 2, "empty": ["", HEADS[place]]}[kind]
    damaged = [*HEADS[:place], *put, *HEADS[place + 1 :]]
    assert _facts(_page(HEADS, "A", "B", "C"), _page(damaged, "D", "E", "F")) == TRUE


def test_a_page_of_other_columns_keeps_its_own_headings() -> None:
    other = [*HEADS[:6], "Comprometido", *HEADS[7:]]
    found = _facts(_page(HEADS, "A", "B", "C"), _page(other, "D", "E", "F"))
    assert [concept for *_, concept, _ in found].count("committed") == 3


def test_a_heading_more_that_says_something_else_is_no_damage() -> None:
    other = [*HEADS[:5], "Comprometido", *HEADS[5:]]
    text = "\n".join([*TITLE, *_page(HEADS, "A", "B", "C"), *_page(other, "D", "E", "F")])
    report = cotejo.analyse(text.encode(), filename="obra.txt")
    named = {fact.subject.name for fact in report.facts if fact.concept == "devengado" or fact.concept == "accrued"}
    assert "D" not in {str(name)[-1:] for name in named}, "its figures are those of no heading that the page has not"
    assert "ragged-row" in {anomaly.rule for anomaly in report.anomalies}


def test_groups_that_a_page_lost_are_those_of_the_others() -> None:
    groups = ["", "", "Inversión", "", "", "Metas", "", "", ""]
    under = ["Clave", "Nombre", "Aprobado", "Modificado", "Devengado", "Programado", "Modificado", "Alcanzado", "Zona"]

    def page(said: list[str], *names: str) -> list[str]:
        rows = (f"P{name}\tObra {name}\t1{n}00\t1{n}50\t{n}00\t1{n}\t1{n}\t{n}\tSur" for n, name in enumerate(names, 1))
        return ["\t".join(said), "\t".join(under), *rows, ""]

    lost = [*groups[:5], "", *groups[6:]]
    whole = _facts(page(groups, "A", "B", "C"), page(groups, "D", "E", "F"))
    assert {"modified", "target_modified"} <= {concept for *_, concept, _ in whole}
    assert _facts(page(groups, "A", "B", "C"), page(lost, "D", "E", "F")) == whole
