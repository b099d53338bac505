"""Write the pages that follow from code and law data: python tools/generate_docs.py [--check]."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, get_args

import golden_achievement
import law_page
from regplan.checks import definitions, registry
from regplan.diagnostics import Clause, Definition
from regplan.model import Region, words
from regplan.model.events import EVENTS
from regplan.model.heading import Heading
from regplan.model.keys import FIELD_KEYS, TABLE_KEYS, indonesian
from regplan.model.schema import FieldSpec, schema_of
from regplan.model.tables import TABLES

DOCS = Path(__file__).parent.parent / "docs"
NOTE: Final = "<!-- Written by tools/generate_docs.py; do not edit. -->"
OPENS, CLOSES = "<!-- head -->", "<!-- /head -->"
_ATTRIBUTE: Final = re.compile(r"^    (\w+): (.*(?:\n {8,}\S.*)*)", re.MULTILINE)
_VOCABULARIES: Final = tuple(name for name in words.__all__ if name not in {"INDONESIAN_WORDS", "LEVELS"})
_HOLDS: Final = {
    "id": "id",
    "ref": "id of a record",
    "line": "one line of text",
    "text": "text",
    "date": "date",
    "year": "year",
    "whole": "whole number",
    "weight": "decimal text",
    "targets": "text by period",
    "amounts": "rupiah by period",
    "dates": "dates by name",
    "extra": "`x-…` keys",
}


def pages() -> dict[Path, str]:
    """Return the text of every generated page, and of every rule page with its head renewed."""
    made = {
        DOCS / "achievement.md": _page("Achievement, in every situation", golden_achievement.lines()),
        DOCS / "glossary.md": _page("Glossary", _glossary()),
        DOCS / "law.md": _page("The law regplan knows", law_page.lines()),
        DOCS / "rules" / "index.md": _page("Rules", _rules()),
    }
    for code, one in registry().items():
        path = DOCS / "rules" / f"{code}.md"
        if path.exists():
            made[path] = with_head(path.read_text(encoding="utf-8"), head(one.definition))
    return made


def stale() -> list[str]:
    """Name the pages that are not as they would be written now."""
    return [
        str(path.relative_to(DOCS.parent))
        for path, text in pages().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]


def head(one: Definition) -> str:
    """Write what the registry says of a rule: lifecycle, since, and each clause with its law."""
    rows = ([f"`{clause.name}`", clause.severity, _law_of(clause), clause.confidence] for clause in one.clauses)
    asked = "" if one.default_on else " Runs only when it is selected."
    told = f"{one.title.en} (*{one.title.id}*). Status: {one.lifecycle}, since {one.since}.{asked}"
    return "\n".join(
        [OPENS, told[0].upper() + told[1:], "", *_table(["clause", "severity", "law", "confidence"], rows), CLOSES]
    )


def with_head(page: str, new: str) -> str:
    """Put a head below the first heading of a page, in the place of the one that is there."""
    before, opened, rest = page.partition(f"{OPENS}\n")
    if opened:
        _, _, after = rest.partition(f"{CLOSES}\n")
        return before + new + "\n" + after
    title, _, body = page.partition("\n")
    return f"{title}\n\n{new}\n{body}"


def _page(title: str, lines: Iterable[str]) -> str:
    return "\n".join([f"# {title}", "", NOTE, "", *lines]).rstrip("\n") + "\n"


def _table(names: list[str], rows: Iterable[Iterable[str]]) -> list[str]:
    cells = [names, ["---"] * len(names), *rows]
    return ["| " + " | ".join(text.replace("|", "\\|") for text in row) + " |" for row in cells]


def _codes(keys: Iterable[str]) -> str:
    return ", ".join(f"`{key}`" for key in keys)


# glossary


def _glossary() -> Iterator[str]:
    yield "Files take the Indonesian and the English words alike; code and canonical JSON are English."
    yield "`x-…` keys are the user's own everywhere. How files are written: [](guide/files.md)."
    yield from ("", "## Records", "")
    yield from _table(["Indonesian key", "English key", "class", "legal term and article"], _record_rows())
    yield from ("", "## Fields, record by record", "", "Required fields are in bold.")
    for name, cls in {**TABLES, "plan": Heading, "region": Region}.items():
        yield from ("", f"### {cls.__name__} (`{name}`)", "", *_field_table(cls))
    yield from ("", "## Fields, Indonesian to English", "")
    yield from _table(["Indonesian key", "English key"], _fields_back())
    yield from ("", "## Events of documents", "", "The keys of `events` (`peristiwa`) in files.", "")
    yield from _table(["Indonesian", "English"], sorted([f"`{word}`", f"`{event}`"] for event, word in EVENTS.items()))
    yield from ("", "## Words, by vocabulary")
    for vocabulary in _VOCABULARIES:
        rows = ([f"`{word}`", f"`{indonesian(word)}`"] for word in get_args(getattr(words, vocabulary)))
        yield from ("", f"### {vocabulary}", "", *_table(["English", "Indonesian"], rows))
    yield from ("", "## Words, Indonesian to English", "")
    yield from _table(["Indonesian", "English", "vocabulary"], _words_back())


def _record_rows() -> Iterator[list[str]]:
    for name, keys in TABLE_KEYS.items():
        yield [_codes(keys), f"`{name}`", TABLES[name].__name__, _opening(TABLES[name])]
    yield [_codes(FIELD_KEYS["region"]), "`region`", "Region", _opening(Region)]


def _opening(cls: type[Any]) -> str:
    """Return the first paragraph of a class docstring."""
    return " ".join((inspect.getdoc(cls) or "").split("\n\n")[0].split())


def _field_table(cls: type[Any]) -> list[str]:
    told = _attributes(cls)
    return _table(
        ["English key", "Indonesian key", "holds", "what it is"],
        (
            [_name(spec), _codes(FIELD_KEYS[spec.name]), _holds(spec), told.get(spec.name, "")]
            for spec in schema_of(cls)
        ),
    )


def _name(spec: FieldSpec) -> str:
    return f"**`{spec.name}`**" if spec.required else f"`{spec.name}`"


def _holds(spec: FieldSpec) -> str:
    one = f"[word](#{_vocabulary(spec.words).lower()})" if spec.kind == "word" else _HOLDS[spec.kind]
    if spec.tables and spec.kind == "ref":
        one = f"id of {', '.join(spec.tables)}"
    return f"list: {one}" if spec.many else one


def _vocabulary(known: tuple[str, ...]) -> str:
    return next(name for name in _VOCABULARIES if get_args(getattr(words, name)) == known)


def _attributes(cls: type[Any]) -> dict[str, str]:
    """Read the attribute lines of the docstrings of a class and of those it inherits from."""
    told: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        text = inspect.cleandoc(base.__doc__ or "").partition("Attributes:\n")[2]
        told |= {name: " ".join(line.split()) for name, line in _ATTRIBUTE.findall(text)}
    return told


def _fields_back() -> list[list[str]]:
    pairs: dict[str, list[str]] = {}
    for name, keys in FIELD_KEYS.items():
        for key in keys:
            pairs.setdefault(key, []).append(name)
    return [[f"`{key}`", _codes(pairs[key])] for key in sorted(pairs)]


def _words_back() -> list[list[str]]:
    rows = [
        [f"`{indonesian(word)}`", f"`{word}`", vocabulary]
        for vocabulary in _VOCABULARIES
        for word in get_args(getattr(words, vocabulary))
        if indonesian(word) != word
    ]
    return sorted(rows)


# rules


def _rules() -> Iterator[str]:
    yield "Every code a finding can carry. A severity in brackets is that of a further clause."
    yield "What the confidence of a law is and does: [](../conventions.md) §10; the law of each clause: [](../law.md)."
    yield "What the regulations ask and no plan can show: [](not-judged.md)."
    yield from ("", *_table(["code", "title", "severity", "law", "lifecycle"], map(_rule_row, definitions())), "")
    yield from ("```{toctree}", ":hidden:", ":glob:", "", "*", "```")


def _rule_row(one: Definition) -> list[str]:
    first, *others = dict.fromkeys(clause.severity for clause in one.clauses)
    severity = f"{first} ({', '.join(others)})" if others else first
    laws = "; ".join(dict.fromkeys(_law_of(clause) for clause in one.clauses))
    return [f"[{one.code}]({_target(one)})", one.title.en, severity, laws, one.lifecycle]


def _target(one: Definition) -> str:
    return f"FILE.md#{one.code.lower()}-{one.clauses[0].name}" if one.code.startswith("FILE-") else f"{one.code}.md"


def _law_of(clause: Clause) -> str:
    return clause.law or "house rule"


if __name__ == "__main__":
    if "--check" in sys.argv:
        old = stale()
        sys.exit(f"old: {', '.join(old)}: python tools/generate_docs.py" if old else 0)
    for target, text in pages().items():
        target.write_text(text, encoding="utf-8")
