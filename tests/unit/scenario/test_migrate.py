"""From one version of the nomenclature to the next: what becomes of codes, and of the plan that has them."""

from __future__ import annotations

from typing import Any

import pytest

import regplan as rp
from regplan.errors import CallError
from regplan.io.scenarios import dumps_scenario, loads_scenario
from regplan.model import Term
from regplan.scenario import fates

HEAD = "1.01.02.2.01"


def words(version: str, *rows: tuple[str, str, tuple[str, ...]]) -> rp.Nomenclature:
    """Write a list of sub activities."""
    terms = tuple(
        Term(code=f"{HEAD}.{n}", level="sub_activity", name=name, previous=tuple(f"{HEAD}.{one}" for one in old))
        for n, name, old in rows
    )
    return rp.Nomenclature(version=version, terms=terms)


OLD = words(
    "2023_1317",
    ("0001", "Pembangunan Sekolah Baru", ()),
    ("0002", "Rehabilitasi Ruang Kelas", ()),
    ("0003", "Pengadaan Mebel Sekolah", ()),
    ("0004", "Pengadaan Alat Praktik", ()),
    ("0005", "Biaya Personil", ()),
    ("0006", "Pengadaan Buku", ()),
    ("0007", "Rapat Guru", ()),
    ("0008", "Sarana Laboratorium", ()),
)
NEW = words(
    "2024_3406",
    ("0001", "Pembangunan Sekolah Baru", ()),
    ("0022", "Perbaikan Ruang Belajar", ("0002",)),
    ("0023", "Pengadaan Mebel dan Alat", ("0003", "0004")),
    ("0024", "Biaya Personil", ()),
    ("0025", "Buku Teks", ("0006",)),
    ("0026", "Buku Bacaan", ("0006",)),
    ("0027", "Sarana dan Prasarana Laboratorium", ()),
)


def fate(code: str) -> tuple[str, str | None]:
    """Say what becomes of one of all codes."""
    found = {one.old: one for one in fates([one.code for one in OLD], OLD, NEW)}[f"{HEAD}.{code}"]
    return found.kind, found.new and found.new.rpartition(".")[2]


@pytest.mark.parametrize(
    ("code", "kind", "new"),
    [
        ("0001", "kept", "0001"),
        ("0002", "stated", "0022"),
        ("0003", "merged", "0023"),
        ("0004", "merged", "0023"),
        ("0005", "candidate", "0024"),
        ("0006", "split", None),
        ("0007", "retired", None),
        ("0008", "candidate", None),
    ],
)
def test_what_becomes_of_a_code(code: str, kind: str, new: str | None) -> None:
    """Stated predecessors go first, then one name; a split, a retired code and a weak candidate are left to people."""
    assert fate(code) == (kind, new)


def test_two_digits_become_four_where_the_name_is_one() -> None:
    """A code with two digits is padded only where the name confirms it (CODE-09)."""
    old = words("2020_3708", ("01", "Pembangunan Sekolah Baru", ()), ("02", "Lain Sama Sekali", ()))
    found = fates([one.code for one in old], old, OLD)
    assert [(one.kind, one.new) for one in found] == [("padded", f"{HEAD}.0001"), ("retired", None)]
    assert found[1].offers == (f"{HEAD}.0002",)


def plan(*numbers: str) -> rp.Plan:
    """Write a Renja with money on its sub activities."""
    document: Any = rp.Document(id="d", kind="RENJA", first_year=2024, last_year=2024, nomenclature="2023_1317")
    names = {one.code: one.name for one in OLD}
    return rp.Plan(
        documents=[document],
        sub_activities=[
            rp.SubActivity(id=n, document="d", code=f"{HEAD}.{n}", title=names[f"{HEAD}.{n}"]) for n in numbers
        ],
        allocations=[rp.Allocation(document="d", subject=n, amounts={"2024": 100}) for n in numbers],
    )


def test_the_plan_has_the_new_codes_and_names() -> None:
    """Codes and official names change, ids and money stay, the document names the new version; what is open keeps its code."""
    before = plan("0001", "0002", "0006")
    way = rp.migrate(before, OLD, NEW)
    after = way.apply(before)
    assert [(one.id, one.code[-4:], one.title) for one in after.sub_activities if one.code] == [
        ("0001", "0001", "Pembangunan Sekolah Baru"),
        ("0002", "0022", "Perbaikan Ruang Belajar"),
        ("0006", "0006", "Pengadaan Buku"),
    ]
    assert after.allocations == before.allocations
    assert after.documents["d"].nomenclature == "2024_3406"
    assert [(one.kind, one.ids) for one in way.worklist] == [("split", ("0006",))]
    assert [one.subject for one in rp.check(after, select="CODE-02", nomenclature=NEW).findings] == ["0006"]


def test_a_name_of_ones_own_stays() -> None:
    """A title that was not that of the old list is not overwritten."""
    own = plan("0002")
    own = own.replace(
        sub_activities=[rp.SubActivity(id="0002", document="d", code=f"{HEAD}.0002", title="Ruang kelas rusak")]
    )
    assert rp.migrate(own, OLD, NEW).apply(own).sub_activities[0].title == "Ruang kelas rusak"


def test_the_way_is_a_scenario_that_can_be_saved() -> None:
    """The edits can be written to a file and read back, and do the same."""
    before = plan("0001", "0002", "0005")
    way = rp.migrate(before, OLD, NEW)
    again = loads_scenario(dumps_scenario(way.scenario))
    assert again.apply(before) == way.apply(before)
    assert "0002 → " in way.scenario.describe("en")


def test_other_documents_stay() -> None:
    """A document that names another version is left as it is."""
    before = plan("0002")
    other: Any = rp.Document(id="d", kind="RENJA", nomenclature="2020_3708")
    before = before.replace(documents=[other])
    assert rp.migrate(before, OLD, NEW).scenario.edits == ()


def test_a_likeness_is_from_0_to_1() -> None:
    """Another number is refused by name."""
    with pytest.raises(CallError, match="from 0 to 1"):
        rp.migrate(plan("0001"), OLD, NEW, sure="2")
