"""What each row of the flat Renja export is for: its sub-unit and codes, and the ids made of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final, TypeVar

import attrs

from regplan.io.cells import plain_text
from regplan.io.columns import Columns, are_plain, first_of
from regplan.io.intake import Intake
from regplan.io.layouts._rows import why_no_code
from regplan.io.sheets import Table
from regplan.model._said import CURE, ROW, WANT
from regplan.values.code import cleaned, opd_of
from regplan.values.text import id_fault, repaired

__all__ = [
    "LONGEST",
    "Placed",
    "filled",
    "home_of",
    "of_year",
    "once",
    "one_line",
    "pick",
    "placed",
    "tell_other_names",
    "year_key",
    "year_of",
]

T = TypeVar("T")
LONGEST: Final = 500
"""Signs of an id of a sub activity; ids made of it stay within what a line may hold."""
_CODES: Final = ("kode_program", "kode_giat", "kode_sub_giat")


@attrs.frozen(eq=False)
class Placed:
    """
    The rows that say what they are for, with the ids of what each speaks of.

    Attributes:
        columns: Their cells.
        units: Of each row its sub-unit.
        agencies: The OPD of that.
        homes: The Renja of that.
        codes: Codes of program, activity and sub activity by column, cleaned.
        programs: Ids of programs.
        activities: Ids of activities.
        sub_activities: Ids of sub activities.
    """

    columns: Columns
    units: list[str]
    agencies: list[str]
    homes: list[str]
    codes: dict[str, list[str]]
    programs: list[str]
    activities: list[str]
    sub_activities: list[str]

    def at(self, some: Iterable[int]) -> list[int]:
        """Return the positions of some of them in the grid."""
        return [self.columns.rows[one] for one in some]


def year_of(table: Table, into: Intake) -> int | None:
    """
    Return the year of an export: its column, what the caller gives, or the file's name, which is told as a guess.

    Of several years that the column says the caller chooses (FILE-24); None where the year is asked for.
    """
    given = into.given.get("year") or into.given.get("tahun")
    stated = _stated(table)
    years = sorted({int(text) for text in stated if _YEAR.fullmatch(text)})
    if years and (len(years) > 1 or given):
        if given and _YEAR.fullmatch(given) and int(given) in years:
            return int(given)
        found, path = tuple(map(str, years)), table.sheet.part.file
        into.problem(
            "FILE-24", table.where(table.first, year_key(table)), path=path, key="year", got=found, first=found[0]
        )
        return None
    text = str(years[0]) if years else given
    if text is None and not stated:
        found_in_name = re.search(r"(?<!\d)20\d\d(?!\d)", table.sheet.part.file.replace("\\", "/").rpartition("/")[2])
        if found_in_name:
            text = found_in_name.group()
            into.lose("guessed", table.where(0), "tahun", table.sheet.part.file, text)
    if text is not None and _YEAR.fullmatch(text):
        return int(text)
    into.ask("year", table.where(0), table.sheet.part.file)
    return None


def year_key(table: Table) -> str:
    """Return the column of the year; lines of a dump call it otherwise."""
    return "tahun_anggaran" if "tahun" not in table.columns and "tahun_anggaran" in table.columns else "tahun"


_YEAR: Final = re.compile(r"20\d\d")


def _stated(table: Table) -> set[str]:
    """Return the texts that the column of the year has."""
    return {text for cell in dict.fromkeys(table.column(year_key(table))) if (text := plain_text(cell))}


def of_year(columns: Columns, year: int) -> Columns:
    """Keep the rows of a year, those that say none with them; a row of another is told, and a text that is no year too."""
    key = year_key(columns.table)
    said = columns.plain(key)
    if set(said) <= {str(year), None}:
        return columns
    kept = []
    for at, text in enumerate(map(plain_text, said)):
        if text is None or not _YEAR.fullmatch(text):
            if text is not None:
                columns.lose("guessed", at, key, text, str(year))
            kept.append(at)
        elif int(text) == year:
            kept.append(at)
        else:
            columns.lose_row(at, "row: another year")
    return columns.only(kept)


def once(columns: Columns) -> Columns:
    """Keep a row once that stands twice, equal in all its cells: its money is not counted again, which is told."""
    keys = list(zip(columns.cells("kode_sub_skpd"), columns.cells("kode_sub_giat"), strict=True))
    if len(set(keys)) == len(keys):
        return columns
    kept = first_of(zip(*map(columns.cells, columns.table.columns), strict=True), set())
    for at in sorted(set(range(len(keys))).difference(kept)):
        columns.lose_row(at, "row: stands twice")
    return columns.only(kept)


def tell_other_names(columns: Columns, key: str, ids: Sequence[str], known: dict[str, str | None]) -> None:
    """Tell, at its row, each name of a thing that is another than its first one; *known* remembers those."""
    said = columns.plain(key)
    others = {}
    for one in dict.fromkeys(zip(ids, said, strict=True)):
        if one[1] is None or known.get(one[0]) == one[1]:
            continue
        if (name := one_line(one[1])) is not None and known.setdefault(one[0], name) != name:
            others[one] = name
    for at, one in enumerate(zip(ids, said, strict=True)) if others else ():
        if one in others:
            columns.lose("dropped", at, key, others[one], known[one[0]])


def one_line(text: str | None) -> str | None:
    """Return a name as one line, so that blanks make no other name."""
    return None if text is None else repaired(text) or text.strip() or None


def placed(columns: Columns, year: int) -> Placed:
    """Find what each row is for; a row without the codes that place it is dropped and told."""
    units = columns.lines("kode_sub_skpd")
    bare = [at for at, unit in enumerate(units) if unit is None]
    for at, unit in zip(bare, columns.lines("kode_skpd", bare), strict=True):
        units[at] = unit
    read = {"kode_sub_skpd": units, **{key: columns.lines(key) for key in _CODES}}
    words = {code: why_no_code(code) for key in _CODES for code in set(read[key]) if code and not code[0].isdigit()}
    whole = []
    for at, said in enumerate(zip(*read.values(), strict=True)):
        if None in said:
            columns.refuse(at, "FILE-10", key=list(read)[said.index(None)], record=ROW, where="")
        elif words and (why := next(filter(None, map(words.get, said[1:])), None)):
            columns.lose_row(at, f"row: {why}")
        else:
            whole.append(at)
    codes = {key: [cleaned(str(read[key][at])) for at in whole] for key in _CODES}
    return _identified(columns.only(whole), [str(units[at]) for at in whole], codes, year)


def _identified(columns: Columns, units: list[str], codes: dict[str, list[str]], year: int) -> Placed:
    """Make the ids of rows; a row of which one is none is dropped and told."""
    opd = {unit: opd_of(unit) for unit in set(units)}
    ids = [[f"{unit}/{code}" for unit, code in zip(units, each, strict=True)] for each in codes.values()]
    wrong = []
    if not _are_ids(opd, set().union(*codes.values())):
        for at, own in enumerate(zip(units, *ids, strict=True)):
            if max(map(len, own)) > LONGEST or any(map(id_fault, own)):
                wrong.append(at)
                got = " ".join(own[1:])[:80]
                columns.refuse(at, "FILE-08", key="kode_sub_giat", expected=WANT["id"], got=got, cure=CURE)
    good = sorted(set(range(len(units))).difference(wrong))
    units = pick(units, good)
    agencies = [opd[unit] for unit in units]
    homes = {agency: home_of(year, agency) for agency in set(agencies)}
    return Placed(
        columns.only(good),
        units,
        agencies,
        [homes[agency] for agency in agencies],
        {key: pick(each, good) for key, each in codes.items()},
        *(pick(each, good) for each in ids),
    )


def _are_ids(units: Collection[str], codes: Collection[str]) -> bool:
    """Prove that each unit is an id and joined with any of the codes too: a slash joins with no sign before or behind it."""
    if sum(max(map(len, each), default=0) for each in (units, codes)) >= LONGEST or any(map(id_fault, units)):
        return False
    ends = {code[-1:] for code in codes}
    return (are_plain(codes) and ends.isdisjoint({"", " ", "/"})) or not any(id_fault(f"x/{code}") for code in codes)


def home_of(year: int, agency: str) -> str:
    return f"renja-{year}/{agency}"


def pick(values: Sequence[T], some: Iterable[int]) -> list[T]:
    """Pick some of a column."""
    return [values[one] for one in some]


def filled(cells: Sequence[Any]) -> list[int]:
    """Find where a column has anything."""
    return [at for at, cell in enumerate(cells) if cell is not None]
