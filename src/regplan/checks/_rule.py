"""How a rule is written: a function that yields violations, and a decorator that registers nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

import attrs

from regplan.checks._case import Case, Violation
from regplan.diagnostics.definition import CAPS, Clause, Definition, Lifecycle
from regplan.diagnostics.finding import SEVERITIES, Severity
from regplan.errors import DefinitionError
from regplan.law import current
from regplan.values.lang import Bilingual

__all__ = ["Lacking", "Outcome", "Rule", "RuleFunction", "Violation", "clause", "rule"]


@attrs.frozen
class Lacking:
    """The rule cannot be judged for a document: what it lacks."""

    document: str | None
    lacks: Bilingual


Outcome: TypeAlias = Iterator[Violation | Lacking]
RuleFunction: TypeAlias = Callable[[Case], Outcome]


@attrs.frozen(kw_only=True, cache_hash=True)
class Rule:
    """A definition and the function that finds what it defines."""

    definition: Definition
    run: RuleFunction = attrs.field(eq=False, repr=False)

    @property
    def code(self) -> str:
        """The code of the rule."""
        return self.definition.code


def clause(
    name: str, severity: Severity, message: tuple[str, str], hint: tuple[str, str]
) -> tuple[str, Severity, Bilingual, Bilingual]:
    """Write one clause: name of the wrong pattern, severity, message and hint in Indonesian and English."""
    return name, severity, Bilingual(*message), Bilingual(*hint)


def rule(
    code: str,
    title: tuple[str, str],
    *clauses: tuple[str, Severity, Bilingual, Bilingual],
    since: str = "0.1",
    lifecycle: Lifecycle = "preview",
) -> Callable[[RuleFunction], Rule]:
    """
    Turn a function into a Rule; its law and confidence come from the law data by code and clause.

    Raises:
        DefinitionError: A clause is more severe than the confidence of its law, or a guessed first day, allows.
    """
    built = tuple(_clause(code, *each) for each in clauses)
    definition = Definition(code=code, title=Bilingual(*title), clauses=built, since=since, lifecycle=lifecycle)

    def make(function: RuleFunction) -> Rule:
        return Rule(definition=definition, run=function)

    return make


def _clause(code: str, name: str, severity: Severity, message: Bilingual, hint: Bilingual) -> Clause:
    basis = current().basis(code, name)
    confidence = basis.confidence if basis else "house"
    if SEVERITIES.index(severity) < SEVERITIES.index(CAPS[confidence]):
        msg = f"{code} {name} is {severity}, but its law is {confidence}: at most {CAPS[confidence]}"
        raise DefinitionError(msg)
    if severity == "error" and basis and basis.day == "guessed":
        msg = f"{code} {name} is an error, but the first day of its law is guessed: at most a warning"
        raise DefinitionError(msg)
    law = basis.law if basis else None
    return Clause(name=name, severity=severity, confidence=confidence, message=message, hint=hint, law=law)
