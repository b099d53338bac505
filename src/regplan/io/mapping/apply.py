"""A mapping put to sheets: each row becomes records, or is told in the loss."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from regplan.io.cells import line_of, money_of
from regplan.io.intake import Intake
from regplan.io.mapping.model import ColumnMapping, Condition, Field, RecordMap, TableMap
from regplan.io.mapping.templates import FILTERS, MENDING, Hole, Template
from regplan.io.sheets import Sheet, Table, column_key
from regplan.model.budget import Allocation
from regplan.model.keys import RECORD_KEYS, field_keys
from regplan.model.plan import join_heading, read_heading
from regplan.model.rows import RowReader
from regplan.model.schema import specs_of
from regplan.model.tables import TABLES
from regplan.model.targets import Series
from regplan.values.lang import Bilingual
from regplan.values.money import Rupiah, from_sen, sen
from regplan.values.text import near, repaired

__all__ = ["read_mapped"]

_ABOVE: Final = "#"


def read_mapped(mapping: ColumnMapping, sheets: Sequence[Sheet], into: Intake) -> None:
    """Read sheets by a mapping; what is wrong with the mapping is told at its own line, what is lost at the row."""
    _constants(mapping, into)
    book = _Book(tuple(sheets), {}, into)
    for sheet in sheets:
        plan = mapping.of(sheet)
        if plan is not None:
            reader = _Reader(mapping.file, plan, book.table(sheet, plan), book)
            reader.read()


def _constants(mapping: ColumnMapping, into: Intake) -> None:
    """Make the records that no table says."""
    reader = RowReader(file=mapping.file)
    if mapping.heading:
        join_heading(reader, into.heading, read_heading(reader, mapping.heading))
    for row in mapping.constants:
        table = RECORD_KEYS[row["record"]]
        kept = type(row)(row.place) if hasattr(row, "places") else {}
        kept.update({key: value for key, value in row.items() if key != "record"})
        if hasattr(row, "places"):
            kept.places = row.places
        record = reader.record(TABLES[table], kept, {})
        if record is not None:
            into.records[table].append(record)
            into.spots[table].append(None)
    into.findings += reader.findings
    into.loss += reader.loss


@attrs.define
class _Book:
    """All sheets of one reading, so that a row finds the row above it, and what was made already."""

    sheets: tuple[Sheet, ...]
    tables: dict[int, Table]
    into: Intake
    made: dict[tuple[str, Any], tuple[int, Mapping[str, Any]]] = attrs.field(factory=dict)
    told: set[tuple[int, int, str, str]] = attrs.field(factory=set)

    def table(self, sheet: Sheet, plan: TableMap | None = None) -> Table:
        if id(sheet) not in self.tables:
            self.tables[id(sheet)] = Table.of(sheet, plan.head - 1 if plan else 0)
        return self.tables[id(sheet)]

    def top(self, sheet: Sheet) -> Table | None:
        """Return what stands beside the lists of a JSON file."""
        return next(
            (self.table(one) for one in self.sheets if one.part.file == sheet.part.file and one.part.table == "(top)"), None
        )

    def above(self, sheet: Sheet) -> Table | None:
        """Return the table in whose rows the lists of this one stand."""
        own = sheet.part.table or ""
        near_by = [
            one
            for one in self.sheets
            if one.part.file == sheet.part.file and one is not sheet and own.startswith(f"{one.part.table}.")
        ]
        return self.table(max(near_by, key=lambda one: len(one.part.table or ""))) if near_by else None

    def row_above(self, table: Table, row: int) -> tuple[Table, int] | None:
        grid = table.sheet.grid
        upper = self.above(table.sheet)
        if upper is None or not grid or not grid[0] or grid[0][0] != _ABOVE:
            return None
        return upper, int(grid[row][0])


@attrs.define
class _Reader:
    """Goes through the rows of one table once."""

    file: str
    plan: TableMap
    table: Table
    book: _Book
    last: dict[str, str] = attrs.field(factory=dict)
    source: dict[str, int] = attrs.field(factory=dict)
    parts: tuple[str, int] | None = None
    used: set[str] = attrs.field(factory=set)

    @property
    def into(self) -> Intake:
        return self.book.into

    def read(self) -> None:
        if not self.fits():
            for row in self.table.rows():
                self.into.lose("dropped", self.table.where(row), "row", self.table.record(row))
            return
        for key, at in self.table.columns.items():
            if key not in self.used:
                because = self.plan.ignore.get(key, ("not mapped", None))[0]
                self.into.lose("dropped", self.table.sheet.where(self.table.first - 1, at), f"column {key}", because)
        for key, others in self.table.doubled.items():
            self.into.lose("dropped", self.table.sheet.where(self.table.first - 1, others[0]), f"column {key}", "a head that stands twice")
        for row in self.table.rows():
            self.row(row)

    def fits(self) -> bool:
        """Tell whether all columns of the mapping are in the table; those that are not are told at their line."""
        reader = RowReader(file=self.file)
        for template, within in self.templates():
            for hole in template.holes:
                self.column(hole, template, reader, within=within)
        for name, place in (*self.plan.fill_down, *((key, said[1]) for key, said in self.plan.ignore.items())):
            self.column(Hole("cell", column_key(name), name), Template((), place), reader, used=False)
        self.into.findings += reader.findings
        return not reader.findings

    def column(self, hole: Hole, template: Template, reader: RowReader, *, used: bool = True, within: str = "") -> None:
        table: Table | None = self.table
        if hole.kind == "last":
            words = {one.record.parts[0] for one in self.plan.rows if not one.record.holes} | set(RECORD_KEYS)
            if hole.name not in words:
                reader.problem("FILE-06", template.place, key=hole.printed, record="record", near=near(hole.name, RECORD_KEYS))
            return
        if hole.kind not in {"cell", "top"} or (hole.kind == "cell" and not hole.up and hole.name in self.plan.let and hole.name != within):
            return
        if hole.kind == "top":
            table = self.book.top(self.table.sheet)
        for _ in range(hole.up):
            table = self.book.above(table.sheet) if table else None
        name = self.table.sheet.part.table or self.table.sheet.part.file
        if table is None or (hole.name not in table.columns):
            known = table.columns if table else {}
            offer = near(hole.name, [*known, *self.plan.let]) or tuple(known)[:8]
            told = Bilingual(f"tabel {name}", f"the table {name}")
            reader.problem("FILE-06", template.place, key=hole.printed or "?", record=told, near=offer)
        elif used and not hole.up and hole.kind == "cell":
            self.used.add(hole.name)

    def templates(self) -> Iterator[tuple[Template, str]]:
        """Go through all templates, each with the name that ``let`` gives it."""
        yield from ((template, name) for name, template in self.plan.let.items())
        own = [one.subject for skip in self.plan.skip for one in skip.conditions]
        for record in self.plan.rows:
            own += [record.record, *(one.subject for one in record.when), *([record.each] if record.each else [])]
            own += [one for field in record.fields.values() for one in _templates(field)]
        yield from ((template, "") for template in own)

    def row(self, row: int) -> None:
        number = self.table.sheet.numbers[row]
        self.source = {
            key: row if self.table.get(row, key) is not None else self.source.get(key, row)
            for key in map(column_key, (name for name, _ in self.plan.fill_down))
        }
        for skip in self.plan.skip:
            inside = not skip.rows or any(first <= number <= last for first, last in skip.rows)
            if inside and all(self.holds(one, row) for one in skip.conditions):
                self.into.lose("dropped", self.table.where(row), f"row: {skip.because}", self.table.record(row))
                return
        before = sum(map(len, self.into.records.values())) + len(self.into.loss) + len(self.into.findings)
        made = 0
        for record in self.plan.rows:
            made += self.record(record, row)
        after = sum(map(len, self.into.records.values())) + len(self.into.loss) + len(self.into.findings)
        if not made and before == after:
            self.into.lose("dropped", self.table.where(row), "row: no record of the mapping is for it", self.table.record(row))

    def record(self, record: RecordMap, row: int) -> int:
        """Make the records of one row; how many it is in, made now or made before."""
        if record.each is None:
            return int(self.one(record, row)) if all(self.holds(one, row) for one in record.when) else 0
        hole = record.each.lone
        found = self.place_of(hole, row) if hole else None
        cell = found[0].get(found[1], hole.name) if hole and found else None
        made = 0
        for number, part in enumerate((one for one in str(cell or "").split(record.by) if one.strip()), start=1):
            self.parts = (repaired(part) or part.strip(), number)
            if all(self.holds(one, row) for one in record.when):
                made += self.one(record, row)
        self.parts = None
        return made

    def holds(self, condition: Condition, row: int) -> bool:
        text = self.text(condition.subject, row, quiet=True)
        if condition.filled:
            return text is not None
        if condition.begins:
            return text is not None and text.casefold().startswith(tuple(one.casefold() for one in condition.begins))
        return text in condition.wanted

    def one(self, record: RecordMap, row: int) -> bool:
        word = self.text(record.record, row)
        if word is None:
            return False
        if word not in RECORD_KEYS:
            hole = next(iter(record.record.holes), None)
            key = hole.name if hole else None
            self.into.problem("FILE-06", self.table.where(row, key), key=word[:80], record="record", near=near(word, RECORD_KEYS))
            return False
        table = RECORD_KEYS[word]
        keys, specs = field_keys(TABLES[table]), specs_of(TABLES[table])
        fields: dict[str, Any] = {}
        money: dict[str, Any] = {}
        column = 0
        for key, field in record.fields.items():
            spec = specs.get(keys.get(key, ""))
            if spec is not None and spec.kind in {"amounts", "targets"}:
                values = self.by_period(field, row, amounts=spec.kind == "amounts")
                if not values:
                    return False
                (money if spec.kind == "amounts" else fields)[spec.name if spec.kind == "amounts" else key] = values
            elif isinstance(field, tuple) and not _is_pairs(field):
                fields[key] = [text for one in field if isinstance(one, Template) and (text := self.text(one, row)) is not None]
            elif isinstance(field, Template) and (text := self.text(field, row)) is not None:
                fields[key] = text
        column = self.first_column(record)
        return self.keep(record, word, fields, money, row, column)

    def first_column(self, record: RecordMap) -> int:
        for field in reversed(record.fields.values()):
            for template in _templates(field):
                for hole in template.holes:
                    if hole.kind == "cell" and not hole.up and hole.name in self.table.columns:
                        return self.table.columns[hole.name]
        return 0

    def keep(self, record: RecordMap, word: str, fields: dict[str, Any], money: dict[str, Any], row: int, column: int) -> bool:
        """Keep a record, or find that it was kept before."""
        table, into = RECORD_KEYS[word], self.into
        if table == "allocations":
            return self.keep_money(record, fields, money.get("amounts", {}), row, column)
        name = fields.get("id")
        key = (table, name) if name is not None else (table, tuple(sorted((k, str(v)) for k, v in fields.items())))
        if record.same in {None, "once"} and key in self.book.made:
            self.differs(key, fields, row)
            if name is not None:
                self.last[word] = name
            return True
        made = into.read(table, fields, self.table.sheet, row, column)
        if made is None:
            return False
        self.book.made[key] = (len(into.records[table]) - 1, dict(fields))
        if name is not None:
            self.last[word] = getattr(made, "id", name)
        if isinstance(made, Series) and record.same != "keep":
            self.join(made, row)
        return True

    def join(self, made: Series, row: int) -> None:
        """Join a series with the one of the same indicator, document and role; of two texts for one period the first stays."""
        into, key = self.into, ("series", made.key)
        at = len(into.records["series"]) - 1
        if key not in self.book.made:
            self.book.made[key] = (at, {})
            return
        del into.records["series"][at], into.spots["series"][at]
        first = self.book.made[key][0]
        kept: Any = into.records["series"][first]
        for period, text in made.values.items():
            if kept.values.get(period, text) != text:
                what = f"{period} of {made.indicator}, said again"
                into.lose("dropped", self.table.where(row), what, text, kept.values[period])
        into.records["series"][first] = attrs.evolve(kept, values={**made.values, **kept.values})

    def keep_money(self, record: RecordMap, fields: dict[str, Any], amounts: Mapping[str, Rupiah | None], row: int, column: int) -> bool:
        into = self.into
        if any(isinstance(amount, str) for amount in amounts.values()):
            fields, amounts = {**fields, "amounts": amounts}, {}
        made = into.read("allocations", fields, self.table.sheet, row, column)
        if not isinstance(made, Allocation):
            return False
        made = attrs.evolve(made, amounts=amounts or made.amounts)
        at = len(into.records["allocations"]) - 1
        into.records["allocations"][at] = made
        key = ("allocations", made.key)
        if record.same == "sum" and key in self.book.made:
            del into.records["allocations"][at], into.spots["allocations"][at]
            first = self.book.made[key][0]
            kept: Any = into.records["allocations"][first]
            into.records["allocations"][first] = attrs.evolve(kept, amounts=_added(kept.amounts, amounts))
        elif key not in self.book.made:
            self.book.made[key] = (at, {})
        return True

    def differs(self, key: tuple[str, Any], fields: Mapping[str, Any], row: int) -> None:
        """Tell what a second row says otherwise of one record."""
        kept = self.book.made[key][1]
        for name in fields:
            if name in kept and kept[name] != fields[name]:
                self.into.lose("dropped", self.table.where(row), f"{name} of {key[1]}, said again", fields[name], str(kept[name])[:100])

    def by_period(self, field: Field, row: int, *, amounts: bool) -> dict[str, Any]:
        """Read texts or amounts by period; empty cells say nothing."""
        found: dict[str, Any] = {}
        if not _is_pairs(field):
            return found
        for period, template in field:  # type: ignore[misc] # pairs, as asked
            key = self.text(period, row)
            if key is None:
                continue
            hole = template.lone
            if amounts and hole is not None and hole.kind in {"cell", "top"} and not hole.filters:
                spot = self.place_of(hole, row)
                if spot is not None and spot[0].get(spot[1], hole.name) is not None:
                    found[key] = money_of(spot[0], spot[1], hole.name, self.into)
            elif (text := self.text(template, row)) is not None:
                found[key] = text
        return found

    def place_of(self, hole: Hole, row: int) -> tuple[Table, int] | None:
        if hole.kind == "top":
            top = self.book.top(self.table.sheet)
            return (top, top.first) if top else None
        table, at = self.table, row
        for _ in range(hole.up):
            above = self.book.row_above(table, at)
            if above is None:
                return None
            table, at = above
        return table, at if hole.up else self.source.get(hole.name, at)

    def text(self, template: Template, row: int, *, quiet: bool = False, within: tuple[str, ...] = ()) -> str | None:
        """Fill a template; None where a hole has nothing. Inside of what ``let`` names, the name means the column."""
        found = []
        for part in template.parts:
            text = part if isinstance(part, str) else self.hole(part, row, quiet=quiet, within=within)
            if text is None:
                return None
            found.append(text)
        return "".join(found) or None

    def hole(self, hole: Hole, row: int, *, quiet: bool, within: tuple[str, ...]) -> str | None:
        text: str | None
        if hole.kind == "row":
            text = str(self.table.sheet.numbers[row])
        elif hole.kind in {"each", "number"}:
            text = None if self.parts is None else str(self.parts[hole.kind == "number"])
        elif hole.kind == "last":
            text = self.last.get(hole.name)
        elif hole.kind == "cell" and not hole.up and hole.name in self.plan.let and hole.name not in within:
            text = self.text(self.plan.let[hole.name], row, quiet=quiet, within=(*within, hole.name))
        else:
            text = self.cell(hole, row)
        for one in hole.filters:
            if text is None:
                return None
            after = FILTERS[one](text)
            if one in MENDING and after != text and not quiet:
                self.tell(hole, row, one, text, after)
            text = after
        return text

    def cell(self, hole: Hole, row: int) -> str | None:
        spot = self.place_of(hole, row)
        if spot is None:
            return None
        mark = (id(spot[0]), spot[1], hole.name, "line")
        if mark in self.book.told:
            quiet = Intake()
            return line_of(spot[0], spot[1], hole.name, quiet)
        self.book.told.add(mark)
        return line_of(spot[0], spot[1], hole.name, self.into)

    def tell(self, hole: Hole, row: int, how: str, got: str, kept: str | None) -> None:
        """Tell once of each cell what a filter mended."""
        spot = self.place_of(hole, row) if hole.kind in {"cell", "top"} and hole.name not in self.plan.let else None
        table, at = spot or (self.table, row)
        mark = (id(table), at, hole.name, how)
        if mark not in self.book.told:
            self.book.told.add(mark)
            self.into.lose("mended", table.where(at, hole.name), hole.printed, got, kept)




def _is_pairs(field: Field) -> bool:
    return isinstance(field, tuple) and bool(field) and isinstance(field[0], tuple)


def _templates(field: Field) -> Iterator[Template]:
    if isinstance(field, Template):
        yield field
    elif isinstance(field, tuple):
        for one in field:
            if isinstance(one, Template):
                yield one
            else:
                yield from one


def _added(one: Mapping[str, Rupiah | None], other: Mapping[str, Rupiah | None]) -> dict[str, Rupiah | None]:
    """Add amounts by period; with an unknown one the sum is unknown."""
    found = dict(one)
    for period, amount in other.items():
        before = found.get(period, 0)
        found[period] = None if before is None or amount is None else from_sen(sen(before) + sen(amount))
    return found
