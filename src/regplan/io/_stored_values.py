"""Values that a workbook stores beside its formulas, put into a copy whose formulas are the same."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Final

from regplan.io.carriers._xlsx_parts import files_by_name

__all__ = ["keep_values"]

_CELL: Final = re.compile(rb"<c\s([^>]*?)>(\s*<f(?:\s[^>]*)?(?:/>|>[^<]*</f>))\s*(?:<v\s*/>|<v>([^<]*)</v>)?\s*</c>")
_NAME: Final = re.compile(rb'\br="([A-Z]{1,3}\d{1,7})"')
_KIND: Final = re.compile(rb'\s*\bt="(\w+)"')


def keep_values(source: Path, target: Path) -> int:
    """
    Put the stored values of formulas of a workbook into a copy of it; nothing but them is changed.

    Returns:
        How many formulas of the copy have no value all the same, because the workbook has none.
    """
    with zipfile.ZipFile(source) as one:
        stored = {name: _stored(one.read(file)) for name, file in files_by_name(one).items()}
    left = 0
    with zipfile.ZipFile(target) as copy:
        parts = [(info, copy.read(info)) for info in copy.infolist()]
        names = {file: name for name, file in files_by_name(copy).items()}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for info, raw in parts:
            sheet = names.get(info.filename)
            if sheet is not None and b"<f" in raw:
                raw, bare = _with_values(raw, stored.get(sheet, {}))  # noqa: PLW2901 - the same part, with values
                left += bare
            out.writestr(info, raw)
    return left


def _stored(text: bytes) -> dict[bytes, tuple[bytes | None, bytes]]:
    """Gather by cell the kind and the value that stand beside a formula."""
    found = {}
    for match in _CELL.finditer(text):
        name, kind = _NAME.search(match[1]), _KIND.search(match[1])
        if name and match[3]:
            found[name[1]] = (kind[1] if kind else None, match[3])
    return found


def _with_values(text: bytes, stored: dict[bytes, tuple[bytes | None, bytes]]) -> tuple[bytes, int]:
    left = 0

    def written(match: re.Match[bytes]) -> bytes:
        nonlocal left
        name = _NAME.search(match[1])
        known = stored.get(name[1]) if name else None
        if match[3] or known is None:
            left += not match[3]
            return match[0]
        kind, value = known
        attributes = _KIND.sub(b"", match[1]) + (b' t="%s"' % kind if kind else b"")
        return b"<c %s>%s<v>%s</v></c>" % (attributes, match[2].strip(), value)

    return _CELL.sub(written, text), left
