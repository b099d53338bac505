"""The web of OPD: each reason to work together, what counts as working together, and the numbers of the web."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import networkx as nx
import pytest

import regplan as rp
from regplan.graph.agencies import (
    agency_graph,
    bottlenecks,
    circles_of_needs,
    cooperation,
    missing_links,
    propagation_cost,
    requests,
    roles,
    single_points,
    standings,
    web_numbers,
    working_alone,
)


def opd(*names: str, **facts: Any) -> list[rp.Agency]:
    """Write OPD."""
    return [rp.Agency(id=name, **facts) for name in names]


def edges(plan: rp.Plan, **how: Any) -> set[tuple[str, str, str]]:
    """Return the edges of the web, symmetric ones once."""
    graph = agency_graph(plan, **how)
    directed = {"needs", "accepted_request", "part_of"}
    return {(*((a, b) if key in directed else sorted((a, b))), key) for a, b, key in graph.edges(keys=True)}


def triangles() -> rp.Plan:
    """Write the worked example of the methods: two triangles ABC and DEF joined by C–D, each tie a joint program."""
    ties = ["AB", "BC", "AC", "DE", "EF", "DF", "CD"]
    return rp.Plan(
        agencies=opd(*"ABCDEF"),
        programs=[rp.Program(id=tie, agency=tie[0]) for tie in ties],
        links=[rp.Link(kind="contributes", source=tie[1], target=tie, role="member") for tie in ties],
    )


class TestReasons:
    """Why two OPD should work together."""

    def test_objective(self) -> None:
        """Programs of two OPD that lead up to one objective, one through its own Renstra, tie them by it."""
        plan = rp.Plan(
            agencies=opd("a", "b"),
            goals=[rp.Goal(id="TB")],
            objectives=[rp.Objective(id="S"), rp.Objective(id="SB", parent="TB")],
            programs=[rp.Program(id="P", parent="S", agency="a"), rp.Program(id="Q", parent="SB", agency="b")],
            links=[rp.Link(kind="supports", source="SB", target="S")],
        )
        assert edges(plan) == {("a", "b", "shared_objective")}
        assert missing_links(plan)[0].through == ("S",)

    def test_program_code(self) -> None:
        """One code of a program ties its OPD; the program of support, which every OPD has, ties nobody."""
        rows = [("P1", "2.09.03", "a"), ("P2", "2.09.03.", "b"), ("P3", "2.09.01", "a"), ("P4", "2.09.01", "c")]
        plan = rp.Plan(agencies=opd("a", "b", "c"), programs=[rp.Program(id=i, code=c, agency=a) for i, c, a in rows])
        assert edges(plan) == {("a", "b", "shared_program")}

    def test_reference(self) -> None:
        """A tag ties who is aligned with it; a goal of the nation does so only where it is asked for."""
        plan = rp.Plan(
            agencies=opd("a", "b"),
            references=[rp.Reference(id="tag", framework="TAG"), rp.Reference(id="nation", framework="RPJMN")],
            programs=[rp.Program(id="P", agency="a"), rp.Program(id="Q", agency="b")],
            links=[
                rp.Link(kind="aligned_with", source=one, target=to) for one in ("P", "Q") for to in ("tag", "nation")
            ],
        )
        assert cooperation(plan)[0].through == ("tag",)
        assert cooperation(plan, frameworks=["RPJMN"])[0].through == ("nation",)

    def test_place(self) -> None:
        """Work in a kelurahan ties its OPD and the kecamatan that serves the whole; the region, and two kelurahan of one kecamatan, tie nobody."""
        plan = rp.Plan(
            agencies=[*opd("a", "b", "c"), rp.Agency(id="camat", area="kec")],
            places=[
                rp.Place(id="kota", kind="city"),
                rp.Place(id="kec", kind="kecamatan", parent="kota"),
                rp.Place(id="k1", kind="kelurahan", parent="kec"),
                rp.Place(id="k2", kind="kelurahan", parent="kec"),
            ],
            programs=[
                rp.Program(id="P", agency="a", places=["k1", "kota"]),
                rp.Program(id="Q", agency="b", places=["k1"]),
                rp.Program(id="R", agency="c", places=["k2", "kota"]),
            ],
        )
        expected = {("a", "b"), ("a", "camat"), ("b", "camat"), ("c", "camat")}
        assert edges(plan) == {(*sorted(one), "shared_place") for one in expected}

    def test_requests(self) -> None:
        """What waits should work with what it waits for; accepted it does, refused nobody is tied."""
        statuses = [("b", "proposed"), ("c", "accepted"), ("d", "refused")]
        plan = rp.Plan(
            agencies=opd(*"abcd"),
            programs=[rp.Program(id=name.upper(), agency=name) for name in "abcd"],
            links=[rp.Link(kind="needs", source="A", target=n.upper(), status=s, reason="x") for n, s in statuses],  # type: ignore[arg-type] # words
        )
        assert edges(plan) == {("a", "b", "needs"), ("a", "c", "needs"), ("a", "c", "accepted_request")}
        assert [(one.asked, one.status, one.reason) for one in requests(plan)][2] == ("d", "refused", "x")

    def test_newman_weight(self) -> None:
        """An objective that three share counts a half for each two, so that what all share counts little."""
        plan = rp.Plan(
            agencies=opd(*"abc"),
            objectives=[rp.Objective(id="S")],
            programs=[rp.Program(id=one.upper(), parent="S", agency=one) for one in "abc"],
        )
        assert [one.weight for one in cooperation(plan)] == [0.5, 0.5, 0.5]


class TestWorkingTogether:
    """What counts as doing it."""

    def test_entry_and_part(self) -> None:
        """An OPD that states a program of another in its own Renja, and one that carries an activity of it, work on it."""
        plan = rp.Plan(
            agencies=opd("a", "b", "c"),
            documents=[rp.Document(id="renja-b", kind="RENJA", agency="b")],
            programs=[rp.Program(id="P", agency="a")],
            activities=[rp.Activity(id="K", parent="P", agency="c")],
            entries=[rp.Entry(document="renja-b", node="P")],
        )
        assert {one[:2] for one in edges(plan)} == {("a", "b"), ("a", "c"), ("b", "c")}

    def test_successor_is_no_partner(self) -> None:
        """An OPD and the one it replaced are no partners; once the former carries nothing more it is not in the web."""
        plan = rp.Plan(
            agencies=opd("old", "new"),
            programs=[rp.Program(id="P", agency="old")],
            links=[
                rp.Link(kind="replaces", source="new", target="old"),
                rp.Link(kind="contributes", source="new", target="P"),
            ],
        )
        assert (set(agency_graph(plan)), edges(plan)) == ({"old", "new"}, set())
        moved = plan.replace(programs=[rp.Program(id="P", agency="new")])
        assert set(agency_graph(moved)) == {"new"}

    def test_alone(self) -> None:
        """Alone is who works with none; told are those it should work with and the objectives it shares."""
        plan = rp.Plan(
            agencies=opd(*"abc"),
            objectives=[rp.Objective(id="S")],
            programs=[rp.Program(id=one.upper(), parent="S", agency=one) for one in "abc"],
            links=[rp.Link(kind="contributes", source="b", target="A")],
        )
        assert working_alone(plan).to_dicts() == [{"agency": "c", "should_with": ("a", "b"), "through": ("S",)}]

    def test_roles(self) -> None:
        """Lead, members and those without a role are told apart; refused contributions are left out."""
        facts: list[dict[str, Any]] = [{"role": "lead"}, {"role": "member"}, {}, {"status": "refused"}]
        plan = rp.Plan(
            agencies=opd(*"abcd"),
            objectives=[rp.Objective(id="S")],
            links=[rp.Link(kind="contributes", source=n, target="S", **f) for n, f in zip("abcd", facts, strict=True)],
        )
        (found,) = roles(plan)
        assert (found.leads, found.members, found.unstated, found.carrier) == (("a",), ("b",), ("c",), None)


class TestUnits:
    """Kecamatan, kelurahan and units."""

    PLAN = rp.Plan(
        agencies=[
            *opd("dinkes", "dinsos"),
            rp.Agency(id="rsud", parent="dinkes"),
            rp.Agency(id="pkm", parent="dinkes"),
        ],
        objectives=[rp.Objective(id="S")],
        programs=[rp.Program(id=n.upper(), parent="S", agency=n) for n in ("dinkes", "rsud", "pkm", "dinsos")],
    )

    def test_family(self) -> None:
        """Nothing is asked between units of one OPD; each is part of it."""
        found = edges(self.PLAN)
        assert {one for one in found if one[2] == "part_of"} == {
            ("rsud", "dinkes", "part_of"),
            ("pkm", "dinkes", "part_of"),
        }
        assert {one[:2] for one in found if one[2] == "shared_objective"} == {
            ("dinkes", "dinsos"),
            ("dinsos", "rsud"),
            ("dinsos", "pkm"),
        }

    def test_rolled_up(self) -> None:
        """Units rolled up leave the OPD on top, or those that are named."""
        assert set(agency_graph(self.PLAN, roll_up=True)) == {"dinkes", "dinsos"}
        assert set(agency_graph(self.PLAN, roll_up=["dinkes", "dinsos", "rsud"])) == {"dinkes", "dinsos", "rsud"}


class TestNumbers:
    """The worked example of methods C7."""

    def test_of_the_web(self) -> None:
        """Density 0.46667 and modularity 0.35714 as worked by hand; nobody should, so that all are unasked."""
        found = web_numbers(triangles(), over="does")
        assert (found.does, found.unasked, found.agreement, found.parts) == (7, 7, 0.0, 1)
        assert found.density == pytest.approx(0.46667, abs=1e-5)
        assert found.modularity == pytest.approx(0.35714, abs=1e-5)

    def test_of_opd(self) -> None:
        """C and D stand between (0.6, constraint 0.6111), the others do not (0, 1.0069); all are in the 2-core."""
        found = {one.agency: one for one in standings(triangles(), over="does")}
        assert [round(found[name].betweenness, 6) for name in "ABCDEF"] == [0, 0, 0.6, 0.6, 0, 0]
        assert [found[n].constraint for n in "AC"] == [pytest.approx(1.0069, abs=1e-4), pytest.approx(0.6111, abs=1e-4)]
        assert {one.core for one in found.values()} == {2}
        assert found["C"].external == pytest.approx(-1 / 3)

    def test_single_points(self) -> None:
        """The bridge is C–D, and both ends are single points of failure."""
        found = [(one.kind, one.agencies, one.parts) for one in single_points(triangles())]
        assert found == [
            ("agency", ("C",), (3, 2)),
            ("agency", ("D",), (3, 2)),
            ("bridge", ("C", "D"), (3, 3)),
        ]

    def test_empty(self) -> None:
        """A plan without OPD has a web without numbers, and none of them is zero by accident."""
        found = web_numbers(rp.Plan())
        assert (found.agreement, found.density, found.modularity) == (None, None, None)
        assert standings(rp.Plan()) == ()


class TestWaiting:
    """Circles, bottlenecks, how far a delay spreads."""

    @staticmethod
    def chain(*pairs: str) -> rp.Plan:
        """Write programs and what waits for what."""
        names = sorted({name for pair in pairs for name in pair})
        return rp.Plan(
            programs=[rp.Program(id=name) for name in names],
            links=[rp.Link(kind="needs", source=pair[0], target=pair[1]) for pair in pairs],
        )

    def test_shortest_circle_first(self) -> None:
        """Of two rings the shorter is told first, each with its requests."""
        found = circles_of_needs(self.chain("AB", "BC", "CA", "XY", "YX"))
        assert [one.records for one in found] == [("X", "Y"), ("A", "B", "C")]
        assert found[0].requests == ("X → Y", "Y → X")

    def test_own_program(self) -> None:
        """An activity that waits for its own program never begins."""
        plan = rp.Plan(
            programs=[rp.Program(id="P")],
            activities=[rp.Activity(id="K", parent="P")],
            links=[rp.Link(kind="needs", source="K", target="P")],
        )
        assert [(one.kind, one.records) for one in circles_of_needs(plan)] == [("tree", ("P", "K"))]

    def test_siblings_may_wait(self) -> None:
        """An activity may wait for its sibling, and programs of one parent for each other."""
        plan = rp.Plan(
            programs=[rp.Program(id="P")],
            activities=[rp.Activity(id=name, parent="P") for name in "KL"],
            links=[rp.Link(kind="needs", source="K", target="L")],
        )
        assert circles_of_needs(plan) == ()

    def test_bottlenecks_count_each_once(self) -> None:
        """In a diamond the last one is waited for by three, and a circle waits for itself but for its own record."""
        found = {one.record: one.all for one in bottlenecks(self.chain("AB", "AC", "BD", "CD", "XY", "YX"))}
        assert found == {"D": 3, "B": 1, "C": 1, "X": 1, "Y": 1}

    def test_propagation(self) -> None:
        """The worked example of methods C9: 10 of 16."""
        assert propagation_cost(self.chain("AB", "BC", "AD", "BD", "DC")) == 10 / 16
        assert propagation_cost(rp.Plan()) is None


def test_plain_networkx() -> None:
    """The graph is a frozen MultiDiGraph with the attributes that are documented."""
    graph = rp.agency_graph(triangles())
    assert nx.is_frozen(graph)
    assert type(graph) is nx.MultiDiGraph
    assert set(graph.nodes["A"]) == {"title", "code", "kind", "parent"}
    facts = graph.edges["B", "A", "joint_work"]
    assert (facts["should"], facts["does"], facts["through"], facts["weight"]) == (False, True, ("AB",), 1.0)
    assert all(graph.has_edge(two, one) for one, two in pairwise("ABC"))
