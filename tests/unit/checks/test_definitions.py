"""Definitions of rules: severities within the confidence of their law, codes once, messages that fill."""

from __future__ import annotations

import functools
import re
import string
from pathlib import Path

import pytest

from regplan.checks import check, clause, definitions, registry, rule
from regplan.diagnostics import Finding
from regplan.diagnostics.definition import CAPS, Definition
from regplan.diagnostics.finding import SEVERITIES
from regplan.errors import DefinitionError
from regplan.io import loads
from regplan.law import current
from regplan.model import Plan

PAGES = Path(__file__).parents[3] / "docs" / "rules"


@functools.cache
def shown() -> tuple[Finding, ...]:
    """Return all findings of all plans of the rule pages."""
    found: list[Finding] = []
    for page in sorted(PAGES.glob("*-*.md")):
        for text in re.findall(r"^```yaml\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
            if page.stem in registry():
                found += check(loads(text), select=sorted(registry())).findings
    return tuple(found)


def fields(text: str) -> set[str]:
    """Return the places a template fills."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_no_place_is_left_open() -> None:
    """No message or hint of any finding on any page keeps a brace."""
    assert len(shown()) > 100
    for one in shown():
        texts = (one.message.id, one.message.en, one.hint.id, one.hint.en)
        assert [text for text in texts if "{" in text or "}" in text] == []


def test_no_rule_crashes_on_a_page() -> None:
    """Every rule runs on every plan of every page."""
    assert [one.text("en") for one in shown() if one.code == "RULE-01"] == []


def test_money_is_written_as_money() -> None:
    """Amounts stand in messages with Rp, in the marks of the language."""
    told = [one for one in shown() if any(name.endswith("_rp") for name in one.facts)]
    assert told
    assert all(re.search(r"Rp\d{1,3}(\.\d{3})*(,\d\d)?\b", one.message.id) for one in told)
    assert all(re.search(r"Rp\d{1,3}(,\d{3})*(\.\d\d)?\b", one.message.en) for one in told)


@pytest.mark.parametrize("one", definitions(), ids=lambda one: one.code)
class TestEveryDefinition:
    """What is true of every code."""

    def test_severity_within_confidence(self, one: Definition) -> None:
        """No clause is more severe than the confidence of its law allows."""
        for each in one.clauses:
            assert SEVERITIES.index(each.severity) >= SEVERITIES.index(CAPS[each.confidence])
            assert (each.law is None) == (each.confidence == "house")

    def test_names(self, one: Definition) -> None:
        """Codes are capitals and digits, as the regulations have them; names of clauses are in kebab-case and stand once."""
        assert re.fullmatch(r"[A-Z]{3,4}-([A-Z]\d{1,2}|\d\d)[a-z]?", one.code)
        names = [each.name for each in one.clauses]
        assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in names)
        assert len(set(names)) == len(names)

    def test_both_languages_say_the_same(self, one: Definition) -> None:
        """Message and hint fill the same places in both languages, and neither language copies the other."""
        for each in one.clauses:
            assert fields(each.message.id) == fields(each.message.en)
            assert fields(each.hint.id) == fields(each.hint.en)
            assert each.hint.id != each.hint.en
        assert one.title.id
        assert one.title.en


def test_rule_with_an_open_number_keeps_its_law() -> None:
    """Each article of the law data stands on the clause it belongs to."""
    for code, rows in current().bases.items():
        for name, basis in rows.items():
            assert registry()[code].definition.clause(name).law == basis.law


@pytest.mark.parametrize("severity", ["error", "warning"])
def test_too_severe(severity: str) -> None:
    """A rule more severe than the confidence of its law is refused when it is defined, in words that say the cap."""
    name = registry()["CODE-11"].definition.clauses[0].name
    with pytest.raises(DefinitionError, match="recalled: at most info"):
        rule("CODE-11", ("x", "x"), clause(name, severity, ("x", "x"), ("y", "y")))  # type: ignore[arg-type] # words


def test_no_error_from_a_guessed_day() -> None:
    """A clause whose law begins on a day that is guessed is refused as an error: it may judge years before the law."""
    name = registry()["CONS-01"].definition.clauses[0].name
    with pytest.raises(DefinitionError, match="first day of its law is guessed"):
        rule("CONS-01", ("x", "x"), clause(name, "error", ("x", "x"), ("y", "y")))


def test_clause_that_is_not_there() -> None:
    """A finding of a clause that the rule does not have is a fault of the rule, named as such."""
    with pytest.raises(DefinitionError):
        registry()["CARD-04"].definition.finding("no-such-clause", {})


def test_nothing_is_found_in_nothing() -> None:
    """An empty plan has no findings and nothing unknown."""
    report = check(Plan(), select=sorted(registry()))
    assert (report.findings, report.unknown) == ((), ())
