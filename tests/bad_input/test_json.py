"""JSON that is broken, doubled or larger than sense: a finding at its place; digits and texts stay as written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from regplan.diagnostics.finding import Finding
from regplan.io import Reading, dumps, loads
from regplan.values.text import LONGEST_TEXT

NAME = "rencana.json"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("{", "1:2"),
        ('{"judul"', "1:9"),
        ('{"judul":', "1:10"),
        ('{"judul": 1', "1:12"),
        ('{"judul": "a",}', "1:15"),
        ('{"x-a": [1,]}', "1:12"),
        ("{'judul': 1}", "1:2"),
        ('{\n  "judul": tru}', "2:12"),
        ('{"judul": 01}', "1:11"),
        ('{"judul": .5}', "1:11"),
        ('{"judul": +1}', "1:11"),
        ('{"judul": "a}', "1:11"),
        ('{"judul": "\\q"}', "1:12"),
        ('{"judul": "\\u12"}', "1:13"),
        ('{"judul": "a\nb"}', "1:13"),
        ('{"judul": "a"} {}', "1:16"),
        ('{"judul" "a"}', "1:10"),
        ('{"tujuan": [{"id": "T1"}\n {"id": "T2"}]}', "2:2"),
        ('// komentar\n{"judul": "a"}', "1:1"),
        ("}", "1:1"),
        ("nul", "1:1"),
        ('{"x-a": [1}', "1:11"),
    ],
)
def test_broken(text: str, place: str, found: Callable[..., Finding]) -> None:
    """Broken JSON is FILE-04 with line, column and a cure."""
    finding = found("FILE-04", text, NAME)
    assert str(finding.where).endswith(f"{NAME}:{place}")
    assert "commas, quotes and brackets" in finding.hint.en


@pytest.mark.parametrize(
    ("text", "place", "value"),
    [
        ('{"judul": "a", "judul": "Dua"}', "1:16", "Dua"),
        ('{"judul": null,\n "judul": "Dua"}', "2:2", "Dua"),
        ('{"tujuan": [], "tujuan": [{"id": "T2"}]}', "1:16", "T2"),
        ('{"tujuan": [{"id": "T1", "id": "T2"}]}', "1:26", "T2"),
        ('{"tujuan": [{"id": "T1", "\\u0069d": "T2"}]}', "1:26", "T2"),
        ('{"tujuan": [{"id": "T1", "x-a": {"b": 1, "b": 277}}]}', "1:42", "277"),
        (
            '{"deret": [{"indikator": "I", "dokumen": "D", "peran": "target", "nilai": {"2025": 1, "2025": 277}}]}',
            "1:87",
            "277",
        ),
    ],
    ids=["heading", "null-first", "table", "field", "escaped", "own-field", "period"],
)
def test_duplicate_key(text: str, place: str, value: str, found: Callable[..., Finding]) -> None:
    """A key written twice is FILE-07 at its second place; what stood there is in the loss."""
    finding = found("FILE-07", text, NAME, value=value)
    assert str(finding.where).endswith(f"{NAME}:{place}")


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"x-a": ' + '[{"a":' * 50_000,
        "[" * 100_000 + "]" * 100_000,
        '{"tujuan": [{"id": "T", ' + '"sasaran": [{"id": "S", ' * 100_000,
    ],
    ids=["lists", "maps", "mixed", "closed", "records"],
)
def test_nested_too_deep(text: str, found: Callable[..., Finding]) -> None:
    """Nesting 100,000 deep is FILE-13 at the first level too many."""
    finding = found("FILE-13", text, NAME)
    assert finding.where is not None
    assert finding.where.line is not None


def test_canonical_file_nested_too_deep(found: Callable[..., Finding]) -> None:
    """The fast path for files of our own stumbles over nesting no more than the exact one."""
    head = '{"format":"regplan/1",\n"plan":{"extra":{"x-a":'
    assert found("FILE-13", head + "[" * 100_000 + "]" * 100_000 + "}}}\n", NAME).where is not None


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_number_that_is_none(word: str, found: Callable[..., Finding]) -> None:
    """NaN and infinity are FILE-08 at their place, wherever a number may stand."""
    finding = found("FILE-08", f'{{"x-a": {word}}}', NAME, value=word)
    assert str(finding.where).endswith(f"{NAME}:1:9")


def test_digits_are_kept(given: Callable[..., Reading]) -> None:
    """Numbers as ids, codes, targets and own fields keep their digits; booleans are kept as their words."""
    reading = given(
        '{"tujuan": [{"id": 1.10, "kode": 2.0, "x-n": 1.50, "x-b": true, "x-e": 1e3, "x-l": [1, false, null]}],'
        ' "deret": [{"indikator": 5, "dokumen": "D", "peran": "target", "nilai": {"2025": 0.70, "2026": 10}}]}',
        NAME,
    )
    goal = reading.plan.goals["1.10"]
    assert goal.code == "2.0"
    assert goal.extra == {"x-n": "1.50", "x-b": "true", "x-e": "1e3", "x-l": ("1", "false", None)}
    assert reading.plan.series[0].values == {"2025": "0.70", "2026": "10"}
    assert (reading.findings, reading.loss) == ((), ())


@pytest.mark.parametrize(
    "text", ['{"x-a": 1.10, "x-b": true}', '{"tujuan": [{"id": 7, "x-c": 123456789012345678901234567890}]}']
)
def test_kept_digits_are_plain_text(text: str, given: Callable[..., Reading]) -> None:
    """What was kept from numbers is text as any other: written out and read back, the plan is equal."""
    plan = given(text, NAME).plan
    assert loads(dumps(plan), format="json") == plan
    assert loads(dumps(plan, format="yaml")) == plan


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"tujuan": [{"id": "T1\\ud800"}]}', "FILE-15"),
        ('{"tujuan": [{"id": "T1", "uraian": "Sehat\\udc00"}]}', "FILE-15"),
        ('{"tujuan": [{"id": "\\ud800"}]}', "FILE-08"),
        ('{"tujuan": [{"id": "T1", "x-a": "\\ud800"}]}', "FILE-08"),
        ('{"tujuan": [{"id": "T1", "x-\\ud800": "a"}]}', "FILE-08"),
        ('{"tujuan": [{"id": "T1", "\\ud800": "a"}]}', "FILE-06"),
        ('{"\\ud800": "a"}', "FILE-18"),
        ('{"judul": "a", "x-a": {"\\ud800": "a"}}', "FILE-08"),
        ('{"tujuan": {"id": "T1"}, "tujuan\\ud800": 1}', "FILE-06"),
    ],
    ids=["id", "title", "whole-id", "own-value", "own-key", "key", "top-key", "inner-own-key", "table"],
)
def test_half_a_character(text: str, code: str, found: Callable[..., Finding]) -> None:
    """Half of a surrogate pair is mended or refused, and no message carries it on."""
    assert str(found(code, text, NAME)).encode()


def test_whole_pair_is_a_character(given: Callable[..., Reading]) -> None:
    """Two halves that belong together are one character."""
    assert given('{"judul": "\\ud83d\\ude00"}', NAME).plan.title == "\U0001f600"


def test_text_past_the_limit(found: Callable[..., Finding]) -> None:
    """One text longer than any plan holds is FILE-14, as in YAML: what JSON takes, YAML must take back."""
    finding = found("FILE-14", f'{{"x-a": "{"a" * (LONGEST_TEXT + 1)}"}}', NAME)
    assert finding.where is not None


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"title":"Sehat"', '"title":5', None),
        ('"title":"Sehat"', '"title":" Sehat"', "FILE-15"),
        ('"title":"Sehat"', '"title":"Se\\u0000hat"', "FILE-15"),
        ('"title":"Sehat"', '"titel":"Sehat"', "FILE-06"),
        ('"title":"Sehat"', '"title":"Sehat","title":"Sakit"', "FILE-07"),
        ('"kind":"RENSTRA"', '"kind":"RENSTR"', "FILE-08"),
        ('"2025":5', '"2025":5e3', "FILE-08"),
        ('"2025":5', '"2025":NaN', "FILE-08"),
        ('"2025":5', '"2025":"1.500"', "FILE-09"),
        ('"2025":5', '"2025":99999999999999999', "FILE-08"),
        ('"2025":5', '"20255":5', "FILE-08"),
        ('"regplan/1"', '"regplan/2"', "FILE-17"),
        ('"goals"', '"golas"', "FILE-06"),
        ("]}\n", "]", "FILE-04"),
        ("]}\n", "]}\n{}", "FILE-04"),
    ],
)
def test_canonical_file_meddled_with(old: str, new: str, code: str | None, given: Callable[..., Reading]) -> None:
    """A file of our own that someone changed is judged as any other: the fast path lets nothing through."""
    text = CANONICAL.replace(old, new, 1)
    assert text != CANONICAL
    reading = given(text, NAME)
    assert [finding.code for finding in reading.findings] == ([code] if code else [])
    assert not code or NAME in str(reading.findings[0].where)


CANONICAL = dumps(
    loads("dokumen: [{id: D, jenis: RENSTRA, tahun: 2025-2029, tujuan: [{id: T1, uraian: Sehat, pagu: {2025: 5}}]}]")
).decode()
