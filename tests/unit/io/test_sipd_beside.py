"""What wp-sipd and simcan know beside levels and lines: realised money, results, ceilings, RPJPD; and tables without a home."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import regplan as rp
from foreign_dumps import KEY, LINE, OPD, SIMCAN, WP_SIPD, YEAR, read_json, untold, without

SUB = f"{OPD['kode_skpd']}/1.02.02.2.01.0001"
HOME = f"renja-2026/{OPD['kode_skpd']}"
RFK = [
    {**KEY, "bulan": "2", "rak": "20.00", "realisasi_anggaran": "15.50", "realisasi_fisik": "12.50", "permasalahan": "Hujan"},
    {**KEY, "bulan": "1", "rak": "10.00", "realisasi_anggaran": "5.00", "realisasi_fisik": "10.00"},
]  # fmt: skip


def lines(**tables: Any) -> dict[str, Any]:
    """Put tables beside the one line of a dump."""
    return {"data_sub_keg_bl": [{**LINE, **YEAR}], **tables}


def spent(reading: rp.Reading) -> list[tuple[str, dict[str, Any]]]:
    """List realised money by what it was spent on."""
    return [(one.subject, dict(one.amounts)) for one in reading.plan.allocations if one.basis == "realised"]


def test_money_of_months(tmp_path: Path) -> None:
    """Amounts of single months are realised money of their months; what stands beside is kept by month."""
    reading = read_json(tmp_path, lines(data_rfk=RFK), given={"rfk": "monthly"})
    assert spent(reading) == [(SUB, {"2026-01": 5, "2026-02": Decimal("15.50")})]
    own: Any = next(one.extra for one in reading.plan.allocations if one.basis == "realised") or {}
    assert own["x-realisasi_fisik"] == {"2026-01": "10.00", "2026-02": "12.50"}
    assert own["x-permasalahan"] == {"2026-02": "Hujan"}
    assert untold(reading, "data_rfk") == []


def test_money_so_far(tmp_path: Path) -> None:
    """Of amounts of all months so far the last is that of the year, and the others stay beside it."""
    reading = read_json(tmp_path, lines(data_rfk=RFK), given={"rfk": "kumulatif"})
    assert [(subject, {key: str(one) for key, one in amounts.items()}) for subject, amounts in spent(reading)] == [
        (SUB, {"2026": "15.50"})
    ]
    own: Any = next(one.extra for one in reading.plan.allocations if one.basis == "realised") or {}
    assert own["x-realisasi_anggaran"] == {"2026-01": "5.00", "2026-02": "15.50"}


def test_money_of_whichever(tmp_path: Path) -> None:
    """Where nobody says which of the two they are, they are told and not guessed; all else is read."""
    reading = read_json(tmp_path, lines(data_rfk=RFK))
    assert (reading.is_whole, spent(reading), untold(reading)) == (True, [], [])
    assert sum("given={'rfk'" in one.what for one in reading.loss) == 2


def test_results_of_months(tmp_path: Path) -> None:
    """Results of an indicator of the Renstra are known by its own key and belong to the Renja of the line."""
    dump = without(WP_SIPD)
    row = {
        **KEY,
        "id_unik_indikator_renstra": "k1",
        "realisasi_bulan_1": "1.50",
        "keterangan_bulan_1": "Baik",
        "tipe_indikator": "1",
    }
    dump["data_realisasi_renja"] = [row, {**row, "id_unik_indikator_renstra": "tidak ada"}]
    reading = read_json(tmp_path, dump)
    result = next(one for one in reading.plan.series if one.role == "result")
    assert (result.indicator, result.document) == ("renstra_sub_kegiatan/rx/k1", HOME)
    assert (dict(result.values), dict(result.extra or {})) == (
        {"2026-01": "1.50"},
        {"x-keterangan_bulan_1": "Baik", "x-tipe_indikator": "1"},
    )
    assert "row: its indicator is not there" in {one.what for one in reading.loss}
    assert untold(reading) == []


@pytest.mark.parametrize("key", [{"kode_skpd": OPD["kode_skpd"]}, {"id_skpd": "701"}])
def test_ceilings_of_opd(key: dict[str, str], tmp_path: Path) -> None:
    """The ceiling of an OPD is a stated total that is compared with its lines; its code stands there or in the list of OPD."""
    units = [{"id_skpd": "701", **OPD, "active": "1"}]
    pagu = [{**key, "set_pagu_skpd": "101.00", "batasanpagu": "500.00", "realisasi": "7.00", **YEAR}]
    reading = read_json(tmp_path, lines(data_unit=units, data_unit_pagu=pagu))
    told = {(one.basis, one.role): one for one in reading.plan.allocations if one.subject == OPD["kode_skpd"]}
    assert dict(told["ceiling", "stated_total"].amounts) == {"2026": 101}
    assert told["ceiling", "stated_total"].extra == {"x-batasanpagu": "500.00"}
    assert dict(told["realised", "stated_total"].amounts) == {"2026": 7}
    assert [one.subject for one in rp.check(reading.plan, select="ARI-01")] == [OPD["kode_skpd"]]


def test_rpjpd(tmp_path: Path) -> None:
    """The levels of an RPJPD are read; its years are not asked for where no row says them, and issues have no home."""
    dump = {
        "data_rpjpd_visi": [{"id_visi": "1", "visi_teks": "Maju 2045", "active": "1"}],
        "data_rpjpd_misi": [{"id_misi": "3", "id_visi": "1", "misi_teks": "Sehat", "active": "1"}],
        "data_rpjpd_sasaran": [{"id_unik": "s", "id_misi": "3", "saspok_teks": "Hidup panjang", "active": "1"}],
        "data_rpjpd_kebijakan": [{"id_unik": "k", "kebijakan_teks": "Layanan dasar", "active": "1"}],
        "data_rpjpd_isu": [{"id_unik": "i", "isu_teks": "Stunting", "active": "1"}],
    }
    reading = read_json(tmp_path, dump)
    plan = reading.plan
    assert ([one.kind for one in plan.documents], reading.findings) == (["RPJPD"], ())
    assert [one.title for one in (*plan.visions, *plan.missions, *plan.objectives, *plan.policy_directions)] == [
        "Maju 2045",
        "Sehat",
        "Hidup panjang",
        "Layanan dasar",
    ]
    assert plan.objectives[0].parent == plan.missions[0].id
    assert (untold(reading), plan.documents[0].first_year) == ([], None)
    assert "row: strategic issues, for which the model has no home" in {one.what for one in reading.loss}


HOMELESS = ("data_anggaran_kas", "data_rka", "data_rpjmd", "data_renstra", "data_pokir", "data_prog_keg")


@pytest.mark.parametrize("name", HOMELESS)
def test_a_table_without_a_home(name: str, tmp_path: Path) -> None:
    """A table that is known and has no home refuses nothing: each of its rows is told with why."""
    rows = [{"kode_sbl": LINE["kode_sbl"], "bulan_1": "5.00", "total_akb": "5.00", **YEAR}, {"bulan_1": "6.00", **YEAR}]
    reading = read_json(tmp_path, lines(**{name: rows}))
    assert (reading.is_whole, len(reading.plan.sub_activities), untold(reading)) == (True, 1, [])
    assert sum(one.what.startswith("row: ") for one in reading.loss) == 2


@pytest.mark.parametrize("name", ["data_anggaran_kas", "90_trx_anggaran_subkegiatan_pd", "trx_renja_rancangan_lokasi"])
def test_nothing_but_tables_without_a_home(name: str, tmp_path: Path) -> None:
    """A file of nothing else is no plan: FILE-02 says so, and each row is told."""
    reading = read_json(tmp_path, {name: [{"pagu_forum": "5.00"}]})
    assert [one.code for one in reading.findings] == ["FILE-02"]
    assert untold(reading) == []


@pytest.mark.parametrize(
    "name",
    ["90_trx_anggaran_subkegiatan_pd", "trx_renstra_kegiatan_aktivitas", "trx_forum_lokasi", "kin_trx_real_es2_sasaran_indikator", "ref_sotk_level_1", "90_ref_sub_kegiatan_mapping"],
)  # fmt: skip
def test_a_table_of_simcan_without_a_home(name: str, tmp_path: Path) -> None:
    """So it is with those of simcan."""
    reading = read_json(tmp_path, {**SIMCAN, name: [{"pagu_forum": "5.00", "checksum": "x"}]})
    assert (reading.is_whole, untold(reading, "ref_indikator")) == (True, [])
    assert len(reading.plan.visions) == 1
