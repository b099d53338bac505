"""Findings as SARIF 2.1.0: the structure that readers of it rely on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import regplan as rp
from regplan.diagnostics import Finding, Report, Unknown, Where
from regplan.report.sarif import sarif_data
from regplan.values.lang import Bilingual

EXAMPLES = Path(__file__).parents[3] / "examples"
LEVELS = {"none", "note", "warning", "error"}
KINDS = {"pass", "open", "informational", "notApplicable", "review", "fail"}


def problems(log: dict[str, Any]) -> list[str]:
    """Hold a log against what SARIF 2.1.0 requires (§3.13–3.49): required keys, closed words, indices, positive lines."""
    found = [] if log["version"] == "2.1.0" and log["$schema"].endswith("sarif-2.1.0.json") else ["version"]
    for run in log["runs"]:
        driver = run["tool"]["driver"]
        rules = driver["rules"]
        found += [] if driver["name"] else ["driver.name"]
        found += [f"rule {one['id']}" for one in rules if not one["shortDescription"]["text"]]
        found += ["rule ids"] if len({one["id"] for one in rules}) < len(rules) else []
        for one in run["results"]:
            found += [] if one["message"]["text"] else ["message"]
            found += [] if one["level"] in LEVELS and one["kind"] in KINDS else ["level or kind"]
            found += (
                [] if one["kind"] == "fail" or one["level"] == "none" else ["level of what is no failure (§3.27.10)"]
            )
            found += [] if rules[one["ruleIndex"]]["id"] == one["ruleId"] else ["ruleIndex"]
            for place in one["locations"]:
                region = place.get("physicalLocation", {}).get("region", {"startLine": 1})
                found += [] if region["startLine"] >= 1 and region.get("startColumn", 1) >= 1 else ["region"]
                uri = place.get("physicalLocation", {}).get("artifactLocation", {"uri": "x"})["uri"]
                found += [] if " " not in uri and "\\" not in uri else ["uri"]
    return found


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("name", ["situbondo_bapenda_2026", "deli_serdang_2019"])
def test_structure(name: str, lang: Any) -> None:
    """The log of a real check is JSON of the required structure, with one result a finding and one a rule not judged."""
    report = rp.check(rp.load(EXAMPLES / name))
    log = json.loads(json.dumps(sarif_data(report, lang)))
    assert problems(log) == []
    kinds = [one["kind"] for one in log["runs"][0]["results"]]
    assert (kinds.count("fail"), kinds.count("open")) == (len(report.findings), len(report.unknown))


def test_places() -> None:
    """A line is a region; a cell of a workbook a logical location; blanks in names are escaped."""
    said = {
        "message": Bilingual("a", "b"),
        "hint": Bilingual("c", "d"),
        "severity": "info",
        "name": "x",
        "code": "FILE-22",
    }
    wheres = (Where("data/a b.yaml", line=3, column=7), Where("r.xlsx", sheet="T 1", cell="B7"), Where("q", row=4))
    log = sarif_data(Report(findings=tuple(Finding(where=one, **said) for one in wheres)), "en")  # type: ignore[arg-type] # told above
    first, second, third = (one["locations"][0] for one in log["runs"][0]["results"])
    assert first["physicalLocation"] == {
        "artifactLocation": {"uri": "data/a%20b.yaml"},
        "region": {"startLine": 3, "startColumn": 7},
    }
    assert second["logicalLocations"] == [{"fullyQualifiedName": "T 1!B7", "kind": "cell"}]
    assert third["logicalLocations"][0]["kind"] == "row"


def test_rules_carry_help_and_law() -> None:
    """A rule has its cures and its article; one of the caller's own, which is not known, is named."""
    unknown = tuple(Unknown(code=code, document="d", lacks=Bilingual("x", "y")) for code in ("CARD-04", "OWN-1"))
    rules = sarif_data(Report(unknown=unknown), "id")["runs"][0]["tool"]["driver"]["rules"]
    assert "UU 23/2014" in rules[0]["help"]["text"]
    assert rules[1] == {"id": "OWN-1", "shortDescription": {"text": "OWN-1"}}


def test_fingerprint_stays() -> None:
    """A finding that moved to another line has the same fingerprint."""
    said = {
        "message": Bilingual("a", "b"),
        "hint": Bilingual("c", "d"),
        "severity": "info",
        "name": "x",
        "code": "FILE-22",
    }
    log = sarif_data(Report(findings=tuple(Finding(where=Where("a", line=n), **said) for n in (1, 2))))  # type: ignore[arg-type] # told above
    one, other = (result["partialFingerprints"] for result in log["runs"][0]["results"])
    assert one == other
