"""MAN-16 and MAN-17: spending from earmarked transfers, and the surplus of earmarked funds (regulations §3.3)."""

from __future__ import annotations

from fractions import Fraction

from regplan.calc.budget.fund_names import kind_of_fund
from regplan.calc.money.exact import nearest
from regplan.checks._case import Case, Violation
from regplan.checks._rule import Outcome, Rule, clause
from regplan.checks.shares._funds import by_fund, printed_fund
from regplan.checks.shares._rules import share_rule, whole_sheets
from regplan.checks.shares._sheet import Part, Sheet
from regplan.checks.shares._verdict import lacking
from regplan.diagnostics.finding import Fact
from regplan.values.lang import Bilingual

__all__ = ["RULES"]


@share_rule(
    "MAN-16",
    ("belanja dari transfer yang ditentukan", "spending from earmarked transfers"),
    clause(
        "spending-above-earmarked-transfer",
        "warning",
        (
            "{document} tahun {year}: belanja dari {fund} {part_rp}, sedangkan penerimaannya {base_rp}; lebih {gap_rp}",
            "{document} {year}: spending from {fund} is {part_rp}, but its receipts are {base_rp}; {gap_rp} too much",
        ),
        (
            "kurangi belanjanya, atau tulis SiLPA dana itu sebagai penerimaan 6.1 dengan sumber dana yang sama",
            "spend less, or write the surplus of that fund as a receipt of 6.1 with the same source of money",
        ),
    ),
)
def earmarked_transfers(case: Case) -> Outcome:
    """Spending from an earmarked transfer is at most its receipts of the year and its surplus of the year before."""
    for sheet in whole_sheets(case):
        for fund, spent in by_fund(sheet, sheet.spending).items():
            if not _is_restricted(fund):
                continue
            received = by_fund(sheet, sheet.under("4", "6.1")).get(fund)
            if received is None:
                name = printed_fund(sheet, fund)
                yield lacking(
                    sheet,
                    Bilingual(
                        f"penerimaan {name} (rekening 4 atau 6.1 dengan sumber dana itu)",
                        f"receipts of {name} (account 4 or 6.1 with that source of money)",
                    ),
                )
            elif spent.amount is None or received.amount is None:
                yield lacking(sheet, _amounts_of(sheet, fund))
            elif spent.amount > received.amount:
                yield _of_fund(sheet, "spending-above-earmarked-transfer", fund, spent, received)


@share_rule(
    "MAN-17",
    ("SiLPA yang ditentukan penggunaannya", "earmarked surplus"),
    clause(
        "earmarked-surplus-not-rebudgeted",
        "error",
        (
            "{document} tahun {year}: SiLPA {fund} {base_rp}, tetapi belanja dari dana itu {part_rp}; {gap_rp} tidak dianggarkan kembali",
            "{document} {year}: the surplus of {fund} is {base_rp}, but spending from it is {part_rp}; {gap_rp} is not budgeted again",
        ),
        (
            "anggarkan kembali sisa dana itu untuk penggunaan yang sama, dengan sumber dana yang ditulis sama",
            "budget the rest of that fund again for the same use, with the source of money written alike",
        ),
    ),
)
def earmarked_surplus(case: Case) -> Outcome:
    """The surplus of an earmarked fund of the year before is spent from that fund again."""
    for sheet in whole_sheets(case):
        basis = sheet.case.law.basis("MAN-17", "earmarked-surplus-not-rebudgeted")
        if sheet.document.kind != "APBD" or basis is None or sheet.year < basis.start.year:
            continue
        spending = by_fund(sheet, sheet.spending)
        for fund, surplus in by_fund(sheet, sheet.under("6.1.01")).items():
            if not _is_restricted(fund):
                continue
            spent = spending.get(fund, Part(0, 0))
            if spent.amount is None or surplus.amount is None:
                yield lacking(sheet, _amounts_of(sheet, fund))
            elif spent.amount < surplus.amount:
                yield _of_fund(sheet, "earmarked-surplus-not-rebudgeted", fund, spent, surplus)


def _of_fund(sheet: Sheet, name: str, fund: str, part: Part, base: Part) -> Violation:
    assert part.amount is not None
    assert base.amount is not None
    gap = abs(Fraction(part.amount) - Fraction(base.amount))
    facts: dict[str, Fact] = {
        "year": sheet.year,
        "component": fund,
        "fund": printed_fund(sheet, fund),
        "part_rp": part.amount,
        "base_rp": base.amount,
        "gap_rp": nearest(gap),
    }
    return Violation(sheet.case.position(sheet.at), name, facts)


def _amounts_of(sheet: Sheet, fund: str) -> Bilingual:
    name = printed_fund(sheet, fund)
    return Bilingual(f"jumlah {name}", f"amounts of {name}")


def _is_restricted(fund: str) -> bool:
    """Tell whether a printed source of money is one whose use the law sets."""
    kind = kind_of_fund(fund)
    return kind is not None and kind.restricted


RULES: tuple[Rule, ...] = (earmarked_transfers, earmarked_surplus)
