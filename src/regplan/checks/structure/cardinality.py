"""CARD-01…04, 06, 07 and 13: how many of what hangs on what, from vision to program (regulations §1.4)."""

from __future__ import annotations

from collections.abc import Iterator

from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Violation, clause, rule
from regplan.index.build import LINK_KINDS
from regplan.index.columns import ABSENT, DANGLING, Bools
from regplan.index.tree import from_above, has_child, leading_to, led_to, link_rows, supported_by
from regplan.model.documents import Document
from regplan.model.keys import indonesian
from regplan.model.words import LEVELS, Level
from regplan.values.lang import Bilingual

__all__ = ["RULES"]

_PLANS = ("RPJMD", "RPD", "RENSTRA")


def not_covered(document: Document, *levels: Level) -> Iterator[Lacking]:
    """Yield what a document does not list in full, so that absence there cannot be judged."""
    for level in levels:
        if not document.covers_level(level):
            yield Lacking(
                document.id,
                Bilingual(
                    f"daftar lengkap {indonesian(level).replace('_', ' ')}", f"a full list of {LEVELS_EN[level]}"
                ),
            )


LEVELS_EN = {level: level.replace("_", " ") for level in LEVELS}


@rule(
    "CARD-01",
    ("satu visi per RPJMD", "one vision per RPJMD"),
    clause(
        "rpjmd-without-vision",
        "error",
        ("{document} tidak memuat visi", "{document} has no vision"),
        ("tulis visi kepala daerah terpilih di bawah 'visi'", "write the vision of the elected head under 'visi'"),
    ),
    clause(
        "several-visions",
        "warning",
        ("{document} memuat {count} visi, seharusnya satu", "{document} has {count} visions, expected one"),
        ("sisakan satu visi; yang lain menjadi misi atau draf", "keep one vision; others become missions or drafts"),
    ),
)
def one_vision(case: Case) -> Outcome:
    """An RPJMD has exactly one vision; its technocratic draft is older than the elected head and need not."""
    for at, document in case.documents("RPJMD"):
        if document.stage == "technocratic":
            continue
        yield from not_covered(document, "vision")
        found = case.nodes(at, "vision")
        if not len(found) and document.covers_level("vision"):
            yield Violation(case.position(at), "rpjmd-without-vision")
        if len(found) > 1:
            related = tuple(case.index.ids[vision] for vision in found)
            yield Violation(case.position(at), "several-visions", {"count": len(found)}, related)


@rule(
    "CARD-02",
    ("visi mempunyai misi", "a vision has missions"),
    clause(
        "rpjmd-without-mission",
        "error",
        ("{document} tidak memuat misi", "{document} has no mission"),
        ("tulis misi di bawah visinya", "write the missions under their vision"),
    ),
    clause(
        "vision-without-mission",
        "warning",
        ("{subject} tidak mempunyai misi", "{subject} has no mission"),
        ("tempatkan misi di bawah visi ini ('induk')", "hang missions on this vision ('parent')"),
    ),
)
def missions(case: Case) -> Outcome:
    """A vision has one or more missions."""
    covered = has_child(case.index, case.of_level("mission"))
    for at, document in case.documents("RPJMD"):
        yield from not_covered(document, "mission")
        if document.stage == "technocratic" or not document.covers_level("mission"):
            continue
        if not len(case.nodes(at, "mission")):
            yield Violation(case.position(at), "rpjmd-without-mission")
            continue
        for vision in case.nodes(at, "vision"):
            if not covered[vision]:
                yield Violation(int(vision), "vision-without-mission")


@rule(
    "CARD-03",
    ("misi mempunyai tujuan", "a mission has goals"),
    clause(
        "mission-without-goal",
        "warning",
        ("{subject} belum dijabarkan ke dalam tujuan", "{subject} is answered by no goal"),
        (
            "tempatkan tujuan di bawah misi ini, atau kaitkan tujuan dengan 'mendukung'",
            "hang a goal on this mission, or link a goal to it with 'supports'",
        ),
    ),
)
def mission_without_goal(case: Case) -> Outcome:
    """Each mission of an RPJMD is answered by a goal: below it, or linked to it (INMEN2_2025 is many to many)."""
    index = case.index
    answered = has_child(index, case.of_level("goal")) | supported_by(index, case.of_level("goal"))
    for at, document in case.documents("RPJMD"):
        yield from not_covered(document, "goal")
        goals = case.nodes(at, "goal")
        above = index.parent[goals]
        if (index.level[above[above >= 0]] == LEVELS.index("vision")).any():
            yield Lacking(
                document.id,
                Bilingual("misi yang dijawab tiap tujuan ('mendukung')", "the missions each goal answers ('supports')"),
            )
        elif document.covers_level("goal") and len(goals):
            for mission in case.nodes(at, "mission"):
                if not answered[mission]:
                    yield Violation(int(mission))


@rule(
    "CARD-04",
    ("tujuan dan sasaran", "goals and objectives"),
    clause(
        "document-without-goal",
        "error",
        ("{document} tidak memuat tujuan", "{document} has no goal"),
        ("tulis tujuannya", "write its goals"),
    ),
    clause(
        "document-without-objective",
        "error",
        ("{document} tidak memuat sasaran", "{document} has no objective"),
        ("tulis sasarannya di bawah tujuan", "write its objectives under their goals"),
    ),
    clause(
        "goal-without-objective",
        "warning",
        ("{subject} tidak mempunyai sasaran", "{subject} has no objective"),
        ("tempatkan sedikitnya satu sasaran di bawah tujuan ini", "hang at least one objective on this goal"),
    ),
    clause(
        "objective-without-goal",
        "warning",
        ("{subject} tidak berada di bawah tujuan", "{subject} is not under a goal"),
        ("isi 'induk' dengan tujuannya", "give its goal as 'parent'"),
    ),
)
def goals_and_objectives(case: Case) -> Outcome:
    """RPJMD and Renstra have goals and objectives; each goal has an objective, each objective one goal."""
    has_objective = has_child(case.index, case.of_level("objective"))
    for at, document in case.documents(*_PLANS):
        yield from not_covered(document, "goal", "objective")
        goals, objectives = case.nodes(at, "goal"), case.nodes(at, "objective")
        if not len(goals) and document.covers_level("goal"):
            yield Violation(case.position(at), "document-without-goal")
        if not len(objectives) and document.covers_level("objective"):
            yield Violation(case.position(at), "document-without-objective")
        elif document.covers_level("objective"):
            yield from (Violation(int(goal), "goal-without-objective") for goal in goals if not has_objective[goal])
        for objective in objectives:
            parent = case.index.parent[objective]
            if parent == ABSENT or (parent >= 0 and case.index.level[parent] != LEVELS.index("goal")):
                yield Violation(int(objective), "objective-without-goal")


@rule(
    "CARD-06",
    ("sasaran, strategi, arah kebijakan", "objective, strategy, policy direction"),
    clause(
        "objective-without-strategy",
        "warning",
        ("{subject} tidak mempunyai strategi", "{subject} has no strategy"),
        ("tempatkan strategi di bawah sasaran ini", "hang a strategy on this objective"),
    ),
    clause(
        "strategy-without-policy-direction",
        "warning",
        ("{subject} tidak mempunyai arah kebijakan", "{subject} has no policy direction"),
        ("tempatkan arah kebijakan di bawah strategi ini", "hang a policy direction on this strategy"),
    ),
)
def strategies(case: Case) -> Outcome:
    """Each objective has a strategy and each strategy a policy direction: below it, by a link, or on a node above it."""
    index = case.index
    strategy, direction = case.of_level("strategy"), case.of_level("policy_direction")
    guided = from_above(index, has_child(index, strategy) | supported_by(index, strategy))
    directed = from_above(index, has_child(index, direction) | supported_by(index, direction))
    for at, document in case.documents(*_PLANS):
        yield from not_covered(document, "strategy", "policy_direction")
        if document.covers_level("strategy"):
            for objective in case.nodes(at, "objective"):
                if not guided[objective]:
                    yield Violation(int(objective), "objective-without-strategy")
        if document.covers_level("policy_direction"):
            for node in case.nodes(at, "strategy"):
                if not directed[node]:
                    yield Violation(int(node), "strategy-without-policy-direction")


@rule(
    "CARD-07",
    ("sasaran RPJMD didukung program", "RPJMD objectives are supported by programs"),
    clause(
        "objective-without-program",
        "error",
        ("{subject} tidak didukung program mana pun", "{subject} is supported by no program"),
        (
            "kaitkan program (sebagai bawahan, 'mendukung', atau lewat tujuan Renstra yang mengadopsinya)",
            "relate a program to it (below it, by 'supports', or through a Renstra goal that adopts it)",
        ),
    ),
    clause(
        "program-without-objective",
        "error",
        ("{subject} tidak mendukung sasaran RPJMD mana pun", "{subject} supports no RPJMD objective"),
        (
            "tempatkan program di bawah sasaran, atau tulis 'mendukung'",
            "hang the program on an objective, or write 'supports'",
        ),
    ),
)
def programs_and_objectives(case: Case) -> Outcome:
    """Each RPJMD objective is supported by a program, and each RPJMD program supports an objective of an RPJMD."""
    index = case.index
    supported = led_to(index, case.of_level("program"))
    plans = [at for at, document in enumerate(case.plan.documents) if document.kind in {"RPJMD", "RPD"}]
    leading = leading_to(index, case.of_level("objective") & case.at_home_in(plans))
    for at, document in case.documents("RPJMD", "RPD"):
        yield from not_covered(document, "program", "objective")
        if document.covers_level("program"):
            for objective in case.nodes(at, "objective"):
                if not supported[objective]:
                    yield Violation(int(objective), "objective-without-program")
        if document.covers_level("objective"):
            for program in case.nodes(at, "program"):
                if not leading[program]:
                    yield Violation(int(program), "program-without-objective")


@rule(
    "CARD-13",
    ("tujuan Renstra bertaut ke RPJMD", "a Renstra goal is tied to the RPJMD"),
    clause(
        "renstra-goal-without-rpjmd",
        "error",
        (
            "{subject} tidak mengadopsi sasaran RPJMD dan tidak merujuk NSPK",
            "{subject} adopts no RPJMD objective and refers to no NSPK",
        ),
        (
            "tulis 'mengadopsi' pada tujuan itu dengan id sasaran RPJMD-nya, atau 'selaras_dengan' acuan NSPK",
            "write 'adopts' on the goal with the id of its RPJMD objective, or 'aligned_with' an NSPK reference",
        ),
    ),
)
def renstra_goal_without_rpjmd(case: Case) -> Outcome:
    """Each Renstra goal adopts an objective or goal of the RPJMD or RPD, hangs on one, or refers to an NSPK."""
    index = case.index
    plans = [at for at, document in enumerate(case.plan.documents) if document.kind in {"RPJMD", "RPD"}]
    upper = case.of_level("objective", "goal") & case.at_home_in(plans)
    tied = _tied_to(case, upper)
    for at, document in case.documents("RENSTRA"):
        goals = case.nodes(at, "goal")
        if not plans and len(goals):
            yield Lacking(document.id, Bilingual("RPJMD atau RPD dalam rencana ini", "an RPJMD or RPD in this plan"))
            continue
        for goal in goals:
            parent = index.parent[goal]
            if int(goal) not in tied and not (parent >= 0 and upper[parent]):
                yield Violation(int(goal))


def _tied_to(case: Case, upper: Bools) -> set[int]:
    """Return the nodes that adopt a marked node or are aligned with an NSPK; what dangles is REF-01's."""
    index = case.index
    tied = {
        int(index.links.source[row])
        for row in link_rows(index, ("adopts",))
        if index.links.target[row] < index.nodes and upper[index.links.target[row]]
    }
    lost = (index.links.kind == LINK_KINDS.index("adopts")) & (index.links.target == DANGLING)
    tied |= set(index.links.source[lost].tolist())
    tied |= set(case.aligned_with("NSPK").tolist())
    return tied


RULES = (
    one_vision,
    missions,
    mission_without_goal,
    goals_and_objectives,
    strategies,
    programs_and_objectives,
    renstra_goal_without_rpjmd,
)
