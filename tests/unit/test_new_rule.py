"""``tools/new_rule.py``: what it lays out is a rule that runs, and a page that is not true until it is filled in."""

from __future__ import annotations

import runpy
import shutil
from pathlib import Path

import pytest

import compile_law
import new_rule
from regplan.checks import check
from regplan.model import Document, Plan


@pytest.fixture(name="project")
def copied_project(tmp_path: Path) -> Path:
    """The files of a project that a new rule touches, copied."""
    for name in ("src/regplan/law/data/rules.yaml", "src/regplan/checks/structure/work.py", "docs/rules/CARD-10.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(new_rule.ROOT / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize("module", ["structure/work", "structure/gender"])
def test_new_rule_runs(project: Path, module: str) -> None:
    """In a module that is there, or a new one, the function is a rule with one clause."""
    new_rule.main("GEN-01", module, "no-gender-budget", project)
    rules = runpy.run_path(str(project / "src/regplan/checks" / f"{module}.py"))["RULES"]
    report = check(Plan(documents=[Document(id="d", kind="RPJMD")]), select="REF-02", rules=[rules[0]])
    assert rules[0].code == "GEN-01"
    assert [(one.name, one.subject) for one in report] == [("no-gender-budget", "d")]


def test_page_is_not_true_yet(project: Path) -> None:
    """The page asks for a finding that nobody has worded, so that its test fails until someone does."""
    new_rule.main("GEN-01", "structure/work", "no-gender-budget", project)
    page = (project / "docs/rules/GEN-01.md").read_text(encoding="utf-8")
    assert "info no-gender-budget …" in page
    assert "GEN-01:\n  no-gender-budget:" in (project / "src/regplan/law/data/rules.yaml").read_text(encoding="utf-8")


def test_rule_that_has_a_page_is_refused(project: Path) -> None:
    """A code that is taken is refused before anything is written."""
    before = (project / "src/regplan/law/data/rules.yaml").read_bytes()
    with pytest.raises(FileExistsError):
        new_rule.main("CARD-10", "structure/work", "no-agency", project)
    assert (project / "src/regplan/law/data/rules.yaml").read_bytes() == before


def test_law_that_is_not_filled_in_is_refused(project: Path) -> None:
    """The line of law that is laid out does not compile before someone has written what the law is."""
    data = project / "src/regplan/law/data/rules.yaml"
    assert compile_law.unfilled(compile_law.read(data)) == []
    new_rule.main("GEN-01", "structure/work", "no-gender-budget", project)
    [told] = compile_law.unfilled(compile_law.read(data))
    assert told.startswith("rules.yaml: GEN-01: no-gender-budget: law is still '…': give instrument and article")


def test_steps_name_what_is_left(project: Path) -> None:
    """The steps that are printed name the golden texts, README, the fragment, and when a rule on recalled law runs."""
    steps = "\n".join(new_rule.main("GEN-01", "structure/gender", "no-gender-budget", project))
    for told in (
        "--rewrite-golden",
        "README",
        "changelog.d/",
        "_MODULES",
        "recalled the rule runs only when it is selected",
    ):
        assert told in steps
