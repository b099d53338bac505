"""Answers of SIPD-RI: the envelope, the lines with what belongs to them, and answers that are no data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import regplan as rp
from foreign_dumps import LINE, OPD, read_json, untold

RI_LINE = {**LINE, "id_sub_bl": "901", "tahun": "2026", "pagu": "90", "pagu_indikatif": "100"}
OUTPUT = {"id_sub_bl": "901", "target": "1", "target_teks": "1 Dokumen", "satuan": "Dokumen"}


def answers(folder: Path, **payloads: list[dict[str, Any]]) -> rp.Reading:
    """Save answers, one file a payload, and read the folder."""
    for name, data in payloads.items():
        text = json.dumps({"status": True, "status_code": 200, "data": data})
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    return rp.read(folder)


def test_lines_funds_and_outputs(tmp_path: Path) -> None:
    """A line takes its funds and output from other answers; its two amounts are never put in each other's place."""
    fund = {"id_sub_bl": "901", "kode_dana": "1.1", "nama_dana": "PAD", "pagu_dana": "100"}
    reading = answers(tmp_path, sub_bl=[RI_LINE], dana_sub_bl=[fund], output_bl=[{"tolak_ukur": "Jumlah", **OUTPUT}])
    assert (reading.is_whole, untold(reading)) == (True, [])
    ceilings = {(one.role, one.fund): one for one in reading.plan.allocations if one.basis == "ceiling"}
    assert dict(ceilings["entry", "PAD"].amounts) == dict(ceilings["stated_total", None].amounts) == {"2026": 100}
    assert ceilings["stated_total", None].extra == {"x-pagu": "90"}


@pytest.mark.parametrize("spelling", ["tolak_ukur", "tolok_ukur"])
def test_both_spellings(tmp_path: Path, spelling: str) -> None:
    """``tolak_ukur`` and ``tolok_ukur`` are one column."""
    reading = answers(tmp_path, sub_bl=[RI_LINE], output_bl=[{spelling: "Jumlah dokumen", **OUTPUT}])
    assert [one.name for one in reading.plan.indicators] == ["Jumlah dokumen"]
    assert [dict(one.values) for one in reading.plan.series] == [{"2026": "1 Dokumen"}]


def test_levels_of_a_renstra(tmp_path: Path) -> None:
    """``rpjm`` and ``renstra`` answers are read as the levels they are."""
    goal = [{"id_unik": "t", "tujuan_teks": "Tujuan", **OPD, "tahun_awal": "2025"}]
    giat = [{"id_unik": "g", "kode_unik_program": "p", "nama_giat": "Kegiatan", **OPD}]
    reading = answers(tmp_path, renstra_tujuan=goal, renstra_giat=giat)
    assert [one.title for one in (*reading.plan.goals, *reading.plan.activities)] == ["Tujuan", "Kegiatan"]
    assert untold(reading) == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"status": True, "status_code": 200, "data": "U2FsdGVkX1+vupppZksvRf5pq5g5XjFRlipRkwB0K1Y="}, "encrypted"),
        ({"status": False, "status_code": 401, "message": "Token expired"}, "Token expired"),
        ({"status": True, "status_code": 200, "data": []}, "empty"),
    ],
)
def test_an_answer_that_is_no_data(tmp_path: Path, data: dict[str, Any], said: str) -> None:
    """An encrypted answer, an error and an empty list are each refused with FILE-23, which says what it is."""
    reading = read_json(tmp_path, data, "sub_bl.json")
    assert [(one.code, said in one.message.en) for one in reading.findings] == [("FILE-23", True)]
    assert "U2FsdGVkX1" not in repr(reading.findings) + repr(reading.loss)


@pytest.mark.parametrize("name", ["sub_bl.json", "sub_bl.csv"])
def test_a_page_of_the_web(tmp_path: Path, name: str) -> None:
    """A login page that was saved instead of data is FILE-23, whatever it is called."""
    (tmp_path / name).write_text("<!DOCTYPE html><html><body>Login</body></html>", encoding="utf-8")
    reading = rp.read(tmp_path / name)
    assert ([one.code for one in reading.findings], len(reading.plan)) == (["FILE-23"], 0)


def test_several_years_are_asked_about(tmp_path: Path) -> None:
    """Lines of two years are FILE-24; the year that is given is read."""
    lines = [RI_LINE, {**RI_LINE, "tahun": "2027"}]
    assert [one.code for one in answers(tmp_path, sub_bl=lines).findings] == ["FILE-24"]
    reading = rp.read(tmp_path, given={"year": "2027"})
    assert [one.first_year for one in reading.plan.documents] == [2027]


def test_levels_of_an_rpjpd_beside_an_rpjmd(tmp_path: Path) -> None:
    """The first year of an RPJMD is not that of the RPJPD beside it, which says none."""
    vision = [{"id_visi": "1", "visi_teks": "Maju 2045"}]
    goal = [{"id_unik": "t", "tujuan_teks": "Tujuan", "tahun_awal": "2025"}]
    plan = answers(tmp_path, rpjpd_visi=vision, rpjm_tujuan=goal).plan
    assert {one.kind: one.first_year for one in plan.documents} == {"RPJPD": None, "RPJMD": 2025}


def test_a_name_that_only_a_later_row_has(tmp_path: Path) -> None:
    """An OPD that is first seen as the head of a sub-unit takes its name from its own row."""
    sub = {**RI_LINE, "kode_skpd": "1.02.0.00.0.00.01.0003", "nama_skpd": "RSUD", "kode_sub_giat": "1.02.02.2.01.0002"}
    plan = answers(tmp_path, sub_bl=[sub, RI_LINE]).plan
    assert {one.code: one.name for one in plan.agencies} == {
        "1.02.0.00.0.00.01.0003": "RSUD",
        OPD["kode_skpd"]: OPD["nama_skpd"],
    }


def test_an_indicator_row_that_makes_its_own_node_is_told_of_too(tmp_path: Path) -> None:
    """A column that no record takes is told where the only row of its node is an indicator row."""
    row = {"id_unik": "u1", "id_misi": "m", "id_tujuan": "77", "tujuan_teks": "Tujuan", "tahun_awal": "2025"}
    reading = answers(tmp_path, rpjm_tujuan=[{**row, "id_unik_indikator": "i1", "indikator_teks": "IPM"}])
    assert [one.name for one in reading.plan.indicators] == ["IPM"]
    assert [one.what for one in reading.loss if one.kind == "dropped"] == ["envelope", "id_tujuan"]


def test_a_repeated_cell_is_told_where_the_first_is_not_kept(tmp_path: Path) -> None:
    """An indicator row says again what its node row says: both cells are told where the plan has neither."""
    row = {"id_unik": "u1", "id_misi": "m", "tujuan_teks": "Tujuan", "tahun_awal": "2025", "misi_teks": "Misi"}
    other = {**row, "id_unik": "u2", "misi_teks": ""}
    mission = {"id_misi": "m", "misi_teks": "Misi lain"}
    indicator = {**row, "id_unik_indikator": "i1", "indikator_teks": "IPM"}
    reading = answers(tmp_path, rpjm_misi=[mission], rpjm_tujuan=[row, other, indicator])
    assert [one.what for one in reading.loss if "misi_teks" in one.what] == ["misi_teks"]
    assert [one.got for one in reading.loss if "misi_teks" in one.what] == ["'a column, 2 cells'"]


def test_a_key_one_cannot_see_names_nothing(tmp_path: Path) -> None:
    """A program code of one zero-width blank is no code, as an empty cell is none: the same is told of both."""
    seen, unseen = ([{**RI_LINE, "kode_program": code}] for code in ("", "\u200b"))
    told = [[(one.code, one.message) for one in answers(tmp_path, sub_bl=rows).findings] for rows in (seen, unseen)]
    assert [one[0] for one in told[0]] == ["FILE-10"]
    assert told[0] == told[1]
