"""Records made by column are the records that constructors make."""

from __future__ import annotations

import pickle
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regplan.model.agencies import Agency
from regplan.model.base import Record
from regplan.model.proved import records_of
from regplan.model.tables import TABLES
from regplan.testing.strategies import records


@pytest.mark.parametrize("cls", TABLES.values(), ids=TABLES)
@given(data=st.data())
def test_as_by_the_constructor(cls: Any, data: st.DataObject) -> None:
    """Of values as records keep them, the same records: equal, of equal hash and bytes, each field as it was."""
    made: list[Any] = data.draw(st.lists(records(cls), max_size=4))
    names = [field.name for field in attrs.fields(cls)]
    again = records_of(cls, len(made), {name: [getattr(record, name) for record in made] for name in names})
    assert again == made
    assert list(map(hash, again)) == list(map(hash, made))
    assert pickle.dumps(again) == pickle.dumps(made)
    assert pickle.loads(pickle.dumps(again)) == made


@pytest.mark.parametrize("cls", TABLES.values(), ids=TABLES)
def test_defaults(cls: type[Record]) -> None:
    """Fields that are left out are what the constructor makes of them."""
    given_fields = {field.name: "RENJA" for field in attrs.fields(cls) if field.default is attrs.NOTHING}
    (made,) = records_of(cls, 1, given_fields)
    build: Any = cls.__init__.__wrapped__  # type: ignore[attr-defined] # the constructor without its check
    plain = cls.__new__(cls)
    build(plain, **given_fields)
    assert made == plain


@pytest.mark.parametrize("fields", [{}, {"id": ["a"]}, {"id": "a", "colour": "red"}, {"name": "Dinas"}])
def test_what_cannot_be(fields: dict[str, Any]) -> None:
    """A field too many, one that is missing, a column of another length: refused, and no record is left half made."""
    with pytest.raises(TypeError, match="Agency cannot be made of"):
        records_of(Agency, 2, fields)
