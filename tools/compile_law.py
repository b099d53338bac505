"""Compile src/regplan/law/data/*.yaml into the one resource that ships: python tools/compile_law.py [--check]."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Hashable
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from regplan.errors import LawError
from regplan.law import Law

DATA = Path(__file__).parent.parent / "src" / "regplan" / "law" / "data"
TARGET = DATA.parent / "law.json"
PLACEHOLDER: Final = "…"
_PLAIN: Final = re.compile(r"0|-?[1-9][0-9]*")


class Strict(yaml.SafeLoader):
    """YAML of law data: a key stands once, and a number is written as digits and nothing else."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002 - PyYAML's signature
        """Refuse keys that stand twice, which YAML would let overwrite each other."""
        seen: set[str] = set()
        for key, _ in node.value:
            word = str(self.construct_object(key, deep=True))
            if word in seen:
                raise yaml.MarkedYAMLError(problem=f"key {word!r} stands twice", problem_mark=key.start_mark)
            seen.add(word)
        return super().construct_mapping(node, deep)

    def construct_yaml_int(self, node: yaml.ScalarNode) -> int:
        """Refuse 010 (eight), 1:30 (ninety), 0x1F and 1_000."""
        if not _PLAIN.fullmatch(node.value):
            told = f"{node.value} is not read as it looks: write a whole number as digits, or put it in quotes"
            raise yaml.MarkedYAMLError(problem=told, problem_mark=node.start_mark)
        return int(node.value)


Strict.add_constructor("tag:yaml.org,2002:int", Strict.construct_yaml_int)


def compiled() -> str:
    """Return the compiled resource as text."""
    data = {
        "accounts": read(DATA / "accounts.yaml"),
        "affairs": read(DATA / "affairs.yaml"),
        "counting": read(DATA / "counting.yaml"),
        "funds": read(DATA / "funds.yaml"),
        "parameters": {path.stem: read(path) for path in sorted((DATA / "parameters").glob("*.yaml"))},
        "rules": read(DATA / "rules.yaml"),
        "scales": {path.stem: read(path) for path in sorted((DATA / "scales").glob("*.yaml"))},
        "schedule": read(DATA / "schedule.yaml"),
        "stages": read(DATA / "stages.yaml"),
        "versions": read(DATA / "versions.yaml"),
    }
    return json.dumps(_plain(data), ensure_ascii=False, indent=1) + "\n"


def unfilled(rules: dict[str, dict[str, dict[str, Any]]]) -> list[str]:
    """Name the rules whose law is still the placeholder of ``tools/new_rule.py``."""
    return [
        f"rules.yaml: {code}: {clause}: law is still {PLACEHOLDER!r}: give instrument and article, confidence, source and first day; "
        f"or delete the entry, for a rule of the house"
        for code, clauses in rules.items()
        for clause, basis in clauses.items()
        if basis.get("law") == PLACEHOLDER
    ]


def read(path: Path) -> Any:
    """Read a file of law data; line and column stand in what is raised."""
    with path.open(encoding="utf-8") as file:
        return yaml.load(file, Loader=Strict)  # noqa: S506 - Strict is a SafeLoader


def _plain(data: Any) -> Any:
    if isinstance(data, dict):
        return {str(key): _plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_plain(value) for value in data]
    return data.isoformat() if isinstance(data, date) else data


if __name__ == "__main__":
    text = compiled()
    if faults := unfilled(json.loads(text)["rules"]):
        sys.exit("\n".join(faults))
    try:
        Law.from_data(json.loads(text))
    except LawError as error:
        sys.exit(str(error).replace("; ", "\n"))
    if "--check" in sys.argv:
        sys.exit(0 if TARGET.read_text(encoding="utf-8") == text else "law.json is old: python tools/compile_law.py")
    TARGET.write_text(text, encoding="utf-8")
