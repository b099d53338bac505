"""The plan: one flat set of tables in which many documents speak about the same nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

import attrs

from regplan.diagnostics.finding import Where
from regplan.diagnostics.inputs import InputErrors
from regplan.errors import THIS_PLAN, RecordError, UnknownIdError
from regplan.model._said import RECORD, ROW, differing
from regplan.model.agencies import Agency, Place
from regplan.model.alignment import Link, Reference
from regplan.model.base import Record
from regplan.model.budget import Allocation
from regplan.model.documents import Commitment, Document
from regplan.model.flat import HEADING, Columns, flat_heading, flat_table
from regplan.model.heading import Heading, Region
from regplan.model.keys import RECORD_KEYS
from regplan.model.origins import NumberedOrigins, Origins
from regplan.model.rows import RowReader
from regplan.model.schema import Extra, Line, Year, frozen_extra
from regplan.model.structure import (
    Activity,
    Entry,
    Goal,
    Mission,
    Node,
    Objective,
    PolicyDirection,
    Program,
    Strategy,
    SubActivity,
    Vision,
)
from regplan.model.table import Table
from regplan.model.tables import NODE_TABLES, TABLES
from regplan.model.targets import Indicator, Series
from regplan.values import marked
from regplan.values.marked import part_of, place_of
from regplan.values.text import near, quoted

__all__ = ["Plan", "join_heading", "read_heading", "read_rows"]


T = TypeVar("T")


def as_table(records: Iterable[Any]) -> Table[Any]:
    """Make a table of any records; a table is taken as it is."""
    if isinstance(records, Table) or not isinstance(records, Iterable):
        return records  # what is no collection is left to be refused
    return Table(records)


@attrs.frozen(kw_only=True, repr=False)
class Plan:
    """
    *Rencana pembangunan daerah* as data: flat tables of frozen records that refer to each other by id.

    Trees are derived (``rp.alignment_graph``), files are read by ``rp.load``. Ids that dangle or repeat may be
    built: ``rp.check`` reports them. A plan is hashable, picklable and equal by value; where its records came from
    is kept beside them and does not count.

    Attributes:
        title: Its name.
        region: Whose plan it is.
        first_year: First year of the period it describes; it does not bound what documents say.
        last_year: Last year of that period.
        extra: The user's own ``x-…`` fields.

    Example:
        >>> plan = Plan(goals=[Goal(id="T1", title="Mewujudkan masyarakat yang sehat")])
        >>> plan.goals["T1"].title
        'Mewujudkan masyarakat yang sehat'
    """

    title: Line | None = None
    region: Region | None = None
    first_year: Year | None = None
    last_year: Year | None = None
    documents: Table[Document] = attrs.field(factory=Table, converter=as_table)
    agencies: Table[Agency] = attrs.field(factory=Table, converter=as_table)
    places: Table[Place] = attrs.field(factory=Table, converter=as_table)
    references: Table[Reference] = attrs.field(factory=Table, converter=as_table)
    visions: Table[Vision] = attrs.field(factory=Table, converter=as_table)
    missions: Table[Mission] = attrs.field(factory=Table, converter=as_table)
    goals: Table[Goal] = attrs.field(factory=Table, converter=as_table)
    objectives: Table[Objective] = attrs.field(factory=Table, converter=as_table)
    strategies: Table[Strategy] = attrs.field(factory=Table, converter=as_table)
    policy_directions: Table[PolicyDirection] = attrs.field(factory=Table, converter=as_table)
    programs: Table[Program] = attrs.field(factory=Table, converter=as_table)
    activities: Table[Activity] = attrs.field(factory=Table, converter=as_table)
    sub_activities: Table[SubActivity] = attrs.field(factory=Table, converter=as_table)
    entries: Table[Entry] = attrs.field(factory=Table, converter=as_table)
    indicators: Table[Indicator] = attrs.field(factory=Table, converter=as_table)
    series: Table[Series] = attrs.field(factory=Table, converter=as_table)
    allocations: Table[Allocation] = attrs.field(factory=Table, converter=as_table)
    links: Table[Link] = attrs.field(factory=Table, converter=as_table)
    commitments: Table[Commitment] = attrs.field(factory=Table, converter=as_table)
    extra: Extra | None = attrs.field(default=None, converter=frozen_extra)
    origins: Origins | None = attrs.field(default=None, eq=False)
    _memo: dict[str, Any] = attrs.field(factory=dict, eq=False, init=False)

    def __attrs_post_init__(self) -> None:
        """Refuse records in the wrong table and faults of the heading."""
        tables: dict[str, Any] = {name: getattr(self, name) for name in TABLES}
        faults = [
            f"{name} takes records, not {quoted(rows)}" for name, rows in tables.items() if type(rows) is not Table
        ]
        faults += [
            f"{name} takes {cls.__name__} rows, not {other.__name__}"
            for name, cls in TABLES.items()
            if type(tables[name]) is Table
            for other in set(map(type, tables[name])) - {cls}
        ]
        if self.region is not None and type(self.region) is not Region:
            faults.append(f"region takes a Region, not {type(self.region).__name__}")
        Heading(title=self.title, first_year=self.first_year, last_year=self.last_year, extra=self.extra)
        if faults:
            raise RecordError("Plan", faults[:20])

    @classmethod
    def from_records(cls, rows: Iterable[Mapping[str, Any]]) -> Plan:
        """
        Build a plan from rows of a database: dicts with ``record`` (``goal``, ``program``, ``allocation`` …).

        Field names may be English or Indonesian, as in files; unknown ``x-…`` fields are kept. As ``rp.load`` does,
        it raises for what is wrong, and mends text that can be mended without a guess (an outer blank, another
        Unicode form); ``rp.read_records`` tells what was mended and gives what could be read of rows that are not clean.

        Args:
            rows: One mapping a record; a row ``{"record": "plan", …}`` gives title, region and years.

        Returns:
            The plan.

        Raises:
            InputErrors: An exception group with every problem of every row; ``where`` has its number, 1 the first,
                and the field.

        Example:
            >>> plan = Plan.from_records([{"record": "goal", "id": "T1", "title": "Mewujudkan", "x-siap": "ya"}])
            >>> plan.goals["T1"].extra["x-siap"]
            'ya'
        """
        reader = RowReader()
        plan = read_rows(rows, reader)
        errors = [finding for finding in reader.findings if finding.severity == "error"]
        if errors:
            raise InputErrors.of(errors)
        return plan

    def replace(self, **changes: Any) -> Plan:
        """
        Return a copy with some tables or heading fields changed; records keep the place they came from.

        Example:
            >>> Plan(title="Rancangan").replace(title="Akhir").title
            'Akhir'
        """
        origins = changes.pop("origins", None) or self._moved_origins(changes)
        return attrs.evolve(self, origins=origins, **changes)

    def _moved_origins(self, changes: Mapping[str, Any]) -> Origins | None:
        old = self.origins
        changed = [name for name in changes if name in TABLES]
        if old is None or not changed:
            return old
        moved: dict[str, dict[int, int]] = {
            name: {id(record): at for at, record in enumerate(getattr(self, name))} for name in changed
        }
        for name in changed:
            changes[name] = rows = Table(changes[name])  # type: ignore[index] # the caller's own dict
            moved[name] = {new: moved[name][id(record)] for new, record in enumerate(rows) if id(record) in moved[name]}
        return MovedOrigins(old, moved)

    def table(self, name: str) -> Table[Any]:
        """Return a table by name."""
        if name not in TABLES:
            raise UnknownIdError(name, "the tables of a plan", near(name, TABLES))
        table: Table[Any] = getattr(self, name)
        return table

    @property
    def nodes(self) -> Table[Node]:
        """All nodes, level by level from vision to sub activity."""
        return self.remember("nodes", lambda: Table(node for name in NODE_TABLES for node in getattr(self, name)))

    def records(self) -> Iterator[tuple[str, int, Record]]:
        """Go through all records with table and position."""
        for name in TABLES:
            for position, record in enumerate(getattr(self, name)):
                yield name, position, record

    def tables(self) -> dict[str, Columns]:
        """
        Return the plan as plain columns by table, for a DataFrame, CSV or Parquet; tables without rows are left out.

        Series and allocations have a row for each period; the table ``plan`` is the heading.

        Example:
            >>> flat = Plan(title="RPJMD", goals=[Goal(id="T1", title="Mewujudkan masyarakat sehat")]).tables()
            >>> list(flat), flat["goals"]["id"], flat["goals"]["title"]
            (['plan', 'goals'], ['T1'], ['Mewujudkan masyarakat sehat'])
        """
        heading = Heading(title=self.title, first_year=self.first_year, last_year=self.last_year, extra=self.extra)
        flat = {name: flat_table(name, getattr(self, name)) for name in TABLES if getattr(self, name)}
        return {HEADING: flat_heading(heading, self.region), **flat}

    def find(self, id: str) -> Record:  # noqa: A002 - the field's own word
        """
        Return the first record of any kind with an id.

        Raises:
            UnknownIdError: Nothing has the id; near matches are offered.
        """
        known = self.remember("by_id", self._all_ids)
        try:
            return known[id]
        except KeyError:
            raise UnknownIdError(id, THIS_PLAN, near(id, known)) from None

    def _all_ids(self) -> dict[str, Record]:
        known: dict[str, Record] = {}
        for name in TABLES:
            for key, record in getattr(self, name).by_id.items():
                known.setdefault(key, record)
        return known

    def remember(self, name: str, make: Callable[[], T]) -> T:
        """Return what was derived from the plan under *name*, made on first use; it never counts in equality."""
        if name not in self._memo:
            self._memo[name] = make()
        value: T = self._memo[name]
        return value

    def __len__(self) -> int:
        """Count the records."""
        return sum(len(getattr(self, name)) for name in TABLES)

    def __bool__(self) -> bool:
        """A plan is always true: an empty one is a plan too."""
        return True

    def __repr__(self) -> str:
        """Summarise the plan for a notebook."""
        name = self.title or (self.region.name if self.region else None) or "untitled"
        counts = ", ".join(f"{len(getattr(self, table))} {table}" for table in TABLES if getattr(self, table))
        return f"<Plan {name!r}: {counts or 'empty'}>"

    def __getstate__(self) -> dict[str, Any]:
        """Pickle what the plan says, not what was derived from it."""
        return {field.name: getattr(self, field.name) for field in attrs.fields(Plan) if field.init}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take the state back."""
        for name, value in state.items():
            object.__setattr__(self, name, value)
        object.__setattr__(self, "_memo", {})


@attrs.frozen
class MovedOrigins:
    """The places of a plan of which some tables were replaced: records that are still the same keep theirs."""

    old: Origins
    moved: Mapping[str, Mapping[int, int]]

    def where(self, table: str, position: int) -> Where | None:
        """Look the place up where the record was before."""
        if table not in self.moved:
            return self.old.where(table, position)
        before = self.moved[table].get(position)
        return None if before is None else self.old.where(table, before)


def read_rows(rows: Iterable[Mapping[str, Any]], reader: RowReader) -> Plan:
    """Build a plan of what can be read of rows of a database; what is wrong or mended is kept by the reader."""
    tables: dict[str, list[Record]] = {name: [] for name in TABLES}
    numbers: dict[str, list[int]] = {name: [] for name in TABLES}
    heading: dict[str, Any] = {}
    for number, row in enumerate(rows, start=1):
        reader.row = number
        word = row.get("record") if isinstance(row, Mapping) else None  # type: ignore[redundant-expr] # rows are the caller's
        if not isinstance(word, str):
            reader.problem("FILE-10", None, key="record", record=ROW, where="")
            reader.lose("dropped", None, "row", row)
            continue
        fields = {key: value for key, value in row.items() if key != "record"}
        if word == "plan":
            join_heading(reader, heading, read_heading(reader, fields))
        elif word in RECORD_KEYS:
            table = RECORD_KEYS[word]
            record = reader.record(TABLES[table], fields, {})
            if record is not None:
                tables[table].append(record)
                numbers[table].append(number)
        else:
            reader.problem("FILE-06", None, key=word[:80], record=RECORD, near=near(word, RECORD_KEYS))
            reader.lose("dropped", None, word[:80], row)
    origins = NumberedOrigins(reader.file, {name: tuple(table) for name, table in numbers.items() if table})
    return Plan(**heading, **tables, origins=origins)  # type: ignore[arg-type] # sorted by table above


def read_heading(reader: RowReader, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Read title, region and years of a plan."""
    plain = part_of(fields, {key: value for key, value in fields.items() if key not in {"region", "daerah"}})
    heading = reader.record(Heading, plain, {})
    read = {name: getattr(heading, name) for name in ("title", "first_year", "last_year", "extra")}
    for key in ("region", "daerah"):
        value = fields.get(key)
        if isinstance(value, Mapping):
            join_heading(reader, read, {"region": reader.record(Region, value, {})}, place_of(fields, key))
        elif value is not None:
            reader.wrong_shape(fields, key, value)
    return {name: value for name, value in read.items() if value is not None}


def join_heading(
    reader: RowReader, heading: dict[str, Any], given: Mapping[str, Any], place: marked.Place | None = None
) -> None:
    """Add what another file or place says of the plan itself; it may repeat what is known and must not contradict it."""
    for name, value in given.items():
        if value is not None and (known := heading.setdefault(name, value)) != value:
            reader.problem("FILE-16", place, key=name, got=differing(value, known), expected=differing(known, value))
            reader.lose("dropped", place, name, value)
