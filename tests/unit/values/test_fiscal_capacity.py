"""Classes of fiscal capacity as people write them."""

from __future__ import annotations

import pytest

from regplan.values.fiscal_capacity import CAPACITY_CLASSES, read_fiscal_capacity


@pytest.mark.parametrize("word", list(CAPACITY_CLASSES))
def test_every_word(word: str) -> None:
    """Each word is read in any case, with blanks or underscores."""
    assert read_fiscal_capacity(f" {word.upper().replace(' ', '_')} , PMK 1/2024").name == CAPACITY_CLASSES[word]


@pytest.mark.parametrize(
    ("text", "sourced"),
    [
        ("tinggi, PMK 65/2024", True),
        ("tinggi, PMK 120/PMK.07/2020", True),
        ("tinggi, PMK Nomor 65 Tahun 2024", True),
        ("tinggi, PMK 2024", False),
        ("tinggi,", False),
    ],
)
def test_map(text: str, *, sourced: bool) -> None:
    """A map is told by number and year; a year alone is none."""
    assert read_fiscal_capacity(text).is_sourced is sourced
