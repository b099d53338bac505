"""What could not be judged, told once for all documents that lack it."""

from __future__ import annotations

from regplan.diagnostics.report import Unknown
from regplan.report.unknown import unknown_lines
from regplan.values.lang import Bilingual


def _lack(document: str | None, text: str, code: str = "CARD-17") -> Unknown:
    return Unknown(code=code, document=document, lacks=Bilingual(text, text))


def test_fifty_documents_that_lack_the_same_take_two_lines() -> None:
    """What fifty Renja lack is said once, under the first and the number of the others."""
    lines = [*unknown_lines([_lack(f"renja-{number}", "RKPD untuk 2026") for number in range(50)], "id")]
    assert lines[1:] == ["  renja-0 dan 49 dokumen lain:", "    RKPD untuk 2026 (CARD-17)"]


def test_counts_of_documents_are_a_range() -> None:
    """Texts that differ in their count and first example are one, from the least to the most; other numbers stay."""
    text = "4 perubahan sebelum targetnya {} indikator (yang pertama: {})"
    lines = [*unknown_lines([_lack("a", text.format(3, "I1")), _lack("b", text.format(21, "I9"))], "id")]
    assert lines[1:] == ["  a, b:", "    4 perubahan sebelum targetnya 3–21 indikator (CARD-17)"]


def test_years_are_no_counts() -> None:
    """Texts that count nothing stay apart where their numbers differ: 2025 is not 2026."""
    lines = [*unknown_lines([_lack("a", "RKPD untuk 2025"), _lack("b", "RKPD untuk 2026")], "id")]
    assert [line.strip() for line in lines[1:]] == [
        "a:",
        "RKPD untuk 2025 (CARD-17)",
        "b:",
        "RKPD untuk 2026 (CARD-17)",
    ]


def test_rules_that_wait_for_the_same_stand_in_one_line() -> None:
    """Two rules that lack one thing of a document are named behind it; the head counts the rules."""
    lines = [*unknown_lines([_lack("a", "pagu"), _lack("a", "pagu", "CONS-01"), _lack(None, "daerah")], "id")]
    assert lines == [
        "belum dapat dinilai, karena kurang data (2 aturan):",
        "  a:",
        "    pagu (CARD-17, CONS-01)",
        "  rencana:",
        "    daerah (CARD-17)",
    ]
