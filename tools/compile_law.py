"""Compile src/regplan/law/data/*.yaml into the one resource that ships: python tools/compile_law.py [--check]."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent.parent / "src" / "regplan" / "law" / "data"
TARGET = DATA.parent / "law.json"


def compiled() -> str:
    """Return the compiled resource as text."""
    data = {
        "parameters": {path.stem: _read(path) for path in sorted((DATA / "parameters").glob("*.yaml"))},
        "rules": _read(DATA / "rules.yaml"),
        "scales": {path.stem: _read(path) for path in sorted((DATA / "scales").glob("*.yaml"))},
        "versions": _read(DATA / "versions.yaml"),
    }
    return json.dumps(_plain(data), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _plain(data: Any) -> Any:
    if isinstance(data, dict):
        return {str(key): _plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_plain(value) for value in data]
    return data.isoformat() if isinstance(data, date) else data


if __name__ == "__main__":
    text = compiled()
    if "--check" in sys.argv:
        sys.exit(0 if TARGET.read_text(encoding="utf-8") == text else "law.json is old: python tools/compile_law.py")
    TARGET.write_text(text, encoding="utf-8")
