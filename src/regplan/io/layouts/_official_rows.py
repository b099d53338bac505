"""What rows of official tables are besides nodes and their indicators: sums, lines of accounts, headings of OPD; by their words."""

from __future__ import annotations

import re
from typing import Final

import attrs

from regplan.io.sheets import column_key
from regplan.model.words import Level

__all__ = ["SumWords", "belongs", "is_account", "is_office", "joined", "sum_words"]

_SPACED: Final = re.compile(r"(?<![^\W\d])([^\W\d]) {1,3}(?=[^\W\d](?![^\W\d]))")
"""Letters with blanks between them (*J U M L A H*)."""
_SUM: Final = re.compile(
    r"\W{0,3}(?P<part>sub\W{0,2})?(?:grand\s{1,3})?(?P<word>jumlah|total|plafond?|pagu|belanja(?=\s{1,3}daerah\b))\b(?P<rest>.{0,160})",
    re.IGNORECASE | re.DOTALL,
)
_ALL: Final = frozenset(
    [
        "pagu",
        "anggaran",
        "belanja",
        "dana",
        "biaya",
        "pendanaan",
        "indikatif",
        "total",
        "jumlah",
        "akhir",
        "besar",
        "umum",
        "rp",
        "rupiah",
        "dalam",
        "tahun",
        "keseluruhan",
        "seluruh",
        "seluruhnya",
        "semua",
        "daerah",
        "apbd",
    ]
)
"""Words after *Jumlah* that do not say of what it is."""
_WORDS: Final[dict[str, Level]] = {"program": "program", "kegiatan": "activity", "sub_kegiatan": "sub_activity"}
_ACCOUNT: Final = re.compile(r"[456]\.[1-9](?:\.\d{2,4}){0,5}", re.ASCII)
_SPENDING: Final = re.compile(r"\s*(?:belanja|pendapatan|pembiayaan|penerimaan|pengeluaran)\b", re.IGNORECASE)
_OFFICE: Final = re.compile(
    r"\s*(?:dinas|badan|sekretariat|inspektorat|kecamatan|kelurahan|puskesmas|rsud|rumah\s+sakit|satuan\s+polisi|uptd?)\s+[A-Z]\w"
    r"|\s*(?:DINAS|BADAN|SEKRETARIAT|INSPEKTORAT)\b",
    re.IGNORECASE,
)
_OPD_CODE: Final = re.compile(r"(?:\d{1,2}\.){7}\d{4}", re.ASCII)
"""How SIPD writes the code of an OPD: three bidang urusan, its number, its unit."""


@attrs.frozen
class SumWords:
    """
    The words of a row of a sum.

    Attributes:
        of: What it says it is the sum of; empty where it does not.
        level: The level of that, where only the level is said (*Jumlah Program*).
        is_part: Whether it is said to be a part (*Sub Total*).
        is_ceiling: Whether it says *Pagu* or *Plafon* alone, which may be of anything.
        is_alone: Whether it has no other words.
    """

    of: str = ""
    level: Level | None = None
    is_part: bool = False
    is_ceiling: bool = False
    is_alone: bool = True

    @property
    def is_bare(self) -> bool:
        """Whether nothing is said but that it is a sum."""
        return not self.of and not self.is_ceiling


def sum_words(text: str) -> SumWords | None:
    """
    Read the words of a sum; None where a text is none.

    Example:
        >>> sum_words("J U M L A H :").is_bare, sum_words("Jumlah Pagu Program Kesehatan").of, sum_words("Sub Total").is_part
        (True, 'program_kesehatan', True)
        >>> sum_words("Jumlah Program").level, sum_words("Penjumlahan")
        ('program', None)
    """
    found = _SUM.fullmatch(_SPACED.sub(r"\1", text.strip()))
    if found is None:
        return None
    words = column_key(found["rest"]).split("_")
    is_alone = set(words) <= {"", "jumlah", "total"}
    while words and (words[0] in _ALL or not words[0] or words[0].isdigit()):
        del words[0]
    of = "_".join(words)
    is_ceiling = found["word"].casefold() not in {"jumlah", "total"}
    return SumWords(of, _WORDS.get(of), found["part"] is not None, is_ceiling, is_alone)


def is_account(code: str | None, name: str, open_code: str | None) -> bool:
    """
    Tell a line of accounts (*5.1.02 Belanja Barang*) from a program of the urusan of that number, which writes *5.01.02*.

    Example:
        >>> is_account("5.1.02", "Belanja Barang", None), is_account("5.01.02", "Program Perencanaan", "5.01.01")
        (True, False)
        >>> is_account("5.1.02", "Honor", "1.02.02.2.02.0001"), is_account("5.1.2", "Program", "5.1.1")
        (True, False)
    """
    if code is None or _ACCOUNT.fullmatch(code) is None:
        return False
    other = open_code is not None and open_code[:1] != code[:1]
    return other or _SPENDING.match(name) is not None


def is_office(code: str | None, name: str) -> bool:
    """
    Tell the heading of an OPD by its code of SIPD, or by its name where it has no code.

    Example:
        >>> is_office("1.02.0.00.0.00.01.0000", "Dishub"), is_office(None, "Dinas Kesehatan"), is_office("1.02.02", "Badan Sehat")
        (True, True, False)
    """
    return _OPD_CODE.fullmatch(code) is not None if code else _OFFICE.match(name) is not None


def joined(before: str, part: str) -> str:
    """
    Join a part of a code to those before it; a part that says them again stands for all.

    Example:
        >>> joined("1.02.02", "2.02"), joined("1.02.02", "1.02.02.2.02")
        ('1.02.02.2.02', '1.02.02.2.02')
    """
    if not before or part == before or part.startswith(f"{before}."):
        return part
    return f"{before}.{part}"


def belongs(code: str, above: str) -> bool:
    """
    Tell whether a code begins with that of a node above it; noughts before numbers do not matter, and *X* is any.

    Example:
        >>> belongs("1.02.02.2.02", "1.2.2"), belongs("2.15.02.2.01", "1.02.02"), belongs("1.02.01.2.01", "X.XX.01")
        (True, False, True)
    """
    if code.startswith(f"{above}."):
        return True
    own, up = code.casefold().split("."), above.casefold().split(".")
    return len(own) > len(up) and all(
        one.lstrip("0") == two.lstrip("0") or "x" in one + two for one, two in zip(own, up, strict=False)
    )
