"""Bengkulu Utara 2026: every printed total equals its parts, all ceilings reconcile, estimates that vanish are found."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final

import attrs
import pytest

from regplan.calc.budget import forward_estimates, rollup, stated_totals, totals
from regplan.checks import check
from regplan.index import of
from regplan.model import Activity, Agency, Allocation, Document, Plan, Program, SubActivity
from regplan.values.money import Rupiah, rupiah

Row = dict[str, str]
GRAND_TOTAL: Final = 1_371_641_789_761
HOSPITALS: Final = {"1.02.0.00.0.00.01.0002", "1.02.0.00.0.00.01.0003"}


def rows_of(path: Path) -> list[Row]:
    """Read a file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def parent_of(unit: str) -> str | None:
    """Return the OPD above a sub-unit: the same code with sub-unit 0000; None for an OPD itself."""
    above = unit[:-4] + "0000"
    return above if above != unit else None


def money(subject: str, amount: str, **more: str) -> Allocation:
    """Write an amount of the Renja."""
    year = more.pop("year", "2026")
    return Allocation(document="renja", subject=subject, amounts={year: read(amount)}, **more)  # type: ignore[arg-type] # words


def read(text: str) -> Rupiah:
    """Read an amount; three forward estimates have one decimal."""
    return rupiah(Decimal(text).quantize(Decimal("0.01")))


def allocations(rows: list[Row], ceilings: list[Row]) -> Iterator[Allocation]:
    """Yield entries for each sub activity, and each printed total once."""
    for row in rows:
        name = f"{row['kode_sub_skpd']}/{row['kode_sub_giat']}"
        yield money(name, row["pagu_indikatif"])
        yield money(name, row["pagu_n_depan"], basis="forward_estimate", year="2027")
    for level, column in (("kode_giat", "kegiatan"), ("kode_program", "program")):
        printed = {f"{row['kode_sub_skpd']}/{row[level]}": row[f"total_pagu_indikatif_{column}"] for row in rows}
        yield from (money(name, amount, role="stated_total") for name, amount in printed.items())
    yield from (money(one["kode_skpd"], one["set_pagu_skpd"], role="stated_total") for one in ceilings)


@pytest.fixture(scope="module")
def plan(shared_data: Path) -> Plan:
    """Put the Renja of all sub-units and the ceilings of the OPD into one document."""
    rows = rows_of(shared_data / "bengkulu_utara_renja_2026.csv")
    ceilings = rows_of(shared_data / "bengkulu_utara_skpd_pagu_2026.csv")
    units = dict.fromkeys([row["kode_sub_skpd"] for row in rows] + [row["kode_skpd"] for row in ceilings])
    keys = [(row["kode_sub_skpd"], row["kode_program"], row["kode_giat"], row["kode_sub_giat"]) for row in rows]
    programs = {f"{unit}/{one}": Program(id=f"{unit}/{one}", code=one, agency=unit) for unit, one, _, _ in keys}
    activities = {
        f"{unit}/{one}": Activity(id=f"{unit}/{one}", code=one, parent=f"{unit}/{above}")
        for unit, above, one, _ in keys
    }
    return Plan(
        documents=[Document(id="renja", kind="RENJA", first_year=2026, last_year=2026)],
        agencies=[Agency(id=unit, parent=parent_of(unit)) for unit in units],
        programs=programs.values(),
        activities=activities.values(),
        sub_activities=[
            SubActivity(id=f"{unit}/{one}", code=one, parent=f"{unit}/{above}") for unit, _, above, one in keys
        ],
        allocations=allocations(rows, ceilings),
    )


def test_every_printed_total_equals_its_sum(plan: Plan) -> None:
    """The totals of 779 activities, 306 programs and 54 OPD are what the entries below them add up to."""
    found = stated_totals(plan, "RENJA", year=2026)
    assert len(found) == 779 + 306 + 54
    assert {one.difference.kind for one in found} == {"equal"}


def test_one_rupiah_is_seen(plan: Plan) -> None:
    """Were any entry one rupiah more, its activity, its program and its OPD would differ, and nothing else."""
    first = plan.allocations[0]
    more = Allocation(document="renja", subject=first.subject, fund="more", amounts={"2026": 1})
    found = stated_totals(plan.replace(allocations=[*plan.allocations, more]), "RENJA", year=2026)
    differ = [(one.subject, one.difference.difference) for one in found if one.difference.kind != "equal"]
    unit = "1.01.2.22.0.00.01.0000"
    assert sorted(differ) == [(unit, -1), (f"{unit}/1.01.01", -1), (f"{unit}/1.01.01.2.01", -1)]


def test_grand_total(plan: Plan) -> None:
    """All entries, all programs, and all OPD add up to the same total, and so does the roll-up of the checks."""
    found = totals(plan, "RENJA", by="agency", year=2026)
    programs = totals(plan, "RENJA", by="node", year=2026)
    assert found.total
    assert found.total.amount == sum(one.amount or 0 for one in found) == GRAND_TOTAL
    assert sum(programs[one.id].amount or 0 for one in plan.programs) == GRAND_TOTAL
    index = of(plan)
    sheet = rollup(index, 0)
    assert sheet
    assert int(sheet.below[index.level == 6].sum()) == GRAND_TOTAL * 100


def test_hospitals_keep_their_money(plan: Plan) -> None:
    """Two sub-units have a ceiling of their own: theirs is theirs, and that of the health office is without them."""
    stated = {one.subject: one for one in stated_totals(plan, "RENJA", year=2026) if "/" not in one.subject}
    assert {one for one in stated if parent_of(one)} == HOSPITALS
    by_unit = totals(plan, "RENJA", by="agency", year=2026)
    health = [one for one in by_unit if str(one.key[0]).startswith("1.02.") and one.key[0] not in HOSPITALS]
    assert len(health) > 20
    assert stated["1.02.0.00.0.00.01.0000"].difference.computed == sum(one.amount or 0 for one in health)


def test_forward_estimates(plan: Plan) -> None:
    """33 sub activities have money and an estimate of zero, 157 more than double, 111 come from zero."""
    found = forward_estimates(plan, "RENJA", year=2026)
    assert [len(found.having(one)) for one in ("vanishes", "jumps", "appears", "absent", "unknown")] == [
        33,
        157,
        111,
        0,
        0,
    ]
    assert len(found.step) == 2_189
    assert all(one.before and one.after == 0 for one in found.having("vanishes"))
    assert all((one.after or 0) > 2 * (one.before or 0) > 0 for one in found.having("jumps"))


def test_rules_on_money(plan: Plan) -> None:
    """The rules find the 33 estimates that vanish and the 157 that more than double, and not one sum that is off."""
    report = check(plan, select=["MON-01", "ALN-11", "ARI-01"])
    assert Counter(one.name for one in report.findings) == {"estimate-vanishes": 33, "estimate-jumps": 157}
    assert {one.subject for one in report.warnings} == {
        one.key for one in forward_estimates(plan, "RENJA", year=2026).having("vanishes")
    }


def test_one_rupiah_is_seen_by_the_rules(plan: Plan) -> None:
    """Were the printed total of a program two rupiah less than its printed activities, the rules would say so; one is let pass."""
    at = next(at for at, one in enumerate(plan.allocations) if one.subject.endswith("/1.01.01") and one.role != "entry")
    for less, found in ((1, 0), (2, 1)):
        row = plan.allocations[at]
        wrong = attrs.evolve(row, amounts={"2026": (row.amounts["2026"] or 0) - less})
        rows = [*plan.allocations[:at], wrong, *plan.allocations[at + 1 :]]
        changed = plan.replace(allocations=rows)
        assert len(check(changed, select="ALN-11").findings) == found
        assert len(check(changed, select="ARI-01").findings) == 1
