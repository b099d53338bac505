"""Typed tables with any cells at all: a reading with findings and loss, never an exception, no row and no cell lost in silence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

hypothesis = pytest.importorskip("hypothesis")
from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

from accounts import Account, lost_cells, lost_rows  # noqa: E402
from regplan.io.intake import Intake  # noqa: E402
from regplan.io.layouts import read_sheets  # noqa: E402
from regplan.io.sheets import Sheet  # noqa: E402
from regplan.model.origins import FilePart  # noqa: E402

HEADS = {
    "official": ("Kode", "Tujuan", "Program dan Kegiatan", "Indikator", "Satuan", "Lokasi", "Perangkat Daerah", "Target 2025", "Dana 2025", "Sumber Dana", "Kelompok Sasaran", "Keterangan", "Warna"),
    "cascade": ("Level", "Teks / Nomenklatur", "Indikator Kinerja", "Satuan", "Tipe Target", "Bidang Pengampu", "Target 2025", "Target Akhir", "Anggaran 2025", "Anggaran Akhir", "Kode Master", "Warna"),
    "level_rows": ("level", "kode", "uraian", "tahun_target", "target", "target_text", "pagu", "satuan", "opd_nama", "opd_kode", "renstra_judul", "nomor_dokumen", "tahun_awal", "tahun_akhir", "tipe_indikator", "tipe_perhitungan", "formula", "definisi_operasional", "is_utama", "keterangan"),
    "rkpd_rows": ("opd_kode", "sub_kegiatan_kode", "indikator", "target", "pagu_indikatif", "lokasi", "sumber_dana", "kelompok_sasaran", "prakiraan_maju_target", "prakiraan_maju_pagu_indikatif", "target_akhir_renstra", "realisasi_capaian_renja_tahun_lalu", "prioritas_daerah"),
}  # fmt: skip
_YEARS = ("ke-1", "ke-2")
OFFICIAL: dict[str, tuple[tuple[Any, ...], ...]] = {
    "T-C.19": (("No", "Kode", "Program/Kegiatan", "Indikator", "Target RPJMD Akhir Periode K", "Target RPJMD Akhir Periode Rp", "Realisasi RPJMD s/d RKPD n-2 K", "Realisasi RPJMD s/d RKPD n-2 Rp", "Target RKPD n-1 K", "Target RKPD n-1 Rp", "Realisasi RKPD n-1 K", "Realisasi RKPD n-1 Rp", "Tingkat Capaian RKPD n-1", "Realisasi RPJMD s/d n-1 K", "Perangkat Daerah", "Keterangan", "Warna"),),
    "T-C.23": (("No", "Indikator", "Target NSPK", *(f"Target Renstra Tahun {one}" for one in _YEARS), *(f"Realisasi Capaian Tahun {one}" for one in _YEARS), *(f"Rasio Capaian Tahun {one}" for one in _YEARS), "Warna"),),
    "T-C.24": (("No", "Program/Kegiatan", *(f"Anggaran pada Tahun {one}" for one in _YEARS), *(f"Realisasi Anggaran Tahun {one}" for one in _YEARS), "Rasio Anggaran Tahun ke-1", "Rata-rata Pertumbuhan"),),
    "T-C.29": (("Kode", "Program/Kegiatan", "Indikator", "Target Renstra", "Realisasi s/d Tahun n-3", "Target Renja Tahun n-2", "Realisasi Renja Tahun n-2", "Tingkat Realisasi", "Target Renja Tahun n-1", "Perkiraan Realisasi s/d n-1", "Tingkat Capaian"),),
    "T-C.30": (("No", "Indikator", "SPM", "IKK", "Target Renstra n-1", "Target Renstra n+1", "Realisasi Capaian n-1", "Proyeksi n+1", "Catatan Analisis"),),
    "T-C.31": (("No", "Rancangan Awal RKPD", None, None, None, None, "Hasil Analisis Kebutuhan", None, None, None, None, "Catatan"), (None, *("Program/Kegiatan", "Lokasi", "Indikator", "Target Capaian", "Pagu Indikatif (Rp. 000)") * 2, None)),
    "T-C.32": (("No", "Program/Kegiatan", "Lokasi", "Indikator", "Besaran/Volume", "Catatan"),),
    "T-C.33": (("Kode", "Program/Kegiatan", "Indikator", "Lokasi", "Target Capaian", "Pagu Indikatif", "Sumber Dana", "Catatan", "Prakiraan Maju Target", "Prakiraan Maju Pagu"),),
    "E.80": (("No", "Sasaran", "Program", "Indikator", "Data Capaian Awal", "Target Capaian Akhir K", "Target Capaian Akhir Rp", "Target Renstra Tahun ke-1 K", "Target Renstra Tahun ke-1 Rp", "Realisasi Capaian Tahun ke-1 K", "Realisasi Capaian Tahun ke-1 Rp", "Rasio Capaian Tahun ke-1 K", "Unit Penanggung Jawab"),),
    "E.81": (("No", "Sasaran", "Kode", "Program/Kegiatan", "Indikator", "Satuan", "Target Renstra K", "Target Renstra Rp", "Realisasi s/d Renja Tahun Lalu K", "Target Renja K", "Target Renja Rp", *(f"Realisasi Triwulan {one} {kind}" for one in ("I", "II") for kind in ("K", "Rp")), "Realisasi Renja K", "Realisasi Renja Rp", "Realisasi Renstra s/d Tahun Ini K", "Tingkat Capaian Renstra K", "Unit Kerja"),),
}  # fmt: skip
"""Official tables that set documents or results side by side: the rows of their heads."""
WORDS = ("level", "is_utama", "tipe_perhitungan", "tipe_indikator", "tipe_target")
"""Columns of closed words; what the plan has is the word they stand for, and another word is told (tests of each layout)."""
ODD: list[Any] = [
    None, "", "/", "...", "JUMLAH", "Program", "a\nb", " x ", "x" * 700, "x" * 10_050, "0", "=1+1", "\x00", "2025", "1.500", "-", True, date(2026, 3, 4),
    "\u200b", "1e400", 10**30, "\ud800", "e\u0301",
]  # fmt: skip
CODES = ["1.02.02", "1.02.02.2.02", "1.02.02.2.02.0001", "1.02", "1.02.02 - PROGRAM"]
LEVELS = [
    "tujuan",
    "sasaran",
    "program",
    "kegiatan",
    "sub kegiatan",
    "indikator_tujuan",
    "indikator_program",
    "renstra",
]
CHOSEN: dict[str, list[Any]] = {
    "level": LEVELS,
    "tipe target": ["Kondisi Akhir Naik", None, "apa"],
    "tahun_target": ["2025", "2026", 2025],
    "tahun_awal": [2025],
    "tahun_akhir": ["2029"],
    "is_utama": ["ya", "tidak", 1, "mungkin"],
}


def cell(head: str, row: int) -> st.SearchStrategy[Any]:
    """Draw a cell: mostly what belongs under its head, unlike any other cell where it can be, else something odd."""
    unlike = int.from_bytes(f"{head} {row}".encode(), "big") % 900_007 + 100_000
    key = head.casefold()
    if key in CHOSEN:
        good: list[Any] = CHOSEN[key]
    elif "kode" in key:
        good = [*CODES, f"K{unlike}"]
    elif re.search(r"dana 20|pagu|anggaran|\brp$", key):
        good = [unlike, f"{unlike}.000", str(unlike), None]
    elif re.search(r"target|realisasi", key):
        good = [str(unlike), f"{unlike},5", unlike, None]
    else:
        good = [f"Teks {unlike}", f"Teks {unlike}", None, "Sama"]
    return st.sampled_from(good * (200 // len(good)) + ODD)


def rows_of(heads: Sequence[str]) -> st.SearchStrategy[tuple[tuple[Any, ...], ...]]:
    """Draw up to five rows below heads."""
    return st.integers(0, 5).flatmap(
        lambda size: st.tuples(*(st.tuples(*(cell(head, row) for head in heads)) for row in range(size)))
    )


@pytest.mark.parametrize("name", HEADS)
@settings(deadline=None)
@given(data=st.data())
def test_any_cells(name: str, data: st.DataObject) -> None:
    """Each layout reads any rows under its heads; each row and each cell is in the plan or told."""
    account_of(name, (HEADS[name],), data.draw(rows_of(HEADS[name])))


@pytest.mark.parametrize("name", OFFICIAL)
@settings(deadline=None)
@given(data=st.data())
def test_any_cells_of_official_tables(name: str, data: st.DataObject) -> None:
    """Each official table of results or of two documents reads any rows; each row and each cell is in the plan or told."""
    heads = OFFICIAL[name]
    keys = [
        " ".join(str(one) for one in column if one) + f" {at}" * (name == "T-C.31")
        for at, column in enumerate(zip(*heads, strict=True))
    ]
    account_of("official", heads, data.draw(rows_of(keys)))


def account_of(layout: str, heads: Sequence[Sequence[Any]], rows: Sequence[Sequence[Any]]) -> None:
    """Read rows below heads; each row and each cell is in the plan or told."""
    grid = [*heads, *rows]
    sheet = Sheet(FilePart("renstra 2025.xlsx", "T", "cells"), grid, list(range(1, len(grid) + 1)))
    into = Intake(given={"document": "RENSTRA", "year": "2025", "first_year": "2025", "agency": "Dinas"})
    assert [one.layout for one in read_sheets([sheet], into)] == [layout]
    spots = [
        spot for spots in into.spots.values() for spot in zip(spots.sheets, spots.rows, spots.columns, strict=True)
    ]
    origins = [home.where(row - 1, column - 1) if home else None for home, row, column in spots]
    account = Account([sheet], into.records, origins, into.loss, into.findings)
    head = len(heads) - 1
    assert [
        one for one in lost_rows(account) if not one.endswith(tuple(f"!A{at}" for at in range(1, len(heads) + 1)))
    ] == []
    assert [one for one in lost_cells(account, head, passed=WORDS) if "JUMLAH" not in one] == []
