"""A mapping put to sheets: each row becomes records, or is told in the loss."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from regplan.io.intake import Intake
from regplan.io.mapping.filling import Book, Cells
from regplan.io.mapping.model import ByPeriod, ColumnMapping, Condition, Field, RecordMap
from regplan.io.mapping.templates import Hole, Template
from regplan.io.sheets import Sheet, Table, column_key
from regplan.model._said import RECORD
from regplan.model.budget import Allocation
from regplan.model.keys import RECORD_KEYS, field_keys
from regplan.model.plan import join_heading, read_heading
from regplan.model.rows import RowReader
from regplan.model.schema import specs_of
from regplan.model.tables import TABLES
from regplan.model.targets import Series
from regplan.values.lang import Bilingual
from regplan.values.marked import part_of
from regplan.values.money import Rupiah, from_sen, sen
from regplan.values.text import near, repaired

__all__ = ["read_mapped"]


def read_mapped(mapping: ColumnMapping, sheets: Sequence[Sheet], into: Intake) -> None:
    """Read sheets by a mapping; what is wrong with the mapping is told at its own line, what is lost at the row."""
    _constants(mapping, into)
    book = Book(tuple(sheets), {}, into)
    for sheet in sheets:
        plan = mapping.of(sheet)
        if plan is not None:
            reader = _Reader(plan, book.table(sheet, plan), book, file=mapping.file)
            reader.read()


def _constants(mapping: ColumnMapping, into: Intake) -> None:
    """Make the records that no table says."""
    reader = RowReader(file=mapping.file)
    if mapping.heading:
        join_heading(reader, into.heading, read_heading(reader, mapping.heading))
    for row in mapping.constants:
        table = RECORD_KEYS[row["record"]]
        kept = part_of(row, {key: value for key, value in row.items() if key != "record"})
        record = reader.record(TABLES[table], kept, {})
        if record is not None:
            into.records[table].append(record)
            into.spots[table].add(None)
    into.findings += reader.findings
    into.loss += reader.loss


_NONE: Final = 0
_AGAIN: Final = 1
_NEW: Final = 2
"""What becomes of a record of a row: none, found to be there already, or made (or joined with one: more is said)."""


@attrs.define
class _Reader(Cells):
    """Goes through the rows of one table once and makes the records."""

    file: str = attrs.field(kw_only=True)
    used: set[str] = attrs.field(factory=set)
    columns: dict[int, frozenset[str]] = attrs.field(factory=dict)

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
            self.into.lose(
                "dropped",
                self.table.sheet.where(self.table.first - 1, others[0]),
                f"column {key}",
                "a head that stands twice",
            )
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
                reader.problem(
                    "FILE-06", template.place, key=hole.printed, record=RECORD, near=near(hole.name, RECORD_KEYS)
                )
            return
        if hole.kind not in {"cell", "top"} or (
            hole.kind == "cell" and not hole.up and hole.name in self.plan.let and hole.name != within
        ):
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
        self.left(row, {at: found for at, one in enumerate(self.plan.rows) if (found := self.record(one, row))})

    def left(self, row: int, made: Mapping[int, int]) -> None:
        """
        Tell of the mapped cells of a row that no record has; of all the row where it gives no record but such as were there.

        Args:
            row: The row.
            made: By position of a record in the mapping, what became of it.
        """
        had = self.deciding().union(*map(self.columns_of, made))
        left = [key for key in self.table.columns if key in self.used - had and self.table.get(row, key) is not None]
        if not made or (left and max(made.values()) == _AGAIN):
            self.into.lose(
                "dropped", self.table.where(row), "row: no record of the mapping is for it", self.table.record(row)
            )
            return
        for key in left:
            self.into.lose("dropped", self.table.where(row, key), key, self.table.get(row, key))

    def columns_of(self, at: int) -> frozenset[str]:
        """Return the columns that a record of the mapping has, by its position there."""
        if at not in self.columns:
            record = self.plan.rows[at]
            own = [record.record, *([record.each] if record.each else [])]
            own += [one for field in record.fields.values() for one in _templates(field)]
            self.columns[at] = self.named(own)
        return self.columns[at]

    def deciding(self) -> frozenset[str]:
        """Return the columns that only decide which records a row gives: no record has them, and none lacks them."""
        if -1 not in self.columns:
            asked = [one.subject for skip in self.plan.skip for one in skip.conditions]
            asked += [one.subject for record in self.plan.rows for one in record.when]
            self.columns[-1] = self.named(asked).difference(*map(self.columns_of, range(len(self.plan.rows))))
        return self.columns[-1]

    def named(self, templates: Iterable[Template], within: frozenset[str] = frozenset()) -> frozenset[str]:
        """Return the columns of this table that templates name, also by way of ``let``."""
        found: set[str] = set()
        for hole in (hole for template in templates for hole in template.holes if hole.kind == "cell" and not hole.up):
            if hole.name in self.plan.let and hole.name not in within:
                found |= self.named([self.plan.let[hole.name]], within | {hole.name})
            else:
                found.add(hole.name)
        return frozenset(found)

    def record(self, record: RecordMap, row: int) -> int:
        """Make the records of one row; say whether they are new, were there, or are none."""
        if record.each is None:
            return self.one(record, row) if all(self.holds(one, row) for one in record.when) else 0
        hole = record.each.lone
        found = self.place_of(hole, row) if hole else None
        cell = found[0].get(found[1], hole.name) if hole and found else None
        made = _NONE
        for number, part in enumerate((one for one in str(cell or "").split(record.by) if one.strip()), start=1):
            self.parts = (repaired(part) or part.strip(), number)
            if all(self.holds(one, row) for one in record.when):
                made = max(made, self.one(record, row))
        self.parts = None
        return made

    def holds(self, condition: Condition, row: int) -> bool:
        text = self.text(condition.subject, row, quiet=True)
        if condition.filled:
            return text is not None
        if condition.begins:
            return text is not None and text.casefold().startswith(tuple(one.casefold() for one in condition.begins))
        return text in condition.wanted

    def one(self, record: RecordMap, row: int) -> int:
        word = self.text(record.record, row)
        if word is None:
            return _NONE
        if word not in RECORD_KEYS:
            hole = next(iter(record.record.holes), None)
            key = hole.name if hole else None
            self.into.problem(
                "FILE-06", self.table.where(row, key), key=word[:80], record=RECORD, near=near(word, RECORD_KEYS)
            )
            return _NONE
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
                    return _NONE
                (money if spec.kind == "amounts" else fields)[spec.name if spec.kind == "amounts" else key] = values
            elif isinstance(field, tuple):
                fields[key] = [text for one in field if (text := self.text(one, row)) is not None]
            elif isinstance(field, Template) and (text := self.text(field, row)) is not None:
                fields[key] = text
        column = self.first_column(record)
        return self.keep(record, word, fields, money, row, column)

    def first_column(self, record: RecordMap) -> int:
        for field in reversed(tuple(record.fields.values())):
            for template in _templates(field):
                for hole in template.holes:
                    if hole.kind == "cell" and not hole.up and hole.name in self.table.columns:
                        return self.table.columns[hole.name]
        return 0

    def keep(
        self, record: RecordMap, word: str, fields: dict[str, Any], money: dict[str, Any], row: int, column: int
    ) -> int:
        """Keep a record, or find that it was kept before."""
        table, into = RECORD_KEYS[word], self.into
        if table == "allocations":
            return _NEW * self.keep_money(record, fields, money.get("amounts", {}), row, column)
        name = fields.get("id")
        key = (table, name) if name is not None else (table, tuple(sorted((k, str(v)) for k, v in fields.items())))
        if record.same in {None, "once"} and key in self.book.made:
            self.differs(key, fields, row)
            if name is not None:
                self.last[word] = name
            return _AGAIN
        made = into.read(table, fields, self.table.sheet, row, column)
        if made is None:
            return _NONE
        self.book.made[key] = (len(into.records[table]) - 1, dict(fields))
        if name is not None:
            self.last[word] = getattr(made, "id", name)
        if isinstance(made, Series) and record.same != "keep":
            self.join(made, row)
        return _NEW

    def join(self, made: Series, row: int) -> None:
        """Join a series with the one of the same indicator, document and role; of two texts for one period the first stays."""
        into, key = self.into, ("series", made.key)
        at = len(into.records["series"]) - 1
        if key not in self.book.made:
            self.book.made[key] = (at, {})
            return
        del into.records["series"][at]
        del into.spots["series"][at]
        first = self.book.made[key][0]
        kept: Any = into.records["series"][first]
        for period, text in made.values.items():
            if kept.values.get(period, text) != text:
                what = f"{period} of {made.indicator}, said again"
                into.lose("dropped", self.table.where(row), what, text, kept.values[period])
        into.records["series"][first] = attrs.evolve(kept, values={**made.values, **kept.values})

    def keep_money(
        self, record: RecordMap, fields: dict[str, Any], amounts: Mapping[str, Rupiah | None], row: int, column: int
    ) -> bool:
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
            del into.records["allocations"][at]
            del into.spots["allocations"][at]
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
                self.into.lose(
                    "dropped",
                    self.table.where(row),
                    f"{name} of {key[1]}, said again",
                    fields[name],
                    str(kept[name])[:100],
                )

    def by_period(self, field: Field, row: int, *, amounts: bool) -> dict[str, Any]:
        """Read texts or amounts by period; empty cells say nothing."""
        found: dict[str, Any] = {}
        if not isinstance(field, ByPeriod):
            return found
        for period, template in field.pairs:
            key = self.text(period, row)
            if key is None:
                continue
            hole = template.lone
            if amounts and hole is not None and hole.kind in {"cell", "top"} and not hole.filters:
                spot = self.place_of(hole, row)
                if spot is not None and spot[0].get(spot[1], hole.name) is not None:
                    found[key] = self.book.money(spot[0], spot[1], hole.name)
            elif (text := self.text(template, row)) is not None:
                found[key] = text
        return found


def _templates(field: Field) -> Iterator[Template]:
    if isinstance(field, Template):
        yield field
    elif isinstance(field, ByPeriod):
        for pair in field.pairs:
            yield from pair
    else:
        yield from field


def _added(one: Mapping[str, Rupiah | None], other: Mapping[str, Rupiah | None]) -> dict[str, Rupiah | None]:
    """Add amounts by period; with an unknown one the sum is unknown."""
    found = dict(one)
    for period, amount in other.items():
        before = found.get(period, 0)
        found[period] = None if before is None or amount is None else from_sen(sen(before) + sen(amount))
    return found
