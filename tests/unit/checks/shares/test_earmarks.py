"""MAN-12…17: minimum services, earmarked receipts, shared taxes, earmarked funds."""

from __future__ import annotations

import pytest

from regplan import check
from regplan.model import Document, Indicator, Plan, Series
from regplan.testing import budget_plan, line, work


def found(plan: Plan, code: str) -> list[str]:
    """Return severity and clause of what one rule finds."""
    return [f"{one.severity} {one.name}" for one in check(plan, select=code).findings]


def lacks(plan: Plan, code: str) -> list[str]:
    """Return what one rule lacks."""
    return [one.lacks.en for one in check(plan, select=code).unknown]


def with_service(plan: Plan, target: str | None, *, document: str = "d", unit: str = "%") -> Plan:
    """Add an indicator of a minimum service and its target of 2026."""
    indicator = Indicator(id="I", owner="p0", name="Ibu hamil yang dilayani", unit=unit, flags=("SPM",))
    return plan.replace(
        indicators=[indicator],
        series=[Series(indicator="I", document=document, role="target", values={"2026": target})],
        documents=[*plan.documents, Document(id="rkpd", kind="RKPD", first_year=2026, last_year=2026)],
    )


BUDGET = budget_plan(work("1.02.02", 100, "5.1.02"), work("8.01.02", 50, "5.1.05"))


@pytest.mark.parametrize("document", ["d", "rkpd"])
@pytest.mark.parametrize(("target", "unmet"), [("90", True), ("99,99", True), ("100", False)])
def test_unmet_services(target: str, document: str, *, unmet: bool) -> None:
    """A target below 100 % in the budget or the RKPD of the year makes grants and other affairs a question."""
    plan = with_service(BUDGET, target, document=document)
    assert bool(found(plan, "MAN-12")) is bool(found(plan, "MAN-13")) is unmet


@pytest.mark.parametrize(("target", "unit"), [(None, "%"), ("-", "%"), ("90", "orang")])
def test_services_without_a_share(target: str | None, unit: str) -> None:
    """A target that is not known, or no percentage, does not say whether the service is met."""
    plan = with_service(BUDGET, target, unit=unit)
    assert len(lacks(plan, "MAN-12")) == len(lacks(plan, "MAN-13")) == 1


def test_no_grants() -> None:
    """Without grants and social assistance an unmet service is no matter of MAN-13."""
    plan = with_service(budget_plan(work("1.02.02", 100, "5.1.02")), "90")
    assert (found(plan, "MAN-13"), lacks(plan, "MAN-13")) == ([], [])


@pytest.mark.parametrize(("amount", "year", "below"), [(10, 2026, False), (9, 2026, True), (9, 2009, False)])
def test_vehicle_tax(amount: int, year: int, *, below: bool) -> None:
    """A tenth of vehicle tax for roads is enough; before the act of 2009 there was none."""
    rows = work("1.03.10", amount, "5.2.04", counts="pkb-jalan"), line("4.1.01.01 Pajak Kendaraan Bermotor (PKB)", 100)
    assert bool(found(budget_plan(*rows, year=year), "MAN-14")) is below


def test_names_of_taxes_are_told_apart() -> None:
    """The surcharge on vehicle tax is not vehicle tax, nor is fuel tax."""
    rows = (
        line("4.1.01.01 Opsen Pajak Kendaraan Bermotor", 100),
        line("4.1.01.02 Pajak Bahan Bakar Kendaraan Bermotor", 100),
    )
    plan = budget_plan(*rows, work("1.03.10", 50, "5.2.04", counts="opsen-pkb-jalan"))
    assert (found(plan, "MAN-14"), lacks(plan, "MAN-14")) == ([], [])


def test_undeclared_use() -> None:
    """A tax with a line of receipts and nothing declared for it is unknown; without a line it is not spoken of."""
    assert lacks(budget_plan(line("4.1.01.01 Pajak Rokok", 100)), "MAN-14") == [
        "spending tagged hitung:pajak-rokok-kesehatan",
        "spending tagged hitung:pajak-rokok-jkn",
    ]
    assert lacks(budget_plan(line("4.1.01", 100)), "MAN-14") == []


def test_earmarked_dau_in_its_field() -> None:
    """Earmarked DAU in its field or account passes, elsewhere it is found with its sum; block DAU goes anywhere."""
    health = "DAU yang Ditentukan Penggunaannya Bidang Kesehatan"
    staff = "DAU yang Ditentukan Penggunaannya Penggajian Formasi PPPK"
    good = budget_plan(
        work("1.02.02", 5, fund=health), work("1.01.02", 5, "5.1.01.01", fund=staff), work("3.26.02", 5, fund="DAU")
    )
    assert (found(good, "MAN-14"), lacks(good, "MAN-14")) == ([], [])
    report = check(
        budget_plan(work("1.03.02", 5, fund=health), work("1.01.02", 7, "5.1.02", fund=staff)), select="MAN-14"
    )
    assert [one.facts["part_rp"] for one in report.findings] == [5, 7]
    assert lacks(budget_plan(work("1.01.02", 7, fund=staff)), "MAN-14")


@pytest.mark.parametrize(("shared", "count"), [(69, 1), (70, 0), (71, 1)])
def test_provincial_share(shared: int, count: int) -> None:
    """A province shares exactly 70 % of fuel tax; a regency shares none."""
    rows = work("5.02.02", shared, "5.4.01", counts="bagi-hasil-pbbkb"), line("4.1.01.01 PBBKB", 100)
    assert len(found(budget_plan(*rows, level="province"), "MAN-15")) == count
    assert found(budget_plan(*rows, level="regency"), "MAN-15") == []
    assert lacks(budget_plan(*rows, level=None), "MAN-15")


@pytest.mark.parametrize(("shared", "count"), [(49, 1), (50, 0), (80, 0), (81, 1)])
def test_surface_water(shared: int, count: int) -> None:
    """Surface-water tax is shared by 50 or by 80 %: what lies between passes."""
    rows = work("5.02.02", shared, "5.4.01", counts="bagi-hasil-pap"), line("4.1.01.01 Pajak Air Permukaan", 100)
    assert len(found(budget_plan(*rows, level="province"), "MAN-15")) == count


@pytest.mark.parametrize(("spent", "surplus", "over"), [(100, 0, False), (101, 0, True), (120, 20, False)])
def test_earmarked_transfer(spent: int, surplus: int, *, over: bool) -> None:
    """Spending from DAK is at most what comes in of it and what is left of last year."""
    rows = [work("1.02.02", spent, fund="DAK Fisik"), line("4.2.01.03", 100, fund="dak  fisik")]
    rows += [line("6.1.01", surplus, fund="DAK Fisik")] if surplus else []
    assert bool(found(budget_plan(*rows), "MAN-16")) is over


def test_earmarked_transfer_without_receipts() -> None:
    """Spending from a fund whose receipts no line states is unknown; funds for anything are not judged."""
    assert lacks(budget_plan(work("1.02.02", 1, fund="DAK Fisik")), "MAN-16")
    assert lacks(budget_plan(work("1.02.02", 1, fund="PAD"), work("1.01.02", 1)), "MAN-16") == []


@pytest.mark.parametrize(("spent", "short"), [(25, False), (24, True), (None, False)])
def test_earmarked_surplus(spent: int | None, *, short: bool) -> None:
    """What is left of DAK is budgeted again; an unknown amount leaves it open."""
    plan = budget_plan(work("1.02.02", spent, fund="DAK Fisik"), line("6.1.01", 25, fund="DAK Fisik"))
    assert bool(found(plan, "MAN-17")) is short
    assert bool(lacks(plan, "MAN-17")) is (spent is None)


def test_surplus_that_is_free() -> None:
    """Surplus without a source of money, or of own revenue, may go anywhere."""
    assert found(budget_plan(line("6.1.01", 25), line("6.1.01.01", 5, fund="PAD")), "MAN-17") == []
