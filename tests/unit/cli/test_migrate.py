"""``regplan migrate``: codes moved, what is open told, money proved, in text and JSON."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import regplan as rp
from regplan.cli import main
from regplan.scenario.fates import SURE

PLAN = """
dokumen:
  - id: renja
    jenis: RENJA
    tahun: 2024
    nomenklatur: 2023_1317
    sub_kegiatan:
      - {id: S1, kode: 1.01.02.2.01.0001, uraian: Pembangunan Sekolah}
      - {id: S2, kode: 1.01.02.2.01.0002, uraian: Pengadaan Mebel}
      - {id: S3, kode: 1.01.02.2.01.0003, uraian: Rapat}
    anggaran:
      - {untuk: S1, jumlah: {2024: 1000.50}, sumber_dana: DAU}
      - {untuk: S2, jumlah: {2024: null}}
      - {untuk: S3, jumlah: {2024: 7}}
"""
OLD = "kode,nama\n1.01.02.2.01.0001,Pembangunan Sekolah\n1.01.02.2.01.0002,Pengadaan Mebel\n1.01.02.2.01.0003,Rapat\n"
NEW = "kode,nama,sub_kegiatan_sebelumnya\n1.01.02.2.01.0001,Pembangunan Sekolah,\n1.01.02.2.01.0042,Mebel Sekolah,1.01.02.2.01.0002\n"

Run = Callable[..., tuple[Any, str, str]]


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """The command line turns the garbage collector off; turn it on again."""
    yield
    gc.enable()


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Write plan and lists; run the command with them; return exit code, output and errors."""
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "old.csv").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.csv").write_text(NEW, encoding="utf-8")

    def call(*words: str, out: str = "out.yaml", lists: tuple[str, ...] = (), lang: str = "en") -> tuple[Any, str, str]:
        given = lists or (f"2023_1317={tmp_path / 'old.csv'}", f"2024_3406={tmp_path / 'new.csv'}")
        named = [word for one in given for word in ("--nomenclature", one)]
        with pytest.raises(SystemExit) as caught:
            main(["migrate", str(tmp_path / "plan.yaml"), str(tmp_path / out), *named, *words, "--lang", lang])
        return caught.value.code, *capsys.readouterr()

    return call


def test_moves_and_tells(run: Run, tmp_path: Path) -> None:
    """What moves is in the plan written, what is open keeps its code and is told; the exit code says that something is open."""
    code, said, _ = run("--to", "2024_3406")
    assert code == 1
    after, before = rp.load(tmp_path / "out.yaml"), rp.load(tmp_path / "plan.yaml")
    assert [str(one.code)[-4:] for one in after.sub_activities] == ["0001", "0042", "0003"]
    assert after.documents["renja"].nomenclature == "2024_3406"
    assert after.allocations == before.allocations
    assert "becomes 1.01.02.2.01.0042 (stated, 1.00)  [S2]" in said
    assert "To be decided (1)" in said
    assert "1.01.02.2.01.0003 is retired" in said
    assert "1,007.50" in said
    assert "The same to the sen" in said


def test_json_has_the_fates_and_the_proof(run: Run) -> None:
    """JSON carries each code with how and how sure, and the money of each document, fund and year before and after."""
    code, said, _ = run("--to", "2024_3406", "--from", "2023_1317", "--format", "json")
    told = json.loads(said)
    assert (code, told["format"], told["from"], told["to"]) == (1, "regplan-migration/1", "2023_1317", "2024_3406")
    assert [(one["kind"], one["new"], one["confidence"]) for one in told["fates"]] == [
        ("kept", "1.01.02.2.01.0001", 1.0),
        ("stated", "1.01.02.2.01.0042", 1.0),
        ("retired", None, 0.0),
    ]
    assert told["open"] == ["1.01.02.2.01.0003"]
    assert told["conserved"]["is_whole"] is True
    assert [(one["fund"], one["before"], one["after"], one["unknown"]) for one in told["conserved"]["money"]] == [
        ("DAU", "1000.50", "1000.50", [0, 0]),
        (None, 7, 7, [1, 1]),
    ]
    assert told["written"].endswith("out.yaml")


def test_all_moved_is_clean_and_the_steps_can_be_saved(run: Run, tmp_path: Path) -> None:
    """Where nothing is open the exit code is 0; the scenario that is saved does the same."""
    (tmp_path / "new.csv").write_text(f"{NEW}1.01.02.2.01.0003,Rapat,\n", encoding="utf-8")
    assert run("--to", "2024_3406", "--save", str(tmp_path / "langkah.yaml"))[0] == 0
    steps = rp.load_scenario(tmp_path / "langkah.yaml")
    assert steps.apply(rp.load(tmp_path / "plan.yaml")) == rp.load(tmp_path / "out.yaml")


def test_documents_of_another_version_are_told(run: Run, tmp_path: Path) -> None:
    """A document that names a third version is left alone, and the exit code says that the plan is not all migrated."""
    plan = (tmp_path / "plan.yaml").read_text(encoding="utf-8").replace("2023_1317", "2020_3708")
    (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")
    code, said, _ = run("--to", "2024_3406")
    assert (code, "Left alone, because they name another version: renja" in said) == (1, True)
    assert rp.load(tmp_path / "out.yaml") == rp.load(tmp_path / "plan.yaml")


@pytest.mark.parametrize(
    ("words", "out", "told"),
    [
        (("--to", "2025_2850"), "out.yaml", "tidak ada daftar untuk ? dan 2025_2850"),
        (("--to", "2024_3406", "--from", "x"), "out.yaml", "tidak ada daftar untuk x dan 2024_3406"),
        (("--to", "2024_3406"), "out.doc", "akhiran .doc tidak dapat ditulis"),
        (("--to", "2024_3406"), "plan.yaml", "OUT sama dengan IN"),
        (("--to", "2024_3406"), "tidak/ada.yaml", "gagal ditulis: foldernya tidak ada"),
        (
            ("--to", "2024_3406", "--sure", "2"),
            "out.yaml",
            "--sure tidak dapat bernilai 2.0, tulis angka dari 0 sampai 1",
        ),
        ((), "out.yaml", "--to belum disebut"),
        (
            ("--to", "2024_3406", "--documents", "RENJ"),
            "out.yaml",
            "'RENJ' bukan jenis atau id dokumen; mungkin 'RENJA'",
        ),
    ],
)
def test_wrong_calls_are_one_line(words: tuple[str, ...], out: str, told: str, run: Run) -> None:
    """A call that makes no sense is exit 2 and one line, in the language of the call."""
    code, said, errors = run(*words, out=out, lang="id")
    assert (code, said, errors.count("\n")) == (2, "", 1)
    assert told in errors


def test_a_list_that_is_none(run: Run, tmp_path: Path) -> None:
    """A file that is no list of codes is told with its place, and nothing is written."""
    (tmp_path / "new.csv").write_text("opd,alamat\nDinkes,Jalan\n", encoding="utf-8")
    code, said, _ = run("--to", "2024_3406")
    assert (code, "FILE-18" in said, (tmp_path / "out.yaml").exists()) == (2, True, False)


def test_a_plan_that_is_not_whole(run: Run, tmp_path: Path) -> None:
    """A plan that cannot be read whole is not migrated."""
    (tmp_path / "plan.yaml").write_text("tujuan: [{uraian: tanpa id}]\n", encoding="utf-8")
    code, said, _ = run("--to", "2024_3406")
    assert (code, "FILE-10" in said, (tmp_path / "out.yaml").exists()) == (2, True, False)


def test_what_is_not_conserved_is_not_written(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Should a migration ever lose money, the plan is not written and the line says what."""
    real = rp.scenario.Migration.apply
    monkeypatch.setattr(rp.scenario.Migration, "apply", lambda way, plan: real(way, plan).replace(allocations=()))
    code, said, _ = run("--to", "2024_3406")
    assert (code, "NOT THE SAME" in said, (tmp_path / "out.yaml").exists()) == (2, True, False)


def test_sure_is_the_librarys_own(capsys: pytest.CaptureFixture[str]) -> None:
    """The likeness that the help shows, which needs no scenario to be shown, is that of ``rp.migrate``."""
    with pytest.raises(SystemExit):
        main(["migrate", "--help", "--lang", "en"])
    assert f"[default: {float(SURE)};" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("over", ["plan.yaml", "out.yaml", "old.csv"])
def test_save_replaces_nothing_of_the_call(over: str, run: Run, tmp_path: Path) -> None:
    """``--save`` over IN, OUT or a list is exit 2 and one line; nothing is written."""
    before = {one.name: one.read_bytes() for one in tmp_path.iterdir()}
    code, said, errors = run("--to", "2024_3406", "--save", str(tmp_path / over))
    assert (code, said, errors.count("\n"), over in errors) == (2, "", 1, True)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == before
