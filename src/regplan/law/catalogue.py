"""All of the law regplan knows, as one value."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from datetime import date
from importlib import resources
from types import MappingProxyType
from typing import Any, cast

import attrs

from regplan.diagnostics.definition import Confidence
from regplan.errors import UnknownNameError
from regplan.law.parameter import Parameter, day_of, known_confidence, refuse_unknown
from regplan.law.scale import Scale
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
    """

    law: str
    confidence: Confidence
    source: str
    start: date


@attrs.frozen(kw_only=True, eq=False)
class Law:
    """
    Parameters, rating scales, versions and the articles behind rules.

    Attributes:
        parameters: By name.
        scales: By name.
        bases: By rule code, then by clause.
        nomenclature: By version, the day it was set.
        regimes: By regime, the day it was set.
        markers: Level markers of codes by kind of region, and of special regions.
        parents: By regime and level, the levels it may hang on.
        roots: By kind of document, the levels that may stand without a parent.
        fungsi: By version of the nomenclature, its codes of *fungsi*.
        horizon: By kind of document, the years it is for.
        wording: Words of results and of activities.
    """

    parameters: Mapping[str, Parameter]
    scales: Mapping[str, Scale]
    bases: Mapping[str, Mapping[str, Basis]]
    nomenclature: Mapping[str, date]
    regimes: Mapping[str, date]
    markers: Mapping[str, Any]
    parents: Mapping[str, Mapping[str, tuple[str, ...]]]
    roots: Mapping[str, tuple[str, ...]]
    fungsi: Mapping[str, tuple[str, ...]]
    horizon: Mapping[str, int]
    wording: Mapping[str, tuple[str, ...]]

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
        """Build the law from its compiled data; unknown keys are refused."""
        refuse_unknown("law", data, ("parameters", "rules", "scales", "versions"))
        versions = data["versions"]
        allowed = ("nomenclature", "regime", "markers", "fungsi", "horizon", "wording", "parents", "roots")
        refuse_unknown("versions", versions, allowed)
        return cls(
            parameters=_frozen({name: Parameter.from_data(name, row) for name, row in data["parameters"].items()}),
            scales=_frozen({name: Scale.from_data(name, row) for name, row in data["scales"].items()}),
            bases=_frozen(
                {
                    code: _frozen({name: _basis(code, name, row) for name, row in rows.items()})
                    for code, rows in data["rules"].items()
                }
            ),
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
        )


def _basis(code: str, clause: str, row: Mapping[str, Any]) -> Basis:
    refuse_unknown(f"{code} {clause}", row, ("law", "confidence", "source", "from"))
    known_confidence(f"{code} {clause}", row["confidence"])
    confidence = cast("Confidence", row["confidence"])
    start = day_of(f"{code} {clause}", row["from"])
    return Basis(law=row["law"], confidence=confidence, source=row["source"], start=start)


def _frozen(data: dict[str, Any]) -> Mapping[str, Any]:
    return MappingProxyType(data)


@functools.cache
def current() -> Law:
    """Read the law that comes with this version of regplan."""
    text = resources.files("regplan.law").joinpath("law.json").read_text(encoding="utf-8")
    return Law.from_data(json.loads(text))
