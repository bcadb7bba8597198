"""What filings in company may be like: the ties that can be checked are, and the rest say why not."""

from decimal import Decimal
from pathlib import Path

import pytest

from cotejo.in_process import analysed
from services.compute.policy import load_policy
from services.compute.ties import compare_period, held_together, hold_together
from services.compute.ties.standing import standing
from services.compute.ties.stated import Filed
from tests.compute.ties.reported import filed, report, total

_END = "2022-06-30"
_SPENDING = ("expenditure-by-object", "expenditure-by-function", "expenditure-by-office", "ldf-expenditure-by-object")
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _spending(*accrued: str, kinds: tuple[str, ...] = _SPENDING) -> list[Filed]:
    return [
        filed(kind, kind, [total(approved="500.00", accrued=text)], _END)
        for kind, text in zip(kinds, accrued, strict=False)
    ]


def _state(company: list[Filed], tie: str = "spending", concept: str = "accrued") -> tuple[str, str]:
    held = next(one for one in hold_together(company).held if (one.tie.id, one.concept) == (tie, concept))
    return held.judgement.state, held.judgement.why


def _rules(company: list[Filed]) -> list[str]:
    return sorted(one.rule for one in compare_period(company, company[0].end, load_policy()).shared)


def test_the_same_statement_twice_with_different_figures_conflicts_with_itself_and_speaks_once() -> None:
    rows = [("account", None, f"Concepto {letter}", {"approved": "10.00", "accrued": "5.00"}) for letter in "abcdefgh"]
    others = _spending("100.00", "100.00")[1:]
    for twice in ("application/pdf", _WORKBOOK):
        one = filed("1", _SPENDING[0], [*rows, total(approved="500.00", accrued="100.00")], _END)
        other = filed("2", _SPENDING[0], [*rows, total(approved="500.00", accrued="93.00")], _END, media_type=twice)
        assert "version-conflict" in _rules([one, other, *others])
        assert hold_together([one, other, *others]).versions[0][2] == 2 * len(rows) + 2, "all figures are compared"


@pytest.mark.parametrize(("paid", "conflicts"), [("0.00", ["100.00"]), (None, [])])
def test_a_version_that_says_zero_conflicts_and_one_that_says_nothing_does_not(
    paid: str | None, conflicts: list[str]
) -> None:
    rows = [("account", None, f"Concepto {letter}", {"accrued": "5.00"}) for letter in "abcdefgh"]
    given = {"paid": paid} if paid else {}
    one = filed("1", _SPENDING[0], [*rows, total(accrued="100.00", paid="100.00")], _END)
    other = filed("2", _SPENDING[0], [*rows, total(accrued="100.00", **given)], _END, media_type=_WORKBOOK)
    found = compare_period([one, other], one.end, load_policy()).shared
    assert [shared.entry["difference"] for shared in found if shared.rule == "version-conflict"] == conflicts
    assert all("(pagado)" in shared.entry["message"]["es"] for shared in found if shared.rule == "version-conflict")


@pytest.mark.parametrize("keys", [("1", "2"), ("2", "1")])
def test_which_of_two_versions_speaks_depends_on_what_they_say_alone(keys: tuple[str, str]) -> None:
    rows = [("account", None, f"Concepto {letter}", {"approved": "10.00", "accrued": "5.00"}) for letter in "abcdefgh"]
    versions = [
        filed(key, _SPENDING[0], [*rows, total(approved="500.00", accrued=accrued)], _END)
        for key, accrued in zip(keys, ("100.00", "93.00"), strict=True)
    ]
    held = hold_together([*versions, *_spending("0.00", "99.00")[1:]]).held
    said = next(one.judgement for one in held if (one.tie.id, one.concept) == ("spending", "accrued"))
    assert [one.value for one in said.odd] == [Decimal("100.00"), Decimal("99.00")]


def test_two_institutions_of_one_name_are_two_where_they_say_a_place() -> None:
    name = "Instituto de Pensiones del Estado de"
    reports = {
        f"{kind} {place}": report(kind, [total(accrued=accrued)], _END, institution=f"{name} {place}")
        for place, accrued in (("Puebla", "100.00"), ("Sonora", "700.00"))
        for kind in _SPENDING[:2]
    }
    held = held_together(reports, load_policy())
    assert not [one for report in held.values() for one in report["anomalies"] if one["rule"] == "statement-mismatch"]


@pytest.mark.parametrize("titled", [("2022-04-01", _END), ("2022-06-30", _END)], ids=["quarter", "day"])
def test_a_title_that_names_the_quarter_alone_keeps_company_where_its_figures_agree(titled: tuple[str, str]) -> None:
    kind, (start, end) = _SPENDING[3], titled
    for approved, state in (("500.00", "does-not-hold"), ("250.00", "holds")):
        apart = filed("q", kind, [total(approved=approved, accrued="60.00")], end, start=start)
        company = [*_spending("100.00", "100.00", "100.00"), apart]
        assert _state(company)[0] == state
        (span,) = standing(compare_period(company, apart.end, load_policy()))["spans"]
        assert span["start"] == "2022-01-01"


def test_titles_of_another_span_than_most_keep_company_among_themselves() -> None:
    near = [filed(kind, kind, [total(approved="9.00", accrued="7.00")], _END) for kind in _SPENDING[:3]]
    kinds = ("ldf-expenditure-by-object", "ldf-expenditure-by-function")
    for accrued, state in (("70.00", "holds"), ("70.06", "does-not-hold")):
        rows = [
            ("account", None, "Gasto No Etiquetado", {"approved": "90.00", "accrued": text})
            for text in ("70.00", accrued)
        ]
        apart = [filed(kind, kind, [row], _END, start="2022-04-01") for kind, row in zip(kinds, rows, strict=True)]
        assert _state([*near, *apart], "untagged-spending")[0] == state


def test_a_balance_is_of_a_day_whatever_span_its_title_names() -> None:
    row = ("account", None, "Activo", {"closing_balance": "90.00"})
    assets = ("total", None, "Total del Activo", {"amount": "100.00"})
    company = [
        filed("1", "financial-position", [assets], _END),
        filed("2", "ldf-financial-position", [assets], _END),
        filed("3", "asset-analysis", [row], _END, start="2022-04-01"),
    ]
    assert _state(company, "total-assets", "amount")[0] == "does-not-hold"


def test_what_one_statement_alone_says_is_shown_though_it_cannot_be_checked() -> None:
    (alone,) = _spending("100.00")[:1]
    (span,) = standing(compare_period([alone], alone.end, load_policy()))["spans"]
    tie = next(one for one in span["ties"] if (one["tie"], one["concept"]) == ("spending", "accrued"))
    assert (tie["state"], tie["why"], tie["expected"]) == ("cannot-be-checked", "one statement gives it", None)
    assert [(voice["statement"], voice["value"]) for voice in tie["voices"]] == [(_SPENDING[0], "100.00")]


def test_a_statement_of_nothing_but_zeros_says_nothing() -> None:
    nothing = filed("0", _SPENDING[2], [total(approved="0.00", accrued="0.00")], _END)
    assert _state([*_spending("100.00", "100.00"), nothing]) == ("holds", "")
    assert _state([nothing, *_spending("100.00")]) == ("cannot-be-checked", "one statement gives it")
    assert _state([nothing]) == ("cannot-be-checked", "no statement gives it")


def test_financing_silences_whom_it_concerns_and_nobody_else() -> None:
    revenue = ("revenue-by-item", "revenue-by-source")
    company = [filed(kind, kind, [total(estimated="900.00", accrued="500.00")], _END) for kind in revenue]
    balance = [("account", None, "Ingresos Totales", {"approved": "800.00", "accrued": "450.00"})]
    financed = ("account", None, "Financiamiento", {"approved": "100.00", "accrued": "50.00"})
    without = filed("b", "ldf-budget-balance", balance, _END)
    assert _state([*company, without], "revenue")[0] == "does-not-hold"
    assert _state([*company, filed("b", "ldf-budget-balance", [*balance, financed], _END)], "revenue")[0] == "holds"
    assert _state([*company, filed("b", "ldf-budget-balance", [*balance, financed], _END)], "budget-balance") == (
        "cannot-be-checked",
        "ldf-budget-balance has financiamiento",
    )


def test_a_figure_rounded_so_far_that_it_agrees_with_both_sides_takes_neither() -> None:
    rounded = [filed(kind, kind, [total(approved="500", accrued="100")], _END) for kind in _SPENDING[2:]]
    two = hold_together([*_spending("100.00", "100.30"), *rounded])
    judgement = next(one for one in two.held if (one.tie.id, one.concept) == ("spending", "accrued")).judgement
    assert (judgement.state, judgement.expected) == ("does-not-hold", None)
    third = filed("3", "expenditure-by-economic-class", [total(approved="500.00", accrued="100.00")], _END)
    for company in (
        [*_spending("100.30", "100.00"), *rounded, third],
        [third, *rounded, *_spending("100.30", "100.00")],
    ):
        judgement = next(
            one for one in hold_together(company).held if (one.tie.id, one.concept) == ("spending", "accrued")
        ).judgement
        assert [one.value for one in judgement.odd] == [Decimal("100.30")]


def test_the_result_of_the_year_is_found_by_its_year_in_whatever_order_the_changes_in_equity_come() -> None:
    def changes(*years: str) -> Filed:
        company = filed("3", "equity-changes", [_result(value) for _, value in map(str.split, years)], _END)
        for figure, section in zip(company.figures["equity-changes"], years, strict=True):
            object.__setattr__(figure, "above", f"hacienda publica patrimonio generado neto de {section.split()[0]}")
        return company

    def _result(value: str) -> tuple[str, str | None, str, dict[str, str]]:
        return "account", None, "Resultados del Ejercicio (Ahorro/Desahorro)", {"amount": value}

    said = [
        filed("1", "activities", [_result("70.00")], _END),
        filed("2", "financial-position", [_result("70.00")], _END),
    ]
    for years in (("2021 50.00", "2022 70.00"), ("2022 70.00", "2021 50.00"), ("2022 70.00",), ("2021 50.00",)):
        assert _state([*said, changes(*years)], "result-of-the-year", "amount")[0] == "holds"
    assert _state([*said, changes("2022 70.06")], "result-of-the-year", "amount")[0] == "does-not-hold"


def test_of_many_files_one_that_cannot_be_read_keeps_the_others_from_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    titles = ("Clasificación Funcional (Finalidad y Función)", "Clasificación Económica (por Tipo de Gasto)")
    head = "Estado Analítico del Ejercicio del Presupuesto de Egresos\n{}\n1 de enero al 30 de junio de 2022\n(Pesos)\n"
    body = (
        "Ente Público:\tINSTITUTO DE PENSIONES DE ANÁHUAC\nConcepto\tAprobado\tDevengado\tPagado\nTotal del Gasto\t{}\n"
    )
    for number, (title, figures) in enumerate(zip(titles, ("9.00\t7.00\t7.00", "9.00\t6.94\t7.00"), strict=True)):
        (tmp_path / f"{number}.txt").write_text(head.format(title) + body.format(figures), encoding="utf-8")
    (tmp_path / "2.pdf").write_bytes(b"%PDF-1.7 of which nothing else came through")
    found = analysed(tuple(map(str, sorted(tmp_path.iterdir()))), None, None, "en")
    assert (len(found.reports), found.unread) == (2, 1)
    assert "2.pdf" in capsys.readouterr().err
    for _, read in found.reports:
        assert [one.difference for one in read.anomalies if one.rule == "statement-mismatch"] == ["0.06"]


@pytest.mark.parametrize(("differing", "told"), [(20, 20), (21, 1)])
def test_many_conflicts_of_one_concept_are_one_cause(differing: int, told: int) -> None:
    one, other = (
        filed(
            key,
            _SPENDING[0],
            [
                (
                    "account",
                    None,
                    f"Concepto {number}",
                    {"accrued": f"{900 + number + (more if number < differing else 0)}.00"},
                )
                for number in range(40)
            ],
            _END,
            media_type=_WORKBOOK,
        )
        for key, more in (("1", 0), ("2", 5))
    )
    found = [
        one for one in compare_period([one, other], one.end, load_policy()).shared if one.rule == "version-conflict"
    ]
    assert len(found) == told
    assert len({figure.fact for figure in found[0].figures if figure.filing == "1"}) == (1 if told > 1 else 20)
    if told == 1:
        assert "21 cifras (devengado) son otras en 2 que en 1" in found[0].entry["message"]["es"]
        assert found[0].stake == 21 * 5
