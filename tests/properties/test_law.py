"""What is always true of the law: one value on a day, exactly as its file says; days counted there and back."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from regplan.errors import LawError, NoValueError
from regplan.law import Parameter, Value, current
from regplan.law.fields import LEVELS, exact_of, number_faults
from regplan.values.workdays import Offset, due, is_working_day, working_days

DAY = timedelta(days=1)
FIRST = date(2020, 1, 1)
NEAR = st.integers(0, 60).map(lambda days: FIRST + days * DAY)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
NAMED = {"instrument": "UU 0/2000", "article": "1", "confidence": "official", "source": "S00"}
LEVEL_SETS = st.lists(st.sampled_from(LEVELS), min_size=1, unique=True)
TEXTS = st.from_regex(r"-?[0-9]{1,20}(\.[0-9]{1,20})?|[0-9]{1,9}/[1-9][0-9]{0,8}", fullmatch=True)

Row = tuple[date, list[str], int]


def rows() -> st.SearchStrategy[list[Row]]:
    """Rows of a parameter: first day, levels, number; no two of one day."""
    one = st.tuples(NEAR, LEVEL_SETS, st.integers(0, 99))
    return st.lists(one, min_size=1, max_size=8, unique_by=lambda row: row[0])


def file_of(told: list[Row], **more: Any) -> dict[str, Any]:
    """Write rows as a file has them."""
    values = {str(start): {"value": number, "level": levels, **NAMED, **more} for start, levels, number in told}
    return {"description": "x", "unit": "count", "values": values}


def painted(told: list[Row], level: str) -> dict[date, int]:
    """Paint the days of one level row by row: what plain Python makes of the file."""
    days: dict[date, int] = {}
    for start, levels, number in sorted(told):
        if level in levels:
            days |= {start + n * DAY: number for n in range(100)}
    return days


def number_at(parameter: Parameter, day: date, level: str) -> int | None:
    """Ask for a number; None where there is none."""
    try:
        return parameter.at(day, level=level).value
    except NoValueError:
        return None


class TestReadingByDate:
    """Regulations §0.4: a value is one of a day and a level."""

    @given(rows(), NEAR, st.sampled_from(LEVELS))
    def test_value_of_the_day(self, told: list[Row], day: date, level: str) -> None:
        """The value on a day is what a plain scan of the file gives, and none where that gives none."""
        assert number_at(Parameter.from_data("p", file_of(told)), day, level) == painted(told, level).get(day)

    @given(rows(), NEAR)
    def test_all_is_each(self, told: list[Row], day: date) -> None:
        """Without a level there is a value only where one row gives it for every level."""
        parameter = Parameter.from_data("p", file_of(told))
        latest = [max((r for r in told if level in r[1] and r[0] <= day), default=None) for level in LEVELS]
        one = latest[0] if latest[0] is not None and latest.count(latest[0]) == len(LEVELS) else None
        assert number_at(parameter, day, "all") == (one[2] if one else None)

    @given(rows(), st.randoms(use_true_random=False))
    def test_order_of_rows(self, told: list[Row], random: Any) -> None:
        """The order of rows in a file does not matter."""
        mixed = random.sample(told, len(told))
        assert Parameter.from_data("p", file_of(mixed)) == Parameter.from_data("p", file_of(told))

    @given(rows(), NEAR, st.sampled_from(LEVELS))
    def test_known_spans(self, told: list[Row], day: date, level: Any) -> None:
        """A day has a value for a level just where it lies in a span that is known for it."""
        parameter = Parameter.from_data("p", file_of(told))
        inside = any(first <= day and (last is None or day <= last) for first, last in parameter.known(level))
        assert inside == (number_at(parameter, day, level) is not None)

    @given(st.sampled_from(sorted(current().parameters)), DAYS, st.sampled_from(LEVELS))
    def test_what_ships(self, name: str, day: date, level: str) -> None:
        """Every parameter that ships gives on every day what a plain scan of its values gives."""
        parameter, found = current().parameter(name), None
        for value in parameter.values:
            if level in value.levels and value.start <= day:
                found = value if value.until is None or day <= value.until else None
        given_value: Value | None
        try:
            given_value = parameter.at(day, level=level)
        except NoValueError:
            given_value = None
        assert given_value is (found if found and found.is_known else None)


class TestRefusing:
    """House-style 25: overlaps and inexact numbers are refused, by name."""

    @given(rows(), st.data())
    def test_overlaps(self, told: list[Row], data: st.DataObject) -> None:
        """A value that ends on or after the day on which the next of its level begins is refused, with both days."""
        pairs = [(a, b) for level in LEVELS for a, b in pairwise(sorted(r for r in told if level in r[1]))]
        assume(pairs)
        early, late = data.draw(st.sampled_from(pairs))
        file = file_of(told)
        file["values"][str(early[0])]["until"] = str(late[0] + data.draw(st.integers(0, 9)) * DAY)
        with pytest.raises(LawError) as caught:
            Parameter.from_data("p", file)
        assert f"from {early[0]} until" in str(caught.value)
        assert f"overlaps that from {late[0]}" in str(caught.value)

    @given(NEAR, st.integers(0, 9), st.integers(0, 9))
    def test_ends_meet_or_are_refused(self, start: date, length: int, gap: int) -> None:
        """A value may end on the day before the next begins; a gap of a day or more is refused."""
        end = start + length * DAY
        file = file_of([(start, [*LEVELS], 1), (end + (gap + 1) * DAY, [*LEVELS], 2)])
        file["values"][str(start)]["until"] = str(end)
        if not gap:
            assert number_at(Parameter.from_data("p", file), end, "all") == 1
            return
        with pytest.raises(LawError, match=f"no value from {end + DAY} until"):
            Parameter.from_data("p", file)

    @given(TEXTS)
    def test_numbers_are_exact(self, text: str) -> None:
        """A number in quotes is read exactly."""
        assert [*number_faults("p", "value", text)] == []
        assert Fraction(exact_of(text)) == Fraction(text)

    @given(
        st.floats()
        | st.booleans()
        | st.none()
        | st.floats(allow_nan=False).map(lambda x: f"{x:e}")
        | st.text(max_size=9)
    )
    def test_what_is_not_exact(self, written: Any) -> None:
        """Floats, truth values, exponents and whatever is no plain decimal or fraction are refused."""
        assume(not (isinstance(written, str) and set(written) <= set("0123456789./-")))
        assert [*number_faults("p", "value", written)]


class TestWhatIf:
    """A changed law holds where the change reaches, and nowhere else."""

    @given(rows(), NEAR, st.integers(0, 30), NEAR, st.sampled_from(LEVELS), LEVEL_SETS)
    def test_reach(self, told: list[Row], start: date, length: int, day: date, level: str, levels: list[str]) -> None:
        """On the days and levels of a change its number holds, else the one before; the parameter itself stays."""
        before = Parameter.from_data("p", file_of(told))
        until = start + length * DAY
        rows_set = {str(start): {"value": 1000, "level": levels, "until": str(until), **NAMED}}
        reached = level in levels and start <= day <= until
        assert number_at(before.with_values(rows_set), day, level) == (
            1000 if reached else number_at(before, day, level)
        )
        assert before == Parameter.from_data("p", file_of(told))


class TestDays:
    """UU 23/2014 Art 1(50), PP 12/2019 Art 1(85): a day is a working day."""

    @given(DAYS, st.integers(-200, 200), st.lists(DAYS, max_size=5))
    def test_there_and_back(self, day: date, count: int, holidays: list[date]) -> None:
        """As many working days lie between a day and the day an offset leads to as the offset has."""
        holidays += [day + n * DAY for n in (1, 2, 3, -1)]
        end = due(day, Offset(count, "working_days"), holidays)
        assert working_days(day, end, holidays) == count
        assert not count or is_working_day(end, holidays)

    @given(DAYS, DAYS, st.lists(DAYS, max_size=20))
    def test_counting(self, first: date, last: date, holidays: list[date]) -> None:
        """Counting by weeks gives what counting day by day gives."""
        last = first + (last - first) // 100
        span = [first + n * DAY for n in range(1, (last - first).days + 1)]
        back = [last + n * DAY for n in range((first - last).days)]
        assert working_days(first, last, holidays) == sum(is_working_day(d, holidays) for d in span) - sum(
            is_working_day(d, holidays) for d in back
        )

    @given(DAYS, st.integers(-200, 200), st.lists(DAYS, max_size=5))
    def test_holidays_never_hasten(self, day: date, count: int, holidays: list[date]) -> None:
        """Holidays move a day away from the event, never towards it."""
        plain, later = (due(day, Offset(count, "working_days"), off) for off in ((), holidays))
        assert abs(later - day) >= abs(plain - day)

    @given(DAYS, st.integers(-600, 600))
    def test_months(self, day: date, count: int) -> None:
        """Months later is so many months later, on the same day of the month or its last; twelve months are a year."""
        end = due(day, Offset(count, "months"))
        assert (end.year - day.year) * 12 + end.month - day.month == count
        assert end.day == min(day.day, monthrange(end.year, end.month)[1])
        if count % 12 == 0:
            assert end == due(day, Offset(count // 12, "years"))
