"""Suspect links: what changed at an end is looked at again, until it is acknowledged."""

from __future__ import annotations

import pytest

from regplan.errors import CallError, UnknownIdError
from regplan.graph import acknowledge, fingerprint, suspects
from regplan.graph.suspects import Suspect
from regplan.io import dumps, loads
from regplan.model import Document, Goal, Indicator, Link, Objective, Plan, Series

BEFORE = Plan(
    documents=[Document(id="rpjmd", kind="RPJMD")],
    objectives=[Objective(id="S1", title="Meningkatnya kesehatan")],
    goals=[Goal(id="T", title="Akses layanan")],
    indicators=[Indicator(id="I", owner="S1", name="Usia harapan hidup", unit="Tahun")],
    series=[Series(indicator="I", document="rpjmd", role="target", values={"2029": "72"})],
    links=[Link(kind="adopts", source="T", target="S1", weight="0.5")],
)


def changed(found: tuple[Suspect, ...]) -> list[tuple[str, str, tuple[tuple[str, str], ...]]]:
    """Return who must look at what, and why."""
    return [(one.source, one.target, one.changed) for one in found]


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        ({"objectives": [Objective(id="S1", title="Meningkatnya  KESEHATAN")]}, ()),
        ({"objectives": [Objective(id="S1", title="Lain")]}, (("upper", "wording"),)),
        ({"goals": [Goal(id="T", title="Lain")]}, (("lower", "wording"),)),
        (
            {"series": [Series(indicator="I", document="rpjmd", role="target", values={"2029": "74"})]},
            (("upper", "target"),),
        ),
        (
            {"series": [*BEFORE.series, Series(indicator="I", document="rpjmd", role="result", values={"2025": "1"})]},
            (),
        ),
        ({"links": [Link(kind="adopts", source="T", target="S1", weight="0,50")]}, ()),
        ({"links": [Link(kind="adopts", source="T", target="S1", weight="0.6")]}, (("link", "weight"),)),
    ],
)
def test_what_changed(change: dict[str, object], parts: tuple[tuple[str, str], ...]) -> None:
    """Wording, targets and weight count; case, blanks, results and how a weight is written do not."""
    found = [one for one in suspects(BEFORE.replace(**change), BEFORE) if one.relation == "adopts"]
    assert [one.changed for one in found] == ([parts] if parts else [])


def test_acknowledged_until_the_next_change() -> None:
    """A stored fingerprint silences a link until something changes again, also without the plan before."""
    looked_at = acknowledge(BEFORE)
    later = looked_at.replace(objectives=[Objective(id="S1", title="Lain")])
    assert suspects(looked_at) == ()
    assert changed(suspects(later)) == [("T", "S1", (("upper", "wording"),))]
    assert suspects(acknowledge(later, suspects(later))) == ()


def test_the_fingerprint_survives_files() -> None:
    """What was acknowledged is written to files and read back; other ids are no change."""
    text = dumps(acknowledge(BEFORE), format="yaml").decode()
    assert "diperiksa" in text
    assert suspects(loads(text)) == ()
    assert suspects(loads(text.replace("S1", "S9").replace("I,", "J,"))) == ()


def test_parents_are_looked_at_by_key() -> None:
    """A parent is no link: its key is passed as seen, and writing on it is refused with that advice."""
    before = Plan(objectives=[Objective(id="S1")], goals=[Goal(id="T", parent="S1")])
    after = before.replace(objectives=[Objective(id="S1", title="Baru")])
    (one,) = suspects(after, before)
    assert suspects(after, before, seen=[one.key]) == ()
    with pytest.raises(CallError, match="seen"):
        acknowledge(after, [one])


def test_a_suspect_of_another_plan() -> None:
    """A suspect that is no link of the plan is refused."""
    later = BEFORE.replace(objectives=[Objective(id="S1", title="Lain")])
    (one,) = (one for one in suspects(later, BEFORE) if one.relation == "adopts")
    with pytest.raises(UnknownIdError):
        acknowledge(Plan(), [one])


def test_links_can_be_chosen() -> None:
    """A function chooses which links are acknowledged."""
    made = acknowledge(BEFORE, lambda link: link.weight is None)
    assert made.links[0].acknowledged is None


def test_a_text_that_is_no_fingerprint() -> None:
    """Whatever stands in the field and is no fingerprint makes the link suspect in all its parts."""
    link = Link(kind="adopts", source="T", target="S1", acknowledged="ya")
    (one,) = suspects(BEFORE.replace(links=[link]))
    assert len(one.changed) == 5


def test_radius_and_dangling_ends() -> None:
    """A suspect tells what rests on it; an end that is not there has a fingerprint too."""
    later = BEFORE.replace(objectives=[Objective(id="S1", title="Lain")])
    (one,) = (one for one in suspects(later, BEFORE) if one.relation == "adopts")
    assert [item.id for item in one.radius(later).start] == ["T"]
    assert fingerprint(Plan(), Link(kind="adopts", source="x", target="y"))
    assert one.to_dict()["changed"] == [["upper", "wording"]]
