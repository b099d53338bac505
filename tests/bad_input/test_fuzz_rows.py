"""Records and rows made of any values at all: refused with the one exception that is documented, or kept and given back."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from regplan.diagnostics import Finding, InputErrors
from regplan.errors import RecordError
from regplan.io import dumps, loads, read_records
from regplan.model import Allocation, Commitment, Document, Goal, Plan, Region
from regplan.model.heading import Heading
from regplan.model.keys import RECORD_KEYS, field_keys
from regplan.model.schema import FieldSpec, schema_of
from regplan.model.tables import RECORD_NAMES, TABLES
from regplan.testing.strategies import plans, records
from regplan.values.frozen import FrozenMap


class Word(StrEnum):
    """Text of a class of its own."""

    ID = "T1"


def nested(depth: int) -> list[Any]:
    """Nest lists as deep as asked."""
    inner: list[Any] = []
    for _ in range(depth):
        inner = [inner]
    return inner


ONES: list[Any] = [
    None, "", " ", " a", "a\n", "a\nb", "\ud800", "e\u0301", "\u200b", "/", "/a", "a/", "T1", "2025", "2025-03-31", "0.5", "RENSTRA", True, 0, -1,
    5, 2025, 10**9, 10**15, 10**16, 2**63, 1.5, float("nan"), float("inf"), Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), Decimal("0.1"),
    Decimal("1.500"), Decimal("1.005"), Decimal("-0"), Decimal("1E+3"), Decimal("1E+99"), Decimal("1E-99"), b"a", date(2026, 3, 31),
    datetime(2026, 3, 31, tzinfo=UTC), Word.ID, np.str_("T1"), np.int64(5), "a" * 10_001,
]  # fmt: skip
SEVERAL: list[Any] = [
    (), [], set(), {"a"}, range(2), [None], [""], ["a"], ("a", "a"), [5], [["a"]], ["a", "/"], ["T1", "\ud800"], [Word.ID], np.array(["a"]), "abc",
    {"a": "b"}, nested(30), ["vision"], ["IKU", "IKU"], ["IKU", "iku"],
]  # fmt: skip
MAPS: list[Any] = [
    {}, {"2025": 5}, {"2025": "5"}, {"2025": None}, {"2025": Decimal("1.500")}, {"2025": Decimal("1E+3")}, {"2025": 1.5}, {"2025": True},
    {"2025": ["a"]}, {"2025": 1, "akhir": 2}, {"2025": Word.ID}, {"tahun 1": 5}, {2025: 5}, {None: 5}, {"": 5}, {"a": "2025-03-31"}, {"a/": None},
    {"/a": None}, {"/": None}, {"a": Word.ID}, {"x-a": "a"}, {"x-a": 5}, {"x-a": ["a", {"b": None}]}, {"x-a": [1.5]}, {"x-a": {5: "a"}},
    {"x-a": b"a"}, {"x-a": "\ud800"}, {"x-a": "\x00\x85\ufeff"}, {"x-a": nested(30)}, {"x-a": Word.ID}, {Word.ID: "a"}, {5: "a"}, {"a": "a"},
    {"x- ": "a"}, FrozenMap({"2025": Decimal("1.500")}), FrozenMap({"2025": Decimal("1E+3")}), FrozenMap({"2025": 5}), FrozenMap({"2025": ["a"]}),
    FrozenMap({"x-a": ["a"]}), FrozenMap({"2026": "a", "2025": "b"}), FrozenMap({"b": None, "a": None}), [("2025", 5)],
]  # fmt: skip
ANY = (
    st.sampled_from(ONES + SEVERAL + MAPS)
    | st.text(max_size=3)
    | st.integers()
    | st.floats()
    | st.decimals()
    | st.binary(max_size=2)
)
KEYS = st.sampled_from(sorted({key for cls in TABLES.values() for key in field_keys(cls)}))
ODD_KEYS = st.sampled_from(
    ["", "x-", "x-a", "X-a", "tambahan", "tahun", "record", "\ud800", 5, None, (), b"x-a", 1.5, True]
)
WORDS = st.sampled_from([*RECORD_KEYS, "plan", "tujuann", "", None, 5])


def wild(spec: FieldSpec) -> st.SearchStrategy[Any]:
    """Draw values of the shape that a field takes, good and bad, and some of any shape."""
    if spec.kind in {"targets", "amounts", "dates", "extra"}:
        return st.sampled_from(MAPS) | ANY
    return st.sampled_from(SEVERAL if spec.many else ONES) | ANY


CLASSES: list[type[Any]] = [*TABLES.values(), Region, Heading]
FIELDS = {
    kind: [(cls, spec) for cls in CLASSES for spec in schema_of(cls) if (spec.kind, spec.many) == kind]
    for kind in sorted({(spec.kind, spec.many) for cls in CLASSES for spec in schema_of(cls)})
}
"""By kind, all fields of that kind, so that the seldom kinds are drawn as often as the others."""


@given(field=st.sampled_from(sorted(FIELDS)).flatmap(lambda kind: st.sampled_from(FIELDS[kind])), data=st.data())
def test_any_record(field: tuple[type[Any], FieldSpec], data: st.DataObject) -> None:
    """A record with any value in a field is refused by a RecordError, or it can be hashed, pickled, written and read back."""
    cls, spec = field
    fields = fields_of(data.draw(records(cast("Any", cls)))) | {spec.name: data.draw(wild(spec))}
    try:
        record = cls(**fields)
    except RecordError as error:
        says_why(error)
    else:
        is_kept(plan_of(record))


@given(values=st.dictionaries(st.sampled_from([*TABLES, "title", "region", "first_year", "extra"]), ANY, max_size=3))
@example(values={"goals": 5})
@example(values={"goals": [5]})
@example(values={"goals": None})
@example(values={"region": "Batu"})
def test_any_plan(values: dict[str, Any]) -> None:
    """So is a plan of any values."""
    try:
        plan = Plan(**values)
    except RecordError as error:
        says_why(error)
        return
    is_kept(plan)


@given(rows=st.lists(st.tuples(WORDS, st.dictionaries(KEYS | ODD_KEYS, ANY, max_size=4)), max_size=4))
@example(rows=[("dokumen", {"id": "D", "jenis": "RKPD", "tahun": "0001"})])
@example(rows=[("komitmen", {"id": "K", "signatories": {"a/": None}})])
def test_any_rows(rows: list[tuple[Any, dict[Any, Any]]]) -> None:
    """Rows of any keys and values give a plan that is written and read back; the strict form raises what is told of them."""
    given_rows = [{**fields, "record": word} for word, fields in rows]
    reading = read_records(given_rows)
    is_kept(reading.plan)
    told = [text for each in reading.findings for text in (each.message, each.hint)]
    assert all(text.id.encode() and text.en.encode() for text in told)
    raised: tuple[Finding, ...] = ()
    try:
        assert Plan.from_records(given_rows) == reading.plan
    except InputErrors as errors:
        raised = errors.findings
    assert raised == tuple(one for one in reading.findings if one.severity == "error")


@given(rows=st.lists(ANY | st.dictionaries(st.just("record"), ANY), max_size=3))
def test_rows_that_are_none(rows: list[Any]) -> None:
    """Rows that are no mappings, or do not say what they are, are refused by InputErrors, one problem each."""
    if rows:
        with pytest.raises(InputErrors) as caught:
            Plan.from_records(rows)
        assert len(caught.value.findings) == len(rows)


@given(plan=plans())
def test_rows_of_a_plan(plan: Plan) -> None:
    """The records of a plan as rows give an equal plan."""
    names = {table: name for name, table in RECORD_NAMES.items()}
    rows = [{"record": names[table], **fields_of(record)} for table, _, record in plan.records()]
    heading = {name: getattr(plan, name) for name in ("title", "first_year", "last_year", "extra")}
    region = {"region": fields_of(plan.region)} if plan.region else {}
    assert Plan.from_records([{"record": "plan", **heading, **region}, *rows]) == plan


DEEP: Any = nested(100_000)
HUGE = 10**5_000
RECORDS: list[tuple[str, Callable[[], object]]] = [
    ("huge-amount", lambda: Allocation(document="D", subject="S", amounts={"2025": HUGE})),
    ("huge-year", lambda: Document(id="D", kind="RKPD", first_year=HUGE)),
    ("huge-id", lambda: Goal(id=HUGE)),  # type: ignore[arg-type] # wrong on purpose
    ("deep-extra", lambda: Goal(id="T1", extra={"x-a": DEEP})),
    ("deep-title", lambda: Goal(id="T1", title=DEEP)),
    ("one-for-many", lambda: Commitment(id="K", nodes=5)),  # type: ignore[arg-type] # wrong on purpose
    ("text-for-many", lambda: Commitment(id="K", nodes="abc")),
    ("number-for-map", lambda: Allocation(document="D", subject="S", amounts=5)),  # type: ignore[arg-type] # wrong on purpose
    ("none-for-map", lambda: Allocation(document="D", subject="S", amounts=None)),  # type: ignore[arg-type] # wrong on purpose
]
ROWS: list[tuple[str, dict[str, Any]]] = [
    ("huge-id", {"record": "goal", "id": HUGE}),
    ("huge-own", {"record": "goal", "id": "T1", "x-a": HUGE}),
    ("huge-amount", {"record": "allocation", "document": "D", "subject": "S", "amounts": {"2025": HUGE}}),
    (
        "huge-exponent",
        {"record": "allocation", "document": "D", "subject": "S", "amounts": {"2025": Decimal("1E+9999999")}},
    ),
    ("deep-own", {"record": "goal", "id": "T1", "x-a": DEEP}),
    ("deep-title", {"record": "goal", "id": "T1", "title": DEEP}),
    ("deep-unknown", {"record": "goal", "id": "T1", "uraiann": DEEP}),
]


@pytest.mark.parametrize("make", [make for _, make in RECORDS], ids=[name for name, _ in RECORDS])
def test_record_beyond_sense(make: Callable[[], object]) -> None:
    """Numbers of thousands of digits, lists nested without end and one value for several are refused by a RecordError."""
    with pytest.raises(RecordError):
        make()


@pytest.mark.parametrize("row", [row for _, row in ROWS], ids=[name for name, _ in ROWS])
def test_row_beyond_sense(row: dict[str, Any]) -> None:
    """So they are by InputErrors in a row."""
    with pytest.raises(InputErrors):
        Plan.from_records([row])


@pytest.mark.parametrize(
    "fields",
    [
        {"indicator": Word.ID},
        {"fund": np.str_("DAU")},
        {"extra": {"x-a": Word.ID}},
        {"amounts": FrozenMap({"2025": Decimal("1.500")})},
        {"amounts": FrozenMap({"2025": Decimal("1E+3")})},
    ],
    ids=["enum", "numpy", "own", "three-places", "exponent"],
)
def test_value_of_another_class(fields: dict[str, Any]) -> None:
    """Text of a class of its own, and amounts written in an odd way, are refused by a RecordError or kept as any other."""
    try:
        record = Allocation(**{"document": "D", "subject": "S", **fields})
    except RecordError:
        return
    is_kept(plan_of(record))


def test_two_headings() -> None:
    """Two rows for the plan itself that disagree are refused; neither is lost in silence."""
    with pytest.raises(InputErrors):
        Plan.from_records([{"record": "plan", "title": "Satu"}, {"record": "plan", "title": "Dua"}])


def says_why(error: RecordError) -> None:
    """A record that is refused says so in words."""
    assert error.faults
    assert all(str(error).splitlines())


def fields_of(record: Any) -> dict[str, Any]:
    """Return the fields of a record by name."""
    return {spec.name: getattr(record, spec.name) for spec in schema_of(type(record))}


def plan_of(record: Any) -> Plan:
    """Return a plan that holds a record, a region or a heading."""
    if isinstance(record, Region):
        return Plan(region=record)
    if isinstance(record, Heading):
        return Plan(**fields_of(record))
    (table,) = (name for name, cls in TABLES.items() if cls is type(record))
    return Plan(**{table: [record]})  # type: ignore[arg-type] # a row of its table


def is_kept(plan: Plan) -> None:
    """A plan comes back from bytes of three kinds, and its own bytes are the same when it has."""
    assert pickle.loads(pickle.dumps(plan)) == plan
    assert hash(plan) == hash(pickle.loads(pickle.dumps(plan)))
    assert loads(dumps(plan, format="yaml")) == plan
    assert loads(dumps(plan), format="json") == plan
    assert dumps(loads(dumps(plan), format="json")) == dumps(plan)
