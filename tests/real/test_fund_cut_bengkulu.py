"""A cut of one fund by 12 % on the Renja 2026 of Bengkulu Utara: exact to the sen, with what it breaks."""

from __future__ import annotations

import csv
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Final

import pytest

from regplan.calc.money.exact import nearest
from regplan.model import Activity, Agency, Allocation, Document, Plan, Program, SubActivity
from regplan.scenario import Comparison, Outcome, Scenario, compare, q
from regplan.values.money import sen

Row = dict[str, str]
DAU: Final = "Dana Alokasi Umum (DAU)"


def plan_of(rows: list[Row]) -> Plan:
    """Put the Renja of all sub-units into one document, with the totals it prints for activities."""
    keys = [(row["kode_sub_skpd"], row["kode_program"], row["kode_giat"], row["kode_sub_giat"]) for row in rows]
    printed = {
        (unit, one): row["total_pagu_indikatif_kegiatan"] for row, (unit, _, one, _) in zip(rows, keys, strict=True)
    }
    programs = dict.fromkeys((unit, one) for unit, one, _, _ in keys)
    activities = {(unit, one): above for unit, above, one, _ in keys}
    subs = {(unit, one): above for unit, _, above, one in keys}
    return Plan(
        documents=[Document(id="renja", kind="RENJA", first_year=2026, last_year=2026)],
        agencies=[Agency(id=unit) for unit in dict.fromkeys(unit for unit, *_ in keys)],
        programs=[Program(id=f"{unit}/{one}", code=one, agency=unit) for unit, one in programs],
        activities=[
            Activity(id=f"{unit}/{one}", code=one, parent=f"{unit}/{above}")
            for (unit, one), above in activities.items()
        ],
        sub_activities=[
            SubActivity(id=f"{unit}/{one}", code=one, parent=f"{unit}/{above}") for (unit, one), above in subs.items()
        ],
        allocations=[
            *(
                Allocation(
                    document="renja",
                    subject=f"{row['kode_sub_skpd']}/{row['kode_sub_giat']}",
                    fund=" + ".join(row["nama_dana"].split("\n")).strip() or None,
                    amounts={"2026": Decimal(row["pagu_indikatif"])},
                )
                for row in rows
            ),
            *(
                Allocation(
                    document="renja", subject=f"{unit}/{one}", role="stated_total", amounts={"2026": Decimal(amount)}
                )
                for (unit, one), amount in printed.items()
            ),
        ],
    )


@pytest.fixture(scope="module")
def plan(shared_data: Path) -> Plan:
    """Read the Renja."""
    with (shared_data / "bengkulu_utara_renja_2026.csv").open(encoding="utf-8", newline="") as file:
        return plan_of(list(csv.DictReader(file)))


CUT: Final = Scenario("DAU 12 %").scale(
    "-12 %", documents="RENJA 2026", where=q.fund == DAU, rounding="largest remainder", unit="rupiah"
)


@pytest.fixture(scope="module")
def found(plan: Plan) -> Comparison:
    """Compare the plan with the cut."""
    return compare(plan, CUT, by="fund", select=["ARI", "REF-02", "REF-07"])


@pytest.fixture(scope="module")
def outcome(found: Comparison) -> Outcome:
    """Return the one outcome."""
    return found[0]


def test_cut_is_exact(outcome: Outcome) -> None:
    """1,780 amounts of the fund, Rp 382,746,227,633, lose together 12 % of it, rounded once: Rp 45,929,547,316."""
    line = next(one for one in outcome.money if one.key == ("renja", DAU))
    assert (line.before, line.before_rows) == (382_746_227_633, 1780)
    assert line.change == -nearest(Fraction(382_746_227_633) * Fraction(12, 100), 100) == -45_929_547_316


def test_each_amount_is_within_a_rupiah_of_its_share(plan: Plan) -> None:
    """No single amount is a rupiah or more away from 88 % of what it was; whole rupiah stay whole."""
    pairs = zip(plan.allocations, CUT.apply(plan).allocations, strict=True)
    cut = [(old.amounts["2026"], new.amounts["2026"]) for old, new in pairs if old.fund == DAU]
    assert all(isinstance(new, int) and abs(Fraction(old or 0) * Fraction(88, 100) - new) < 1 for old, new in cut)


def test_everything_adds_up(outcome: Outcome) -> None:
    """The lines by fund total the whole before, after and in what changes; the other 28 keys stay as they are."""
    (whole,) = outcome.whole
    for name in ("before", "after", "change"):
        assert sum(sen(getattr(line, name)) for line in outcome.money) == sen(getattr(whole, name))
    assert whole.before == 1_371_641_789_761
    assert [line.key[1] for line in outcome.money if line.change] == [DAU]


def test_what_it_breaks(plan: Plan, outcome: Outcome) -> None:
    """The printed totals of the 624 activities in which the fund is no longer fit; nothing else is new, nothing is gone."""
    parents = {one.id: one.parent for one in plan.sub_activities}
    touched = {parents[row.subject] for row in plan.allocations if row.fund == DAU and row.amounts["2026"]}
    assert {(one.code, one.subject) for one in outcome.new} == {("ARI-01", name) for name in touched}
    assert (len(touched), outcome.gone) == (624, ())


def test_records_say_what_produced_them(found: Comparison) -> None:
    """Each plain record carries the name and the content hash of the scenario."""
    assert {(row["scenario"], row["content_hash"]) for row in found.to_dicts()} == {("DAU 12 %", CUT.content_hash)}
