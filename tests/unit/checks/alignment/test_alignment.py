"""Rules on alignment: what is unknown, what counts as a tie, circles in order, and plans that trap them."""

from __future__ import annotations

import pytest

from regplan.checks import check
from regplan.model import (
    Activity,
    Agency,
    Document,
    Entry,
    Goal,
    Indicator,
    Link,
    Mission,
    Objective,
    Plan,
    Program,
    Reference,
    Region,
    Series,
    Vision,
)

ALL = ["ALN", "CTL", "CSC", "REV", "LINK"]


def names(plan: Plan, code: str) -> list[tuple[str, str | None]]:
    """Return name and subject of the findings of a rule."""
    return [(one.name, one.subject) for one in check(plan, select=code).findings]


def lacks(plan: Plan, code: str) -> list[str]:
    """Return what the rule lacked."""
    return [one.lacks.en for one in check(plan, select=code).unknown]


class TestSilence:
    """Where nothing is linked, little is said."""

    def test_an_empty_plan(self) -> None:
        """An empty plan has no finding and nothing unknown."""
        report = check(Plan(), select=ALL)
        assert (report.findings, report.unknown) == ((), ())

    def test_one_line_a_document(self) -> None:
        """A plan of two hundred goals without links has one unknown for each rule, and no finding."""
        goals = [Goal(id=f"T{at}", document="d") for at in range(200)]
        plan = Plan(documents=[Document(id="d", kind="RPJMD")], goals=goals, region=Region(level="regency"))
        report = check(plan, select=["ALN-01", "ALN-02", "ALN-03"])
        assert report.findings == ()
        assert [one.code for one in report.unknown] == ["ALN-01", "ALN-02"]

    def test_refused_links_do_not_tie(self) -> None:
        """A refused link to the RPJPD is none."""
        link = Link(kind="aligned_with", source="T", target="R", status="refused")
        plan = Plan(
            documents=[Document(id="d", kind="RPJMD")],
            references=[Reference(id="R", framework="RPJPD")],
            goals=[Goal(id="T", document="d")],
            links=[link],
        )
        assert lacks(plan, "ALN-01") == ["links to the RPJPD"]


class TestReferences:
    """ALN-01 to 03 and CTL."""

    @pytest.mark.parametrize("source", ["M", "T1", "S1"])
    def test_a_tie_above_or_below_counts(self, source: str) -> None:
        """A goal is tied by its mission, itself or its objective; its neighbour is not."""
        plan = Plan(
            documents=[Document(id="d", kind="RPJMD"), Document(id="long", kind="RPJPD")],
            missions=[Mission(id="M", document="d")],
            goals=[Goal(id="T1", document="d", parent="M"), Goal(id="T2", document="d")],
            objectives=[Objective(id="S1", document="d", parent="T1"), Objective(id="SP", document="long")],
            links=[Link(kind="supports", source=source, target="SP")],
        )
        assert names(plan, "ALN-01") == [("goal-without-rpjpd", "T2")]

    def test_the_rpjmd_of_the_province_is_not_judged(self) -> None:
        """A document that a reference names the province's is not the region's own."""
        plan = Plan(
            region=Region(level="regency"),
            documents=[Document(id="prov", kind="RPJMD")],
            references=[Reference(id="R", framework="PROVINCIAL_RPJMD", document="prov")],
            goals=[Goal(id="T", document="prov")],
        )
        report = check(plan, select=["ALN", "CTL"])
        assert (report.findings, report.unknown) == ((), ())

    @pytest.mark.parametrize(("level", "codes"), [(None, []), ("province", ["CTL-01"]), ("city", ["CTL-02"])])
    def test_conformity_by_level(self, level: str | None, codes: list[str]) -> None:
        """A province is asked by CTL-01, a city by CTL-02, a region of unknown level by neither."""
        plan = Plan(
            region=Region(level=level),  # type: ignore[arg-type] # a word
            documents=[Document(id="d", kind="RPJMD")],
            references=[Reference(id="R", framework="RPJMN")],
            goals=[Goal(id="T", document="d")],
            links=[Link(kind="aligned_with", source="d", target="R")],
        )
        assert list(dict.fromkeys(one.code for one in check(plan, select="CTL").findings)) == codes

    def test_parts_of_a_reference_take_after_the_whole(self) -> None:
        """What answers a chapter of the RTRW answers its parts; circles of references end."""
        rows = [
            Reference(id="A", framework="RTRW"),
            Reference(id="A.1", framework="RTRW", parent="A"),
            Reference(id="X", framework="RTRW", parent="Y"),
            Reference(id="Y", framework="RTRW", parent="X"),
            Reference(id="Z", framework="RTRW"),
        ]
        plan = Plan(
            documents=[Document(id="d", kind="RPJMD")],
            references=rows,
            goals=[Goal(id="T", document="d")],
            links=[Link(kind="aligned_with", source="T", target="A")],
        )
        assert names(plan, "ALN-16") == [("rtrw-unanswered", "Z")]


class TestDocuments:
    """ALN-05, 09 and 12."""

    def test_adoption_waits_for_all_renstra(self) -> None:
        """While an OPD without an OPD above it has no Renstra, objectives may still be adopted: unknown, with the count."""
        plan = Plan(
            documents=[Document(id="d", kind="RPJMD"), Document(id="r", kind="RENSTRA", agency="a")],
            agencies=[Agency(id="a"), Agency(id="b"), Agency(id="a.1", parent="a")],
            objectives=[Objective(id="S", document="d")],
        )
        assert names(plan, "ALN-05") == []
        assert lacks(plan, "ALN-05") == ["the Renstra of every OPD (1 of 2)"]
        full = plan.replace(documents=[*plan.documents, Document(id="r2", kind="RENSTRA", agency="b")])
        assert names(full, "ALN-05") == [("objective-not-adopted", "S")]

    def test_a_goal_that_hangs_on_the_objective_adopts_it(self) -> None:
        """A Renstra goal whose parent is the objective is as good as a link."""
        plan = Plan(
            documents=[Document(id="d", kind="RPJMD"), Document(id="r", kind="RENSTRA", agency="a")],
            agencies=[Agency(id="a")],
            objectives=[Objective(id="S", document="d")],
            goals=[Goal(id="T", document="r", parent="S")],
        )
        assert names(plan, "ALN-05") == []

    def test_one_program_in_both_is_one(self) -> None:
        """A program that the RPJMD states by an entry is the same node, whatever its code."""
        plan = Plan(
            documents=[Document(id="d", kind="RPJMD"), Document(id="r", kind="RENSTRA", agency="a")],
            agencies=[Agency(id="a")],
            programs=[Program(id="P", document="r")],
            entries=[Entry(document="d", node="P")],
        )
        assert names(plan, "ALN-09") == []

    def test_a_program_lost_once(self) -> None:
        """A program that is lost in the PPAS is not told again for the APBD."""
        kinds = {"d": "RPJMD", "rkpd": "RKPD", "ppas": "PPAS", "apbd": "APBD"}
        plan = Plan(
            documents=[Document(id=name, kind=kind, first_year=2026, last_year=2026) for name, kind in kinds.items()],  # type: ignore[arg-type] # kinds
            programs=[Program(id=name, document="d") for name in ("P", "Q")],
            entries=[Entry(document=name, node="P") for name in ("rkpd", "ppas", "apbd")]
            + [Entry(document="rkpd", node="Q")],
        )
        (one,) = check(plan, select="ALN-12").findings
        assert (one.subject, one.facts["home"], one.facts["other"]) == ("Q", "ppas", "RKPD")

    def test_partial_documents_do_not_miss(self) -> None:
        """What an RKPD does not list in full is not missing in it."""
        plan = Plan(
            documents=[Document(id="d", kind="RPJMD"), Document(id="rkpd", kind="RKPD", covers=())],
            objectives=[Objective(id="S", document="d"), Objective(id="S2", document="d")],
            entries=[Entry(document="rkpd", node="S")],
        )
        assert names(plan, "ALN-04") == []
        assert lacks(plan, "ALN-04") == ["a full list of objective"]


class TestCircles:
    """LINK-01."""

    def circle(self, *ids: str, kind: str = "supports") -> list[Link]:
        """Return links that go round."""
        return [
            Link(kind=kind, source=one, target=other)  # type: ignore[arg-type] # a kind
            for one, other in zip(ids, [*ids[1:], ids[0]], strict=True)
        ]

    def test_shortest_first_and_whole(self) -> None:
        """Circles are told from the shortest on, each as the circle it is, with the others in related."""
        activities = [Activity(id=name) for name in "abcdefg"]
        links = [
            *self.circle("a", "b", "c", "d", kind="needs"),
            *self.circle("e", "f", kind="needs"),
            *self.circle("g", kind="needs"),
        ]
        found = check(Plan(activities=activities, links=links), select="LINK-01").findings
        assert [one.facts["circle"] for one in found] == ["g → g", "e → f → e", "a → b → c → d → a"]
        assert found[2].related == ("b", "c", "d")

    def test_the_shortest_of_a_knot(self) -> None:
        """Of records that are in several circles together the shortest circle is shown, with their number."""
        goals = [Goal(id=name) for name in "abcd"]
        links = [*self.circle("a", "b", "c", "d"), Link(kind="supports", source="c", target="b")]
        (one,) = check(Plan(goals=goals, links=links), select="LINK-01").findings
        assert (one.facts["circle"], one.facts["count"]) == ("b → c → b", 4)

    def test_parents_and_links_together(self) -> None:
        """A parent and a link back are a circle; parents alone are for REF-03, refused links are none."""
        back = Link(kind="supports", source="M", target="T")
        mixed = Plan(missions=[Mission(id="M")], goals=[Goal(id="T", parent="M")], links=[back])
        assert names(mixed, "LINK-01") == [("circle-of-links", "M")]
        refused = mixed.replace(links=[Link(kind="supports", source="M", target="T", status="refused")])
        assert names(refused, "LINK-01") == []
        parents = Plan(goals=[Goal(id="a", parent="b"), Goal(id="b", parent="a")])
        assert names(parents, "LINK-01") == []
        assert len(check(parents, select="REF-03").findings) == 1

    def test_an_opd_that_is_its_own_parent(self) -> None:
        """An OPD that is its own parent is REF-03."""
        assert names(Plan(agencies=[Agency(id="a", parent="a")]), "REF-03") == [("circle-of-parents", "a")]

    def test_a_large_circle(self) -> None:
        """A circle of thousands is found, and its message is cut."""
        ids = [f"g{at}" for at in range(3_000)]
        plan = Plan(goals=[Goal(id=name) for name in ids], links=self.circle(*ids))
        (one,) = check(plan, select="LINK-01").findings
        assert str(one.facts["circle"]).endswith("…")
        assert len(one.related) == 2_999


class TestLinks:
    """LINK-02 to 06."""

    def test_links_of_other_documents_are_not_judged(self) -> None:
        """Weights are judged for the chosen documents, and for links of none."""
        rows = [
            Link(kind="supports", source="P", target=f"T{at}", weight="9", document=one)
            for at, one in enumerate(("d", "e", None))
        ]
        plan = Plan(documents=[Document(id="d", kind="RKPD"), Document(id="e", kind="RENJA")], links=rows)
        assert len(check(plan, select="LINK-02", documents="RKPD").findings) == 2

    def test_indicators_without_names_are_not_one(self) -> None:
        """Two indicators without a name are not told to be the same."""
        plan = Plan(
            documents=[Document(id="d", kind="RKT")],
            indicators=[Indicator(id="I"), Indicator(id="J")],
            series=[
                Series(indicator=one, document="d", role="target", values={"2026": text})
                for one, text in (("I", "1"), ("J", "2"))
            ],
            links=[Link(kind="supports", source="I", target="J")],
        )
        assert names(plan, "LINK-06") == []

    def test_values_that_cannot_be_compared(self) -> None:
        """Words against a number, or an unknown value, are no difference."""
        plan = Plan(
            documents=[Document(id="d", kind="RENSTRA"), Document(id="e", kind="RKT")],
            indicators=[Indicator(id="I", name="Indeks")],
            series=[
                Series(indicator="I", document="d", role="target", values={"unstated": "72,5"}),
                Series(indicator="I", document="e", role="target", values={"unstated": None}),
            ],
        )
        assert names(plan, "LINK-06") == []


class TestCascade:
    """CSC."""

    def test_the_topmost_of_several_roots(self) -> None:
        """Of a chain that leads to two visions only the node where they meet is told."""
        plan = Plan(
            visions=[Vision(id="V1"), Vision(id="V2")],
            goals=[Goal(id="T", parent="V1")],
            programs=[Program(id="P", parent="T")],
            links=[Link(kind="supports", source="T", target="V2")],
        )
        assert names(plan, "CSC-01") == [("several-roots", "T")]

    def test_links_between_documents_are_free(self) -> None:
        """A Renstra goal that supports an RPJMD objective points to a lower level and is right."""
        plan = Plan(
            documents=[Document(id="d", kind="RPJMD"), Document(id="r", kind="RENSTRA")],
            objectives=[Objective(id="S", document="d")],
            goals=[Goal(id="T", document="r")],
            links=[Link(kind="supports", source="T", target="S", document="r")],
        )
        assert names(plan, "CSC-02") == []

    def test_goals_that_adopt_one_objective_are_linked(self) -> None:
        """Two OPD with one wording that adopt one objective have not copied it."""
        plan = Plan(
            agencies=[Agency(id="a"), Agency(id="b")],
            objectives=[Objective(id="S")],
            goals=[
                Goal(id="T1", title="Turunnya stunting", agency="a"),
                Goal(id="T2", title="turunnya stunting", agency="b"),
            ],
            links=[Link(kind="adopts", source=one, target="S") for one in ("T1", "T2")],
        )
        assert names(plan, "CSC-05") == []
        assert names(plan.replace(links=[]), "CSC-05") == [("condition-copied", "T2")]
