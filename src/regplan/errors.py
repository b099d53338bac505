"""Exceptions: the caller did something that cannot be done. What is wrong with a *plan* is a Finding instead."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = [
    "CallError",
    "DefinitionError",
    "LawError",
    "MissingExtraError",
    "MissingValueError",
    "MixedValuesError",
    "NoValueError",
    "PeriodsDifferError",
    "RecordError",
    "RegplanError",
    "UnitMismatchError",
    "UnitsDifferError",
    "UnknownIdError",
    "UnknownNameError",
    "UnknownUnitError",
    "WeightsError",
]


class RegplanError(Exception):
    """The base of all exceptions of regplan."""


class RecordError(RegplanError, ValueError):
    """
    A record was built from values it cannot hold; every fault is named.

    Attributes:
        record: The class asked for.
        faults: One sentence for each fault.
    """

    def __init__(self, record: str, faults: Iterable[str]) -> None:
        """Keep the class and the faults."""
        self.record = record
        self.faults = tuple(faults)
        super().__init__(record, self.faults)

    def __str__(self) -> str:
        """Say what is wrong, all at once."""
        return f"{self.record}: " + "; ".join(self.faults)


class CallError(RegplanError, ValueError):
    """A function was asked for what makes no sense; the message says what to ask instead."""


class UnknownIdError(RegplanError, KeyError):
    """
    An id is not there; near matches are offered.

    Attributes:
        id: The id asked for.
        place: Where it was looked for.
        near: Ids that look like it.
    """

    def __init__(self, id: str, place: str, near: Iterable[str] = ()) -> None:  # noqa: A002 - the field's own word
        """Keep the id, the place and the near matches."""
        self.id = id
        self.place = place
        self.near = tuple(near)
        super().__init__(id, place, self.near)

    def __str__(self) -> str:
        """Say what was not found, where, and what is near."""
        offer = f"; did you mean {', '.join(map(repr, self.near))}?" if self.near else ""
        return f"{self.id!r} is not in {self.place}{offer}"


class UnknownNameError(RegplanError, ValueError):
    """
    A word that names a rule, a level or a format is not known; near matches are offered.

    Attributes:
        name: The word given.
        kind: What it should name.
        near: Known words that look like it.
    """

    def __init__(self, name: str, kind: str, near: Iterable[str] = ()) -> None:
        """Keep the word, what it should name and the near matches."""
        self.name = name
        self.kind = kind
        self.near = tuple(near)
        super().__init__(name, kind, self.near)

    def __str__(self) -> str:
        """Say what is not known and what is near."""
        offer = f"; did you mean {', '.join(map(repr, self.near))}?" if self.near else ""
        return f"{self.name!r} is no {self.kind}{offer}"


class DefinitionError(RegplanError, ValueError):
    """A rule or another definition of the program contradicts itself or the law data it cites."""


class LawError(RegplanError, ValueError):
    """Law data cannot be used: an unknown key, an overlap, a wrong date."""


class NoValueError(LawError, LookupError):
    """A parameter of law has no value at a date; the message names the range that is known."""


class MixedValuesError(CallError):
    """Two values cannot be compared: an interval with a grade, grades of two scales, words with a number."""


class MissingValueError(CallError):
    """A value is missing and the caller asked for an error where one is."""


class UnitsDifferError(CallError):
    """Values of different units were to be added or averaged."""


class PeriodsDifferError(CallError):
    """Values of unlike periods were to be put together: a year with its quarters, six years with one."""


class WeightsError(CallError):
    """Weights do not total 1, are negative, or are stated for some parts only."""


class UnknownUnitError(UnknownNameError):
    """A text says no unit of measurement; near matches are offered."""


class UnitMismatchError(CallError):
    """
    Two units measure different things, so that values in one cannot be expressed in the other.

    Attributes:
        unit: The unit given.
        dimension: What it measures.
        to: The unit it should become.
        to_dimension: What that one measures.
    """

    def __init__(self, unit: str, dimension: str, to: str, to_dimension: str) -> None:
        """Keep both units and what they measure."""
        self.unit = unit
        self.dimension = dimension
        self.to = to
        self.to_dimension = to_dimension
        super().__init__(unit, dimension, to, to_dimension)

    def __str__(self) -> str:
        """Say what each unit measures, and how to mend it."""
        return (
            f"{self.unit!r} measures {self.dimension}, {self.to!r} measures {self.to_dimension}: they can be neither "
            f"converted nor added; state both values in one unit, or keep two totals"
        )


class MissingExtraError(RegplanError, ImportError):
    """
    Something needs an extra that is not installed.

    Example:
        >>> str(MissingExtraError("excel", "python-calamine"))
        "python-calamine is not installed; install it with: python3 -m pip install 'regplan[excel]'"
    """

    def __init__(self, extra: str, package: str) -> None:
        """Say what is missing and the line that installs it."""
        super().__init__(f"{package} is not installed; install it with: python3 -m pip install 'regplan[{extra}]'")
        self.extra = extra
        self.package = package

    def __reduce__(self) -> tuple[type[MissingExtraError], tuple[str, str]]:
        """Survive pickling."""
        return MissingExtraError, (self.extra, self.package)
