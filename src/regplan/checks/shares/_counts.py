"""Which rows of a budget count for a subject: surely, at most, and by which declaration."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

from regplan.checks.shares._sheet import Sheet
from regplan.index.columns import Bools
from regplan.law.counting import Subject
from regplan.values.lang import Bilingual

__all__ = ["Counts", "counts", "fungsi_is_stated"]

_Status: TypeAlias = npt.NDArray[np.int8]
_NO, _MAY, _YES = 0, 1, 2
NOT: Final = "bukan-"
"""Before a word: this does not count for it."""


@attrs.frozen(eq=False, kw_only=True)
class Counts:
    """
    Rows that count for a subject.

    Attributes:
        sure: Rows that count.
        most: These, and all that are not excluded by what is known.
        word: The word by which a region declares what counts.
        how: What was counted, and by what.
    """

    sure: Bools
    most: Bools
    word: str
    how: Bilingual


def counts(sheet: Sheet, name: str) -> Counts:
    """Tell which rows of spending count for a subject of the law's list; what the region declares goes before it."""
    subject = sheet.case.law.counting.subject(name)
    status = _by_list(sheet, subject)
    declared = sheet.declared(subject.word) & (sheet.spending | sheet.under("5"))
    refused = sheet.declared(NOT + subject.word)
    listed = status == _YES
    if declared.any():
        status[status == _MAY] = _NO
    status[declared] = _YES
    status[refused] = _NO
    return Counts(
        sure=status == _YES,
        most=status >= _MAY,
        word=subject.word,
        how=_told(subject, listed & ~refused, declared & ~refused, refused),
    )


def _by_list(sheet: Sheet, subject: Subject) -> _Status:
    """Give each row its status by codes, accounts or fungsi of the law's list; the longest code that fits decides."""
    status = np.zeros(len(sheet.rows), np.int8)
    if subject.codes:
        status[sheet.spending & ~sheet.with_code] = _MAY
        for one in subject.codes:
            status[sheet.spending & sheet.below(one.code)] = _YES if one.how == "counts" else _MAY
    if subject.accounts:
        status[sheet.spending & ~sheet.with_account] = _MAY
        for one in subject.accounts:
            status[sheet.spending & sheet.under(one.code)] = _YES if one.how == "counts" else _MAY
    if subject.fungsi:
        status[_of_fungsi(sheet, subject.fungsi)] = _YES
        status[sheet.spending & ~sheet.with_code & ~_with_fungsi(sheet)] = _MAY
    if subject.only:
        status[sheet.with_account & ~sheet.under(*subject.only)] = _NO
    if subject.less:
        status[sheet.under(*subject.less)] = _NO
        status[(status == _YES) & ~sheet.with_account] = _MAY
    return status


def _with_fungsi(sheet: Sheet) -> Bools:
    return sheet.fungsi.where(bool)


def fungsi_is_stated(sheet: Sheet) -> bool:
    """Tell whether the program of all spending states its *fungsi*."""
    spending = sheet.spending
    return bool(spending.any()) and bool(_with_fungsi(sheet)[spending].all())


def _of_fungsi(sheet: Sheet, name: str) -> Bools:
    """Mark spending of a fungsi: as its program states it, else as its field is known to belong to it."""
    counting = sheet.case.law.counting
    number = counting.number(name, version_of(sheet))
    fields = {code for code, one in counting.fields.items() if one.name == name}
    by_field = sheet.codes.where(lambda code: code[:4] in fields)
    stated = _with_fungsi(sheet)
    return sheet.spending & ((stated & sheet.fungsi.where(lambda one: one == number)) | (~stated & by_field))


def version_of(sheet: Sheet) -> str:
    """Return the version of the nomenclature of a budget: as stated, else that in force when its year began."""
    if sheet.document.nomenclature:
        return sheet.document.nomenclature
    law = sheet.case.law.nomenclature
    begun = [name for name, day in law.items() if day.year < sheet.year]
    return begun[-1] if begun else "older"


def _told(subject: Subject, listed: Bools, declared: Bools, refused: Bools) -> Bilingual:
    """Say what was counted and by what."""
    parts: list[tuple[str, str]] = []
    if listed.any():
        by, by_en = _names(subject)
        parts.append((f"{by} ({int(listed.sum())} baris)", f"{by_en} ({int(listed.sum())} row(s))"))
    for marked, word in ((declared, subject.word), (refused, NOT + subject.word)):
        if marked.any():
            number = int(marked.sum())
            parts.append((f"hitung:{word} ({number} baris)", f"hitung:{word} ({number} row(s))"))
    if not parts:
        return Bilingual("tidak ada baris", "no rows")
    return Bilingual(*("; ".join(side) for side in zip(*parts, strict=True)))


def _names(subject: Subject) -> tuple[str, str]:
    if subject.fungsi:
        return f"fungsi {subject.word} atau bidangnya", f"fungsi {subject.fungsi} or its field"
    codes = _list(one.code for one in subject.codes if one.how == "counts")
    if codes:
        return f"kode {codes}", f"code {codes}"
    accounts = _list(one.code for one in subject.accounts if one.how == "counts")
    return f"rekening {accounts}", f"account {accounts}"


def _list(codes: Iterable[str]) -> str:
    return ", ".join(sorted(codes))
