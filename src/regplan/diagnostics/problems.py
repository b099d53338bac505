"""The problems of files and rows, as definitions: what keeps a text from being a plan (docs/rules/FILE.md)."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from regplan.diagnostics.definition import Clause, Definition
from regplan.diagnostics.finding import Severity
from regplan.values.lang import Bilingual

__all__ = ["PROBLEMS"]


def _define(
    code: str, name: str, severity: Severity, title: tuple[str, str], message: tuple[str, str], hint: tuple[str, str]
) -> Definition:
    clause = Clause(
        name=name, severity=severity, confidence="house", message=Bilingual(*message), hint=Bilingual(*hint)
    )
    return Definition(code=code, title=Bilingual(*title), clauses=(clause,), lifecycle="stable")


_ALL: Final = (
    _define(
        "FILE-01",
        "path-unreadable",
        "error",
        ("berkas tidak dapat dibaca", "the path cannot be read"),
        ("{path}: {got}", "{path}: {got}"),
        ("periksa nama, izin, dan jenis berkasnya", "check the name, the permissions and that it is a regular file"),
    ),
    _define(
        "FILE-02",
        "nothing-to-read",
        "error",
        ("tidak ada yang dibaca", "there is nothing to read"),
        ("{path} tidak berisi rencana: {got}", "{path} holds no plan: {got}"),
        (
            "sertakan tabelnya (.xlsx, .xls, .xlsb, .ods, .csv, .parquet), atau rencana sebagai YAML (.yaml, .yml) atau JSON (.json)",
            "add its tables (.xlsx, .xls, .xlsb, .ods, .csv, .parquet), or the plan as YAML (.yaml, .yml) or JSON (.json)",
        ),
    ),
    _define(
        "FILE-03",
        "not-utf-8",
        "error",
        ("bukan teks UTF-8", "the file is no UTF-8 text"),
        ("teksnya bukan UTF-8: {got}", "the text is not UTF-8: {got}"),
        ("simpan ulang berkas dengan pengodean UTF-8", "save the file again with the encoding UTF-8"),
    ),
    _define(
        "FILE-04",
        "syntax",
        "error",
        ("susunan YAML atau JSON rusak", "YAML or JSON is broken"),
        ("berkas tidak dapat diurai: {got}", "the file cannot be parsed: {got}"),
        ("perbaiki susunannya di tempat itu; {cure}", "mend the syntax there; {cure}"),
    ),
    _define(
        "FILE-05",
        "wrong-shape",
        "error",
        ("bentuk data lain dari yang diharapkan", "the data have another shape than expected"),
        ("'{key}' seharusnya {expected}, bukan {got}", "'{key}' should be {expected}, not {got}"),
        ("tulis {expected} di sini", "write {expected} here"),
    ),
    _define(
        "FILE-06",
        "unknown-key",
        "error",
        ("kunci tidak dikenal", "a key is not known"),
        ("kunci '{key}' tidak dikenal pada {record}", "key '{key}' is not known in {record}"),
        (
            "periksa ejaannya, yang mirip: {near}; kunci sendiri diawali 'x-'",
            "check its spelling, similar ones: {near}; keys of your own begin with 'x-'",
        ),
    ),
    _define(
        "FILE-07",
        "duplicate-key",
        "error",
        ("kunci ditulis dua kali", "a key is written twice"),
        ("kunci '{key}' sudah ada di baris {line}", "key '{key}' is there already at line {line}"),
        ("hapus atau gabungkan salah satunya", "remove one of them or join the two"),
    ),
    _define(
        "FILE-08",
        "value-does-not-fit",
        "error",
        ("nilai tidak cocok", "a value does not fit"),
        ("'{key}' seharusnya {expected}, tertulis {got}", "'{key}' should be {expected}, got {got}"),
        ("perbaiki nilainya; {cure}", "mend the value; {cure}"),
    ),
    _define(
        "FILE-09",
        "ambiguous-number",
        "error",
        ("angka bermakna ganda", "a number can be read in two ways"),
        ("'{key}': {got} dapat dibaca {readings}", "'{key}': {got} can be read as {readings}"),
        (
            "tulis tanpa tanda ribuan (1500), atau dengan Rp (Rp1.500), atau dengan dua desimal (1,50)",
            "write it without a thousands mark (1500), or with Rp (Rp1.500), or with two decimals (1,50)",
        ),
    ),
    _define(
        "FILE-10",
        "missing-key",
        "error",
        ("kunci wajib tidak ada", "a required key is missing"),
        ("{record} tidak mempunyai '{key}'", "{record} has no '{key}'"),
        ("tambahkan '{key}'{where}", "add '{key}'{where}"),
    ),
    _define(
        "FILE-11",
        "yaml-feature-refused",
        "error",
        ("fitur YAML yang ditolak", "a feature of YAML that is refused"),
        ("{got} tidak diterima dalam berkas rencana", "{got} is not accepted in plan files"),
        ("tulis nilainya secara lengkap di sini", "write the value out in full here"),
    ),
    _define(
        "FILE-12",
        "several-yaml-documents",
        "error",
        ("beberapa dokumen YAML dalam satu berkas", "several YAML documents in one file"),
        ("dokumen YAML kedua mulai di sini ('---')", "a second YAML document begins here ('---')"),
        (
            "tulis satu rencana per berkas; satu folder boleh berisi banyak berkas",
            "write one file for each; a folder may hold many",
        ),
    ),
    _define(
        "FILE-13",
        "too-deep",
        "error",
        ("data bersarang terlalu dalam", "data are nested too deep"),
        ("data bersarang lebih dalam dari {expected} tingkat", "data are nested deeper than {expected} levels"),
        ("tulis catatan secara datar dengan 'induk'", "write the records flat, with 'parent'"),
    ),
    _define(
        "FILE-14",
        "too-large",
        "error",
        ("berkas atau teks terlalu besar", "a file or text is too large"),
        ("{what} berukuran {got}, batasnya {expected}", "{what} has {got}, the limit is {expected}"),
        ("bagi berkasnya, atau simpan rencana besar sebagai JSON", "split the file, or keep large plans as JSON"),
    ),
    _define(
        "FILE-15",
        "text-mended",
        "warning",
        ("teks dirapikan", "a text was mended"),
        ("'{key}' {why}; dibaca sebagai {got}", "'{key}' {why}; read as {got}"),
        ("rapikan teks di berkasnya", "mend the text in the file"),
    ),
    _define(
        "FILE-16",
        "heading-disagrees",
        "error",
        ("keterangan rencana tidak sepakat", "the headings disagree"),
        ("'{key}' di sini {got}, di tempat lain {expected}", "'{key}' is {got} here and {expected} elsewhere"),
        ("samakan, atau tulis hanya di satu tempat", "make them equal, or write it in one place only"),
    ),
    _define(
        "FILE-17",
        "format-not-known",
        "error",
        ("format tidak dikenal", "the format is not known"),
        (
            "format {got} tidak dikenal; regplan ini membaca {expected}",
            "format {got} is not known; this regplan reads {expected}",
        ),
        (
            "perbarui regplan, atau simpan ulang dengan versi ini",
            "update regplan, or save the file again with this version",
        ),
    ),
    _define(
        "FILE-18",
        "layout-not-known",
        "error",
        ("tata letak tabel tidak dikenal", "the layout of a table is not known"),
        (
            "tabel {path} tidak dikenali dari kepalanya ({got}){why}",
            "the table {path} is not known by its heads ({got}){why}",
        ),
        ("{cure}; panduan: docs/guide/tables.md", "{cure}; guide: docs/guide/tables.md"),
    ),
    _define(
        "FILE-19",
        "table-broken",
        "error",
        ("berkas rusak, terkunci, atau jenis lain", "a file is broken, locked, or of another kind"),
        ("{path} tidak dapat dibaca: {got}", "{path} cannot be read: {got}"),
        (
            "{cure} (dibaca: tabel .xlsx, .xls, .xlsb, .ods, .csv, .parquet; rencana .yaml, .json)",
            "{cure} (read are tables .xlsx, .xls, .xlsb, .ods, .csv, .parquet; plans .yaml, .json)",
        ),
    ),
    _define(
        "FILE-20",
        "fact-not-given",
        "error",
        ("keterangan yang tidak ada dalam tabel belum diberikan", "what a table does not say was not given"),
        ("tabel {path} tidak menyebut '{key}'", "the table {path} does not say its '{key}'"),
        (
            "berikan pada baris perintah: --given {key}={example}{more}; dalam Python: given={{'{key}': '{example}'}}",
            "give it on the command line: --given {key}={example}{more}; in Python: given={{'{key}': '{example}'}}",
        ),
    ),
    _define(
        "FILE-21",
        "formula-without-value",
        "error",
        ("rumus tanpa nilai tersimpan", "a formula has no stored value"),
        (
            "sel {path} berisi rumus yang nilainya tidak tersimpan",
            "cell {path} holds a formula whose value is not stored",
        ),
        (
            "buka berkasnya di aplikasi lembar kerja, hitung ulang, dan simpan",
            "open the file in a spreadsheet program, calculate and save it",
        ),
    ),
    _define(
        "FILE-22",
        "error-cell",
        "error",
        ("sel berisi galat", "a cell holds an error"),
        ("selnya berisi galat lembar kerja {got}", "the cell holds the spreadsheet error {got}"),
        ("perbaiki rumusnya, atau kosongkan selnya", "mend its formula, or empty the cell"),
    ),
    _define(
        "FILE-23",
        "answer-without-data",
        "error",
        ("jawaban sistem tidak berisi data", "the answer of a system holds no data"),
        ("{path} tidak berisi data yang dapat dibaca: {got}", "{path} holds no data that can be read: {got}"),
        ("{cure}; isinya tidak dibaca dan tidak dicetak", "{cure}; nothing of it is read or printed"),
    ),
    _define(
        "FILE-24",
        "several-versions",
        "error",
        ("beberapa versi dalam satu dump", "several versions in one dump"),
        (
            "{path} memuat beberapa '{key}': {got}; menjumlahkannya berarti menghitung ganda",
            "{path} holds several of '{key}': {got}; to add them up would be to count twice",
        ),
        (
            "pilih satu, pada baris perintah: --given {key}={first}; dalam Python: given={{'{key}': '{first}'}}",
            "choose one, on the command line: --given {key}={first}; in Python: given={{'{key}': '{first}'}}",
        ),
    ),
    _define(
        "FILE-25",
        "left-out-as-asked",
        "warning",
        ("tabel dikecualikan atas permintaan", "a table was left out as asked"),
        ("{path} dikecualikan: {got}, tidak dibaca", "{path} was left out: {got}, not read"),
        (
            "pastikan tidak ada uang, target, atau simpul di dalamnya; tanpa pengecualian itu (--skip, skip=) tabelnya dibaca",
            "make sure that it has no money, targets or nodes; without --skip (skip=) it is read",
        ),
    ),
    _define(
        "FILE-26",
        "second-table",
        "error",
        ("tabel kedua di bawah tabel rencana", "a second table below a table of a plan"),
        (
            "di tabel {path} mulai tabel lain ({got}), yang tidak dibaca",
            "within the table {path} another begins ({got}), which is not read",
        ),
        (
            "beri tabel kedua lembar atau berkas sendiri, dengan nama tabelnya",
            "give the second table a sheet or file of its own, with the name of its table",
        ),
    ),
    _define(
        "FILE-27",
        "no-records",
        "warning",
        ("rencana tanpa satu pun catatan", "a plan without any record"),
        (
            "{path} tidak berisi satu pun catatan: tidak ada yang dapat diperiksa",
            "{path} holds no record: there is nothing that could be checked",
        ),
        (
            "isi tabelnya (tujuan, program, indikator, anggaran …), atau periksa apakah ini berkas yang dimaksud",
            "fill in its tables (goals, programs, indicators, allocations …), or check that it is the file you meant",
        ),
    ),
)

PROBLEMS: Final = MappingProxyType({definition.code: definition for definition in _ALL})
"""By code."""
