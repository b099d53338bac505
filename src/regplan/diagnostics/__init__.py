"""What can be wrong with a plan: Finding, its place, its definition; and the Report that holds many."""

from regplan.diagnostics.definition import Clause, Confidence, Definition, Lifecycle
from regplan.diagnostics.finding import Fact, Finding, Severity, Where
from regplan.diagnostics.inputs import InputError, InputErrors
from regplan.diagnostics.report import Report, Unknown

__all__ = [
    "Clause",
    "Confidence",
    "Definition",
    "Fact",
    "Finding",
    "InputError",
    "InputErrors",
    "Lifecycle",
    "Report",
    "Severity",
    "Unknown",
    "Where",
]
