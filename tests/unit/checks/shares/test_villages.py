"""MAN-09, MAN-10 and MAN-11: villages and kelurahan, and regions that have none."""

from __future__ import annotations

import pytest

from regplan import check
from regplan.model import Agency, Place, Plan
from regplan.model.words import RegionLevel
from regplan.testing import BudgetRow, budget_plan, line, work

TRANSFERS = (line("4.2.01.01 DBH", 100), line("4.2.01.02 DAU", 400))


def found(plan: Plan, code: str) -> list[str]:
    """Return severity and clause of what one rule finds."""
    return [f"{one.severity} {one.name}" for one in check(plan, select=code).findings]


def lacks(plan: Plan, code: str) -> list[str]:
    """Return what one rule lacks."""
    return [one.lacks.en for one in check(plan, select=code).unknown]


def allocation(*rows: BudgetRow, level: RegionLevel = "regency", year: int = 2023) -> Plan:
    """Build a budget with DAU and DBH of 500."""
    return budget_plan(*rows, *TRANSFERS, level=level, year=year)


@pytest.mark.parametrize(("amount", "below"), [(50, False), (49, True)])
def test_declared_allocation(amount: int, *, below: bool) -> None:
    """Declared ADD of a tenth is enough; Dana Desa beside it does not help."""
    plan = allocation(work("5.02.02", amount, "5.4.02", counts="add"), work("5.02.02", 300, "5.4.02"))
    assert found(plan, "MAN-09") == (["error village-allocation-below-least"] if below else [])


@pytest.mark.parametrize(("amount", "below"), [(50, False), (49, True)])
def test_undeclared_allocation(amount: int, *, below: bool) -> None:
    """Without a declaration all of 5.4.02 is the most it can be: too little is found, enough is unknown."""
    plan = allocation(work("5.02.02", amount, "5.4.02"))
    assert bool(found(plan, "MAN-09")) is below
    assert bool(lacks(plan, "MAN-09")) is not below


def test_allocation_on_a_line_of_the_region() -> None:
    """ADD may be declared on a line of the region."""
    rows = line("5.1", 100), line("5.4.02", 40, counts="add")
    assert found(allocation(*rows), "MAN-09") == ["error village-allocation-below-least"]


def test_reworded_article_informs() -> None:
    """After the rewording of 2024, whose text was not read, a finding is information."""
    plan = allocation(work("5.02.02", 49, "5.4.02"), year=2026)
    assert found(plan, "MAN-09") == ["info village-allocation-below-least-reworded"]


@pytest.mark.parametrize(
    ("level", "places", "unknown"), [("province", (), 0), ("city", (), 1), ("city", ("kelurahan",), 0)]
)
def test_regions_without_villages(level: RegionLevel, places: tuple[str, ...], unknown: int) -> None:
    """Provinces and cities without villages are outside the rule; a city that lists no places is unknown."""
    plan = allocation(work("5.02.02", 1, "5.4.02"), level=level)
    plan = plan.replace(places=[Place(id=kind, kind=kind) for kind in places])  # type: ignore[arg-type] # words
    assert (found(plan, "MAN-09"), len(lacks(plan, "MAN-09"))) == ([], unknown)


def test_receipts_without_a_name() -> None:
    """Without lines named DAU and DBH there is nothing to measure against, and the rule says how to name them."""
    plan = budget_plan(work("5.02.02", 1, "5.4.02"), line("4.2.01", 500), year=2023)
    assert lacks(plan, "MAN-09") == [
        "receipts of dana alokasi umum: a line of account 4 printed so, or 'x-hitung: dau'"
    ]


@pytest.mark.parametrize(
    ("kind", "amount", "below"), [("REALISATION", 9, True), ("REALISATION", 10, False), ("APBD", 9, False)]
)
def test_share_of_taxes(kind: str, amount: int, *, below: bool) -> None:
    """A tenth of realised taxes and retributions; a budget has no realised receipts and is not judged."""
    rows = work("5.02.02", amount, "5.4.01", counts="bagi-hasil-desa"), line("4.1.01", 70), line("4.1.02", 30)
    plan = budget_plan(*rows, kind=kind)  # type: ignore[arg-type] # a word
    assert bool(found(plan, "MAN-10")) is below


@pytest.mark.parametrize(("amount", "below"), [(45, False), (44, True)])
def test_city_without_villages(amount: int, *, below: bool) -> None:
    """A twentieth of the APBD less DAK; declared money closes the range."""
    rows = work("7.01.03", amount, counts="kelurahan"), work("1.03.02", 1000 - amount), line("4.2.01.03 DAK Fisik", 100)
    plan = budget_plan(*rows, level="city").replace(places=[Place(id="k", kind="kelurahan")])
    assert found(plan, "MAN-11") == (["error kelurahan-below-least"] if below else [])


class TestEachKelurahan:
    """Where there are villages, each kelurahan has at least the lowest Dana Desa."""

    def plan(self, *amounts: int | None, funds: tuple[int | None, ...] = (800, 900)) -> Plan:
        """Build a regency with kelurahan as OPD, and a village for each amount of Dana Desa."""
        made = budget_plan(
            *(work("7.01.03", amount, "5.1.02") for amount in amounts),
            *(work("5.02.02", fund, f"5.4.02.{at + 1:02d}", counts="dana-desa") for at, fund in enumerate(funds)),
        )
        programs = [
            one if at >= len(amounts) else type(one)(id=one.id, document="d", code=one.code, agency=f"k{at}")
            for at, one in enumerate(made.programs)
        ]
        places = [Place(id=f"v{at}", kind="desa") for at in range(len(funds))]
        rows = [
            one
            if at < len(amounts)
            else type(one)(
                document="d",
                subject=one.subject,
                account=one.account,
                place=f"v{at - len(amounts)}",
                amounts=one.amounts,
                extra=one.extra,
            )
            for at, one in enumerate(made.allocations)
        ]
        agencies = [Agency(id=f"k{at}", kind="kelurahan") for at in range(len(amounts))]
        return made.replace(programs=programs, places=places, allocations=rows, agencies=agencies)

    def test_bound(self) -> None:
        """A kelurahan at the lowest Dana Desa passes, one below is found by name."""
        report = check(self.plan(800, 799, 2000), select="MAN-11")
        assert [(one.facts["name"], one.facts["gap_rp"]) for one in report.findings] == [("k1", 1)]

    def test_unknown(self) -> None:
        """Without Dana Desa by village, or with an unknown amount, it is unknown; without kelurahan there is nothing to judge."""
        assert lacks(self.plan(800, funds=()), "MAN-11")
        assert lacks(self.plan(800, None), "MAN-11")
        assert lacks(self.plan(800, funds=(None, 900)), "MAN-11")
        assert lacks(self.plan(), "MAN-11") == []
