"""The grammar of nomenclature codes (regulations §1.13.2), and what clings to codes in live data (CODE-08)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regplan.values.code import cleaned, parse_code


@pytest.mark.parametrize(
    ("text", "level", "bidang", "marker", "width"),
    [
        ("1", "urusan", None, None, None),
        ("X", "urusan", None, None, None),
        ("2.09", "bidang", "2.09", None, None),
        ("X.XX", "bidang", "X.XX", None, None),
        ("2.09.03", "program", "2.09", None, None),
        ("X.XX.01", "program", "X.XX", None, None),
        ("2.09.03.1.01", "activity", "2.09", "1", None),
        ("1.01.02.1.01.0075", "sub_activity", "1.01", "1", 4),
        ("1.01.02.2.01.0001", "sub_activity", "1.01", "2", 4),
        ("1.01.02.2.01.01", "sub_activity", "1.01", "2", 2),
        ("1.01.02.3.05", "activity", "1.01", "3", None),
        ("X.XX.01.2.01.0001", "sub_activity", "X.XX", "2", 4),
    ],
)
def test_examples_of_the_regulations(
    text: str, level: str, bidang: str | None, marker: str | None, width: int | None
) -> None:
    """The examples of the regulations parse to their level, field, level marker and width."""
    code = parse_code(text)
    assert code is not None
    assert (code.text, code.level, code.bidang, code.marker, code.width) == (text, level, bidang, marker, width)
    assert code.generic == text.startswith("X")


@pytest.mark.parametrize(
    "text",
    [
        *("", "0", "10", "x", "1.", ".01", "1.2", "1.2.3", "1.XX", "X.01", "1.1X"),
        *("1.00", "1.02.00", "1.02.02.2", "1.02.02.0.01", "1.02.02.2.00", "1.02.02.2.1"),
        *("1.02.02.2.01.1", "1.02.02.2.01.001", "1.02.02.2.01.0000", "1.02.02.2.01.00", "1.02.02.2.01.00001"),
        *("1.02.02.2.01.0001.1", "1,02", "1.02 .02", "\u0661.02", "1.02\n"),
    ],
)
def test_not_in_the_grammar(text: str) -> None:
    """Other widths, segments of zeros, half wildcards and digits of other scripts are no code."""
    assert parse_code(text) is None


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("2.09.03.", "2.09.03"),
        (" 2.09.03 ", "2.09.03"),
        ("1.03.13. 201", "1.03.13.201"),
        ("1 . 02", "1.02"),
        ("1.01.02 - PROGRAM PENGELOLAAN", "1.01.02"),
        ("1.01.02 Program", "1.01.02"),
        ("1.01.02: Program", "1.01.02"),
        ("x.xx.01", "X.XX.01"),
        ("1.02.02.2.01", "1.02.02.2.01"),
        ("PROGRAM", "PROGRAM"),
    ],
)
def test_cleaned(text: str, clean: str) -> None:
    """Blanks, trailing points and names behind are taken off; nothing else of the code is."""
    assert cleaned(text) == clean


@given(st.text(alphabet="0123456789Xx. -:PROGAM\u2013\n", max_size=20))
def test_cleaned_is_idempotent(text: str) -> None:
    """Cleaning what is clean changes nothing."""
    assert cleaned(cleaned(text)) == cleaned(text)


@given(st.from_regex(r"\A[1-9]\.0[1-9]\.[1-9][0-9]\.[1-7]\.[1-9][0-9]\.000[1-9]\Z"))
def test_a_good_code_is_clean(text: str) -> None:
    """A code of the grammar is left as it is, and every one of its beginnings is a code too."""
    assert cleaned(text) == text
    levels = [code.level for end in (1, 4, 7, 12, 17) if (code := parse_code(text[:end]))]
    assert levels == ["urusan", "bidang", "program", "activity", "sub_activity"]
