"""What is always true of the rules on paths of targets: the columns say what a loop over exact cells says."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any, TypeAlias, get_args

import attrs
from hypothesis import example, given
from hypothesis import strategies as st

from regplan.checks import check
from regplan.checks.targets._ends import End, judge_end
from regplan.diagnostics import Report
from regplan.model import Document, Indicator, Plan, Series
from regplan.model.words import Accumulation, Polarity
from regplan.values.measure import Interval, Number
from regplan.values.text import text_fault

RULES = ("TGT-01", "TGT-02", "TGT-03", "TGT-04", "TGT-05", "TGT-07", "TGT-12", "TGT-13", "TGT-17")
ALL = (*RULES, "AGG-10", "PER-04", "PER-05")

Ends: TypeAlias = tuple[Decimal, Decimal]
Values: TypeAlias = dict[int, Ends | None]

_NUMBERS = st.decimals(-9, 9, places=1, allow_nan=False) | st.integers(0, 12).map(Decimal)
_CELLS = st.none() | _NUMBERS.map(lambda one: (one, one)) | st.tuples(_NUMBERS, _NUMBERS).map(lambda two: _sorted(*two))
_PATHS = st.dictionaries(st.integers(2025, 2030), _CELLS, min_size=1)


def _sorted(one: Decimal, other: Decimal) -> Ends:
    return (min(abs(one), abs(other)), max(abs(one), abs(other)))


@attrs.frozen
class Row:
    """One indicator with its targets and baseline, as numbers."""

    polarity: Polarity | None
    accumulation: Accumulation | None
    unit: str | None
    targets: Values
    baseline: Values


ROWS = st.builds(
    Row,
    st.sampled_from([None, *get_args(Polarity)]),
    st.sampled_from([None, *get_args(Accumulation)]),
    st.sampled_from(["indeks", "persen", "km", None]),
    _PATHS,
    st.dictionaries(st.integers(2022, 2025), _CELLS, max_size=2),
)


def written(ends: Ends | None) -> str | None:
    """Write a value so that it has one reading wherever it stands."""
    if ends is None:
        return None
    low, high = (f"{one:f}".replace(".", ",") for one in ends)
    return low if ends[0] == ends[1] else f"{low} - {high}"


def series_of(name: str, role: Any, values: Values) -> Series:
    """Write the values of an indicator as a series."""
    return Series(
        indicator=name, document="d", role=role, values={str(year): written(one) for year, one in values.items()}
    )


def plan_of(rows: list[Row]) -> Plan:
    """Write rows as a plan of one document."""
    series = [series_of(f"I{at}", "target", row.targets) for at, row in enumerate(rows)]
    series += [series_of(f"I{at}", "baseline", row.baseline) for at, row in enumerate(rows) if row.baseline]
    return Plan(
        documents=[Document(id="d", kind="LKJIP")],
        indicators=[
            Indicator(id=f"I{at}", polarity=row.polarity, accumulation=row.accumulation, unit=row.unit)
            for at, row in enumerate(rows)
        ],
        series=series,
    )


def found(report: Report, name: str) -> set[str]:
    """Return the subjects of findings of a name."""
    return {str(one.subject) for one in report.findings if one.name == name}


def known(values: Values) -> list[tuple[int, Ends]]:
    """Return the values that are known, by year."""
    return [(year, ends) for year, ends in sorted(values.items()) if ends is not None]


def way(before: Ends, after: Ends) -> int:
    """Return 1 where a value rises, -1 where it falls, 0 where it does neither or both."""
    rises = any(new > old for old, new in zip(before, after, strict=True))
    falls = any(new < old for old, new in zip(before, after, strict=True))
    return rises - falls


def adds_up(row: Row) -> bool | None:
    """Tell whether the years of a row add up; None where nobody says."""
    if row.accumulation is not None:
        return row.accumulation in {"sum", "increment"}
    return False if row.unit == "indeks" else None


def outcome(row: Row, ways: list[int]) -> str | None:
    """Say what a loop makes of the ways that steps go: against, what is lacking, or nothing."""
    if adds_up(row) is True or not any(ways):
        return None
    if row.polarity is None:
        return "polarity"
    wrong = {"up": -1, "down": 1}.get(row.polarity, 7)
    if wrong not in ways:
        return None
    return "against" if adds_up(row) is False else "accumulation"


def lacks(report: Report, code: str, words: str) -> int:
    """Return of how many indicators a rule lacks something."""
    told = [one.lacks.en for one in report.unknown if one.code == code and one.lacks.en.startswith(words)]
    return int(told[0].removeprefix(f"{words} of ").split()[0]) if told else 0


class TestDirection:
    """TGT-01, 02, 05: targets non-decreasing for polarity up, non-increasing for down; flows are exempt."""

    @given(st.lists(ROWS, min_size=1, max_size=6))
    def test_steps(self, rows: list[Row]) -> None:
        """Findings and what is lacking are those of a loop over exact numbers, a step at a time."""
        report = check(plan_of(rows), select=["TGT-01", "TGT-05"])
        for code, name, of_interval in (
            ("TGT-01", "target-against-polarity", False),
            ("TGT-05", "interval-against-polarity", True),
        ):
            said = [outcome(row, self._ways(row, of_interval=of_interval)) for row in rows]
            assert found(report, name) == {f"I{at}" for at, one in enumerate(said) if one == "against"}
            assert lacks(report, code, "polarity") == said.count("polarity")
            assert lacks(report, code, "accumulation") == said.count("accumulation")

    def _ways(self, row: Row, *, of_interval: bool) -> list[int]:
        pairs = pairwise(ends for _, ends in known(row.targets))
        return [way(*pair) for pair in pairs if any(one[0] != one[1] for one in pair) is of_interval]

    @given(st.lists(ROWS, min_size=1, max_size=6))
    def test_first_target(self, rows: list[Row]) -> None:
        """The first target after the latest known baseline is judged as a step; where none is stated that is unknown."""
        report = check(plan_of(rows), select="TGT-02")
        said = []
        for row in rows:
            begun = known(row.baseline)[-1:]
            first = [ends for year, ends in known(row.targets) if begun and year > begun[0][0]][:1]
            said.append(outcome(row, [way(begun[0][1], first[0])] if first else []))
        name = "first-target-worse-than-baseline"
        assert found(report, name) == {f"I{at}" for at, one in enumerate(said) if one == "against"}
        assert lacks(report, "TGT-02", "polarity") == said.count("polarity")
        assert lacks(report, "TGT-02", "accumulation") == said.count("accumulation")

    @given(st.lists(ROWS, min_size=1, max_size=4))
    def test_mirror(self, rows: list[Row]) -> None:
        """Turning the years round and the polarity over changes nothing."""
        over: dict[Any, Any] = {"up": "down", "down": "up"}
        turned = [
            attrs.evolve(
                row,
                polarity=over.get(row.polarity, row.polarity),
                targets={4055 - year: ends for year, ends in row.targets.items()},
            )
            for row in rows
        ]
        reports = [check(plan_of(each), select=["TGT-01", "TGT-05"]) for each in (rows, turned)]
        for name in ("target-against-polarity", "interval-against-polarity"):
            assert found(reports[0], name) == found(reports[1], name)
        assert reports[0].unknown == reports[1].unknown


class TestLeap:
    """TGT-07: abs(Δ_t) > k × mean(abs(Δ)), default 3; a lone change also against the smaller of its two values."""

    @given(st.lists(ROWS, min_size=1, max_size=5))
    def test_leaps(self, rows: list[Row]) -> None:
        """A change is a leap exactly where fractions say so: against the changes where they are many, else the years."""
        report = check(plan_of(rows), select="TGT-07")
        expected = {f"I{at}" for at, row in enumerate(rows) if self._leaps(row)}
        assert found(report, "target-leap") == expected

    def _leaps(self, row: Row) -> bool:
        begun = known(row.baseline)[-1:]
        adds = row.accumulation in {"sum", "increment"}  # a stock is no year's addition
        first = [one for one in known(row.targets) if begun and not adds and one[0] > begun[0][0]][:1]
        pairs = [*pairwise(known(row.targets)), *([(begun[0], first[0])] if first else [])]
        yearly = [(old, new) for (a, old), (b, new) in pairs if b - a == 1]
        sizes = [self._size(old, new) for old, new in yearly]
        many = sum(map(bool, sizes))
        if many >= 4:
            return any(size * many > 3 * sum(sizes) for size in sizes)
        from_zero = bool(first) and sum(begun[0][1]) == 0 and first[0][0] - begun[0][0] == 1
        for at, ((old, new), size) in enumerate(zip(yearly, sizes, strict=True)):
            smaller = Fraction(min(abs(old[0] + old[1]), abs(new[0] + new[1]))) / 2
            lone = size > 3 * smaller and (smaller > 0 or (from_zero and at == len(yearly) - 1))
            if lone and size * len(sizes) > 3 * sum(sizes):
                return True
        return False

    def _size(self, old: Ends, new: Ends) -> Fraction:
        """Return how far the middle moves; between a number and an interval, how far they are apart."""
        if (old[0] == old[1]) == (new[0] == new[1]):
            return abs(Fraction(sum(new) - sum(old))) / 2
        return max(Fraction(new[0] - old[1]), Fraction(old[0] - new[1]), Fraction(0))


class TestEnd:
    """AGG-10: the end value must equal f(type, baseline, targets)."""

    @given(ROWS, _CELLS, st.integers(0, 3))
    @example(Row(None, "sum", "indeks", {2030: (Decimal(0), Decimal(0))}, {}), None, 1)
    def test_short_way_is_the_long_way(self, row: Row, end: Ends | None, made: int) -> None:
        """What the columns let pass is what the exact comparison lets pass."""
        values = [ends for _, ends in known(row.targets)]
        if values and made == 1:
            end = values[-1]
        elif values and made == 2:
            end = (sum(low for low, _ in values) or Decimal(0), sum(high for _, high in values) or Decimal(0))
        plan = plan_of([row])
        (target, *others) = plan.series
        target = attrs.evolve(target, values={**target.values, "end": written(end)})
        document = attrs.evolve(plan.documents[0], first_year=2025, last_year=2030)
        report = check(plan.replace(series=[target, *others], documents=[document]), select=["TGT-03", "AGG-10"])
        assert {one.name for one in report.findings} == self._names(row, end)

    def _names(self, row: Row, end: Ends | None) -> set[str]:
        if end is None:
            return set()
        begun = known(row.baseline)[-1:]
        verdict, _ = judge_end(
            End(
                value=self._measure(end),
                targets={year: None if ends is None else self._measure(ends) for year, ends in row.targets.items()},
                declared=row.accumulation,
                has_sum=row.unit != "indeks",
                final=2030,
                last_year=2030,
                baseline=self._measure(begun[0][1]) if begun else None,
            )
        )
        names: Mapping[str, str] = {
            "differs": "end-differs-from-last-target",
            "misdeclared": "accumulation-misdeclared",
            "undeclared": "accumulation-not-stated",
            "unexplained": "end-unexplained",
        }
        return {names[verdict]} if verdict in names else set()

    def _measure(self, ends: Ends) -> Number | Interval:
        return Number(ends[0]) if ends[0] == ends[1] else Interval(*ends)


class TestBounds:
    """TGT-04: percent within 0 and 100, counts not negative and whole."""

    @given(st.lists(st.tuples(st.sampled_from(["persen", "orang", "km"]), _PATHS), min_size=1, max_size=6))
    def test_bounds(self, rows: list[tuple[str, Values]]) -> None:
        """A series is told exactly where one of its ends is beyond its unit."""
        plan = Plan(
            documents=[Document(id="d", kind="LKJIP")],
            indicators=[Indicator(id=f"I{at}", name="Cakupan", unit=unit) for at, (unit, _) in enumerate(rows)],
            series=[
                series_of(f"I{at}", "target", {year: self._scaled(ends) for year, ends in values.items()})
                for at, (_, values) in enumerate(rows)
            ],
        )
        report = check(plan, select="TGT-04")
        ends = [
            (at, unit, [end for _, both in known(values) for end in self._scaled(both) or ()])
            for at, (unit, values) in enumerate(rows)
        ]
        assert found(report, "share-out-of-bounds") == {
            f"I{at}" for at, unit, all_ends in ends if unit == "persen" and any(not 0 <= end <= 100 for end in all_ends)
        }
        assert found(report, "count-negative") == {
            f"I{at}" for at, unit, all_ends in ends if unit == "orang" and any(end < 0 for end in all_ends)
        }

    def _scaled(self, ends: Ends | None) -> Ends | None:
        return ends and (ends[0] * 12, ends[1] * 12)


class TestAnything:
    """A rule never crashes, and the order of records never matters."""

    @given(
        st.dictionaries(
            st.sampled_from(["2025", "2026", "2027", "end", "unstated", "2026-Q1", "2024-12-31"]),
            st.none()
            | st.sampled_from(["-", "5", "4,5-3", "> 8", "BB", "1 : 30", "40.231", "WTP", "7 orang", "?"])
            | st.text(min_size=1, max_size=6).filter(lambda text: text_fault(text) is None),
            max_size=6,
        ),
        ROWS,
        st.sampled_from(["baseline", "target", "result"]),
        st.sampled_from(["RPJMD", "RKPD", "RPD"]),
    )
    def test_any_cells(self, values: dict[str, str | None], row: Row, role: Any, kind: Any) -> None:
        """Whatever cells say, each rule runs to its end; reversing the tables changes the order of its answers alone."""
        plan = plan_of([row, row])
        document = Document(id="d", kind=kind, first_year=2025, last_year=2026, regime="INMEN2_2025")
        extra = Series(indicator="I0", document="d", role=role, values=values)
        plan = plan.replace(documents=[document], series=[*plan.series, extra])
        report = check(plan, select=ALL)
        assert "RULE-01" not in {one.code for one in report.findings}
        turned = check(plan.replace(indicators=plan.indicators[::-1]), select=ALL)
        assert {one.key for one in report.findings} == {one.key for one in turned.findings}
