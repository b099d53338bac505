"""What a finding can be: the definition of a rule or a file problem, with its clauses, messages and lifecycle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

import attrs

from regplan.diagnostics.finding import Fact, Finding, Severity, Where, shown
from regplan.errors import DefinitionError
from regplan.values.frozen import FrozenMap
from regplan.values.lang import Bilingual
from regplan.values.personal import without_persons

__all__ = ["CAPS", "Clause", "Confidence", "Definition", "Lifecycle"]

Lifecycle = Literal["preview", "stable", "deprecated"]

Confidence = Literal["primary", "official", "application", "press", "recalled_strong", "recalled", "house"]
"""How well the law behind a rule is known; ``house`` is no law but integrity, arithmetic or good practice."""

CAPS: Final[dict[Confidence, Severity]] = {
    "primary": "error",
    "official": "error",
    "application": "warning",
    "press": "warning",
    "recalled_strong": "warning",
    "recalled": "info",
    "house": "error",
}
"""The most a finding may be, by the confidence of its law (architecture §5)."""


@attrs.frozen(kw_only=True)
class Clause:
    """One pattern a rule can find: its name, how bad it is, what is said and how to mend it."""

    name: str
    severity: Severity
    confidence: Confidence
    message: Bilingual
    hint: Bilingual
    law: str | None = None


@attrs.frozen(kw_only=True)
class Definition:
    """A code that findings carry, with everything that is said about it."""

    code: str
    title: Bilingual
    clauses: tuple[Clause, ...]
    since: str = "0.1"
    lifecycle: Lifecycle = "preview"

    @property
    def default_on(self) -> bool:
        """Whether it runs unasked: rules that rest on recalled law alone do not."""
        return any(clause.confidence != "recalled" for clause in self.clauses)

    def clause(self, name: str | None) -> Clause:
        """Return the clause of that name; the only one where none is named."""
        if name is None and len(self.clauses) == 1:
            return self.clauses[0]
        for clause in self.clauses:
            if clause.name == name:
                return clause
        msg = f"{self.code} has no clause {name!r}; it has {', '.join(clause.name for clause in self.clauses)}"
        raise DefinitionError(msg)

    def finding(
        self,
        name: str | None,
        facts: Mapping[str, Fact],
        *,
        subject: str | None = None,
        where: Where | None = None,
        related: tuple[str, ...] = (),
        words: Mapping[str, Fact] | None = None,
    ) -> Finding:
        """Write the finding for one of the clauses, its messages filled from *facts* and *words*."""
        clause = self.clause(name)
        facts = {key: _masked(fact) for key, fact in facts.items()}
        words = {key: _masked(fact) for key, fact in (words or {}).items()}
        filling = {key: shown(key, fact) for key, fact in {**words, **facts}.items()}
        return Finding(
            code=self.code,
            name=clause.name,
            severity=clause.severity,
            subject=None if subject is None else without_persons(subject),
            where=where,
            facts=FrozenMap(facts),
            message=clause.message.filled(filling),
            hint=clause.hint.filled(filling),
            law=clause.law,
            related=tuple(map(without_persons, related)),
        )


def _masked(fact: Fact) -> Fact:
    """Hide numbers and addresses of persons in what a message is about to say."""
    if isinstance(fact, str):
        return without_persons(fact)
    if isinstance(fact, Bilingual):
        return Bilingual(without_persons(fact.id), without_persons(fact.en))
    return tuple(map(without_persons, fact)) if isinstance(fact, tuple) else fact
