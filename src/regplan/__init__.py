"""
regplan holds an Indonesian regional development plan as data and answers, with the article of law beside the answer.

A plan **file** becomes a **plan**; the plan becomes an **alignment graph**; calculators **measure** it; rules **judge** it
against the **law of its date**; a report **shows** what was found. Nothing flows backwards.

    import regplan as rp

    plan = rp.load("examples/deli_serdang_2019")
    report = rp.check(plan)
    report.errors, report.unknown
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from regplan import calc
    from regplan.checks import check
    from regplan.diagnostics import Finding, InputError, InputErrors, Report, Where
    from regplan.errors import RegplanError
    from regplan.graph import (
        acknowledge,
        agency_graph,
        alignment_graph,
        coverage,
        coverage_matrix,
        explain,
        export_graph,
        impact,
        impacts,
        suspects,
        trace,
    )
    from regplan.index.selecting import documents_in_force
    from regplan.io import Reading, dumps, load, loads, read, read_records, save
    from regplan.io.nomenclature import read_nomenclature
    from regplan.io.regions import read_regions
    from regplan.io.scenarios import dumps_scenario, load_scenario, loads_scenario, save_scenario
    from regplan.model import (
        Activity,
        Agency,
        Allocation,
        Commitment,
        Document,
        Entry,
        Goal,
        Indicator,
        Link,
        Loss,
        Mission,
        Nomenclature,
        Objective,
        Place,
        Plan,
        PolicyDirection,
        Program,
        Reference,
        Region,
        Regions,
        Series,
        Strategy,
        SubActivity,
        Table,
        Vision,
    )
    from regplan.scenario import (
        Comparison,
        Migration,
        Scenario,
        Worklist,
        carry_over,
        compare,
        diff,
        merge,
        migrate,
        q,
        sweep,
    )

__version__ = "0.1.0"
__all__ = [
    "Activity",
    "Agency",
    "Allocation",
    "Commitment",
    "Comparison",
    "Document",
    "Entry",
    "Finding",
    "Goal",
    "Indicator",
    "InputError",
    "InputErrors",
    "Link",
    "Loss",
    "Migration",
    "Mission",
    "Nomenclature",
    "Objective",
    "Place",
    "Plan",
    "PolicyDirection",
    "Program",
    "Reading",
    "Reference",
    "Region",
    "Regions",
    "RegplanError",
    "Report",
    "Scenario",
    "Series",
    "Strategy",
    "SubActivity",
    "Table",
    "Vision",
    "Where",
    "Worklist",
    "acknowledge",
    "agency_graph",
    "alignment_graph",
    "calc",
    "carry_over",
    "check",
    "compare",
    "coverage",
    "coverage_matrix",
    "diff",
    "documents_in_force",
    "dumps",
    "dumps_scenario",
    "explain",
    "export_graph",
    "impact",
    "impacts",
    "load",
    "load_scenario",
    "loads",
    "loads_scenario",
    "merge",
    "migrate",
    "q",
    "read",
    "read_nomenclature",
    "read_records",
    "read_regions",
    "save",
    "save_scenario",
    "suspects",
    "sweep",
    "trace",
]

_HOMES = {
    "regplan.checks": "check",
    "regplan.diagnostics": "Finding InputError InputErrors Report Where",
    "regplan.errors": "RegplanError",
    "regplan.graph": "acknowledge agency_graph alignment_graph coverage coverage_matrix explain export_graph impact impacts suspects trace",
    "regplan.index.selecting": "documents_in_force",
    "regplan.io": "Reading dumps load loads read read_records save",
    "regplan.io.nomenclature": "read_nomenclature",
    "regplan.io.regions": "read_regions",
    "regplan.io.scenarios": "dumps_scenario load_scenario loads_scenario save_scenario",
    "regplan.model": "Activity Agency Allocation Commitment Document Entry Goal Indicator Link Loss Mission Nomenclature Objective Place Plan PolicyDirection Program Reference Region Regions Series Strategy SubActivity Table Vision",
    "regplan.scenario": "Comparison Migration Scenario Worklist carry_over compare diff merge migrate q sweep",
}
_HOME = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """Import a public name on first use (PEP 562), so that ``import regplan`` loads nothing heavy."""
    if name == "calc":
        return importlib.import_module("regplan.calc")
    if name in _HOME:
        return getattr(importlib.import_module(_HOME[name]), name)
    msg = f"module 'regplan' has no attribute {name!r}"
    raise AttributeError(msg)


def __dir__() -> list[str]:
    """List the public names."""
    return [*__all__, "__version__"]
