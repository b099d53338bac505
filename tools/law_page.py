"""Lines of docs/law.md that follow from the law data: parameters by group, scales, deadlines, stages, versions, bases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from regplan.law import Bands, CalendarDay, Deadline, Parameter, Value, current
from regplan.law.fields import LEVELS
from regplan.law.stages import Change, StageRule

__all__ = ["lines"]

_GROUPS: Final = {
    "akip": "Performance accountability (AKIP)",
    "alignment": "Alignment between plans",
    "amendment": "Changing a plan",
    "budget": "Making and changing the APBD",
    "code": "Codes",
    "debt": "Debt",
    "deficit": "Deficit",
    "education": "Education",
    "frame": "Medium-term funding frame",
    "health": "Health",
    "infrastructure": "Infrastructure",
    "ipm": "Human development index (IPM)",
    "kelurahan": "Kelurahan",
    "pefa": "Reliability of the budget (PEFA)",
    "personnel": "Personnel",
    "plan": "Plans",
    "sharing": "Revenue a province shares",
    "spm": "Minimum service standards (SPM)",
    "supervision": "Supervision (APIP)",
    "tax": "Earmarked taxes",
    "tobacco": "Tobacco excise sharing (DBH CHT)",
    "training": "Training of civil servants",
    "village": "Villages",
}
_NAMED: Final = ("instrument", "article", "confidence", "source", "note")
_BOUNDS: Final = {
    "least": "at least",
    "most": "at most",
    "above": "more than",
    "below": "less than",
    "exact": "exactly",
}


def lines() -> Iterator[str]:
    """Write the page."""
    yield "Numbers and articles stand in dated data (`src/regplan/law/data/`), each with its confidence and source."
    yield "`S01`, `S02` … and § are sources and sections of the regulations file the project was begun with."
    yield "How they are read, overridden and added: [the law in code](guide/law.md)."
    yield from ("", "```{toctree}", ":hidden:", "", "guide/law", "```")
    yield from ("", "## Parameters", "")
    yield f"{len(current().parameters)} parameters. *for* is the kind of region; an empty *until* lasts until the next value."
    for group, parameters in groupby(current().parameters.values(), key=lambda one: one.name.partition(".")[0]):
        yield from ("", f"### {_GROUPS.get(group, group)}")
        for parameter in parameters:
            yield from _parameter(parameter)
    yield from ("", "## Rating scales", "", "What a value between two printed bands gets is a policy of the caller.")
    for scale in current().scales.values():
        yield from ("", f"### {scale.name}", "", f"{scale.description}. Unit: {scale.unit}.")
        for version in scale.versions:
            yield from ("", *_scale(version))
    yield from _schedule()
    yield from _stages()
    yield from _terms()
    for title, days in (("Versions of the nomenclature", current().nomenclature), ("Regimes", current().regimes)):
        rows = ([f"`{name}`", str(day)] for name, day in days.items())
        yield from ("", f"## {title}", "", *_table(["name", "set on"], rows))
    yield from _counting()
    yield from _affairs()
    yield from ("", "## Entries of the register", "", "Where the ids of the regulations stand in the data.", "")
    yield from _table(["id", "name"], _register_rows())
    yield from ("", "## The basis of each rule", "", "A rule that is not listed is a rule of the house.", "")
    yield from _table(["rule", "clause", "law", "in force from", "confidence", "source"], _basis_rows())


def _terms() -> Iterator[str]:
    """Write the kinds of funds and the accounts that rules speak of."""
    yield from (
        "",
        "## Sources of money",
        "",
        "Names that budgets write; *begins* is what longer names begin with.",
        "",
    )
    rows = (
        [
            f"`{one.kind}`",
            one.title.en,
            "; ".join(one.names),
            "; ".join(one.begins),
            "yes" if one.restricted else "",
            ", ".join(one.fields),
            one.source,
        ]
        for one in current().funds.values()
    )
    yield from _table(["kind", "what", "names", "begins", "restricted", "fields", "source"], rows)
    yield from ("", "## Accounts with a meaning", "")
    accounts = (
        [f"`{name}`", ", ".join(one.codes), one.law, one.confidence, one.source]
        for name, one in current().accounts.items()
    )
    yield from _table(["name", "accounts", "law", "confidence", "source"], accounts)


def _table(names: list[str], rows: Iterable[Iterable[str]]) -> list[str]:
    cells = [names, ["---"] * len(names), *rows]
    return ["| " + " | ".join(text.replace("|", "\\|") for text in row) + " |" for row in cells]


def _parameter(one: Parameter) -> Iterator[str]:
    yield from ("", f"#### {one.name}", "", f"{one.description}. {_told(one)}", "")
    names = ["from", "until", "for", "value", *_NAMED]
    rows = ([*_range(value), _number(value), *_law(value)] for value in one.values)
    yield from _table(names, rows)


def _told(one: Parameter) -> str:
    """Write unit, bound, fraction, condition and lookup as sentences."""
    told = [f"Unit: {one.unit}"]
    if one.bound:
        told.append(f"{_BOUNDS[one.bound].capitalize()} this")
    if one.part or one.base:
        told.append(f"Measured: {' ÷ '.join(text for text in (one.part or 'part', one.base) if text)}")
    if one.condition:
        told.append(f"Only for: {one.condition}")
    if one.by == "fiscal_year":
        told.append("By fiscal year")
    return " ".join(f"{text[0].upper()}{text[1:]}." for text in told)


def _range(value: Value) -> list[str]:
    levels = "all" if value.levels == LEVELS else ", ".join(value.levels)
    return [str(value.start), str(value.until or ""), levels]


def _number(value: Value) -> str:
    if value.stated is not None:
        return str(value.stated)
    if value.classes:
        return "; ".join(f"{name}: {number}" for name, number in value.classes.items())
    tiers = (f"{'above' if one.most is None else f'up to {one.most:,}'}: {one.stated}" for one in value.tiers)
    return "; ".join(tiers) or "*not known*"


def _law(one: Value | Deadline | Change | StageRule) -> list[str]:
    return [one.instrument, one.article, one.confidence, one.source, one.note or ""]


def _scale(version: Bands) -> Iterator[str]:
    """Write the bands of a scale in force from a day on."""
    belongs = "the band above" if version.boundary == "lower_inclusive" else "the band below"
    told = f"{version.instrument}, {version.article}. Confidence: {version.confidence}; {version.source}."
    yield f"From {version.start}: {told}"
    yield f"A value on a bound belongs to {belongs}."
    rows = (
        [band.code, band.name.id, band.name.en, *("" if one is None else str(one) for one in (band.least, band.most))]
        for band in version.bands
    )
    yield from ("", *_table(["code", "Indonesian", "English", "from", "to"], rows))


def _schedule() -> Iterator[str]:
    yield from ("", "## Deadlines", "")
    yield "A limit is counted from an event of the document (or of the one named), or is a day of the calendar; *year -1* is the"
    yield "year before the first year of the document. Working days leave out Saturdays, Sundays and the holidays a caller gives."
    names = ["rule", "name", "documents", "for", "event", "limit", "from", *_NAMED]
    rows = (
        [one.rule, f"`{one.name}`", _documents(one), *_for(one), one.event, _limit(one), str(one.start), *_law(one)]
        for one in current().schedule
    )
    yield from ("", *_table(names, rows))


def _documents(one: Deadline) -> str:
    kinds = ", ".join(one.documents)
    return f"{kinds}{' (change)' if one.change else ''}{f' of the {one.whose}' if one.whose else ''}"


def _for(one: Deadline) -> list[str]:
    return ["all" if one.levels == LEVELS else ", ".join(one.levels)]


def _limit(one: Deadline) -> str:
    anchor = _day(one.anchor) if isinstance(one.anchor, CalendarDay) else one.anchor
    if one.offset is None:
        return f"{one.side} {anchor}"
    if not one.offset.count:
        return f"not {'before' if one.side == 'earliest' else 'after'} {anchor}"
    unit = one.offset.unit.replace("_", " ")
    return f"{one.side} {abs(one.offset.count)} {unit} {'after' if one.offset.count > 0 else 'before'} {anchor}"


def _day(day: CalendarDay) -> str:
    within = f"week {day.week}" if day.week is not None else f"day {day.day}"
    return f"{within} of month {day.month}, year {day.year:+d}" if day.year else f"{within} of month {day.month}"


def _stages() -> Iterator[str]:
    stages = current().stages
    yield from ("", "## Stages of a budget", "", " → ".join(f"`{key}` ({name})" for key, name in stages.names.items()))
    yield from ("", "What it takes to move money:", "")
    names = ["between", "rule", "by", "approver", "from", *_NAMED]
    rows = (
        [f"`{one.between}`", one.rule, f"`{one.by}`", one.approver, str(one.start), *_law(one)]
        for one in stages.moves.values()
    )
    yield from _table(names, rows)
    yield from ("", "What else holds:", "")
    names = ["rule", "says", "at", "from", *_NAMED]
    others = ([one.rule, one.says, ", ".join(one.at), str(one.start), *_law(one)] for one in stages.rules.values())
    yield from _table(names, others)


def _counting() -> Iterator[str]:
    counting = current().counting
    yield from ("", "## What counts as what", "")
    yield "What counts for the subjects of mandatory shares; *may* is not excluded by what is known. A region declares the rest with the word"
    yield "([mandatory shares](guide/mandatory-shares.md)). Subjects without a line here are counted by declaration, or by printed name."
    rows = (
        [one.name, f"`{one.word}`", by.code, by.how, by.confidence, by.source, by.note or ""]
        for one in counting.subjects.values()
        for by in (*one.codes, *one.accounts)
    )
    names = ["subject", "word", "code or account", "how", "confidence", "source", "note"]
    yield from ("", *_table(names, rows))
    yield from ("", "The fungsi of a field, as far as it is said:", "")
    fields = ([code, one.name, one.confidence, one.source] for code, one in counting.fields.items())
    yield from _table(["field", "fungsi", "confidence", "source"], fields)


def _affairs() -> Iterator[str]:
    affairs = current().affairs
    yield from ("", "## Fields, their groups, and the OPD no region lacks", "")
    levels = {one.field: ", ".join(one.levels) for one in affairs.mandatory}
    rows = (
        [code, name.id, name.en, levels.get(code, "")]
        for code, name in (*affairs.groups.items(), *affairs.fields.items())
    )
    yield from _table(["code", "name", "in English", "levels that must have an OPD for it"], rows)


def _register_rows() -> list[list[str]]:
    parameters = ((one.register, f"`{one.name}`") for one in current().parameters.values())
    deadlines = ((one.register, f"{one.rule} `{one.name}`") for one in current().schedule)
    rows: dict[str, list[str]] = {}
    for register, name in (*parameters, *deadlines):
        for entry in _ids(register):
            rows.setdefault(entry, []).append(name)
    return [[entry, ", ".join(names)] for entry, names in sorted(rows.items())]


def _ids(register: str | None) -> list[str]:
    return register.split(", ") if register else []


def _basis_rows() -> Iterator[list[str]]:
    for code, clauses in sorted(current().bases.items()):
        for name, basis in clauses.items():
            told = [basis.law, str(basis.start), basis.confidence, basis.source]
            yield [f"[{code}](rules/{code}.md)", f"`{name}`", *told]
