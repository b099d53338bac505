"""The funding frame of an RPJMD: projections, growth, capacity, tolerance, and numbers that jump."""

from __future__ import annotations

from typing import Any

import pytest

from regplan import check
from regplan.diagnostics import Report
from regplan.model import Agency, Allocation, Document, Plan, Program


def judged(code: str, *lines: Allocation, documents: tuple[Document, ...] = (), **rpjmd: Any) -> Report:
    """Judge an RPJMD of 2025 to 2027 with one program."""
    told: dict[str, Any] = {"id": "r", "kind": "RPJMD", "first_year": 2025, "last_year": 2027, **rpjmd}
    plan = Plan(
        documents=[Document(**told), *documents],
        agencies=[Agency(id="a")],
        programs=[Program(id="P", document="r", agency="a")],
        allocations=lines,
    )
    return check(plan, select=code)


def line(
    account: str | None, subject: str = "/", document: str = "r", basis: Any = "ceiling", **years: int | None
) -> Allocation:
    """Write amounts by year: ``y2025=5``."""
    amounts = {year.removeprefix("y"): amount for year, amount in years.items()}
    return Allocation(document=document, subject=subject, account=account, basis=basis, amounts=amounts)


def names(report: Report) -> list[str]:
    """Return the clauses that fired."""
    return [one.name for one in report.findings]


def test_no_projection_is_unknown() -> None:
    """An RPJMD of programs alone is not blamed for years it does not project."""
    for code in ("FRM-01", "FRM-05"):
        report = judged(code, line(None, "P", y2025=5))
        assert (names(report), len(report.unknown)) == ([], 1)


def test_an_unknown_projection_is_there() -> None:
    """A year whose amount is not known is projected; one that is not stated is missing."""
    assert names(judged("FRM-01", line("4", y2025=5, y2026=None, y2027=6))) == []
    assert names(judged("FRM-01", line("4", y2025=5, y2027=6))) == ["projection-year-missing"]


def test_only_the_original_budget_of_the_first_year_is_the_base() -> None:
    """A changed budget, and that of a later year, are no base."""
    apbd = Document(id="b", kind="APBD", first_year=2025, last_year=2025)
    frames = line("4", y2025=5, y2026=6, y2027=7)
    assert names(judged("FRM-01", frames, line("4", document="b", y2025=4), documents=(apbd,))) == ["base-year-differs"]
    change = Document(id="b", kind="APBD", first_year=2025, last_year=2025, amends="x", revision=1)
    assert names(judged("FRM-01", frames, line("4", document="b", y2025=4), documents=(change,))) == []
    later = Document(id="b", kind="APBD", first_year=2026, last_year=2026)
    assert names(judged("FRM-01", frames, line("4", document="b", y2026=4), documents=(later,))) == []


def history(*amounts: int) -> tuple[tuple[Document, ...], list[Allocation]]:
    """Write realised revenue of the years up to 2024."""
    years = range(2025 - len(amounts), 2025)
    documents = tuple(Document(id=f"h{year}", kind="REALISATION", first_year=year, last_year=year) for year in years)
    rows = [
        line("4", "/", f"h{year}", "realised", **{f"y{year}": amount})
        for year, amount in zip(years, amounts, strict=True)
    ]
    return documents, rows


@pytest.mark.parametrize(("projected", "found"), [(1100, 0), (1240, 1), (990, 1)])
def test_growth(projected: int, found: int) -> None:
    """Growth of 8 to 12 percent before makes 10 plausible, 24 and -1 not."""
    documents, rows = history(600, 660, 720, 800, 870, 955)
    report = judged("FRM-02", line("4", y2025=1000, y2026=projected), *rows, documents=documents)
    assert (len(report.findings), len(report.unknown)) == (found, 0)


def test_growth_needs_history() -> None:
    """Five years of growth need six years of revenue; two documents that differ on a year know nothing of it."""
    documents, rows = history(660, 720, 800, 870, 955)
    assert len(judged("FRM-02", line("4", y2025=1000, y2026=5000), *rows, documents=documents).unknown) == 1


def test_capacity() -> None:
    """Ceilings above revenue need financing that is stated; within revenue they need none."""
    assert names(judged("FRM-05", line("4", y2025=10), line(None, "P", y2025=10))) == []
    report = judged("FRM-05", line("4", y2025=10), line(None, "P", y2025=11))
    assert (names(report), len(report.unknown)) == ([], 1)
    funded = line("4", y2025=10), line("6.1", y2025=2), line("6.2", y2025=1)
    assert names(judged("FRM-05", *funded, line(None, "P", y2025=11))) == []
    assert names(judged("FRM-05", *funded, line(None, "P", y2025=12))) == ["ceilings-above-capacity"]


def test_tolerance_is_at_most_and_exact() -> None:
    """One percent is within the tolerance, one rupiah more is not."""
    assert names(judged("FRM-06", line("5", y2025=1000), line(None, "P", y2025=990))) == []
    assert names(judged("FRM-06", line("5", y2025=1000), line(None, "P", y2025=989))) == [
        "ceilings-differ-from-projection"
    ]


def test_a_plan_before_the_law_of_the_number_is_unknown() -> None:
    """Where no number of the law is known for the years of a document, that is lacking."""
    report = judged("FRM-06", line("5", y2009=1000), line(None, "P", y2009=1), first_year=2005, last_year=2010)
    assert names(report) == ["ceilings-differ-from-projection"]
    report = judged("FRM-06", line("5", y2009=1000), line(None, "P", y2009=1), first_year=2005, last_year=2009)
    assert (names(report), len(report.unknown)) == ([], 0)


@pytest.mark.parametrize(("rkpd", "found"), [(120, 0), (121, 1), (80, 0), (79, 1)])
def test_deviation(rkpd: int, found: int) -> None:
    """Twenty percent up or down is not yet told."""
    document = Document(id="k", kind="RKPD", first_year=2026, last_year=2026)
    report = judged("FRM-07", line(None, "P", y2026=100), line(None, "P", "k", y2026=rkpd), documents=(document,))
    assert len(report.findings) == found


class TestJumps:
    """FRM-09."""

    def test_both_ways(self) -> None:
        """A fall to a thousandth and the rise after it are two jumps."""
        assert names(judged("FRM-09", line("4", y2025=4_327, y2026=4, y2027=4_680))) == ["magnitude-jump"] * 2

    def test_hundred_times_is_no_jump(self) -> None:
        """Exactly the times of the law are not more than them."""
        assert names(judged("FRM-09", line("4", y2025=1, y2026=100))) == []
        assert names(judged("FRM-09", line("4", y2025=1, y2026=101))) == ["magnitude-jump"]

    def test_zero_gaps_and_work_are_no_jumps(self) -> None:
        """A year of zero, a year left out, and work that begins small are as they may be."""
        assert names(judged("FRM-09", line("4", y2025=0, y2026=500))) == []
        assert names(judged("FRM-09", line("4", y2025=1, y2027=500))) == []
        assert names(judged("FRM-09", line(None, "P", y2025=1, y2026=500))) == []
        assert names(judged("FRM-09", line(None, "a", y2025=1, y2026=500))) == ["magnitude-jump"]
