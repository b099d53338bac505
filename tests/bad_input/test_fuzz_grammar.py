"""Texts that are nearly plans, made by a grammar of the keys of files: a reading, told in full, whatever is in them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeAlias

from hypothesis import example, given
from hypothesis import strategies as st

from regplan.io import Reading, dumps, loads
from regplan.model.keys import FIELD_KEYS, TABLE_KEYS
from regplan.model.tables import TABLES

Promised: TypeAlias = Callable[[str | bytes, Path], Reading]


class Map(NamedTuple):
    """A mapping as it is written: pairs, so that a key may stand twice."""

    pairs: list[tuple[str, Tree]]


Tree: TypeAlias = "str | list[Tree] | Map"

TABLE = st.sampled_from(sorted({*TABLES, *(key for keys in TABLE_KEYS.values() for key in keys)}))
FIELD = st.sampled_from(sorted({*FIELD_KEYS, *(key for keys in FIELD_KEYS.values() for key in keys)}))
SHORT = st.sampled_from(
    ["tahun", "years", "pagu", "ceiling", "prakiraan_maju", "realisasi_anggaran", "jumlah_tercantum", "mendukung", "adopts",
     "kondisi_awal", "target", "realisasi", "opd", "plan", "rencana", "format", "x-a", "x-é"]
)  # fmt: skip
ODD_KEY = st.sampled_from(
    ["<<", "null", "~", "2025", "akhir", "2025-TW1", "1.5", "uraiann", "id", "é", "x-", "x-a/", "/a", "a/", "enacted", "judul"]
)  # fmt: skip
KEY = FIELD | FIELD | SHORT | TABLE | ODD_KEY
ID = st.sampled_from(
    ["T1", "S1", "P1", "I1", "D1", "dinkes", "dinkes/T1", "/T1", "/", "T1 ", "1.10", "é", "null", "''"]
)
FITS: list[tuple[str, Tree]] = [
    ("jenis", "RENSTRA"),
    ("tahun", "2025-2029"),
    ("first_year", "2025"),
    ("dokumen", "D1"),
    ("induk", "T1"),
    ("milik", "P1"),
    ("indikator", "I1"),
    ("uraian", "Sehat"),
    ("nama", "Umur"),
    ("kode", "1.02.02"),
    ("arah", "naik"),
    ("peran", "target"),
    ("dari", "T1"),
    ("ke", "S1"),
    ("kerangka", "SDG"),
    ("untuk", "/"),
    ("mendukung", ["T1", "/S1"]),
    ("tanda", ["IKU", "IKK"]),
    ("mencakup", []),
    ("pagu", Map([("2025", "1.500.000"), ("akhir", "Rp5"), ("2026-TW1", "null")])),
    ("target", Map([("2025", "0"), ("2026", "a")])),
    ("nilai", Map([("tanpa_tahun", "a")])),
    ("peristiwa", Map([("enacted", "2025-03-31"), ("/a", "2025-03-31")])),
    ("penanda_tangan", Map([("dinkes", "2025-03-31"), ("/", "null"), ("a/", "null")])),
    ("tambahan", Map([("x-a", "1"), ("a", "1")])),
]
FITTING = st.sampled_from(FITS)
YAML_WORDS = [
    "''", "~", "null", "NULL", "1.500", "0,70", "0x1F", "0o7", "1e3", ".inf", "-.nan", "010", "1_000", "yes", "2025", "0001", "9999-0000",
    "0000", "2025-02-30", "2025-03-31", "2001-12-14t21:59:43.10-05:00", "60:30", "é", "e\u0301", "\u202eabc", "'it''s'", '"a\\u0000b"',
    '"\\x1b[0m"', "' a'", "\U0001f600", "[a, [b, {c: d}]]", "9" * 400, "a" * 300, "RENSTRA", "T1", "dinkes",
    "/", "(5.000)", "Rp1.500", "1,5 miliar", "regplan/1", "regplan/2",
]  # fmt: skip
JSON_TOKENS = [
    "null", "true", "false", "0", "-0", "1.500", "1e3", "1E400", "-1", "5", "2025", "9" * 400, "9" * 5000, "1" + "0" * 30 + ".5",
    '"\\ud83d\\ude00"', '"\\u0000"', "{}", "[]", '[{"a": []}]', "NaN", "-Infinity", '"\\ud800"',
]  # fmt: skip
SLIPS = [
    "\t", "\x00", "\ud800", "\ufeff", "\r", "\n", "\n\n ", " ", "  ", "!!str ", "!x ", "&a ", "*a", "*b ", "<<: *a\n", "|\n", ">-\n", "@", "%",
    "`", "- ", "? ", ": ", ":", "#", " #", "[", "]", "{", "}", ",", "---\n", "...\n", "'", '"', "\\", "\\u12", "//", "/*", "01", "+1", ".5",
    "tru", "undefined", "0,70", "\x85", "\u2028", "a #c",
]  # fmt: skip
SLIP = st.one_of(
    *[st.none()] * 4, st.tuples(st.integers(0, 600), st.integers(0, 2), st.sampled_from(SLIPS) | st.text(max_size=2))
)
HEAD = st.sampled_from([""] * 120 + ["---\n", "\ufeff", "%YAML 1.2\n---\n", "# é\n", "\n \n", "\r\n", "\t", "...\n"])
TAIL = st.sampled_from([""] * 120 + ["\n", "\n...\n", "\n---\n", "\n--- a\n", "\n\t", "}", "]", ",", "\x00", "{}"])
COMMA = st.sampled_from([""] * 19 + [","])
CUT = st.one_of(*[st.none()] * 9, st.integers(0, 600))
DEPTHS = st.sampled_from([0] * 9 + [3, 18, 21, 61, 64, 66, 300])


def trees(leaves: st.SearchStrategy[str]) -> st.SearchStrategy[Tree]:
    """Draw files: tables of rows with an id, rows nested in rows, fields that fit and some that do not."""
    values = st.recursive(
        leaves, lambda inner: st.lists(inner, max_size=3) | st.builds(Map, st.lists(st.tuples(KEY, inner), max_size=3))
    )
    fields = st.lists(FITTING | FITTING | st.tuples(KEY, values), max_size=5)
    row = st.builds(lambda name, rest: Map([("id", name), *rest]), ID, fields)
    rows = st.recursive(
        row, lambda inner: st.builds(nested, row, TABLE, st.lists(inner, min_size=1, max_size=2)), max_leaves=4
    )
    tables = st.tuples(TABLE, st.lists(rows, min_size=1, max_size=3))
    deep = st.builds(lambda depth, leaf: ("x-a", deepened(leaf, depth)), DEPTHS, leaves)
    field = FITTING | st.tuples(KEY, values)
    return st.builds(lambda pairs: Map([*pairs]), st.lists(tables | tables | field | deep, min_size=1, max_size=5))


def nested(row: Map, table: str, rows: list[Map]) -> Map:
    """Put rows of a table into a row."""
    return Map([*row.pairs, (table, list[Tree](rows))])


def deepened(leaf: str, depth: int) -> Tree:
    """Nest a leaf as deep as asked, in lists and mappings by turns."""
    tree: Tree = leaf
    for level in range(depth):
        tree = Map([("a", tree)]) if level % 2 else [tree]
    return tree


def as_yaml(tree: Tree, blocks: int, line: str = "\n") -> str:
    """Write a tree as YAML: so many levels in blocks, what is below them in flow."""
    if isinstance(tree, str):
        return tree.replace("\n", f"{line} ")
    if isinstance(tree, Map):
        pairs = [(key, as_yaml(value, blocks - 1, f"{line}  ")) for key, value in tree.pairs]
        return "".join(f"{line}{key}: {value}" for key, value in pairs) if blocks > 0 and pairs else flow(pairs)
    items = [as_yaml(item, blocks - 1, f"{line}    ") for item in tree]
    return "".join(f"{line}- {item}" for item in items) if blocks > 0 and items else f"[{', '.join(items)}]"


def flow(pairs: list[tuple[str, str]]) -> str:
    """Write pairs in braces."""
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"


def as_json(tree: Tree, comma: str) -> str:
    """Write a tree as JSON, with a comma or nothing before each bracket that closes."""
    if isinstance(tree, str):
        return tree if tree in JSON_TOKENS else json.dumps(tree)
    if isinstance(tree, Map):
        return "{" + ", ".join(f"{json.dumps(key)}: {as_json(value, comma)}" for key, value in tree.pairs) + comma + "}"
    return "[" + ", ".join(as_json(item, comma) for item in tree) + comma + "]"


WORDS = ID | st.sampled_from(YAML_WORDS)
YAML = st.builds(as_yaml, trees(WORDS), st.sampled_from([0, 1, 2, 3, 4, 9]))
JSON = st.builds(as_json, trees(WORDS | st.sampled_from(JSON_TOKENS) | st.text(max_size=4)), COMMA)


def slipped(sound: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Draw texts with one slip of the hand, something around them, or an end that is lost; most with none of these."""
    return st.builds(with_slip, HEAD, sound, TAIL, SLIP, CUT)


def with_slip(head: str, text: str, tail: str, slip: tuple[int, int, str] | None, cut: int | None) -> str:
    """Put something before, behind and into a text, and cut it off."""
    text = text.removeprefix("\n")
    if slip:
        at = slip[0] % (len(text) + 1)
        text = text[:at] + slip[2] + text[at + slip[1] :]
    return (head + text + tail)[:cut]


@given(text=slipped(YAML))
@example(text="tahun: 0001-0002\n")
@example(text="dokumen: [{id: D, jenis: RKPD, tahun: 0001}]\n")
@example(text="dokumen: [{id: D, jenis: RKPD, peristiwa: {/a: 2025-03-31}}]\n")
@example(text="komitmen: [{id: K, penanda_tangan: {/: null}}]\n")
def test_yaml(text: str, tmp_path: Path, promised: Promised) -> None:
    """A text near a plan in YAML is read without an exception, told in full, and what it gave can be kept and judged."""
    reading = promised(text, tmp_path / "rencana.yaml")
    assert loads(dumps(reading.plan, format="yaml")) == reading.plan


@given(text=slipped(JSON))
@example(text='{"tahun": "0001"}')
def test_json(text: str, tmp_path: Path, promised: Promised) -> None:
    """A text near a plan in JSON is read without an exception, told in full, and what it gave can be kept and judged."""
    reading = promised(text, tmp_path / "rencana.json")
    assert loads(dumps(reading.plan, format="yaml")) == reading.plan
