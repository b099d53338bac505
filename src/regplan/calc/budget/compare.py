"""Why a stated total and the sum of its parts differ: rounding, digits, a line, a unit; told by the precision printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, Literal, TypeAlias

import attrs

from regplan.errors import CallError
from regplan.values.money import Rupiah, is_money, read_rupiah, rupiah

__all__ = ["Difference", "DifferenceKind", "explain_difference"]

DifferenceKind: TypeAlias = Literal[
    "equal",
    "unknown",
    "float_trace",
    "sign",
    "unit",
    "digit_swap",
    "digit_lost",
    "missing_part",
    "part_twice",
    "few_rows",
    "rounding",
    "other",
]
"""
What may have happened. ``unknown``: an amount is not known. ``float_trace``: nothing but digits below the sen. ``unit``: one is in
thousands, millions or billions of the other. ``digit_swap``: two neighbouring digits change places. ``digit_lost``: one digit
stands in one number alone. ``missing_part``: the stated total lacks one part; ``part_twice``: it has one twice.
``few_rows``: it is the sum of some parts that stand side by side, as where a sum in a sheet begins or ends at the wrong row.
``rounding``: no more than what rounding to the printed precision leaves.
"""


@attrs.frozen(kw_only=True)
class Difference:
    """
    A difference explained.

    Attributes:
        kind: What explains it best.
        others: What explains it as well.
        stated: The stated total as read; None where it is unknown.
        computed: The sum of the parts.
        difference: stated − computed.
        precision: One unit of the last place that is printed, in rupiah.
        rounding: The most that rounding to it can leave.
        factor: How many times larger one is, for ``unit``: what the stated total is multiplied by.
        part: Position of the part that lacks or stands twice.
    """

    kind: DifferenceKind
    others: tuple[DifferenceKind, ...] = ()
    stated: Rupiah | None
    computed: Rupiah | None
    difference: Rupiah | None
    precision: Rupiah
    rounding: Fraction
    factor: Fraction | None = None
    part: int | None = None


def explain_difference(
    stated: Rupiah | str | None,
    computed: Rupiah | None,
    parts: Iterable[Rupiah | None] = (),
    *,
    precision: Rupiah | None = None,
) -> Difference:
    """
    Explain how a stated total differs from the sum of its parts; each explanation is possible, none is proved.

    Args:
        stated: The total as printed: text (``"12,3 miliar"``, whose precision is read from it) or exact rupiah.
        computed: The sum of the parts, exact; digits below the sen, which floats leave, are told and rounded.
        parts: The parts, so that a missing line is found, and how much their own rounding may leave.
        precision: One unit of the last printed place, in rupiah (1000 where the table is in thousands); read from *stated*
            when left out, where 0 places mean a whole rupiah.

    Returns:
        The explanation: the first that fits, in the order sign, unit, digits, part, rounding, and all others that fit.

    Raises:
        CallError: *stated* is text that says no amount, or *precision* is not above zero.

    Example:
        >>> explain_difference("12,3 miliar", 12_345_000_000).kind
        'rounding'
        >>> explain_difference(1_235, 1_234_567_890, precision=1).kind
        'unit'
        >>> explain_difference(540, 450, [200, 250]).kind, explain_difference(200, 450, [200, 250]).kind
        ('digit_swap', 'missing_part')
    """
    known = list(parts)
    amount, place = _read(stated, precision)
    if amount is None or computed is None or None in known:
        return Difference(
            kind="unknown", stated=amount, computed=None, difference=None, precision=place, rounding=Fraction(0)
        )
    exact = rupiah(Decimal(computed).quantize(_SEN))
    whole = [part for part in known if part is not None]
    leaves = _rounding(place, exact, whole)
    found = [(kind, fact) for kind, test in _TESTS if (fact := test(amount, exact, whole, leaves, place)) is not None]
    if amount == exact:
        found = [("float_trace" if exact != computed else "equal", 0)]
    facts = dict(found)
    kinds = [kind for kind, _ in found] or ["other"]
    return Difference(
        kind=kinds[0],
        others=tuple(kinds[1:]),
        stated=amount,
        computed=exact,
        difference=rupiah(Decimal(amount) - Decimal(exact)),
        precision=place,
        rounding=leaves,
        factor=Fraction(facts["unit"]) if "unit" in facts else None,
        part=next((int(facts[kind]) for kind in ("missing_part", "part_twice") if kind in facts), None),
    )


_SEN: Final = Decimal("0.01")


def _read(stated: Rupiah | str | None, precision: Rupiah | None) -> tuple[Rupiah | None, Rupiah]:
    """Read the stated total and one unit of its last place."""
    if precision is not None and precision <= 0:
        msg = f"precision is one unit of the last printed place, above zero, not {precision}"
        raise CallError(msg)
    if not isinstance(stated, str):
        if stated is not None and not is_money(stated):
            msg = f"stated takes exact rupiah (int, or Decimal with sen) or text, not {stated!r}"
            raise CallError(msg)
        return stated, precision or (_SEN if isinstance(stated, Decimal) else 1)
    reading = read_rupiah(stated)
    if reading.amount is None:
        told = f" (it may be {' or '.join(reading.readings)})" if reading.readings else ""
        msg = f"{stated!r} says no amount: {reading.fault}{told}"
        raise CallError(msg)
    return reading.amount, precision or _place_of(stated, reading.amount)


def _place_of(text: str, amount: Rupiah) -> Rupiah:
    """Find the size of the last printed place: that of the number, times the word behind it (``miliar``)."""
    word = re.search(r"[a-z]*(?=\s*\)?\s*$)", text, re.IGNORECASE)
    unit = read_rupiah(f"1 {word[0]}").amount if word and word[0] else 1
    number = re.search(r"\d[\d.,]*", text)
    head, _, last = re.sub(r",$", "", number[0]).replace(",", ".").rpartition(".") if number else ("", "", "")
    whole = Decimal(re.sub(r"\D", "", head) or 0)
    is_fraction = bool(head) and abs(Decimal(amount)) < (whole + 1) * Decimal(unit or 1)
    return rupiah(Decimal(unit or 1).scaleb(-len(last))) if is_fraction else unit or 1


def _rounding(place: Rupiah, computed: Rupiah, parts: Sequence[Rupiah]) -> Fraction:
    """
    Return the most that rounding leaves: half a unit for the total, and half for each part that is rounded to it too.

    Parts in whole rupiah under a total in whole rupiah are taken as exact (methods §0: n/2 of the last unit).
    """
    both = place > 1 and computed % place == 0 and all(part % place == 0 for part in parts)
    return Fraction(place) * (len(parts) + 1 if both else 1) / 2


Test: TypeAlias = Callable[[Rupiah, Rupiah, Sequence[Rupiah], Fraction, Rupiah], "Fraction | int | None"]


def _sign(stated: Rupiah, computed: Rupiah, *_: Any) -> int | None:
    return 0 if stated == -computed and stated else None


def _unit(stated: Rupiah, computed: Rupiah, _: Sequence[Rupiah], __: Fraction, place: Rupiah) -> Fraction | None:
    """Try thousands, millions, billions both ways, within one unit of the last place, so that cut-off digits fit too."""
    for power in (10**3, 10**6, 10**9):
        if stated and abs(Fraction(stated) * power - Fraction(computed)) < Fraction(place) * power:
            return Fraction(power)
        if computed and abs(Fraction(computed) * power - Fraction(stated)) < power:
            return Fraction(1, power)
    return None


def _digits(amount: Rupiah) -> str:
    return str(int(abs(Decimal(amount)) * 100))


def _swap(stated: Rupiah, computed: Rupiah, *_: Any) -> int | None:
    one, other = _digits(stated), _digits(computed)
    apart = [at for at in range(len(one)) if one[at] != other[at]] if len(one) == len(other) else []
    crossed = len(apart) == 2 and apart[1] == apart[0] + 1
    same = crossed and one[apart[0]] == other[apart[1]] and one[apart[1]] == other[apart[0]]
    return 0 if same and (stated < 0) == (computed < 0) else None


def _lost(stated: Rupiah, computed: Rupiah, *_: Any) -> int | None:
    """Tell whether one number is the other without one digit; of whole rupiah, because sen are written by all or none."""
    if stated != int(stated) or computed != int(computed) or (stated < 0) != (computed < 0):
        return None
    short, long = sorted((str(abs(int(stated))), str(abs(int(computed)))), key=len)
    if len(long) != len(short) + 1 or short == "0":
        return None
    return 0 if any(long[:at] + long[at + 1 :] == short for at in range(len(long))) else None


def _missing(stated: Rupiah, computed: Rupiah, parts: Sequence[Rupiah], *_: Any) -> int | None:
    lacks = Decimal(computed) - Decimal(stated)
    return next((at for at, part in enumerate(parts) if part and Decimal(part) == lacks), None)


def _twice(stated: Rupiah, computed: Rupiah, parts: Sequence[Rupiah], *_: Any) -> int | None:
    return _missing(computed, stated, parts)


def _few(stated: Rupiah, _: Rupiah, parts: Sequence[Rupiah], *__: Any) -> int | None:
    """Tell whether parts that stand side by side total what is stated, by running sums."""
    wanted, running = Decimal(stated), Decimal(0)
    seen = {running}
    for part in parts:
        running += Decimal(part)
        if wanted and running - wanted in seen:
            return 0
        seen.add(running)
    return None


def _round(stated: Rupiah, computed: Rupiah, _: Sequence[Rupiah], leaves: Fraction, __: Rupiah) -> int | None:
    return 0 if abs(Fraction(stated) - Fraction(computed)) <= leaves else None


_TESTS: Final[tuple[tuple[DifferenceKind, Test], ...]] = (
    ("sign", _sign),
    ("unit", _unit),
    ("digit_swap", _swap),
    ("digit_lost", _lost),
    ("missing_part", _missing),
    ("part_twice", _twice),
    ("few_rows", _few),
    ("rounding", _round),
)
