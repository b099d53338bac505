"""What is always true of files: reading is the other way of writing (conventions §8)."""

from __future__ import annotations

import json
import pickle
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regplan.io import dumps, load, loads, save
from regplan.io._wire import decode
from regplan.io.reading import Format
from regplan.model import Goal, Plan
from regplan.model.tables import TABLES
from regplan.testing.strategies import plans

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"])) | st.text(
    "a \t\n\r\x00\x85\u2028\ufeff:#-'\"|>{}[],&*!%@`~=<", max_size=9
)
OWN = st.recursive(
    st.none() | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
    max_leaves=6,
)


class TestRoundTrip:
    """«load(save(plan)) == plan» for every plan, in both formats."""

    @pytest.mark.parametrize("form", ["json", "yaml"])
    @given(plan=plans())
    def test_load_after_save_is_identity(self, form: Format, plan: Plan) -> None:
        """Writing a plan and reading it back gives an equal plan."""
        assert loads(dumps(plan, format=form), format=form) == plan

    @given(plan=plans())
    def test_canonical_is_stable(self, plan: Plan) -> None:
        """Equal plans give equal bytes, however often they went through a file."""
        once = dumps(plan)
        assert dumps(loads(once, format="json")) == once
        assert dumps(loads(dumps(plan, format="yaml"))) == once

    @given(plan=plans())
    def test_fast_and_exact_path_agree(self, plan: Plan) -> None:
        """The typed reader of canonical files and the exact reader of any JSON give equal plans."""
        raw = dumps(plan)
        assert decode(raw, "x") == plan
        assert loads(b" " + raw, format="json") == plan

    @given(plan=plans())
    def test_pickle(self, plan: Plan) -> None:
        """A plan that went through pickle is equal, and so is its hash."""
        again = pickle.loads(pickle.dumps(plan))
        assert again == plan
        assert hash(again) == hash(plan)

    @pytest.mark.parametrize("form", ["json", "yaml"])
    @given(own=OWN, key=st.sampled_from(["x-a", "x-a b", "x-é", "x-:", "x-#", f"x-{'a' * 2_000}"]))
    def test_own_fields(self, form: Format, own: Any, key: str) -> None:
        """Own fields come back whatever characters they hold, control characters and marks of YAML among them."""
        plan = Plan(goals=[Goal(id="T1", extra={key: own})], extra={key: own})
        assert loads(dumps(plan, format=form), format=form) == plan


class TestOrder:
    """The order of input never matters: of keys, of rows, of files."""

    @given(plan=plans(), random=st.randoms(use_true_random=False), indent=st.none() | st.integers(0, 2))
    def test_keys(self, plan: Plan, random: Random, indent: int | None) -> None:
        """Keys in another order, and JSON in another layout, give an equal plan that is written as the same bytes."""
        raw = dumps(plan)
        again = loads(
            json.dumps(shuffled(json.loads(raw), random), indent=indent, ensure_ascii=not indent), format="json"
        )
        assert again == plan
        assert dumps(again) == raw

    @given(plan=plans(), data=st.data())
    def test_files(self, plan: Plan, data: st.DataObject, tmp_path: Path) -> None:
        """The rows of a plan in several files, in any order and both formats, are the plan in one file."""
        parts: list[dict[str, list[Any]]] = [{}, {}, {}]
        for table, _, record in plan.records():
            parts[data.draw(st.integers(0, 2))].setdefault(table, []).append(record)
        empty: dict[str, Any] = dict.fromkeys(TABLES, ())
        for part, name in zip(parts, data.draw(st.permutations(["a.json", "b.yaml", "c.yml"])), strict=True):
            save(plan.replace(**{**empty, **part}), tmp_path / name)
        whole = load(tmp_path)
        assert whole.replace(**empty) == plan.replace(**empty)
        for name in TABLES:
            assert Counter(whole.table(name)) == Counter(plan.table(name))


def shuffled(data: Any, random: Random) -> Any:
    """Return the data with the keys of every mapping in another order; that of lists counts."""
    if isinstance(data, dict):
        return {key: shuffled(data[key], random) for key in random.sample(list(data), len(data))}
    return [shuffled(item, random) for item in data] if isinstance(data, list) else data
