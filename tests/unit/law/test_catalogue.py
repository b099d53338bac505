"""All of the law regplan knows: current with its sources, and in step with the words of the model."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import date
from typing import Any, get_args

import pytest

import compile_law
from regplan.checks import registry
from regplan.diagnostics.definition import CAPS
from regplan.errors import LawError
from regplan.law import Law, current
from regplan.model.words import LEVELS, DocumentKind, Nomenclature, Regime, RegionLevel


def test_resource_is_current() -> None:
    """What ships is what the sources compile to."""
    assert compile_law.TARGET.read_text(encoding="utf-8") == compile_law.compiled()


def test_versions_are_words_of_the_model() -> None:
    """Nomenclature and regimes of the law are those a document can name, in the order of their days."""
    law = current()
    assert tuple(law.nomenclature) == get_args(Nomenclature)
    assert set(law.regimes) == set(law.parents) == set(get_args(Regime))
    assert sorted(law.nomenclature.values()) == list(law.nomenclature.values())


def test_levels_and_kinds_are_words_of_the_model() -> None:
    """Levels, kinds of documents and of regions in the law are words of the model."""
    law = current()
    levels = {level for rows in law.parents.values() for level, up in rows.items() for level in (level, *up)}
    assert levels | {level for roots in law.roots.values() for level in roots} <= set(LEVELS)
    assert {*law.roots, *law.horizon} <= set(get_args(DocumentKind))
    assert set(get_args(RegionLevel)) <= set(law.markers)


def test_parents_stand_above() -> None:
    """No level hangs on itself or on a lower one, and every level but the vision has somewhere to hang."""
    for rows in current().parents.values():
        for level, uppers in rows.items():
            assert all(LEVELS.index(upper) < LEVELS.index(level) for upper in uppers)
        assert set(rows) == set(LEVELS[1:])


def test_articles_belong_to_rules() -> None:
    """Each article stands behind a clause of a rule that exists, with a confidence that is known."""
    clauses = {code: {clause.name for clause in one.definition.clauses} for code, one in registry().items()}
    for code, rows in current().bases.items():
        assert set(rows) <= clauses[code]
        assert {basis.confidence for basis in rows.values()} <= set(CAPS) - {"house"}


@pytest.mark.parametrize(
    ("first", "last", "versions"),
    [
        (date(2018, 1, 1), date(2018, 12, 31), ()),
        (date(2020, 1, 1), date(2020, 12, 31), ("2019_90", "2020_3708")),
        (date(2022, 1, 1), date(2022, 12, 31), ("2021_5889",)),
        (date(2026, 1, 1), date(2026, 5, 6), ("2025_2850",)),
    ],
)
def test_versions_in_force(first: date, last: date, versions: tuple[str, ...]) -> None:
    """The versions of a span of days are those in force on any of them."""
    assert current().versions_on(first, last) == versions


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.update(extra={}),
        lambda data: data.pop("rules"),
        lambda data: data["versions"].update(horizons={}),
        lambda data: data["versions"].pop("roots"),
        lambda data: next(iter(data["rules"]["CARD-04"].values())).update(until="2030-01-01"),
        lambda data: next(iter(data["rules"]["CARD-04"].values())).pop("law"),
        lambda data: next(iter(data["rules"]["CARD-04"].values())).update({"from": "2030-02-30"}),
        lambda data: next(iter(data["rules"]["CARD-04"].values())).update(confidence="sure"),
        lambda data: data["funds"]["dau"].update(colour="blue"),
        lambda data: data["funds"]["dau"].pop("source"),
        lambda data: data["funds"]["dau"].update(names="DAU"),
        lambda data: data["funds"]["dau"].update(names=["PAD"]),
        lambda data: data["funds"]["dau"].update(restricted="yes"),
        lambda data: data["funds"]["dau"].update(title={"id": "DAU"}),
        lambda data: data["accounts"]["capital"].update(codes="5.2"),
        lambda data: data["accounts"]["capital"].update(confidence="sure"),
        lambda data: data["accounts"]["capital"].pop("law"),
    ],
)
def test_spoilt_law_is_refused(spoil: Callable[[Any], Any]) -> None:
    """Unknown keys, lacking keys, wrong dates and unknown confidences anywhere in the law are refused as such."""
    data = copy.deepcopy(json.loads(compile_law.compiled()))
    Law.from_data(data)
    spoil(data)
    with pytest.raises(LawError):
        Law.from_data(data)
