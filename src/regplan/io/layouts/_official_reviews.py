"""
Official tables that set targets beside results (T-C.19, 23, 24, 29, 30, E.78 to E.81): what their columns hold, of which document.

The heads say it, whatever the number of the table: which document (*Target RPJMD*, *Realisasi Renja*), for when (a year, *n-2*,
*ke-1*, a quarter, the end of the period), and whether a column is a fact at all. Rates, ratios and growth follow from other
columns; what was reached *s/d* a year is of no single year; a projection is neither target nor result: those are told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import attrs

from regplan.io.layouts._official_columns import Column, Holds, is_money_head
from regplan.io.layouts._official_scales import scale_of
from regplan.io.layouts._official_words import (
    document_of,
    has_several_years,
    is_end,
    is_of_others,
    is_part_of_year,
    number_in,
    offset_of,
    quarter_of,
    told_as,
)
from regplan.model.words import DocumentKind

__all__ = ["HELD", "LONG", "WHY", "review_columns"]

HELD: Final[frozenset[Holds | None]] = frozenset({"target", "money", "result", "realised"})
"""What columns of these tables hold of a document and period."""
LONG: Final[frozenset[DocumentKind]] = frozenset({"RPJPD", "RPJMD", "RPD", "RENSTRA"})
"""Documents of several years; the others are of one."""
WHY: Final[dict[Holds | None, str]] = {
    "derived": "follows from other columns",
    "so_far": "up to a year, which is of no single year",
    "projection": "a projection, neither target nor result",
}
"""Why columns are told and not held."""
_REVIEWS: Final = re.compile(r"(?:^|_)(?:realisasi|rasio|tingkat_capaian)(?:_|$)")
"""What only tables of results have."""
_MEASURE: Final = re.compile(
    r"(?:^|_)(?:(?P<projection>proyeksi|perkiraan)|(?P<result>realisasi|capaian|tw|triwulan)|(?P<target>target|anggaran|pagu))(?=_|\d|$)"
)
_K: Final = re.compile(r"k|kinerja|fisik|\w{1,80}_k")
_RP: Final = re.compile(r"rp(?:_\w{1,20})?|rupiah|keuangan|\w{1,80}_rp(?:_000)*")
_OF_RESULTS: Final = re.compile(r"(?:^|_)(?:target|kinerja|capaian)(?:_|$)")


_NUMBERS: Final[frozenset[Holds | None]] = frozenset(
    {"target", "money", "forward", "result", "derived", "so_far", None}
)


def review_columns(columns: Sequence[Column]) -> tuple[Column, ...]:
    """
    Say what each column holds, where the table has results; columns of other tables stay as they are.

    Example:
        >>> from regplan.io.layouts._official_columns import columns_of
        >>> paths = ("indikator", "target_rpjmd_pada_tahun_2029_akhir_periode_rpjmd/k", "realisasi_renja_tahun_n_2", "tingkat_realisasi")
        >>> [(one.holds, one.kind, one.is_end, one.offset) for one in review_columns(columns_of(paths))]
        [('indicator', None, False, None), ('target', 'RPJMD', True, None), ('result', 'RENJA', False, -2), ('derived', None, False, None)]
    """
    numbers = {one.at for one in columns if one.holds in _NUMBERS}
    if not any(one.at in numbers and _REVIEWS.search(one.path.replace("/", "_")) for one in columns):
        return tuple(columns)
    found = _spent(tuple(_column(one) if one.at in numbers else one for one in columns))
    if any(one.kind and one.kind not in LONG for one in found):  # a longer plan's result beside a year's is that so far
        return tuple(attrs.evolve(one, holds="so_far") if _is_reached(one) else one for one in found)
    if any(one.kind for one in found):
        return found
    return tuple(
        attrs.evolve(one, kind="APBD") if one.holds in {"money", "realised"} and "anggaran" in one.path else one
        for one in found
    )


def _spent(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Take results for money where the table measures nothing else (T-C.24: *Anggaran 2024*, *Realisasi 2024*)."""
    kinds = {one.holds for one in columns}
    budget = next((one for one in columns if one.holds == "money"), None)
    if budget is None or kinds & {"indicator", "target"}:
        return columns
    kind: DocumentKind | None = "APBD" if "anggaran" in budget.path else None
    return tuple(
        attrs.evolve(one, holds="realised", kind=one.kind or kind)
        if one.holds == "result" and not _OF_RESULTS.search(one.path)
        else one
        for one in columns
    )


def _is_reached(one: Column) -> bool:
    return one.holds in {"result", "realised"} and one.kind in LONG and not one.is_dated


def _column(column: Column) -> Column:
    """Read the heads of a column of numbers, the lowest first; what none of them measures is not understood."""
    parts = column.path.split("/")
    measure = next((found.lastgroup for part in reversed(parts) if (found := _MEASURE.search(part))), None)
    year, number = number_in(column.path)
    quarter, offset = quarter_of(column.path), offset_of(parts)
    is_dated = bool(year or number or offset is not None)
    at_end = is_end(column.path, is_dated=is_dated)
    holds = _holds(parts, measure, at_end=at_end)
    if holds in HELD and has_several_years(column.path) and not (is_dated or quarter or at_end):
        holds = None
    return Column(
        column.at,
        column.path,
        holds,
        None if at_end else year,
        None if at_end else number,
        is_end=at_end,
        kind=document_of(parts),
        offset=None if quarter or at_end else offset,
        quarter=quarter,
        scale=scale_of(column.path) if holds in {"money", "realised"} else 1,
    )


def _holds(parts: Sequence[str], measure: str | None, *, at_end: bool) -> Holds | None:
    joined = "_".join(parts)
    is_money = _is_money(parts[::-1])
    told = told_as(joined, is_money=is_money, has_results=True)
    if told == "derived":
        return told
    is_homeless = is_part_of_year(joined) or is_of_others(joined)
    if measure is None or is_homeless or "maju" in joined.split("_"):  # the last no table of results has
        return None
    if told or measure == "projection":
        return told or "projection"
    if measure == "result":
        return "derived" if at_end else "realised" if is_money else "result"
    return "money" if is_money else "target"


def _is_money(parts: Sequence[str]) -> bool:
    """Tell money by the lowest head that speaks of money or of results: K and Rp stand below heads of both."""
    for part in parts:
        if _K.fullmatch(part) or _RP.fullmatch(part):
            return _RP.fullmatch(part) is not None
        if is_money_head(part) or _MEASURE.search(part):
            return is_money_head(part) and _OF_RESULTS.search(part) is None
    return False
