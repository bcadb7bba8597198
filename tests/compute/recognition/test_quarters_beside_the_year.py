"""Quarters beside the year: what was achieved in one is never held against a target for longer."""

import pytest

import cotejo
from shared.report import Report
from shared.summary import summarise

TITLE = "Instituto de Cultura de Morelos\nSeguimiento de metas, enero-diciembre 2023\n"
GROUPED = (
    "Indicador\tUnidad de medida\tMeta anual\tMeta modificada\tI Trim\t\tII Trim\t\tIII Trim\t\tIV Trim\t\t{last}",
    "\t\t\t\t" + "\t".join(["Programado\tRealizado"] * 4) + "\t\t",
)
ONE_HEADING = (
    "Indicador\tUnidad de medida\tMeta anual\tMeta modificada\t"
    + "\t".join(f"Programado {name} Trim\tRealizado {name} Trim" for name in ("I", "II", "III", "IV"))
    + "\t{last}",
)
ROWS = (
    "Talleres impartidos\tTaller\t40\t44\t10\t9\t10\t10\t12\t12\t12\t11\t42\t95.5",
    "Visitas guiadas\tVisita\t600\t600\t150\t148\t150\t150\t150\t161\t150\t139\t598\t99.7",
    "Exposiciones montadas\tExposición\t8\t8\t2\t2\t2\t1\t2\t3\t2\t2\t8\t100.0",
)
SUMMED = "Becas pagadas\tBeca\t90\t90\t20\t18\t20\t22\t25\t20\t25\t25\t{}\t{}"


def _report(heads: tuple[str, ...], *rows: str, last: str = "Avance acumulado\t% cumplimiento") -> Report:
    text = "\n".join([TITLE, *(line.format(last=last) for line in heads), *rows])
    return cotejo.analyse(text.encode(), filename="metas.txt")


def _told(report: Report, rule: str) -> list[str]:
    return [anomaly.message.es for anomaly in report.anomalies if anomaly.rule == rule]


@pytest.mark.parametrize("heads", [GROUPED, ONE_HEADING])
def test_what_was_achieved_is_the_accumulated_figure(heads: tuple[str, ...]) -> None:
    report = _report(heads, *ROWS, SUMMED.format("85", "94.4"))
    concepts = [column.concept for column in report.tables[0].columns]
    assert concepts[4:] == ["target_original", "achieved"] * 4 + ["achieved", "achievement_rate_modified"]
    assert {a.rule for a in report.anomalies} <= {"missing-direction"}
    rates = [one.value for one in report.indicators if one.name == "achievement_rate_modified"]
    assert [value[:4] for value in rates] == ["0.95", "0.99", "1.00", "0.94"]


@pytest.mark.parametrize("heads", [GROUPED, ONE_HEADING])
def test_an_accumulated_figure_that_its_quarters_do_not_give_is_told(heads: tuple[str, ...]) -> None:
    (message,) = _told(_report(heads, *ROWS, SUMMED.format("95", "105.6")), "total-mismatch")
    assert "Avance acumulado dice 95; la suma de sus 4 partes da 85" in message


def test_quarters_that_go_on_from_one_to_the_next_are_no_parts_of_a_sum() -> None:
    rows = (
        "Talleres\tTaller\t40\t40\t10\t9\t20\t19\t30\t31\t40\t42\t42\t105.0",
        "Visitas\tVisita\t600\t600\t150\t148\t300\t298\t450\t459\t600\t598\t598\t99.7",
        "Exposiciones\tExposición\t8\t8\t2\t2\t4\t3\t6\t6\t8\t8\t8\t100.0",
    )
    assert not _told(_report(GROUPED, *rows), "total-mismatch")
    wrong = rows[1].replace("598\t598\t99.7", "598\t589\t98.2")
    (message,) = _told(_report(GROUPED, rows[0], wrong, rows[2]), "total-mismatch")
    assert "589" in message


def test_a_rate_beside_counts_does_not_add_up() -> None:
    rate = "Tasa de asistencia\tPorcentaje\t90\t90\t90\t88\t90\t91\t90\t90\t90\t89\t89\t98.9"
    assert not _told(_report(GROUPED, *ROWS, rate), "total-mismatch")


@pytest.mark.parametrize("title", ["enero-diciembre 2023", "programa anual"])
def test_quarters_alone_are_not_held_against_the_year(title: str) -> None:
    rows = [row.rsplit("\t", 2)[0] for row in ROWS]
    text = "\n".join(["Seguimiento de metas, " + title, "", *(line.format(last="") for line in GROUPED), *rows])
    report = cotejo.analyse(text.encode(), filename="metas.txt")
    assert not _told(report, "underachievement")
    assert not [one for one in report.indicators if "achievement" in one.name]


def test_an_indicator_over_several_quarters_counts_once() -> None:
    report = _report(GROUPED, *ROWS)
    assert (summarise(report).programmes, summarise(report).kind) == (3, "indicator")


TARGETS = (
    "Indicador\tUnidad de medida\tMETA ANUAL\tMETA TRIMESTRE\tAVANCE TRIMESTRE\t%",
    "Platillos servidos\tPlatillo\t8,000\t2,000\t1,900\t{}",
    "Despensas entregadas\tDespensa\t24,000\t6,000\t6,600\t110 %",
    "Pláticas impartidas\tPlática\t60\t15\t12\t80 %",
)


@pytest.mark.parametrize(("stated", "fires"), [("95 %", False), ("59 %", True)])
def test_what_a_quarter_achieved_is_a_rate_of_its_own_target(stated: str, fires: bool) -> None:
    text = "DIF Nayarit\nSeguimiento de metas, tercer trimestre 2024\n\n" + "\n".join(TARGETS).format(stated)
    report = cotejo.analyse(text.encode(), filename="metas.txt")
    concepts = [column.concept for column in report.tables[0].columns]
    assert concepts[2:] == ["target_original", "target_original", "achieved", "achievement_rate_original"]
    assert bool(_told(report, "ratio-mismatch")) is fires
    assert summarise(report).programmes == 3
