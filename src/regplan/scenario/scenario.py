"""A scenario: a named, immutable list of edits on a plan."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Literal

import attrs

from regplan.errors import CallError, UnknownNameError
from regplan.model.agencies import Agency
from regplan.model.alignment import Link as LinkRow
from regplan.model.base import Record
from regplan.model.plan import Plan
from regplan.model.tables import TABLES
from regplan.scenario.agencies import MergeAgencies, Part, SplitAgency
from regplan.scenario.amendment import Amend
from regplan.scenario.changes import Change, change_rows
from regplan.scenario.delay import Delay
from regplan.scenario.edit import Edit
from regplan.scenario.money import AddMoney, MoveMoney, ScaleMoney, SetMoney
from regplan.scenario.nodes import Drop, Move, Recode, Reword
from regplan.scenario.numbers import Percentage
from regplan.scenario.plain import data_of
from regplan.scenario.records import Add, Link, Remove, Revise, SetTarget, Unlink
from regplan.scenario.refusals import NothingSelectedError
from regplan.scenario.rows import changed_rows
from regplan.scenario.selection import Selection
from regplan.values.lang import Bilingual, Lang, default_lang
from regplan.values.money import Rupiah
from regplan.values.text import near

__all__ = ["Effect", "OnNothing", "Scenario"]

OnNothing = Literal["error", "skip"]
"""What is done where a selection finds nothing: refuse, or leave the edit out and say so in the effects."""
_ON_NOTHING: Final = ("error", "skip")
Words = str | Iterable[str]


@attrs.frozen(kw_only=True)
class Effect:
    """
    What one edit did to a plan.

    Attributes:
        told: What the edit says it does.
        rows: By table, how many rows were added, taken and changed.
        reason: Why it was left out; None where it was made.
    """

    told: Bilingual
    rows: Mapping[str, tuple[int, int, int]]
    reason: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        names = ("added", "removed", "changed")
        rows = {table: dict(zip(names, counts, strict=True)) for table, counts in self.rows.items()}
        return {"edit": {"id": self.told.id, "en": self.told.en}, "rows": rows, "reason": self.reason}


def _as_edits(given: Iterable[Edit]) -> tuple[Edit, ...]:
    return tuple(given)


@attrs.frozen(repr=False)
class Scenario:
    """
    A named list of edits; each method returns a longer one, ``+`` joins two, ``apply`` makes a changed copy of a plan.

    Attributes:
        name: What results call it.
        edits: What it does, in order.

    Example:
        >>> from regplan.scenario import q
        >>> cut = Scenario("DAU cut").scale("-12 %", documents="APBD 2026", where=q.fund == "DAU")
        >>> print(cut.describe("en"))
        DAU cut
          1. change the ceiling by -12 % in APBD 2026 where fund == "DAU" (rounding: largest remainder, sen)
        >>> from regplan.model import Allocation, Document, Program
        >>> plan = Plan(
        ...     documents=[Document(id="a", kind="APBD", first_year=2026, last_year=2026)],
        ...     programs=[Program(id="P")],
        ...     allocations=[Allocation(document="a", subject="P", fund="DAU", amounts={"2026": 50})],
        ... )
        >>> cut.apply(plan).allocations[0].amounts, plan.allocations[0].amounts
        ({'2026': 44}, {'2026': 50})
    """

    name: str = attrs.field()
    edits: tuple[Edit, ...] = attrs.field(default=(), converter=_as_edits)

    @name.validator
    def _check_name(self, _: Any, name: Any) -> None:
        if not isinstance(name, str) or not name.strip():
            msg = f"a scenario has a name, so that a result says what produced it; not {name!r}"
            raise CallError(msg)

    @edits.validator
    def _check_edits(self, _: Any, edits: tuple[Any, ...]) -> None:
        wrong = [one for one in edits if not isinstance(one, Edit)]
        if wrong:
            msg = f"a scenario is made of edits, not {wrong[0]!r}: begin with Scenario('…').scale(…)"
            raise CallError(msg)

    def apply(self, plan: Plan, *, on_nothing: OnNothing = "error") -> Plan:
        """
        Return a changed copy of a plan; the plan given stays as it is.

        Args:
            plan: The plan.
            on_nothing: What is done where a selection finds nothing: ``error`` refuses, ``skip`` leaves the edit out.

        Raises:
            NothingSelectedError: A selection finds nothing; values that are there are offered.
            EditError: An edit does not fit the plan; the message begins with its number.
        """
        return self.run(plan, on_nothing=on_nothing, effects=None)

    def effects(self, plan: Plan, *, on_nothing: OnNothing = "skip") -> tuple[Effect, ...]:
        """Say for each edit what it does to a plan: how many rows are added, taken and changed, by table."""
        found: list[Effect] = []
        self.run(plan, on_nothing=on_nothing, effects=found)
        return tuple(found)

    def run(self, plan: Plan, *, on_nothing: OnNothing, effects: list[Effect] | None) -> Plan:
        """Apply the edits one after the other, changes of a difference all at once, and note what each did in *effects*."""
        if on_nothing not in _ON_NOTHING:
            raise UnknownNameError(str(on_nothing), "way with selections that find nothing (error, skip)")
        at = 0
        while at < len(self.edits):
            changes = _run_of_changes(self.edits, at)
            if changes:
                plan = changed_rows(plan, change_rows(changes))
                if effects is not None:
                    effects += [Effect(told=edit.told(), rows=_rows_of(edit)) for edit in changes]
                at += len(changes)
                continue
            edit, reason, after = self.edits[at], None, plan
            try:
                after = edit.apply(plan)
            except NothingSelectedError as error:
                if on_nothing == "error":
                    raise
                reason = str(error)
            if effects is not None:
                effects.append(Effect(told=edit.told(), rows=_rows_between(plan, after), reason=reason))
            plan = after
            at += 1
        return plan

    @property
    def content_hash(self) -> str:
        """A SHA-256 of what it does, the same in every process; the name plays no part."""
        text = json.dumps(data_of(self)["edits"], sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def describe(self, lang: Lang | None = None) -> str:
        """Say what it does, edit by edit, by default in the language of the locale."""
        chosen = lang or default_lang()
        return "\n".join(
            [self.name, *(f"  {number}. {edit.told().text(chosen)}" for number, edit in enumerate(self.edits, 1))]
        )

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return one plain record an edit; of a difference, one for each kind of change, with how and how sure."""
        return [row for number, edit in enumerate(self.edits, 1) for row in _dicts(number, edit)]

    def __add__(self, other: Scenario) -> Scenario:
        """Do one, then the other; the name says both."""
        if not isinstance(other, Scenario):
            return NotImplemented
        return Scenario(f"{self.name} + {other.name}", (*self.edits, *other.edits))

    def __str__(self) -> str:
        """Say what it does."""
        return self.describe()

    def __repr__(self) -> str:
        """Summarise it for a notebook."""
        return f"<Scenario {self.name!r}: {len(self.edits)} edits, {self.content_hash[:12]}>"

    def then(self, *edits: Edit) -> Scenario:
        """Do more edits."""
        return attrs.evolve(self, edits=(*self.edits, *edits))

    def scale(
        self,
        by: Percentage,
        *,
        documents: Words,
        where: Selection | str | None = None,
        years: int | Sequence[int] = (),
        basis: str = "ceiling",
        rounding: str = "largest remainder",
        unit: str = "sen",
    ) -> Scenario:
        """Make money larger or smaller by a percentage; see ``ScaleMoney``."""
        edit = _made(
            ScaleMoney, by=by, documents=documents, where=where, years=years, basis=basis, rounding=rounding, unit=unit
        )
        return self.then(edit)

    def set_money(
        self, amount: Rupiah | str | None, *, document: str, subject: str, period: str | int, **more: Any
    ) -> Scenario:
        """Say how much money a document gives; *more* is fund, account, place, indicator, basis; see ``SetMoney``."""
        return self.then(_made(SetMoney, amount=amount, document=document, subject=subject, period=str(period), **more))

    def add_money(
        self, amount: Rupiah | str, *, document: str, subject: str, period: str | int, **more: Any
    ) -> Scenario:
        """Give more money, or less by a negative amount; see ``AddMoney``."""
        return self.then(_made(AddMoney, amount=amount, document=document, subject=subject, period=str(period), **more))

    def move_money(
        self,
        amount: Rupiah | str | None = None,
        *,
        documents: Words,
        where: Selection | str,
        to: str | None = None,
        to_fund: str | None = None,
        years: int | Sequence[int] = (),
        basis: str = "ceiling",
    ) -> Scenario:
        """Move money to another node, OPD or fund; see ``MoveMoney``."""
        edit = _made(
            MoveMoney, amount=amount, documents=documents, where=where, to=to, to_fund=to_fund, years=years, basis=basis
        )
        return self.then(edit)

    def delay(self, where: Selection | str, *, documents: Words, by: int = 1, since: int | None = None) -> Scenario:
        """Do something some years later; see ``Delay``."""
        return self.then(_made(Delay, where=where, documents=documents, by=by, since=since))

    def drop(self, where: Selection | str) -> Scenario:
        """Drop nodes with all that hangs on them; see ``Drop``."""
        return self.then(_made(Drop, where=where))

    def set_target(
        self, indicator: str, values: Mapping[Any, str | int | None], *, document: str, role: str = "target"
    ) -> Scenario:
        """Set targets of an indicator; see ``SetTarget``."""
        return self.then(_made(SetTarget, indicator=indicator, values=values, document=document, role=role))

    def add(self, *records: Record) -> Scenario:
        """Add records of any table; see ``Add``."""
        return self.then(_made(Add, records=records))

    def remove(self, id: str) -> Scenario:  # noqa: A002 - the field's own word
        """Take one record away and nothing else; see ``Remove``."""
        return self.then(_made(Remove, id=id))

    def revise(self, record: Record) -> Scenario:
        """Put a record in the place of the one with its id or key; see ``Revise``."""
        return self.then(_made(Revise, record=record))

    def link(self, source: str, kind: str, target: str, **more: Any) -> Scenario:
        """Relate two records; *more* is document, weight, role, what, lag …; see ``Link``."""
        return self.then(_made(Link, row=LinkRow(kind=kind, source=source, target=target, **more)))  # type: ignore[arg-type] # the row refuses other words

    def unlink(self, source: str, target: str, kind: str | None = None) -> Scenario:
        """Take links away; see ``Unlink``."""
        return self.then(_made(Unlink, source=source, target=target, kind=kind))

    def move(self, node: str, *, parent: str | None = None, agency: str | None = None) -> Scenario:
        """Hang a node on another parent or give it another OPD; see ``Move``."""
        return self.then(_made(Move, node=node, parent=parent, agency=agency))

    def reword(self, id: str, text: str) -> Scenario:  # noqa: A002 - the field's own word
        """Give a record another wording; see ``Reword``."""
        return self.then(_made(Reword, id=id, text=text))

    def recode(self, id: str, code: str) -> Scenario:  # noqa: A002 - the field's own word
        """Give a record another code; see ``Recode``."""
        return self.then(_made(Recode, id=id, code=code))

    def merge_agencies(self, *agencies: str, into: Agency) -> Scenario:
        """Merge OPD into a new one; see ``MergeAgencies``."""
        return self.then(_made(MergeAgencies, agencies=agencies, into=into))

    def split_agency(self, agency: str, *parts: tuple[Agency, Selection | str]) -> Scenario:
        """Split an OPD into parts, each with what it gets; see ``SplitAgency``."""
        made = tuple(Part(agency=one, where=where) for one, where in parts)
        return self.then(_made(SplitAgency, agency=agency, parts=made))

    def rename_agency(self, agency: str, into: Agency) -> Scenario:
        """Replace an OPD by one of another name and id that carries on its work; see ``MergeAgencies``."""
        return self.then(_made(MergeAgencies, agencies=(agency,), into=into))

    def amend(self, document: str, id: str, *, enacted: str | None = None, title: str | None = None) -> Scenario:  # noqa: A002
        """Amend a document by a next revision that restates it; see ``Amend``."""
        return self.then(_made(Amend, document=document, id=id, enacted=enacted, title=title))


def _made(cls: type[Edit], **fields: Any) -> Edit:
    """Make an edit; its fields read and check what they are given, and words it does not take are refused."""
    names = [field.name for field in attrs.fields(cls)]
    wrong = [name for name in fields if name not in names]
    if wrong:
        raise UnknownNameError(wrong[0], f"word of {cls.word} ({', '.join(names)})", near(wrong[0], names))
    return cls(**fields)


def _run_of_changes(edits: Sequence[Edit], at: int) -> list[Change]:
    """Return the changes that stand together from *at* on: they are made at once."""
    run = []
    for edit in edits[at:]:
        if not isinstance(edit, Change):
            break
        run.append(edit)
    return run


def _rows_of(edit: Change) -> dict[str, tuple[int, int, int]]:
    """Count by table the rows that a change adds, takes and changes."""
    found: dict[str, tuple[int, int, int]] = {}
    for row in edit.rows:
        added, removed, changed = found.get(row.table, (0, 0, 0))
        step = (row.old is None, row.new is None, row.old is not None and row.new is not None)
        found[row.table] = (added + step[0], removed + step[1], changed + step[2])
    return found


def _rows_between(before: Plan, after: Plan) -> dict[str, tuple[int, int, int]]:
    """Count by table the rows that were added, taken and changed."""
    found = {}
    for name in TABLES:
        old, new = before.table(name), after.table(name)
        if old is new:
            continue
        kept = {id(row) for row in old}
        came = sum(id(row) not in kept for row in new)
        gone = len(old) - (len(new) - came)
        changed = min(came, gone)
        if came or gone:
            found[name] = (came - changed, gone - changed, changed)
    return found


def _dicts(number: int, edit: Edit) -> list[dict[str, Any]]:
    told = edit.told()
    row = {"edit": number, "word": edit.word, "told_id": told.id, "told_en": told.en}
    if not isinstance(edit, Change):
        return [row]
    more = {
        "before": list(edit.before),
        "after": list(edit.after),
        "how": edit.how,
        "confidence": float(edit.confidence),
        "rows": len(edit.rows),
    }
    return [{**row, "kind": kind, **more} for kind in edit.kinds]
