"""MAN-09, MAN-10 and MAN-11: money for villages and kelurahan (regulations §3.3)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

import attrs

from regplan.calc.money.exact import nearest
from regplan.checks._case import Case, Violation
from regplan.checks._rule import clause
from regplan.checks.shares._receipts import receipts_of
from regplan.checks.shares._rules import ShareRule, share_rule, whole_sheets
from regplan.checks.shares._sheet import Sheet
from regplan.checks.shares._verdict import (
    Measures,
    Whole,
    counted,
    in_force,
    lacking,
    level_of,
    spending_of,
    told,
    whole_of,
)
from regplan.checks.shares.sectors import transfer_fund
from regplan.diagnostics.finding import Fact
from regplan.index.columns import Bools, Ints
from regplan.law.value import Value
from regplan.values.lang import Bilingual
from regplan.values.money import from_sen

__all__ = ["RULES"]

_LEAST: Final = (
    "{document} tahun {year}: {what} {share} ({part_rp} dari {base} {base_rp}), paling sedikit {expected}; kurang {gap_rp}. Dihitung: {counted}",
    "{document} {year}: {what} is {share} ({part_rp} of {base} {base_rp}), at least {expected}; {gap_rp} short. Counted: {counted}",
)
_NO_VILLAGES: Final = Bilingual(
    "apakah kota ini mempunyai desa: daftar wilayah berjenis desa atau kelurahan",
    "whether the city has villages: a list of places of kind desa or kelurahan",
)


def has_villages(case: Case) -> bool | None:
    """Tell whether a region has villages: a regency has, a city as its list of places says; None is not known."""
    kinds = {one.kind for one in case.plan.places}
    if "desa" in kinds or (case.plan.region and case.plan.region.level == "regency"):
        return True
    return False if "kelurahan" in kinds else None


def _with_villages(case: Case, parameter: str) -> Iterator[tuple[Sheet, Value | None, Bilingual | None]]:
    """Go through the budgets of regencies and cities with villages; with what is lacking where that is not known."""
    for sheet in whole_sheets(case):
        level = level_of(sheet)
        value = in_force(sheet, parameter, level or "regency")
        if value is None or level == "province":
            continue
        villages = has_villages(case) if level else None
        if villages:
            yield sheet, value, None
        elif villages is None:
            yield sheet, None, _NO_VILLAGES if level else Bilingual("tingkat daerah", "the level of the region")


@share_rule(
    "MAN-09",
    ("alokasi dana desa", "the allocation to villages"),
    clause(
        "village-allocation-below-least",
        "error",
        _LEAST,
        ("tambah ADD, atau tandai barisnya dengan hitung:add", "add to the ADD, or mark its lines hitung:add"),
    ),
    clause(
        "village-allocation-below-least-reworded",
        "info",
        _LEAST,
        (
            "tambah ADD, atau tandai barisnya dengan hitung:add; bunyi pasal setelah UU 3/2024 belum dibaca",
            "add to the ADD, or mark its lines hitung:add; the article as reworded by UU 3/2024 was not read",
        ),
    ),
)
def village_allocation(case: Case) -> Measures:
    """The allocation to villages (ADD) is at least a tenth of DAU and DBH."""
    for sheet, value, lack in _with_villages(case, "village.allocation_least"):
        if value is None:
            yield lacking(sheet, lack)
            continue
        part = attrs.evolve(counted(sheet, "village_allocation"), lack=_NO_ADD)
        name = "village-allocation-below-least" + ("-reworded" if value.confidence == "recalled" else "")
        more: dict[str, Fact] = {"what": Bilingual("alokasi dana desa (ADD)", "the allocation to villages (ADD)")}
        yield from told(sheet, name, part=part, whole=transfer_fund(sheet)[0], value=value, bound="least", more=more)


_NO_ADD: Final = Bilingual(
    "baris ADD dalam belanja 5.4.02, ditandai 'x-hitung: add'",
    "the lines of ADD in spending 5.4.02, marked 'x-hitung: add'",
)


@share_rule(
    "MAN-10",
    ("bagi hasil pajak dan retribusi untuk desa", "the villages' share of taxes and retributions"),
    clause(
        "village-tax-share-below-least",
        "error",
        _LEAST,
        (
            "tambah bagi hasil pajak dan retribusi kepada desa, atau tandai barisnya dengan hitung:bagi-hasil-desa",
            "add to the revenue shared with villages, or mark its lines hitung:bagi-hasil-desa",
        ),
    ),
)
def village_tax_share(case: Case) -> Measures:
    """Villages get at least a tenth of the taxes and retributions that were realised; judged on realisations."""
    for sheet, value, lack in _with_villages(case, "village.tax_share_least"):
        if sheet.document.kind != "REALISATION":
            continue
        if value is None:
            yield lacking(sheet, lack)
            continue
        taxes = whole_of(sheet, "4.1.01", Bilingual("pajak daerah (4.1.01)", "local taxes (4.1.01)"))
        dues = whole_of(sheet, "4.1.02", Bilingual("retribusi daerah (4.1.02)", "retributions (4.1.02)"))
        known = None if taxes.amount is None or dues.amount is None else taxes.amount + dues.amount
        whole = Whole(
            amount=known,
            name=Bilingual("realisasi pajak dan retribusi", "realised taxes and retributions"),
            lack=taxes.lack if taxes.amount is None else dues.lack,
        )
        part = counted(sheet, "village_tax_share")
        more: dict[str, Fact] = {"what": Bilingual("bagi hasil untuk desa", "the share of villages")}
        yield from told(
            sheet, "village-tax-share-below-least", part=part, whole=whole, value=value, bound="least", more=more
        )


@share_rule(
    "MAN-11",
    ("anggaran kelurahan", "the budget of kelurahan"),
    clause(
        "kelurahan-below-least",
        "error",
        _LEAST,
        (
            "tambah anggaran pembangunan dan pemberdayaan kelurahan, atau tandai yang belum terhitung dengan hitung:kelurahan",
            "add to the budget for building and empowering kelurahan, or tag what is not counted yet hitung:kelurahan",
        ),
    ),
    clause(
        "kelurahan-below-village-fund",
        "error",
        (
            "{document} tahun {year}: anggaran kelurahan {name} {part_rp}, di bawah Dana Desa terendah yang diterima desa di daerah ini, {base_rp} ({village}); kurang {gap_rp}",
            "{document} {year}: the budget of kelurahan {name} is {part_rp}, below the lowest Dana Desa of a village of the region, {base_rp} ({village}); {gap_rp} short",
        ),
        ("tambah anggaran kelurahan itu", "add to the budget of that kelurahan"),
    ),
)
def kelurahan(case: Case) -> Measures:
    """A city without villages gives its kelurahan a twentieth; elsewhere each gets what the poorest village gets."""
    for sheet in whole_sheets(case):
        level = level_of(sheet)
        if level == "province" or in_force(sheet, "kelurahan.spending_least", "city") is None:
            continue
        villages = has_villages(case) if level else None
        if villages is None:
            yield lacking(sheet, _NO_VILLAGES if level else None)
        elif villages and _is_since(sheet, "kelurahan-below-village-fund"):
            yield from _each(sheet)
        elif not villages:
            yield from _all_of_a_city(sheet)


def _is_since(sheet: Sheet, name: str) -> bool:
    """Tell whether the regulation behind a clause was in force when the year began."""
    basis = sheet.case.law.basis("MAN-11", name)
    return basis is not None and basis.start.year < sheet.year


def _kinds(case: Case) -> set[str | None]:
    return {*(one.kind for one in case.plan.agencies), *(one.kind for one in case.plan.places)}


def _all_of_a_city(sheet: Sheet) -> Measures:
    value = in_force(sheet, "kelurahan.spending_least", "city")
    assert value is not None
    total, grants = spending_of(sheet), receipts_of(sheet, "dak")
    name = Bilingual("APBD tanpa DAK", "APBD less DAK")
    known = None if total.amount is None or grants.amount is None else total.amount - grants.amount
    whole = Whole(amount=known, name=name, lack=total.lack if total.amount is None else grants.lack)
    more: dict[str, Fact] = {
        "what": Bilingual("pembangunan dan pemberdayaan kelurahan", "building and empowering kelurahan")
    }
    part = counted(sheet, "kelurahan")
    yield from told(sheet, "kelurahan-below-least", part=part, whole=whole, value=value, bound="least", more=more)


def _each(sheet: Sheet) -> Measures:
    """Compare the budget of each kelurahan that is an OPD or a place with the lowest Dana Desa of a village."""
    wards, villages = _of_wards(sheet), _of_villages(sheet)
    if not wards and "kelurahan" not in _kinds(sheet.case):
        return
    if not villages or not wards or None in wards.values() or None in villages.values():
        yield lacking(sheet, _NO_WARDS)
        return
    known = {name: amount for name, amount in villages.items() if amount is not None}
    village = min(known, key=lambda name: (known[name], name))
    for name, amount in wards.items():
        if amount is not None and amount < known[village]:
            facts: dict[str, Fact] = {
                "year": sheet.year,
                "name": name,
                "component": name,
                "part_rp": nearest(amount),
                "base_rp": nearest(known[village]),
                "village": village,
                "gap_rp": nearest(known[village] - amount),
            }
            yield Violation(sheet.case.position(sheet.at), "kelurahan-below-village-fund", facts)


_NO_WARDS: Final = Bilingual(
    "Dana Desa per desa (baris dengan lokasi desa dan 'x-hitung: dana-desa') dan anggaran tiap kelurahan",
    "Dana Desa by village (lines with the village as place and 'x-hitung: dana-desa') and the budget of each kelurahan",
)


def _of_wards(sheet: Sheet) -> dict[str, Fraction | None]:
    """Add up spending by kelurahan: by the OPD that is one, else by the place that is one."""
    case = sheet.case
    names = [one.id if one.kind == "kelurahan" else None for one in case.plan.agencies]
    return _by_name(
        sheet, [names[at] if at >= 0 else None for at in sheet.agencies.tolist()], sheet.spending
    ) or _by_name(sheet, _places(sheet, "kelurahan"), sheet.spending)


def _of_villages(sheet: Sheet) -> dict[str, Fraction | None]:
    """Add up what is declared as Dana Desa, by village."""
    return _by_name(sheet, _places(sheet, "desa"), sheet.declared("dana-desa"))


def _places(sheet: Sheet, kind: str) -> list[str | None]:
    case = sheet.case
    first = case.index.starts["places"]
    kinds = [one.kind for one in case.plan.places]
    place: Ints = case.index.allocations.place[case.index.money.allocation[sheet.rows]] - first
    return [case.plan.places[at].id if 0 <= at < len(kinds) and kinds[at] == kind else None for at in place.tolist()]


def _by_name(sheet: Sheet, names: list[str | None], marked: Bools) -> dict[str, Fraction | None]:
    money = sheet.case.index.money
    found: dict[str, Fraction | None] = {}
    for row, name, counts in zip(sheet.rows.tolist(), names, marked.tolist(), strict=True):
        if name is not None and counts:
            before = found.get(name, Fraction(0))
            known = before is not None and bool(money.known[row])
            found[name] = (before or 0) + Fraction(from_sen(int(money.amount[row]))) if known else None
    return found


RULES: tuple[ShareRule, ...] = (village_allocation, village_tax_share, kelurahan)
