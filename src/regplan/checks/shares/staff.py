"""MAN-03 and MAN-05…08: personnel, supervision by the inspectorate, competence of civil servants (regulations §3.3)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from regplan.calc.money.exact import nearest
from regplan.checks._case import Case
from regplan.checks._percent import points
from regplan.checks._rule import clause
from regplan.checks.shares._counts import counts
from regplan.checks.shares._rules import ShareRule, share_rule, whole_sheets
from regplan.checks.shares._sheet import Sheet
from regplan.checks.shares._verdict import (
    Measures,
    Side,
    Whole,
    counted,
    in_force,
    lacking,
    law_of,
    level_of,
    spending_of,
    told,
    whole_of,
)
from regplan.diagnostics.finding import Fact
from regplan.law.value import Value
from regplan.values.lang import Bilingual

__all__ = ["RULES"]

_MOST: Final = (
    "{document} tahun {year}: {what} {share} ({part_rp} dari {base} {base_rp}), paling banyak {expected}; lebih {gap_rp}. Dihitung: {counted}",
    "{document} {year}: {what} is {share} ({part_rp} of {base} {base_rp}), at most {expected}; {gap_rp} too much. Counted: {counted}",
)
_LEAST: Final = (
    "{document} tahun {year}: {what} {share} ({part_rp} dari {base} {base_rp}), paling sedikit {expected}; kurang {gap_rp}. Dihitung: {counted}",
    "{document} {year}: {what} is {share} ({part_rp} of {base} {base_rp}), at least {expected}; {gap_rp} short. Counted: {counted}",
)


@share_rule(
    "MAN-03",
    ("batas belanja pegawai", "the limit of personnel spending"),
    clause(
        "personnel-above-most-early",
        "warning",
        _MOST,
        (
            "masa penyesuaian berjalan sampai tahun {binding}: turunkan rata-rata {yearly} tiap tahun, atau tandai tunjangan guru dari TKD dengan hitung:tunjangan-guru",
            "the years of adjustment run until {binding}: lower it by {yearly} a year on average, or tag teachers' allowances from transfers hitung:tunjangan-guru",
        ),
    ),
    clause(
        "personnel-above-most",
        "error",
        _MOST,
        (
            "kurangi belanja pegawai, atau tandai tunjangan guru dari TKD dengan hitung:tunjangan-guru",
            "cut personnel spending, or tag teachers' allowances from transfers hitung:tunjangan-guru",
        ),
    ),
)
def personnel(case: Case) -> Measures:
    """Personnel spending, less teachers' allowances from transfers, is at most its share; a warning until it binds."""
    for sheet in whole_sheets(case):
        value, binding = in_force(sheet, "personnel.spending_most"), in_force(sheet, "personnel.binding_year")
        if value is None or binding is None:
            continue
        part, whole = _personnel(sheet), spending_of(sheet)
        more: dict[str, Fact] = {"what": Bilingual("belanja pegawai", "personnel spending")}
        name = "personnel-above-most"
        if sheet.year < binding.value:
            name += "-early"
            over = (
                part.low / whole.amount - Fraction(value.exact)
                if part.low is not None and whole.amount
                else Fraction(0)
            )
            yearly = points(max(Fraction(0), over) / (binding.value - sheet.year))
            more |= {"binding": binding.value, "yearly": yearly}
        yield from told(sheet, name, part=part, whole=whole, value=value, bound="most", more=more)


def _personnel(sheet: Sheet) -> Side:
    """Return account 5.1.01 less what is declared as teachers' allowances from transfers."""
    gross = whole_of(sheet, "5.1.01", Bilingual("belanja pegawai (5.1.01)", "personnel spending (5.1.01)"))
    taken = counts(sheet, "teacher_allowances")
    marked = taken.sure & sheet.under("5.1.01")
    less = sheet.sum(marked).amount
    if gross.amount is None or less is None:
        return Side(low=None, high=None, how=taken.how, lack=gross.lack)
    net = gross.amount - Fraction(less)
    rows = int(marked.sum())
    how = Bilingual(
        f"rekening 5.1.01, dikurangi {rows} baris hitung:tunjangan-guru",
        f"account 5.1.01, less {rows} row(s) of hitung:tunjangan-guru",
    )
    return Side(low=net, high=net, how=how, lack=gross.lack)


def _supervision(case: Case, levels: tuple[str, ...]) -> Iterator[tuple[Sheet, str, Side, Whole]]:
    """Go through the budgets of regions of some levels for which there is a law on supervision."""
    for sheet in whole_sheets(case):
        level = level_of(sheet)
        if level in levels and in_force(sheet, "supervision.spending_least", level) is not None:
            yield sheet, level, counted(sheet, "supervision"), spending_of(sheet)


def _without_level(case: Case, parameter: str) -> Measures:
    """Say for which budgets the level of the region decides and is not known."""
    for sheet in whole_sheets(case):
        if level_of(sheet) is None and in_force(sheet, parameter, "province") is not None:
            yield lacking(sheet, None)


def _supervised(case: Case, levels: tuple[str, ...], name: str) -> Measures:
    """Judge the share of supervision by the tier of total spending."""
    yield from _without_level(case, "supervision.spending_least")
    for sheet, level, part, whole in _supervision(case, levels):
        value = in_force(sheet, "supervision.spending_least", level)
        assert value is not None
        if whole.amount is None:
            yield lacking(sheet, whole.lack)
            continue
        number = Fraction(value.for_amount(nearest(whole.amount)))
        more: dict[str, Fact] = {"what": _SUPERVISION}
        yield from told(sheet, name, part=part, whole=whole, value=value, bound="least", number=number, more=more)


_SUPERVISE: Final = (
    "tambah anggaran pengawasan, atau tandai kegiatan pengawasan yang belum terhitung dengan hitung:pengawasan",
    "add to the budget of supervision, or tag supervision that is not counted yet hitung:pengawasan",
)


@share_rule(
    "MAN-05",
    ("anggaran pengawasan APIP provinsi", "the budget of supervision of a province"),
    clause("supervision-below-least", "warning", _LEAST, _SUPERVISE),
)
def supervision_of_provinces(case: Case) -> Measures:
    """The inspectorate of a province has the share of its tier for supervision."""
    yield from _supervised(case, ("province",), "supervision-below-least")


@share_rule(
    "MAN-06",
    ("anggaran pengawasan APIP kabupaten/kota", "the budget of supervision of a regency or city"),
    clause("supervision-below-least", "warning", _LEAST, _SUPERVISE),
)
def supervision_of_regencies(case: Case) -> Measures:
    """The inspectorate of a regency or city has the share of its tier for supervision."""
    yield from _supervised(case, ("regency", "city"), "supervision-below-least")


@share_rule(
    "MAN-07",
    ("batas bawah nominal anggaran pengawasan", "the least amount for supervision"),
    clause(
        "supervision-below-floor",
        "info",
        (
            "{document} tahun {year}: anggaran pengawasan {part_rp}, batas bawah untuk {base} {base_rp} adalah {floor_rp} ({expected}); kurang {gap_rp}. Dihitung: {counted}",
            "{document} {year}: supervision has {part_rp}, the floor for {base} {base_rp} is {floor_rp} ({expected}); {gap_rp} short. Counted: {counted}",
        ),
        _SUPERVISE,
    ),
)
def supervision_floor(case: Case) -> Measures:
    """In the upper tiers of spending, supervision has at least the amount of the tier."""
    yield from _without_level(case, "supervision.amount_least")
    for sheet, level, part, whole in _supervision(case, ("province", "regency", "city")):
        value = in_force(sheet, "supervision.amount_least", level)
        if value is None:
            continue
        if whole.amount is None or part.high is None:
            yield lacking(sheet, whole.lack if whole.amount is None else part.lack)
            continue
        floor = Fraction(value.for_amount(nearest(whole.amount)))
        yield from _floor(sheet, part, whole, floor, value)


def _floor(sheet: Sheet, part: Side, whole: Whole, floor: Fraction, value: Value) -> Measures:
    assert whole.amount is not None
    if not floor:
        return
    number = floor / whole.amount
    more: dict[str, Fact] = {"floor_rp": nearest(floor), "expected": law_of(value), "what": _SUPERVISION}
    name = "supervision-below-floor"
    yield from told(sheet, name, part=part, whole=whole, value=value, bound="least", number=number, more=more)


_SUPERVISION: Final = Bilingual("anggaran pengawasan inspektorat", "the budget of supervision")


@share_rule(
    "MAN-08",
    ("pengembangan kompetensi ASN", "developing the competence of civil servants"),
    clause(
        "training-below-least",
        "warning",
        _LEAST,
        (
            "tambah anggaran pengembangan kompetensi, atau tandai pelatihan OPD lain dengan hitung:kompetensi",
            "add to the budget of training, or tag the training of other OPD hitung:kompetensi",
        ),
    ),
)
def training(case: Case) -> Measures:
    """Training, less the personnel and maintenance of the training agency itself, has its share of spending."""
    yield from _without_level(case, "training.spending_least")
    for sheet in whole_sheets(case):
        level = level_of(sheet)
        value = in_force(sheet, "training.spending_least", level) if level else None
        if value is not None:
            part, what = counted(sheet, "training"), Bilingual("pengembangan kompetensi", "training")
            more: dict[str, Fact] = {"what": what}
            yield from told(
                sheet,
                "training-below-least",
                part=part,
                whole=spending_of(sheet),
                value=value,
                bound="least",
                more=more,
            )


RULES: tuple[ShareRule, ...] = (
    personnel,
    supervision_of_provinces,
    supervision_of_regencies,
    supervision_floor,
    training,
)
