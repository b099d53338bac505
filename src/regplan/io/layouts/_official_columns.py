"""What the columns of the official tables hold, known by the words of their heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, Literal

import attrs

from regplan.io.layouts._official_scales import scale_of
from regplan.io.layouts._official_words import (
    FORWARD,
    MONEY,
    YEAR,
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
from regplan.values.period import END

__all__ = ["Column", "Holds", "columns_of", "is_money_head", "knows"]

Holds = Literal[
    "number", "code", "vision", "mission", "goal", "objective", "strategy", "policy_direction", "program", "activity",
    "sub_activity", "text", "indicator", "unit", "baseline", "target", "result", "money", "forward", "realised", "place",
    "agency", "fund", "group", "volume", "note", "derived", "so_far", "projection", "either",
]  # fmt: skip

_WORDS: Final[tuple[tuple[str, Holds], ...]] = (
    (r"no|nomor|no_urut", "number"),
    (r"kode(?:_\w+)?(?<!_opd)(?<!_skpd)", "code"),
    (r"visi", "vision"),
    (r"misi", "mission"),
    (r"tujuan(?:_(?:pd|opd|daerah|renstra|rpjmd|strategis))?", "goal"),
    (r"sasaran(?:_(?:pd|opd|daerah|renstra|rpjmd|strategis|pembangunan))?", "objective"),
    (r"strategi", "strategy"),
    (r"arah_kebijakan", "policy_direction"),
    (r"program|program_prioritas|nama_program", "program"),
    (r"kegiatan|nama_kegiatan", "activity"),
    (r"sub_kegiatan|nama_sub_kegiatan", "sub_activity"),
    (r"(?:(?:bidang_)?urusan\w*|program\w*|misi|tujuan)(?:_\w+)?_(?:sub_)?(?:kegiatan|program\w*)(?:_\w+)?|uraian|nomenklatur", "text"),
    (r"indikator(?:_\w+)?|tolok?_ukur(?:_\w+)?", "indicator"),
    (r"satuan(?:_\w+)?", "unit"),
    (r"(?:data_)?(?:kondisi|capaian)(?:_kinerja)?(?:_pada)?(?:_tahun)?_awal(?:_\w+)?|data_capaian_(?:pada_tahun_)?awal(?:_\w+)?|baseline(?:_\w+)?", "baseline"),
    (r"lokasi(?:_\w+)?", "place"),
    (r"(?:unit_kerja|(?:unit_)?(?:perangkat_daerah|opd|skpd|pd))(?:_\w+)?|(?:unit_)?penanggung_jawab|bidang_pengampu", "agency"),
    (r"sumber_dana(?:_\w+)?|sumber_pendanaan", "fund"),
    (r"kelompok_sasaran", "group"),
    (r"(?:besaran|volume)(?:_\w+)?", "volume"),
    (r"keterangan|catatan(?:_\w+)?|ket|spm(?:_\w+)?|standar_nasional|ikk(?:_\w+)?|target_(?:nspk|spm|ikk|indikator_lainnya)", "note"),
)  # fmt: skip
_TARGET: Final = re.compile(r"(?:^|_)(?:target|k|kinerja|capaian)(?:_|$)")
_BOTH: Final = re.compile(r"_(?:dan|serta|beserta|atau)_")
"""What joins target and money in one head (*Target Kinerja dan Kerangka Pendanaan*)."""
_RESULT: Final = re.compile(r"(?:^|_)realisasi(?:_|$)")
_YEAR: Final = re.compile(YEAR)
_LONGEST: Final = 200
"""Signs of a head; cells of data are looked at too, where tables stand one below the other, and can be as long as they like."""
_BEGINS: Final = re.compile(r"(?:target|realisasi|tingkat|rasio|perkiraan|capaian|anggaran|proyeksi)_")
"""How heads of columns of numbers begin that may be long: those of the tables of results are sentences."""
_GROUPS: Final = re.compile(
    r"rancangan_awal_rkpd(?:_\w+)?|(?:hasil_)?analisis_kebutuhan(?:_\w+)?|(?:rencana|tahun_rencana)(?:_tahun)?_20\d\d(?:_\w+)?|tahun_anggaran_20\d\d"
)
"""Heads above those of columns."""
_CONDITION_AT_END: Final = re.compile(r"(?:kondisi|target)(?:_\w+)?_akhir(?:_\w+)?")
_RUPIAH: Final = re.compile(r"(?:^|[_/])(?:rp|rupiah)(?:[_/]|$)")
_TIME: Final = r"tahun|ta|th|thn|rencana|ke|n|plus|periode|pelaksanaan|perencanaan|iv|vi?|i{1,3}|\d+"
_OF_YEARS: Final = re.compile(rf"(?:(?:{_TIME})(?:[_/]|$))+")
_OF_FORWARD: Final = re.compile(rf"(?:(?:{_TIME}|prakiraan|perkiraan|maju|rp)(?:[_/]|$))+")
"""The words of a head that says a year and nothing else, and of one that says the forward estimate of a year."""
_SURE: Final = re.compile(r"(?:^|[_/])(?:target|k|rencana|maju)(?:[_/]|$)|(?:^|/)kinerja(?:/|$)")
_REACHED: Final = re.compile(r"(?:^|[_/])(?:capaian|kinerja)(?:[_/]|$)")
"""*Capaian 2024* is what was reached, or what shall be: nobody knows."""
_TOTALS: Final = re.compile(r"(?:^|[_/])(?:total|jumlah|keseluruhan)(?:[_/]|$)")
_MEASURED: Final[frozenset[Holds | None]] = frozenset({"target", "money", "forward", "either"})


@attrs.frozen
class Column:
    """
    What a column holds.

    Attributes:
        at: Its position.
        path: Its heads.
        holds: What its cells are; None where that is not understood.
        year: The year its head says.
        number: The number of the year (*tahun ke-2*), where its head says that instead.
        is_end: Whether it is for the end of the period.
        kind: The kind of document its head names; None where that is the table's own.
        offset: The year by its distance from the year of the plan (*n-2*), where its head says that.
        quarter: The quarter of the year.
        scale: What its amounts are multiplied by (*Rp. 000*).
    """

    at: int
    path: str
    holds: Holds | None
    year: int | None = None
    number: int | None = None
    is_end: bool = False
    kind: DocumentKind | None = None
    offset: int | None = None
    quarter: int | None = None
    scale: int = 1

    @property
    def side(self) -> Literal["draft", "needs"] | None:
        """Which half of T-C.31 it is of, by the head above."""
        group = self.path.partition("/")[0]
        return "draft" if "rancangan_awal" in group else "needs" if "analisis_kebutuhan" in group else None

    @property
    def is_dated(self) -> bool:
        """Whether its head says for when its values are."""
        return self.is_end or not (self.year is self.number is self.offset is self.quarter is None)

    @property
    def is_forward(self) -> bool:
        """Whether it is for the year after (*prakiraan maju*)."""
        return self.holds == "forward" or FORWARD.search(self.path) is not None

    def period(self, first_year: int | None, year: int | None) -> str | None:
        """Return the period of its values; None where it cannot be said."""
        if self.is_end:
            return END
        if self.year is not None:
            return str(self.year)
        if self.number is not None:
            return None if first_year is None else str(first_year + self.number - 1)
        if year is None:
            return None
        return str(year + 1) if self.is_forward else str(year)


def knows(head: str) -> bool:
    """Tell whether a head is a word of the official tables; a long text is none."""
    if _plain(head) is not None:
        return True
    longest = 110 if _BEGINS.match(head) else 60
    return len(head) < longest and (_number_kind(head) is not None or _GROUPS.fullmatch(head) is not None)


def columns_of(paths: Sequence[str]) -> tuple[Column, ...]:
    """
    Say what each column holds.

    Example:
        >>> [(one.holds, one.year or one.number) for one in columns_of(("kode", "target/2026/rp", "target_tahun_1", "warna"))]
        [('code', None), ('money', 2026), ('target', 1), (None, None)]
        >>> [one.holds for one in columns_of(("target_dan_pagu/2026", "target_dan_pagu/rp_2026", "target_dan_pagu/2027"))]
        ['target', 'money', 'either']
    """
    found = tuple(_column(at, path) for at, path in enumerate(paths))
    found = tuple(_settled(one, found) if one.holds == "either" else one for one in found)
    return tuple(attrs.evolve(one, holds="derived") if _is_total(one, found) else one for one in found)


def _settled(column: Column, beside: Sequence[Column]) -> Column:
    """Say whether a column below *target and money* is target or money by what the other of its year says it is."""
    group = column.path.partition("/")[0]
    said = {
        one.holds
        for one in beside
        if one.path.partition("/")[0] == group
        and (one.year, one.number, one.is_end) == (column.year, column.number, column.is_end)
        and one.holds in {"target", "money"}
    }
    if said == {"money"}:
        return attrs.evolve(column, holds="target")
    return attrs.evolve(column, holds="money", scale=scale_of(column.path)) if said == {"target"} else column


def _is_total(column: Column, beside: Sequence[Column]) -> bool:
    """Tell a total without a year beside columns with one: *Jumlah Pagu* right of *Pagu 2025* and *Pagu 2026*."""
    if column.is_dated or column.holds not in {"target", "money"} or not _TOTALS.search(column.path):
        return False
    return any(one.is_dated and one.holds == column.holds for one in beside)


def _column(at: int, path: str) -> Column:
    parts = path.split("/") if path else []
    holds = next((found for part in reversed(parts) if (found := _number_kind(part))), None)
    plain = next((found for part in reversed(parts) if (found := _plain(part))), None)
    year, number = number_in(path)
    if plain is not None and (holds is None or _number_kind(parts[-1]) is None):
        return _of_words(at, path, plain, year)
    dated = bool(year or number)
    at_end = is_end(path, is_dated=dated)
    if holds is None:
        holds = _unsaid(path, dated=dated, at_end=at_end)
    if holds == "money" and FORWARD.search(path):
        holds = "forward"
    if plain == "baseline":
        holds = "baseline"
    if holds in _MEASURED:
        holds = _kept(path, holds, dated=dated, at_end=at_end)
    scale = scale_of(path) if holds in {"money", "forward"} else 1
    kind = document_of([_OF_PERIOD.sub("_", part) for part in parts]) if holds in _MEASURED else None
    when = (None, None) if at_end else (year, number)
    return Column(at, path, holds, *when, is_end=at_end, kind=kind, scale=scale)


_OF_PERIOD: Final = re.compile(
    r"(?:awal|akhir)(?:_(?:periode|masa|tahun))?_(?:rpjpd|rpjmd|rpd|renstra|rkpd|renja)(?=_|$)"
)
"""Documents named for when a value is, not for what states it."""


def _of_words(at: int, path: str, plain: Holds, year: int | None) -> Column:
    """Return a column that is none of numbers; one of funds with amounts is not understood."""
    if plain == "fund" and (_RUPIAH.search(path) or _plain(path.rpartition("/")[2]) is None):
        return Column(at, path, None)
    return Column(at, path, plain, year if plain == "baseline" else None)


def _unsaid(path: str, *, dated: bool, at_end: bool) -> Holds | None:
    """Say what a column holds whose heads name no measure: a year alone is that of a target, a forward estimate is money."""
    if FORWARD.search(path) and _OF_FORWARD.fullmatch(path):
        return "forward"
    return "target" if (dated and _OF_YEARS.fullmatch(path)) or (at_end and _CONDITION_AT_END.fullmatch(path)) else None


def _kept(path: str, holds: Holds | None, *, dated: bool, at_end: bool) -> Holds | None:
    """Leave out a column that follows from others or is of no single year, and one of which nobody knows for when it is."""
    joined = path.replace("/", "_")
    if told := told_as(joined, is_money=holds in {"money", "forward"}):
        return told
    is_forward = FORWARD.search(path) is not None
    if is_part_of_year(joined) or quarter_of(path) or (is_of_others(joined) and not is_forward):
        return None
    if not (dated or at_end) and (
        has_several_years(path) or offset_of(path.split("/")) not in {None, 0, int(is_forward)}
    ):
        return None
    is_reached = holds == "target" and _REACHED.search(path) and not _SURE.search(path)
    return None if is_reached and not at_end else holds


def is_money_head(head: str) -> bool:
    """Tell whether a head speaks of money; *Tahun Anggaran* is a year."""
    return MONEY.search(head.replace("tahun_anggaran", "tahun")) is not None


def _plain(head: str) -> Holds | None:
    if len(head) > _LONGEST:
        return None
    if _YEAR.search(head) and not head.startswith(("kondisi", "capaian", "data_capaian", "baseline", "spm", "ikk")):
        return None
    found = _words().fullmatch(head)
    return None if found is None else _WORDS[int(str(found.lastgroup)[1:])][1]


@cache
def _words() -> re.Pattern[str]:
    """Join all words to one pattern, a group for each; the first that matches is taken."""
    return re.compile("|".join(f"(?P<_{at}>{words})" for at, (words, _) in enumerate(_WORDS)))


def _number_kind(head: str) -> Holds | None:
    if _RESULT.search(head):
        return "result"
    if is_money_head(head) and not head.startswith("sumber"):
        return "either" if _BOTH.search(head) and _TARGET.search(head) else "money"
    return "target" if _TARGET.search(head) and not head.startswith(_NO_TARGETS) else None


_NO_TARGETS: Final = (
    "indikator", "tolo", "kondisi", "data_capaian", "target_nspk", "target_spm", "target_nasional", "target_provinsi", "target_ikk", "target_indikator_lainnya",
)  # fmt: skip
"""How heads begin that speak of targets and are none of a year; T-C.23 has the standards that others set."""
