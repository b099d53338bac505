"""Roll-ups of half a million amounts are those of DuckDB, an engine that shares nothing with regplan but the rows."""

from __future__ import annotations

from random import Random
from typing import Any, Final

import pytest

from regplan.calc.budget import totals
from regplan.calc.budget.totals import By
from regplan.model import Activity, Agency, Allocation, Document, Place, Plan, Program, SubActivity
from regplan.values.money import from_sen, sen

duckdb = pytest.importorskip("duckdb", reason="duckdb is in the extra dev")

YEARS: Final = tuple(map(str, range(2025, 2030)))
ROWS: Final = 500_000
FUNDS: Final = ("DAU", "DAK", "PAD", "BANTUAN", None)
PROGRAMS, ACTIVITIES, LOWEST, OFFICES, PLACES = 500, 2_000, 20_000, 60, 25


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Make a plan of 100,000 allocations for five years, on programs, activities and sub activities, with zeros, sen and cuts."""
    random = Random(5)
    subjects = [
        *(f"p{at}" for at in range(PROGRAMS)),
        *(f"k{at}" for at in range(ACTIVITIES)),
        *(f"s{at}" for at in range(LOWEST)),
    ]
    amounts = [0, 1, 99, 10**11, 10**15]

    def amount() -> Any:
        return from_sen(random.choice(amounts) if random.random() < 0.1 else random.randrange(-(10**9), 10**13))

    return Plan(
        documents=[Document(id="d", kind="RENSTRA", first_year=2025, last_year=2029)],
        agencies=[Agency(id=f"o{at}") for at in range(OFFICES)],
        places=[Place(id=f"w{at}") for at in range(PLACES)],
        programs=[Program(id=f"p{at}", agency=f"o{at % OFFICES}") for at in range(PROGRAMS)],
        activities=[Activity(id=f"k{at}", parent=f"p{at % PROGRAMS}") for at in range(ACTIVITIES)],
        sub_activities=[SubActivity(id=f"s{at}", parent=f"k{at % ACTIVITIES}") for at in range(LOWEST)],
        allocations=[
            Allocation(
                document="d",
                subject=random.choice(subjects),
                fund=random.choice(FUNDS),
                account=f"5.{random.randrange(1, 5)}.{at}",
                place=f"w{random.randrange(PLACES)}",
                amounts={year: amount() for year in YEARS},
            )
            for at in range(ROWS // len(YEARS))
        ],
    )


@pytest.fixture(scope="module")
def base(plan: Plan) -> Any:
    """Put the same rows into DuckDB: money, and for each node all that are at or above it."""
    import numpy as np

    cells = [(row, year, value) for row in plan.allocations for year, value in row.amounts.items()]
    columns = {
        "subject": [row.subject for row, _, _ in cells],
        "fund": [row.fund or "" for row, _, _ in cells],
        "account": [".".join((row.account or "").split(".")[:2]) for row, _, _ in cells],
        "place": [row.place or "" for row, _, _ in cells],
        "year": [year for _, year, _ in cells],
        "amount": np.array([sen(value or 0) for _, _, value in cells], np.int64),
    }
    nodes = [*plan.programs, *plan.activities, *plan.sub_activities]
    tree = {"node": [one.id for one in nodes], "parent": [one.parent or "" for one in nodes]}
    offices = {"program": [one.id for one in plan.programs], "agency": [one.agency for one in plan.programs]}
    connection = duckdb.connect()
    for name, table in (("money", columns), ("tree", tree), ("offices", offices)):
        arrays = {key: np.array(column) for key, column in table.items()}
        connection.register(f"{name}_rows", arrays)
        connection.execute(f"create table {name} as select * from {name}_rows")
    connection.execute("""
        create table above as with recursive up(node, up) as (
            select node, node from tree union all select up.node, tree.parent from up join tree on tree.node = up.up
            where tree.parent <> '') select * from up
    """)
    return connection


def test_half_a_million_rows(base: Any) -> None:
    """The oracle holds the 500,000 amounts."""
    assert base.execute("select count(*) from money").fetchone() == (ROWS,)


@pytest.mark.parametrize(
    ("by", "query"),
    [
        ("fund", "select fund, sum(amount::hugeint), count(*) from money group by fund"),
        ("account", "select account, sum(amount::hugeint), count(*) from money group by account"),
        ("place", "select place, sum(amount::hugeint), count(*) from money group by place"),
        ("year", "select year, sum(amount::hugeint), count(*) from money group by year"),
        ("node", "select up, sum(amount::hugeint), count(*) from money join above on node = subject group by up"),
        (
            "agency",
            (
                "select agency, sum(amount::hugeint), count(*) from money join above on node = subject "
                "join offices on program = up group by agency"
            ),
        ),
    ],
)
def test_equal_to_duckdb(by: By, query: str, plan: Plan, base: Any) -> None:
    """Sums and counts by fund, account, place, year, node (with all below) and OPD are DuckDB's, to the sen."""
    expected = {(key or None,): (int(total), count) for key, total, count in base.execute(query).fetchall()}
    found = totals(plan, "RENSTRA", by=by)
    assert {one.key: (sen(one.amount or 0), one.rows) for one in found} == expected
    assert found.total
    assert sen(found.total.amount or 0) == int(base.execute("select sum(amount::hugeint) from money").fetchone()[0])
