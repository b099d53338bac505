"""The prose of losses in Indonesian: readers write English, which stays the stable word; reports ask here for the other language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from regplan.model._said import record_word
from regplan.model.tables import TABLES
from regplan.values.lang import Bilingual

__all__ = ["in_both", "why_in_both"]


@lru_cache(maxsize=2**12)
def in_both(text: str) -> Bilingual:
    """
    Say in both languages what a loss says; names of columns and what stood in cells stay as they are.

    Example:
        >>> in_both("row: stands twice").id, in_both("'a column, 2 cells'").id, in_both("nama_dana").id
        ('baris: sudah ada', "'satu kolom, 2 sel'", 'nama_dana')
    """
    if len(text) > 1 and text[0] == text[-1] == "'":
        inner = in_both(text[1:-1])
        return Bilingual(f"'{inner.id}'", f"'{inner.en}'")
    head, _, tail = text.partition(": ")
    if head == "row" and tail:
        return Bilingual(f"baris: {why_in_both(tail).id}", text)
    if found := _indonesian(text, _PHRASES):
        return Bilingual(found, text)
    return Bilingual(f"{head}: {_PHRASES[tail]}", text) if tail in _PHRASES else Bilingual(text, text)


def why_in_both(text: str) -> Bilingual:
    """
    Say in both languages why a row is not read.

    Example:
        >>> why_in_both("no place").id
        'tanpa lokasi'
    """
    return Bilingual(_indonesian(text, _REASONS) or _indonesian(text, _PHRASES) or text, text)


def _indonesian(text: str, phrases: Mapping[str, str]) -> str | None:
    if text in phrases:
        return phrases[text]
    for pattern, said in _patterns(reasons=phrases is _REASONS):
        if found := pattern.fullmatch(text):
            return said.format(*found.groups())
    return None


@lru_cache(maxsize=2)
def _patterns(*, reasons: bool) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Turn the phrases with holes into patterns, the longest first; what fills a hole stays as it is."""
    phrases = _REASONS if reasons else _PHRASES
    return tuple(
        (
            re.compile(re.escape(said).replace(r"\{\}", "(.+)").replace(r"\{n\}", r"(\d+)"), re.DOTALL),
            own.replace("{n}", "{}"),
        )
        for said, own in sorted(phrases.items(), key=lambda one: -len(one[0]))
        if "{" in said
    )


_REASONS: Final = MappingProxyType(
    {
        "stands twice": "sudah ada",
        "stands already": "sudah ada",
        "code {} stands twice": "kode {} sudah ada",
        "active is not 1": "active bukan 1",
        "a locked copy": "salinan terkunci",
        "cancelled": "dibatalkan",
        "of no use to a plan": "tidak dipakai rencana",
        "of no level": "tanpa tingkat",
        "the document itself": "dokumen itu sendiri",
        "a heading of affairs": "judul urusan",
        "a heading of an OPD": "judul OPD",
        "a line of accounts": "baris rekening",
        "a code without a name": "kode tanpa nama",
        "money of nothing that is named": "uang tanpa nama apa pun",
        "a sum, and of what is not said": "jumlah, tanpa disebut jumlah apa",
        "the same as row {}": "sama dengan baris {}",
        "the same as row {} of {}": "sama dengan baris {} di {}",
        "a note": "catatan",
        "the foot of the form": "kaki formulir",
        "who signs": "penanda tangan",
        "nothing that is kept": "tidak ada yang disimpan",
        "a proposal of stakeholders, which is no part of the plan yet": "usulan pemangku kepentingan, yang belum bagian rencana",
        "before any node": "sebelum simpul mana pun",
        "a total": "jumlah",
        "a total without money": "jumlah tanpa uang",
        "a code without a number": "kode tanpa angka",
        "a fund without money": "sumber dana tanpa uang",
        "a bidang urusan of a program": "bidang urusan sebuah program",
        "another document": "dokumen lain",
        "another year": "tahun lain",
        "another {}": "{} lain",
        "another version of {}": "versi lain dari {}",  # else the line above would take it
        "another target of the same year": "target lain untuk tahun yang sama",
        "another amount of the same month": "jumlah lain untuk bulan yang sama",
        "another row has results of this indicator": "baris lain memuat realisasi indikator ini",
        "its line is not there": "baris sub kegiatannya tidak ada",
        "its node is not there": "simpulnya tidak ada",
        "its indicator is not there": "indikatornya tidak ada",
        "its OPD is not named": "OPD-nya tidak disebut",
        "its program or OPD is not there, or it stands twice": "program atau OPD-nya tidak ada, atau sudah ada",
        "what it belongs to is not there": "induknya tidak ada",
        "no indicator uses it": "tidak dipakai indikator mana pun",
        "no amount": "tanpa jumlah",
        "no ceiling": "tanpa pagu",
        "no code": "tanpa kode",
        "no code or no name": "tanpa kode atau tanpa nama",
        "no indicator": "tanpa indikator",
        "no label": "tanpa label",
        "no month": "tanpa bulan",
        "no node": "tanpa simpul",
        "no place": "tanpa lokasi",
        "no result": "tanpa realisasi",
        "no target": "tanpa target",
        "no {}": "tanpa {}",
        "{} is not known": "{} tidak diketahui",
        "{} not chosen": "{} belum dipilih",
        "the group of the code is not known": "kelompok kodenya tidak diketahui",
        "a number of the code is zero": "salah satu angka kodenya nol",
        "no record of the mapping is for it": "tidak ada catatan pemetaan untuknya",
        "no table of the mapping is for it": "tidak ada tabel pemetaan untuknya",
        "of its month or of all months so far? given={'rfk': 'monthly' or 'cumulative'}": (
            "bulan itu saja atau kumulatif? --given rfk=monthly atau rfk=cumulative"
        ),
        "components of spending; which of rincian and total_harga counts is not documented; use a mapping": (
            "komponen belanja; tidak terdokumentasi mana yang dihitung, rincian atau total_harga; gunakan pemetaan (--mapping)"
        ),
        "a cash plan by month, for which the model has no home; the money of the year is that of data_sub_keg_bl": (
            "anggaran kas per bulan, yang tidak punya tempat di model; uang setahunnya dibaca dari data_sub_keg_bl"
        ),
        "strategic issues, for which the model has no home": "isu strategis, yang tidak punya tempat di model",
        "the old flat table, whose keys are not documented; use data_rpjmd_* or a mapping": (
            "tabel datar lama yang kuncinya tidak terdokumentasi; gunakan data_rpjmd_* atau pemetaan (--mapping)"
        ),
        "the old flat table, whose keys are not documented; use data_renstra_* or a mapping": (
            "tabel datar lama yang kuncinya tidak terdokumentasi; gunakan data_renstra_* atau pemetaan (--mapping)"
        ),
        "a list of the nomenclature, no plan": "daftar nomenklatur, bukan rencana",
        "a list of sources of money, no plan": "daftar sumber dana, bukan rencana",
        "limits of sources of money without OPD, for which the model has no home": (
            "batasan pagu sumber dana tanpa OPD, yang tidak punya tempat di model"
        ),
        "executors, whose keys are not documented": "pelaksana, yang kuncinya tidak terdokumentasi",
        "links of performance trees, whose keys are not documented": (
            "kaitan pohon kinerja, yang kuncinya tidak terdokumentasi"
        ),
        "performance trees by label; use the JSON of performance trees": (
            "pohon kinerja menurut label; gunakan JSON pohon kinerja"
        ),
        "a cascade by label, whose keys are not documented": "cascading menurut label, yang kuncinya tidak terdokumentasi",
        "cross-cutting of performance trees, whose nodes are not read": (
            "crosscutting pohon kinerja, yang simpulnya tidak dibaca"
        ),
        "a list of labels, no plan": "daftar label, bukan rencana",
        "a mapping of labels, no plan": "pemetaan label, bukan rencana",
        "a mapping of codes, no plan": "pemetaan kode, bukan rencana",
        "proposals of the council, for which the model has no home": (
            "pokok-pokok pikiran DPRD, yang tidak punya tempat di model"
        ),
        "proposals of the people, for which the model has no home": (
            "usulan masyarakat, yang tidak punya tempat di model"
        ),
        "a schedule": "jadwal",
        "activities and places whose keys are not documented": "aktivitas dan lokasi yang kuncinya tidak terdokumentasi",
        "yearly budgets whose keys are not documented": "anggaran tahunan yang kuncinya tidak terdokumentasi",
        "cascades to posts, for which the model has no home": "cascading ke jabatan, yang tidak punya tempat di model",
        "the structure of offices, for which the model has no home": "SOTK, yang tidak punya tempat di model",
    }
)
"""Why a row is not read, as it stands behind ``row: ``."""

_PHRASES: Final = MappingProxyType(
    {
        **{cls.__name__: record_word(cls).id for cls in TABLES.values()},
        "row": "baris",
        "envelope": "pembungkus jawaban",
        "personal data": "data pribadi",
        "a cell without a head": "sel tanpa kepala",
        "a cell beyond the heads": "sel di luar kepala tabel",
        "quotes within a cell": "tanda kutip di dalam sel",
        "read without them": "dibaca tanpa tanda kutip",
        "{n} of {n} cells": "{n} dari {n} sel",
        "the others are empty": "sisanya kosong",
        "{n} rows": "{n} baris",
        "a total stated again": "jumlah yang disebut lagi",
        "a total of this sheet alone": "jumlah lembar ini saja",
        "a column": "satu kolom",
        "a column, {n} cells": "satu kolom, {n} sel",
        "column {}": "kolom {}",
        "not mapped": "tidak dipetakan",
        "a head that stands twice": "kepala kolom yang sudah ada",
        "{} of {}, said again": "{} dari {}, disebut lagi",
        "a row of a second table": "baris tabel kedua",
        "the heads again": "kepala tabel lagi",
        "the findings of an earlier check": "temuan pemeriksaan sebelumnya",
        "an answer without data": "jawaban tanpa data",
        "neither a plan file nor a table": "bukan berkas rencana dan bukan tabel",
        "a link to a folder is not followed": "tautan ke folder tidak diikuti",
        "it is no table whose rows can be counted": "isinya bukan tabel yang dapat dihitung",
        "called a text file": "bernama berkas teks",
        "read as a workbook": "dibaca sebagai buku kerja",
        "called a workbook": "bernama buku kerja",
        "read as text (CSV)": "dibaca sebagai teks (CSV)",
        "no UTF-8, read as {}": "bukan UTF-8, dibaca sebagai {}",
        "errors in cells cannot be told": "galat di dalam sel tidak dapat disebut",
        "empty cells": "sel kosong",
        "{n} formulas without a value in the column that checks rows": "{n} rumus tanpa nilai di kolom pemeriksa baris",
        "a formula without a value": "rumus tanpa nilai",
        "a chart or macro sheet": "lembar grafik atau makro",
        "a hidden sheet": "lembar tersembunyi",
        "{n} hidden rows": "{n} baris tersembunyi",
        "{n} hidden rows, a filter is on": "{n} baris tersembunyi, saringan aktif",
        "read": "dibaca",
        "the year before the first": "tahun sebelum tahun pertama",
        "a target of no year": "target tanpa tahun",
        "the budget of a year": "anggaran satu tahun",
        "counted from the year {} of the plan": "dihitung dari tahun rencana {}",
        "follows from the quarters": "mengikuti triwulannya",
        "a column, {n} cells: follows from other columns": "satu kolom, {n} sel: mengikuti kolom lain",
        "a column, {n} cells: up to a year, which is of no single year": "satu kolom, {n} sel: sampai dengan suatu tahun, bukan milik satu tahun",
        "a column, {n} cells: a projection, neither target nor result": "satu kolom, {n} sel: proyeksi, bukan target dan bukan realisasi",
        "{} times what is printed": "{} kali yang tercetak",
        "made out of the code of what stands below": "disusun dari kode yang ada di bawahnya",
        "money repeated on an indicator row": "uang yang diulang di baris indikator",
        "lists of different length": "daftar yang panjangnya berbeda",
        "values sorted as text": "nilai diurutkan sebagai teks",
        "another version of {}": "versi lain dari {}",
        "the share of each fund is not known": "bagian setiap sumber dana tidak diketahui",
        "an indicator without its node row": "indikator tanpa baris simpulnya",
        "the node as the indicator row has it": "simpul menurut baris indikatornya",
        "the money of the node row": "uang di baris simpulnya",
        "the money of the indicator rows": "uang di baris indikatornya",
        "money of {} as said before: {}": "uang {} seperti disebut sebelumnya: {}",
        "another target of {}: {}": "target lain untuk {}: {}",
        "level {}": "tingkat {}",
        "the years, which add up to {}": "tahun-tahunnya, yang berjumlah {}",
        "sum: the years add up": "sum: tahun-tahunnya dijumlah",
        "numbers without their zeros": "angka tanpa nolnya",
        "zeros put back in {n} codes": "nol dikembalikan pada {n} kode",
        "{}, men and women are {}": "{}, laki-laki dan perempuan {}",
    }
)
"""What else is not kept as it was, and what the plan has instead."""
