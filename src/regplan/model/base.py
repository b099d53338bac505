"""What all records share."""

from __future__ import annotations

from typing import Any

import attrs

from regplan.model.schema import Extra, frozen_extra, schema_of

__all__ = ["Record"]


@attrs.frozen(kw_only=True, repr=False)
class Record:
    """
    One row of a plan. Records are frozen, hashable, equal by value and refer to each other by id.

    Attributes:
        extra: The fields of the user's own, whose names begin with ``x-``; kept, and read by the few rules that name one.
    """

    extra: Extra | None = attrs.field(default=None, converter=frozen_extra)

    def __repr__(self) -> str:
        """Show the fields that say something."""
        said = ((spec.name, getattr(self, spec.name)) for spec in schema_of(type(self)))
        fields = ", ".join(
            f"{name}={_short(value)}" for name, value in said if value is not None and value not in ((), {})
        )
        return f"{type(self).__name__}({fields})"


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:76]}…{text[-1]}"
