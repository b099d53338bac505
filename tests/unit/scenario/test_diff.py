"""What makes one plan of another: what is found to be the same, how sure, and what each change is called."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from regplan.model import Agency, Allocation, Document, Indicator, Link, Objective, Plan, Program, Region, Series
from regplan.scenario import Change, NoCommonGroundError, Order, Scenario, diff, similarity
from regplan.testing import sound_plan

ROADS, WATER = "Peningkatan jalan kabupaten", "Penyediaan air bersih perdesaan"


def two(old: Any, new: Any, **more: Any) -> Scenario:
    """Make the difference of plans with some programs, and prove that it is one."""
    before, after = (Plan(programs=rows, **more) for rows in (old, new))
    found = diff(before, after, anyway=True)
    assert found.apply(before) == after
    return found


def only(found: Scenario) -> Change:
    """Return the one change."""
    (change,) = (edit for edit in found.edits if isinstance(edit, Change))
    return change


@pytest.mark.parametrize(
    ("old", "new", "kinds", "how"),
    [
        ({"title": ROADS}, {"title": f"{ROADS} mantap"}, ("re-worded",), "identity"),
        ({"code": "1"}, {"code": "2"}, ("re-coded",), "identity"),
        ({"parent": "S1"}, {"parent": "S2"}, ("moved",), "identity"),
        ({"agency": "a"}, {"agency": "b"}, ("moved",), "identity"),
        ({"order": 1}, {"order": 2}, ("changed",), "identity"),
        (
            {"title": ROADS, "code": "1"},
            {"title": f"{ROADS} mantap", "code": "2"},
            ("re-worded", "re-coded"),
            "identity",
        ),
        ({"code": "1", "title": ROADS}, {"id": "Q", "code": "1", "title": ROADS}, ("re-identified",), "code"),
        ({"title": ROADS}, {"id": "Q", "title": f"{ROADS} desa"}, ("re-worded", "re-identified"), "text"),
    ],
)
def test_kinds(old: dict[str, Any], new: dict[str, Any], kinds: tuple[str, ...], how: str) -> None:
    """Each kind of change is called by its name, and how the two were found to be one is told."""
    change = only(two([Program(**{"id": "P", **old})], [Program(**{"id": "P", **new})]))
    assert (change.kinds, change.how) == (kinds, how)


def test_an_id_that_means_something_else() -> None:
    """Where T1 and T2 changed places, the wording counts more than the id."""
    found = two(
        [Program(id="T1", title=ROADS), Program(id="T2", title=WATER)],
        [Program(id="T1", title=WATER), Program(id="T2", title=ROADS)],
    )
    pairs = {(edit.before, edit.after, edit.how) for edit in found.edits if isinstance(edit, Change)}
    assert pairs == {(("T1",), ("T2",), "text"), (("T2",), ("T1",), "text")}


def test_an_id_alone_is_believed_by_half() -> None:
    """Where nothing else speaks for it and the wordings have next to nothing in common, an id gives little more than half."""
    assert only(two([Program(id="T1", title=ROADS)], [Program(id="T1", title=WATER)])).confidence < Fraction(6, 10)


def test_codes_need_the_opd() -> None:
    """X.XX.01 stands in every OPD: the code of one is not that of another."""
    old = [Program(id=f"{name}/1", code="X.XX.01", agency=name) for name in "ab"]
    new = [Program(id=f"{name}/9", code="X.XX.01", agency=name) for name in "ba"]
    found = two(old, new, agencies=[Agency(id="a"), Agency(id="b")])
    pairs = {(edit.before[0], edit.after[0]) for edit in found.edits if isinstance(edit, Change)}
    assert pairs == {("a/1", "a/9"), ("b/1", "b/9")}


def test_added_and_removed_with_what_hangs_on_them() -> None:
    """A program that comes brings indicator, targets and money in one change; one that goes takes them."""
    full = sound_plan(programs=2)
    less = Scenario("s").drop("opd1/1.02.03").apply(full)
    for before, after, kind in ((less, full, "added"), (full, less, "removed")):
        changes = [edit for edit in diff(before, after).edits if isinstance(edit, Change)]
        assert [edit.kinds for edit in changes] == [(kind,)] * 3  # program, activity and sub activity
        assert {row.table for row in changes[0].rows} == {"programs", "indicators", "series", "allocations"}


def test_targets_and_money() -> None:
    """Another target is re-targeted, another amount re-funded, with both values in the text."""
    plan = sound_plan()
    after = (
        Scenario("s")
        .set_target("S1.I", {"2026": "60"}, document="rpjmd")
        .scale("-10 %", documents="RENSTRA")
        .apply(plan)
    )
    told = [(edit.kinds, edit.wording) for edit in diff(plan, after).edits if isinstance(edit, Change)]
    assert told == [(("re-targeted",), "2026: 52 → 60"), (("re-funded",), "Rp6000000 → Rp5400000")]


def test_split_and_merged_as_stated() -> None:
    """Links that say what replaces what make a split or a merger sure."""
    whole, parts = [Program(id="P", title="Jalan")], [Program(id="Q", title="Air"), Program(id="R", title="Listrik")]
    links = [Link(kind="replaces", source=name, target="P") for name in "QR"]
    before, after = Plan(programs=whole), Plan(programs=[*whole[:0], *parts], links=links)
    change = next(
        edit for edit in diff(before, after, anyway=True).edits if isinstance(edit, Change) and "split" in edit.kinds
    )
    assert (change.before, change.after, change.how) == (("P",), ("Q", "R"), "stated")
    assert change.confidence == 1
    links = [Link(kind="replaces", source="P", target=name) for name in "QR"]
    back = diff(Plan(programs=parts), Plan(programs=whole, links=links), anyway=True)
    merged = next(edit for edit in back.edits if isinstance(edit, Change) and "merged" in edit.kinds)
    assert (merged.before, merged.after) == (("Q", "R"), ("P",))


def test_split_by_money() -> None:
    """Where a new program of like wording and an old one share its money exactly, that is a split, and rather sure."""
    document = Document(id="d", kind="RKPD")
    old = Program(id="P", title="Pemeliharaan jalan kabupaten")
    new = Program(id="Q", title="Pemeliharaan jalan kabupaten rutin")

    def pay(name: str, amount: int) -> Allocation:
        return Allocation(document="d", subject=name, amounts={"2026": amount})

    before = Plan(documents=[document], programs=[old], allocations=[pay("P", 10)])
    after = Plan(documents=[document], programs=[old, new], allocations=[pay("P", 7), pay("Q", 3)])
    change = only(diff(before, after))
    assert (change.kinds[0], change.after) == ("split", ("P", "Q"))
    assert change.confidence > Fraction(3, 4)
    other = after.replace(allocations=[pay("P", 10), pay("Q", 3)])
    assert {edit.kinds for edit in diff(before, other).edits if isinstance(edit, Change)} == {("added",)}


def test_new_ids_of_owners_are_followed() -> None:
    """Where a node has another id, its indicators and money are not called changed for naming it."""

    def plan(name: str) -> Plan:
        return Plan(
            documents=[Document(id="d", kind="RKPD")],
            objectives=[Objective(id=name, title="Meningkatnya mutu jalan")],
            indicators=[Indicator(id="I", owner=name, name="Jalan mantap")],
            series=[Series(indicator="I", document="d", role="target", values={"2026": "1"})],
            allocations=[Allocation(document="d", subject=name, amounts={"2026": 1})],
        )

    found = diff(plan("S1"), plan("S2"))
    assert {edit.kinds for edit in found.edits if isinstance(edit, Change)} == {("re-identified",)}
    assert found.apply(plan("S1")) == plan("S2")


def test_order() -> None:
    """Rows in another order are one edit, in slices."""
    rows = [Program(id=str(at)) for at in range(6)]
    before, after = Plan(programs=rows), Plan(programs=[*rows[2:4], *rows[:2], *rows[4:]])
    assert diff(before, after).edits == (Order(table="programs", runs=((2, 4), (0, 2), (4, 6))),)


def test_heading() -> None:
    """Title, years and region of the plan change too."""
    before, after = Plan(title="a"), Plan(title="b", region=Region(code="12.07"), first_year=2025)
    assert diff(before, after).apply(before) == after


def test_equal_plans() -> None:
    """Equal plans have a difference without edits."""
    assert diff(sound_plan(), sound_plan()).edits == ()


def test_no_common_ground() -> None:
    """Two plans that share nothing, or are of two regions and share little, are told so; ``anyway`` tells the difference."""
    before, after = Plan(programs=[Program(id="P", title=ROADS)]), Plan(programs=[Program(id="Q", title=WATER)])
    with pytest.raises(NoCommonGroundError, match="0 have the same id"):
        diff(before, after)
    assert diff(before, after, anyway=True).apply(before) == after
    shared = Program(id="X", title="Penunjang urusan")
    regions = [
        Plan(
            region=Region(code=code),
            programs=[shared, *(Program(id=f"{code}/{at}", title=f"{code}{at}") for at in range(3))],
        )
        for code in ("12.07", "35.12")
    ]
    with pytest.raises(NoCommonGroundError, match=r"1 have the same id.*12\.07 and 35\.12"):
        diff(*regions)


def test_records() -> None:
    """One plain record for each kind, with how and how sure."""
    found = two([Program(id="P", code="1", title=ROADS)], [Program(id="P", code="2", title=f"{ROADS} desa")])
    rows = [(row["kind"], row["before"], row["how"], row["confidence"]) for row in found.to_dicts()]
    assert rows == [("re-worded", ["P"], "identity", 1.0), ("re-coded", ["P"], "identity", 1.0)]


def test_a_changed_plan_refuses_an_old_difference() -> None:
    """A difference does not fit a plan in which a row was changed since; it says which."""
    before, after = Plan(programs=[Program(id="P", code="1")]), Plan(programs=[Program(id="P", code="2")])
    with pytest.raises(ValueError, match="Program 'P' does not stand"):
        diff(before, after).apply(after)
    moved = diff(Plan(programs=[Program(id="P"), Program(id="Q")]), Plan(programs=[Program(id="Q"), Program(id="P")]))
    with pytest.raises(ValueError, match="2 rows, the plan has 1"):
        moved.apply(before)


def test_nothing_compares_all_with_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice as many nodes, all of like wording below one node, take about twice as many comparisons of wordings, not four times."""
    seen: list[int] = []
    real = similarity._likeness

    def counted(one: Any, other: Any) -> float:
        seen.append(1)
        return real(one, other)

    monkeypatch.setattr(similarity, "_likeness", counted)
    counts = []
    for size in (200, 400):
        old, new = ([Program(id=f"{name}{at}", title=f"Layanan {name}{at}") for at in range(size)] for name in "ab")
        seen.clear()
        diff(Plan(programs=old), Plan(programs=new), anyway=True)
        counts.append(len(seen))
    assert counts[0] > 0
    assert counts[1] < 2.5 * counts[0]
