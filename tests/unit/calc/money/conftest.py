"""The law with the scales as their files are now, compiled or not."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest
import yaml

import regplan.law
from regplan.law import Law, Scale, current

SCALES = Path(regplan.law.__file__).parent / "data" / "scales"


@pytest.fixture(scope="session")
def law() -> Law:
    """Return the law of this version with the scales read from their files."""
    read = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in SCALES.glob("*.yaml")}
    return attrs.evolve(current(), scales={name: Scale.from_data(name, data) for name, data in read.items()})
