"""What names persons is never said: not in findings, the loss, JSON, SARIF, a copy with comments; scrubbed, not in the plan either."""

from __future__ import annotations

import contextlib
import gc
import io
import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import regplan as rp
from official_books import book
from regplan.cli import main
from regplan.io.annotate import annotate
from regplan.io.tables_out import write_csv

NUMBERS = st.one_of(
    st.builds(
        "{:04d}{:02d}{:02d}{s}{:04d}{:02d}{s}{:d}{s}{:03d}".format,
        st.integers(1955, 2005),
        st.integers(1, 12),
        st.integers(1, 28),
        st.integers(1980, 2025),
        st.integers(1, 12),
        st.integers(1, 2),
        st.integers(1, 999),
        s=st.sampled_from(("", " ")),
    ),
    st.builds("08{:02d}{s}{:04d}{s}{:04d}".format, *[st.integers(11, 99), *[st.integers(1000, 9999)] * 2], s=st.sampled_from(("", "-", " "))),
    st.builds("+62{:03d}{:04d}{:04d}".format, *[st.integers(811, 899), *[st.integers(1000, 9999)] * 2]),
    st.builds("No. Rek. Bank Daerah {:010d}".format, st.integers(1_000_000_000, 9_999_999_999)),
    st.builds("{}@contoh.go.id".format, st.text("abcdefgh", min_size=5, max_size=12)),
)  # fmt: skip
"""NIP, phones, accounts of banks, addresses, as offices write them."""
NAME = "Zubaidah Qomariyah"
HEADS: dict[str, Sequence[str]] = {
    "Renstra 2025": ("Kode", "Program", "Indikator", "Satuan", "Lokasi", "Target 2025", "Dana 2025", "Warna", "Nama Kepala"),
    "cascade": ("Level", "Teks / Nomenklatur", "Indikator Kinerja", "Satuan", "Bidang Pengampu", "Target 2025", "Anggaran 2025", "Warna", "Nama Kepala"),
    "level_rows": ("level", "kode", "uraian", "tahun_target", "target", "pagu", "satuan", "warna", "nama_kepala"),
    "rkpd_rows": ("opd_kode", "sub_kegiatan_kode", "indikator", "target", "pagu_indikatif", "lokasi", "sumber_dana", "warna", "nama_kepala"),
    "program": ("kode", "uraian", "jenis", "urutan", "lokasi", "mulai", "pengampu", "warna", "nama_kepala"),
    "anggaran": ("dokumen", "untuk", "dasar", "2026", "2027", "sumber", "peran", "warna", "nama_kepala"),
}  # fmt: skip
"""Of each layout heads, with one that nobody knows and one that is personal."""
GIVEN = {"document": "RENSTRA", "year": "2025", "agency": "Dinas"}
WORDS = st.sampled_from((None, "1.02.02", "program", "Sehat", "JUMLAH", "5000", "1.500", "lima"))


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, list[list[Any]], str]:
    """Draw a layout, rows in which a number of a person stands in some cells, alone or within a text, and the number."""
    name, number = draw(st.sampled_from(sorted(HEADS))), draw(NUMBERS)
    told = st.sampled_from((number, f"Program ({number})", f"Kontak: {number}, {NAME}"))
    rows = [[draw(st.one_of(WORDS, told)) for _ in range(8)] + [NAME] for _ in range(draw(st.integers(1, 4)))]
    rows[0][draw(st.integers(0, 7))] = draw(told)
    return name, rows, number


def is_said(number: str, text: str) -> bool:
    """Tell whether a text has the digits of a number one after the other, or the name."""
    digits = number.rpartition("Daerah ")[2]
    return digits in text or NAME in text or (len(digits) > 9 and digits.replace(" ", "_").replace("-", "_") in text)


def said_of(reading: rp.Reading) -> str:
    """Write all findings and losses of a reading."""
    told = [*(one.to_dict() for one in reading.findings), *(one.to_dict() for one in reading.loss)]
    return json.dumps(told, ensure_ascii=False)


def printed(path: Path, form: str) -> str:
    """Let the command line print findings and loss."""
    out = io.StringIO()
    words = [word for key, value in GIVEN.items() for word in ("--given", f"{key}={value}")]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out), contextlib.suppress(SystemExit):
        main(["check", str(path), "--format", form, *words])
    gc.enable()
    return out.getvalue()


@settings(max_examples=150, deadline=None)
@given(table=tables())
def test_it_is_never_said(table: tuple[str, list[list[Any]], str]) -> None:
    """Whatever a table holds, neither its reading nor its check says a number of a person, or a name of a personal column."""
    name, rows, number = table
    with TemporaryDirectory() as folder:
        reading = rp.read(book(Path(folder, "renstra 2025.xlsx"), (name, (HEADS[name], *rows), ())), given=GIVEN)
        report = rp.check(reading.plan)
        said = said_of(reading)
        assert not is_said(number, said)
        findings = json.dumps([one.to_dict() for one in report.findings], ensure_ascii=False)
        assert number.rpartition("Daerah ")[2] not in findings


@settings(max_examples=12, deadline=None)
@given(table=tables())
def test_nor_printed(table: tuple[str, list[list[Any]], str]) -> None:
    """Text, JSON and SARIF of the command line do not say it either, nor does the sheet of findings in a copy."""
    name, rows, number = table
    with TemporaryDirectory() as folder:
        path = book(Path(folder, "renstra 2025.xlsx"), (name, (HEADS[name], *rows), ()))
        for form in ("text", "json", "sarif"):
            said = printed(path, form)
            assert said
            assert not is_said(number, said.replace("\\n", "\n"))
        reading = rp.read(path, given=GIVEN)
        done = annotate(reading.findings, path, f"{folder}/b.xlsx", lang="id")
        copy = openpyxl.load_workbook(f"{folder}/b.xlsx")
        ours = [str(cell.value) for row in copy[done.sheet].iter_rows() for cell in row]
        ours += [cell.comment.text for sheet in copy for row in sheet.iter_rows() for cell in row if cell.comment]
        assert not is_said(number, "\n".join(ours))


@settings(max_examples=80, deadline=None)
@given(table=tables())
def test_scrubbed_it_is_nowhere(table: tuple[str, list[list[Any]], str]) -> None:
    """Read with ``scrub`` no number is in the plan, the sheets or what is said; each cell that was changed is in the loss."""
    name, rows, number = table
    with TemporaryDirectory() as folder:
        path = book(Path(folder, "renstra 2025.xlsx"), (name, (HEADS[name], *rows), ()))
        reading = rp.read(path, given=GIVEN, scrub=True)
        digits = number.rpartition("Daerah ")[2]
        cells = [str(cell) for sheet in reading.sheets for row in sheet.grid for cell in row]
        assert digits not in rp.dumps(reading.plan).decode() + "".join(cells)
        assert not is_said(number, said_of(reading))
        wanted = sum(cell == NAME or digits in str(cell) for row in rows for cell in row)
        assert sum(one.kind == "scrubbed" for one in reading.loss) == wanted


@pytest.mark.parametrize("scrub", [False, True])
def test_who_signs(scrub: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a parameter of the test
    """The name above a NIP at the foot of a table is not said; scrubbed, it is not in the plan either."""
    rows = (
        ("Renstra 2025",),
        ("Kode", "Program", "Indikator", "Target 2025", "Dana 2025"),
        ("1.02.02", "Sehat", "AKI", 9, 5),
        (None, None, None, "Kepala Dinas,"),
        (None, None, None, NAME),
        (None, None, None, "NIP. 19800101 200501 2 001"),
    )
    reading = rp.read(book(tmp_path / "a.xlsx", ("T", rows, ())), scrub=scrub)
    said = said_of(reading)
    assert (NAME in said, "19800101" in said) == (False, False)
    if scrub:
        assert NAME not in rp.dumps(reading.plan).decode()


@pytest.mark.parametrize("text", ["Kode Rekening 5.1.02.01.01.0001", "Rp1.371.641.789.761", "RPJMD 2025-2029", "0,4304761904761905", "1.02.0.00.0.00.01.0000", "80-90 orang", "Nipah Panjang", "2026-12-30"])  # fmt: skip
def test_what_names_nobody_stays(text: str, tmp_path: Path) -> None:
    """Codes, amounts, spans and places are no numbers of persons: scrubbing leaves them, and messages say them."""
    path = tmp_path / "program.csv"
    path.write_text(f'id,uraian,mulai\nP1,"{text}","{text}"\n', encoding="utf-8")
    reading = rp.read(path, scrub=True)
    assert reading.plan.programs[0].title == text
    assert [one for one in reading.loss if one.kind == "scrubbed"] == []


@pytest.mark.parametrize(
    "text", ["6285000000", "6281234567890", "Perekaman KTP 1.250.000 keping", "Rekening telepon 1.500.000"]
)
def test_amounts_are_no_phones(text: str, tmp_path: Path) -> None:
    """An amount that begins like a phone without its + is money, and so are amounts behind a word for a document of persons."""
    path = tmp_path / "program.csv"
    path.write_text(f"id,uraian\nP1,{text}\n", encoding="utf-8")
    assert rp.read(path, scrub=True).plan.programs[0].title == text


@pytest.mark.parametrize("text", ["199001012023211005", "NIK.1703011203850002", "NPWP 0123456789012345", "0812.3456.7890", "(021) 555 0123", "+62 737 521234", "wa 6281234567890", "Rekening BPD Bengkulu No. 101.02.01.12345-6", "NRP 85012345"])  # fmt: skip
def test_numbers_as_offices_write_them(text: str, tmp_path: Path) -> None:
    """NIP of PPPK, NIK and NPWP behind their names, phones with dots and areas, accounts of regional banks are taken out."""
    path = tmp_path / "program.csv"
    path.write_text(f'id,uraian\nP1,"Hubungi: {text}."\n', encoding="utf-8")
    assert not any(sign.isdigit() for sign in rp.read(path, scrub=True).plan.programs[0].title or "1")


@pytest.mark.parametrize(
    "head", ["Bendahara", "PPTK", "KPA/PPTK", "Nama KPA", "Kepala Dinas", "Nama Camat", "Kontak", "No. KTP"]
)
def test_heads_of_persons(head: str, tmp_path: Path) -> None:
    """Columns of who holds an office hold persons, though the head does not say that it is a name."""
    rows = (("Kode", "Program", "Target 2025", "Dana 2025", head), ("1.02.02", "Sehat", 9, 5, NAME))
    reading = rp.read(book(tmp_path / "renstra.xlsx", ("T", rows, ())), given=GIVEN, scrub=True)
    assert NAME not in str([list(row) for row in reading.sheets[0].grid])


@pytest.mark.parametrize("scrub", [False, True])
def test_a_row_of_data_is_no_head(scrub: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a parameter of the test
    """A row called *Jasa Telepon* does not make its column one of phones: what stands below it stays, and messages say it."""
    rows = (
        ("id", "uraian", "kode"),
        ("P1", "Jasa Telepon", "1.02.02"),
        ("P2", "Pengelolaan Obat", "1.02.03"),
        ("P1", "Pengelolaan Obat", "1.02.04"),
    )
    reading = rp.read(book(tmp_path / "a.xlsx", ("program", rows, ())), scrub=scrub)
    assert reading.plan.programs["P2"].title == "Pengelolaan Obat"


def test_the_name_above_a_rank(tmp_path: Path) -> None:
    """Where a rank stands between name and NIP, the name is what is taken out."""
    foot = ("Kepala Dinas,", None, NAME, "Pembina Utama Muda (IV/c)", "NIP. 19800101 200501 2 001")
    rows = (
        ("Kode", "Program", "Target 2025", "Dana 2025"),
        ("1.02.02", "Sehat", 9, 5),
        *((None, None, None, one) for one in foot),
    )
    reading = rp.read(book(tmp_path / "renstra.xlsx", ("T", rows, ())), given=GIVEN, scrub=True)
    cells = [cell for row in reading.sheets[0].grid for cell in row]
    assert (NAME in cells, "Kepala Dinas," in cells, foot[3] in cells) == (False, True, True)


@pytest.mark.parametrize("ending", ["yaml", "json", "csv"])
def test_plan_files_are_scrubbed_too(ending: str, tmp_path: Path) -> None:
    """Texts and own fields of a plan file, in whichever form, lose what names persons; ids and places of records stay."""
    program = rp.Program(id="P1", title="Posko 0812-3456-7890", extra={"x-nama_kepala": NAME, "x-warna": "merah"})
    plan = rp.Plan(title="NIP 198001012005012001", programs=[program])
    path = tmp_path / ("a" if ending == "csv" else f"a.{ending}")
    write_csv(plan, path) if ending == "csv" else rp.save(plan, path)
    reading = rp.read(path, scrub=True)
    after = reading.plan.programs["P1"]
    assert (reading.plan.title, after.title, dict(after.extra or {})) == (
        "[***]",
        "Posko [***]",
        {"x-nama_kepala": "[***]", "x-warna": "merah"},
    )
    assert {one.kind for one in reading.loss} == {"scrubbed"}
    assert ending == "json" or (reading.plan.origins and reading.plan.origins.where("programs", 0))
