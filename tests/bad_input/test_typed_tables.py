"""Typed tables with any cells at all: a reading with findings and loss, never an exception."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

hypothesis = pytest.importorskip("hypothesis")
from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

from regplan.io.intake import Intake  # noqa: E402
from regplan.io.layouts import read_sheets  # noqa: E402
from regplan.io.sheets import Sheet  # noqa: E402
from regplan.model.origins import FilePart  # noqa: E402

HEADS = {
    "official": ("Kode", "Tujuan", "Program dan Kegiatan", "Indikator", "Satuan", "Lokasi", "Perangkat Daerah", "Target 2025", "Dana 2025"),
    "cascade": ("Level", "Teks / Nomenklatur", "Indikator Kinerja", "Satuan", "Bidang Pengampu", "Target 2025", "Anggaran 2025", "Kode Master", "Target Akhir"),
    "level_rows": ("level", "kode", "uraian", "tahun_target", "target", "pagu", "satuan", "opd_nama", "renstra_judul"),
    "rkpd_rows": ("opd_kode", "sub_kegiatan_kode", "indikator", "target", "pagu_indikatif", "lokasi", "sumber_dana", "kelompok_sasaran", "prakiraan_maju_target"),
}  # fmt: skip
WORDS = ("1.02.02/", "/", "...", "1.02.02", "1.02.02.2.02.0001", "JUMLAH", "tujuan", "Program", "indikator_tujuan", "1.500", "a\nb", " x ", "x" * 700, "0", "=1+1", "\x00", "2025")  # fmt: skip
CELLS = st.none() | st.sampled_from(WORDS) | st.text(max_size=8) | st.integers() | st.decimals(allow_nan=False, allow_infinity=False) | st.dates() | st.booleans()  # fmt: skip


@pytest.mark.parametrize("name", HEADS)
@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.lists(CELLS, min_size=9, max_size=9), max_size=6))
def test_any_cells(name: str, rows: list[list[str | int | Decimal | date | bool | None]]) -> None:
    """Each layout reads any rows under its heads; a row of the cascade and of the RKPD is in the plan or in the loss."""
    sheet = Sheet(FilePart("renstra 2025.xlsx", "T", "cells"), [HEADS[name], *rows], list(range(1, len(rows) + 2)))
    into = Intake(given={"document": "RENSTRA", "year": "2025", "agency": "Dinas"})
    assert [one.layout for one in read_sheets([sheet], into)] == [name]
    told = {one.where.cell for one in into.loss if one.where}
    made = {row - 1 for spots in into.spots.values() for row in spots.rows}
    for at, row in enumerate(rows, start=1):
        if name in {"cascade", "rkpd_rows"} and any(cell not in {None, ""} for cell in row):
            assert at in made or any(str(cell).lstrip("ABCDEFGHI") == str(at + 1) for cell in told)
