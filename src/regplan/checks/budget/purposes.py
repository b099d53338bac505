"""BUD-I07, I09, I13 and I14: what money may be for, by whom, for how long and to whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Rule, Violation, clause, rule
from regplan.checks.budget._lines import agency_of, rows_under
from regplan.diagnostics.finding import Fact
from regplan.index.build import BASES
from regplan.model.budget import Allocation
from regplan.values.code import cleaned
from regplan.values.lang import Bilingual
from regplan.values.money import from_sen
from regplan.values.period import period_year

__all__ = ["RULES"]

_YEARLY: Final = ("RKPD", "RENJA", "KUA", "PPAS", "KUA_PPAS", "RKA", "APBD", "DPA")
_TREASURY_FIELD: Final = "5.02"
"""*Bidang urusan* keuangan: the OPD that holds it is the SKPKD."""
_APPROVED: Final = ("x-tahun-jamak", "x-multi-year")
_RECIPIENT: Final = ("x-penerima", "x-recipient")


@rule(
    "BUD-I07",
    ("belanja SKPKD tidak di OPD lain", "spending of the treasury office is not planned elsewhere"),
    clause(
        "treasury-account-elsewhere",
        "info",
        (
            "{agency} dalam {home} menganggarkan {sum_rp} pada rekening {accounts}, yang hanya dianggarkan SKPKD",
            "{agency} in {home} has {sum_rp} on account {accounts}, which only the treasury office (SKPKD) plans",
        ),
        ("pindahkan ke OPD pengelola keuangan (bidang 5.02)", "move it to the OPD that holds finance (field 5.02)"),
    ),
)
def treasury_accounts(case: Case) -> Outcome:
    """Interest, contingency and transfers stand with the OPD that holds *bidang urusan* 5.02 alone."""
    for at, document in case.documents(*_YEARLY):
        rows = rows_under(case, at, case.law.accounts["treasury_only"].codes)
        agency = agency_of(case, at, rows)
        for number in np.unique(agency[agency >= 0]).tolist():
            one = case.plan.agencies[number]
            mine = rows[agency == number]
            fields = case.fields_of(one)
            if not fields:
                told = f"bidang urusan OPD {one.id}", f"the fields (bidang urusan) of OPD {one.id}"
                yield Lacking(document.id, Bilingual(*told))
            elif _TREASURY_FIELD not in fields:
                lines = [case.plan.allocations[place] for place in case.index.money.allocation[mine].tolist()]
                facts: dict[str, Fact] = {
                    "agency": one.id,
                    "home": document.id,
                    "sum_rp": from_sen(sum(case.index.money.amount[mine].tolist())),
                    "accounts": tuple(sorted({line.account or "" for line in lines})),
                }
                yield Violation(None, None, facts, row=("allocations", int(case.index.money.allocation[mine[0]])))


@rule(
    "BUD-I09",
    ("kegiatan tahun jamak disetujui", "work of several years is approved"),
    clause(
        "multi-year-without-approval",
        "warning",
        (
            "{subject} berjalan {start} sampai {finish} melintasi tahun anggaran tanpa persetujuan tahun jamak",
            "{subject} runs from {start} to {finish}, across a budget year, without approval as multi-year work",
        ),
        (
            "tulis persetujuan bersama KDH-DPRD pada 'x-tahun-jamak', atau perbaiki 'mulai' dan 'selesai'",
            "name the joint approval in 'x-multi-year', or mend 'start' and 'finish'",
        ),
    ),
    clause(
        "multi-year-past-term",
        "warning",
        (
            "{subject} selesai {finish}, sesudah masa {plan} berakhir ({expected})",
            "{subject} ends {finish}, after the period of {plan} ({expected})",
        ),
        (
            "kegiatan tahun jamak tidak melampaui masa jabatan KDH, kecuali prioritas nasional",
            "multi-year work does not pass the term of the head of the region, but for national priorities",
        ),
    ),
)
def several_years(case: Case) -> Outcome:
    """Work whose days lie in two budget years names its approval and ends within the period of the RPJMD."""
    plans = [one for one in case.plan.documents if one.kind == "RPJMD" and one.last_year is not None]
    told: set[int] = set()
    for at, _ in case.documents(*_YEARLY):
        stated = case.entries_of(at)
        for position in case.nodes(at, "program", "activity", "sub_activity").tolist():
            node: Any = case.index.node(position)
            entry = stated.get(position)
            start, finish = (getattr(entry, name, None) or getattr(node, name) for name in ("start", "finish"))
            if position in told or not start or not finish or start[:4] >= finish[:4]:
                continue
            told.add(position)
            facts: dict[str, Fact] = {"start": start, "finish": finish}
            if not any(_said(one, _APPROVED) for one in (node, entry)):
                yield case.violation(at, position, "multi-year-without-approval", facts)
            term = next((one for one in plans if (one.first_year or 0) <= int(start[:4]) <= (one.last_year or 0)), None)
            if term and int(finish[:4]) > (term.last_year or 0):
                more: dict[str, Fact] = {**facts, "plan": term.id, "expected": term.last_year}
                yield case.violation(at, position, "multi-year-past-term", more)


def _said(record: Any, names: tuple[str, ...]) -> str | None:
    """Return what a record says in the first of some own fields."""
    extra = getattr(record, "extra", None) or {}
    found = next((extra[name] for name in names if extra.get(name)), None)
    return None if found is None else str(found).strip()


@rule(
    "BUD-I13",
    ("hibah dan bansos tidak terus-menerus", "grants and social aid do not go on year after year"),
    clause(
        "same-recipient-again",
        "info",
        (
            "{subject}: '{recipient}' menerima hibah atau bansos pada {periods}",
            "{subject}: '{recipient}' receives grants or social aid in {periods}",
        ),
        (
            "hibah dan bansos tidak terus-menerus tiap tahun, kecuali ditentukan lain oleh peraturan: sebut dasarnya",
            "grants and social aid do not go on every year unless regulations say so: name the regulation",
        ),
    ),
)
def recipients(case: Case) -> Outcome:
    """No recipient (``x-penerima`` of an allocation) has grants or social aid in years that follow each other."""
    years: dict[tuple[int, str], dict[int, int]] = {}
    money = case.index.money
    for at, document in case.documents():
        rows = rows_under(case, at, case.law.accounts["grants_and_aid"].codes)
        lines = [case.plan.allocations[place] for place in money.allocation[rows].tolist()]
        nameless = sum(_recipient(line) is None for line in lines)
        if nameless:
            told = (
                f"'x-penerima' untuk {nameless} rincian hibah dan bansos",
                f"'x-recipient' for {nameless} line(s) of grants and aid",
            )
            yield Lacking(document.id, Bilingual(*told))
        for row, line in zip(rows.tolist(), lines, strict=True):
            name, year = _recipient(line), period_year(money.periods[int(money.period[row])])
            if name and year:
                kind = _kind_of(document.kind)
                years.setdefault((kind, name), {}).setdefault(year, int(money.allocation[row]))
    for (_, name), found in years.items():
        again = [year for year in sorted(found) if year - 1 in found]
        if again:
            periods = tuple(str(year) for year in sorted({*again, *(year - 1 for year in again)}))
            facts: dict[str, Fact] = {
                "home": case.plan.allocations[found[again[0]]].document,
                "recipient": name,
                "periods": periods,
            }
            yield Violation(None, None, facts, row=("allocations", found[again[0]]))


def _recipient(line: Allocation) -> str | None:
    said = _said(line, _RECIPIENT)
    return " ".join(said.split()) if said else None


def _kind_of(kind: str) -> int:
    """Put a budget and its plan apart: what a plan proposes and a budget grants for one year is one grant."""
    return 0 if kind in _YEARLY else 1


@rule(
    "BUD-I14",
    ("bantuan keuangan sesudah urusan didanai", "assistance to other governments after own affairs"),
    clause(
        "assistance-before-own-affairs",
        "info",
        (
            "{subject}: bantuan keuangan ke pemerintah lain {sum_rp}, padahal urusan {fields} tanpa pagu",
            "{subject}: {sum_rp} of financial assistance to other governments while the affairs {fields} have no ceiling",
        ),
        (
            "danai dahulu urusan wajib dan pilihan; bantuan ke desa tidak dihitung di sini",
            "fund obligatory and optional affairs first; assistance to villages is not meant",
        ),
    ),
)
def own_affairs_first(case: Case) -> Outcome:
    """Where other governments are assisted, each obligatory or optional affair whose programs are listed has money."""
    money = case.index.money
    for at, document in case.documents(*_YEARLY):
        rows = rows_under(case, at, case.law.accounts["assistance_to_regions"].codes)
        if not len(rows):
            continue
        fields = tuple(_without_money(case, at))
        if fields:
            facts: dict[str, Fact] = {
                "home": document.id,
                "sum_rp": from_sen(sum(money.amount[rows].tolist())),
                "fields": fields,
            }
            yield Violation(None, None, facts, row=("allocations", int(money.allocation[rows[0]])))


def _without_money(case: Case, document: int) -> Iterator[str]:
    """Yield the affairs (``1.01`` to ``3.xx``) of which a document lists work with a ceiling of zero and no other."""
    index, money = case.index, case.index.money
    rows = case.money_of(document)
    rows = rows[(money.basis[rows] == BASES.index("ceiling")) & ~money.stated[rows] & money.known[rows]]
    rows = rows[(money.subject[rows] >= 0) & (money.subject[rows] < index.nodes)]
    sums: dict[str, int] = {}
    for node, amount in zip(money.subject[rows].tolist(), money.amount[rows].tolist(), strict=True):
        field = ".".join(cleaned(index.node(node).code or "").split(".")[:2])
        sums[field] = sums.get(field, 0) + abs(amount)
    yield from (field for field in sorted(sums) if field[:2] in {"1.", "2.", "3."} and not sums[field])


RULES: tuple[Rule, ...] = (treasury_accounts, several_years, recipients, own_affairs_first)
