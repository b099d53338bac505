"""Aggregation of columns: the formulas of ``aggregation`` and ``tree`` on whole arrays at once."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from regplan.calc.targets.exact import among
from regplan.calc.targets.tree import TreeMethod
from regplan.errors import CallError, WeightsError
from regplan.model.words import Accumulation

__all__ = ["Totals", "rates", "totals", "tree_values"]

Floats: TypeAlias = NDArray[np.float64]
Ways: TypeAlias = Literal["skip", "propagate"]


class Totals(NamedTuple):
    """Values, nan where there is none, and the share of the weight that has data."""

    values: Floats
    coverage: Floats


def totals(
    values: ArrayLike, accumulation: Accumulation, *, missing: Ways = "propagate", baselines: ArrayLike | None = None
) -> Totals:
    """
    Make one value of each row of periods; equal to ``over_time`` row by row within float rounding.

    Args:
        values: One row an indicator, one column a period, earliest first; nan is missing.
        accumulation: How the periods make one.
        missing: What a missing value does.
        baselines: The stock of each row that increments are added to.

    Raises:
        CallError: ``increment`` without baselines.

    Example:
        >>> totals([[1, 2, np.nan], [1, 2, 3]], "sum", missing="skip").values.tolist()
        [3.0, 6.0]
    """
    among(accumulation, "accumulation", get_args(Accumulation))
    among(missing, "way with missing values", get_args(Ways))
    if accumulation == "increment" and baselines is None:
        msg = "increment adds to the stock of the baseline: give baselines"
        raise CallError(msg)
    cells = np.asarray(values, np.float64)
    known = ~np.isnan(cells)
    count = known.sum(axis=1)
    made = _made(cells, known, count, accumulation)
    if accumulation == "increment":
        made = made + np.asarray(baselines, np.float64)
    bad = count < (cells.shape[1] if missing == "propagate" else 1)
    return Totals(np.where(bad | (count == 0), np.nan, made), count / max(1, cells.shape[1]))


def _made(cells: Floats, known: NDArray[np.bool_], count: NDArray[np.int64], accumulation: Accumulation) -> Floats:
    made: Floats
    if accumulation == "last":
        made = cells[np.arange(len(cells)), cells.shape[1] - 1 - np.argmax(known[:, ::-1], axis=1)]
    elif accumulation == "max":
        made = np.max(cells, axis=1, initial=-np.inf, where=known)
    elif accumulation == "min":
        made = np.min(cells, axis=1, initial=np.inf, where=known)
    else:
        made = np.sum(cells, axis=1, where=known)
        made = made / np.maximum(count, 1) if accumulation == "mean" else made
    return made


def tree_values(
    values: ArrayLike,
    parents: ArrayLike,
    size: int,
    *,
    weights: ArrayLike | None = None,
    method: TreeMethod = "weighted",
    missing: Ways = "propagate",
) -> Totals:
    """
    Make the value of each parent of those of its children; weights are made to total 1 within each parent.

    Args:
        values: The values of the children, of one unit; nan is missing. Cap achievements first.
        parents: The position of the parent of each.
        size: How many parents there are.
        weights: The weight of each child; the same for all when omitted.
        method: Weighted mean, minimum, or geometric mean.
        missing: What a missing value does.

    Example:
        >>> tree_values([0.9, 0.6, 1.1], [0, 0, 0], 1, weights=[0.5, 0.3, 0.2]).values.round(12).tolist()
        [0.85]
    """
    among(method, "method", get_args(TreeMethod))
    among(missing, "way with missing values", get_args(Ways))
    cells, place = np.asarray(values, np.float64), np.asarray(parents, np.int64)
    weight = np.ones(len(cells)) if weights is None else np.asarray(weights, np.float64)
    if (weight < 0).any():
        msg = "weights are not negative"
        raise WeightsError(msg)
    known = ~np.isnan(cells)
    whole = np.bincount(place, weight, size)
    there = np.asarray(np.bincount(place[known], weight[known], size), np.float64)
    gaps = np.bincount(place[~known], minlength=size) > 0
    with np.errstate(all="ignore"):
        made = _gathered(cells[known], place[known], weight[known], there, method)
        coverage = np.where(whole > 0, there / whole, 0.0)
    bad = there <= 0 if missing == "skip" else gaps | (there <= 0)
    return Totals(np.where(bad, np.nan, made), coverage)


def _gathered(cells: Floats, place: NDArray[np.int64], weight: Floats, there: Floats, method: TreeMethod) -> Floats:
    size = len(there)
    if method == "minimum":
        least = np.full(size, np.inf)
        np.minimum.at(least, place, cells)
        return least
    if method == "weighted":
        return np.asarray(np.bincount(place, weight * cells, size) / there)
    counted = weight > 0
    logs = np.where(counted, weight * np.log(np.where(counted, cells, 1.0)), 0.0)
    negative = np.bincount(place, cells < 0, size) > 0
    return np.where(negative, np.nan, np.exp(np.bincount(place, logs, size) / there))


def rates(
    numerators: ArrayLike,
    denominators: ArrayLike,
    regions: ArrayLike,
    size: int,
    *,
    per: float = 100,
    missing: Ways = "propagate",
) -> Totals:
    """
    Make the rate of each region of its places: sum of numerators by sum of denominators.

    Args:
        numerators: Of each place; nan is missing.
        denominators: Of each place; nan is missing.
        regions: The position of the region of each place.
        size: How many regions there are.
        per: What the rate is told per.
        missing: What a missing value does.

    Example:
        >>> rates([100, 45], [200, 50], [0, 0], 1).values.tolist()
        [58.0]
    """
    among(missing, "way with missing values", get_args(Ways))
    top, bottom = np.asarray(numerators, np.float64), np.asarray(denominators, np.float64)
    if (bottom < 0).any():
        msg = "denominators are not negative"
        raise CallError(msg)
    place = np.asarray(regions, np.int64)
    known = ~np.isnan(top) & ~np.isnan(bottom)
    sums = np.bincount(place[known], top[known], size)
    divisor = np.bincount(place[known], bottom[known], size)
    stated = ~np.isnan(bottom)
    whole = np.bincount(place[stated], bottom[stated], size)
    gaps = np.bincount(place[~known], minlength=size) > 0
    with np.errstate(all="ignore"):
        made, coverage = per * sums / divisor, np.where(whole > 0, divisor / whole, 0.0)
    bad = divisor <= 0 if missing == "skip" else gaps | (divisor <= 0)
    return Totals(np.where(bad, np.nan, made), coverage)
