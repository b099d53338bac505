"""All of the law regplan knows, as one value."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from datetime import date
from importlib import resources
from itertools import chain
from typing import Any, Literal, cast

import attrs

from regplan.diagnostics.definition import Confidence
from regplan.errors import UnknownNameError
from regplan.law.affairs import Affairs, affairs_built, affairs_faults
from regplan.law.budget_terms import (
    AccountHeads,
    Fund,
    account_faults,
    accounts_built,
    fund_faults,
    funds_built,
)
from regplan.law.counting import Counting, counting_faults
from regplan.law.fields import ALL, asked_levels, day_of, known_confidence, refuse, refuse_unknown, word_faults
from regplan.law.parameter import Parameter, Written, faults_in
from regplan.law.scale import Scale
from regplan.law.schedule import Deadline, built, schedule_faults
from regplan.law.stages import Stages, stage_faults
from regplan.values.frozen import FrozenMap
from regplan.values.text import near

__all__ = ["Basis", "Law", "current"]


@attrs.frozen(kw_only=True)
class Basis:
    """
    The law behind one clause of a rule.

    Attributes:
        law: Instrument and article.
        confidence: How well it is known.
        source: Keys of the sources of regulations §9.
        start: First day the instrument is in force.
        day: Whether that day is ``known``, or ``guessed`` because the year alone, or nothing, is stated.
    """

    law: str
    confidence: Confidence
    source: str
    start: date
    day: Literal["known", "guessed"] = "known"


@attrs.frozen(kw_only=True, eq=False)
class Law:
    """
    Parameters, rating scales, deadlines, stages, versions and the articles behind rules.

    Attributes:
        parameters: By name.
        scales: By name.
        schedule: Deadlines, by rule and name.
        stages: What may be changed at which stage of a budget.
        bases: By rule code, then by clause; those of deadlines are taken from the schedule, unless the rule has its own.
        nomenclature: By version, the day it was set.
        regimes: By regime, the day it was set.
        markers: Level markers of codes by kind of region, and of special regions.
        parents: By regime and level, the levels it may hang on.
        roots: By kind of document, the levels that may stand without a parent.
        fungsi: By version of the nomenclature, its codes of *fungsi*.
        horizon: By kind of document, the years it is for.
        wording: Words of results and of activities.
        counting: What counts as what in the shares the law asks for.
        funds: Kinds of sources of money, by name.
        accounts: Accounts that rules speak of by their meaning.
        affairs: The *bidang urusan* with their names, and the OPD no region lacks.
    """

    parameters: Mapping[str, Parameter]
    scales: Mapping[str, Scale]
    schedule: tuple[Deadline, ...]
    stages: Stages
    bases: Mapping[str, Mapping[str, Basis]]
    nomenclature: Mapping[str, date]
    regimes: Mapping[str, date]
    markers: Mapping[str, Any]
    parents: Mapping[str, Mapping[str, tuple[str, ...]]]
    roots: Mapping[str, tuple[str, ...]]
    fungsi: Mapping[str, tuple[str, ...]]
    horizon: Mapping[str, int]
    wording: Mapping[str, tuple[str, ...]]
    counting: Counting
    funds: Mapping[str, Fund]
    accounts: Mapping[str, AccountHeads]
    affairs: Affairs

    def parameter(self, name: str) -> Parameter:
        """
        Return a parameter by name.

        Raises:
            UnknownNameError: There is none of that name; near matches are offered.
        """
        try:
            return self.parameters[name]
        except KeyError:
            raise UnknownNameError(name, "parameter of law", near(name, self.parameters)) from None

    def scale(self, name: str) -> Scale:
        """
        Return a rating scale by name.

        Raises:
            UnknownNameError: There is none of that name; near matches are offered.

        Example:
            >>> current().scale("SCALE-86").at(date(2026, 1, 1)).bands[0].name.en
            'very high'
        """
        try:
            return self.scales[name]
        except KeyError:
            raise UnknownNameError(name, "rating scale of law", near(name, self.scales)) from None

    def deadline(self, rule: str, name: str) -> Deadline:
        """
        Return a deadline by its rule and name.

        Raises:
            UnknownNameError: There is none of that name; near matches are offered.
        """
        names = {f"{one.rule} {one.name}": one for one in self.schedule}
        asked = f"{rule} {name}"
        if asked not in names:
            raise UnknownNameError(asked, "deadline of law", near(asked, names))
        return names[asked]

    def deadlines(self, kind: str, on: date, *, level: str = ALL, change: bool = False) -> tuple[Deadline, ...]:
        """
        Return the deadlines for a kind of document that are in force on a day, by rule and name.

        Args:
            kind: A kind of document, as RPJMD.
            on: The day of the document.
            level: province, regency or city; or all, for deadlines that hold for any of these.
            change: Those for a change of the document, or for the original.

        Raises:
            UnknownNameError: *level* is no level.

        Example:
            >>> [one.rule for one in current().deadlines("RENJA", date(2026, 1, 1))]
            ['SCH-17', 'SCH-17']
        """
        asked = asked_levels(level)
        return tuple(
            one
            for one in self.schedule
            if kind in one.documents and one.change == change and set(asked) & set(one.levels) and one.is_in_force(on)
        )

    def with_values(self, values: Mapping[str, Written]) -> Law:
        """
        Return a law in which some parameters have other values: what if, or where a region has a rule of its own.

        Args:
            values: By parameter, one exact number for every day and level, or rows by day as a file of law data has them; outside
                their days and levels the values of this law still hold.

        Returns:
            Another law; this one stays as it is.

        Raises:
            UnknownNameError: There is no parameter of that name; near matches are offered.
            LawError: Numbers, dates or words are wrong; all faults of a parameter are named.

        Example:
            >>> stricter = current().with_values({"personnel.spending_most": "0.28"})
            >>> stricter.parameter("personnel.spending_most").of_year(2027).number
            Decimal('0.28')
            >>> current().parameter("personnel.spending_most").of_year(2027).number
            Decimal('0.30')
        """
        changed = {name: self.parameter(name).with_values(written) for name, written in values.items()}
        return attrs.evolve(self, parameters=_frozen({**self.parameters, **changed}))

    def basis(self, code: str, clause: str) -> Basis | None:
        """Return the law behind a clause; None for house rules."""
        return self.bases.get(code, {}).get(clause)

    def versions_on(self, first: date, last: date) -> tuple[str, ...]:
        """Return the versions of the nomenclature in force on any day from *first* to *last*."""
        ordered = sorted(self.nomenclature, key=self.nomenclature.__getitem__)
        return tuple(
            name
            for name, following in zip(ordered, [*ordered[1:], None], strict=True)
            if self.nomenclature[name] <= last and (following is None or self.nomenclature[following] > first)
        )

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Law:
        """
        Build the law from its compiled data.

        Raises:
            LawError: Unknown keys, wrong numbers, days or words, overlaps or gaps; all faults of parameters, deadlines and stages are
                named.
        """
        refuse_unknown(
            "law",
            data,
            (
                "accounts",
                "affairs",
                "counting",
                "funds",
                "parameters",
                "rules",
                "scales",
                "schedule",
                "stages",
                "versions",
            ),
        )
        files = (faults_in(name, row) for name, row in data["parameters"].items())
        terms = account_faults(data["accounts"]), fund_faults(data["funds"]), counting_faults(data["counting"])
        affairs = affairs_faults(data["affairs"])
        refuse(chain(*files, schedule_faults(data["schedule"]), stage_faults(data["stages"]), *terms, affairs))
        return cls.built(data)

    @classmethod
    def built(cls, data: Mapping[str, Any]) -> Law:
        """Build the law from data whose parameters, deadlines and stages are known to have no fault."""
        versions = data["versions"]
        allowed = ("nomenclature", "regime", "markers", "fungsi", "horizon", "wording", "parents", "roots")
        refuse_unknown("versions", versions, allowed)
        schedule = built(data["schedule"])
        bases = {
            code: {name: _basis(code, name, row) for name, row in rows.items()} for code, rows in data["rules"].items()
        }
        for one in schedule:
            if one.rule not in data["rules"]:
                bases.setdefault(one.rule, {})[one.clause] = _basis_of(one)
        return cls(
            parameters=_frozen({name: Parameter.built(name, row) for name, row in data["parameters"].items()}),
            scales=_frozen({name: Scale.from_data(name, row) for name, row in data["scales"].items()}),
            schedule=schedule,
            stages=Stages.built(data["stages"]),
            bases=_frozen({code: _frozen(rows) for code, rows in bases.items()}),
            nomenclature=_frozen(
                {name: date.fromisoformat(row["set"]) for name, row in versions["nomenclature"].items()}
            ),
            regimes=_frozen({name: date.fromisoformat(row["set"]) for name, row in versions["regime"].items()}),
            markers=_frozen(versions["markers"]),
            parents=_frozen(
                {
                    name: _frozen({level: tuple(up) for level, up in rows.items()})
                    for name, rows in versions["parents"].items()
                }
            ),
            roots=_frozen({name: tuple(levels) for name, levels in versions["roots"].items()}),
            fungsi=_frozen({name: tuple(codes) for name, codes in versions["fungsi"].items()}),
            horizon=_frozen(versions["horizon"]),
            wording=_frozen({name: tuple(words) for name, words in versions["wording"].items()}),
            counting=Counting.built(data["counting"]),
            funds=funds_built(data["funds"]),
            accounts=accounts_built(data["accounts"]),
            affairs=affairs_built(data["affairs"]),
        )


def _basis(code: str, clause: str, row: Mapping[str, Any]) -> Basis:
    refuse_unknown(f"{code} {clause}", row, ("law", "confidence", "source", "from"), ("day",))
    known_confidence(f"{code} {clause}", row["confidence"])
    confidence = cast("Confidence", row["confidence"])
    start = day_of(f"{code} {clause}", row["from"])
    refuse(word_faults(f"{code} {clause}", "day", row.get("day", "known"), ("known", "guessed")))
    return Basis(law=row["law"], confidence=confidence, source=row["source"], start=start, day=row.get("day", "known"))


def _basis_of(deadline: Deadline) -> Basis:
    """Take the law behind a rule on a deadline from the deadline: it stands in one place."""
    confidence = cast("Confidence", deadline.confidence)
    return Basis(law=deadline.law, confidence=confidence, source=deadline.source, start=deadline.start)


def _frozen(data: dict[str, Any]) -> Mapping[str, Any]:
    return FrozenMap(data)


@functools.cache
def current() -> Law:
    """Read the law that comes with this version of regplan; a test proves that it has no fault."""
    text = resources.files("regplan.law").joinpath("law.json").read_text(encoding="utf-8")
    return Law.built(json.loads(text))
