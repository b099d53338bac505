"""Bad money in a budget: each fault is placed and says how it is mended."""

from __future__ import annotations

import pytest

from regplan import check
from regplan.diagnostics.inputs import InputError, InputErrors
from regplan.io import loads

APBD = """\
dokumen:
  - id: d
    jenis: APBD
    tahun: 2026
    sub_kegiatan: [{id: S, kode: 1.02.02.2.02.0001, uraian: s}]
    anggaran:
      - {untuk: S, sumber_dana: DAU, jumlah: {2026: 5}}
      - ROW
"""


@pytest.mark.parametrize(
    ("row", "code", "says"),
    [
        ("{untuk: S, sumber_dana: PAD, jumlah: {2026: -5}}", "ARI-02", "negative"),
        ("{untuk: Hilang, jumlah: {2026: 5}}", "REF-01", "'Hilang'"),
        ("{untuk: S, lokasi: Hilang, jumlah: {2026: 5}}", "REF-01", "'Hilang'"),
        ("{untuk: S, sumber_dana: Dana Alokasi Umun, jumlah: {2026: 5}}", "FUND-01", "near: Dana Alokasi Umum"),
        ("{untuk: S, sumber_dana: PAD, jumlah: {2031: 5}}", "PER-01", "2031"),
        ("{untuk: S, rekening: Belanja Pegawai, jumlah: {2026: 5}}", "BUD-I01", "'Belanja Pegawai'"),
        ("{untuk: /, rekening: 5.7, jumlah: {2026: 5}}", "BUD-I02", "5.7"),
    ],
    ids=["negative", "unknown node", "unknown place", "unknown fund", "year outside", "no account", "no group"],
)
def test_a_fault_is_found_at_its_line(row: str, code: str, says: str) -> None:
    """What can be held is a finding at the line it stands on, in both languages, with a cure."""
    (found,) = check(loads(APBD.replace("ROW", row)), select=code).findings
    assert found.where is not None
    assert found.where.line == 8
    assert says in found.text("en")
    assert found.hint.id
    assert found.hint.en


@pytest.mark.parametrize(
    ("amount", "cure"),
    [
        ("59911114.129999995", "no part below a sen"),
        ("10000000000000000", "at most Rp1,000,000,000,000,000"),
        ("1e9", "without an exponent"),
        (".inf", ""),
    ],
    ids=["float", "past the range", "exponent", "infinite"],
)
def test_what_cannot_be_held_is_refused_at_its_place(amount: str, cure: str) -> None:
    """A float's traces, an amount past the range and an exponent are named where they stand, and nothing is rounded in silence."""
    with pytest.raises(InputErrors) as caught:
        loads(APBD.replace("ROW", f"{{untuk: S, jumlah: {{2026: {amount}}}}}"))
    (error,) = caught.value.exceptions
    assert isinstance(error, InputError)
    assert error.finding.where is not None
    assert error.finding.where.line == 8
    assert cure in error.finding.hint.en
