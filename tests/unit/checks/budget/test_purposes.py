"""What money may be for: OPD, years, recipients, other governments, and growth of ceilings."""

from __future__ import annotations

from typing import Any

import pytest

from regplan import check
from regplan.model import Agency, Allocation, Document, Entry, Plan, SubActivity


def ceilings(year: int, *amounts: int, kind: str = "PPAS") -> tuple[Document, list[Allocation]]:
    """Write a document with ceilings of the OPD a, b, c and so on."""
    name = f"{kind}-{year}"
    rows = [
        Allocation(document=name, subject=agency, amounts={str(year): amount})
        for agency, amount in zip("abcd", amounts, strict=False)
    ]
    return Document(id=name, kind=kind, first_year=year, last_year=year), rows  # type: ignore[arg-type] # a kind


def alike(*documents: tuple[Document, list[Allocation]]) -> list[str]:
    """Return what BUD-I10 finds."""
    plan = Plan(
        documents=[one for one, _ in documents],
        agencies=[Agency(id=one) for one in "abcd"],
        allocations=[row for _, rows in documents for row in rows],
    )
    return [one.name for one in check(plan, select="BUD-I10")]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ((100, 200, 300), (110, 220, 330), ["same-growth-everywhere"]),
        ((100, 200, 300), (100, 200, 300), ["same-growth-everywhere"]),
        ((1000, 2000, 3000), (1100, 2201, 3300), ["same-growth-everywhere"]),
        ((100, 200, 300), (110, 220, 331), []),
        ((100, 200), (110, 220), []),
        ((100, 200, 300, 0), (110, 220, 330, 5), ["same-growth-everywhere"]),
    ],
    ids=["ten percent", "no change", "rounded", "one differs", "two by chance", "one begins"],
)
def test_growth(before: tuple[int, ...], after: tuple[int, ...], found: list[str]) -> None:
    """Three OPD or more that grow alike are told; an OPD that begins has no growth."""
    assert alike(ceilings(2025, *before), ceilings(2026, *after)) == found


def test_only_years_that_follow_each_other() -> None:
    """Two years apart, or another kind of document, are not compared."""
    assert alike(ceilings(2025, 100, 200, 300), ceilings(2027, 110, 220, 330)) == []
    assert alike(ceilings(2025, 100, 200, 300), ceilings(2026, 110, 220, 330, kind="APBD")) == []


def work(*, finish: str, extra: dict[str, Any] | None = None, entry: dict[str, Any] | None = None) -> list[str]:
    """Return what BUD-I09 finds on work that begins in March 2026, under an RPJMD up to 2029."""
    entries = [] if entry is None else [Entry(document="d", node="S", **entry)]
    plan = Plan(
        documents=[
            Document(id="rpjmd", kind="RPJMD", first_year=2025, last_year=2029),
            Document(id="d", kind="APBD", first_year=2026, last_year=2026),
        ],
        sub_activities=[
            SubActivity(id="S", document="rpjmd" if entries else "d", start="2026-03-01", finish=finish, extra=extra)
        ],
        entries=entries,
    )
    return [one.name for one in check(plan, select="BUD-I09")]


def test_several_years() -> None:
    """Work within its year needs no approval; across years it does; past the RPJMD it is told besides."""
    assert work(finish="2026-12-31") == []
    assert work(finish="2027-02-28") == ["multi-year-without-approval"]
    assert work(finish="2027-02-28", extra={"x-tahun-jamak": "Nota 12/2026"}) == []
    assert work(finish="2030-01-31", extra={"x-multi-year": "Nota 12/2026"}) == ["multi-year-past-term"]


def test_days_of_an_entry_count() -> None:
    """What the budget says of the days goes before what the node says."""
    assert work(finish="2026-12-31", entry={"finish": "2027-06-30"}) == ["multi-year-without-approval"]


def grants(*years: tuple[int, str | None]) -> tuple[list[str], int]:
    """Return findings and unknowns of BUD-I13 on budgets with a grant each."""
    plan = Plan(
        documents=[Document(id=f"d{year}", kind="APBD", first_year=year, last_year=year) for year, _ in years],
        sub_activities=[SubActivity(id="S")],
        allocations=[
            Allocation(
                document=f"d{year}",
                subject="S",
                account="5.1.05.05.01.0001",
                amounts={str(year): 5},
                extra={"x-penerima": name} if name else None,
            )
            for year, name in years
        ],
    )
    report = check(plan, select="BUD-I13")
    return [str(one.facts["periods"]) for one in report.findings], len(report.unknown)


def test_recipients() -> None:
    """Two years running are told, with a year between not; without a recipient nothing is known."""
    assert grants((2025, "PMI"), (2026, "PMI ")) == (["('2025', '2026')"], 0)
    assert grants((2024, "PMI"), (2026, "PMI")) == ([], 0)
    assert grants((2025, "PMI"), (2026, None)) == ([], 1)


def test_treasury_accounts() -> None:
    """An OPD of finance may plan interest, another may not, and one without fields is unknown."""
    for fields, found, unknown in ((("5.02",), 0, 0), (("1.02",), 1, 0), ((), 0, 1)):
        plan = Plan(
            documents=[Document(id="d", kind="APBD", first_year=2026, last_year=2026)],
            agencies=[Agency(id="a", functions=fields)],
            allocations=[Allocation(document="d", subject="a", account="5.1.03.01", amounts={"2026": 5})],
        )
        report = check(plan, select="BUD-I07")
        assert (len(report.findings), len(report.unknown)) == (found, unknown)


def test_rules_from_memory_run_only_when_they_are_selected() -> None:
    """What rests on recalled law alone does not run unasked."""
    ran = set(check(Plan()).ran)
    assert not {"BUD-I07", "BUD-I14", "FUND-05", "FUND-06"} & ran
    assert {"BUD-I01", "FUND-01", "FRM-05"} <= ran
