"""A bad file through the public ways in: ``read``, ``load`` and ``regplan check`` in both languages say the same."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

import regplan as rp
from regplan.cli import main
from regplan.diagnostics import InputErrors

__all__ = ["refused", "told"]


def refused(path: Path, capsys: pytest.CaptureFixture[str], code: str, place: str, *words: str) -> rp.Reading:
    """
    Read a file that holds no whole plan, in every way; each names the place, says the words, and gives the cure.

    Args:
        path: The file.
        capsys: Catches what the command line prints.
        code: Of the finding.
        place: What its place ends with, as ``program!C3``; the name of the file where it has none.
        words: What the message says, in Indonesian and in English.
    """
    reading = rp.read(path)
    found = [one for one in reading.findings if one.code == code and f"{one.where or path}".endswith(place)]
    assert found, [(one.code, str(one.where)) for one in reading.findings]
    assert path.name in f"{found[0].where} {found[0].message.en}"
    assert not reading.is_whole
    with pytest.raises(InputErrors) as caught:
        rp.load(path)
    assert found[0] in caught.value.findings
    for lang, word in zip(("id", "en"), words * 2 if len(words) == 1 else words or ("", ""), strict=True):
        with pytest.raises(SystemExit) as ended:
            main(["check", str(path), "--lang", lang])
        gc.enable()  # the command line turns it off
        said = "".join(capsys.readouterr())
        assert ended.value.code == 2
        assert code in said
        assert word in said
        assert place in said
        assert found[0].hint.text("id" if lang == "id" else "en") in said
        assert "Traceback" not in said
    return reading


def told(path: Path) -> list[tuple[str, str, str | None]]:
    """Read a file that holds a whole plan, and return what its loss says: kind, what was there, what was kept."""
    reading = rp.read(path)
    assert reading.is_whole, [(one.code, str(one.where), one.message.en) for one in reading.findings]
    assert rp.load(path) == reading.plan
    assert all(str(path) in str(one.where) for one in reading.loss)
    return [(one.kind, one.got, one.kept) for one in reading.loss]
