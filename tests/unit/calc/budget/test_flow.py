"""The flow of money between documents: the worked example of methods A1, and what each change is called."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import pytest

from regplan.calc.budget import (
    Change,
    LevelsDifferError,
    Step,
    flow,
)
from regplan.errors import UnknownNameError
from regplan.model import Activity, Agency, Allocation, Document, Entry, Mission, Plan, Program, SubActivity

MILLION: Final = 10**6
A1: Final[Mapping[str, tuple[int | None, ...]]] = {
    "P1": (1000, 1000, 950, 950),
    "P2": (500, 600, 600, 580),
    "P3": (300, None, None, None),
    "P4": (None, 200, 200, 150),
    "P5": (800, 800, None, None),
    "P6": (400, 400, 400, 400),
}
CHAIN: Final = ("RPJMD", "RKPD", "PPAS", "APBD")


def pay(document: str, subject: str, amount: int | Decimal | None, year: str = "2026", **more: Any) -> Allocation:
    """Write an entry."""
    return Allocation(document=document, subject=subject, amounts={year: amount}, **more)


def two(*money: Allocation, **tables: Any) -> Plan:
    """Build a plan with an RKPD ``a`` and an APBD ``b`` of 2026, and programs p to t."""
    tables.setdefault("documents", [Document(id="a", kind="RKPD"), Document(id="b", kind="APBD")])
    tables.setdefault("programs", [Program(id=one, title=f"Program {one}") for one in "pqrst"])
    return Plan(allocations=money, **tables)


def step(plan: Plan, **more: Any) -> Step:
    """Follow the money of 2026 from ``a`` to ``b``."""
    return flow(plan, ["a", "b"], year=2026, **more).direct


def only(plan: Plan, **more: Any) -> Change:
    """Return the one change from ``a`` to ``b``."""
    (change,) = step(plan, **more)
    return change


@pytest.fixture(scope="module")
def example() -> Plan:
    """Build the worked example of methods A1."""
    return Plan(
        documents=[Document(id=kind.lower(), kind=kind, first_year=2026, last_year=2026) for kind in CHAIN],
        programs=[Program(id=name) for name in A1],
        allocations=[
            pay(kind.lower(), name, amount * MILLION)
            for name, amounts in A1.items()
            for kind, amount in zip(CHAIN, amounts, strict=True)
            if amount is not None
        ],
    )


NAMES: Final = ("retention", "grounding", "overlap", "total_ratio", "min_max", "within")


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (0, ("4/5", "4/5", "2/3", "1", "2700/3300", "1/2")),
        (1, ("4/5", "1", "4/5", "2150/3000", "2150/3000", "4/5")),
        (2, ("1", "1", "1", "2080/2150", "2080/2150", "3/4")),
    ],
)
def test_worked_example(at: int, expected: tuple[str, ...], example: Plan) -> None:
    """Every figure of the table of methods A1; in the first step the totals agree although half of the rows differ."""
    found = flow(example, CHAIN, year=2026).steps[at].measures
    assert [getattr(found, name) for name in NAMES] == [Fraction(one) for one in expected]


def test_worked_example_chain(example: Plan) -> None:
    """Of the programs of the RPJMD 3 of 5 reach the APBD, measured directly; the gaps of the steps total the direct gap."""
    found = flow(example, CHAIN, year=2026)
    assert found.direct.measures.retention == Fraction(3, 5)
    assert found.direct.measures.gap == sum(one.measures.gap or 0 for one in found.steps) == -920 * MILLION


def test_worked_example_changes(example: Plan) -> None:
    """What became of each program from RPJMD to RKPD, signed."""
    found = {one.key: (one.kind, one.delta) for one in flow(example, CHAIN, year=2026).steps[0]}
    assert found == {
        "P1": ("kept", 0),
        "P2": ("resized", 100 * MILLION),
        "P3": ("dropped", -300 * MILLION),
        "P4": ("new", 200 * MILLION),
        "P5": ("kept", 0),
        "P6": ("kept", 0),
    }


def test_cons_04_and_tolerance(example: Plan) -> None:
    """Closeness is 1 − Σ|a − b| / Σa; a tolerance of a fifth takes the program that grew by a fifth in."""
    first = flow(example, CHAIN, year=2026, tolerance=Decimal("0.2")).steps[0].measures
    assert first.closeness == 1 - Fraction(100 + 300 + 200, 3000)
    assert first.within == Fraction(4, 6)


def test_zero_never_passes() -> None:
    """A written zero against Rp 100 billion is resized, has no deviation, and is never within (peers §4.1, trap 2)."""
    plan = two(pay("a", "p", 0), pay("b", "p", 10**11), pay("a", "q", 5), pay("b", "q", 5))
    assert [(one.kind, one.deviation) for one in step(plan)] == [("resized", None), ("kept", Fraction(0))]
    assert step(plan, tolerance=10**6).measures.within == Fraction(1, 2)


def test_deviation_is_of_the_first() -> None:
    """Double is 100 %, not 50 %, and ten times is 900 %: the divisor is the amount before (trap 2)."""
    assert only(two(pay("a", "p", 100), pay("b", "p", 200))).deviation == 1
    assert only(two(pay("a", "p", 100), pay("b", "p", 1000))).deviation == 9


def test_zero_on_both_sides_is_left_out() -> None:
    """A program with a written zero in both is kept and counts in no measure (methods A1)."""
    found = step(two(pay("a", "p", 0), pay("b", "p", 0), pay("a", "q", 5), pay("b", "r", 5))).measures
    assert (found.counts["kept"], found.retention, found.overlap, found.within) == (
        1,
        Fraction(0),
        Fraction(0),
        Fraction(0),
    )


def test_negative_money_has_no_ratio_of_sizes() -> None:
    """Where an amount is negative min/max is not known, and closeness is not where the first total is not above zero."""
    found = step(two(pay("a", "p", -5), pay("b", "p", 5))).measures
    assert (found.min_max, found.closeness, found.gap) == (None, None, 10)


def test_within_is_exact() -> None:
    """One rupiah beyond a millionth of the largest amount is not within, and one millionth is."""
    tight, most = Fraction(1, 10**6), 10**15
    for after, share in ((most - 10**9, 1), (most - 10**9 - 1, 0), (most - 10**11, 0)):
        assert step(two(pay("a", "p", most), pay("b", "p", after)), tolerance=tight).measures.within == share


def test_floats_that_differ_do_not() -> None:
    """0.10 + 0.20 is 0.30: sums are exact, so that no tolerance is needed for equality (peers §4.3)."""
    parts = [pay("a", "p", Decimal(one), fund=one) for one in ("0.10", "0.20")]
    assert only(two(*parts, pay("b", "p", Decimal("0.30")))).kind == "kept"


def test_dropped_only_where_the_level_is_covered() -> None:
    """Missing in a document that does not list the level in full is unknown, with the reason, and so are its measures."""
    money = (pay("a", "p", 5), pay("a", "q", 5), pay("b", "q", 6))
    silent = [Document(id="a", kind="RKPD"), Document(id="b", kind="APBD", covers=())]
    assert [one.kind for one in step(two(*money))] == ["dropped", "resized"]
    found = step(two(*money, documents=silent))
    assert [(one.kind, one.reason) for one in found] == [("unknown", "coverage"), ("resized", None)]
    assert (found.measures.retention, found.measures.total_ratio, found.measures.grounding) == (None, None, Fraction(1))
    assert (found.measures.gap, found.measures.parts["unknown"]) == (-4, -5)


def test_new_only_where_the_level_was_covered() -> None:
    """What comes up after a partial change may have stood in what it changes: unknown, not new."""
    partial = [Document(id="a", kind="RKPD", restates="partial"), Document(id="b", kind="APBD")]
    plan = two(pay("a", "p", 5), pay("b", "p", 5), pay("b", "q", 5), documents=partial)
    assert [one.kind for one in step(plan)] == ["kept", "unknown"]
    assert step(plan).measures.grounding is None


def test_coverage_is_of_the_opd_that_speaks() -> None:
    """Where only one of two OPD has a Renja in the stage, the other's program is unknown, not dropped."""
    offices = [Agency(id="x"), Agency(id="y"), Agency(id="x1", parent="x")]
    programs = [Program(id="p", agency="x1"), Program(id="q", agency="y"), Program(id="r", agency="x")]
    documents = [Document(id="a", kind="RKPD"), Document(id="b", kind="RENJA", agency="x")]
    money = (*(pay("a", one, 5) for one in "pqr"), pay("b", "r", 5))
    plan = two(*money, documents=documents, agencies=offices, programs=programs)
    assert [(one.key, one.kind) for one in step(plan)] == [("p", "dropped"), ("q", "unknown"), ("r", "kept")]


def test_listed_without_money() -> None:
    """A program without money that the next document still lists is dropped money, and told to be listed."""
    plan = two(pay("a", "p", 5), pay("a", "q", 5), pay("b", "q", 5), entries=[Entry(document="b", node="p")])
    assert [(one.kind, one.listed) for one in step(plan)] == [("dropped", True), ("kept", False)]


def test_renamed_and_moved() -> None:
    """Another title and another OPD are told beside what became of the money; case and blanks are no other title."""
    plan = two(
        *(pay(one, name, 5) for one in "ab" for name in "pqr"),
        agencies=[Agency(id="x"), Agency(id="y")],
        programs=[Program(id=one, title=f"Program {one}", agency="x") for one in "pqr"],
        entries=[
            Entry(document="b", node="p", title="Program Baru"),
            Entry(document="b", node="q", title="PROGRAM  Q"),
            Entry(document="b", node="r", agency="y"),
        ],
    )
    found = step(plan)
    assert (found.renamed, found.moved, found.measures.counts["kept"]) == (1, 1, 3)
    assert found.changes("renamed")[0].titles == (("program p",), ("program baru",))
    assert found.changes("moved")[0].agencies == (("x",), ("y",))


def test_by_opd_adds_up() -> None:
    """By OPD what moves goes out of one and into the other; the gaps total that of the step."""
    plan = two(
        *(pay("a", one, 5) for one in "pqr"),
        *(pay("b", one, 7) for one in "qrs"),
        agencies=[Agency(id="x"), Agency(id="y")],
        programs=[Program(id=one, agency="x") for one in "pqrs"],
        entries=[Entry(document="b", node="r", agency="y")],
    )
    first, second = step(plan).by("agency")
    assert (first.key, first.gap, first.parts["moved_out"], first.parts["dropped"]) == ("x", -1, -5, -5)
    assert (second.key, second.gap, second.parts["moved_in"]) == ("y", 7, 7)
    assert (first.retention, first.counts["new"]) == (Fraction(1, 3), 1)


def test_by_mission_fund_and_place() -> None:
    """Measures by mission, fund and place each total the whole gap; what states none has the key None, last."""
    plan = two(
        pay("a", "p", 5, fund="DAU"),
        pay("b", "p", 4, fund="DAU"),
        pay("b", "p", 3, fund="PAD"),
        pay("b", "q", 2),
        missions=[Mission(id="M1")],
        programs=[Program(id="p", parent="M1"), Program(id="q")],
    )
    found = step(plan)
    assert [(one.key, one.gap) for one in found.by("mission")] == [("M1", 2), (None, 2)]
    assert [(one.key, one.gap) for one in found.by("fund")] == [("DAU", -1), ("PAD", 3), (None, 2)]
    assert [(one.key, one.gap) for one in found.by("place")] == [(None, 4)]
    assert found.by("fund")[1].counts["moved_in"] == 1


def test_unknown_amount() -> None:
    """An unknown amount makes its item, the sum it is in and the gap unknown; the other sum is known."""
    found = step(two(pay("a", "p", None), pay("b", "p", 5), pay("a", "q", 2), pay("b", "q", 3)))
    first = found.changes("unknown")[0]
    assert (first.before, first.after, first.delta, first.reason) == (None, 5, None, "amount")
    assert (found.measures.before, found.measures.gap, found.measures.total_ratio) == (None, None, None)
    assert (found.measures.after, found.measures.retention) == (8, Fraction(1))


def test_rows_lead_back() -> None:
    """The amounts of an item lead back to the allocations they were added up from."""
    plan = two(pay("a", "p", 5), pay("a", "p", 6, fund="DAU"), pay("b", "p", 7), pay("b", "q", 1))
    assert step(plan).rows("p") == ((0, 1), (2,))
    with pytest.raises(UnknownNameError):
        step(plan).rows("z")


def test_money_below_and_stated_totals() -> None:
    """Money below an item is its money; a stated total is never added, with or without an indicator."""
    plan = two(
        pay("a", "p", 5),
        pay("b", "s", 5),
        pay("b", "p", 99, role="stated_total"),
        activities=[Activity(id="k", parent="p")],
        sub_activities=[SubActivity(id="s", parent="k")],
        programs=[Program(id="p")],
    )
    assert [(one.key, one.kind) for one in step(plan)] == [("p", "kept")]


def test_money_on_no_item_is_told() -> None:
    """Money of an OPD or the region is outside of all items; the parts of the gap total it all the same."""
    plan = two(pay("a", "p", 5), pay("b", "p", 5), pay("b", "x", 3), pay("b", "/", 2), agencies=[Agency(id="x")])
    found = step(plan)
    assert (len(found), found.measures.gap, found.measures.parts["outside"]) == (1, 5, 5)
    assert [(one.key, one.gap) for one in found.by("agency")] == [("x", 3), (None, 2)]


def test_entries_move_nodes_in_their_document_alone() -> None:
    """Money rolls up along the tree of its own document: an entry of the APBD that moves an activity moves its money there."""
    plan = two(
        pay("a", "k", 5),
        pay("b", "k", 5),
        pay("a", "q", 1),
        pay("b", "q", 1),
        activities=[Activity(id="k", parent="p")],
        entries=[Entry(document="b", node="k", parent="q")],
    )
    assert [(one.key, one.kind, one.delta) for one in step(plan)] == [("p", "dropped", -5), ("q", "resized", 5)]


def test_sums_beyond_64_bits() -> None:
    """A hundred of the largest amounts are added exactly, where 64 bits would wrap."""
    money = [pay("a", "p", 10**15, fund=str(at)) for at in range(100)]
    found = only(two(*money, pay("b", "p", 1)))
    assert (found.before, found.delta) == (10**17, 1 - 10**17)


def test_records() -> None:
    """Items and measures come as records for a DataFrame: amounts exact, ratios floats."""
    found = flow(two(pay("a", "p", 5), pay("b", "p", Decimal("7.50"))), ["a", "b"], year=2026)
    (record,) = found.to_dicts()
    assert (record["from"], record["to"], record["kind"], record["delta"]) == ("a", "b", "resized", Decimal("2.50"))
    (told,) = found.measures_to_dicts()
    assert (told["total_ratio"], told["resized"], told["resized_rp"]) == (1.5, 1, Decimal("2.50"))


def test_plan_without_nodes() -> None:
    """Money of the region alone, in a plan without any node, is refused by name and does not crash."""
    documents = [Document(id="a", kind="RKPD", first_year=2026, last_year=2026)]
    plan = Plan(documents=documents, allocations=[Allocation(document="a", subject="/", amounts={"2026": 5})])
    with pytest.raises(LevelsDifferError):
        flow(plan, ["a", "a"], year=2026)
