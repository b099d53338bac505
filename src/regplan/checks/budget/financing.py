"""BUD-I03, I04 and I12: surplus or deficit, and how it is covered or used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from regplan.calc.budget import Frame, HeadSum
from regplan.calc.money import Balance, Budget, budget_balance
from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Rule, Violation, clause, rule
from regplan.checks.budget._frames import BUDGETS, Framed, frames_of, lacking, unknown_of
from regplan.diagnostics.finding import Fact
from regplan.values.account import account_parts
from regplan.values.money import Rupiah, from_sen, is_money, read_rupiah, sen

__all__ = ["RULES"]

_PRINTED: Final = ("x-surplus-defisit", "x-surplus-deficit")
"""Own fields of a document: by year, the surplus it prints; a deficit is below zero."""


@rule(
    "BUD-I03",
    ("surplus atau defisit adalah pendapatan dikurangi belanja", "surplus or deficit is revenue less spending"),
    clause(
        "surplus-differs",
        "warning",
        (
            "{subject}: surplus/(defisit) tercantum untuk {period} {stated_rp}, pendapatan dikurangi belanja {sum_rp}",
            "{subject}: the surplus or deficit stated for {period} is {stated_rp}, revenue less spending {sum_rp}",
        ),
        (
            "perbaiki surplus/defisit, pendapatan, atau belanjanya",
            "mend the surplus or deficit, the revenue or the spending",
        ),
    ),
    clause(
        "surplus-not-read",
        "warning",
        (
            "{subject}: 'x-surplus-defisit' untuk {period} tidak terbaca sebagai uang: {got}",
            "{subject}: 'x-surplus-deficit' for {period} cannot be read as money: {got}",
        ),
        (
            "tulis uang untuk setiap tahun, seperti Rp-60.000.000; defisit di bawah nol",
            "write money for each year, as Rp-60.000.000; a deficit is below zero",
        ),
    ),
)
def surplus(case: Case) -> Outcome:
    """The surplus a document prints (``x-surplus-defisit``) is its revenue less its spending."""
    if not any(_PRINTED[0] in (one.extra or {}) or _PRINTED[1] in (one.extra or {}) for _, one in case.documents()):
        return
    for one in frames_of(case):
        if isinstance(one, Lacking):
            yield one
            continue
        stated = _printed_surplus(one)
        if stated is None:
            continue
        amount = read_rupiah(stated).amount
        if amount is None:
            facts: dict[str, Fact] = {"home": one.document.id, "period": one.year, "got": stated}
            yield Violation(case.position(one.position), "surplus-not-read", facts)
            continue
        revenue, spending = one.frame.of("4"), one.frame.of("5")
        if revenue.amount is None or spending.amount is None:
            yield unknown_of(one, revenue, spending)
        elif sen(amount) != sen(revenue.amount) - sen(spending.amount):
            told = {"stated_rp": amount, "sum_rp": from_sen(sen(revenue.amount) - sen(spending.amount))}
            yield _found(case, one, "surplus-differs", told)


def _printed_surplus(one: Framed) -> str | None:
    extra: Mapping[str, Any] = one.document.extra or {}
    by_year = next((extra[name] for name in _PRINTED if name in extra), None)
    found = by_year.get(one.year) if isinstance(by_year, Mapping) else None
    return None if found is None else str(found)


@rule(
    "BUD-I04",
    ("defisit tertutup penuh oleh pembiayaan", "the deficit is fully covered by financing"),
    clause(
        "net-financing-differs",
        "error",
        (
            "{subject}: pembiayaan neto tercantum untuk {period} {stated_rp}, penerimaan dikurangi pengeluaran pembiayaan {sum_rp}",
            "{subject}: the net financing stated for {period} is {stated_rp}, financing receipts less outlays {sum_rp}",
        ),
        ("perbaiki rekening 6, 6.1, atau 6.2", "mend account 6, 6.1 or 6.2"),
    ),
    clause(
        "deficit-not-covered",
        "error",
        (
            "{subject}: defisit {period} {deficit_rp} hanya ditutup {financing_rp}; belum tertutup {gap_rp}",
            "{subject}: of the deficit of {period}, {deficit_rp}, only {financing_rp} is covered; {gap_rp} is not",
        ),
        (
            "tambah penerimaan pembiayaan yang nyata, atau kurangi belanja",
            "add financing receipts that are real, or cut spending",
        ),
    ),
    clause(
        "plan-not-balanced",
        "warning",
        (
            "{subject}: rencana {period} menyisakan SiLPA tahun berkenaan {gap_rp}, seharusnya nol",
            "{subject}: the plan for {period} leaves a surplus of {gap_rp} at the end of the year; it should be zero",
        ),
        (
            "rencanakan penggunaan sisanya, atau kurangi penerimaan pembiayaan",
            "plan what the rest is for, or cut the financing receipts",
        ),
    ),
    clause(
        "realised-surplus-negative",
        "error",
        (
            "{subject}: SiLPA realisasi {period} negatif, {gap_rp}: lebih banyak keluar daripada yang ada",
            "{subject}: the realised surplus of {period} is below zero, {gap_rp}: more went out than there was",
        ),
        ("periksa realisasi pendapatan, belanja, dan pembiayaan", "look at realised revenue, spending and financing"),
    ),
)
def covered(case: Case) -> Outcome:
    """Deficit and net financing of a budget total zero in the plan, and at least zero when realised."""
    for one in frames_of(case, *BUDGETS):
        if isinstance(one, Lacking):
            yield one
            continue
        yield from _net(case, one)
        yield from _planned(case, one)
    for one in frames_of(case, *BUDGETS, "REALISATION", basis="realised"):
        balance = None if isinstance(one, Lacking) else _balance(one.frame)
        if isinstance(one, Framed) and balance and (balance.end_surplus.exact or 0) < 0:
            yield _found(case, one, "realised-surplus-negative", {"gap_rp": balance.end_surplus.rupiah})


def _net(case: Case, one: Framed) -> Iterator[Violation]:
    printed, balance = one.frame.net_financing.amount, _balance(one.frame)
    if printed is not None and balance and balance.net_financing.rupiah not in (None, printed):
        told = {"stated_rp": printed, "sum_rp": balance.net_financing.rupiah}
        yield _found(case, one, "net-financing-differs", told)


def _planned(case: Case, one: Framed) -> Outcome:
    if not any((account_parts(account) or ())[:1] in ((4,), (6,)) for account in one.frame.lines):
        yield lacking(one, ("pendapatan (4) dan pembiayaan (6)", "revenue (4) and financing (6)"))
        return
    balance = _balance(one.frame)
    gap = balance.end_surplus if balance else None
    if balance is None or gap is None or gap.exact is None:
        yield unknown_of(one, *(one.frame.of(head) for head in ("4", "5", "6.1", "6.2")))
    elif gap.exact < 0:
        told = {"deficit_rp": balance.deficit.rupiah, "financing_rp": balance.net_financing.rupiah}
        yield _found(case, one, "deficit-not-covered", {**told, "gap_rp": balance.uncovered.rupiah})
    elif gap.exact > 0:
        yield _found(case, one, "plan-not-balanced", {"gap_rp": gap.rupiah})


def _balance(frame: Frame) -> Balance | None:
    """Balance a frame; a side of financing that is left out where the other is listed is nothing."""
    receipts, outlays = frame.of("6.1"), frame.of("6.2")
    if receipts.state == outlays.state == "absent":
        return None
    sums = frame.of("4"), frame.of("5"), receipts, outlays
    if not all(one.amount is None or is_money(one.amount) for one in sums):
        return None
    return budget_balance(
        Budget(
            revenue=sums[0].amount,
            spending=sums[1].amount,
            financing_receipts=_listed(receipts),
            financing_outlays=_listed(outlays),
        )
    )


def _listed(found: HeadSum) -> Rupiah | None:
    return 0 if found.state == "absent" else found.amount


@rule(
    "BUD-I12",
    ("surplus direncanakan penggunaannya", "a planned surplus has a use"),
    clause(
        "surplus-without-use",
        "info",
        (
            "{subject}: surplus {period} {gap_rp} direncanakan tanpa pengeluaran pembiayaan",
            "{subject}: a surplus of {gap_rp} is planned for {period} without financing outlays",
        ),
        (
            "gunakan dahulu untuk pokok utang yang jatuh tempo, penyertaan modal, dana cadangan, pemberian pinjaman",
            "use it first for due debt principal, equity participation, the reserve fund, lending",
        ),
    ),
)
def surplus_used(case: Case) -> Outcome:
    """Where revenue is more than spending, financing outlays are planned."""
    for one in frames_of(case, *BUDGETS):
        if isinstance(one, Lacking):
            yield one
            continue
        revenue, spending, outlays = (one.frame.of(head) for head in ("4", "5", "6.2"))
        if revenue.amount is None or spending.amount is None:
            if revenue.state != "absent":
                yield unknown_of(one, revenue, spending)
        elif revenue.amount > spending.amount and not outlays.amount and outlays.state != "unknown":
            told = {"gap_rp": from_sen(sen(revenue.amount) - sen(spending.amount))}
            yield _found(case, one, "surplus-without-use", told)


def _found(case: Case, one: Framed, name: str, told: Mapping[str, Fact]) -> Violation:
    facts: dict[str, Fact] = {"home": one.document.id, "period": one.year, **told}
    return Violation(case.position(one.position), name, facts)


RULES: tuple[Rule, ...] = (surplus, covered, surplus_used)
