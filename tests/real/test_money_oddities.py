"""Pasangkayu and Situbondo: programs are the sum of their activities in each year; where a sheet is odd, a rule says so."""

from __future__ import annotations

import csv
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from typing import Any, Final

import attrs
import pytest

import regplan as rp
from regplan.calc.budget import StatedTotal, flow, stated_totals, totals
from regplan.checks import check
from regplan.model import Activity, Allocation, Document, Plan, Program, SubActivity
from regplan.model.words import MoneyRole
from regplan.values.money import Rupiah, rupiah

SEN: Final = Decimal("0.01")
YEARS: Final = range(2021, 2026)
"""The sheet numbers its years 1 to 5 and does not say which they are; these stand for them."""
EXAMPLES: Final = Path(__file__).parents[2] / "examples"


def read(text: str) -> Rupiah | None:
    """Read an amount; digits below the sen, which factors like 1.03 leave, are rounded."""
    return rupiah(Decimal(text).quantize(SEN, ROUND_HALF_EVEN)) if text else None


@pytest.fixture(scope="module")
def rows(shared_data: Path) -> list[dict[str, str]]:
    """Read the Renstra of the public works office."""
    with (shared_data / "pasangkayu_dpupr_renstra.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def plan(rows: list[dict[str, str]]) -> Plan:
    """Put it into a plan: programs and activities print totals, sub activities enter money."""
    nodes: list[Any] = []
    money = []
    above: dict[int, str] = {}
    for at, row in enumerate(rows):
        parts = len(row["KODE"].split(".")) if row["KODE"] else 6
        if parts < 3:
            continue
        kind = {3: Program, 5: Activity}.get(parts, SubActivity)
        name = row["KODE"] or f"row {at}"
        nodes.append(
            kind(id=f"{at} {name}", code=row["KODE"] or None, document="renstra", parent=above.get(min(parts, 6)))
        )
        above[parts + 2 if parts == 3 else 6] = f"{at} {name}"
        amounts = {str(year): read(row[f"DANA TAHUN {number}"]) for number, year in enumerate(YEARS, 1)}
        stated = {year: amount for year, amount in amounts.items() if amount is not None}
        role: MoneyRole = "entry" if kind is SubActivity else "stated_total"
        money.append(Allocation(document="renstra", subject=f"{at} {name}", role=role, amounts=stated))
    tables = {cls: [one for one in nodes if type(one) is cls] for cls in (Program, Activity, SubActivity)}
    return Plan(
        documents=[Document(id="renstra", kind="RENSTRA", first_year=YEARS[0], last_year=YEARS[-1])],
        programs=tables[Program],
        activities=tables[Activity],
        sub_activities=tables[SubActivity],
        allocations=money,
    )


def code(name: str) -> str:
    """Return the code of a row."""
    return name.partition(" ")[2]


class TestPasangkayu:
    """Renstra of the public works office, whose cells were formulas."""

    def test_programs_are_the_sum_of_their_activities(self, plan: Plan) -> None:
        """Each printed program total is the sum of the printed activities in every year, so no rule on levels fires."""
        printed = {row.subject: row.amounts for row in plan.allocations if row.role == "stated_total"}
        compared = 0
        for program in plan.programs:
            below = [printed[one.id] for one in plan.activities if one.parent == program.id]
            for year, amount in printed[program.id].items():
                assert amount == sum(one.get(year) or 0 for one in below)
                compared += 1
        assert compared == 9 * len(YEARS)
        assert not check(plan, select="ALN-11").findings

    def test_two_activities_are_not_the_sum_of_their_parts(self, plan: Plan) -> None:
        """Two activities, and the program above one of them, print less than their sub activities have: each year is found."""
        found = [(code(str(one.subject)), one.facts["period"]) for one in check(plan, select="ARI-01").findings]
        irrigation = [("1.3.02.2.02", str(year)) for year in YEARS]
        assert sorted(found) == sorted([*irrigation, ("1.3.12", "2021"), ("1.3.12.2.01", "2021")])

    def test_the_program_without_money_is_not_zero(self, plan: Plan) -> None:
        """One program prints no money at all: that is absent, and its sum is that of what is below it."""
        (silent,) = [
            one for one in plan.programs if not any(one.id == row.subject and row.amounts for row in plan.allocations)
        ]
        assert silent.code == "1.3.02"
        found: Any = totals(plan, "RENSTRA", by="node", year=YEARS[0])[silent.id].amount
        assert found == 14_329_667_913 + 20_336_300_000 - 8_878_500_000

    def test_digits_below_the_sen(self, rows: list[dict[str, str]]) -> None:
        """Three amounts have digits below the sen, traces of a factor; rounded, they are what the sheet adds up."""
        cells = [row[f"DANA TAHUN {number}"] for row in rows for number in range(1, 6)]
        traces = sorted({one for one in cells if one and Decimal(one) != Decimal(one).quantize(SEN)})
        assert traces == ["109598599483.223", "155621108758.223"]

    def test_codes(self, plan: Plan) -> None:
        """``x.xx`` is found as generic, ``1.3`` as no code of the nomenclature, and a sub activity as of another program."""
        named = {one.name for one in check(plan, select="CODE").findings}
        assert named >= {"code-not-in-grammar", "code-not-under-parent"}


class TestRenja:
    """The Renja 2024 of the same office beside a year of the Renstra: codes differ by a zero, so nothing meets by itself."""

    @pytest.fixture
    def both(self, plan: Plan, shared_data: Path) -> Plan:
        """Put the Renja beside the Renstra; its year is taken as the third."""
        with (shared_data / "pasangkayu_dpupr_renja_2024.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        nodes = [
            SubActivity(id=f"renja {row['KODE SUB KEGIATAN']}", code=row["KODE SUB KEGIATAN"], document="renja")
            for row in rows
        ]
        money = [
            Allocation(document="renja", subject=node.id, amounts={str(YEARS[2]): read(row["JUMLAH PAGU"])})
            for node, row in zip(nodes, rows, strict=True)
        ]
        renja = Document(id="renja", kind="RENJA", first_year=YEARS[2], last_year=YEARS[2])
        return plan.replace(
            documents=[*plan.documents, renja],
            sub_activities=[*plan.sub_activities, *nodes],
            allocations=[*plan.allocations, *money],
        )

    def test_through_a_crosswalk(self, both: Plan) -> None:
        """With 1.03 for 1.3 and for x.xx most sub activities meet, none has the same money, and the parts total the gap."""
        codes = {str(one.code) for one in both.sub_activities if one.code}
        walk = {
            one: one.replace("x.xx", "1.03").replace("1.3.", "1.03.") for one in codes if one[:4] in {"x.xx", "1.3."}
        }
        bare = flow(both, ["RENSTRA", "RENJA"], year=YEARS[2], level="sub_activity", match="code").direct
        joined = flow(
            both, ["RENSTRA", "RENJA"], year=YEARS[2], level="sub_activity", match="code", crosswalk=walk
        ).direct
        assert bare.measures.counts["resized"] == 0
        assert joined.measures.counts["resized"] > 30
        assert joined.measures.gap == bare.measures.gap
        assert sum(joined.measures.parts.values()) == joined.measures.gap


class TestSitubondo:
    """Renstra of the revenue office."""

    @pytest.fixture
    def renstra(self) -> Plan:
        """Read the example."""
        return rp.load(EXAMPLES / "situbondo_bapenda_2026")

    def test_programs_are_the_sum_of_their_activities(self, renstra: Plan) -> None:
        """All printed totals equal the entries below in all five years; one rupiah more would be found."""
        found: tuple[StatedTotal, ...] = stated_totals(renstra, "RENSTRA")
        assert len(found) >= 2 * 5
        assert {one.difference.kind for one in found} == {"equal"}
        assert not check(renstra, select=["ARI-01", "ALN-11"]).findings
        more = Allocation(document="bapenda/renstra", subject="bapenda/5.02.04", fund="x", amounts={"2027": 1})
        wrong = renstra.replace(allocations=[*renstra.allocations, more])
        assert "bapenda/5.02.04" in {one.subject for one in check(wrong, select="ARI-01").findings}

    def test_code_three_times(self, renstra: Plan) -> None:
        """One activity code stands three times in one program: a finding, and its money is counted three times once each."""
        (found,) = check(renstra, select="CODE-03").findings
        assert found.facts["count"] == 3
        same = [one.id for one in renstra.activities if one.code == "5.02.04.2.01"]
        by_node = totals(renstra, "RENSTRA", by="node", year=2027)
        assert sum(by_node[one].amount or 0 for one in same) == by_node["bapenda/5.02.04"].amount

    def test_first_target_below_the_baseline(self, renstra: Plan) -> None:
        """An indicator starts at 50 with the baseline 70: unknown while polarity and accumulation are, a finding once they are stated."""
        assert not check(renstra, select="TGT-02").findings
        stated = [attrs.evolve(one, polarity="up", accumulation="last") for one in renstra.indicators]
        found = check(renstra.replace(indicators=stated), select="TGT-02").findings
        assert [(one.name, one.subject) for one in found] == [
            ("first-target-worse-than-baseline", "bapenda/5.02.04.I2")
        ]
