"""YAML that is broken, clever or hostile: a finding at its place, and no trick of YAML comes through."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from regplan.diagnostics.finding import Finding
from regplan.io import Reading
from regplan.values.text import LONGEST_TEXT

DOCUMENT = "dokumen:\n  - id: D\n    jenis: RENSTRA\n    tahun: 2025-2029\n    program:\n      - id: P\n"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("tujuan: [{id: T1}\njudul: a\n", "2:1"),
        ("judul: Sasaran: naik\n", "1:15"),
        ("judul: 'a\n", "2:1"),
        ("tujuan:\n  - id: T1\n   uraian: S\n", "3:4"),
        ("judul: @a\n", "1:8"),
        ('judul: "\\q"\n', "1:9"),
        ('judul: "\\ud800"\n', "1:11"),
        ("%YAML 3.0\n---\njudul: a\n", "1:1"),
        ("judul: a\n]\n", "2:1"),
    ],
    ids=["bracket", "colon", "quote", "indent", "reserved", "escape", "surrogate", "version", "closing"],
)
def test_broken(text: str, place: str, found: Callable[..., Finding]) -> None:
    """Broken YAML is FILE-04 with line, column and a cure."""
    finding = found("FILE-04", text)
    assert str(finding.where).endswith(f"rencana.yaml:{place}")
    assert finding.hint.en.startswith("mend the syntax there; ")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("tujuan:\n\t- id: T1\n", "2:1"),
        ("tujuan:\n  - id: T1\n\turaian: S\n", "3:1"),
        ("tujuan:\n  - id: T1\n    sasaran:\n\t\t- id: S1\n", "4:1"),
    ],
    ids=["list", "key", "deeper"],
)
def test_tabs(text: str, place: str, found: Callable[..., Finding]) -> None:
    """A tab in the indentation is FILE-04 at its place, and the cure speaks of tabs."""
    finding = found("FILE-04", text)
    assert str(finding.where).endswith(f"rencana.yaml:{place}")
    assert "tabs" in finding.hint.en


@pytest.mark.parametrize(
    ("text", "place"), [("judul: a\x01b\n", "1:9"), ("judul: a\ntahun: \x00\n", "2:8"), ("# \x7f\njudul: a\n", "1:3")]
)
def test_control_character(text: str, place: str, found: Callable[..., Finding]) -> None:
    """A raw control character is FILE-04 with its place and the cure to remove it."""
    finding = found("FILE-04", text)
    assert "control characters" in finding.hint.en
    assert str(finding.where).endswith(f"rencana.yaml:{place}")


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("x-a: &a [*a]\n", "1:10", "*a"),
        ("x-a: &a {b: *a}\n", "1:13", "*a"),
        ("&a tujuan: [*a]\n", "1:13", "*a"),
        ("tujuan: &t [{id: T1}]\nsasaran: *t\n", "2:10", "*t"),
        ("x-a: &a {b: c}\ntujuan: [{<<: *a, id: T1}]\n", "2:15", "*a"),
    ],
    ids=["list-in-itself", "map-in-itself", "key", "twice", "merge"],
)
def test_alias(text: str, place: str, what: str, found: Callable[..., Finding]) -> None:
    """An alias, also one that refers to what it stands in, is FILE-11 and is not followed."""
    finding = found("FILE-11", text, value=what)
    assert str(finding.where).endswith(f"rencana.yaml:{place}")


def test_billion_laughs(given: Callable[..., Reading]) -> None:
    """Aliases that multiply are refused one by one before anything grows."""
    lines = ["x-0: &x0 [tawa, tawa]"] + [f"x-{at}: &x{at} [{', '.join([f'*x{at - 1}'] * 9)}]" for at in range(1, 30)]
    reading = given("\n".join(lines))
    assert [finding.code for finding in reading.findings] == ["FILE-11"] * 29 * 9
    assert len(repr(reading.plan.extra)) < 10_000


@pytest.mark.parametrize(
    "tag", ["!!str", "!foo", "!", "!!int", "!<tag:yaml.org,2002:binary>", "!!python/name:os.system"]
)
def test_tag(tag: str, found: Callable[..., Finding]) -> None:
    """A tag of any kind is FILE-11 where it stands."""
    assert str(found("FILE-11", f"judul: {tag} abc\n", value=tag.strip("!<>")).where).endswith("rencana.yaml:1:8")


def test_tag_runs_nothing(tmp_path: Path, found: Callable[..., Finding]) -> None:
    """A tag that asks for a call is refused and nothing is called."""
    trace = tmp_path / "jejak"
    finding = found("FILE-11", f"tujuan: !!python/object/apply:os.system ['touch {trace}']\n", value="os.system")
    assert str(finding.where).endswith("rencana.yaml:1:9")
    assert not trace.exists()


def test_several_documents(found: Callable[..., Finding], given: Callable[..., Reading]) -> None:
    """A second document is FILE-12 where it begins; nothing of it mixes with the first."""
    text = "tujuan: [{id: T1}]\n---\ntujuan: [{id: T2}]\n"
    assert str(found("FILE-12", text).where).endswith("rencana.yaml:2:1")
    assert [goal.id for goal in given(text).plan.goals] == ["T1"]


def test_marks_of_one_document(given: Callable[..., Reading]) -> None:
    """One document may begin with ``---`` and end with ``...``."""
    assert given("---\njudul: a\n...\n").plan.title == "a"


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "[" * 100_000 + "]" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000 + "a",
        "x-a: " + "{a: [" * 50_000,
        "\n".join(" " * at + "a:" for at in range(2_000)),
        "tujuan: [{id: T, " + "sasaran: [{id: S, " * 100_000,
        "\n".join("  " * at + "sasaran:\n" + "  " * at + "- id: S" for at in range(500)),
    ],
    ids=["lists", "closed", "maps", "block-lists", "mixed", "block-maps", "records", "block-records"],
)
def test_nested_too_deep(text: str, found: Callable[..., Finding]) -> None:
    """Nesting 100,000 deep is FILE-13 at a level too many, whatever it is made of."""
    finding = found("FILE-13", text)
    assert finding.where is not None
    assert finding.where.line is not None
    assert finding.where.column is not None


@pytest.mark.parametrize("text", ["? [a]\n: b\n", "{[a]: b}\n", "tujuan: [{? {a: b} : c}]\n"])
def test_key_that_is_no_text(text: str, found: Callable[..., Finding]) -> None:
    """A list or mapping as a key is FILE-05 at its place."""
    assert found("FILE-05", text).where is not None


@pytest.mark.parametrize(
    ("text", "place", "value"),
    [
        ("judul: a\njudul: b\n", "2:1", "b"),
        ("tujuan: [{id: T1}]\ntujuan: [{id: T2}]\n", "2:1", "T2"),
        ("tujuan: [{id: T1, uraian: Satu, uraian: Dua}]\n", "1:33", "Dua"),
        ('tujuan: [{id: T1, "uraian": Satu, uraian: Dua}]\n', "1:35", "Dua"),
        (f"{DOCUMENT}        pagu: {{2025: 1, 2025: 277}}\n", "7:25", "277"),
        (f"{DOCUMENT}        pagu: {{akhir: 1, end: 277}}\n", "7:26", "277"),
        (f"{DOCUMENT}        pagu: {{2025: 1}}\n        pagu: {{2026: 277}}\n", "8:9", "277"),
        ("tujuan: [{id: T1, x-a: {b: 1, b: 277}}]\n", "1:31", "277"),
    ],
    ids=["heading", "table", "field", "quoted", "period", "period-in-two-words", "short-form", "own-field"],
)
def test_duplicate_key(text: str, place: str, value: str, found: Callable[..., Finding]) -> None:
    """A key written twice is FILE-07 at its second place; what stood there is in the loss."""
    finding = found("FILE-07", text, value=value)
    assert str(finding.where).endswith(f"rencana.yaml:{place}")


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ("        indikator: [{id: I, target: {2025: 0,70}}]\n", "7:46"),
        ("        pagu: {2025: 1,5 miliar}\n", "7:24"),
        ("  - {id: E, jenis: RKPD, revisi: 0,70}\n", "7:36"),
    ],
    ids=["target", "money", "field"],
)
def test_decimal_comma_in_flow_mapping(row: str, place: str, given: Callable[..., Reading]) -> None:
    """``0,70`` inside ``{…}`` is two fields to YAML: a finding at the part behind the comma, with quotes as cure."""
    reading = given(DOCUMENT + row)
    assert [finding.severity for finding in reading.findings] == ["error"]
    assert str(reading.findings[0].where).endswith(f"rencana.yaml:{place}")
    assert 'put decimal numbers in quotes, "0,70"' in reading.findings[0].hint.en


def test_text_past_the_limit(found: Callable[..., Finding]) -> None:
    """One text longer than any plan holds is FILE-14 at its place."""
    assert str(found("FILE-14", f"x-a:\n  {'a' * (LONGEST_TEXT + 1)}\n").where).endswith("rencana.yaml:2:3")


def test_nothing_is_typed(given: Callable[..., Reading]) -> None:
    """Codes, years and words that other readers turn into numbers or booleans stay as they are written."""
    reading = given("tujuan: [{id: 1.10, kode: 010, uraian: no, x-a: yes, x-b: 1e3, x-c: 2025-01-01, x-d: 0x1F}]\n")
    goal = reading.plan.goals["1.10"]
    assert (goal.code, goal.title) == ("010", "no")
    assert goal.extra == {"x-a": "yes", "x-b": "1e3", "x-c": "2025-01-01", "x-d": "0x1F"}
    assert (reading.findings, reading.loss) == ((), ())
