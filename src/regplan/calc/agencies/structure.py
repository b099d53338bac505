"""Which OPD the objectives need (*susunan perangkat daerah*, SOTK): fields, who holds them, tasks without OPD and OPD without a task."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import attrs
import numpy as np

from regplan.calc.agencies.fields import fields_held
from regplan.graph.agencies import Answers
from regplan.graph.agencies.units import units_of
from regplan.graph.agencies.working import working_of
from regplan.index import Index, of
from regplan.index.web import UPWARD, spread, web_of
from regplan.law import current
from regplan.model.plan import Plan
from regplan.model.words import LEVELS
from regplan.values.code import cleaned, parse_code
from regplan.values.lang import Bilingual

__all__ = [
    "ANY_OPD",
    "Field",
    "Needed",
    "Structure",
    "field_of_code",
    "holders_of",
    "programs_by_field",
    "structure",
    "structure_needed",
]

ANY_OPD: Final = "X.XX"
"""The group of the program that every OPD has."""


@attrs.frozen(kw_only=True)
class Field:
    """
    One *bidang urusan*.

    Attributes:
        field: Its code.
        name: Code and name.
        programs: The programs of it.
        carriers: The OPD that carry them.
        holders: The OPD that hold it, units left out.
    """

    field: str
    name: Bilingual
    programs: tuple[str, ...]
    carriers: tuple[str, ...]
    holders: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Structure:
    """
    Fields, OPD and tasks.

    Attributes:
        fields: Each field that a program is of or an OPD holds, by code.
        without_task: OPD that neither carry, state nor contribute to any work; of a unit the OPD on top counts.
        without_agency: Programs that no OPD works on.
        unknown: OPD that state no field and have no code that does.
        unread: Programs whose field cannot be told from their code.
    """

    fields: Answers[Field]
    without_task: tuple[str, ...]
    without_agency: tuple[str, ...]
    unknown: tuple[str, ...]
    unread: tuple[str, ...]

    @property
    def held_twice(self) -> tuple[Field, ...]:
        """Fields that several OPD hold; that of kecamatan is held by each."""
        territorial = current().affairs.territorial
        return tuple(one for one in self.fields if len(one.holders) > 1 and not one.field.startswith(territorial))

    @property
    def held_by_nobody(self) -> tuple[Field, ...]:
        """Fields with programs that no OPD is known to hold; see ``unknown`` before it is called a gap."""
        return tuple(one for one in self.fields if one.programs and not one.holders)

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        data: dict[str, Any] = {"fields": self.fields.to_dicts()}
        data["held_twice"] = [one.field for one in self.held_twice]
        data["held_by_nobody"] = [one.field for one in self.held_by_nobody]
        for name in ("without_task", "without_agency", "unknown", "unread"):
            data[name] = list(getattr(self, name))
        return data


@attrs.frozen(kw_only=True)
class Needed:
    """
    What programs without an OPD need.

    Attributes:
        field: The *bidang urusan*; ``X.XX`` for programs that every OPD has; None for programs whose code does not tell.
        name: Code and name.
        programs: The programs.
        objectives: The objectives they serve.
        holders: The OPD of the plan that hold the field; for ``X.XX`` all.
        proposal: The one OPD that holds it; None where none or several do, and people decide.
    """

    field: str | None
    name: Bilingual | None
    programs: tuple[str, ...]
    objectives: tuple[str, ...]
    holders: tuple[str, ...]
    proposal: str | None


def structure(plan: Plan) -> Structure:
    """
    Tell which fields the programs are of, which OPD carry and hold them, and what is left over on either side.

    The field is the first two parts of a code (``1.02``); the names of fields are law data.

    Example:
        >>> from regplan.model import Agency, Program
        >>> plan = Plan(
        ...     agencies=[Agency(id="dinkes", functions=["1.02"]), Agency(id="dlh", functions=["2.11"])],
        ...     programs=[Program(id="P1", code="1.02.02", agency="dinkes"), Program(id="P2", code="3.26.02")],
        ... )
        >>> found = structure(plan)
        >>> [one.field for one in found.held_by_nobody], found.without_task, found.without_agency
        (['3.26'], ('dlh',), ('P2',))
    """
    index = of(plan)
    units = units_of(index, roll_up=True)
    working = working_of(index, units)
    names = [one.id for one in plan.agencies]
    by_field, unread = programs_by_field(index)
    holders = holders_of(plan, units.standing)
    fields = sorted({*by_field, *holders} - {ANY_OPD})
    carried: dict[int, list[str]] = {}
    for node, agency in zip(working.node.tolist(), working.agency.tolist(), strict=True):
        carried.setdefault(node, []).append(names[agency])
    busy = set(working.agency.tolist())
    programs = range(index.starts["programs"], index.starts["programs"] + len(plan.programs))
    law = current().affairs
    return Structure(
        fields=Answers(
            Field(
                field=one,
                name=law.name(one),
                programs=tuple(index.ids[at] for at in by_field.get(one, ())),
                carriers=tuple(dict.fromkeys(who for at in by_field.get(one, ()) for who in carried.get(at, ()))),
                holders=tuple(holders.get(one, ())),
            )
            for one in fields
        ),
        without_task=tuple(names[at] for at in units.standing if at not in busy),
        without_agency=tuple(index.ids[at] for at in programs if at not in carried),
        unknown=tuple(names[at] for at in units.standing if not fields_held(plan, plan.agencies[at])),
        unread=tuple(index.ids[at] for at in unread),
    )


def structure_needed(plan: Plan) -> Answers[Needed]:
    """
    Propose who takes the programs that name no OPD yet: which fields they need, and which OPD of the plan hold these.

    Programs that an OPD carries or contributes to are left out. Nothing is guessed: where several OPD hold a field, or none,
    there is no proposal.

    Example:
        >>> from regplan.model import Agency, Objective, Program
        >>> plan = Plan(
        ...     agencies=[Agency(id="dinkes", functions=["1.02"])],
        ...     objectives=[Objective(id="S1")],
        ...     programs=[Program(id="P1", code="1.02.02", parent="S1"), Program(id="P2", code="3.26.02", parent="S1")],
        ... )
        >>> [(one.field, one.programs, one.proposal, one.objectives) for one in structure_needed(plan)]
        [('1.02', ('P1',), 'dinkes', ('S1',)), ('3.26', ('P2',), None, ('S1',))]
    """
    index = of(plan)
    units = units_of(index, roll_up=True)
    taken = set(working_of(index, units).node.tolist())
    by_field, unread = programs_by_field(index)
    free = {field: [at for at in rows if at not in taken] for field, rows in sorted(by_field.items())}
    holders = holders_of(plan, units.standing)
    everyone = tuple(plan.agencies[at].id for at in units.standing)
    law = current().affairs
    found = []
    for field, rows in free.items():
        if rows:
            who = everyone if field == ANY_OPD else tuple(holders.get(field, ()))
            proposal = who[0] if len(who) == 1 else None
            found.append(_needed(index, field, law.name(field), rows, who, proposal))
    bare = [at for at in unread if at not in taken]
    return Answers([*found, _needed(index, None, None, bare, (), None)] if bare else found)


def field_of_code(text: str | None) -> str | None:
    """
    Return the *bidang urusan* of a code, ``X.XX`` for the group every OPD has; None where there is none.

    Example:
        >>> field_of_code("1.02.02.2.01"), field_of_code("X.XX.01"), field_of_code("program 3")
        ('1.02', 'X.XX', None)
    """
    code = parse_code(cleaned(text or ""))
    return code.bidang if code else None


def programs_by_field(index: Index) -> tuple[dict[str, list[int]], list[int]]:
    """Group programs by field, and list those without one."""
    found: dict[str, list[int]] = {}
    unread = []
    for at, program in enumerate(index.plan.programs, start=index.starts["programs"]):
        field = field_of_code(program.code)
        if field is None:
            unread.append(at)
        else:
            found.setdefault(field, []).append(at)
    return found, unread


def holders_of(plan: Plan, standing: Iterable[int]) -> dict[str, list[str]]:
    """List by field the OPD that hold it."""
    found: dict[str, list[str]] = {}
    for at in standing:
        for field in fields_held(plan, plan.agencies[at]):
            found.setdefault(field, []).append(plan.agencies[at].id)
    return found


def _needed(
    index: Index, field: str | None, name: Bilingual | None, rows: list[int], who: tuple[str, ...], proposal: str | None
) -> Needed:
    marked = np.zeros(len(index.ids), np.bool_)
    marked[rows] = True
    above = np.flatnonzero(spread(web_of(index, UPWARD, owners=False), marked)[: index.nodes])
    objectives = above[index.level[above] == LEVELS.index("objective")].tolist()
    return Needed(
        field=field,
        name=name,
        programs=tuple(index.ids[at] for at in rows),
        objectives=tuple(index.ids[at] for at in objectives),
        holders=who,
        proposal=proposal,
    )
