"""Plans whose shape or references cannot be: the reading names place and cure, the check never hangs."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from regplan.checks import Case, Outcome, check, clause, rule
from regplan.diagnostics import InputErrors
from regplan.diagnostics.finding import Finding
from regplan.io import Reading, load
from regplan.model import Goal, Plan

ENOUGH = 5.0
"""Seconds in which a check of some thousand faulty records ends; a way that squares their number takes more."""


@pytest.mark.parametrize(
    ("text", "place", "value"),
    [
        ("- id: T1\n", "1:1", "a list"),
        ("abc\n", "1:1", "one value"),
        ("tujuan: abc\n", "1:1", "abc"),
        ("judul: a\ntujuan: [abc]\n", "2:10", "abc"),
        ("judul: a\ntujuan: [[abc]]\n", "2:10", "abc"),
        ("tujuan: [{id: [T1]}]\n", "1:11", "T1"),
        ("tujuan: [{id: {a: T1}}]\n", "1:11", "T1"),
        ("tujuan: [{id: T1, uraian: [satu, dua]}]\n", "1:19", "satu"),
        ("tujuan: [{id: T1, sasaran: abc}]\n", "1:19", "abc"),
        ("tujuan: [{id: T1, sasaran: [abc]}]\n", "1:29", "abc"),
        ("tujuan: [{id: T1, tambahan: [abc]}]\n", "1:19", "abc"),
        ("judul: [abc]\n", "1:1", "abc"),
        ("judul: a\ndaerah: abc\n", "2:1", "abc"),
        ("judul: a\ndaerah: [abc]\n", "2:1", "abc"),
        ("judul: a\nrencana: [abc]\n", "2:1", "abc"),
        ("judul: a\nopd: {id: dinkes}\n", "2:1", "dinkes"),
        ("judul: a\nopd: [dinkes]\n", "2:1", "dinkes"),
        ("dokumen: [{id: D, jenis: RKPD, peristiwa: [abc]}]\n", "1:32", "abc"),
        ("dokumen: [{id: D, jenis: RKPD, peristiwa: abc}]\n", "1:32", "abc"),
        ("dokumen: [{id: D, jenis: RKPD, program: [{id: P, pagu: [277]}]}]\n", "1:50", "277"),
        ("dokumen: [{id: D, jenis: RKPD, program: [{id: P, mendukung: {a: 277}}]}]\n", "1:50", "277"),
        ("dokumen: [{id: D, jenis: RKPD, program: [{id: P, mendukung: [a, [277]]}]}]\n", "1:65", "277"),
        ("deret: [{indikator: I, dokumen: D, peran: target, nilai: [277]}]\n", "1:51", "277"),
        ("deret: [{indikator: I, dokumen: D, peran: target, nilai: {2025: [277]}}]\n", "1:59", "277"),
        ("deret: [{indikator: I, dokumen: D, peran: target, nilai: {2025: {a: 277}}}]\n", "1:59", "277"),
        ("indikator: [{id: I, tanda: [IKU, {a: 277}]}]\n", "1:34", "277"),
    ],
)
def test_list_for_a_mapping_and_the_reverse(text: str, place: str, value: str, found: Callable[..., Finding]) -> None:
    """A list, mapping or value in the place of another is FILE-05 where it stands, and what stood there is told."""
    finding = found("FILE-05", text, value=value)
    assert str(finding.where).endswith(f"rencana.yaml:{place}")


@pytest.mark.parametrize(
    ("text", "place", "offer"),
    [
        ("tujan: [{id: isinya}]\n", "1:1", "tujuan"),
        ("judl: isinya\n", "1:1", "judul"),
        ("rencana: {judl: isinya}\n", "1:11", "judul"),
        ("daerah: {nma: isinya}\n", "1:10", "nama"),
        ("tujuan: [{id: T1, uraiann: isinya}]\n", "1:19", "uraian"),
        ("tujuan: [{id: T1, sasran: [{id: isinya}]}]\n", "1:19", "sasaran"),
        ("dokumen: [{id: D, jenis: RKPD, program: [{id: P, pagi: {2025: isinya}}]}]\n", "1:50", "pagu"),
        ("dokumen: [{id: D, jenis: RKPD, progam: [{id: isinya}]}]\n", "1:32", "program"),
        ("indikator: [{id: I, satun: isinya}]\n", "1:21", "satuan"),
        ("dokumen: [{id: D, jenis: RKPD, tahn: isinya}]\n", "1:32", "tahun"),
        ("tujuan: [{id: T1, x_catatan: isinya}]\n", "1:19", "x-"),
    ],
)
def test_misspelt_key(text: str, place: str, offer: str, found: Callable[..., Finding]) -> None:
    """A key nobody knows is FILE-06 at its place with the key that was meant; its value is in the loss."""
    finding = found("FILE-06", text, value="isinya")
    assert str(finding.where).endswith(f"rencana.yaml:{place}")
    assert offer in finding.hint.en


@pytest.mark.parametrize("version", ["regplan/2", "regplan/1.0", "lain", "[regplan/1]"])
@pytest.mark.parametrize("name", ["rencana.yaml", "rencana.json"])
def test_format_not_known(
    version: str, name: str, found: Callable[..., Finding], given: Callable[..., Reading]
) -> None:
    """A file of another version is FILE-17 at its place; nothing of it is taken for this version."""
    quoted = '["regplan/1"]' if version.startswith("[") else f'"{version}"'
    text = f'{{"format": {quoted}, "tujuan": [{{"id": "T1"}}]}}'
    finding = found("FILE-17", text, name, value=version.strip("[]"))
    assert str(finding.where).endswith(f"{name}:1:2")
    assert "regplan/1" in finding.text("en")
    assert len(given(text, name).plan) == 0


def test_two_words_of_one_field_that_disagree(found: Callable[..., Finding]) -> None:
    """A field given in both languages with different values is FILE-08 at the second, with both values."""
    finding = found("FILE-08", "tujuan: [{id: T1, uraian: Satu, title: Dua}]\n", value="Dua")
    assert str(finding.where).endswith("rencana.yaml:1:33")
    assert "Satu" in finding.text("en")


def test_field_against_its_place(found: Callable[..., Finding]) -> None:
    """A record that contradicts the record it stands in is FILE-08 with both parents."""
    finding = found("FILE-08", "tujuan: [{id: T1, sasaran: [{id: S1, induk: T2}]}]\n", value="T2")
    assert str(finding.where).endswith("rencana.yaml:1:38")
    assert "T1" in finding.text("en")


def test_record_in_a_record_without_id(given: Callable[..., Reading]) -> None:
    """What stands in a record that could not be read is read all the same: in the plan or in the loss."""
    reading = given("tujuan:\n  - uraian: Sehat\n    sasaran: [{id: S1, uraian: isinya}]\n")
    assert [finding.code for finding in reading.findings] == ["FILE-10"]
    assert reading.plan.objectives["S1"].title == "isinya"
    assert "Sehat" in repr(reading.loss)


def test_duplicate_ids(given: Callable[..., Reading]) -> None:
    """One id for two records, of one kind or two, is REF-02 at the second."""
    reading = given("tujuan:\n  - id: A\n  - id: A\nsasaran:\n  - id: B\nindikator:\n  - id: B\n")
    assert [(each.subject, str(each.where).rpartition("yaml")[2][:2]) for each in named(reading, "REF-02")] == [
        ("A", ":3"),
        ("B", ":7"),
    ]


def test_parent_that_does_not_exist(given: Callable[..., Reading]) -> None:
    """A parent that is not there is REF-01 at the child, with the ids that look like it."""
    (finding,) = named(given("tujuan:\n  - id: tujuan-satu\nsasaran:\n  - id: S1\n    induk: tujuan-sato\n"), "REF-01")
    assert "tujuan-sato" in finding.text("en")
    assert "tujuan-satu" in finding.hint.en
    assert "rencana.yaml:4" in str(finding.where)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("tujuan: [{id: A, induk: A}]\n", {"A"}),
        ("tujuan: [{id: A, induk: B}, {id: B, induk: A}]\n", {"A", "B"}),
        ("tujuan: [{id: A, induk: C}]\nsasaran: [{id: B, induk: A}]\nprogram: [{id: C, induk: B}]\n", {"A", "B", "C"}),
        ("perangkat_daerah: [{id: A, nama: A, induk: B}, {id: B, nama: B, induk: A}]\n", {"A", "B"}),
        ("wilayah: [{id: A, nama: A, induk: A}]\n", {"A"}),
        ("acuan: [{id: A, kerangka: SDG, induk: B}, {id: B, kerangka: SDG, induk: A}]\n", {"A", "B"}),
        ("dokumen: [{id: A, jenis: RKPD, mengubah: B}, {id: B, jenis: RKPD, mengubah: A}]\n", {"A", "B"}),
    ],
    ids=["self", "two", "three-levels", "agencies", "places", "references", "documents"],
)
def test_circle_of_parents(text: str, names: set[str], given: Callable[..., Reading]) -> None:
    """A circle of parents is one REF-03 with all its records, and all rules end on it without a crash."""
    reading = given(text)
    (finding,) = named(reading, "REF-03")
    assert {finding.subject, *finding.related} == names
    assert "rencana.yaml:1" in str(finding.where)
    assert not [each for each in check(reading.plan) if each.code == "RULE-01"]


def test_long_circle() -> None:
    """A circle of 20,000 records ends the check, and its message stays one that people can read."""
    plan = Plan(goals=[Goal(id=f"T{at}", parent=f"T{(at + 1) % 20_000}") for at in range(20_000)])
    report = in_time(plan, "REF")
    (finding,) = (each for each in report if each.code == "REF-03")
    assert len(finding.related) == 19_999
    assert len(finding.text("en")) < 10_000


def test_many_duplicate_ids() -> None:
    """15,000 ids that stand twice end the check in time that grows with their number, not its square."""
    assert len(in_time(Plan(goals=[Goal(id=f"T{at // 2}") for at in range(30_000)]), "REF-02")) == 15_000


@pytest.mark.parametrize("missing", ["hilang", "hilang-{}"], ids=["one", "each-another"])
def test_many_parents_that_do_not_exist(missing: str) -> None:
    """4,000 parents that are not there end the check in time that grows with their number, not its square."""
    goals = [Goal(id=f"tujuan-{at}", parent=missing.format(at)) for at in range(4_000)]
    assert len(in_time(Plan(goals=goals), "REF-01")) == 4_000


@pytest.mark.parametrize(
    ("document", "value", "expected"),
    [
        ("jenis: RENSTRA, tahun: 2025-2029", "pagu: {2035: 5}", "PER-01"),
        ("jenis: RENSTRA, tahun: 2025-2029", "pagu: {2020: 5}", "PER-01"),
        ("jenis: RKPD, tahun: 2026", "indikator: [{id: I, nama: I, target: {2031: 5}}]", "PER-01"),
        ("jenis: RKPD, tahun: 2026", "indikator: [{id: I, nama: I, realisasi: {2031: 5}}]", "PER-01"),
        ("jenis: RKPD, tahun: 2026", "pagu: {9999-12: 5}", "PER-01"),
        ("jenis: RKPD, tahun: 2020-2029", "pagu: {2025: 5}", "PER-03"),
        ("jenis: RPJMD, tahun: 1000-9999", "pagu: {2025: 5}", "PER-03"),
        ("jenis: RPJMD, tahun: 2029-2025", "pagu: {2026: 5}", "PER-02"),
        ("jenis: RPJMD, tahun_awal: 2029, tahun_akhir: 2025", "pagu: {2026: 5}", "PER-02"),
        ("jenis: RPJMD, tahun: 2025-2029", "mulai: 2025-12-31, selesai: 2025-01-01", "PER-02"),
    ],
)
def test_years_that_cannot_be(document: str, value: str, expected: str, given: Callable[..., Reading]) -> None:
    """A year no document of that kind can have, and a period that ends before it starts, are findings with a place."""
    reading = given(f"judul: a\ndokumen: [{{id: D, {document}, program: [{{id: P, {value}}}]}}]\n")
    assert reading.findings == ()
    assert [str(finding.where)[-20:].partition(".yaml")[2][:2] for finding in named(reading, expected)] == [":2"]
    assert not named(reading, "RULE-01")


def test_plan_that_ends_before_it_starts(given: Callable[..., Reading]) -> None:
    """The period of the plan itself is judged as that of a document."""
    reading = given("judul: a\ntahun: 2029-2025\n")
    assert reading.findings or named(reading, "PER-02")


def test_rule_that_crashes() -> None:
    """A rule that crashes is one RULE-01 with its code and reason; what it found before and the other rules stay."""
    report = check(Plan(goals=[Goal(id="A", parent="B")]), select="REF-01", rules=[broken_rule])
    assert [finding.code for finding in report] == ["REF-01", "RULE-01"]
    assert report.ran == ("REF-01", "ACME-01")
    assert "ACME-01" in report.findings[1].text("en")
    assert "ZeroDivisionError" in report.findings[1].text("en")


@rule("ACME-01", ("rusak", "broken"), clause("broken", "error", ("rusak", "broken"), ("perbaiki", "mend")))
def broken_rule(case: Case) -> Outcome:
    """Crash as a rule of a third party may."""
    yield from ()
    raise ZeroDivisionError(len(case.plan))


TEN = """\
judl: Rencana
judul: a
judul: b
tahun: dua
daerah: Batu
tujuan:
  - {id: T1, uraiann: Sehat}
  - uraian: tanpa id
  - abc
dokumen:
  - {id: D, jenis: RPJMDD}
  - {id: E, jenis: RENSTRA, program: [{id: P, pagu: {2025: 1.500}}]}
x-a: !!str b
"""


def test_all_problems_at_once(given: Callable[..., Reading], tmp_path: Path) -> None:
    """Ten problems of one file are ten findings of one reading and ten members of one exception, each with its place."""
    reading = given(TEN)
    lines = {finding.where.line for finding in reading.findings if finding.where}
    assert lines == {1, 3, 4, 5, 7, 8, 9, 11, 12, 13}
    assert len({finding.code for finding in reading.findings}) >= 7
    assert len(reading.findings) == 10
    with pytest.raises(InputErrors) as caught:
        load(tmp_path / "rencana.yaml")
    assert len(caught.value.exceptions) == 10
    assert "10 problems" in str(caught.value)


def named(reading: Reading, code: str) -> list[Finding]:
    """Check a plan by all rules that run by default; return the findings of one code."""
    return [finding for finding in check(reading.plan) if finding.code == code]


def in_time(plan: Plan, select: str) -> tuple[Finding, ...]:
    """Check a plan; it must end in time."""
    start = time.process_time()
    findings = check(plan, select=select).findings
    assert time.process_time() - start < ENOUGH
    return findings
