"""Mapping files of any shape: an error with a place, never a crash, and no row of the table lost in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import regplan as rp

HEAD = "format: regplan-mapping/1\n"
GOOD = (
    HEAD
    + 'records: [{record: document, id: d, kind: RKPD}]\ntables: [{head: 1, fill_down: [a], let: {x: "{a}"}, skip: [{when: {a: z}, because: no}], ignore: {b: no}, rows: [{record: goal, id: "{x|slug}", when: {a: "*"}, title: "{a}"}]}]\n'
)


def read(folder: Path, mapping: str) -> rp.Reading:
    """Read a table of two rows by a mapping."""
    (folder / "t.csv").write_text("a,b\n1,2\n3,4\n", encoding="utf-8")
    (folder / "t.peta.yaml").write_text(mapping, encoding="utf-8")
    return rp.read(folder / "t.csv")


@pytest.mark.parametrize(
    "mapping",
    [
        "",
        "[]",
        "format: regplan-mapping/2\ntables: []",
        HEAD,
        HEAD + "tables: 1",
        HEAD + "tables: [1]",
        HEAD + "tables: [{rows: {}}]",
        HEAD + "tables: [{rows: [1]}]",
        HEAD + "tables: [{head: x, rows: [{record: goal, id: '{a}'}]}]",
        HEAD + "tables: [{rows: [{record: goal, id: '{a}', when: 3}]}]",
        HEAD + "tables: [{rows: [{record: goal, id: [x, 1]}], let: [x], skip: [{}], ignore: 3, fill_down: x}]",
        HEAD + "tables: [{rows: [{record: series, values: {'2026..2099': 1}}]}]",
        HEAD + "tables: [{rows: [{record: goal, id: '{^.a}'}]}]",
        HEAD + "tables: [{rows: [{record: goal, id: '{/a}'}]}]",
        HEAD + "tables: [{rows: [{record: goal, id: '{@golas}'}]}]",
        HEAD + "tables: [{head: 99, rows: [{record: goal, id: '{a}'}]}]",
        HEAD + "plan: x\nrecords: [{id: d}]\ntables: [{rows: [{record: goal, id: '{a}', same: twice}]}]",
        HEAD
        + "plan: {daerah: 3}\nrecords: [{record: document, id: d, kind: XX}]\ntables: [{rows: [{record: goal, id: '{a}'}]}]",
        HEAD + "tables: [{rows: [{record: '{a}', id: '{b}'}]}]",
        "a: *b",
    ],
)
def test_a_bad_mapping_is_an_error(tmp_path: Path, mapping: str) -> None:
    """Whatever is wrong is told as an error of a file, so that nothing partial is taken for whole."""
    reading = read(tmp_path, mapping)
    assert not reading.is_whole
    assert {one.code[:4] for one in reading.findings} == {"FILE"}


def test_a_mapping_that_is_not_there(tmp_path: Path) -> None:
    """A mapping that is named and missing is told by its name."""
    (tmp_path / "t.csv").write_text("a\n1\n", encoding="utf-8")
    reading = rp.read(tmp_path / "t.csv", mapping=tmp_path / "tidak-ada.yaml")
    assert [one.code for one in reading.findings] == ["FILE-01"]


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    at=st.integers(0, len(GOOD) - 1),
    text=st.sampled_from(("", "{", "}", "x", ":", "[", "]", "|", "^", "null", "'", "\n", "@", "/", "*")),
)
def test_one_slip_never_crashes(tmp_path: Path, at: int, text: str) -> None:
    """One character of a good mapping replaced: it is read, or told; each row is in the plan or in the loss."""
    reading = read(tmp_path, GOOD[:at] + text + GOOD[at + 1 :])
    lost = {loss.where.line for loss in reading.loss if loss.where and loss.where.line and loss.where.line > 1}
    kept = sum(table == "goals" for table, _, _ in reading.plan.records())
    assert reading.findings or len(lost) + kept >= 2
