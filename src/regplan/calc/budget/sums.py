"""Exact sums of columns of sen: in 64 bits where it is proved that nothing wraps, else in Python's integers."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import floor
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from regplan.index.columns import Ints

__all__ = ["Sums", "apportioned", "dense", "fits", "joined", "sums_of", "total_of"]

Sums: TypeAlias = npt.NDArray[Any]
"""A column of sen: 64-bit integers, or Python's own."""


def fits(amounts: Ints) -> bool:
    """Prove that no sum of these amounts passes 64 bits."""
    if len(amounts) * max(int(amounts.max(initial=0)), -int(amounts.min(initial=0))) < 2**63:
        return True
    sizes = np.abs(amounts)
    high, low = sizes >> _HALF, sizes & ((1 << _HALF) - 1)
    return (int(high.sum()) << _HALF) + int(low.sum()) < 2**63


_HALF: Final = 32
"""Bits of the lower half of an amount; sums of halves cannot wrap, because one amount is bounded (conventions §1)."""


def sums_of(groups: Ints, amounts: Ints, size: int) -> Sums:
    """
    Add up amounts group by group.

    Args:
        groups: The number of the group of each amount, 0 to *size* - 1.
        amounts: Sen.
        size: How many groups there are.

    Returns:
        Sen of each group, exact.

    Example:
        >>> sums_of(np.array([0, 1, 0]), np.array([5, 7, 6]), 3).tolist()
        [11, 7, 0]
        >>> sums_of(np.zeros(99, np.int64), np.full(99, 10**17), 1).tolist() == [99 * 10**17]
        True
    """
    safe = fits(amounts)
    sums: Sums = np.zeros(size, np.int64 if safe else np.object_)
    np.add.at(sums, groups, amounts if safe else amounts.astype(np.object_))
    return sums


def total_of(amounts: Ints) -> int:
    """
    Add up all amounts.

    Example:
        >>> total_of(np.full(99, 10**17)) == 99 * 10**17
        True
    """
    return int(amounts.sum()) if fits(amounts) else sum(amounts.tolist())


def joined(*columns: Ints) -> Ints:
    """
    Number the different rows of several columns, in the order of their values.

    Example:
        >>> joined(np.array([1, 0, 1]), np.array([-1, 5, -1])).tolist()
        [1, 0, 1]
    """
    number = _dense(columns[0])
    for column in columns[1:]:
        other = _dense(column)
        number = _dense(number * (int(other.max(initial=0)) + 1) + other)
    return number


def _dense(column: Ints) -> Ints:
    low = int(column.min(initial=0))
    return dense(column - low if low else column)[1]


def dense(column: Ints) -> tuple[Ints, Ints]:
    """
    Find the different values of a column, none below zero, in order, and the place of each row's among them.

    Example:
        >>> values, places = dense(np.array([7, 3, 7]))
        >>> values.tolist(), places.tolist()
        ([3, 7], [1, 0, 1])
    """
    size = int(column.max(initial=-1)) + 1
    if size > _SPREAD * (len(column) + 1):
        values, places = np.unique(column, return_inverse=True)
        return values, places
    marks = np.zeros(size, np.bool_)
    marks[column] = True
    place = np.cumsum(marks) - 1
    return np.flatnonzero(marks), place[column]


_SPREAD: Final = 8
"""Up to how many times as many possible values as rows marking them is cheaper than sorting."""


def apportioned(parts: Sequence[Fraction], total: int) -> list[int]:
    """
    Round exact parts of a whole to whole sen that total it: each down, the rest by largest remainder, first come first.

    Args:
        parts: Exact sen; they total *total*.
        total: Whole sen.

    Returns:
        Whole sen in the order of the parts, each less than one away from its part.

    Example:
        >>> apportioned([Fraction(10, 3)] * 3, 10)
        [4, 3, 3]
    """
    whole = [floor(part) for part in parts]
    order = sorted(range(len(parts)), key=lambda at: (whole[at] - parts[at], at))
    for at in order[: total - sum(whole)]:
        whole[at] += 1
    return whole
