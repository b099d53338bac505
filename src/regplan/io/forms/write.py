"""Choose an official table, lay the plan out in it, write it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

import attrs

from regplan.errors import CallError, UnknownNameError
from regplan.io.forms import _budget, _evaluation, _plans, _years
from regplan.io.forms._sheet import FormSheet, sheet_bytes
from regplan.model.plan import Plan
from regplan.values.lang import Bilingual
from regplan.values.text import near

__all__ = ["FORM_NAMES", "Written", "form_named", "write_form"]

_Build = Callable[[Plan, int, Sequence[str]], FormSheet]
_FORMS: Final[MappingProxyType[str, _Build]] = MappingProxyType(
    {
        "IV": _budget.annex_iv,
        "VII": _budget.annex_vii,
        "VIII": _budget.annex_viii,
        "T-C.27": _plans.table_c27,
        "T-C.33": _plans.table_c33,
        "E-78": lambda plan, year, words: _years.years_form(plan, "E-78", year, words),
        "E-79": lambda plan, year, words: _evaluation.year_form(plan, "E-79", year, words),
        "E-80": lambda plan, year, words: _years.years_form(plan, "E-80", year, words),
        "E-81": lambda plan, year, words: _evaluation.year_form(plan, "E-81", year, words),
    }
)
FORM_NAMES: Final = tuple(_FORMS)
"""The tables: annexes of the Perda APBD, tables of plans, evaluation forms."""


def form_named(name: str) -> str:
    """
    Return the table a name means, however it is pointed: ``tc27`` is T-C.27, ``E.81`` is E-81.

    Raises:
        UnknownNameError: There is no such table; near names are offered.

    Example:
        >>> form_named("tc27"), form_named("Lampiran vii"), form_named("E.81")
        ('T-C.27', 'VII', 'E-81')
    """
    meant = _bare(name.lower().removeprefix("lampiran"))
    for known in FORM_NAMES:
        if _bare(known) == meant:
            return known
    told = ", ".join(FORM_NAMES)
    raise UnknownNameError(name, Bilingual(f"tabel resmi ({told})", f"official table ({told})"), near(name, FORM_NAMES))


def _bare(name: str) -> str:
    return "".join(filter(str.isalnum, name)).upper()


@attrs.frozen(kw_only=True)
class Written:
    """
    What was written.

    Attributes:
        name: The table.
        rows: Its rows, the heads and the total not counted.
        empty: Cells that the plan does not fill; the last line of the sheet says the number.
        notes: What is said below the table.
    """

    name: str
    rows: int
    empty: int
    notes: tuple[str, ...]


def write_form(
    plan: Plan, name: str, path: str | os.PathLike[str], *, year: int, documents: str | Sequence[str] = ()
) -> Written:
    """
    Write an official table as a workbook that can be printed: landscape, heads on each page, pages numbered, totals as formulas.

    Cells that the plan does not know stay empty, and a line below the table says how many. The columns are those of
    ``regulations §1.7`` and of applications that print these tables; no appendix itself was read. Recalled are T-C.33, where the
    indicators stand in Annex IV, and the end columns of E-78.

    Args:
        plan: The plan.
        name: ``IV``, ``VII``, ``VIII``, ``T-C.27``, ``T-C.33``, ``E-78``, ``E-79``, ``E-80`` or ``E-81``, as ``form_named`` reads it.
        path: Where to.
        year: The year of the table; of T-C.27, E-78 and E-80 any year of the plan.
        documents: Which documents, by kind or id, where the usual ones are not meant (``("RKPD", "KUA", "APBD")``).

    Returns:
        What was written.

    Raises:
        CallError: The plan has not what the table is made of; the message says what.
        MissingExtraError: The extra ``excel`` is not installed.
        UnknownNameError: There is no such table; near names are offered.

    Example:
        >>> import tempfile
        >>> from regplan.model import Allocation, Document, Program
        >>> plan = Plan(
        ...     documents=[Document(id="a", kind="RPJMD"), Document(id="b", kind="APBD")],
        ...     programs=[Program(id="p", code="1.02.02", title="Kesehatan")],
        ...     allocations=[Allocation(document=one, subject="p", amounts={"2026": 5}) for one in "ab"],
        ... )
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     write_form(plan, "VII", f"{folder}/vii.xlsx", year=2026).rows
        1
    """
    name = form_named(name)
    words = (documents,) if isinstance(documents, str) else tuple(documents)
    form = _FORMS[name](plan, year, words)
    if not form.rows:
        told = ", ".join(words)
        msg = Bilingual(
            f"{name} {year} tidak berbaris: {told or 'dokumen bahannya'} tidak menyebut isinya; sebut dokumen rencana ini",
            f"{name} of {year} has no rows: {told or 'the documents it is made of'} state nothing of it; name documents of this plan",
        )
        raise CallError(msg)
    empty = f"{form.empty} sel kosong: rencana tidak menyebutnya." if form.empty else "semua sel terisi dari rencana."
    told = f"Catatan: {empty}"
    form = attrs.evolve(form, notes=(*form.notes, told))
    Path(path).write_bytes(sheet_bytes(form))
    return Written(name=name, rows=len(form.rows), empty=form.empty, notes=form.notes)
