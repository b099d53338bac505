"""Links that cannot be: each is named, placed in its file, and curable; the questions answer all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from regplan.checks import check
from regplan.graph import cut_nodes, explain, export_graph, impact, weight_totals
from regplan.io import loads, read

PLAN = """
perangkat_daerah:
  - {{id: a, {opd}}}
misi:
  - {{id: M1}}
  - {{id: M2, {misi}}}
program:
  - {{id: P}}
  - {{id: Q}}
kaitan:
  - {{jenis: {kind}, dari: P, ke: {target}, bobot: "{weight}"}}
  - {{jenis: membutuhkan, dari: P, ke: Q}}
  - {{jenis: membutuhkan, dari: Q, ke: {needs}}}
"""
SOUND = {"opd": "kode: y", "misi": "kode: x", "kind": "mendukung", "target": "M1", "weight": "1", "needs": "M2"}


@pytest.mark.parametrize(
    ("fault", "code", "name", "told"),
    [
        ({"target": "M9"}, "REF-01", "dangling-id", "M9"),
        ({"needs": "P"}, "LINK-01", "circle-of-links", "P → Q → P"),
        ({"weight": "-0.5"}, "LINK-02", "weight-out-of-range", "-0.5"),
        ({"weight": "1.01"}, "LINK-02", "weight-out-of-range", "1.01"),
        ({"weight": "satu"}, "LINK-02", "weight-not-a-number", "satu"),
        ({"opd": "induk: a"}, "REF-03", "circle-of-parents", "a → a"),
        ({"misi": "induk: M2"}, "REF-03", "circle-of-parents", "M2 → M2"),
    ],
)
def test_named_and_curable(fault: dict[str, str], code: str, name: str, told: str) -> None:
    """The fault is a finding of its rule, which says what it is and how to mend it, in both languages."""
    plan = loads(PLAN.format(**{**SOUND, **fault}))
    (one,) = (one for one in check(plan, select=code).findings if one.name == name)
    assert told in one.text("id")
    assert told in one.text("en")
    assert one.hint.id
    assert one.where is not None


@pytest.mark.parametrize(
    "fault",
    [
        {"target": "M9"},
        {"needs": "P"},
        {"weight": "-0.5"},
        {"weight": "1/0"},
        {"opd": "induk: a"},
        {"misi": "induk: M2"},
    ],
)
def test_questions_survive(fault: dict[str, str]) -> None:
    """With such links every question has an answer."""
    plan = loads(PLAN.format(**{**SOUND, **fault}))
    assert explain(plan, "P").sentences
    assert impact(plan, "P").start
    assert all(one.verdict for one in weight_totals(plan))
    assert export_graph(plan, "dot")
    assert cut_nodes(plan) == ()


def test_an_unknown_kind_of_link(tmp_path: Path) -> None:
    """A kind of link that is none is a finding of the file, with the nearest kind."""
    path = tmp_path / "rencana.yaml"
    path.write_text(PLAN.format(**{**SOUND, "kind": "mendukng"}), encoding="utf-8")
    found = read(path).findings
    assert any("mendukng" in one.text("id") and "mendukung" in one.hint.id + one.text("id") for one in found)
