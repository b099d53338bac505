"""Orphans, dead ends, cut nodes, ambiguous parents, weights; and the matrix of who serves what."""

from __future__ import annotations

import pytest

from regplan.errors import CallError, UnknownNameError
from regplan.graph import (
    ambiguous_parents,
    coverage_matrix,
    cut_nodes,
    dead_ends,
    orphans,
    weight_totals,
)
from regplan.model import (
    Activity,
    Agency,
    Allocation,
    Document,
    Entry,
    Goal,
    Link,
    Mission,
    Objective,
    Plan,
    Program,
    Reference,
    SubActivity,
    Vision,
)


def supports(source: str, target: str, weight: str | None = None) -> Link:
    """Return a link."""
    return Link(kind="supports", source=source, target=target, weight=weight)


class TestGaps:
    """Where the cascade ends."""

    def test_orphans_and_dead_ends(self) -> None:
        """A node with a link up is no orphan; one that only leads to itself is; sub activities are no dead ends."""
        plan = Plan(
            missions=[Mission(id="M")],
            goals=[Goal(id="T"), Goal(id="U")],
            sub_activities=[SubActivity(id="S")],
            links=[supports("T", "M"), supports("U", "U")],
        )
        assert [one.id for one in orphans(plan)] == ["M", "U", "S"]
        assert [one.id for one in dead_ends(plan)] == ["T", "U"]

    def test_cut_nodes_with_money(self) -> None:
        """The node that cuts most comes first, with the money that would be cut; a second way takes a node out."""
        plan = Plan(
            documents=[Document(id="d", kind="APBD")],
            visions=[Vision(id="V")],
            missions=[Mission(id="M1", parent="V"), Mission(id="M2", parent="V")],
            goals=[Goal(id="T1", parent="M1")],
            programs=[Program(id="P", parent="T1"), Program(id="Q", parent="T1")],
            links=[supports("Q", "M2")],
            allocations=[
                Allocation(document="d", subject="P", amounts={"2026": 5}),
                Allocation(document="d", subject="Q", amounts={"2026": 7}),
            ],
        )
        found = [(one.id, one.cut, [line.amount for line in one.money]) for one in cut_nodes(plan)]
        assert found == [("M1", 2, [5]), ("T1", 1, [5])]

    def test_nothing_is_cut_without_a_vision(self) -> None:
        """Where no vision is reached there is nothing to lose."""
        assert cut_nodes(Plan(goals=[Goal(id="T")], programs=[Program(id="P", parent="T")])) == ()

    def test_documents_that_disagree_on_the_parent(self) -> None:
        """A node that two documents hang on different nodes is told with both; no smallest id is taken."""
        plan = Plan(
            documents=[Document(id="d", kind="RKPD"), Document(id="e", kind="RKPD")],
            goals=[Goal(id="T1"), Goal(id="T2")],
            programs=[Program(id="P", parent="T2"), Program(id="Q", parent="T1")],
            entries=[Entry(document="d", node="P", parent="T1"), Entry(document="e", node="Q", parent="T1")],
        )
        assert [(one.id, one.reason, one.parents) for one in ambiguous_parents(plan)] == [
            ("P", "documents", ("T1", "T2"))
        ]

    def test_weights_settle_the_parents(self) -> None:
        """Several links are ambiguous without weights, and are not with them."""
        for weights, found in (((None, None), ["P"]), (("0.5", "0.5"), [])):
            links = [supports("P", name, one) for name, one in zip(("M1", "M2"), weights, strict=True)]
            plan = Plan(missions=[Mission(id="M1"), Mission(id="M2")], programs=[Program(id="P")], links=links)
            assert [one.id for one in ambiguous_parents(plan)] == found

    @pytest.mark.parametrize(
        ("weights", "verdict"),
        [
            (("1/3", "1/3", "1/3"), "whole"),
            (("0.33", "0.33", "0.33"), "under"),
            (("0.8", "0.3"), "over"),
            (("0.8", None), "partial"),
            (("0.8", "x"), "partial"),
            (("0.8", "0.3", None), "over"),
            ((None, None), None),
        ],
    )
    def test_weight_totals(self, weights: tuple[str | None, ...], verdict: str | None) -> None:
        """Totals are exact: three thirds are whole, three times 0.33 are not."""
        goals = [Goal(id=f"T{at}") for at in range(len(weights))]
        links = [supports("P", f"T{at}", one) for at, one in enumerate(weights)]
        found = weight_totals(Plan(goals=goals, programs=[Program(id="P")], links=links))
        assert [one.verdict for one in found] == ([verdict] if verdict else [])


class TestMatrix:
    """Rows, columns, counts."""

    PLAN = Plan(
        agencies=[Agency(id="dinkes"), Agency(id="dlh")],
        references=[Reference(id="R1", framework="YEARLY_PRIORITY"), Reference(id="R2", framework="YEARLY_PRIORITY")],
        missions=[Mission(id="M")],
        objectives=[Objective(id="S1", parent="M"), Objective(id="S2", parent="M")],
        programs=[Program(id="P", parent="S1", agency="dinkes"), Program(id="Q", agency="gone")],
        activities=[Activity(id="K", parent="P")],
        links=[supports("P", "S2"), Link(kind="aligned_with", source="K", target="R1")],
    )

    def test_objectives_by_opd(self) -> None:
        """A program counts at each objective it leads up to, under the OPD that carries it."""
        found = coverage_matrix(self.PLAN)
        assert found.table() == ((1, 0), (1, 0))
        assert (found["S2", "dinkes"], found["S2", "dlh"], found.empty_columns) == (1, 0, ("dlh",))
        assert found.to_dicts()[0] == {"objective": "S1", "dinkes": 1, "dlh": 0}

    def test_other_levels_can_be_counted(self) -> None:
        """Under OPD any level can be counted."""
        assert coverage_matrix(self.PLAN, "mission", "agency", of_="activity").cells == (("M", "dinkes", 1),)

    def test_labels_of_parts_count_for_the_program(self) -> None:
        """A program serves the priority that a part of it is aligned with."""
        found = coverage_matrix(self.PLAN, "YEARLY_PRIORITY", "program")
        assert (found.cells, found.empty_rows) == ((("R1", "P", 1),), ("R2",))

    @pytest.mark.parametrize(
        ("sides", "error"),
        [
            (("objectiv", "agency"), UnknownNameError),
            (("objective", "programm"), UnknownNameError),
            (("objective", "YEARLY_PRIORITY"), UnknownNameError),
            (("program", "objective"), CallError),
        ],
    )
    def test_refused(self, sides: tuple[str, str], error: type[Exception]) -> None:
        """Words that are none, and columns above their rows, are refused."""
        with pytest.raises(error):
            coverage_matrix(self.PLAN, *sides)
        with pytest.raises(CallError):
            coverage_matrix(self.PLAN, "mission", "program", of_="activity")
