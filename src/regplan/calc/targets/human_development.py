"""*Indeks Pembangunan Manusia* (human development) by BPS's new method (MAC-05; methods B7)."""

from __future__ import annotations

import math
from datetime import date
from typing import Final, Literal, TypeAlias, get_args

import attrs
import numpy as np
from numpy.typing import ArrayLike, NDArray

from regplan.calc.targets import reasons
from regplan.calc.targets.exact import Exact, float_of
from regplan.errors import CallError
from regplan.law import Law, current
from regplan.values.lang import Bilingual

__all__ = [
    "Bounds",
    "Component",
    "Components",
    "Ipm",
    "bounds_on",
    "held",
    "ipm",
    "ipm_sensitivity",
    "ipms",
    "shares_of",
]

Component: TypeAlias = Literal["life_expectancy", "expected_schooling", "mean_schooling", "spending"]


def _number(value: Exact | None) -> float | None:
    return value if value is None or type(value) in {int, float} else float_of(value)  # type: ignore[return-value] # int or float


@attrs.frozen(kw_only=True)
class Components:
    """
    What the IPM is made of; numbers of any kind, kept as floats.

    Attributes:
        life_expectancy: *Umur harapan hidup saat lahir* (UHH), years.
        expected_schooling: *Harapan lama sekolah* (HLS), years.
        mean_schooling: *Rata-rata lama sekolah* (RLS), years.
        spending: *Pengeluaran per kapita disesuaikan*, rupiah a person and year, prices of 2012; BPS prints thousands.
    """

    life_expectancy: float | None = attrs.field(converter=_number)
    expected_schooling: float | None = attrs.field(converter=_number)
    mean_schooling: float | None = attrs.field(converter=_number)
    spending: float | None = attrs.field(converter=_number)


@attrs.frozen(kw_only=True)
class Ipm:
    """
    The index and its dimensions, each held within 0 and 1.

    Attributes:
        value: 0 to 100; None where there is none.
        health: The index of health.
        education: The index of education.
        living: The index of spending.
        variant: The id of the formula.
        reason: Why there is no value.
    """

    value: float | None = None
    health: float | None = None
    education: float | None = None
    living: float | None = None
    variant: str = "MAC-05"
    reason: Bilingual | None = None


@attrs.frozen
class Bounds:
    """The ends between which each component is measured."""

    health: tuple[float, float]
    expected: float
    mean: float
    spending: tuple[float, float]


def bounds_on(on: date, law: Law | None) -> Bounds:
    """Return the bounds of a day."""
    norms = law or current()

    def number(name: str) -> float:
        return float(norms.parameter(f"ipm.{name}").at(on).number)

    return Bounds(
        (number("life_expectancy_least"), number("life_expectancy_most")),
        number("expected_schooling_most"),
        number("mean_schooling_most"),
        (number("spending_least"), number("spending_most")),
    )


def ipm(now: Components, *, on: date, law: Law | None = None) -> Ipm:
    """
    Return the index: 100 × the cube root of health × education × spending.

    Args:
        now: The components.
        on: The day whose bounds are used.
        law: The law; that of this version when omitted.

    Law:
        ``ipm.*``: bounds of BPS's new method. The old method (literacy, 25–85) is not offered.

    Example:
        >>> from datetime import date
        >>> told = ipm(EXAMPLE, on=date(2026, 1, 1))
        >>> round(told.health, 6), round(told.education, 6), round(told.living, 6), round(told.value, 3)
        (0.823077, 0.72, 0.793067, 77.749)
    """
    gone = [name for name in get_args(Component) if (told := getattr(now, name)) is None or math.isnan(told)]
    if gone:
        return Ipm(reason=reasons.said(reasons.NO_VALUE, ", ".join(gone)))
    shares = shares_of(now, bounds_on(on, law))
    health, living = held(shares["life_expectancy"]), held(shares["spending"])
    education = held((shares["expected_schooling"] + shares["mean_schooling"]) / 2)
    if shares["spending"] < 0:
        return Ipm(reason=_IN_THOUSANDS)
    return Ipm(value=100 * math.cbrt(health * education * living), health=health, education=education, living=living)


_IN_THOUSANDS: Final = Bilingual(
    "pengeluaran di bawah batas terendah; tulis dalam rupiah per orang per tahun, bukan ribu rupiah",
    "spending is below the least bound; give it in rupiah a person and year, not in thousands",
)


EXAMPLE: Final = Components(life_expectancy=73.5, expected_schooling=13.8, mean_schooling=10.1, spending=13_500_000)
"""The worked example of methods B7."""


def shares_of(now: Components, bounds: Bounds) -> dict[str, float]:
    """Place each component between its bounds, 0 to 1; schooling is held there one by one."""
    assert now.life_expectancy is not None
    assert now.expected_schooling is not None
    assert now.mean_schooling is not None
    assert now.spending is not None
    low, high = bounds.health
    least, most = bounds.spending
    if now.spending <= 0:
        msg = f"spending is above zero, in rupiah a person and year, not {now.spending}"
        raise CallError(msg)
    return {
        "life_expectancy": (now.life_expectancy - low) / (high - low),
        "expected_schooling": held(now.expected_schooling / bounds.expected),
        "mean_schooling": held(now.mean_schooling / bounds.mean),
        "spending": math.log(now.spending / least) / math.log(most / least),
    }


def held(share: float) -> float:
    """Hold a share within 0 and 1."""
    return min(1.0, max(0.0, share))


def ipms(
    life_expectancy: ArrayLike,
    expected_schooling: ArrayLike,
    mean_schooling: ArrayLike,
    spending: ArrayLike,
    *,
    on: date,
    law: Law | None = None,
) -> NDArray[np.float64]:
    """
    Return the index of each row of columns; nan where a component is missing, or spending below the least bound (in thousands).

    Example:
        >>> from datetime import date
        >>> ipms([73.5], [13.8], [10.1], [13_500_000], on=date(2026, 1, 1)).round(3).tolist()
        [77.749]
    """
    bounds = bounds_on(on, law)
    low, high = bounds.health
    least, most = bounds.spending
    money = np.asarray(spending, np.float64)
    money = np.where(money >= least, money, np.nan)
    health = np.clip((np.asarray(life_expectancy, np.float64) - low) / (high - low), 0, 1)
    expected = np.clip(np.asarray(expected_schooling, np.float64) / bounds.expected, 0, 1)
    mean = np.clip(np.asarray(mean_schooling, np.float64) / bounds.mean, 0, 1)
    living = np.clip(np.log(money / least) / math.log(most / least), 0, 1)
    return np.asarray(100 * np.cbrt(health * ((expected + mean) / 2) * living), np.float64)


def ipm_sensitivity(now: Components, *, on: date, law: Law | None = None) -> dict[str, float] | None:
    """
    Return how many points one more year, or one more rupiah, of each component adds: IPM / 3 · (∂I / ∂x) / I.

    Returns:
        By component; None where the index is missing, or a dimension is at a bound, where the slope breaks.

    Example:
        >>> from datetime import date
        >>> round(ipm_sensitivity(EXAMPLE, on=date(2026, 1, 1))["life_expectancy"], 4)
        0.4844
    """
    told = ipm(now, on=on, law=law)
    if told.value is None or not all(0 < (one or 0) < 1 for one in (told.health, told.education, told.living)):
        return None
    assert told.health is not None
    assert told.education is not None
    assert told.living is not None
    assert now.spending is not None
    bounds = bounds_on(on, law)
    third = told.value / 3
    return {
        "life_expectancy": third / (bounds.health[1] - bounds.health[0]) / told.health,
        "expected_schooling": third / (2 * bounds.expected) / told.education,
        "mean_schooling": third / (2 * bounds.mean) / told.education,
        "spending": third / (now.spending * math.log(bounds.spending[1] / bounds.spending[0])) / told.living,
    }
