"""Stated totals of nodes, OPD, region, funds against the entries they are of."""

from __future__ import annotations

from typing import Any

from regplan.calc.budget import StatedTotal, stated_totals
from regplan.model import Activity, Agency, Allocation, Document, Place, Plan, Program


def pay(subject: str, amount: int | None, year: str = "2026", **more: Any) -> Allocation:
    """Write an entry of document ``d``."""
    return Allocation(**{"document": "d", "subject": subject, "amounts": {year: amount}, **more})


def total(subject: str, amount: int | None, **more: Any) -> Allocation:
    """Write a stated total."""
    return pay(subject, amount, role="stated_total", **more)


def compared(*money: Allocation, **tables: Any) -> list[StatedTotal]:
    """Compare the totals of a plan: health office h with clinic c and hospital r, education e."""
    agencies = [Agency(id="h"), Agency(id="c", parent="h"), Agency(id="r", parent="h"), Agency(id="e")]
    programs = [Program(id=f"p{one}", agency=one) for one in "hcre"]
    defaults: dict[str, Any] = {
        "documents": [Document(id="d", kind="RENJA")],
        "agencies": agencies,
        "programs": programs,
        "activities": [Activity(id="k", parent="pe")],
    }
    return list(stated_totals(Plan(allocations=money, **{**defaults, **tables}), "RENJA"))


ENTRIES = (pay("ph", 10), pay("pc", 4), pay("pr", 30), pay("k", 7, fund="DAU"), pay("pe", 1))


def computed(*stated: Allocation) -> list[Any]:
    """Return what each total is compared with."""
    return [one.difference.computed for one in compared(*stated, *ENTRIES)]


def test_node() -> None:
    """The total of a node is of the entries at it and below."""
    assert computed(total("pe", 8), total("k", 7)) == [8, 7]


def test_sub_units() -> None:
    """A sub-unit with a total of its own keeps its money, one without rolls up to the OPD above it."""
    assert computed(total("h", 0)) == [44]
    assert computed(total("h", 0), total("r", 0)) == [14, 30]


def test_region() -> None:
    """The total of the region is of all entries."""
    assert computed(total("/", 0)) == [52]


def test_narrow_total() -> None:
    """A total that names a fund is of the entries of that fund; one on an indicator row is left out."""
    assert computed(total("/", 0, fund="DAU"), total("pe", 0, indicator="i"), total("pe", 0, fund="DAU")) == [7, 7]


def test_periods_stay_apart() -> None:
    """Each period is compared with itself."""
    found = compared(
        pay("pe", 8, role="stated_total"), pay("pe", 9, "2027", role="stated_total"), pay("pe", 8), pay("k", 9, "2027")
    )
    assert [(one.period, one.difference.kind) for one in found] == [("2026", "equal"), ("2027", "equal")]


def test_documents_stay_apart() -> None:
    """A total is compared with the entries of its own document, never with another's."""
    documents = [Document(id="d", kind="RENJA"), Document(id="e", kind="RENJA", agency="e")]
    found = compared(total("pe", 5), pay("pe", 5, document="e"), documents=documents)
    assert [(one.entries, one.difference.kind) for one in found] == [(0, "unknown")]


def test_unknown() -> None:
    """A total without entries, with an unknown one, or unknown itself, is not compared."""
    found = compared(total("ph", 5), total("pe", 5), total("k", None), pay("pe", None), pay("k", 5))
    assert [one.difference.kind for one in found] == ["unknown", "unknown", "unknown"]


def test_missing_line_is_named() -> None:
    """A total that lacks one of its lines says which; the record has stated, computed and difference."""
    (found,) = compared(total("/", 22), *ENTRIES)
    assert (found.subject, found.allocation, found.entries) == ("/", 0, 5)
    assert (found.difference.kind, found.difference.part) == ("missing_part", 2)
    assert found.to_dict()["difference"] == -30


def test_revenue_is_no_part_of_a_total_of_spending() -> None:
    """A total of the region without an account is of spending: lines of revenue and financing are not in it."""
    lines = pay("/", 900, account="4.2"), pay("/", 80, account="6.1")
    assert [one.difference.computed for one in compared(total("/", 0), *lines, *ENTRIES)] == [52]


def test_total_of_an_account() -> None:
    """A total that names an account is of the accounts below it, and unknown where money is not detailed so far."""
    lines = pay("pe", 3, account="5.1.01"), pay("ph", 4, account="5.1.02"), pay("pr", 5, account="5.2.01")
    assert [one.difference.computed for one in compared(total("/", 0, account="5.1"), *lines)] == [7]
    assert [one.difference.kind for one in compared(total("/", 0, account="5.1"), *lines, pay("k", 1))] == ["unknown"]


def test_total_of_a_place() -> None:
    """A total that names a kecamatan is of its kelurahan too."""
    places = [Place(id="kec"), Place(id="kel", parent="kec"), Place(id="far")]
    lines = pay("pe", 3, place="kel"), pay("ph", 4, place="kec"), pay("pr", 5, place="far")
    assert [one.difference.computed for one in compared(total("/", 0, place="kec"), *lines, places=places)] == [7]


def test_lines_of_an_opd_and_its_work_are_never_added() -> None:
    """Its total is compared with its work, and with its own lines where it has no work; the region's likewise."""
    assert [one.difference.computed for one in compared(total("e", 0), pay("e", 8), pay("pe", 5))] == [5]
    assert [one.difference.computed for one in compared(total("e", 0), pay("e", 5, fund="A"), pay("e", 3))] == [8]
    assert [one.difference.computed for one in compared(total("/", 0), pay("e", 8), pay("pe", 5), pay("ph", 1))] == [9]
    assert [one.difference.computed for one in compared(total("/", 0), pay("/", 5, fund="A"), pay("/", 3))] == [8]


def test_a_line_and_the_lines_of_its_parts_are_never_added() -> None:
    """Of lines of 5 and of 5.1 below it only the upper one counts."""
    lines = pay("e", 8, account="5"), pay("e", 6, account="5.1"), pay("e", 2, account="5.2")
    assert [one.difference.computed for one in compared(total("e", 0), *lines)] == [8]
