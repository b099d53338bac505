"""What a wrong call prints: one line in the language asked for, with what there is instead."""

from __future__ import annotations

import pytest

from regplan.cli.main import main

RENSTRA = "examples/situbondo_bapenda_2026"


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (["budget", RENSTRA, "--by", "entah"], "--by tidak dapat bernilai entah, pilihannya opd, mission"),
        (["budget", RENSTRA, "--year", "dua"], "--year tidak dapat bernilai dua, tulis bilangan bulat"),
        (["check", RENSTRA, "--on", "besok"], "--on tidak dapat bernilai besok, tulis tanggalnya 2026-03-31"),
        (["budget"], "PATH belum disebut"),
        (["check", RENSTRA, "--pilih", "CARD"], "tidak ada opsi --pilih"),
        (["cek", RENSTRA], "tidak ada perintah cek"),
    ],
)
def test_wrong_calls(call: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The call is refused with 2, in Indonesian, with what could be written."""
    with pytest.raises(SystemExit) as stop:
        main([*call, "--lang", "id"] if call[0] != "cek" else ["--lang", "id", *call])
    assert stop.value.code == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(("word", "head"), [("dana", "Sumber dana"), ("tahun", "Tahun"), ("node", "Simpul")])
def test_sides_in_indonesian(word: str, head: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What money is added up by may be named in Indonesian."""
    with pytest.raises(SystemExit) as stop:
        main(["budget", RENSTRA, "--documents", "RENSTRA", "--year", "2027", "--by", word, "--lang", "id"])
    assert not stop.value.code
    assert head in capsys.readouterr().out
