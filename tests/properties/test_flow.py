"""Laws of totals and flows: what adds up, what order and scale do not change, what turns with direction (methods I)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any, Final

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from regplan.calc.budget import Flow, explain_difference, flow, totals
from regplan.calc.budget.sums import apportioned, dense, joined, sums_of
from regplan.index.columns import Ints
from regplan.model import (
    Activity,
    Agency,
    Allocation,
    Document,
    Entry,
    Link,
    Mission,
    Plan,
    Program,
    Reference,
)
from regplan.values.money import Rupiah, from_sen, sen

KINDS: Final = ("RKPD", "PPAS", "APBD")
PROGRAMS: Final = tuple("pqrst")
SEN = st.one_of(st.integers(0, 500), st.integers(0, 10**17), st.integers(-(10**6), 10**6))
ROWS = st.tuples(
    st.sampled_from("abc"), st.sampled_from([*PROGRAMS, "k", "x", "/"]), SEN, st.sampled_from([None, "DAU", "PAD"])
)
WEIGHTS = st.one_of(st.none(), st.sampled_from(["0", "0.1", "0.25", "0.3333", "0.5", "1"]))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw plans of three documents with programs of two OPD, money on programs, an activity, an OPD and the region."""
    rows = draw(st.lists(ROWS, min_size=1, max_size=20))
    rows += [(document, "p", 100, "base") for document in "abc"]
    homes = st.sampled_from([None, "x", "y"])
    moves = draw(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(PROGRAMS), homes), max_size=4))
    ends = draw(
        st.lists(st.tuples(st.sampled_from(PROGRAMS), st.sampled_from(["t0", "t1", "t2"]), WEIGHTS), max_size=6)
    )
    return Plan(
        documents=[Document(id=name, kind=kind) for name, kind in zip("abc", KINDS, strict=True)],  # type: ignore[arg-type] # kinds
        agencies=[Agency(id="x"), Agency(id="y")],
        missions=[Mission(id="M"), Mission(id="N")],
        programs=[
            Program(id=name, parent=draw(st.sampled_from([None, "M", "N"])), agency=draw(homes)) for name in PROGRAMS
        ],
        activities=[Activity(id="k", parent="q")],
        references=[Reference(id=f"t{at}", framework="TAG") for at in range(3)],
        entries=[
            Entry(document=document, node=node, agency=home, title=f"judul {at}")
            for at, (document, node, home) in enumerate(moves)
        ],
        links=[Link(kind="aligned_with", source=one, target=tag, weight=weight) for one, tag, weight in ends],
        allocations=[
            Allocation(
                document=document, subject=subject, account=f"R{at}", fund=fund, amounts={"2026": from_sen(amount)}
            )
            for at, (document, subject, amount, fund) in enumerate(rows)
        ],
    )


def follow(plan: Plan, words: Any = KINDS) -> Flow:
    """Follow the money of 2026 by program."""
    return flow(plan, words, year=2026)


def plain_sum(plan: Plan, **wanted: Any) -> int:
    """Add up allocations in Python's integers, in sen."""
    return sum(
        sen(row.amounts["2026"] or 0)
        for row in plan.allocations
        if all(getattr(row, field) == value for field, value in wanted.items())
    )


@given(plan=plans())
def test_parts_total_the_gap(plan: Plan) -> None:
    """In every step what each kind contributes totals the difference of the documents, over all and by OPD, mission, fund."""
    found = follow(plan)
    for step, (one, other) in zip(found.steps, [("a", "b"), ("b", "c")], strict=True):
        gap = from_sen(plain_sum(plan, document=other) - plain_sum(plan, document=one))
        assert step.measures.gap == gap == sum(step.measures.parts.values())
        assert sum(change.delta or 0 for change in step) + step.measures.parts["outside"] == gap
        for side in ("agency", "mission", "fund", "place", "account"):
            rows = step.by(side)
            assert sum(row.gap or 0 for row in rows) == gap
            assert all(sum(row.parts.values()) == row.gap for row in rows)
    assert sum(step.measures.gap or 0 for step in found.steps) == found.direct.measures.gap


@given(plan=plans(), seed=st.integers(0, 99))
def test_order_of_rows_does_not_matter(plan: Plan, seed: int) -> None:
    """Allocations, entries and links in another order give the same flow and the same totals."""
    random = Random(seed)
    mixed = {name: random.sample(list(plan.table(name)), len(plan.table(name))) for name in ("allocations", "links")}
    other = plan.replace(**mixed)
    assert follow(other).to_dicts() == follow(plan).to_dicts()
    assert follow(other).measures_to_dicts() == follow(plan).measures_to_dicts()
    for by in ("node", "agency", "fund", "tag", "mission"):
        assert totals(other, "RKPD", by=by).to_dicts() == totals(plan, "RKPD", by=by).to_dicts()


@given(plan=plans(), factor=st.integers(2, 9))
def test_scaling_scales_money_and_no_measure(plan: Plan, factor: int) -> None:
    """All money times a number: amounts and gaps times it, measures, kinds and shares the same."""
    assume(all(abs(sen(row.amounts["2026"] or 0)) < 10**16 for row in plan.allocations))
    scaled = plan.replace(
        allocations=[attrs.evolve(row, amounts=times(row.amounts, factor)) for row in plan.allocations]
    )
    for step, other in zip(follow(plan).steps, follow(scaled).steps, strict=True):
        assert [one.kind for one in step] == [one.kind for one in other]
        assert [(one.delta or 0) * factor for one in step] == [one.delta for one in other]
        for name in ("retention", "grounding", "overlap", "total_ratio", "min_max", "within", "closeness"):
            assert getattr(step.measures, name) == getattr(other.measures, name)


def times(amounts: Any, factor: int) -> dict[str, Rupiah]:
    """Multiply amounts exactly."""
    return {period: from_sen(sen(amount) * factor) for period, amount in amounts.items()}


@given(plan=plans())
def test_direction(plan: Plan) -> None:
    """Turned round, retention and grounding change places, overlap and min/max stay, gaps and dropped/new change sign."""
    there, back = follow(plan, ["RKPD", "APBD"]).direct, follow(plan, ["APBD", "RKPD"]).direct
    one, other = there.measures, back.measures
    assert (one.retention, one.grounding) == (other.grounding, other.retention)
    assert (one.overlap, one.min_max) == (other.overlap, other.min_max)
    assert (one.gap or 0) == -(other.gap or 0)
    assert (one.counts["dropped"], one.counts["new"]) == (other.counts["new"], other.counts["dropped"])
    assert (there.renamed, there.moved) == (back.renamed, back.moved)


@given(plan=plans())
def test_bounds(plan: Plan) -> None:
    """Shares lie in 0 to 1; min/max is 1 exactly where all amounts of items are equal."""
    for step in follow(plan).steps:
        told = step.measures
        for value in (told.retention, told.grounding, told.overlap, told.min_max, told.within):
            assert value is None or Fraction(0) <= value <= Fraction(1)
        if told.min_max is not None:
            assert (told.min_max == 1) == all(not one.delta for one in step)


@given(plan=plans(), cut=st.integers(-(10**6), 10**6))
def test_splitting_a_node_conserves(plan: Plan, cut: int) -> None:
    """A program split in two by its successors, its money divided to the sen, changes no sum and no kind of others."""
    changed = [row for row in plan.allocations if (row.document, row.subject) == ("c", "p")]
    rest = [row for row in plan.allocations if (row.document, row.subject) != ("c", "p")]
    parts = [
        Allocation(document="c", subject=name, account=row.account, fund=row.fund, amounts={"2026": from_sen(part)})
        for row in changed
        for name, part in (("u", cut), ("v", sen(row.amounts["2026"] or 0) - cut))
        if abs(part) <= 10**17
    ]
    assume(len(parts) == 2 * len(changed))
    home = plan.programs["p"]
    split = plan.replace(
        programs=[*plan.programs, *(attrs.evolve(home, id=name) for name in "uv")],
        links=[*plan.links, *(Link(kind="replaces", source=name, target="p") for name in "uv")],
        entries=[row for row in plan.entries if row.node != "p"],
        allocations=[*rest, *parts],
    )
    before = plan.replace(entries=split.entries)
    told = [[(one.key, one.kind, one.delta) for one in follow(each).direct] for each in (before, split)]
    assert told[0] == told[1]
    assert follow(split).direct.measures.gap == follow(before).direct.measures.gap


@given(plan=plans())
def test_totals_equal_plain_sums(plan: Plan) -> None:
    """Each grouping into parts totals what Python's integers add up, and each total what its addends add up."""
    for document, kind in zip("abc", KINDS, strict=True):
        whole = from_sen(plain_sum(plan, document=document))
        for by in ("level", "agency", "fund", "account", "place", "document", "year"):
            found = totals(plan, kind, by=by)
            assert sum(one.amount or 0 for one in found) == whole
            for one in found:
                rows = [plan.allocations[at] for at in found.addends(one.key)]
                assert one.amount == from_sen(sum(sen(row.amounts["2026"] or 0) for row in rows))
                assert one.rows == len(rows)


LINES = st.lists(
    st.tuples(
        st.sampled_from("abc"), st.sampled_from(["4", "4.2.01", "5", "5.1", "6.1", "6.2"]), st.integers(0, 10**12)
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda one: one[:2],
)


@given(plan=plans(), lines=LINES)
def test_lines_of_the_region_are_no_more_money(plan: Plan, lines: list[tuple[str, str, int]]) -> None:
    """Revenue, financing, and what the region prints of its spending beside that of its work change no total and no flow."""
    more = [
        Allocation(document=document, subject="/", account=account, amounts={"2026": from_sen(amount)})
        for document, account, amount in lines
    ]
    printed = plan.replace(allocations=[*plan.allocations, *more])
    assert follow(printed).to_dicts() == follow(plan).to_dicts()
    assert follow(printed).measures_to_dicts() == follow(plan).measures_to_dicts()
    for by in ("agency", "fund", "account"):
        assert totals(printed, "RKPD", by=by).to_dicts() == totals(plan, "RKPD", by=by).to_dicts()


@given(plan=plans())
def test_tags_never_count_twice(plan: Plan) -> None:
    """Whatever the weights, the least amounts of all tags and of none total no more than the money, the most no less."""
    plan = plan.replace(allocations=[row for row in plan.allocations if (row.amounts["2026"] or 0) >= 0])
    assume(any(row.document == "a" for row in plan.allocations))
    found = totals(plan, "RKPD", by="tag")
    assert found.total
    whole = found.total.amount or 0
    assert sum(one.low for one in found) <= whole <= sum(one.high for one in found)
    assert all(one.low <= one.high for one in found)
    if all(one.amount is not None for one in found):
        assert sum(one.amount or 0 for one in found) == whole


FRACTIONS = st.builds(Fraction, st.integers(-(10**6), 10**6), st.integers(1, 99))


@given(parts=st.lists(FRACTIONS, min_size=1, max_size=9))
def test_apportioned(parts: list[Fraction]) -> None:
    """Parts of a whole number are rounded to whole ones that total it, each less than one away."""
    total = round(sum(parts))
    parts = [*parts, total - sum(parts, Fraction(0))]
    whole = apportioned(parts, total)
    assert sum(whole) == total
    assert all(-1 < one - part < 1 for one, part in zip(whole, parts, strict=True))


@given(rows=st.lists(st.tuples(st.integers(0, 5), st.integers(-(10**17), 10**17)), max_size=200))
def test_sums_of(rows: list[tuple[int, int]]) -> None:
    """Sums by group are those of Python's integers, within 64 bits and beyond."""
    groups, amounts = column([one for one, _ in rows]), column([amount for _, amount in rows])
    expected = [sum(amount for one, amount in rows if one == group) for group in range(6)]
    assert sums_of(groups, amounts, 6).tolist() == expected


@given(rows=st.lists(st.tuples(st.integers(-2, 3), st.integers(0, 10**9)), max_size=30))
def test_joined_and_dense(rows: list[tuple[int, int]]) -> None:
    """Rows get one number exactly where all their columns are equal, in the order of their values."""
    order = sorted(set(rows))
    first, second = (column([row[at] for row in rows]) for at in (0, 1))
    assert joined(first, second).tolist() == [order.index(row) for row in rows]
    values, places = dense(second)
    assert values[places].tolist() == second.tolist()
    assert values.tolist() == sorted(set(second.tolist()))


def column(values: list[int]) -> Ints:
    """Make a column."""
    import numpy as np

    return np.array(values, np.int64)


@given(
    stated=st.integers(-(10**12), 10**12),
    computed=st.integers(-(10**12), 10**12),
    parts=st.lists(st.integers(0, 10**9), max_size=4),
)
def test_explanations_are_true(stated: int, computed: int, parts: list[int]) -> None:
    """The difference is what it says, equal exactly where it is nothing, and a named part makes up the difference."""
    found = explain_difference(stated, computed, parts)
    assert found.difference == stated - computed
    assert (found.kind == "equal") == (stated == computed)
    if found.kind in {"missing_part", "part_twice"}:
        assert found.part is not None
        assert abs(stated - computed) == parts[found.part]
    if found.factor is not None and found.kind == "unit":
        assert abs(stated * found.factor - computed) < max(found.factor, Fraction(1))


@given(amount=st.integers(1, 10**12), part=st.integers(1, 10**12), scale=st.sampled_from([10**3, 10**6]))
def test_made_mistakes_are_found(amount: int, part: int, scale: int) -> None:
    """A line left out, a line counted twice and a total in thousands or millions are among the explanations."""
    parts = [amount, part]
    for stated, kind in ((amount, "missing_part"), (amount + 2 * part, "part_twice")):
        found = explain_difference(stated, amount + part, parts)
        assert kind in (found.kind, *found.others)
    found = explain_difference(amount, amount * scale + scale // 3)
    assert "unit" in (found.kind, *found.others)
    assert explain_difference(Decimal(amount) + Decimal("0.01"), amount).kind != "equal"
