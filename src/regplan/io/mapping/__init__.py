"""Declared mappings of columns: a small YAML file says what the tables of an office mean (docs/guide/tables.md)."""

from regplan.io.mapping.apply import read_mapped
from regplan.io.mapping.model import ColumnMapping
from regplan.io.mapping.reader import FORMAT, SUFFIX, read_mapping

__all__ = ["FORMAT", "SUFFIX", "ColumnMapping", "read_mapped", "read_mapping"]
