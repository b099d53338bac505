"""
Evaluation forms E.19, E.78, E.79, E.81 and T-C.29: their columns computed, and printed ones checked (regulations §4.5).

A row has performance (K) and money (Rp); each is a row of cells of its own. The "+" columns are for indicators that add
up: "sum", and "increment", of which quarters, the year and its target are additions, and what was before and the target at the
end are stocks. Of others the latest value takes the place of the sum, and the answer says so (``note``).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final, TypeAlias

import attrs

from regplan.calc.targets import reasons
from regplan.calc.targets.achievement import achievement
from regplan.calc.targets.aggregation import Missing, over_time
from regplan.calc.targets.exact import HUNDRED, Exact, fraction_of
from regplan.calc.targets.form_tables import QUARTERS, Cell, Form, FormName, form_of
from regplan.calc.targets.points import Method
from regplan.model.words import Accumulation, Polarity
from regplan.values.lang import Bilingual

__all__ = ["Computed", "Disagreement", "check_form", "evaluate_form"]


@attrs.frozen(kw_only=True)
class Computed:
    """
    A column computed from others.

    Attributes:
        exact: Its value; None where it is not known.
        formula: Form, column number and formula applied.
        from_cells: The columns it was computed from.
        note: That the latest value took the place of the sum, where it did.
        reason: Why there is no value.
    """

    exact: Fraction | None = None
    formula: str = ""
    from_cells: tuple[Cell, ...] = ()
    note: Bilingual | None = None
    reason: Bilingual | None = None

    @property
    def value(self) -> float | None:
        """The value as a float, for showing."""
        return None if self.exact is None else float(self.exact)


_NON_ADDITIVE = Bilingual(
    "indikator tidak dijumlahkan: nilai terakhir menggantikan jumlah",
    "non-additive: the latest value takes the place of the sum",
)

_Row: TypeAlias = Mapping[Cell, Fraction]


def evaluate_form(
    name: FormName,
    cells: Mapping[Cell, Exact | None],
    *,
    accumulation: Accumulation,
    polarity: Polarity | None = None,
    method: Method = "ratio",
    missing: Missing = "propagate",
) -> dict[Cell, Computed]:
    """
    Compute the columns of a row that follow from the others, one after the other.

    Args:
        name: The form.
        cells: What is known of the row, K or Rp; computed columns that are given are not used.
        accumulation: How periods of the indicator make one; money and counts are "sum".
        polarity: Whether more is better; where it is given, rates are achievements by it. Without it rates are those
            printed on the form, result by target, and those of indicators that do not add up are not known.
        method: The family of formulas for achievements of falling indicators.
        missing: What a missing quarter does; missing is never zero.

    Returns:
        Each computed column of the form, in the unit of the row or in percent.

    Raises:
        UnknownNameError: There is no form of that name.
        MissingValueError: A quarter is missing and ``missing`` is "error".

    Example:
        >>> row = evaluate_form("E-19", {"end_target": 100, "before": 40, "target": 20, "result": 18}, accumulation="sum")
        >>> row["year_rate"].value, row["cumulative"].value, row["rate"].value
        (90.0, 58.0, 58.0)
    """
    form = form_of(name)
    known = {cell: fraction_of(value) for cell, value in cells.items() if value is not None}
    for cell in form.computed:
        known.pop(cell, None)
    made: dict[Cell, Computed] = {}
    for cell in form.computed:
        made[cell] = _compute(form, cell, known, accumulation, polarity, method, missing)
        exact = made[cell].exact
        if exact is not None:
            known[cell] = exact
    return made


def _compute(
    form: Form,
    cell: Cell,
    known: _Row,
    accumulation: Accumulation,
    polarity: Polarity | None,
    method: Method,
    missing: Missing,
) -> Computed:
    adds = accumulation in _ADDING
    if cell == "result":
        return _of_quarters(form, known, accumulation, missing)
    if cell == "cumulative":
        return _up_to_now(form, known, adds=adds)
    top: Cell = "result" if cell == "year_rate" else "cumulative"
    bottom: Cell = "target" if cell == "year_rate" else "end_target"
    judged = None if adds and polarity is None else (polarity, method)
    return _rate(form, cell, known, (top, bottom), judged, None if adds else _NON_ADDITIVE)


_ADDING: Final = frozenset({"sum", "increment"})


def _of_quarters(form: Form, known: _Row, accumulation: Accumulation, missing: Missing) -> Computed:
    quarters = {f"unstated-{cell.upper()}": known.get(cell) for cell in QUARTERS}
    total = over_time(quarters, accumulation, missing=missing, baseline=0)  # the additions of the year alone
    used = tuple(cell for cell in QUARTERS if cell in known)
    return Computed(
        exact=total.exact,
        formula=f"{_named(form, 'result')}: {total.variant} of the quarters",
        from_cells=used,
        note=None if accumulation in _ADDING else _NON_ADDITIVE,
        reason=total.reason,
    )


def _up_to_now(form: Form, known: _Row, *, adds: bool) -> Computed:
    """Add the year to what was before; of what does not add up, take the latest value."""
    cells: tuple[Cell, ...] = (
        ("before", "result", "next_target") if "next_target" in form.columns else ("before", "result")
    )
    if not adds:
        cells = cells[-1:]
    formula = f"{_named(form, 'cumulative')} = {' + '.join(str(form.columns[cell]) for cell in cells)}"
    note = None if adds else _NON_ADDITIVE
    gone = [cell for cell in cells if cell not in known]
    if gone:
        return Computed(formula=formula, note=note, reason=reasons.said(reasons.NO_VALUE, ", ".join(gone)))
    return Computed(
        exact=sum((known[cell] for cell in cells), Fraction(0)), formula=formula, from_cells=cells, note=note
    )


def _rate(
    form: Form,
    cell: Cell,
    known: _Row,
    pair: tuple[Cell, Cell],
    judged: tuple[Polarity | None, Method] | None,
    note: Bilingual | None,
) -> Computed:
    """Divide result by target; where a polarity is given or needed, the achievement by polarity and method."""
    top, bottom = pair
    reached, aim = known.get(top), known.get(bottom)
    plain = f"{_named(form, cell)} = {form.columns[top]} / {form.columns[bottom]} × 100"
    if judged is None:
        if reached is None or aim is None:
            lack = ", ".join(one for one in pair if one not in known)
            return Computed(formula=plain, reason=reasons.said(reasons.NO_VALUE, lack))
        if aim == 0:
            return Computed(formula=plain, reason=reasons.ZERO_DIVISOR)
        return Computed(exact=HUNDRED * reached / aim, formula=plain, from_cells=pair)
    polarity, method = judged
    told = achievement(reached, aim, polarity=polarity, method=method)
    formula = f"{_named(form, cell)}: {told.variant} of {form.columns[top]} and {form.columns[bottom]}"
    return Computed(exact=told.exact, formula=formula, from_cells=pair, note=note, reason=told.reason)


def _named(form: Form, cell: Cell) -> str:
    return f"{form.name} {form.columns[cell]}"


@attrs.frozen(kw_only=True)
class Disagreement:
    """
    A printed column that is not what the columns it follows from make.

    Attributes:
        cell: The column.
        number: Its number on the form.
        expected: What the other printed columns make.
        got: What is printed.
        formula: How it follows.
    """

    cell: Cell
    number: int
    expected: Fraction
    got: Fraction
    formula: str

    @property
    def difference(self) -> Fraction:
        """What is printed less what is expected."""
        return self.got - self.expected


DUST: Final = Fraction(1, 10**12)
"""What computing in floats may leave: of a sum relative to its largest term, of a rate to the rate itself."""


def check_form(
    name: FormName,
    cells: Mapping[Cell, Exact | None],
    *,
    accumulation: Accumulation = "sum",
    digits: int | None = None,
) -> tuple[Disagreement, ...]:
    """
    Say which printed columns of a row are not what the row's other printed columns make, by the form's own formulas.

    Each column is held against the columns as printed, so that one error is named once and not carried on. What lacks
    an input is not judged, except that blank quarters beside filled ones add nothing, as on the sheet. Whole numbers
    are compared exactly, others within what floats leave.

    Args:
        name: The form.
        cells: The row as printed, K or Rp; None for blank cells and for those that are no number.
        accumulation: "sum" holds the row against the formulas as they are printed on the form, whatever the indicator
            is; with another one sums are held against it, and rates, which are another question then, are not judged.
        digits: Decimals the source rounds percentages to; None where it prints them in full.

    Returns:
        What disagrees, in the order of the columns.

    Raises:
        UnknownNameError: There is no form of that name.

    Example:
        >>> row = {"before": 35, "q1": 0, "q4": 35, "result": 0, "cumulative": 35, "end_target": 40, "rate": 87.5}
        >>> [(one.number, int(one.expected), int(one.got)) for one in check_form("E-81", row)]
        [(12, 35, 0)]
    """
    form = form_of(name)
    known = {cell: fraction_of(value) for cell, value in cells.items() if value is not None}
    found = []
    for cell in form.computed:
        made = _compute(form, cell, known, accumulation, None, "ratio", "skip")
        if cell not in known or made.exact is None:
            continue
        is_rate = cell in {"year_rate", "rate"}
        terms = () if is_rate else tuple(known[one] for one in made.from_cells)
        if not _agree(known[cell], made.exact, terms, digits if is_rate else None):
            number = form.columns[cell]
            found.append(
                Disagreement(cell=cell, number=number, expected=made.exact, got=known[cell], formula=made.formula)
            )
    return tuple(found)


def _agree(got: Fraction, expected: Fraction, terms: tuple[Fraction, ...], digits: int | None) -> bool:
    """Tell whether two numbers are one: exactly where all are whole, else within dust, or within printed digits."""
    numbers = (got, expected, *terms)
    if digits is not None and abs(got - expected) <= Fraction(1, 2 * 10**digits):
        return True
    if terms and all(one.denominator == 1 for one in numbers):
        return got == expected
    return abs(got - expected) <= DUST * max(map(abs, numbers))
