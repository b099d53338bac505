"""A plan told row by row in the order of its tree: each row a node, one more indicator of the node above, or a total."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import attrs

from regplan.io.intake import Intake
from regplan.io.layouts._official_rows import belongs
from regplan.io.sheets import Sheet, column_key
from regplan.model.agencies import Agency, Place
from regplan.model.budget import Allocation
from regplan.model.documents import Document
from regplan.model.structure import NODE_CLASSES, Node
from regplan.model.tables import TABLES
from regplan.model.targets import Indicator, Series
from regplan.model.words import LEVELS, Basis, Level, MoneyRole, SeriesRole
from regplan.values.code import cleaned
from regplan.values.money import Rupiah
from regplan.values.period import END
from regplan.values.personal import without_persons

__all__ = ["Outline", "Spot", "id_of"]

_CLASSES: Final[Mapping[Level, type[Node]]] = {cls.level: cls for cls in NODE_CLASSES}
_TABLE_OF: Final = {cls: name for name, cls in TABLES.items()}
_PARTS: Final[Mapping[Level, int]] = {"program": 3, "activity": 5, "sub_activity": 6}
"""Parts of the whole code of a level."""


@attrs.frozen
class Spot:
    """A cell: the sheet, and row and column of its grid."""

    sheet: Sheet
    row: int
    column: int = 0


@attrs.frozen
class _Money:
    subject: str
    basis: Basis
    amounts: Mapping[str, Rupiah | None]
    fund: str | None
    indicator: str | None
    is_total: bool
    spot: Spot
    document: str


@attrs.frozen
class _Made:
    """A node that was made: its level, code, title and OPD, its way from above, and which record of its table it is."""

    level: Level
    code: str | None
    title: str | None
    agency: str | None
    way: Mapping[Level, str]
    at: int


@attrs.define
class Outline:
    """
    Makes the records of one document out of rows in the order of its tree.

    Money of a node that has money below it in the table is a stated total, of the others an entry; ``close`` decides that
    when all rows were seen, and adds the money.

    Attributes:
        into: Takes the records.
        document: The document that speaks.
        agency: The OPD whose document it is; it carries what names no other.
        printed: Its name as printed, where that is longer than an id.
        nodes: The nodes that were made, by id.
        coded: The ids of the nodes of each code.
        said: Rows that name a node by code and name, with that node and where they stand.
        shapes: What the columns of such rows are, numbered.
    """

    into: Intake
    document: Document
    agency: str | None = None
    printed: str | None = None
    parents: dict[str, str | None] = attrs.field(factory=dict)
    here: dict[Level, str] = attrs.field(factory=dict)
    counted: dict[str, int] = attrs.field(factory=dict)
    places: dict[str, str] = attrs.field(factory=dict)
    made: set[tuple[str, str]] = attrs.field(factory=set)
    ways: dict[tuple[str | None, str], dict[Level, str]] = attrs.field(factory=dict)
    money: list[_Money] = attrs.field(factory=list)
    nodes: dict[str, _Made] = attrs.field(factory=dict)
    coded: dict[str, list[str]] = attrs.field(factory=dict)
    said: dict[tuple[object, ...], tuple[str, Spot]] = attrs.field(factory=dict)
    shapes: dict[tuple[object, ...], int] = attrs.field(factory=dict)

    def begin(self, spot: Spot) -> None:
        """Add the document and its OPD."""
        self.speak(self.document, spot)
        if self.agency is not None:
            self.opd(self.printed or self.agency, spot)

    def speak(self, document: Document, spot: Spot) -> None:
        """Add a document once; what is said of it in full counts more than what a column of another table says."""
        records = self.into.records["documents"]
        known = next(
            (at for at, one in enumerate(records) if isinstance(one, Document) and one.id == document.id), None
        )
        if known is None:
            self.into.add("documents", document, spot.sheet, spot.row, spot.column)
        elif document.covers is None:
            records[known] = document

    def opd(self, name: str, spot: Spot) -> str:
        """Add an OPD once, also where another document of the plan has it, known by its name as printed; in the document of one OPD others are its units."""
        printed, name = name, id_of(name)
        if self._is_new("agencies", name) and all(
            getattr(one, "id", None) != name for one in self.into.records["agencies"]
        ):
            parent = self.agency if name != self.agency else None
            self.into.add("agencies", Agency(id=name, name=printed, parent=parent), spot.sheet, spot.row, spot.column)
        return name

    def place(self, name: str, spot: Spot) -> str:
        """Add a place once; another spelling of it is told."""
        key = id_of(f"lokasi/{column_key(without_persons(name))[:80]}")
        first = self.places.setdefault(key, name)
        if self._is_new("places", key):
            self.into.add("places", Place(id=key, name=name, kind="site"), spot.sheet, spot.row, spot.column)
        elif first.casefold() != name.casefold():
            self.into.lose("mended", spot.sheet.where(spot.row, spot.column), "place", name, first)
        return key

    def node(self, level: Level, title: str | None, code: str | None, spot: Spot, **fields: Any) -> str:
        """Add a node below the nearest node of a higher level that came before it."""
        if code is not None:
            kept = cleaned(code) or None
            if str(kept).casefold() != code.casefold():
                self.into.lose("mended", spot.sheet.where(spot.row, spot.column), "code", code, kept)
            code = kept
        name = self._named(f"{self.document.id}/{code or column_key(without_persons(title or ''))[:60] or level}")
        parent = self._parent(level, code)
        fields = {"document": self.document.id, **{key: value for key, value in fields.items() if value}}
        record = _CLASSES[level](id=name, title=title, code=code, parent=parent, **fields)
        table = _TABLE_OF[_CLASSES[level]]
        self.into.add(table, record, spot.sheet, spot.row, spot.column)
        self.parents[name] = parent
        for lower in LEVELS[LEVELS.index(level) :]:
            self.here.pop(lower, None)
        self.here[level] = name
        at = len(self.into.records[table]) - 1
        self.nodes[name] = _Made(level, code, title, fields.get("agency"), dict(self.here), at)
        if code is not None:
            self.coded.setdefault(code, []).append(name)
        return name

    def _parent(self, level: Level, code: str | None) -> str | None:
        """Find the nearest open node above; one whose code is not the beginning of the code is none, and its like is left."""
        above = [one for one in LEVELS[: LEVELS.index(level)] if one in self.here and one not in _SIDE]
        fit = [one for one in above if self._fits(one, level, code)]
        if fit != above and (found := self._by_code(level, code)) is not None:
            self.here = dict(self.nodes[found].way)
            return found
        for one in set(above) - set(fit):
            del self.here[one]
        return self.here[fit[-1]] if fit else None

    def _fits(self, above: Level, level: Level, code: str | None) -> bool:
        """Tell whether an open node may be above a node of a code; only whole codes say that it may not."""
        own = self.nodes[self.here[above]].code if self.here[above] in self.nodes else None
        if not (own and code and _is_whole(above, own) and _is_whole(level, code)):
            return True
        return belongs(code, own)

    def _by_code(self, level: Level, code: str | None) -> str | None:
        """Find the one node that stands above a node of a whole code; None where there is none, or more than one."""
        if code is None or not _is_whole(level, code):
            return None
        parts = code.split(".")
        for above in ("activity", "program"):
            found = self.coded.get(".".join(parts[: _PARTS[above]]), []) if _PARTS[above] < len(parts) else []
            if found:
                return found[0] if len(found) == 1 else None
        return None

    def stands_here(self, name: str) -> bool:
        """Tell whether a node made before would stand below the same nodes if it were made now."""
        made = self.nodes[name]
        above = [one for one in _PARTS if LEVELS.index(one) < _rank(made) and one in self.here]
        return all(self.here[one] == made.way.get(one) or not self._fits(one, made.level, made.code) for one in above)

    def again(self, name: str) -> None:
        """Go back to a node that was made before."""
        self.here = dict(self.nodes[name].way)

    def opened(self, words: str, level: Level | None) -> str | None:
        """Find the open node of a level, or the one whose title is what a sum says it is of; None where it is none."""
        if level is not None:
            return self.here.get(level)
        for name in reversed(self.here.values()):
            made = self.nodes[name]
            title = column_key(made.title or "")
            prefix = _SAID.get(made.level, "")
            if title and words in {title, f"{prefix}{title}", title.removeprefix(prefix)}:
                return name
        return None

    def above(self, level: Level, code: str, agency: str | None, spot: Spot) -> None:
        """Go to the node of a code and OPD that stands above the rows to come; make it where it is not there, and tell that."""
        key = (agency, code)
        if key in self.ways:
            self.here = dict(self.ways[key])
            return
        self.node(level, None, code, spot, agency=agency)
        self.ways[key] = dict(self.here)
        self.into.lose(
            "guessed", spot.sheet.where(spot.row, spot.column), level, code, "made out of the code of what stands below"
        )

    def indicator(self, owner: str | None, name: str | None, unit: str | None, spot: Spot, **fields: Any) -> str:
        """Add an indicator of a node, or of none; those of one node are numbered."""
        key = self._named(f"{owner or self.document.id}/indikator")
        fields = {field: value for field, value in fields.items() if value}
        self.into.add(
            "indicators",
            Indicator(id=key, owner=owner, name=name, unit=unit, **fields),
            spot.sheet,
            spot.row,
            spot.column,
        )
        return key

    def series(
        self, indicator: str, role: SeriesRole, values: Mapping[str, str], spot: Spot, *, document: str | None = None
    ) -> None:
        """Add what the document, or another, says of an indicator; nothing where it says nothing."""
        if values:
            record = Series(indicator=indicator, document=document or self.document.id, role=role, values=dict(values))
            self.into.add("series", record, spot.sheet, spot.row, spot.column)

    def amounts(
        self,
        subject: str,
        basis: Basis,
        amounts: Mapping[str, Rupiah | None],
        spot: Spot,
        *,
        fund: str | None = None,
        indicator: str | None = None,
        is_total: bool = False,
        document: str | None = None,
    ) -> None:
        """Keep money of a node; what a further row of the node only repeats is told and not counted again."""
        if not amounts:
            return
        if END in amounts and not is_total:  # what a source prints for the end of the period is the sum of its years
            end = {END: amounts[END]}
            self.amounts(subject, basis, end, spot, fund=fund, indicator=indicator, is_total=True, document=document)
            amounts = {period: amount for period, amount in amounts.items() if period != END}
            if not amounts:
                return
        home = document or self.document.id
        if indicator is not None and any(
            (one.subject, one.basis, one.document, one.amounts) == (subject, basis, home, amounts)
            and (fund is None or one.fund in {None, fund})
            for one in self.money
        ):
            self.into.lose(
                "dropped",
                spot.sheet.where(spot.row, spot.column),
                "money repeated on an indicator row",
                str(dict(amounts)),
            )
            return
        self.money.append(_Money(subject, basis, dict(amounts), fund, indicator, is_total, spot, home))

    def close(self) -> None:
        """Add all money: of what has money below it as stated totals."""
        self._find_parents()
        above: set[str] = set()
        for one in self.money:
            parent = self.parents.get(one.subject)
            while parent is not None and parent not in above:
                above.add(parent)
                parent = self.parents.get(parent)
        stated: set[tuple[object, ...]] = set()
        sums = self._sums(above)
        for one in self.money:
            is_total = one.is_total or one.subject in above
            if self._is_of_sheet(one, sums):
                where = one.spot.sheet.where(one.spot.row, one.spot.column)
                self.into.lose("dropped", where, "a total of this sheet alone", str(dict(one.amounts)))
                continue
            key = (one.subject, one.basis, one.document, tuple(one.amounts.items()))
            if one.is_total and key in stated:
                where = one.spot.sheet.where(one.spot.row, one.spot.column)
                self.into.lose("dropped", where, "a total stated again", str(dict(one.amounts)))
                continue
            if is_total:
                stated.add(key)
            role: MoneyRole = "stated_total" if is_total else "entry"
            record = Allocation(
                document=one.document,
                subject=one.subject,
                basis=one.basis,
                role=role,
                fund=one.fund,
                indicator=one.indicator,
                amounts=one.amounts,
            )
            self.into.add("allocations", record, one.spot.sheet, one.spot.row, one.spot.column)

    def _sums(self, above: set[str]) -> dict[tuple[str, Basis, str], dict[int, Rupiah]]:
        """Add up the entries of each sheet, by document, basis and period."""
        sums: dict[tuple[str, Basis, str], dict[int, Rupiah]] = {}
        for one in self.money:
            if not one.is_total and one.subject not in above:
                for period, amount in one.amounts.items():
                    of = sums.setdefault((one.document, one.basis, period), {})
                    of[id(one.spot.sheet)] = of.get(id(one.spot.sheet), 0) + (amount or 0)
        return sums

    def _is_of_sheet(self, one: _Money, sums: Mapping[tuple[str, Basis, str], Mapping[int, Rupiah]]) -> bool:
        """Tell a total of all that is the sum of its own sheet, where others have entries too."""
        if not one.is_total or one.subject not in {"/", self.agency}:
            return False
        told = [(amount, sums.get((one.document, one.basis, period), {})) for period, amount in one.amounts.items()]
        own = all(amount == of.get(id(one.spot.sheet), 0) for amount, of in told)
        return own and any(amount != sum(of.values()) for amount, of in told)

    def _find_parents(self) -> None:
        """Put nodes below the node of their code that a later row made."""
        for name, made in self.nodes.items():
            parent, found = self.parents[name], self._by_code(made.level, made.code)
            if found is None or (parent is not None and _rank(self.nodes[parent]) >= _rank(self.nodes[found])):
                continue
            self.parents[name] = found
            records = self.into.records[_TABLE_OF[_CLASSES[made.level]]]
            records[made.at] = attrs.evolve(records[made.at], parent=found)  # type: ignore[call-arg] # a node

    def _named(self, name: str) -> str:
        """Return a name that is not used yet and can be an id: the second of a kind is ``name~2``."""
        name = id_of(name)
        self.counted[name] = self.counted.get(name, 0) + 1
        return name if self.counted[name] == 1 else f"{name}~{self.counted[name]}"

    def _is_new(self, table: str, key: str) -> bool:
        if (table, key) in self.made:
            return False
        self.made.add((table, key))
        return True


def _is_whole(level: Level, code: str) -> bool:
    return _PARTS.get(level) == len(code.split("."))


def _rank(made: _Made) -> int:
    return LEVELS.index(made.level)


def id_of(text: str) -> str:
    """Make an id of a printed text: no ``/`` or blank at its ends, not longer than ids may be, no number of a person in it."""
    return without_persons(text)[:_LONGEST].strip("/ ") or "-"


_LONGEST: Final = 180
"""Letters of an id made of a text; room is left for what is put behind."""
_SAID: Final[Mapping[Level, str]] = {"program": "program_", "activity": "kegiatan_", "sub_activity": "sub_kegiatan_"}
"""How sums name a level before its title."""
_SIDE: Final = frozenset({"strategy", "policy_direction"})
"""Levels beside the way of the money: programs stand below objectives."""
