"""MAN-14 and MAN-15: earmarked taxes and transfers, taxes a province shares (regulations §3.3)."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import attrs

from regplan.calc.budget.fund_names import kind_of_fund
from regplan.checks._case import Case, Violation
from regplan.checks._rule import clause
from regplan.checks.shares._funds import by_fund, printed_fund
from regplan.checks.shares._receipts import receipts_of
from regplan.checks.shares._rules import ShareRule, share_rule, whole_sheets
from regplan.checks.shares._sheet import Sheet
from regplan.checks.shares._verdict import Measures, Side, Whole, counted, in_force, lacking, level_of, told
from regplan.diagnostics.finding import Fact
from regplan.index.columns import Bools
from regplan.values.lang import Bilingual

__all__ = ["RULES"]

_LEAST: Final = (
    "{document} tahun {year}: {what} {share} ({part_rp} dari {base} {base_rp}), paling sedikit {expected}; kurang {gap_rp}. Dihitung: {counted}",
    "{document} {year}: {what} is {share} ({part_rp} of {base} {base_rp}), at least {expected}; {gap_rp} short. Counted: {counted}",
)
_MOST: Final = (
    "{document} tahun {year}: {what} {share} ({part_rp} dari {base} {base_rp}), paling banyak {expected}; lebih {gap_rp}. Dihitung: {counted}",
    "{document} {year}: {what} is {share} ({part_rp} of {base} {base_rp}), at most {expected}; {gap_rp} too much. Counted: {counted}",
)
_SPEND: Final = (
    "tambah belanjanya, atau tandai yang belum terhitung dengan hitung:{word}",
    "spend more on it, or tag what is not counted yet hitung:{word}",
)


@attrs.frozen
class _Earmark:
    """One earmark: the clause, its parameter, the receipts, what they are spent on, and how it is said."""

    clause: str
    parameter: str
    receipts: str
    spent_on: str
    what: Bilingual


_TAXES: Final = (
    _Earmark(
        "vehicle-tax-below-least",
        "tax.vehicle_roads_least",
        "vehicle_tax",
        "vehicle_roads",
        Bilingual("jalan dan angkutan umum dari PKB", "roads and public transport from vehicle tax (PKB)"),
    ),
    _Earmark(
        "vehicle-surcharge-below-least",
        "tax.vehicle_surcharge_roads_least",
        "vehicle_surcharge",
        "surcharge_roads",
        Bilingual("jalan dan angkutan umum dari opsen PKB", "roads and public transport from the surcharge on PKB"),
    ),
    _Earmark(
        "electricity-tax-below-least",
        "tax.electricity_lighting_least",
        "electricity_tax",
        "street_lighting",
        Bilingual("penerangan jalan dari PBJT tenaga listrik", "street lighting from the tax on electricity"),
    ),
    _Earmark(
        "cigarette-tax-below-least",
        "tax.cigarette_health_least",
        "cigarette_tax",
        "cigarette_health",
        Bilingual("kesehatan dan penegakan hukum dari pajak rokok", "health and law enforcement from cigarette tax"),
    ),
    _Earmark(
        "insurance-contribution-below-share",
        "tax.cigarette_insurance",
        "cigarette_tax",
        "insurance_contribution",
        Bilingual("iuran JKN dari pajak rokok", "contribution to JKN from cigarette tax"),
    ),
    _Earmark(
        "groundwater-tax-below-least",
        "tax.groundwater_environment_least",
        "groundwater_tax",
        "groundwater_environment",
        Bilingual("lingkungan dari pajak air tanah", "environment from groundwater tax"),
    ),
    _Earmark(
        "tobacco-welfare-below-share",
        "tobacco.welfare_share",
        "tobacco_excise",
        "tobacco_welfare",
        Bilingual("kesejahteraan masyarakat dari DBH CHT", "community welfare from DBH CHT"),
    ),
    _Earmark(
        "tobacco-health-below-share",
        "tobacco.health_share",
        "tobacco_excise",
        "tobacco_health",
        Bilingual("kesehatan dari DBH CHT", "health from DBH CHT"),
    ),
)


@share_rule(
    "MAN-14",
    ("penerimaan yang ditentukan penggunaannya", "earmarked receipts"),
    clause("vehicle-tax-below-least", "warning", _LEAST, _SPEND),
    clause("vehicle-surcharge-below-least", "warning", _LEAST, _SPEND),
    clause("electricity-tax-below-least", "error", _LEAST, _SPEND),
    clause("cigarette-tax-below-least", "warning", _LEAST, _SPEND),
    clause("insurance-contribution-below-share", "warning", _LEAST, _SPEND),
    clause("groundwater-tax-below-least", "info", _LEAST, _SPEND),
    clause("tobacco-welfare-below-share", "warning", _LEAST, _SPEND),
    clause("tobacco-health-below-share", "warning", _LEAST, _SPEND),
    clause(
        "tobacco-enforcement-above-share",
        "warning",
        _MOST,
        (
            "kurangi belanja penegakan hukum dari DBH CHT; arah batas ini berbeda antarlaporan daerah",
            "spend less of DBH CHT on enforcement; reports of regions differ on which way this bound points",
        ),
    ),
    clause(
        "earmarked-dau-elsewhere",
        "error",
        (
            "{document} tahun {year}: {part_rp} dari {fund} ({rows} baris) dibelanjakan di luar {expected}",
            "{document} {year}: {part_rp} of {fund} ({rows} row(s)) is spent outside {expected}",
        ),
        (
            "ganti sumber dananya, atau perbaiki kode atau rekening barisnya",
            "change the source of money, or mend code or account of its rows",
        ),
    ),
)
def earmarked_receipts(case: Case) -> Measures:
    """Earmarked taxes, tobacco excise and earmarked DAU are spent on what they are for."""
    for sheet in whole_sheets(case):
        for one in _TAXES:
            yield from _earmark(sheet, one)
        yield from _enforcement(sheet)
        yield from _earmarked_dau(sheet)


def _earmark(sheet: Sheet, one: _Earmark) -> Measures:
    """Judge one earmark of receipts that the budget names; it says nothing where it has no such receipts."""
    value = in_force(sheet, one.parameter)
    found = receipts_of(sheet, one.receipts)
    if value is None or not found.is_named:
        return
    part = _declared(sheet, one.spent_on)
    if part is None:
        yield lacking(sheet, _tag(sheet, one.spent_on))
        return
    whole = Whole(amount=found.amount, name=_received(sheet, one.receipts), lack=found.lack)
    more: dict[str, Fact] = {"what": one.what, "word": sheet.case.law.counting.subject(one.spent_on).word}
    yield from told(sheet, one.clause, part=part, whole=whole, value=value, bound="least", more=more)


def _declared(sheet: Sheet, subject: str) -> Side | None:
    """Add up what is declared to be spent on something; None where nothing is declared."""
    word = sheet.case.law.counting.subject(subject).word
    return counted(sheet, subject) if sheet.declared(word).any() else None


def _tag(sheet: Sheet, subject: str) -> Bilingual:
    word = sheet.case.law.counting.subject(subject).word
    return Bilingual(f"belanja dengan tanda hitung:{word}", f"spending tagged hitung:{word}")


def _received(sheet: Sheet, subject: str) -> Bilingual:
    printed = max(sheet.case.law.counting.subject(subject).prints, key=len)
    return Bilingual(f"penerimaan {printed}", f"receipts of {printed}")


def _enforcement(sheet: Sheet) -> Measures:
    value, found = in_force(sheet, "tobacco.enforcement_share"), receipts_of(sheet, "tobacco_excise")
    part = _declared(sheet, "tobacco_enforcement")
    if value is not None and found.is_named and part is not None:
        whole = Whole(amount=found.amount, name=_received(sheet, "tobacco_excise"), lack=found.lack)
        more: dict[str, Fact] = {"what": Bilingual("penegakan hukum dari DBH CHT", "enforcement from DBH CHT")}
        name = "tobacco-enforcement-above-share"
        yield from told(sheet, name, part=part, whole=whole, value=value, bound="most", more=more)


def _earmarked_dau(sheet: Sheet) -> Measures:
    """Find spending from a part of the earmarked DAU outside the fields or accounts of that part."""
    basis = sheet.case.law.basis("MAN-14", "earmarked-dau-elsewhere")
    if basis is None or sheet.year <= basis.start.year:
        return
    law = sheet.case.law
    for fund in by_fund(sheet, sheet.spending):
        kind = kind_of_fund(fund)
        accounts = law.counting.fund_accounts.get(kind.kind, ()) if kind else ()
        if kind is None or not kind.kind.startswith("dau_") or not (kind.fields or accounts):
            continue
        here = _of_fund_text(sheet, fund)
        told_apart = sheet.with_account if accounts else sheet.with_code
        outside = here & told_apart & ~(sheet.under(*accounts) | _below(sheet, kind.fields))
        if outside.any():
            part = sheet.sum(outside)
            facts: dict[str, Fact] = {
                "year": sheet.year,
                "component": fund,
                "fund": printed_fund(sheet, fund),
                "rows": part.rows,
                "part_rp": part.amount,
                "expected": ", ".join((*kind.fields, *accounts)),
            }
            yield Violation(sheet.case.position(sheet.at), "earmarked-dau-elsewhere", facts)
        if (here & ~told_apart).any():
            yield lacking(
                sheet,
                Bilingual(f"kode atau rekening belanja dari {fund}", f"codes or accounts of spending from {fund}"),
            )


def _of_fund_text(sheet: Sheet, fund: str) -> Bools:
    """Mark spending from a printed source of money."""
    return sheet.spending & sheet.funds.where(lambda one: one == fund)


def _below(sheet: Sheet, codes: tuple[str, ...]) -> Bools:
    found = sheet.none
    for code in codes:
        found = found | sheet.below(code)
    return found


_SHARES: Final = (
    ("fuel-tax-share-differs", "sharing.fuel_tax", "fuel_tax", "fuel_sharing"),
    ("surface-water-tax-share-differs", "sharing.surface_water_tax", "surface_water_tax", "surface_water_sharing"),
    ("cigarette-tax-share-differs", "sharing.cigarette_tax", "cigarette_tax", "cigarette_sharing"),
)
_SHARED: Final = (
    "{document} tahun {year}: {what} {share} ({part_rp} dari {base} {base_rp}), menurut undang-undang {expected}; selisih {gap_rp}. Dihitung: {counted}",
    "{document} {year}: {what} is {share} ({part_rp} of {base} {base_rp}), by law {expected}; {gap_rp} apart. Counted: {counted}",
)
_SHARE_IT: Final = (
    "samakan bagi hasilnya, atau tandai baris yang belum terhitung dengan hitung:{word}",
    "share as the law says, or tag lines that are not counted yet hitung:{word}",
)


@share_rule(
    "MAN-15",
    ("bagi hasil pajak provinsi", "taxes a province shares"),
    *(clause(name, "error", _SHARED, _SHARE_IT) for name, *_ in _SHARES),
)
def provincial_sharing(case: Case) -> Measures:
    """A province passes on the shares of fuel tax, surface-water tax and cigarette tax that the law sets."""
    for sheet in whole_sheets(case):
        level = level_of(sheet)
        for name, parameter, received, shared in _SHARES:
            if level == "province" or level is None:
                yield from _shared(sheet, name, parameter, received, shared, is_province=level == "province")


def _shared(sheet: Sheet, name: str, parameter: str, received: str, shared: str, *, is_province: bool) -> Measures:
    value, found = in_force(sheet, parameter, "province"), receipts_of(sheet, received)
    if value is None or not found.is_named:
        return
    part = _declared(sheet, shared) if is_province else None
    if part is None:
        yield lacking(sheet, _tag(sheet, shared) if is_province else None)
        return
    whole = Whole(amount=found.amount, name=_received(sheet, received), lack=found.lack)
    what = Bilingual(
        f"bagi hasil {received_word(sheet, received)}", f"the shared part of {received_word(sheet, received)}"
    )
    more: dict[str, Fact] = {"what": what, "word": sheet.case.law.counting.subject(shared).word}
    numbers = sorted(Fraction(one) for one in value.classes.values()) or [Fraction(value.exact)]
    yield from told(sheet, name, part=part, whole=whole, value=value, bound="least", number=numbers[0], more=more)
    yield from told(sheet, name, part=part, whole=whole, value=value, bound="most", number=numbers[-1], more=more)


def received_word(sheet: Sheet, subject: str) -> str:
    """Return the word of receipts in capitals, as people write it."""
    return sheet.case.law.counting.subject(subject).word.upper()


RULES: tuple[ShareRule, ...] = (earmarked_receipts, provincial_sharing)
