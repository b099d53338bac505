"""TGT-14: an indicator that is made of others has the targets its children give (``values.formula``)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter
from typing import Final

import attrs
import numpy as np

from regplan.calc.targets import Components, Part, ipm, over_places, over_tree
from regplan.calc.targets.aggregation import total_of
from regplan.checks._case import Case
from regplan.checks._rule import Outcome, Rule, Violation, clause, rule
from regplan.checks.targets._pairs import Lacks, in_documents
from regplan.checks.targets.required import position_of
from regplan.errors import NoValueError
from regplan.index.columns import ABSENT, Index
from regplan.index.targets import TargetColumns, targets_of, units_of
from regplan.values.formula import Formula, read_formula
from regplan.values.lang import Bilingual
from regplan.values.measure import Number
from regplan.values.text import near
from regplan.values.units import Unit, find_unit

__all__ = ["RULES", "TOLERANCE", "Made", "formulas_of"]

TOLERANCE: Final = Fraction(1, 100)
"""How far, in parts of the recomputed value, a parent may be off: rounded targets differ a little. House heuristic of
regulations §4.4 (TGT-14), no law."""


@attrs.frozen
class Made:
    """
    How an indicator is made of others.

    Attributes:
        formula: The formula; None for prose.
        children: Position of each child in the table of indicators, ABSENT for an id nothing has.
    """

    formula: Formula | None
    children: tuple[int, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether it can be computed: a formula of indicators that exist."""
        return self.formula is not None and ABSENT not in self.children


def formulas_of(index: Index) -> dict[int, Made]:
    """Read the formulas of a plan's indicators, once; by position of the indicator."""
    return index.remember("formulas", lambda: dict(_read(index)))


def _read(index: Index) -> Iterator[tuple[int, Made]]:
    for at, text in enumerate(map(attrgetter("formula"), index.plan.indicators)):
        if text is None:
            continue
        formula = read_formula(text)
        own = index.plan.indicators[at].id
        children = tuple(_child(index, own, written) for written in formula.children) if formula else ()
        known = [child for child in children if child != ABSENT]
        circular = at in known or len(set(known)) < len(known)
        yield at, Made(None) if circular else Made(formula, children)


def _child(index: Index, own: str, written: str) -> int:
    """
    Return the position of the indicator an id in a formula means, ABSENT for none.

    A local id means what it means elsewhere in the file of the indicator: that of the same OPD (conventions §6).
    """
    space, slash, _ = own.rpartition("/")
    local = f"{space}{slash}{written}"
    first, count = index.starts["indicators"], len(index.plan.indicators)
    for name in (local, written.removeprefix("/")):
        at = index.position.get(name, ABSENT) - first
        if 0 <= at < count:
            return at
    return ABSENT


@rule(
    "TGT-14",
    ("target induk sesuai anak-anaknya", "parents have the targets their children give"),
    clause(
        "parent-differs-from-children",
        "warning",
        (
            "{subject} untuk {year}: {got}, sedangkan {formula} memberi {expected}",
            "{subject} for {year}: {got}, but {formula} gives {expected}",
        ),
        (
            "perbaiki target induk atau target anaknya ({children}); selisih sampai 1 persen dianggap pembulatan",
            "mend the target of the parent or those of its children ({children}); up to 1 per cent is taken as rounding",
        ),
    ),
    clause(
        "formula-child-missing",
        "warning",
        (
            "rumus {subject} menyebut '{got}', padahal tidak ada indikator dengan id itu{offers}",
            "the formula of {subject} names '{got}', but no indicator has that id{offers}",
        ),
        (
            "tulis id indikator yang ada pada 'rumus'; kalimat tanpa bentuk f(…) boleh bebas",
            "write the id of an indicator in 'formula'; a sentence that is not of the form f(…) may say anything",
        ),
    ),
)
def parents_and_children(case: Case) -> Outcome:
    """A parent with a formula is, year by year, within 1 % of what the targets of its children give."""
    made = formulas_of(case.index)
    if not made:
        return
    columns, lacks = targets_of(case.index), Lacks()
    known = np.zeros(len(case.plan.indicators) + 2, np.bool_)
    known[list(made)] = True
    everywhere = in_documents(case, "target", lambda _at, _document: True, judged=False)
    rows = in_documents(case, "target", lambda _at, _document: True)
    rows = rows[known[columns.indicator[rows]]]
    yield from _missing_children(case, made)
    children = np.zeros_like(known)
    children[[child for one in made.values() for child in one.children if child != ABSENT]] = True
    place = {_key(columns, row): row for row in everywhere[children[columns.indicator[everywhere]]][::-1].tolist()}
    for row in rows.tolist():
        one = made[int(columns.indicator[row])]
        if not one.is_known:
            lacks.add(int(columns.document[row]), _PROSE, case.plan.indicators[int(columns.indicator[row])].id)
            continue
        yield from _compared(case, row, one, place, lacks)
    yield from lacks.told(case)


_PROSE: Final = Bilingual(
    "rumus yang dapat dihitung untuk {count} target (yang pertama: {first})",
    "a formula that can be computed for {count} target(s) (the first: {first})",
)
_NO_CHILD: Final = Bilingual(
    "angka induk dan semua anaknya dalam dokumen itu untuk {count} target (yang pertama: {first})",
    "numbers of the parent and all its children in that document for {count} target(s) (the first: {first})",
)
_NO_UNIT: Final = Bilingual(
    "satuan induk dan anak yang cocok dengan rumusnya untuk {count} target (yang pertama: {first})",
    "units of parent and children that fit the formula for {count} target(s) (the first: {first})",
)


def _key(columns: TargetColumns, row: int) -> tuple[int, int, int]:
    return int(columns.indicator[row]), int(columns.document[row]), int(columns.period[row])


def _missing_children(case: Case, made: dict[int, Made]) -> Iterator[Violation]:
    """Yield the children that do not exist, of indicators whose owner is judged or that measure no node."""
    judged = np.append(case.judged(), np.ones(len(case.index.ids) - case.index.nodes + 2, np.bool_))
    for at, one in made.items():
        if one.formula is None or not judged[case.index.indicator_owner[at]]:
            continue
        for written, child in zip(one.formula.children, one.children, strict=True):
            if child == ABSENT:
                own = case.plan.indicators[at].id
                offers = ", ".join(near(written, [name for name in case.plan.indicators.ids if name != own]))
                told = Bilingual(f"; mirip: {offers}", f"; near: {offers}") if offers else Bilingual("", "")
                yield Violation(position_of(case, at), "formula-child-missing", {"got": written, "offers": told})


def _compared(
    case: Case, row: int, one: Made, place: dict[tuple[int, int, int], int], lacks: Lacks
) -> Iterator[Violation]:
    """Compare a target with what those of its children in the same document and year give."""
    columns, plan = targets_of(case.index), case.plan
    assert one.formula is not None
    parent, document, period = _key(columns, row)
    name = f"{plan.indicators[parent].id} {columns.periods[period]}"
    rows = [place.get((child, document, period), ABSENT) for child in one.children]
    stated = _number(columns, row)
    values = [_number(columns, at) for at in rows]
    numbers = [value for value in values if value is not None]
    if stated is None or len(numbers) < len(values):
        lacks.add(document, _NO_CHILD, name)
        return
    units = [_unit(case.index, columns, at) for at in (row, *rows)]
    made = _made(case, one.formula, numbers, units, int(columns.year[row]))
    if made is None:
        lacks.add(document, _NO_UNIT, name)
    elif abs(stated - made) > abs(made) * TOLERANCE:
        ids = tuple(plan.indicators[child].id for child in one.children)
        yield Violation(
            None,
            "parent-differs-from-children",
            {
                "year": columns.periods[period],
                "got": columns.cells[int(columns.cell[row])].text,
                "expected": _printed(made),
                "formula": str(plan.indicators[parent].formula),
                "children": ids,
                "home": plan.documents[document].id,
            },
            ids,
            row=("series", int(columns.series[row])),
        )


def _number(columns: TargetColumns, row: int) -> Fraction | None:
    if row == ABSENT or columns.cell[row] == ABSENT:
        return None
    value = columns.cells[int(columns.cell[row])].value
    return Fraction(value.value) if isinstance(value, Number) else None


def _unit(index: Index, columns: TargetColumns, row: int) -> Unit | None:
    """Return the unit of a number: that of its cell, else that of its indicator."""
    own = columns.cells[int(columns.cell[row])].unit
    return units_of(index).find(own) if own else units_of(index).of(int(columns.indicator[row]))


def _printed(value: Fraction) -> Bilingual:
    """Write a recomputed value with as many digits as help to see the difference."""
    text = f"{Decimal(value.numerator) / Decimal(value.denominator):.4f}".rstrip("0").rstrip(".")
    return Bilingual(text.replace(".", ","), text)


def _made(case: Case, formula: Formula, values: list[Fraction], units: list[Unit | None], year: int) -> Fraction | None:
    """Ask the calculators what the children give, in the unit of the parent; None where the units do not fit."""
    known = [unit for unit in units if unit is not None]
    if len(known) < len(units):
        return None
    parent, *children = known
    if formula.function == "ipm":
        return _ipm(case, values, children, year)
    if formula.function == "ratio":
        top, bottom = children
        if values[1] <= 0 or not _is_quotient(parent, top, bottom):
            return None
        per = top.factor / (bottom.factor * parent.factor)
        return over_places({"": (values[0], values[1])}, per=per).exact
    if any((one.dimension, one.factor) != (parent.dimension, parent.factor) for one in children):
        return None
    if formula.function == "sum":
        return total_of(values, "sum") if parent.has_sum else None
    return over_tree(Part(id=str(at), value=value) for at, value in enumerate(values)).exact


def _is_quotient(parent: Unit, top: Unit, bottom: Unit) -> bool:
    """Tell whether a quotient can be in the unit of the parent: a part of a whole is of one thing by the same thing."""
    return parent.kind != "share" or top.dimension == bottom.dimension


def _ipm(case: Case, values: list[Fraction], units: list[Unit], year: int) -> Fraction | None:
    """Return the human development index, of years and of rupiah a person and year."""
    years = find_unit("tahun")
    assert years is not None
    *schooling, money = units
    if any(unit.dimension != years.dimension for unit in schooling) or not money.dimension.startswith("uang"):
        return None
    a_year = years.factor if years.dimension in money.dimension else Fraction(1)
    uhh, hls, rls = (float(value * unit.factor / years.factor) for value, unit in zip(values, schooling, strict=False))
    spending = float(values[3] * money.factor * a_year)
    if spending <= 0:
        return None
    parts = Components(life_expectancy=uhh, expected_schooling=hls, mean_schooling=rls, spending=spending)
    try:
        found = ipm(parts, on=date(year, 1, 1), law=case.law).value
    except NoValueError:
        return None
    return None if found is None else Fraction(found)


RULES: tuple[Rule, ...] = (parents_and_children,)
