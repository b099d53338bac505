"""Which documents the rules on money set beside one another, when two nodes are one, and what is unknown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import attrs
import pytest

from regplan.checks import check
from regplan.model import Agency, Allocation, Document, Entry, Link, Plan, Program
from regplan.values.lang import Bilingual

Chain = Callable[..., Plan]
Names = Callable[[Plan, str], list[tuple[str, str | None]]]


def lacks(plan: Plan, select: str) -> list[tuple[str | None, str]]:
    """Return document and what is lacking, of each unknown."""
    return [(one.document, one.lacks.en) for one in check(plan, select=select).unknown]


class TestPairs:
    """The document before is that of the year, in the version that belongs to it."""

    def test_none_before_is_unknown(self, chain: Chain, names: Names) -> None:
        """An APBD without RKPD and PPAS is no clean APBD: each rule says what it lacks, and finds nothing."""
        plan = chain({"APBD": {"1.02.02": 5}})
        assert names(plan, "CONS") == []
        assert {told for _, told in lacks(plan, "CONS")} >= {"the RKPD for 2027", "the PPAS or KUA-PPAS for 2027"}

    def test_another_year_is_not_compared(self, chain: Chain, names: Names) -> None:
        """The RKPD of 2026 says nothing about the APBD of 2027."""
        plan = chain({"RKPD": {}, "APBD": {"1.02.02": 5}}, years={"RKPD": (2026, 2026)})
        assert names(plan, "CONS-05") == []
        assert lacks(plan, "CONS-05") == [("APBD", "the RKPD for 2027")]

    def test_nothing_after_is_nothing_to_judge(self, chain: Chain) -> None:
        """An RKPD whose budget is not made yet lacks nothing and is no finding of CONS-05."""
        report = check(chain({"RKPD": {"1.02.02": 5}}), select=["CONS-02", "CONS-05"])
        assert (report.findings, report.unknown) == ((), ())

    def test_change_stands_beside_change(self, chain: Chain, names: Names) -> None:
        """A program of the changed APBD is looked for in the changed RKPD, one of the original in the original."""
        plan = chain({"RKPD": {"1.02.02": 5}, "APBD": {"1.02.02": 5}})
        changes = [
            Document(id=f"{kind}-p", kind=kind, first_year=2027, last_year=2027, amends=kind, revision=1)
            for kind in ("RKPD", "APBD")
        ]
        new = [Program(id=f"{one.id}/n", code="1.02.05", document=one.id, agency="dinkes") for one in changes]
        both = plan.replace(documents=[*plan.documents, *changes], programs=[*plan.programs, *new])
        assert names(both, "CONS-05") == []
        assert names(both.replace(programs=[*plan.programs, new[1]]), "CONS-05") == []
        only = plan.replace(documents=[*plan.documents, changes[1]], programs=[*plan.programs, new[1]])
        assert names(only, "CONS-05") == [("program-not-in-rkpd", "APBD-p/n")]

    @pytest.mark.parametrize(("enacted", "is_new"), [("2026-08-17", True), ("2027-02-01", False), (None, True)])
    def test_the_rpjmd_that_was_in_force(self, enacted: str | None, chain: Chain, *, is_new: bool) -> None:
        """Of an RPJMD the last version enacted before the year counts, for the RKPD and for the Renstra."""
        spans = {"RPJMD": (2025, 2029), "RENSTRA": (2025, 2029)}
        plan = chain({"RPJMD": {"1": 100}, "RENSTRA": {"1": 100}, "RKPD": {"1": 100}}, years=spans)
        change = attrs.evolve(
            plan.documents["RPJMD"], id="change", amends="RPJMD", events={"enacted": enacted} if enacted else {}
        )
        money = Allocation(document="change", subject="RPJMD/1", amounts={"2027": 900})
        plan = plan.replace(documents=[*plan.documents, change], allocations=[*plan.allocations, money])
        for select, name in (("CONS-04", "program-ceiling-apart"), ("ALN-10", "renstra-below-rpjmd")):
            assert (name in {one.name for one in check(plan, select=select).findings}) is is_new

    def test_a_renstra_that_was_changed_is_not_judged_after(self, chain: Chain, names: Names) -> None:
        """The changed Renstra is judged by the changed RPJMD, and the original, which it replaces, no more for that year."""
        spans = {"RPJMD": (2025, 2029), "RENSTRA": (2025, 2029)}
        plan = chain({"RPJMD": {"1": 100}, "RENSTRA": {"1": 100}}, years=spans)
        changes = [attrs.evolve(plan.documents[kind], id=f"{kind}-p", amends=kind) for kind in spans]
        money = [Allocation(document=f"{kind}-p", subject=f"{kind}/1", amounts={"2027": 900}) for kind in spans]
        both = plan.replace(documents=[*plan.documents, *changes], allocations=[*plan.allocations, *money])
        assert names(both, "ALN-10") == []
        late = both.replace(documents=[*plan.documents, changes[0]], allocations=[*plan.allocations, money[0]])
        assert [name for name, _ in names(late, "ALN-10")] == ["renstra-below-rpjmd"]

    def test_two_rivals_are_unknown(self, chain: Chain) -> None:
        """Two RKPD for one year are not added up: which one is meant is lacking, and VER-01 names them."""
        plan = chain({"RKPD": {"1.02.02": 5}, "PPAS": {"1.02.02": 5}})
        rival = Document(id="other", kind="RKPD", first_year=2027, last_year=2027)
        money = Allocation(document="other", subject="RKPD/1.02.02", amounts={"2027": 5})
        plan = plan.replace(documents=[*plan.documents, rival], allocations=[*plan.allocations, money])
        assert ("PPAS", "which one is meant of RKPD, other") in lacks(plan, "CONS-04")
        assert [one.code for one in check(plan, select="VER-01").findings] == ["VER-01"]

    def test_only_judged_documents(self, chain: Chain) -> None:
        """With ``documents="PPAS"`` the APBD is not judged, though it is there."""
        plan = chain({"RKPD": {"1": 5}, "PPAS": {"1": 50}, "APBD": {"1": 500}})
        found = check(plan, documents="PPAS", select="CONS-04").warnings
        assert [one.subject for one in found] == ["PPAS/1"]


class TestSame:
    """Nodes of two documents are one by id, code, ``adopts``, ``replaces``, or title where there is no code."""

    def test_shared_node(self, names: Names) -> None:
        """One node of which both documents speak needs no code."""
        plan = Plan(
            documents=[Document(id=one, kind=one, first_year=2027, last_year=2027) for one in ("RKPD", "APBD")],
            programs=[Program(id="p", document="RKPD")],
            entries=[Entry(document="APBD", node="p", title="Nama baru")],
            allocations=[Allocation(document=one, subject="p", amounts={"2027": 5}) for one in ("RKPD", "APBD")],
        )
        assert names(plan, "CONS-05") == []

    @pytest.mark.parametrize(
        ("before", "after", "is_one"),
        [
            ({"code": "1.02.02"}, {"code": "1.02.02."}, True),
            ({"code": "1.02.02"}, {"code": "1.02.03"}, False),
            ({"code": "1.02.01"}, {"code": "X.XX.01"}, True),
            ({"title": "Program  Kesehatan"}, {"title": "PROGRAM KESEHATAN"}, True),
            ({"title": "Program Kesehatan", "code": "1.02.02"}, {"title": "Program Kesehatan"}, True),
            (
                {"title": "Program Kesehatan", "code": "1.02.02"},
                {"title": "Program Kesehatan", "code": "1.02.9"},
                False,
            ),
        ],
    )
    def test_by_code_else_title(self, before: Any, after: Any, names: Names, *, is_one: bool) -> None:
        """A code decides where both have one; without one the title does; X.XX is the field of the OPD."""
        plan = Plan(
            agencies=[Agency(id="dinkes", functions=["1.02"])],
            documents=[Document(id=one, kind=one, first_year=2027, last_year=2027) for one in ("RKPD", "APBD")],
            programs=[
                Program(id="p", document="RKPD", agency="dinkes", **before),
                Program(id="q", document="APBD", agency="dinkes", **after),
            ],
        )
        assert (names(plan, "CONS-05") == []) is is_one

    @pytest.mark.parametrize("kind", ["adopts", "replaces", "supports"])
    def test_by_link(self, kind: Any, chain: Chain, names: Names) -> None:
        """A program that adopts or replaces one of the document before is that one; one that supports it is another."""
        plan = chain({"RKPD": {"1.02.02": 5}, "APBD": {"1.02.09": 5}})
        plan = plan.replace(links=[Link(kind=kind, source="APBD/1.02.09", target="RKPD/1.02.02")])
        assert bool(names(plan, "CONS-05")) is (kind == "supports")


class TestCoverage:
    """What a document does not list in full is not missing there."""

    def test_partial_document_before(self, chain: Chain, names: Names) -> None:
        """An RKPD that covers no programs makes no program of the APBD new."""
        plan = chain({"RKPD": {"1.02.02": 5}, "APBD": {"1.02.03": 5}})
        some = [attrs.evolve(one, covers=()) if one.kind == "RKPD" else one for one in plan.documents]
        assert names(plan, "CONS-05") == [("program-not-in-rkpd", "APBD/1.02.03")]
        assert names(plan.replace(documents=some), "CONS-05") == []
        assert lacks(plan.replace(documents=some), "CONS-05") == [
            ("APBD", "a full list of program in RKPD; 1 not judged")
        ]

    def test_idle_year(self, chain: Chain) -> None:
        """A program that the RPJMD gives nothing in the year need not be in the RKPD; one of unknown money must."""
        for amount, is_missing in ((0, False), (None, True), (5, True)):
            plan = chain({"RPJMD": {"1": 5, "2": amount}, "RKPD": {"1": 5}}, years={"RPJMD": (2025, 2029)})
            assert bool(check(plan, select="CONS-01").findings) is is_missing

    def test_unknown_amount(self, chain: Chain) -> None:
        """An amount that is null makes the score unknown, and no finding of its program."""
        report = check(chain({"RKPD": {"1": None}, "PPAS": {"1": 5}}), select="CONS-04")
        assert report.findings == ()
        told = {one.lacks.en for one in report.unknown}
        assert "the ceilings of all programs in RKPD and PPAS for 2027" in told

    def test_reason_silences(self, chain: Chain, names: Names) -> None:
        """A reason on the program or on its entry silences CONS-05 for it, an empty one does not."""
        plan = chain({"RKPD": {"1": 5}, "APBD": {"2": 5}})
        for reason, is_found in (("bencana", False), (" ", True)):
            told = [attrs.evolve(one, extra={"x-justifikasi": reason}) for one in plan.programs]
            assert bool(names(plan.replace(programs=told), "CONS-05")) is is_found


class TestScores:
    """The score of a finding is the calculator's."""

    def test_closeness_and_names(self, chain: Chain) -> None:
        """Two of three programs and what their ceilings agree by, rounded down."""
        plan = chain({"RKPD": {"1": 600, "2": 300, "3": 100}, "PPAS": {"1": 500, "2": 300}})
        found = {one.name: one.facts for one in check(plan, select=["CONS-02", "CONS-04"]).infos}
        assert (found["programs-missing"]["score"], found["programs-missing"]["missing"]) == (
            Bilingual("66,66 %", "66.66 %"),
            ("RKPD/3",),
        )
        assert found["ceilings-apart"]["score"] == Bilingual("80 %", "80 %")
        assert (found["ceilings-apart"]["before_rp"], found["ceilings-apart"]["after_rp"]) == (1000, 800)

    def test_all_kept_is_no_finding(self, chain: Chain, names: Names) -> None:
        """Where nothing is missing or off there is no finding."""
        assert (
            names(chain({"RKPD": {"1": 6, "2": 0}, "PPAS": {"1": 6, "2": 0}, "APBD": {"1": 6, "2": 0}}), "CONS") == []
        )


class TestSums:
    """ALN-10: the ceiling of the RPJMD is the sum over OPD."""

    SPANS: ClassVar = {"RPJMD": (2025, 2029), "RENSTRA": (2025, 2029)}

    @pytest.mark.parametrize(
        ("asked", "found"),
        [(1000, None), (999, None), (998, "renstra-below-rpjmd"), (1001, None), (1002, "renstra-above-rpjmd")],
    )
    def test_one_rupiah(self, asked: int, found: str | None, chain: Chain, names: Names) -> None:
        """One rupiah is let pass, two are not; the tolerance is data of the law."""
        plan = chain({"RPJMD": {"1": 1000}, "RENSTRA": {"1": asked}}, years=self.SPANS)
        assert [name for name, _ in names(plan, "ALN-10")] == ([found] if found else [])

    def test_990_against_1000(self, chain: Chain) -> None:
        """The fixture of the regulations (§7.2, 10): 990 against 1,000 is 10 short."""
        (found,) = check(
            chain({"RPJMD": {"1": 1000}, "RENSTRA": {"1": 990}}, years=self.SPANS), select="ALN-10"
        ).findings
        assert found.facts["difference_rp"] == -10

    def test_another_opd_may_carry_the_rest(self, chain: Chain) -> None:
        """Where an OPD that carries the program too has no Renstra here, less is unknown and more is found."""
        for asked, is_found in ((900, False), (1100, True)):
            plan = chain({"RPJMD": {"1": 1000}, "RENSTRA": {"1": asked}}, years=self.SPANS)
            owned = [attrs.evolve(one, agency="dinkes") if one.kind == "RENSTRA" else one for one in plan.documents]
            other = Program(id="rs", code="1", agency="rsud", document="RPJMD")
            plan = plan.replace(
                documents=owned, agencies=[*plan.agencies, Agency(id="rsud")], programs=[*plan.programs, other]
            )
            report = check(plan, select="ALN-10")
            assert bool(report.findings) is is_found
            assert bool(report.unknown) is not is_found


def test_a_changed_budget_is_not_compared_with_the_original_plan(chain: Chain, names: Names) -> None:
    """The change of an APBD differs from the original PPAS as it is meant to: without a changed PPAS that is unknown."""
    plan = chain({"RKPD": {"1": 5}, "PPAS": {"1": 5}, "APBD": {"1": 5}})
    change = Document(id="APBD-P", kind="APBD", first_year=2027, last_year=2027, amends="APBD")
    money = Allocation(document="APBD-P", subject="APBD/1", amounts={"2027": 50})
    changed = plan.replace(
        documents=[*plan.documents, change],
        entries=[Entry(document="APBD-P", node="APBD/1")],
        allocations=[*plan.allocations, money],
    )
    assert names(changed, "CONS-04") == []
    lacks = [one.lacks.en for one in check(changed, select="CONS-04").unknown if one.document == "APBD-P"]
    assert lacks == ["the changed PPAS for 2027"]
