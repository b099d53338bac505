"""The evaluation forms of one year: what stands in which column, and what follows from what (regulations §4.5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple, TypeAlias

from regplan.errors import UnknownNameError
from regplan.values.lang import Bilingual
from regplan.values.text import near

__all__ = ["FORMS", "QUARTERS", "Cell", "Form", "FormName", "form_of"]

FormName: TypeAlias = Literal["E-19", "E-19p", "E-29", "E-79", "E-81"]

Cell: TypeAlias = Literal[
    "end_target",
    "before",
    "target",
    "q1",
    "q2",
    "q3",
    "q4",
    "result",
    "next_target",
    "year_rate",
    "cumulative",
    "rate",
]
"""
What a column holds: target at the end of the plan; result up to last year; target of the year; four quarters; result of
the year; target of the year after; result by target of the year; result up to now; result up to now by end target.
"""

QUARTERS: Final[tuple[Cell, ...]] = ("q1", "q2", "q3", "q4")
_COMPUTED: Final[tuple[Cell, ...]] = ("result", "year_rate", "cumulative", "rate")


class Form(NamedTuple):
    """A form: what stands in which of its columns, the formulas as printed, and where they were read."""

    name: FormName
    title: Bilingual
    columns: Mapping[Cell, int]
    formulas: str
    source: str

    @property
    def computed(self) -> tuple[Cell, ...]:
        """The columns that follow from others; the year's result only where the form has quarters."""
        return tuple(cell for cell in _COMPUTED if cell in self.columns and (cell != "result" or "q1" in self.columns))


def _form(name: FormName, indonesian: str, english: str, columns: str, formulas: str, source: str) -> Form:
    numbered: dict[Cell, int] = {}
    for pair in columns.split():
        cell, _, number = pair.partition(":")
        numbered[cell] = int(number)  # type: ignore[index] # the words are those of Cell, a test says
    return Form(name, Bilingual(indonesian, english), numbered, formulas, source)


FORMS: Final[tuple[Form, ...]] = (
    _form(
        "E-19",
        "Evaluasi hasil RKPD tahun lalu (T-C.19)",
        "evaluation of last year's RKPD (T-C.19)",
        "end_target:5 before:6 target:7 result:8 year_rate:9 cumulative:10 rate:11",
        "9 = 8/7 × 100; 10 = 6 + 8; 11 = 10/5 × 100",
        "regulations E-19a…c, S12",
    ),
    _form(
        "E-19p",
        "Evaluasi RKPD provinsi (E.19)",
        "evaluation of a province's RKPD (E.19)",
        "end_target:6 before:7 target:8 q1:9 q2:10 q3:11 q4:12 result:13 year_rate:14 cumulative:15 rate:16",
        "13 = 9+10+11+12; 14 = 13/8 × 100; 15 = 7 + 13; 16 = 15/6 × 100",
        "regulations E-19p, S78",
    ),
    _form(
        "E-29",
        "Evaluasi Renja tahun lalu (T-C.29)",
        "evaluation of last year's Renja (T-C.29)",
        "end_target:4 before:5 target:6 result:7 year_rate:8 next_target:9 cumulative:10 rate:11",
        "8 = 7/6 × 100; 10 = 5 + 7 + 9; 11 = 10/4 × 100",
        "regulations E-29, S11; the sum of column 10 is recalled",
    ),
    _form(
        "E-79",
        "Evaluasi RKPD kabupaten/kota (E.79)",
        "evaluation of a regency's RKPD (E.79)",
        "end_target:6 before:7 target:8 q1:9 q2:10 q3:11 q4:12 result:13 cumulative:14 rate:15",
        "13 = 9+10+11+12; 14 = 7 + 13; 15 = 14/6 × 100",
        "regulations E-79, S12, S80",
    ),
    _form(
        "E-81",
        "Evaluasi Renja perangkat daerah (E.81)",
        "evaluation of an OPD's Renja (E.81)",
        "end_target:5 before:6 target:7 q1:8 q2:9 q3:10 q4:11 result:12 cumulative:13 rate:14",
        "12 = 8+9+10+11; 13 = 6 + 12; 14 = 13/5 × 100",
        "regulations E-81, S12",
    ),
)
"""The forms of one year; the form over the years of a plan (E-78) is ``evaluate_years``."""


def form_of(name: str) -> Form:
    """
    Return a form by name.

    Raises:
        UnknownNameError: There is none of that name.
    """
    for form in FORMS:
        if form.name == name:
            return form
    known = tuple(form.name for form in FORMS)
    raise UnknownNameError(str(name), "evaluation form of one year", near(str(name), known) or known)
