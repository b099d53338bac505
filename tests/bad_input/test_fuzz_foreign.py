"""Dumps of other systems with rows that are nearly right: never an exception, no row and no cell lost in silence."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import regplan as rp
from accounts import Account, lost_cells, lost_rows
from foreign_columns import RI, SIMCAN, WP_SIPD, dumps_of, trees
from regplan.io import dumps, loads
from regplan.model.tables import TABLES

SCOPE = ("active", "id_jadwal", "tahun_anggaran", "tahun")
"""Columns by which rows are chosen; of the rows that are read they say what was chosen."""
JOINS = ("kode_sbl", "id_sub_bl", "idsubbl")
"""Columns by which a row below a line names it; the record stands below the line."""
LEVELS = {name: columns for name, columns in WP_SIPD.items() if re.match("data_(rpjmd|renstra)_", name)}
YEARLY = {name: columns for name, columns in WP_SIPD.items() if "keg" in name or "pagu" in name or "rfk" in name}
ALL_GIVEN = {"first_year": "2026", "schedule": "5", "year": "2026"}
GIVEN = st.sampled_from(
    [{}, {"schedule": "5"}, ALL_GIVEN, {**ALL_GIVEN, "rfk": "monthly"}, {**ALL_GIVEN, "rfk": "kumulatif"}]
)


@pytest.fixture
def told(tmp_path: Path) -> Callable[..., rp.Reading]:
    """Write files of JSON and read the folder; what is always true of a reading holds."""

    def write_and_read(files: dict[str, Any], given: dict[str, str]) -> rp.Reading:
        for old in tmp_path.iterdir():
            old.unlink()
        for name, data in files.items():
            if name.endswith(".csv"):
                write_csv(tmp_path / name, data)
            else:
                (tmp_path / name).write_text(json.dumps(data), encoding="utf-8")
        reading = rp.read(tmp_path, given=given)
        assert loads(dumps(reading.plan), format="json") == reading.plan
        errors = tuple(one for one in reading.findings if one.severity == "error")
        assert loaded(tmp_path, given) == (errors or reading.plan)
        return reading

    return write_and_read


def write_csv(path: Path, rows: list[dict[str, Any]]) -> None:
    """Write rows under the heads that any of them has."""
    heads = list(dict.fromkeys(key for row in rows for key in row)) or ["id"]
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.DictWriter(file, heads)
        writer.writeheader()
        writer.writerows(rows)


def loaded(folder: Path, given: dict[str, str]) -> object:
    """Return the plan of a folder, or the findings of the one exception that ``load`` may raise."""
    try:
        return rp.load(folder, given=given)
    except rp.InputErrors as errors:
        return errors.findings


def account(reading: rp.Reading) -> Account:
    """Gather what came out of a reading."""
    plan = reading.plan
    tables = {name: tuple(plan.table(name)) for name in TABLES}
    origins: Any = plan.origins
    places = [origins.where(name, at) for name, table in tables.items() for at in range(len(table))]
    return Account(reading.sheets, tables, places, reading.loss, reading.findings)


def is_all_there(reading: rp.Reading, *merged: str) -> None:
    """Each row and each cell is in the plan or told; rows of the tables *merged* join the record of another row."""
    found = account(reading)
    assert lost_rows(found, merged) == []
    assert lost_cells(found, passed=(*SCOPE, *JOINS)) == []


@given(dump=dumps_of(WP_SIPD) | dumps_of(LEVELS, *LEVELS) | dumps_of(YEARLY, "data_sub_keg_bl"), given=GIVEN)
def test_wp_sipd(dump: dict[str, Any], given: dict[str, str], told: Callable[..., rp.Reading]) -> None:
    """Any rows near the documented columns of wp-sipd."""
    is_all_there(told({"dump.json": dump}, given), "lokasi", "tag", "data_rfk")


@given(dump=dumps_of(LEVELS, *LEVELS) | dumps_of(YEARLY, "data_sub_keg_bl"), given=GIVEN)
def test_wp_sipd_in_csv(dump: dict[str, Any], given: dict[str, str], told: Callable[..., rp.Reading]) -> None:
    """The same as a folder of CSV files, one a table."""
    is_all_there(told({f"{name}.csv": rows for name, rows in dump.items()}, given), "lokasi", "tag", "data_rfk")


@given(payloads=dumps_of(RI, "sub_bl"), given=GIVEN)
def test_sipd_ri(payloads: dict[str, Any], given: dict[str, str], told: Callable[..., rp.Reading]) -> None:
    """Any answers near those of SIPD-RI, one file each."""
    files = {f"{name}.json": {"status": True, "status_code": 200, "data": rows} for name, rows in payloads.items()}
    is_all_there(told(files, given), "lokasi")


@given(
    dump=dumps_of(SIMCAN) | dumps_of(SIMCAN, *SIMCAN),
    given=st.sampled_from([{}, {"document": "1"}, {"first_year": "2025"}]),
)
def test_simcan(dump: dict[str, Any], given: dict[str, str], told: Callable[..., rp.Reading]) -> None:
    """Any rows near the documented columns of simcan."""
    is_all_there(told({"dump.json": dump}, given), "ref_indikator")


@given(tree=trees(), is_answer=st.booleans())
def test_performance_tree(tree: dict[str, Any], is_answer: bool, told: Callable[..., rp.Reading]) -> None:  # noqa: FBT001 - drawn
    """Any tree near the contract of performance trees, bare or in an answer."""
    is_all_there(
        told({"pohon.json": {"code": 200, "status": "OK", "data": tree} if is_answer else tree}, {}), "targets"
    )
