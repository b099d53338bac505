"""What to write instead of a cell that says nothing sure; each number offered is read as that number again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from regplan.values.cell import Cell, Fault, read_cell
from regplan.values.lang import Bilingual
from regplan.values.measure import Bound, Interval, Measure, Number, Ratio, Several

__all__ = ["cure_of", "told_apart", "typed"]


def cure_of(cell: Cell, *, with_unit: bool) -> Bilingual:
    r"""
    Say how to write a cell so that it can be read in one way alone.

    Args:
        cell: A cell with a fault.
        with_unit: Whether its indicator states a unit that is known.

    Example:
        >>> from regplan.values.cell import read_cell
        >>> cure_of(read_cell("40.231"), with_unit=True).en
        "write '40231' or '40,2310'"
        >>> cure_of(read_cell("-\n\n40.231"), with_unit=False).en
        "write '40231' or '40,2310'; or give 'unit': what is counted one by one has no fractions"
    """
    leaf = told_apart(cell)
    fault = leaf.fault or "unread"
    cure = _CURES[fault](leaf.readings) if fault in _CURES else _SAID[fault]
    if fault in _MARKS and not with_unit:
        return Bilingual(cure.id + _OR_UNIT.id, cure.en + _OR_UNIT.en)
    return cure


def told_apart(cell: Cell) -> Cell:
    """Return the part of a cell that has its fault; the cell itself where it is of one value, or faulty as a whole."""
    found = next((part for part in cell.parts if part.fault == cell.fault), cell)
    return found if found is cell else told_apart(found)


def typed(measure: Measure) -> str:
    """
    Write a value so that it has one reading: digits alone, or a decimal comma that is not followed by three digits.

    What would look like a year gets a zero behind the comma.

    Example:
        >>> [typed(Number(Decimal(text))) for text in ("40231", "40.231", "-5", "84.10")]
        ['40231', '40,2310', '-5', '84,10']
        >>> typed(Interval(Decimal("46.477"), Decimal("46.502"))), typed(Number(Decimal(2026)))
        ('46,4770-46,5020', '2026,0')
    """
    match measure:
        case Number(value):
            return _digits(value)
        case Interval(first, last):
            return f"{_digits(first)}-{_digits(last)}"
        case Ratio(left, right):
            return f"{_digits(left)} : {_digits(right)}"
        case Bound(sign, value):
            return f"{sign} {_digits(value)}"
        case Several(parts):
            return "; ".join(map(typed, parts))
        case _:
            return "null"


def _digits(value: Decimal) -> str:
    whole, _, part = f"{value:f}".partition(".")
    if not part:
        return f"{whole},0" if len(whole) == len("2026") and read_cell(whole).fault == "year" else whole
    return f"{whole},{part}0" if len(part) == len("000") else f"{whole},{part}"


def _either(readings: Iterable[Measure]) -> Bilingual:
    """Offer each reading in the form that has no other."""
    said = list(dict.fromkeys("null" if (one := typed(reading)) == "null" else f"'{one}'" for reading in readings))
    return Bilingual("tulis " + " atau ".join(said), "write " + " or ".join(said))


def _ratio_or(other: type[Measure]) -> Callable[[Iterable[Measure]], Bilingual]:
    """Offer the reading that is no ratio in its own form; a ratio is told by its unit."""

    def cure(readings: Iterable[Measure]) -> Bilingual:
        said = typed(next((one for one in readings if isinstance(one, other)), Several(())))
        return Bilingual(
            f"tulis '{said}' kalau itu {_OTHERS[other].id}; untuk perbandingan tulis satuannya 'rasio' dan pakai titik dua",
            f"write '{said}' if that is {_OTHERS[other].en}; for a ratio give the unit 'rasio' and use a colon",
        )

    return cure


_OTHERS: Final[MappingProxyType[type[Measure], Bilingual]] = MappingProxyType(
    {Interval: Bilingual("selang", "an interval"), Several: Bilingual("dua nilai", "two values")}
)
_MARKS: Final = frozenset({"marks", "mixed-marks", "magnitude"})
_OR_UNIT: Final = Bilingual(
    "; atau isi 'satuan': yang dihitung satu per satu tidak berpecahan",
    "; or give 'unit': what is counted one by one has no fractions",
)
_CURES: Final[MappingProxyType[Fault, Callable[[Iterable[Measure]], Bilingual]]] = MappingProxyType(
    {
        **dict.fromkeys(("marks", "mixed-marks", "magnitude", "sign", "blank", "nil", "repeated"), _either),
        "colon": _ratio_or(Interval),
        "slash": _ratio_or(Several),
    }
)
_FROM_SOURCE: Final = Bilingual(
    "ambil nilainya dari sumbernya dan tulis sebagai teks", "take the value from its source and write it as text"
)
_ONE_VALUE: Final = Bilingual(
    "tulis satu angka dengan koma desimal, satu peringkat, atau null; indikator yang berbeda ditulis terpisah",
    "write one number with a decimal comma, one grade, or null; different indicators are written apart",
)
_SAID: Final[MappingProxyType[Fault, Bilingual]] = MappingProxyType(
    {
        "empty": Bilingual("tulis null bila nilainya tidak diketahui", "write null where the value is not known"),
        "artefact": _FROM_SOURCE,
        "formula": _FROM_SOURCE,
        "exponent": _FROM_SOURCE,
        "mojibake": Bilingual("buka ulang berkasnya sebagai UTF-8", "open the file again as UTF-8"),
        "year": Bilingual(
            "tulis nilainya; kalau memang sebanyak itu, tulis satuannya di belakang angka",
            "write the value; if it is that many, write the unit behind the number",
        ),
        "date": Bilingual(
            "tulis nilainya; tenggat waktu ditulis dalam nama indikator",
            "write the value; a day by which it is due belongs in the name of the indicator",
        ),
        "approximate": Bilingual(
            "tulis angkanya, atau selang dengan kedua ujungnya", "write the number, or an interval with both ends"
        ),
        "malformed": _ONE_VALUE,
        "unread": _ONE_VALUE,
        "ratios": Bilingual("tulis satu rasio", "write one ratio"),
        "dash": Bilingual(
            "tulis null kalau tidak ada nilai, atau nilainya tanpa strip",
            "write null where there is no value, or the value without the dash",
        ),
        "open-end": Bilingual(
            "tulis kedua ujung selangnya, atau angkanya tanpa strip",
            "write both ends of the interval, or the number without the dash",
        ),
        "grades": Bilingual("tulis satu peringkat untuk satu tahun", "write one grade for one year"),
        "scale": Bilingual(
            "sebut skalanya dalam nama indikator (misalnya 'Nilai AKIP …'), atau tulis angkanya",
            "name the scale in the indicator's name (such as 'Nilai AKIP …'), or write the number",
        ),
        "off-scale": Bilingual("tulis peringkat dari skala itu", "write a grade of that scale"),
    }
)
"""What to do where no reading can be offered."""
