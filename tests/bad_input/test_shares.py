"""Budgets that say things badly: every rule on shares answers with a finding or what it lacks, never with a crash."""

from __future__ import annotations

from typing import Any

import pytest

from regplan import check
from regplan.checks.shares import counted_for, mandatory_shares
from regplan.errors import UnknownNameError
from regplan.io import loads
from regplan.testing import budget_plan, line, work

BUDGET = """
daerah: {{tingkat: kabupaten{region}}}
acuan: [{{id: T, kerangka: TAGGING, kode: "{tag}"}}]
dokumen:
  - id: d
    jenis: APBD
    tahun: {year}
    program:
      - {{id: P, kode: {code}, uraian: p, selaras_dengan: T, anggaran: [{{rekening: "{account}", x-hitung: {counts}, jumlah: {{2026: {amount}}}}}]}}
      - {{id: Q, kode: 1.03.02, uraian: q, pagu: {{2026: 80}}}}
"""
GOOD: dict[str, Any] = {
    "region": "", "tag": "hitung:pendidikan", "year": 2026, "code": "1.01.02", "account": "5.1.02", "counts": "pendidikan", "amount": 20
}  # fmt: skip


@pytest.mark.parametrize(
    "bad",
    [
        {"counts": "[pendidikan, [a, b], {c: d}, null, '']"},
        {"counts": "{pendidikan: ya}"},
        {"counts": "null"},
        {"tag": "hitung:"},
        {"tag": "HITUNG: Pendidikan"},
        {"account": "belanja"},
        {"account": "9.9"},
        {"code": "a.b.c"},
        {"code": "X.XX.01"},
        {"amount": "null"},
        {"amount": -20},
        {"amount": 0},
        {"year": "2025-2029"},
        {"region": ", kapasitas_fiskal: {2026: '', akhir: tinggi, 2025: ','}"},
    ],
    ids=str,
)
def test_no_rule_crashes(bad: dict[str, Any]) -> None:
    """Whatever a budget declares, codes and accounts that cannot be read included, no rule crashes."""
    report = check(loads(BUDGET.format(**{**GOOD, **bad})), select=["MAN", "DEF", "EMG", "RULE"])
    assert [one.text("en") for one in report.findings if one.code == "RULE-01"] == []


def test_a_total_of_zero() -> None:
    """A share of nothing is no share: unknown, with the reason."""
    report = check(budget_plan(work("1.01.02", 0)), select="MAN-01")
    assert [one.lacks.en for one in report.unknown] == ["total spending above zero"]


def test_year_and_part_of_it() -> None:
    """Money of a year beside money of its quarter would count twice: unknown, and said."""
    plan = budget_plan(work("1.01.02", 20), work("1.03.02", 80))
    rows = [
        *plan.allocations,
        type(plan.allocations[0])(document="d", subject="p0", fund="DAU", amounts={"2026-Q1": 5}),
    ]
    report = check(plan.replace(allocations=rows), select="MAN-01")
    assert not report.findings
    assert "parts of it" in report.unknown[0].lacks.en


def test_largest_amounts() -> None:
    """Sums beyond 64 bits are exact."""
    most = 10**15
    plan = budget_plan(
        *(work("1.01.02", most) for _ in range(200)), line("4", most), line("6.1.04 Penerimaan Pinjaman", most)
    )
    assert mandatory_shares(plan, "APBD")[0].part == 200 * most
    report = check(plan, select=["MAN", "DEF", "EMG", "RULE"])
    assert "RULE-01" not in [one.code for one in report.findings]
    assert any("1,000 trillion" in one.lacks.en for one in report.unknown)


def test_names_that_are_wrong() -> None:
    """A subject or document that there is not is named with near matches."""
    plan = budget_plan(work("1.01.02", 1))
    with pytest.raises(UnknownNameError, match="education"):
        counted_for(plan, "APBD", "educaton")
    with pytest.raises(UnknownNameError, match="APBX"):
        counted_for(plan, "APBX", "education")
