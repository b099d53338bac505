"""Money that is compared, and money that is not: what ARI-01 cannot compare is unknown, never passed."""

from __future__ import annotations

import pytest

from regplan import check
from regplan.io import loads
from regplan.model import Activity, Allocation, Document, Plan, Program
from regplan.values.money import MOST_RUPIAH

RENJA = "dokumen: [{{id: r, jenis: RENJA, tahun: 2026, program: [{{id: P, {program}, kegiatan: [{{id: K, {activity}}}]}}]{more}}}]"


@pytest.mark.parametrize(
    ("program", "activity", "more"),
    [
        ("jumlah_tercantum: {2026: 100}", "pagu: {2026-TW1: 30}", ""),
        ("jumlah_tercantum: {2026: 100}", "pagu: 70", ""),
        ("jumlah_tercantum: {2026: 100}", "pagu: {2026: null}", ""),
        ("jumlah_tercantum: {2026: 100}", "jumlah_tercantum: {2026: 70}", ""),
    ],
    ids=["quarters", "no year", "an unknown part", "totals of totals"],
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
