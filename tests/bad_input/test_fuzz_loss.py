"""Nothing is lost in silence: a value put anywhere into a file is in the plan, in a finding or in the loss."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from regplan.io import Format, Reading, dumps
from regplan.model.keys import FIELD_KEYS, TABLE_KEYS
from regplan.model.tables import TABLES

MARK = "tanda-7"
GOOD: Any = {
    "judul": "Rencana",
    "tahun": "2025-2029",
    "daerah": {"kode": "35.79", "nama": "Batu"},
    "rencana": {"tahun_awal": "2025"},
    "dokumen": [
        {
            "id": "D",
            "jenis": "RENSTRA",
            "peristiwa": {"enacted": "2025-03-31"},
            "tujuan": [{"id": "T1", "uraian": "Sehat", "sasaran": [{"id": "S1", "mendukung": ["T1"]}]}],
            "program": [{"id": "P1", "pagu": {"2025": "5"}, "anggaran": [{"sumber_dana": "DAU", "jumlah": {"2025": "5"}}]}],
        }
    ],
    "indikator": [{"id": "I1", "tanda": ["IKU"], "deret": [{"dokumen": "D", "peran": "target", "nilai": {"2025": "a"}}]}],
    "komitmen": [{"id": "K1", "teks": "a", "penanda_tangan": {"dinkes": "2025-03-31"}}],
    "kaitan": [{"jenis": "mendukung", "dari": "S1", "ke": "T1", "x-a": {"b": ["c", {"d": "e"}]}}],
}  # fmt: skip
KEYS = st.sampled_from(
    sorted(
        {*FIELD_KEYS, *TABLES, *(key for keys in (*FIELD_KEYS.values(), *TABLE_KEYS.values()) for key in keys)}
        | {"tahun", "years", "pagu", "ceiling", "target", "mendukung", "adopts", "opd", "plan", "rencana", "x-b", "x-a", "2025", "end", "lain"}
    )
)  # fmt: skip
HEADING = st.sampled_from(
    ["judul", "title", "uraian", "plan", "rencana", "daerah", "region", "tahun", "years", "tahun_awal", "extra", "id"]
)
SHAPES: st.SearchStrategy[Any] = st.sampled_from(
    [MARK, [MARK], [[MARK]], {"a": MARK}, {MARK: "a"}, {"id": MARK}, [{"id": MARK}], {"2025": MARK}, {"judul": MARK}, {"nama": MARK}, [{"nama": MARK}]]
)  # fmt: skip


def containers(data: Any) -> Iterator[Any]:
    """Go through all mappings and lists of a file."""
    if isinstance(data, dict | list):
        yield data
        for inner in data.values() if isinstance(data, dict) else data:
            yield from containers(inner)


@given(
    at=st.integers(0, 99),
    key=KEYS | HEADING,
    shape=SHAPES,
    form=st.sampled_from(("yaml", "json")),
    where=st.sampled_from(("first", "last")),
)
@example(at=0, key="plan", shape={"judul": MARK}, form="yaml", where="first")
@example(at=0, key="region", shape={"nama": MARK}, form="yaml", where="first")
def test_put_somewhere(
    at: int, key: str, shape: Any, form: Format, where: str, tmp_path: Path, told: Callable[[Path], Reading]
) -> None:
    """A value put into any mapping or list of a good file, in any shape and under any key, is kept or told."""
    data = copy.deepcopy(GOOD)
    places = list(containers(data))
    place = places[at % len(places)]
    if isinstance(place, list):
        place.insert(0 if where == "first" else len(place), shape)
    else:
        rest = {name: value for name, value in place.items() if name != key}
        place.clear()
        place.update({key: shape, **rest} if where == "first" else {**rest, key: shape})
    path = tmp_path / f"rencana.{form}"
    path.write_text(json.dumps(data) if form == "json" else yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    assert MARK in all_that_is_told(told(path))


def all_that_is_told(reading: Reading) -> str:
    """Return the plan, the findings and the loss as text."""
    findings = [f"{finding.message.en} {finding.hint.en}" for finding in reading.findings]
    return dumps(reading.plan).decode() + repr(findings) + repr([(one.what, one.got) for one in reading.loss])
