"""Tables of money that fit a terminal, and the same as CSV that no spreadsheet runs as a formula."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, TypeAlias

import attrs

from regplan.diagnostics.finding import shown
from regplan.values.lang import Lang
from regplan.values.money import Rupiah
from regplan.values.text import FORMULA_SIGNS

__all__ = ["Amount", "Sheet", "amount_text", "csv_text", "json_ready", "safe_cell", "sheet_lines"]

WIDTH: Final = 80
LEAST_LABEL: Final = 20
"""A first column narrower than this tells nothing: the amounts then go on a line of their own."""
GAP: Final = "  "

Amount: TypeAlias = Rupiah | str | None
"""An amount, a word that stands in its place, or nothing to write."""


@attrs.frozen(kw_only=True)
class Sheet:
    """
    One table.

    Attributes:
        title: What it shows.
        heads: The heads of its columns; the first is that of the labels.
        rows: Label and amounts of each row.
        total: Label and amounts of the last line, below a rule; None for none.
        notes: What is unknown or doubtful, in sentences.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Amount, ...]], ...]
    total: tuple[str, tuple[Amount, ...]] | None = None
    notes: tuple[str, ...] = ()


def amount_text(amount: Amount, lang: Lang, *, sen: bool = False) -> str:
    """
    Write an amount without ``Rp``.

    Args:
        amount: The amount; a word stays as it is, None is a dash.
        lang: The language, whose marks are used.
        sen: Whether whole rupiah are written with ``,00``.

    Example:
        >>> amount_text(1234567, "id"), amount_text(-5, "en", sen=True), amount_text(None, "id")
        ('1.234.567', '-5.00', '-')
    """
    if amount is None:
        return "-"
    if isinstance(amount, str):
        return amount
    told = shown("_rp", Decimal(amount).quantize(Decimal("0.01")) if sen else amount)
    return (told[0] if lang == "id" else told[1]).replace("Rp", "")


def sheet_lines(sheet: Sheet, lang: Lang, *, width: int = WIDTH) -> Iterator[str]:
    r"""
    Write a table; titles are cut, amounts never.

    Args:
        sheet: The table.
        lang: The language of numbers.
        width: The most characters a line may have.

    Example:
        >>> sheet = Sheet(title="t", heads=("OPD", "Rp"), rows=(("Dinas Kesehatan", (1500,)),), total=("Jumlah", (1500,)))
        >>> print("\n".join(sheet_lines(sheet, "id", width=24)))
        t
        OPD                 Rp
        ---------------  -----
        Dinas Kesehatan  1.500
        ---------------  -----
        Jumlah           1.500
    """
    every = [*sheet.rows, *([sheet.total] if sheet.total else [])]
    columns = list(zip(*(amounts for _, amounts in every), strict=True)) or [()] * (len(sheet.heads) - 1)
    texts = [[amount_text(one, lang, sen=_has_sen(column)) for one in column] for column in columns]
    sizes = [max(map(len, (head, *column))) for head, column in zip(sheet.heads[1:], texts, strict=True)]
    room = width - sum(sizes) - len(GAP) * len(sizes)
    stacked = room < LEAST_LABEL and any(len(label) > room for label, _ in every)
    label = width if stacked else min(room, max(map(len, (sheet.heads[0], *(one for one, _ in every)))))
    if sheet.title:
        yield from _wrapped(sheet.title, width)
    yield from _row(sheet.heads[0], sheet.heads[1:], label, sizes, stacked=stacked)
    line = "-" * width if stacked else GAP.join("-" * size for size in (label, *sizes))
    yield line
    for at, (name, _) in enumerate(every):
        if sheet.total and at == len(every) - 1:
            yield line
        yield from _row(name, [column[at] for column in texts], label, sizes, stacked=stacked)
    for note in sheet.notes:
        yield from _wrapped(note, width)


def _has_sen(column: Iterable[Amount]) -> bool:
    return any(isinstance(one, Decimal) for one in column)


def _row(name: str, cells: Sequence[str], label: int, sizes: Sequence[int], *, stacked: bool) -> Iterator[str]:
    """Write one row: on one line, or label and amounts on lines of their own."""
    amounts = GAP.join(cell.rjust(size) for cell, size in zip(cells, sizes, strict=True))
    told = name if len(name) <= label else name[: label - 1].rstrip() + "…"
    if stacked:
        yield told
        yield amounts.rjust(label)
    else:
        yield f"{told.ljust(label)}{GAP}{amounts}".rstrip()


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Break a sentence into lines; a single word that is too long stays whole."""
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = "  " + word
        else:
            line = f"{line} {word}" if line else word
    yield line


def safe_cell(value: Any) -> str:
    """
    Write a cell of a CSV so that no spreadsheet runs it: text that begins like a formula gets ``'`` before it; numbers stay.

    Example:
        >>> safe_cell("=HYPERLINK(1)"), safe_cell(-5), safe_cell(None), safe_cell("Dinas")
        ("'=HYPERLINK(1)", '-5', '', 'Dinas')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        told = f"'{value}" if value.startswith(tuple(FORMULA_SIGNS)) else value
        return told.replace("\r", " ")  # a bare carriage return would end the row
    if isinstance(value, Decimal):
        return f"{value:f}"
    return json.dumps(value) if isinstance(value, bool | list | tuple) else str(value)


def csv_text(records: Sequence[Mapping[str, Any]]) -> str:
    r"""
    Write records as CSV, one line each, the keys of the first as heads; amounts are plain digits.

    Example:
        >>> csv_text([{"key": "+62", "amount": -5}])
        "key,amount\n'+62,-5\n"
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([safe_cell(name) for name in (records[0] if records else ())])
    writer.writerows([safe_cell(value) for value in record.values()] for record in records)
    return out.getvalue()


def json_ready(value: Any) -> Any:
    """
    Return what JSON holds exactly: amounts with sen and exact shares become text.

    Example:
        >>> json_ready({"amount": Decimal("5.10"), "share": Fraction(1, 3), "rows": (1, 2)})
        {'amount': '5.10', 'share': '1/3', 'rows': [1, 2]}
    """
    if isinstance(value, Mapping):
        return {str(key): json_ready(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [json_ready(one) for one in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value) if isinstance(value, Fraction) else value
