"""Money that is compared, and money that is not: what ARI-01 cannot compare is unknown, never passed."""

from __future__ import annotations

import pytest

from regplan import check
from regplan.io import loads

RENJA = "dokumen: [{{id: r, jenis: RENJA, tahun: 2026, program: [{{id: P, {program}, kegiatan: [{{id: K, {activity}}}]}}]{more}}}]"


@pytest.mark.parametrize(
    ("program", "activity", "more"),
    [
        ("uraian: p", "pagu: {2026: 5}", ", anggaran: [{untuk: /, peran: jumlah_tercantum, jumlah: {2026: 999}}]"),
        ("jumlah_tercantum: {2026: 100}", "pagu: {2026-TW1: 30}", ""),
        ("jumlah_tercantum: {2026: 100}", "pagu: 70", ""),
        ("jumlah_tercantum: {2026: 100}", "pagu: {2026: null}", ""),
        ("jumlah_tercantum: {2026: 100}", "jumlah_tercantum: {2026: 70}", ""),
    ],
    ids=["the region", "quarters", "no year", "an unknown part", "totals of totals"],
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
