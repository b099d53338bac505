"""The documented columns of other systems' tables, and strategies of rows that are nearly right."""

from __future__ import annotations

import re
from typing import Any, Final

from hypothesis import strategies as st

__all__ = ["RI", "SIMCAN", "WP_SIPD", "dumps_of", "trees"]

_SCOPE = "active update_at tahun_anggaran"
_LEVEL = "id_unik id_unik_indikator indikator_teks satuan target_awal target_1 target_2 target_3 target_4 target_5 target_akhir id_jadwal active update_at"
_MONEY = "pagu_1 pagu_2 pagu_3 pagu_4 pagu_5 pagu_awal pagu_akhir"
_OPD = "id_unit kode_skpd nama_skpd"
_RENSTRA = f"{_LEVEL} {_OPD} realisasi_target_1 realisasi_target_2 keterangan_1 kode_sasaran_rpjm kode_sasaran_multiple"
_RENSTRA_MONEY = f"{_RENSTRA} {_MONEY} realisasi_pagu_1 realisasi_pagu_2"
WP_SIPD: Final[dict[str, str]] = {
    "data_rpjmd_visi": "id id_visi visi_teks id_unik id_tahap tahun_awal tahun_akhir is_locked status id_jadwal active",
    "data_rpjmd_misi": "id id_misi id_misi_old id_visi misi_teks urut_misi visi_teks id_unik tahun_awal tahun_akhir id_jadwal active",
    "data_rpjmd_tujuan": f"id_misi id_tujuan tujuan_teks urut_tujuan visi_teks misi_teks {_LEVEL}",
    "data_rpjmd_sasaran": f"id_sasaran kode_tujuan sasaran_teks urut_sasaran id_tujuan_indikator {_LEVEL}",
    "data_rpjmd_program": f"id_program kode_sasaran kode_tujuan nama_program indikator id_sasaran_indikator id_bidang_urusan id_rpjmd {_OPD} {_MONEY} {_LEVEL}",
    "data_rpd_tujuan": f"isu_teks kebijakan_teks saspok_teks tujuan_teks {_LEVEL}",
    "data_rpd_sasaran": f"kode_tujuan sasaran_teks {_LEVEL}",
    "data_rpd_program": f"kode_sasaran nama_program indikator {_OPD} {_MONEY} {_LEVEL}",
    "data_renstra_tujuan": f"tujuan_teks tujuan_teks_usulan kode_bidang_urusan kode_bidang_urusan_multiple {_RENSTRA}",
    "data_renstra_sasaran": f"kode_tujuan sasaran_teks id_tujuan_indikator {_RENSTRA}",
    "data_renstra_program": f"kode_sasaran id_program kode_program nama_program indikator id_sub_unit {_RENSTRA_MONEY}",
    "data_renstra_kegiatan": f"kode_program kode_unik_program id_giat kode_giat nama_giat id_rpjm_indikator {_RENSTRA_MONEY}",
    "data_renstra_sub_kegiatan": f"kode_kegiatan id_sub_giat kode_sub_giat nama_sub_giat id_sub_giat_lama id_indikator indikator indikator_usulan id_sub_unit nama_sub_unit catatan {_RENSTRA_MONEY}",
    "data_rpjmd_sasaran_history": f"kode_tujuan sasaran_teks {_LEVEL}",
    "data_sub_keg_bl": f"kode_sbl kode_bl id_sub_bl id_skpd id_sub_skpd kode_skpd nama_skpd kode_sub_skpd kode_urusan nama_urusan kode_program nama_program kode_giat nama_giat kode_sub_giat nama_sub_giat pagu pagumurni pagu_n_lalu pagu_n_depan pagu_keg waktu_awal waktu_akhir sasaran indikator satuan target_1 target_2 nama_dana id_dana nama_lokasi id_lokasi id_label_pusat label_pusat label_kokab {_SCOPE}",
    "data_sub_keg_indikator": f"outputteks targetoutput satuanoutput targetoutputteks idoutputbl bobot_kinerja indikator_lokal kode_sbl idsubbl {_SCOPE}",
    "data_keg_indikator_hasil": f"hasilteks targethasil satuanhasil targethasilteks kode_sbl {_SCOPE}",
    "data_output_giat_sub_keg": f"outputteks targetoutput satuanoutput targetoutputteks bobot_kinerja kode_sbl {_SCOPE}",
    "data_capaian_prog_sub_keg": f"capaianteks targetcapaian satuancapaian targetcapaianteks kode_sbl {_SCOPE}",
    "data_dana_sub_keg": f"iddana kodedana namadana pagudana iddanasubbl kode_sbl {_SCOPE}",
    "data_lokasi_sub_keg": f"idkabkota daerahteks idcamat camatteks idlurah lurahteks iddetillokasi kode_sbl {_SCOPE}",
    "data_tag_sub_keg": f"idlabelgiat namalabel idtagbl kode_sbl {_SCOPE}",
    "data_unit": "id_skpd id_unit idinduk is_skpd kode_skpd nama_skpd bidur_1 namakepala nipkepala active",
    "data_rpjpd_visi": "id id_visi visi_teks id_unik tahun_awal tahun_akhir active",
    "data_rpjpd_sasaran": "id id_misi saspok_teks id_unik active",
    "data_rpjpd_kebijakan": "id kebijakan_teks id_unik active",
    "data_rpjpd_isu": "id isu_teks id_unik active",
    "data_rpjmd": "strategi_teks kebijakan_teks outcome pagu_1 pagu_sub_1 target_sub_1 indikator_sub satuan_sub active",
    "data_unit_pagu": f"id_skpd kode_skpd batasanpagu nilaipagu nilaipagumurni nilairincian set_pagu_skpd set_pagu_giat rinci_giat pagu_giat realisasi {_SCOPE}",
    "data_realisasi_renja": f"id_indikator id_unik_indikator_renstra tipe_indikator id_rumus_indikator kode_sbl realisasi_bulan_1 realisasi_bulan_2 realisasi_bulan_12 keterangan_bulan_1 pendorong_bulan_1 {_SCOPE}",
    "data_rfk": f"bulan kode_sbl rak realisasi_anggaran realisasi_fisik permasalahan {_SCOPE}",
    "data_anggaran_kas": f"bulan_1 bulan_2 total_akb total_rincian selisih kode_akun kode_sbl {_SCOPE}",
    "data_jadwal_lokal": "id_jadwal_lokal nama id_tipe status waktu_awal waktu_akhir tahun_anggaran tahun_akhir_anggaran jenis_jadwal",
}  # fmt: skip
"""peers §5.2."""
RI: Final[dict[str, str]] = {
    "rpjm_tujuan": WP_SIPD["data_rpjmd_tujuan"],
    "renstra_program": WP_SIPD["data_renstra_program"],
    "renstra_giat": WP_SIPD["data_renstra_kegiatan"],
    "sub_bl": "id_sub_bl id_unik tahun id_daerah id_unit id_skpd kode_skpd nama_skpd kode_program nama_program kode_giat nama_giat kode_sub_giat nama_sub_giat pagu pagu_indikatif pagu_murni pagu_n_lalu pagu_n_depan pagu_n2_depan rincian waktu_awal waktu_akhir kunci_bl rkpd_murni",
    "dana_sub_bl": "id_dana_sub_bl id_dana kode_dana nama_dana pagu_dana id_sub_bl",
    "detil_lokasi_bl": "id_detil_lokasi id_kab_kota nama_kab_kota id_camat nama_camat id_lurah nama_lurah id_sub_bl",
    "output_bl": "id_output_bl tolak_ukur tolok_ukur target satuan target_teks tolok_ukur_sub target_sub satuan_sub id_sub_bl",
    "capaian_bl": "tolak_ukur tolok_ukur target satuan target_teks kode_rpjm id_sub_bl",
    "output_giat": "tolok_ukur tolak_ukur target satuan target_teks kode_rpjm kode_renstra id_sub_bl",
}  # fmt: skip
"""peers §5.3."""
_ANGKA = (
    "angka_awal_periode angka_tahun1 angka_tahun2 angka_tahun3 angka_akhir_periode kd_indikator tolok_ukur_indikator"
)
_PAGU = "pagu_tahun1 pagu_tahun2 pagu_tahun3 total_pagu"
SIMCAN: Final[dict[str, str]] = {
    "trx_rpjmd_dokumen": "id_rpjmd id_rpjmd_ref id_rpjmd_old thn_dasar tahun_1 tahun_2 tahun_3 no_perda tgl_perda jns_dokumen id_revisi id_status_dokumen",
    "trx_rpjmd_visi": "thn_id no_urut id_visi_rpjmd id_rpjmd id_perubahan uraian_visi_rpjmd status_data",
    "trx_rpjmd_misi": "thn_id no_urut id_misi_rpjmd id_visi_rpjmd id_perubahan uraian_misi_rpjmd status_data",
    "trx_rpjmd_tujuan": "no_urut id_tujuan_rpjmd id_misi_rpjmd uraian_tujuan_rpjmd status_data",
    "trx_rpjmd_sasaran": "no_urut id_sasaran_rpjmd id_tujuan_rpjmd uraian_sasaran_rpjmd",
    "trx_rpjmd_sasaran_indikator": f"id_sasaran_rpjmd id_indikator uraian_indikator_sasaran_rpjmd {_ANGKA}",
    "trx_rpjmd_program": f"id_program_rpjmd id_sasaran_rpjmd jns_program uraian_program_rpjmd {_PAGU}",
    "trx_rpjmd_program_indikator": f"id_program_rpjmd id_indikator id_indikator_sasaran_rpjmd uraian_indikator_program_rpjmd {_ANGKA}",
    "trx_rpjmd_program_urusan": "id_urbid_rpjmd id_program_rpjmd id_bidang",
    "trx_rpjmd_program_pelaksana": "id_urbid_rpjmd id_unit pagu_tahun1 pagu_tahun2",
    "trx_renstra_sasaran": f"id_sasaran_renstra id_sasaran_rpjmd id_unit uraian_sasaran_renstra {_PAGU}",
    "trx_renstra_program": f"id_program_renstra id_sasaran_renstra id_program_rpjmd id_unit uraian_program_renstra {_PAGU}",
    "trx_renstra_kegiatan": f"id_kegiatan_renstra id_program_renstra id_kegiatan_ref id_unit uraian_kegiatan_renstra {_PAGU}",
    "trx_renja_rancangan": "id_renja tahun_renja no_urut id_unit id_program_renstra id_kegiatan_ref pagu_tahun_renstra pagu_tahun_kegiatan pagu_tahun_selanjutnya pagu_musrenbang status_pelaksanaan_kegiatan kelompok_sasaran status_data",
    "trx_renstra_kegiatan_aktivitas": "sumber_dana pagu_aktivitas volume_1 volume_2 id_satuan",
    "90_trx_anggaran_subkegiatan_pd": "pagu_tahun_kegiatan pagu_kegiatan_renstra pagu_plus1_renja pagu_forum checksum",
    "ref_indikator": "id_indikator nm_indikator type_indikator jenis_indikator sifat_indikator kualitas_indikator flag_iku asal_indikator sumber_data_indikator id_satuan_output metode_penghitungan",
}  # fmt: skip
"""peers §5.4."""

_ODD: list[Any] = [
    None, "", " ", "NULL", 0, "0", True, False, -1, 10**30, "9" * 400, 1.5, float("nan"), float("inf"), [], ["a", "b"], [1, [2, ["c"]]], {}, {"a": "b"},
    "x" * 10_050, "a\nb", "\u200b", "e\u0301", "\ud800", "\x00", "/", "=1+1", "1.500", "12,5", "2026-01-01", "<b>", "#REF!", "-",
]  # fmt: skip
_CODES: Final[dict[str, list[Any]]] = {
    "kode_skpd": ["1.02.0.00.0.00.01.0000", "1.02.0.00.0.00.01.0003"],
    "kode_sub_skpd": ["1.02.0.00.0.00.01.0000", "1.02.0.00.0.00.01.0003", "0"],
    "kode_program": ["1.02.02", "u1"],
    "kode_giat": ["1.02.02.2.01"],
    "kode_sub_giat": ["1.02.02.2.01.0001", "1.02.02.2.01.0002"],
    "kode_sbl": ["u1", "u1", "u2"],
    "id_sub_bl": ["1"],
    "id_unik": ["u1", "u1", "u2"],
    "id_unik_indikator": ["", "0", None, "i1", "i2"],
    "id_unik_indikator_renstra": ["i1", "i1", "i2", "0"],
    "bulan": ["1", 1, "2", "12", "13"],
    "active": ["1"] * 20 + [1, True, "0"],
    "id_jadwal": ["5"] * 40 + [5, "6", ""],
    "id_status_dokumen": ["1", "2"],
}
_YEARS = re.compile(r"^tahun|^thn_|_anggaran$")
_KEYS = re.compile(r"^id|^kode_|_id$|^kd_|^no_urut$|^urut|_indikator$|^status|^flag|^waktu|^is_")
_JOINS = re.compile(
    r"^(?:id|kode)_(?:unik|visi|misi|tujuan|sasaran|program|kegiatan|skpd|unit|urbid|indikator)|^id_rpjmd$|^kd_|^status|type_|^id_jadwal|^flag"
)
"""Columns that join rows; the others of keys have values of their own."""
_MONEYS = re.compile(r"pagu|rincian|angka_|^rak$|realisasi_anggaran|^realisasi$|rinci_giat")
_TARGETS = re.compile(r"target|^realisasi_bulan|realisasi_fisik")


def _cell(key: str, at: str) -> st.SearchStrategy[Any]:
    """Draw a cell of a column: mostly what belongs there, unlike any other cell where it can be, else something odd."""
    unlike = int.from_bytes(at.encode(), "big") % 900_007 + 100_000
    if key in _CODES:
        good: list[Any] = _CODES[key]
    elif _MONEYS.search(key):
        good = [f"{unlike}000.00", f"{unlike}000.00", unlike, f"{unlike}.25", "0", "100.00"]
    elif _TARGETS.search(key):
        good = [f"{unlike},5", str(unlike), unlike, f"{unlike}.123", "7"]
    elif _YEARS.search(key):
        good = ["2026", 2026, "2025", "0"] if "tahun_a" not in key else ["2026", 2026, "2026"]
    elif _KEYS.search(key) and "teks" not in key and "uraian" not in key:
        joins = ["1", 1, "u1", "u1"] * 3 + ["u2", "0", f"k{unlike}"]
        good = joins if _JOINS.search(key) else [f"k{unlike}", unlike, "0"]
    else:
        good = [f"Teks {unlike}", f"Teks {unlike}", f" Teks  {unlike} ", "Sama", "Sama", "Sama"]
    return st.sampled_from(good * (200 // len(good)) + _ODD)


def _rows(name: str, columns: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    def row(number: int) -> st.SearchStrategy[dict[str, Any]]:
        cells = {key: _cell(key, f"{name} {number} {key}") for key in columns.split()}
        keys = {key: cell for key, cell in cells.items() if key in _CODES}
        return st.fixed_dictionaries(cells) | st.fixed_dictionaries(
            keys, optional={key: cells[key] for key in cells.keys() - keys.keys()}
        )

    return st.integers(0, 3).flatmap(lambda size: st.tuples(*map(row, range(size))).map(list))


def dumps_of(tables: dict[str, str], *always: str) -> st.SearchStrategy[dict[str, Any]]:
    """Draw some of the tables, *always* among them, with rows near their documented columns."""
    names = st.lists(st.sampled_from(sorted(tables)), min_size=1, max_size=6, unique=True)
    return names.flatmap(
        lambda some: st.fixed_dictionaries(
            {name: _rows(name, tables[name]) for name in dict.fromkeys((*always, *some))}
        )
    )


def trees(depth: int = 3, at: str = "r") -> st.SearchStrategy[dict[str, Any]]:
    """Draw performance trees (peers §5.6)."""
    target = {key: _cell(key, f"{at} t {key}") for key in ("id", "target", "satuan", "tahun")}
    indicator = {key: _cell(key, f"{at} i {key}") for key in ("id", "indikator", "tahun")}
    targets = st.lists(st.fixed_dictionaries({"target": target.pop("target")}, optional=target), min_size=1, max_size=3)
    indicators = st.lists(st.fixed_dictionaries({}, optional=indicator | {"targets": targets}), max_size=2)
    word = st.sampled_from(["Tematik", "Sub Tematik", "Strategic", "Tactical", "Operational", None, "lain", 5])
    node: dict[str, st.SearchStrategy[Any]] = {
        key: _cell(key, f"{at} {key}") for key in ("id", "keterangan", "tahun", "jenis_child")
    }
    node |= {"jenis_pohon_kinerja": word, "indikators": indicators}
    if depth:
        node["childs"] = st.tuples(trees(depth - 1, f"{at}0"), trees(depth - 1, f"{at}1")).flatmap(
            lambda two: st.sampled_from([[], list(two), list(two[:1]), [*two, 5], None])
        )
    name = {"nama_pohon_kinerja": _cell("nama", f"{at} nama")}
    return st.fixed_dictionaries(name, optional=node)
