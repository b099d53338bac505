"""TGT-14: what the children of an indicator give, and when that cannot be said."""

from __future__ import annotations

import pytest

from regplan.checks import check
from regplan.diagnostics.report import Report
from regplan.model import Document, Indicator, Plan, Series


def judged(formula: str, *rows: tuple[str, str | None, str | None], year: str = "2026", space: str = "") -> Report:
    """Judge a parent, the first row, and its children: id, unit and target of each."""
    return check(
        Plan(
            documents=[Document(id="d", kind="RPJMD", first_year=2010, last_year=2030)],
            indicators=[
                Indicator(id=f"{space}{name}", unit=unit, formula=formula if at == 0 else None)
                for at, (name, unit, _) in enumerate(rows)
            ],
            series=[
                Series(indicator=f"{space}{name}", document="d", role="target", values={year: text})
                for name, _, text in rows
            ],
        ),
        select="TGT-14",
    )


def verdict(report: Report) -> str:
    """Say in a word what a report says."""
    return report.findings[0].name if report.findings else "unknown" if report.unknown else "fine"


OFF = "parent-differs-from-children"


@pytest.mark.parametrize(
    ("formula", "rows", "expected"),
    [
        ("mean(a, b)", [("p", "%", "75"), ("a", "persen", "70"), ("b", "%", "80")], "fine"),
        ("mean(a, b)", [("p", "%", "74.25"), ("a", "%", "70"), ("b", "%", "80")], "fine"),
        ("mean(a, b)", [("p", "%", "74.24"), ("a", "%", "70"), ("b", "%", "80")], OFF),
        ("sum(a, b)", [("p", "orang", "150"), ("a", "orang", "70"), ("b", "jiwa", "80")], "fine"),
        ("sum(a, b)", [("p", "orang", "0"), ("a", "orang", "0"), ("b", "orang", "0")], "fine"),
        ("sum(a, b)", [("p", "orang", "1"), ("a", "orang", "0"), ("b", "orang", "0")], OFF),
        ("ratio(a, b)", [("p", "%", "25"), ("a", "orang", "50"), ("b", "orang", "200")], "fine"),
        ("ratio(a, b)", [("p", "%", "0.25"), ("a", "orang", "50"), ("b", "orang", "200")], OFF),
        ("ratio(a, b)", [("p", "per 1.000 penduduk", "2"), ("a", "kasus", "4"), ("b", "ribu orang", "2")], "fine"),
        ("ratio(a, b)", [("p", "ton/ha", "5,2"), ("a", "ton", "520"), ("b", "ha", "100")], "fine"),
    ],
)
def test_what_children_give(formula: str, rows: list[tuple[str, str, str]], expected: str) -> None:
    """Means, sums and ratios are made in the unit of the parent; up to one part in a hundred off passes."""
    assert verdict(judged(formula, *rows)) == expected


@pytest.mark.parametrize(
    ("formula", "rows"),
    [
        ("jumlah a dan b", [("p", "%", "75"), ("a", "%", "70"), ("b", "%", "80")]),
        ("mean(p, a)", [("p", "%", "75"), ("a", "%", "70")]),
        ("mean(a, b)", [("p", "%", "75"), ("a", "%", "70"), ("b", "%", None)]),
        ("mean(a, b)", [("p", "%", "75"), ("a", "%", "70"), ("b", "%", "n/a")]),
        ("mean(a, b)", [("p", "%", "75"), ("a", "%", "70"), ("b", "%", "78-82")]),
        ("mean(a, b)", [("p", "%", "n/a"), ("a", "%", "70"), ("b", "%", "80")]),
        ("mean(a, b)", [("p", "%", "75"), ("a", "%", "70"), ("b", "orang", "80")]),
        ("mean(a, b)", [("p", "%", "75"), ("a", "%", "70"), ("b", None, "80")]),
        ("sum(a, b)", [("p", "indeks", "75"), ("a", "indeks", "70"), ("b", "indeks", "80")]),
        ("ratio(a, b)", [("p", "%", "25"), ("a", "orang", "50"), ("b", "orang", "0")]),
        ("ratio(a, b)", [("p", "%", "25"), ("a", "orang", "50"), ("b", "keluarga", "200")]),
    ],
)
def test_what_cannot_be_computed_is_unknown(formula: str, rows: list[tuple[str, str | None, str | None]]) -> None:
    """Prose, a parent in its own formula, children without a number and units that do not fit are unknown."""
    report = judged(formula, *rows)
    assert verdict(report) == "unknown"
    assert [one.document for one in report.unknown] == ["d"]


IPM = "ipm(uhh=a, hls=b, rls=c, pengeluaran=e)"


def parts(unit: str, spending: str) -> list[tuple[str, str, str]]:
    """Give the worked example of methods B7, IPM 77.749, with spending in some unit."""
    years = [("a", "tahun", "73,5"), ("b", "tahun", "13,8"), ("c", "tahun", "10,1")]
    return [("p", "indeks", "77,75"), *years, ("e", unit, spending)]


@pytest.mark.parametrize(
    ("unit", "spending"),
    [
        ("ribu rupiah", "13500"),
        ("rupiah per orang per tahun", "13500000"),
        ("ribu rupiah/kapita/tahun", "13500"),
        ("juta rupiah", "13,5"),
    ],
)
def test_the_human_development_index(unit: str, spending: str) -> None:
    """The IPM is made of years and of rupiah a person and year, in whatever unit of money."""
    assert verdict(judged(IPM, *parts(unit, spending))) == "fine"
    assert verdict(judged(IPM, *parts(unit, f"2{spending}"))) == OFF
    assert verdict(judged(IPM, *parts(unit, "0,5"))) == "unknown"


def test_an_index_without_law_or_money_is_unknown() -> None:
    """Before the first bounds the law knows, in a unit that is no money, and for no spending, there is no index."""
    assert verdict(judged(IPM, *parts("ribu rupiah", "13500"), year="2013")) == "unknown"
    assert verdict(judged(IPM, *parts("orang", "13500"))) == "unknown"
    assert verdict(judged(IPM, *parts("ribu rupiah", "0"))) == "unknown"


def test_an_id_means_what_it_means_in_its_file() -> None:
    """A local id in the formula of an OPD's indicator is that of the OPD."""
    rows = [("p", "%", "75"), ("a", "%", "70"), ("b", "%", "80")]
    assert verdict(judged("mean(a, b)", *rows, space="dinkes/")) == "fine"
    assert verdict(judged("mean(dinkes/a, dinkes/b)", *rows, space="dinkes/")) == "fine"
    assert verdict(judged("mean(/a, /b)", *rows)) == "fine"


def test_a_child_that_nothing_has() -> None:
    """An id that no indicator has is named, with what is near it and never with the parent itself."""
    report = judged("mean(anak1, anak9)", ("anak", "%", "75"), ("anak1", "%", "70"), ("anak2", "%", "80"))
    (found,) = report.findings
    assert (found.name, found.facts["got"]) == ("formula-child-missing", "anak9")
    assert found.text("en").endswith("near: anak1, anak2") or found.text("en").endswith("near: anak2, anak1")
    assert report.unknown
