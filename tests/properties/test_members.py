"""Which documents state which nodes, and columns that are equal or in order, against plain sets and loops."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from regplan.index import of
from regplan.index.columns import ABSENT, Index, alike, distinct, first_of_each
from regplan.index.members import any_under, members_of
from regplan.index.spans import spans_of
from regplan.model import Document, Entry, Goal, Objective, Plan, Series

NAMES = st.sampled_from("abcdefg")
HOMES = st.sampled_from((None, "d", "e", "gone"))
WIDE = st.one_of(st.integers(-2, 3), st.just(2**40))  # two such columns do not fit one number of 64 bits
COLUMNS = st.lists(st.tuples(WIDE, WIDE), max_size=12)


@st.composite
def stated(draw: st.DrawFn) -> Plan:
    """Draw goals and objectives with homes and entries: unknown documents and nodes, doubled ids, circles."""
    rows = draw(st.lists(st.tuples(st.booleans(), NAMES, HOMES, st.one_of(st.none(), NAMES)), max_size=8))
    entries = draw(st.lists(st.tuples(st.sampled_from(("d", "e", "gone")), NAMES), max_size=6))
    return Plan(
        documents=[Document(id="d", kind="RPJMD"), Document(id="e", kind="RKPD")],
        goals=[Goal(id=name, document=home, parent=up) for goal, name, home, up in rows if goal],
        objectives=[Objective(id=name, document=home, parent=up) for goal, name, home, up in rows if not goal],
        entries=[Entry(document=document, node=node) for document, node in entries],
    )


def pairs_of(plan: Plan) -> set[tuple[int, int]]:
    """Pair documents with the nodes at home in them, and with the first node of the id of each entry."""
    nodes = [*plan.goals, *plan.objectives]
    documents = {"d": 0, "e": 1}
    home = {(documents[one.document], at) for at, one in enumerate(nodes) if one.document in documents}
    first = {one.id: at for at, one in reversed(list(enumerate(nodes)))}
    told = {
        (documents[entry.document], first[entry.node])
        for entry in plan.entries
        if entry.document in documents and entry.node in first
    }
    return home | told


@given(stated())
def test_members_are_those_at_home_and_those_of_entries(plan: Plan) -> None:
    """Each document has every node it states once, in order, by level too."""
    members = members_of(of(plan))
    pairs = pairs_of(plan)
    assert list(zip(members.document.tolist(), members.node.tolist(), strict=True)) == sorted(pairs)
    for document in (0, 1):
        own = sorted(node for at, node in pairs if at == document)
        assert members.of(document).tolist() == own
        assert members.of_level(document, 2).tolist() == [node for node in own if node < len(plan.goals)]


@given(stated(), st.lists(st.tuples(st.integers(-2, 1), st.integers(-2, 9)), max_size=6))
def test_rows_of_members_are_found_or_absent(plan: Plan, asked: list[tuple[int, int]]) -> None:
    """A document and a node give the row where the one states the other; any other pair gives none."""
    index = of(plan)
    inside = [(document, node) for document, node in asked if node < index.nodes]
    members, pairs = members_of(index), pairs_of(plan)
    documents, nodes = (np.array([pair[at] for pair in inside], np.int64) for at in (0, 1))
    for pair, row in zip(inside, members.rows_of(documents, nodes).tolist(), strict=True):
        assert (row != ABSENT) == (pair in pairs)
        assert row == ABSENT or (members.document[row], members.node[row]) == pair


def chain(index: Index, at: int) -> list[int]:
    """Follow parents from a node on, the node itself first; it alone where that leads round in a circle."""
    path = [at]
    while (up := int(index.parent[path[-1]])) >= 0:
        if up in path:
            return [at]
        path.append(up)
    return path


@given(stated(), st.data())
def test_any_under_follows_parents(plan: Plan, data: st.DataObject) -> None:
    """A node has a marked one under it where following the parents of a marked one of the document leads to it."""
    index = of(plan)
    if not index.nodes:
        return
    spots = st.lists(st.tuples(st.integers(0, 1), st.integers(0, index.nodes - 1)), max_size=5)
    marked, asked = data.draw(spots), data.draw(spots)
    columns = [tuple(np.array([pair[at] for pair in some], np.int64) for at in (0, 1)) for some in (marked, asked)]
    found = any_under(index, (columns[0][0], columns[0][1]), (columns[1][0], columns[1][1]))
    reached = {(document, up) for document, node in marked for up in chain(index, node)}
    assert found.tolist() == [pair in reached for pair in asked]


@given(COLUMNS)
def test_alike_rows_are_those_that_stand_twice(rows: list[tuple[int, int]]) -> None:
    """A row is found if and only if another row agrees with it in all columns."""
    counts = Counter(rows)
    one, other = (np.array([row[at] for row in rows], np.int64) for at in (0, 1))
    assert alike(one, other).tolist() == [at for at, row in enumerate(rows) if counts[row] > 1]


@given(st.lists(st.integers(-3, 3), max_size=12))
def test_distinct_values_are_a_sorted_set(values: list[int]) -> None:
    """Each value once, in order, and each first stands where it is looked for."""
    column = np.array(values, np.int64)
    ordered = np.sort(column)
    assert distinct(column).tolist() == sorted(set(values))
    assert first_of_each(ordered).tolist() == [ordered.tolist().index(value) for value in sorted(set(values))]


@given(st.lists(st.dictionaries(st.sampled_from(("2026", "2027", "end")), st.just("1")), max_size=6))
def test_spans_say_the_periods_of_each_series(maps: list[dict[str, str]]) -> None:
    """Series with equal periods share one span, and each has its own periods in it."""
    series = [Series(indicator="I", document="d", role="target", values=one) for one in maps]
    spans = spans_of(of(Plan(series=series)))
    assert [set(spans.keys[at]) for at in spans.number.tolist()] == [set(one) for one in maps]
    assert len(spans.keys) == len({tuple(sorted(one)) for one in maps})
