"""The hierarchy of a plan: vision to sub activity, and the entries by which other documents state the same nodes."""

from __future__ import annotations

from operator import attrgetter
from typing import Any, ClassVar

import attrs

from regplan.model.base import Record
from regplan.model.schema import (
    AgencyRef,
    Date,
    DocumentRef,
    Id,
    Line,
    PlaceRef,
    Ref,
    Text,
    Whole,
    checked,
    several,
)
from regplan.model.words import Level

__all__ = [
    "NODE_CLASSES",
    "Activity",
    "Entry",
    "Goal",
    "Mission",
    "Node",
    "Objective",
    "PolicyDirection",
    "Program",
    "Strategy",
    "SubActivity",
    "Vision",
    "WorkNode",
]


@attrs.frozen(kw_only=True, repr=False)
class Node(Record):
    """
    What all levels of the hierarchy share.

    Attributes:
        id: Identity; codes and names change between versions of the nomenclature, ids do not.
        title: The statement or name; None where the source gives none.
        document: The home document, which states the node first.
        parent: The node above it in the one tree along which money is rolled up.
        code: The printed code.
        agency: The OPD that carries it; None takes that of the node above, then of the home document.
        order: Its place among its siblings; None keeps the order of the file.
    """

    level: ClassVar[Level]

    id: Id
    title: Line | None = None
    document: DocumentRef | None = None
    parent: Ref | None = None
    code: Line | None = None
    agency: AgencyRef | None = None
    order: Whole | None = None


@attrs.frozen(kw_only=True, repr=False)
class WorkNode(Node):
    """
    What program, activity and sub activity share.

    Attributes:
        places: Where the work is done (*lokasi*).
        target_group: Who it is for (*kelompok sasaran*).
        start: First day of the work.
        finish: Last day of the work.
    """

    places: tuple[PlaceRef, ...] = attrs.field(default=(), converter=several)
    target_group: Text | None = None
    start: Date | None = None
    finish: Date | None = None


@checked
@attrs.frozen(kw_only=True, repr=False)
class Vision(Node):
    """*Visi*: the state desired at the end of the period (UU 25/2004 Art 1(12))."""

    level: ClassVar[Level] = "vision"


@checked
@attrs.frozen(kw_only=True, repr=False)
class Mission(Node):
    """*Misi*: the efforts by which the vision is realised (UU 25/2004 Art 1(13))."""

    level: ClassVar[Level] = "mission"


@checked
@attrs.frozen(kw_only=True, repr=False)
class Goal(Node):
    """*Tujuan*: what is reached of vision and mission in five years (UU 23/2014 Art 263(3))."""

    level: ClassVar[Level] = "goal"


@checked
@attrs.frozen(kw_only=True, repr=False)
class Objective(Node):
    """*Sasaran*: the measurable result expected under a goal (UU 23/2014 Art 263(3))."""

    level: ClassVar[Level] = "objective"


@checked
@attrs.frozen(kw_only=True, repr=False)
class Strategy(Node):
    """*Strategi*: steps with indicative programs to realise vision and mission (UU 25/2004 Art 1(14))."""

    level: ClassVar[Level] = "strategy"


@checked
@attrs.frozen(kw_only=True, repr=False)
class PolicyDirection(Node):
    """*Arah kebijakan*: the direction of action chosen to reach the goal (UU 25/2004 Art 1(15))."""

    level: ClassVar[Level] = "policy_direction"


@checked
@attrs.frozen(kw_only=True, repr=False)
class Program(WorkNode):
    """
    *Program*: the policy instrument of one or more activities, carried by an OPD (PP 12/2019 Art 1(26)).

    Attributes:
        fungsi: Code of the *fungsi* it is classed under in the budget (regulations §1.13.5).
    """

    level: ClassVar[Level] = "program"

    fungsi: Line | None = None


@checked
@attrs.frozen(kw_only=True, repr=False)
class Activity(WorkNode):
    """*Kegiatan*: the part of a program that turns resources into outputs (PP 12/2019 Art 1(27))."""

    level: ClassVar[Level] = "activity"


@checked
@attrs.frozen(kw_only=True, repr=False)
class SubActivity(WorkNode):
    """*Sub kegiatan*: the lowest level of the nomenclature (Permendagri 90/2019)."""

    level: ClassVar[Level] = "sub_activity"


NODE_CLASSES: tuple[type[Node], ...] = (
    Vision,
    Mission,
    Goal,
    Objective,
    Strategy,
    PolicyDirection,
    Program,
    Activity,
    SubActivity,
)


@checked
@attrs.frozen(kw_only=True, repr=False)
class Entry(Record):
    """
    Another document states a node that is already there; only what differs is given.

    Attributes:
        document: The document that speaks.
        node: The node it states.
        title: Its wording in that document.
        code: Its code in that document.
        parent: Its place in that document's tree.
        agency: Its OPD in that document.
        order: Its place among its siblings.
        places: Where the work is done.
        target_group: Who it is for.
        start: First day of the work.
        finish: Last day of the work.
    """

    key_of: ClassVar[Any] = attrgetter("document", "node")

    document: DocumentRef
    node: Ref
    title: Line | None = None
    code: Line | None = None
    parent: Ref | None = None
    agency: AgencyRef | None = None
    order: Whole | None = None
    places: tuple[PlaceRef, ...] = attrs.field(default=(), converter=several)
    target_group: Text | None = None
    start: Date | None = None
    finish: Date | None = None

    @property
    def key(self) -> tuple[Any, ...]:
        """The natural key: one document states one node once."""
        key: tuple[Any, ...] = self.key_of(self)
        return key
