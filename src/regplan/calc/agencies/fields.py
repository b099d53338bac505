"""Which *bidang urusan* an OPD holds: what it states, else what its code says, else those of the OPD it is a unit of."""

from __future__ import annotations

from regplan.model.agencies import Agency
from regplan.model.plan import Plan
from regplan.values.agency_code import code_fields
from regplan.values.code import cleaned

__all__ = ["fields_held", "own_fields"]


def own_fields(agency: Agency) -> tuple[str, ...]:
    """
    Return the fields an OPD states, else those in its code; none where neither says any.

    Example:
        >>> own_fields(Agency(id="a", code="1.01.2.22.0.00.01.0000")), own_fields(Agency(id="b", functions=("1.02",)))
        (('1.01', '2.22'), ('1.02',))
    """
    stated = tuple(dict.fromkeys(cleaned(one) for one in agency.functions))
    return stated or code_fields(agency.code or "")


def fields_held(plan: Plan, agency: Agency) -> tuple[str, ...]:
    """Return the fields of an OPD; a unit that says none has those of the OPD above."""
    above: Agency | None = agency
    for _ in range(len(plan.agencies)):
        if above is None:
            break
        found = own_fields(above)
        if found:
            return found
        above = plan.agencies.get(above.parent) if above.parent else None
    return ()
