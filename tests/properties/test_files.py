"""What is always true of files: reading is the other way of writing (conventions §8)."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given

from regplan.io import dumps, loads
from regplan.io._wire import decode
from regplan.io.reading import Format
from regplan.model import Plan
from regplan.testing.strategies import plans


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
