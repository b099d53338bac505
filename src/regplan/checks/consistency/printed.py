"""MON-06: printed totals of the region, of an OPD, and of one fund, account or place, each with what explains the difference."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from regplan.calc.budget import StatedTotal, stated_totals
from regplan.calc.budget.compare import DifferenceKind
from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Rule, Violation, clause, rule
from regplan.diagnostics.finding import Fact
from regplan.index.build import BASES
from regplan.index.columns import ABSENT, Ints
from regplan.model.words import Basis
from regplan.values.lang import Bilingual

__all__ = ["RULES"]

_MAYBE: Final[dict[DifferenceKind, Bilingual]] = {
    "float_trace": Bilingual("sisa pecahan di bawah sen", "traces of fractions below the sen"),
    "sign": Bilingual("tandanya terbalik", "its sign is turned round"),
    "unit": Bilingual("ditulis dalam ribuan, jutaan, atau miliaran", "it is in thousands, millions or billions"),
    "digit_swap": Bilingual("dua angka tertukar", "two digits changed places"),
    "digit_lost": Bilingual("satu angka hilang atau berlebih", "one digit is lost or too many"),
    "missing_part": Bilingual("satu rincian tidak terhitung", "one entry is left out"),
    "part_twice": Bilingual("satu rincian terhitung dua kali", "one entry is counted twice"),
    "rounding": Bilingual("pembulatan", "rounding"),
}
_NOTHING: Final = Bilingual("tidak ada penjelasan sederhana", "nothing simple explains it")


@rule(
    "MON-06",
    ("jumlah tercantum OPD dan daerah sama dengan rinciannya", "printed totals of OPD and region equal their entries"),
    clause(
        "printed-total-differs",
        "error",
        (
            "{subject}: jumlah tercantum {period} {stated_rp}, rinciannya {sum_rp}, selisih {difference_rp}; mungkin: {maybe}",
            "{subject}: the stated total for {period} is {stated_rp}, its entries are {sum_rp}, difference {difference_rp}; maybe: {maybe}",
        ),
        (
            "perbaiki jumlah atau rinciannya; jumlah sebaiknya dihitung, bukan diketik",
            "mend the total or its entries; totals are better computed than typed",
        ),
    ),
)
def printed_totals(case: Case) -> Outcome:
    """What a document prints as the total of the region, an OPD, or one fund, account or place is the sum of its entries."""
    index, money = case.index, case.index.money
    beside = (money.subject >= index.nodes) | index.allocations.narrow[money.allocation]
    rows = np.flatnonzero(money.stated & beside & (money.indicator == ABSENT) & (money.subject >= 0))
    for at, document in case.documents():
        mine = rows[money.document[rows] == at]
        for number in np.unique(money.basis[mine]).tolist():
            basis: Basis = BASES[number]
            yield from _of_document(case, document.id, basis, money.allocation[mine])


def _of_document(case: Case, document: str, basis: Basis, wanted: Ints) -> Iterator[Violation | Lacking]:
    """Compare the totals of one document and basis; count those that have nothing to be compared with."""
    meant = set(wanted.tolist())
    found = [one for one in stated_totals(case.plan, document, basis=basis) if one.allocation in meant]
    silent = [one for one in found if one.difference.kind == "unknown"]
    for one in found:
        if one.difference.kind not in {"equal", "unknown"}:
            yield _differs(one)
    if silent:
        first = f"{silent[0].subject} {silent[0].period}"
        told = (
            f"rincian yang diketahui untuk {len(silent)} jumlah tercantum (yang pertama: {first})",
            f"known entries for {len(silent)} stated total(s) (the first: {first})",
        )
        yield Lacking(document, Bilingual(*told))


def _differs(one: StatedTotal) -> Violation:
    told = one.difference
    maybe = [_MAYBE[kind] for kind in (told.kind, *told.others) if kind in _MAYBE] or [_NOTHING]
    facts: dict[str, Fact] = {
        "home": one.document,
        "period": one.period,
        "stated_rp": told.stated,
        "sum_rp": told.computed,
        "difference_rp": told.difference,
        "maybe": Bilingual(", ".join(each.id for each in maybe), ", ".join(each.en for each in maybe)),
    }
    return Violation(None, None, facts, row=("allocations", one.allocation))


RULES: tuple[Rule, ...] = (printed_totals,)
