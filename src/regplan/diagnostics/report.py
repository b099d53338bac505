"""What a check gives back: findings, what could not be judged, and what ran."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from regplan.diagnostics.finding import SEVERITIES, Finding, Severity
from regplan.values.lang import Bilingual

__all__ = ["Report", "Unknown"]


@attrs.frozen(kw_only=True)
class Unknown:
    """A rule that could not be judged for a document, with the inputs it lacks; no finding, no pass."""

    code: str
    document: str | None
    lacks: Bilingual

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {"code": self.code, "document": self.document, "lacks": {"id": self.lacks.id, "en": self.lacks.en}}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Unknown:
        """Build it from what ``to_dict`` gave."""
        return cls(code=data["code"], document=data["document"], lacks=Bilingual(**data["lacks"]))


@attrs.frozen(kw_only=True, repr=False)
class Report:
    """
    The answer of a check: what is wrong, what could not be judged, which rules ran.

    Attributes:
        findings: What is wrong, rule by rule, each in the order of the plan.
        unknown: Rules that lacked their inputs, by document; never counted as passed.
        ran: Codes of the rules that ran.
    """

    findings: tuple[Finding, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    ran: tuple[str, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings of severity ``error``."""
        return self.of("error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings of severity ``warning``."""
        return self.of("warning")

    @property
    def infos(self) -> tuple[Finding, ...]:
        """The findings of severity ``info``."""
        return self.of("info")

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """Return the findings of one severity."""
        return tuple(finding for finding in self.findings if finding.severity == severity)

    def reaches(self, severity: Severity) -> bool:
        """Tell whether any finding is of *severity* or worse."""
        worst = SEVERITIES[: SEVERITIES.index(severity) + 1]
        return any(finding.severity in worst for finding in self.findings)

    def counts(self) -> dict[Severity, int]:
        """Count the findings by severity."""
        found = Counter(finding.severity for finding in self.findings)
        return {severity: found[severity] for severity in SEVERITIES}

    def __iter__(self) -> Iterator[Finding]:
        """Go through the findings."""
        return iter(self.findings)

    def __len__(self) -> int:
        """Count the findings."""
        return len(self.findings)

    def __bool__(self) -> bool:
        """A report is always true: an empty one is an answer too."""
        return True

    def __repr__(self) -> str:
        """Summarise the report for a notebook."""
        numbers = ", ".join(f"{count} {severity}" for severity, count in self.counts().items())
        return f"<Report: {numbers}; {len(self.unknown)} unknown; {len(self.ran)} rules ran>"

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the findings as plain rows that pandas or Polars take at once."""
        return [finding.to_dict() for finding in self.findings]

    def to_dict(self) -> dict[str, Any]:
        """Return the whole report as plain data; ``from_dict`` is the way back."""
        return {
            "findings": self.to_dicts(),
            "unknown": [unknown.to_dict() for unknown in self.unknown],
            "ran": list(self.ran),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Report:
        """Build a report from what ``to_dict`` gave."""
        return cls(
            findings=tuple(map(Finding.from_dict, data["findings"])),
            unknown=tuple(map(Unknown.from_dict, data["unknown"])),
            ran=tuple(data["ran"]),
        )
