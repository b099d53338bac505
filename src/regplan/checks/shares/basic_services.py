"""MAN-12 and MAN-13: minimum services before other spending, grants and social assistance after it (regulations §3.3)."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import numpy as np

from regplan.checks._case import Case, Violation
from regplan.checks._rule import Outcome, Rule, clause
from regplan.checks.shares._rules import share_rule, whole_sheets
from regplan.checks.shares._sheet import Sheet
from regplan.checks.shares._verdict import in_force, lacking, money_of, whole_of
from regplan.checks.targets._percentages import percent_unit
from regplan.diagnostics.finding import Fact
from regplan.index.targets import targets_of
from regplan.values.lang import Bilingual

__all__ = ["RULES"]

_BASIC: Final = "1"
"""First digit of the affairs of basic service (regulations §1.13.3)."""
_YEARLY: Final = ("APBD", "RKPD", "RENJA", "KUA", "PPAS", "KUA_PPAS")
_NO_TARGETS: Final = Bilingual(
    "target indikator bertanda SPM untuk tahun itu, dalam persen",
    "targets of indicators flagged SPM for the year, in per cent",
)


@share_rule(
    "MAN-12",
    ("belanja didahulukan untuk SPM", "spending on minimum services comes first"),
    clause(
        "services-unmet-others-funded",
        "warning",
        (
            "{document} tahun {year}: target SPM {unmet} belum {expected}, tetapi {other_rp} dianggarkan untuk urusan di luar pelayanan dasar",
            "{document} {year}: SPM target(s) {unmet} are not {expected}, but {other_rp} is budgeted for affairs other than basic service",
        ),
        (
            "penuhi dulu kebutuhan SPM, lalu naikkan targetnya menjadi {expected}",
            "meet the need of minimum services first, then raise their targets to {expected}",
        ),
    ),
)
def services_first(case: Case) -> Outcome:
    """While a target of a minimum service is below 100 %, other affairs are not funded before it."""
    for sheet in whole_sheets(case):
        yield from _services(sheet, "MAN-12")


@share_rule(
    "MAN-13",
    ("hibah dan bansos sesudah urusan wajib", "grants and social assistance after obligatory affairs"),
    clause(
        "grants-while-services-unmet",
        "warning",
        (
            "{document} tahun {year}: hibah dan bantuan sosial {other_rp}, padahal target SPM {unmet} belum {expected}",
            "{document} {year}: grants and social assistance are {other_rp}, but SPM target(s) {unmet} are not {expected}",
        ),
        (
            "dahulukan belanja untuk SPM; hibah dan bantuan sosial sesudahnya",
            "spend on minimum services first; grants and social assistance come after",
        ),
    ),
)
def grants_after(case: Case) -> Outcome:
    """Grants (5.1.05) and social assistance (5.1.06) are given only when the minimum services are met."""
    for sheet in whole_sheets(case):
        yield from _services(sheet, "MAN-13")


def _services(sheet: Sheet, code: str) -> Outcome:
    value = in_force(sheet, "spm.target")
    basis = next(iter(sheet.case.law.bases[code].values()))
    if value is None or sheet.document.kind != "APBD" or sheet.year <= basis.start.year:
        return
    unmet = _unmet(sheet, Fraction(value.exact))
    if unmet is None:
        yield lacking(sheet, _NO_TARGETS)
        return
    if not unmet:
        return
    amount, lack = _others(sheet) if code == "MAN-12" else _grants(sheet)
    if amount is None:
        yield lacking(sheet, lack)
    elif amount > 0:
        facts: dict[str, Fact] = {
            "year": sheet.year,
            "unmet": unmet,
            "expected": f"{value.exact} %",
            "other_rp": money_of(amount),
        }
        yield Violation(sheet.case.position(sheet.at), None, facts, related=unmet)


def _unmet(sheet: Sheet, target: Fraction) -> tuple[str, ...] | None:
    """Return the indicators flagged SPM with a target below that of the law; None where none has a target in per cent."""
    case, columns = sheet.case, targets_of(sheet.case.index)
    documents = case.plan.documents
    flagged = {at for at, one in enumerate(case.plan.indicators) if "SPM" in one.flags and percent_unit(one.unit)}
    rows = columns.rows_of("target")
    rows = rows[(columns.year[rows] == sheet.year) & columns.yearly[rows] & np.isfinite(columns.low[rows])]
    told: dict[str, bool] = {}
    for row in rows.tolist():
        indicator, document = int(columns.indicator[row]), int(columns.document[row])
        if indicator in flagged and document >= 0 and documents[document].kind in _YEARLY:
            name = case.plan.indicators[indicator].id
            told[name] = told.get(name, False) or columns.low[row] < target
    return tuple(name for name, is_below in told.items() if is_below) if told else None


def _others(sheet: Sheet) -> tuple[Fraction | None, Bilingual]:
    """Return what is budgeted for affairs other than basic service, as far as codes tell."""
    other = sheet.spending & sheet.with_code & ~sheet.below(_BASIC)
    amount = sheet.sum(other).amount
    lack = Bilingual("kode dan jumlah belanja tiap urusan", "codes and amounts of spending by affair")
    return (None if amount is None or not (sheet.spending & sheet.with_code).any() else Fraction(amount)), lack


def _grants(sheet: Sheet) -> tuple[Fraction | None, Bilingual]:
    parts = [
        whole_of(sheet, "5.1.05", Bilingual("hibah (5.1.05)", "grants (5.1.05)")),
        whole_of(sheet, "5.1.06", Bilingual("bantuan sosial (5.1.06)", "social assistance (5.1.06)")),
    ]
    lack = next((one.lack for one in parts if one.amount is None), parts[0].lack)
    known = [one.amount for one in parts if one.amount is not None]
    return (sum(known, Fraction(0)) if len(known) == len(parts) else None), lack


RULES: tuple[Rule, ...] = (services_first, grants_after)
