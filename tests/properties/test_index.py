"""What is always true of the index and the rules that run on it, against an oracle of plain dicts and loops."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, cast

import attrs
import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from regplan.calc.budget import rollup
from regplan.checks import check
from regplan.diagnostics import Finding
from regplan.index import of
from regplan.index.tree import circles, from_above, has_child, led_to
from regplan.model import (
    Activity,
    Agency,
    Allocation,
    Document,
    Goal,
    Indicator,
    Link,
    Node,
    Objective,
    Plan,
    Program,
    Series,
)
from regplan.model.schema import schema_of
from regplan.model.tables import NODE_TABLES, TABLES
from regplan.testing.builders import FAULTS, faulty, sound_plan
from regplan.testing.strategies import plans, records
from regplan.values.money import from_sen, sen

NAMES = st.sampled_from(["a", "b", "c", "d", "e", "f", "g", "h"])
PARENTS = st.one_of(st.none(), NAMES, st.just("gone"), st.just("opd"))
ORDERS = st.one_of(st.none(), st.integers(-2, 3))
SORTS = st.sampled_from(({}, {}, {"role": "stated_total"}, {"basis": "realised"}, {"document": "e1"}))
MONEY = st.one_of(st.integers(1, 9), st.integers(-(10**15), 10**15), st.just(Decimal("0.01")), st.none())
SMALL = st.builds(
    lambda agencies, name: faulty(sound_plan(agencies=agencies), name),
    st.integers(1, 2),
    st.sampled_from(sorted(FAULTS)),
)
AMOUNTS = st.dictionaries(st.sampled_from(("2026", "2027")), MONEY, min_size=1)


@st.composite
def forests(draw: st.DrawFn, *, unique: bool = False) -> Plan:
    """Draw small forests of goals, objectives and programs: dangling parents, doubled ids, circles, explicit order."""
    ids = draw(st.lists(NAMES, min_size=1, max_size=8, unique=unique))
    tables: dict[str, list[Any]] = {"goals": [], "objectives": [], "programs": []}
    for name in ids:
        cls: Any = draw(st.sampled_from((Goal, Objective, Program)))
        fields = {"parent": draw(PARENTS), "order": draw(ORDERS), "document": draw(st.sampled_from((None, "d", "e1")))}
        agency = draw(st.sampled_from((None, None, "opd", "gone")))
        tables[f"{cls.__name__.lower()}s"].append(cls(id=name, title=name, agency=agency, **fields))
    ends = st.tuples(st.sampled_from(("supports", "adopts", "needs")), NAMES, NAMES)
    return Plan(
        documents=[Document(id="d", kind="RENSTRA"), Document(id="e1", kind="RPJMD", agency="opd2")],
        agencies=[Agency(id="opd"), Agency(id="opd2")],
        links=[
            Link(kind=kind, source=source, target=target, status=draw(st.sampled_from((None, "accepted", "refused"))))  # type: ignore[arg-type] # drawn words
            for kind, source, target in draw(st.lists(ends, max_size=4))
        ],
        allocations=[
            Allocation(**{"document": "d", "subject": subject, "fund": str(at), "amounts": amounts, **draw(SORTS)})  # type: ignore[arg-type] # drawn fields
            for at, (subject, amounts) in enumerate(
                draw(st.lists(st.tuples(st.sampled_from(ids), AMOUNTS), min_size=1, max_size=6))
            )
        ],
        **tables,  # type: ignore[arg-type] # rows of their tables
    )


class Oracle:
    """The plan read with dicts, loops and recursion only; a row is its number among all nodes."""

    def __init__(self, plan: Plan) -> None:
        """Find the parent of each row."""
        self.plan = plan
        self.rows: list[Node] = [node for name in NODE_TABLES for node in plan.table(name)]
        self.first = {node.id: at for at, node in reversed(list(enumerate(self.rows)))}
        self.parent = [self.first.get(node.parent) if node.parent else None for node in self.rows]

    def above(self, at: int) -> list[int] | None:
        """Return the rows above one, nearest first; None in or below a circle."""
        path: list[int] = []
        up = self.parent[at]
        while up is not None:
            if up == at or up in path:
                return None
            path.append(up)
            up = self.parent[up]
        return path

    def children(self, at: int | None) -> list[int]:
        """Return the rows right below one, or the roots, in their order."""
        below = [row for row, up in enumerate(self.parent) if up == at]
        last = max((node.order for node in self.rows if node.order is not None), default=0) + 1
        return sorted(below, key=lambda row: (last if self.rows[row].order is None else self.rows[row].order, row))

    def subtree(self, at: int) -> list[int]:
        """Return the row and all below it, parents before children."""
        return [at, *(row for child in self.children(at) for row in self.subtree(child))]

    def agency(self, at: int) -> str | None:
        """Return the OPD that carries a row: its own, else the nearest above, else that of its document."""
        for row in (at, *(self.above(at) or ())):
            own: str | None = self.rows[row].agency
            if own is not None:
                return own
        home = self.plan.documents.get(self.rows[at].document or "")
        return home.agency if home else None

    def own(self, at: int, period: str) -> int:
        """Add up the sen of the ceilings entered by document d on a row; a doubled id means the first."""
        found = 0
        for row in self.plan.allocations:
            counts = (row.document, row.basis, row.role) == ("d", "ceiling", "entry")
            if counts and self.first.get(row.subject) == at:
                found += sen(row.amounts.get(period) or 0)
        return found


class TestTree:
    """«Trees are derived»: the columns of the index say what the records say."""

    @given(plan=forests())
    def test_parent_and_depth(self, plan: Plan) -> None:
        """Parent and depth are those of the records; in and below circles there is no depth."""
        index, oracle = of(plan), Oracle(plan)
        assert [at if at >= 0 else None for at in index.parent.tolist()] == oracle.parent
        above = [oracle.above(at) for at in range(index.nodes)]
        assert index.depth.tolist() == [-1 if path is None else len(path) for path in above]

    @given(plan=forests())
    def test_order_and_subtree(self, plan: Plan) -> None:
        """The pre-order is that of a walk from the roots, siblings in their order, and a subtree is a slice of it."""
        index, oracle = of(plan), Oracle(plan)
        assert index.order.tolist() == [row for root in oracle.children(None) for row in oracle.subtree(root)]
        for at in index.order.tolist():
            assert index.subtree(at).tolist() == oracle.subtree(at)
            assert index.children(at).tolist() == oracle.children(at)

    @given(plan=forests())
    def test_circles(self, plan: Plan) -> None:
        """The circles are the rows that come back to themselves, each row in one."""
        index, oracle = of(plan), Oracle(plan)
        rings = circles(index.parent)
        for ring in rings:
            assert [oracle.parent[at] for at in ring] == [*ring[1:], ring[0]]
        inside = {at for ring in rings for at in ring}
        assert inside == {at for at in range(index.nodes) if at in _walk(oracle, at)}

    @given(plan=forests())
    def test_agency(self, plan: Plan) -> None:
        """The OPD that carries a node is its own, the nearest above, or its document's."""
        index, oracle = of(plan), Oracle(plan)
        for at in index.order.tolist():
            carrier, expected = int(index.agency[at]), oracle.agency(at)
            known = plan.agencies.get(expected) if expected else None
            assert (plan.agencies[carrier] if carrier >= 0 else None) == known

    @given(plan=forests(), level=st.sampled_from((2, 3, 6)))
    def test_marks(self, plan: Plan, level: int) -> None:
        """What has a marked child, and what lies below a mark, is what the records say."""
        index, oracle = of(plan), Oracle(plan)
        marked = index.level == level
        parents = {oracle.parent[at] for at in np.flatnonzero(marked).tolist()}
        assert set(np.flatnonzero(has_child(index, marked)).tolist()) == parents - {None}
        for at in index.order.tolist():
            assert from_above(index, marked)[at] == any(marked[row] for row in (at, *(oracle.above(at) or ())))

    @given(plan=forests(), level=st.sampled_from((2, 3, 6)))
    def test_led_to(self, plan: Plan, level: int) -> None:
        """A mark leads to every node that parents and live links reach, circles or not."""
        index, oracle = of(plan), Oracle(plan)
        steps = {(at, up) for at, up in enumerate(oracle.parent) if up is not None}
        for link in plan.links:
            if link.kind in {"supports", "adopts"} and link.status != "refused":
                steps.add((oracle.first.get(link.source, -1), oracle.first.get(link.target, -1)))
        reached = set(np.flatnonzero(index.level == level).tolist())
        for _ in range(index.nodes):
            reached |= {up for at, up in steps if at in reached and up >= 0}
        assert set(np.flatnonzero(led_to(index, index.level == level)).tolist()) == reached


def _walk(oracle: Oracle, at: int) -> set[int]:
    """Return the rows met going up from one, itself only where it is met again."""
    met: set[int] = set()
    up = oracle.parent[at]
    while up is not None and up not in met:
        met.add(up)
        up = oracle.parent[up]
    return met


class TestMoney:
    """Parts add up to the whole; scaling all money scales all money results."""

    @given(plan=forests())
    def test_rollup(self, plan: Plan) -> None:
        """Own and below are the sums of the entries on a node and on all below it."""
        index, oracle = of(plan), Oracle(plan)
        sums = rollup(index, 0)
        assert sums is not None
        for column, period in enumerate(sums.periods):
            for at in index.order.tolist():
                assert sums.own[at, column] == oracle.own(at, period)
                assert sums.below[at, column] == sum(oracle.own(row, period) for row in oracle.subtree(at)[1:])

    @given(plan=forests())
    def test_parts_add_up(self, plan: Plan) -> None:
        """What lies below a node is what stands on its children and below them; the roots hold all that is placed."""
        index, sums = of(plan), rollup(of(plan), 0)
        assert sums is not None
        whole = sums.own + sums.below
        for at in index.order.tolist():
            assert (sums.below[at] == whole[index.children(at)].sum(axis=0)).all()
        placed = index.depth >= 0
        assert (whole[index.depth == 0].sum(axis=0) == sums.own[placed].sum(axis=0)).all()

    @given(plan=forests(), factor=st.integers(-3, 3))
    def test_scaling(self, plan: Plan, factor: int) -> None:
        """All money times a number gives all sums times that number."""
        small = plan.replace(allocations=[_times(row, 1, 10) for row in plan.allocations])
        large = plan.replace(allocations=[_times(row, factor, 10) for row in plan.allocations])
        one, other = rollup(of(small), 0), rollup(of(large), 0)
        assert one is not None
        assert other is not None
        assert (one.own * factor == other.own).all()
        assert (one.below * factor == other.below).all()
        assert (one.unknown == other.unknown).all()

    @given(plan=forests(unique=True), data=st.data())
    def test_order_of_rows(self, plan: Plan, data: st.DataObject) -> None:
        """The order of rows in their tables changes no total."""
        shuffled = plan.replace(
            **{name: data.draw(st.permutations(list(plan.table(name)))) for name in ("allocations", *NODE_TABLES)}
        )
        assert _totals(shuffled) == _totals(plan)


def _times(row: Allocation, factor: int, part: int) -> Allocation:
    """Return an allocation with its amounts cut to a part and taken times a factor, in whole sen."""
    amounts = {key: None if one is None else from_sen(sen(one) // part * factor) for key, one in row.amounts.items()}
    return attrs.evolve(row, amounts=amounts)


def _totals(plan: Plan) -> dict[tuple[str, str], tuple[int, int, bool]]:
    """Return own, below and unknown by id and period."""
    index, sums = of(plan), rollup(of(plan), 0)
    assert sums is not None
    return {
        (index.ids[at], period): (int(sums.own[at, c]), int(sums.below[at, c]), bool(sums.unknown[at, c]))
        for at in range(index.nodes)
        for c, period in enumerate(sums.periods)
    }


class TestFindings:
    """Renaming ids renames findings and changes nothing else; an edit leaves unrelated branches alone."""

    @given(plan=forests())
    def test_renaming_a_forest(self, plan: Plan) -> None:
        """A forest with every id renamed has the same findings, with the ids renamed."""
        assert _outline(renamed(plan, _longer)) == [_renamed(one) for one in _outline(plan)]

    @given(plan=plans())
    @example(plan=Plan(activities=[Activity(id="no"), Activity(id="no", title="no")]))
    def test_renaming_any_plan(self, plan: Plan) -> None:
        """So has any plan at all."""
        assert _outline(renamed(plan, _longer)) == [_renamed(one) for one in _outline(plan)]

    @given(plan=forests(unique=True), data=st.data())
    def test_order_changes_no_finding(self, plan: Plan, data: st.DataObject) -> None:
        """The order of rows changes neither which nodes are wrong nor why."""
        shuffled = plan.replace(**{name: data.draw(st.permutations(list(plan.table(name)))) for name in NODE_TABLES})
        ignore = ("CARD-11", "CODE-03", "REF-03", "LINK-01", "WEB-01")  # of equals or of a circle the first is named
        assert _wrong(check(shuffled, ignore=ignore).findings) == _wrong(check(plan, ignore=ignore).findings)

    @given(plan=forests(unique=True))
    def test_unrelated_branch(self, plan: Plan) -> None:
        """A branch set beside a plan, with documents of its own, changes no finding of what was there."""
        other = Plan(
            documents=[Document(id="z", kind="RENJA", first_year=2026, last_year=2025)],
            programs=[Program(id="z1", document="z", code="1"), Program(id="z2", parent="z1", document="z")],
            indicators=[Indicator(id="z3", owner="z2")],
            series=[Series(indicator="z3", document="z", role="target", values={"2030": "1"})],
            allocations=[Allocation(document="z", subject="z2", amounts={"2026": -1})],
        )
        joined = plan.replace(**{name: (*plan.table(name), *other.table(name)) for name in TABLES})
        found = check(joined, ignore="REF-01").findings
        assert [one for one in found if not str(one.subject).startswith("z")] == list(
            check(plan, ignore="REF-01").findings
        )

    @given(mine=SMALL, other=SMALL, data=st.data())
    def test_edit_in_a_branch(self, mine: Plan, other: Plan, data: st.DataObject) -> None:
        """Whatever is done to the records of a branch, the findings of a branch beside it stay as they are."""
        beside = renamed(other, _longer)
        table = data.draw(st.sampled_from([name for name in TABLES if mine.table(name)]))
        rows = list(mine.table(table))
        at = data.draw(st.integers(0, len(rows) - 1))
        rows[at : at + 1] = data.draw(st.lists(records(cast("Any", TABLES[table])), max_size=2))
        edited = mine.replace(**{table: rows})
        before, after = (_of_longer(_joined(plan, beside)) for plan in (mine, edited))
        assert before == after


_BETWEEN_DOCUMENTS = (
    "WEB-04",
    "ALN-05",
    "CONS",
    "ALN-10",
    "BUD-T",
    "MON-02",
    "VER-01",
    "SCH",
    "AMD-07",
    "AMD-08",
    "STG-06",
    "STG-08",
)
"""Rules that compare a document with others of the region, or ask whether any OPD contributes or any Renstra is there, whatever branch these stand in."""


def _joined(one: Plan, other: Plan) -> Plan:
    """Return a plan with the rows of both."""
    return one.replace(**{name: (*one.table(name), *other.table(name)) for name in TABLES})


def _of_longer(plan: Plan) -> list[Any]:
    """Return what is wrong with records whose ids were made longer; equal codes and other documents are of the whole plan."""
    found = check(plan, ignore=("CARD-11", "CODE-03", *_BETWEEN_DOCUMENTS)).findings
    return [(one.key, one.message) for one in found if str(one.subject).startswith(_longer(""))]


def _longer(name: str) -> str:
    return f"ganti:{name}"


def renamed(plan: Plan, rename: Callable[[str], str]) -> Plan:
    """Return a plan with every id, and every reference to one, renamed."""
    return plan.replace(**{name: [_row(row, rename) for row in plan.table(name)] for name in TABLES})


def _row(row: Any, rename: Callable[[str], str]) -> Any:
    changes: dict[str, Any] = {}
    for spec in schema_of(type(row)):
        value = getattr(row, spec.name)
        if spec.kind in {"id", "ref"} and value:
            one = {part: part if part == "/" else rename(part) for part in (value if spec.many else (value,))}
            changes[spec.name] = tuple(one[part] for part in value) if spec.many else one[value]
    if hasattr(row, "signatories"):
        changes["signatories"] = {rename(name): day for name, day in row.signatories.items()}
    return attrs.evolve(row, **changes)


def _outline(plan: Plan) -> list[tuple[str, str, str, str | None, tuple[str, ...]]]:
    """
    Return what is wrong with which records, each once; REF-08 tells ids by their letters and is left out.

    Two records of one id may differ in their titles alone; a title that is the id is not told twice, so that their
    findings are one before the ids are renamed, and two after.
    """
    found = check(plan, ignore="REF-08").findings
    return list(dict.fromkeys((one.code, one.name, one.severity, one.subject, one.related) for one in found))


def _renamed(
    one: tuple[str, str, str, str | None, tuple[str, ...]],
) -> tuple[str, str, str, str | None, tuple[str, ...]]:
    code, name, severity, subject, related = one
    new = subject if subject in {None, "/"} else _longer(str(subject))
    return code, name, severity, new, tuple(part if part == "/" else _longer(part) for part in related)


def _wrong(found: tuple[Finding, ...]) -> set[tuple[str, str, str | None]]:
    return {(one.code, one.name, one.subject) for one in found}
