"""Stages of a budget as data: between what money may be moved, by which instrument, and what else a change must keep to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, Literal, get_args

import attrs

from regplan.errors import NoValueError, UnknownNameError
from regplan.law.fields import NAMED, confidence_faults, day_faults, key_faults, refuse, text_faults, word_faults
from regplan.values.frozen import FrozenMap
from regplan.values.text import near, quoted

__all__ = ["BudgetStage", "Change", "Move", "MoveInstrument", "StageRule", "Stages", "stage_faults"]

BudgetStage = Literal["original", "shift", "change", "shift_after_change", "realisation"]
"""MURNI, PERGESERAN, PERUBAHAN, PERGESERAN after it, REALISASI (regulations §3.6)."""

Move = Literal[
    "agency",
    "unit",
    "program",
    "activity",
    "sub_activity",
    "group",
    "kind",
    "object",
    "detail",
    "sub_detail",
    "description",
]
"""What money is moved between; kelompok, jenis, objek, rincian objek and sub rincian objek are parts of an account."""

MoveInstrument = Literal["apbd_change", "penjabaran_change", "dpa_change"]
"""Change of the Perda on the APBD, of the Perkada Penjabaran, of the DPA."""


@attrs.frozen(kw_only=True)
class Change:
    """
    What it takes to move money between things of one sort.

    Attributes:
        between: What money is moved between.
        rule: Its rule in the regulations.
        by: The instrument that moves it.
        approver: Who approves.
        start: First day the regulation is in force.
        instrument: The regulation.
        article: The article or annex.
        confidence: How well it is known.
        source: Where it was read.
        note: What else is to be known about it.
    """

    between: Move
    rule: str
    by: MoveInstrument
    approver: str
    start: date
    instrument: str
    article: str
    confidence: str
    source: str
    note: str | None = None


@attrs.frozen(kw_only=True)
class StageRule:
    """
    What else holds of changes at some stages.

    Attributes:
        rule: Its rule in the regulations.
        says: What holds.
        at: The stages it is for.
        start: First day the regulation is in force.
        instrument: The regulation.
        article: The article or annex.
        confidence: How well it is known.
        source: Where it was read.
        note: What else is to be known about it.
    """

    rule: str
    says: str
    at: tuple[BudgetStage, ...]
    start: date
    instrument: str
    article: str
    confidence: str
    source: str
    note: str | None = None


@attrs.frozen(kw_only=True)
class Stages:
    """
    The stages of a budget and what may be changed at which.

    Attributes:
        names: The Indonesian names of the stages, in their order.
        moves: What it takes to move money, by what it is moved between.
        rules: What else holds, by rule.
    """

    names: FrozenMap[str]
    moves: FrozenMap[Change]
    rules: FrozenMap[StageRule]

    def change(self, between: str, day: date) -> Change:
        """
        Return what it takes on a day to move money between things of one sort.

        Raises:
            UnknownNameError: Money is moved between nothing of that name; near matches are offered.
            NoValueError: No regulation on it was known to be in force; the message names the first day.

        Example:
            >>> from regplan.law import current
            >>> current().stages.change("object", date(2026, 1, 1)).by
            'penjabaran_change'
        """
        if between not in self.moves:
            raise UnknownNameError(between, "part of a budget that money moves between", near(between, self.moves))
        found = self.moves[between]
        if day < found.start:
            msg = f"moving money between {between} is not known on {day}: it is known from {found.start} on"
            raise NoValueError(msg)
        return found

    @classmethod
    def from_data(cls, data: Any) -> Stages:
        """
        Build the stages from their file.

        Raises:
            LawError: Keys, days or words are wrong; all faults are named.
        """
        refuse(stage_faults(data))
        return cls.built(data)

    @classmethod
    def built(cls, data: Mapping[str, Any]) -> Stages:
        """Build the stages from data that are known to have no fault: what ships was proved when it was compiled."""
        return cls(
            names=FrozenMap({name: row["id"] for name, row in data["stages"].items()}),
            moves=FrozenMap({name: Change(between=name, **_told(row)) for name, row in data["moves"].items()}),
            rules=FrozenMap(
                {
                    rule: StageRule(rule=rule, **{**_told(row), "at": tuple(row["at"])})
                    for rule, row in data["rules"].items()
                }
            ),
        )


_CHANGE: Final = ("rule", "by", "approver", "from", *NAMED)
_RULE: Final = ("says", "at", "from", *NAMED)
_TEXTS: Final = ("rule", "approver", "says", "instrument", "article", "source", "note")


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    told = {key: value for key, value in row.items() if key != "from"}
    return {**told, "start": date.fromisoformat(str(row["from"]))}


def stage_faults(data: Any) -> Iterator[str]:
    """Name all faults of a file."""
    faults = [*key_faults("stages", data, ("stages", "moves", "rules"))]
    faults += [
        f"stages: {key} is a mapping, not {quoted(data[key])}"
        for key in (data if isinstance(data, Mapping) else ())
        if not isinstance(data[key], Mapping)
    ]
    yield from faults
    if faults:
        return
    if tuple(data["stages"]) != get_args(BudgetStage):
        yield f"stages: stages are {', '.join(get_args(BudgetStage))}, not {', '.join(map(str, data['stages']))}"
    for name, row in data["stages"].items():
        yield from key_faults(f"stages {name}", row, ("id",))
    lacking = [name for name in get_args(Move) if name not in data["moves"]]
    if lacking:
        yield f"stages: moves between {', '.join(lacking)} missing"
    for name, row in data["moves"].items():
        yield from word_faults("stages", "a move", name, get_args(Move))
        yield from _row_faults(f"stages {name}", row, _CHANGE)
    for name, row in data["rules"].items():
        yield from _row_faults(name, row, _RULE)


def _row_faults(place: str, row: Any, needed: tuple[str, ...]) -> Iterator[str]:
    yield from key_faults(place, row, needed, ("note",))
    if not isinstance(row, Mapping):
        return
    yield from text_faults(place, row, _TEXTS)
    yield from day_faults(place, row["from"]) if "from" in row else ()
    yield from confidence_faults(place, row["confidence"]) if "confidence" in row else ()
    yield from word_faults(place, "by", row["by"], get_args(MoveInstrument)) if "by" in row else ()
    for stage in row.get("at", ()):
        yield from word_faults(place, "at", stage, get_args(BudgetStage))
