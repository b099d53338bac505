"""Lay out a new rule where its parts belong: python tools/new_rule.py CODE MODULE CLAUSE, as GEN-01 structure/gender no-gender-budget."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
_MODULE: Final = '''"""{code}: … (regulations §…)."""

from __future__ import annotations

from regplan.checks._case import Case
from regplan.checks._rule import Outcome, Violation, clause, rule

__all__ = ["RULES"]


RULES = ()
'''
_FUNCTION: Final = '''@rule(
    "{code}",
    ("… (Indonesian)", "… (English)"),
    clause(
        "{clause}",
        "info",
        ("{{subject}} …: {{got}}, seharusnya {{expected}}", "{{subject}} …: {{got}}, expected {{expected}}"),
        ("… (cara memperbaiki)", "… (how to mend it)"),
    ),
)
def {function}(case: Case) -> Outcome:
    """… what holds where nothing is wrong, in a sentence."""
    for at, _ in case.documents("RPJMD"):
        # where an input is not there: yield Lacking(id of the document, Bilingual("…", "…"))
        yield Violation(case.position(at), None, {{"got": "…", "expected": "…"}})


'''
_LAW: Final = """{code}:
  {clause}: {{law: "…", confidence: recalled, source: "", from: 2014-10-02}}
"""
_PAGE: Final = """# {code} {clause}

<!-- head -->
<!-- /head -->

## Why

… who loses what where the rule is broken, and when `{clause}` fires.

## Bad

```yaml
dokumen:
  - {{id: rpjmd, jenis: RPJMD}}
```

## Findings

```text
info {clause} … (the id it is about)
```

## Good

```yaml
dokumen:
  - {{id: rpjmd, jenis: RPJMD, tahun: 2025-2029}}
```
"""


def main(code: str, module: str, clause: str, root: Path = ROOT) -> list[str]:
    """
    Write function, line of law and page; all are to be filled in, and the page fails until they are.

    Args:
        code: The code of the regulations.
        module: Path below ``checks/`` without ending; it is made where there is none.
        clause: The name of the wrong pattern.
        root: The project.

    Returns:
        What is left to do by hand, one step a line.

    Raises:
        FileExistsError: The rule has a page already.
    """
    page = root / "docs" / "rules" / f"{code}.md"
    with page.open("x", encoding="utf-8") as file:
        file.write(_PAGE.format(code=code, clause=clause))
    with (root / "src/regplan/law/data/rules.yaml").open("a", encoding="utf-8") as file:
        file.write(_LAW.format(code=code, clause=clause))
    source = root / "src/regplan/checks" / f"{module}.py"
    is_new = not source.exists()
    text = _MODULE.format(code=code) if is_new else source.read_text(encoding="utf-8")
    source.write_text(with_rule(text, code, clause), encoding="utf-8")
    steps = [
        f"fill in … in {source} and {page}",
        "fill in the last lines of law/data/rules.yaml, or delete them for a rule of the house: law, confidence, source, first day",
        "know that with confidence recalled the rule runs only when it is selected",
    ]
    if is_new:
        steps.append(f"add {source.stem}.RULES to _MODULES of checks/_run.py, and its import")
    return [
        *steps,
        "python tools/compile_law.py && python tools/generate_docs.py",
        f"python -m pytest tests/rules -k {code}",
        "python -m pytest tests/golden --rewrite-golden, and read the difference",
        "the number of rules that ran in README's session, where the rule runs unselected: python -m pytest tests/unit/test_docs.py says so",
        f"a test in tests/unit/checks/ and a fragment in changelog.d/, as {code.lower()}.added.md",
    ]


def with_rule(text: str, code: str, clause: str) -> str:
    """Put a function for a rule before the RULES of a module, and its name in front of them."""
    function = clause.replace("-", "_")
    before, name, rules = text.rpartition("RULES")
    opening, bracket, rest = rules.partition("= (")
    return f"{before}{_FUNCTION.format(code=code, clause=clause, function=function)}{name}{opening}{bracket}{function}, {rest}"


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    for step in main(sys.argv[1], sys.argv[2], sys.argv[3]):
        sys.stdout.write(f"- {step}\n")
