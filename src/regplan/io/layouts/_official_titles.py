"""What titles of official tables, and the names of sheet and file, say of a plan: its years, its version, its OPD."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from regplan.io.layouts._official_words import MONTHS, YEAR
from regplan.model.words import DocumentKind, Stage

__all__ = ["LOOKS_BACK", "NAMES", "SPAN", "Version", "agency_after", "agency_of", "kinds_named", "plain", "spans_of", "version_of", "years_named", "years_of"]  # fmt: skip

SPAN: Final = re.compile(
    r"(?<!\d)(20\d\d)\s{0,3}(?:[-–—/]|s\s?[./]?\s?d\.?|sampai(?:\s{1,3}dengan)?)\s{0,3}(?:tahun\s{1,3})?(20\d\d)(?!\d)",
    re.IGNORECASE,
)
"""Years from one to another."""
LOOKS_BACK: Final = re.compile(r"evaluasi|realisasi|hasil|capaian|pencapaian", re.IGNORECASE)
"""Lines that speak of what was reached; the year in them is that one."""
_PLANNED: Final = re.compile(rf"tahun\s{{1,3}}rencana\W{{0,3}}{YEAR}", re.IGNORECASE)
NAMES: Final[dict[DocumentKind, str]] = {
    "RENJA": r"renja|rencana\s{1,3}kerja(?!\s{1,3}(?:pemerintah|tahunan|(?:dan\s{1,3})?anggaran))",
    "RKPD": r"rkpd|rencana\s{1,3}kerja\s{1,3}pemerintah(?:\s{1,3}daerah)?",
    "RENSTRA": r"renstra|rencana\s{1,3}strategis",
    "RPJMD": r"rpjmd|jangka\s{1,3}menengah\s{1,3}daerah",
    "RPJPD": r"rpjpd|jangka\s{1,3}panjang\s{1,3}daerah",
}
"""How a plan is named."""
_ANY: Final = re.compile(
    "|".join([*NAMES.values(), r"\b(?:apbd|apbn|dpa|dppa|rka|kua|ppas|rpjmn|rpjpn)\b"]), re.IGNORECASE
)
"""Names of documents; the year behind one is its own."""
_OF_A_YEAR: Final[tuple[DocumentKind, ...]] = ("RENJA", "RKPD")
"""Plans that have the same year, by law."""
_PAPER: Final = re.compile(
    r"cetak|tanggal|\btgl\b|keputusan|peraturan|instruksi|\bnomor\b|\bno\b\.?|lampiran|\bsurat\b|print"
    r"|ditetapkan|disahkan|sumber|\bversi\b|update|diperbarui|unduh",
    re.IGNORECASE,
)
"""Lines about the paper and not about the plan: who ordered it, when it was printed."""
_SAID_YEAR: Final = re.compile(
    rf"(?:\b(?:tahun|thn|t\.?\s?a)\b\.?(?:\s{{1,3}}anggaran)?\W{{0,5}}|^\W*){YEAR}", re.IGNORECASE
)
"""A year in a line that does not name the plan: called so, or at the line's beginning."""
_REFERS: Final = re.compile(r"\b(?:berpedoman|mengacu|berdasarkan|sesuai|selaras|mendukung)\b", re.IGNORECASE)
"""Behind these words documents stand that a table refers to."""
_MONTH: Final = rf"(?:{MONTHS})\b\.?"
_NOT_ITS: Final = re.compile(
    r"\b(?:nomor|no|perda|perbup|perwal\w{0,4}|pergub|perpres|permen\w{0,12}|kepmen\w{0,12}|inmen\w{0,12}|uu|pp|sk)\b"
    r"[\s.:…_]{0,40}(?:\d[\w./-]{0,40}?)?[\s./,-]{0,3}(?:(?:tahun|thn|th)\.?\s{0,3})?20\d\d(?!\d)"  # of a regulation
    r"|(?<!\d)\d{1,3}\s?/\s?20\d\d(?![\d/-])"  # 5/2025
    rf"|(?:(?<!\d)\d{{1,2}}[\s-]{{0,3}})?\b{_MONTH}[\s-]{{0,3}}20\d\d(?!\d)"  # days
    r"|(?<!\d)\d{1,2}[./-]\d{1,2}[./-]20\d\d(?!\d)|(?<!\d)20\d\d[./-]\d{1,2}(?:[./-]\d{1,2})?(?!\d)"
    r"|\bp(?:ra|er)kiraan\s{1,3}maju\b[^\d\n]{0,40}20\d\d(?!\d)",  # of the year after
    re.IGNORECASE,
)
"""Years that are not those of a plan."""
_OFFICE: Final = r"(?:dinas|badan|kantor|kecamatan|kelurahan|sekretariat|inspektorat|rsud|rumah\s{1,3}sakit|satpol|satuan\s{1,3}polisi|bagian|uptd)\b"
_AGENCY: Final = re.compile(
    rf"\s*(?:nama\s+)?(?:perangkat daerah|opd|skpd|unit kerja)(?:\s*:\s*(?=\S)|\s+(?={_OFFICE}))(.{{3,120}})",
    re.IGNORECASE,
)
_AGENCY_AFTER: Final = re.compile(
    rf"\b(?:{NAMES['RENJA']}|{NAMES['RENSTRA']})\W{{1,8}}"
    r"(?:(?:perangkat|daerah|opd|skpd|satuan\s{1,3}kerja|tahun|anggaran|20\d\d|perubahan|pada|di|lingkungan)\W{1,8}){0,8}"
    rf"({_OFFICE}[^\n\d(,;:]{{0,100}}?)"
    r"(?=\s{0,3}(?:[\n\d(,;:]|$)|\s{1,3}(?:kabupaten|kab|kota(?!\s{1,3}(?:tahun|dan)\b)|provinsi|prov|tahun|thn|periode|ta|perubahan(?!\s{1,3}iklim))\b)",
    re.IGNORECASE,
)
_CHANGED: Final = r"(?<!sebelum )\bperubahan\b(?!\s{1,3}(?:iklim|perilaku|sosial))"
_TIMES: Final = r"(?:ke\W?\d|pertama|kedua|ketiga|i{1,3}|atas|terhadap)"
_SECOND: Final = re.compile(rf"{_CHANGED}\W{{1,3}}(?:(kedua|ii|ke\W?2)|(ketiga|iii|ke\W?3))\b", re.IGNORECASE)
_DRAFT: Final = r"(?:\brancangan\b(?:\s{1,3}(awal|akhir|teknokratik?))?|\b(ranwal)\b)"
_STAGES: Final[dict[str, tuple[Stage, str]]] = {
    "awal": ("initial", "awal"),
    "ranwal": ("initial", "awal"),
    "teknokrati": ("technocratic", "teknokratik"),
    "teknokratik": ("technocratic", "teknokratik"),
    "akhir": ("draft", "rancangan_akhir"),
    "": ("draft", "rancangan"),
}
"""The stage of a draft by its word, and what is put behind the id."""
_ORIGINAL: Final = re.compile(r"\b(?:murni|sebelum\s{1,3}perubahan)\b", re.IGNORECASE)


@attrs.frozen
class Version:
    """
    Which version of a plan a table has.

    Attributes:
        revision: 1 for a change, 2 for the second, 0 for the plan before it (*murni*); None where that is not said.
        stage: How far it has come; None where that is not said.
        parts: What is put behind the id, so that versions are not taken for one.
    """

    revision: int | None = None
    stage: Stage | None = None
    parts: tuple[str, ...] = ()


def plain(text: str) -> list[str]:
    """
    Return the lines of a text without the years of regulations, days and forward estimates.

    Example:
        >>> plain("Perbup Nomor 12 Tahun 2025 tentang Renja 2026")
        ['Perbup    tentang Renja 2026']
    """
    return _NOT_ITS.sub("  ", text).splitlines()


def years_named(lines: Sequence[str], *kinds: DocumentKind) -> set[int]:
    """
    Return the years behind the name of a plan, in lines that name it (*Renja Dinas Kesehatan Tahun 2026*).

    Example:
        >>> years_named(["Evaluasi Renja 2024", "Rancangan Awal RKPD 2026", "Renstra 2025-2029"], "RENJA", "RKPD")
        {2026}
    """
    kept = [SPAN.sub(" ", line) for line in lines if not LOOKS_BACK.search(line)]
    behind = [*_behind(kept, kinds), *(one[0] for line in kept for one in _PLANNED.finditer(line))]
    return {int(year) for rest in behind for year in re.findall(YEAR, rest)}


def years_of(text: str, kind: DocumentKind, *, loosely: bool = False) -> set[int]:
    r"""
    Return the years that a text says of a plan: of the lines that name it, else of all that speak of no other thing.

    *Loosely*, where a year need not be called so, as in names of files.

    Example:
        >>> years_of("Keputusan Nomor 5/2025\nRencana Kerja Dinas X\nTahun Anggaran 2026\nDPA 2024", "RENJA")
        {2026}
    """
    lines = plain(text)
    if found := years_named(lines, kind):
        return found
    kept = [SPAN.sub(" ", line) for line in lines if not (LOOKS_BACK.search(line) or _PAPER.search(line))]
    kinds = _OF_A_YEAR if kind in _OF_A_YEAR else (kind,)
    way = re.compile(YEAR) if loosely else _SAID_YEAR
    return {int(year) for line in kept for year in way.findall(_without_others(line, kinds))}


def kinds_named(text: str) -> set[DocumentKind]:
    r"""
    Return the kinds of plans that a text names, not those that it refers to.

    Example:
        >>> kinds_named("RENJA DINAS X TAHUN 2026\nberpedoman pada RENSTRA 2025-2029")
        {'RENJA'}
    """
    lines = [_REFERS.split(line)[0] for line in text.splitlines()]
    return {kind for kind, words in NAMES.items() if re.search(words, "\n".join(lines), re.IGNORECASE)}


def spans_of(text: str, *kinds: DocumentKind) -> set[tuple[int, int]]:
    r"""
    Return the spans of years that a text says of a plan, in the same order.

    Example:
        >>> spans_of("Renstra Dinas X 2025-2029\nmengacu RPJMD 2021-2026", "RENSTRA")
        {(2025, 2029)}
    """
    lines = plain(text)
    left = [_without_others(line, kinds) for line in lines if not _PAPER.search(line)]
    for texts in (_behind(lines, kinds), left):
        if found := {(int(one[1]), int(one[2])) for line in texts for one in SPAN.finditer(line)}:
            return found
    return set()


def _behind(lines: Sequence[str], kinds: Sequence[DocumentKind]) -> Iterator[str]:
    """Go through what stands behind the name of a plan, up to the next name of a document."""
    own = _words(kinds)
    names = re.compile(f"{own.pattern}|{_ANY.pattern}", re.IGNORECASE)
    for line in lines:
        found = list(names.finditer(line))
        for one, after in zip(found, [*(one.start() for one in found[1:]), len(line)], strict=False):
            if own.match(line, one.start()):
                yield line[one.end() : after]


def _without_others(line: str, kinds: Sequence[DocumentKind]) -> str:
    """Return a line up to the name of a document of another kind."""
    words = _words(kinds)
    return line[: next((one.start() for one in _ANY.finditer(line) if not words.match(line, one.start())), len(line))]


def _words(kinds: Sequence[DocumentKind]) -> re.Pattern[str]:
    return re.compile("|".join(map(_named, kinds)), re.IGNORECASE)


def _named(kind: DocumentKind) -> str:
    return NAMES.get(kind, rf"\b{kind}\b")


def version_of(lines: Sequence[str], kind: DocumentKind, *, loosely: bool = False) -> Version:
    """
    Return the version that lines say of a plan; *loosely*, where any line with the words counts, as names of files do.

    Example:
        >>> version_of(["RENJA PERUBAHAN DINAS X TAHUN 2026"], "RENJA").parts
        ('perubahan',)
        >>> version_of(["Dinas Perubahan Iklim", "Rancangan Awal RKPD"], "RENJA").parts
        ()
    """
    kept = [_NOT_ITS.sub("  ", line.replace("_", " ")) for line in lines]
    name = _named(kind)
    times = next((times for line in kept if (times := _changes(line, name, loosely=loosely))), None)
    stage = next((stage for line in kept if (stage := _stage(line, name, loosely=loosely))), None)
    if times is None and any(_ORIGINAL.search(line) for line in kept):
        times = 0
    parts = [] if not times else ["perubahan", *([str(times)] if times > 1 else [])]
    return Version(times, stage[0] if stage else None, (*parts, *([stage[1]] if stage else [])))


def _changes(line: str, name: str, *, loosely: bool) -> int | None:
    """Count which change of the plan a line names."""
    between = r"[\s-]?" if loosely else "-?"
    ways = (
        rf"{_CHANGED}(?:\W{{1,3}}{_TIMES}){{0,3}}\W{{1,3}}(?:peraturan\b[^\n]{{1,80}}?tentang\W{{1,3}})?(?:{name})"
        rf"|(?:{name})[^\n]{{0,80}}?{_CHANGED}|(?:{name}){between}p\b|\bp-(?:{name})"
    )
    alone = re.match(rf"\W*{_CHANGED}", line, re.IGNORECASE) and not _ANY.search(line)
    if loosely:
        ways = f"{_CHANGED}|{ways}"
    if not (alone or re.search(ways, line, re.IGNORECASE)):
        return None
    found = _SECOND.search(line)
    return 1 if found is None else 2 if found[1] else 3


def _stage(line: str, name: str, *, loosely: bool) -> tuple[Stage, str] | None:
    """Return the stage of the plan that a line names."""
    near = rf"{_DRAFT}\W{{1,3}}(?:perubahan\W{{1,3}})?(?:{name})"
    alone = rf"^\W*{_DRAFT}\W*$|(?:{name})[^\n]{{0,80}}?\(\s{{0,3}}{_DRAFT}"
    for way in (near, alone, *([r"\brancangan\s{1,3}(awal|akhir|teknokratik?)\b|\b(ranwal)\b"] if loosely else [])):
        if found := re.search(way, line, re.IGNORECASE):
            return _STAGES[next((one for one in found.groups() if one), "").lower()]
    return None


def agency_of(titles: Sequence[str]) -> str | None:
    """Find the OPD in a title line (``Perangkat Daerah : Dinas Kesehatan``)."""
    found = next((one for title in titles if (one := _AGENCY.match(title))), None)
    return re.sub(r"\s+", " ", found[1]).strip() if found else None


def agency_after(titles: Sequence[str]) -> str | None:
    """
    Find the OPD behind the name of its plan, where titles name only one.

    Example:
        >>> agency_after(["RENCANA KERJA", "DINAS KESEHATAN KABUPATEN CONTOH", "TAHUN 2026"])
        'DINAS KESEHATAN'
    """
    found = [re.sub(r"\s+", " ", one[1]).strip(" -–.") for one in _AGENCY_AFTER.finditer(" \n".join(titles))]
    return found[0] if len({one.casefold() for one in found}) == 1 else None
