"""Money that cannot be: each fault is named where it stands, with its cure, in both languages, and the command line ends in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from regplan.checks import check
from regplan.cli import main
from regplan.io import read
from regplan.report import finding_lines

HEAD = "perangkat_daerah: [{id: dinkes}]\nacuan: [{id: a, kerangka: TAGGING}, {id: b, kerangka: TAGGING}]\n"
RKPD = "{id: r, jenis: RKPD, tahun: 2027}"
FAULTS = {
    "dangling-id": (
        *("REF-01", 5, "hilang"),
        f"dokumen: [{RKPD}]\nanggaran:\n  - {{dokumen: r, untuk: hilang, jumlah: {{2027: 5.000.000}}}}\n",
    ),
    "value-outside-years": (
        *("PER-01", 6, "p"),
        f"dokumen: [{RKPD}]\nprogram: [{{id: p, dokumen: r}}]\nanggaran:\n  - {{dokumen: r, untuk: p, jumlah: {{2031: 5.000.000}}}}\n",
    ),
    "negative-amount": (
        *("ARI-02", 6, "p"),
        f"dokumen: [{RKPD}]\nprogram: [{{id: p, dokumen: r}}]\nanggaran:\n  - {{dokumen: r, untuk: p, jumlah: {{2027: -5.000.000}}}}\n",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_named_placed_curable(name: str, tmp_path: Path) -> None:
    """The finding has its name, its subject, the line of the file, and a message and a cure in each language."""
    code, line, subject, text = FAULTS[name]
    path = tmp_path / "rencana.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    reading = read(path)
    assert not [one for one in reading.findings if one.severity == "error"]
    found = [one for one in check(reading.plan, select=code).findings if one.name == name]
    assert [(one.subject, one.where.line if one.where else None) for one in found] == [(subject, line)]
    told = [" ".join(finding_lines(found[0], lang)) for lang in ("id", "en")]
    assert told[0] != told[1]
    assert found[0].hint.id != found[0].hint.en
    assert subject in told[0]
    assert subject in told[1]


PLAN = (
    f"{HEAD}dokumen:\n  - {RKPD}\n  - {{id: r2, jenis: RKPD, tahun: 2027}}\n"
    "  - {id: s, jenis: RENSTRA, tahun: 2025-2029}\n  - {id: t, jenis: APBD, tahun: 2027}\n"
    "program: [{id: p, dokumen: r}]\nkegiatan: [{id: k, induk: p, dokumen: r}]\nanggaran:\n"
    "  - {dokumen: r, untuk: p, jumlah: {2027: 5.000.000}}\n  - {dokumen: r2, untuk: k, jumlah: {2027: 5.000.000}}\n"
    "  - {dokumen: s, untuk: p, jumlah: {2025: 1.000.000, akhir: 5.000.000}}\n"
    "  - {dokumen: t, untuk: p, peran: jumlah_tercantum, jumlah: {2027: 5.000.000}}\n"
)
REFUSED = {
    "--documents RKPD": ("menyatakan uang yang sama", "speak of the same money"),
    "--documents r,r2 --level activity": ("tingkat yang berbeda", "unlike levels"),
    "--documents KUA": ("tidak ada dokumen seperti itu", "there is no such document"),
    "--documents APBD": ("jumlah tercantum saja", "stated totals alone"),
    "--documents r,t": ("tidak ada rincian uang", "no entries of money"),
    "--documents r,s --year 2027": ("masa uangnya berbeda", "unlike or unclear periods"),
    "--documents RENSTRA": ("masa uangnya berbeda", "unlike or unclear periods"),
    "--documents r,r2 --basis realised": ("tidak dibandingkan", "not compared"),
    "--documents r,RENSRA": ("tidak dikenal", "not known"),
    "--documents r --revision terakhir": ("tidak dapat dihitung", "cannot be computed"),
    "--by fund": ("uang ada di RKPD, RENSTRA: sebut satu", "there is money in RKPD, RENSTRA: name one"),
    "--documents r,r2 --by tag": ("tidak dikenal", "not known"),
    "--documents r,s": ("sebutkan --year", "give --year"),
}


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("words", REFUSED)
def test_refused_in_one_line(words: str, lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be added or compared ends with 2 and one line on standard error that says why, in the language."""
    path = tmp_path / "rencana.yaml"
    path.write_text(PLAN, encoding="utf-8")
    with pytest.raises(SystemExit) as caught:
        main(["budget", str(path), *words.split(), "--lang", lang])
    out, err = capsys.readouterr()
    assert (caught.value.code, out) == (2, "")
    assert REFUSED[words][lang == "en"] in err
    assert (err.count("\n"), "Traceback" in err) == (1, False)
