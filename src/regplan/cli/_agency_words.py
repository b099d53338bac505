"""What the command ``opd`` says of itself, in both languages."""

from __future__ import annotations

from typing import Final

from regplan.values.lang import Bilingual

__all__ = ["AGENCY_WORDS"]

AGENCY_WORDS: Final = {
    "opd": Bilingual(
        "Tunjukkan OPD mana yang seharusnya dan yang memang bekerja bersama, yang bekerja sendiri, permintaan, dan urutan kerja.\n\n"
        "Contoh: regplan opd examples/sentra_kewirausahaan --agency dinkop",
        "Show which OPD should and do work together, which work alone, their requests, and the order of work.\n\n"
        "For example: regplan opd examples/sentra_kewirausahaan --agency dinkop",
    ),
    "opd_agency": Bilingual(
        "Hanya OPD ini, dan apa yang terancam bila ia terlambat.", "Only this OPD, and what is at risk if it slips."
    ),
    "roll_up": Bilingual(
        "Gabungkan unit dan kelurahan ke OPD induknya.", "Roll units and kelurahan up to the OPD on top."
    ),
}
"""By what it is for; ``_words.py`` takes them up."""
