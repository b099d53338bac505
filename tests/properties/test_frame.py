"""Laws of the frame of a budget: no order, no double counting, money conserved, an oracle that adds by hand."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from regplan.calc.budget import frame
from regplan.calc.budget.fund_names import read_funds
from regplan.model import Agency, Allocation, Document, Plan, Program
from regplan.values.money import Rupiah, from_sen, sen

HEADS = ("4", "4.1", "4.1.01", "5", "5.1", "5.1.01", "5.2", "6.1", "6.2")
ACCOUNTS = st.sampled_from([None, "4.1", "4.1.01", "4.2", "5", "5.1", "5.1.01", "5.2.03", "6.1", "6.2.01"])
AMOUNTS = st.none() | st.integers(-(10**6), 10**17).map(from_sen)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["/", "a", "a1", "b", "P", "Q", "R"]), ACCOUNTS, st.sampled_from([None, "DAU", "PAD"]), AMOUNTS
    ),
    max_size=14,
    unique_by=lambda row: row[:3],
)
OFFICES = {"P": "a", "Q": "a1", "R": "b"}


def plan(rows: list[tuple[Any, ...]]) -> Plan:
    """Build a budget: OPD a with sub-unit a1, OPD b, a program of each."""
    return Plan(
        documents=[Document(id="d", kind="APBD")],
        agencies=[Agency(id="a"), Agency(id="a1", parent="a"), Agency(id="b")],
        programs=[Program(id=node, document="d", agency=agency) for node, agency in OFFICES.items()],
        allocations=[
            Allocation(document="d", subject=subject, account=account, fund=fund, amounts={"2026": amount})
            for subject, account, fund, amount in rows
        ],
    )


def said(given_plan: Plan) -> list[tuple[Any, ...]]:
    """Return what the frame says of all heads."""
    told = frame(given_plan, "d", 2026)
    return [(one.state, one.amount) for head in HEADS for one in (told.of(head), told.region(head), told.parts(head))]


@given(rows=ROWS, data=st.data())
def test_order_never_matters(rows: list[tuple[Any, ...]], data: st.DataObject) -> None:
    """Rows in another order give the same frame."""
    assert said(plan(data.draw(st.permutations(rows)))) == said(plan(rows))


@given(rows=ROWS, factor=st.integers(2, 9))
def test_scaling(rows: list[tuple[Any, ...]], factor: int) -> None:
    """All money times a number is all sums times that number, exactly."""
    small = [(*row[:3], row[3] if row[3] is None else from_sen(sen(row[3]) // 10)) for row in rows]
    larger = [(*row[:3], row[3] if row[3] is None else from_sen(sen(row[3]) * factor)) for row in small]

    def times(found: tuple[Any, ...]) -> tuple[Any, ...]:
        return found[0], None if found[1] is None else from_sen(sen(found[1]) * factor)

    assert said(plan(larger)) == [times(one) for one in said(plan(small))]


@given(rows=ROWS, at=st.integers(0, 13), part=st.integers(0, 100))
def test_splitting_a_line_conserves_money(rows: list[tuple[Any, ...]], at: int, part: int) -> None:
    """One line as two of different funds says the same."""
    split: list[tuple[Any, ...]] = []
    for number, row in enumerate(rows):
        if number == at and row[3] is not None and abs(row[3]) > 100:
            split += [(*row[:2], "BLUD", part), (*row[:3], _less(row[3], part))]
        else:
            split.append(row)
    assert said(plan(split)) == said(plan(rows))


def _less(amount: Rupiah, part: int) -> Rupiah:
    return from_sen(sen(amount) - part * 100)


@given(rows=ROWS)
def test_spending_of_the_parts_by_hand(rows: list[tuple[Any, ...]]) -> None:
    """Parts of spending: each OPD by its lines, topmost only, else by its work; a sub-unit without lines is within its OPD."""
    lines = {office: _spending(rows, office) for office in ("a", "a1", "b")}
    heads = {office: office for office, mine in lines.items() if mine}
    if "a1" not in heads and "a" in heads:
        heads["a1"] = "a"
    counted = [amount for mine in lines.values() for amount in mine]
    for node, office in OFFICES.items():
        if office not in heads:
            counted += [row[3] for row in rows if row[0] == node and (row[1] is None or row[1][0] == "5")]
    told = frame(plan(rows), "d", 2026).parts("5")
    if not counted:
        assert told.state == "absent"
    elif None in counted:
        assert told.state == "unknown"
    else:
        assert told.amount == from_sen(sum(sen(amount) for amount in counted if amount is not None))


def _spending(rows: list[tuple[Any, ...]], subject: str) -> list[Rupiah | None]:
    """Return the amounts of the topmost accounts of spending of a subject."""
    mine = [((row[1] or "5").split("."), row[3]) for row in rows if row[0] == subject and (row[1] or "5")[0] == "5"]
    paths = [path for path, _ in mine]
    return [
        amount for path, amount in mine if not any(path[: len(one)] == one and len(one) < len(path) for one in paths)
    ]


@given(text=st.text(min_size=1, max_size=60))
def test_any_text_is_a_source_or_not(text: str) -> None:
    """A cell of sources is one or more names, each with its text; nothing is lost but marks and blanks."""
    found = read_funds(text)
    assert found
    assert all(one.text in text for one in found)
    assert sum(len(one.text) for one in found) <= len(text)
