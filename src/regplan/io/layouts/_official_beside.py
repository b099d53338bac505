"""T-C.31: the initial draft of the RKPD beside the needs that an OPD sees, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import attrs

from regplan.io.layouts._official_columns import Column
from regplan.io.layouts._official_facts import Facts
from regplan.io.layouts._official_reader import Reader
from regplan.io.layouts._outline import Outline, Spot
from regplan.io.layouts._rows import Rows
from regplan.model.documents import Document
from regplan.model.structure import Entry
from regplan.model.words import LEVELS, SeriesRole

__all__ = ["BesideReader", "facts_beside", "is_beside"]


def is_beside(columns: Sequence[Column]) -> bool:
    """Tell the table by the two heads above its columns."""
    sides = [one.side for one in columns if one.holds in {"text", "program", "activity", "target", "money"}]
    return {"draft", "needs"} <= set(sides)


def facts_beside(facts: Facts, columns: Sequence[Column]) -> Facts:
    """
    Place each column: RKPD and Renja of the year, both at their first stage, and neither listed in full.

    The needs are no part of the final Renja, which T-C.33 has.
    """
    year = facts.year
    own = facts.document
    renja = attrs.evolve(own, id=f"{own.id}-awal", stage="initial", covers=())
    draft = Document(id=f"rkpd-{year}-awal", kind="RKPD", first_year=year, last_year=year, stage="initial", covers=())
    homes = {"draft": draft, "needs": renja}
    places = {one.at: (homes[side], str(year)) for one in columns if (side := one.side) is not None}
    return attrs.evolve(facts, document=draft, places=places)


@attrs.define
class BesideReader(Reader):
    """
    Reads the left half of a row as any row, then the right half of the same nodes.

    Another name on the right is the wording of the Renja (an entry); a name on the right alone is a node of the Renja's own.
    """

    right: Reader | None = None

    @classmethod
    def of(cls, rows: Rows, columns: Sequence[Column], facts: Facts, outline: Outline) -> Self:
        """Part the columns into two halves; what stands outside both goes with the left."""
        right = [one for one in columns if one.side == "needs"]
        made = super().of(rows, [one for one in columns if one not in right], facts, outline)
        home = next(document.id for document, _ in facts.places.values() if document != facts.document)
        made.right = attrs.evolve(Reader.of(rows, right, facts, outline), states=home)
        return made

    def nodes(self, row: int) -> str | None:
        """Make the node of the left half, or of the right where the left names none."""
        made = super().nodes(row)
        return made if made is not None else self.needs.nodes(row)

    def name(self, row: int) -> str | None:
        """Return the first name of a row, of the left half before the right."""
        return super().name(row) or self.needs.name(row)

    def kinds(self, row: int) -> set[str]:
        """Return what the cells of both halves hold that say something."""
        return super().kinds(row) | self.needs.kinds(row)

    def key(self, row: int) -> tuple[object, ...]:
        """Return all that both halves of a row say."""
        return (*super().key(row), *self.needs.key(row))

    @property
    def needs(self) -> Reader:
        """The reader of the right half."""
        assert self.right is not None
        return self.right

    def measures(self, row: int, owner: str | None, *, is_more: bool) -> str | None:
        """Read what the left half measures, then what the right half does, of the same indicator where that is one."""
        left = super().measures(row, owner, is_more=is_more)
        name, at = self.needs.first(row, "text")
        spot = self.spot(row, at)
        if name is not None and owner is not None and not is_more and self.is_named(row):
            self.enter(row, owner, name, spot)
        told, at = self.needs.first(row, "indicator")
        values: dict[SeriesRole, dict[str, dict[str, str]]] = {"target": self.needs.values(row, "target")}
        own = next((self.look(row, one) for one in self.columns if one.holds == "indicator"), None)
        indicator = left if told is None or told == own else None
        if told is not None or values["target"]:
            indicator = indicator or self.outline.indicator(owner, told, None, self.spot(row, at))
            self.needs.series(indicator, values, self.spot(row, at))
        if owner is not None:
            self.needs.money(row, owner, indicator=indicator if is_more else None)
        return left

    def is_named(self, row: int) -> bool:
        """Tell whether the left half names a node in a row."""
        return any(one.holds in {"text", *LEVELS} and self.look(row, one) for one in self.columns)

    def enter(self, row: int, node: str, name: str, spot: Spot) -> None:
        """Note that the Renja states a node of the draft, where it differs."""
        left = next((text for one in self.columns if one.holds == "text" and (text := self.look(row, one))), None)
        place, column = self.needs.first(row, "place")
        places = (self.outline.place(place, self.spot(row, column)),) if place else ()
        title = None if name == left else name
        entry = Entry(document=str(self.needs.states), node=node, title=title, places=places)
        self.rows.into.add("entries", entry, spot.sheet, spot.row, spot.column)

    def total(self, row: int, subject: str) -> None:
        """Keep the totals of both halves."""
        told = [one.money(row, subject, is_total=True) for one in (self, self.needs)]
        if not any(told):
            self.rows.drop([row], "a total without money")
