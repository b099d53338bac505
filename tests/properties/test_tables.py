"""Tables written and read back are the same plan, whatever the plan (conventions §8)."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from regplan.io import load
from regplan.io.neutral import neutral, restored
from regplan.io.tables_out import write_csv, write_parquet
from regplan.io.workbook_out import write_workbook
from regplan.model import Commitment, Goal, Plan
from regplan.testing.strategies import plans


class TestRoundTrip:
    """«load(write(plan)) == plan» for tables too."""

    @given(plan=plans())
    def test_csv(self, plan: Plan) -> None:
        """A folder of CSV files gives the plan back."""
        with TemporaryDirectory() as folder:
            write_csv(plan, folder)
            assert load(folder) == plan

    @given(plan=plans())
    @example(plan=Plan(commitments=[Commitment(id="K", nodes=("'", "T1"))]))
    @example(plan=Plan(goals=[Goal(id="T1", title="'=1")]))
    def test_parquet(self, plan: Plan) -> None:
        """A folder of Parquet files gives the plan back."""
        with TemporaryDirectory() as folder:
            write_parquet(plan, Path(folder))
            assert load(folder) == plan

    @settings(max_examples=30)
    @given(before=plans(), plan=plans())
    @example(before=Plan(goals=[Goal(id="T1", title="a")]), plan=Plan())
    def test_over_another_plan(self, before: Plan, plan: Plan) -> None:
        """Where an earlier plan stands, its tables are not read with the new one."""
        for write in (write_csv, write_parquet):
            with TemporaryDirectory() as folder:
                write(before, folder)
                write(plan, folder)
                assert load(folder) == plan

    @settings(max_examples=30)
    @given(plan=plans())
    @example(plan=Plan(goals=[Goal(id="T1", title="a")]))
    def test_package(self, plan: Plan) -> None:
        """The package lists each file, and no row of them is blank, which a validator of packages refuses."""
        with TemporaryDirectory() as folder:
            written = write_csv(plan, folder)
            package = json.loads(written[-1].read_text(encoding="utf-8"))
            assert {one["path"] for one in package["resources"]} == {one.name for one in written[:-1]}
            for one in written[:-1]:
                rows = list(csv.reader(one.read_text(encoding="utf-8").splitlines(keepends=True)))
                assert all(any(row) for row in rows) or plan.region is not None

    @settings(max_examples=15)
    @given(plan=plans())
    def test_workbook(self, plan: Plan) -> None:
        """A workbook gives the plan back, and needs no spreadsheet program to be read."""
        with TemporaryDirectory() as folder:
            path = Path(folder, "rencana.xlsx")
            write_workbook(plan, path)
            assert load(path) == plan


class TestNeutral:
    """No text that is written begins like a formula, and none is changed for good."""

    @given(st.text())
    def test_back(self, text: str) -> None:
        """What is taken off is what was put on."""
        assert restored(neutral(text)) == text
