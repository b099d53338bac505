"""Indices of minimum service standards (SPM, regulations §4.7) and the score of AKIP (regulations §2.5, methods B8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Final

import attrs

from regplan.calc.targets import reasons
from regplan.calc.targets.aggregation import Aggregate, Missing
from regplan.calc.targets.exact import HUNDRED, Exact, fraction_of
from regplan.calc.targets.tree import Part, over_tree
from regplan.errors import CallError, UnknownNameError
from regplan.law import Law, current
from regplan.values.lang import Bilingual
from regplan.values.text import near

__all__ = [
    "AKIP_COMPONENTS",
    "AKIP_LAYERS",
    "Index",
    "akip_score",
    "spm_function",
    "spm_index",
    "spm_quality",
    "spm_recipients",
    "spm_region",
]


@attrs.frozen(kw_only=True)
class Index:
    """
    An index in percent or points.

    Attributes:
        exact: Its value; None where there is none.
        variant: The id of the formula.
        reason: Why there is no value.
    """

    exact: Fraction | None = None
    variant: str
    reason: Bilingual | None = None

    @property
    def value(self) -> float | None:
        """The value as a float, for showing."""
        return None if self.exact is None else float(self.exact)


_NOBODY = Bilingual(
    "tidak ada yang berhak: jenis layanan ini tidak berlaku", "nobody is entitled: the type does not apply"
)


def spm_recipients(served: Exact | None, entitled: Exact | None) -> Index:
    """
    Return the coverage of recipients of a type of service: served by entitled (SPM-01), in percent, not capped.

    Example:
        >>> spm_recipients(450, 500).value
        90.0
    """
    if served is None or entitled is None:
        return Index(variant="SPM-01", reason=reasons.NO_VALUE)
    divisor = fraction_of(entitled)
    if divisor <= 0:
        return Index(variant="SPM-01", reason=_NOBODY)
    return Index(exact=HUNDRED * fraction_of(served) / divisor, variant="SPM-01")


def spm_quality(items: Iterable[tuple[Exact | None, Exact | None]]) -> Index:
    """
    Return the coverage of minimum quality: sum of available by sum of required items (SPM-02), in percent.

    Args:
        items: Available and required of each prepared item: goods, services, personnel.

    Example:
        >>> spm_quality([(8, 10), (10, 10)]).value
        90.0
    """
    pairs = list(items)
    if not pairs or any(there is None or needed is None for there, needed in pairs):
        return Index(variant="SPM-02", reason=reasons.NO_VALUE)
    there = sum((fraction_of(one) for one, _ in pairs if one is not None), Fraction(0))
    needed = sum((fraction_of(one) for _, one in pairs if one is not None), Fraction(0))
    if needed <= 0:
        return Index(variant="SPM-02", reason=reasons.ZERO_DIVISOR)
    return Index(exact=HUNDRED * there / needed, variant="SPM-02")


def spm_index(recipients: Index, quality: Index, *, on: date, law: Law | None = None) -> Index:
    """
    Return the index of a type of service: weighted recipients and quality, each capped at 100 (SPM-03).

    Args:
        recipients: As of ``spm_recipients``.
        quality: As of ``spm_quality``.
        on: The day whose law weighs them.
        law: The law; that of this version when omitted.

    Law:
        ``spm.recipients_weight``, ``spm.quality_weight``; the cap is recalled.

    Example:
        >>> from datetime import date
        >>> spm_index(spm_recipients(450, 500), spm_quality([(6, 5)]), on=date(2026, 1, 1)).value
        92.0
    """
    if recipients.exact is None or quality.exact is None:
        return Index(variant="SPM-03", reason=recipients.reason or quality.reason)
    norms = law or current()
    parts = ((recipients.exact, "spm.recipients_weight"), (quality.exact, "spm.quality_weight"))
    total = sum(
        (min(share, HUNDRED) * Fraction(norms.parameter(name).at(on).number) for share, name in parts), Fraction(0)
    )
    return Index(exact=total, variant="SPM-03")


def spm_function(types: Mapping[str, Index], *, missing: Missing = "propagate") -> Aggregate:
    """
    Return the index of a basic-service function: the mean of its types (SPM-04, recalled).

    Types that do not apply (nobody is entitled) are left out by the caller, not counted as zero.
    """
    return _mean({name: one.exact for name, one in types.items()}, missing)


def spm_region(functions: Mapping[str, Aggregate], *, missing: Missing = "propagate") -> Aggregate:
    """Return the index of the region: the mean of its functions (SPM-04, recalled)."""
    return _mean({name: one.exact for name, one in functions.items()}, missing)


def _mean(values: Mapping[str, Fraction | None], missing: Missing) -> Aggregate:
    told = over_tree([Part(id=name, value=value) for name, value in values.items()], missing=missing)
    return attrs.evolve(told, variant="SPM-04")


AKIP_COMPONENTS: Final = ("planning", "measurement", "reporting", "evaluation")
AKIP_LAYERS: Final = ("existence", "quality", "use")


def akip_score(shares: Mapping[str, Mapping[str, Exact | None]], *, on: date, law: Law | None = None) -> Index:
    """
    Return the score of performance accountability: Σ weight × share fulfilled, 0 to 100 points (methods B8).

    Args:
        shares: By component (planning, measurement, reporting, evaluation), then by layer (existence, quality,
            use), the share fulfilled, 0 to 1.
        on: The day whose law weighs them.
        law: The law; that of this version when omitted.

    Returns:
        The points; its grade is ``rate(points, law.scale("AKIP-GRADE").at(day))``: exactly 80 is BB.

    Raises:
        UnknownNameError: A component or layer has another name.
        CallError: A share is not within 0 and 1.

    Law:
        ``akip.*_weight``, ``akip.*_share``.

    Example:
        >>> from datetime import date
        >>> half = {layer: 0.5 for layer in AKIP_LAYERS}
        >>> akip_score({name: half for name in AKIP_COMPONENTS}, on=date(2026, 1, 1)).value
        50.0
    """
    norms = law or current()
    for kind, words, known in [("component of AKIP", shares, AKIP_COMPONENTS)] + [
        ("layer of AKIP", layers, AKIP_LAYERS) for layers in shares.values()
    ]:
        for word in words:
            if word not in known:
                raise UnknownNameError(word, kind, near(word, known))
    total = Fraction(0)
    for component in AKIP_COMPONENTS:
        weight = norms.parameter(f"akip.{component}_weight").at(on).number
        for layer in AKIP_LAYERS:
            share = shares.get(component, {}).get(layer)
            if share is None:
                return Index(variant="B8", reason=reasons.said(reasons.NO_VALUE, f"{component}, {layer}"))
            part = fraction_of(share)
            if not 0 <= part <= 1:
                msg = f"{component}, {layer}: a share is within 0 and 1, not {share}"
                raise CallError(msg)
            total += Fraction(weight) * Fraction(norms.parameter(f"akip.{layer}_share").at(on).number) * part
    return Index(exact=total, variant="B8")
