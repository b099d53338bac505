"""Why a calculator gives no number."""

from __future__ import annotations

from typing import Final

from regplan.values.lang import Bilingual

__all__ = [
    "BOUND_AGAINST_POLARITY",
    "NEGATIVE",
    "NOT_A_PERCENTAGE",
    "NO_BASELINE",
    "NO_POLARITY",
    "NO_RANGE",
    "NO_RESULT",
    "NO_TARGET",
    "NO_VALUE",
    "WORDS_DIFFER",
    "WRONG_SIDE",
    "ZERO_DIVISOR",
    "ZERO_RESULT",
    "ZERO_TARGET_FALLING",
    "ZERO_TARGET_RISING",
    "said",
]

NO_RESULT: Final = Bilingual("realisasi tidak ada", "there is no result")
NO_TARGET: Final = Bilingual("target tidak ada", "there is no target")
NO_POLARITY: Final = Bilingual("arah indikator (polaritas) tidak disebut", "polarity is not stated")
NO_BASELINE: Final = Bilingual("kondisi awal tidak ada", "there is no baseline")
NO_VALUE: Final = Bilingual("tidak ada nilai", "there is no value")
NO_RANGE: Final = Bilingual(
    "indikator rentang membutuhkan target dengan dua batas yang berbeda",
    "a range indicator needs a target with two different ends",
)
NEGATIVE: Final = Bilingual(
    "nilai negatif: hanya rumus terhadap kondisi awal (ACH-05) yang berlaku",
    "negative value: only progress from the baseline (ACH-05) is valid",
)
NOT_A_PERCENTAGE: Final = Bilingual(
    "rumus komplemen (ACH-04) hanya untuk nilai 0–100 dengan target di bawah 100",
    "the complement (ACH-04) is for values of 0–100 with a target below 100",
)
WRONG_SIDE: Final = Bilingual(
    "target berada di sisi yang salah dari kondisi awal menurut arah indikator",
    "the target lies on the wrong side of the baseline for the polarity",
)
BOUND_AGAINST_POLARITY: Final = Bilingual(
    "batas target berlawanan dengan arah indikator", "the bound of the target points against the polarity"
)
ZERO_TARGET_RISING: Final = Bilingual(
    "target nol pada indikator naik tidak memiliki capaian",
    "a target of zero of a rising indicator has no achievement",
)
ZERO_TARGET_FALLING: Final = Bilingual(
    "target nol belum tercapai: capaian membutuhkan kondisi awal di atas nol",
    "a target of zero is not met: achievement needs a baseline above zero",
)
ZERO_RESULT: Final = Bilingual(
    "realisasi nol: target dibagi realisasi tak terhingga; pilih kebijakan dengan batas atas",
    "the result is zero: target by result has no bound; choose a policy with a cap",
)
ZERO_DIVISOR: Final = Bilingual("pembagi nol", "the divisor is zero")
WORDS_DIFFER: Final = Bilingual(
    "target dan realisasi berupa kata yang berbeda: apakah tercapai tidak dapat dihitung",
    "target and result are different words: whether it is met cannot be computed",
)


def said(reason: Bilingual, detail: str) -> Bilingual:
    """
    Add what the source says to a reason.

    Example:
        >>> said(NO_RESULT, "n/a").en
        'there is no result: n/a'
    """
    return Bilingual(f"{reason.id}: {detail}", f"{reason.en}: {detail}") if detail else reason
