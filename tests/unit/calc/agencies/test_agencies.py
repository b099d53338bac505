"""The order of work, what is at risk, and the structure that objectives need."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

import regplan as rp
from regplan.calc.agencies import at_risk, order_of_work, risks, structure, structure_needed
from regplan.calc.agencies.order import Task
from regplan.errors import UnknownIdError


def work(name: str, start: str | None, finish: str | None, **facts: Any) -> rp.Program:
    """Write a program with its days."""
    return rp.Program(id=name, start=start, finish=finish, **facts)


def needs(source: str, target: str, lag: str | None = None) -> rp.Link:
    """Write a need."""
    return rp.Link(kind="needs", source=source, target=target, lag=lag)


def tasks(*programs: rp.Program, links: list[rp.Link], **facts: Any) -> dict[str, Task]:
    """Order the work of a plan, by record."""
    found = order_of_work(rp.Plan(programs=programs, links=links, **facts))
    return {one.record: one for one in found.tasks}


class TestOrder:
    """Days, lags, budget years."""

    def test_slack(self) -> None:
        """Of two ways to one end the short one has the difference as slack, the long one is critical."""
        found = tasks(
            work("a", "2026-01-01", "2026-01-10"),
            work("b", "2026-01-01", "2026-01-31"),
            work("end", "2026-01-01", "2026-01-05"),
            links=[needs("end", "a"), needs("end", "b")],
        )
        assert [(name, found[name].slack, found[name].critical) for name in ("a", "b", "end")] == [
            ("a", 21, False),
            ("b", 0, True),
            ("end", 0, True),
        ]
        assert (found["end"].earliest_start, found["end"].delay) == (date(2026, 2, 1), 31)

    def test_budget_year(self) -> None:
        """Work begins no sooner than its budget year, and what ends after its last one is told."""
        documents = [rp.Document(id=f"r{year}", kind="RENJA", first_year=year, last_year=year) for year in (2026, 2027)]
        found = tasks(
            work("a", "2026-11-01", "2026-12-31", document="r2026"),
            work("b", "2026-12-01", "2027-01-31", document="r2027"),
            work("c", "2026-11-01", "2026-11-30", document="r2026"),
            links=[needs("b", "a"), needs("c", "a")],
            documents=documents,
        )
        assert (found["b"].earliest_start, found["b"].past_window) == (date(2027, 1, 1), False)
        assert (found["c"].earliest_start, found["c"].past_window) == (date(2027, 1, 1), True)

    def test_unknown_spreads(self) -> None:
        """Without days, in a circle or with a lag nobody can read, days stay unknown, for all that waits too; nothing is guessed."""
        found = tasks(
            work("a", "2026-01-01", None),
            work("b", "2026-01-01", "2026-01-02"),
            work("c", "2026-01-01", "2026-01-02"),
            work("d", "2026-01-01", "2026-01-02"),
            work("x", "2026-01-01", "2026-01-02"),
            work("y", "2026-01-01", "2026-01-02"),
            work("back", "2026-02-01", "2026-01-01"),
            links=[
                needs("b", "a"),
                needs("d", "c", "3 bulan"),
                needs("x", "y"),
                needs("y", "x"),
                needs("b", "back"),
            ],
        )
        told = {name: one.unknown for name, one in found.items()}
        assert told == {
            "a": "dates",
            "b": "before",
            "c": None,
            "d": "lag",
            "x": "circle",
            "y": "circle",
            "back": "dates",
        }
        assert (found["c"].earliest_start, found["c"].slack) == (date(2026, 1, 1), None)
        assert found["x"].stage == found["y"].stage == 0

    def test_refused_makes_nobody_wait(self) -> None:
        """A refused request is in no order of work."""
        refused = rp.Link(kind="needs", source="b", target="a", status="refused")
        assert tasks(work("a", None, None), work("b", None, None), links=[refused]) == {}

    def test_two_lags(self) -> None:
        """Where two documents state one need with two lags, the longer one holds."""
        two = [needs("b", "a", "P1W"), rp.Link(kind="needs", source="b", target="a", document="d", lag="P1M")]
        found = tasks(work("a", "2026-01-01", "2026-01-31"), work("b", "2026-01-01", "2026-01-01"), links=two)
        assert found["b"].earliest_start == date(2026, 3, 1)

    def test_past_the_calendar(self) -> None:
        """A lag that leads past the year 9999 is unknown, and no traceback."""
        found = tasks(
            work("a", "2026-01-01", "2026-01-31"),
            work("b", "2026-01-01", "2026-01-01"),
            links=[needs("b", "a", "P9000Y")],
        )
        assert found["b"].unknown == "lag"

    def test_plain(self) -> None:
        """Answers are plain data, days as text."""
        plan = rp.Plan(programs=[work("a", "2026-01-01", "2026-01-31"), work("b", None, None)], links=[needs("b", "a")])
        first = order_of_work(plan).to_dicts()[0]
        assert (first["record"], first["earliest_finish"], first["window"]) == ("a", "2026-01-31", None)


class TestRisk:
    """What stands at risk where one OPD slips."""

    PLAN = rp.Plan(
        documents=[rp.Document(id="apbd", kind="APBD")],
        agencies=[rp.Agency(id=name) for name in "abc"],
        objectives=[rp.Objective(id="S")],
        programs=[rp.Program(id=name.upper(), agency=name, parent="S" if name == "c" else None) for name in "abc"],
        links=[needs("B", "A"), needs("C", "B")],
        indicators=[rp.Indicator(id="I", owner="C")],
        series=[rp.Series(indicator="I", document="apbd", role="target", values={"2026": "5"})],
        allocations=[
            rp.Allocation(document="apbd", subject=name.upper(), amounts={"2026": amount})
            for name, amount in (("a", 100), ("b", 200), ("c", None))
        ],
    )

    def test_chain(self) -> None:
        """All that waits at any distance is at risk, with objectives and targets; an unknown amount makes its sum unknown."""
        found = at_risk(self.PLAN, "a")
        assert (found.waiting, found.agencies, found.objectives) == (("B", "C"), ("b", "c"), ("S",))
        (line,) = found.money
        assert (line.own, line.waiting, line.whole, line.share) == (100, None, None, None)
        assert [one.indicator for one in found.waiting_targets] == ["I"]

    def test_exact_share(self) -> None:
        """The share is exact, and what waits below what the OPD carries itself is its own."""
        plan = self.PLAN.replace(
            allocations=[
                rp.Allocation(document="apbd", subject=name, amounts={"2026": amount})
                for name, amount in (("A", 100), ("B", 200), ("C", 300))
            ]
        )
        (line,) = at_risk(plan, "b").money
        assert (line.own, line.waiting, line.share) == (200, 300, Fraction(5, 6))
        assert at_risk(plan, "b").to_dict()["money"][0]["share"] == "5/6"

    def test_ranking(self) -> None:
        """The OPD for which most waits comes first."""
        assert [one.agency for one in risks(self.PLAN)] == ["a", "b", "c"]

    def test_unknown_opd(self) -> None:
        """An OPD that is not there is named with what is near."""
        with pytest.raises(UnknownIdError, match="dinkes"):
            at_risk(rp.Plan(agencies=[rp.Agency(id="dinkes")]), "dinkesa")


class TestStructure:
    """Fields, OPD and tasks."""

    PLAN = rp.Plan(
        agencies=[
            rp.Agency(id="a", code="1.01.2.22.0.00.01.0000"),
            rp.Agency(id="b", functions=["2.22"]),
            rp.Agency(id="k1", functions=["7.01"]),
            rp.Agency(id="k2", functions=["7.01"]),
            rp.Agency(id="unit", parent="a"),
            rp.Agency(id="blank"),
        ],
        objectives=[rp.Objective(id="S")],
        programs=[
            rp.Program(id="P1", code="1.01.02", agency="unit"),
            rp.Program(id="P2", code="3.26.02", parent="S"),
            rp.Program(id="P3", code="2.22.02", parent="S"),
            rp.Program(id="P4", code="1.01.03", parent="S"),
            rp.Program(id="P5", code="X.XX.01"),
            rp.Program(id="P6", title="tanpa kode"),
        ],
    )

    def test_left_over(self) -> None:
        """Held twice, held by nobody, without a task, without an OPD, not known: each is told, and kecamatan are no double."""
        found = structure(self.PLAN)
        assert [one.field for one in found.held_twice] == ["2.22"]
        assert [one.field for one in found.held_by_nobody] == ["3.26"]
        assert (found.without_task, found.unknown) == (("b", "k1", "k2", "blank"), ("blank",))
        assert found.without_agency == ("P2", "P3", "P4", "P5", "P6")
        assert found.unread == ("P6",)

    def test_proposal(self) -> None:
        """One holder is proposed; several or none are left to people; X.XX fits every OPD; without a code nothing is said."""
        found = {one.field: one for one in structure_needed(self.PLAN)}
        assert (found["1.01"].proposal, found["1.01"].programs, found["1.01"].objectives) == ("a", ("P4",), ("S",))
        assert (found["2.22"].holders, found["2.22"].proposal) == (("a", "b"), None)
        assert (found["3.26"].holders, found["3.26"].proposal) == ((), None)
        assert found["X.XX"].holders == ("a", "b", "k1", "k2", "blank")
        assert found[None].programs == ("P6",)

    def test_names(self) -> None:
        """Fields have their names in both languages, from the law data."""
        found = structure(self.PLAN).fields[0]
        assert (found.name.id, found.name.en) == ("1.01 pendidikan", "1.01 education")
        assert structure(self.PLAN).to_dict()["held_by_nobody"] == ["3.26"]
