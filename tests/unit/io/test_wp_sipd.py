"""Dumps of wp-sipd: what each kind of row becomes, and that nothing is counted twice or lost in silence."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import regplan as rp
from foreign_dumps import KEY, LINE, OPD, SCOPE, WP_SIPD, YEAR, read_json, untold, without

SUB = f"{OPD['kode_skpd']}/1.02.02.2.01.0001"


@pytest.fixture
def reading(tmp_path: Path) -> rp.Reading:
    """Read the whole dump."""
    return read_json(tmp_path, WP_SIPD)


def test_levels_are_joined_by_text_keys(reading: rp.Reading) -> None:
    """Mission hangs on vision by its number, goal, objective and program by ``id_unik``; nothing is wrong with the dump."""
    plan = reading.plan
    assert [one.code for one in reading.findings] == []
    assert plan.missions[0].parent == plan.visions[0].id == "rpjmd_visi/1"
    assert plan.goals["rpjmd_tujuan/t1"].parent == "rpjmd_misi/1"
    assert plan.programs["rpjmd_program/p1"].parent == "rpjmd_sasaran/s1"
    assert (plan.documents["rpjmd"].first_year, plan.documents["rpjmd"].last_year) == (2025, 2029)


def test_the_key_may_stand_in_another_column(reading: rp.Reading) -> None:
    """Where ``kode_program`` is the code of the nomenclature, the activity hangs on ``kode_unik_program``."""
    assert reading.plan.activities["renstra_kegiatan/rk"].parent == "renstra_program/rp"


def test_positions_are_years(reading: rp.Reading) -> None:
    """Targets 1 and 5 are the first and fifth year; the baseline does not say its year."""
    series = {one.role: dict(one.values) for one in reading.plan.series if one.indicator == "rpjmd_sasaran/s1/i1"}
    assert series == {"baseline": {"unstated": "61,20"}, "target": {"2025": "62", "2029": "66", "end": "66"}}


def test_money_of_programs_stands_on_indicator_rows(reading: rp.Reading) -> None:
    """The indicator rows are the entries, the node row is a stated total, so that nothing is counted twice."""
    money = [(one.role, one.amounts["2025"]) for one in reading.plan.allocations if one.subject == "rpjmd_program/p1"]
    assert sorted(money) == [("entry", 10), ("entry", 20), ("stated_total", 30)]


def test_money_of_sub_activities_stands_on_the_node_row(reading: rp.Reading) -> None:
    """What the indicator row repeats is told and not added."""
    money = [one for one in reading.plan.allocations if one.subject == "renstra_sub_kegiatan/rx"]
    assert [(one.role, dict(one.amounts)) for one in money] == [("entry", {"2025": 5})]
    assert ("pagu_1", "the money of the node row") in {(one.what, one.kept) for one in reading.loss}


def test_totals_are_compared(tmp_path: Path) -> None:
    """A line whose funds do not add up to its ``pagu`` is ARI-01; the dump whose funds do is not."""
    good = rp.check(read_json(tmp_path, WP_SIPD).plan, select="ARI-01")
    dump = without(WP_SIPD)
    dump["data_dana_sub_keg"][0]["pagudana"] = "61.00"
    bad = rp.check(read_json(tmp_path, dump).plan, select="ARI-01")
    assert (len(list(good)), [one.subject for one in bad]) == (0, [SUB])


def test_the_renstra_adopts_the_rpjmd(reading: rp.Reading) -> None:
    """``kode_sasaran_rpjm`` becomes a link; the proposal beside the fixed text stays as a field of the user's own."""
    link = next(one for one in reading.plan.links if one.kind == "adopts")
    assert (link.source, link.target) == ("renstra_tujuan/rt", "rpjmd_sasaran/s1")
    assert reading.plan.goals["renstra_tujuan/rt"].extra == {"x-tujuan_teks_usulan": "Usul"}


def test_the_text_of_a_target_is_believed(reading: rp.Reading) -> None:
    """``targetcapaian`` is an INT and has lost its decimals: the text is taken, and the number is told."""
    assert "97,5 %" in {text for one in reading.plan.series for text in one.values.values()}
    assert ("targetcapaian", "'97'", "97,5 %") in {(one.what, one.got, one.kept) for one in reading.loss}


def test_tables_of_a_line(reading: rp.Reading) -> None:
    """Months, place, tag, output and result of a line come from the tables that ``kode_sbl`` joins."""
    sub = reading.plan.sub_activities[SUB]
    assert (sub.start, sub.finish, sub.places) == ("2026-01-01", "2026-12-31", ("lokasi/kecamatan_a_kabupaten",))
    assert [one.target for one in reading.plan.links if one.kind == "aligned_with"] == ["tag/3"]
    assert {
        str(one.owner).rpartition("/")[2] for one in reading.plan.indicators if str(one.owner).startswith("1.")
    } == {
        "1.02.02",
        "1.02.02.2.01",
        "1.02.02.2.01.0001",
    }


def test_deleted_rows_and_locked_copies_are_told(reading: rp.Reading) -> None:
    """A row with ``active = 0`` and the rows of a ``_history`` twin are in the loss, not in the plan."""
    assert {"row: active is not 1", "row: a locked copy"} <= {one.what for one in reading.loss}
    assert [one.title for one in reading.plan.objectives] == ["Meningkat", "Sasaran"]


def test_every_row_is_in_the_plan_or_told(reading: rp.Reading) -> None:
    """No row of the dump goes past plan and loss."""
    assert untold(reading) == []
    assert sum(len(sheet.grid) - 1 for sheet in reading.sheets) == sum(map(len, WP_SIPD.values())) == 25


def test_several_schedules_are_asked_about(tmp_path: Path) -> None:
    """Two schedules in one dump are a multiple of the truth: FILE-24 names both, nothing is read, and one can be chosen."""
    dump = without(WP_SIPD)
    dump["data_rpjmd_visi"].append(
        {"id_visi": "8", "visi_teks": "Lain", "tahun_awal": "2030", "id_jadwal": "6", "active": "1"}
    )
    asked = read_json(tmp_path, dump)
    finding = next(one for one in asked.findings if one.code == "FILE-24")
    assert (finding.facts["got"], len(asked.plan.visions), untold(asked)) == (("5", "6"), 0, [])
    chosen = read_json(tmp_path, dump, given={"schedule": "5,7"})
    assert [one.title for one in chosen.plan.visions] == ["Maju"]
    assert chosen.is_whole


def test_the_first_year_is_asked_for(tmp_path: Path) -> None:
    """Where no row says the first year, it comes from the schedule, from the caller, or is asked for."""
    rows = {"data_rpjmd_sasaran": WP_SIPD["data_rpjmd_sasaran"]}
    assert [one.code for one in read_json(tmp_path, rows).findings] == ["FILE-20"]
    assert read_json(tmp_path, rows, given={"first_year": "2025"}).plan.series[1].values["2025"] == "62"
    rows["data_jadwal_lokal"] = [{"id_jadwal_lokal": "5", "tahun_anggaran": "2021", "tahun_akhir_anggaran": "2026"}]
    assert read_json(tmp_path, rows).plan.series[1].values["2021"] == "62"


def test_csv_is_as_json(tmp_path: Path) -> None:
    """A folder of CSV files, one a table, gives the same plan."""
    for name, rows in WP_SIPD.items():
        heads = list(dict.fromkeys(key for row in rows for key in row))
        with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, heads)
            writer.writeheader()
            writer.writerows(rows)
    from_csv = rp.read(tmp_path)
    (tmp_path / "json").mkdir()
    from_json = read_json(tmp_path / "json", WP_SIPD)
    for table in ("objectives", "indicators", "series", "allocations", "links", "sub_activities"):
        assert sorted(map(repr, from_csv.plan.table(table))) == sorted(map(repr, from_json.plan.table(table)))


def test_the_answer_of_the_plugin(tmp_path: Path) -> None:
    """The envelope of ``get_sub_keg_sipd`` is opened; its lists inside a line are tables of the line."""
    line = {**LINE, **YEAR, "sumber_dana": [{"kode_dana": "1.1", "nama_dana": "PAD", "pagu_dana": "100"}]}
    data = {"action": "get_sub_keg_sipd", "status": "success", "message": "ok", "data": [line]}
    reading = read_json(tmp_path, data)
    assert {one.layout for one in reading.recognised} == {"wp_sipd"}
    money = [(one.fund, one.role) for one in reading.plan.allocations if one.basis == "ceiling"]
    assert sorted(money, key=str) == [("PAD", "entry"), (None, "stated_total")]


def test_a_dump_of_phpmyadmin(tmp_path: Path) -> None:
    """The list of tables that phpMyAdmin writes is read table by table."""
    dump = [
        {"type": "header", "version": "5"},
        {"type": "table", "name": "data_rpjmd_visi", "data": WP_SIPD["data_rpjmd_visi"]},
    ]
    assert [one.title for one in read_json(tmp_path, dump).plan.visions] == ["Maju"]


def test_names_of_persons_are_not_printed(reading: rp.Reading) -> None:
    """Name and NIP of a head of an OPD stand in no finding and no loss."""
    told = repr(reading.loss) + repr(reading.findings)
    assert "Siti" not in told
    assert "198001012005011001" not in told


def test_an_indicator_without_its_node(tmp_path: Path) -> None:
    """Where the node row was left out, the node is as its indicator row has it, and that is told as a guess."""
    rows = [{"id_unik": "s1", "id_unik_indikator": "i1", "sasaran_teks": "Naik", "indikator_teks": "Indeks", **SCOPE}]
    reading = read_json(tmp_path, {"data_rpjmd_sasaran": rows}, given={"first_year": "2025"})
    assert [one.title for one in reading.plan.objectives] == ["Naik"]
    assert ("guessed", "row") in {(one.kind, one.what) for one in reading.loss}


def test_a_child_without_its_line(tmp_path: Path) -> None:
    """A fund whose line is not in the dump is told with its row."""
    reading = read_json(tmp_path, {"data_dana_sub_keg": [{**KEY, "namadana": "DAU", "pagudana": "1"}]})
    assert [one.what for one in reading.loss] == ["row: its line is not there"]


def test_a_name_that_differs_in_a_later_row(tmp_path: Path) -> None:
    """Rows repeat the names of OPD and program; the first stays, and what differs is told at its row."""
    second = {
        **LINE,
        **YEAR,
        "kode_sub_giat": "1.02.02.2.01.0002",
        "nama_program": "Program Lain",
        "nama_skpd": "Dinkes",
    }
    reading = read_json(tmp_path, {"data_sub_keg_bl": [{**LINE, **YEAR}, second]})
    assert [one.title for one in reading.plan.programs] == ["Program Kesehatan"]
    told = {(one.what, one.got, one.kept, str(one.where)[-3:]) for one in reading.loss}
    assert ("nama_program", "'Program Lain'", "Program Kesehatan", "[2]") in told
    assert ("nama_skpd", "'Dinkes'", "Dinas Kesehatan", "[2]") in told


def test_wordings_that_are_nearly_one(tmp_path: Path) -> None:
    """Two long wordings with one beginning are two indicators; a second target of one wording is told with its row."""
    long = "Persentase layanan kesehatan dasar bagi penduduk di wilayah kerja puskesmas yang terakreditasi, "
    outputs = [
        {**KEY, "outputteks": long + end, "targetoutput": target}
        for end, target in (("A", "1"), ("B", "2"), ("B", "3"))
    ]
    reading = read_json(tmp_path, {"data_sub_keg_bl": [{**LINE, **YEAR}], "data_sub_keg_indikator": outputs})
    assert [one.name for one in reading.plan.indicators] == [long + "A", long + "B"]
    assert [dict(one.values) for one in reading.plan.series] == [{"2026": "1"}, {"2026": "2"}]
    assert [str(one.where)[-3:] for one in reading.loss if one.what.startswith("row: another version")] == ["[3]"]


def test_an_opd_that_carries_a_part_of_a_program(tmp_path: Path) -> None:
    """An indicator row of a program may name another OPD than the node row: it contributes to the program."""
    dump = without(WP_SIPD)
    dump["data_rpjmd_program"][2] |= {"kode_skpd": "1.03.0.00.0.00.01.0000", "nama_skpd": "Dinas PU"}
    links = [one for one in read_json(tmp_path, dump).plan.links if one.kind == "contributes"]
    assert [(one.source, one.target) for one in links] == [("1.03.0.00.0.00.01.0000", "rpjmd_program/p1")]


def test_what_a_row_says_of_the_row_above(tmp_path: Path) -> None:
    """``misi_teks`` of a goal is compared with its mission: the same goes without saying, another is told."""
    dump = without(WP_SIPD)
    same, other = dump["data_rpjmd_tujuan"][0], {**dump["data_rpjmd_tujuan"][0], "id_unik": "t2"}
    dump["data_rpjmd_tujuan"] = [{**same, "misi_teks": "Sehat"}, {**other, "misi_teks": "Cerdas"}]
    told = [(one.got, str(one.where)[-3:]) for one in read_json(tmp_path, dump).loss if one.what == "misi_teks"]
    assert told == [("'Cerdas'", "[2]")]


def test_a_fund_that_stands_twice_counts_once(tmp_path: Path) -> None:
    """A row of a fund that is equal in all its cells is told, and its money is not added again."""
    dump = without(WP_SIPD)
    dump["data_dana_sub_keg"].append(dict(dump["data_dana_sub_keg"][0]))
    once, twice = read_json(tmp_path, WP_SIPD), read_json(tmp_path, dump)
    assert twice.plan.allocations == once.plan.allocations
    assert "row: stands twice" in {one.what for one in twice.loss}


def test_an_amount_of_a_column_written_by_hand(tmp_path: Path) -> None:
    """``300.000`` beside ``2.500.000`` in one column of money is FILE-09, and not three hundred."""
    dump = without(WP_SIPD)
    fund = dump["data_dana_sub_keg"][0]
    dump["data_dana_sub_keg"] = [{**fund, "pagudana": "300.000"}, {**fund, "namadana": "PAD", "pagudana": "2.500.000"}]
    reading = read_json(tmp_path, dump)
    assert [one.code for one in reading.findings] == ["FILE-09"]
    assert [dict(one.amounts) for one in reading.plan.allocations if one.fund == "PAD"] == [{"2026": 2_500_000}]
