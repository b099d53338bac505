"""What the row reader says: what it wanted, why, and the cure, in both languages."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

import attrs

from regplan.model.keys import FIELD_KEYS, indonesian
from regplan.model.tables import RECORD_NAMES
from regplan.values.lang import Bilingual
from regplan.values.money import MOST_RUPIAH
from regplan.values.text import quoted

__all__ = [
    "COMMA",
    "CURE",
    "KEY_WANT",
    "MONEY_CURES",
    "NOTHING",
    "NO_DATE",
    "NUMBER",
    "RECORD",
    "ROW",
    "SAME",
    "SHORT",
    "WANT",
    "WHY",
    "both",
    "brief",
    "cure_of",
    "differing",
    "key_of",
    "one_of",
    "record_word",
    "shape_of",
    "size_of",
]


def brief(value: Any) -> str:
    """Quote a value, cut short."""
    text = value if isinstance(value, str) else quoted(value)
    text = text if len(text) <= 80 else f"{text[:77]}…"
    return repr(text) if isinstance(value, str) else text


def differing(value: Any, other: Any) -> Bilingual:
    """
    Quote what of a value is not as in another; of a record the fields that differ.

    Example:
        >>> from regplan.model.heading import Region
        >>> differing(Region(code="12.71", name="A"), Region(code="12.07", name="A")).id
        "kode '12.71'"
    """
    if not attrs.has(type(value)):
        return Bilingual(quoted(value), quoted(value))
    fields = [one.name for one in attrs.fields(type(value)) if one.eq]
    said = [(name, told) for name in fields if (told := getattr(value, name)) != getattr(other, name) and told]
    if not said:
        return Bilingual("tidak ada", "nothing")
    return Bilingual(
        ", ".join(
            f"{FIELD_KEYS.get(name, (name,))[0]} {quoted(indonesian(told) if isinstance(told, str) else told)}"
            for name, told in said
        ),
        ", ".join(f"{name} {quoted(told)}" for name, told in said),
    )


def key_of(name: str) -> str:
    """Name a field by its Indonesian and English keys."""
    keys = FIELD_KEYS.get(name, ())
    return f"{keys[0]} ({name})" if keys else name


def record_word(cls: type[Any]) -> Bilingual:
    """Name a kind of record."""
    name = _CLASS_WORDS.get(cls.__name__, cls.__name__)
    return Bilingual(_RECORD_WORDS.get(name) or indonesian(name).replace("_", " "), name.replace("_", " "))


_CLASS_WORDS: Final = {"".join(part.title() for part in name.split("_")): name for name in RECORD_NAMES}
_RECORD_WORDS: Final = {
    "document": "dokumen",
    "agency": "perangkat daerah",
    "place": "wilayah",
    "reference": "acuan",
    "entry": "pencantuman",
    "indicator": "indikator",
    "series": "deret",
    "allocation": "anggaran",
    "link": "kaitan",
    "commitment": "komitmen",
    "Heading": "kepala berkas",
    "Region": "daerah",
}


def shape_of(value: Any) -> Bilingual:
    """Say what shape a value has."""
    if isinstance(value, Mapping):
        return Bilingual("pemetaan", "a mapping")
    if isinstance(value, list | tuple):
        return Bilingual("daftar", "a list")
    return Bilingual(f"satu nilai ({brief(value)})", f"one value ({brief(value)})")


def size_of(count: int, unit: str) -> Bilingual:
    """
    Write how many bytes, cells or characters something has.

    Example:
        >>> size_of(1_048_576, "characters").id
        '1.048.576 huruf'
    """
    return Bilingual(f"{count:,} {_UNITS[unit]}".replace(",", "."), f"{count:,} {unit}")


_UNITS: Final = {"bytes": "bita", "cells": "sel", "characters": "huruf"}


def both(value: Any) -> Bilingual:
    """Quote a value in both languages."""
    return Bilingual(brief(value), brief(value))


def one_of(words: tuple[str, ...]) -> Bilingual:
    """List the words of a vocabulary."""
    return Bilingual("salah satu dari " + ", ".join(indonesian(word) for word in words), "one of " + ", ".join(words))


WANT: Final = {
    "map": Bilingual("pemetaan", "a mapping"),
    "by_period": Bilingual("nilai menurut periode, seperti {2026: …}", "values by period, as {2026: …}"),
    "list": Bilingual("daftar", "a list"),
    "value": Bilingual("satu nilai", "one value"),
    "id": Bilingual("id tanpa '/' di awal atau akhir", "an id that does not begin or end with '/'"),
    "ref": Bilingual("id sebuah catatan", "the id of a record"),
    "line": Bilingual("teks satu baris", "one line of text"),
    "text": Bilingual("teks", "text"),
    "weight": Bilingual("bobot desimal sebagai teks", "a decimal weight as text"),
    "date": Bilingual("tanggal seperti 2026-03-31", "a date as 2026-03-31"),
    "year": Bilingual("tahun seperti 2026", "a year as 2026"),
    "span": Bilingual("tahun seperti 2026 atau 2019-2024", "years as 2026 or 2019-2024"),
    "whole": Bilingual("bilangan bulat", "a whole number"),
    "period": Bilingual(
        "periode: 2026, 2026-TW1, 2026-03, akhir, tanpa_tahun", "a period: 2026, 2026-Q1, 2026-03, end, unstated"
    ),
    "amounts": Bilingual("rupiah yang tepat", "exact rupiah"),
    "word": Bilingual("kata dari daftar", "a word of the list"),
    "extra": Bilingual("teks, daftar, atau pemetaan teks", "text, a list or a mapping of text"),
}
ROW: Final = Bilingual("baris", "row")
RECORD: Final = Bilingual("catatan", "record")
CURE: Final = Bilingual("tulis nilainya sebagai teks dalam bentuk itu", "write the value as text in that form")
_NAN: Final = Bilingual(
    "NaN dari pandas berarti tidak ada nilai: ganti dengan None (df.astype(object).where(df.notna(), None))",
    "NaN of pandas means that there is no value: make it None (df.astype(object).where(df.notna(), None))",
)
_FLOAT: Final = Bilingual(
    "berikan sebagai teks, int, atau Decimal: float tidak menyimpan angka yang tertulis",
    "give it as text, int or Decimal: a float does not keep the digits that were written",
)


def cure_of(value: Any) -> Bilingual:
    """Say how to mend a value that has no text of its own: what is not a number, a float, anything else."""
    if not isinstance(value, float):
        return CURE
    return _NAN if math.isnan(value) else _FLOAT


COMMA: Final = Bilingual(
    'koma di dalam {…} memisahkan isian: tulis angka desimal dalam tanda kutip, "0,70"',
    'a comma inside {…} parts two fields: put decimal numbers in quotes, "0,70"',
)
SAME: Final = Bilingual(
    "letaknya di berkas, atau kunci lain, sudah menyatakannya: hapus salah satu",
    "its place in the file, or another key, says so already: remove one of the two",
)
SHORT: Final = Bilingual(
    ": tempatkan catatan ini di dalam dokumennya, atau tulis baris 'deret' / 'anggaran' sendiri",
    ": nest this record in its document, or write a row of 'deret' / 'anggaran' of its own",
)
KEY_WANT: Final = Bilingual("berkunci periode", "keyed by periods")
NUMBER: Final = Bilingual("angka, bukan tanggal", "a number, no date")
NO_DATE: Final = Bilingual(
    "atur selnya sebagai teks lalu ketik ulang angkanya: lembar kerja mengubah '4-5' menjadi tanggal",
    "format the cell as text and type the number again: spreadsheets turn '4-5' into a date",
)
NOTHING: Final = Bilingual("tidak ada", "absent")
WHY: Final = {
    "empty": Bilingual("kosong", "is empty"),
    "blank": Bilingual("mempunyai spasi di awal atau akhir", "has blanks before or after"),
    "control": Bilingual(
        "berisi karakter kendali atau spasi tak lazim", "holds a control character or an unusual blank"
    ),
    "surrogate": Bilingual("berisi setengah karakter", "holds half a character"),
    "form": Bilingual("bukan bentuk Unicode NFC", "is not in Unicode form NFC"),
    "long": Bilingual("terlalu panjang", "is too long"),
    "slash": Bilingual("diawali atau diakhiri '/'", "begins or ends with '/'"),
}
MONEY_CURES: Final = {
    "not-money": Bilingual("contoh: 1500000, 1.500.000, 1,5 miliar", "for example 1500000, 1.500.000, 1,5 miliar"),
    "below-sen": Bilingual(
        "uang paling kecil satu sen: bulatkan di sumbernya", "money has no part below a sen: round it at its source"
    ),
    "too-large": Bilingual(f"paling besar Rp{MOST_RUPIAH:,}".replace(",", "."), f"at most Rp{MOST_RUPIAH:,}"),
    "exponent": Bilingual("tulis semua angkanya, tanpa pangkat", "write all digits, without an exponent"),
    "not-finite": Bilingual(
        "tulis null bila tidak diketahui, hapus bila tidak ada", "write null where unknown, leave out where absent"
    ),
}
