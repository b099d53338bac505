"""Gather changelog.d/ into CHANGELOG.md: python tools/gather_changelog.py VERSION."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
KINDS = {"added": "Added", "changed": "Changed", "fixed": "Fixed", "removed": "Removed", "law": "Law"}


def gathered(version: str, fragments: list[Path], day: str) -> str:
    """Return the section of a release."""
    lines = [f"## {version} ({day})", ""]
    for kind, title in KINDS.items():
        texts = [path.read_text(encoding="utf-8").strip() for path in fragments if path.suffixes[-2:-1] == [f".{kind}"]]
        if texts:
            lines += [f"### {title}", "", *(f"- {text.replace(chr(10), ' ')}" for text in texts), ""]
    return "\n".join(lines)


if __name__ == "__main__":
    found = sorted((ROOT / "changelog.d").glob("*.md"))
    target = ROOT / "CHANGELOG.md"
    section = gathered(sys.argv[1], found, datetime.now(UTC).date().isoformat())
    target.write_text(target.read_text(encoding="utf-8") + "\n" + section, encoding="utf-8")
    for path in found:
        path.unlink()
