"""Achievement of columns of plain numbers: the formulas of ``achievement``, on whole arrays at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple, TypeAlias, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from regplan.calc.targets.points import FORMULAS, Method
from regplan.calc.targets.policy import RAW, Policy
from regplan.errors import UnknownNameError
from regplan.model.words import Polarity
from regplan.values.text import near

__all__ = ["POLARITIES", "VARIANTS", "Achievements", "achievements", "polarity_codes"]

Floats: TypeAlias = NDArray[np.float64]
Bools: TypeAlias = NDArray[np.bool_]
Codes: TypeAlias = NDArray[np.int8]

POLARITIES: Final[tuple[str, ...]] = get_args(Polarity)
"""The polarity of a code; −1 is "not stated"."""
_INNER: Final = ("ACH-01", "ACH-02", "ACH-03", "ACH-04", "ACH-05", "ACH-08", "ACH-11")
_MISSED: Final = tuple(f"{outer}/{inner}" for outer in ("ACH-06", "ACH-07") for inner in _INNER)
VARIANTS: Final[tuple[str, ...]] = (*FORMULAS, *_MISSED, "")
"""The variant of a code; the last one is none."""
_CODE: Final[dict[str, int]] = {name: at for at, name in enumerate(VARIANTS)}
_NONE: Final = len(VARIANTS) - 1


class Achievements(NamedTuple):
    """Percentages, nan where there is none, and the code in ``VARIANTS`` of the formula applied to each."""

    percents: Floats
    codes: Codes

    @property
    def variants(self) -> NDArray[np.str_]:
        """The variants as text (``ACH-03``); empty where none applies."""
        return np.array(VARIANTS)[self.codes]


class _Columns(NamedTuple):
    """The inputs as columns of one length."""

    result: Floats
    target: Floats
    upper: Floats
    baseline: Floats
    polarity: Codes


def achievements(
    results: ArrayLike,
    targets: ArrayLike,
    *,
    polarity: Polarity | Sequence[str | None] | Codes,
    method: Method,
    upper: ArrayLike | None = None,
    baselines: ArrayLike | None = None,
    policy: Policy = RAW,
    beyond: bool = False,
) -> Achievements:
    """
    Compare columns of results and targets; equal to ``achievement`` value by value within float rounding.

    Args:
        results: What was reached; nan is missing.
        targets: What was to be reached, or the lower end of an interval; nan is missing.
        polarity: One word for all, a word or None for each, or an array of codes as of ``polarity_codes``.
        method: The family of formulas for falling indicators.
        upper: The upper ends of intervals; nan where the target is one number.
        baselines: Where each began; nan where not known.
        policy: Floor and cap; raw by default.
        beyond: Whether passing the far end of an interval counts for more than 100.

    Returns:
        Percentages and variants, in the shape of the inputs broadcast against each other.

    Raises:
        UnknownNameError: A polarity is no known word or code, or the method is no known word.

    Example:
        >>> found = achievements([12, 8, np.nan], [10, 10, 10], polarity="down", method="mirrored")
        >>> found.percents.tolist(), found.variants.tolist()
        ([80.0, 120.0, nan], ['ACH-03', 'ACH-03', ''])
    """
    if method not in get_args(Method):
        raise UnknownNameError(str(method), "method", near(str(method), get_args(Method)))
    columns = _columns(results, targets, upper, baselines, polarity)
    shares = np.full(columns.result.shape, np.nan)
    codes = np.full(columns.result.shape, _NONE, np.int8)
    stated = ~np.isnan(columns.result) & ~np.isnan(columns.target) & (columns.polarity >= 0)
    with np.errstate(all="ignore"):
        for name, code in (("up", 0), ("down", 1), ("range", 2), ("stable", 3), ("binary", 4)):
            rows = stated & (columns.polarity == code)
            if not rows.any():
                continue
            part = _Columns(*(column[rows] for column in columns))
            shares[rows], codes[rows] = _of_polarity(part, name, method, beyond=beyond)
        percents = _limited(100 * shares, policy)
    return Achievements(percents, codes)


def polarity_codes(words: Sequence[str | None]) -> Codes:
    """
    Turn words of polarity into codes.

    Raises:
        UnknownNameError: One is no known word.

    Example:
        >>> polarity_codes(["down", None]).tolist()
        [1, -1]
    """
    known: dict[str | None, int] = {word: at for at, word in enumerate(POLARITIES)}
    known[None] = -1
    try:
        return np.array([known[word] for word in words], np.int8)
    except KeyError as error:
        word = str(error.args[0])
        raise UnknownNameError(word, "polarity", near(word, POLARITIES)) from None


def _columns(
    results: ArrayLike, targets: ArrayLike, upper: ArrayLike | None, baselines: ArrayLike | None, polarity: Any
) -> _Columns:
    codes = polarity_codes([polarity])[0] if isinstance(polarity, str) else _codes(polarity)
    given = [results, targets, np.nan if upper is None else upper, np.nan if baselines is None else baselines]
    *numbers, codes = np.broadcast_arrays(*(np.asarray(one, np.float64) for one in given), codes)
    result, target, above, began = numbers
    spanned = ~np.isnan(above)
    low, high = (
        np.where(spanned, np.minimum(target, above), target),
        np.where(spanned, np.maximum(target, above), above),
    )
    return _Columns(result, low, high, began, codes)


def _codes(given: Any) -> Codes:
    """Take codes as they are, and words as their codes; a number that is no code is refused by name."""
    array = np.asarray(given)
    if array.dtype.kind not in "iuf":
        return polarity_codes(array.ravel().tolist()).reshape(array.shape)
    wrong = array[~np.isin(array, range(-1, len(POLARITIES)))]
    if wrong.size:
        raise UnknownNameError(str(wrong[0]), "code of a polarity", _TOLD_CODES)
    return array.astype(np.int8)


_TOLD_CODES: Final = ("-1 (not stated)", *(f"{code} ({word})" for code, word in enumerate(POLARITIES)))


def _limited(percents: Floats, policy: Policy) -> Floats:
    """Apply floor and cap; what is larger than any number is none without a cap."""
    boundless = np.isposinf(percents)
    within = percents if policy.floor is None else np.maximum(percents, policy.floor)
    if policy.cap is not None:
        return np.minimum(within, policy.cap)
    return np.where(boundless, np.nan, within) if boundless.any() else within


def _of_polarity(part: _Columns, name: str, method: Method, *, beyond: bool) -> tuple[Floats, Codes]:
    if name == "up" or name == "down":  # noqa: PLR1714 - narrows the type
        return _directed(part, method, rising=name == "up", beyond=beyond)
    spanned = ~np.isnan(part.upper)
    if name == "binary":
        met = np.where(spanned, (part.target <= part.result) & (part.result <= part.upper), part.result == part.target)
        return met.astype(np.float64), _all(part, "ACH-10")
    width = part.upper - part.target
    outside = np.maximum(part.target - part.result, part.result - part.upper)
    ranged = np.where(outside <= 0, 1.0, np.where(width > 0, (width - outside) / width, np.nan))
    if name == "range":
        return np.where(spanned, ranged, np.nan), _all(part, "B1-range")
    codes = np.where(spanned, _CODE["B1-range"], _CODE["B1-stable"]).astype(np.int8)
    return np.where(spanned, ranged, _stable(part.result, part.target)), codes


def _all(part: _Columns, variant: str) -> Codes:
    return np.full(part.result.shape, _CODE[variant], np.int8)


def _stable(result: Floats, target: Floats) -> Floats:
    """1 − |R − T| / |T|, written so that nothing cancels: the lesser of R / T and its mirror image."""
    share = np.minimum(result / target, (2 * target - result) / target)
    return np.where(target == 0, np.where(result == 0, 1.0, np.nan), share)


def _directed(part: _Columns, method: Method, *, rising: bool, beyond: bool) -> tuple[Floats, Codes]:
    spanned = ~np.isnan(part.upper)
    limit = part.target if rising else np.where(spanned, part.upper, part.target)
    shares, codes = _against(part, limit, method, rising=rising)
    if not spanned.any():
        return shares, codes
    outer = "ACH-06" if rising else "ACH-07"
    met = spanned & (part.result >= limit if rising else part.result <= limit)
    codes = np.where(spanned, _missed(outer, codes), codes)
    shares, codes = np.where(met, 1.0, shares), np.where(met, _CODE[outer], codes)
    if beyond:
        far = part.upper if rising else part.target
        past = spanned & (part.result > far if rising else part.result < far)
        more, inner = _against(part, far, method, rising=rising)
        shares, codes = np.where(past, more, shares), np.where(past, _missed(outer, inner), codes)
    return shares, codes.astype(np.int8)


def _missed(outer: str, codes: Codes) -> Codes:
    """Name the point formula that was applied to the end of an interval."""
    table = np.full(len(VARIANTS), _NONE, np.int8)
    for inner in _INNER:
        table[_CODE[inner]] = _CODE[f"{outer}/{inner}"]
    return table[codes]


def _against(part: _Columns, target: Floats, method: Method, *, rising: bool) -> tuple[Floats, Codes]:
    result = part.result
    if method == "from_baseline":
        return _from_baseline(part, target, rising=rising)
    if rising:
        codes = np.where(target == 0, _CODE["ACH-11"], _CODE["ACH-01"]).astype(np.int8)
        return np.where(target > 0, result / target, np.nan), codes
    if method == "complement":
        valid = (target >= 0) & (target < 100) & (result >= 0) & (result <= 100)
        return np.where(valid, (100 - result) / (100 - target), np.nan), _all(part, "ACH-04")
    if method == "ratio":
        shares, variant = np.where((target > 0) & (result >= 0), target / np.abs(result), np.nan), "ACH-02"
    else:
        shares, variant = np.where(target > 0, (2 * target - result) / target, np.nan), "ACH-03"
    zero = target == 0
    if not zero.any():
        return shares, _all(part, variant)
    missed = np.where((result > 0) & (part.baseline > 0), (part.baseline - result) / part.baseline, np.nan)
    to_zero = np.where(result == 0, 1.0, np.maximum(missed, 0))
    return np.where(zero, to_zero, shares), np.where(zero, _CODE["ACH-11"], _CODE[variant]).astype(np.int8)


def _from_baseline(part: _Columns, target: Floats, *, rising: bool) -> tuple[Floats, Codes]:
    result, began = part.result, part.baseline
    right = target > began if rising else target < began
    progress = np.where(right, (result - began) / (target - began), np.nan)
    kept = target == began
    over, under = (result, target) if rising else (target, result)
    slipped = np.where((result >= 0) & (target >= 0) & (under != 0), over / under, np.nan)
    met = result >= target if rising else result <= target
    shares = np.where(kept, np.where(met, 1.0, slipped), progress)
    return shares, np.where(kept, _CODE["ACH-08"], _CODE["ACH-05"]).astype(np.int8)
