"""The documentation is true: its snippets run, its plans load, its generated pages are current, nothing is left out."""

from __future__ import annotations

import ast
import doctest
import importlib
import pkgutil
import re
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import ModuleType

import pytest

import generate_docs
import regplan
import regplan.calc
import regplan.checks
import regplan.testing
from regplan.checks import definitions, registry
from regplan.cli.main import command_line
from regplan.io import read

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
GUIDE = sorted((DOCS / "guide").glob("*.md"))
SNIPPETS = [ROOT / "README.md", *GUIDE, DOCS / "conventions.md"]
COMMANDS = sorted(command_line("en").commands)


def fences(path: Path, *languages: str) -> list[tuple[str, str]]:
    """Return language and body of the fenced blocks of a page."""
    pattern = rf"^```({'|'.join(languages)})\n(.*?)^```"
    return re.findall(pattern, path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def sessions() -> list[tuple[str, str, str]]:
    """Return page, arguments and shown output of every ``$ regplan`` in a text block."""
    shown = re.compile(r"^\$ regplan (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
    return [
        (path.name, arguments, output)
        for path in SNIPPETS
        for _, body in fences(path, "text")
        for arguments, output in shown.findall(body)
    ]


@pytest.mark.parametrize("path", SNIPPETS, ids=lambda path: path.name)
def test_python_snippets_run(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ``>>>`` snippets of a page run in order, in the folder of the project, and give what they show."""
    monkeypatch.chdir(ROOT)
    code = "\n".join(body for _, body in fences(path, "python"))
    test = doctest.DocTestParser().get_doctest(code, {}, path.name, str(path), 0)
    told: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=told.append)
    assert not result.failed, "".join(told)


def test_quickstart_has_snippets() -> None:
    """The snippets are found at all."""
    assert sum(body.count(">>>") for path in GUIDE for _, body in fences(path, "python")) > 10


@pytest.mark.parametrize(("page", "arguments", "output"), sessions())
def test_commands_print_what_is_shown(page: str, arguments: str, output: str) -> None:
    """Each line shown below a command is printed by it, in that order; ``…`` leaves lines out."""
    call = [sys.executable, "-m", "regplan", *arguments.split()]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode in {0, 1}, f"{page}: {done.stderr}"
    printed = iter(done.stdout.splitlines())
    for line in output.splitlines():
        assert line.strip() in {"", "…", "..."} or line in printed, f"{page}: {arguments}: {line}"


@pytest.mark.parametrize(("suffix", "text"), fences(DOCS / "guide" / "files.md", "yaml", "json"))
def test_plan_snippets_load(suffix: str, text: str, tmp_path: Path) -> None:
    """Each plan of the page on files is read without a finding and without loss."""
    file = tmp_path / f"rencana.{suffix}"
    file.write_text(text, encoding="utf-8")
    reading = read(file)
    assert (reading.findings, reading.loss) == ((), ())
    assert len(reading.plan)


def test_generated_pages_are_current() -> None:
    """Glossary, law, index of rules and heads of rule pages are as the code would write them now."""
    assert generate_docs.stale() == []


def test_head_is_put_once() -> None:
    """A head takes the place of the one that is there and leaves the rest of the page alone."""
    new = f"{generate_docs.OPENS}\nkepala\n{generate_docs.CLOSES}"
    once = generate_docs.with_head("# A-01 x\n\nIsi.\n", new)
    assert once == f"# A-01 x\n\n{new}\n\nIsi.\n"
    assert generate_docs.with_head(once, new) == once


def test_every_code_has_a_page() -> None:
    """Each rule has a page of its own, and each code a row in the index."""
    assert [code for code in registry() if not (DOCS / "rules" / f"{code}.md").exists()] == []
    index = (DOCS / "rules" / "index.md").read_text(encoding="utf-8")
    assert [one.code for one in definitions() if f"[{one.code}](" not in index] == []


@pytest.mark.parametrize("name", regplan.__all__)
def test_table_of_names_is_whole(name: str) -> None:
    """The table of the API's first page has every name that ``import regplan`` gives."""
    rows = [line for line in (DOCS / "api" / "regplan.md").read_text(encoding="utf-8").splitlines() if line[:1] == "|"]
    assert any(f"`{name}`" in row for row in rows)


PUBLIC = [*regplan.__all__, *regplan.testing.__all__, *(f"regplan {command}" for command in COMMANDS)]


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_documented(name: str) -> None:
    """Each public name, those for tests too, and each command stands in the guide, the API pages or the conventions."""
    pages = [*GUIDE, *(DOCS / "api").glob("*.md"), DOCS / "conventions.md"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in pages)
    assert re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)


NUMBERS = {int, float, Decimal, Fraction}
"""Types of numbers; below, names of numbers that decide nothing: lengths of lists, codes, blur of floats, curves and hits."""
SHOWN = {"LONGEST", "LONGEST_CIRCLE", "MOST_NAMED", "MOST_OFFERS", "_LONGEST", "_MOST_TOLD", "_NAMED", "_SHOWN"}
CODES = {
    "FLOW",
    "HUNDRED",
    "NOT_SAID",
    "NOWHERE",
    "SAID_EMPTY",
    "SEN",
    "STOCK",
    "_NEVER",
    "_OTHER",
    "_SPENDING",
    "_YEARS",
}
FLOATS = {"DUST", "_DUST"}
DRAWN = {"HIT", "STEEPEST"}


def numbers(package: ModuleType) -> set[tuple[str, str]]:
    """Return module and name of each number that is written out at the top of a module of a package."""
    found = set()
    for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(info.name)
        for node in ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8")).body:
            target = node.target if isinstance(node, ast.AnnAssign) else getattr(node, "targets", [None])[0]
            parts = ast.walk(value) if (value := getattr(node, "value", None)) else ()
            written = not any(isinstance(one, ast.Attribute | ast.Subscript) for one in parts)
            if isinstance(target, ast.Name) and written and type(getattr(module, target.id, None)) in NUMBERS:
                found.add((info.name, target.id))
    return found


def test_numbers_of_the_house_are_listed() -> None:
    """Each number of our own in rules, and each public one in calculators, stands in conventions §10, or decides nothing."""
    text = (DOCS / "conventions.md").read_text(encoding="utf-8")
    known = {*SHOWN, *CODES, *FLOATS, *DRAWN}
    own = numbers(regplan.checks) | {one for one in numbers(regplan.calc) if one[1][0] != "_"}
    silent = [one for one in own if not re.search(rf"from {re.escape(one[0])} import [^#\n]*\b{one[1]}\b", text)]
    assert sorted(one for one in silent if one[1] not in known) == []
    assert known <= {name for _, name in own}
