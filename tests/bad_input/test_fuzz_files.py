"""Real files with faults put into them: whatever was done to them, they are read, told in full, and what is left is judged."""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import TypeAlias

from hypothesis import example, given, reject
from hypothesis import strategies as st

from regplan.io import Format, Reading, dumps, loads, read

Promised: TypeAlias = Callable[[str | bytes, Path], Reading]
EXAMPLES = Path(__file__).parents[2] / "examples"
FORMS = st.sampled_from(("yaml", "json"))
CUTS = [
    re.compile(cut, re.DOTALL)
    for cut in (r"[^\n]*\n?", r"\w+|\s+|.", r"\d|\D+", r"[\"']|[^\"']+", r" {2}|\n|[^ \n]+| ")
]
"""Ways to cut a text into parts that are changed: lines, tokens, digits, quotes, indentation."""
SCRAPS = ["\n", "  ", "\t", "- ", ": ", ",", "{", "}", "[", "]", '"', "'", "&a ", "*a", "!!str ", "|\n", "---\n", "null", "~", "0", "9", "-1", "/",
          "1.500", "0,70", "id: ", "x-a: ", "#", "\x00", "\ufeff", "\u0301", "\u00a0", "\u2028", "é", "\ud800", "<<: "]  # fmt: skip
RANDOM = st.randoms(use_true_random=False)
TIMES = st.integers(1, 3)


@functools.cache
def examples(ending: str) -> tuple[str, ...]:
    """Return the texts of the examples: their files in YAML, the smaller ones in canonical JSON."""
    if ending == "yaml":
        return tuple(path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*/*.yaml")))
    return tuple(dumps(loads(text)).decode() for text in examples("yaml") if len(text) < 12_000)


@functools.cache
def shared(folder: Path) -> tuple[str, ...]:
    """Return the texts of the real data."""
    return tuple(
        path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()) if path.suffix in {".json", ".csv"}
    )


def window(text: str, random: Random) -> str:
    """Return some lines of a text, more often than not from its beginning; of JSON all, it ends with what it begins."""
    if text[:1] in {"{", "["}:
        return text
    lines = text.splitlines(keepends=True)
    start = random.choice([0, 0, 0, random.randrange(len(lines))])
    return "".join(lines[start : start + random.randint(20, 90)])[:20_000]


def spoilt(text: str, other: str, random: Random) -> str:
    """Do one thing to a text: take a part out, double it, put another or a scrap for it, swap two, go on as another text."""
    cut = random.choice(CUTS)
    parts, others = cut.findall(text) or [""], cut.findall(other) or [""]
    at, there = random.randrange(len(parts)), random.randrange(len(others))
    alike = [to for to, part in enumerate(parts) if part[:1].isalnum() == parts[at][:1].isalnum()]
    to = random.choice(alike)
    way = random.choice(["out", "double", "scrap", "rest", "part", "swap", "swap", "same", "same", "same"])
    if way == "rest":
        return "".join([*parts[:at], *others[there:]])
    new = {"out": "", "double": parts[at] * 2, "part": others[there], "scrap": random.choice(SCRAPS)}
    parts[at], parts[to] = new.get(way, parts[to]), parts[at] if way == "swap" else parts[to]
    return "".join(parts)


def spoilt_often(texts: Sequence[str], random: Random, times: int) -> str:
    """Do some things to a part of one of some texts."""
    text = window(random.choice(texts), random)
    for _ in range(times):
        text = spoilt(text, window(random.choice(texts), random), random)
    return text


@given(random=RANDOM, times=TIMES)
def test_examples_in_yaml(random: Random, times: int, tmp_path: Path, promised: Promised) -> None:
    """An example with some lines, words, digits, quotes or blanks changed keeps the promises of every reading."""
    promised(spoilt_often(examples("yaml"), random, times), tmp_path / "rencana.yaml")


@given(random=RANDOM, times=TIMES)
def test_examples_in_json(random: Random, times: int, tmp_path: Path, promised: Promised) -> None:
    """So does an example in canonical JSON."""
    promised(spoilt_often(examples("json"), random, times), tmp_path / "rencana.json")


@given(random=RANDOM, times=TIMES, form=FORMS)
def test_real_data(
    random: Random, times: int, form: Format, tmp_path: Path, promised: Promised, shared_data: Path
) -> None:
    """So does a file that is no plan at all: JSON and CSV as offices keep them, taken for a plan in either format."""
    promised(spoilt_often(shared(shared_data), random, times), tmp_path / f"rencana.{form}")


@given(random=RANDOM, times=TIMES, noise=st.lists(st.tuples(st.integers(0), st.binary(max_size=3)), max_size=3))
def test_bytes(random: Random, times: int, noise: list[tuple[int, bytes]], tmp_path: Path, promised: Promised) -> None:
    """So does an example with bytes put into it or cut out of it."""
    raw = window(random.choice(examples("yaml")), random).encode()
    for at, new in noise:
        raw = raw[: at % len(raw)] + new + raw[at % len(raw) + times :] if raw else new
    promised(raw, tmp_path / "rencana.yaml")


@given(random=RANDOM, times=TIMES)
def test_folder(random: Random, times: int, tmp_path: Path, told: Callable[[Path], Reading]) -> None:
    """A folder in which one file is spoilt gives all that its other file says."""
    texts = examples("yaml")[-2:]
    good = random.randrange(2)
    (tmp_path / f"{good}.yaml").write_text(texts[good], encoding="utf-8")
    spoilt_text = spoilt_often(texts, random, times)
    (tmp_path / f"{1 - good}.yaml").write_bytes(spoilt_text.encode("utf-8", "surrogatepass"))
    reading = told(tmp_path)
    assert {record for _, _, record in loads(texts[good]).records()} <= {row for _, _, row in reading.plan.records()}
    blamed = {each.where.file for each in reading.findings if each.where and each.code != "FILE-16"}
    assert blamed <= {str(tmp_path / f"{1 - good}.yaml")}


@given(name=st.binary(min_size=1, max_size=20).map(lambda name: name.translate(None, b"/\x00")))
@example(name=b"\xff")
def test_names(name: bytes, tmp_path: Path) -> None:
    """Of a file with any name that the disk takes, what is wrong and what is lost can be printed."""
    path = tmp_path / f"{os.fsdecode(name)}.yaml"
    try:
        path.write_text("tujun: 1\n", encoding="utf-8")
    except OSError:
        reject()
    reading = read(path)
    assert "\n".join(map(str, reading.findings)).encode()
    assert repr([(loss.what, str(loss.where)) for loss in reading.loss]).encode()
