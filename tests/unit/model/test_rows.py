"""Rows of a database, whose values have types: what has a text of its own is read, what has none is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from regplan.diagnostics import InputErrors, Where
from regplan.model import Document, Plan
from regplan.model.rows import RowReader

SERIES: dict[str, Any] = {"record": "series", "indicator": "i", "document": "d", "role": "target"}
MONEY: dict[str, Any] = {"record": "allocation", "document": "d", "subject": "p"}


def test_typed_values_are_their_texts() -> None:
    """Whole numbers, decimals and days of a database are read as the texts they are written by."""
    rows = [
        {"record": "document", "id": 7, "kind": "RENJA", "first_year": 2026, "events": {"enacted": date(2026, 1, 5)}},
        {**SERIES, "values": {2026: Decimal("7.50"), 2027: 8, "2028": None}},
    ]
    plan = Plan.from_records(rows)
    assert plan.documents[0] == Document(id="7", kind="RENJA", first_year=2026, events={"enacted": "2026-01-05"})
    assert plan.series[0].values == {"2026": "7.50", "2027": "8", "2028": None}


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        (1500, 1500),
        (0, 0),
        (None, None),
        (Decimal("1.500"), Decimal("1.50")),
        (Decimal("2.00"), 2),
        (Decimal("1E+3"), 1000),
        ("1.500.000", 1_500_000),
    ],
)
def test_money_of_a_database(value: object, amount: int | Decimal | None) -> None:
    """The point of a Decimal is decimal, and no question as in a text; unknown stays unknown."""
    (read,) = Plan.from_records([{**MONEY, "amounts": {"2026": value}}]).allocations
    assert read.amounts == {"2026": amount}
    assert type(read.amounts["2026"]) is type(amount)


@pytest.mark.parametrize("value", [1.5, True, b"5", float("nan"), Decimal("NaN"), Decimal("Infinity")])
@pytest.mark.parametrize(
    ("row", "field"),
    [({"record": "goal", "id": "T"}, "title"), ({**SERIES}, "values"), ({**MONEY}, "amounts")],
    ids=["text", "target", "money"],
)
def test_value_without_a_text_of_its_own(row: dict[str, Any], field: str, value: object) -> None:
    """A float, a boolean, bytes and what is not finite have no text that can be trusted, and are refused at their key."""
    with pytest.raises(InputErrors) as caught:
        Plan.from_records([{**row, field: value if field == "title" else {"2026": value}}])
    (found,) = caught.value.findings
    key = field if field == "title" else f"{field}.2026"
    assert (found.code, found.facts["key"], found.where) == ("FILE-08", key, Where(row=1, field=key))


@pytest.mark.parametrize(
    ("value", "cure"), [(float("nan"), "df.notna()"), (0.7, "as text, int or Decimal"), (b"5", "as text in that form")]
)
def test_cures_of_a_data_frame(value: object, cure: str) -> None:
    """What comes out of a data frame is refused with what to write in Python: None for NaN, text or Decimal for a float."""
    with pytest.raises(InputErrors) as caught:
        Plan.from_records([{**SERIES, "values": {2026: value}}])
    assert cure in caught.value.findings[0].hint.en


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (True, "true"),
        (False, "false"),
        (3, "3"),
        (Decimal("1.50"), "1.50"),
        ([True, date(2026, 1, 5)], ("true", "2026-01-05")),
    ],
)
def test_own_fields_become_text(value: object, kept: object) -> None:
    """Values of x-… fields are kept as text, booleans as JSON writes them."""
    (goal,) = Plan.from_records([{"record": "goal", "id": "T", "x-siap": value}]).goals
    assert goal.extra == {"x-siap": kept}


@pytest.mark.parametrize("value", [1.5, [1.5], {"a": [1.5]}])
def test_own_field_with_a_float(value: object) -> None:
    """A float anywhere in an x-… field is refused: its text would be a guess."""
    with pytest.raises(InputErrors) as caught:
        Plan.from_records([{"record": "goal", "id": "T", "x-siap": value}])
    assert [(one.code, one.facts["key"]) for one in caught.value.findings] == [("FILE-08", "x-siap")]


def test_event_without_a_name() -> None:
    """An event without a name is told and kept in the loss; the others stay."""
    reader = RowReader()
    row = {"id": "d", "kind": "RENJA", "events": {" ": "2026-01-05", "enacted": "2026-01-06"}}
    assert reader.record(Document, row, {}) == Document(id="d", kind="RENJA", events={"enacted": "2026-01-06"})
    assert [one.code for one in reader.findings] == ["FILE-15"]
    assert [(one.kind, one.got) for one in reader.loss] == [("mended", "' '"), ("dropped", "'2026-01-05'")]
