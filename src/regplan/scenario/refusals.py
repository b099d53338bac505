"""Edits that cannot be made, and selections that find nothing, are refused by name: what, where, and what there is instead."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from regplan.errors import CallError, UnknownNameError
from regplan.values.lang import Bilingual

__all__ = ["FIELD_OF", "EditError", "NoCommonGroundError", "NothingSelectedError", "UnknownFieldError"]


FIELD_OF: Final = Bilingual("kolom pilihan", "field of a selection")


class EditError(CallError):
    """An edit does not fit the plan it is applied to; the message says what stands there."""


class NothingSelectedError(EditError):
    """
    A selection finds nothing in a plan; the values that are there are offered.

    Attributes:
        selection: What was asked for, as text.
        what: What was looked through.
        near: Values that are there and look like the ones asked for, or the first of those that are there.
    """

    def __init__(self, selection: str, what: str, near: Iterable[str] = ()) -> None:
        """Keep the selection, what was looked through and what is near."""
        self.selection = selection
        self.what = what
        self.near = tuple(near)
        super().__init__(selection, what, self.near)

    def _told(self) -> Bilingual:
        """Say what found nothing, where, and what is there."""
        there = ", ".join(self.near)
        ada, offer = (f"; yang ada: {there}", f"; there: {there}") if self.near else ("", "")
        return Bilingual(
            f"{self.selection} tidak memilih apa pun dari {self.what}{ada}",
            f"{self.selection} selects none of the {self.what}{offer}",
        )


class UnknownFieldError(UnknownNameError, AttributeError):  # type: ignore[misc] # both call what is not known its name
    """A selection names a field that there is not; near matches are offered."""


class NoCommonGroundError(CallError):
    """Two plans have no record, code or wording in common, so that a difference between them says nothing."""
