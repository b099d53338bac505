"""Canonical files that were meddled with: the fast path takes nothing that the exact path would not read as the same plan."""

from __future__ import annotations

import re
from typing import TypeAlias

from hypothesis import example, given
from hypothesis import strategies as st

from regplan.diagnostics import InputErrors
from regplan.io import dumps, loads
from regplan.io._wire import decode
from regplan.model import Commitment, Document, Plan
from regplan.testing.strategies import plans, sound_plans

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[-+.\w]+|[{}\[\],:\n]')
WHOLE = re.compile(r"\{[^{}\[\]]*\}|\[[^{}\[\]]*\]")
"""Mappings and lists of values alone, as one token."""
VALUES = st.sampled_from(
    ["null", "true", "0", "-1", "5", "1.0", "1.5", "1e3", "1E400", "NaN", "9" * 19, "9" * 5000, "1000000000000000", "1000000000000001", '""',
     '" a"', '"a "', '"a"', '"/"', '"/a"', '"a/"', '"1.50"', '"1.500"', '"1.00"', '"0.5"', '"-0.00"', '"\\u0000"', '"\\u0061"', '"\\ud800"',
     '"é"', '"e\u0301"', '"\u00a0a"', '"\u200b"', '"a\u0338"', '"\u1100\u1161"', '"\u212b"', '"\u2028"', '"\u200e"', f'"{"a" * 10_001}"',
     '"\U0001f600"', '"\u0301"', '"\u2000"', '"\ue000"', '"\u0378"', '"a\\nb"', '"\\ta"', '"\\"a"', '"a\\\\"', '"\x7f"', '"2025"', '"2025-13"', '"2025-02-30"', '"RENSTRA"', '"x-a"', '"id"', "{}", "[]", "[1]",
     "[null]", '["a"]', '{"a":null}', '{"a":1}', '{"x-a":1}', '{"x-a":[]}', '{"x-a":{"a":[null]}}', '{"2025":5}', '{"2025":"5"}', '{"2025":"1.50"}',
     '{"2025":[1]}', '{"2025":{}}', '{"a":"2025-03-31"}', '{"a/":null}', ",", ":", "{", "}", "]", "\n", ""]
)  # fmt: skip
CHANGES = st.lists(
    st.tuples(
        st.sampled_from((TOKEN, TOKEN, WHOLE)), st.integers(0, 999), VALUES | st.integers(0, 999) | st.text(max_size=2)
    ),
    min_size=1,
    max_size=3,
)

Changes: TypeAlias = list[tuple[re.Pattern[str], int, str | int]]


@given(plan=plans() | sound_plans(), changes=CHANGES)
@example(plan=Plan(documents=[Document(id="D", kind="RKPD", events={"a": None})]), changes=[(TOKEN, 53, "[1]")])
@example(plan=Plan(commitments=[Commitment(id="K", signatories={"a": None})]), changes=[(TOKEN, 62, "{}")])
def test_meddled(plan: Plan, changes: Changes) -> None:
    """A canonical file with tokens changed is read as the same text would be that nobody takes for canonical."""
    text = meddled(dumps(plan).decode(), changes)
    assert outcome(text) == outcome(f" {text}")


def meddled(text: str, changes: Changes) -> str:
    """Put other tokens for some tokens: drawn ones, or those that stand elsewhere in the text."""
    for kind, at, new in changes:
        tokens = list(kind.finditer(text)) or list(TOKEN.finditer(text))
        here = tokens[at % len(tokens)]
        put = new if isinstance(new, str) else tokens[new % len(tokens)].group()
        text = text[: here.start()] + put + text[here.end() :]
    return text


def outcome(text: str) -> object:
    """Return the plan a text gives, or what is wrong with it."""
    try:
        plan = loads(text, format="json")
    except InputErrors as errors:
        return [(each.code, each.message, each.hint) for each in errors.findings]
    assert decode(dumps(plan), "x") == plan
    return plan
