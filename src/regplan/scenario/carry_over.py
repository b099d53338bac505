"""From the technocratic draft to the elected head's plan: what carries over, what is empty, what has no home."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final, Literal

import attrs

from regplan.index.build import of as index_of
from regplan.index.tree import led_to
from regplan.model.plan import Plan
from regplan.model.words import LEVELS, Level
from regplan.scenario.matching import match, wording_of
from regplan.scenario.similarity import Texts
from regplan.values.lang import Bilingual

__all__ = ["Task", "Worklist", "carry_over"]

Kind = Literal["carried", "empty", "homeless"]
CARRIED: Final[tuple[Level, ...]] = ("goal", "objective", "strategy", "policy_direction", "program")
"""The levels that are carried over."""
LIKELY: Final = 0.4
"""Likeness from which a draft part is offered as the same."""


@attrs.frozen(kw_only=True)
class Task:
    """
    One line of the worklist.

    Attributes:
        kind: ``carried`` (a draft part that is in the plan), ``empty`` (a mission or goal of the plan with nothing under it),
            ``homeless`` (a draft part that is not in the plan).
        level: Of the node.
        draft: Id in the draft; None for what is empty.
        plan: Id in the plan; None for what is homeless.
        how: How the two were found to be one: ``identity``, ``stated``, ``code``, ``text``.
        confidence: How sure, 0 to 1; None where nothing was found.
        offers: Ids that may help: draft parts for what is empty, plan nodes for what is homeless, the most alike first.
        told: What to do, in both languages.
    """

    kind: Kind
    level: Level
    draft: str | None
    plan: str | None
    how: str | None
    confidence: Fraction | None
    offers: tuple[str, ...]
    told: Bilingual

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        sure = None if self.confidence is None else float(self.confidence)
        told = {"told_id": self.told.id, "told_en": self.told.en}
        return {
            "kind": self.kind,
            "level": self.level,
            "draft": self.draft,
            "plan": self.plan,
            "how": self.how,
            "confidence": sure,
            "offers": list(self.offers),
            **told,
        }


@attrs.frozen(kw_only=True)
class Worklist:
    """
    What is to be done between two plans.

    Attributes:
        tasks: Carried first, then empty, then homeless, each in the order of its plan.
    """

    tasks: tuple[Task, ...]

    @property
    def carried(self) -> tuple[Task, ...]:
        """Draft parts that are in the plan."""
        return self.of("carried")

    @property
    def empty(self) -> tuple[Task, ...]:
        """Missions and goals of the plan with nothing under them."""
        return self.of("empty")

    @property
    def homeless(self) -> tuple[Task, ...]:
        """Draft parts that are not in the plan."""
        return self.of("homeless")

    def of(self, kind: Kind) -> tuple[Task, ...]:
        """Return the tasks of one kind."""
        return tuple(one for one in self.tasks if one.kind == kind)

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return plain records."""
        return [one.to_dict() for one in self.tasks]


def carry_over(draft: Plan, plan: Plan) -> Worklist:
    """
    Write the worklist from a technocratic draft to the plan of the elected head.

    Args:
        draft: The technocratic draft.
        plan: The plan, with the missions of the elected head.

    Returns:
        Which goals, objectives, strategies, policy directions and programs of the draft are in the plan and how sure that is;
        which missions and goals of the plan have nothing under them, by tree and links; which parts of the draft have no home.

    Example:
        >>> from regplan.model import Goal, Mission, Objective
        >>> draft = Plan(objectives=[Objective(id="a", title="Meningkatnya mutu jalan"), Objective(id="b", title="Air bersih")])
        >>> mission, goal = Mission(id="M1", title="Jalan mantap"), Goal(id="T1", parent="M1", title="Mobilitas warga")
        >>> new = Objective(id="S1", title="Meningkatnya mutu jalan daerah", parent="T1")
        >>> lists = carry_over(draft, Plan(missions=[mission], goals=[goal], objectives=[new]))
        >>> [(one.draft, one.plan, float(one.confidence)) for one in lists.carried], [one.draft for one in lists.homeless]
        ([('a', 'S1', 0.82)], ['b'])
    """
    tables = {level: f"{level}s" if level != "strategy" else "strategies" for level in CARRIED}
    matching = match(draft, plan)
    texts = _texts(draft, plan)
    carried: list[Task] = []
    homeless: list[Task] = []
    for level, table in tables.items():
        rows, there = draft.table(table), plan.table(table)
        found = matching.tables[table]
        for at, node in enumerate(rows):
            if at in found:
                one = found[at]
                carried.append(_carried(level, node.id, there[one.new].id, one.how, one.confidence))
            else:
                homeless.append(_homeless(level, node.id, _nearest(texts, node.id)))
    return Worklist(tasks=(*carried, *_empty(draft, plan, [one.draft for one in homeless if one.draft]), *homeless))


def _carried(level: Level, draft: str, plan: str, how: str, sure: Fraction) -> Task:
    told = Bilingual(
        f"{draft} pada rancangan menjadi {plan} ({how}, keyakinan {float(sure):.2f})",
        f"{draft} of the draft is {plan} of the plan ({how}, confidence {float(sure):.2f})",
    )
    return Task(kind="carried", level=level, draft=draft, plan=plan, how=how, confidence=sure, offers=(), told=told)


def _homeless(level: Level, draft: str, offers: tuple[str, ...]) -> Task:
    near = f": {', '.join(offers)}?" if offers else ""
    told = Bilingual(
        f"{draft} pada rancangan belum ada di rencana{near} tempatkan, atau catat mengapa ditinggalkan",
        f"{draft} of the draft is not in the plan{near} place it, or note why it is left",
    )
    return Task(
        kind="homeless", level=level, draft=draft, plan=None, how=None, confidence=None, offers=offers, told=told
    )


def _empty(draft: Plan, plan: Plan, homeless: list[str]) -> Iterator[Task]:
    """Yield the missions and goals to which nothing leads."""
    index = index_of(plan)
    titles = {name: text for name in homeless if (text := wording_of(draft.find(name)))}
    tops = {node.id: node.title for node in (*plan.missions, *plan.goals) if node.title}
    texts = Texts(tops, titles)
    for level in ("mission", "goal"):
        at_level = LEVELS.index(level)
        reached = led_to(index, index.level > at_level)
        for at in range(index.nodes):
            if int(index.level[at]) != at_level or reached[at]:
                continue
            name = index.ids[at]
            offers = _nearest(texts, name) if name in tops else ()
            near = f": {', '.join(offers)}?" if offers else ""
            told = Bilingual(
                f"{name} belum mempunyai turunan{near} isi dengan tujuan, sasaran, dan program",
                f"nothing stands under {name}{near} give it goals, objectives and programs",
            )
            yield Task(
                kind="empty", level=level, draft=None, plan=name, how=None, confidence=None, offers=offers, told=told
            )


def _texts(draft: Plan, plan: Plan) -> Texts:
    sides = [
        {node.id: node.title for node in one.nodes if node.title is not None and node.level in CARRIED}
        for one in (draft, plan)
    ]
    return Texts(sides[0], sides[1])


def _nearest(texts: Texts, name: str) -> tuple[str, ...]:
    """Offer the most alike, three at most."""
    if not texts.knows(name):
        return ()
    return tuple(str(key) for score, key in texts.candidates(name)[:3] if score >= LIKELY / 2)
