"""Answers as plain values: a tuple that pandas, Polars and JSON take at once."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

import attrs

__all__ = ["Answers"]

T = TypeVar("T", bound=attrs.AttrsInstance)


class Answers(tuple[T, ...], Generic[T]):
    """
    The answers to a question, each a frozen value; an empty one says that there are none.

    Example:
        >>> from regplan.graph.agencies import working_alone
        >>> from regplan.model import Agency, Plan
        >>> found = working_alone(Plan(agencies=[Agency(id="dinkes")]))
        >>> len(found), found.to_dicts()[0]["agency"]
        (1, 'dinkes')
    """

    __slots__ = ()

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return one dict an answer, of plain data; days as text."""
        return [attrs.asdict(one, value_serializer=_plain) for one in self]


def _plain(_: Any, __: Any, value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
