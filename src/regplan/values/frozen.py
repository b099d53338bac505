"""A small mapping that does not change: values by period, dates by event, x-… fields."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

__all__ = ["FrozenMap"]

V = TypeVar("V")


class FrozenMap(dict[str, V]):
    """
    A dict with text keys that cannot be changed: hashable, picklable, equal by value.

    It is a dict so that JSON writers, pandas and readers of code take it as one.

    Example:
        >>> ceilings = FrozenMap({"2026": 4, "2027": 5})
        >>> ceilings["2026"], hash(ceilings) == hash(FrozenMap({"2027": 5, "2026": 4}))
        (4, True)
    """

    __slots__ = ()

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse: a FrozenMap does not change."""
        msg = "a FrozenMap does not change; make a new one: FrozenMap({**old, key: value})"
        raise TypeError(msg)

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override] # a dict that does not change may be hashed
        """Hash by value."""
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the data alone."""
        return (type(self), (dict(self),))
