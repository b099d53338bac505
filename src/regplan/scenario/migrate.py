"""From one version of the nomenclature to another: what each code becomes, and the edits that make it so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, Final, get_args

import attrs

from regplan.errors import CallError
from regplan.index.selecting import select_documents
from regplan.model.base import Record
from regplan.model.nomenclature import Nomenclature, RegionGroup, group_of
from regplan.model.plan import Plan
from regplan.model.words import Nomenclature as VersionKey
from regplan.scenario.changes import Change
from regplan.scenario.fates import SURE, Fate, Kind, fates
from regplan.scenario.rows import RowChange
from regplan.scenario.scenario import Scenario
from regplan.values.code import cleaned
from regplan.values.text import squeezed

__all__ = ["Migration", "migrate"]

_WORK: Final = ("programs", "activities", "sub_activities")


@attrs.frozen(kw_only=True)
class Migration:
    """
    The way of a plan from one version of the nomenclature to another.

    Attributes:
        scenario: The edits; ``scenario.apply(plan)`` is the plan in the new version. Ids, money and history stay as they are.
        fates: What becomes of each code of the plan, in order.
        left: Ids of the documents that name another version than the old one, and were left as they are.
    """

    scenario: Scenario
    fates: tuple[Fate, ...]
    left: tuple[str, ...] = ()

    @property
    def worklist(self) -> tuple[Fate, ...]:
        """What somebody has to decide: split, merged, retired, unknown codes and weak candidates."""
        return tuple(one for one in self.fates if one.is_open)

    def of(self, kind: Kind) -> tuple[Fate, ...]:
        """Return the codes that share a fate."""
        return tuple(one for one in self.fates if one.kind == kind)

    def apply(self, plan: Plan) -> Plan:
        """Return the plan in the new version."""
        return self.scenario.apply(plan)

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return plain records, one a code."""
        return [one.to_dict() for one in self.fates]


def migrate(
    plan: Plan,
    old: Nomenclature,
    new: Nomenclature,
    *,
    documents: Iterable[str] | str | None = None,
    sure: Fraction | str = SURE,
) -> Migration:
    """
    Find out what the codes of a plan become in another version, and write the edits.

    A code keeps its node, ids, money and history: no amount is moved, so that the money of each document, year and fund is the same
    before and after; ``conserved`` proves it. What is split, retired or not found keeps its old code and stands in the worklist; ``check`` with the new list
    finds it too. Names follow the new list where they were those of the old one.

    Args:
        plan: The plan.
        old: The list its codes are of.
        new: The list they shall be of.
        documents: Kinds or ids of the documents to migrate; all when left out. A document that names another version than *old* is
            left as it is.
        sure: Likeness from which a code that is found by its name alone is taken; below, it is offered.

    Returns:
        The scenario and the fate of each code.

    Raises:
        CallError: *sure* is no number from 0 to 1.

    Example:
        >>> from regplan.model import Program, Term
        >>> a = Nomenclature(version="a", terms=(Term(code="1.01.02", level="program", name="Pengelolaan"),))
        >>> b = Nomenclature(version="b", terms=(Term(code="1.01.05", level="program", name="Pengelolaan", previous=("1.01.02",)),))
        >>> plan = Plan(programs=[Program(id="P", code="1.01.02")])
        >>> way = migrate(plan, a, b)
        >>> way.apply(plan).programs["P"].code, [(one.kind, one.how) for one in way.fates]
        ('1.01.05', [('stated', 'stated')])
    """
    limit = Fraction(sure)
    if not 0 <= limit <= 1:
        msg = f"sure={sure} is no likeness: give a number from 0 to 1"
        raise CallError(msg)
    region = group_of(plan.region.level) if plan.region else None
    named = [plan.documents[at] for at in select_documents(plan, documents)]
    chosen = [one for one in named if one.nomenclature in {None, old.version}]
    names = {document.id for document in chosen} | ({None} if documents is None else set())
    rows = list(_coded(plan, names))
    ids: dict[str, list[str]] = {}
    for _, _, record in rows:
        ids.setdefault(cleaned(record.code), []).append(getattr(record, "id", None) or record.node)
    found = fates(ids, old, new, region=region, sure=limit)
    told = tuple(attrs.evolve(one, ids=tuple(dict.fromkeys(ids[one.old]))) for one in found)
    changes = _changes(rows, {one.old: one for one in told}, old, new, region)
    return Migration(
        scenario=Scenario(f"{old.version} → {new.version}", (*changes, *_versions(chosen, old, new))),
        fates=told,
        left=tuple(one.id for one in named if one not in chosen),
    )


def _coded(plan: Plan, documents: set[Any]) -> Iterator[tuple[str, int, Any]]:
    """Go through the nodes and entries with a code in some documents."""
    for table in (*_WORK, "entries"):
        for at, record in enumerate(plan.table(table)):
            if record.code is not None and record.document in documents:
                yield table, at, record


def _changes(
    rows: Iterable[tuple[str, int, Any]],
    known: Mapping[str, Fate],
    old: Nomenclature,
    new: Nomenclature,
    region: RegionGroup | None,
) -> Iterator[Change]:
    """Write one change for each row whose code or name is another."""
    for table, _, record in rows:
        fate = known[cleaned(record.code)]
        if fate.new is None:
            continue
        before, after = old.resolve(fate.old, region), new.resolve(fate.new, region)
        code = record.code if fate.new == fate.old else fate.new
        title = record.title
        if before and after and title is not None and squeezed(title) == squeezed(before.name) != squeezed(after.name):
            title = after.name
        changed: Record = attrs.evolve(record, code=code, title=title)
        if changed != record:
            name = getattr(record, "id", None) or record.node
            kinds = [
                kind
                for kind, is_so in (("re-coded", code != record.code), ("re-worded", title != record.title))
                if is_so
            ]
            yield Change(
                kinds=tuple(kinds), before=(name,), after=(name,), how=fate.how, confidence=fate.confidence,
                wording=f"{record.code} → {code}", rows=(RowChange(table, record, changed),),
            )  # fmt: skip


def _versions(documents: Iterable[Any], old: Nomenclature, new: Nomenclature) -> Iterator[Change]:
    """Write the new version into the documents that name the old one."""
    if new.version == old.version or new.version not in get_args(VersionKey):
        return
    for one in documents:
        if one.nomenclature == old.version:
            rows = (RowChange("documents", one, attrs.evolve(one, nomenclature=new.version)),)
            yield Change(
                kinds=("changed",),
                before=(one.id,),
                after=(one.id,),
                wording=f"{old.version} → {new.version}",
                rows=rows,
            )
