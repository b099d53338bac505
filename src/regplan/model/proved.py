"""Records of values that were proved good before: built without the check of the constructor (docs/design/0003)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, TypeVar

from regplan.model.base import Record
from regplan.values.text import id_fault

__all__ = ["is_id", "maker"]

R = TypeVar("R", bound=Record)


@cache
def maker(cls: type[R]) -> Callable[..., R]:
    """
    Return the constructor of a class without its check, for values that cannot be bad.

    Args:
        cls: The class.

    Returns:
        A function of the fields by name. Converters run; the caller has proved texts by ``line_fault`` and ``text_fault``, ids by
        ``is_id``, words by the types of literals, amounts by ``is_money`` and periods by how they are made.

    Example:
        >>> from regplan.model.agencies import Agency
        >>> maker(Agency)(id="1.02", name="Dinas Kesehatan") == Agency(id="1.02", name="Dinas Kesehatan")
        True
    """
    build: Callable[..., None] = cls.__init__.__wrapped__  # type: ignore[attr-defined] # every class of records is checked
    new = cls.__new__

    def make(**fields: Any) -> R:
        record = new(cls)
        build(record, **fields)
        return record

    return make


@lru_cache(maxsize=2**17)
def is_id(text: str) -> bool:
    """
    Tell whether a text is a good id; asked once for each text.

    Example:
        >>> is_id("1.02/keluaran"), is_id("/1.02")
        (True, False)
    """
    return id_fault(text) is None
