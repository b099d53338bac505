"""Heads of tables as people type them: found below title rows, joined over several rows and merged cells into paths."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import attrs

from regplan.io.sheets import Cell, Sheet, column_key

__all__ = ["Heads", "find_heads", "is_head_row", "tables_of"]

Knows = Callable[[str], bool]
"""Tells whether a head, as ``column_key`` writes it, is one that a layout knows."""

_DEEPEST: Final = 15
"""Rows below which no head is looked for."""
_FEWEST: Final = 3
"""Heads that a row must have to be one of heads."""
_MOST_ROWS: Final = 5
"""Rows that heads can have, the numbers of columns not counted."""
_OFFSET: Final = r"n(?:_(?:plus_)?[1-4])?"
_SUB: Final = re.compile(
    rf"(?:(?:tahun|thn)_?(?:ke_?)?)?(?:20\d\d|[1-6]|i{{1,3}}|iv|vi?)(?:_?[a-z]{{0,12}})?(?:_(?:(?:tahun|thn)_)?{_OFFSET})?"
    rf"|(?:tahun|thn)_{_OFFSET}|(?:triwulan|tw)_?(?:[1-4]|i{{1,3}}|iv)|k|rp|rp_?\w{{0,8}}|pct|persen|(?:ribu|juta|mil[iy]ar)(?:an)?(?:_rp)?|kinerja|target\w*|pagu\w*|\w{{0,12}}rupiah\w*"
)
"""What stands below a head: a year (*2025*, *Tahun 2025 (n-2)*, *ke-1*), a quarter, K and Rp, target and ceiling, the size of amounts."""
_SUMS: Final = frozenset(("akhir", "kondisi_akhir", "total", "jumlah"))
"""What stands beside them, and alone is a row of data."""
_AFTER: Final = re.compile(r"\bn\s{0,3}\+\s{0,3}(?=\d)", re.IGNORECASE)
_PERCENT: Final = re.compile(
    r"\s*\(?\s*%\s*\)?\s*|.*(?:pagu|dana|anggaran|biaya|belanja|alokasi|keuangan|\brp|rupiah).*",
    re.IGNORECASE | re.DOTALL,
)
"""Heads whose sign % stays: those of nothing else and those of money, of which it makes a rate."""
_NUMBER: Final = re.compile(r"\(?\d{1,2}\)?(?:\s*=.*)?")


@attrs.frozen
class Heads:
    """
    The heads of one table of a sheet.

    Attributes:
        titles: Texts above it that are no part of it.
        first: Position of the first row of heads in the grid.
        below: Position of the first row below them.
        paths: Of each column its heads from above to below, joined by ``/`` (``target/2026``); empty where it has none.
        end: Position of the row after the table's last.
    """

    titles: tuple[str, ...]
    first: int
    below: int
    paths: tuple[str, ...]
    end: int


def find_heads(sheet: Sheet, knows: Knows, start: int = 0) -> Heads | None:
    """
    Find the first head row at or below *start*: the first with three heads that *knows* knows.

    Rows below it belong to the heads while a merged cell reaches into them, or while they hold nothing but years, K, Rp and the
    like; a row of column numbers is taken as one too. Cells merged in the file, or left empty beside a head that
    spreads over what stands below, have that head.

    Example:
        >>> from regplan.model.origins import FilePart
        >>> rows = [["Tabel T-C.27"], ["Kode", "Program", "Indikator", "Tahun 2026", None], [None, None, None, "Target", "Rp"], ["1.02.02", "Sehat", "AKI", 9, 5]]
        >>> heads = find_heads(Sheet(FilePart("t.xlsx"), rows, [1, 3, 4, 5]), lambda one: one in {"kode", "program", "indikator"})
        >>> heads.titles, heads.below, heads.paths
        (('Tabel T-C.27',), 3, ('kode', 'program', 'indikator', 'tahun_2026/target', 'tahun_2026/rp'))
    """
    for at in range(start, min(len(sheet.grid), start + _DEEPEST)):
        if _score(sheet.grid[at], knows) >= _FEWEST:
            below = _below(sheet, at, knows)
            titles = tuple(
                str(cell).strip()
                for row in sheet.grid[start:at]
                for cell in row
                if isinstance(cell, str) and cell.strip()
            )
            while below < len(sheet.grid) and _is_numbers(sheet.grid[below], sheet.grid[at]):
                below += 1
                below += below < len(sheet.grid) and _are_pairs(sheet.grid[below])  # K and Rp below the numbers
            return Heads(titles, at, below, _paths(sheet, at, below), len(sheet.grid))
    return None


def tables_of(sheet: Sheet, knows: Knows) -> Iterator[Heads]:
    """
    Go through the tables of a sheet, one below the other; heads printed again on each page begin no new table.

    Where the heads repeat, the rows between are of the same table; ``Heads.end`` is where the next begins.
    """
    found = find_heads(sheet, knows)
    while found is not None:
        later = next((at for at in range(found.below, len(sheet.grid)) if is_head_row(sheet.grid[at], knows)), None)
        if later is None:
            yield found
            return
        opens = _opens(sheet, found.below, later)
        yield attrs.evolve(found, end=opens)
        found = find_heads(sheet, knows, opens)


def _opens(sheet: Sheet, first: int, head: int) -> int:
    """Return where a later table begins: with the title rows, of one cell each, that stand right above its heads."""
    at = head
    while at > first and sum(cell is not None for cell in sheet.grid[at - 1]) == 1 and head - at < _MOST_ROWS:
        at -= 1
    return at


def _score(row: Sequence[Cell], knows: Knows) -> int:
    return len({column_key(cell) for cell in row if isinstance(cell, str) and knows(column_key(cell))})


def is_head_row(row: Sequence[Cell], knows: Knows) -> bool:
    """Tell a later row of heads from data that speak of targets and programs: heads hold no amounts, and are known for the most part."""
    told = [cell for cell in row if cell is not None and cell != ""]
    if any((not isinstance(cell, str) or cell.lstrip()[:1].isdigit()) and not _is_year(cell) for cell in told):
        return False
    return _score(row, knows) >= _FEWEST and 2 * sum(knows(column_key(cell)) or _is_year(cell) for cell in told) >= len(
        told
    )


def _below(sheet: Sheet, at: int, knows: Knows) -> int:
    """Return where the heads end: what a merged cell reaches, and rows of nothing but sub-heads; blank rows below are no heads."""
    numbers = sheet.numbers
    reach = max(
        (
            last[0] + 1
            for first, last in sheet.merged
            if first[0] + 1 == numbers[at] and last[0] - first[0] < _MOST_ROWS
        ),
        default=numbers[at],
    )
    below = at + 1
    while below < len(sheet.grid) and below - at < _MOST_ROWS:
        row = [cell for cell in sheet.grid[below] if cell is not None]
        inside = numbers[below] <= reach or _are_years(sheet.grid[below], sheet.grid[at])
        if not inside and (_is_numbers(sheet.grid[below], sheet.grid[at]) or not _are_subs(row, knows)):
            break
        below += 1
    if below < len(sheet.grid) and _is_numbers(sheet.grid[below], sheet.grid[at]):
        return below
    while below - 1 > at and numbers[below - 1] > reach and _is_blank(sheet.grid[below - 1]):
        below -= 1
    return below


def _is_blank(row: Sequence[Cell]) -> bool:
    return all(cell is None or cell == "" for cell in row)


def _are_years(row: Sequence[Cell], heads: Sequence[Cell]) -> bool:
    """Tell a row of years by number (1 2 3 1 2 3) by the head above the first of them, which ends in *Tahun ke-*."""
    at = _begins(row)
    above = column_key(heads[at]) if at < len(heads) else ""
    told = [str(cell).strip() for cell in row if cell is not None and cell != ""]
    return (
        above.endswith("tahun_ke")
        and told[:2] == ["1", "2"]
        and not any(len(one) > 1 and one.isdigit() for one in told)
    )


def _are_subs(row: Sequence[Cell], knows: Knows) -> bool:
    """Tell a row of nothing but sub-heads; sums may stand beside others."""
    others = [cell for cell in row if not _is_sub(cell, knows)]
    return not others or (len(others) < len(row) and {column_key(cell) for cell in others} <= _SUMS)


def _is_sub(cell: Cell, knows: Knows) -> bool:
    """Tell whether a cell can stand below a head; a number is one only as a year."""
    if isinstance(cell, int):
        return 2000 <= cell < 2100
    key = _key(cell)
    return (
        isinstance(cell, str) and (_SUB.fullmatch(key) is not None or knows(key)) and not key.isdigit()
    ) or _is_year(cell)


def _is_year(cell: Cell) -> bool:
    return re.fullmatch(r"20\d\d", str(cell).strip()) is not None


def _is_numbers(row: Sequence[Cell], heads: Sequence[Cell]) -> bool:
    """Tell a row that numbers the columns, (1) (2) (3), from the first on; years by number stand below a head further right."""
    told = [str(cell).strip() for cell in row if cell is not None]
    if len(told) < _FEWEST or not all(_NUMBER.fullmatch(one) for one in told) or _begins(row) > _begins(heads):
        return False
    numbers = [int(found[0]) for one in told if (found := re.search(r"\d+", one))]
    return numbers[:3] == list(range(numbers[0], numbers[0] + 3))


def _begins(row: Sequence[Cell]) -> int:
    return next((at for at, cell in enumerate(row) if cell is not None and cell != ""), 0)


def _are_pairs(row: Sequence[Cell]) -> bool:
    """Tell a row of nothing but K and Rp."""
    told = [column_key(cell) for cell in row if cell is not None and cell != ""]
    return len(told) > 1 and set(told) <= {"k", "rp"}


def _paths(sheet: Sheet, first: int, below: int) -> tuple[str, ...]:
    used = [at for at in range(first, below) if at == first or not _is_numbers(sheet.grid[at], sheet.grid[first])]
    rows = [list(sheet.grid[at]) for at in used]
    width = max(map(len, rows))
    filled = [_keys(row, width) for row in rows]
    where = {sheet.numbers[at] - 1: place for place, at in enumerate(used)}
    covered = set()
    for (top, left), (bottom, right) in sheet.merged:
        if top in where and left < width:
            value = filled[where[top]][left]
            for row in range(top, bottom + 1):
                for column in range(left, min(right, width - 1) + 1):
                    if row in where:
                        filled[where[row]][column] = value
                        covered.add((where[row], column))
    own = [list(row) for row in filled]
    for at in range(len(filled) - 2, -1, -1):
        under = [any(row[column] for row in filled[at + 1 :]) for column in range(width)]
        stops = {column for row in own[:at] for column, head in enumerate(row) if head}
        _spread(filled[at], under, stops | {column for row, column in covered if row == at})
    return tuple("/".join(_distinct([row[column] for row in filled])) for column in range(width))


def _keys(row: list[Cell], width: int) -> list[str]:
    return [_key(cell) for cell in row] + [""] * (width - len(row))


def _key(cell: Cell) -> str:
    """Write a head as ``column_key`` does; the sign of *n+1* stays, it is another year than *n-1*, and % where it makes a rate."""
    if not isinstance(cell, str):
        return column_key(cell)
    text = _AFTER.sub("n plus ", cell)
    return column_key(text.replace("%", " pct ") if "%" in text and _PERCENT.fullmatch(text) else text)


def _spread(row: list[str], under: Sequence[bool], stops: set[int]) -> None:
    """
    Carry a head to the right over empty cells that have something below.

    It stops where the file has merged cells, and where a head of a row above begins.
    """
    for column in range(1, len(row)):
        if not row[column] and column not in stops and under[column] and under[column - 1] and row[column - 1]:
            row[column] = row[column - 1]


def _distinct(parts: list[str]) -> list[str]:
    return [part for at, part in enumerate(parts) if part and (at == 0 or part != parts[at - 1])]
