"""Words in the heads of official tables that say for when a column is, of which document, and that it is no fact of one year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal, cast

from regplan.model.words import DocumentKind

__all__ = [
    "FORWARD", "MONEY", "MONTHS", "YEAR", "document_of", "has_several_years", "is_end", "is_of_others", "is_part_of_year", "number_in", "offset_of", "ordinal",
    "quarter_of", "told_as",
]  # fmt: skip

MONEY: Final = re.compile(
    r"(?:^|_)(?:rp|pagu|dana|anggaran|pendanaan|biaya|rupiah|alokasi|plafon|keuangan)(?:_|$)|^belanja(?:_|$)"
    r"|^kebutuhan(?:_(?:tahun|thn|th|ta))?(?:_20\d\d)?$"
)
FORWARD: Final = re.compile(r"prakiraan_maju|perkiraan_maju")
YEAR: Final = r"(?<!\d)(20\d\d)(?!\d)"
_YEAR: Final = re.compile(YEAR)
_NUMBERED: Final = re.compile(r"tahun_?(?:ke_)?([1-6]|iv|vi?|i{1,3})(?:_|$)")
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}
_SPAN: Final = re.compile(r"20\d\d_(?:s_d|sd|sampai_dengan|sampai|hingga)_(?:tahun_)?20\d\d")
_DERIVED: Final = re.compile(
    r"(?:^|_)(?:rasio|rata_rata|pertumbuhan|selisih|deviasi|gap|sisa|bobot|kenaikan|penurunan|bertambah|berkurang)(?:_|$)"
)
_RATES: Final = re.compile(r"(?:^|_)(?:tingkat|persen|persentase)(?:_|$)")
_PERCENT: Final = re.compile(r"(?:^|_)pct(?:_|$)")
"""How ``heads`` writes the sign: money in percent is a rate, a target in percent is a target."""
_AIMS: Final = re.compile(r"(?:^|_)target(?:_|$)")
_SO_FAR: Final = re.compile(r"(?:^|_)(?:s_d|sd|sampai_dengan|sampai|hingga|kumulatif)(?:_|$)")
MONTHS: Final = (
    "januari|[fp]ebruari|maret|april|mei|juni|juli|agustus|september|oktober|november|nopember|desember"
    "|jan|[fp]eb|mar|apr|jun|jul|agu|agt|ags|sept?|okt|nov|nop|des"
)
_PART: Final = re.compile(
    rf"(?:^|_)(?:semester|smt|caturwulan|bulan(?:an)?|triwulanan|mingguan|{MONTHS})(?:_|$)|(?:^|_)per_[0-3]?\d_[01]?\d(?:_|$)"
)
"""Parts of a year whose column is not read: half a year is no period of the model, and which month it is no official head says."""
_OF_OTHERS: Final = re.compile(
    r"(?:^|_)(?:dpp?a|rka|kua|ppas|serapan|harga|(?:biaya|belanja|anggaran|pagu)_satuan|kode|usd|ratus(?:an)?|puluh(?:an)?"
    r"|kekurangan|tambahan|pengurangan|blokir|efisiensi|pergeseran|per_(?:orang|org|unit|satuan|paket|kk|ha|km)"
    r"|belanja_(?:operasi(?:onal)?|modal|pegawai|barang|jasa|hibah|transfer|tidak_terduga|langsung|tidak_langsung)"
    r"|tahun_(?:depan|berikut(?:nya)?|mendatang|sebelumnya)|sebelum_(?:tahun_)?20\d\d)(?:_|$)"
)
"""Money of other documents and years, of one unit, a part of it or its change, and counted as no head of these tables does."""
_QUARTER: Final = re.compile(r"(?:^|_)(?:triwulan|tw)_?(iv|i{1,3}|[1-4])(?:_|$)")
_DOCUMENT: Final = re.compile(r"(?:^|_)(rpjpd|rpjmd|rpd|renstra|rkpd|renja)(?=_|$)")
_OFFSET: Final = re.compile(r"(?:^|_)n(?:_(?P<plus>plus_)?(?P<years>[1-4]))?(?:_|$)")
_SPOKEN: Final = (("tahun_lalu", -2), ("tahun_berjalan", -1), ("dievaluasi", -1), ("tahun_rencana", 0))
"""Years that heads name by their distance from the year of the plan that has the table (Permendagri 86/2017: *tahun lalu (n-2)*)."""
_NO_YEAR_END: Final = r"(?!_tahun(?!_(?:perencanaan|periode|renstra|rpjmd)))"
"""*Akhir tahun 2026* is the end of a year, not of the period."""
_END: Final = re.compile(
    rf"(?:^|_)akhir_(?:periode|tahun_(?:perencanaan|periode|renstra|rpjmd)|masa|renstra|rpjmd)|(?:^|_)(?:kondisi|target|capaian)(?:_\w{{1,20}})?_akhir{_NO_YEAR_END}(?:_|$)"
)
_LAST: Final = re.compile(rf"(?:^|_)(?:akhir{_NO_YEAR_END}|end)(?:_|$)")


def told_as(joined: str, *, is_money: bool, has_results: bool = False) -> Literal["derived", "so_far"] | None:
    """
    Say why a column of numbers is told and not held, by its heads joined by ``_``; None where it may be held.

    A target can be a rate of its own (*Target (persen)*) where the table has no results that it could follow from.

    Example:
        >>> [told_as(one, is_money=True) for one in ("sisa_pagu_2025", "pagu_s_d_2025", "pagu_2025_s_d_2029", "persentase_anggaran")]
        ['derived', 'so_far', None, 'derived']
        >>> told_as("target_persen_2025", is_money=False), told_as("persentase_2025", is_money=False)
        (None, 'derived')
    """
    is_rate = _RATES.search(joined) is not None and (has_results or is_money or _AIMS.search(joined) is None)
    if is_rate or _DERIVED.search(joined) or (is_money and _PERCENT.search(joined)):
        return "derived"
    return "so_far" if _SO_FAR.search(_SPAN.sub("_", joined)) else None


def is_part_of_year(joined: str) -> bool:
    """Tell a column of a half year, a month or a day, which is no period of the model."""
    return _PART.search(joined) is not None


def is_of_others(joined: str) -> bool:
    """Tell money that is not the table's: of the DPA, of a unit, a part or a change of it."""
    return _OF_OTHERS.search(joined) is not None


def quarter_of(path: str) -> int | None:
    """Return the quarter that heads name."""
    found = _QUARTER.search(path.replace("/", "_"))
    return ordinal(found[1]) if found else None


def number_in(path: str) -> tuple[int | None, int | None]:
    """
    Return the year that heads say, the lowest first, or else its number in the period; a head of several years says none.

    Example:
        >>> number_in("target_tahun_ke/2"), number_in("target/2026"), number_in("target"), number_in("pagu_2026_perda_2025")
        ((None, 2), (2026, None), (None, None), (None, None))
        >>> number_in("target_2025_2029/2027"), number_in("target_2025_2029/tahun_3")
        ((2027, None), (None, 3))
    """
    years = next((told for part in reversed(path.split("/")) if (told := set(_YEAR.findall(part)))), set())
    if len(years) == 1:
        return int(years.pop()), None
    found = _NUMBERED.search(path.replace("/", "_"))
    return None, None if found is None else ordinal(found[1])


def has_several_years(path: str) -> bool:
    """Tell whether one of the heads says more than one year."""
    return any(len(set(_YEAR.findall(part))) > 1 for part in path.split("/"))


def ordinal(text: str) -> int:
    """
    Read the number of a year or quarter, Roman too.

    Example:
        >>> ordinal("iv"), ordinal("4")
        (4, 4)
    """
    return _ROMAN.get(text) or int(text)


def offset_of(parts: Sequence[str]) -> int | None:
    """
    Return the distance from the year of the plan that the lowest head says.

    Example:
        >>> offset_of(("pagu_n_1",)), offset_of(("target", "tahun_n_plus_1")), offset_of(("pagu_tahun_lalu",)), offset_of(("pagu",))
        (-1, 1, -2, None)
    """
    return next((years for part in reversed(parts) if (years := _offset(part)) is not None), None)


def _offset(part: str) -> int | None:
    found = _OFFSET.search(part)
    if found:
        years = int(found["years"] or 0)
        return years if found["plus"] else -years
    return next((years for words, years in _SPOKEN if words in part), None)


def document_of(parts: Sequence[str]) -> DocumentKind | None:
    """Return the kind of the document that the lowest head names."""
    found = next((found for part in reversed(parts) if (found := _DOCUMENT.search(part))), None)
    return None if found is None else cast("DocumentKind", found[1].upper())


def is_end(path: str, *, is_dated: bool) -> bool:
    """
    Tell a column for the end of the period, whose year the head may say too.

    Example:
        >>> is_end("kondisi_pada_akhir_periode_renstra_2030/k", is_dated=True), is_end("target/akhir", is_dated=False)
        (True, True)
        >>> is_end("target_akhir_tahun_2026", is_dated=True)
        False
    """
    joined = path.replace("/", "_")
    return _END.search(joined) is not None or (not is_dated and _LAST.search(joined) is not None)
