"""Money that is compared, and money that is not: what ARI-01 cannot compare is unknown, never passed."""

from __future__ import annotations

from typing import Any

import pytest

from regplan import check
from regplan.io import loads
from regplan.model import Activity, Allocation, Document, Plan, Program
from regplan.values.money import MOST_RUPIAH

RENJA = "dokumen: [{{id: r, jenis: RENJA, tahun: 2026, program: [{{id: P, {program}, kegiatan: [{{id: K, {activity}}}]}}]{more}}}]"


@pytest.mark.parametrize(
    ("program", "activity", "more"),
    [
        ("uraian: p", "pagu: {2026: 5}", ", anggaran: [{untuk: /, peran: jumlah_tercantum, jumlah: {2027: 999}}]"),
        ("jumlah_tercantum: {2026: 100}", "pagu: {2026-TW1: 30}", ""),
        ("jumlah_tercantum: {2026: 100}", "pagu: 70", ""),
        ("jumlah_tercantum: {2026: 100}", "pagu: {2026: null}", ""),
        ("jumlah_tercantum: {2026: 100}", "jumlah_tercantum: {2026: 70}", ""),
    ],
    ids=["the region in another year", "quarters", "no year", "an unknown part", "totals of totals"],
)
def test_what_is_not_compared_is_unknown(program: str, activity: str, more: str) -> None:
    """A stated total for which there is nothing to compare with is listed as unknown."""
    report = check(loads(RENJA.format(program=program, activity=activity, more=more)), select="ARI-01")
    assert not report.findings
    assert {one.document for one in report.unknown} == {"r"}


def test_what_is_compared() -> None:
    """A stated total over entries of its period is compared to the rupiah."""
    plan = loads(RENJA.format(program="jumlah_tercantum: {2026: 100}", activity="pagu: {2026: 99}", more=""))
    (found,) = check(plan, select="ARI-01").findings
    assert (found.facts["stated_rp"], found.facts["sum_rp"], found.facts["difference_rp"]) == (100, 99, 1)


@pytest.mark.parametrize(("cells", "judged"), [(92, True), (93, False)])
def test_sums_that_pass_64_bits(cells: int, *, judged: bool) -> None:
    """Sums that could pass 64 bits are not made, so that none wraps: the rule is unknown, and nothing is found wrong."""
    plan = Plan(
        documents=[Document(id="d", kind="RENJA")],
        programs=[Program(id="P", document="d")],
        activities=[Activity(id=f"K{at}", parent="P", document="d") for at in range(cells)],
        allocations=[
            Allocation(document="d", subject="P", role="stated_total", amounts={"2026": 1}),
            *(Allocation(document="d", subject=f"K{at}", amounts={"2026": MOST_RUPIAH}) for at in range(cells)),
        ],
    )
    report = check(plan, select=["ARI-01", "ARI-03"])
    assert [one.facts["sum_rp"] for one in report.findings] == ([cells * MOST_RUPIAH] if judged else [])
    assert ("sums within 64 bits" in [one.lacks.en for one in report.unknown]) is not judged


def test_two_levels_are_told_once() -> None:
    """A node with entries from several funds above entries of its activities is told once for a period, with their sum."""
    plan = Plan(
        documents=[Document(id="d", kind="RENJA")],
        programs=[Program(id="P", document="d")],
        activities=[Activity(id="K", parent="P", document="d")],
        allocations=[
            Allocation(document="d", subject="P", fund="PAD", amounts={"2026": 3, "2027": 4}),
            Allocation(document="d", subject="P", fund="DAU", amounts={"2026": 5}),
            Allocation(document="d", subject="K", amounts={"2026": 7, "2027": 9}),
        ],
    )
    found = [(one.facts["period"], one.facts["own_rp"], one.facts["sum_rp"]) for one in check(plan, select="ARI-03")]
    assert found == [("2026", 8, 7), ("2027", 4, 9)]


def stated(total: int, *, unit: int = 1, **more: Any) -> Plan:
    """Build a Renja of two programs, 1,250 and 3,000, that prints a total of the region."""
    lines = [
        Allocation(document="d", subject=one, amounts={"2026": size * unit}) for one, size in (("P", 1250), ("Q", 3000))
    ]
    told = Allocation(document="d", subject="/", role="stated_total", amounts={"2026": total})
    return Plan(
        documents=[Document(id="d", kind="RENJA", **more)],
        programs=[Program(id="P", document="d"), Program(id="Q", document="d")],
        allocations=[told, *lines],
    )


@pytest.mark.parametrize(
    ("total", "unit", "says"),
    [
        (4_520, 1, "two digits have changed places"),
        (450, 1, "one digit is missing or too many"),
        (1_250, 1, "one part of that size is left out"),
        (7_250, 1, "one part of that size is in it twice"),
        (4_250, 1_000, "the total is written in thousand rupiah"),
        (4_250_000, 1, "the parts are written in thousand rupiah"),
        (-4_250, 1, "the sign is turned"),
        (9_999, 1, ""),
    ],
)
def test_a_total_that_differs_says_why(total: int, unit: int, says: str) -> None:
    """Swapped digits, a missing line, thousands and millions are told apart; what has no explanation gets none."""
    (found,) = check(stated(total, unit=unit), select="ARI-01").findings
    assert (found.severity, found.subject) == ("error", "/")
    assert found.text("en").partition("; perhaps ")[2] == says


def test_a_change_in_part_has_not_all_parts() -> None:
    """The total of the region in a document that restates a part alone is unknown, not wrong."""
    report = check(stated(9_999, restates="partial"), select="ARI-01")
    assert (len(report.findings), len(report.unknown)) == (0, 1)
