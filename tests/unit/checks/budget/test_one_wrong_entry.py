"""ARI-01 over the levels: one wrong entry is one error, and what is printed above it follows."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from regplan import check
from regplan.model import Allocation, Plan


class TestOneWrongEntry:
    """One wrong entry is one error, at the lowest total that is not its sum; the totals above it follow."""

    @staticmethod
    def plan(*amounts: int, activity: int, program: int, agency: int | None = None, region: int | None = None) -> Plan:
        """Write a Renja with totals at each level and entries of the given amounts."""
        rows: list[dict[str, Any]] = [
            {"record": "agency", "id": "o"},
            {"record": "document", "id": "d", "kind": "RENJA", "first_year": 2026, "last_year": 2026},
            {"record": "program", "id": "P", "document": "d", "agency": "o"},
            {"record": "activity", "id": "K", "document": "d", "parent": "P"},
            {"record": "activity", "id": "L", "document": "d", "parent": "P"},
            {"record": "sub_activity", "id": "other", "document": "d", "parent": "L"},
            {"record": "allocation", "document": "d", "subject": "other", "amounts": {"2026": 1000}},
        ]
        for at, amount in enumerate(amounts):
            rows.append({"record": "sub_activity", "id": f"s{at}", "document": "d", "parent": "K"})
            rows.append({"record": "allocation", "document": "d", "subject": f"s{at}", "amounts": {"2026": amount}})
        stated = {"K": activity, "L": 1000, "P": program, "o": agency, "/": region}
        rows += [
            {
                "record": "allocation",
                "document": "d",
                "subject": one,
                "role": "stated_total",
                "amounts": {"2026": total},
            }
            for one, total in stated.items()
            if total is not None
        ]
        return Plan.from_records(rows)

    @staticmethod
    def found(plan: Plan) -> dict[str | None, tuple[str, str]]:
        """Return name and severity of each finding by its subject."""
        return {one.subject: (one.name, one.severity) for one in check(plan, select="ARI-01").findings}

    def test_every_level_above_follows(self) -> None:
        """An entry that was changed while all totals stayed: the activity has the error, program, OPD and region follow."""
        plan = self.plan(40, 60, activity=90, program=1090, agency=1090, region=1090)
        assert self.found(plan) == {
            "K": ("stated-total-differs", "error"),
            "P": ("stated-total-follows", "info"),
            "o": ("stated-total-follows", "info"),
            "/": ("stated-total-follows", "info"),
        }
        follows = next(one for one in check(plan, select="ARI-01").findings if one.subject == "P")
        assert (follows.facts["below"], follows.facts["count"], follows.facts["difference_rp"]) == (("K",), 1, -10)

    def test_a_second_error_above_is_an_error(self) -> None:
        """A program that is wrong by more than what is below it has an error of its own; so has one above totals that fit."""
        assert self.found(self.plan(40, 60, activity=90, program=1091))["P"] == ("stated-total-differs", "error")
        assert self.found(self.plan(40, 60, activity=100, program=1090)) == {"P": ("stated-total-differs", "error")}

    def test_a_middle_total_alone(self) -> None:
        """A total that is wrong below totals that fit is told by itself."""
        assert self.found(self.plan(40, 60, activity=90, program=1100, agency=1100)) == {
            "K": ("stated-total-differs", "error")
        }

    def test_the_opd_is_wrong_where_no_node_is(self) -> None:
        """Totals of OPD and region above nodes that fit: the OPD has the error, the region follows it."""
        assert self.found(self.plan(40, 60, activity=100, program=1100, agency=1090, region=1090)) == {
            "o": ("stated-total-differs", "error"),
            "/": ("stated-total-follows", "info"),
        }

    def test_other_years_and_bases_are_no_cause(self) -> None:
        """The same difference in another year explains nothing."""
        plan = self.plan(40, 60, activity=100, program=1090)
        later = [
            Allocation(document="d", subject="s0", amounts={"2027": 50}),
            Allocation(document="d", subject="K", role="stated_total", amounts={"2027": 40}),
        ]
        plan = plan.replace(allocations=[*plan.allocations, *later])
        assert self.found(plan) == {"P": ("stated-total-differs", "error"), "K": ("stated-total-differs", "error")}

    @given(
        st.lists(st.integers(0, 50), min_size=1, max_size=4),
        st.tuples(*[st.integers(-3, 3)] * 4),
    )
    def test_each_wrong_total_is_told_once(self, amounts: list[int], off: tuple[int, int, int, int]) -> None:
        """Whatever is wrong, the totals that are told are those that are not the sum, and one of them at least is no consequence."""
        whole = sum(amounts)
        plan = self.plan(
            *amounts,
            activity=whole + off[0],
            program=whole + 1000 + off[1],
            agency=whole + 1000 + off[2],
            region=whole + 1000 + off[3],
        )
        found = self.found(plan)
        assert set(found) == {name for name, gap in zip(("K", "P", "o", "/"), off, strict=True) if gap}
        assert not found or any(name != "stated-total-follows" for name, _ in found.values())
