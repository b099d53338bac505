"""What text a plan may hold: the faults of lines, texts and ids, what is mended without a guess, near matches."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regplan.values.text import (
    LONGEST_LINE,
    LONGEST_MISSPELT,
    LONGEST_TEXT,
    MOST_KNOWN,
    id_fault,
    line_fault,
    near,
    repaired,
    text_fault,
)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Meningkatnya derajat kesehatan", None),
        ("é", None),
        ("", "empty"),
        (" x", "blank"),
        ("x\u00a0", "blank"),
        ("dua\nbaris", "control"),
        ("a\u00a0b", "control"),
        ("a\u200bb", "control"),
        ("a\ud800b", "surrogate"),
        ("e\u0301", "form"),
        ("x" * (LONGEST_LINE + 1), "long"),
        ("x" * LONGEST_LINE, None),
    ],
)
def test_line_fault(text: str, fault: str | None) -> None:
    """A line is named by the first thing that keeps it from being one."""
    assert line_fault(text) == fault


def test_text_may_have_lines() -> None:
    """A longer text may break lines; tabs and other controls are refused in it too."""
    assert text_fault("dua\nbaris") is None
    assert text_fault("tab\tulasi") == "control"
    assert text_fault("x" * (LONGEST_TEXT + 1)) == "long"


@pytest.mark.parametrize(("text", "fault"), [("dinkes/T1", None), ("/T1", "slash"), ("T1/", "slash"), ("/", "slash")])
def test_id_fault(text: str, fault: str | None) -> None:
    """An id has slashes inside only: at the ends they would say whose it is."""
    assert id_fault(text) == fault


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        (" Dinas\u00a0Kesehatan\n", "Dinas Kesehatan"),
        ("e\u0301", "é"),
        ("a\u200bb", "ab"),
        ("tab\tulasi", "tab ulasi"),
        (" \u200b ", None),
        ("x" * (LONGEST_LINE + 1), None),
        (" " * LONGEST_TEXT + "x", None),
    ],
)
def test_repaired(text: str, mended: str | None) -> None:
    """Blanks, forms and controls are mended; what leaves nothing, or is too long to be meant, is not."""
    assert repaired(text) == mended


def test_repaired_keeps_lines_where_asked() -> None:
    """Line breaks stay in a longer text and become blanks in a line."""
    assert repaired("a\r\nb", lines=True) == "a\nb"
    assert repaired("a\r\nb") == "a b"


@given(st.text())
def test_repaired_has_no_fault(text: str) -> None:
    """What was mended is a good line, and mending it again changes nothing."""
    mended = repaired(text)
    if mended is not None:
        assert line_fault(mended) is None
        assert repaired(mended) == mended


def test_near() -> None:
    """Near matches come best first, whatever the case, at most three, and none for what is like nothing."""
    assert near("sasran", ["tujuan", "sasaran"]) == ("sasaran",)
    assert near("SASARAN", ["sasaran"]) == ("sasaran",)
    assert len(near("S1", [f"S1{n}" for n in range(9)])) == 3
    assert near("zzz", ["tujuan"]) == ()


def test_near_is_not_looked_for_without_end() -> None:
    """What is too long to be a misspelt word, or stands against too many, gets no offer rather than a slow one."""
    longest = "x" * LONGEST_MISSPELT
    assert near(longest, [longest]) == (longest,)
    assert near(longest + "x", [longest]) == ()
    assert near("T1", [f"T{n}" for n in range(MOST_KNOWN)])
    assert near("T1", [f"T{n}" for n in range(MOST_KNOWN + 1)]) == ()
