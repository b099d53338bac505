"""DEF-01…03, 07 and 13: the deficit that debt finances, its cap, and the class of fiscal capacity (regulations §3.4)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

import attrs

from regplan.calc.money import Deficit, debt_deficit
from regplan.calc.money.exact import nearest
from regplan.checks._case import Case, Violation
from regplan.checks._percent import percent
from regplan.checks._rule import Lacking, Outcome, Rule, clause, rule
from regplan.checks.shares._receipts import receipts_of
from regplan.checks.shares._rules import share_rule, whole_sheets
from regplan.checks.shares._sheet import Sheet
from regplan.checks.shares._verdict import (
    Whole,
    frame_of,
    lacking,
    money_of,
    spending_of,
    whole_of,
)
from regplan.diagnostics.finding import Fact
from regplan.errors import NoValueError
from regplan.law.parameter import Parameter
from regplan.law.value import Value
from regplan.values.account import account_parts
from regplan.values.fiscal_capacity import read_fiscal_capacity
from regplan.values.lang import Bilingual
from regplan.values.money import MOST_RUPIAH, Rupiah, is_money

__all__ = ["APPROVED", "RULES", "borrowing_of", "rupiah_or_none"]

APPROVED: Final = "deficit_approved"
"""Event of a budget: the finance minister approved that the cap is exceeded."""
_CEILING: Final = "deficit.ceiling"
_CODES: Final = ("DEF-01", "DEF-02", "DEF-03")


@attrs.frozen(kw_only=True)
class _Case:
    """The deficit of one budget beside the caps that are possible: one, or those of all classes where none is stated."""

    sheet: Sheet
    found: Deficit
    revenue: Fraction
    value: Value
    caps: tuple[Fraction, ...]
    capacity: str | None
    lack: Bilingual


_ABOVE: Final = (
    "{document} tahun {year}: defisit yang dibiayai utang {share} ({part_rp} dari pendapatan {base_rp}), batas {expected}; lebih {gap_rp}. {capacity}",
    "{document} {year}: the deficit financed by debt is {share} ({part_rp} of revenue {base_rp}), the cap is {expected}; {gap_rp} too much. {capacity}",
)
_LOWER: Final = (
    "kurangi pinjaman atau belanja, atau tulis hari persetujuan Menteri Keuangan dalam peristiwa 'deficit_approved'",
    "borrow or spend less, or write the day of the finance minister's approval in the event 'deficit_approved'",
)


@share_rule(
    "DEF-01",
    ("batas defisit sampai tahun 2024", "the cap of deficits until 2024"),
    clause("deficit-above-cap", "warning", _ABOVE, _LOWER),
)
def deficit_to_2024(case: Case) -> Outcome:
    """The debt-financed deficit is within the cap of its class; caps of 2016 and 2019 are not known (DEF-06)."""
    yield from _capped(case, "DEF-01")


@rule(
    "DEF-02",
    ("batas defisit tahun 2025", "the cap of deficits of 2025"),
    clause("deficit-above-cap", "error", _ABOVE, _LOWER),
)
def deficit_of_2025(case: Case) -> Outcome:
    """The debt-financed deficit is within the cap of its class."""
    yield from _capped(case, "DEF-02")


@rule(
    "DEF-03",
    ("batas defisit tahun 2026", "the cap of deficits of 2026"),
    clause("deficit-above-cap", "error", _ABOVE, _LOWER),
)
def deficit_of_2026(case: Case) -> Outcome:
    """The debt-financed deficit is within the one cap for all classes; later caps are not known yet (DEF-06)."""
    yield from _capped(case, "DEF-03")


def _capped(case: Case, code: str) -> Outcome:
    for one in _cases(case, code):
        if isinstance(one, Lacking):
            yield one
            continue
        share, gross = one.found.debt_share.exact, one.found.gross_share.exact
        if share is None:
            if gross is None or gross > min(one.caps):
                yield lacking(one.sheet, one.lack)
        elif share > max(one.caps):
            if APPROVED not in one.sheet.document.events:
                yield _above(one, share, max(one.caps), "deficit-above-cap")
        elif share > min(one.caps):
            yield lacking(one.sheet, _NO_CLASS)


def _above(one: _Case, share: Fraction, cap: Fraction, name: str) -> Violation:
    known = {
        "very_high": Bilingual("Kelas kapasitas fiskal: sangat tinggi", "Class of fiscal capacity: very high"),
        "high": Bilingual("Kelas kapasitas fiskal: tinggi", "Class of fiscal capacity: high"),
        "medium": Bilingual("Kelas kapasitas fiskal: sedang", "Class of fiscal capacity: medium"),
        "low": Bilingual("Kelas kapasitas fiskal: rendah", "Class of fiscal capacity: low"),
        "very_low": Bilingual("Kelas kapasitas fiskal: sangat rendah", "Class of fiscal capacity: very low"),
    }
    any_class = Bilingual(
        "Batas ini terlampaui pada kelas kapasitas fiskal mana pun", "So in every class of fiscal capacity"
    )
    facts: dict[str, Fact] = {
        "year": one.sheet.year,
        "share": percent(share, beside=cap),
        "part_rp": money_of(share * one.revenue),
        "base_rp": money_of(one.revenue),
        "expected": Bilingual(
            f"{percent(cap).id} ({one.value.instrument})", f"{percent(cap).en} ({one.value.instrument})"
        ),
        "gap_rp": money_of((share - cap) * one.revenue),
        "capacity": known[one.capacity] if one.capacity else any_class,
    }
    return Violation(one.sheet.case.position(one.sheet.at), name, facts)


def _cases(case: Case, code: str | None = None) -> Iterator[_Case | Lacking]:
    """Go through the budgets of the years of a rule, each with its deficit and its cap, or what is lacking."""
    parameter = case.law.parameter(_CEILING)
    for sheet in whole_sheets(case):
        if code is not None and _code_of(sheet) != code:
            continue
        revenue, spending = whole_of(sheet, "4", _REVENUE), spending_of(sheet)
        if revenue.amount is None or spending.amount is None:
            yield lacking(sheet, revenue.lack if revenue.amount is None else spending.lack)
            continue
        if max(revenue.amount, spending.amount) > MOST_RUPIAH:
            yield lacking(sheet, _TOO_LARGE)
            continue
        try:
            value = parameter.of_year(sheet.year)
        except NoValueError:
            if spending.amount > revenue.amount:
                yield lacking(sheet, _no_cap(parameter, sheet.year))
            continue
        yield _judged(sheet, revenue, spending, value)


_TOO_LARGE: Final = Bilingual(
    "pendapatan dan belanja di bawah Rp1.000 triliun", "revenue and spending below Rp 1,000 trillion"
)
_REVENUE: Final = Bilingual("pendapatan", "revenue")


def _judged(sheet: Sheet, revenue: Whole, spending: Whole, value: Value) -> _Case:
    assert revenue.amount is not None
    assert spending.amount is not None
    found = debt_deficit(
        revenue=nearest(revenue.amount), spending=nearest(spending.amount), borrowing=borrowing_of(sheet)
    )
    region = sheet.case.plan.region
    text = region.fiscal_capacity.get(str(sheet.year)) if region else None
    name = read_fiscal_capacity(text).name if text else None
    if value.stated is not None:
        caps: tuple[Fraction, ...] = (Fraction(value.stated),)
    elif name is not None and name in value.classes:
        caps = (Fraction(value.classes[name]),)
    else:
        name, caps = None, tuple(Fraction(one) for one in value.classes.values())
    return _Case(
        sheet=sheet, found=found, revenue=revenue.amount, value=value, caps=caps, capacity=name, lack=_NO_BORROWING
    )


_NO_BORROWING: Final = Bilingual(
    "penerimaan pinjaman (rekening 6.1 yang dirinci, atau 'x-hitung: pinjaman')",
    "borrowing receipts (account 6.1 in detail, or 'x-hitung: pinjaman')",
)
_NO_CLASS: Final = Bilingual(
    "kelas kapasitas fiskal tahun itu: daerah, 'kapasitas_fiskal: {2025: \"tinggi, PMK 65/2024\"}'",
    "the class of fiscal capacity of the year: region, 'fiscal_capacity: {2025: \"high, PMK 65/2024\"}'",
)


def borrowing_of(sheet: Sheet) -> Rupiah | None:
    """Return borrowing receipts; zero where financing is detailed and names none, None where it is not detailed."""
    found = receipts_of(sheet, "borrowing")
    if found.is_named:
        return rupiah_or_none(found.amount)
    lines = frame_of(sheet)
    detail = [account_parts(one) or () for one in lines.lines] if lines else []
    is_detailed = any(one[:2] == _RECEIPTS and len(one) > len(_RECEIPTS) for one in detail)
    return 0 if is_detailed else None


def rupiah_or_none(amount: Fraction | None) -> Rupiah | None:
    """Return an amount that calculators take; None where it is not known, or larger than one amount may be."""
    told = None if amount is None else nearest(amount)
    return told if is_money(told) else None


_RECEIPTS: Final = (6, 1)


def _code_of(sheet: Sheet) -> str | None:
    """Return the rule of a year: the last whose law has begun; the first also for years before it."""
    begun = [
        code
        for code in _CODES
        if (basis := sheet.case.law.basis(code, "deficit-above-cap")) and basis.start.year <= sheet.year
    ]
    return begun[-1] if begun else _CODES[0]


def _no_cap(parameter: Parameter, year: int) -> Bilingual:
    """Say that the cap of a year is not known, and of which years it is (DEF-06)."""
    spans = [(first.year, last.year if last else None) for first, last in parameter.known("province")]
    known = ", ".join(str(first) if first == last else f"{first}–{last or ''}" for first, last in spans)
    return Bilingual(
        f"batas defisit tahun {year}; yang diketahui: {known}", f"the cap of deficits of {year}; known are {known}"
    )


@share_rule(
    "DEF-07",
    ("defisit total di atas batas", "the whole deficit is above the cap"),
    clause(
        "gross-deficit-above-cap",
        "info",
        (
            "{document} tahun {year}: defisit seluruhnya {share} ({part_rp} dari pendapatan {base_rp}), di atas angka batas {expected}; yang dibatasi hanya bagian yang dibiayai utang. {capacity}",
            "{document} {year}: the whole deficit is {share} ({part_rp} of revenue {base_rp}), above the number of the cap {expected}; only the part financed by debt is capped. {capacity}",
        ),
        (
            "tidak melanggar batas; siapkan penjelasan, karena pernah dipersoalkan pemeriksa",
            "no breach of the cap; have the explanation ready, because an audit took it up before",
        ),
    ),
)
def gross_deficit(case: Case) -> Outcome:
    """Tell where the whole deficit passes the number of the cap while the part that debt finances does not."""
    for one in _cases(case):
        if isinstance(one, Lacking):
            continue
        share, gross = one.found.debt_share.exact, one.found.gross_share.exact
        if share is not None and gross is not None and gross > max(one.caps) >= share:
            yield _above(one, gross, max(one.caps), "gross-deficit-above-cap")


@rule(
    "DEF-13",
    ("kelas kapasitas fiskal dengan petanya", "classes of fiscal capacity with their map"),
    clause(
        "capacity-class-unknown",
        "warning",
        (
            "kapasitas fiskal tahun {year} ditulis “{got}”: kelasnya tidak dikenal untuk tahun itu",
            "fiscal capacity of {year} is written “{got}”: no class that is known for that year",
        ),
        (
            "tulis salah satu dari {expected}, lalu koma dan peraturan petanya",
            "write one of {expected}, then a comma and the regulation of its map",
        ),
    ),
    clause(
        "capacity-without-map",
        "warning",
        (
            "kapasitas fiskal tahun {year} ditulis “{got}”, tanpa nomor dan tahun peraturan petanya",
            "fiscal capacity of {year} is written “{got}”, without number and year of the regulation of its map",
        ),
        (
            "tambahkan petanya, seperti 'tinggi, PMK 65/2024'; kelas tidak pernah dihitung dari data anggaran",
            "add the map, as 'tinggi, PMK 65/2024'; the class is never computed from the budget",
        ),
    ),
    clause(
        "capacity-without-year",
        "warning",
        (
            "kapasitas fiskal “{got}” ditulis untuk {period}, bukan untuk satu tahun anggaran",
            "fiscal capacity “{got}” is written for {period}, not for a fiscal year",
        ),
        (
            "tulis tahun anggarannya di depan kelasnya, seperti '2025: tinggi, PMK 65/2024'",
            "write its fiscal year before the class, as '2025: high, PMK 65/2024'",
        ),
    ),
)
def fiscal_capacity(case: Case) -> Outcome:
    """A class of fiscal capacity is one that its year has, and names the regulation of its map."""
    region = case.plan.region
    for period, text in (region.fiscal_capacity if region else {}).items():
        if text is None:
            continue
        if not period.isdecimal():
            yield Violation(None, "capacity-without-year", {"period": period, "got": text})
            continue
        found = read_fiscal_capacity(text)
        facts: dict[str, Fact] = {"year": int(period), "got": text}
        classes = _classes(case, int(period))
        if found.name is None or (classes and found.name not in classes):
            words = [one.replace("_", " ") for one in classes or ("very_high", "high", "medium", "low", "very_low")]
            yield Violation(None, "capacity-class-unknown", {**facts, "expected": tuple(words)})
        elif not found.is_sourced:
            yield Violation(None, "capacity-without-map", facts)


def _classes(case: Case, year: int) -> tuple[str, ...]:
    """Return the classes that the caps of a year tell apart; none where they do not, or are not known."""
    try:
        return tuple(case.law.parameter(_CEILING).of_year(year).classes)
    except NoValueError:
        return ()


RULES: tuple[Rule, ...] = (
    deficit_to_2024,
    deficit_of_2025,
    deficit_of_2026,
    gross_deficit,
    fiscal_capacity,
)
