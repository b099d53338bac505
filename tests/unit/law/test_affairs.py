"""The fields of the law: all there, named, and refused where the file is wrong."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

import compile_law
from regplan.errors import LawError
from regplan.law import Law, current
from regplan.law.affairs import affairs_faults
from regplan.values.code import parse_code

DATA: dict[str, Any] = json.loads(compile_law.TARGET.read_text(encoding="utf-8"))


def test_32_affairs_and_the_elements() -> None:
    """There are 6, 18 and 8 affairs as in UU 23/2014 Art 12, and each code is one of the grammar."""
    fields = current().affairs.fields
    assert [sum(code.startswith(group) for code in fields) for group in "123"] == [6, 18, 8]
    assert all((parse_code(code) or pytest.fail(code)).level == "bidang" for code in fields)


def test_real_list_knows_no_other(shared_data: Path) -> None:
    """Every field of a live list has a name here, but for X.XX and three special fields (9.04 to 9.06) the regulations do not name."""
    rows = (shared_data / "nomenklatur_bidang_urusan.csv").read_text(encoding="utf-8").splitlines()[1:]
    codes = {row.partition(",")[0] for row in rows}
    known = {one for one in codes if (code := parse_code(one)) and code.level == "bidang" and not code.generic}
    assert len(known) > 32
    assert known - set(current().affairs.fields) == {"9.04", "9.05", "9.06"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"confidence": "sure"}, "confidence"),
        ({"fields": {"1.01": {"id": "pendidikan"}}}, "en missing"),
        ({"groups": {}}, "1.01: its group has no name"),
        ({"mandatory": [{"field": "1.99", "levels": ["all"]}]}, "1.99"),
        ({"mandatory": [{"field": "1.01", "levels": ["village"]}]}, "village"),
        ({"mandatory": [{"field": "1.01"}]}, "levels missing"),
    ],
)
def test_faults_are_named(change: dict[str, Any], told: str) -> None:
    """A wrong word, a missing name and a field that is none are named."""
    assert any(told in fault for fault in affairs_faults({**DATA["affairs"], **change}))


def test_law_refuses_them() -> None:
    """The law is not built from a file with faults."""
    data = copy.deepcopy(DATA)
    del data["affairs"]["mandatory"]
    with pytest.raises(LawError, match="affairs: mandatory missing"):
        Law.from_data(data)
