"""Named scales: their order, their spellings and what names them (conventions §11)."""

from __future__ import annotations

import pytest

from regplan.values.scale import SCALES, Scale, grade_on, is_evident, scales_named, scales_with


@pytest.mark.parametrize(
    ("name", "order"),
    [
        ("AKIP", ("D", "C", "CC", "B", "BB", "A", "AA")),
        ("BPK", ("TMP", "TW", "WDP", "WTP")),
        ("Level", ("Level 1", "Level 2", "Level 3", "Level 4", "Level 5")),
        ("Ada/Tidak", ("Tidak Ada", "Ada")),
    ],
)
def test_order(name: str, order: tuple[str, ...]) -> None:
    """Grades stand from the lowest to the highest, and their ranks follow."""
    assert SCALES[name].order == order
    found = [grade_on(name, text) for text in order]
    assert [grade.rank for grade in found if grade] == list(range(1, len(order) + 1))


@pytest.mark.parametrize("scale", SCALES.values(), ids=lambda scale: scale.name)
def test_spellings_are_of_one_grade(scale: Scale) -> None:
    """No spelling is of two grades of one scale, and every scale has a source."""
    for rank, spellings in enumerate(scale.grades, 1):
        for spelling in spellings:
            grade = grade_on(scale.name, spelling.upper())
            assert grade is not None
            assert (grade.rank, grade.text) == (rank, spellings[0])
    assert scale.source


def test_named() -> None:
    """A scale is named by whole words only: BPK names the opinions, BPKAD does not."""
    assert scales_named("Opini BPK") == ("BPK",)
    assert scales_named("Aset BPKAD") == ()


def test_evident() -> None:
    """Letters of AKIP that no other scale has tell it; common words tell nothing."""
    assert is_evident("AKIP", "CC")
    assert not is_evident("AKIP", "Cukup")
    assert scales_with("Merah") == ()
