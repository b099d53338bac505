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

from regplan.io.layouts._official_columns import Column, Holds, is_money_head, number_in, ordinal, scale_of
from regplan.model.words import DocumentKind

__all__ = ["HELD", "LONG", "WHY", "review_columns"]

HELD: Final[frozenset[Holds | None]] = frozenset({"target", "money", "result", "realised"})
"""What columns of these tables hold of a document and period."""
LONG: Final[frozenset[DocumentKind]] = frozenset({"RPJPD", "RPJMD", "RPD", "RENSTRA"})
"""Documents of several years; the others are of one."""
WHY: Final[dict[Holds | None, str]] = {
    "derived": "follows from other columns",
    "so_far": "reached up to a year, which is of no single year",
    "projection": "a projection, neither target nor result",
}
"""Why columns are told and not held."""
_REVIEWS: Final = re.compile(r"(?:^|_)(?:realisasi|rasio|tingkat_capaian)(?:_|$)")
"""What only tables of results have."""
_DERIVED: Final = re.compile(
    r"(?:^|_)(?:rasio|tingkat|rata_rata|persen|persentase|pct|pertumbuhan|selisih|deviasi|gap)(?:_|$)"
)
_SO_FAR: Final = re.compile(r"(?:^|_)(?:s_d|sd|sampai_dengan|sampai|hingga|kumulatif)(?:_|$)")
_PART: Final = re.compile(r"(?:^|_)(?:semester|smt|caturwulan|bulan)(?:_|$)")
"""Parts of a year whose column is not read: half a year is no period of the model, and which month it is no official head says."""
_MEASURE: Final = re.compile(
    r"(?:^|_)(?:(?P<projection>proyeksi|perkiraan)|(?P<result>realisasi|capaian|tw|triwulan)|(?P<target>target|anggaran|pagu))(?=_|\d|$)"
)
_DOCUMENT: Final = re.compile(r"(?:^|_)(rpjpd|rpjmd|rpd|renstra|rkpd|renja)(?=_|$)")
_OFFSET: Final = re.compile(r"(?:^|_)n(?:_(?P<plus>plus_)?(?P<years>[1-4]))?(?:_|$)")
_SPOKEN: Final = (("tahun_lalu", -2), ("tahun_berjalan", -1), ("dievaluasi", -1), ("tahun_rencana", 0))
"""Years that heads name by their distance from the year of the plan that has the table (Permendagri 86/2017: *tahun lalu (n-2)*)."""
_QUARTER: Final = re.compile(r"(?:^|_)(?:triwulan|tw)_?(iv|i{1,3}|[1-4])(?:_|$)")
_END: Final = re.compile(
    r"(?:^|_)akhir_(?:periode|tahun_perencanaan|masa|renstra|rpjmd)|(?:^|_)(?:kondisi|target|capaian)(?:_\w{1,20})?_akhir(?:_|$)"
)
_K: Final = re.compile(r"k|kinerja|fisik|\w{1,80}_k")
_RP: Final = re.compile(r"rp(?:_\w{1,20})?|rupiah|keuangan|\w{1,80}_rp(?:_000)*")
_OF_RESULTS: Final = re.compile(r"(?:^|_)(?:target|kinerja|capaian)(?:_|$)")


def review_columns(columns: Sequence[Column]) -> tuple[Column, ...]:
    """
    Say what each column holds, where the table has results; columns of other tables stay as they are.

    Example:
        >>> from regplan.io.layouts._official_columns import columns_of
        >>> paths = ("indikator", "target_rpjmd_pada_tahun_2029_akhir_periode_rpjmd/k", "realisasi_renja_tahun_n_2", "tingkat_realisasi")
        >>> [(one.holds, one.kind, one.is_end, one.offset) for one in review_columns(columns_of(paths))]
        [('indicator', None, False, None), ('target', 'RPJMD', True, None), ('result', 'RENJA', False, -2), ('derived', None, False, None)]
    """
    numbers = {one.at for one in columns if one.holds in {"target", "money", "forward", "result", None}}
    if not any(one.at in numbers and _REVIEWS.search(one.path.replace("/", "_")) for one in columns):
        return tuple(columns)
    found = tuple(_column(one) if one.at in numbers else one for one in columns)
    if any(one.kind and one.kind not in LONG for one in found):  # a longer plan's result beside a year's is that so far
        return tuple(attrs.evolve(one, holds="so_far") if _is_reached(one) else one for one in found)
    if any(one.kind for one in found):
        return found
    return tuple(
        attrs.evolve(one, kind="APBD") if one.holds in {"money", "realised"} and "anggaran" in one.path else one
        for one in found
    )


def _is_reached(one: Column) -> bool:
    return one.holds in {"result", "realised"} and one.kind in LONG and not one.is_dated


def _column(column: Column) -> Column:
    """Read the heads of a column of numbers, the lowest first; what none of them measures is not understood."""
    parts = column.path.split("/")[::-1]
    measure = next((found.lastgroup for part in parts if (found := _MEASURE.search(part))), None)
    year, number = number_in(column.path)
    found = _QUARTER.search(column.path.replace("/", "_"))
    quarter = found[1] if found else None
    offset = next((years for part in parts if (years := _offset(part)) is not None), None)
    named = next((found[1].upper() for part in parts if (found := _DOCUMENT.search(part))), None)
    is_end = _is_end(column.path, is_dated=bool(year or number or offset is not None))
    holds = _holds(parts, measure, is_end=is_end)
    return Column(
        column.at,
        column.path,
        holds,
        None if is_end else year,
        None if is_end else number,
        is_end=is_end,
        kind=named,  # type: ignore[arg-type] # its words are kinds
        offset=None if quarter or is_end else offset,
        quarter=None if quarter is None else ordinal(quarter),
        scale=scale_of(column.path) if holds in {"money", "realised"} else 1,
    )


def _holds(parts: Sequence[str], measure: str | None, *, is_end: bool) -> Holds | None:
    joined = "_".join(reversed(parts))
    if _DERIVED.search(joined):
        return "derived"
    if measure is None or _PART.search(joined) or "maju" in joined.split("_"):  # no home, or no table of results has it
        return None
    if measure == "projection" or _SO_FAR.search(joined):
        return "projection" if measure == "projection" and not _SO_FAR.search(joined) else "so_far"
    is_money = _is_money(parts)
    if measure == "result":
        return "derived" if is_end else "realised" if is_money else "result"
    return "money" if is_money else "target"


def _is_money(parts: Sequence[str]) -> bool:
    """Tell money by the lowest head that speaks of money or of results: K and Rp stand below heads of both."""
    for part in parts:
        if _K.fullmatch(part) or _RP.fullmatch(part):
            return _RP.fullmatch(part) is not None
        if is_money_head(part) or _MEASURE.search(part):
            return is_money_head(part) and _OF_RESULTS.search(part) is None
    return False


def _offset(part: str) -> int | None:
    found = _OFFSET.search(part)
    if found:
        years = int(found["years"] or 0)
        return years if found["plus"] else -years
    return next((years for words, years in _SPOKEN if words in part), None)


def _is_end(path: str, *, is_dated: bool) -> bool:
    joined = path.replace("/", "_")
    return _END.search(joined) is not None or (not is_dated and "akhir" in joined.split("_"))
