"""The schema: every field and every word of the model can be written in a file and read back."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from regplan.model.heading import Heading, Region
from regplan.model.keys import FIELD_KEYS, RECORD_KEYS, TABLE_KEYS, field_keys, indonesian, read_word, table_of
from regplan.model.schema import schema_of
from regplan.model.tables import ID_TABLES, NODE_TABLES, RECORD_NAMES, TABLES
from regplan.model.words import INDONESIAN_WORDS, LEVELS

CLASSES = [*TABLES.values(), Region, Heading]
WORDS = [(cls, spec) for cls in CLASSES for spec in schema_of(cls) if spec.words]


@pytest.mark.parametrize("cls", CLASSES)
def test_every_field_has_a_key(cls: Any) -> None:
    """The schema has every field of the class, and each field has an entry among the keys of files."""
    assert [spec.name for spec in schema_of(cls)] == [field.name for field in attrs.fields(cls)]
    assert [spec.name for spec in schema_of(cls) if spec.name not in FIELD_KEYS] == []


@pytest.mark.parametrize("cls", CLASSES)
def test_written_key_is_read_back(cls: Any) -> None:
    """The Indonesian key that is written for a field is read as that field, and no key is read as two."""
    for spec in schema_of(cls):
        assert field_keys(cls)[(FIELD_KEYS[spec.name] or (spec.name,))[0]] == spec.name


@pytest.mark.parametrize("cls", CLASSES)
def test_required_is_what_has_no_default(cls: Any) -> None:
    """A field is required where the constructor has no default for it; such a field is never None."""
    for spec, field in zip(schema_of(cls), attrs.fields(cls), strict=True):
        assert spec.required == (field.default is attrs.NOTHING)
        assert not (spec.required and spec.optional)


@pytest.mark.parametrize(("cls", "spec"), WORDS)
def test_words_are_read_back(cls: Any, spec: Any) -> None:
    """Each word of a vocabulary is read back in English and Indonesian, whatever its case; no two read alike."""
    for word in spec.words:
        for written in (word, indonesian(word), word.upper(), indonesian(word).replace("_", " ").title()):
            assert read_word(written, spec.words) == word, cls
    assert len({indonesian(word).lower() for word in spec.words}) == len(spec.words)


def test_no_word_without_use() -> None:
    """Each Indonesian word translates a word of some vocabulary."""
    known = {word for _, spec in WORDS for word in spec.words} | set(LEVELS)
    assert set(INDONESIAN_WORDS) <= known


def test_no_key_without_use() -> None:
    """Each key of files belongs to a field of some class, but for those that stand for short forms."""
    fields = {spec.name for cls in CLASSES for spec in schema_of(cls)}
    assert set(FIELD_KEYS) - fields <= {"region", "level"}


def test_tables_have_names() -> None:
    """Each table has one name for its records, an Indonesian key, and is found by either."""
    assert set(RECORD_NAMES.values()) == set(TABLE_KEYS) == set(TABLES)
    for table, keys in TABLE_KEYS.items():
        assert {table_of(key) for key in (table, *keys)} == {table}
        assert {RECORD_KEYS[key] for key in keys} == {table}
    assert table_of("tujuan_kami") is None


def test_tables_of_nodes_and_ids() -> None:
    """The tables of the hierarchy stand in the order of the levels; tables of statements have no ids."""
    assert [getattr(TABLES[name], "level", None) for name in NODE_TABLES] == list(LEVELS)
    assert set(TABLES) - set(ID_TABLES) == {"entries", "series", "allocations", "links"}
