"""What the columns of the official tables hold, known by the words of their heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, Literal

import attrs

from regplan.values.period import END

__all__ = ["Column", "columns_of", "knows"]

Holds = Literal[
    "number", "code", "vision", "mission", "goal", "objective", "strategy", "policy_direction", "program", "activity",
    "sub_activity", "text", "indicator", "unit", "baseline", "target", "result", "money", "forward", "place", "agency",
    "fund", "group", "note",
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
    (r"(?:unit_kerja|perangkat_daerah|opd|skpd|pd)(?:_\w+)?|penanggung_jawab|bidang_pengampu", "agency"),
    (r"sumber_dana(?:_\w+)?|sumber_pendanaan", "fund"),
    (r"kelompok_sasaran", "group"),
    (r"keterangan|catatan(?:_\w+)?|ket", "note"),
)  # fmt: skip
_MONEY: Final = re.compile(r"(?:^|_)(?:rp|pagu|dana|anggaran|pendanaan|biaya|rupiah)(?:_|$)")
_TARGET: Final = re.compile(r"(?:^|_)(?:target|k|kinerja|capaian)(?:_|$)")
_RESULT: Final = re.compile(r"(?:^|_)realisasi(?:_|$)")
_FORWARD: Final = re.compile(r"prakiraan_maju|perkiraan_maju")
_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_NUMBERED: Final = re.compile(r"tahun_?(?:ke_)?([1-6]|iv|vi?|i{1,3})(?:_|$)")
_LAST: Final = re.compile(r"(?:^|_)(?:akhir|end)(?:_|$)")
_LONGEST: Final = 200
"""Signs of a head; cells of data are looked at too, where tables stand one below the other, and can be as long as they like."""
_CONDITION_AT_END: Final = re.compile(r"(?:kondisi|target)(?:_\w+)?_akhir(?:_\w+)?")
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}


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
    """

    at: int
    path: str
    holds: Holds | None
    year: int | None = None
    number: int | None = None
    is_end: bool = False

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
        return str(year + 1) if self.holds == "forward" or _FORWARD.search(self.path) else str(year)


def knows(head: str) -> bool:
    """Tell whether a head is a word of the official tables; a long text is none."""
    return _plain(head) is not None or (len(head) < 60 and _number_kind(head) is not None)


def columns_of(paths: Sequence[str]) -> tuple[Column, ...]:
    """
    Say what each column holds.

    Example:
        >>> [(one.holds, one.year or one.number) for one in columns_of(("kode", "target/2026/rp", "target_tahun_1", "warna"))]
        [('code', None), ('money', 2026), ('target', 1), (None, None)]
    """
    return tuple(_column(at, path) for at, path in enumerate(paths))


def _column(at: int, path: str) -> Column:
    parts = path.split("/") if path else []
    holds = next((found for part in reversed(parts) if (found := _number_kind(part))), None)
    plain = next((found for part in reversed(parts) if (found := _plain(part))), None)
    if plain is not None and (holds is None or _number_kind(parts[-1]) is None):
        return Column(at, path, plain)
    years = [int(year) for year in _YEAR.findall(path)]
    numbered = _NUMBERED.search(path.replace("/", "_"))
    dated = bool(years or numbered)
    if holds is None and (dated or _CONDITION_AT_END.fullmatch(path)):
        holds = "target"
    if holds == "money" and _FORWARD.search(path):
        holds = "forward"
    if plain == "baseline":
        holds = "baseline"
    number = None if numbered is None else _ROMAN.get(numbered[1]) or int(numbered[1])
    year = years[-1] if years else None
    return Column(at, path, holds, year, None if year else number, is_end=not dated and _LAST.search(path) is not None)


def _plain(head: str) -> Holds | None:
    if len(head) > _LONGEST:
        return None
    if _YEAR.search(head) and not head.startswith(("kondisi", "capaian", "data_capaian")):
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
    if _MONEY.search(head) and not head.startswith("sumber"):
        return "money"
    return (
        "target"
        if _TARGET.search(head) and not head.startswith(("indikator", "tolo", "kondisi", "data_capaian"))
        else None
    )
