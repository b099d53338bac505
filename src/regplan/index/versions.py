"""Which documents are versions of one another: by what they amend, else by their number of revision (conventions §7)."""

from __future__ import annotations

from regplan.model.plan import Plan

__all__ = ["ancestors", "families", "steps"]


def families(plan: Plan) -> list[int]:
    """Number the documents so that versions of one another have one number: the position of one of them."""
    family = list(range(len(plan.documents)))

    def head(at: int) -> int:
        while family[at] != at:
            at = family[at]
        return at

    position = {one.id: at for at, one in reversed(list(enumerate(plan.documents)))}
    numbered: dict[tuple[object, ...], dict[int, int]] = {}
    for at, one in enumerate(plan.documents):
        if one.amends in position:
            family[head(at)] = head(position[one.amends])
        if one.revision is not None and one.first_year is not None:
            same = numbered.setdefault((one.kind, one.agency, one.first_year, one.last_year), {})
            if one.revision not in same:
                family[head(at)] = head(next(iter(same.values()), at))
            same.setdefault(one.revision, at)
    return [head(at) for at in range(len(family))]


def steps(plan: Plan) -> list[int]:
    """Count for each document how many of the plan it amends, one after the other; a circle ends the count."""
    amends = {one.id: one.amends for one in reversed(plan.documents)}
    counts = []
    for one in plan.documents:
        seen = {one.id}
        up = one.amends
        while up in amends and up not in seen:
            seen.add(up)
            up = amends[up]
        counts.append(len(seen) - 1)
    return counts


def ancestors(plan: Plan) -> list[tuple[int, ...]]:
    """
    List for each document those it comes after as a version.

    That is what it amends, and so on up, and the versions with a lower number. A circle ends the way up.
    """
    position = {one.id: at for at, one in reversed(list(enumerate(plan.documents)))}
    family = families(plan)
    numbered: dict[int, list[int]] = {}
    for at, one in enumerate(plan.documents):
        if one.revision is not None:
            numbered.setdefault(family[at], []).append(at)
    found: list[tuple[int, ...]] = []
    for at, one in enumerate(plan.documents):
        way: list[int] = []
        up = position.get(one.amends) if one.amends else None
        while up is not None and up != at and up not in way:
            way.append(up)
            amends = plan.documents[up].amends
            up = position.get(amends) if amends else None
        if one.revision is not None:
            others = numbered.get(family[at], ())
            way += [old for old in others if (plan.documents[old].revision or 0) < one.revision and old not in way]
        found.append(tuple(way))
    return found
