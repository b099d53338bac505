"""Why a calculator of money gives no number."""

from __future__ import annotations

from typing import Final

from regplan.calc.targets.reasons import said
from regplan.values.lang import Bilingual

__all__ = [
    "BELOW_FLOORS",
    "BELOW_WHOLE",
    "DOMINATED",
    "FEW_POINTS",
    "INFEASIBLE",
    "NEGATIVE_DIVISOR",
    "NOT_COMPARABLE",
    "NOT_POSITIVE",
    "NO_AMOUNT",
    "NO_BUDGET",
    "NO_OUTTURN",
    "NO_SCORE",
    "NO_SHARE",
    "UNDECIDED",
    "ZERO_DIVISOR",
    "said",
]

NO_AMOUNT: Final = Bilingual("jumlah uang tidak diketahui", "the amount is not known")
NO_SHARE: Final = Bilingual("bobot tidak disebut", "the share is not stated")
ZERO_DIVISOR: Final = Bilingual("pembagi nol", "the divisor is zero")
NEGATIVE_DIVISOR: Final = Bilingual("pembagi negatif", "the divisor is negative")
NO_BUDGET: Final = Bilingual("anggaran murni nol", "the original budget is zero")
NO_OUTTURN: Final = Bilingual("realisasi tidak disebut", "the outturn is not stated")
BELOW_FLOORS: Final = Bilingual(
    "pagu di bawah jumlah batas bawah yang wajib dibayar", "the estate is below the sum of the floors"
)
INFEASIBLE: Final = Bilingual(
    "kapasitas riil negatif: belanja wajib dan mengikat melebihi penerimaan",
    "real capacity is negative: binding and mandatory outlays exceed receipts",
)
FEW_POINTS: Final = Bilingual("data tahun terlalu sedikit untuk metode ini", "there are too few years for this method")
NOT_POSITIVE: Final = Bilingual(
    "metode pertumbuhan membutuhkan nilai di atas nol; gunakan tren linear",
    "growth methods need values above zero; use the linear trend",
)
UNDECIDED: Final = Bilingual(
    "skor bergantung pada tahun yang tidak diketahui", "the score depends on a year that is not known"
)
NO_SCORE: Final = Bilingual("skor urutan tidak disebut", "the score for the order is not stated")
DOMINATED: Final = Bilingual(
    "lebih mahal tanpa hasil lebih: pilihan didominasi", "costs more and gives no more: the option is dominated"
)
BELOW_WHOLE: Final = Bilingual(
    "hanya untuk kinerja 100 persen atau lebih", "only for a performance of 100 percent or more"
)
NOT_COMPARABLE: Final = Bilingual(
    "hasil sama: tambahan biaya per tambahan hasil tidak terdefinisi",
    "effects are equal: cost by added effect is undefined",
)
