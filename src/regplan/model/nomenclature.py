"""An official list of codes and names: what programs, activities and sub activities are called in one version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal

import attrs

from regplan.model.loss import Loss
from regplan.model.words import RegionLevel
from regplan.values.code import CodeLevel, parse_code

__all__ = ["Nomenclature", "RegionGroup", "Term", "group_of"]

RegionGroup = Literal["province", "regency"]
"""The lists of the decree: one for provinces, one for regencies and cities."""


def group_of(level: RegionLevel | None) -> RegionGroup | None:
    """Return the list that a level of region goes by; a city goes by that of the regencies."""
    return None if level is None else "province" if level == "province" else "regency"


@attrs.frozen(kw_only=True)
class Term:
    """
    One row of a list.

    Attributes:
        code: The code, clean and with all its zeros.
        level: Of what it is the code.
        name: Its name (*nomenklatur*).
        region: Whose list it stands in; None where the list does not say.
        statement: The result (*kinerja*).
        indicator: Its indicator.
        unit: The unit of the indicator (*satuan*).
        previous: Codes of the version before that it replaces.
        retired: Whether the list marks it as no longer used.
        basis: The regulation the row comes from, as the list writes it.
    """

    code: str
    level: CodeLevel
    name: str
    region: RegionGroup | None = None
    statement: str | None = None
    indicator: str | None = None
    unit: str | None = None
    previous: tuple[str, ...] = ()
    retired: bool = False
    basis: str | None = None


@attrs.frozen(kw_only=True, repr=False)
class Nomenclature:
    """
    *Nomenklatur*: the codes and names of one version, as a list of the decree or an export has them.

    Attributes:
        version: Its key (``2023_1317``), or a name of the caller's own.
        terms: Its rows.
        start: The day the version was set; None where the law data do not know the version.
        end: The last day before the next version.
        first_year: First plan year it is for, where the caller says so.
        last_year: Last plan year it is for.
        loss: What of the files was dropped or mended.

    Example:
        >>> term = Term(code="1.01.02", level="program", name="PROGRAM PENGELOLAAN PENDIDIKAN")
        >>> words = Nomenclature(version="2023_1317", terms=(term,))
        >>> words.get("1.01.02").name, words.get("1.01.99"), words
        ('PROGRAM PENGELOLAAN PENDIDIKAN', None, <Nomenclature 2023_1317: 1 program>)
    """

    version: str
    terms: tuple[Term, ...]
    start: date | None = None
    end: date | None = None
    first_year: int | None = None
    last_year: int | None = None
    loss: tuple[Loss, ...] = attrs.field(default=(), eq=False)
    _by_code: Mapping[str, tuple[Term, ...]] = attrs.field(init=False, eq=False, hash=False)
    _fields: frozenset[tuple[str | None, CodeLevel]] = attrs.field(init=False, eq=False, hash=False)
    _after: Mapping[str, tuple[Term, ...]] = attrs.field(init=False, eq=False, hash=False)

    def __attrs_post_init__(self) -> None:
        """Sort the rows by code."""
        by_code: dict[str, tuple[Term, ...]] = {}
        for term in self.terms:
            by_code[term.code] = (*by_code.get(term.code, ()), term)
        parsed = ((parse_code(term.code), term) for term in self.terms)
        fields = frozenset((code.bidang if code else None, term.level) for code, term in parsed)
        after: dict[str, tuple[Term, ...]] = {}
        for term in self.terms:
            for code in term.previous:
                after[code] = (*after.get(code, ()), term)
        object.__setattr__(self, "_after", after)
        object.__setattr__(self, "_by_code", by_code)
        object.__setattr__(self, "_fields", fields)

    def get(self, code: str, region: RegionGroup | None = None) -> Term | None:
        """Return the row of a code, of the list of a kind of region where it is in both; None where there is none."""
        rows = self._by_code.get(code, ())
        return next((one for one in rows if region is None or one.region in {None, region}), None)

    def resolve(self, code: str, region: RegionGroup | None = None) -> Term | None:
        """
        Return the row of a code as a plan writes it: program ``01`` of a field stands in the list as ``X.XX.01``.

        Example:
            >>> own = Term(code="X.XX.01", level="program", name="PROGRAM PENUNJANG")
            >>> Nomenclature(version="2023_1317", terms=(own,)).resolve("1.02.01").name
            'PROGRAM PENUNJANG'
        """
        found = self.get(code, region)
        if found is None and generic_of(code) is not None:
            found = self.get(str(generic_of(code)), region)
        return found

    def after(self, code: str) -> tuple[Term, ...]:
        """Return the rows that say that they replace a code of the version before."""
        return self._after.get(code, ())

    def covers(self, code: str) -> bool:
        """Tell whether it can be said that a code is not in it: it has rows of the same field and level."""
        parsed = parse_code(code)
        return parsed is not None and (parsed.bidang, parsed.level) in self._fields

    def __iter__(self) -> Iterator[Term]:
        """Go through the rows."""
        return iter(self.terms)

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.terms)

    def __contains__(self, code: object) -> bool:
        """Tell whether a code is in it."""
        return code in self._by_code

    @property
    def counts(self) -> Mapping[CodeLevel, int]:
        """How many rows each level has."""
        levels: tuple[CodeLevel, ...] = ("urusan", "bidang", "program", "activity", "sub_activity")
        return {level: sum(one.level == level for one in self.terms) for level in levels}

    def __repr__(self) -> str:
        """Summarise it for a notebook."""
        counts = ", ".join(f"{count} {level}" for level, count in self.counts.items() if count)
        return f"<Nomenclature {self.version}: {counts or 'empty'}>"


def generic_of(code: str) -> str | None:
    """Return the generic form of a code of program 01; None for any other."""
    parts = code.split(".")
    return ".".join(["X", "XX", *parts[2:]]) if len(parts) > 2 and parts[2] == "01" and parts[0] != "X" else None
