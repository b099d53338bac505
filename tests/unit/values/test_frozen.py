"""FrozenMap: a dict that does not change, so that records which hold one hash, compare and pickle."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regplan.values.frozen import FrozenMap


@pytest.mark.parametrize(
    "change",
    [
        lambda m: m.__setitem__("a", 2),
        lambda m: m.__delitem__("a"),
        lambda m: m.update(a=2),
        lambda m: m.pop("a"),
        lambda m: m.popitem(),
        lambda m: m.clear(),
        lambda m: m.setdefault("b", 2),
        lambda m: m.__ior__({"b": 2}),
    ],
)
def test_no_change(change: Callable[[Any], Any]) -> None:
    """Every way to change a dict is refused, and the refusal says how to make another one."""
    frozen = FrozenMap({"a": 1})
    with pytest.raises(TypeError, match="make a new one"):
        change(frozen)
    assert frozen == {"a": 1}


@given(st.dictionaries(st.text(), st.integers()))
def test_equal_by_value(data: dict[str, int]) -> None:
    """Two maps of the same pairs, in any order, are equal, have one hash, and survive pickle and copy."""
    frozen = FrozenMap(data)
    turned = FrozenMap(dict(reversed(list(data.items()))))
    assert frozen == turned == data
    assert hash(frozen) == hash(turned)
    for again in (pickle.loads(pickle.dumps(frozen)), copy.deepcopy(frozen)):
        assert again == frozen
        assert type(again) is FrozenMap


def test_is_a_dict() -> None:
    """JSON writers and data frames take it as a dict."""
    assert json.dumps(FrozenMap({"2026": None})) == '{"2026": null}'
