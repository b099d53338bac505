"""Bengkulu Utara 2026: shares of the Renja as a researcher counts them; a Renja is no budget, and no rule judges it as one."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path
from typing import Final

import pytest

from regplan import check
from regplan.checks.shares import counted_for, mandatory_shares
from regplan.model import Allocation, Document, Link, Plan, Program, Reference, Region, SubActivity

Row = dict[str, str]
INFRASTRUCTURE: Final = ("1.03", "1.04", "2.15")
"""What this researcher takes for infrastructure: public works, housing, transport. The law lists no fields."""


@pytest.fixture(scope="module")
def rows(shared_data: Path) -> list[Row]:
    """Read the Renja, a row a sub activity."""
    with (shared_data / "bengkulu_utara_renja_2026.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def plan(rows: list[Row]) -> Plan:
    """Build the Renja of all units as one document of the region."""
    names = [f"{row['kode_sub_skpd']}/{row['kode_sub_giat']}" for row in rows]
    programs = {f"{row['kode_sub_skpd']}/{row['kode_program']}": row["kode_program"] for row in rows}
    tag = Reference(id="infra", framework="TAG", code="hitung:infrastruktur")
    return Plan(
        region=Region(level="regency"),
        documents=[Document(id="renja", kind="RENJA", first_year=2026, last_year=2026)],
        references=[tag],
        programs=[Program(id=name, code=code) for name, code in programs.items()],
        sub_activities=[
            SubActivity(id=name, code=row["kode_sub_giat"], parent=f"{row['kode_sub_skpd']}/{row['kode_program']}")
            for name, row in zip(names, rows, strict=True)
        ],
        allocations=[
            Allocation(document="renja", subject=name, amounts={"2026": int(row["pagu_indikatif"])})
            for name, row in zip(names, rows, strict=True)
        ],
        links=[
            Link(kind="aligned_with", source=name, target="infra")
            for name, code in programs.items()
            if code.startswith(INFRASTRUCTURE)
        ],
    )


def summed(rows: list[Row], *fields: str) -> int:
    """Add up the ceilings of some fields, straight from the file."""
    return sum(int(row["pagu_indikatif"]) for row in rows if row["kode_bidang_urusan"] in fields)


def whole(rows: list[Row]) -> int:
    """Add up all ceilings, straight from the file."""
    return sum(int(row["pagu_indikatif"]) for row in rows)


@pytest.mark.parametrize(
    ("subject", "field", "percent"), [("education", "1.01", "27.65%"), ("health", "1.02", "15.66%")]
)
def test_shares_of_fields(plan: Plan, rows: list[Row], subject: str, field: str, percent: str) -> None:
    """What is counted by codes is what the file adds up to; programs that stayed X.XX may be of any field."""
    (found,) = counted_for(plan, "RENJA", subject)
    assert found.part == summed(rows, field)
    assert found.most == summed(rows, field, "X.XX")
    assert found.share == Fraction(summed(rows, field), whole(rows))
    assert f"{float(found.share):.2%}" == percent


def test_declared_infrastructure(plan: Plan, rows: list[Row]) -> None:
    """What a researcher tags as infrastructure is counted and nothing else may be."""
    (found,) = counted_for(plan, "RENJA", "infrastructure")
    assert found.part == found.most == summed(rows, *INFRASTRUCTURE)
    assert found.share == Fraction(summed(rows, *INFRASTRUCTURE), whole(rows))


def test_untagged_infrastructure_is_open(plan: Plan, rows: list[Row]) -> None:
    """Without tags and accounts a Renja does not say what is infrastructure: from nothing to everything."""
    (found,) = counted_for(plan.replace(links=[]), "RENJA", "infrastructure")
    assert found.part == 0
    assert found.most == whole(rows)


def test_a_plan_is_not_judged_as_a_budget(plan: Plan) -> None:
    """No rule on shares speaks of a Renja, neither finding nor unknown."""
    report = check(plan, select=["MAN", "DEF", "EMG"])
    assert (report.findings, report.unknown) == ((), ())
    assert mandatory_shares(plan, "RENJA") == ()
