"""Strategies for every record and for whole plans, read from the model: a new field enters by itself."""

from __future__ import annotations

import functools
from decimal import Decimal
from typing import Any, Final

from hypothesis import strategies as st

from regplan.model import (
    Activity,
    Agency,
    Allocation,
    Commitment,
    Document,
    Entry,
    Goal,
    Indicator,
    Link,
    Mission,
    Objective,
    Place,
    Plan,
    PolicyDirection,
    Program,
    Reference,
    Region,
    Series,
    Strategy,
    SubActivity,
    Vision,
)
from regplan.model.schema import FieldSpec, schema_of
from regplan.model.tables import TABLES
from regplan.testing.builders import FAULTS, faulty, sound_plan
from regplan.values.money import MOST_RUPIAH
from regplan.values.text import REGION, id_fault, line_fault, text_fault

__all__ = [
    "activities",
    "agencies",
    "allocations",
    "commitments",
    "documents",
    "entries",
    "faulty_plans",
    "goals",
    "indicators",
    "lines",
    "links",
    "missions",
    "objectives",
    "places",
    "plans",
    "policy_directions",
    "programs",
    "records",
    "references",
    "series",
    "sound_plans",
    "strategies",
    "sub_activities",
    "texts",
    "visions",
]

_CHARACTERS: Final = st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Cn"))
_IDS: Final = st.sampled_from(["T1", "S1", "P1", "dinkes/T1", "1.02.02", "010", "no", "null", "~", "1.10", "2026", "é"])
_PERIODS: Final = st.sampled_from(
    ["2025", "2026", "2026-Q1", "2026-03", "2026-03-31", "end", "unstated", "unstated-Q4"]
)
_DATES: Final = st.dates().map(lambda day: day.isoformat())


def lines() -> st.SearchStrategy[str]:
    """Draw lines of text that a plan may hold, the ones that trap YAML readers among them."""
    traps = st.sampled_from(
        ["010", "1.10", "no", "yes", "null", "~", "1_000", "0,70", "a: b", "- x", "#x", "'", '"', "%"]
    )
    drawn = st.text(_CHARACTERS, min_size=1, max_size=20).filter(lambda text: line_fault(text) is None)
    return st.one_of(traps, drawn)


def texts() -> st.SearchStrategy[str]:
    """Draw texts that may have several lines."""
    both = st.tuples(lines(), lines()).map("\n".join).filter(lambda text: text_fault(text) is None)
    return st.one_of(lines(), both)


def _ids() -> st.SearchStrategy[str]:
    return st.one_of(_IDS, lines().filter(lambda text: id_fault(text) is None))


def _amounts() -> st.SearchStrategy[int | Decimal | None]:
    whole = st.integers(-MOST_RUPIAH, MOST_RUPIAH)
    sen = st.integers(-(10**12), 10**12).map(lambda number: Decimal(number).scaleb(-2))
    return st.one_of(st.none(), whole, sen)


def _own_values() -> st.SearchStrategy[Any]:
    leaf = st.one_of(st.none(), st.text(_CHARACTERS, max_size=10), st.sampled_from(["5", "true", "0.70", ""]))
    return st.recursive(leaf, lambda inner: st.one_of(st.lists(inner, max_size=3), _own_maps(inner)), max_leaves=5)


def _own_maps(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(lines(), inner, max_size=3)


def _extras() -> st.SearchStrategy[dict[str, Any] | None]:
    keys = st.sampled_from(["x-a", "x-sumber", "x-é"])
    return st.one_of(st.none(), st.dictionaries(keys, _own_values(), min_size=1, max_size=2))


_KINDS: Final[dict[str, st.SearchStrategy[Any]]] = {
    "id": _ids(),
    "line": lines(),
    "text": texts(),
    "weight": st.sampled_from(["0", "0.25", "1"]),
    "date": _DATES,
    "year": st.integers(2000, 2045),
    "whole": st.integers(-(2**31), 2**31 - 1),
    "targets": st.dictionaries(_PERIODS, st.one_of(st.none(), texts()), max_size=4),
    "amounts": st.dictionaries(_PERIODS, _amounts(), max_size=4),
    "dates": st.dictionaries(
        st.sampled_from(["inauguration", "enacted", "dinkes"]), st.one_of(st.none(), _DATES), max_size=2
    ),
    "extra": _extras(),
}


def _field(spec: FieldSpec) -> st.SearchStrategy[Any]:
    """Draw what a field may hold."""
    if spec.kind == "word":
        one: st.SearchStrategy[Any] = st.sampled_from(spec.words)
    elif spec.kind == "ref":
        one = st.one_of(_ids(), st.just(REGION)) if "region" in spec.tables else _ids()
    else:
        one = _KINDS[spec.kind]
    drawn = st.lists(one, max_size=3).map(tuple) if spec.many else one
    return st.one_of(st.none(), drawn) if spec.optional else drawn


@functools.cache
def records(cls: Any) -> st.SearchStrategy[Any]:
    """
    Draw records of a class: every field, also ids that dangle and codes that trap.

    Args:
        cls: A record class of the model.
    """
    return st.builds(cls, **{spec.name: _field(spec) for spec in schema_of(cls)})


def documents() -> st.SearchStrategy[Document]:
    """Draw documents, each field whatever it may hold."""
    return records(Document)


def agencies() -> st.SearchStrategy[Agency]:
    """Draw agencies, each field whatever it may hold."""
    return records(Agency)


def places() -> st.SearchStrategy[Place]:
    """Draw places, each field whatever it may hold."""
    return records(Place)


def references() -> st.SearchStrategy[Reference]:
    """Draw references, each field whatever it may hold."""
    return records(Reference)


def visions() -> st.SearchStrategy[Vision]:
    """Draw visions, each field whatever it may hold."""
    return records(Vision)


def missions() -> st.SearchStrategy[Mission]:
    """Draw missions, each field whatever it may hold."""
    return records(Mission)


def goals() -> st.SearchStrategy[Goal]:
    """Draw goals, each field whatever it may hold."""
    return records(Goal)


def objectives() -> st.SearchStrategy[Objective]:
    """Draw objectives, each field whatever it may hold."""
    return records(Objective)


def strategies() -> st.SearchStrategy[Strategy]:
    """Draw strategies, each field whatever it may hold."""
    return records(Strategy)


def policy_directions() -> st.SearchStrategy[PolicyDirection]:
    """Draw policy directions, each field whatever it may hold."""
    return records(PolicyDirection)


def programs() -> st.SearchStrategy[Program]:
    """Draw programs, each field whatever it may hold."""
    return records(Program)


def activities() -> st.SearchStrategy[Activity]:
    """Draw activities, each field whatever it may hold."""
    return records(Activity)


def sub_activities() -> st.SearchStrategy[SubActivity]:
    """Draw sub activities, each field whatever it may hold."""
    return records(SubActivity)


def entries() -> st.SearchStrategy[Entry]:
    """Draw entries, each field whatever it may hold."""
    return records(Entry)


def indicators() -> st.SearchStrategy[Indicator]:
    """Draw indicators, each field whatever it may hold."""
    return records(Indicator)


def series() -> st.SearchStrategy[Series]:
    """Draw series, each field whatever it may hold."""
    return records(Series)


def allocations() -> st.SearchStrategy[Allocation]:
    """Draw allocations, each field whatever it may hold."""
    return records(Allocation)


def links() -> st.SearchStrategy[Link]:
    """Draw links, each field whatever it may hold."""
    return records(Link)


def commitments() -> st.SearchStrategy[Commitment]:
    """Draw commitments, each field whatever it may hold."""
    return records(Commitment)


def _rows(table: str) -> st.SearchStrategy[Any]:
    cls: Any = TABLES[table]
    return records(cls)


@st.composite
def plans(draw: st.DrawFn, *, most: int = 3) -> Plan:
    """
    Draw whole plans: any records, in any table, whether or not their ids meet.

    Args:
        draw: Given by hypothesis.
        most: Most records of a table.
    """
    names = draw(st.lists(st.sampled_from(list(TABLES)), unique=True, max_size=5))
    tables = {name: draw(st.lists(_rows(name), min_size=1, max_size=most)) for name in names}
    return Plan(
        title=draw(st.one_of(st.none(), lines())),
        region=draw(st.one_of(st.none(), records(Region))),
        first_year=draw(st.one_of(st.none(), st.integers(2000, 2045))),
        last_year=draw(st.one_of(st.none(), st.integers(2000, 2045))),
        extra=draw(_extras()),
        **tables,  # type: ignore[arg-type] # rows of their tables
    )


def sound_plans() -> st.SearchStrategy[Plan]:
    """Draw plans in which the rules find nothing, of different sizes."""
    few = st.integers(1, 3)
    return st.builds(sound_plan, agencies=few, programs=few, activities=few, sub_activities=few)


def faulty_plans() -> st.SearchStrategy[tuple[Plan, str]]:
    """Draw plans with one named fault, and its name in ``FAULTS``."""
    return st.tuples(sound_plans(), st.sampled_from(sorted(FAULTS))).map(lambda both: (faulty(*both), both[1]))
