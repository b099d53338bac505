"""A table of a plan: a tuple of records that also answers to ids."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, SupportsIndex, TypeVar, overload

from regplan.errors import UnknownIdError
from regplan.model.base import Record
from regplan.values.text import near

__all__ = ["Table"]

R = TypeVar("R", bound=Record)
D = TypeVar("D")


class Table(tuple[R, ...]):  # noqa: SLOT001 - a tuple has no room for slots; the ids are kept in its dict
    """
    The records of one kind, in the order of the source; ``table["T1"]`` is the first with that id.

    Two records with one id are both kept (a check reports them); look-ups give the first.

    Example:
        >>> from regplan.model.structure import Goal
        >>> goals = Table([Goal(id="T1", title="Mewujudkan masyarakat sehat")])
        >>> goals["T1"].title, "T2" in goals
        ('Mewujudkan masyarakat sehat', False)
    """

    _ids: dict[str, R]

    @overload
    def __getitem__(self, key: str) -> R: ...
    @overload
    def __getitem__(self, key: SupportsIndex) -> R: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[R, ...]: ...
    def __getitem__(self, key: str | SupportsIndex | slice) -> R | tuple[R, ...]:
        """
        Return the record with an id, or at a position.

        Raises:
            UnknownIdError: No record has the id; near matches are offered. It is a KeyError.
        """
        if not isinstance(key, str):
            return super().__getitem__(key)
        try:
            return self.by_id[key]
        except KeyError:
            kind = type(self[0]).__name__ if self else "record"
            raise UnknownIdError(key, f"this table of {len(self)} {kind} rows", near(key, self.by_id)) from None

    @property
    def by_id(self) -> dict[str, R]:
        """The first record of each id; do not change it."""
        try:
            return self._ids
        except AttributeError:
            has_ids = hasattr(next(iter(self), None), "id")
            self._ids = {record.id: record for record in reversed(self)} if has_ids else {}  # type: ignore[attr-defined] # looked up
            return self._ids

    @overload
    def get(self, key: str) -> R | None: ...
    @overload
    def get(self, key: str, default: D) -> R | D: ...
    def get(self, key: str, default: Any = None) -> Any:
        """Return the record with an id, or *default*."""
        return self.by_id.get(key, default)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in order; a repeated one as often as it stands."""
        return tuple(record.id for record in self) if self.by_id else ()  # type: ignore[attr-defined] # by_id has looked

    def __contains__(self, key: object) -> bool:
        """Tell whether an id or a record is in the table."""
        return key in self.by_id if isinstance(key, str) else super().__contains__(key)

    def __repr__(self) -> str:
        """Show how many rows there are and the first of them."""
        if not self:
            return "Table(empty)"
        first = ", ".join(self.ids[:3]) if self.by_id else repr(self[0])
        more = ", …" if len(self) > (3 if self.by_id else 1) else ""
        return f"Table({len(self)} {type(self[0]).__name__}: {first}{more})"

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the records alone."""
        return (Table, (tuple(self),))

    def replaced(self, records: Iterable[R]) -> Table[R]:
        """
        Return a table in which each of *records* takes the place of the one with its id, new ones at the end.

        Example:
            >>> import attrs
            >>> from regplan.model.structure import Goal
            >>> goals = Table([Goal(id="T1"), Goal(id="T2")])
            >>> goals.replaced([attrs.evolve(goals["T2"], title="Baru")])["T2"].title
            'Baru'
        """
        new = {record.id: record for record in records}  # type: ignore[attr-defined] # raises for tables without ids
        rows = [new.pop(record.id, record) for record in self]  # type: ignore[attr-defined] # as above
        return Table([*rows, *new.values()])
