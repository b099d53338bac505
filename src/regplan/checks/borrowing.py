"""DEF-08 and DEF-11: approval to exceed the cap, and the tests of borrowing (regulations §3.4)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from regplan.calc.money import debt_stock_ratio, dscr_2018
from regplan.calc.money.results import Ratio
from regplan.checks._case import Case, Violation
from regplan.checks._percent import percent
from regplan.checks._rule import Outcome, Rule, clause
from regplan.checks.debt import APPROVED, borrowing_of, rupiah_or_none
from regplan.checks.shares._receipts import Receipts, receipts_of
from regplan.checks.shares._rules import share_rule, whole_sheets
from regplan.checks.shares._sheet import Sheet
from regplan.checks.shares._verdict import in_force, lacking, whole_of
from regplan.diagnostics.finding import Fact
from regplan.values.lang import Bilingual
from regplan.values.money import Rupiah, read_rupiah

__all__ = ["LOAN", "REQUESTED", "RULES"]

REQUESTED: Final = "deficit_approval_requested"
"""Event of a budget: the approval was asked for."""
LOAN: Final = "x-pinjaman"
"""Own field of a budget: what the tests of borrowing need and no account states."""


@share_rule(
    "DEF-08",
    ("persetujuan pelampauan batas defisit", "approval to exceed the cap"),
    clause(
        "approval-after-evaluation",
        "error",
        (
            "{document} tahun {year}: persetujuan pelampauan defisit diminta {got}, sesudah rancangan dikirim untuk dievaluasi {expected}",
            "{document} {year}: approval to exceed the cap was asked for on {got}, after the draft went to be evaluated on {expected}",
        ),
        (
            "minta persetujuan sebelum evaluasi; perbaiki tanggalnya bila keliru",
            "ask for approval before the evaluation; mend the day if it is wrong",
        ),
    ),
)
def approval(case: Case) -> Outcome:
    """Approval to exceed the cap is asked for before the draft of the budget is evaluated."""
    basis = case.law.basis("DEF-08", "approval-after-evaluation")
    for sheet in whole_sheets(case):
        events = sheet.document.events
        if APPROVED not in events or basis is None or sheet.year < basis.start.year:
            continue
        asked, sent = events.get(REQUESTED), events.get("sent_for_evaluation")
        if asked is None or sent is None:
            lack = Bilingual(
                f"peristiwa {REQUESTED} dan sent_for_evaluation", f"events {REQUESTED} and sent_for_evaluation"
            )
            yield lacking(sheet, lack)
        elif asked > sent:
            facts: dict[str, Fact] = {"year": sheet.year, "got": asked, "expected": sent}
            yield Violation(sheet.case.position(sheet.at), None, facts)


@share_rule(
    "DEF-11",
    ("kemampuan membayar pinjaman", "the ability to repay loans"),
    clause(
        "service-coverage-below-least",
        "warning",
        (
            "{document} tahun {year}: kemampuan membayar pinjaman (DSCR) {got}, paling sedikit {expected}",
            "{document} {year}: debt service coverage (DSCR) is {got}, at least {expected}",
        ),
        ("kurangi pinjaman atau perpanjang jangka waktunya", "borrow less, or over a longer time"),
    ),
    clause(
        "debt-above-most",
        "warning",
        (
            "{document} tahun {year}: sisa utang dan pinjaman baru {share} dari penerimaan umum tahun lalu, paling banyak {expected}",
            "{document} {year}: debt outstanding and new is {share} of last year's general receipts, at most {expected}",
        ),
        ("kurangi pinjaman baru", "borrow less"),
    ),
)
def borrowing(case: Case) -> Outcome:
    """A budget that borrows keeps the least debt service coverage and the largest stock of debt."""
    for sheet in whole_sheets(case):
        new = borrowing_of(sheet)
        if not new or sheet.document.kind != "APBD":
            continue
        stated = _stated(sheet)
        yield from _coverage(sheet, stated)
        yield from _stock(sheet, stated, new)


def _stated(sheet: Sheet) -> Mapping[str, Rupiah | None]:
    """Read what the budget states of its loans beside its accounts, in the own field ``x-pinjaman``."""
    told = sheet.document.extra.get(LOAN) if sheet.document.extra else None
    if not isinstance(told, Mapping):
        return {}
    return {key: read_rupiah(text, number=True).amount for key, text in told.items() if isinstance(text, str)}


def _coverage(sheet: Sheet, stated: Mapping[str, Rupiah | None]) -> Outcome:
    value = in_force(sheet, "debt.service_coverage_least")
    if value is None:
        return
    pad = whole_of(sheet, "4.1", Bilingual("PAD", "own revenue"))
    interest = whole_of(sheet, "5.1.03", Bilingual("bunga", "interest"))
    forest = receipts_of(sheet, "reforestation_share")
    found = dscr_2018(
        own_revenue=rupiah_or_none(pad.amount),
        dau=rupiah_or_none(receipts_of(sheet, "dau").amount),
        dbh=rupiah_or_none(receipts_of(sheet, "dbh").amount),
        dbh_reforestation=rupiah_or_none(forest.amount) if forest.is_named else 0,
        obligatory=stated.get("belanja_wajib"),
        principal=_principal(receipts_of(sheet, "principal"), stated),
        interest=rupiah_or_none(interest.amount),
        other_costs=stated.get("biaya_lain", 0),
    )
    if found.exact is None:
        yield lacking(sheet, _told_of(found))
    elif found.exact < Fraction(value.exact):
        got = _two(found.exact, Fraction(value.exact))
        facts: dict[str, Fact] = {"year": sheet.year, "got": got, "expected": f"{value.number} ({value.instrument})"}
        yield Violation(sheet.case.position(sheet.at), "service-coverage-below-least", facts)


def _principal(found: Receipts, stated: Mapping[str, Rupiah | None]) -> Rupiah | None:
    return rupiah_or_none(found.amount) if found.is_named else stated.get("pokok")


def _two(number: Fraction, beside: Fraction) -> Bilingual:
    """Write a ratio with two decimals, or more where it would look equal."""
    told = percent(number / 100, beside=beside / 100)
    return Bilingual(told.id.removesuffix(" %"), told.en.removesuffix(" %"))


def _stock(sheet: Sheet, stated: Mapping[str, Rupiah | None], new: Rupiah) -> Outcome:
    value = in_force(sheet, "debt.outstanding_most")
    if value is None:
        return
    outstanding, receipts = stated.get("sisa_utang"), stated.get("penerimaan_umum_lalu")
    found = debt_stock_ratio(outstanding=outstanding, new=new, unearmarked_last_year=receipts)
    number = Fraction(value.exact)
    if found.exact is None:
        yield lacking(sheet, _told_of(found))
    elif found.exact > number:
        limit = percent(number)
        expected = Bilingual(f"{limit.id} ({value.instrument})", f"{limit.en} ({value.instrument})")
        facts: dict[str, Fact] = {
            "year": sheet.year,
            "share": percent(found.exact, beside=number),
            "expected": expected,
        }
        yield Violation(sheet.case.position(sheet.at), "debt-above-most", facts)


def _told_of(found: Ratio) -> Bilingual:
    """Say what a test of borrowing lacks, and where it is written."""
    why = found.reason or Bilingual("datanya", "its data")
    keys = "belanja_wajib, pokok, biaya_lain, sisa_utang, penerimaan_umum_lalu"
    return Bilingual(f"{why.id} (dokumen: '{LOAN}' dengan {keys})", f"{why.en} (document: '{LOAN}' with {keys})")


RULES: tuple[Rule, ...] = (approval, borrowing)
