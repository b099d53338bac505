"""Named scales of grades: which grades there are, in which order, and how people write them (conventions §11)."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal

import attrs

from regplan.values.measure import Grade

__all__ = ["SCALES", "Scale", "grade_on", "is_evident", "scales_named", "scales_with"]


@attrs.frozen(kw_only=True)
class Scale:
    """
    An ordinal scale (*skala peringkat*): grades in order, without numbers; numeric bands are law and stand there.

    Attributes:
        name: What a ``Grade`` calls it.
        grades: From the lowest to the highest; each as the scale writes it, then the other accepted spellings.
        named: Words in the wording of an indicator or in its unit that name the scale.
        evident: Which spellings tell the scale by themselves: all, the first of each grade, or none, because they are
            common words (*Tinggi* is good performance and bad risk).
        source: Where the grades and their order come from.
        confidence: How well that is known.
    """

    name: str
    grades: tuple[tuple[str, ...], ...]
    named: tuple[str, ...] = ()
    evident: Literal["all", "first", "none"]
    source: str
    confidence: Literal["official", "application", "recalled", "house"]

    @property
    def order(self) -> tuple[str, ...]:
        """The grades from the lowest to the highest, as the scale writes them."""
        return tuple(spellings[0] for spellings in self.grades)


_LEVELS: Final = (("1", "I"), ("2", "II"), ("3", "III"), ("4", "IV"), ("5", "V"))

_ALL: Final = (
    Scale(
        name="AKIP",
        grades=(
            ("D", "Sangat Kurang"),
            ("C", "Kurang"),
            ("CC", "Cukup", "Cukup (Memadai)"),
            ("B", "Baik"),
            ("BB", "Sangat Baik"),
            ("A", "Memuaskan"),
            ("AA", "Sangat Memuaskan"),
        ),
        named=("AKIP", "SAKIP"),
        evident="first",
        source="PermenPANRB 88/2021 (regulations §2.5)",
        confidence="application",
    ),
    Scale(
        name="BPK",
        grades=(
            (
                "TMP",
                "Tidak Menyatakan Pendapat",
                "Tidak Memberikan Pendapat",
                "Menolak Memberikan Opini",
                "Menolak Memberikan Pendapat",
                "Disclaimer",
            ),
            ("TW", "Tidak Wajar", "Adverse"),
            ("WDP", "Wajar Dengan Pengecualian"),
            ("WTP", "Wajar Tanpa Pengecualian", "WTP-DPP", "WTP DPP", "WTP-PP"),
        ),
        named=("BPK", "opini"),
        evident="all",
        source="UU 15/2004, explanation of Art 16(1): the four opinions in the order listed there",
        confidence="official",
    ),
    Scale(
        name="Level",
        grades=tuple(
            (f"Level {digit}", *(f"{word} {sign}" for word in ("Level", "Lvl", "Tingkat") for sign in (digit, roman)))
            for digit, roman in _LEVELS
        ),
        named=("Level", "maturitas", "kapabilitas"),
        evident="all",
        source="maturity of SPIP and capability of APIP, levels 1 to 5 (BPKP 5/2021, BPKP 8/2021)",
        confidence="recalled",
    ),
    Scale(
        name="SKM",
        grades=(("D", "Tidak Baik"), ("C", "Kurang Baik"), ("B", "Baik"), ("A", "Sangat Baik")),
        named=("SKM", "IKM", "kepuasan"),
        evident="none",
        source="PermenPANRB 14/2017, quality of service",
        confidence="recalled",
    ),
    Scale(
        name="SPBE",
        grades=(("Kurang",), ("Cukup",), ("Baik",), ("Sangat Baik",), ("Memuaskan",)),
        named=("SPBE",),
        evident="none",
        source="PermenPANRB 59/2020",
        confidence="recalled",
    ),
    Scale(
        name="Permendagri 86",
        grades=(("Sangat Rendah",), ("Rendah",), ("Sedang",), ("Tinggi",), ("Sangat Tinggi",)),
        evident="none",
        source="Permendagri 86/2017, rank of realised performance (regulations §4.6)",
        confidence="application",
    ),
    Scale(
        name="SPM",
        grades=(
            ("Belum Tuntas",),
            ("Tuntas Muda",),
            ("Tuntas Pratama",),
            ("Tuntas Madya",),
            ("Tuntas Utama",),
            ("Tuntas Paripurna",),
        ),
        named=("SPM",),
        evident="all",
        source="index of minimum service standards (regulations §4.6)",
        confidence="application",
    ),
    Scale(
        name="Akreditasi sekolah",
        grades=(
            ("TT", "Tidak Terakreditasi"),
            ("C", "Terakreditasi C"),
            ("B", "Terakreditasi B"),
            ("A", "Terakreditasi A"),
        ),
        named=("akreditasi",),
        evident="none",
        source="accreditation of schools, BAN-S/M",
        confidence="recalled",
    ),
    Scale(
        name="Akreditasi puskesmas",
        grades=(("Tidak Terakreditasi",), ("Dasar",), ("Madya",), ("Utama",), ("Paripurna",)),
        named=("akreditasi",),
        evident="none",
        source="accreditation of health centres and hospitals, Permenkes 34/2022",
        confidence="recalled",
    ),
    Scale(
        name="KLA",
        grades=(("Pratama",), ("Madya",), ("Nindya",), ("Utama",), ("KLA", "Kabupaten Layak Anak", "Kota Layak Anak")),
        named=("KLA", "layak anak"),
        evident="none",
        source="child-friendly regencies, PermenPPPA 12/2022",
        confidence="recalled",
    ),
    Scale(
        name="IDM",
        grades=(("Sangat Tertinggal",), ("Tertinggal",), ("Berkembang",), ("Maju",), ("Mandiri",)),
        named=("IDM", "status desa"),
        evident="none",
        source="status of villages, Permendesa 2/2016",
        confidence="recalled",
    ),
    Scale(
        name="Ada/Tidak",
        grades=(("Tidak Ada", "Tidak"), ("Ada",)),
        evident="all",
        source="a thing is there or not",
        confidence="house",
    ),
    Scale(
        name="Ya/Tidak",
        grades=(("Tidak", "No"), ("Ya", "Yes")),
        evident="all",
        source="yes or no",
        confidence="house",
    ),
    Scale(
        name="Tepat/Tidak",
        grades=(("Tidak Tepat", "Tidak Tepat Waktu", "Terlambat", "Tidak"), ("Tepat", "Tepat Waktu")),
        evident="all",
        source="in time or not",
        confidence="house",
    ),
)

SCALES: Final = MappingProxyType({scale.name: scale for scale in _ALL})
"""All named scales, by name."""


def _folded(text: str) -> str:
    """Fold case and blanks, and take off what says no more than that a grade follows."""
    plain = " ".join(text.replace("(", " ").replace(")", " ").casefold().split()).strip(" .*\"'")
    return re.sub(r"^(?:predikat|nilai|opini|kategori|peringkat|grade)\s+", "", plain)


_SPELT: Final = MappingProxyType(
    {
        (scale.name, _folded(spelling)): Grade(scale.name, spellings[0], rank)
        for scale in _ALL
        for rank, spellings in enumerate(scale.grades, 1)
        for spelling in (*spellings, *(f"{spellings[0]} {more}" for more in spellings[1:]))
    }
)


_EVIDENT: Final = frozenset(
    (scale.name, _folded(spelling))
    for scale in _ALL
    if scale.evident != "none"
    for spellings in scale.grades
    for spelling in (
        *(spellings if scale.evident == "all" else spellings[:1]),
        *(f"{spellings[0]} {more}" for more in spellings[1:]),
    )
)


def is_evident(scale: str, text: str) -> bool:
    """
    Tell whether a grade so written tells its scale, if it can be on no other.

    Example:
        >>> is_evident("AKIP", "BB"), is_evident("AKIP", "Baik"), is_evident("Permendagri 86", "Tinggi")
        (True, False, False)
    """
    return (scale, _folded(text)) in _EVIDENT


def grade_on(scale: str, text: str) -> Grade | None:
    """
    Find a grade on one scale, in any of its spellings; None where the scale has no such grade.

    Example:
        >>> grade_on("AKIP", "Predikat bb (Sangat Baik)")
        Grade(scale='AKIP', text='BB', rank=5)
        >>> grade_on("BPK", "A") is None
        True
    """
    return _SPELT.get((scale, _folded(text)))


@lru_cache(maxsize=4096)
def scales_with(text: str) -> tuple[str, ...]:
    """
    List the scales that have a grade so written.

    Example:
        >>> scales_with("WTP"), scales_with("A")
        (('BPK',), ('AKIP', 'SKM', 'Akreditasi sekolah'))
    """
    folded = _folded(text)
    return tuple(name for name in SCALES if (name, folded) in _SPELT)


@lru_cache(maxsize=16384)
def scales_named(text: str) -> tuple[str, ...]:
    """
    List the scales that a wording or unit names; nothing else is taken from it.

    Example:
        >>> scales_named("Nilai AKIP SKPD"), scales_named("Nilai")
        (('AKIP',), ())
    """
    return tuple(
        scale.name
        for scale in SCALES.values()
        if any(re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE) for word in scale.named)
    )
