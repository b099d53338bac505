"""What is always true of targets across documents: the vectorised rules say what plain Python says, in any order of input."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import combinations, product
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

from regplan.checks import check
from regplan.diagnostics.report import Report
from regplan.index import of
from regplan.index.twins import same_name, twins_of
from regplan.model import (
    Activity,
    Agency,
    Allocation,
    Document,
    Goal,
    Indicator,
    Link,
    Objective,
    Plan,
    Program,
    Series,
)
from regplan.model.words import SeriesRole
from regplan.values.units import find_unit

DOCUMENTS = (
    Document(id="rpjmd", kind="RPJMD", first_year=2025, last_year=2029),
    Document(id="renstra", kind="RENSTRA", first_year=2025, last_year=2029, agency="dinkes"),
    Document(id="rkpd", kind="RKPD", first_year=2027, last_year=2027),
    Document(id="renja", kind="RENJA", first_year=2027, last_year=2027, agency="dinkes"),
)
AGENCIES = (Agency(id="dinkes"), Agency(id="disdik"))
OBJECTIVES = (Objective(id="S1", document="rpjmd"), Objective(id="S2", document="rpjmd"))
GOALS = (Goal(id="T1", document="renstra"), Goal(id="T2", document="renstra"))
PROGRAMS = (
    Program(id="P1", document="rpjmd", agency="dinkes", code="1.02.02"),
    Program(id="P2", document="renstra", code="1.02.02."),
    Program(id="P3", document="rpjmd", agency="disdik", code="1.02.02"),
    Program(id="P4", document="renja"),
)
OWNERS = ("S1", "S1", "T1", "T1", "S2", "T2", "P1", "P2", "P3", "dinkes", None, "hilang")
NAMES = ("Angka Stunting", "Angka Stunting", "angka stunting.", "Angka stunting balita", None)
UNITS = ("persen", "%", "orang", None, "persne")
TEXTS = ("0", "9,5", "9.50", "9.6", "10", "9,5-9,7", "n/a", "1.234", None)


def links() -> st.SearchStrategy[list[Link]]:
    """Generate adopts links from goals to objectives, some of them refused."""
    pairs = list(product(("T1", "T2"), ("S1", "S2")))
    made = st.builds(
        lambda pair, status: Link(kind="adopts", source=pair[0], target=pair[1], document="renstra", status=status),
        st.sampled_from(pairs),
        st.sampled_from([None, "refused"]),
    )
    return st.lists(made, min_size=1, max_size=3, unique_by=lambda one: (one.source, one.target))


def indicators(most: int = 6) -> st.SearchStrategy[list[Indicator]]:
    """Generate indicators of few names and owners, so that many are one."""
    made = st.builds(
        Indicator,
        id=st.sampled_from([f"I{at}" for at in range(20)]),
        owner=st.sampled_from(OWNERS),
        name=st.sampled_from(NAMES),
        unit=st.sampled_from(UNITS),
        polarity=st.sampled_from(["up", "down", "range", None]),
        flags=st.sampled_from([(), (), ("IKU",), ("IKU", "IKD")]),
    )
    return st.lists(made, max_size=most, unique_by=lambda one: one.id)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Generate plans in which documents state some of the same indicators."""
    measured = draw(indicators())
    keys = [(one.id, each.id) for one in measured for each in DOCUMENTS]
    series = [
        Series(indicator=one, document=document, role="target", values=values)
        for one, document in (draw(st.lists(st.sampled_from(keys), unique=True)) if keys else [])
        if (values := draw(st.dictionaries(st.sampled_from(["2027", "2028"]), st.sampled_from(TEXTS), max_size=2)))
    ]
    return plan_of(indicators=measured, series=series, links=draw(links()))


def plan_of(**tables: list[Any]) -> Plan:
    """Make a plan of the documents and nodes that all plans here share."""
    shared: dict[str, Any] = {
        "documents": DOCUMENTS,
        "agencies": AGENCIES,
        "objectives": OBJECTIVES,
        "goals": GOALS,
        "programs": PROGRAMS,
    }
    return Plan(**(shared | tables))


def groups(plan: Plan) -> set[frozenset[str]]:
    """Return the ids of the records that are one indicator."""
    twins = twins_of(of(plan))
    return {frozenset(plan.indicators[each].id for each in twins.of(at)) for at in range(len(plan.indicators))}


def tied(plan: Plan, one: Indicator, other: Indicator) -> bool:
    """Tell in plain words whether two records share name and tied owners."""
    if one.name is None or other.name is None or same_name(one.name) != same_name(other.name):
        return False
    if None in (one.owner, other.owner) or "hilang" in (one.owner, other.owner):
        return False
    live = {frozenset((each.source, each.target)) for each in plan.links if each.status != "refused"}
    codes = frozenset((one.owner, other.owner)) == {"P1", "P2"}
    return one.owner == other.owner or frozenset((one.owner, other.owner)) in live or codes


def expected_groups(plan: Plan) -> set[frozenset[str]]:
    """Group the records of a plan in plain Python."""
    parts = [{one.id} for one in plan.indicators]
    for one, other in combinations(plan.indicators, 2):
        if tied(plan, one, other):
            joined = [part for part in parts if {one.id, other.id} & part]
            parts = [part for part in parts if part not in joined] + [set().union(*joined)]
    found: list[set[str]] = []
    for part in parts:
        found += [part] if told_apart(plan, part) else by_unit(plan, part)
    return set(map(frozenset, found))


def by_unit(plan: Plan, part: set[str]) -> list[set[str]]:
    """Split records by their unit; one by one where that does not tell them apart."""
    split: dict[object, set[str]] = {}
    for name in part:
        text = plan.indicators[name].unit
        unit = find_unit(text) if text else None
        split.setdefault(unit.name if unit else text, set()).add(name)
    return [each for some in split.values() for each in ([some] if told_apart(plan, some) else [{one} for one in some])]


def told_apart(plan: Plan, part: set[str]) -> bool:
    """Tell whether no table of a document states two of some records."""
    if len(part) == 1:
        return True
    homes: dict[str | None, str | None] = {
        one.id: one.document for table in ("objectives", "goals", "programs") for one in plan.table(table)
    }
    stated = []
    for name in part:
        one = plan.indicators[name]
        documents: set[str | None] = {each.document for each in plan.series if each.indicator == name} or {
            homes.get(one.owner) or one.owner
        }
        stated += [(document, one.flags) for document in documents]
    return len(stated) == len(set(stated))


@given(plans())
def test_one_indicator_as_in_plain_python(plan: Plan) -> None:
    """Records are one indicator exactly where name and owners say so and no document states both."""
    assert groups(plan) == expected_groups(plan)


@given(plans(), st.randoms())
def test_order_never_decides_what_is_one(plan: Plan, random: Any) -> None:
    """In any order of records, the same ones are one indicator, and each is so with the others as they are with it."""
    tables = {}
    for name in ("indicators", "series", "links", "goals", "programs"):
        rows = list(plan.table(name))
        random.shuffle(rows)
        tables[name] = rows
    assert groups(plan.replace(**tables)) == groups(plan)
    twins = twins_of(of(plan))
    count = range(len(plan.indicators))
    assert all(twins.are_one(one, other) == (other in twins.of(one)) for one in count for other in count)


CODES = ("TGT-06", "TGT-08", "TGT-09", "TGT-10", "TGT-11", "TGT-14", "TGT-15", "TGT-18", "ARI-04")


def told(report: Report) -> set[tuple[Any, ...]]:
    """Return what a report says, without the order."""
    return {(one.key, one.message.en) for one in report} | {(one.code, one.document) for one in report.unknown}


@given(plans(), st.randoms())
def test_order_never_matters_to_the_rules(plan: Plan, random: Any) -> None:
    """The findings, and what is unknown, are the same in any order of indicators, series and links."""
    tables = {}
    for name in ("indicators", "series", "links"):
        rows = list(plan.table(name))
        random.shuffle(rows)
        tables[name] = rows
    assert told(check(plan.replace(**tables), select=CODES)) == told(check(plan, select=CODES))


@given(plans())
def test_only_chosen_documents_are_judged(plan: Plan) -> None:
    """The findings on one document are those on all of them that stand on it."""
    whole = check(plan, select=("TGT-08", "TGT-09", "TGT-11"))
    alone = check(plan, documents="rkpd", select=("TGT-08", "TGT-09", "TGT-11"))
    assert set(alone.findings) == {one for one in whole.findings if one.facts["home"] == "rkpd"}


VALUES = {"0": 0, "9,5": 9.5, "9.50": 9.5, "9.6": 9.6, "10": 10}


@st.composite
def shared_records(draw: st.DrawFn) -> Plan:
    """Generate plans whose indicators are stated by RPJMD and RKPD alike, with plain numbers."""
    measured = [Indicator(id=f"I{at}", owner="S1", unit="%", polarity=draw(polarities())) for at in range(3)]
    cells = st.dictionaries(st.sampled_from(["2026", "2027", "2028"]), st.sampled_from([*VALUES, None]), max_size=3)
    series = [
        Series(indicator=one.id, document=document, role="target", values=draw(cells))
        for one in measured
        for document in ("rpjmd", "rkpd")
    ]
    return plan_of(indicators=measured, series=series)


def polarities() -> st.SearchStrategy[Any]:
    """Generate polarities, stated or not."""
    return st.sampled_from(["up", "down", "stable", None])


@given(shared_records())
def test_yearly_targets_as_in_plain_python(plan: Plan) -> None:
    """TGT-08 compares each year with the same year: zero is a number, a missing year is none, polarity is never guessed."""
    expected, unknown = set(), False
    values = {(one.indicator, one.document): one.values for one in plan.series}
    for one in plan.indicators:
        for year, text in values[one.id, "rkpd"].items():
            aim = values[one.id, "rpjmd"].get(year)
            if text is None or aim is None:
                unknown = True
            elif VALUES[text] != VALUES[aim]:
                better = (VALUES[text] > VALUES[aim]) == (one.polarity == "up")
                unknown = unknown or one.polarity is None
                if one.polarity == "stable":
                    expected.add(("rkpd-differs-from-rpjmd", one.id, year))
                elif one.polarity and not better:
                    expected.add(("rkpd-worse-than-rpjmd", one.id, year))
    report = check(plan, select="TGT-08")
    assert {(one.name, one.subject, one.facts["year"]) for one in report} == expected
    silent = not any(values[one.id, "rkpd"] for one in plan.indicators)
    assert bool(report.unknown) == (unknown or silent)


@given(shared_records())
def test_baselines_as_in_plain_python(plan: Plan) -> None:
    """ARI-04 finds exactly the baselines that are another number than the result of their year."""
    roles: dict[str, SeriesRole] = {"rpjmd": "baseline", "rkpd": "result"}
    plan = plan.replace(series=[attrs.evolve(one, role=roles[one.document]) for one in plan.series])
    values = {(one.indicator, one.document): one.values for one in plan.series}
    expected = {
        (one.id, year)
        for one in plan.indicators
        for year, text in values[one.id, "rpjmd"].items()
        if text and (result := values[one.id, "rkpd"].get(year)) and VALUES[text] != VALUES[result]
    }
    assert {(one.subject, one.facts["year"]) for one in check(plan, select="ARI-04")} == expected


@given(
    st.lists(st.tuples(st.sampled_from([0, 5]), st.sampled_from([0, 7, None])), min_size=1, max_size=4), polarities()
)
def test_money_and_targets_as_in_plain_python(rows: list[tuple[int, int | None]], polarity: Any) -> None:
    """TGT-15 finds money without a target and a target without money, never where either is not stated."""
    activities = [Activity(id=f"K{at}", document="renja", parent="P4") for at in range(len(rows))]
    plan = plan_of(
        activities=activities,
        indicators=[Indicator(id=f"I{at}", owner=f"K{at}", unit="unit", polarity=polarity) for at in range(len(rows))],
        series=[
            Series(indicator=f"I{at}", document="renja", role="target", values={"2027": str(target)})
            for at, (target, _) in enumerate(rows)
        ],
        allocations=[
            Allocation(document="renja", subject=f"K{at}", amounts={"2027": money})
            for at, (_, money) in enumerate(rows)
            if money is not None
        ],
    )
    zero = {f"I{at}" for at, row in enumerate(rows) if row == (0, 7) and polarity == "up"}
    bare = {f"I{at}" for at, row in enumerate(rows) if row == (5, 0)}
    report = check(plan, select="TGT-15")
    names = {"zero-target-with-ceiling": zero, "target-with-zero-ceiling": bare}
    assert {(one.name, one.subject) for one in report} == {(name, one) for name, some in names.items() for one in some}
    lacking = {(0, None)} | ({(0, 7)} if polarity is None else set())
    assert bool(report.unknown) == bool(lacking & set(rows))


def amounts() -> st.SearchStrategy[Decimal]:
    """Generate values above zero, with two decimals."""
    return st.decimals("0.01", 100, places=2)


@given(st.lists(amounts(), min_size=2, max_size=4), amounts(), st.sampled_from(["mean", "sum"]))
def test_parents_as_exact_arithmetic_has_them(children: list[Decimal], parent: Decimal, function: str) -> None:
    """TGT-14 finds a parent exactly where it is more than one part in a hundred off what its children give."""
    made = sum(map(Fraction, children), Fraction(0)) / (len(children) if function == "mean" else 1)
    ids = [f"I{at}" for at in range(len(children))]
    texts = dict(zip(["parent", *ids], [parent, *children], strict=True))
    plan = plan_of(
        indicators=[
            Indicator(id="parent", owner="S1", unit="orang", formula=f"{function}({', '.join(ids)})"),
            *(Indicator(id=name, owner="S1", unit="orang") for name in ids),
        ],
        series=[
            Series(indicator=name, document="rpjmd", role="target", values={"2026": f"{value:f}"})
            for name, value in texts.items()
        ],
    )
    off = abs(Fraction(parent) - made) * 100 > made
    assert [one.name for one in check(plan, select="TGT-14")] == ["parent-differs-from-children"] * off
