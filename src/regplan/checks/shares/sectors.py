"""MAN-01, MAN-02 and MAN-04: education, infrastructure and health (regulations §3.3)."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import attrs

from regplan.checks._case import Case
from regplan.checks._percent import points
from regplan.checks._rule import clause
from regplan.checks.shares._counts import counts, fungsi_is_stated
from regplan.checks.shares._receipts import receipts_of
from regplan.checks.shares._rules import ShareRule, share_rule, whole_sheets
from regplan.checks.shares._sheet import Sheet
from regplan.checks.shares._verdict import (
    Measures,
    Side,
    Whole,
    counted,
    in_force,
    judged,
    lacking,
    spending_of,
    told,
    whole_of,
)
from regplan.diagnostics.finding import Fact
from regplan.values.account import account_parts
from regplan.values.lang import Bilingual

__all__ = ["RULES", "wide_base"]

_LEAST: Final = (
    "{document} tahun {year}: belanja {what} {share} ({part_rp} dari {base} {base_rp}), paling sedikit {expected}; kurang {gap_rp}. Dihitung: {counted}",
    "{document} {year}: spending for {what} is {share} ({part_rp} of {base} {base_rp}), at least {expected}; {gap_rp} short. Counted: {counted}",
)


@share_rule(
    "MAN-01",
    ("belanja fungsi pendidikan", "spending for the function of education"),
    clause(
        "education-below-least",
        "error",
        _LEAST,
        (
            "tambah belanja fungsi pendidikan; gaji pendidik ikut dihitung",
            "add to the spending for education; salaries of teachers count",
        ),
    ),
    clause(
        "education-below-least-by-field",
        "warning",
        _LEAST,
        (
            "tulis 'fungsi' setiap program agar pasti apa yang dihitung, atau tandai yang lain dengan hitung:pendidikan; bila benar kurang, tambah belanjanya",
            "write the 'fungsi' of every program so that what counts is certain, or tag what is missing hitung:pendidikan; if it is short, add money",
        ),
    ),
)
def education(case: Case) -> Measures:
    """Spending for the function of education is at least a fifth of total spending, salaries included."""
    what = Bilingual("fungsi pendidikan", "the function of education")
    for sheet in whole_sheets(case):
        value = in_force(sheet, "education.spending_least")
        if value is not None:
            name = "education-below-least" if fungsi_is_stated(sheet) else "education-below-least-by-field"
            part = counted(sheet, "education")
            yield from told(
                sheet, name, part=part, whole=spending_of(sheet), value=value, bound="least", more={"what": what}
            )


@share_rule(
    "MAN-02",
    ("belanja infrastruktur pelayanan publik", "spending for infrastructure of public services"),
    clause(
        "infrastructure-below-transfer-share",
        "error",
        _LEAST,
        (
            "tambah belanja infrastruktur, atau tandai yang belum terhitung dengan hitung:infrastruktur",
            "add to the spending for infrastructure, or tag what is not counted yet hitung:infrastruktur",
        ),
    ),
    clause(
        "infrastructure-below-transfer-share-2021",
        "warning",
        _LEAST,
        (
            "undang-undang APBN tahun itu belum dibaca: periksa dulu ketentuannya",
            "the act on the state budget of that year was not read: look at it first",
        ),
    ),
    clause(
        "infrastructure-below-least-early",
        "warning",
        _LEAST,
        (
            "masa penyesuaian berjalan sampai tahun {binding}: naikkan rata-rata {yearly} tiap tahun, atau tandai yang belum terhitung dengan hitung:infrastruktur",
            "the years of adjustment run until {binding}: raise it by {yearly} a year on average, or tag what is not counted yet hitung:infrastruktur",
        ),
    ),
    clause(
        "infrastructure-below-least",
        "error",
        _LEAST,
        (
            "tambah belanja infrastruktur pelayanan publik, atau tandai yang belum terhitung dengan hitung:infrastruktur",
            "add to the spending for infrastructure of public services, or tag what is not counted yet hitung:infrastruktur",
        ),
    ),
)
def infrastructure(case: Case) -> Measures:
    """Infrastructure takes its least part: of the general transfer fund until 2022, of spending less transfers from 2022."""
    for sheet in whole_sheets(case):
        yield from _of_transfers(sheet)
        yield from _of_spending(sheet)


def _of_transfers(sheet: Sheet) -> Measures:
    """Judge the share of the general transfer fund by both ways to take off what is earmarked (regulations §3.3)."""
    value = in_force(sheet, "infrastructure.transfer_least")
    if value is None:
        return
    part, number = counted(sheet, "infrastructure"), Fraction(value.exact)
    wholes = transfer_fund(sheet)
    verdicts = [judged(part, whole, number, "least") for whole in wholes]
    states = {one.state for one in verdicts}
    if states in ({"broken"}, {"kept"}):
        name = "infrastructure-below-transfer-share" + ("-2021" if value.confidence == "recalled_strong" else "")
        more: dict[str, Fact] = {"what": _INFRASTRUCTURE}
        last = verdicts[-1]
        yield from told(sheet, name, part=part, whole=wholes[-1], value=value, bound="least", verdict=last, more=more)
    else:
        lack = next((one.lack for one in verdicts if one.lack), None)
        yield lacking(sheet, lack or _NO_VARIANT)


_INFRASTRUCTURE: Final = Bilingual("infrastruktur", "infrastructure")
_NO_VARIANT: Final = Bilingual(
    "cara menghitung dana transfer umum: hasilnya berbeda dengan dan tanpa DBH yang ditentukan penggunaannya",
    "how the general transfer fund is counted: the outcome differs with and without earmarked DBH",
)


def transfer_fund(sheet: Sheet) -> tuple[Whole, ...]:
    """Return the general transfer fund in its variants: DAU and DBH, then less the earmarked DBH that is named."""
    named = {name: receipts_of(sheet, name) for name in ("dau", "dbh", "tobacco_excise", "reforestation_share")}
    name = Bilingual("DAU dan DBH", "DAU and DBH")
    dau, dbh = named["dau"], named["dbh"]
    if dau.amount is None or dbh.amount is None:
        return (Whole(amount=None, name=name, lack=dau.lack if dau.amount is None else dbh.lack),)
    whole = dau.amount + dbh.amount
    earmarked = sum(
        (one.amount or Fraction(0) for one in (named["tobacco_excise"], named["reforestation_share"])), Fraction(0)
    )
    less = Bilingual("DAU dan DBH, tanpa DBH yang ditentukan penggunaannya", "DAU and DBH, less earmarked DBH")
    return (Whole(amount=whole, name=name), *((Whole(amount=whole - earmarked, name=less),) if earmarked else ()))


def _of_spending(sheet: Sheet) -> Measures:
    value = in_force(sheet, "infrastructure.spending_least")
    binding = in_force(sheet, "infrastructure.binding_year")
    if value is None or binding is None:
        return
    part, whole = counted(sheet, "infrastructure"), wide_base(sheet)
    more: dict[str, Fact] = {"what": Bilingual("infrastruktur pelayanan publik", "infrastructure of public services")}
    name = "infrastructure-below-least"
    if sheet.year < binding.value:
        name += "-early"
        more |= {
            "binding": binding.value,
            "yearly": _a_year(part, whole, Fraction(value.exact), binding.value - sheet.year),
        }
    yield from told(sheet, name, part=part, whole=whole, value=value, bound="least", more=more)


def _a_year(part: Side, whole: Whole, number: Fraction, years: int) -> Bilingual:
    """Return how many points a year are left until the share binds."""
    if part.high is None or not whole.amount:
        return points(Fraction(0))
    return points(max(Fraction(0), number - part.high / whole.amount) / years)


def wide_base(sheet: Sheet) -> Whole:
    """Return total spending less revenue sharing and transfers to regions and villages (5.4); no 5.4 is nothing to take off."""
    name = Bilingual("belanja tanpa bagi hasil dan transfer", "spending without revenue sharing and transfers")
    total, transfers = (
        spending_of(sheet),
        whole_of(sheet, "5.4", Bilingual("belanja transfer (5.4)", "transfers (5.4)")),
    )
    if total.amount is None:
        return attrs.evolve(total, name=name)
    if transfers.amount is None:
        return Whole(amount=None, name=name, lack=transfers.lack)
    return Whole(amount=total.amount - transfers.amount, name=name)


@share_rule(
    "MAN-04",
    ("belanja kesehatan sampai Agustus 2023", "spending for health until August 2023"),
    clause(
        "health-below-least",
        "warning",
        _LEAST,
        (
            "tambah belanja kesehatan di luar gaji, atau tandai sub kegiatan di luar bidang 1.02 dengan hitung:kesehatan; penjelasan pasal membolehkan pemenuhan bertahap",
            "add to the spending for health without salaries, or tag sub activities outside 1.02 hitung:kesehatan; the elucidation lets regions get there by steps",
        ),
    ),
    clause(
        "public-health-below-least",
        "warning",
        _LEAST,
        (
            "utamakan belanja kesehatan untuk pelayanan publik, atau tandai yang belum terhitung dengan hitung:kesehatan-publik",
            "spend more of it on public services, or tag what is not counted yet hitung:kesehatan-publik",
        ),
    ),
)
def health(case: Case) -> Measures:
    """Health without salaries is a tenth of spending without salaries, and two thirds of it serve the public; until 8 August 2023."""
    for sheet in whole_sheets(case):
        value = in_force(sheet, "health.spending_least")
        if value is None:
            continue
        salaries = _salaries(sheet)
        total = spending_of(sheet)
        part = (
            attrs.evolve(_without_salaries(sheet), lack=_NO_SALARIES) if salaries is None else _without_salaries(sheet)
        )
        name = Bilingual("belanja tanpa gaji ASN", "spending without salaries of ASN")
        known = None if total.amount is None or salaries is None else total.amount - salaries
        whole = Whole(amount=known, name=name, lack=total.lack if total.amount is None else _NO_SALARIES)
        what: dict[str, Fact] = {"what": Bilingual("kesehatan di luar gaji", "health without salaries")}
        yield from told(sheet, "health-below-least", part=part, whole=whole, value=value, bound="least", more=what)
        yield from _for_the_public(sheet, part)


def _for_the_public(sheet: Sheet, health_part: Side) -> Measures:
    value = in_force(sheet, "health.public_service_least")
    if value is None:
        return
    found = counts(sheet, "public_health")
    if not found.sure.any():
        yield lacking(
            sheet, Bilingual("belanja dengan tanda hitung:kesehatan-publik", "spending tagged hitung:kesehatan-publik")
        )
        return
    whole = Whole(
        amount=health_part.low if health_part.low == health_part.high else None,
        name=Bilingual("belanja kesehatan di luar gaji", "spending for health without salaries"),
        lack=health_part.lack,
    )
    what: dict[str, Fact] = {"what": Bilingual("kesehatan untuk pelayanan publik", "health for public services")}
    part = counted(sheet, "public_health", found)
    yield from told(sheet, "public-health-below-least", part=part, whole=whole, value=value, bound="least", more=what)


_SALARY: Final = "5.1.01.01.01"
_NO_SALARIES: Final = Bilingual(
    "belanja gaji ASN: rekening 5.1.01 dirinci sampai 5.1.01.01.01",
    "salaries of ASN: accounts 5.1.01 as deep as 5.1.01.01.01",
)


def _salaries(sheet: Sheet) -> Fraction | None:
    """Return what is spent on salaries of ASN; None where accounts are not as deep as that, or amounts are unknown."""
    if bool((sheet.spending & sheet.accounts.where(_may_hold_salaries)).any()):
        return None
    amount = sheet.sum(sheet.under(_SALARY)).amount
    return None if amount is None else Fraction(amount)


def _may_hold_salaries(account: tuple[int, ...] | None) -> bool:
    """Tell whether an account lies above that of salaries, so that part of its money may be for them."""
    salary = account_parts(_SALARY) or ()
    return account is None or (len(account) < len(salary) and account == salary[: len(account)])


def _without_salaries(sheet: Sheet) -> Side:
    found = counts(sheet, "health")
    salary = sheet.under(_SALARY)
    return counted(sheet, "health", attrs.evolve(found, sure=found.sure & ~salary, most=found.most & ~salary))


RULES: tuple[ShareRule, ...] = (education, infrastructure, health)
