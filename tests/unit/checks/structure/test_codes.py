"""The grammar of codes: codes that entries print, documents without years, and the group X.XX under a field."""

from __future__ import annotations

import pytest

from regplan.checks import check
from regplan.io import loads
from regplan.model import Activity, Document, Entry, Plan, Program, SubActivity

YEARLY = Document(id="d", kind="RENJA", first_year=2026, last_year=2026)


def test_code_of_an_entry_is_told_at_the_entry() -> None:
    """A wrong code that an entry prints is told at the place of the entry, about its node, whose own code is good."""
    plan = loads(
        "dokumen:\n"
        "  - {id: a, jenis: RKPD, tahun: 2026, program: [{id: P, kode: 1.02.02}]}\n"
        "  - {id: b, jenis: RENJA, tahun: 2026, pencantuman: [{simpul: P, kode: 1.2.2}]}\n"
    )
    (found,) = check(plan, select="CODE-01").findings
    assert (found.subject, found.facts["code"]) == ("P", "1.2.2")
    assert found.where is not None
    assert found.where.line == 3


@pytest.mark.parametrize(
    ("document", "unknown"),
    [
        (Document(id="d", kind="RENJA"), ["d"]),
        (Document(id="d", kind="RENSTRA", first_year=2021, last_year=2026), ["d"]),
        (YEARLY, []),
        (Document(id="d", kind="RENJA", nomenclature="2025_2850"), []),
    ],
)
def test_width_that_cannot_be_judged(document: Document, unknown: list[str]) -> None:
    """Without version and years, or with years of both widths, the width of a sub activity's number is unknown."""
    plan = Plan(documents=[document], sub_activities=[SubActivity(id="s", code="1.02.02.2.01.0001", document="d")])
    report = check(plan, select="CODE-01")
    assert report.findings == ()
    assert [one.document for one in report.unknown] == unknown


@pytest.mark.parametrize(
    ("program", "activity", "lies"),
    [
        ("X.XX.01", "1.02.01.2.01", True),
        ("1.02.01", "X.XX.01.2.01", True),
        ("X.XX.01", "X.XX.01.2.01", True),
        ("X.XX.01", "1.02.02.2.01", False),
        ("1.02.01", "1.03.01.2.01", False),
    ],
)
def test_generic_group_stands_for_any_field(program: str, activity: str, *, lies: bool) -> None:
    """The group X.XX of a parent or child stands for any field; the numbers behind it must still agree."""
    plan = Plan(
        documents=[YEARLY],
        programs=[Program(id="p", code=program, document="d")],
        activities=[Activity(id="k", code=activity, parent="p", document="d")],
    )
    assert [one.subject for one in check(plan, select="CODE-02").findings] == ([] if lies else ["k"])


def test_entry_of_no_node_is_left_to_others() -> None:
    """The code of an entry whose node is not there is no code of a node: the dangling id alone is told."""
    plan = Plan(documents=[YEARLY], entries=[Entry(document="d", node="gone", code="1.2")])
    assert [one.code for one in check(plan, select=["REF-01", "CODE-01"]).findings] == ["REF-01"]
