"""The keys of files: English field names, the Indonesian keys that people write, and words that mean the same."""

from __future__ import annotations

import functools
from collections.abc import Hashable, Mapping
from types import MappingProxyType
from typing import Any, Final, cast

from regplan.model.schema import schema_of
from regplan.model.tables import RECORD_NAMES, TABLES
from regplan.model.words import INDONESIAN_WORDS
from regplan.values.lang import Bilingual

__all__ = ["FIELD_KEYS", "RECORD_KEYS", "TABLE_KEYS", "field_keys", "indonesian", "read_word", "spoken", "table_of"]

FIELD_KEYS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "accumulation": ("akumulasi",),
        "account": ("rekening",),
        "acknowledged": ("diperiksa",),
        "agency": ("opd", "perangkat_daerah"),
        "amends": ("mengubah",),
        "amounts": ("jumlah",),
        "area": ("wilayah",),
        "area_m2": ("luas_m2",),
        "basis": ("dasar",),
        "budget_stage": ("tahap_anggaran",),
        "code": ("kode",),
        "covers": ("mencakup",),
        "deadline": ("tenggat",),
        "document": ("dokumen",),
        "events": ("peristiwa",),
        "explanation": ("penjelasan",),
        "extra": ("tambahan",),
        "finish": ("selesai",),
        "first_year": ("tahun_awal",),
        "fiscal_capacity": ("kapasitas_fiskal",),
        "flags": ("tanda",),
        "formula": ("rumus",),
        "framework": ("kerangka",),
        "functions": ("bidang_urusan",),
        "fund": ("sumber_dana",),
        "fungsi": (),
        "grounds": ("alasan_perubahan",),
        "holidays": ("hari_libur",),
        "id": (),
        "indicator": ("indikator",),
        "instrument": ("dasar_hukum",),
        "kind": ("jenis",),
        "lag": ("jeda",),
        "last_year": ("tahun_akhir",),
        "level": ("tingkat",),
        "made_on": ("dibuat",),
        "name": ("nama",),
        "neighbourhoods": ("jumlah_rt",),
        "node": ("simpul",),
        "nodes": ("simpul",),
        "nomenclature": ("nomenklatur",),
        "order": ("urutan",),
        "owner": ("milik",),
        "parent": ("induk",),
        "place": ("lokasi",),
        "places": ("lokasi",),
        "polarity": ("arah",),
        "population": ("penduduk",),
        "reason": ("alasan",),
        "regime": ("rezim",),
        "region": ("daerah",),
        "restates": ("menyatakan_ulang",),
        "revision": ("revisi",),
        "role": ("peran",),
        "signatories": ("penanda_tangan",),
        "source": ("dari",),
        "stage": ("tahap",),
        "start": ("mulai",),
        "statement": ("kinerja",),
        "status": (),
        "subject": ("untuk",),
        "target": ("ke",),
        "target_group": ("kelompok_sasaran",),
        "text": ("teks",),
        "title": ("uraian", "judul"),
        "unit": ("satuan",),
        "values": ("nilai",),
        "weight": ("bobot",),
        "what": ("apa",),
    }
)
"""By field, its Indonesian key, then other keys that are read as it."""

TABLE_KEYS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "documents": ("dokumen",),
        "agencies": ("perangkat_daerah", "daftar_opd"),
        "places": ("wilayah",),
        "references": ("acuan",),
        "visions": ("visi",),
        "missions": ("misi",),
        "goals": ("tujuan",),
        "objectives": ("sasaran",),
        "strategies": ("strategi",),
        "policy_directions": ("arah_kebijakan", "kebijakan"),
        "programs": ("program",),
        "activities": ("kegiatan",),
        "sub_activities": ("sub_kegiatan", "subkegiatan"),
        "entries": ("pencantuman",),
        "indicators": ("indikator",),
        "series": ("deret",),
        "allocations": ("anggaran",),
        "links": ("kaitan",),
        "commitments": ("komitmen",),
    }
)
"""By table, its Indonesian key, then other keys that are read as it."""

RECORD_KEYS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **RECORD_NAMES,
        **{key: table for table, keys in TABLE_KEYS.items() for key in keys},
    }
)
"""By the word that names one record, its table; for rows of a database."""


def field_keys(cls: type[Any]) -> Mapping[str, str]:
    """Map every key a record of *cls* may have in a file to its field."""
    return _field_keys(cast("Hashable", cls))


@functools.cache
def _field_keys(cls: Any) -> Mapping[str, str]:
    keys: dict[str, str] = {}
    for spec in schema_of(cls):
        for key in (spec.name, *FIELD_KEYS[spec.name]):
            keys.setdefault(key, spec.name)
    return MappingProxyType(keys)


@functools.cache
def _table_keys() -> Mapping[str, str]:
    return {key: table for table in TABLES for key in (table, *TABLE_KEYS[table])}


def table_of(key: str) -> str | None:
    """Return the table a file key names, in English or Indonesian."""
    return _table_keys().get(key)


def indonesian(word: str) -> str:
    """Return the Indonesian word of a vocabulary word."""
    return INDONESIAN_WORDS.get(word, word)


def spoken(word: str) -> Bilingual:
    """
    Write a vocabulary word as a message says it.

    Example:
        >>> spoken("aligned_with")
        Bilingual(id='selaras dengan', en='aligned with')
    """
    return Bilingual(indonesian(word).replace("_", " "), word.replace("_", " "))


@functools.cache
def _readings(words: tuple[str, ...]) -> Mapping[str, str]:
    known = {_folded(word): word for word in words}
    return {**{_folded(indonesian(word)): word for word in words}, **known}


def read_word(text: str, words: tuple[str, ...]) -> str | None:
    """
    Read a word of a closed vocabulary, in English or Indonesian, whatever its case.

    Example:
        >>> read_word("Naik", ("up", "down")), read_word("rpjmd", ("RPJMD",)), read_word("ke atas", ("up",))
        ('up', 'RPJMD', None)
    """
    return _readings(words).get(_folded(text))


def _folded(text: str) -> str:
    return text.strip().lower().replace("-", "_").replace(" ", "_")
