"""A declared mapping in small: what it can say, and what is told of a bad one."""

from __future__ import annotations

from pathlib import Path

import pytest

import regplan as rp

HEAD = "format: regplan-mapping/1\n"
TABLE = """records:
  - {record: document, id: renja, kind: RENJA, first_year: 2026, last_year: 2026}
tables:
  - fill_down: [OPD]
    skip:
      - {when: {Nama: JUMLAH}, because: a total}
    ignore: {Catatan: notes}
    rows:
      - {record: "{Kode|level}", id: "{Kode}", document: renja, code: "{Kode}", title: "{Nama}", parent: "{Kode|above}"}
      - {record: allocation, document: renja, subject: "{Kode}", when: {"{Kode|level}": sub_activity}, amounts: {"2026": "{Pagu 1}"}}
"""
ROWS = """OPD,Kode,Nama,Pagu 1,Catatan
Dinkes,1.02.02,Program A,,x
,1.02.02.2.01,Kegiatan B,,
,1.02.02.2.01.0001,Sub C,"Rp1.500",
,,JUMLAH,1500,
"""


def read(tmp_path: Path, mapping: str, table: str = ROWS) -> rp.Reading:
    """Write a table with its mapping beside it and read it."""
    (tmp_path / "tabel.csv").write_text(table, encoding="utf-8")
    (tmp_path / "tabel.peta.yaml").write_text(mapping, encoding="utf-8")
    return rp.read(tmp_path / "tabel.csv")


def test_the_mapping_beside_a_table_is_used(tmp_path: Path) -> None:
    """A mapping beside the table is found; the level of a row is in the width of its code, its parent in the code."""
    reading = read(tmp_path, HEAD + TABLE)
    plan = reading.plan
    assert reading.findings == ()
    assert reading.recognised[0].how.en == "the mapping tabel.peta.yaml"
    assert [plan.programs[0].title, plan.activities[0].parent, plan.sub_activities[0].parent] == [
        "Program A",
        "1.02.02",
        "1.02.02.2.01",
    ]
    assert dict(plan.allocations[0].amounts) == {"2026": 1500}


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    """A skipped row is told with its reason, an ignored column with why, and one that is not mapped is told as that."""
    told = [(loss.what, loss.got) for loss in read(tmp_path, HEAD + TABLE).loss]
    assert told[:2] == [("column opd", "'not mapped'"), ("column catatan", "'notes'")]
    assert [what for what, _ in told[2:]] == ["row: a total"]


def test_a_folder_has_tables_and_mappings(tmp_path: Path) -> None:
    """In a folder each table is read by the mapping of its own name, and mappings are no plans."""
    read(tmp_path, HEAD + TABLE)
    reading = rp.read(tmp_path)
    assert reading.is_whole
    assert len(reading.plan.sub_activities) == 1


def test_columns_that_are_not_there_are_told_at_once(tmp_path: Path) -> None:
    """Each column of the mapping that the table lacks is told at its line of the mapping, with near matches; no row is read."""
    reading = read(tmp_path, HEAD + TABLE.replace("{Nama}", "{Namma}").replace("{Pagu 1}", "{Pagu 2}"))
    assert [(one.code, one.where.line) for one in reading.findings if one.where] == [("FILE-06", 10), ("FILE-06", 11)]
    assert "nama" in reading.findings[0].hint.en
    assert len([loss for loss in reading.loss if loss.what == "row"]) == 4
    assert not reading.is_whole


def test_errors_of_a_mapping_are_told_at_once(tmp_path: Path) -> None:
    """Wrong keys, kinds of record, fields and filters are all told, each at its line with what is near."""
    bad = (
        HEAD
        + "tables:\n  - heads: 1\n    rows:\n      - {record: progam, id: x}\n      - {record: program, judl: x}\n      - {record: goal, id: '{a|palin}'}\n"
    )
    reading = read(tmp_path, bad)
    assert [(one.where.line, one.code) for one in reading.findings if one.where] == [
        (3, "FILE-06"),
        (5, "FILE-06"),
        (6, "FILE-06"),
        (7, "FILE-06"),
    ]
    assert [
        near in one.hint.en for near, one in zip(("head", "program", "judul", "plain"), reading.findings, strict=True)
    ] == [True] * 4
    assert sum(loss.what.startswith("row") for loss in reading.loss) == 4


def test_the_parts_of_a_cell_give_a_record_each(tmp_path: Path) -> None:
    """``each`` parts a cell; the part and its number can be used."""
    mapping = HEAD + 'tables: [{rows: [{record: mission, id: "m{number}", title: "{each}", each: misi, by: ";"}]}]'
    plan = read(tmp_path, mapping, "misi\nSehat; Cerdas\n").plan
    assert [(one.id, one.title) for one in plan.missions] == [("m1", "Sehat"), ("m2", "Cerdas")]


def test_an_indented_table_hangs_on_the_last_row_above(tmp_path: Path) -> None:
    """``{@goal}`` is the id of the last goal made."""
    rows = (
        '{record: goal, id: "{t}", when: {t: "*"}}, {record: objective, id: "{s}", parent: "{@goal}", when: {s: "*"}}'
    )
    plan = read(tmp_path, f"{HEAD}tables: [{{rows: [{rows}]}}]", "t,s\nT1,\n,S1\nT2,\n,S2\n").plan
    assert [(one.id, one.parent) for one in plan.objectives] == [("S1", "T1"), ("S2", "T2")]


def test_money_of_one_key_is_added_where_asked(tmp_path: Path) -> None:
    """``same: sum`` adds exactly; with an unknown amount the sum is unknown, an empty cell is no amount."""
    row = '{record: allocation, document: d, subject: "{p}", same: sum, amounts: {"2026": "{rp}"}}'
    table = "p,rp\nA,0.10\nA,0.20\nB,\nC,5\nC,lima\n"
    reading = read(tmp_path, f"{HEAD}tables: [{{rows: [{row}]}}]", table)
    assert [(one.subject, str(one.amounts["2026"])) for one in reading.plan.allocations] == [
        ("A", "0.30"),
        ("C", "None"),
    ]
    assert [one.code for one in reading.findings] == ["FILE-08"]


def test_a_second_row_that_says_otherwise_is_told(tmp_path: Path) -> None:
    """Of two rows of one id the first is kept, and what the second says otherwise is in the loss."""
    reading = read(
        tmp_path, f'{HEAD}tables: [{{rows: [{{record: goal, id: "{{k}}", title: "{{n}}"}}]}}]', "k,n\nT1,A\nT1,B\n"
    )
    assert [one.title for one in reading.plan.goals] == ["A"]
    assert [(loss.what, loss.kept) for loss in reading.loss] == [("title of T1, said again", "A")]


def test_a_name_of_let_may_be_that_of_its_column(tmp_path: Path) -> None:
    """Inside ``let`` the name is the column, so that nothing goes round in a circle."""
    mapping = f'{HEAD}tables: [{{let: {{kode: "{{KODE|pad}}"}}, rows: [{{record: program, id: "{{kode}}"}}]}}]'
    reading = read(tmp_path, mapping, "KODE\n1.3.02\n")
    assert reading.plan.programs[0].id == "1.03.02"
    assert [(loss.kind, loss.got, loss.kept) for loss in reading.loss] == [("mended", "'1.3.02'", "1.03.02")]


def test_a_named_mapping_must_be_there(tmp_path: Path) -> None:
    """A mapping that does not exist is told, also where no table asks for it."""
    (tmp_path / "a.yaml").write_text("tujuan: [{id: T1, uraian: x}]\n", encoding="utf-8")
    reading = rp.read(tmp_path / "a.yaml", mapping=tmp_path / "nope.yaml")
    assert [one.code for one in reading.findings] == ["FILE-01"]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (",,Jumlah semua,12000,", "row: no record of the mapping is for it"),
        (",-,TANPA KODE,900,", "row: no record of the mapping is for it"),
        (",1.2.2.2.1.1,Nol hilang,700,", "row: no record of the mapping is for it"),
        (",1.02.02.2.02,Kegiatan,700,", "pagu_1"),
        ("Dishub,-,TANPA KODE,900,", "pagu_1"),
    ],
)
def test_money_that_no_record_has_is_told(tmp_path: Path, row: str, told: str) -> None:
    """A row that only names the OPD above again, and a cell that no record of its row has, are in the loss with their money."""
    opd = '      - {record: agency, id: "{OPD|slug}", name: "{OPD}"}\n'
    reading = read(tmp_path, HEAD + TABLE.replace("    rows:\n", f"    rows:\n{opd}"), f"{ROWS}{row}\n")
    assert reading.findings == ()
    lost = [one for one in reading.loss if one.what == told]
    assert len(lost) == 1
    assert row.split(",")[3] in lost[0].got


@pytest.mark.parametrize(
    ("cell", "truth"), [("300.000", None), ("Rp300.000", 300_000), ("300.00", 300), ("300000", 300_000)]
)
def test_three_digits_behind_a_point(tmp_path: Path, cell: str, truth: int | None) -> None:
    """A text of a mapped table that can be thousands or decimals is FILE-09, and no amount."""
    reading = read(tmp_path, HEAD + TABLE, ROWS.replace("Rp1.500", cell))
    assert dict(reading.plan.allocations[0].amounts) == {"2026": truth}
    assert [one.code for one in reading.findings] == (["FILE-09"] if truth is None else [])
