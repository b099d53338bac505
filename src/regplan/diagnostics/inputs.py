"""What is raised when an input is not whole: one exception a problem, in one group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from regplan.diagnostics.finding import Finding
from regplan.errors import RegplanError
from regplan.values.lang import default_lang

__all__ = ["InputError", "InputErrors"]


class InputError(RegplanError, ValueError):
    """
    One thing that is wrong with a file or row.

    Attributes:
        finding: What, where, expected against got, and how to mend it.
    """

    def __init__(self, finding: Finding) -> None:
        """Keep the finding."""
        self.finding = finding
        super().__init__(finding)

    def __str__(self) -> str:
        """Say it in the language of the locale, with the cure."""
        return f"{self.finding} ({self.finding.hint.text(default_lang())})"


class InputErrors(ExceptionGroup[InputError], RegplanError):
    """Every problem of an input at once; the members are InputError."""

    def derive(self, excs: Sequence[InputError]) -> InputErrors:  # type: ignore[override] # its members are all InputError
        """Make a group of a part, for ``except*``."""
        return InputErrors(self.message, excs)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all members."""
        return tuple(error.finding for error in self.exceptions if isinstance(error, InputError))

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> InputErrors:
        """Make a group of findings."""
        errors = [InputError(finding) for finding in findings]
        first = f": {errors[0]}" if errors else ""
        return cls(f"{len(errors)} problems{first}", errors)
