"""Exceptions: the caller did something that cannot be done. What is wrong with a *plan* is a Finding instead."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from regplan.values.lang import Bilingual, Lang

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
    """
    The base of all exceptions of regplan.

    ``str`` is English, for logs; ``text`` says it in the language asked for, where the one who raises it gives both (all that the
    command line can meet).

    Example:
        >>> error = CallError(Bilingual("sebut tahunnya", "name the year"))
        >>> str(error), error.text("id"), CallError("name the year").text("id")
        ('name the year', 'sebut tahunnya', 'name the year')
    """

    def text(self, lang: Lang) -> str:
        """Say what is wrong in *lang*."""
        return self.told.text(lang)

    @property
    def told(self) -> Bilingual:
        """What is wrong, in both languages; English twice where only that was given."""
        return self._told() or _both(str(self))

    def __str__(self) -> str:
        """Say what is wrong, in English."""
        told = self._told()
        return super().__str__() if told is None else told.en

    def _told(self) -> Bilingual | None:
        """Return what is said in both languages, where it is."""
        first = self.args[0] if len(self.args) == 1 else None
        return first if isinstance(first, Bilingual) else None


def _both(text: str | Bilingual) -> Bilingual:
    return text if isinstance(text, Bilingual) else Bilingual(text, text)


def _offer(near: tuple[str, ...]) -> Bilingual:
    words = ", ".join(map(repr, near))
    return Bilingual(f"; mungkin {words}?", f"; did you mean {words}?") if near else Bilingual("", "")


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

    def __init__(self, id: str, place: str | Bilingual, near: Iterable[str] = ()) -> None:  # noqa: A002 - the field's own word
        """Keep the id, the place and the near matches."""
        self.id = id
        self.place = _both(place).en
        self.near = tuple(near)
        super().__init__(id, place, self.near)

    def _told(self) -> Bilingual:
        """Say what was not found, where, and what is near."""
        place, offer = _both(self.args[1]), _offer(self.near)
        return Bilingual(
            f"{self.id!r} tidak ada di {place.id}{offer.id}", f"{self.id!r} is not in {place.en}{offer.en}"
        )


class UnknownNameError(RegplanError, ValueError):
    """
    A word that names a rule, a level or a format is not known; near matches are offered.

    Attributes:
        name: The word given.
        kind: What it should name.
        near: Known words that look like it.
    """

    def __init__(self, name: str, kind: str | Bilingual, near: Iterable[str] = ()) -> None:
        """Keep the word, what it should name and the near matches."""
        self.name = name
        self.kind = _both(kind).en
        self.near = tuple(near)
        super().__init__(name, kind, self.near)

    def _told(self) -> Bilingual:
        """Say what is not known and what is near."""
        kind, offer = _both(self.args[1]), _offer(self.near)
        return Bilingual(f"{self.name!r} bukan {kind.id}{offer.id}", f"{self.name!r} is no {kind.en}{offer.en}")


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
        >>> str(MissingExtraError("excel", "python-calamine", "pagu.xlsx"))
        "pagu.xlsx needs python-calamine, which is not installed; install it with: python3 -m pip install 'regplan[excel]'"
    """

    def __init__(self, extra: str, package: str, file: str = "") -> None:
        """Say what is missing, which file needs it, and the line that installs it."""
        line = f"python3 -m pip install 'regplan[{extra}]'"
        needs = Bilingual(f"{file} memerlukan {package}, yang", f"{file} needs {package}, which")
        what = needs if file else Bilingual(package, package)
        super().__init__(
            Bilingual(
                f"{what.id} belum terpasang; pasang dengan: {line}",
                f"{what.en} is not installed; install it with: {line}",
            )
        )
        self.extra = extra
        self.package = package
        self.file = file

    def __reduce__(self) -> tuple[type[MissingExtraError], tuple[str, str, str]]:
        """Survive pickling."""
        return MissingExtraError, (self.extra, self.package, self.file)


THIS_PLAN: Final = Bilingual("rencana ini", "this plan")
OPD_OF_PLAN: Final = Bilingual("OPD rencana ini", "the OPD of this plan")
"""Where ids are looked for most often."""
