"""Ids that are referred to from keys of a mapping."""

from __future__ import annotations

from regplan.checks import check
from regplan.model import Agency, Commitment, Plan


def test_signatories_are_agencies() -> None:
    """Who signs a commitment is an OPD of the plan; one that is not there is told with near ones, the others are not."""
    plan = Plan(
        agencies=[Agency(id="dinkes"), Agency(id="dinsos")],
        commitments=[Commitment(id="K", signatories={"dinkes": "2026-01-05", "dinso": None, "dinsos": None})],
    )
    (found,) = check(plan, select="REF-01").findings
    assert (found.subject, found.facts["field"].en, found.facts["got"]) == ("K", "signatories", "dinso")  # type: ignore[union-attr] # it is in both languages
    assert "'dinsos'" in found.hint.en
