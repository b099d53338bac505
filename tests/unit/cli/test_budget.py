"""``regplan budget``: what each option chooses, exact JSON, CSV that is safe, and totals that add up."""

from __future__ import annotations

import csv
import gc
import io
import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from regplan.calc.budget import flow, totals
from regplan.cli import main
from regplan.io import load

EXAMPLES = Path(__file__).parents[3] / "examples"
PAGE = EXAMPLES / "mamberamo_raya_2023_page"
RENSTRA = EXAMPLES / "situbondo_bapenda_2026"
TAGGED = """
perangkat_daerah: [{id: x, nama: "=HYPERLINK(1)"}]
misi: [{id: M1, uraian: Misi satu}]
acuan: [{id: t, kerangka: TAGGING, uraian: Stunting}, {id: u, kerangka: TAGGING, uraian: Iklim}]
wilayah: [{id: w, nama: Galang}]
dokumen: [{id: r, jenis: RKPD, tahun: 2027}]
program:
  - {id: p, kode: 1.02.02, dokumen: r, opd: x, induk: M1}
  - {id: q, kode: 1.02.03, dokumen: r, opd: x}
anggaran:
  - {dokumen: r, untuk: p, rekening: 5.1.02, lokasi: w, jumlah: {2027: 5.000.000}}
  - {dokumen: r, untuk: q, jumlah: {2027: null}}
  - {dokumen: r, untuk: q, sumber_dana: -1, jumlah: {2027: -7.000.000}}
kaitan: [{dari: p, jenis: selaras_dengan, ke: t}, {dari: p, jenis: selaras_dengan, ke: u}]
"""

Run = Callable[..., str]


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """The command line turns the garbage collector off; turn it on again."""
    yield
    gc.enable()


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command; it ends with 0."""

    def call(path: Path, words: str = "", lang: str = "en") -> str:
        with pytest.raises(SystemExit) as caught:
            main(["budget", str(path), *words.split(), "--lang", lang])
        assert caught.value.code == 0
        return capsys.readouterr().out

    return call


@pytest.fixture
def tagged(tmp_path: Path) -> Path:
    """Write a plan with tags without weights, an unknown amount, a negative one, and an OPD named like a formula."""
    path = tmp_path / "rencana.yaml"
    path.write_text(TAGGED, encoding="utf-8")
    return path


def test_without_documents_all_are_listed(run: Run) -> None:
    """Without --documents each document and year has a line, and what speaks of the same money is not added."""
    text = run(PAGE)
    assert [line.split()[0] for line in text.splitlines()[3:7]] == [
        "rkpd-2023",
        "rkpd-2023-p2",
        "apbd-2023",
        "apbd-2023-p",
    ]
    assert "not added" in text
    assert "Total" not in text


@pytest.mark.parametrize(
    "by", ["opd", "mission", "fund", "place", "tag", "account", "level", "year", "document", "node"]
)
def test_every_side(by: str, run: Run, tagged: Path) -> None:
    """Each word of --by gives the totals of the library, in JSON without loss."""
    data = json.loads(run(tagged, f"--documents RKPD --by {by} --format json"))
    found = totals(load(tagged), "RKPD", by="agency" if by == "opd" else by, year=None)  # type: ignore[arg-type] # words
    assert [(row["low"], row["high"], row["amount"]) for row in data["rows"]] == [
        (one.low, one.high, one.amount) for one in found
    ]
    assert data["total"] == {"amount": None, "unknown": 1, "rows": 3}


def test_unknown_and_doubtful_are_said_beneath(run: Run, tagged: Path) -> None:
    """An unknown amount makes its totals ``?``; links without weights give a range; both are explained."""
    text = run(tagged, "--documents RKPD --by tag")
    assert "?" in text
    assert "0 – 5,000,000" in text
    assert "1 amount(s) are unknown" in text
    assert "links without weights" in text


def test_csv_is_safe_and_exact(run: Run, tagged: Path) -> None:
    """In CSV an OPD named like a formula is quoted, a fund -1 too, and a negative amount is a number."""
    (row,) = csv.DictReader(io.StringIO(run(tagged, "--documents RKPD --by opd --format csv")))
    assert row["agency_name"] == "'=HYPERLINK(1)"
    funds = list(csv.DictReader(io.StringIO(run(tagged, "--documents RKPD --by fund --format csv"))))
    assert {one["fund"]: one["amount"] for one in funds} == {"": "", "'-1": "-7000000"}


class TestSideBySide:
    """Two documents and more."""

    WORDS = "--documents RKPD,APBD --revision original --level sub_activity"

    @pytest.mark.parametrize("by", ["opd", "fund", "place", "account", "mission", "node"])
    def test_parts_total_the_gap(self, by: str, run: Run) -> None:
        """Whatever it is set side by side by, differences total the gap."""
        data: Any = json.loads(
            run(PAGE, f"--documents rkpd-2023,apbd-2023-p --level sub_activity --by {by} --format json")
        )
        (measures,) = data["measures"]
        rows = data["items"] if by == "node" else data["by"]
        name = "delta" if by == "node" else "gap"
        assert sum(Decimal(row[name]) for row in rows) == Decimal(measures["gap"]) == 8_085_000

    def test_items(self, run: Run) -> None:
        """With --flow the items are those of the library; --format csv writes one a line."""
        text = run(PAGE, f"{self.WORDS} --flow --format csv")
        rows = list(csv.DictReader(io.StringIO(text)))
        found = flow(load(PAGE), ["RKPD", "APBD"], year=2023, level="sub_activity", revision="original").direct
        assert [(row["key"], row["kind"], Decimal(row["after"])) for row in rows] == [
            (one.key, one.kind, one.after) for one in found
        ]

    def test_change_is_a_step(self, run: Run) -> None:
        """Without --revision a change is a step of its own, and the whole way stands last."""
        data = json.loads(run(PAGE, "--documents RKPD,APBD --format json"))
        assert data["stages"] == ["rkpd-2023", "rkpd-2023-p2", "apbd-2023", "apbd-2023-p"]
        assert [(one["from"], one["to"]) for one in data["measures"]][-1] == ("rkpd-2023", "apbd-2023-p")

    def test_one_document_with_its_change(self, run: Run) -> None:
        """One word with --flow follows a document through its changes."""
        assert "rkpd-2023 → rkpd-2023-p2" in run(PAGE, "--documents RKPD --flow")

    def test_year_is_that_of_the_documents(self, run: Run) -> None:
        """Where all documents are for one year, --year may be left out."""
        assert run(PAGE, self.WORDS) == run(PAGE, f"{self.WORDS} --year 2023")


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_a_plan_that_is_not_whole(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that holds no whole plan ends with 2 and its problems, and nothing is added up."""
    path = tmp_path / "rencana.yaml"
    path.write_text("anggaran: [{dokumen: d, untuk: p, jumlah: {2027: 1,5}}]\ntujan: []\n", encoding="utf-8")
    with pytest.raises(SystemExit) as caught:
        main(["budget", str(path), "--format", form])
    assert caught.value.code == 2
    assert "FILE-" in capsys.readouterr().out


def test_sheets_speak_both_languages(run: Run) -> None:
    """Heads, notes and numbers differ by language, amounts do not."""
    one, other = (run(RENSTRA, "--documents RENSTRA --year 2027 --by level", lang) for lang in ("id", "en"))
    assert "Jumlah" in one
    assert "Total" in other
    assert "21.635.896.004" in one
    assert "21,635,896,004" in other


APBD = """
dokumen: [{id: apbd, jenis: APBD, tahun: 2026}]
perangkat_daerah: [{id: x, nama: Dinas}]
program: [{id: p, kode: 1.02.02, dokumen: apbd, opd: x}]
anggaran:
  - {dokumen: apbd, untuk: p, rekening: 5.1.02, jumlah: {2026: 900}}
  - {dokumen: apbd, untuk: p, rekening: 5.2.01, jumlah: {2026: 350}}
  - {dokumen: apbd, untuk: /, rekening: 4.1, jumlah: {2026: 300}}
  - {dokumen: apbd, untuk: /, rekening: 4.2, jumlah: {2026: 900}}
  - {dokumen: apbd, untuk: /, rekening: 6.1.01, jumlah: {2026: 80.50}}
  - {dokumen: apbd, untuk: /, rekening: 6.2.02, jumlah: {2026: null}}
"""


class TestByAccount:
    """Three parts of a budget by account: revenue, spending, financing."""

    @pytest.fixture
    def apbd(self, tmp_path: Path) -> Path:
        """Write a budget with all of them."""
        (tmp_path / "apbd.yaml").write_text(APBD, encoding="utf-8")
        return tmp_path / "apbd.yaml"

    def test_text(self, apbd: Path, run: Run) -> None:
        """Each part is a table of its own; an unknown amount is told as one."""
        lines = [line.split() for line in run(apbd, "--by account", "id").splitlines()]
        for wanted in (
            ["4.1", "300"],
            ["Jumlah", "4", "1.200"],
            ["5.1", "900", "72,0", "%"],
            ["Jumlah", "1.250", "-"],
            ["6.1.01", "80,50"],
            ["6.2.02", "?"],
        ):
            assert wanted in lines

    def test_csv_and_json(self, apbd: Path, run: Run) -> None:
        """CSV has a row an account with its part; JSON has the sides beside the rows of spending, exact."""
        rows = list(csv.DictReader(io.StringIO(run(apbd, "--by account --format csv"))))
        assert [(row["part"], row["account"], row["amount"]) for row in rows] == [
            ("revenue", "4.1", "300"),
            ("revenue", "4.2", "900"),
            ("spending", "5.1", "900"),
            ("spending", "5.2", "350"),
            ("financing_receipts", "6.1.01", "80.50"),
            ("financing_outlays", "6.2.02", ""),
        ]
        data = json.loads(run(apbd, "--by account --format json"))
        assert [(one["account"], one["state"], one["amount"]) for one in data["sides"]] == [
            ("4", "known", 1200),
            ("6.1", "known", "80.50"),
            ("6.2", "unknown", None),
        ]
        assert "sides" not in json.loads(run(apbd, "--by node --format json"))

    def test_what_is_not_stated_is_said(self, run: Run) -> None:
        """A plan that speaks of spending alone says so of the rest, and gives no zero."""
        text = run(RENSTRA, "--by account --year 2027")
        assert text.count("not stated") == 3


def test_the_only_kind_there_is_taken(run: Run, tmp_path: Path) -> None:
    """One Renja an OPD is what --by adds up when nothing is said; with two kinds the call is refused with both."""
    heads = "kode_sub_skpd,kode_program,kode_giat,kode_sub_giat,pagu_indikatif,nama_dana\n"
    rows = [
        f"{opd},{opd}.02,{opd}.02.2.02,{opd}.02.2.02.0001,{amount},DAU\n" for opd, amount in (("1.02", 70), ("1.03", 5))
    ]
    (tmp_path / "renja_2026.csv").write_text(heads + "".join(rows), encoding="utf-8")
    assert len(load(tmp_path / "renja_2026.csv").documents) == 2
    assert "75" in run(tmp_path / "renja_2026.csv", "--by fund").splitlines()[-1].split()
    assert run(tmp_path / "renja_2026.csv", "--by fund") == run(
        tmp_path / "renja_2026.csv", "--by fund --documents RENJA"
    )


def test_two_kinds_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    """Where several kinds have money the call is refused with them, in the language of the call."""
    with pytest.raises(SystemExit) as caught:
        main(["budget", str(PAGE), "--by", "fund", "--lang", "id"])
    assert (caught.value.code, "uang ada di RKPD, APBD" in capsys.readouterr().err) == (2, True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("--basis realised", "rincian uang (realisasi)"),
        ("--documents RKPD,APBD --basis realised", "tidak memuat realisasi"),
    ],
)
def test_the_basis_has_the_word_of_the_language(words: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A refusal in Indonesian names the basis by its Indonesian word."""
    with pytest.raises(SystemExit):
        main(["budget", str(PAGE), *words.split(), "--lang", "id"])
    assert told in capsys.readouterr().err
