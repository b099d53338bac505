"""What is always true of units (conventions §12)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from regplan.calc.units import added, convert, factor_between, same_dimension, unit_of
from regplan.errors import UnitMismatchError
from regplan.values.unit_list import definitions, spelled
from regplan.values.unit_text import key
from regplan.values.units import Unit, find_unit, near_units

EXACT = st.integers(-(10**12), 10**12) | st.decimals(allow_nan=False, allow_infinity=False, places=4) | st.fractions()
NUMBERS = tuple(one.name for one in definitions() if one.kind != "grade")
COMPOSED = (
    "ton/ha",
    "kg/m2",
    "kuintal/are",
    "m3/hari",
    "liter/detik",
    "per 1000 KH",
    "per 100.000 KH",
    "ribu orang",
    "juta jiwa",
)
WORDS = st.sampled_from((*spelled(), *COMPOSED))
SIGNS = st.sampled_from(["/", " per ", " per 1.000 ", "/ 100 ribu "])
PHRASES = st.tuples(WORDS, SIGNS, WORDS).map("".join)
BLANKS = st.sampled_from([" ", "  ", "\u00a0", "\t"])
TEXTS = st.text(max_size=40) | st.lists(WORDS | st.sampled_from(["/", "per", " ", "(", ")", "1.000", "%", "."])).map(
    "".join
)


def units() -> st.SearchStrategy[Unit]:
    """Units with numbers, declared and put together."""
    return st.sampled_from((*NUMBERS, *COMPOSED)).map(unit_of)


def groups() -> st.SearchStrategy[list[Unit]]:
    """Three units of one dimension, drawn from the dimensions that have several."""
    by: dict[str, list[Unit]] = {}
    for name in (*NUMBERS, *COMPOSED):
        by.setdefault(unit_of(name).dimension, []).append(unit_of(name))
    several = [group for group in by.values() if len(group) > 1]
    return st.sampled_from(several).flatmap(lambda group: st.lists(st.sampled_from(group), min_size=3, max_size=3))


class TestConverting:
    """§12: a factor is a quotient of two whole numbers; nothing is rounded."""

    @given(EXACT, groups())
    def test_there_and_back(self, value: int | Decimal | Fraction, group: list[Unit]) -> None:
        """A value expressed in another unit and back is the same value."""
        unit, to, _ = group
        assert convert(convert(value, unit, to), to, unit) == Fraction(value)

    @given(groups())
    def test_factors_chain(self, group: list[Unit]) -> None:
        """From one unit to a second and on to a third is from the first to the third."""
        first, second, third = group
        assert factor_between(first, second) * factor_between(second, third) == factor_between(first, third)
        assert factor_between(first, second) > 0

    @given(st.lists(EXACT, min_size=1, max_size=5), groups())
    def test_sum_is_the_same_in_every_unit(self, values: list[int | Decimal | Fraction], group: list[Unit]) -> None:
        """Adding and then converting is converting and then adding, and the order of parts does not matter."""
        assume(group[0].has_sum)
        unit, to, _ = group
        total = added([(value, unit) for value in values], to=unit)
        assert total is not None
        assert added([(value, unit) for value in reversed(values)], to=to) == convert(total, unit, to)

    @given(units(), units())
    def test_converted_or_refused(self, unit: Unit, to: Unit) -> None:
        """Two units have a factor exactly when they have one dimension."""
        if same_dimension(unit, to):
            assert factor_between(unit, to) == 1 / factor_between(to, unit)
        else:
            with pytest.raises(UnitMismatchError):
                factor_between(unit, to)


class TestReading:
    """§12: spellings make no difference; what says no unit is no error of the call."""

    @given(WORDS, BLANKS, st.sampled_from([str.upper, str.title, str.lower]))
    def test_spellings_are_one_unit(self, word: str, blank: str, case: object) -> None:
        """Case, kind and number of blanks change the text of a unit and nothing else."""
        assert callable(case)
        written = blank + case(word).replace("_", blank) + blank
        assume(key(written) == key(word))  # 'ß' and the like aside, of which the list has none
        found, plain = find_unit(written), find_unit(word)
        assert found == plain
        assert found is not None
        assert found.text == written

    @given(TEXTS)
    def test_never_raises(self, text: str) -> None:
        """Any text gives a unit or none, and offers that are units; a unit has none."""
        unit = find_unit(text)
        offers = near_units(text)
        assert all(find_unit(offer) for offer in offers)
        assert unit is None or offers == ()

    @given(WORDS | PHRASES)
    @example("rupiah/mbps")
    def test_name_says_the_unit(self, text: str) -> None:
        """The canonical name of a unit is a text that says it, and so is its key."""
        unit = find_unit(text)
        assume(unit is not None)
        assert unit is not None
        assert find_unit(unit.name) == unit == find_unit(key(text))
        assert unit.factor > 0

    @given(TEXTS)
    def test_key_is_stable(self, text: str) -> None:
        """The key of a key is itself."""
        assert key(key(text)) == key(text)
