"""Events, holidays, stages and grounds as people mistype them: each named, placed and curable, and no crash."""

from __future__ import annotations

from pathlib import Path

import pytest

from regplan import check, read
from regplan.calc.cycle import moves
from regplan.calc.schedule import timetable
from regplan.index.selecting import documents_in_force
from regplan.model import Document, Plan
from regplan.model.words import DocumentKind

HEAD = "dokumen: [{{id: a, jenis: APBD, tahun: 2026, {}}}]"


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        (HEAD.format("tahap_anggaran: perubahn"), "FILE-08", "perubahan"),
        (HEAD.format("alasan_perubahan: [silpah]"), "FILE-08", "silpa"),
        (HEAD.format("peristiwa: [2026-01-05]"), "FILE-05", "peristiwa"),
        (HEAD.format("peristiwa: {penetapan: 5 Januari 2026}"), "FILE-08", "2026-03-31"),
        (HEAD.format("peristiwa: {penetapan: 2026-02-30}"), "FILE-08", "2026-03-31"),
        (HEAD.format("peristiwa: {penetapan: 2026-01-05, enacted: 2026-01-06}"), "FILE-07", "enacted"),
        ("daerah: {hari_libur: [17 Agustus]}", "FILE-08", "hari_libur"),
        ("daerah: {hari_libur: 2026}", "FILE-08", "hari_libur"),
    ],
)
def test_files(tmp_path: Path, text: str, code: str, told: str) -> None:
    """A file with a wrong word or day is a finding with its place, the right words near it, in both languages."""
    file = tmp_path / "rencana.yaml"
    file.write_text(text, encoding="utf-8")
    (found,) = read(file).findings
    assert (found.code, found.where is not None) == (code, True)
    assert all(told in found.text(lang) + " " + getattr(found.hint, lang) for lang in ("id", "en"))


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_days_at_the_ends_of_time(day: str) -> None:
    """Days from which no limit can be counted within the years 1 to 9999 are no crash: the limit is not known."""
    events = dict.fromkeys(
        ("inauguration", "joint_approval", "draft_to_dprd", "approval_failed", "previous_period_end"), day
    )
    kinds: tuple[DocumentKind, ...] = ("RPJPD", "RPJMD", "APBD", "KUA_PPAS")
    plan = Plan(
        documents=[Document(id=kind, kind=kind, first_year=9999, last_year=9999, events=events) for kind in kinds]
    )
    assert "RULE-01" not in {one.code for one in check(plan, select=["SCH", "BUD-P", "AMD", "STG", "VER"])}
    assert timetable(plan, "2026-01-01")
    change = Document(
        id="p", kind="RPJMD", last_year=9999, amends="x", grounds=["process"], events={"change_proposed": day}
    )
    assert "RULE-01" not in {one.code for one in check(Plan(documents=[change]), select="AMD")}
    assert len(documents_in_force(plan, "2026-01-01")) == len(kinds)


def test_everything_amends_everything() -> None:
    """Documents that amend themselves, each other and what is not there end in findings, and no question hangs."""
    documents = [
        Document(
            id=name,
            kind="APBD",
            first_year=2026,
            last_year=2026,
            amends=amends,
            restates="partial",
            budget_stage="shift",
        )
        for name, amends in (("a", "a"), ("b", "c"), ("c", "b"), ("d", "gone"), ("e", "b"))
    ]
    plan = Plan(documents=documents)
    report = check(plan, select=["STG", "VER"])
    assert "RULE-01" not in {one.code for one in report}
    assert [one.subject for one in report if one.name == "changes-in-a-circle"] == ["a", "b", "c"]
    assert moves(plan, "b", "c", year=2026).reason is not None
    assert len(documents_in_force(plan, "2026-06-01")) == len(documents)
