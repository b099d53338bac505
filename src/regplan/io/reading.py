"""Files and rows to plans and back: ``read``, ``load``, ``read_records``, ``save``, ``dumps``, ``loads``."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import attrs

from regplan.diagnostics.finding import Finding, Where
from regplan.diagnostics.inputs import InputErrors
from regplan.diagnostics.problems import PROBLEMS
from regplan.errors import UnknownNameError
from regplan.io._bytes import EMPTY_FILE, SUFFIXES, Found, as_text, files_of, read_bytes
from regplan.io._joining import Part, plan_of
from regplan.io._json import parse_json
from regplan.io._tree import OFFERED, FileTables, is_plan, read_tree
from regplan.io._wire import decode, encode
from regplan.io._write import to_yaml
from regplan.io._yaml import parse_yaml
from regplan.io.carriers import CARRIERS
from regplan.io.carriers._kinds import kind_of, web_page
from regplan.io.carriers.json import quick_json, sheets_of
from regplan.io.intake import Intake
from regplan.io.layouts import Recognised, read_sheets
from regplan.io.layouts._envelope import what_answer
from regplan.io.mapping.beside import Mappings
from regplan.io.personal import scrubbed, scrubbed_plan, unnamed
from regplan.io.sheets import Sheet
from regplan.io.skipping import Skips
from regplan.model.loss import Loss
from regplan.model.plan import Plan, read_rows
from regplan.model.rows import RowReader
from regplan.values.text import near

__all__ = ["Format", "Progress", "Reading", "dumps", "load", "loads", "read", "read_records", "save"]

Format = Literal["json", "yaml"]
Progress = Callable[[str, int, int], None]
"""Told what is done now, how many steps are done and how many there are."""


@attrs.frozen(kw_only=True)
class Reading:
    """
    What came out of files or rows: the plan as far as it could be read, what is wrong, and what was not kept as it was.

    Attributes:
        plan: All records that could be read.
        findings: Problems of the files, each with its place; an ``error`` means that the plan is not whole.
        loss: What was dropped, defaulted, guessed or mended.
        files: The files that were read; the name of the rows, where they have one.
        recognised: How the tables among them were understood.
        sheets: Those tables as they stand, so that each raw row can be looked at.
    """

    plan: Plan
    findings: tuple[Finding, ...]
    loss: tuple[Loss, ...]
    files: tuple[str, ...]
    recognised: tuple[Recognised, ...] = ()
    sheets: tuple[Sheet, ...] = attrs.field(default=(), repr=False, eq=False)

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the files or rows is missing in the plan."""
        return not any(finding.severity == "error" for finding in self.findings)


def load(
    path: str | os.PathLike[str],
    *,
    layout: str | None = None,
    mapping: str | os.PathLike[str] | None = None,
    given: Mapping[str, str] = MappingProxyType({}),
    scrub: bool = False,
    skip: Iterable[str] = (),
    progress: Progress | None = None,
) -> Plan:
    """
    Read a plan from a file, or from all files of a folder; what kind of file it is, is recognised.

    Args:
        path: A plan file (``.yaml``, ``.yml``, ``.json``), a file of tables (``.csv`` …), or a folder of them.
        layout: How tables are laid out, where that should not be recognised.
        mapping: A file that says what the columns of all tables are; left out, ``NAME.peta.yaml`` beside ``NAME.csv`` is.
        given: What the tables do not say themselves, as ``{"year": "2026"}``.
        scrub: Take personal data out: names of persons in tables, NIP, phones, accounts of banks everywhere.
        skip: Names or patterns of files and sheets to leave out on purpose (``*_label_pusat.csv``, ``Petunjuk``); each is told (FILE-25).
        progress: Told how far the reading is.

    Returns:
        The plan.

    Raises:
        InputErrors: An exception group with every problem of every file, each with file, line and column, the cure
            and near matches; nothing partial is returned. ``read`` gives what could be read.
    """
    reading = read(path, layout=layout, mapping=mapping, given=given, scrub=scrub, skip=skip, progress=progress)
    return whole(reading)


def whole(reading: Reading) -> Plan:
    """Return the plan of a reading, or raise all its errors."""
    if not reading.is_whole:
        raise InputErrors.of(finding for finding in reading.findings if finding.severity == "error")
    return reading.plan


def read(
    path: str | os.PathLike[str],
    *,
    layout: str | None = None,
    mapping: str | os.PathLike[str] | None = None,
    given: Mapping[str, str] = MappingProxyType({}),
    scrub: bool = False,
    skip: Iterable[str] = (),
    progress: Progress | None = None,
) -> Reading:
    """
    Read a file or folder whatever its state: the plan as far as it can be read, the findings, the loss.

    Args:
        path: A plan file (``.yaml``, ``.yml``, ``.json``), a file of tables (``.csv`` …), or a folder of them.
        layout: How tables are laid out, where that should not be recognised.
        mapping: A file that says what the columns of all tables are; left out, ``NAME.peta.yaml`` beside ``NAME.csv`` is.
        given: What the tables do not say themselves, as ``{"year": "2026"}``.
        scrub: Take personal data out: names of persons in tables, NIP, phones, accounts of banks everywhere.
        skip: Names or patterns of files and sheets to leave out on purpose (``*_label_pusat.csv``, ``Petunjuk``); each is told (FILE-25).
        progress: Told how far the reading is.

    Returns:
        The reading; nothing is raised for what is wrong with files.

    Raises:
        UnknownNameError: There is no such *layout*, or nothing that *skip* names; near names are offered.
    """
    start = RowReader()
    maps = Mappings(None if mapping is None else Path(mapping))
    found = tuple(file for file in files_of(Path(path), start) if not maps.has(file))
    skips = Skips((skip,) if isinstance(skip, str) else tuple(skip))
    parts: list[Part] = []
    sheets: list[Sheet] = []
    into = Intake(given=given, scrub=scrub)
    for done, file in enumerate(found):
        if progress:
            progress(file.name, done, len(found))
        if skips.takes(file):
            skips.lose(file, _opened(file, RowReader(), Intake(), tables=True)[1], into)
            continue
        is_table = file.path.suffix.lower() in {*CARRIERS, ".json"}
        part, own = _opened(file, start, into, tables=(is_table and maps.are_for(file)) or layout is not None)
        parts += [part] if part else []
        sheets += own
    kept = skips.left(sheets, into)
    skips.refuse_unused(found, sheets)
    return _joined(start, found, parts, into, kept, layout=layout, maps=maps)


def _opened(file: Found, start: RowReader, into: Intake, *, tables: bool) -> tuple[Part | None, tuple[Sheet, ...]]:
    """Open a file: sheets where a carrier is for it, else a part of a plan, which may have sheets."""
    carrier = CARRIERS.get(file.path.suffix.lower())
    if carrier is None:
        part = _read_file(file, tables=tables)
        return part, part.sheets
    raw = read_bytes(file, "table", start)
    return None, () if raw is None else carrier(raw, file, into)


def read_records(rows: Iterable[Mapping[str, Any]], *, name: str | None = None) -> Reading:
    """
    Read rows of a database whatever their state: the plan as far as it can be read, the findings, the loss.

    ``Plan.from_records`` is the strict form, as ``load`` is that of ``read``.

    Args:
        rows: One mapping a record, as for ``Plan.from_records``.
        name: What messages call the rows, such as the name of the query.

    Returns:
        The reading; findings, losses and the records of the plan know the number of their row, 1 the first, and
        findings and losses the field. Nothing is raised for what is wrong with rows.

    Example:
        >>> rows = [{"record": "goal", "id": "T1", "title": " Sehat"}, {"record": "goal", "title": "Cerdas"}]
        >>> reading = read_records(rows, name="tujuan")
        >>> [(one.code, str(one.where), one.where.field) for one in reading.findings]
        [('FILE-15', 'tujuan row 1', 'title'), ('FILE-10', 'tujuan row 2', 'id')]
        >>> reading.plan.goals[0].title, [one.kind for one in reading.loss], reading.is_whole
        ('Sehat', ['mended', 'dropped'], False)
    """
    reader = RowReader(file=name)
    plan = read_rows(rows, reader)
    files = () if name is None else (name,)
    return Reading(plan=plan, findings=tuple(reader.findings), loss=tuple(reader.loss), files=files)


def loads(text: str | bytes, *, format: Format = "yaml", name: str = "<text>") -> Plan:  # noqa: A002 - as json.loads has it
    """
    Read a plan from text.

    Args:
        text: YAML or JSON.
        format: Which of the two.
        name: How messages call it.

    Returns:
        The plan.

    Raises:
        InputErrors: Every problem of the text.

    Example:
        >>> loads("tujuan: [{id: T1, uraian: Mewujudkan masyarakat sehat}]").goals["T1"].title
        'Mewujudkan masyarakat sehat'
    """
    raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    found = Found(Path(name), name)
    part = _read_raw(raw, found, _format(format))
    return whole(_joined(RowReader(), (found,), [part], Intake(), part.sheets))


def save(plan: Plan, path: str | os.PathLike[str], *, format: Format | None = None) -> None:  # noqa: A002
    """
    Write a plan to one file: canonical JSON, or flat YAML with Indonesian keys.

    Args:
        plan: The plan.
        path: Where to; its ending chooses the format unless *format* does.
        format: ``json`` or ``yaml``.

    Raises:
        UnknownNameError: Neither the ending nor *format* names a format.
    """
    chosen = format or SUFFIXES.get(Path(path).suffix.lower()) or Path(path).suffix
    Path(path).write_bytes(dumps(plan, format=_format(chosen)))


def dumps(plan: Plan, *, format: Format = "json") -> bytes:  # noqa: A002
    """
    Write a plan to bytes of UTF-8; equal plans give equal bytes.

    Example:
        >>> loads(dumps(Plan(title="Rencana")), format="json").title
        'Rencana'
    """
    return encode(plan) if _format(format) == "json" else to_yaml(plan).encode()


def _format(name: str) -> Format:
    if name == "json":
        return "json"
    if name == "yaml":
        return "yaml"
    raise UnknownNameError(name, "format (json, yaml)", near(name, ("json", "yaml")))


def _read_file(found: Found, *, tables: bool) -> Part:
    """Read a file of plans; JSON that is no plan, or that *tables* says is none, becomes sheets."""
    kind = _format(SUFFIXES.get(found.path.suffix.lower(), "yaml"))
    reader = RowReader(file=found.name, nested=OFFERED)
    raw = read_bytes(found, kind, reader)
    return Part(reader, FileTables()) if raw is None else _read_raw(raw, found, kind, reader, foreign=tables)


def _read_raw(
    raw: bytes, found: Found, kind: Format, reader: RowReader | None = None, *, foreign: bool = False
) -> Part:
    reader = reader or RowReader(file=found.name, nested=OFFERED)
    if kind == "json" and (plan := decode(raw, found.name)) is not None:
        return Part(reader, FileTables(), plan)
    tables = FileTables()
    if other := kind_of(raw):
        reader.problem("FILE-19", (1, 1), path=found.name, got=other.got, cure=other.cure)
        return Part(reader, tables)
    text = as_text(raw, found, reader)
    if text is not None:
        if page := web_page(text):
            reader.problem("FILE-23", (1, 1), path=found.name, got=page.got, cure=page.cure)
            return Part(reader, tables)
        quick = quick_json(text) if kind == "json" else None
        data = quick if quick is not None else (parse_json if kind == "json" else parse_yaml)(text, reader)
        if kind == "json" and isinstance(data, dict | list) and data and (foreign or not is_plan(data)):
            return Part(reader, tables, sheets=_sheets(data, text, found, reader))
        if isinstance(data, str) and (answer := what_answer(data)):
            reader.problem("FILE-23", (1, 1), path=found.name, got=answer.got, cure=answer.cure)
            return Part(reader, tables)
        if quick is not None:
            data = quick = None  # let go of before it is read once more, exactly
            data = parse_json(text, reader)
        if data is not None:
            read_tree(data, reader, tables)
        elif not reader.findings:
            reader.problem("FILE-02", None, path=found.name, got=EMPTY_FILE)
    return Part(reader, tables)


def _sheets(data: Any, text: str, found: Found, reader: RowReader) -> tuple[Sheet, ...]:
    """Lay JSON of another system out as tables; where it is nested too deep for that, the exact reader says where (FILE-13)."""
    try:
        return sheets_of(data, found)
    except RecursionError:
        parse_json(text, reader)
        return ()


def _joined(
    start: RowReader,
    found: tuple[Found, ...],
    parts: list[Part],
    into: Intake,
    sheets: Sequence[Sheet],
    *,
    layout: str | None = None,
    maps: Mappings | None = None,
) -> Reading:
    """Read the sheets, and join what all files gave into one plan."""
    raw = sheets
    if into.scrub:
        sheets = scrubbed(sheets, into)
    maps = maps or Mappings(None)
    left, mapped = maps.take(sheets, into)
    recognised = (*mapped, *read_sheets(left, into, layout=layout))
    findings = [
        *start.findings,
        *maps.reader.findings,
        *(finding for part in parts for finding in part.reader.findings),
        *into.findings,
    ]
    loss = [*start.loss, *maps.reader.loss, *(loss for part in parts for loss in part.reader.loss), *into.loss]
    if len(parts) == 1 and not sheets and parts[0].canonical is not None:
        plan = parts[0].canonical
    else:
        plan = plan_of(parts, into, sheets, findings, loss)
    if not len(plan) and (parts or sheets) and not any(one.severity == "error" for one in findings):
        findings.append(_empty(found))
    if into.scrub and parts:
        plan, own = scrubbed_plan(plan)
        loss += own
    findings, loss = unnamed(findings, loss, raw)
    return Reading(
        plan=plan,
        findings=tuple(findings),
        loss=tuple(loss),
        files=tuple(file.name for file in found),
        recognised=recognised,
        sheets=tuple(sheets),
    )


def _empty(found: tuple[Found, ...]) -> Finding:
    """Tell that files were read and hold no record, as a template that nobody filled in (FILE-27)."""
    names = [file.name for file in found]
    path = ", ".join(names[:3]) + (", …" if len(names) > 3 else "")
    return PROBLEMS["FILE-27"].finding(None, {"path": path}, where=Where(names[0]))
