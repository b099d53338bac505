"""The prose of losses in both languages: no phrase of a reader is without Indonesian, and the stable words stay."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import regplan as rp
from regplan.io.layouts import simcan, wp_sipd
from regplan.io.layouts._official_reviews import WHY
from regplan.model.loss import Loss
from regplan.model.loss_words import in_both
from regplan.report import finding_lines

SOURCE = Path(rp.__file__).parent
CALLS = {"lose", "drop", "_lose_cells", "_lose_rows", "lose_money"}
ALIKE = {"7 7", "row: 7", "a column, 7 cells: 7"}
"""What is no prose, or prose tried below: a column and a period, and reasons that a mapping or a table of this library gives."""


def texts(node: ast.expr) -> Iterator[str]:
    """Give the texts an argument may have; what is filled in is a number."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from (*texts(node.body), *texts(node.orelse))
    elif isinstance(node, ast.BinOp):
        yield from (*texts(node.left), *texts(node.right))


def phrases() -> Iterator[tuple[str, str]]:
    """Find the prose in all calls that note a loss: what has a blank between words; of ``drop`` with ``row: `` before it."""
    for path in sorted((SOURCE / "io").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and name in CALLS:
                for argument in (*node.args, *(one.value for one in node.keywords)):
                    for text in texts(argument):
                        if " " in text.strip() and text not in ALIKE:
                            yield f"{path.name}:{node.lineno}", f"row: {text}" if name == "drop" else text


def test_every_phrase_has_both_languages() -> None:
    """What a reader writes in English in a call that notes a loss has its Indonesian, row by row and phrase by phrase."""
    found = list(phrases())
    assert len(found) > 80
    lacking = {text: place for place, text in found if in_both(text).id in {text, text.replace("row: ", "baris: ")}}
    assert lacking == {}


def test_columns_that_are_not_held_are_told_in_both_languages() -> None:
    """Why a column of results is understood and not held is said in both languages."""
    told = [f"a column, 7 cells: {why}" for why in WHY.values()]
    assert [
        one for one in told if "column" in in_both(one).id or in_both(one).id.endswith(one.partition(": ")[2])
    ] == []


def test_tables_without_a_home_are_told_in_both_languages() -> None:
    """Why a known table is not read is said in both languages."""
    told = [*wp_sipd._HOMELESS.values(), *(why for _, why in simcan._HOMELESS)]
    assert [why for why in told if in_both(f"row: {why}").id == f"baris: {why}"] == []


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("row: stands twice", "baris: sudah ada"),
        ("row: no id_unik", "baris: tanpa id_unik"),
        ("row: another version of A another B", "baris: versi lain dari A another B"),
        ("row: kata pengguna", "baris: kata pengguna"),
        ("'12 rows'", "'12 baris'"),
        ("'a column, 2 cells'", "'satu kolom, 2 sel'"),
        ("target: lists of different length", "target: daftar yang panjangnya berbeda"),
        ("SubActivity", "sub kegiatan"),
        ("nama_dana", "nama_dana"),
        ("'Rumah: sakit'", "'Rumah: sakit'"),
        ("", ""),
        ("'", "'"),
    ],
)
def test_prose_and_names(text: str, own: str) -> None:
    """Prose is said in Indonesian; columns, cells and the reasons of a mapping stay as they are, and English stays English."""
    assert (in_both(text).id, in_both(text).en) == (own, text)


def test_places_of_rows_are_in_both_languages() -> None:
    """The place of a row of a database has its word in the language of the report."""
    reading = rp.read_records([{"record": "goal", "title": "Cerdas"}], name="tujuan")
    heads = [next(finding_lines(reading.findings[0], lang)) for lang in ("id", "en")]
    assert [head.rpartition("  ")[2] for head in heads] == ["tujuan baris 1", "tujuan row 1"]


def test_data_have_the_stable_word_and_both_languages() -> None:
    """JSON keeps the English word and has beside it what is prose in both languages; a loss without prose has nothing beside."""
    told = Loss(kind="dropped", what="row: stands twice", got="'x'").to_dict()
    assert (told["what"], told["said"]) == (
        "row: stands twice",
        {"what": {"id": "baris: sudah ada", "en": "row: stands twice"}},
    )
    assert "said" not in Loss(kind="mended", what="kode", got="'1'", kept="01").to_dict()
