"""Findings as SARIF 2.1.0, which code hosts and editors show at the place in the file."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from regplan.checks import definitions
from regplan.diagnostics.definition import Definition
from regplan.diagnostics.finding import Finding, Where
from regplan.diagnostics.report import Report, Unknown
from regplan.values.lang import Lang, default_lang

__all__ = ["sarif_data"]

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {"error": "error", "warning": "warning", "info": "note"}


def sarif_data(report: Report, lang: Lang | None = None) -> dict[str, Any]:
    """
    Return a report as one SARIF run.

    Each code that occurs is a rule with its messages, cures and articles. A finding is a result of kind ``fail``; a rule that
    could not be judged is one of kind ``open`` (not enough information to decide), so that it is never read as passed. A
    place in a file is a region with line and column; a cell of a workbook is a logical location (``Program!B7``), because
    workbooks have no lines.

    Args:
        report: What was found, the problems of files among it.
        lang: Language of the texts; by default the locale's.

    Returns:
        Plain data for ``json.dumps``.

    Example:
        >>> sarif_data(Report())["runs"][0]["results"]
        []
    """
    chosen = lang or default_lang()
    known = {one.code: one for one in definitions()}
    codes = list(dict.fromkeys([*(one.code for one in report.findings), *(one.code for one in report.unknown)]))
    at = {code: number for number, code in enumerate(codes)}
    driver = {
        "name": "regplan",
        "version": version("regplan"),
        "language": "en-US" if chosen == "en" else "id-ID",
        "rules": [_rule(code, known.get(code), chosen) for code in codes],
    }
    results = [
        *(_result(one, at[one.code], chosen) for one in report.findings),
        *(_open(one, at[one.code], chosen) for one in report.unknown),
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str, known: Definition | None, lang: Lang) -> dict[str, Any]:
    """Describe a code; one of a rule that the caller brought is named and no more."""
    if known is None:
        return {"id": code, "shortDescription": {"text": code}}
    cures = [f"{one.message.text(lang)}\n→ {one.hint.text(lang)}" for one in known.clauses]
    laws = list(dict.fromkeys(f"{one.law} ({one.confidence})" for one in known.clauses if one.law))
    worst = min((one.severity for one in known.clauses), key=list(_LEVELS).index)
    return {
        "id": code,
        "shortDescription": {"text": known.title.text(lang)},
        "help": {"text": "\n\n".join([*cures, *laws])},
        "defaultConfiguration": {"level": _LEVELS[worst]},
        "properties": {"law": laws, "lifecycle": known.lifecycle, "since": known.since},
    }


def _result(finding: Finding, rule: int, lang: Lang) -> dict[str, Any]:
    text = f"{finding.message.text(lang)}\n{finding.hint.text(lang)}"
    properties = {
        "name": finding.name,
        "subject": finding.subject,
        "law": finding.law,
        "related": list(finding.related),
    }
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "kind": "fail",
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": _locations(finding.where, finding.subject),
        "partialFingerprints": {"regplanKey/v1": _fingerprint(finding)},
        "properties": {name: value for name, value in properties.items() if value},
    }


def _open(unknown: Unknown, rule: int, lang: Lang) -> dict[str, Any]:
    return {
        "ruleId": unknown.code,
        "ruleIndex": rule,
        "kind": "open",
        "level": "none",
        "message": {"text": unknown.lacks.text(lang)},
        "locations": _locations(None, unknown.document),
    }


def _locations(where: Where | None, subject: str | None) -> list[dict[str, Any]]:
    """Write the one place of a result: the file with its region, and what stands there."""
    place: dict[str, Any] = {}
    if where is not None and where.file is not None:
        place["physicalLocation"] = {"artifactLocation": {"uri": _uri(where.file)}}
        if where.line is not None:
            region = {"startLine": where.line} | ({"startColumn": where.column} if where.column else {})
            place["physicalLocation"]["region"] = region
    logical = []
    if where is not None and where.cell is not None:
        name = f"{where.sheet}!{where.cell}" if where.sheet else where.cell
        logical.append({"fullyQualifiedName": name, "kind": "cell" if where.sheet else "item"})
    elif where is not None and where.row is not None:
        logical.append({"fullyQualifiedName": str(where), "kind": "row"})
    if subject is not None:
        logical.append({"fullyQualifiedName": subject, "kind": "record"})
    if logical:
        place["logicalLocations"] = logical
    return [place] if place else []


def _uri(file: str) -> str:
    """Write a file as a URI: relative as it was given, or ``file://``."""
    path = Path(file)
    if path.is_absolute():
        return path.as_uri()
    return Path("/", path).as_uri().removeprefix("file:///")


def _fingerprint(finding: Finding) -> str:
    """Hash what stays the same between runs (``Finding.key``)."""
    return hashlib.sha256(repr(finding.key).encode("utf-8", "surrogatepass")).hexdigest()[:32]
