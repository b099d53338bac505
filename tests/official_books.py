"""Official tables as people type them, written with openpyxl for the tests that read them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

__all__ = ["RENSTRA", "book", "renstra"]

RENSTRA: tuple[tuple[Any, ...], ...] = (
    ("Tabel T-C.27", *[None] * 12),
    ("Rencana Program, Kegiatan, dan Pendanaan Renstra 2025-2026", *[None] * 12),
    ("Perangkat Daerah : Dinas Kesehatan", *[None] * 12),
    (None,) * 13,
    ("Tujuan", "Sasaran", "Kode", "Program dan Kegiatan", "Indikator Kinerja", "Satuan", "Data Capaian Awal", "Target Kinerja dan Kerangka Pendanaan", None, None, None, "Unit Kerja Penanggung Jawab", "Lokasi"),
    (None, None, None, None, None, None, None, "Tahun 2025", None, "Tahun 2026", None, None, None),
    (None, None, None, None, None, None, None, "Target", "Rp", "Target", "Rp", None, None),
    ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)", "(11)", "(12)", "(13)"),
    ("Sehat", "Angka kematian ibu turun", None, None, "Angka kematian ibu", "per 100.000", 95, 90, None, 85, None, None, None),
    (None, None, "1.02.02", "Program Upaya Kesehatan", "Cakupan", "%", "80", "85", "3.000.000", "90", 3500000, "Bidang P2P", None),
    (None, None, None, None, "Puskesmas terakreditasi", "unit", 3, 4, None, 5, None, None, None),
    (None, None, "1.02.02.2.02", "Pelayanan", "Layanan", "layanan", None, 1, 3000000, 1, 3500000, "Bidang P2P", None),
    (None, None, "1.02.02.2.02.0001", "Ibu hamil", "Ibu hamil dilayani", "orang", None, 100, "1.000.000", 110, "1.500.000", "Bidang P2P", "Kec. Batu"),
    (None,) * 13,
    (None, None, "1.02.02.2.02.0002", "Ibu bersalin", "Ibu bersalin dilayani", "orang", None, 50, 2000000, 60, 2000000, "Bidang P2P", "Kec. Bumi"),
    ("JUMLAH", None, None, None, None, None, None, None, 3000001, None, 3500000, None, None),
)  # fmt: skip
"""T-C.27 with titles, heads of three rows, a row of column numbers, fill-down, a blank row, numbers as text, a wrong total."""
MERGED = (
    "A5:A7",
    "B5:B7",
    "C5:C7",
    "D5:D7",
    "E5:E7",
    "F5:F7",
    "G5:G7",
    "H5:K5",
    "H6:I6",
    "J6:K6",
    "L5:L7",
    "M5:M7",
    "A16:H16",
)


def book(path: Path, *sheets: tuple[str, Sequence[Sequence[Any]], Sequence[str]]) -> Path:
    """Write sheets, each a name, rows and ranges of merged cells."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows, merged in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for one in merged:
            sheet.merge_cells(one)
    made.save(path)
    return path


def renstra(path: Path) -> Path:
    """Write the table T-C.27."""
    return book(path / "renstra.xlsx", ("T-C.27", RENSTRA, MERGED))
