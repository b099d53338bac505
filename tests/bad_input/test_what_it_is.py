"""What a file is in truth, and the cure that fits it: other kinds of files, answers, lists, JSON of another shape, empty plans."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable
from pathlib import Path

import pytest

import regplan as rp
from foreign_dumps import WP_SIPD, read_json
from odd_books import zipped
from public_way import refused
from regplan.cli import main
from regplan.diagnostics import Finding
from regplan.io import Reading

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "U2FsdGVkX1+vupppZksvRf5pq5g5XjFRlipRkwB0K1Y="
Given = Callable[..., Reading]
Capsys = pytest.CaptureFixture[str]


def only(reading: Reading) -> Finding:
    """Return the one finding of a reading."""
    assert len(reading.findings) == 1, [one.code for one in reading.findings]
    return reading.findings[0]


def ole(*streams: str) -> bytes:
    """Begin an OLE container whose directory names streams, and cut it off there."""
    names = (name.encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *streams))
    return OLE + b"\0" * 504 + b"".join(names)


@pytest.mark.parametrize(
    ("raw", "said", "cure"),
    [
        (ole("EncryptedPackage"), "terkunci kata sandi", "hapus kata sandi"),
        (ole("\x06DataSpaces", "EncryptionInfo"), "terkunci kata sandi", "hapus kata sandi"),
        (ole("Workbook"), "buku kerja lama (.xls)", "simpan sebagai .xlsx"),
        (ole("WordDocument"), "dokumen teks (Word)", "berkas asalnya"),
        (ole("PowerPoint Document"), "presentasi", "berkas asalnya"),
        (ole(), "wadah OLE, bukan .xlsx", "hapus kata sandinya bila diminta"),
        (zipped({"word/document.xml": "<a/>"}), "dokumen teks (Word)", "berkas asalnya"),
        (zipped({"renja.csv": "id"}), "arsip", "ekstrak dulu"),
    ],
    ids=["package", "info", "old", "word", "slides", "unknown", "docx", "zip"],
)
def test_what_is_called_a_workbook(raw: bytes, said: str, cure: str, tmp_path: Path, capsys: Capsys) -> None:
    """Under the ending .xlsx an old, locked or other document is told as what it is, with the cure for that."""
    path = tmp_path / "rkpd.xlsx"
    path.write_bytes(raw)
    told = only(refused(path, capsys, "FILE-19", "rkpd.xlsx:1"))
    assert (said in told.message.id, cure in told.hint.id) == (True, True), told
    assert "Cannot detect" not in told.message.id


@pytest.mark.parametrize("name", ["rkpd.xlsx", "rkpd.xls", "rkpd.csv", "rkpd.json", "rkpd.html"])
def test_a_page_of_the_web_with_a_table(name: str, given: Given) -> None:
    """An export that is HTML is told as a page with a table, to be saved as .xlsx; nothing is said to be read."""
    reading = given("<html><table><tr><td>kode</td></tr></table></html>", name)
    told = only(reading)
    assert (told.code, "halaman web berisi tabel" in told.message.id, "simpan sebagai .xlsx" in told.hint.id) == (
        "FILE-23",
        True,
        True,
    )
    assert reading.loss == ()


def test_a_login_page(given: Given) -> None:
    """A page without a table asks for another download, not for a spreadsheet program."""
    told = only(given("<!DOCTYPE html><html><body>Masuk</body></html>", "rkpd.xlsx"))
    assert (told.code, "unduh ulang" in told.hint.id, "lembar kerja" in told.hint.id) == ("FILE-23", True, False)


@pytest.mark.parametrize(
    ("raw", "name", "said"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "rkpd.pdf", "it is a PDF, which regplan does not read"),
        (b"%PDF-1.7\n", "rkpd.yaml", "it is a PDF, which regplan does not read"),
        (b"\x89PNG\r\n\x1a\n", "rkpd.png", "it is a picture, which regplan does not read"),
        (zipped({"word/document.xml": "<a/>"}), "rkpd.docx", "it is a text document (Word)"),
        (zipped({"xl/workbook.xml": "<a/>"}), "rkpd.dat", "it is a workbook"),
        (ole("Workbook"), "rkpd.dat", "it is a workbook"),
    ],
)
def test_no_plan_file(raw: bytes, name: str, said: str, given: Given) -> None:
    """A document that is given as a plan is told as what it is, with a cure, and never parsed as YAML."""
    told = only(given(raw, name))
    assert (told.code, said in told.message.en, len(told.hint.en) > 20) == ("FILE-19", True, True)


@pytest.mark.parametrize("more", [{}, {"total": 3}])
def test_a_bare_encrypted_answer(more: dict[str, int], given: Given) -> None:
    """An encrypted text under ``data`` is told as that without an envelope too, and none of it is printed."""
    reading = given(json.dumps({"data": ENCRYPTED, **more}), "sub_bl.json")
    told = only(reading)
    assert (told.code, "terenkripsi" in told.message.id, "unduh ulang" in told.hint.id) == ("FILE-23", True, True)
    assert ENCRYPTED[:10] not in repr(reading.findings) + repr(reading.loss)


FOREIGN = {
    "kode_wilayah": "12.07",
    "nama_wilayah": "Deli Serdang",
    "daerah": "Deli Serdang",
    "tujuan": [{"id": 1, "id_tujuan": "7", "tujuan_teks": "Sehat"}],
    "program": [{"id": 2, "kode_program": "1.02.02", "nama_program": "A", "pagu_program": 1}] * 30,
}


def test_json_of_another_shape(given: Given) -> None:
    """A plan in keys of its own is one finding that says so and names ``--mapping``, also where the lists are called as ours."""
    reading = given(json.dumps(FOREIGN), "rpjmd.json")
    told = only(reading)
    assert (told.code, told.facts["path"] == told.where.file if told.where else None) == ("FILE-18", True)
    assert "tampaknya bukan berkas regplan (daftar di dalamnya: tujuan, program)" in told.message.id
    assert "--mapping BERKAS" in told.hint.id
    assert len(reading.plan) == 0
    assert [loss.got for loss in reading.loss] == ["'2 rows'", "'2 rows'", "'31 rows'"]


def test_json_that_is_ours_keeps_its_findings(given: Given) -> None:
    """A plan of ours with misspelt keys is told key by key, with near ones."""
    text = '{"judul": "RPJMD", "tujuan": [{"id": "T1", "urain": "a"}, {"id": "T2", "uraian": "b", "indukk": "M1"}]}'
    assert [one.code for one in given(text, "rpjmd.json").findings] == ["FILE-06", "FILE-06"]


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("kode,nama\n1.02.02,PROGRAM A\n1.02.02.2.01,KEGIATAN B\n", "--nomenclature VERSI=BERKAS"),
        (
            "urusan,bidang,program,kegiatan,sub_kegiatan,nomenklatur\n1,02,02,,,PROGRAM A\n",
            "--nomenclature VERSI=BERKAS",
        ),
        ("kode,nama\n12,Sumatera Utara\n12.07,Deli Serdang\n", "--regions BERKAS"),
        ("kode,nama,pagu\n1.02.02,PROGRAM A,5\n", "--mapping BERKAS"),
        ("warna,rasa\nmerah,manis\n", "--mapping BERKAS"),
    ],
)
def test_official_lists(text: str, option: str, given: Given) -> None:
    """An official list that is given as a plan names the option it is for; a plan with heads of its own names the mapping."""
    told = only(given(text, "daftar.csv"))
    assert (told.code, option in told.hint.id, "--skip" in told.hint.id) == ("FILE-18", True, True)
    assert ("--regions" in told.hint.id) == (option == "--regions BERKAS")


def test_a_list_for_the_other_option(tmp_path: Path) -> None:
    """A list of regions that is read as one of codes names the right way, and the other way round; a third names the heads."""
    path = tmp_path / "daftar.csv"
    path.write_text("opd,alamat\nDinkes,Jalan\n", encoding="utf-8")
    for read, word in (
        (lambda: rp.read_nomenclature(path, version="x"), "--regions"),
        (lambda: rp.read_regions(path), "--nomenclature"),
    ):
        with pytest.raises(rp.InputErrors) as caught:
            read()
        assert (
            word in caught.value.findings[0].hint.en,
            "columns kode and nama" in caught.value.findings[0].hint.en,
        ) == (True, True)


def test_what_is_not_given(tmp_path: Path) -> None:
    """What a table does not say is asked for in the form of the command line and in that of Python, each whole."""
    heads = "kode_sub_skpd,kode_program,kode_giat,kode_sub_giat,pagu_indikatif"
    (tmp_path / "renja.csv").write_text(f"{heads}\n1.02,1.02.02,1.02.02.2.01,1.02.02.2.01.0001,5\n", encoding="utf-8")
    told = next(one for one in rp.read(tmp_path / "renja.csv").findings if one.code == "FILE-20")
    assert told.hint.id == "berikan pada baris perintah: --given year=2026; dalam Python: given={'year': '2026'}"


@pytest.mark.parametrize(("text", "name"), [("judul: RPJMD\n", "a.yaml"), ("{}", "a.json"), ("tujuan: []\n", "a.yaml")])
def test_a_plan_without_records(text: str, name: str, given: Given) -> None:
    """A file that is read and holds no record is told; it is whole, as an empty plan is one."""
    reading = given(text, name)
    told = only(reading)
    assert (told.code, told.severity, reading.is_whole) == ("FILE-27", "warning", True)


def test_an_untouched_template(tmp_path: Path, capsys: Capsys) -> None:
    """A template that nobody filled in is not said to be without findings; a record in it ends that."""
    for words, code, said in (("template", 0, ""), ("check", 0, "FILE-27"), ("check --fail-on warning", 1, "FILE-27")):
        first, *rest = words.split()
        with pytest.raises(SystemExit) as ended:
            main([first, str(tmp_path / "t.xlsx"), *rest, "--lang", "id"])
        gc.enable()  # the command line turns it off
        assert ((ended.value.code or 0), said in capsys.readouterr().out) == (code, True)


@pytest.mark.parametrize(
    ("table", "why"), [("data_rka", "komponen belanja"), ("data_anggaran_kas", "anggaran kas per bulan")]
)
def test_known_tables_without_a_home(table: str, why: str, tmp_path: Path) -> None:
    """Rows of a known table that the model has no home for are told one by one with the reason; alone, the file is told with it too."""
    rows = [
        {"kode_sbl": "1.2", "tahun_anggaran": "2026", "active": "1", "rincian": "100", "nomor": at} for at in (1, 2)
    ]
    reading = read_json(tmp_path, {**WP_SIPD, table: rows})
    told = [loss.text("id") for loss in reading.loss if f"› {table}[" in str(loss.where)]
    assert [one.startswith(f"baris: {why}") for one in told] == [True, True]
    assert reading.is_whole
    alone = only(read_json(tmp_path, {table: rows}))
    assert (alone.code, f"{table}: {why}" in alone.message.id) == ("FILE-02", True)


def test_words_are_indonesian(given: Given) -> None:
    """Indonesian messages say *baris*, *huruf*, *sel* and why JSON or YAML is broken; English ones stay English."""
    row = given("record,period,value\n", "deret.csv")
    assert all("row" not in one.message.id for one in row.findings)
    for text, name, own in (
        ('{"a" 1}', "a.json", "seharusnya ada ':' setelah kunci"),
        ("a: [1, 2", "a.yaml", "seharusnya ada ',' atau ']'"),
        (f"judul: {'a' * 1_000_001}", "b.yaml", "huruf"),
    ):
        told = given(text, name).findings[0]
        assert (own in told.message.id, own in told.message.en) == (True, False), told


def test_a_row_without_its_key_is_said_in_words(tmp_path: Path) -> None:
    """FILE-10 of a row says *baris* in Indonesian and row in English."""
    heads = "tahun,kode_sub_skpd,kode_program,kode_giat,kode_sub_giat,pagu_indikatif"
    (tmp_path / "renja.csv").write_text(f"{heads}\n2026,1.02,,1.02.02.2.01,1.02.02.2.01.0001,5\n", encoding="utf-8")
    told = next(one for one in rp.read(tmp_path / "renja.csv").findings if one.code == "FILE-10")
    assert (told.message.id.startswith("baris tidak mempunyai"), told.message.en.startswith("row has no")) == (
        True,
        True,
    )
