"""What may explain that two amounts differ, in words for messages."""

from __future__ import annotations

from typing import Final

from regplan.calc.budget import Difference
from regplan.calc.budget.compare import DifferenceKind
from regplan.values.lang import Bilingual

__all__ = ["why"]

_WORDS: Final[dict[DifferenceKind, Bilingual]] = {
    "sign": Bilingual("tandanya terbalik", "the sign is turned"),
    "digit_swap": Bilingual("dua angka bertukar tempat", "two digits have changed places"),
    "digit_lost": Bilingual("satu angka hilang atau berlebih", "one digit is missing or too many"),
    "rounding": Bilingual("pembulatan", "rounding"),
    "float_trace": Bilingual("angka di bawah sen", "digits below the sen"),
}
_UNITS: Final = {
    1_000: Bilingual("ribu rupiah", "thousand rupiah"),
    1_000_000: Bilingual("juta rupiah", "million rupiah"),
    1_000_000_000: Bilingual("miliar rupiah", "billion rupiah"),
}


def why(told: Difference, parts: tuple[str, ...] = ()) -> Bilingual:
    """
    Say what may explain a difference, to be put behind it: ``; perhaps …``, or nothing.

    Args:
        told: The difference.
        parts: What its parts are called, so that a missing one is named.

    Example:
        >>> from regplan.calc.budget import explain_difference
        >>> why(explain_difference(540, 450)).en
        '; perhaps two digits have changed places'
    """
    said = _said(told, parts)
    return Bilingual("", "") if said is None else Bilingual(f"; mungkin {said.id}", f"; perhaps {said.en}")


def _said(told: Difference, parts: tuple[str, ...]) -> Bilingual | None:
    if told.kind == "unit":
        return _unit(told)
    if told.kind in {"missing_part", "part_twice"} and told.part is not None:
        name = parts[told.part] if told.part < len(parts) else ""
        which = f" ({name})" if name else ""
        if told.kind == "missing_part":
            return Bilingual(f"satu rincian sebesar itu tidak ikut{which}", f"one part of that size is left out{which}")
        return Bilingual(
            f"satu rincian sebesar itu dihitung dua kali{which}", f"one part of that size is in it twice{which}"
        )
    return _WORDS.get(told.kind)


def _unit(told: Difference) -> Bilingual | None:
    factor = told.factor or 0
    word = _UNITS.get(int(factor)) if factor > 1 else _UNITS.get(int(1 / factor)) if factor else None
    if word is None:
        return None
    if factor > 1:
        return Bilingual(f"jumlahnya ditulis dalam {word.id}", f"the total is written in {word.en}")
    return Bilingual(f"rinciannya ditulis dalam {word.id}", f"the parts are written in {word.en}")
