"""Small dumps of other systems with their traps, made from documented columns; all values are invented."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import regplan as rp
from regplan.io.sheets import Sheet, Table
from regplan.model.tables import TABLES

OPD = {"kode_skpd": "1.02.0.00.0.00.01.0000", "nama_skpd": "Dinas Kesehatan"}
SCOPE = {"id_jadwal": "5", "active": "1"}
YEAR = {"tahun_anggaran": "2026", "active": "1"}
INDICATOR = {"satuan": "Indeks", "target_awal": "61,20", "target_1": "62", "target_5": "66", "target_akhir": "66"}
LINE = {
    "kode_sbl": "701.701.4451.18371.60589",
    **OPD,
    "kode_program": "1.02.02",
    "nama_program": "Program Kesehatan",
    "kode_giat": "1.02.02.2.01",
    "nama_giat": "Penyediaan Layanan",
    "kode_sub_giat": "1.02.02.2.01.0001",
    "nama_sub_giat": "Pengelolaan Layanan",
    "pagu": "100.00",
    "pagu_n_depan": "110.00",
    "waktu_awal": "1",
    "waktu_akhir": "12",
}
KEY = {"kode_sbl": LINE["kode_sbl"], **YEAR}

WP_SIPD: dict[str, Any] = {
    "data_rpjmd_visi": [{"id_visi": "1", "visi_teks": "Maju", "tahun_awal": "2025", "tahun_akhir": "2029", **SCOPE}],
    "data_rpjmd_misi": [{"id_misi": "1", "id_visi": "1", "misi_teks": "Sehat", **SCOPE}],
    "data_rpjmd_tujuan": [{"id_misi": "1", "id_unik": "t1", "id_unik_indikator": "", "tujuan_teks": "Derajat", **SCOPE}],
    "data_rpjmd_sasaran": [
        {"id_unik": "s1", "id_unik_indikator": " ", "kode_tujuan": "t1", "sasaran_teks": "Meningkat", **SCOPE},
        {"id_unik": "s1", "id_unik_indikator": "i1", "kode_tujuan": "t1", "indikator_teks": "Indeks", **INDICATOR, **SCOPE},
        {"id_unik": "s9", "id_unik_indikator": "0", "sasaran_teks": "Dihapus", "id_jadwal": "5", "active": "0"},
    ],
    "data_rpjmd_program": [
        {"id_unik": "p1", "id_unik_indikator": "0", "kode_sasaran": "s1", "nama_program": "Program", "pagu_1": "30.00", **OPD, **SCOPE},
        {"id_unik": "p1", "id_unik_indikator": "j1", "kode_sasaran": "s1", "indikator": "Persen", "pagu_1": "10.00", **OPD, **SCOPE},
        {"id_unik": "p1", "id_unik_indikator": "j2", "kode_sasaran": "s1", "indikator": "Rasio", "pagu_1": "20.00", **OPD, **SCOPE},
    ],
    "data_renstra_tujuan": [{"id_unik": "rt", "tujuan_teks": "Tujuan", "kode_sasaran_rpjm": "s1", "tujuan_teks_usulan": "Usul", **OPD, "id_jadwal": "7", "active": "1"}],
    "data_renstra_sasaran": [{"id_unik": "rs", "kode_tujuan": "rt", "sasaran_teks": "Sasaran", **OPD, "id_jadwal": "7", "active": "1"}],
    "data_renstra_program": [{"id_unik": "rp", "kode_sasaran": "rs", "nama_program": "Program", **OPD, "id_jadwal": "7", "active": "1"}],
    "data_renstra_kegiatan": [{"id_unik": "rk", "kode_program": "1.02.02", "kode_unik_program": "rp", "nama_giat": "Kegiatan", **OPD, "id_jadwal": "7", "active": "1"}],
    "data_renstra_sub_kegiatan": [
        {"id_unik": "rx", "id_unik_indikator": None, "kode_kegiatan": "rk", "nama_sub_giat": "Sub", "pagu_1": "5.00", **OPD, "id_jadwal": "7", "active": "1"},
        {"id_unik": "rx", "id_unik_indikator": "k1", "kode_kegiatan": "rk", "indikator": "Jumlah", "target_1": "3", "pagu_1": "5.00", **OPD, "id_jadwal": "7", "active": "1"},
    ],
    "data_rpjmd_sasaran_history": [{"id_unik": "s1", "sasaran_teks": "Salinan", **SCOPE}],
    "data_sub_keg_bl": [{**LINE, **YEAR}],
    "data_dana_sub_keg": [
        {**KEY, "kodedana": "1.2.01.08", "namadana": "DAU", "pagudana": "60.00"},
        {**KEY, "kodedana": "1.1", "namadana": "PAD", "pagudana": "40.00"},
    ],
    "data_capaian_prog_sub_keg": [
        {**KEY, "capaianteks": "Cakupan", "targetcapaian": "97", "targetcapaianteks": "97,5 %", "satuancapaian": "%"}
    ],
    "data_sub_keg_indikator": [
        {**KEY, "outputteks": "Jumlah dokumen", "targetoutput": "1", "targetoutputteks": "1 Dokumen", "satuanoutput": "Dokumen"}
    ],
    "data_keg_indikator_hasil": [
        {**KEY, "hasilteks": "Persentase", "targethasil": "8", "targethasilteks": "8 %", "satuanhasil": "%"}
    ],
    "data_lokasi_sub_keg": [{**KEY, "daerahteks": "Kabupaten", "camatteks": "Kecamatan A", "idcamat": "3"}],
    "data_tag_sub_keg": [{**KEY, "idlabelgiat": "3", "namalabel": "Stunting"}],
    "data_unit": [{"kode_skpd": "1.03.0.00.0.00.01.0000", "nama_skpd": "Dinas PU", "namakepala": "Siti Invented", "nipkepala": "198001012005011001", "active": "1"}],
}  # fmt: skip
SIMCAN: dict[str, Any] = {
    "trx_rpjmd_dokumen": [
        {"id_rpjmd": "1", "thn_dasar": "2024", "tahun_1": "2025", "tahun_2": "2026", "id_status_dokumen": "1", "no_perda": "3"},
        {"id_rpjmd": "2", "thn_dasar": "2019", "tahun_1": "2020", "id_status_dokumen": "2"},
    ],
    "trx_rpjmd_visi": [
        {"id_visi_rpjmd": "1", "id_rpjmd": "1", "uraian_visi_rpjmd": "Maju", "status_data": "1"},
        {"id_visi_rpjmd": "2", "id_rpjmd": "2", "uraian_visi_rpjmd": "Lama", "status_data": "1"},
    ],
    "trx_rpjmd_misi": [
        {"id_misi_rpjmd": "1", "id_visi_rpjmd": "1", "uraian_misi_rpjmd": "Sehat"},
        {"id_misi_rpjmd": "2", "id_visi_rpjmd": "2", "uraian_misi_rpjmd": "Lama"},
    ],
    "trx_rpjmd_program": [
        {"id_program_rpjmd": "1", "id_sasaran_rpjmd": "1", "uraian_program_rpjmd": "Program", "pagu_tahun1": "1500.00", "pagu_tahun2": "2.50", "total_pagu": "1502.00"}
    ],
    "trx_rpjmd_program_indikator": [
        {"id_program_rpjmd": "1", "id_indikator_program_rpjmd": "4", "kd_indikator": "7", "angka_awal_periode": "61.200", "angka_tahun1": "62.00"}
    ],
    "ref_indikator": [{"id_indikator": "7", "type_indikator": "1", "jenis_indikator": "0", "sifat_indikator": "1", "flag_iku": "1", "nm_indikator": "Prevalensi"}],
    "trx_renja_rancangan": [
        {"id_renja": "1", "tahun_renja": "2026", "id_unit": "3", "pagu_tahun_kegiatan": "10.00", "status_pelaksanaan_kegiatan": "0"},
        {"id_renja": "2", "tahun_renja": "2026", "id_unit": "3", "pagu_tahun_kegiatan": "9.00", "status_pelaksanaan_kegiatan": "3"},
    ],
}  # fmt: skip
TREE: dict[str, Any] = {
    "id": 1,
    "nama_pohon_kinerja": "Stunting turun",
    "jenis_pohon_kinerja": "Tematik",
    "tahun": "2026",
    "indikators": [{"id": "a", "indikator": "Prevalensi", "targets": [{"target": "14", "satuan": "%", "tahun": "2026"}]}],
    "childs": [
        {
            "id": 2,
            "nama_pohon_kinerja": "Gizi membaik",
            "jenis_pohon_kinerja": "Strategic",
            "childs": [{"id": 3, "nama_pohon_kinerja": "Layanan posyandu", "jenis_pohon_kinerja": "Operational"}],
        }
    ],
}  # fmt: skip


def without(dump: dict[str, Any], *tables: str) -> dict[str, Any]:
    """Copy a dump, leaving tables out."""
    return {name: copy.deepcopy(rows) for name, rows in dump.items() if name not in tables}


def read_json(folder: Path, data: Any, name: str = "dump.json", **more: Any) -> rp.Reading:
    """Write data as JSON and read it."""
    (folder / name).write_text(json.dumps(data), encoding="utf-8")
    return rp.read(folder / name, **more)


def untold(reading: rp.Reading, *merged: str) -> list[str]:
    """
    List the rows that are neither in the plan nor told.

    Rows of the tables *merged* join a record of another row and are left out.
    """
    plan = reading.plan
    told: set[tuple[Any, ...] | None] = set()
    for name in TABLES:
        origins: Any = plan.origins
        places = [origins.where(name, at) for at in range(len(plan.table(name)))] if origins else []
        told |= {_place(place) for place in places}
    told |= {_place(loss.where) for loss in reading.loss}
    told |= {_place(finding.where) for finding in reading.findings}
    return [
        str(sheet.where(row))
        for sheet in reading.sheets
        for row in Table.of(sheet).rows()
        if _place(sheet.where(row)) not in told and not _is_any(sheet, merged)
    ]


def _is_any(sheet: Sheet, names: tuple[str, ...]) -> bool:
    called = f"{sheet.part.file} {sheet.part.table}"
    return any(name in called for name in names)


def _place(where: Any) -> tuple[Any, ...] | None:
    return where and (where.file, where.line, where.sheet, where.cell)
