"""Columns of an official table of which nobody knows what they hold: two that say the same, one that says target and money, one of another document."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Final

from regplan.io.layouts._official_columns import Column, Holds
from regplan.io.layouts._official_reviews import HELD
from regplan.model.origins import letters_of
from regplan.model.words import DocumentKind
from regplan.values.lang import Bilingual

__all__ = ["clashes", "clashes_placed"]

_WORDS: Final[dict[Holds | None, Bilingual]] = {
    "target": Bilingual("target", "the target"),
    "money": Bilingual("uang", "the money"),
    "forward": Bilingual("prakiraan maju", "the forward estimate"),
    "result": Bilingual("realisasi", "the result"),
    "realised": Bilingual("realisasi uang", "the money realised"),
}
_MOST: Final = 4


def clashes(columns: Sequence[Column]) -> Bilingual | None:
    """
    Say which columns hold the same, or hold target or money without saying which; None where all are clear.

    Example:
        >>> from regplan.io.layouts._official_columns import columns_of
        >>> clashes(columns_of(("indikator", "rp_2025", "pagu_2025"))).en
        '; B (rp_2025) and C (pagu_2025) are both the money of 2025'
        >>> clashes(columns_of(("indikator", "target_dan_pagu/2025"))).en
        '; B (target_dan_pagu/2025) says target and money'
        >>> clashes(columns_of(("indikator", "target_dan_pagu/2025", "target_dan_pagu/rp_2025")))

    """
    return _told([*_unsaid(columns), *_twice(columns, _said), *_of_other_documents(columns, None)])


def clashes_placed(
    columns: Sequence[Column], place: Callable[[Column], Hashable], kind: DocumentKind | None
) -> Bilingual | None:
    """
    Say which columns hold the same once it is known of which document and period each is.

    Args:
        columns: The columns.
        place: Returns document and period of a column.
        kind: The kind of the document that the table is of; None where each column is of its own.
    """
    return _told([*_twice(columns, place), *(_of_other_documents(columns, kind) if kind else ())])


def _told(found: Sequence[Bilingual]) -> Bilingual | None:
    if not found:
        return None
    more = ", …" if len(found) > _MOST else ""
    return Bilingual(*("; " + ", ".join(one.text(lang) for one in found[:_MOST]) + more for lang in ("id", "en")))


def _unsaid(columns: Sequence[Column]) -> Iterator[Bilingual]:
    for one in columns:
        if one.holds == "either":
            yield Bilingual(f"{_name(one)} menyebut target dan uang", f"{_name(one)} says target and money")


def _said(one: Column) -> Hashable:
    return (one.kind, one.year, one.number, one.is_end, one.offset, one.quarter, one.is_forward, one.side)


def _twice(columns: Sequence[Column], place: Callable[[Column], Hashable]) -> Iterator[Bilingual]:
    seen: dict[Hashable, Column] = {}
    for one in columns:
        if one.holds not in HELD and one.holds != "forward":
            continue
        first = seen.setdefault((one.holds, place(one)), one)
        if first is not one:
            what, when = _WORDS[one.holds], _when(one)
            yield Bilingual(
                f"{_name(first)} dan {_name(one)} sama-sama {what.id}{when.id}",
                f"{_name(first)} and {_name(one)} are both {what.en}{when.en}",
            )


def _of_other_documents(columns: Sequence[Column], own: DocumentKind | None) -> Iterator[Bilingual]:
    """Find columns of a plan that name another document than the table's own, or than the first that one names."""
    if any(one.holds in {"result", "realised"} for one in columns):  # where results stand each is of its own document
        return
    for one in columns:
        if (one.holds in HELD or one.holds == "forward") and one.kind and one.side is None:
            own = own or one.kind
            if one.kind != own:
                yield Bilingual(
                    f"{_name(one)} menyebut {one.kind}, bukan {own}", f"{_name(one)} names {one.kind}, not {own}"
                )


def _name(column: Column) -> str:
    return (
        f"{letters_of(column.at + 1)} ({column.path.rpartition('/')[2] if column.holds != 'either' else column.path})"
    )


def _when(column: Column) -> Bilingual:
    if column.is_end:
        return Bilingual(" akhir periode", " at the end of the period")
    if column.year is not None:
        return Bilingual(f" {column.year}", f" of {column.year}")
    if column.number is not None:
        return Bilingual(f" tahun ke-{column.number}", f" of year {column.number}")
    return Bilingual("", "")
