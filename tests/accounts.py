"""What became of each cell of the tables that were read: it is in the plan, or it is told; an oracle that knows no layout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import attrs

from regplan.diagnostics.finding import Finding, Where
from regplan.io.personal import is_personal
from regplan.io.sheets import ABOVE, Sheet, column_key
from regplan.model.base import Record
from regplan.model.loss import Loss
from regplan.model.tables import RECORD_NAMES
from regplan.values.text import repaired

__all__ = ["Account", "lost_cells", "lost_rows"]

_CLASSES = frozenset("".join(part.title() for part in name.split("_")) for name in RECORD_NAMES)
_WHOLE = ("row", "envelope")
"""What a loss is called that has all of a row."""
_BARE = "a_cell_without_a_head"
"""What a loss is called that has a cell under no head."""
Place = tuple[Any, ...]


@attrs.frozen
class Account:
    """All that came out of a reading."""

    sheets: Sequence[Sheet]
    records: Mapping[str, Sequence[Record]]
    origins: Sequence[Where | None]
    loss: Sequence[Loss]
    findings: Sequence[Finding]


def lost_rows(account: Account, merged: Iterable[str] = ()) -> list[str]:
    """List the rows with anything in them that no record came from, and no loss and no finding names; not those of tables *merged*."""
    told = {_row(one) for one in (*account.origins, *_told_at(account))}
    return [
        str(sheet.where(row))
        for sheet, row in _rows(account)
        if _row(sheet.where(row)) not in told
        and not any(name in str(sheet.part.table or sheet.part.file) for name in merged)
    ]


def lost_cells(account: Account, head: int = 0, passed: Iterable[str] = ()) -> list[str]:
    """List the cells whose text or number is nowhere in the plan, and that no loss and no finding names; not those of columns *passed*."""
    texts, numbers = _said(account.records)
    whole = {_row(one.where) for one in account.loss if one.what.startswith(_WHOLE) or one.what in _CLASSES}
    beside = _told_beside(account)
    cells = {(_place(one.where), column_key(one.what)) for one in account.loss}
    cells |= {(_place(one.where), column_key(one.facts.get("key"))) for one in account.findings}
    exact = set(map(_place, _told_at(account)))
    found = []
    for sheet, row in _rows(account, head):
        if _row(sheet.where(row)) in whole:
            continue
        heads = sheet.grid[head]
        for at, cell in enumerate(sheet.grid[row]):
            key = column_key(heads[at]) if at < len(heads) else ""
            if key in {ABOVE, *passed} or is_personal(key) or _is_said(cell, texts, numbers):
                continue
            here, above = _place(sheet.where(row, at)), _place(sheet.where(head, at))
            text, said = str(cell).strip(), beside.get(_row(sheet.where(row)), "")
            if repr(text) in said or (len(text) > 2 and text[:40] in said):
                continue
            if not text.isprintable() and repr(text)[1:-1] in said:
                continue
            is_precise = sheet.part.style != "items"
            if {(here, key or _BARE), (above, key)} & cells or (is_precise and {here, above} & exact):
                continue
            found.append(f"{sheet.where(row, at)} {key}: {cell!r:.200}")
    return found


def _rows(account: Account, head: int = 0) -> Iterable[tuple[Sheet, int]]:
    """Go through the rows of all tables but those that were told as a whole, as no layout knows them."""
    unknown = {one.facts.get("path") for one in account.findings if one.code == "FILE-18"}
    for sheet in account.sheets:
        if {sheet.part.table or sheet.part.file, sheet.part.file} & unknown:
            continue
        for row in range(head + 1, len(sheet.grid)):
            if any(cell not in {None, ""} for cell in sheet.grid[row]):
                yield sheet, row


def _told_at(account: Account) -> list[Where | None]:
    """List the places of all losses and findings."""
    return [*(one.where for one in account.loss), *(one.where for one in account.findings)]


def _told_beside(account: Account) -> dict[Place | None, str]:
    """Gather what is told of each row."""
    found: dict[Place | None, str] = {}
    for loss in account.loss:
        found[_row(loss.where)] = f"{found.get(_row(loss.where), '')} {loss.got} {loss.kept}"
    for one in account.findings:
        found[_row(one.where)] = f"{found.get(_row(one.where), '')} {one.message.en}"
    return found


def _said(records: Mapping[str, Sequence[Record]]) -> tuple[str, set[Decimal]]:
    texts: list[str] = []
    for table in records.values():
        for record in table:
            for field in attrs.fields(type(record)):
                _gather(getattr(record, field.name), texts)
    numbers = {number for text in texts if (number := _number(text)) is not None}
    return "\n".join(texts).casefold(), numbers


def _gather(value: Any, into: list[str]) -> None:
    if isinstance(value, Mapping):
        for key, item in value.items():
            _gather(key, into)
            _gather(item, into)
    elif isinstance(value, list | tuple):
        for item in value:
            _gather(item, into)
    elif value is not None:
        into.append(f"{value:f}" if isinstance(value, Decimal) else str(value))


def _is_said(cell: Any, texts: str, numbers: set[Decimal]) -> bool:
    """Tell whether a cell says nothing, or the plan has its text (mended) or its number (to the sen)."""
    text = str(cell).strip() if cell is not None else ""
    if text.lower() in {"", "0", "null", "none", "true", "false", "-"} or not any(
        one > " " and one.isprintable() for one in text
    ):
        return True
    mended = {repaired(text), repaired(text, lines=True), text} - {None, ""}  # own fields keep a text as it stands
    if not mended or any(str(one).casefold() in texts for one in mended):
        return True
    number = _number(text)
    return number is not None and bool({number, round(number, 2)} & numbers)


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)
    except ArithmeticError:
        return None
    return number if number.is_finite() and number.adjusted() < 20 else None


def _row(where: Where | None) -> Place | None:
    if where is None:
        return None
    cell = where.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") if where.cell and where.sheet else where.cell
    return where.file, where.sheet, cell, where.line


def _place(where: Where | None) -> Place | None:
    return None if where is None else (where.file, where.sheet, where.cell, where.line, where.column)
