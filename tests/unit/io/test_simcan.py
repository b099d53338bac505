"""Dumps of simcan: documents, levels, the words of ``ref_indikator``, and activities that were cancelled."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import regplan as rp
from foreign_dumps import SIMCAN, read_json, untold, without


@pytest.fixture
def reading(tmp_path: Path) -> rp.Reading:
    """Read the whole dump."""
    return read_json(tmp_path, SIMCAN)


def test_the_document_in_force_is_read(reading: rp.Reading) -> None:
    """Only the active document and what hangs on it is read; the rows of the other one are told."""
    assert [one.title for one in (*reading.plan.visions, *reading.plan.missions)] == ["Maju", "Sehat"]
    assert sum(one.what == "row: another document" for one in reading.loss) == 3
    assert reading.plan.documents["rpjmd"].first_year == 2025


def test_decimal_texts_are_numbers(reading: rp.Reading) -> None:
    """The point of a DECIMAL is never a thousands mark, in targets and in money."""
    assert [dict(one.values) for one in reading.plan.series] == [{"2024": "61.2000"}, {"2025": "62.00"}]
    money = next(one for one in reading.plan.allocations if one.subject == "program_rpjmd/1")
    assert dict(money.amounts) == {"2025": 1500, "2026": Decimal("2.50")}


def test_a_total_that_is_not_the_sum_is_told(reading: rp.Reading) -> None:
    """``total_pagu`` is compared with the years."""
    assert ("total_pagu", "the years, which add up to 1502.50") in {(one.what, one.kept) for one in reading.loss}


def test_words_of_ref_indikator(reading: rp.Reading) -> None:
    """Type, sign, nature and IKU of an indicator become kind, polarity, accumulation and flags."""
    one = reading.plan.indicators[0]
    assert (one.name, one.kind, one.polarity) == ("Prevalensi", "outcome", "down")
    assert (one.accumulation, one.flags) == ("increment", ("IKU",))


def test_a_word_that_is_not_known(tmp_path: Path) -> None:
    """A number outside the vocabulary is told, and the field stays unknown."""
    dump = without(SIMCAN)
    dump["ref_indikator"][0]["jenis_indikator"] = "9"
    reading = read_json(tmp_path, dump)
    assert reading.plan.indicators[0].polarity is None
    assert ("jenis_indikator", "'9'") in {(one.what, one.got) for one in reading.loss}


def test_a_cancelled_activity_is_told(reading: rp.Reading) -> None:
    """The money of a cancelled activity is not counted."""
    assert [one.id for one in reading.plan.activities] == ["renja-2026/1"]
    assert "row: cancelled" in {one.what for one in reading.loss}


def test_two_documents_in_force(tmp_path: Path) -> None:
    """Two active documents are FILE-24; one can be chosen."""
    dump = without(SIMCAN)
    dump["trx_rpjmd_dokumen"][1]["id_status_dokumen"] = "1"
    assert [one.code for one in read_json(tmp_path, dump).findings] == ["FILE-24"]
    assert [one.title for one in read_json(tmp_path, dump, given={"document": "2"}).plan.visions] == ["Lama"]


def test_every_row_is_in_the_plan_or_told(reading: rp.Reading) -> None:
    """No row goes past plan and loss; a row of ``ref_indikator`` is in the indicator that names it."""
    assert untold(reading, "ref_indikator") == []
    assert sum(len(sheet.grid) - 1 for sheet in reading.sheets) == sum(map(len, SIMCAN.values())) == 11


def test_a_year_that_stands_twice(tmp_path: Path) -> None:
    """Two positions that say one year would lay one amount over the other: the second has no year, and its amounts are told."""
    dump = without(SIMCAN)
    dump["trx_rpjmd_dokumen"][0]["tahun_2"] = "2025"
    reading = read_json(tmp_path, dump)
    money = next(one for one in reading.plan.allocations if one.subject == "program_rpjmd/1")
    assert dict(money.amounts) == {"2025": 1500}
    assert {"tahun_2", "pagu_tahun2"} <= {one.what for one in reading.loss}


def test_a_name_of_ref_indikator_that_differs(tmp_path: Path) -> None:
    """The wording of the indicator row stays; the one of ``ref_indikator`` is told, and so is a row that no indicator uses."""
    dump = without(SIMCAN)
    dump["trx_rpjmd_program_indikator"][0]["uraian_indikator_program_rpjmd"] = "Stunting"
    dump["ref_indikator"].append({"id_indikator": "8", "nm_indikator": "Lain"})
    reading = read_json(tmp_path, dump)
    assert reading.plan.indicators[0].name == "Stunting"
    assert ("nm_indikator", "'Prevalensi'", "Stunting") in {(one.what, one.got, one.kept) for one in reading.loss}
    assert "row: no indicator uses it" in {one.what for one in reading.loss}
