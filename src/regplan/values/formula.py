"""The formula of an indicator that is made of others, as text (TGT-14): ``mean(I1, I2)``, ``ratio(I1, I2)``."""

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias, cast, get_args

import attrs

__all__ = ["IPM_PARTS", "Formula", "FormulaFunction", "read_formula"]

FormulaFunction: TypeAlias = Literal["mean", "sum", "ratio", "ipm"]
"""Mean of equal parts; sum; first by second; the human development index of BPS's new method (MAC-05)."""

IPM_PARTS: Final = ("uhh", "hls", "rls", "pengeluaran")
"""The names of the parts of ``ipm(…)``: life expectancy, expected and mean schooling, spending."""

_CALL: Final = re.compile(r"\s*([a-z]+)\s*\(([^()]*)\)\s*", re.IGNORECASE | re.ASCII)


@attrs.frozen
class Formula:
    """
    What an indicator is made of.

    Attributes:
        function: How the values of others make one.
        children: Ids of the indicators, as written; those of ``ipm`` in the order of ``IPM_PARTS``.
    """

    function: FormulaFunction
    children: tuple[str, ...]


def read_formula(text: str) -> Formula | None:
    """
    Read a formula; None for text that is none, which is prose and stays so.

    ``mean`` and ``sum`` take two or more ids, ``ratio`` takes two, ``ipm`` its four by name in any order. An id stands
    as it is, without comma, equals sign or parenthesis, and once.

    Example:
        >>> read_formula("mean(I1, I2)")
        Formula(function='mean', children=('I1', 'I2'))
        >>> read_formula("ipm(hls=I2, uhh=I1, rls=I3, pengeluaran=I4)").children
        ('I1', 'I2', 'I3', 'I4')
        >>> read_formula("jumlah siswa (laki-laki dan perempuan) dibagi jumlah penduduk"), read_formula("mean(I1, I1)")
        (None, None)
    """
    call = _CALL.fullmatch(text)
    function = call[1].lower() if call else ""
    if call is None or function not in get_args(FormulaFunction):
        return None
    parts = call[2].split(",")
    children = _ipm_children(parts) if function == "ipm" else tuple(part.strip() for part in parts)
    sizes = {"mean": len(children) >= 2, "sum": len(children) >= 2, "ratio": len(children) == 2, "ipm": True}
    plain = all(child and "=" not in child for child in children)
    if not children or not plain or not sizes[function] or len(set(children)) < len(children):
        return None
    return Formula(cast("FormulaFunction", function), children)


def _ipm_children(parts: list[str]) -> tuple[str, ...]:
    pairs = [part.partition("=") for part in parts]
    named = {name.strip().lower(): child.strip() for name, _, child in pairs}
    complete = len(parts) == len(IPM_PARTS) and set(named) == set(IPM_PARTS)
    return tuple(named[name] for name in IPM_PARTS) if complete else ()
