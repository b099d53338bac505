"""Why a cell has no value, or what is doubtful about it, in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

from regplan.values.cell_shape import Fault
from regplan.values.lang import Bilingual
from regplan.values.measure import (
    Bound,
    Grade,
    Interval,
    Measure,
    NotAvailable,
    Number,
    Ratio,
    Several,
    Words,
)

__all__ = ["REASONS", "reason_of", "told"]

REASONS: Final = MappingProxyType(
    {
        "empty": Bilingual("sel kosong", "the cell is empty"),
        "artefact": Bilingual(
            "'{text}' ditulis oleh program, bukan oleh sumber; nilainya hilang",
            "'{text}' was written by a program, not by the source; the value is lost",
        ),
        "formula": Bilingual("'{text}' adalah rumus, bukan nilainya", "'{text}' is a formula, not the value it gives"),
        "mojibake": Bilingual("'{text}' dibaca dengan pengodean yang salah", "'{text}' was read in a wrong encoding"),
        "date": Bilingual("'{text}' tampak sebagai tanggal atau jam", "'{text}' looks like a date or time"),
        "year": Bilingual("'{text}' tampak sebagai tahun", "'{text}' looks like a year"),
        "exponent": Bilingual(
            "'{text}' ditulis program dengan pangkat; angkanya mungkin terpotong",
            "'{text}' was written with an exponent by a program; digits may be lost",
        ),
        "approximate": Bilingual("'{text}' hanya perkiraan", "'{text}' is only approximate"),
        "marks": Bilingual(
            "'{text}' dapat dibaca {readings}; tidak ada yang membuktikan tanda desimalnya",
            "'{text}' can be {readings}; nothing proves which mark is decimal",
        ),
        "mixed-marks": Bilingual(
            "'{text}' dapat dibaca {readings}; barisnya memakai kedua tanda desimal",
            "'{text}' can be {readings}; its row uses both decimal marks",
        ),
        "magnitude": Bilingual(
            "'{text}' dapat dibaca {readings}; yang sesuai dengan tanda angka lain terlalu jauh dari angka barisnya",
            "'{text}' can be {readings}; the one that fits the other marks is far from the other numbers of its row",
        ),
        "malformed": Bilingual("'{text}' bukan angka yang tertulis benar", "'{text}' is not a well-formed number"),
        "colon": Bilingual(
            "'{text}' dapat dibaca {readings}; titik dua berarti rasio atau selang",
            "'{text}' can be {readings}; the colon means a ratio or an interval",
        ),
        "slash": Bilingual(
            "'{text}' dapat dibaca {readings}; garis miring berarti perbandingan atau dua nilai",
            "'{text}' can be {readings}; the slash means a ratio or two values",
        ),
        "scale": Bilingual("'{text}' ada pada beberapa skala: {readings}", "'{text}' is on several scales: {readings}"),
        "off-scale": Bilingual(
            "'{text}' tidak ada pada skala yang dinyatakan", "'{text}' is not on the declared scale"
        ),
        "sign": Bilingual(
            "'{text}' dapat dibaca {readings}; tandanya bisa minus atau bukan",
            "'{text}' can be {readings}; its sign may be a minus or not",
        ),
        "blank": Bilingual(
            "'{text}' dapat dibaca {readings}; spasinya memisahkan ribuan atau dua nilai",
            "'{text}' can be {readings}; the blank parts thousands or two values",
        ),
        "dash": Bilingual(
            "'{text}' dapat dibaca {readings}; strip berarti tidak ada nilai atau butir daftar",
            "'{text}' can be {readings}; the dash means no value or an item of a list",
        ),
        "open-end": Bilingual(
            "'{text}' dapat dibaca {readings}; ujung selangnya tidak ditulis",
            "'{text}' can be {readings}; the end of its interval is not written",
        ),
        "nil": Bilingual(
            "'{text}' dapat dibaca {readings}: nol, atau tidak ada nilai",
            "'{text}' can be {readings}: zero, or no value",
        ),
        "grades": Bilingual(
            "'{text}' menyebut beberapa peringkat untuk satu nilai", "'{text}' gives several grades for one value"
        ),
        "repeated": Bilingual("'{text}' menulis rasio yang sama dua kali", "'{text}' writes the same ratio twice"),
        "ratios": Bilingual(
            "'{text}' menyebut dua rasio yang berbeda: {readings}", "'{text}' gives two different ratios: {readings}"
        ),
        "unread": Bilingual(
            "'{text}' tidak dapat dibaca sebagai angka, peringkat, atau kata",
            "'{text}' cannot be read as numbers, a grade or words",
        ),
    }
)
"""One reason for each fault; ``{text}`` is the cell, ``{readings}`` all it can say."""

LONGEST: Final = 80


def reason_of(fault: Fault | None, text: str, readings: Iterable[Measure]) -> Bilingual | None:
    """
    Say in words what is wrong with a cell.

    Example:
        >>> reason_of("marks", "1.5", ()) is None, reason_of(None, "5", ())
        (False, None)
    """
    if fault is None:
        return None
    shown = " ".join(text.split())
    shown = shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "\u2026"
    said = [told(reading) for reading in readings]
    both = (" atau ".join(one.id for one in said), " or ".join(one.en for one in said))
    return REASONS[fault].filled({"text": (shown, shown), "readings": both})


def told(measure: Measure) -> Bilingual:
    """
    Show what a cell says: numbers with a decimal comma in Indonesian, with a point in English, no marks at thousands.

    Example:
        >>> from decimal import Decimal
        >>> told(Interval(Decimal("4.43"), Decimal("4.47"))).id
        '4,43 sampai 4,47'
    """
    return Bilingual(_told(measure, ",", "sampai", "tidak ada nilai"), _told(measure, ".", "to", "no value"))


def _told(measure: Measure, mark: str, to: str, none: str) -> str:
    match measure:
        case Number(value):
            return f"{value:f}".replace(".", mark)
        case Interval(first, last):
            return f"{first:f} {to} {last:f}".replace(".", mark)
        case Ratio(left, right):
            return f"{left:f} : {right:f}".replace(".", mark)
        case Bound(sign, value):
            return f"{sign} {value:f}".replace(".", mark)
        case Grade(scale, text):
            return f"{text} ({scale})"
        case Words(text):
            return f"'{text}'"
        case NotAvailable():
            return none
        case Several(parts):
            return "; ".join(_told(part, mark, to, none) for part in parts)
