"""What each row of the flat Renja export is for: its sub-unit and codes, and the ids made of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final, TypeVar

import attrs

from regplan.io.columns import Columns, are_plain
from regplan.model._said import CURE, ROW, WANT
from regplan.values.code import cleaned, opd_of
from regplan.values.text import id_fault

__all__ = ["LONGEST", "Placed", "filled", "home_of", "pick", "placed"]

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


def placed(columns: Columns, year: int) -> Placed:
    """Find what each row is for; a row without the codes that place it is dropped and told."""
    units = columns.lines("kode_sub_skpd")
    bare = [at for at, unit in enumerate(units) if unit is None]
    for at, unit in zip(bare, columns.lines("kode_skpd", bare), strict=True):
        units[at] = unit
    read = {"kode_sub_skpd": units, **{key: columns.lines(key) for key in _CODES}}
    whole = []
    for at, said in enumerate(zip(*read.values(), strict=True)):
        if None in said:
            columns.refuse(at, "FILE-10", key=list(read)[said.index(None)], record=ROW, where="")
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
