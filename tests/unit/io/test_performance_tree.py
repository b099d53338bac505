"""Performance trees: nodes with children inside become levels, indicators and targets by year."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from foreign_dumps import TREE, read_json, untold


@pytest.mark.parametrize("data", [TREE, [TREE], {"code": 200, "status": "OK", "data": TREE}, {"data": [TREE]}])
def test_a_tree(tmp_path: Path, data: Any) -> None:
    """The tree is read bare, in a list and in an answer: theme, strategic and operational node hang on each other."""
    reading = read_json(tmp_path, data)
    plan = reading.plan
    assert (reading.findings, untold(reading, "targets")) == ((), [])
    assert [one.parent for one in (*plan.goals, *plan.objectives, *plan.activities)] == [None, "pohon/1", "pohon/2"]
    assert (plan.indicators[0].unit, dict(plan.series[0].values)) == ("%", {"2026": "14"})
    assert plan.goals[0].extra == {"x-jenis_pohon_kinerja": "Tematik"}


def test_a_level_without_its_word(tmp_path: Path) -> None:
    """A node that does not say its level is put below the one above it, which is told as a guess."""
    tree = {**TREE, "childs": [{"id": 9, "nama_pohon_kinerja": "Antara"}]}
    reading = read_json(tmp_path, tree)
    assert [one.id for one in reading.plan.objectives] == ["pohon/9"]
    assert [(one.kind, one.what, one.kept) for one in reading.loss] == [("guessed", "jenis_pohon_kinerja", "level 1")]


def test_two_targets_of_one_year(tmp_path: Path) -> None:
    """Of two targets of one year the first is kept and the second told."""
    targets = [{"target": "14", "satuan": "%", "tahun": "2026"}, {"target": "13", "satuan": "persen", "tahun": "2026"}]
    tree = {**TREE, "indikators": [{"id": "a", "indikator": "Prevalensi", "targets": targets}]}
    reading = read_json(tmp_path, tree)
    assert dict(reading.plan.series[0].values) == {"2026": "14"}
    assert [one.what for one in reading.loss] == ["row: another target of the same year"]


def test_a_hundred_levels(tmp_path: Path) -> None:
    """Depth is no limit: a tree of a hundred levels is read."""
    tree: dict[str, Any] = {"id": 0, "nama_pohon_kinerja": "Bawah", "jenis_pohon_kinerja": "Operational"}
    for number in range(1, 100):
        tree = {"id": number, "nama_pohon_kinerja": f"N{number}", "jenis_pohon_kinerja": "Tactical", "childs": [tree]}
    reading = read_json(tmp_path, tree)
    assert (len(reading.plan.programs), len(reading.plan.activities)) == (99, 1)


def test_a_child_that_is_no_node(tmp_path: Path) -> None:
    """A number among the children is told and makes no node."""
    reading = read_json(tmp_path, {**TREE, "childs": [*TREE["childs"], 5]})
    assert len(reading.plan.objectives) == 1
    assert {"row: no node", "a cell without a head"} <= {one.what for one in reading.loss}


def test_a_year_that_is_none(tmp_path: Path) -> None:
    """What stands for a year and is none is told; the node has the year of the one above."""
    reading = read_json(tmp_path, {**TREE, "childs": [{**TREE["childs"][0], "tahun": "#REF!"}]})
    assert {one.document for one in reading.plan.objectives} == {"pohon-kinerja/2026"}
    assert ("tahun", "dropped") in {(one.what, one.kind) for one in reading.loss}
