"""Edits of money: scale, set, add, move. Exact to the sen; parts make the whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, ClassVar, Final, get_args

import attrs

from regplan.calc.money.apportion import MoneyUnit, apportion, unit_sen
from regplan.calc.money.exact import nearest
from regplan.model.budget import Allocation
from regplan.model.plan import Plan
from regplan.model.words import Basis
from regplan.scenario.edit import Edit, choice, of
from regplan.scenario.numbers import percent_text
from regplan.scenario.refusals import EditError, NothingSelectedError
from regplan.scenario.rows import with_rows
from regplan.scenario.selecting import money_selected
from regplan.scenario.selection import Selection
from regplan.values.lang import Bilingual
from regplan.values.money import Rupiah, from_sen, sen
from regplan.values.period import period_year
from regplan.values.text import REGION

__all__ = ["ROUNDINGS", "AddMoney", "MoveMoney", "ScaleMoney", "SetMoney"]

ROUNDINGS: Final = ("largest remainder", "nearest")
"""How parts of a scaled whole become whole units: so that they total the scaled whole exactly, or each for itself."""
_UNITS: Final[tuple[str, ...]] = get_args(MoneyUnit)
_BASES: Final[tuple[str, ...]] = get_args(Basis)
Cell = tuple[int, str]
"""Position of an allocation, and a period key."""


@attrs.frozen(kw_only=True)
class ScaleMoney(Edit):
    """
    Make selected money larger or smaller by a percentage.

    Of each document and period the selected entries together are scaled and rounded, and by ``largest remainder`` the
    parts total that whole exactly. Stated totals are what a document prints and stay; rules then say which no longer fit.

    Attributes:
        by: The change: ``"-12 %"``, ``Fraction(-12, 100)``.
        documents: Kinds, ids, or kind and year.
        where: Which money; all of the documents when left out.
        years: Only amounts of these years, whole or in parts.
        basis: Ceilings, forward estimates or realised money.
        rounding: ``largest remainder`` or ``nearest``.
        unit: What the new amounts are whole numbers of: sen, rupiah, thousand.
    """

    word: ClassVar[str] = "scale"

    by: Fraction = of("percent")
    documents: tuple[str, ...] = of("texts")
    where: Selection | None = of("where", default=None)
    years: tuple[int, ...] = of("years", default=())
    basis: str = choice(_BASES, default="ceiling")
    rounding: str = choice(ROUNDINGS, default="largest remainder")
    unit: str = choice(_UNITS, default="sen")

    def apply(self, plan: Plan) -> Plan:
        """Return the plan with the money scaled."""
        cells = _cells(plan, self.where, self.documents, self.basis, self.years)
        if not self.by:
            return plan
        new: dict[Cell, Rupiah] = {}
        for group in _groups(plan, cells).values():
            amounts = [_known(plan, cell) for cell in group]
            new |= dict(zip(group, self._scaled(amounts), strict=True))
        return _with_amounts(plan, new)

    def _scaled(self, amounts: list[Rupiah]) -> list[Rupiah]:
        factor = 1 + self.by
        if self.rounding == "nearest":
            return [nearest(Fraction(one) * factor, unit_sen(self.unit)) for one in amounts]  # type: ignore[arg-type] # a choice
        return scaled_parts(amounts, factor, self.unit)  # type: ignore[arg-type] # a choice

    def told(self) -> Bilingual:
        """Say what it does."""
        change, where = percent_text(self.by), _where(self)
        return Bilingual(
            f"ubah {_BASIS[self.basis].id} {change}{where.id} (pembulatan: {self.rounding}, {self.unit})",
            f"change the {_BASIS[self.basis].en} by {change}{where.en} (rounding: {self.rounding}, {self.unit})",
        )


def scaled_parts(amounts: list[Rupiah], factor: Fraction, unit: MoneyUnit) -> list[Rupiah]:
    """
    Scale amounts so that the parts total the scaled and rounded whole exactly.

    Example:
        >>> scaled_parts([1, 1, 1], Fraction(1, 2), "rupiah")
        [1, 1, 0]
    """
    size = unit_sen(unit)
    whole = sum(map(sen, amounts))
    more = [max(one, 0) for one in amounts]
    less = [max(-one, 0) for one in amounts]
    most = nearest(Fraction(sum(map(sen, more)), 100) * factor, size)
    rest = from_sen(sen(most) - sen(nearest(Fraction(whole, 100) * factor, size)))
    gained, lost = (_parts(one, given, unit) for one, given in ((most, more), (rest, less)))
    return [from_sen(sen(one) - sen(other)) for one, other in zip(gained, lost, strict=True)]


def _parts(whole: Rupiah, weights: list[Rupiah], unit: MoneyUnit) -> tuple[Rupiah, ...]:
    return apportion(whole, weights, unit=unit).awards if any(weights) else (0,) * len(weights)


@attrs.frozen(kw_only=True)
class SetMoney(Edit):
    """
    Say how much money a document gives a node, OPD or the region (``/``) in a period.

    Attributes:
        amount: The amount; None for one that is not known.
        document: The id of the document.
        subject: The id of the node or OPD, or ``/``.
        period: The period key.
        fund: The source of money.
        account: The account.
        place: The place.
        indicator: The indicator row on which the money stands.
        basis: Ceiling, forward estimate or realised.
    """

    word: ClassVar[str] = "set_money"

    amount: Rupiah | None = of("money")
    document: str = of("text")
    subject: str = of("text")
    period: str = of("text")
    fund: str | None = of("text", default=None)
    account: str | None = of("text", default=None)
    place: str | None = of("text", default=None)
    indicator: str | None = of("text", default=None)
    basis: str = choice(_BASES, default="ceiling")

    def apply(self, plan: Plan) -> Plan:
        """Return the plan with the amount."""
        return _stated(plan, {_row_of(self): {self.period: self.amount}}, add=False)

    def told(self) -> Bilingual:
        """Say what it does."""
        amount = "?" if self.amount is None else str(self.amount)
        told = f"{self.subject} {self.document} {self.period}{f' {self.fund}' if self.fund else ''}"
        return Bilingual(
            f"tetapkan {_BASIS[self.basis].id} {told} menjadi Rp{amount}",
            f"set the {_BASIS[self.basis].en} of {told} to Rp{amount}",
        )


@attrs.frozen(kw_only=True)
class AddMoney(SetMoney):
    """Give a node, OPD or the region more money in a period, or less by a negative amount; fields as ``SetMoney``."""

    word: ClassVar[str] = "add_money"

    def apply(self, plan: Plan) -> Plan:
        """Return the plan with the sum."""
        if self.amount is None:
            msg = Bilingual(
                "jumlah yang tidak diketahui tidak dapat ditambahkan: sebut jumlahnya, atau set_money(None, …)",
                "an amount that is not known cannot be added: give it, or set_money(None, …) to say that it is not known",
            )
            raise EditError(msg)
        return _stated(plan, {_row_of(self): {self.period: self.amount}}, add=True)

    def told(self) -> Bilingual:
        """Say what it does."""
        told = f"{self.subject} {self.document} {self.period}{f' {self.fund}' if self.fund else ''}"
        return Bilingual(
            f"tambah {_BASIS[self.basis].id} {told} sebesar Rp{self.amount}",
            f"add Rp{self.amount} to the {_BASIS[self.basis].en} of {told}",
        )


@attrs.frozen(kw_only=True)
class MoveMoney(Edit):
    """
    Take an amount from selected money, from each entry in proportion, and give it to another node, OPD or fund.

    Attributes:
        amount: How much together; all of it when left out.
        documents: Kinds, ids, or kind and year.
        where: From which money.
        to: The node or OPD that gets it; where left out, it stays with its own and takes another fund.
        to_fund: The fund it takes; its own where left out.
        years: Only amounts of these years.
        basis: Ceilings, forward estimates or realised money.
    """

    word: ClassVar[str] = "move_money"

    documents: tuple[str, ...] = of("texts")
    where: Selection | None = of("where")
    amount: Rupiah | None = of("money", default=None)
    to: str | None = of("text", default=None)
    to_fund: str | None = of("text", default=None)
    years: tuple[int, ...] = of("years", default=())
    basis: str = choice(_BASES, default="ceiling")

    def apply(self, plan: Plan) -> Plan:
        """Return the plan with the money moved; together it is as much as before."""
        if self.to is None and self.to_fund is None:
            msg = Bilingual(
                "sebut ke mana uangnya: to='dinkes/1.02.02', to_fund='PAD', atau keduanya",
                "say where the money goes: to='dinkes/1.02.02', to_fund='PAD', or both",
            )
            raise EditError(msg)
        if self.to is not None:
            _refuse_unknown(plan, self.to)
        cells = _cells(plan, self.where, self.documents, self.basis, self.years)
        amounts = [_known(plan, cell) for cell in cells]
        whole = from_sen(sum(map(sen, amounts)))
        wanted = whole if self.amount is None else self.amount
        if min(amounts) < 0 or not 0 <= wanted <= whole:
            msg = Bilingual(
                f"{wanted} rupiah tidak dapat diambil dari {whole} rupiah {self.where}: ambil antara nol dan seluruhnya",
                f"{wanted} rupiah cannot be taken from {whole} rupiah of {self.where}: take from nothing to all of what is there",
            )
            raise EditError(msg)
        taken = apportion(wanted, amounts, unit="sen").awards if whole else (0,) * len(amounts)
        left = {cell: from_sen(sen(one) - sen(part)) for cell, one, part in zip(cells, amounts, taken, strict=True)}
        goes: dict[Allocation, dict[str, Rupiah | None]] = {}
        for (at, period), part in zip(cells, taken, strict=True):
            if part:
                amounts_of = goes.setdefault(self._goal(plan.allocations[at]), {})
                amounts_of[period] = from_sen(sen(amounts_of.get(period) or 0) + sen(part))
        return _stated(_with_amounts(plan, left), goes, add=True)

    def _goal(self, row: Allocation) -> Allocation:
        """Return the key that the money of a row goes to."""
        return Allocation(
            document=row.document,
            subject=self.to or row.subject,
            basis=row.basis,
            indicator=row.indicator if self.to is None else None,
            fund=self.to_fund or row.fund,
            account=row.account,
            place=row.place,
        )

    def told(self) -> Bilingual:
        """Say what it does."""
        where = _where(self)
        whither = " ".join(one for one in (self.to, self.to_fund) if one)
        much = Bilingual("semua", "all") if self.amount is None else Bilingual(f"Rp{self.amount}", f"Rp{self.amount}")
        return Bilingual(
            f"pindahkan {much.id} {_BASIS[self.basis].id}{where.id} ke {whither}",
            f"move {much.en} of the {_BASIS[self.basis].en}{where.en} to {whither}",
        )


_BASIS: Final = {
    "ceiling": Bilingual("pagu", "ceiling"),
    "forward_estimate": Bilingual("prakiraan maju", "forward estimate"),
    "realised": Bilingual("realisasi", "realised money"),
}


def _where(edit: Any) -> Bilingual:
    """Say of which documents, years and selection."""
    names = ", ".join(edit.documents) + "".join(f" {year}" for year in edit.years)
    told = f" {edit.where}" if edit.where is not None else ""
    return Bilingual(f" pada {names}{told and f' untuk{told}'}", f" in {names}{told and f' where{told}'}")


def _cells(
    plan: Plan, where: Selection | None, documents: tuple[str, ...], basis: str, years: tuple[int, ...]
) -> list[Cell]:
    """List the known amounts of selected entries."""
    found = money_selected(plan, where, documents)
    rows = [at for at in found if plan.allocations[at].basis == basis and plan.allocations[at].role == "entry"]
    cells = [
        (at, period)
        for at in rows
        for period, amount in plan.allocations[at].amounts.items()
        if amount is not None and (not years or period_year(period) in years)
    ]
    if not cells:
        there = sorted(
            {f"{plan.allocations[at].basis} {period}" for at in found for period in plan.allocations[at].amounts}
        )
        asked = " ".join([str(where if where is not None else ", ".join(documents)), basis, *map(str, years)])
        raise NothingSelectedError(asked, f"known amounts of {', '.join(documents)}", there[:8])
    return cells


def _groups(plan: Plan, cells: Iterable[Cell]) -> Mapping[tuple[str, str], list[Cell]]:
    groups: dict[tuple[str, str], list[Cell]] = {}
    for at, period in cells:
        groups.setdefault((plan.allocations[at].document, period), []).append((at, period))
    return groups


def _known(plan: Plan, cell: Cell) -> Rupiah:
    amount = plan.allocations[cell[0]].amounts[cell[1]]
    assert amount is not None
    return amount


def _with_amounts(plan: Plan, new: Mapping[Cell, Rupiah | None]) -> Plan:
    """Put new amounts into allocations; those that say the same stay the same record."""
    by_row: dict[int, dict[str, Rupiah | None]] = {}
    for (at, period), amount in new.items():
        if plan.allocations[at].amounts[period] != amount:
            by_row.setdefault(at, {})[period] = amount
    rows = plan.allocations
    swaps = {at: attrs.evolve(rows[at], amounts={**rows[at].amounts, **some}) for at, some in by_row.items()}
    return with_rows(plan, {"allocations": swaps})


def _row_of(edit: SetMoney) -> Allocation:
    return Allocation(
        document=edit.document,
        subject=edit.subject,
        basis=edit.basis,  # type: ignore[arg-type] # a choice
        fund=edit.fund,
        account=edit.account,
        place=edit.place,
        indicator=edit.indicator,
    )


def _refuse_unknown(plan: Plan, subject: str) -> None:
    if subject != REGION:
        plan.find(subject)


def _stated(plan: Plan, wanted: Mapping[Allocation, Mapping[str, Rupiah | None]], *, add: bool) -> Plan:
    """Say amounts in the allocations of some keys, or add them to what is there; one is made where there is none."""
    places: dict[Any, list[int]] = {}
    for at, one in enumerate(plan.allocations):
        places.setdefault(one.key, []).append(at)
    swaps: dict[int, Allocation] = {}
    new: list[Allocation] = []
    for row, amounts in wanted.items():
        _refuse_unknown(plan, row.subject)
        plan.documents[row.document]  # raises, with near matches
        found = places.get(row.key, [])
        if len(found) > 1:
            msg = Bilingual(
                f"{len(found)} baris anggaran {row.subject} di {row.document} menyatakan hal yang sama: gabungkan dulu (REF-07)",
                f"{len(found)} allocations of {row.subject} in {row.document} say the same thing: join them first (REF-07)",
            )
            raise EditError(msg)
        old = plan.allocations[found[0]] if found else row
        told = _sums(old, amounts) if add else amounts
        changed = attrs.evolve(old, amounts={**old.amounts, **told})
        swaps.update(dict.fromkeys(found, changed))
        new += [] if found else [changed]
    return with_rows(plan, {"allocations": swaps}, new)


def _sums(row: Allocation, more: Mapping[str, Rupiah | None]) -> dict[str, Rupiah | None]:
    """Add to the amounts of a row; what is not known cannot be added to."""
    unknown = [period for period in more if period in row.amounts and row.amounts[period] is None]
    if unknown:
        periods = ", ".join(unknown)
        msg = Bilingual(
            f"uang {row.subject} di {row.document} untuk {periods} tidak diketahui: isi dulu sebelum ditambah",
            f"the money of {row.subject} in {row.document} for {periods} is not known: set it before adding to it",
        )
        raise EditError(msg)
    return {period: from_sen(sen(row.amounts.get(period) or 0) + sen(one or 0)) for period, one in more.items()}
