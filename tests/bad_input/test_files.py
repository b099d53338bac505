"""Paths and bytes that hold no plan: each is a finding that names the file, never a traceback, hang or full memory."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from regplan.diagnostics.finding import Finding
from regplan.io import Reading, read
from regplan.io._bytes import LARGEST_JSON, LARGEST_YAML

GOOD = 'tujuan:\n  - id: T1\n    uraian: "Sehat"\n    x-catatan: "Satu"\n'
GOOD_JSON = '{\n  "tujuan": [\n    {"id": "T1",\n      "uraian": "Sehat", "x-catatan": "Satu"}\n  ]\n}\n'


@pytest.mark.parametrize("kind", ["missing", "nul", "long-name", "link-loop", "broken-link", "fifo", "fifo-link"])
def test_path_that_cannot_be_read(kind: str, tmp_path: Path, told: Callable[[Path], Reading]) -> None:
    """A path that leads to no regular file is FILE-01 with its name, and nothing waits for a writer."""
    reading = told(MAKERS[kind](tmp_path))
    assert [finding.code for finding in reading.findings] == ["FILE-01"]
    assert len(reading.plan) == 0


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null", "/proc/self/mem"])
def test_device(path: str, told: Callable[[Path], Reading]) -> None:
    """A device without end, or a file of the kernel that fails, is FILE-01."""
    assert [finding.code for finding in told(Path(path)).findings] == ["FILE-01"]


@pytest.mark.parametrize("name", ["rencana.yaml", "rencana.json"])
@pytest.mark.parametrize(
    "content",
    [b"", b"  \n\n\t \r\n", b"\x0c\x0b", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"],
    ids=["empty", "blanks", "form-feed", "mark-only", "mark-and-blanks"],
)
def test_nothing_in_the_file(name: str, content: bytes, found: Callable[..., Finding]) -> None:
    """A file without a word is FILE-02 and says that it is empty."""
    assert "is empty" in found("FILE-02", content, name).text("en")


def test_empty_folder(tmp_path: Path, told: Callable[[Path], Reading]) -> None:
    """A folder without plan files is FILE-02 and names what is looked for."""
    reading = told(tmp_path)
    assert [finding.code for finding in reading.findings] == ["FILE-02"]
    assert {".yaml", ".xlsx", ".csv"} <= set(re.findall(r"\.\w+", reading.findings[0].hint.en))


def test_folder_of_other_files(tmp_path: Path, told: Callable[[Path], Reading]) -> None:
    """Files of other kinds in a folder are left out, told in the loss, and named where nothing else is there."""
    (tmp_path / "catatan.txt").write_text(GOOD, encoding="utf-8")
    reading = told(tmp_path)
    assert [finding.code for finding in reading.findings] == ["FILE-02"]
    assert reading.findings[0].text("en").endswith("neither plan files nor tables are in it; there are: catatan.txt")
    assert [(loss.kind, Path(loss.what).name) for loss in reading.loss] == [("dropped", "catatan.txt")]


@pytest.mark.parametrize("name", ["rencana.yaml", "rencana.json"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16(name: str, encoding: str, found: Callable[..., Finding]) -> None:
    """UTF-16 with a byte order mark, either way round, is FILE-03 at the start and named as such."""
    finding = found("FILE-03", ("\ufeff" + GOOD).encode(encoding), name)
    assert str(finding.where).endswith(f"{name}:1:1")
    assert "UTF-16" in finding.text("en")


@pytest.mark.parametrize(
    ("content", "place", "byte"),
    [
        (b"tujuan:\n  - id: T1\n    uraian: caf\xe9 baru\n", "3:16", "0xe9"),
        (b"tujuan:\r\n  - id: T1\r\n    uraian: \xc3\xa9\xc3\xa9 \xe9\r\n", "3:16", "0xe9"),
        (b"\xef\xbb\xbfjudul: \x93Sehat\x94\n", "1:8", "0x93"),
        (b"judul: a\n# cut off \xc3", "2:11", "0xc3"),
        (b"judul: a\xed\xa0\x80\n", "1:9", "0xed"),
    ],
    ids=["latin-1", "after-utf-8-and-crlf", "windows-after-mark", "cut-off", "surrogate"],
)
def test_byte_that_is_not_utf_8(content: bytes, place: str, byte: str, found: Callable[..., Finding]) -> None:
    """The first byte that is not UTF-8 is shown with line and column, counted in characters."""
    for name in ("rencana.yaml", "rencana.json"):
        finding = found("FILE-03", content, name)
        assert str(finding.where).endswith(f"{name}:{place}")
        assert byte in finding.text("en")


@pytest.mark.parametrize(("name", "text"), [("a.yaml", GOOD), ("a.json", GOOD_JSON)], ids=["yaml", "json"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["no-mark", "mark"])
@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["crlf", "cr"])
def test_marks_and_line_ends_are_no_fault(
    name: str, text: str, mark: str, end: str, given: Callable[..., Reading]
) -> None:
    """A byte order mark and other line ends are accepted; the plan is that of the file without them."""
    plain = given(text, name)
    reading = given(mark + text.replace("\n", end), name)
    assert reading.findings == ()
    assert reading.plan == plain.plan
    assert reading.plan.goals["T1"].title == "Sehat"


def test_block_text_with_crlf(given: Callable[..., Reading]) -> None:
    """Line breaks within a text are the same whatever the line ends of the file."""
    text = "komitmen:\n  - id: K1\n    teks: |-\n      satu\n      dua\n"
    assert given(text.replace("\n", "\r\n")).plan == given(text).plan
    assert given(text).plan.commitments["K1"].text == "satu\ndua"


def test_read_error_half_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Callable[[Path], Reading]) -> None:
    """A disk that fails while a file is read is FILE-01 with the reason, not a shorter plan."""
    (tmp_path / "rencana.yaml").write_text(GOOD, encoding="utf-8")
    monkeypatch.setattr(Path, "open", lambda *_, **__: Failing())
    reading = told(tmp_path / "rencana.yaml")
    assert [finding.code for finding in reading.findings] == ["FILE-01"]
    assert "Input/output error" in reading.findings[0].text("en")
    assert len(reading.plan) == 0


def test_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Callable[[Path], Reading]) -> None:
    """A file one may not read is FILE-01 and says so."""
    (tmp_path / "rencana.yaml").write_text(GOOD, encoding="utf-8")
    monkeypatch.setattr(Path, "open", refused)
    reading = told(tmp_path / "rencana.yaml")
    assert [finding.code for finding in reading.findings] == ["FILE-01"]
    assert "may not be read" in reading.findings[0].text("en")


def test_folder_without_permission(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Callable[[Path], Reading]
) -> None:
    """A folder that cannot be listed is FILE-01 with its name, not an empty plan."""
    monkeypatch.setattr(os, "scandir", refused)
    reading = told(tmp_path)
    assert [finding.code for finding in reading.findings] == ["FILE-01"]
    assert not reading.is_whole


def test_folder_loop(tmp_path: Path, told: Callable[[Path], Reading]) -> None:
    """A link that leads back up is not followed: each file is read once, and the link is told in the loss."""
    (tmp_path / "rencana.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "putaran").symlink_to(tmp_path, target_is_directory=True)
    reading = told(tmp_path)
    assert [goal.id for goal in reading.plan.goals] == ["T1"]
    assert [Path(loss.what).name for loss in reading.loss] == ["putaran"]


def test_one_bad_file_of_a_folder(tmp_path: Path) -> None:
    """A bad file hides neither the good ones nor the problems of the others."""
    (tmp_path / "a.yaml").write_bytes(b"\xff\xfe")
    (tmp_path / "b.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "c.json").write_text("{", encoding="utf-8")
    (tmp_path / "d.yaml").symlink_to("nowhere")
    reading = read_folder(tmp_path)
    assert [(Path(str(each.where).split(":")[0]).name, each.code) for each in reading.findings] == [
        ("a.yaml", "FILE-03"),
        ("c.json", "FILE-04"),
        ("d.yaml", "FILE-01"),
    ]
    assert [goal.id for goal in reading.plan.goals] == ["T1"]


@pytest.mark.parametrize(
    ("first", "second", "key", "values"),
    [
        ("judul: Satu\n", "judul: Dua\n", "title", ("Satu", "Dua")),
        ("tahun: 2025-2029\n", "tahun: 2025-2030\n", "last_year", ("2029", "2030")),
        ("daerah: {nama: Batu}\n", "daerah: {nama: Kediri}\n", "region", ("Batu", "Kediri")),
        ("x-versi: 1\n", "x-versi: 2\n", "extra", ("1", "2")),
    ],
    ids=["title", "years", "region", "own-field"],
)
def test_headings_disagree(first: str, second: str, key: str, values: tuple[str, str], tmp_path: Path) -> None:
    """Two files that contradict each other about the plan are FILE-16 with both values and the second file."""
    (tmp_path / "a.yaml").write_text(first, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(second, encoding="utf-8")
    (finding,) = read_folder(tmp_path).findings
    assert (finding.code, finding.facts["key"]) == ("FILE-16", key)
    assert "b.yaml" in str(finding.where)
    assert all(value in finding.text("en") for value in values)


def test_headings_disagree_in_planning_words(tmp_path: Path) -> None:
    """Of two regions the fields that differ are told by their keys, in the language of the reader; no Python."""
    (tmp_path / "a.yaml").write_text("daerah: {kode: '12.07', nama: A}\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("daerah: {kode: '12.71', nama: A, tingkat: kota}\n", encoding="utf-8")
    (finding,) = read_folder(tmp_path).findings
    assert finding.text("id") == "'region' di sini kode '12.71', tingkat 'kota', di tempat lain kode '12.07'"


def test_headings_agree(tmp_path: Path) -> None:
    """Two files may say the same about the plan."""
    for name in ("a.yaml", "b.yaml"):
        record = f"tujuan: [{{id: {name[0]}, uraian: Sehat}}]\n"
        (tmp_path / name).write_text(f"judul: Satu\ntahun: 2025-2029\n{record}", encoding="utf-8")
    assert read_folder(tmp_path).findings == ()


@pytest.mark.parametrize(("name", "largest"), [("a.yaml", LARGEST_YAML), ("a.json", LARGEST_JSON)])
def test_file_past_the_limit(name: str, largest: int, tmp_path: Path, told: Callable[[Path], Reading]) -> None:
    """A file larger than can be held is FILE-14 with its size and the limit, and is not read."""
    with (tmp_path / name).open("wb") as file:
        file.truncate(largest + 1)
    (finding,) = told(tmp_path / name).findings
    assert finding.code == "FILE-14"
    assert f"{largest + 1:,}" in finding.text("en")
    assert f"{largest:,}" in finding.text("en")


@pytest.mark.parametrize(
    ("name", "head", "megabytes", "most"),
    [
        ("a.json", '{"judul": "', 200, 6),
        ("a.json", '{"x-a": "', 200, 6),
        ("a.json", '{"judul": "\U0001f600', 60, 12),
        ("a.yaml", 'judul: "', 200, 1),
        ("a.yaml", 'judul: "', 60, 6),
        ("a.yaml", 'judul: "\U0001f600', 60, 12),
    ],
    ids=["json", "json-own-field", "json-wide", "yaml-past-limit", "yaml", "yaml-wide"],
)
def test_one_huge_scalar(name: str, head: str, megabytes: int, most: int, tmp_path: Path) -> None:
    """One text of 200 MB is refused in memory of a small multiple of the file; text past U+FFFF takes twice that."""
    path = tmp_path / name
    with path.open("wb") as file:
        file.write(head.encode())
        for _ in range(megabytes):
            file.write(b"a" * 2**20)
        file.write(b'"}' if name.endswith("json") else b'"\n')
    codes, peak = measured(path)
    assert set(codes) & {"FILE-14", "FILE-08"}, codes
    assert peak < most * path.stat().st_size + INTERPRETER


INTERPRETER = 100 * 2**20
READ = "import sys; from regplan.io import read; print(*(each.code for each in read(sys.argv[1]).findings))"
MEASURE = """
import resource, subprocess, sys
subprocess.run([sys.executable, "-c", sys.argv[1], sys.argv[2]], check=True, timeout=60)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == "darwin" else 1024))
"""


def measured(path: Path) -> tuple[list[str], int]:
    """Read a file in a process of its own: the codes of the findings and the most memory it took."""
    command = [sys.executable, "-c", MEASURE, READ, str(path)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60, env=environment)
    codes, peak = done.stdout.rstrip("\n").split("\n")
    return codes.split(), int(peak)


class Failing(BytesIO):
    """A file whose first read fails as a broken disk does."""

    def read(self, _size: int | None = -1) -> bytes:
        """Fail."""
        raise OSError(5, "Input/output error")


def refused(*_: Any, **__: Any) -> Any:
    """Fail as a system does that denies access."""
    raise PermissionError(13, "Permission denied")


def read_folder(folder: Path) -> Reading:
    """Read a folder whose findings name its files, not itself."""
    from regplan.io import read

    return read(folder)


def _fifo(folder: Path) -> Path:
    os.mkfifo(folder / "pipa.yaml")
    return folder / "pipa.yaml"


def _link(folder: Path, name: str, target: Path) -> Path:
    (folder / name).symlink_to(target)
    return folder / name


MAKERS: dict[str, Callable[[Path], Path]] = {
    "missing": lambda folder: folder / "tidak-ada.yaml",
    "nul": lambda folder: folder / "a\0b.yaml",
    "long-name": lambda folder: folder / ("x" * 300 + ".yaml"),
    "link-loop": lambda folder: _link(folder, "diri.yaml", folder / "diri.yaml"),
    "broken-link": lambda folder: _link(folder, "putus.yaml", folder / "tidak-ada.yaml"),
    "fifo": _fifo,
    "fifo-link": lambda folder: _link(folder, "tautan.yaml", _fifo(folder)),
}


def test_a_list_of_opd_at_the_top(tmp_path: Path) -> None:
    """``opd`` with a list is the list of OPD, as ``perangkat_daerah`` is; with one id it says whose file it is."""
    for key in ("opd", "agency", "perangkat_daerah"):
        (tmp_path / "a.yaml").write_text(f"{key}: [{{id: dinkes, nama: Dinas Kesehatan}}]\n", encoding="utf-8")
        reading = read(tmp_path / "a.yaml")
        assert (reading.findings, [one.name for one in reading.plan.agencies]) == ((), ["Dinas Kesehatan"])
    (tmp_path / "a.yaml").write_text("opd: dinkes\ntujuan: [{id: T1, uraian: x}]\n", encoding="utf-8")
    assert read(tmp_path / "a.yaml").plan.goals[0].id == "dinkes/T1"
