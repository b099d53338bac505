"""What the command line prints for the two real plans, word for word, in both languages; paths are masked."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from regplan.cli import main

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CASES = {
    "deli_serdang.check": ("check", "{examples}/deli_serdang_2019"),
    "deli_serdang.trace": ("trace", "dinkes/1.02.02.2.01", "{examples}/deli_serdang_2019"),
    "deli_serdang.tree": ("tree", "{examples}/deli_serdang_2019"),
    "situbondo.check": ("check", "{examples}/situbondo_bapenda_2026"),
    "situbondo.trace": ("trace", "bapenda/5.02.04", "{examples}/situbondo_bapenda_2026"),
    "situbondo.tree": ("tree", "{examples}/situbondo_bapenda_2026"),
    "deli_serdang.explain": ("explain", "dinkes/1.02.02.2.01", "{examples}/deli_serdang_2019"),
    "deli_serdang.impact": ("impact", "S1.2", "{examples}/deli_serdang_2019"),
    "situbondo.explain": ("explain", "bapenda/5.02.04", "{examples}/situbondo_bapenda_2026"),
    "situbondo.impact": ("impact", "bapenda/T1", "{examples}/situbondo_bapenda_2026"),
    "situbondo.graph": ("graph", "{examples}/situbondo_bapenda_2026", "--level", "program", "--format", "mermaid"),
    "rules": ("rules", "CARD-04"),
    "mamberamo.budget": ("budget", "{examples}/mamberamo_raya_2023_page"),
    "mamberamo.flow": (
        *("budget", "{examples}/mamberamo_raya_2023_page", "--documents", "rkpd-2023,rkpd-2023-p2"),
        *("--level", "sub_activity", "--by", "fund", "--flow"),
    ),
    "situbondo.budget": (
        *("budget", "{examples}/situbondo_bapenda_2026", "--documents", "RENSTRA", "--year", "2027", "--by", "node"),
    ),
    "budget.help": ("budget", "--help"),
    "convert.help": ("convert", "--help"),
    "form.help": ("form", "--help"),
    "migrate.help": ("migrate", "--help"),
    "template.help": ("template", "--help"),
    "situbondo.compare": (
        "compare",
        "{examples}/situbondo_bapenda_2026",
        "{examples}/bapenda_potong_12_persen.yaml",
        "--by",
        "year",
    ),
    "sentra.opd": ("opd", "{examples}/sentra_kewirausahaan"),
    "sentra.opd_one": ("opd", "{examples}/sentra_kewirausahaan", "--agency", "dpupr"),
    "situbondo.diff": ("diff", "{golden}/perubahan_a.yaml", "{golden}/perubahan_b.yaml"),
}


def printed(words: tuple[str, ...], lang: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Return what a command prints, its exit code in the last line."""
    given = [word.format(examples=ROOT / "examples", golden=HERE) for word in words]
    try:
        with pytest.raises(SystemExit) as caught:
            main([*given, "--lang", lang])
    finally:
        gc.enable()
    return f"{capsys.readouterr().out.replace(str(ROOT), '<root>')}exit {caught.value.code}\n"


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("name", CASES)
def test_printed(name: str, lang: str, capsys: pytest.CaptureFixture[str], *, rewrite: bool) -> None:
    """A command prints exactly its golden text; ``pytest tests/golden --rewrite-golden`` writes it anew."""
    file = HERE / f"{name}.{lang}.txt"
    got = printed(CASES[name], lang, capsys)
    if rewrite:
        file.write_text(got, encoding="utf-8")
    assert got == file.read_text(encoding="utf-8")


def test_no_file_is_left_over() -> None:
    """Each golden file belongs to a case."""
    assert {path.name for path in HERE.glob("*.txt")} == {
        f"{name}.{lang}.txt" for name in CASES for lang in ("id", "en")
    }
