"""Plan: look-ups over all tables, changed copies, and plans from rows of a database."""

from __future__ import annotations

import pickle
from typing import Any

import attrs
import pytest

from regplan.diagnostics import InputErrors, Where
from regplan.errors import UnknownIdError
from regplan.io import loads
from regplan.model import Goal, Mission, Plan

TEXT = """\
judul: Contoh
misi: [{id: misi.1, uraian: Sehat}]
tujuan:
  - {id: T1, uraian: Mewujudkan masyarakat sehat, induk: misi.1}
  - {id: T2, uraian: Mewujudkan masyarakat cerdas, induk: misi.1}
"""


def place(plan: Plan, table: str, position: int) -> Where | None:
    """Return where a record came from."""
    assert plan.origins is not None
    return plan.origins.where(table, position)


class TestReplace:
    """A changed copy."""

    def test_untouched_tables_are_shared(self) -> None:
        """Tables that were not named are the same objects, and the old plan stays as it was."""
        plan = loads(TEXT)
        changed = plan.replace(goals=plan.goals[:1])
        assert changed.missions is plan.missions
        assert (len(plan.goals), len(changed.goals)) == (2, 1)

    def test_unchanged_records_keep_their_place(self) -> None:
        """Records that are still the same keep the place they came from, wherever they stand now; new ones have none."""
        plan = loads(TEXT)
        new = attrs.evolve(plan.goals["T1"], title="Lain")
        changed = plan.replace(goals=[plan.goals["T2"], new])
        assert place(changed, "goals", 0) == place(plan, "goals", 1) != None  # noqa: E711 - one chain
        assert place(changed, "goals", 1) is None
        assert place(changed, "missions", 0) == place(plan, "missions", 0)

    def test_places_through_two_changes(self) -> None:
        """A place survives a second change."""
        plan = loads(TEXT)
        changed = plan.replace(goals=plan.goals[1:]).replace(title="Lain").replace(goals=(Goal(id="T9"), plan.goals[1]))
        assert place(changed, "goals", 1) == place(plan, "goals", 1)

    def test_heading(self) -> None:
        """Heading fields change; the change counts in equality, places do not."""
        plan = loads(TEXT)
        assert plan.replace(title="Lain") != plan
        assert plan.replace(title="Lain").replace(title="Contoh") == plan
        assert plan.replace(origins=None) == plan


class TestLookUp:
    """Records by id, over all tables."""

    def test_find(self) -> None:
        """The first record of any kind with the id is found."""
        plan = loads(TEXT)
        assert plan.find("misi.1") is plan.missions[0]

    def test_find_offers_near_ids(self) -> None:
        """What is not there comes with ids of any table that look like it."""
        with pytest.raises(UnknownIdError) as caught:
            loads(TEXT).find("misi.2")
        assert "misi.1" in caught.value.near
        assert "this plan" in str(caught.value)

    def test_table_by_name(self) -> None:
        """A table is found by its English name; a misspelt name comes with a near one."""
        assert loads(TEXT).table("goals").ids == ("T1", "T2")
        with pytest.raises(UnknownIdError, match="did you mean 'goals'"):
            loads(TEXT).table("goal")

    def test_nodes_and_records(self) -> None:
        """Nodes come level by level; records come with table and position."""
        plan = loads(TEXT)
        assert plan.nodes.ids == ("misi.1", "T1", "T2")
        assert [(name, at) for name, at, _ in plan.records()] == [("missions", 0), ("goals", 0), ("goals", 1)]
        assert len(plan) == 3

    def test_derived_data_do_not_count(self) -> None:
        """What was derived from a plan counts neither in equality nor in pickles."""
        plan = loads(TEXT)
        before = pickle.dumps(plan)
        plan.remember("big", lambda: [0] * 1000)
        assert pickle.dumps(plan) == before
        assert plan == loads(TEXT)

    def test_empty_plan(self) -> None:
        """An empty plan is a plan: true, of no length, and it says so."""
        assert Plan()
        assert (len(Plan()), repr(Plan())) == (0, "<Plan 'untitled': empty>")


class TestFromRecords:
    """Plans from rows of a database."""

    def test_english_and_indonesian(self) -> None:
        """Names of records and fields may be in either language; the plans are equal."""
        english = [{"record": "mission", "id": "M1", "title": "Sehat", "agency": "dinkes", "order": 2}]
        indonesian = [{"record": "misi", "id": "M1", "uraian": "Sehat", "opd": "dinkes", "urutan": "2"}]
        assert Plan.from_records(english) == Plan.from_records(indonesian)
        assert Plan.from_records(english).missions == (Mission(id="M1", title="Sehat", agency="dinkes", order=2),)

    def test_words_and_heading(self) -> None:
        """Words of vocabularies are read in either language; the row ``plan`` gives the heading."""
        rows: list[dict[str, Any]] = [
            {"record": "plan", "judul": "Contoh", "tahun": "2025-2029", "daerah": {"tingkat": "kabupaten"}},
            {
                "record": "anggaran",
                "dokumen": "d",
                "untuk": "/",
                "dasar": "prakiraan maju",
                "jumlah": {"2026": "Rp1.500"},
            },
        ]
        plan = Plan.from_records(rows)
        assert (plan.title, plan.first_year, plan.last_year) == ("Contoh", 2025, 2029)
        assert plan.region is not None
        assert plan.region.level == "regency"
        assert plan.allocations[0].basis == "forward_estimate"
        assert plan.allocations[0].amounts == {"2026": 1500}

    def test_own_fields_are_kept(self) -> None:
        """Fields that begin with x- are kept as text."""
        plan = Plan.from_records([{"record": "goal", "id": "T1", "x-siap": ["ya", {"a": 5}]}])
        assert plan.goals["T1"].extra == {"x-siap": ("ya", {"a": "5"})}

    def test_all_problems_in_one_group(self) -> None:
        """Every problem of every row comes in one group, each with its row, none twice."""
        rows = [
            {"record": "gaol", "id": "T1"},
            {"record": "goal", "titel": "Sehat", "id": "T2"},
            {"record": "goal"},
            {"id": "T3"},
            {"record": "document", "id": "d", "kind": "RPJM"},
        ]
        with pytest.raises(InputErrors) as caught:
            Plan.from_records(rows)
        told = [(one.code, str(one.where)) for one in caught.value.findings]
        assert told == [
            ("FILE-06", "row 1"),
            ("FILE-06", "row 2"),
            ("FILE-10", "row 3"),
            ("FILE-10", "row 4"),
            ("FILE-08", "row 5"),
        ]
        assert "goal" in caught.value.findings[0].hint.en
        assert "title" in caught.value.findings[1].hint.en

    def test_rows_that_are_no_mappings(self) -> None:
        """A row that is no mapping is a problem of that row, not a crash."""
        with pytest.raises(InputErrors) as caught:
            Plan.from_records(["goal"])  # type: ignore[list-item] # wrong on purpose
        assert caught.value.findings[0].code == "FILE-10"
